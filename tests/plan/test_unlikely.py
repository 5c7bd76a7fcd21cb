"""When a new value is far from anything before: slips of the hand are, what really happens is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.unlikely import NEAREST, SLIPPED, Stood, far_off, is_far
from tests.plan.plan_kit import NOW_DAY, on, plan_of

fixed = settings(derandomize=True, deadline=None, max_examples=200)
numbers = st.floats(-1e6, 1e6)

# A measure's baseline and target (None for none), and values as they came week by week
REAL: dict[str, tuple[float | None, float | None, list[float]]] = {
    "stand-ups led": (0, 12, [1, 2, 2, 4, 5, 5, 8, 8, 10, 11, 12, 14]),
    "hours worked, with a holiday": (60, 45, [58, 61, 55, 52, 56, 48, 50, 44, 38, 45, 20, 45]),
    "hours slept": (5.5, 7.5, [5, 6, 5.5, 6.5, 4, 7, 7.5, 8, 9]),
    "weight": (92.4, 84, [92.1, 91.7, 91.9, 90.8, 89.5, 88, 87.2]),
    "revenue": (12_000, 30_000, [12_500, 13_900, 8_000, 15_500, 22_000, 18_000, 41_000]),
    "a percentage that hardly moves": (100, 101, [100, 99, 97, 101]),
    "promoters less detractors": (-20, 30, [-18, -5, 0, 4, 12, 30, 45]),
    "cigarettes": (20, 0, [18, 15, 15, 11, 8, 5, 3, 1, 0, 0, 2]),
    "calls, without ends": (None, None, [3, 4, 7, 2, 9, 12, 0, 5, 1, 15]),
    "calls, without a baseline": (None, 20, [1, 2, 2, 5, 20]),
    "weight, without a baseline": (None, 8, [60, 58, 55]),
    "a rating": (3, 8, [3, 4, 4, 6, 5, 7, 9]),
    "a debt": (-20_000, 0, [-19_000, -15_000, -11_000, -4_000, -900, 0]),
    "kilometres": (2, 10, [2, 2.5, 3, 5, 5, 8, 10, 12, 21.1]),
    "pages": (0, 300, [5, 22, 60, 120, 180, 300]),
    "a share": (0.1, 0.5, [0.12, 0.2, 0.33, 0.41]),
    "steps": (4_000, 10_000, [3_500, 5_200, 7_400, 1_900, 9_800, 14_000, 21_000]),
    "what came as it came": (None, None, [3, 2, 5, 1, 7, 3, 0, 4, 8, 2]),
    "from nought": (0, None, [1, 3, 7]),
}


@pytest.mark.parametrize("name", REAL)
def test_what_really_happens_is_not_asked_about(name: str) -> None:
    baseline, target, values = REAL[name]
    stood = [] if baseline is None else [baseline]
    asked = []
    for at, value in enumerate(values):
        if is_far(value, [*stood, *values[max(0, at - NEAREST) : at]], target):
            asked.append(value)
    assert asked == []


@pytest.mark.parametrize(
    ("value", "stood", "target"),
    [
        (9999, [0, 8], 12),
        (75, [6, 7], 8),  # 7,5
        (75, [0, 7], 12),
        (88, [0, 8], 12),
        (444, [60, 50, 44], 40),
        (450, [60, 50, 44], 40),
        (4, [60, 50, 44], 40),  # a digit is missing
        (-8, [0, 8], 12),
        (-44, [60, 50, 44], 40),
        (8, [-20, -8], 0),
        (825, [92.4], 84),
        (8.25, [92.4, 90, 87, 86, 85], 84),
        (190, [92.4, 90, 87, 86, 85.5, 84, 83.1, 82.9], 84),
        (125_000, [12_000, 12_500], 30_000),
        (41, [0.1, 0.3], 0.5),
        (0, [58, 51], 42),
        (0, [3, 4, 6], 8),
        (0, [80, 90, 85], 100),
        (0, [-20, -8], -5),
        (17.5, [18_000], 0),
        (-17.5, [-18_000, -17_800], 0),
        (9999, [8], None),
        (9999, [3, 4, 7, 2, 9, 12, 0, 5], None),
        (9999, [-5, 4, 12], 30),
        (-9999, [-5, 4, 12], 30),
    ],
)
def test_a_slip_is_asked_about(value: float, stood: list[float], target: float | None) -> None:
    assert is_far(value, stood, target)


@pytest.mark.parametrize(
    ("value", "stood", "target"),
    [
        (9999, [], 12),  # a target alone tells nothing
        (9999, [], None),
        (5, [0], None),
        (5, [0, 0, 0], 0),
        (-5, [0], None),
        (0, [20, 18, 9], 0),
        (0, [-9, 4, 12], 30),
        (0, [2, 12], None),  # they differ as much
        (0, [40, 8], 12),
        (180, [18_000], 0),
        (10, [10], 10),
        (float("nan"), [1, 2], 3),
        # at the borders
        (36, [0, 8], 12),
        (40, [8], None),
        (24, [7, 8], None),
        (16, [7, 7.5, 8, 7, 7, 8, 7.5], 8),
        (2, [10, 11], 12),
    ],
)
def test_what_tells_nothing_or_is_not_far(value: float, stood: list[float], target: float | None) -> None:
    assert not is_far(value, stood, target)


@pytest.mark.parametrize(
    ("value", "stood", "target"),
    [
        (36.01, [0, 8], 12),
        (40.01, [8], None),
        (24.01, [7, 8], None),
        (16.01, [7, 7.5, 8, 7, 7, 8, 7.5], 8),
        (1.99, [10, 11], 12),
        (-0.01, [0, 8], 12),
        (179, [18_000], 0),
    ],
)
def test_just_beyond_a_border(value: float, stood: list[float], target: float | None) -> None:
    assert is_far(value, stood, target)


@fixed
@given(numbers, st.lists(numbers, min_size=1, max_size=9), st.none() | numbers, st.integers(-8, 8))
def test_neither_unit_nor_sign_matters(
    value: float, stood: list[float], target: float | None, power: int
) -> None:
    far = is_far(value, stood, target)
    for scale in (2.0**power, -(2.0**power)):
        scaled = None if target is None else target * scale
        assert is_far(value * scale, [one * scale for one in stood], scaled) == far


@fixed
@given(st.lists(numbers, min_size=1, max_size=9), st.none() | numbers, st.floats(0, 1))
def test_what_lies_between_what_is_known_is_never_far(
    stood: list[float], target: float | None, share: float
) -> None:
    known = [*stood, *(() if target is None else (target,))]
    low, high = min(known), max(known)
    between = min(max(low + (high - low) * share, low), high)
    slipped = abs(between) * SLIPPED < min(map(abs, stood))  # towards a target of nought, or past it
    assert slipped or not is_far(between, stood, target)


@fixed
@given(st.lists(numbers, min_size=1, max_size=9), numbers, numbers)
def test_it_does_not_matter_whether_it_rises_or_falls(stood: list[float], one: float, other: float) -> None:
    for value in (9.9e6, stood[-1] * 3, 1.0):
        if abs(value) * SLIPPED < max(map(abs, (one, other, *stood))):
            continue  # so little was there at the beginning, or it is a slip at the end
        assert is_far(value, [one, *stood], other) == is_far(value, [other, *stood], one)


MEASURE = {"uid": "m", "name": "stand-ups", "unit": "a month", "baseline": 0, "target": 12}


def goal(*measures: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"uid": "o", "title": "Lead", "measure": list(measures)}]


def noted(*values: tuple[int, float]) -> list[dict[str, Any]]:
    return [{"on": on(day), "measures": {"m": value}} for day, value in values]


def test_what_is_said_of_it() -> None:
    plan = plan_of(objectives=goal(MEASURE), checkins=noted((-20, 5), (-6, 8)))
    assert far_off(plan, {"m": 9999}, NOW_DAY) == ["9999 is far from 8, the last value, and 12, the target"]
    assert far_off(plan, {"m": 9999}, date.fromisoformat(on(-7))) == [
        "9999 is far from 5, the last value, and 12, the target"
    ]
    assert far_off(plan, {"m": 9}, NOW_DAY) == far_off(plan, {}, NOW_DAY) == []
    assert far_off(plan, {"gone": 9999}, NOW_DAY) == []


def test_what_is_said_where_less_is_known() -> None:
    bare = {key: value for key, value in MEASURE.items() if key not in ("baseline", "target")}
    first = plan_of(objectives=goal(MEASURE))
    assert far_off(first, {"m": 9999}, NOW_DAY) == ["9999 is far from 0, where it began, and 12, the target"]
    later = plan_of(objectives=goal(bare), checkins=noted((-6, 8)))
    assert far_off(later, {"m": 9999}, NOW_DAY) == ["9999 is far from 8, the last value"]
    before = far_off(later, {"m": 9999}, date.fromisoformat(on(-9)))
    assert before == ["9999 is far from 8, the next value"]
    several = plan_of(objectives=goal(bare), checkins=noted((-6, 8), (-3, 9)))
    assert far_off(several, {"m": 9999}, date.fromisoformat(on(-9))) == before
    assert far_off(plan_of(objectives=goal(bare)), {"m": 9999}, NOW_DAY) == []


def test_of_several_measures_each_has_its_name() -> None:
    other = {"uid": "h", "name": "hours", "unit": "h", "baseline": 60, "target": 45}
    plan = plan_of(objectives=goal(MEASURE, other), checkins=noted((-6, 8)))
    assert far_off(plan, {"m": 75, "h": 500.5}, NOW_DAY) == [
        "stand-ups: 75 is far from 8, the last value, and 12, the target",
        "hours: 500.5 is far from 60, where it began, and 45, the target",
    ]


def test_the_check_in_that_is_edited_does_not_count() -> None:
    plan = plan_of(objectives=goal(MEASURE), checkins=noted((-20, 5), (-6, 9999)))
    assert far_off(plan, {"m": 9998}, NOW_DAY) == []
    assert len(far_off(plan, {"m": 9998}, NOW_DAY, but="checkins1")) == 1


def test_a_later_value_that_is_far_itself_vouches_for_nothing() -> None:
    plan = plan_of(objectives=goal(MEASURE), checkins=noted((-20, 5), (-9, 8), (-3, 9999)))
    day = date.fromisoformat(on(-9))
    assert len(far_off(plan, {"m": 8080}, day, but="checkins1")) == 1
    assert far_off(plan, {"m": 9}, day, but="checkins1") == []
    assert far_off(plan, {"m": 9998}, NOW_DAY) == []  # a leap that was noted and meant goes on


@pytest.mark.parametrize("began", [{}, {"baseline": None}])
def test_new_values_do_not_vouch_for_one_another(began: dict[str, Any]) -> None:
    """Those that are not doubted do, so that what grows may go on."""
    measure = {key: value for key, value in {**MEASURE, **began}.items() if value is not None}
    given = ((-20, 8), (-12, 9998), (-9, 9999), (-6, 30), (-3, 60), (-1, 120))
    plan = plan_of(objectives=goal(measure), checkins=noted(*given))
    stood = Stood(plan, {checkin.uid: ("m",) for checkin in plan.checkins})
    said = [stood.take(one.uid, one.measures, one.on) for one in plan.checkins]
    assert [len(lines) for lines in said] == [0, 1, 1, 0, 0, 0]


def test_a_wrong_value_is_forgotten_in_time() -> None:
    assert NEAREST == 12
    for count, far in ((11, 0), (12, 1)):
        values = [(-60, 9999.0), *((day - count, 8.0) for day in range(count))]
        plan = plan_of(objectives=goal(MEASURE), checkins=noted(*values))
        assert len(far_off(plan, {"m": 9998}, NOW_DAY)) == far


@pytest.mark.parametrize("after", [11, 12])
def test_of_the_values_after_a_day_the_nearest_count(after: int) -> None:
    """Nothing stood before. A wrong one stands behind so many; the check-in that is edited is none."""
    bare = {key: value for key, value in MEASURE.items() if key != "baseline"}
    values = [*((-60 + day, 8.0) for day in range(after)), (-1, 9999.0)]
    plan = plan_of(objectives=goal(bare), checkins=noted(*values))
    first = date.fromisoformat(on(-61))
    assert len(far_off(plan, {"m": 9998}, first)) == after - 11
    assert far_off(plan, {"m": 9998}, first, but="checkins0") == []
