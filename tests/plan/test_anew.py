"""Where what goes on begins in the next engagement: no way is turned round, no value is another (§8, §11)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.plan.anew import (
    begins_at,
    check_target,
    day_there,
    due_there,
    others_reached,
    reached_measures,
    reached_words,
    target_typed,
)
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan
from tests.plan.plan_kit import NOW_DAY, on, plan_of

KM = {"uid": "m", "name": "km", "unit": "km"}


def measured(*values: float, **fields: Any) -> Plan:
    """A plan with one measure that had these values, oldest first."""
    checkins = [{"on": on(-40 + n), "measures": {"m": value}} for n, value in enumerate(values)]
    given = {key: value for key, value in fields.items() if value is not None}
    return plan_of(objectives=[{"title": "Run", "measure": [{**KM, **given}]}], checkins=checkins)


@pytest.mark.parametrize(
    ("baseline", "target", "values", "begins"),
    [
        (1, 5, (2, 3), (3, 5, False)),
        (1, 5, (), (1, 5, False)),
        (1, 5, (3, 5), (5, None, True)),
        (1, 5, (4, 6), (6, None, True)),  # 120 %: the way does not lead back
        (1, 5, (6, 4), (4, 5, False)),  # it was reached, and is not now
        (3, 5, (1,), (1, 5, False)),  # below where it began
        (45, 38, (41,), (41, 38, False)),
        (45, 38, (38,), (38, None, True)),
        (45, 38, (36,), (36, None, True)),
        (45, 38, (50,), (50, 38, False)),
        (None, 5, (1, 3), (3, 5, False)),
        (None, 5, (1, 7), (7, None, True)),
        (None, 5, (), (None, 5, False)),
        (1, None, (3,), (3, None, False)),
        (None, None, (), (None, None, False)),
        (5, 5, (5,), (5, None, True)),
        (0, 0.3, (0.1 + 0.2,), (0.1 + 0.2, None, True)),
    ],
)
def test_where_a_measure_begins(
    baseline: float | None, target: float | None, values: tuple[float, ...], begins: tuple[Any, ...]
) -> None:
    plan = measured(*values, baseline=baseline, target=target)
    assert begins_at(plan, plan.objectives[0].measures[0]) == begins
    assert bool(reached_measures(plan)) == begins[2]


def test_what_is_reached_is_said_with_its_figures() -> None:
    for values, ends, said in (
        ((6,), (1, 5), "is reached: 6 of 5 km"),
        ((36,), (45, 38), "is reached: 36, target 38 km"),
    ):
        plan = measured(*values, baseline=ends[0], target=ends[1])
        assert reached_words(plan, plan.objectives[0].measures[0]) == said


def test_a_new_target_lies_elsewhere_than_where_it_stands() -> None:
    plan = measured(6, baseline=1, target=5)
    (measure,) = plan.objectives[0].measures
    assert target_typed(plan, measure, "8,5 km") == 8.5
    assert target_typed(plan, measure, "4") == 4
    with pytest.raises(BadInput, match="target: “km” stands at 6 already; give a target still ahead"):
        check_target(plan, measure, 6)
    with pytest.raises(BadInput, match="“x” is not a number"):
        target_typed(plan, measure, "x")


@pytest.mark.parametrize(
    ("objective", "milestones", "said"),
    [
        ({"gas": list("abcde"), "gas_now": -1}, (), ()),
        (
            {"gas": list("abcde"), "gas_now": 0},
            (),
            ("the ladder of “Run” is reached: it begins at 0; the next step is +1",),
        ),
        (
            {"gas": list("abcde"), "gas_now": 2},
            (),
            ("the ladder of “Run” is reached: it begins at +2; word a new one",),
        ),
        (
            {
                "measure": [
                    {"kind": "checklist", "name": "steps", "items": [{"text": "a", "done_on": on(-3)}]}
                ]
            },
            (),
            ("“steps” is reached: all its items are done; add what comes next",),
        ),
        ({"measure": [{"kind": "checklist", "name": "steps", "items": [{"text": "a"}]}]}, (), ()),
        ({}, ({"done_on": on(-3)},), ("“Run” is reached: all its milestones are done; it needs new ones",)),
        ({}, ({"done_on": on(-3)}, {}), ()),
        ({"measure": [{**KM, "baseline": 1, "target": 5}]}, ({"done_on": on(-3)},), ()),
        (
            {"measure": [{"kind": "milestones", "name": "steps"}]},
            ({"done_on": on(-3)},),
            ("“Run” is reached: all its milestones are done; it needs new ones",),
        ),
    ],
)
def test_what_else_is_reached(
    objective: dict[str, Any], milestones: tuple[dict[str, Any], ...], said: tuple[str, ...]
) -> None:
    hung = [
        {"title": f"M{n}", "due": on(9), "objective": "objectives0", **one}
        for n, one in enumerate(milestones)
    ]
    plan = plan_of(objectives=[{"title": "Run", **objective}], milestones=hung)
    assert others_reached(plan, plan.objectives[0]) == list(said)


def test_days_that_are_past_as_it_begins() -> None:
    plan = plan_of(
        objectives=[{"title": "Lead", "due": on(-6)}],
        milestones=[{"title": "Rota", "due": on(-3)}],
        commitments=[{"text": "Call", "due": on(-2)}],
    )
    (objective,), (milestone,), (promise,) = plan.objectives, plan.milestones, plan.commitments
    other = {milestone.uid: date(2026, 12, 10)}
    assert due_there(objective, NOW_DAY, {}) is None
    assert due_there(milestone, NOW_DAY, {}) == NOW_DAY
    assert due_there(milestone, NOW_DAY, other) == date(2026, 12, 10)
    assert due_there(promise, NOW_DAY, {}) == promise.due
    assert day_there(objective, NOW_DAY, NOW_DAY, {}) == "date past: left out"
    assert day_there(milestone, NOW_DAY, NOW_DAY, {}) == "date past: due Tue 24 Nov"
    assert day_there(milestone, NOW_DAY, NOW_DAY, other) == "date past: due Thu 10 Dec"
    assert day_there(promise, NOW_DAY, NOW_DAY, {}) == ""
    before = NOW_DAY.replace(year=2020)
    assert day_there(milestone, before, NOW_DAY, {}) == ""
    assert day_there(milestone, before, NOW_DAY, other) == "due Thu 10 Dec"
