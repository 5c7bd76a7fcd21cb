"""Where a plan stands and where it is heading: vectors."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.plan.cadence import Cadence
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.feedback import latest_feedback
from coach_tui.plan.insight import Insights, insights
from coach_tui.plan.objective import Objective
from coach_tui.plan.past import status_on
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.weeks import PracticeLog

TODAY = date(2026, 11, 24)


def on(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


def plan_of(**tables: Any) -> Plan:
    client = {"uid": "c", "name": "Anna Berg"}
    engagement = {"uid": "e", "client": "c", "start": on(-100), "review_every": "2 weeks"}
    engagement |= tables.pop("engagement", {})
    more = tables.pop("engagements", [])
    stored = {
        table: {str(n): {"uid": f"{table}{n}", "plan": "e", **record} for n, record in enumerate(records)}
        for table, records in tables.items()
    }
    stored |= {
        "clients": {"1": client},
        "engagements": {str(n): e for n, e in enumerate([engagement, *more])},
    }
    return Plan(Practice(stored), Client(client), Engagement(engagement))


def look(**tables: Any) -> Insights:
    return insights(plan_of(**tables), TODAY)


MEASURE = {"uid": "m", "name": "stand-ups", "unit": "a month", "baseline": 0, "target": 10}
OBJECTIVE = {"title": "Lead", "start": on(-100), "due": on(100), "measure": [MEASURE]}


def values(*pairs: tuple[int, float], measure: str = "m") -> list[dict[str, Any]]:
    return [{"on": on(day), "measures": {measure: value}} for day, value in pairs]


def test_an_objective() -> None:
    found = look(objectives=[OBJECTIVE], checkins=values((-90, 1), (-70, 2), (-50, 3), (-10, 5)))
    objective = found.objectives[0]
    assert objective.standing.progress == 0.5
    assert objective.standing.expected == 0.5
    assert objective.standing.status == "on track"
    measure = objective.measures[0]
    assert measure.current == 5
    assert [value for _, value in measure.values] == [1, 2, 3, 5]
    assert measure.line == [(date.fromisoformat(on(-100)), 0), (date.fromisoformat(on(100)), 10)]
    # 1 in 20 days, five left: a hundred days from the last value
    assert objective.forecast.date == date.fromisoformat(on(90))
    assert objective.forecast.reason == "from 4 values"


def test_a_falling_target() -> None:
    falling = {**MEASURE, "baseline": 58, "target": 42}
    found = look(
        objectives=[{**OBJECTIVE, "measure": [falling]}],
        checkins=values((-60, 56), (-40, 54), (-20, 52), (0, 50)),
    )
    objective = found.objectives[0]
    assert objective.standing.progress == 0.5
    assert objective.forecast.date == date.fromisoformat(on(80))
    worse = look(
        objectives=[{**OBJECTIVE, "measure": [falling]}], checkins=values((-60, 50), (-40, 52), (-20, 53))
    )
    assert worse.objectives[0].forecast.date is None
    assert worse.objectives[0].forecast.reason.startswith("not at this pace")


def test_the_slowest_measure_gives_the_forecast() -> None:
    both = [MEASURE, {**MEASURE, "uid": "m2", "name": "talks", "target": 20}]
    quick = values((-60, 2), (-40, 4), (-20, 6))
    slow = values((-60, 2), (-40, 4), (-20, 6), measure="m2")
    found = look(objectives=[{**OBJECTIVE, "measure": both}], checkins=[*quick, *slow])
    assert [m.forecast and m.forecast.date for m in found.objectives[0].measures] == [
        date.fromisoformat(on(20)),
        date.fromisoformat(on(120)),
    ]
    assert found.objectives[0].forecast.date == date.fromisoformat(on(120))
    unknown = look(objectives=[{**OBJECTIVE, "measure": both}], checkins=quick)
    assert unknown.objectives[0].forecast.reason == "needs 3 dated values, has none"


@pytest.mark.parametrize(
    ("objective", "reason"),
    [
        ({"title": "Bare"}, "no measure in numbers"),
        ({**OBJECTIVE, "due": None}, "needs a target and a target date"),
        ({**OBJECTIVE, "measure": [{"uid": "m", "name": "x"}]}, "needs a target and a target date"),
        (
            {**OBJECTIVE, "measure": [{"uid": "m", "name": "x", "kind": "milestones"}]},
            "no measure in numbers",
        ),
    ],
)
def test_no_forecast(objective: dict[str, Any], reason: str) -> None:
    found = look(objectives=[{key: value for key, value in objective.items() if value is not None}])
    assert found.objectives[0].forecast.reason == reason
    assert found.objectives[0].forecast.date is None
    json.dumps(found.as_json())


def test_status_of_the_coach_stands_beside_the_computed_one() -> None:
    own = {"status": "on track", "status_reason": "the figure comes late"}
    found = look(objectives=[{**OBJECTIVE, **own}])
    shown = found.as_json()["objectives"][0]
    assert (shown["status"], shown["computed_status"]) == ("on track", "off track")
    assert (shown["coach_status"], shown["status_reason"]) == ("on track", "the figure comes late")


def test_the_status_of_the_plan() -> None:
    assert look().status == ""
    assert look(objectives=[OBJECTIVE]).status == "off track"
    closed = {**OBJECTIVE, "closed_on": on(-1), "closed_as": "reached"}
    assert look(objectives=[OBJECTIVE, closed]).status == "off track"
    assert look(objectives=[closed]).status == "achieved"
    dropped = {**OBJECTIVE, "closed_on": on(-1), "closed_as": "dropped"}
    assert look(objectives=[closed, dropped]).status == "achieved"
    assert look(objectives=[dropped]).status == ""


def test_gas() -> None:
    ladder = ["a", "b", "c", "d", "e"]
    found = look(objectives=[{**OBJECTIVE, "gas": ladder, "gas_now": 1}, OBJECTIVE])
    assert found.as_json()["gas"] == {"baseline": 40.0, "now": 60.0, "change": 20.0}
    assert [o.gas for o in found.objectives] == [(-1, 1), None]
    three = look(objectives=[{**OBJECTIVE, "gas": ladder, "gas_baseline": -1}] * 3)
    assert three.as_json()["gas"] == {"baseline": 36.31, "now": 36.31, "change": 0.0}
    weighted = [{**OBJECTIVE, "gas": ladder, "weight": w, "gas_now": x} for w, x in ((9, 1), (4, 0), (1, -2))]
    assert look(objectives=weighted).as_json()["gas"]["now"] == 56.20
    assert look(objectives=[OBJECTIVE]).as_json()["gas"] == {"baseline": None, "now": None, "change": None}


def review(day: int, reflection: str = "", **feedback: float) -> dict[str, Any]:
    record: dict[str, Any] = {"held_on": on(day), "decisions": "Go on"}
    if reflection:
        record["reflection"] = reflection
    if feedback:
        record["feedback"] = feedback
    return record


def test_commitments_since_the_last_four_reviews() -> None:
    reviews = [review(-90), review(-75), review(-60), review(-45), review(-30)]
    commitments = [
        {"text": "too long ago", "status": "done", "due": on(-90)},
        {"text": "a", "status": "done", "due": on(-89)},
        {"text": "b", "status": "late", "due": on(-60)},
        {"text": "c", "status": "partly", "made_on": on(-45)},
        {"text": "d", "status": "dropped", "due": on(-31)},
        {"text": "e", "status": "done", "due": on(-1)},
        {"text": "f", "status": "open", "due": on(-1)},
        {"text": "g", "status": "moved", "due": on(9)},
    ]
    part = look(reviews=reviews, commitments=commitments).engagement
    assert (part.kept, part.settled) == (2, 5)
    assert part.outcomes == {"done": 2, "late": 1, "partly": 1, "dropped": 1}
    early = look(reviews=reviews[:4], commitments=commitments).engagement
    assert (early.kept, early.settled) == (3, 6)


def test_a_promise_without_a_day_counts_from_when_it_was_settled() -> None:
    reviews = [review(-90), review(-75), review(-60), review(-45), review(-30)]
    commitments = [
        {"text": "a", "status": "done", "made_on": on(-100), "settled_on": on(-31)},
        {"text": "b", "status": "done", "made_on": on(-100), "settled_on": on(-95)},
    ]
    assert look(reviews=reviews, commitments=commitments).engagement.kept == 1


def test_reflections_of_the_last_four() -> None:
    reviews = [review(-90, "x"), review(-75, "x"), review(-60), review(-45, "x"), review(-30)]
    part = look(reviews=reviews).engagement
    assert (part.reflections, part.reviews) == (2, 4)
    part = look(reviews=reviews[:1]).engagement
    assert (part.reflections, part.reviews) == (1, 1)


def test_contact() -> None:
    checkins = [{"on": on(day), "engagement": 4} for day in (-60, -50, -40, -30)]
    part = look(checkins=checkins).engagement
    assert part.days_since == 30
    assert part.contact.usual_gap == 14  # check-ins alone bring it no lower
    assert part.contact.stalled
    booked = look(checkins=checkins, sessions=[{"on": on(3)}]).engagement.as_json()
    assert (booked["stalled"], booked["next_booked"]) == (False, on(3))
    assert look().engagement.days_since is None


def test_feedback_flags() -> None:
    reviews = [
        review(-60, overall=10, heard=9),
        review(-45, overall=10),
        review(-30, overall=8, heard=7, way=8),
    ]
    scores = {score.key: score for score in look(reviews=reviews).engagement.feedback}
    assert set(scores) == {"heard", "way", "overall"}
    assert (scores["overall"].value, scores["overall"].usual) == (8, 10)
    assert scores["overall"].falling
    assert not scores["overall"].low
    assert scores["heard"].falling
    assert scores["heard"].low
    assert scores["way"].usual is None
    assert not scores["way"].flagged
    part = look(reviews=reviews).engagement
    assert [value for _, value in part.overall] == [10, 10, 8]
    assert latest_feedback(plan_of(reviews=[review(-9)])) == []


def test_feedback_of_an_earlier_engagement_is_usual_but_never_the_latest() -> None:
    old = {"uid": "e0", "client": "c", "start": on(-400), "closed_on": on(-200)}
    before = {**review(-210, overall=10), "plan": "e0"}
    assert latest_feedback(plan_of(engagements=[old], reviews=[before])) == []
    scores = latest_feedback(plan_of(engagements=[old], reviews=[before, review(-9, overall=8)]))
    assert scores[0].usual == 10
    later = {"uid": "e1", "client": "c", "start": on(-5)}
    after = {**review(-2, overall=1), "plan": "e1"}
    scores = latest_feedback(plan_of(engagements=[later], reviews=[after, review(-9, overall=8)]))
    assert scores[0].value == 8


@pytest.mark.parametrize(
    ("strategy", "missed"),
    [
        ({}, 3),
        ({"kind": "other"}, 3),
        ({"kind": "meeting"}, 0),
        ({"kind": "training"}, 0),
        ({"status": "paused"}, 0),
        ({"status": "finished"}, 0),
        ({"cadence": None}, 0),
        ({"start": on(-70)}, 10),
    ],
)
def test_what_is_missed_by_which_strategy(strategy: dict[str, Any], missed: int) -> None:
    raw = {"title": "Weekly", "cadence": "1 per week", **strategy}
    told = Strategy({key: value for key, value in raw.items() if value is not None})
    plan = plan_of(engagement={"start": on(-21)})
    assert PracticeLog(plan, told, []).missed(TODAY) == missed


def test_practice() -> None:
    strategies = [
        {"title": "Weekly", "cadence": "1 per week", "start": on(-70)},
        {"title": "Meeting", "kind": "meeting", "cadence": "1 per week"},
        {"title": "Paused", "cadence": "1 per week", "status": "paused"},
        {"title": "Whenever"},
    ]
    checkins = [{"on": on(day), "done": ["strategies0"]} for day in (-29, -27, -16)]
    found = look(strategies=strategies, checkins=checkins).practice
    shown = [one.as_json() for one in found]
    weeks = shown[0].pop("weeks")
    assert [week["times"] for week in weeks] == [0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0]
    assert weeks[0] == {"from": on(-70), "to": on(-70), "times": 0, "in_pause": 0, "expected": 0.14}
    assert weeks[-1] == {"from": on(-6), "to": on(0), "times": 0, "in_pause": 0, "expected": 1.0}
    assert shown == [
        {
            "id": "strategies0",
            "title": "Weekly",
            "cadence": "1 per week",
            "times": 2,
            "in_pause": 0,
            "expected": 4.0,
            "rate": 0.5,
            "days_since": 16,
            "missed_in_a_row": 2,
        }
    ]
    once = [{"title": "Once", "cadence": "once", "start": on(-6)}, {**strategies[0], "status": "paused"}]
    (told,) = look(strategies=once, checkins=checkins).practice
    assert [(week.done, week.expected) for week in told.weeks] == [(0, 0)]
    met = [{"on": on(-80), "done": ["strategies1"]}]
    logged = look(strategies=strategies, checkins=met).practice
    assert [(one.strategy.title, one.missed) for one in logged] == [("Weekly", 10), ("Meeting", 0)]


def test_timeline() -> None:
    milestones = [
        {"title": "A", "due": on(-60), "done_on": on(-58)},
        {"title": "B", "due": on(-40), "baseline": on(-50), "done_on": on(-41)},
        {"title": "C", "due": on(9), "moves": [{"on": on(-9), "from": on(2), "to": on(9), "reason": "x"}]},
    ]
    found = look(milestones=milestones).timeline
    assert [m.slip for m in found.milestones] == [2, 9, 7]
    assert found.usual_slip is None
    old = {"uid": "e0", "client": "c", "start": on(-400), "closed_on": on(-200)}
    earlier = {"title": "Z", "due": on(-300), "done_on": on(-290), "plan": "e0"}
    found = look(milestones=[*milestones, earlier], engagements=[old]).timeline
    assert found.usual_slip == (9.0, 3)
    assert found.as_json()["usual_slip"] == {"days": 9.0, "milestones": 3}
    assert found.as_json()["milestones"][2] == {
        "id": "milestones2",
        "title": "C",
        "planned": on(2),
        "due": on(9),
        "done_on": None,
        "slip": 7,
        "moves": 1,
        "state": "open",
        "ended_with": None,
    }


def test_a_closed_plan_stands_as_it_did() -> None:
    checkins = [*values((-90, 2), (-60, 4)), {"on": on(-31), "engagement": 3}]
    found = look(engagement={"closed_on": on(-30)}, objectives=[OBJECTIVE], checkins=checkins)
    assert found.objectives[0].standing.expected == 0.35
    assert found.engagement.days_since == 1


def test_the_shape_others_rely_on() -> None:
    shown = look(objectives=[OBJECTIVE]).as_json()
    assert {"client", "status", "objectives", "gas", "engagement"} <= set(shown)
    assert {"title", "progress", "expected", "status", "forecast"} <= set(shown["objectives"][0])
    assert set(shown["objectives"][0]["forecast"]) == {"date", "reached", "reason", "values"}
    assert json.loads(json.dumps(shown)) == shown


ITEMS = [{"text": "a"}, {"text": "b"}]


@pytest.mark.parametrize(
    ("objective", "day", "status"),
    [
        (OBJECTIVE, -60, "on track"),  # 2 of 10 at 20 %
        (OBJECTIVE, -20, "needs attention"),  # 2 of 10 at 40 %: half of what was expected, not less
        (OBJECTIVE, -18, "off track"),
        (OBJECTIVE, 0, "on track"),  # 5 of 10 at half time
        ({"title": "Bare"}, 0, "not measured"),
        ({**OBJECTIVE, "measure": [{"uid": "g", "name": "x", "kind": "gas"}]}, 0, "not measured"),
        (
            {
                **OBJECTIVE,
                "measure": [{"uid": "l", "name": "x", "kind": "checklist", "items": ITEMS}],
            },
            0,
            "off track",
        ),
        (
            {"title": "By milestones", "start": on(-200), "due": on(100)},
            -51,
            "on track",
        ),  # half of it: 0 of 1
        ({"title": "By milestones", "start": on(-300), "due": on(100)}, -51, "on track"),  # none is due yet
        ({"title": "By milestones", "start": on(-300), "due": on(100)}, -49, "needs attention"),
        ({**OBJECTIVE, "due": on(-1)}, 0, "overdue"),
    ],
)
def test_status_on_an_earlier_day(objective: dict[str, Any], day: int, status: str) -> None:
    milestones = [
        {"title": "A", "objective": "objectives0", "due": on(-50), "done_on": on(-50)},
        {"title": "B", "objective": "objectives0", "due": on(50)},
    ]
    plan = plan_of(
        objectives=[objective], milestones=milestones, checkins=values((-90, 1), (-61, 2), (-1, 5))
    )
    assert status_on(plan, Objective(plan.objectives[0].raw), TODAY + timedelta(days=day)) == status


def test_feedback_over_all_reviews() -> None:
    scores = [(-60, {"heard": 9, "overall": 9}), (-40, {"heard": 8}), (-20, {"heard": 6, "overall": 9})]
    found = look(reviews=[{"held_on": on(day), "feedback": given} for day, given in scores]).feedback
    assert [trend.as_json() for trend in found] == [
        {
            "item": "heard",
            "values": [
                {"date": on(-60), "value": 9},
                {"date": on(-40), "value": 8},
                {"date": on(-20), "value": 6},
            ],
            "median": 8.0,
            "flagged": True,
            "low": True,
            "falling": True,
        },
        {
            "item": "overall",
            "values": [{"date": on(-60), "value": 9}, {"date": on(-20), "value": 9}],
            "median": 9.0,
            "flagged": False,
            "low": False,
            "falling": False,
        },
    ]
    assert look().feedback == []


def test_the_value_that_is_due_by_today() -> None:
    falling = {**MEASURE, "baseline": 58, "target": 42}
    assert look(objectives=[OBJECTIVE]).objectives[0].measures[0].wanted == 5
    assert look(objectives=[{**OBJECTIVE, "measure": [falling]}]).objectives[0].measures[0].wanted == 50
    past = look(objectives=[{**OBJECTIVE, "due": on(-10)}]).objectives[0].measures[0]
    assert past.wanted == 10
    bare = {**MEASURE, "baseline": None}
    bare = {key: value for key, value in bare.items() if value is not None}
    assert look(objectives=[{**OBJECTIVE, "measure": [bare]}]).objectives[0].measures[0].wanted is None


@given(
    st.lists(st.integers(-200, 0), max_size=40),
    st.integers(-200, 0),
    st.sampled_from(["daily", "3 per week", "1 every 2 weeks", "2 per month"]),
)
def test_the_last_four_weeks_are_those_of_the_rate(days: list[int], start: int, cadence: str) -> None:
    done = [date.fromisoformat(on(day)) for day in days]
    plan = plan_of(strategies=[{"title": "A", "cadence": str(Cadence.parse(cadence)), "start": on(start)}])
    log = PracticeLog(plan, plan.strategies[0], done)
    four, weeks = log.four_weeks(TODAY), log.weeks(TODAY)
    assert len(weeks) == min(12, -start // 7 + 1)
    assert sum(week.done for week in weeks[-4:]) == four.done
    assert sum(week.expected for week in weeks[-4:]) == pytest.approx(four.expected)
    assert weeks[-1].last == TODAY
