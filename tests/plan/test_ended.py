"""What was reached, dropped or replaced speaks against nothing, nor what hangs from it (domain §5, §9)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach_tui.plan.attention.survey import attention
from coach_tui.plan.calendar_items import items
from coach_tui.plan.checklist import checklist
from coach_tui.plan.continued import may_go_on, serves_nothing
from coach_tui.plan.days import events_between
from coach_tui.plan.health import findings
from coach_tui.plan.insight import insights
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.planned import Planned
from coach_tui.plan.practice import Plan
from coach_tui.plan.report import content
from coach_tui.plan.review_agenda import expected_value, milestones_far, milestones_near
from coach_tui.plan.smart import smart
from coach_tui.plan.standing import asked_of, given_up, milestone_late, milestone_progress, standing
from coach_tui.plan.visibility import view
from coach_tui.plan.week_page import week_of
from tests.plan.plan_kit import NOW_DAY, on, plan_of

MEASURE = {"uid": "m", "name": "talks", "unit": "a week", "baseline": 0, "target": 12, "every": "1 week"}
OVER = {"title": "Lead", "activity": "Lead", "start": on(-80), "due": on(-6), "measure": [MEASURE]}
REACHED = [{"on": on(-10), "measures": {"m": 12}}]


def rules(plan: Plan, *, of: str = "") -> set[str]:
    return {one.id for one in findings(plan, NOW_DAY) if not of or of in (one.uid, one.about)}


def test_a_target_date_that_passed_is_told_of_what_is_not_reached_only() -> None:
    assert "V2" in rules(plan_of(objectives=[OVER]))
    reached = plan_of(objectives=[OVER], checkins=REACHED)
    assert rules(reached, of="objectives0") == set()
    assert checklist(reached, NOW_DAY)[0].done
    own = {"status": "achieved", "status_reason": "seen by all"}
    assert "V2" not in rules(plan_of(objectives=[{**OVER, **own}]))
    for how in ("reached", "dropped", "replaced"):
        closed = {"closed_on": on(-8), "closed_as": how, "closed_reason": "so it is"}
        assert rules(plan_of(objectives=[{**OVER, **closed}]), of="objectives0") == set()


def test_what_is_reached_is_not_late_in_the_calendar() -> None:
    def overdue(plan: Plan) -> list[bool]:
        found = events_between(plan.practice, NOW_DAY.replace(day=1), NOW_DAY, NOW_DAY)
        return [one.overdue for one in found if one.kind == "objective"]

    assert overdue(plan_of(objectives=[OVER])) == [True]
    assert overdue(plan_of(objectives=[OVER], checkins=REACHED)) == [False]
    dropped = {"closed_on": on(-8), "closed_as": "dropped", "closed_reason": "x"}
    assert overdue(plan_of(objectives=[{**OVER, **dropped}])) == []


LATE = {
    "title": "Kick-off",
    "objective": "objectives0",
    "due": on(-5),
    "moves": [{"on": on(-9), "from": on(-8), "to": on(-5)}],
}
GONE = {"closed_on": on(-2), "closed_as": "dropped", "closed_reason": "no budget"}


@pytest.mark.parametrize("how", ["reached", "dropped", "replaced"])
def test_a_milestone_of_what_ended_is_overdue_nowhere(how: str) -> None:
    def told(plan: Plan) -> tuple[list[bool], int]:
        found = events_between(plan.practice, NOW_DAY.replace(day=1), NOW_DAY, NOW_DAY)
        late = [one.overdue for one in found if one.kind == "milestone"]
        return late, milestone_late(plan, plan.milestones[0], NOW_DAY)

    running = {"title": "Lead", "activity": "Lead", "due": on(40)}
    closed = {"closed_on": on(-4), "closed_as": how, "closed_reason": "so it is"}
    assert told(plan_of(objectives=[running], milestones=[LATE])) == ([True], 5)
    assert told(plan_of(objectives=[{**running, **closed}], milestones=[LATE])) == ([], 0)
    own = {"status": "achieved", "status_reason": "seen by all"}
    assert told(plan_of(objectives=[{**running, **own}], milestones=[LATE])) == ([False], 0)


def test_what_binary_fractions_make_of_a_whole_is_no_late_milestone() -> None:
    measures = [
        {"uid": uid, "name": uid, "unit": "x", "baseline": 0, "target": 10, "weight": 3} for uid in ("a", "b")
    ]
    plan = plan_of(
        objectives=[{"title": "Lead", "due": on(40), "measure": measures}],
        checkins=[{"on": on(-1), "measures": {"a": 1, "b": 19}}],
        milestones=[LATE],
    )
    assert standing(plan, plan.objectives[0], NOW_DAY).progress == 0.9999999999999999
    assert standing(plan, plan.objectives[0], NOW_DAY).status == "achieved"
    assert milestone_late(plan, plan.milestones[0], NOW_DAY) == 0


def test_the_week_page_asks_for_what_serves_something() -> None:
    def asked(**objective: Any) -> list[str]:
        more = {"title": "Walk", "cadence": "1 per week", "objectives": ["objectives0"]}
        plan = plan_of(
            objectives=[{"title": "Rest", **objective}], strategies=[more, {**more, "objectives": []}]
        )
        seen = view(plan, "client", NOW_DAY)
        week = week_of(seen, content(seen, NOW_DAY), NOW_DAY)
        return [one["id"] for one in week["practices"]]

    assert asked() == ["strategies0", "strategies1"]
    assert asked(closed_on=on(-4), closed_as="dropped", closed_reason="x") == ["strategies1"]


@pytest.mark.parametrize(
    ("objective", "milestone"),
    [
        ({}, GONE),
        ({}, {**GONE, "closed_as": "replaced"}),
        ({**GONE, "closed_as": "replaced"}, {}),
        (GONE, {}),
    ],
)
def test_a_milestone_that_was_given_up_is_nowhere_due(
    objective: dict[str, Any], milestone: dict[str, Any]
) -> None:
    def told(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
        plan = plan_of(objectives=[{"title": "Lead", **one}], milestones=[{**LATE, **other}])
        kinds = [item.kind for item in attention(plan.practice, NOW_DAY)]
        seen = [kind for kind in kinds if kind.startswith("milestone")]
        seen += [m.title for m in (*milestones_near(plan, NOW_DAY), *milestones_far(plan, NOW_DAY))]
        return seen + sorted(rules(plan, of="milestones0"))

    assert told({}, {}) == ["milestone_overdue", "Kick-off", "F1", "I6"]
    assert told(objective, milestone) == []


def test_a_milestone_that_was_dropped_counts_as_none() -> None:
    done = {"title": "Go-live", "objective": "objectives0", "due": on(-20), "done_on": on(-20)}
    plan = plan_of(
        objectives=[{"title": "Lead", "start": on(-80), "due": on(30)}], milestones=[{**LATE, **GONE}, done]
    )
    assert standing(plan, plan.objectives[0], NOW_DAY).progress == 1
    assert (Planned(plan).count, Planned(plan).closed) == (1, 1)
    assert not any("Kick-off" in one.title for one in items(plan.practice))
    told = insights(plan, NOW_DAY).as_json()["timeline"]["milestones"]
    assert [one["state"] for one in told] == ["done", "dropped"]
    kick_off = next(one for one in plan.milestones if one.title == "Kick-off")
    assert not kick_off.open
    assert kick_off.state == "dropped"
    assert Milestone({**LATE, "uid": "x"}).state == "open"


def test_a_strategy_for_what_has_ended_alone_asks_for_nothing() -> None:
    strategy = {"title": "Delegate", "cadence": "daily", "start": on(-20), "objectives": ["objectives0"]}
    open_ = plan_of(objectives=[{"title": "Lead"}], strategies=[strategy])
    assert {"T2", "V5"} <= rules(open_, of="strategies0")
    ended = plan_of(objectives=[{"title": "Lead", **GONE}], strategies=[strategy])
    assert rules(ended, of="strategies0") == set()
    serves = {**strategy, "needs": ["needs0"]}
    need = {"kind": "gap", "title": "Delegating"}
    assert "T2" in rules(plan_of(objectives=[{"title": "Lead", **GONE}], strategies=[serves], needs=[need]))


@pytest.mark.parametrize(
    ("needs", "asks"),
    [
        ([["objectives0"]], False),
        ([["objectives0", "objectives1"]], True),
        ([["objectives1"]], True),
        ([["objectives0"], []], True),
    ],
)
def test_a_need_of_a_dropped_objective_alone_asks_for_nothing(needs: list[list[str]], asks: bool) -> None:
    """One that hangs from a live one as well, or from none in particular, keeps its strategy asked about."""
    strategy = {"title": "Delegate", "cadence": "daily", "start": on(-20), "objectives": ["objectives0"]}
    strategy["needs"] = [f"needs{at}" for at in range(len(needs))]
    plan = plan_of(
        objectives=[{"title": "Lead", **GONE}, {"title": "Listen"}],
        strategies=[strategy],
        needs=[{"kind": "gap", "title": f"Gap {at}", "objectives": of} for at, of in enumerate(needs)],
    )
    assert ("T2" in rules(plan, of="strategies0")) is asks
    seen = view(plan, "client", NOW_DAY)
    week = week_of(seen, content(seen, NOW_DAY), NOW_DAY)
    assert bool(week["practices"]) is asks
    assert serves_nothing(plan, plan.strategies[0]) is not asks


@pytest.mark.parametrize(
    ("fields", "checkins", "status"),
    [
        # begun 15 days ago, until 14 weeks from its start: 15 % expected
        ({"measure": [{**MEASURE, "every": "2 weeks"}], "start": on(-13)}, [], "on track"),
        ({"measure": [{**MEASURE, "every": "2 weeks"}], "start": on(-15)}, [], "off track"),
        ({"measure": [{**MEASURE, "every": "1 month"}]}, [], "on track"),
        ({"measure": [{**MEASURE, "every": "1 month"}]}, [{"on": on(-3), "measures": {"m": 0}}], "off track"),
        ({"measure": [{**MEASURE, "every": None}]}, [], "off track"),
        ({"measure": [{"uid": "l", "name": "l", "kind": "checklist", "items": 4}]}, [], "on track"),
        (
            {"measure": [{"uid": "l", "name": "l", "kind": "checklist", "items": 4}], "start": on(-40)},
            [],
            "off track",
        ),
        ({"measure": [{"uid": "l", "name": "l", "kind": "checklist", "items": 20}]}, [], "off track"),
    ],
)
def test_nothing_is_off_track_before_it_could_be_anything(
    fields: dict[str, Any], checkins: list[dict[str, Any]], status: str
) -> None:
    fields = {"title": "Lead", "start": on(-15), "due": on(83), **fields}
    for measure in fields["measure"]:
        if measure.get("items"):
            measure = {**measure, "items": [{"text": f"item {n}"} for n in range(measure["items"])]}
        fields["measure"] = [{key: value for key, value in measure.items() if value is not None}]
    plan = plan_of(objectives=[fields], checkins=checkins)
    assert standing(plan, plan.objectives[0], NOW_DAY).computed == status


@pytest.mark.parametrize("how", ["dropped", "replaced"])
def test_what_was_given_up_stands_as_that_and_is_expected_nothing_of(how: str) -> None:
    own = {"status": "off track", "status_reason": "no time", "status_on": on(-20)}
    closed = {"closed_on": on(-8), "closed_as": how, "closed_reason": "lost interest"}
    plan = plan_of(objectives=[{**OVER, **own, **closed}], checkins=[{"on": on(-10), "measures": {"m": 3}}])
    (told,) = insights(plan, NOW_DAY).as_json()["objectives"]
    assert (told["status"], told["computed_status"], told["expected"]) == (how, how, None)
    assert told["forecast"] == {"date": None, "reached": False, "reason": how, "values": 0}
    (measure,) = told["measures"]
    assert (measure["forecast"], measure["due_by_today"]) == (None, None)
    asked = smart(plan.objectives[0], plan)
    assert (asked.question, [one.question for one in asked.letters]) == ("", [""] * 5)


def test_a_milestone_says_what_became_of_its_objective() -> None:
    closed = {"closed_on": on(-3), "closed_as": "dropped", "closed_reason": "lost interest"}
    plan = plan_of(objectives=[{**OVER, **closed}], milestones=[LATE])
    assert plan.ended_with(plan.milestones[0]) == "objective dropped"
    (told,) = insights(plan, NOW_DAY).as_json()["timeline"]["milestones"]
    assert told["ended_with"] == "objective dropped"
    running = plan_of(objectives=[OVER], milestones=[LATE])
    assert running.ended_with(running.milestones[0]) == ""
    done = plan_of(objectives=[{**OVER, **closed}], milestones=[{**LATE, "done_on": on(-4)}])
    assert done.ended_with(done.milestones[0]) == ""


def test_the_practice_for_what_is_reached_but_still_open_is_not_missed() -> None:
    breathe = {
        "title": "Breathe",
        "kind": "practice",
        "cadence": "daily",
        "objectives": ["objectives0"],
        "start": on(-80),
    }
    last = [{"on": on(-30), "done": ["strategies0"]}]
    assert "T2" in rules(plan_of(objectives=[OVER], strategies=[breathe], checkins=last), of="strategies0")
    reached = [*last, {"on": on(-10), "measures": {"m": 12}}]
    assert (
        rules(plan_of(objectives=[OVER], strategies=[breathe], checkins=reached), of="strategies0") == set()
    )


def test_what_is_expected_by_now_is_no_more_after_the_end() -> None:
    plan = plan_of(
        objectives=[{**OVER, "start": on(-50), "due": on(50)}], engagement={"start": on(-60), "end": on(-20)}
    )
    (objective,) = plan.objectives
    assert expected_value(plan, objective, objective.measures[0], NOW_DAY) == 3.6


def test_what_is_open_may_go_on_late_or_not_but_nothing_that_ended_with_its_objective() -> None:
    closed = {**OVER, "closed_on": on(-3), "closed_as": "dropped", "closed_reason": "x"}
    plan = plan_of(
        objectives=[closed, {**OVER, "title": "Sleep"}],
        milestones=[LATE, {"title": "Sleep mile", "objective": "objectives1", "due": on(-9)}],
        strategies=[
            {"title": "Alone", "objectives": ["objectives0"]},
            {"title": "Both", "objectives": ["objectives0", "objectives1"]},
        ],
    )
    found = {table: [one.name for one in records] for table, records in may_go_on(plan).items()}
    assert found["objectives"] == ["Sleep"]
    assert found["milestones"] == ["Sleep mile"]
    assert found["strategies"] == ["Both", "Alone"]
    assert [serves_nothing(plan, one) for one in plan.strategies] == [True, False]


def test_a_day_that_is_past_is_not_still_to_come_in_the_calendar() -> None:
    def said(plan: Plan) -> dict[str, tuple[bool, bool, bool]]:
        found = events_between(plan.practice, NOW_DAY - timedelta(60), NOW_DAY, NOW_DAY)
        return {one.title: (one.done, one.overdue, one.past) for one in found}

    alone = {"title": "Alone", "due": on(-5)}
    assert said(plan_of(milestones=[alone]))["Alone"] == (False, True, False)
    pauses = [{"since": on(-20), "until": None}]
    paused = plan_of(milestones=[alone], engagement={"start": on(-80), "pauses": pauses})
    assert said(paused)["Alone"] == (False, False, True)
    over = plan_of(engagement={"start": on(-80), "end": on(-9)})
    assert said(over)["engagement ends"] == (True, False, False)
    closed = {**OVER, "closed_on": on(-3), "closed_as": "replaced", "closed_reason": "x"}
    assert said(plan_of(objectives=[closed], milestones=[LATE])) == {}
    assert said(plan_of(objectives=[OVER], checkins=REACHED))["Lead"] == (True, False, False)


ENDED = {"closed_on": on(-4), "closed_as": "reached"}


@pytest.mark.parametrize(
    ("objectives", "needs", "strategy", "asked", "gone"),
    [
        ([{}], [], {}, True, False),
        ([{}], [], {"status": "paused"}, False, False),
        ([{}], [], {"status": "finished"}, False, False),
        ([{}], [], {"objectives": ["objectives0"]}, True, False),
        ([ENDED], [], {"objectives": ["objectives0"]}, False, False),
        ([GONE], [], {"objectives": ["objectives0"]}, False, True),
        ([GONE, {}], [], {"objectives": ["objectives0", "objectives1"]}, True, False),
        ([GONE, ENDED], [], {"objectives": ["objectives0", "objectives1"]}, False, False),
        ([GONE, {}], [], {"objectives": ["objectives1"]}, True, False),
        ([ENDED], [{}], {"objectives": ["objectives0"], "needs": ["needs0"]}, True, False),
        ([ENDED], [{"objectives": ["objectives0"]}], {"needs": ["needs0"]}, False, False),
        ([ENDED, {}], [{"objectives": ["objectives0", "objectives1"]}], {"needs": ["needs0"]}, True, False),
        ([ENDED], [{"objectives": ["objectives0"]}, {}], {"needs": ["needs0", "needs1"]}, True, False),
        ([ENDED], [{"objectives": ["objectives0"]}, {}], {"needs": ["needs0"]}, False, False),
    ],
)
def test_which_strategies_ask_for_something(
    objectives: list[dict[str, Any]],
    needs: list[dict[str, Any]],
    strategy: dict[str, Any],
    asked: bool,
    gone: bool,
) -> None:
    plan = plan_of(
        objectives=[{"title": f"O{n}", **one} for n, one in enumerate(objectives)],
        needs=[{"kind": "gap", "title": f"N{n}", **one} for n, one in enumerate(needs)],
        strategies=[{"title": "Delegate", **strategy}],
    )
    (one,) = plan.strategies
    assert asked_of(plan) == ([one] if asked else [])
    assert given_up(plan, one) is gone


@pytest.mark.parametrize(
    ("closed", "day", "share"),
    [(None, None, 0.5), (-4, None, 1), (-4, -5, 0.5), (-4, -4, 1), (-4, 0, 1), (None, -25, 0.0)],
)
def test_what_was_given_up_counts_until_the_day_of_that(
    closed: int | None, day: int | None, share: float
) -> None:
    given = {} if closed is None else {"closed_on": on(closed), "closed_as": "dropped"}
    marks = [{"title": "A", "due": on(-20), "done_on": on(-20)}, {"title": "B", "due": on(9), **given}]
    plan = plan_of(
        objectives=[{"title": "Lead"}], milestones=[{"objective": "objectives0", **one} for one in marks]
    )
    found = milestone_progress(plan, plan.objectives[0], None if day is None else date.fromisoformat(on(day)))
    assert found == share
