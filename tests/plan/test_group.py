"""A session of several clients stands once in what is of all, and in full in what is of one (domain §10)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from coach_tui.plan.attention.survey import attention
from coach_tui.plan.calendar_items import items
from coach_tui.plan.days import events_between
from coach_tui.plan.double import met_by, met_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import (
    check_in_it,
    handed_on,
    is_lead,
    lead_of,
    names_of_others,
    off_together,
    off_words,
    seen_from,
    sides_of,
    size_there,
    together,
    touched_by,
    was_missed,
    without,
    without_others,
)
from coach_tui.plan.hours import hours_log
from coach_tui.plan.hours_words import twice_words
from coach_tui.plan.practice import Practice
from coach_tui.plan.schema import check_record
from tests.plan.plan_kit import NOW_DAY, on

NAMES = {"a": "Anna Keller", "b": "Ben Ott", "c": "Cleo Marsh"}


def group_of(*sessions: dict[str, Any], engagement: dict[str, dict[str, Any]] | None = None) -> Practice:
    """Three clients, and sessions of the three, the first of whom the session was booked with."""
    stored: dict[str, dict[str, Any]] = {"clients": {}, "engagements": {}, "sessions": {}}
    for uid, name in NAMES.items():
        stored["clients"][uid] = {"uid": uid, "name": name, "email": f"{uid}@example.org"}
        terms = {"start": on(-84), **(engagement or {}).get(uid, {})}
        stored["engagements"][uid] = {"uid": f"e{uid}", "client": uid, **terms}
    for number, said in enumerate(sessions, 1):
        raw = {"plan": "ea", "also": ["eb", "ec"], "kind": "group", "time": "10:00", **said}
        given = {key: value for key, value in raw.items() if value is not None}
        stored["sessions"][str(number)] = {"uid": f"s{number}", **given}
    for table, records in stored.items():
        for record in records.values():
            check_record(table, record)
    return Practice(stored)


HELD = {"on": on(-4), "state": "held"}
BOOKED = {"on": on(0), "state": "booked"}


def test_the_hour_stands_once_with_all_names_and_in_each_clients_own_log() -> None:
    practice = group_of(HELD)
    log = hours_log(practice, NOW_DAY)
    (row,) = log.rows
    assert [person.name for person in row.people] == list(NAMES.values())
    assert (row.kind, log.hours, log.group, log.clients) == ("group of 3", 1, 1, 3)
    assert row.contact == "a@example.org, b@example.org, c@example.org"
    for uid in NAMES:
        (own,) = hours_log(practice, NOW_DAY, client=uid).rows
        assert (own.client.uid, own.others, own.kind, own.paid) == (uid, [], "group of 3", 1)


@pytest.mark.parametrize(
    ("absent", "hours", "named", "kinds"),
    [
        (["eb"], 1, ["Anna Keller", "Cleo Marsh"], ["group of 2"]),
        (["ea"], 1, ["Ben Ott", "Cleo Marsh"], ["group of 2"]),
        (["ea", "eb"], 1, ["Cleo Marsh"], ["individual"]),
        (["ea", "eb", "ec"], 0, [], []),
    ],
)
def test_who_was_not_there_has_no_hour_and_the_coach_has_one_as_long_as_somebody_was(
    absent: list[str], hours: float, named: list[str], kinds: list[str]
) -> None:
    practice = group_of({**HELD, "absent": absent})
    log = hours_log(practice, NOW_DAY)
    assert log.hours == hours
    assert [person.name for row in log.rows for person in row.people] == named
    assert [row.kind for row in log.rows] == kinds
    assert (log.group, log.individual) == (
        hours * (kinds != ["individual"]),
        hours * (kinds == ["individual"]),
    )
    for uid in NAMES:
        own = hours_log(practice, NOW_DAY, client=uid)
        assert [row.kind for row in own.rows] == (kinds if f"e{uid}" not in absent else [])
        assert hours_log(practice, NOW_DAY, client=uid).hours == (f"e{uid}" not in absent)


def test_a_group_of_others_too_is_as_large_as_those_who_came() -> None:
    for size, kind in ((None, "group of 2"), (3, "group of 2"), (8, "group of 7")):
        practice = group_of({**HELD, "absent": ["eb"], "group_size": size})
        assert [row.kind for row in hours_log(practice, NOW_DAY).rows] == [kind]
    practice = group_of({**HELD, "also": None, "group_size": 1})  # who else came was never noted
    assert [row.kind for row in hours_log(practice, NOW_DAY).rows] == ["group of 1"]


def test_too_large_is_a_group_of_which_too_many_came() -> None:
    practice = group_of({**HELD, "absent": ["eb"], "group_size": 16}, {**HELD, "group_size": 16})
    log = hours_log(practice, NOW_DAY)
    assert [one.size for one in log.held] == [15]
    assert [one.size for one in log.too_large] == [16]


def test_consent_is_of_all_and_an_hour_that_stands_twice_is_met_by_each() -> None:
    practice = group_of(HELD, {**HELD, "plan": "eb", "also": ["ec"]})
    log = hours_log(practice, NOW_DAY)
    assert len(log.rows) == 2
    assert {person.name for person in log.unasked} == set(NAMES.values())
    assert twice_words(log) == [
        f"Ben Ott has two sessions on {on(-4)} 10:00: all are counted.",
    ]


def test_everybodys_days_have_it_once_and_each_client_theirs() -> None:
    practice = group_of(BOOKED)
    (event,) = events_between(practice, NOW_DAY, NOW_DAY, NOW_DAY)
    assert (event.client.name, event.others) == ("Anna Keller", ["Ben Ott", "Cleo Marsh"])
    for uid in NAMES:
        (event,) = events_between(practice, NOW_DAY, NOW_DAY, NOW_DAY, uid)
        assert (event.client.uid, event.others, event.title) == (uid, [], "group session")


def test_today_tells_of_it_once_with_all_names() -> None:
    practice = group_of(BOOKED, {"on": on(-1), "state": "booked"})
    told = [one.as_json() for one in attention(practice, NOW_DAY) if one.kind == "session"]
    assert [(one["client"], one["with"]) for one in told] == [
        ("Anna Keller", ["Ben Ott", "Cleo Marsh"]),
        ("Anna Keller", ["Ben Ott", "Cleo Marsh"]),
    ]
    assert [one["reason"].partition(":")[0].strip() for one in told] == [
        "group session with Ben Ott, Cleo Marsh of Mon 23 Nov 10",
        "10",
    ]


def test_whose_engagement_has_ended_before_it_is_not_in_it() -> None:
    practice = group_of(BOOKED, engagement={"a": {"closed_on": on(-1)}, "c": {"closed_on": on(0)}})
    assert [one.raw["state"] for one in map(OwnSession(practice), ("ea", "eb", "ec"))] == [
        "cancelled",
        "booked",
        "booked",
    ]
    assert OwnSession(practice)("eb").raw["group_size"] == 2
    event, end = events_between(practice, NOW_DAY, NOW_DAY, NOW_DAY)
    assert (event.client.name, event.others) == ("Ben Ott", ["Cleo Marsh"])
    assert end.title == "engagement ends"


class OwnSession:
    """A plan's only session."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice

    def __call__(self, engagement: str) -> Any:
        found = self.practice.find("engagements", engagement)
        plan = self.practice.plan_of(found) if found else None
        assert plan is not None
        (session,) = plan.sessions
        return session


