"""Progress and status at and around their borders."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.errors import BadInput
from coach_tui.plan.progress import WORST_FIRST, expected, ratio, status, weakest, weighted_mean

fixed = settings(derandomize=True, deadline=None, max_examples=150)
numbers = st.floats(-1e6, 1e6)

START = date(2026, 1, 1)
DUE = START + timedelta(days=100)


@pytest.mark.parametrize(
    ("current", "baseline", "target", "share"),
    [
        (5, 0, 10, 0.5),
        (7, 10, 5, 0.6),  # falling
        (12, 10, 5, -0.4),
        (12, 0, 10, 1.2),
        (0, 0, 10, 0),
        (-5, -10, 0, 0.5),
        (None, 0, 10, None),
        (3, 5, 5, None),
    ],
)
def test_ratio(current: float | None, baseline: float, target: float, share: float | None) -> None:
    assert ratio(current, baseline, target) == (None if share is None else pytest.approx(share))


@fixed
@given(numbers, numbers, numbers)
def test_rising_and_falling_targets_are_alike(current: float, baseline: float, target: float) -> None:
    there, mirrored = ratio(current, baseline, target), ratio(-current, -baseline, -target)
    assert there == mirrored
    assert ratio(target, baseline, target) in (1.0, None)
    assert ratio(baseline, baseline, target) in (0.0, None)


def test_weighted_mean() -> None:
    assert weighted_mean([]) is None
    assert weighted_mean([(None, 1)]) is None
    assert weighted_mean([(0.5, 0)]) is None
    assert weighted_mean([(0.5, 1), (None, 5), (1.0, 3)]) == pytest.approx(0.875)
    assert weighted_mean(iter([(1.2, 1), (-0.2, 1)])) == pytest.approx(0.5)


@fixed
@given(st.lists(st.tuples(numbers, st.floats(0.01, 100)), min_size=1))
def test_a_mean_lies_between_its_values(pairs: list[tuple[float, float]]) -> None:
    mean = weighted_mean(pairs)
    assert mean is not None
    values = [value for value, _ in pairs]
    assert min(values) - 1e-6 <= mean <= max(values) + 1e-6


def test_expected() -> None:
    assert expected(START, DUE, START - timedelta(days=1)) == 0
    assert expected(START, DUE, START) == 0
    assert expected(START, DUE, START + timedelta(days=25)) == 0.25
    assert expected(START, DUE, DUE) == 1
    assert expected(START, DUE, DUE + timedelta(days=9)) == 1
    assert expected(START, START, START) == 1
    assert expected(DUE, START, START - timedelta(days=1)) == 0
    assert expected(DUE, START, START + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("progress", "day", "word"),
    [
        (1.0, 0, "achieved"),
        (1.0, 500, "achieved"),
        (1.3, 50, "achieved"),
        (0.1 + 0.2 + 0.7, 50, "achieved"),
        (0.99, 100, "on track"),
        (0.99, 101, "overdue"),
        (None, 101, "overdue"),
        (None, 100, "not measured"),
        (None, 0, "not measured"),
        (0.0, -30, "on track"),
        (-0.5, 6, "on track"),  # within the seven days of grace
        (-0.5, 7, "off track"),
        (0.0, 7, "off track"),
        (0.24, 50, "off track"),
        (0.25, 50, "needs attention"),
        (0.39, 50, "needs attention"),
        (0.4, 50, "on track"),
        (0.1, 20, "on track"),
        (0.09, 20, "off track"),
        (0.2, 30, "on track"),  # exactly expected - 0.1
        (0.6, 70, "on track"),
    ],
)
def test_status(progress: float | None, day: int, word: str) -> None:
    assert status(progress, START, DUE, START + timedelta(days=day)) == word


def test_without_measure_overdue_wins_over_grace() -> None:
    assert status(0.2, START, START + timedelta(days=2), START + timedelta(days=3)) == "overdue"


@fixed
@given(st.floats(-2, 2), st.floats(0, 1), st.integers(-10, 200))
def test_more_progress_is_never_a_worse_status(progress: float, more: float, day: int) -> None:
    today = START + timedelta(days=day)
    before = status(progress, START, DUE, today)
    assert WORST_FIRST.index(status(progress + more, START, DUE, today)) >= WORST_FIRST.index(before)


def test_weakest() -> None:
    assert weakest([]) == "not measured"
    assert weakest(["on track", "achieved"]) == "on track"
    assert weakest(["on track", "not measured"]) == "not measured"
    assert weakest(["off track", "needs attention", "overdue"]) == "overdue"
    assert weakest(iter(["achieved"])) == "achieved"
    with pytest.raises(BadInput, match="no status"):
        weakest(["on track", "fine\x1b"])


@fixed
@given(st.lists(st.sampled_from(WORST_FIRST), min_size=1))
def test_the_weakest_is_one_of_them(words: list[str]) -> None:
    worst = weakest(words)
    assert worst in words
    assert all(WORST_FIRST.index(worst) <= WORST_FIRST.index(word) for word in words)


@pytest.mark.parametrize(
    ("progress", "day", "said"),
    [
        (0.7, 80, "on track"),  # 0.8 - 0.1 is more than 0.7 in floating point
        (0.699, 80, "needs attention"),
        (0.15 - 1e-12, 30, "needs attention"),
        (0.149, 30, "off track"),
        (0.1 * 3 / 0.3, 50, "achieved"),
        (1 - 1e-12, 50, "achieved"),
        (0.999, 50, "on track"),
    ],
)
def test_a_value_on_a_border_is_on_its_better_side(progress: float, day: int, said: str) -> None:
    assert status(progress, START, DUE, START + timedelta(days=day)) == said


def test_what_is_no_status_is_named() -> None:
    with pytest.raises(BadInput) as caught:
        weakest(["on track", "worse", "bad\x1b"])
    assert str(caught.value).startswith('"bad␛" is no status: it is one of overdue, off track, ')


@pytest.mark.parametrize(
    ("progress", "day", "waits", "word"),
    [
        (0.0, 20, True, "on track"),
        (0.0, 20, False, "off track"),
        (-0.01, 20, True, "off track"),  # it fell: so it could move
        (0.0, 101, True, "overdue"),
        (1.0, 20, True, "achieved"),
    ],
)
def test_nothing_is_behind_before_it_could_be_anything(
    progress: float, day: int, waits: bool, word: str
) -> None:
    assert status(progress, START, DUE, START + timedelta(days=day), waits=waits) == word
