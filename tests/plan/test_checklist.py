"""The six-item checklist: done or not, with what shows it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach_tui.plan.checklist import CheckItem, checklist
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.judgement import DATA, EVALUATIONS, ITEMS, NEEDS, SMART, STRATEGIES, TIMELINE
from coach_tui.plan.practice import Plan, Practice

TODAY = date(2026, 11, 24)


def on(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


def items(**tables: Any) -> dict[str, CheckItem]:
    client = {"uid": "c", "name": "Anna Berg", "hours_per_week": 4, **tables.pop("client", {})}
    engagement = {"uid": "e", "client": "c", "start": on(-84), "end": on(84), "review_every": "2 weeks"}
    engagement |= tables.pop("engagement", {})
    stored = {
        table: {str(n): {"uid": f"{table}{n}", "plan": "e", **record} for n, record in enumerate(records)}
        for table, records in tables.items()
    }
    stored |= {"clients": {"1": client}, "engagements": {"1": engagement}}
    found = checklist(Plan(Practice(stored), Client(client), Engagement(engagement)), TODAY)
    assert [item.item for item in found] == list(ITEMS)
    return {item.item: item for item in found}


OBJECTIVE = {
    "title": "Lead the team",
    "activity": "Lead the team of five",
    "owner": "client",
    "why": "I want to.",
    "due": on(59),
    "start": on(-84),
    "confidence": [{"on": on(-84), "value": 8}],
    "measure": [{"uid": "m", "name": "stand-ups", "unit": "a month", "baseline": 0, "target": 12}],
}
STRATEGY = {"title": "Delegate", "objectives": ["objectives0"], "cadence": "1 per week", "cue": "If so"}
MEETING = {"title": "Meet", "kind": "meeting", "objectives": ["objectives0"], "cadence": "1 per week"}
STRENGTH = {"kind": "strength", "title": "A", "source": "self"}
GAP = {"kind": "gap", "title": "B", "source": "self", "not_now": "Later."}
HELD = {"held_on": on(-7), "reflection": "Good.", "decisions": "Go on."}
CITED = {**HELD, "considered": [{"proposal": "Smaller?", "figures": "1 of 4", "decision": "accepted"}]}


def test_nothing_yet() -> None:
    found = items(engagement={"review_every": None})
    assert {item: (check.done, check.evidence) for item, check in found.items()} == {
        SMART: (False, "no objective yet"),
        NEEDS: (False, "no need assessed yet"),
        STRATEGIES: (False, "no active strategy"),
        TIMELINE: (False, "no milestone yet"),
        EVALUATIONS: (False, "no review planned, 0 held"),
        DATA: (False, "0 check-ins with figures, 0 of 0 reviews with a decision that names its figures"),
    }


@pytest.mark.parametrize(
    ("item", "tables", "done", "evidence"),
    [
        (SMART, {"objectives": [OBJECTIVE]}, True, "1 objective with activity, measure, confidence"),
        (
            SMART,
            {"objectives": [OBJECTIVE, {"title": "Bare"}]},
            False,
            "1 of 2 SMART; missing or open: activity, confidence, measure, owner, reason, target date",
        ),
        (
            SMART,
            {"objectives": [{**OBJECTIVE, "why_by": "coach"}]},
            False,
            "0 of 1 SMART; missing or open: agreement",
        ),
        (
            SMART,
            {"objectives": [{"title": "Bare", "closed_on": on(-1)}]},
            True,
            "1 objective, all reached or closed",
        ),
        (NEEDS, {"needs": [STRENGTH]}, False, "1 strength, a self-evaluation; no gap"),
        (NEEDS, {"needs": [GAP]}, False, "1 gap, a self-evaluation; no strength"),
        (NEEDS, {"needs": [STRENGTH, GAP]}, True, "1 strength, 1 gap, a self-evaluation"),
        (NEEDS, {"needs": [STRENGTH, {**GAP, "kind": "weakness"}]}, True, "1 strength, 1 gap, a self"),
        (
            NEEDS,
            {"needs": [{**STRENGTH, "source": "peer"}, {**GAP, "source": "peer"}]},
            False,
            "1 strength, 1 gap; no self-evaluation",
        ),
        (
            NEEDS,
            {"needs": [STRENGTH, {**GAP, "not_now": None}]},
            False,
            "1 strength, 1 gap, a self-evaluation; 1 gap served by nothing",
        ),
        (NEEDS, {"needs": [{"kind": "value", "title": "A"}]}, False, "1 need; no strength; no gap; no self"),
        (
            STRATEGIES,
            {"objectives": [OBJECTIVE], "strategies": [{**STRATEGY, "hours_per_week": 4}]},
            True,
            "1 active, with rhythm and cue, within the client's hours",
        ),
        (
            STRATEGIES,
            {
                "objectives": [OBJECTIVE],
                "strategies": [STRATEGY, {**MEETING, "title": "M"}, {**MEETING, "title": "N"}],
                "client": {"hours_per_week": None},
            },
            True,
            "3 active, all with rhythm, 1 with cue, the client's hours are not given",
        ),
        (
            STRATEGIES,
            {"objectives": [OBJECTIVE], "strategies": [MEETING]},
            True,
            "1 active, all with rhythm, none with cue, no hours given",
        ),
        (
            STRATEGIES,
            {"objectives": [OBJECTIVE], "strategies": [{"title": "X"}, {"title": "Y", "hours_per_week": 9}]},
            False,
            "2 active; 2 strategies without rhythm, cue or obstacle plan, 1 objective without a strategy, "
            "more hours than the client has",
        ),
        (STRATEGIES, {"strategies": [{**STRATEGY, "status": "finished"}]}, True, "1 finished"),
        (STRATEGIES, {"strategies": [{**STRATEGY, "status": "paused"}]}, False, "no active strategy"),
        (
            TIMELINE,
            {
                "objectives": [OBJECTIVE],
                "milestones": [{"title": "A", "objective": "objectives0", "due": on(9)}],
            },
            True,
            "1 milestone, 0 done, 0 moved",
        ),
        (
            TIMELINE,
            {
                "client": {"days_off": [on(60)]},
                "objectives": [OBJECTIVE],
                "milestones": [
                    {"title": "A", "due": on(60), "moves": [{"on": on(-1), "from": on(50), "to": on(60)}]}
                ],
            },
            False,
            "1 milestone, 0 done, 1 moved; an objective without a near milestone; a milestone that keeps "
            "moving, or moved without a reason; all milestones late in the plan; a date on a day off",
        ),
        (EVALUATIONS, {}, False, "every 2 weeks, next Tue 15 Sep, 0 held; overdue"),
        (EVALUATIONS, {"reviews": [HELD]}, True, "every 2 weeks, next Tue 1 Dec, 1 held"),
        (
            EVALUATIONS,
            {"engagement": {"review_every": "1 month"}, "reviews": [HELD]},
            True,
            "every month, next",
        ),
        (
            EVALUATIONS,
            {"engagement": {"review_every": None}, "reviews": [HELD, {"due": on(20)}]},
            True,
            "next Mon 14 Dec, 1 held",
        ),
        (DATA, {"reviews": [CITED]}, False, "0 check-ins with figures, 1 of 1 review with a decision that"),
        (
            DATA,
            {"reviews": [HELD], "checkins": [{"on": on(-1), "measures": {"m": 1}}]},
            False,
            "1 check-in with figures, 0 of 1 review with a decision that names its figures",
        ),
        (
            EVALUATIONS,
            {"engagement": {"review_every": "12 months"}, "reviews": [HELD]},
            False,
            "every 12 months, next Wed 17 Nov 2027, 1 held; too far apart",
        ),
        (
            DATA,
            {
                "reviews": [CITED],
                "checkins": [{"on": on(-1), "measures": {"m": 1}}, {"on": on(-1), "note": "x"}],
            },
            True,
            "1 check-in with figures, 1 of 1 review with a decision that names its figures",
        ),
        (
            DATA,
            {
                "reviews": [CITED],
                "checkins": [{"on": on(-50), "done": ["strategies0"]}],
                "strategies": [STRATEGY],
            },
            False,
            "1 check-in with figures, 1 of 1 review with a decision that names its "
            "figures; a measure or practice nobody updates",
        ),
    ],
)
def test_item(item: str, tables: dict[str, Any], done: bool, evidence: str) -> None:
    found = items(**tables)[item]
    assert found.evidence.startswith(evidence)
    assert found.done is done
    assert found.as_json() == {
        "item": item,
        "done": done,
        "evidence": found.evidence,
        "override": None,
        "derived": done,
        "decided_on": None,
    }


def test_a_closed_plan_is_judged_as_it_was() -> None:
    closed = {"closed_on": on(-60)}
    found = items(
        engagement=closed,
        objectives=[{**OBJECTIVE, "closed_on": on(-60)}],
        reviews=[{**CITED, "held_on": on(-62)}],
        strategies=[{**STRATEGY, "status": "finished"}],
        checkins=[{"on": on(-63), "measures": {"m": 1}}],
    )
    done = {item for item, check in found.items() if check.done}
    assert done == {SMART, STRATEGIES, EVALUATIONS, DATA}
    assert found[EVALUATIONS].evidence == "1 held"


def test_an_override_shows_in_json() -> None:
    item = CheckItem(SMART, True, "1 of 2 SMART", "the second is his wife's")
    assert item.as_json()["override"] == "the second is his wife's"
    assert "[x]" in repr(item)


def test_an_accepted_finding_does_not_count_and_is_told() -> None:
    loose: dict[str, Any] = {**OBJECTIVE, "due": None}
    assert items(objectives=[loose])[SMART].done is False
    loose["accepted"] = [{"rule": "V2", "field": "due", "until": on(30), "reason": "after the merger"}]
    found = items(objectives=[loose])[SMART]
    assert found.done is True
    assert found.evidence.endswith("; 1 finding accepted until Thu 24 Dec")
    loose["accepted"][0]["until"] = on(-1)
    assert items(objectives=[loose])[SMART].done is False


@pytest.mark.parametrize("done", [True, False])
def test_the_coachs_word_stands_beside_what_is_derived(done: bool) -> None:
    word = {"item": NEEDS, "done": done, "reason": "on paper", "on": on(-3)}
    found = items(engagement={"checklist": [word]})
    assert (found[NEEDS].done, found[NEEDS].derived, found[NEEDS].override) == (done, False, "on paper")
    assert (found[NEEDS].evidence, found[NEEDS].decided_on) == ("no need assessed yet", on(-3))
    assert found[SMART].override is None


def test_the_evidence_of_needs_says_how_many_objectives_say_where_they_stand() -> None:
    found = items(needs=[STRENGTH, GAP], objectives=[{**OBJECTIVE, "reality": "I plan alone."}, OBJECTIVE])
    assert (
        found[NEEDS].evidence
        == "1 strength, 1 gap, a self-evaluation, 1 of 2 objectives saying where it stands"
    )
    assert found[NEEDS].done is True


@pytest.mark.parametrize(
    ("engagement", "said"),
    [
        ({}, "next Sun 1 Nov"),
        ({"pauses": [{"since": on(-14)}]}, "none while the plan is paused"),
        ({"pauses": [{"since": on(-14), "until": on(14)}]}, "none while the plan is paused"),
        ({"snooze": {"until": on(7), "reason": "a trade fair"}}, "put off until Tue 1 Dec"),
    ],
)
def test_the_next_review_is_named_by_no_day_that_will_not_be_it(
    engagement: dict[str, Any], said: str
) -> None:
    found = items(reviews=[{"due": on(-23)}], engagement=engagement)[EVALUATIONS]
    assert f"every 2 weeks, {said}, 0 held" in found.evidence


def test_a_review_agreed_for_after_a_pause_is_named() -> None:
    paused = {"pauses": [{"since": on(-14), "until": on(7)}]}
    found = items(reviews=[{"due": on(14)}], engagement=paused)[EVALUATIONS]
    assert "next Tue 8 Dec, 0 held" in found.evidence