def test_seen_twice_from_one_side_is_seen_once() -> None:
    practice = group_of({**HELD, "absent": ["eb"]})
    raw = practice.tables["sessions"]["1"]
    for side in ("ea", "eb", "ec"):
        seen = seen_from(practice, raw, side)
        assert seen_from(practice, seen, side) == seen
    assert [is_lead(practice, seen_from(practice, raw, side)) for side in ("ea", "eb", "ec")] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        (["eb"], {"plan": "ea", "also": ["ec"], "group_size": 3, "absent": ["ec"]}),
        (["ea"], {"plan": "eb", "also": ["ec"], "group_size": 3, "absent": ["ec"]}),
        (["ea", "eb"], {"plan": "ec", "group_size": 3, "state": "no_show"}),
        (["ec"], {"plan": "ea", "also": ["eb"], "group_size": 2}),
        (["ea", "eb", "ec"], None),
        ([], {"plan": "ea", "also": ["eb", "ec"], "absent": ["ec"]}),
    ],
)
def test_what_is_left_when_some_are_gone_for_good(gone: list[str], left: dict[str, Any] | None) -> None:
    raw = {"uid": "s", "plan": "ea", "also": ["eb", "ec"], "kind": "group", **HELD, "absent": ["ec"]}
    found = without(raw, gone)
    if left is None:
        assert found is None
        return
    rest = {key: raw[key] for key in ("uid", "kind", "on", "state")}
    assert found == {**rest, **left}


