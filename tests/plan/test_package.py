"""How much of the package is used, and which of the sessions one is (domain rules §10)."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.agenda import contact
from coach_tui.plan.hours import hours_log
from coach_tui.plan.hours_words import left_out_words
from coach_tui.plan.package import called_off_words, number_of, package_of, package_words
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
