"""What the data suggests at a review: each rule where it fires, and where it does not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach_tui.plan import adjustment as kinds
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.proposals import Proposal, friday_after, off_twice, proposals

TODAY = date(2026, 11, 24)


def on(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


MEASURE = {"uid": "m", "name": "stand-ups", "unit": "a month", "baseline": 0, "target": 12}
OBJECTIVE = {"uid": "o", "title": "Lead", "start": on(-90), "due": on(30), "measure": [MEASURE]}


def plan_of(
    client: dict[str, Any] | None = None, engagement: dict[str, Any] | None = None, **tables: Any
) -> Plan:
    person = {"uid": "c", "name": "Anna Berg", **(client or {})}
    one = {"uid": "e", "client": "c", "start": on(-90), "review_every": "2 weeks", **(engagement or {})}
    stored = {
        table: {str(n): {"uid": f"{table}{n}", "plan": "e", **record} for n, record in enumerate(records)}
        for table, records in tables.items()
    }
    stored |= {"clients": {"1": person}, "engagements": {"1": one}}
    return Plan(Practice(stored), Client(person), Engagement(one))


def values(*pairs: tuple[int, float]) -> list[dict[str, Any]]:
    return [{"on": on(day), "measures": {"m": value}} for day, value in pairs]


def found(plan: Plan) -> dict[str, Proposal]:
    return {proposal.key.partition(" ")[0]: proposal for proposal in proposals(plan, TODAY)}


SLOW = values((-84, 0), (-70, 1), (-56, 2), (-42, 3), (-28, 4), (-14, 5))
"""Half a stand-up a week: 8.1 by the date, 12 on 1 March."""


def test_too_slow_for_the_date() -> None:
    proposal = found(plan_of(objectives=[OBJECTIVE], checkins=SLOW))["pace"]
    assert proposal.choices == [
        (kinds.DATE, "o", "2027-02-19"),
        (kinds.TARGET, "m", 8.0),
        (kinds.STRATEGY, "o", ""),
    ]
    assert proposal.figures == (
        "6 values since Tue 1 Sep: +0.5 a week; at this pace Tue 16 Feb 2027, 54 days after the date"
    )
    assert "move the date to Fri 19 Feb 2027, set the target at 8 or add a strategy?" in proposal.text


@pytest.mark.parametrize(
    ("objective", "checkins"),
    [
        ({}, values((-84, 0), (-56, 4), (-28, 8), (-14, 10))),  # fast enough
        ({}, values((-84, 0), (-14, 1))),  # two values tell no pace
        ({}, values((-12, 0), (-6, 1), (-1, 1))),  # nor do two weeks
        ({"due": None}, SLOW),  # no date to be late for
        ({"measure": [{**MEASURE, "target": None}]}, SLOW),
        ({"closed_on": on(-3), "closed_as": "dropped"}, SLOW),
        ({}, values((-84, 0), (-56, 9), (-28, 12), (-14, 13))),  # reached
        ({"due": on(-30)}, values((-84, 0), (-56, 9), (-28, 11), (-14, 13))),  # reached, after the date
    ],
)
def test_no_pace_to_speak_of(objective: dict[str, Any], checkins: list[dict[str, Any]]) -> None:
    one = {key: value for key, value in {**OBJECTIVE, **objective}.items() if value is not None}
    assert "pace" not in found(plan_of(objectives=[one], checkins=checkins))


def test_never_at_this_pace() -> None:
    proposal = found(plan_of(objectives=[OBJECTIVE], checkins=values((-84, 4), (-56, 3), (-28, 2))))["pace"]
    assert proposal.choices == [(kinds.STRATEGY, "o", ""), (kinds.DATE, "o", "")]
    assert proposal.figures.startswith("3 values since Tue 1 Sep: −0.25 a week; 12 is not reached")
    level = found(plan_of(objectives=[OBJECTIVE], checkins=values((-84, 4), (-56, 4), (-28, 4))))["pace"]
    assert ": 0 a week;" in level.figures


def test_falling_targets_are_lowered_the_other_way() -> None:
    falling = {**OBJECTIVE, "measure": [{**MEASURE, "baseline": 60, "target": 40}]}
    proposal = found(plan_of(objectives=[falling], checkins=values((-84, 60), (-56, 58), (-28, 56))))["pace"]
    assert (kinds.TARGET, "m", 52.0) in proposal.choices  # 56 and two a month: 51.9 by the date


@pytest.mark.parametrize(
    ("day", "days_off", "friday"),
    [
        ("2027-02-08", [], "2027-02-12"),
        ("2027-02-12", [], "2027-02-12"),
        ("2027-02-13", [], "2027-02-19"),
        ("2027-02-08", ["fri"], "2027-02-13"),
        ("2027-02-08", ["fri", "sat", "sun"], "2027-02-15"),
        ("2027-02-08", ["2027-02-12"], "2027-02-13"),
        ("2027-02-08", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "2027-02-12"),
    ],
)
def test_the_friday_after(day: str, days_off: list[str], friday: str) -> None:
    assert friday_after(date.fromisoformat(day), days_off).isoformat() == friday


REVIEW = {"held_on": on(-14), "reflection": "x"}
STUCK = values((-40, 1), (-20, 2))
"""Two values tell no pace, and 2 of 12 is off track."""


def test_off_track_twice_with_no_change() -> None:
    plan = plan_of(objectives=[OBJECTIVE], checkins=STUCK, reviews=[REVIEW])
    proposal = found(plan)["stuck"]
    assert proposal.text == "Lead: lower the target, add a strategy or move the date?"
    assert proposal.figures == (
        "off track now; off track at the review of Tue 10 Nov too, and nothing changed"
    )
    assert [kind for kind, _, _ in proposal.choices] == [kinds.TARGET, kinds.STRATEGY, kinds.DATE]
    slow = found(
        plan_of(objectives=[OBJECTIVE], checkins=values((-80, 0), (-50, 1), (-20, 2)), reviews=[REVIEW])
    )
    assert "stuck" not in slow  # one question for one objective
    assert "and nothing changed" in slow["pace"].figures


@pytest.mark.parametrize(
    ("review", "checkins"),
    [
        ({**REVIEW, "decisions": "At 40%: smaller steps."}, STUCK),
        ({**REVIEW, "changes": [{"what": "target", "reason": "too much"}]}, STUCK),
        ({**REVIEW, "considered": [{"proposal": "Less?", "reason": "not before May"}]}, STUCK),
        ({**REVIEW, "status": "on track"}, STUCK),  # what was found then counts
        ({"due": on(-14)}, STUCK),  # not held
        (REVIEW, values((-40, 5), (-20, 9))),  # on track
        ({"held_on": on(0)}, STUCK),  # today's is not the one before
    ],
)
def test_not_off_track_twice(review: dict[str, Any], checkins: list[dict[str, Any]]) -> None:
    plan = plan_of(objectives=[OBJECTIVE], checkins=checkins, reviews=[review])
    assert "stuck" not in found(plan)
    assert off_twice(plan, Objective(plan.objectives[0].raw), TODAY) == ""


@pytest.mark.parametrize(
    ("ratings", "fires"),
    [
        ([{"on": on(-20), "value": 5}], True),
        ([{"on": on(-20), "value": 5, "solving": "ask Jonas"}], False),
        ([{"on": on(-20), "value": 7}], False),
        ([{"on": on(-20), "value": 5}, {"on": on(-2), "value": 8}], False),
        ([{"on": on(-2), "value": 6.5}, {"on": on(-20), "value": 9}], True),  # the latest, whatever its place
        ([], False),
    ],
)
def test_confidence_asks_what_would_help(ratings: list[dict[str, Any]], fires: bool) -> None:
    plan = plan_of(objectives=[{**OBJECTIVE, "confidence": ratings}])
    assert ("unsure" in found(plan)) is fires


@pytest.mark.parametrize(
    ("strategy", "done", "suggested"),
    [
        ({"cadence": "1 per week"}, [-20], "1 every 2 weeks"),
        ({"cadence": "1 per week"}, [-20, -10], None),  # half of it is not under half
        ({"cadence": "3 per week"}, [-3], "1 per week"),
        ({"cadence": "5 per week"}, [], "2 per week"),
        ({"cadence": "daily"}, [-3], "3 per week"),
        ({"cadence": "1 every 2 weeks"}, [], "1 every 4 weeks"),
        ({"cadence": "1 per month"}, [], None),  # one time expected is too few to tell
        ({"cadence": "once"}, [], None),
        ({"cadence": "1 per week", "status": "paused"}, [], None),
        ({"cadence": "1 per week", "kind": "meeting"}, [-20], None),  # its log is not kept
        ({"cadence": "1 per week", "kind": "training"}, [-20], None),
        ({"cadence": "1 per week", "start": on(-6)}, [], None),
        ({}, [], None),
    ],
)
def test_practice_is_made_smaller(strategy: dict[str, Any], done: list[int], suggested: str | None) -> None:
    one = {"uid": "s", "title": "Delegate", **strategy}
    checkins = [{"on": on(day), "done": ["s"]} for day in done]
    proposal = found(plan_of(strategies=[one], checkins=checkins)).get("practice")
    assert (proposal.choices[0] if proposal else None) == (suggested and (kinds.CADENCE, "s", suggested))


def test_practice_in_figures_and_not_while_paused() -> None:
    tables: dict[str, Any] = {
        "strategies": [{"uid": "s", "title": "Delegate", "cadence": "1 per week"}],
        "checkins": [{"on": on(-20), "done": ["s"]}],
    }
    proposal = found(plan_of(**tables))["practice"]
    assert proposal.figures == "practised 1 of 4 times in the last four weeks"
    assert proposal.text == "Delegate: make it smaller, 1 every 2 weeks?"
    assert found(plan_of(engagement={"pauses": [{"since": on(-9)}]}, **tables)) == {}


def test_hours_beyond_the_clients() -> None:
    strategies = [
        {"uid": "a", "title": "Big", "hours_per_week": 3, "confidence": 8},
        {"uid": "b", "title": "Doubted", "hours_per_week": 2, "confidence": 5},
        {"uid": "p", "title": "Paused", "hours_per_week": 9, "status": "paused"},
    ]
    proposal = found(plan_of(client={"hours_per_week": 4}, strategies=strategies))["hours"]
    assert proposal.choices[0] == (kinds.STATUS, "b", "paused")
    assert proposal.figures == "the strategies take 5 hours a week, the client has 4; this one takes 2"
    assert "hours" not in found(plan_of(client={"hours_per_week": 5}, strategies=strategies))
    assert "hours" not in found(plan_of(strategies=strategies))


def milestones(slip: int, count: int = 3, **coming: Any) -> list[dict[str, Any]]:
    past = [
        {"title": f"M{n}", "due": on(-60 + n), "baseline": on(-60 + n), "done_on": on(-60 + n + slip)}
        for n in range(count)
    ]
    return [*past, {"uid": "next", "title": "Go-live", "due": on(9), "baseline": on(9), **coming}]


def test_the_next_milestone_slips_as_others_did() -> None:
    proposal = found(plan_of(milestones=milestones(9)))["slip"]
    assert proposal.choices == [(kinds.MILESTONE, "next", "2026-12-12")]
    assert proposal.figures == "due Thu 3 Dec; from 3 milestones, they usually end 9 days late"
    off = found(plan_of(client={"days_off": ["sat", "sun"]}, milestones=milestones(9)))["slip"]
    assert off.choices[0][2] == "2026-12-14"


@pytest.mark.parametrize(
    "found_in",
    [
        milestones(2),  # a day or two are nothing
        milestones(9, count=2),
        milestones(9, due=on(40), baseline=on(40)),  # far
        milestones(9, due=on(9), baseline=on(2)),  # moved already
        milestones(9, due=on(-1), baseline=on(-1)),  # overdue: that is said elsewhere
        milestones(9, done_on=on(-1)),
    ],
)
def test_no_slip_to_speak_of(found_in: list[dict[str, Any]]) -> None:
    assert "slip" not in found(plan_of(milestones=found_in))


def promised(*statuses: str) -> list[dict[str, Any]]:
    return [{"text": f"p{n}", "due": on(-n - 1), "status": status} for n, status in enumerate(statuses)]


@pytest.mark.parametrize(
    ("statuses", "every", "suggested"),
    [
        (("done", "late", "dropped", "partly"), "2 weeks", "1 week"),
        (("done", "late", "dropped", "partly"), "1 month", "2 weeks"),
        (("done", "done", "dropped", "partly"), "2 weeks", None),
        (("late", "late", "late"), "2 weeks", None),  # too few
        (("late", "late", "late", "late", "open"), "1 week", None),  # often already
    ],
)
def test_few_promises_kept(statuses: tuple[str, ...], every: str, suggested: str | None) -> None:
    plan = plan_of(engagement={"review_every": every}, commitments=promised(*statuses), reviews=[REVIEW])
    proposal = found(plan).get("kept")
    assert (proposal.choices[0] if proposal else None) == (suggested and (kinds.RHYTHM, "e", suggested))


def test_a_reason_is_always_there() -> None:
    proposal = found(plan_of(objectives=[OBJECTIVE], checkins=SLOW))["pace"]
    said = proposal.adjustment(kinds.TARGET, 9, " enough for now ")
    assert (said.about, said.to, said.reason) == ("m", 9, "enough for now")
    assert proposal.adjustment(kinds.DATE, on(60), "").reason == proposal.figures


def test_a_plan_that_goes_well_is_left_alone() -> None:
    assert found(plan_of(objectives=[{**OBJECTIVE, "confidence": [{"on": on(-9), "value": 9}]}])) == {}
    assert found(plan_of()) == {}