def test_one_that_is_left_alone_ahead_has_no_group() -> None:
    raw = {"uid": "s", "plan": "ea", "also": ["eb"], "kind": "group", "on": on(9), "state": "booked"}
    assert without(raw, ["ea"]) == {"uid": "s", "plan": "eb", "on": on(9), "state": "booked"}
    larger = without({**raw, "group_size": 6}, ["ea"])
    assert larger is not None
    assert (larger["kind"], larger["group_size"]) == ("group", 6)


def test_a_group_is_not_in_its_own_way_and_who_is_in_two_sessions_is_told() -> None:
    assert not met_by(group_of(BOOKED), ["s1"], NOW_DAY)
    assert not met_words(group_of(BOOKED), NOW_DAY)
    alone = {**BOOKED, "plan": "eb", "also": None, "kind": "individual", "time": "10:30"}
    practice = group_of(BOOKED, alone)
    said = "Ben Ott has two sessions on Tue 24 Nov, 10:00 and 10:30: delete or move one"
    assert met_by(practice, ["s1"], NOW_DAY) == met_by(practice, ["s2"], NOW_DAY) == [said]
    assert met_words(practice, NOW_DAY) == [said.replace("Tue 24 Nov", on(0))]


def test_others_at_the_time_of_a_group_are_met_by_all_of_it() -> None:
    practice = group_of({**BOOKED, "also": ["eb"]}, {**BOOKED, "plan": "ec", "also": None})
    assert met_by(practice, ["s2"], NOW_DAY) == [
        "Anna Keller and Ben Ott have a session at that time, too: Tue 24 Nov 10:00"
    ]
    assert met_by(practice, ["s1"], NOW_DAY) == [
        "Cleo Marsh has a session at that time, too: Tue 24 Nov 10:00"
    ]
    assert met_words(practice, NOW_DAY) == [
        "2026-11-24: Anna Keller + 1 10:00 and Cleo Marsh 10:00 are at one time: delete or move one"
    ]


def test_who_takes_part_in_words() -> None:
    assert together("Anna Keller", []) == together("Anna Keller", [], narrow=True) == "Anna Keller"


@pytest.mark.parametrize(
    ("table", "before", "after", "touched"),
    [
        ("sessions", {"plan": "ea", "also": ["eb"]}, {"plan": "ea"}, {"ea", "eb"}),
        ("sessions", None, {"plan": "ea", "also": ["ec"]}, {"ea", "ec"}),
        ("sessions", {"plan": "ea"}, None, {"ea"}),
        ("sessions", {"plan": "ea", "left": ["eb"]}, None, {"ea"}),
        ("milestones", {"plan": "ea"}, {"plan": "ea"}, set()),
    ],
)
def test_whose_session_an_entry_of_the_journal_touched(
    table: str, before: dict[str, Any] | None, after: dict[str, Any] | None, touched: set[str]
) -> None:
    op = {"table": table, "uid": "s", "before": before, "after": after}
    assert {uid for uid in ("ea", "eb", "ec") if touched_by(op, [uid])} == touched
    assert touched_by(op, ["x", *touched]) is bool(touched)
    assert not touched_by(op, [])


