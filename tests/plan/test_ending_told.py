"""What an end does to the lines that tell of a plan: none is hidden, nothing turns late after it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.plan.agenda import contact
from coach_tui.plan.attention.calm import calm
from coach_tui.plan.attention.survey import attention, survey
from coach_tui.plan.continued import carried_over
from coach_tui.plan.ending import (
    booked_after,
    closes_too_early,
    ending,
    erase_on,
    kept_at_closing,
    kept_words,
    was_proposed,
)
from coach_tui.plan.health import findings
from coach_tui.plan.one_page import plan_page
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.report import content
from coach_tui.plan.visibility import view
from coach_tui.plan.week_page import week_of
from tests.plan.plan_kit import NOW_DAY, on, plan_of, practice_of

LATE_ONES = [{"title": f"M{n}", "due": on(-9 - n)} for n in range(9)]


def two_clients(plan: Plan) -> Practice:
    """The plan, and one of somebody else for whom something waits too."""
    tables: dict[str, Any] = {key: dict(records) for key, records in plan.practice.tables.items()}
    tables["clients"]["d"] = {"uid": "d", "name": "Ben Ott"}
    tables["engagements"]["f"] = {"uid": "f", "client": "d", "start": on(-20), "end": on(9)}
    tables["milestones"]["x"] = {"uid": "x", "plan": "f", "title": "X", "due": on(-3)}
    return Practice(tables)


@pytest.mark.parametrize("engagement", [{"end": on(17)}, {"sessions": 2}, {"end": on(17), "sessions": 2}])
def test_that_an_engagement_ends_is_never_behind_more(engagement: dict[str, Any]) -> None:
    held = [{"on": on(-n - 1), "state": "held"} for n in range(2)]
    plan = plan_of(engagement=engagement, milestones=LATE_ONES, sessions=held)
    items = attention(two_clients(plan), NOW_DAY)
    for limit in (4, 15, 30):
        shown = calm(items, limit)
        assert [one.client.name for one in shown if one.kind == "engagement_ending"] == [
            "Ben Ott",
            "Anna Berg",
        ]
        assert shown[0] is items[0]
        assert shown == [one for one in items if one in shown]
        assert len([one for one in shown if one.client.name == "Anna Berg"]) <= 4


# A closed plan


def closed_and_renewed(*taken: str, **later: Any) -> Plan:
    """The earlier of two plans, closed with a late promise, milestone and objective; some went on."""
    titles = {"milestones": "M", "commitments": "Send", "objectives": "Sleep"}
    key = {"milestones": "title", "commitments": "text", "objectives": "title"}
    practice = practice_of(
        engagement={"end": on(-20), "closed_on": on(-20)},
        milestones=[{"title": "M", "due": on(-30)}],
        commitments=[{"text": "Send", "due": on(-29), "owner": "coach"}, {"text": "Call", "due": on(-10)}],
        objectives=[{"title": "Sleep", "due": on(-25), "start": on(-80)}],
    )
    tables: dict[str, Any] = {table: dict(records) for table, records in practice.tables.items()}
    tables["engagements"]["n"] = {"uid": "n", "client": "c", "start": on(-20), "continues": "e", **later}
    for table in taken:
        record = {"uid": f"n{table}", "plan": "n", key[table]: titles[table], "due": on(9)}
        if table == "objectives":
            record["continues"] = "objectives0"
        tables[table]["n"] = record
    plan = Practice(tables).plan("c", "e")
    assert plan is not None
    return plan


def told(plan: Plan, day: date = NOW_DAY) -> str:
    return "\n".join(
        " ".join([line.text, *line.asides, str(getattr(line.figure, "due", ""))])
        for line in plan_page(plan, day).lines
    )


def test_what_went_on_is_said_so_and_late_no_more() -> None:
    plan = closed_and_renewed("milestones", "commitments", "objectives")
    said = told(plan)
    assert "Send you, went on" in said
    assert "M went on" in said
    assert "Sleep" in said
    assert "days ago" not in said.replace("20 days ago", "")
    assert "9 days late" not in said
    assert [carried_over(plan, one) for one in plan.commitments] == [True, False]
    assert carried_over(plan, plan.milestones[0])


def test_what_stayed_behind_is_as_late_as_it_was_at_the_end() -> None:
    plan = closed_and_renewed()
    said = told(plan)
    assert "Send you, 9 days late" in said
    assert "M 10 days late" in said
    assert "Call until" in said, "its day came only after the closing"
    assert told(plan, NOW_DAY.replace(year=2028)).count("9 days late") == 1
    assert plan.late_by(plan.commitments[1].due, NOW_DAY) == 0
    assert plan.late_by(plan.commitments[1].due, NOW_DAY, owed=True) == 10


def test_what_the_coach_owes_gets_later_after_the_closing_as_well() -> None:
    practice = practice_of(
        engagement={"closed_on": on(-20)}, commitments=[{"text": "Send", "due": on(-29), "owner": "coach"}]
    )
    (line,) = attention(practice, NOW_DAY)
    assert (line.reason, line.days_late) == ("your promise, 29 days late: Send", 29)


# A pause


@pytest.mark.parametrize(
    ("engagement", "state", "rests"),
    [
        ({}, "", False),
        ({"end": on(9)}, "", False),
        ({"end": on(0)}, "ended", False),
        ({"closed_on": on(-1), "pauses": [{"since": on(-5)}]}, "closed", True),
        ({"pauses": [{"since": on(-5)}]}, "paused", True),
        ({"end": on(9), "pauses": [{"since": on(-5)}]}, "paused", True),
        ({"end": on(-1), "pauses": [{"since": on(-5)}]}, "ended", True),  # as it stood at the end
        ({"end": on(-6), "pauses": [{"since": on(-5)}]}, "ended", False),  # it began after that
    ],
)
def test_one_word_for_what_does_not_run(engagement: dict[str, Any], state: str, rests: bool) -> None:
    found = plan_of(engagement=engagement).engagement
    assert (found.state(NOW_DAY), found.rests(NOW_DAY)) == (state, rests)


def test_in_a_pause_the_end_is_told_once_it_has_come() -> None:
    pauses = [{"since": on(-5), "until": on(40)}]
    tables = {"milestones": [{"title": "A", "due": on(-4)}]}

    def lines(end: int | None, **more: Any) -> list[str]:
        plan = plan_of(
            engagement={"end": None if end is None else on(end), "pauses": pauses, **more}, **tables
        )
        return [item.reason for item in survey(plan.practice, NOW_DAY)[0]]

    assert lines(17) == []
    assert lines(0) == ["ends today"]
    assert lines(-10) == ["ended 10 days ago, on Sat 14 Nov"]
    assert lines(None) == []
    used = {"sessions": 1, "pauses": pauses}
    held = [{"on": on(-9), "state": "held"}]
    assert attention(practice_of(engagement=used, sessions=held), NOW_DAY) == []


# In few words


@pytest.mark.parametrize(
    ("days", "held", "said"),
    [
        (-10, 6, "ended Sat 14 Nov; 2 sessions left"),
        (-10, 8, "ended Sat 14 Nov; all sessions used"),
        (0, 7, "ends today; one session left"),
        (9, 7, "ends Thu 3 Dec; one session left"),
        (9, 3, "ends Thu 3 Dec"),
    ],
)
def test_few_words_keep_the_day_and_the_sessions(days: int, held: int, said: str) -> None:
    sessions = [{"on": on(-n - 11), "state": "held"} for n in range(held)]
    found = ending(plan_of(engagement={"end": on(days), "sessions": 8}, sessions=sessions), NOW_DAY)
    assert found is not None
    assert found.brief(NOW_DAY) == said
    assert len(said) <= 40


# How long data is kept


def test_nobody_is_to_be_erased_while_coaching_goes_on_anew() -> None:
    kept = {"retention_on": on(-3)}
    closed = practice_of(client=kept, engagement={"closed_on": on(-20)})
    assert [one.kind for one in attention(closed, NOW_DAY)] == ["retention_due"]
    tables: dict[str, Any] = {table: dict(records) for table, records in closed.tables.items()}
    tables["engagements"]["n"] = {"uid": "n", "client": "c", "start": on(-1), "continues": "e"}
    again = Practice(tables)
    for uid in ("e", "n"):
        plan = again.plan("c", uid)
        assert plan is not None
        assert erase_on(again, plan.client) is None
        assert not [one for one in findings(plan, NOW_DAY) if one.field == "retention_on"]
    assert "retention_due" not in [one.kind for one in attention(again, NOW_DAY)]


@pytest.mark.parametrize(
    ("kept", "before", "last", "years", "day"),
    [
        (None, False, on(-6), 3, "2029-11-18"),  # from the end on, not from the day it is said
        (None, False, on(-6), 0, ""),
        (None, False, "2020-01-01", 3, ""),  # come already
        ("2028-01-01", False, on(-6), 3, "2028-01-01"),
        ("2028-01-01", True, on(-6), 3, "2029-11-18"),  # that was the day of the engagement before
        ("2028-01-01", True, on(-6), 0, "2028-01-01"),
        ("2031-01-01", True, on(-6), 3, "2031-01-01"),  # later than what is proposed
        (on(-1), True, on(-6), 3, "2029-11-18"),  # that was the day of the engagement before
        (on(-1), True, on(-6), 0, ""),
        (on(-1), False, on(-6), 3, on(-1)),  # it is to be erased
        (on(0), True, on(-6), 3, "2029-11-18"),
        (on(1), True, on(-6), 3, "2029-11-18"),
        (on(1), True, on(-6), 0, on(1)),
    ],
)
def test_how_long_data_is_kept_counts_from_the_end(
    kept: str | None, before: bool, last: str, years: int, day: str
) -> None:
    practice = practice_of(client={"retention_on": kept} if kept else {})
    tables: dict[str, Any] = {table: dict(records) for table, records in practice.tables.items()}
    if before:
        earlier = {"uid": "b", "client": "c", "start": on(-300), "closed_on": on(-100)}
        tables["engagements"] = {"b": earlier, **tables["engagements"]}
    plan = Practice(tables).plan("c", "e")
    assert plan is not None
    assert kept_at_closing(plan, date.fromisoformat(last), NOW_DAY, years) == day


# What is achieved and not closed


def test_no_milestone_of_what_is_achieved_is_a_next_step() -> None:
    measure = {"uid": "m", "name": "talks", "baseline": 0, "target": 12}

    def steps(value: int) -> tuple[int, int, bool]:
        plan = plan_of(
            objectives=[{"title": "Speak", "measure": [measure], "due": on(9)}],
            milestones=[{"title": "mt", "objective": "objectives0", "due": on(-35)}],
            checkins=[{"on": on(-1), "measures": {"m": value}}],
        )
        seen = view(plan, "client", NOW_DAY)
        found = content(seen, NOW_DAY)
        week = week_of(seen, found, NOW_DAY)
        on_page = any(line.kind == "step" for line in plan_page(plan, NOW_DAY).lines)
        return len(found["next"]["milestones"]), len(week["milestones"]), on_page

    assert steps(11) == (1, 1, True)
    assert steps(12) == (0, 0, False)


def test_after_a_renewal_the_last_contact_is_that_of_the_plan_before() -> None:
    practice = practice_of(engagement={"closed_on": on(-5)}, checkins=[{"on": on(-10)}])
    tables: dict[str, Any] = {table: dict(records) for table, records in practice.tables.items()}
    tables["engagements"]["n"] = {"uid": "n", "client": "c", "start": on(-4), "continues": "e"}
    plan = Practice(tables).plan("c", "n")
    assert plan is not None
    assert contact(plan, NOW_DAY).ago == "10 days ago"
    assert "last contact 10 days ago" in told(plan)
    assert contact(plan_of(), NOW_DAY).ago == "none yet"


def test_of_one_that_is_closed_the_day_stays_and_a_later_one_is_told() -> None:
    practice = practice_of(client={"retention_on": "2028-01-01"}, engagement={"closed_on": on(-2)})
    tables: dict[str, Any] = {table: dict(records) for table, records in practice.tables.items()}
    tables["engagements"]["b"] = {"uid": "b", "client": "c", "start": on(-300), "closed_on": on(-100)}
    plan = Practice(tables).plan("c", "e")
    assert plan is not None
    assert kept_at_closing(plan, NOW_DAY, NOW_DAY, 3) == "2028-01-01"
    assert kept_words(plan, NOW_DAY, 3) == (
        "The data is kept until Sat 1 Jan 2028, as an earlier end has it; Thu 22 Nov 2029 is proposed; "
        "coach edit changes that."
    )
    assert kept_words(plan, NOW_DAY, 1) == "The data is kept until Sat 1 Jan 2028; coach edit changes that."


@pytest.mark.parametrize(
    ("kept", "closed", "so"),
    [
        ("2029-11-24", "2026-11-24", True),
        ("2029-02-28", "2024-02-29", True),
        ("2029-11-25", "2026-11-24", False),
        ("2026-11-24", "2026-11-24", False),
        (None, "2026-11-24", False),
        ("2029-11-24", None, False),
    ],
)
def test_a_day_that_was_proposed_at_a_closing_is_whole_years_after_it(
    kept: str | None, closed: str | None, so: bool
) -> None:
    days = (None if day is None else date.fromisoformat(day) for day in (kept, closed))
    assert was_proposed(*days) is so


@pytest.mark.parametrize(
    ("day", "tables", "said"),
    [
        (-3, {}, ""),
        (-3, {"sessions": [{"on": on(-3), "state": "held"}]}, ""),
        (-3, {"sessions": [{"on": on(-2), "state": "cancelled", "cancelled_by": "client"}]}, ""),
        (-3, {"sessions": [{"on": on(1)}]}, ""),
        (-3, {"reviews": [{"due": on(-1)}]}, ""),
        (
            -3,
            {"sessions": [{"on": on(-2), "state": "held"}], "checkins": [{"on": on(-1), "note": "x"}]},
            "there is a check-in on Mon 23 Nov; choose that day or a later one",
        ),
    ],
)
def test_what_took_place_speaks_against_an_earlier_closing(
    day: int, tables: dict[str, Any], said: str
) -> None:
    assert closes_too_early(plan_of(**tables), date.fromisoformat(on(day)), NOW_DAY) == said


@pytest.mark.parametrize(
    ("client", "years", "said"),
    [
        (
            {"retention_on": "2028-01-01"},
            3,
            "The data is kept until Sat 1 Jan 2028; coach edit changes that.",
        ),
        (
            {},
            3,
            "No day says until when the data is kept; Thu 22 Nov 2029 is proposed; "
            "coach edit sets one (retention_on).",
        ),
        ({}, 0, "No day says until when the data is kept; coach edit sets one (retention_on)."),
    ],
)
def test_until_when_data_is_kept_in_words(client: dict[str, Any], years: int, said: str) -> None:
    plan = plan_of(client=client, engagement={"closed_on": on(-2)})
    assert kept_words(plan, NOW_DAY, years) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], []),
        ([8], []),
        ([9], []),  # the last day is one of it
        ([10], ["Fri 4 Dec lies after the engagement's end, Thu 3 Dec"]),
        ([20, 8, 10], ["Fri 4 Dec and 1 more lie after the engagement's end, Thu 3 Dec"]),
        ([30, 20, 10], ["Fri 4 Dec and 2 more lie after the engagement's end, Thu 3 Dec"]),
    ],
)
def test_what_is_booked_after_the_end_is_told(days: list[int], said: list[str]) -> None:
    sessions = [{"on": on(day), "state": "booked"} for day in days]
    others = [
        {"on": on(50), "state": "booked"},
        {"on": on(11), "state": "cancelled", "cancelled_by": "coach"},
    ]
    practice = practice_of(engagement={"end": on(9)}, sessions=[*sessions, *others])
    uids = [f"sessions{n}" for n in range(len(days))] + [f"sessions{len(days) + 1}"]
    assert booked_after(practice, uids, NOW_DAY) == said
    held = [{**one, "state": "held"} for one in sessions]
    assert booked_after(practice_of(engagement={"end": on(9)}, sessions=held), uids, NOW_DAY) == said
    closed = practice_of(engagement={"end": on(60), "closed_on": on(9)}, sessions=sessions)
    assert booked_after(closed, uids, NOW_DAY) == said
    endless = practice_of(sessions=sessions)
    assert booked_after(endless, uids, NOW_DAY) == []
