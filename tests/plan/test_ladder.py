"""What a GAS ladder tells of an objective: levels, progress, status, now and on earlier days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach_tui.plan.health import findings
from coach_tui.plan.insight import insights
from coach_tui.plan.ladder import ladder_levels, ladder_progress
from coach_tui.plan.objective import Objective
from coach_tui.plan.past import status_on, status_then
from coach_tui.plan.practice import Plan
from coach_tui.plan.smart import smart
from coach_tui.plan.standing import (
    GasScores,
    gas_scores,
    milestone_late,
    progress_of,
    standing,
)
from tests.plan.plan_kit import NOW_DAY, on, plan_of

LADDER = list("abcde")
ALONE = {"uid": "g", "title": "Calm", "start": on(-60), "due": on(60), "gas": LADDER}
MEASURED = {**ALONE, "measure": [{"uid": "m", "name": "ladder", "kind": "gas"}]}


def plan_with(objective: dict[str, Any], **tables: Any) -> Plan:
    return plan_of(objectives=[objective], **tables)


@pytest.mark.parametrize(
    ("start", "level", "progress"),
    [
        (-1, -2, -1),
        (-1, -1, 0),
        (-1, 0, 1),
        (-1, 1, 2),
        (-2, -1, 0.5),
        (-2, 0, 1),
        (-2, 2, 2),
        (0, 0, 0),
        (0, 1, 1),
        (1, 0, -1),
        (1, 2, 1),
        (2, 2, 1),
        (2, 1, 0),
        (2, -2, 0),
    ],
)
def test_how_far_a_level_has_come(start: int, level: int, progress: float) -> None:
    assert ladder_progress(start, level) == progress


@pytest.mark.parametrize("objective", [ALONE, MEASURED], ids=["alone", "as a measure"])
@pytest.mark.parametrize(
    ("rated", "progress", "status", "change"),
    [
        ({}, 0, "on track", 0),  # the first step is the whole way
        ({"gas_now": -1}, 0, "on track", 0),
        ({"gas_now": -2}, -1, "off track", -10),
        ({"gas_baseline": -2}, 0, "off track", 0),
        ({"gas_baseline": -2, "gas_now": -1}, 0.5, "on track", 10),
        ({"gas_now": 0}, 1, "achieved", 10),
        ({"gas_now": 2}, 3, "achieved", 30),
        ({"gas_now": 2, "due": on(-1)}, 3, "achieved", 30),
        ({"due": on(-1)}, 0, "overdue", 0),
    ],
)
def test_a_ladder_measures(
    objective: dict[str, Any], rated: dict[str, Any], progress: float, status: str, change: float
) -> None:
    plan = plan_with(objective | rated)
    told = insights(plan, NOW_DAY).as_json()
    one = told["objectives"][0]
    assert (one["progress"], one["status"], told["status"]) == (progress, status, status)
    assert told["gas"]["change"] == change
    assert not [found for found in findings(plan, NOW_DAY) if found.id == "V1"]
    assert next(letter.ok for letter in smart(plan.objectives[0], plan).letters if letter.name == "M")


def test_a_ladder_goes_before_milestones_and_a_measure_before_both() -> None:
    done = [{"title": "T", "objective": "g", "due": on(-1), "done_on": on(-1)}]
    bare = {key: value for key, value in ALONE.items() if key != "gas"}
    numeric = {"uid": "n", "name": "n", "unit": "x", "baseline": 0, "target": 4}
    for objective, progress in ((bare, 1), (ALONE, 0), ({**ALONE, "measure": [numeric]}, 0)):
        plan = plan_with(objective, milestones=done)
        assert standing(plan, plan.objectives[0], NOW_DAY).progress == progress


def test_without_a_ladder_its_measure_tells_nothing() -> None:
    bare = {key: value for key, value in MEASURED.items() if key != "gas"}
    plan = plan_with({**bare, "gas_now": 2})
    assert standing(plan, plan.objectives[0], NOW_DAY).status == "not measured"
    assert [found.id for found in findings(plan, NOW_DAY) if found.field == "measure"] == ["V1"]


def found_at(*levels: tuple[int, int], title: str = "Calm") -> list[dict[str, Any]]:
    """Reviews so many days ago that found these levels."""
    return [
        {"held_on": on(-back), "levels": [{"objective": title, "level": level}]} for back, level in levels
    ]


@pytest.mark.parametrize("objective", [ALONE, MEASURED], ids=["alone", "as a measure"])
@pytest.mark.parametrize(
    ("rated", "reviews", "back", "status"),
    [
        ({}, [], 30, "on track"),  # never rated: where it began
        ({"gas_now": 1}, [], 30, "not measured"),  # rated, and nobody knows when
        ({"gas_now": 1}, found_at((20, 1)), 30, "on track"),
        ({"gas_now": 1}, found_at((20, 1)), 21, "on track"),
        ({"gas_now": 1}, found_at((20, 1)), 20, "achieved"),
        ({"gas_now": 1}, found_at((40, 0), (20, 1)), 30, "achieved"),
        ({"gas_now": -1}, found_at((40, 0), (20, -1)), 19, "on track"),
        ({"gas_now": -2}, found_at((40, 0), (20, -2)), 19, "off track"),
        ({"gas_baseline": -2, "gas_now": -1}, found_at((20, -1)), 19, "on track"),
        (
            {"gas_baseline": -2, "gas_now": -1},
            found_at((0, -1)),
            1,
            "on track",
        ),
        ({"gas_now": 1}, found_at((20, 1), title="Another"), 19, "not measured"),
        ({"gas_now": 1}, [{"due": on(-20)}, *found_at((20, 1))], 20, "achieved"),
    ],
)
def test_a_ladder_on_an_earlier_day(
    objective: dict[str, Any],
    rated: dict[str, Any],
    reviews: list[dict[str, Any]],
    back: int,
    status: str,
) -> None:
    plan = plan_with(objective | rated, reviews=reviews)
    day = date.fromisoformat(on(-back))
    assert status_on(plan, plan.objectives[0], day) == status
    assert status_then(plan, day, NOW_DAY) == status


def numeric(**more: Any) -> dict[str, Any]:
    return {"uid": "n", "name": "n", "unit": "x", "baseline": 0, "target": 4, **more}


@pytest.mark.parametrize(
    ("measures", "progress"),
    [
        ([numeric()], 0.5),
        ([numeric(target=None)], None),
        ([numeric(baseline=None)], None),
        ([numeric(), {"uid": "m", "name": "ladder", "kind": "gas", "weight": 3}], 0.125),
        ([numeric(weight=0), {"uid": "m", "name": "ladder", "kind": "gas"}], 0),
        ([numeric(weight=0)], None),
    ],
)
def test_measures_by_their_weight(measures: list[dict[str, Any]], progress: float | None) -> None:
    told = [{key: value for key, value in one.items() if value is not None} for one in measures]
    plan = plan_with({**ALONE, "measure": told}, checkins=[{"on": on(-3), "measures": {"n": 2}}])
    assert standing(plan, plan.objectives[0], NOW_DAY).progress == progress


def test_what_is_done_counts_from_its_day_on() -> None:
    items = [{"text": "a", "done_on": on(-9)}, {"text": "b", "done_on": on(0)}, {"text": "c"}]
    checklist = {"uid": "l", "name": "l", "kind": "checklist", "items": items}
    plan = plan_with({**ALONE, "measure": [checklist]})
    shares = [progress_of(plan, plan.objectives[0], date.fromisoformat(on(day))) for day in (-10, -9, -1, 0)]
    assert shares == [0, 1 / 3, 1 / 3, 2 / 3]
    assert progress_of(plan, plan.objectives[0]) == 2 / 3


def test_what_is_closed_does_not_tell_how_the_plan_stood() -> None:
    closed = {**ALONE, "uid": "h", "title": "Gone", "closed_on": on(-1), "closed_as": "dropped"}
    plan = plan_of(objectives=[{**ALONE, "gas_now": 0}, closed], reviews=found_at((20, 0)))
    assert status_then(plan, date.fromisoformat(on(-9)), NOW_DAY) == "achieved"
    assert status_then(plan, NOW_DAY, NOW_DAY) == "achieved"


def test_a_t_score_that_is_not_there_has_not_changed() -> None:
    assert GasScores(None, 50.0).change is None
    assert GasScores(50.0, None).change is None
    assert GasScores(40.0, 50.0).change == 10


@pytest.mark.parametrize(
    ("measures", "checkins", "status"),
    [
        ([numeric(every="2 weeks")], [], "on track"),  # ten days in, the first value is not due yet
        ([numeric(every="1 week")], [], "off track"),
        ([numeric()], [], "off track"),
        ([numeric(every="2 weeks"), numeric(uid="o", name="o")], [], "off track"),
        ([numeric(every="2 weeks"), numeric(uid="o", name="o", every="1 month")], [], "on track"),
        ([numeric(every="2 weeks")], [{"on": on(-3), "measures": {"n": 0}}], "off track"),
    ],
)
def test_nothing_is_behind_before_its_first_value_is_due(
    measures: list[dict[str, Any]], checkins: list[dict[str, Any]], status: str
) -> None:
    goal = {"title": "Run", "start": on(-10), "due": on(20), "measure": measures}
    plan = plan_with(goal, checkins=checkins)
    assert standing(plan, plan.objectives[0], NOW_DAY).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [(3, "not measured"), (4, "achieved"), (5, "achieved"), (0.3 * 10 + 1 - 1e-12, "achieved")],
)
def test_without_a_date_only_what_is_reached_can_be_told(value: float, status: str) -> None:
    goal = {"uid": "g", "title": "Run", "measure": [numeric()]}
    plan = plan_with(goal, checkins=[{"on": on(-3), "measures": {"n": value}}])
    assert standing(plan, plan.objectives[0], NOW_DAY).status == status


@pytest.mark.parametrize("how", ["dropped", "replaced"])
def test_what_was_given_up_is_no_part_of_the_score(how: str) -> None:
    kept = {"uid": "a", "title": "Calm", "gas": LADDER, "gas_now": 0}
    reached = {"uid": "b", "title": "Brave", "gas": LADDER, "gas_now": 1, "closed_on": on(-1)}
    gone = {"uid": "c", "title": "Loud", "gas": LADDER, "gas_now": -2, "closed_on": on(-1), "closed_as": how}
    plan = plan_of(objectives=[kept, {**reached, "closed_as": "reached"}, gone])
    alone = plan_of(objectives=[kept, {**reached, "closed_as": "reached"}])
    scores, without = gas_scores(plan), gas_scores(alone)
    assert (scores.baseline, scores.now) == (without.baseline, without.now)
    assert scores.now is not None
    assert round(scores.now, 2) == 56.2  # w = (1, 1), x = (0, 1)
    assert gas_scores(plan_of(objectives=[gone])).now is None


@pytest.mark.parametrize(
    ("rated", "levels"),
    [
        ({}, (-1, -1)),
        ({"gas_baseline": -2}, (-2, -2)),
        ({"gas_baseline": 0, "gas_now": 0}, (0, 0)),
        ({"gas_now": 2}, (-1, 2)),
        ({"gas_baseline": -2.0, "gas_now": 1.0}, (-2, 1)),
    ],
)
def test_the_levels_are_whole(rated: dict[str, Any], levels: tuple[int, int]) -> None:
    assert repr(ladder_levels(Objective({**ALONE, **rated}))) == repr(levels)
    assert ladder_levels(Objective({"uid": "g", "title": "Calm", **rated})) is None


def test_a_plan_of_what_was_reached_alone_was_achieved() -> None:
    reached = {**ALONE, "closed_on": on(-9), "closed_as": "reached"}
    given_up = {**ALONE, "uid": "h", "closed_on": on(-9), "closed_as": "dropped"}
    for day in (date.fromisoformat(on(-9)), NOW_DAY):
        assert status_then(plan_of(objectives=[reached, given_up]), day, NOW_DAY) == "achieved"
        assert status_then(plan_of(objectives=[given_up]), day, NOW_DAY) == ""
        assert status_then(plan_of(), day, NOW_DAY) == ""


STEPS = {"uid": "s", "name": "s", "kind": "milestones"}
GAS = {"uid": "m", "name": "ladder", "kind": "gas"}
CHECKLIST = {"uid": "l", "name": "l", "kind": "checklist", "items": [{"text": text} for text in "abcde"]}


@pytest.mark.parametrize(
    ("measures", "milestones", "step"),
    [
        ([], 4, 1 / 4),
        ([STEPS], 4, 1 / 4),
        ([CHECKLIST], 4, 1 / 5),
        ([STEPS, CHECKLIST], 4, 1 / 10),
        ([{**STEPS, "weight": 3}, CHECKLIST], 4, 1 / 20),
        ([{**STEPS, "weight": 0}, CHECKLIST], 4, 1 / 5),
        ([STEPS, CHECKLIST], 0, 1 / 5),
        ([STEPS, numeric()], 4, 0),  # a number without a rhythm may grow at any time
        ([CHECKLIST, {**numeric(), "target": None}], 0, 1 / 5),  # one without a target tells nothing
        ([CHECKLIST, numeric(every="1 month")], 0, 1 / 10),  # by weight; its first value is due later
        ([GAS], 0, 1),
        ([GAS, CHECKLIST], 0, 1 / 10),
    ],
)
def test_what_grows_by_steps_waits_until_one_is_expected(
    measures: list[dict[str, Any]], milestones: int, step: float
) -> None:
    """By milestones that are all past; the 100 days began `back` days ago."""
    for back in range(7, 101):
        begun = NOW_DAY - timedelta(days=back)
        goal: dict[str, Any] = {"uid": "g", "title": "Lead", "measure": measures, "start": begun.isoformat()}
        goal["due"] = (begun + timedelta(days=100)).isoformat()
        if GAS in measures:
            goal["gas"] = LADDER
        marks = [{"title": f"M{n}", "objective": "g", "due": on(-back)} for n in range(milestones)]
        plan = plan_with(goal, milestones=marks)
        said = standing(plan, plan.objectives[0], NOW_DAY).computed
        assert (said == "on track") is (back < round(100 * step)), (back, said)


@pytest.mark.parametrize(
    ("rated", "waits"),
    [({}, True), ({"gas_baseline": -2}, False), ({"gas_now": -2}, False), ({"gas_baseline": 0}, True)],
)
def test_a_ladder_waits_for_a_whole_step_unless_it_fell(rated: dict[str, Any], waits: bool) -> None:
    plan = plan_with({**ALONE, **rated})  # half of the time has passed
    assert (standing(plan, plan.objectives[0], NOW_DAY).computed == "on track") is waits
    lost = plan_with({**ALONE, "gas_baseline": 2, "gas_now": 1})  # from the highest it can only fall
    assert standing(lost, lost.objectives[0], NOW_DAY).computed == "off track"


@pytest.mark.parametrize(
    ("first", "status"), [(9, "on track"), (0, "on track"), (-1, "off track")], ids=["ahead", "today", "past"]
)
def test_milestones_wait_until_the_first_of_them_is_past(first: int, status: str) -> None:
    goal = {"uid": "g", "title": "Lead", "start": on(-60), "due": on(20)}
    marks = [{"title": title, "objective": "g", "due": on(day)} for title, day in (("A", first), ("B", 19))]
    plan = plan_with(goal, milestones=marks)
    assert standing(plan, plan.objectives[0], NOW_DAY).status == status
    marks[1]["done_on"] = on(-1)
    plan = plan_with(goal, milestones=marks)
    assert standing(plan, plan.objectives[0], NOW_DAY).status == "needs attention"  # half of it at 75 %


@pytest.mark.parametrize(("back", "status"), [(6, "on track"), (7, "on track"), (8, "off track")])
def test_a_value_may_come_on_the_day_it_is_due(back: int, status: str) -> None:
    goal = {"title": "Run", "start": on(-back), "due": on(20), "measure": [numeric(every="1 week")]}
    plan = plan_with(goal)
    assert standing(plan, plan.objectives[0], NOW_DAY).status == status


@pytest.mark.parametrize(
    ("due", "milestone", "objective", "late"),
    [
        (-9, {}, {}, 9),
        (0, {}, {}, 0),
        (9, {}, {}, 0),
        (-9, {"done_on": on(-1)}, {}, 0),
        (-9, {"closed_on": on(-1), "closed_as": "dropped"}, {}, 0),
        (-9, {}, {"closed_on": on(-1), "closed_as": "reached"}, 0),
        (-9, {"objective": None}, {}, 9),
    ],
)
def test_how_late_a_milestone_is(
    due: int, milestone: dict[str, Any], objective: dict[str, Any], late: int
) -> None:
    stored = {"title": "M", "objective": "g", "due": on(due), **milestone}
    stored = {key: value for key, value in stored.items() if value is not None}
    plan = plan_with({"uid": "g", "title": "Lead", **objective}, milestones=[stored])
    assert milestone_late(plan, plan.milestones[0], NOW_DAY) == late


def test_a_milestone_gets_no_later_after_the_end_nor_in_a_pause() -> None:
    stored = {"title": "M", "due": on(-9)}
    for engagement, late in (
        ({"end": on(-4)}, 5),
        ({"closed_on": on(-6)}, 3),
        ({"pauses": [{"since": on(-7), "until": on(-3)}]}, 4),
    ):
        plan = plan_of(milestones=[stored], engagement=engagement)
        assert milestone_late(plan, plan.milestones[0], NOW_DAY) == late
