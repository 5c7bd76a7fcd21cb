"""What a review looks at, what it found, and reviews side by side."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach_tui.plan.adjustment import Adjustment, twice
from coach_tui.plan.agenda import next_by_rule
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.compare import comparison
from coach_tui.plan.contact import Review
from coach_tui.plan.errors import BadInput
from coach_tui.plan.health import findings
from coach_tui.plan.past import status_then
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.review_agenda import (
    Since,
    measure_words,
    milestones_far,
    milestones_near,
    settled_before,
)

TODAY = date(2026, 11, 24)


def on(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


MEASURE = {"uid": "m", "name": "stand-ups", "unit": "a month", "baseline": 0, "target": 12}
OBJECTIVE = {"uid": "o", "title": "Lead", "start": on(-60), "due": on(60), "measure": [MEASURE]}


def plan_of(engagement: dict[str, Any] | None = None, **tables: Any) -> Plan:
    client = {"uid": "c", "name": "Anna Berg"}
    one = {"uid": "e", "client": "c", "start": on(-60), "review_every": "2 weeks", **(engagement or {})}
    stored = {
        table: {str(n): {"uid": f"{table}{n}", "plan": "e", **record} for n, record in enumerate(records)}
        for table, records in tables.items()
    }
    stored |= {"clients": {"1": client}, "engagements": {"1": one}}
    return Plan(Practice(stored), Client(client), Engagement(one))


def test_since_the_last_review() -> None:
    days = (-20, -14, -13, 0)
    plan = plan_of(
        reviews=[{"held_on": on(-30)}, {"held_on": on(-14)}, {"due": on(0)}],
        wins=[{"on": on(day), "text": str(day)} for day in days],
        checkins=[{"on": on(day)} for day in days],
        milestones=[
            {"title": "a", "due": on(-5), "done_on": on(-5)},
            {"title": "b", "due": on(-20), "done_on": on(-14)},
            {
                "title": "c",
                "due": on(20),
                "moves": [
                    {"on": on(-20), "from": on(1), "to": on(9)},
                    {"on": on(-2), "from": on(9), "to": on(20)},
                ],
            },
        ],
    )
    since = Since(plan, TODAY)
    assert since.last is not None
    assert since.last.raw["held_on"] == on(-14)
    assert [win.text for win in since.wins] == ["-13", "0"]
    assert [checkin.raw["on"] for checkin in since.checkins] == [on(-13), on(0)]
    assert [m.title for m in since.reached] == ["a"]
    assert [(m.title, [move["to"] for move in moves]) for m, moves in since.moved] == [("c", [on(20)])]
    first = Since(plan, date.fromisoformat(on(-30)))
    assert first.last is None
    assert first.wins == []


def test_promises_settled_since_the_last_review() -> None:
    plan = plan_of(
        reviews=[
            {"held_on": on(-14)},
            {
                "held_on": on(-2),
                "outcomes": [{"text": "d", "status": "done"}, {"text": "e", "status": "moved"}],
            },
        ],
        commitments=[
            {"text": "a", "status": "done", "settled_on": on(-14)},
            {"text": "b", "status": "done", "settled_on": on(-3)},
            {"text": "c", "status": "dropped", "settled_on": on(-13)},
            {"text": "d", "status": "done", "settled_on": on(-2)},
            {"text": "e", "status": "done", "settled_on": on(0)},
            {"text": "f"},
        ],
    )
    assert [one.text for one in Since(plan, TODAY).settled] == ["e"]
    review = plan.held_reviews[-1]
    since = Since(plan, review.day)
    assert [one.text for one in since.settled] == ["c", "b", "d"]
    assert [one.text for one in settled_before(since, review)] == ["c", "b"]
    rows = dict(comparison(plan, review).rows)
    assert rows["promises kept"] == ["1 of 1", "2 of 4"], "those of between count, each once"


def test_near_and_far() -> None:
    plan = plan_of(
        milestones=[
            {"title": "late", "due": on(-9)},
            {"title": "done", "due": on(-9), "done_on": on(-9)},
            {"title": "soon", "due": on(30)},
            {"title": "far", "due": on(31)},
        ]
    )
    assert [m.title for m in milestones_near(plan, TODAY)] == ["late", "soon"]
    assert [m.title for m in milestones_far(plan, TODAY)] == ["far"]


def test_what_stands_beside_a_measure() -> None:
    plan = plan_of(objectives=[OBJECTIVE], checkins=[{"on": on(-3), "measures": {"m": 4}}])
    objective = plan.objectives[0]
    assert (
        measure_words(plan, objective, objective.measures[0], TODAY) == "4 on 21 Nov · target 12 · by now 6"
    )
    bare = plan_of(objectives=[{"title": "x", "measure": [{"uid": "m", "name": "n"}]}])
    assert measure_words(bare, bare.objectives[0], bare.objectives[0].measures[0], TODAY) == "no value yet"


@pytest.mark.parametrize(
    ("every", "held", "due"),
    [
        ("2 weeks", "2026-11-24", "2026-12-08"),
        ("1 month", "2027-01-31", "2027-02-28"),
        (None, "2026-11-24", ""),
        ("999 months", "9950-01-01", ""),
    ],
)
def test_the_next_by_the_rule(every: str | None, held: str, due: str) -> None:
    assert next_by_rule(plan_of(engagement={"review_every": every}), held) == due


def test_the_status_then() -> None:
    plan = plan_of(objectives=[OBJECTIVE], checkins=[{"on": on(-20), "measures": {"m": 6}}])
    assert status_then(plan, TODAY, TODAY) == "on track"
    assert status_then(plan, date.fromisoformat(on(-21)), TODAY) == "off track"
    assert status_then(plan_of(), TODAY, TODAY) == ""
    ladder = {"uid": "g", "title": "G", "start": on(-60), "due": on(60), "gas": list("abcde"), "gas_now": -2}
    gas = plan_of(objectives=[{**ladder, "measure": [{"uid": "x", "name": "ladder", "kind": "gas"}]}])
    assert status_then(gas, TODAY, TODAY) == "off track"


def held(*found: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"held_on": on(-14 * (len(found) - n)), "reflection": "x", **one} for n, one in enumerate(found)]


DECLINED = {"proposal": "x", "decision": "declined"}
LOW = [{"on": on(-50), "measures": {"m": 1}}]


@pytest.mark.parametrize(
    ("reviews", "fires"),
    [
        (held({}, {}), True),  # by the dated values
        (held({"status": "off track"}, {"status": "overdue"}), True),
        (
            held({"status": "on track"}, {"status": "off track"}),
            False,
        ),  # a target raised since is no fault then
        (held({"status": "off track"}, {"status": "off track", "changes": [{"what": "x"}]}), False),
        (held({"considered": [DECLINED | {"reason": "y"}]}, {"status": "off track"}), False),
        (held({"considered": [DECLINED]}, {"status": "off track"}), True),  # a "not now" without its reason
        (held({"changes": [{"what": "x"}]}, {}, {}), True),  # what changed before the last two was not enough
    ],
)
def test_off_track_at_two_reviews_with_nothing_changed(reviews: list[dict[str, Any]], fires: bool) -> None:
    plan = plan_of(objectives=[OBJECTIVE], checkins=LOW, reviews=reviews)
    assert ("F2" in {finding.id for finding in findings(plan, TODAY)}) is fires


def test_a_ladder_counts_by_the_status_that_reviews_kept() -> None:
    ladder = {
        "title": "G",
        "start": on(-100),
        "due": on(10),
        "gas": list("abcde"),
        "gas_baseline": -2,
        "measure": [{"uid": "g", "name": "g", "kind": "gas"}],
    }
    kept = held({"status": "off track"}, {"status": "off track"})
    for rated, what in (({}, "“G”"), ({"gas_now": -2}, "The plan")):  # without a day, it is not known then
        found = findings(plan_of(objectives=[ladder | rated], reviews=kept), TODAY)
        told = next(f.reason for f in found if f.id == "F2")
        assert told.startswith(f"{what} was off track at the last 2 reviews")
    for rated, fires in (({}, True), ({"gas_now": -2}, False)):
        found = findings(plan_of(objectives=[ladder | rated], reviews=held({}, {})), TODAY)
        assert ("F2" in {f.id for f in found}) == fires


def test_side_by_side() -> None:
    ladder = {**OBJECTIVE, "gas": list("abcde")}
    plan = plan_of(
        objectives=[ladder],
        checkins=[
            {"on": on(-50), "measures": {"m": 1}, "engagement": 3},
            {"on": on(-14), "measures": {"m": 4}},
        ],
        reviews=[
            {"uid": "r1", "held_on": on(-42), "feedback": {"heard": 9, "overall": 8}},
            {
                "uid": "r2",
                "held_on": on(-14),
                "status": "needs attention",
                "feedback": {"heard": 7},
                "outcomes": [{"text": "a", "status": "done"}, {"text": "b", "status": "moved"}],
                "levels": [{"objective": "Lead", "level": -1}],
                "changes": [{"what": "date"}],
            },
            {"uid": "r3", "held_on": on(0)},
        ],
    )
    second = plan.held_reviews[1]
    found = comparison(plan, second)
    assert [review.uid for review in found.reviews] == ["r1", "r2"]
    assert dict(found.rows) == {
        "status": ["on track", "attention"],
        "stand-ups": ["1", "4"],
        "level: Lead": ["–", "−1"],
        "engagement": ["3", "–"],
        "promises kept": ["–", "1 of 2"],
        "heard": ["9", "7"],
        "overall": ["8", "–"],
        "changes made": ["–", "1"],
    }
    assert [review.uid for review in comparison(plan, plan.held_reviews[2], most=2).reviews] == ["r2", "r3"]


def test_two_of_the_same_contradict_each_other() -> None:
    one = Adjustment("date", "o", "2027-01-01", "x")
    assert twice([one, Adjustment("date", "p", "2027-01-01", "x")]) == ""
    assert twice([one, Adjustment("date", "o", "2027-02-01", "y")]) == "date"
    assert twice([Adjustment("strategy", "o", "a", "x"), Adjustment("strategy", "o", "b", "x")]) == ""


def test_what_a_review_keeps_is_checked() -> None:
    with pytest.raises(BadInput, match=r"outcomes.text: is needed"):
        Review.check({"held_on": on(0), "outcomes": [{"status": "done"}]})
    with pytest.raises(BadInput, match="is not one of"):
        Review.check({"held_on": on(0), "status": "splendid"})
    with pytest.raises(BadInput, match="outside -2 to 2"):
        Review.check({"held_on": on(0), "levels": [{"objective": "x", "level": 3}]})
