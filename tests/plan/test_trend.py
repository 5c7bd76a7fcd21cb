"""Trends, forecasts and the slip of milestones."""

from __future__ import annotations

import statistics
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.trend import Forecast, forecast, median, milestone_slip, theil_sen

fixed = settings(derandomize=True, deadline=None, max_examples=150)

START = date(2026, 1, 1)
DUE = START + timedelta(days=100)

Series = list[tuple[date, float]]


def day(n: int) -> date:
    return START + timedelta(days=n)


def series(*values: tuple[int, float]) -> Series:
    return [(day(n), value) for n, value in values]


points = st.lists(st.tuples(st.integers(0, 200), st.floats(-1e3, 1e3)), max_size=12).map(
    lambda given: series(*given)
)


@fixed
@given(st.lists(st.floats(-1e300, 1e300)))
def test_median(values: list[float]) -> None:
    assert median(iter(values)) == (pytest.approx(statistics.median(values)) if values else None)


def test_slope() -> None:
    assert theil_sen([]) is None
    assert theil_sen(series((0, 1))) is None
    assert theil_sen(series((3, 1), (3, 9))) is None
    assert theil_sen(series((0, 0), (10, 5))) == 0.5
    assert theil_sen(series((20, 10), (0, 0), (10, 5))) == 0.5


def test_one_wild_value_does_not_bend_it() -> None:
    straight = [(n, n * 0.5) for n in range(0, 70, 7)]
    wild = [(n, 999.0) if n == 35 else (n, value) for n, value in straight]
    assert theil_sen(series(*wild)) == pytest.approx(0.5)


def test_of_many_values_the_newest_count() -> None:
    old = [(n, -n * 3.0) for n in range(500)]
    new = [(500 + n, n * 0.25) for n in range(400)]
    assert theil_sen(series(*old, *new)) == pytest.approx(0.25)
    assert forecast(series(*old, *new), 1000, START, day(5000)).values == 400


@fixed
@given(points, st.floats(-5, 5), st.floats(-100, 100))
def test_slope_follows_shift_and_tilt(given_points: Series, tilt: float, shift: float) -> None:
    slope = theil_sen(given_points)
    moved = [(when, value + shift + tilt * (when - START).days) for when, value in given_points]
    found = theil_sen(moved)
    assert (found is None) == (slope is None)
    if slope is not None:
        assert found == pytest.approx(slope + tilt, abs=1e-6)


@pytest.mark.parametrize(
    ("values", "target", "due", "reason"),
    [
        ([], 10, None, "needs 3 dated values, has none"),
        ([(0, 1)], 10, None, "needs 3 dated values, has 1"),
        ([(0, 1), (30, 2)], 10, None, "needs 3 dated values, has 2"),
        ([(0, 1), (5, 2), (13, 3)], 10, None, "needs values over 14 days, has 13"),
        ([(0, 0), (7, 2), (14, 4)], 10, 35, "from 3 values"),
        ([(14, 4), (0, 0), (7, 2)], 10, 35, "from 3 values"),
        ([(0, 10), (7, 8), (14, 6)], 0, 35, "from 3 values"),  # falling
        ([(0, 0), (7, 1), (14, 2), (21, 3), (28, 4)], 5, 35, "from 5 values"),
        ([(0, 0), (10, 3), (20, 6)], 10, 34, "from 3 values"),  # 13.3 days more, rounded up
        ([(0, 4), (7, 2), (14, 0)], 10, None, "not at this pace, from 3 values"),
        ([(0, 4), (7, 4), (14, 4)], 10, None, "not at this pace, from 3 values"),
        ([(0, 0), (10, 1), (20, 2)], 20, 200, "from 3 values"),  # exactly twice the horizon
        ([(0, 0), (10, 1), (20, 2)], 20.1, None, "not at this pace, from 3 values"),
        ([(0, 0), (10, 1e-9), (20, 2e-9)], 1e9, None, "not at this pace, from 3 values"),
        ([(0, 0), (7, 10)], 10, 7, "already reached, from 2 values"),
        ([(0, 0), (7, 10), (14, 9), (21, 11), (28, 12)], 10, 21, "already reached, from 5 values"),
        ([(0, 10), (7, 4)], 5, 7, "already reached, from 2 values"),
        ([(0, 10)], 10, 0, "already reached, from 1 value"),
    ],
)
def test_forecast(values: list[tuple[int, float]], target: float, due: int | None, reason: str) -> None:
    expected_date = None if due is None else day(due)
    assert forecast(series(*values), target, START, DUE) == Forecast(expected_date, reason, len(values))


