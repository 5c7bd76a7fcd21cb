"""What was reached is told alike everywhere, and asks for nothing any more (domain §8, §9)."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.across import across
from coach_tui.plan.checklist import checklist
from coach_tui.plan.health import findings
from coach_tui.plan.insight import insights
from coach_tui.plan.insight_words import forecast_short
from coach_tui.plan.judgement import STRATEGIES, TIMELINE
from coach_tui.plan.past import status_then
from coach_tui.plan.practice import Plan
from coach_tui.plan.proposals import proposals
from coach_tui.plan.standing import asked_of, is_over, plan_status, plan_status_words, reached, standing
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.weeks import PracticeLog
from tests.plan.plan_kit import NOW_DAY, on, plan_of

MEASURE = {"uid": "m", "name": "talks", "unit": "a week", "baseline": 0, "target": 10}
LEAD = {"title": "Lead", "start": on(-80), "due": on(34), "measure": [MEASURE]}
CLOSED = {"closed_on": on(-3), "closed_as": "reached", "closed_reason": "good enough for the board"}
DROPPED = {**CLOSED, "closed_as": "dropped"}
DAILY = {"title": "Prac", "cadence": "daily", "cue": "x", "start": on(-40), "objectives": ["objectives0"]}
STEP = {"title": "Kick-off", "objective": "objectives0", "due": on(20)}
VALUES = [{"on": on(day), "measures": {"m": value}} for day, value in ((-60, 1), (-40, 3), (-10, 4))]
DONE = [*VALUES, {"on": on(-5), "measures": {"m": 10}}]
SAID = {"status": "achieved", "status_reason": "seen by all"}

REACHED: dict[str, dict[str, Any]] = {
    "closed as reached": {"objectives": [{**LEAD, **CLOSED}], "checkins": VALUES},
    "closed, with no word how": {"objectives": [{**LEAD, "closed_on": on(-3)}], "checkins": VALUES},
    "all of it": {"objectives": [LEAD], "checkins": DONE},
    "by the coach's word": {"objectives": [{**LEAD, **SAID}], "checkins": VALUES},
}


of_each = pytest.mark.parametrize(
    "plan",
    [plan_of(**tables, strategies=[DAILY], milestones=[STEP]) for tables in REACHED.values()],
    ids=REACHED.keys(),
)


@of_each
def test_a_plan_whose_objectives_are_all_reached_is_achieved_in_every_place(plan: Plan) -> None:
    assert plan_status(plan, NOW_DAY) == plan_status_words(plan, NOW_DAY) == "achieved"
    assert insights(plan, NOW_DAY).status == "achieved"
    assert [view.status for view in across(plan.practice, NOW_DAY)] == ["achieved"]
    assert reached(plan, plan.objectives[0], NOW_DAY)
    assert is_over(plan, "objectives0")


def test_a_review_writes_down_that_all_was_reached() -> None:
    assert status_then(plan_of(objectives=[{**LEAD, **CLOSED}]), NOW_DAY, NOW_DAY) == "achieved"
    assert status_then(plan_of(objectives=[{**LEAD, **DROPPED}]), NOW_DAY, NOW_DAY) == ""


@pytest.mark.parametrize(
    ("objectives", "said"), [([], "no objective yet"), ([{**LEAD, **DROPPED}], "no objective left")]
)
def test_a_plan_of_nothing_or_of_what_was_given_up_has_no_status(objectives: Any, said: str) -> None:
    assert plan_status(plan_of(objectives=objectives), NOW_DAY) == ""
    assert plan_status_words(plan_of(objectives=objectives), NOW_DAY) == said


def test_one_reached_says_nothing_of_those_that_are_open() -> None:
    late = {"title": "Late", "due": on(-9)}
    assert plan_status(plan_of(objectives=[{**LEAD, **CLOSED}, late]), NOW_DAY) == "overdue"


@of_each
def test_the_checklist_counts_what_was_for_it(plan: Plan) -> None:
    found = {one.item: one for one in checklist(plan, NOW_DAY)}
    assert (found[STRATEGIES].done, found[STRATEGIES].evidence) == (True, "1 for what is reached")
    assert found[TIMELINE].done
    assert found[TIMELINE].evidence.startswith("1 milestone, 0 done, 0 moved")


def test_the_checklist_counts_nothing_of_what_was_dropped() -> None:
    gone = plan_of(objectives=[{**LEAD, **DROPPED}], strategies=[DAILY], milestones=[STEP])
    found = {one.item: one for one in checklist(gone, NOW_DAY)}
    assert (found[STRATEGIES].done, found[STRATEGIES].evidence) == (False, "no active strategy")
    assert (found[TIMELINE].done, found[TIMELINE].evidence) == (False, "no milestone yet")


@of_each
def test_its_strategies_ask_for_nothing_any_more(plan: Plan) -> None:
    strategy = plan.strategies[0]
    assert asked_of(plan) == []
    log = PracticeLog(plan, strategy)
    assert (log.asks, log.missed(NOW_DAY)) == (False, 0)
    assert [(one.asks, one.missed) for one in insights(plan, NOW_DAY).practice] == [(False, 0)]
    assert not [one for one in findings(plan, NOW_DAY) if one.about == strategy.uid]
    assert not [one for one in proposals(plan, NOW_DAY) if strategy.uid in one.key]


@pytest.mark.parametrize(
    ("objectives", "more"),
    [
        ([LEAD], {}),
        ([{**LEAD, **CLOSED}], {"needs": ["needs0"]}),
        ([{**LEAD, **CLOSED}, {"title": "Next"}], {"objectives": ["objectives0", "objectives1"]}),
        ([{**LEAD, **CLOSED}], {"objectives": []}),
        ([{**LEAD, "status": "off track", "status_reason": "no change seen"}], {}),
    ],
)
def test_a_strategy_that_is_for_anything_still_asks(objectives: Any, more: Any) -> None:
    need = {"kind": "gap", "title": "Delegating"}
    found = plan_of(objectives=objectives, strategies=[{**DAILY, **more}], needs=[need], checkins=VALUES)
    assert [one.title for one in asked_of(found)] == ["Prac"]
    assert PracticeLog(found, Strategy(found.strategies[0].raw)).missed(NOW_DAY) > 1
    assert [one.strategy.title for one in insights(found, NOW_DAY).practice] == ["Prac"]


def test_the_coachs_word_stands_beside_what_is_computed_of_the_figures() -> None:
    ended = plan_of(objectives=[{**LEAD, **CLOSED}], checkins=VALUES)
    stand = standing(ended, ended.objectives[0], NOW_DAY)
    assert (stand.status, stand.computed, stand.expected) == ("achieved", "needs attention", None)
    one = insights(ended, NOW_DAY).objectives[0]
    assert one.own[0] == "achieved"
    assert one.own[2] == "good enough for the board"
    told = one.as_json()
    assert (told["status"], told["computed_status"], told["progress"]) == (
        "achieved", "needs attention", 0.4,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "engagement", "fields", "said"),
    [
        (VALUES, {}, CLOSED, "closed as reached"),
        (VALUES, {}, SAID, "achieved, as you say"),
        (VALUES, {}, {**CLOSED, "measure": []}, "closed as reached"),
        (VALUES, {"closed_on": on(-1)}, {}, "engagement closed"),
        (DONE, {}, CLOSED, "reached 19 Nov"),
    ],
)
def test_nothing_is_foretold_of_what_has_ended(values: Any, engagement: Any, fields: Any, said: str) -> None:
    plan = plan_of(objectives=[{**LEAD, **fields}], checkins=values, engagement=engagement)
    one = insights(plan, NOW_DAY).objectives[0]
    assert forecast_short(one.forecast, NOW_DAY) == said
    assert one.forecast.date is None or one.forecast.reached
