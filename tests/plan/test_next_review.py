"""When the next review is, how late it is, and when coach and client last had contact."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.plan.agenda import contact, last_review, next_review
from coach_tui.plan.due import Overdue
from tests.plan.plan_kit import NOW_DAY, on, plan_of


def agreed(*days: int, **more: Any) -> list[dict[str, Any]]:
    return [{"due": on(day), **more} for day in days]


def held(*days: int, **more: Any) -> list[dict[str, Any]]:
    return [{"held_on": on(day), **more} for day in days]


@pytest.mark.parametrize(
    ("reviews", "due", "record"),
    [
        ([], -70, ""),  # two weeks after the start, 84 days ago
        (held(-20), -6, ""),
        (held(-20, -30), -6, ""),
        (agreed(5), 5, "reviews0"),
        (agreed(9, 5, 7), 5, "reviews1"),  # the first that was agreed
        ([*held(-20), *agreed(-9)], -9, "reviews1"),
        ([*held(-20), *agreed(-20)], -6, ""),  # what was agreed before it is over
        ([*held(-20), *agreed(-25)], -6, ""),
        ([*held(-20), *held(-3, due=on(9))], 11, ""),  # held before the day it was agreed for
        ([*held(-20), *held(-10, due=on(-12)), *agreed(3)], 3, "reviews2"),
    ],
)
def test_when_it_is(reviews: list[dict[str, Any]], due: int, record: str) -> None:
    found = next_review(plan_of(reviews=reviews))
    assert (found.on, found.agreed) == (date.fromisoformat(on(due)), record)
    assert found.late is None


@pytest.mark.parametrize(
    ("every", "due", "late"),
    [
        ("2 weeks", 0, None),
        ("2 weeks", -1, Overdue(1, 1)),
        ("2 weeks", -14, Overdue(14, 2)),
        (None, -13, Overdue(13, 1)),  # without a rhythm its cycles are two weeks
        (None, -14, Overdue(14, 2)),
        (None, -20, Overdue(20, 2)),
        ("1 month", -40, Overdue(40, 2)),
    ],
)
def test_how_late_it_is(every: str | None, due: int, late: Overdue | None) -> None:
    plan = plan_of(engagement={"review_every": every}, reviews=agreed(due))
    assert next_review(plan, NOW_DAY).late == late


@pytest.mark.parametrize(("until", "late"), [(-1, True), (0, True), (1, False), (9, False)])
def test_what_is_put_off_is_late_again_when_that_is_over(until: int, late: bool) -> None:
    plan = plan_of(engagement={"snooze": {"until": on(until), "reason": "fair"}}, reviews=agreed(-9))
    found = next_review(plan, NOW_DAY)
    assert (found.late is not None, found.quiet) == (late, not late)
    assert found.put_off_until == (None if late else date.fromisoformat(on(until)))


def test_nobody_is_nagged_once_it_is_closed() -> None:
    found = next_review(plan_of(engagement={"closed_on": on(-1)}, reviews=agreed(-9)), NOW_DAY)
    assert (found.late, found.quiet) == (None, True)


def test_without_rhythm_and_day_there_is_none() -> None:
    assert next_review(plan_of(engagement={"review_every": None}), NOW_DAY).on is None


def told(**tables: Any) -> tuple[int | None, int | None, bool]:
    """Days since the last contact, days to what is booked, and whether it is stalled."""
    found = contact(plan_of(**tables), NOW_DAY)
    since, ahead = ((day - NOW_DAY).days if day else None for day in (found.last, found.booked))
    return since, ahead, found.stalled


def sessions(*days: int, state: str = "held") -> list[dict[str, Any]]:
    return [{"on": on(day), "state": state} for day in days]


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        ({}, (None, None, True)),  # nothing since the start
        ({"sessions": sessions(-5)}, (-5, None, False)),
        ({"sessions": sessions(-20)}, (-20, None, False)),
        ({"sessions": sessions(-21)}, (-21, None, True)),
        ({"sessions": [*sessions(-21), *sessions(3, state="booked")]}, (-21, 3, False)),
        ({"sessions": [*sessions(-21), *sessions(9, 3, state="booked")]}, (-21, 3, False)),
        ({"sessions": [*sessions(-21), *sessions(3, state="cancelled")]}, (-21, None, True)),
        ({"sessions": [*sessions(-21), *sessions(-3, state="cancelled")]}, (-21, None, True)),
        ({"sessions": [*sessions(-21), *sessions(-3, state="no_show")]}, (-21, None, True)),
        ({"sessions": sessions(-21), "reviews": agreed(0)}, (-21, 0, False)),
        ({"sessions": sessions(-21), "reviews": agreed(-1)}, (-21, None, True)),
        ({"sessions": sessions(-21), "reviews": held(-4)}, (-4, None, False)),
        ({"sessions": sessions(-21), "checkins": [{"on": on(-2)}]}, (-2, None, False)),
        ({"sessions": sessions(-21), "checkins": [{"on": on(1)}]}, (-21, None, True)),  # not yet
        ({"sessions": sessions(-21), "reviews": held(2)}, (-21, None, True)),
        ({"sessions": sessions(0)}, (0, None, False)),
    ],
)
def test_the_last_contact(tables: dict[str, Any], found: tuple[int | None, int | None, bool]) -> None:
    assert told(**tables) == found


@pytest.mark.parametrize(
    ("due", "grace", "graced"),
    [
        (-1, 1, True),
        (-3, 3, True),
        (-4, 3, False),
        (0, 3, False),
        (2, 3, False),
        (-1, 0, False),
    ],
)
def test_days_of_grace_are_those_after_the_day(due: int, grace: int, graced: bool) -> None:
    found = next_review(plan_of(reviews=agreed(due)), NOW_DAY, grace)
    assert found.graced == graced


def test_the_usual_gap_is_that_of_the_latest_hours() -> None:
    often = range(-20, 0)  # the last twenty, a day apart
    for before in (-30, -300):
        days = [before, *often] if before == -30 else [-300, -200, *often]
        found = contact(plan_of(sessions=sessions(*days)), NOW_DAY)
        assert found.usual_gap == 1
    few = contact(plan_of(sessions=sessions(-90, -60, -30, *range(-3, 0))), NOW_DAY)
    assert few.usual_gap == 27
    many = contact(plan_of(sessions=sessions(*range(-1000, -20, 40), *range(-19, 0))), NOW_DAY)
    assert many.usual_gap == 1


def test_what_is_still_ahead_says_nothing_of_the_usual_gap() -> None:
    ahead = held(1, 2, 3, 4, 5, 6)
    found = contact(plan_of(sessions=sessions(-40, -30, -20, -10), reviews=ahead), NOW_DAY)
    assert found.usual_gap == 10


@pytest.mark.parametrize(("due", "late"), [(-40, Overdue(40, 2)), (-10, Overdue(10, 2))])
def test_a_late_review_misses_cycles_of_the_rhythm_of_its_day(due: int, late: Overdue) -> None:
    rhythms = [{"every": "1 month", "until": on(-20)}]
    engagement = {"review_every": "1 week", "rhythms": rhythms}
    assert next_review(plan_of(engagement=engagement, reviews=agreed(due)), NOW_DAY).late == late


@pytest.mark.parametrize(
    ("engagement", "day", "said"),
    [
        ({}, -3, "3 days ago"),
        ({}, 0, "today"),
        ({"end": on(-10)}, -10, "on its last day"),
        ({"end": on(-10)}, -11, "1 day before the end"),
        ({"end": on(-10)}, -40, "30 days before the end"),
        ({"end": on(-10)}, -4, "4 days ago"),
        ({"end": on(10)}, -40, "40 days ago"),
        ({"closed_on": on(-10)}, -10, "on its last day"),
        ({"closed_on": on(-10)}, -4, "4 days ago"),
        ({"closed_on": on(-10), "end": on(30)}, -40, "30 days before the end"),
    ],
)
def test_how_long_ago_the_last_contact_was(engagement: dict[str, Any], day: int, said: str) -> None:
    plan = plan_of(engagement=engagement, checkins=[{"on": on(day)}])
    assert contact(plan, NOW_DAY).ago == said


@pytest.mark.parametrize(
    ("pause", "days", "left_out"),
    [(None, 20, False), ((-15, -6), 10, True), ((-30, -20), 20, False), ((-60, -40), 20, False)],
)
def test_time_off_among_the_days_of_silence_is_told(
    pause: tuple[int, int] | None, days: int, left_out: bool
) -> None:
    pauses = [{"since": on(pause[0]), "until": on(pause[1])}] if pause else []
    found = contact(plan_of(engagement={"pauses": pauses}, checkins=[{"on": on(-20)}]), NOW_DAY)
    assert (found.days, found.left_out) == (days, left_out)


@pytest.mark.parametrize(
    ("days", "gap"), [((), 14), ((-9,), 14), ((-9, -4), 14), ((-9, -6, -4), 14), ((-49, -29, -9), 20)]
)
def test_of_fewer_than_three_contacts_the_rhythm_is_usual(days: tuple[int, ...], gap: float) -> None:
    plan = plan_of(checkins=[{"on": on(day)} for day in days[:1]], sessions=sessions(*days[1:]))
    assert contact(plan, NOW_DAY).usual_gap == gap
    bare = plan_of(engagement={"review_every": None}, sessions=sessions(*days))
    assert (contact(bare, NOW_DAY).usual_gap is None) is (len(days) < 3)


@pytest.mark.parametrize(
    ("state", "counts"), [("held", True), ("booked", False), ("cancelled", False), ("no_show", False)]
)
def test_only_a_session_that_was_held_was_the_review(state: str, counts: bool) -> None:
    met = [{"on": on(-20), "state": state, "review": True}, {"on": on(-3), "state": "held"}]
    plan = plan_of(sessions=met)
    assert last_review(plan) == (on(-20) if counts else "")
    later = plan_of(sessions=met, reviews=held(-9))
    assert last_review(later) == on(-9)


def test_without_a_day_nothing_is_late_or_graced() -> None:
    found = next_review(plan_of(reviews=agreed(-3)), grace_days=9)
    assert (found.late, found.graced) == (None, False)
