"""Goal attainment scores: the published vectors, and what must hold for any."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.errors import BadInput
from coach_tui.plan.gas import t_score

fixed = settings(derandomize=True, deadline=None, max_examples=150)
goals = st.lists(st.tuples(st.integers(-2, 2), st.floats(0.1, 100)), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("scores", "weights", "t"),
    [
        ((-1,), None, 40.00),
        ((-1,) * 2, None, 37.60),
        ((-1,) * 3, None, 36.31),
        ((-1,) * 4, None, 35.49),
        ((-1,) * 5, None, 34.92),
        ((-1,) * 6, None, 34.51),
        ((2, 2, 2), None, 77.39),
        ((1, 0, -1), (3, 2, 1), 54.41),
        ((1, 0, -2), (9, 4, 1), 56.20),
        ((2, 0), (1, 1), 62.40),
        ((0, 0, 0), None, 50.00),
        ((2,), (5,), 70.00),
        ((2, -2), (1, 0), 70.00),
    ],
)
def test_vectors(scores: tuple[int, ...], weights: tuple[float, ...] | None, t: float) -> None:
    found = t_score(scores, weights)
    assert found is not None
    assert round(found, 2) == t


def test_undefined() -> None:
    assert t_score([]) is None
    assert t_score([], []) is None
    assert t_score([1, 2], [0, 0]) is None


@pytest.mark.parametrize(
    ("scores", "weights", "rho"),
    [
        ([3], None, 0.3),
        ([-3], None, 0.3),
        ([1, 1], [1], 0.3),
        ([1], [-1], 0.3),
        ([1], [float("nan")], 0.3),
        ([1], [float("inf")], 0.3),
        ([1], None, 1.1),
        ([1], None, -0.1),
    ],
)
def test_refused(scores: list[int], weights: list[float] | None, rho: float) -> None:
    with pytest.raises(BadInput):
        t_score(scores, weights, rho)


@fixed
@given(goals, st.floats(1e-200, 1e200))
def test_the_scale_of_weights_does_not_matter(given_goals: list[tuple[int, float]], factor: float) -> None:
    scores = [score for score, _ in given_goals]
    weights = [weight for _, weight in given_goals]
    assert t_score(scores, [weight * factor for weight in weights]) == pytest.approx(t_score(scores, weights))


@fixed
@given(goals)
def test_fifty_is_the_middle(given_goals: list[tuple[int, float]]) -> None:
    scores = [score for score, _ in given_goals]
    weights = [weight for _, weight in given_goals]
    up, down = t_score(scores, weights), t_score([-score for score in scores], weights)
    assert up is not None
    assert down is not None
    assert up + down == pytest.approx(100)
    assert up == pytest.approx(t_score(scores[::-1], weights[::-1]))


@fixed
@given(goals, st.data())
def test_a_better_level_never_lowers_it(given_goals: list[tuple[int, float]], data: st.DataObject) -> None:
    scores = [score for score, _ in given_goals]
    weights = [weight for _, weight in given_goals]
    better = list(scores)
    index = data.draw(st.integers(0, len(scores) - 1))
    better[index] = min(better[index] + 1, 2)
    before, after = t_score(scores, weights), t_score(better, weights)
    assert before is not None
    assert after is not None
    assert after >= before


@pytest.mark.parametrize(
    ("rho", "t"), [(0, 50 + 20 / 2**0.5), (1, 60), (0.3, 50 + 20 / (0.7 * 2 + 0.3 * 4) ** 0.5)]
)
def test_goals_may_be_taken_for_unlike_or_for_the_same(rho: float, t: float) -> None:
    assert t_score([1, 1], rho=rho) == pytest.approx(t)
