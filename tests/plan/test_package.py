"""How much of the package is used, and which of the sessions one is (domain rules §10)."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.agenda import contact
from coach_tui.plan.errors import BadInput
from coach_tui.plan.hours import hours_log
from coach_tui.plan.hours_words import left_out_words
from coach_tui.plan.package import (
    called_off_words,
    counted_words,
    number_of,
    number_words,
    package_of,
    package_words,
    used_words,
)
from coach_tui.plan.session import (
    Session,
    came_unsaid,
    check_ahead,
    moves_with,
    of_state,
    to_come,
    unanswered,
    with_state,
)
from coach_tui.plan.session_agenda import which_words
from tests.plan.plan_kit import NOW_DAY, on, plan_of

LATE = {"state": "cancelled", "cancelled_by": "client", "late": True}
IN_TIME = {"state": "cancelled", "cancelled_by": "client"}
MISSED = {"state": "no_show"}
HELD = {"state": "held"}
BOOKED = {"state": "booked"}


def plan_with(*sessions: dict[str, Any], **engagement: Any) -> Any:
    engagement = {"sessions": 12, **engagement}
    return plan_of(
        engagement=engagement, sessions=[{"on": on(-9 * n - 1), **one} for n, one in enumerate(sessions)]
    )


@pytest.mark.parametrize(
    ("sessions", "more", "said"),
    [
        ([HELD] * 5 + [LATE], {}, "6 of 12 used, 1 late cancellation counted"),
        ([HELD] * 5 + [LATE], {"late_counts": False}, "5 of 12 used"),
        ([LATE, LATE, MISSED], {}, "3 of 12 used, 2 late cancellations counted, 1 no-show counted"),
        ([LATE, MISSED], {"late_counts": False}, "0 of 12 used"),
        ([IN_TIME, BOOKED], {}, "0 of 12 used"),
        ([LATE], {}, "1 of 12 used, 1 late cancellation counted"),
        ([HELD], {"sessions": None}, "1 used"),
    ],
)
def test_used(sessions: list[dict[str, Any]], more: dict[str, Any], said: str) -> None:
    assert package_words(package_of(plan_with(*sessions, **more))) == said


def test_the_package_for_programs() -> None:
    found = package_of(plan_with(HELD, LATE, MISSED, BOOKED))
    assert (found.left, found.as_json()) == (
        9,
        {
            "contracted": 12, "used": 3, "held": 1, "late_cancellations": 1, "no_shows": 1, "booked": 1,
            "all_cancelled": 1, "all_no_shows": 1, "moved": 0,
        },
    )  # fmt: skip


def test_which_of_the_sessions_one_is() -> None:
    plan = plan_with(BOOKED, IN_TIME, LATE, HELD)  # the last stands first
    numbers = {one.state: number_of(plan, one, "") for one in plan.sessions}
    assert numbers == {"held": 1, "cancelled": 3, "booked": 3}
    assert number_of(plan, None, on(0)) == 4


def test_only_what_was_held_is_an_hour_and_a_contact() -> None:
    plan = plan_with(BOOKED, LATE, MISSED, IN_TIME, HELD)
    log = hours_log(plan.practice, NOW_DAY)
    assert (log.hours, len(log.unanswered)) == (1, 1)
    assert left_out_words(log, 15)[0] == "1 session is past, and nobody said whether held: not counted."
    assert str(contact(plan, NOW_DAY).last) == on(-37)


def test_kinds_without_coaching_hours_count_where_they_say_so() -> None:
    for kind in ("three-way", "chemistry"):
        assert hours_log(plan_with({"kind": kind}).practice, NOW_DAY).hours == 0
        assert hours_log(plan_with({"kind": kind, "coaching": True}).practice, NOW_DAY).hours == 1
        assert str(contact(plan_with({"kind": kind}), NOW_DAY).last) == on(-1)


def test_a_kind_that_is_no_coaching_is_none_of_the_package() -> None:
    meeting = {**HELD, "kind": "three-way"}
    plan = plan_with(HELD, meeting, {**BOOKED, "kind": "chemistry"}, {**meeting, "coaching": True})
    assert package_words(package_of(plan)) == "2 of 12 used"
    assert package_of(plan).booked == 0


def test_what_was_called_off_or_moved_is_counted_whether_used_or_not() -> None:
    moved = {**HELD, "moves": [{"on": on(-3), "from": on(-5), "to": on(-3)}]}
    plan = plan_with(moved, IN_TIME, LATE, MISSED, BOOKED)
    assert called_off_words(package_of(plan)) == "2 cancelled, 1 no-show, 1 moved"
    assert called_off_words(package_of(plan_with(HELD, BOOKED))) == ""


@pytest.mark.parametrize(
    ("sessions", "more", "said", "counted"),
    [
        ([HELD], {}, "1 of 12 used", []),
        ([HELD, LATE], {}, "2 of 12 used", ["1 late cancellation counted"]),
        (
            [LATE, LATE, MISSED, MISSED],
            {},
            "4 of 12 used",
            ["2 late cancellations counted", "2 no-shows counted"],
        ),
        ([HELD, MISSED], {"sessions": None}, "", ["1 no-show counted"]),
        ([], {"sessions": 6}, "0 of 6 used", []),
    ],
)
def test_used_in_short(
    sessions: list[dict[str, Any]], more: dict[str, Any], said: str, counted: list[str]
) -> None:
    found = package_of(plan_with(*sessions, **more))
    assert (used_words(found), counted_words(found)) == (said, counted)


@pytest.mark.parametrize(
    ("before", "number"),
    [
        (HELD, 2),
        (BOOKED, 2),
        (LATE, 2),
        (MISSED, 2),
        (IN_TIME, 1),
        ({**LATE, "cancelled_by": "coach"}, 1),
        ({**BOOKED, "kind": "chemistry"}, 1),
        ({**HELD, "kind": "three-way"}, 1),
        ({**BOOKED, "kind": "three-way", "coaching": True}, 2),
        ({**BOOKED, "kind": "group"}, 2),
    ],
)
def test_only_what_is_of_the_package_has_a_number(before: dict[str, Any], number: int) -> None:
    plan = plan_with(BOOKED, before)
    (session,) = [one for one in plan.sessions if str(one.on) == on(-1)]
    assert number_of(plan, session, "") == number
    assert number_of(plan, None, on(0)) == number + 1
    assert number_of(plan, None, on(-5)) == number


@pytest.mark.parametrize("kind", ["three-way", "chemistry"])
def test_one_that_is_no_coaching_has_no_number_unless_it_says_so(kind: str) -> None:
    plan = plan_with(BOOKED, {**BOOKED, "kind": kind}, {**BOOKED, "kind": kind, "coaching": True})
    of_kind = [one for one in plan.sessions if one.kind == kind]
    numbers = {one.raw.get("coaching"): number_words(plan, one, "") for one in of_kind}
    assert numbers == {None: "", True: "1 of 12"}
    assert {which_words(plan, one, NOW_DAY) for one in of_kind} == {"", "1 of 12"}
    bare = plan_with(BOOKED, {**BOOKED, "kind": kind}, sessions=None)
    assert [which_words(bare, one, NOW_DAY) for one in bare.sessions] in (["", "the 1st"], ["the 1st", ""])


def test_those_of_one_day_have_their_number_by_the_hour() -> None:
    hours = [{**BOOKED, "on": on(3), "time": time} for time in ("16:00", "08:00", "11:00")]
    plan = plan_of(engagement={"sessions": 12}, sessions=hours)
    assert {one.time: number_of(plan, one, "") for one in plan.sessions} == {
        "08:00": 1,
        "11:00": 2,
        "16:00": 3,
    }
    assert [number_of(plan, None, on(day)) for day in (2, 3, 4)] == [1, 4, 4]


@pytest.mark.parametrize("state", ["booked", "held", "cancelled", "no_show"])
@pytest.mark.parametrize(
    ("day", "ahead", "past", "unsaid"),
    [(-1, False, True, True), (0, True, False, True), (1, True, False, False)],
)
def test_only_what_is_booked_is_to_come_or_unsaid(
    state: str, day: int, ahead: bool, past: bool, unsaid: bool
) -> None:
    session = {"on": on(day), "state": state}
    found = (to_come(session, on(0)), unanswered(session, on(0)), came_unsaid(session, on(0)))
    assert found == ((ahead, past, unsaid) if state == "booked" else (False, False, False))


@pytest.mark.parametrize("state", ["booked", "held", "cancelled", "no_show"])
@pytest.mark.parametrize("day", [-1, 0, 1])
def test_what_lies_ahead_was_neither_held_nor_missed(state: str, day: int) -> None:
    session = {"on": on(day), "state": state}
    before = [None, {"on": on(day), "state": "booked"}, {"on": on(day - 1), "state": state}]
    for earlier in before:
        if day > 0 and state in ("held", "no_show"):
            with pytest.raises(BadInput, match="state: Wed 25 Nov is still ahead; it can only be booked or"):
                check_ahead(session, NOW_DAY, earlier)
        elif earlier != session:
            check_ahead(session, NOW_DAY, earlier)
    check_ahead(session, NOW_DAY, dict(session))  # so it was before


def test_what_is_entered_without_a_word_is_held_where_it_is_past() -> None:
    assert [with_state({"on": on(day)}, NOW_DAY)["state"] for day in (-1, 0, 1)] == [
        "held",
        "booked",
        "booked",
    ]
    assert with_state({"on": on(-1), "state": "no_show"}, NOW_DAY)["state"] == "no_show"


DEFAULTS = {
    "minutes": 60, "kind": "individual", "coaching": False, "group_size": 1, "paid": True, "state": "booked",
    "late": False, "closing": False, "review": False,
}  # fmt: skip


def test_which_fields_of_a_session_are_rare_and_which_parts_are_shared() -> None:
    assert {key for key, field in Session.fields.items() if field.rare} == {
        "reasons", "left", "closing", "moves", "accepted", "snooze",
    }  # fmt: skip
    assert {key for key, field in Session.fields.items() if getattr(field, "lines", False)} == {
        "goal", "reality", "options", "way_forward", "shared", "private",
    }  # fmt: skip
    assert {
        key: field.default for key, field in Session.fields.items() if field.default is not None
    } == DEFAULTS
    assert Session.check({"on": on(0), "shares": ["goal", "reason"]})["shares"] == ["goal", "reason"]


@pytest.mark.parametrize(
    ("changes", "gone"),
    [
        ({}, set()),
        ({"on": on(3)}, set()),
        ({"state": "booked"}, {"cancelled_by", "late", "closing", "reason", "absent"}),
        ({"state": "held"}, {"cancelled_by", "late", "closing", "reason"}),
        ({"state": "cancelled"}, {"absent"}),
        ({"state": "no_show"}, {"cancelled_by", "late", "closing", "absent"}),
    ],
)
def test_what_was_said_of_the_old_state_goes_with_it(changes: dict[str, Any], gone: set[str]) -> None:
    assert of_state(changes) == dict.fromkeys(gone)


@pytest.mark.parametrize(
    ("state", "time", "changes", "move"),
    [
        ("booked", "10:00", {"on": on(9)}, {"to": on(9), "from_time": "10:00", "to_time": "10:00"}),
        ("booked", "10:00", {"time": "11:00"}, {"to": on(3), "from_time": "10:00", "to_time": "11:00"}),
        (
            "booked",
            "10:00",
            {"on": on(9), "time": "11:00"},
            {"to": on(9), "from_time": "10:00", "to_time": "11:00"},
        ),
        ("booked", "10:00", {"time": None}, {"to": on(3), "from_time": "10:00"}),
        ("booked", "", {"on": on(9)}, {"to": on(9)}),
        ("booked", "", {"time": "11:00"}, None),  # its hour is said for the first time
        ("booked", "10:00", {"time": "10:00", "on": on(3)}, None),
        ("booked", "10:00", {"minutes": 30}, None),
        ("booked", "10:00", {"time": "11:00", "state": "held"}, None),
        (
            "booked",
            "10:00",
            {"on": on(2), "state": "held"},
            {"to": on(2), "from_time": "10:00", "to_time": "10:00"},
        ),
        ("held", "10:00", {"on": on(9), "time": "11:00"}, None),
        ("cancelled", "10:00", {"on": on(9)}, None),
    ],
)
def test_what_moves_a_session(
    state: str, time: str, changes: dict[str, Any], move: dict[str, str] | None
) -> None:
    earlier = [{"on": on(-9), "from": on(-2), "to": on(3)}]
    raw = {"uid": "s", "on": on(3), "state": state, "moves": earlier, **({"time": time} if time else {})}
    found = moves_with(Session(raw), changes, NOW_DAY, "client", "a trip")
    said = {"on": on(0), "from": on(3), "by": "client", "reason": "a trip"}
    assert found == ({} if move is None else {"moves": [*earlier, {**said, **move}]})


@pytest.mark.parametrize(
    ("stored", "says"),
    [
        ({"state": "cancelled", "cancelled_by": "client", "late": True}, ""),
        ({"state": "no_show", "reason": "ill"}, ""),
        ({"state": "held", "kind": "group", "also": ["f"], "absent": ["e"]}, ""),
        ({"state": "held", "also": ["f"]}, "kind: with several clients it is a group; choose group"),
        (
            {"state": "held", "kind": "group", "also": ["f"], "review": True},
            "review: a session of several clients",
        ),
        (
            {"state": "booked", "kind": "group", "also": ["f"], "absent": ["e"]},
            "absent: the session was not held",
        ),
        ({"state": "held", "cancelled_by": "client"}, "cancelled_by: the session is held, not cancelled"),
        ({"state": "held", "late": True}, "late: the session is held, not cancelled"),
        ({"state": "no_show", "late": True}, "late: a no-show counts without this"),
        ({"state": "no_show", "closing": True}, "closing: the session is no_show, not cancelled"),
        ({"state": "cancelled", "late": True}, "late: say who cancelled it, too"),
    ],
)
def test_what_is_said_of_a_session_goes_together(stored: dict[str, Any], says: str) -> None:
    raw = {"plan": "e", "on": on(-1), **stored}
    if says:
        with pytest.raises(BadInput, match=says):
            Session.agree(raw)
    else:
        Session.agree(raw)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"held": True}, {"state": "held"}),
        ({"held": False}, {"state": "booked"}),
        ({"held": True, "state": "held"}, {"state": "held"}),
        ({"held": False, "state": "cancelled"}, {"state": "cancelled"}),
        ({"held": True, "state": "cancelled"}, {"held": True, "state": "cancelled"}),
        ({"held": False, "state": "held"}, {"held": False, "state": "held"}),
        ({"held": False, "state": "whatever"}, {"held": False, "state": "whatever"}),
        ({"held": "yes"}, {"held": "yes"}),
    ],
)
def test_a_session_of_the_first_format_is_read(said: dict[str, Any], state: dict[str, Any]) -> None:
    assert Session.renamed(said) == state


@pytest.mark.parametrize(
    ("key", "fits", "refused"),
    [("minutes", (0, 60, 1440), (-1, 1441, 1.5)), ("group_size", (1, 6, 1000), (0, 1001, 2.5))],
)
def test_how_long_and_how_large_a_session_may_be(
    key: str, fits: tuple[int, ...], refused: tuple[float, ...]
) -> None:
    for value in fits:
        assert Session.check({"on": on(0), key: value})[key] == value
    for other in refused:
        with pytest.raises(BadInput, match=key):
            Session.check({"on": on(0), key: other})


def test_the_texts_of_a_session_in_their_order() -> None:
    said = {
        "goal": "a",
        "reality": "b",
        "way_forward": "c",
        "shared": "d",
        "private": "e",
        "shares": ["reality"],
    }
    session = Session({"uid": "s", "on": on(0), "shares": ["reality"], **said})
    assert session.name == "Session of Tue 24 Nov 2026"
    assert session.note == [
        ("goal", "a", False),
        ("reality", "b", True),
        ("way_forward", "c", False),
        ("shared", "d", True),
        ("private", "e", False),
    ]
