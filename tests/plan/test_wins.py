"""What could be a win: a best value, a streak kept, a milestone; and the wins since a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.cadence import Cadence
from coach_tui.plan.contact import Checkin
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.quick import completed, parse_checkin
from coach_tui.plan.time_off import of_days_off
from coach_tui.plan.wins import (
    is_best,
    kept_in_a_row,
    offer_among,
    offer_of,
    offer_of_milestone,
    since_last_review,
    streak,
)
from tests.plan.plan_kit import NOW_DAY, on, plan_of


def dated(*values: float) -> list[tuple[date, float]]:
    return [(NOW_DAY + timedelta(days=n), value) for n, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "baseline", "target", "best"),
    [
        ((1, 2, 3), 0, 10, True),
        ((1, 3, 3), 0, 10, False),  # as good is not better
        ((2, 3), 0, 10, False),  # too few
        ((5, 4, 2), 6, 0, True),  # a falling target
        ((5, 4, 4), 6, 0, False),
        ((-9, -8, -7), 0, 10, False),  # worse than the baseline
        ((1, 2, 3), None, 10, False),
        ((1, 2, 3), 0, None, False),
        ((1, 2, 3), 5, 5, False),
    ],
)
def test_the_best_value(
    values: tuple[float, ...], baseline: float | None, target: float | None, best: bool
) -> None:
    assert is_best(dated(*values), baseline, target) is best


def ago(*days: int) -> list[date]:
    return [NOW_DAY - timedelta(days=day) for day in days]


START = NOW_DAY - timedelta(days=70)
"""Ten weeks ago, so that today begins a week."""


@pytest.mark.parametrize(
    ("cadence", "done", "row", "said"),
    [
        ("1 per week", ago(0, 7, 14, 21), 4, "4 weeks"),
        ("1 per week", ago(0, 7, 14), 3, ""),
        ("1 per week", ago(0, 7, 14, 21, 28), 5, ""),
        ("1 per week", ago(0, 7, 14, 21, 28, 35, 42, 49), 8, "8 weeks"),
        ("1 per week", ago(0, 0, 7, 14, 21), 4, ""),  # said at the first time
        ("1 per week", ago(7, 14, 21, 28), 4, ""),  # not by today's
        ("1 per week", ago(0, 14, 21, 28), 1, ""),  # a gap
        ("2 per week", ago(0, 0, 7, 6, 14, 13, 21, 20), 4, "4 weeks"),
        ("1 every 2 weeks", ago(0, 14), 2, "4 weeks"),
        ("1 per month", ago(0, 40), 2, "2 months"),
        ("once", ago(0), 0, ""),
    ],
)
def test_a_streak(cadence: str, done: list[date], row: int, said: str) -> None:
    rhythm = Cadence.parse(cadence)
    assert kept_in_a_row(rhythm, done, START, NOW_DAY) == row
    assert streak(rhythm, done, START, NOW_DAY) == said


def test_a_streak_before_its_start_is_none() -> None:
    assert streak(Cadence.parse("daily"), [NOW_DAY], NOW_DAY + timedelta(days=1), NOW_DAY) == ""
    assert kept_in_a_row(Cadence.parse("daily"), [NOW_DAY], NOW_DAY + timedelta(days=1), NOW_DAY) == 0


@given(
    st.lists(st.integers(0, 90)), st.sampled_from(["1 per week", "2 per week", "daily", "1 every 2 weeks"])
)
@settings(derandomize=True, deadline=None, max_examples=80)
def test_more_practice_never_shortens_a_row(days: list[int], cadence: str) -> None:
    rhythm = Cadence.parse(cadence)
    less = kept_in_a_row(rhythm, ago(*days), START, NOW_DAY)
    more = kept_in_a_row(rhythm, ago(*days, 0, 3), START, NOW_DAY)
    assert more >= less


def world(**more: Any) -> Any:
    measure = {"uid": "m", "name": "stand-ups", "unit": "a week", "baseline": 0, "target": 9}
    return plan_of(
        objectives=[
            {"title": "Lead", "measure": [measure, {**measure, "uid": "n", "name": "nights, short"}]}
        ],
        strategies=[{"title": "Delegate, one task", "cadence": "1 per week", "start": on(-70)}],
        checkins=[
            *({"on": on(-7 * n), "measures": {"m": 5 - n}, "done": ["strategies0"]} for n in (3, 2, 1, 0))
        ],
        **more,
    )


def test_what_a_check_in_offers() -> None:
    plan = world()
    latest: Checkin = plan.checkins[-1]
    offer = offer_of(plan, latest, NOW_DAY)
    assert offer is not None
    assert (offer.text, offer.objective) == ("stand-ups 5: the best so far", "objectives0")
    practised = Checkin({**latest.raw, "measures": {}})
    offer = offer_of(plan, practised, NOW_DAY)
    assert offer is not None
    assert (offer.what, offer.text) == (
        "kept 4 weeks in a row",
        "Delegate, one task: kept for 4 weeks in a row",
    )
    assert offer_of(plan, plan.checkins[0], NOW_DAY) is None  # not the latest value, not today
    noted = world(wins=[{"on": on(0), "text": "stand-ups 5: the best so far"}])
    assert offer_of(noted, noted.checkins[-1], NOW_DAY) is None


def test_what_came_of_check_ins_is_found_by_their_ids() -> None:
    plan = world()
    earlier, *_, latest = (checkin.uid for checkin in plan.checkins)
    found = offer_among(plan.practice, [earlier, "gone", latest], NOW_DAY)
    assert found is not None
    assert found[0].engagement.uid == plan.engagement.uid
    assert found[1].what == "best so far"
    assert offer_among(plan.practice, [earlier, "gone"], NOW_DAY) is None


def test_a_milestone_is_offered_until_it_is_celebrated() -> None:
    reached = {"uid": "milestones0", "title": "Live", "due": on(-1), "done_on": on(0), "objective": "o"}
    offer = offer_of_milestone(world(), Milestone(reached))
    assert offer is not None
    assert (offer.text, offer.milestone, offer.objective) == ("Live", "milestones0", "o")
    celebrated = world(wins=[{"on": on(0), "text": "Yes", "milestone": "milestones0"}])
    assert offer_of_milestone(celebrated, Milestone(reached)) is None


def test_an_offer_is_for_those_for_whom_what_it_tells_of_is() -> None:
    milestone = Milestone({"uid": "m", "title": "Live", "due": on(-1), "visibility": "private"})
    offer = offer_of_milestone(world(), milestone)
    assert offer is not None
    assert offer.visibility == "private"
    plan = world()
    (strategy,), (objective,) = plan.strategies, plan.objectives
    strategy.raw["visibility"], objective.raw["visibility"] = "sponsor", "client"
    practised: dict[str, Any] = {"measures": {}}
    for raw, visibility in ((practised, "sponsor"), ({}, "client")):
        offer = offer_of(plan, Checkin({**plan.checkins[-1].raw, **raw}), NOW_DAY)
        assert offer is not None
        assert offer.visibility == visibility


def test_wins_since_the_last_review() -> None:
    wins = [{"on": on(day), "text": str(day)} for day in (-20, -9, -1)]
    assert [win.text for win in since_last_review(plan_of(wins=wins, reviews=[{"held_on": on(-8)}]))] == [
        "-1"
    ]
    assert len(since_last_review(plan_of(wins=wins, reviews=[{"due": on(3)}]))) == 3


# The line


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("+del", "+Delegate"),
        ("+task", "+Delegate"),
        ("7, +DEL", "7, +Delegate"),
        ("sta", "stand-ups="),
        ("e4, Nig", "e4, nights="),
        ("went", None),
        ("sta=", None),
        ("7", None),
        ("", None),
        ("!sta", None),
        ("+", None),
    ],
)
def test_completing_the_last_part(text: str, first: str | None) -> None:
    assert next(iter(completed(world(), text) or []), None) == first


def test_what_the_line_says_and_takes() -> None:
    values, win = parse_checkin(world(), "Mood: a bit tired", NOW_DAY)
    assert (values, win) == ({"mood": "a bit tired"}, "")


def test_a_row_is_not_broken_by_days_that_do_not_count() -> None:
    daily = Cadence.parse("1 per day")
    off = of_days_off(["sat", "sun"])
    workdays = [day for n in range(20) if (day := NOW_DAY - timedelta(days=n)).weekday() < 5]
    start = min(workdays)
    assert kept_in_a_row(daily, workdays, start, NOW_DAY, off) == len(workdays)
    assert kept_in_a_row(daily, workdays, start, NOW_DAY) < len(workdays)