def test_who_was_not_there_has_no_notes_of_the_hour() -> None:
    said = {"goal": "Rest", "reality": "Long days", "shared": "Read", "private": "x", "reason": "ill"}
    practice = group_of({**HELD, **said, "shares": ["goal", "reason"], "absent": ["eb"]})
    raw = practice.tables["sessions"]["1"]
    mine, missed = (without_others(practice, seen_from(practice, raw, uid)) for uid in ("ea", "eb"))
    assert {key: mine[key] for key in (*said, "shares")} == {**said, "shares": ["goal", "reason"]}
    assert missed["state"] == "no_show"
    assert not {"goal", "reality", "shared", "private", "shares"} & set(missed)


def test_of_two_the_one_that_had_ended_sees_one_that_was_called_off() -> None:
    practice = group_of({**BOOKED, "also": ["eb"], "goal": "Rest"}, engagement={"a": {"closed_on": on(-1)}})
    raw = practice.tables["sessions"]["1"]
    assert seen_from(practice, raw, "ea") == {
        "uid": "s1", "plan": "ea", "also": ["eb"], "on": on(0), "time": "10:00", "kind": "group",
        "group_size": 1, "state": "cancelled", "cancelled_by": "coach", "closing": True,
    }  # fmt: skip
    assert seen_from(practice, raw, "eb") == {**raw, "plan": "eb", "also": []}
    with pytest.raises(BadInput, match="this session is the others' alone now"):
        check_in_it(practice, seen_from(practice, raw, "ea"))
    check_in_it(practice, seen_from(practice, raw, "eb"))
    check_in_it(practice, {**raw, "uid": "gone"})


def test_the_names_of_others_are_those_of_whoever_was_in_it() -> None:
    practice = group_of({**HELD, "also": ["eb", "x"], "left": ["ec"]})
    ops = [
        {"table": "clients", "before": {"uid": "dora", "name": "Dora Lind"}, "after": None},
        {"table": "clients", "before": {"uid": "emil", "name": "Emil Roth"}, "after": None},
        {"table": "engagements", "before": {"uid": "x", "client": "dora"}, "after": None},
        {"table": "engagements", "before": None, "after": {"uid": "y", "client": "emil"}},
        {"table": "needs", "before": {"uid": "dora", "name": "Patience"}, "after": None},
    ]
    tables: Any = practice.tables
    tables["journal"] = {"1": {"ops": ops}}
    seen = seen_from(practice, tables["sessions"]["1"], "ea")
    assert names_of_others(practice, seen) == ["Ben Ott", "Cleo Marsh", "Dora Lind"]
    assert names_of_others(practice, seen_from(practice, tables["sessions"]["1"], "eb")) == [
        "Anna Keller",
        "Cleo Marsh",
        "Dora Lind",
    ]


@pytest.mark.parametrize(
    ("absent", "state", "closed", "lead"),
    [
        ([], "held", {}, "ea"),
        (["ea"], "held", {}, "eb"),
        (["ea", "eb"], "held", {}, "ec"),
        (["ea", "eb", "ec"], "held", {}, "ea"),
        (["ea"], "booked", {}, "ea"),
        ([], "booked", {"a": {"closed_on": on(-1)}}, "eb"),
        ([], "booked", {"a": {"closed_on": on(0)}}, "ea"),
        (["eb"], "held", {"a": {"closed_on": on(-1)}}, "ec"),
        ([], "booked", {uid: {"closed_on": on(-1)} for uid in "abc"}, "ea"),
    ],
)
def test_from_whose_side_it_stands_for_all(
    absent: list[str], state: str, closed: dict[str, Any], lead: str
) -> None:
    practice = group_of({"on": on(0), "also": ["eb", "ec"]}, engagement=closed)
    raw = {**practice.tables["sessions"]["1"], "state": state, "absent": absent}
    tables: Any = practice.tables
    tables["sessions"]["1"] = raw
    assert lead_of(practice, raw) == lead
    found = [uid for uid in ("ea", "eb", "ec") if is_lead(practice, seen_from(practice, raw, uid))]
    assert found == [lead]
    assert is_lead(practice, {"uid": "gone", "plan": "ea", "also": []})
    assert is_lead(practice, {"uid": "s1", "plan": "x"})


