"""The hours log: what counts, and what a credential still lacks (domain rules §10)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.plan.client import Client
from coach_tui.plan.hours import Goal, Held, HoursRow, hours_log
from coach_tui.plan.hours_words import against_words, hours_words, left_out_words, sum_words
from coach_tui.plan.practice import Practice
from tests.plan.plan_kit import NOW_DAY, on, practice_of


def log_of(*sessions: dict[str, Any], **more: Any) -> Any:
    client = more.pop("client", {})
    return hours_log(practice_of(sessions=list(sessions), client=client), NOW_DAY, **more)


def test_alone_and_in_a_group_are_two_lines() -> None:
    log = log_of(
        {"on": on(-30), "minutes": 75},
        {"on": on(-20), "paid": False},
        {"on": on(-10), "kind": "internal", "minutes": 30},
        {"on": on(-5), "kind": "group", "group_size": 6, "minutes": 90},
        {"on": on(-4), "kind": "group", "group_size": 4},
    )
    told = [(r.kind, r.first, r.last, r.sessions, r.paid, r.pro_bono) for r in log.rows]
    assert told == [
        ("individual", on(-30), on(-10), 3, 1.75, 1.0),
        ("group of 6", on(-5), on(-4), 2, 2.5, 0.0),
    ]
    assert (log.hours, log.individual, log.group, log.clients) == (5.25, 2.75, 2.5, 1)
    assert sum_words(log) == (
        "5 sessions, 1 client · 4.25 h paid · 1 h pro bono · 2.75 h individual · 2.5 h with groups"
    )


def test_what_is_booked_empty_or_too_large_does_not_count() -> None:
    log = log_of(
        {"on": on(0), "state": "held"},
        {"on": on(1)},
        {"on": on(-1), "minutes": 0},
        {"on": on(-2), "kind": "group", "group_size": 16},
        {"on": on(-3), "kind": "individual", "group_size": 40},
    )
    assert (log.hours, len(log.held), len(log.too_large)) == (2.0, 2, 1)
    assert left_out_words(log, 15)[0] == "1 session does not count: a group of more than 15."
    assert log_of({"on": on(-2), "kind": "group", "group_size": 16}, most=20).hours == 1


@pytest.mark.parametrize(
    ("first", "last", "hours"), [("", "", 3), (on(-20), "", 2), ("", on(-20), 2), (on(-20), on(-20), 1)]
)
def test_between_two_days(first: str, last: str, hours: float) -> None:
    sessions = [{"on": on(-30)}, {"on": on(-20)}, {"on": on(-10)}]
    assert log_of(*sessions, first=first, last=last).hours == hours


def two_clients(*, first: int = -20, second: int = -9) -> Practice:
    """Bea had a session with a group and one alone, Adam one alone, on these days."""
    return practice_of(
        client={"name": "Bea"},
        clients=[{"uid": "a", "name": "Adam"}],
        engagements=[{"uid": "ea", "client": "a", "start": on(-84)}],
        sessions=[
            {"on": on(first), "kind": "group", "group_size": 3},
            {"on": on(first)},
            {"plan": "ea", "on": on(second)},
        ],
    )


def test_the_lines_are_by_client_and_alone_before_in_a_group() -> None:
    for first, second in ((-20, -9), (-9, -20)):
        log = hours_log(two_clients(first=first, second=second), NOW_DAY)
        assert [(row.client.name, row.kind) for row in log.rows] == [
            ("Adam", "individual"),
            ("Bea", "individual"),
            ("Bea", "group of 3"),
        ]
        assert [held.on for held in log.held] == sorted(held.on for held in log.held)


def test_the_log_of_one_client() -> None:
    log = hours_log(two_clients(), NOW_DAY, client="a")
    assert [(row.client.name, row.sessions) for row in log.rows] == [("Adam", 1)]
    assert (log.hours, log.clients, len(log.unasked)) == (1.0, 1, 1)
    both = hours_log(two_clients(), NOW_DAY)
    assert (both.hours, both.clients, [one.name for one in both.unasked]) == (3.0, 2, ["Adam", "Bea"])


def test_sessions_of_a_day_are_by_the_hour() -> None:
    log = log_of({"on": on(-1), "time": "15:00"}, {"on": on(-1)}, {"on": on(-1), "time": "09:00"})
    assert [held.time for held in log.held] == ["", "09:00", "15:00"]


@pytest.mark.parametrize(
    ("size", "kind", "counts"), [(None, "group of 1", 1), (15, "group of 15", 1), (16, "", 0)]
)
def test_how_many_make_a_group(size: int | None, kind: str, counts: int) -> None:
    log = log_of({"on": on(-1), "kind": "group", **({"group_size": size} if size else {})})
    assert [row.kind for row in log.rows] == [kind] * counts
    assert (log.group, len(log.too_large)) == (counts, 1 - counts)


def test_what_was_lately_is_asked_only_with_hours_and_months() -> None:
    log = log_of({"on": on(-1)})
    assert Goal("A", 0, 0, 0, 25, 18.0).against(log, NOW_DAY) == [("h in 18 months", 1.0, 25)]
    assert Goal("A", 0, 0, 0, 25, 0).against(log, NOW_DAY) == []
    assert Goal("A", 0, 0, 0, 0, 18).against(log, NOW_DAY) == []
    assert log.rows[0].consent == ""


def test_hours_have_two_decimals() -> None:
    log = log_of({"on": on(-2), "minutes": 50}, {"on": on(-1), "minutes": 50, "paid": False})
    assert (log.hours, log.paid, log.pro_bono) == (1.67, 0.83, 0.83)
    assert (log.rows[0].paid, log.since(NOW_DAY)) == (0.83, 0)


def test_a_line_for_programs() -> None:
    log = log_of(
        {"on": on(-9), "kind": "group", "group_size": 4, "minutes": 90},
        {"on": on(-3), "kind": "group", "group_size": 2, "paid": False},
        client={"phone": "1", "log_consent_on": on(-30)},
    )
    assert [row.as_json() for row in log.rows] == [
        {
            "client": "Anna Berg", "client_id": "c",
            "with": [], "contact": "1", "kind": "group", "group_size": 4,
            "from": on(-9), "to": on(-3), "sessions": 2, "paid_hours": 1.5, "pro_bono_hours": 1.0,
            "consent_on": on(-30),
        }
    ]  # fmt: skip


def test_who_has_not_agreed_is_told() -> None:
    session = {"on": on(-1)}
    asked = log_of(session, client={"log_consent_on": on(-9), "email": "a@b.c", "phone": "1"})
    assert (asked.unasked, asked.rows[0].consent, asked.rows[0].contact) == ([], on(-9), "a@b.c, 1")
    assert [one.name for one in log_of(session).unasked] == ["Anna Berg"]
    assert "1 client has given no consent" in left_out_words(log_of(session), 15)[0]


def test_against_a_credential() -> None:
    log = log_of({"on": on(-700), "minutes": 600}, {"on": on(-3), "paid": False})
    goal = Goal("ACC", 100, 75, 8, 25, 18)
    assert against_words(goal, log, NOW_DAY) == (
        "11 of 100 h · 10 of 75 paid · 1 of 8 clients · 1 of 25 h in 18 months"
    )
    told = goal.as_json(log, NOW_DAY)
    assert told == {
        "name": "ACC",
        "reached": False,
        "hours": {"now": 11.0, "asked": 100},
        "paid_hours": {"now": 10.0, "asked": 75},
        "clients": {"now": 1, "asked": 8},
        "recent_hours": {"now": 1.0, "asked": 25},
    }
    assert "recent_hours" not in Goal("Old", 9, 9, 9, 0, 18).as_json(log, NOW_DAY)
    assert Goal("Much", 11.5, 10, 1, 0, 0).as_json(log, NOW_DAY)["reached"] is False
    assert Goal("Small", 11, 10, 1, 0, 0).as_json(log, NOW_DAY)["reached"] is True
    assert [log.since(date(2026, 11, day)) for day in (20, 21, 22)] == [1.0, 1.0, 0]


@pytest.mark.parametrize(("hours", "said"), [(0, "–"), (1, "1"), (6.5, "6.5"), (0.25, "0.25"), (100, "100")])
def test_hours_in_words(hours: float, said: str) -> None:
    assert hours_words(hours) == said


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "on": st.integers(-900, 5).map(on),
                "minutes": st.integers(0, 300),
                "paid": st.booleans(),
                "kind": st.sampled_from(["individual", "group", "internal"]),
                "group_size": st.integers(1, 20),
            }
        ),
        max_size=12,
    )
)
def test_the_rows_hold_all_hours_and_each_once(sessions: list[dict[str, Any]]) -> None:
    log = log_of(*sessions)
    counted = [
        one for one in sessions
        if one["on"] < on(0) and one["minutes"] and not (one["kind"] == "group" and one["group_size"] > 15)
    ]  # fmt: skip
    assert sum(row.sessions for row in log.rows) == len(log.held) == len(counted)
    total = sum(one["minutes"] for one in counted) / 60
    assert abs(sum(row.paid + row.pro_bono for row in log.rows) - total) < 0.05
    assert abs(log.paid + log.pro_bono - log.hours) < 0.02
    assert abs(log.individual + log.group - log.hours) < 0.02


def test_what_tells_a_line_from_the_others() -> None:
    assert [row.key for row in hours_log(two_clients(), NOW_DAY).rows] == [
        "a:individual",
        "c:individual",
        "c:group",
    ]


def test_all_of_a_group_have_agreed_on_the_day_of_the_last() -> None:
    def consent(*days: str) -> str:
        people = [Client({"uid": f"p{n}", "name": "P", "log_consent_on": one}) for n, one in enumerate(days)]
        held = Held(people[0], {"plan": "e", "on": on(-9), "kind": "group"}, people[1:])
        return HoursRow(people[0], [held]).consent

    assert consent(on(-30), on(-10), on(-20)) == on(-10)
    assert consent(on(-30), "", on(-20)) == ""


@pytest.mark.parametrize(
    ("raw", "size", "group"),
    [
        ({"kind": "individual", "group_size": 4}, 1, False),
        ({"kind": "group", "group_size": 4}, 4, True),
        ({"kind": "group"}, 1, True),
        ({"kind": "group", "also": ["f"], "group_size": 2}, 2, True),
        ({"kind": "group", "also": ["f"], "group_size": 2, "absent": ["f"]}, 1, False),
        ({"kind": "group", "also": ["f"], "group_size": 3, "absent": ["f"]}, 2, True),
    ],
)
def test_whether_an_hour_was_with_a_group(raw: dict[str, Any], size: int, group: bool) -> None:
    held = Held(Client({"uid": "c", "name": "A"}), {"plan": "e", "on": on(-9), **raw})
    assert (held.size, held.group) == (size, group)