def test_the_baseline_tells_which_way_is_up() -> None:
    late_start = series((0, 12), (7, 13))  # first measured beyond the target
    assert forecast(late_start, 10, START, DUE, baseline=5).date == day(0)
    assert forecast(late_start, 10, START, DUE).date is None


def test_a_horizon_that_ends_before_it_starts_forecasts_nothing() -> None:
    assert forecast(series((0, 0), (7, 2), (14, 4)), 10, DUE, START).date is None


def test_the_end_of_the_calendar_is_not_at_this_pace() -> None:
    end = date(9999, 12, 31)
    late = [(end - timedelta(days=n), float(30 - n)) for n in (30, 15, 0)]
    found = forecast(late, 40, date(9000, 1, 1), end)
    assert found == Forecast(None, "not at this pace, from 3 values", 3)


@fixed
@given(points, st.floats(-1e3, 1e3))
def test_a_forecast_lies_within_twice_the_horizon_or_is_none(given_points: Series, target: float) -> None:
    found = forecast(given_points, target, START, DUE)
    assert found.values == len(given_points)
    assert found.reason
    if found.date is not None and "already" not in found.reason:
        assert max(when for when, _ in given_points) <= found.date <= day(200)


def test_forecast_is_a_value() -> None:
    assert len({Forecast(DUE, "from 3 values", 3), Forecast(DUE, "from 3 values", 3)}) == 1
    assert Forecast(None, "x", 1) != Forecast(None, "y", 1)
    assert repr(Forecast(None, "x", 1)) == "Forecast(None, 'x', 1)"


def test_milestone_slip() -> None:
    assert milestone_slip([]) is None
    assert milestone_slip([(day(0), day(5)), (day(0), day(5))]) is None
    assert milestone_slip([(day(0), day(5)), (day(10), day(8)), (day(20), day(21))]) == (1.0, 3)
    four = [(day(0), day(n)) for n in (0, 3, 4, 90)]
    assert milestone_slip(iter(four)) == (3.5, 4)


def test_several_values_of_one_day_keep_their_order() -> None:
    twice = series((0, 0), (10, 5), (20, 10), (20, 3))
    assert forecast(twice, 10, START, DUE).date != day(20)  # the 3 was the last
    assert forecast(twice[:-1], 10, START, DUE).date == day(20)
    assert forecast([*twice[:2], twice[3], twice[2]], 10, START, DUE).date == day(20)


@pytest.mark.parametrize("target", [5, 11])
def test_what_stands_still_reaches_nothing(target: float) -> None:
    flat = series((0, 8), (10, 8), (20, 8))
    assert forecast(flat, target, START, DUE, baseline=10) == Forecast(
        None, "not at this pace, from 3 values", 3
    )


@pytest.mark.parametrize(
    ("baseline", "values", "since"),
    [
        (10, (8, 5, 5), 10),  # falling, and just there
        (10, (5, 6, 5), 20),
        (10, (8, 6, 5.1), None),
        (0, (8, 5, 5), 0),
        (0, (4, 5, 6), 10),
        (5, (4, 5, 5), 10),  # there from the start: it has to stay
        (5, (4, 5, 6), None),
    ],
)
def test_since_when_a_target_is_reached(
    baseline: float, values: tuple[float, float, float], since: int | None
) -> None:
    found = forecast(series(*zip((0, 10, 20), values, strict=True)), 5, START, DUE, baseline=baseline)
    assert found.reason.startswith("already reached, from 3 values") == (since is not None)
    if since is not None:
        assert found.date == day(since)


def test_a_forecast_is_like_nothing_else() -> None:
    made = Forecast(day(3), "from 3 values", 3)
    others = (
        Forecast(day(4), "from 3 values", 3),
        Forecast(day(3), "from 4 values", 3),
        Forecast(day(3), "from 3 values", 4),
    )
    assert made not in others
    assert made != (day(3), "from 3 values", 3)
    assert made is not None


def test_every_pair_of_days_counts_once() -> None:
    squares = series((0, 0), (1, 1), (2, 4), (3, 9), (4, 16))
    assert theil_sen(squares) == 4  # the middle of 1 2 3 3 4 4 5 5 6 7


@pytest.mark.parametrize(
    ("set_on", "due", "how"), [(9, 10, ""), (10, 10, ""), (15, 15, " since it was lowered")]
)
def test_what_is_reached_was_reached_no_earlier_than_it_was_the_target(
    set_on: int, due: int, how: str
) -> None:
    values = series((0, 0), (10, 12), (20, 12))
    found = forecast(values, 12, START, DUE, baseline=0, since=(day(set_on), "since it was lowered"))
    assert found == Forecast(day(due), f"already reached{how}, from 3 values", 3)