def test_whose_time_off_a_day_of_a_group_is() -> None:
    engagement = {"b": {"pauses": [{"since": on(3), "until": on(5)}]}, "c": {"pauses": [{"since": on(5)}]}}
    practice = group_of({**BOOKED}, engagement=engagement)
    plan = practice.plan("a", "ea")
    assert plan is not None
    days = [NOW_DAY + timedelta(days=day) for day in (2, 3, 5, 6)]
    assert [off_words(plan, ["eb", "ec", "gone"], day) for day in days] == [
        "",
        "time off of Ben Ott",
        "time off of Ben Ott and Cleo Marsh",
        "time off of Cleo Marsh",
    ]
    assert [day in off_together(plan, ["eb"]) for day in days] == [False, True, True, False]
    assert [day in off_together(plan, []) for day in days] == [False] * 4
    other = practice.plan("b", "eb")
    assert other is not None
    assert off_words(other, ["ec"], days[1]) == "time off"


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ({}, 1),
        ({"group_size": 6}, 6),
        ({"group_size": 3, "absent": ["eb"]}, 2),
        ({"group_size": 3, "absent": ["x"]}, 3),  # whoever that was, nobody counts them any more
        ({"group_size": 1, "absent": ["ea", "eb"]}, 1),
    ],
)
def test_how_many_were_there(said: dict[str, Any], size: int) -> None:
    assert size_there({"plan": "ea", "also": ["eb", "ec"], **said}) == size


def test_a_client_of_a_group_has_it_without_the_others() -> None:
    practice = group_of({**HELD, "goal": "Ask Ben Ott", "shares": ["goal"], "left": ["ec"], "also": ["eb"]})
    told = handed_on(practice, seen_from(practice, practice.tables["sessions"]["1"], "ea"))
    assert "Ben Ott" not in str(told)
    assert not {"also", "absent", "left"} & set(told)
    assert told["group_size"] == 2
    alone = {"uid": "x", "plan": "ea", "on": on(-1), "goal": "Ask Ben Ott"}
    assert handed_on(practice, alone) == alone
    assert [one["plan"] for one in sides_of(practice, [alone, practice.tables["sessions"]["1"]])] == [
        "ea",
        "ea",
        "eb",
    ]


def test_one_that_all_have_left_stands_once_in_what_looks_at_all() -> None:
    closed = {uid: {"closed_on": on(-1)} for uid in "abc"}
    practice = group_of({"on": on(0), "state": "cancelled"}, engagement=closed)
    events = events_between(practice, NOW_DAY, NOW_DAY, NOW_DAY)
    assert [(one.client.name, one.title) for one in events] == [("Anna Keller", "group session, cancelled")]
    uids = [one.uid for one in items(practice)]
    assert len(uids) == len(set(uids))
    for uid, name in NAMES.items():
        (own,) = events_between(practice, NOW_DAY, NOW_DAY, NOW_DAY, client=uid)
        assert own.client.name == name


def test_who_had_left_and_is_gone_for_good_is_named_no_more() -> None:
    raw = {"uid": "s", "plan": "ea", "also": ["eb"], "left": ["ec", "ed"], **HELD}
    for gone, left in ((["ec"], ["ed"]), (["ec", "ed"], None), (["eb"], ["ec", "ed"])):
        found = without(raw, gone)
        assert found is not None
        assert found.get("left") == left


@pytest.mark.parametrize(
    ("state", "absent", "missed"),
    [("no_show", ["ea"], True), ("no_show", ["eb"], False), ("no_show", [], False), ("held", ["ea"], False)],
)
def test_who_missed_an_hour_that_was_held(state: str, absent: list[str], missed: bool) -> None:
    assert was_missed({"plan": "ea", "state": state, "absent": absent}) is missed
