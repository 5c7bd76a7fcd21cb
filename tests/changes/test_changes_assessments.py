"""Assessments on a real file: asked, answered, mended, taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.changes import assessments, clients
from coach_tui.changes.records import delete, edit
from coach_tui.changes.undo import undo
from coach_tui.plan.assessment import Assessment
from coach_tui.plan.errors import BadInput
from tests.changes.changes_kit import TODAY, World, tables

WHEEL: dict[str, Any] = {"title": "Wheel", "items": ["Health", "Work"], "questions": ["What is good?"]}


def ask(world: World, **fields: Any) -> str:
    return assessments.ask_assessment(world.desk, world.engagement, {**WHEEL, **fields})


def test_asked_answered_and_taken_back(world: World) -> None:
    before = tables(world.desk)
    uid = ask(world)
    asked = tables(world.desk)
    assert world.raw("assessments", uid)["asked_on"] == "2026-11-24"
    waiting = assessments.waiting_assessment(world.plan, "self")
    assert waiting is not None
    assert waiting.uid == uid
    assert assessments.waiting_assessment(world.plan, "self", "WHEEL") is not None
    assert assessments.waiting_assessment(world.plan, "self", "Other") is None
    assert assessments.waiting_assessment(world.plan, "intake") is None
    entry = assessments.answer_assessment(
        world.desk, uid, TODAY, {"scores": {"Health": 6}, "comments": {"What is good?": "My team."}}
    )
    assert entry is not None
    assert entry.what == "took in what Anna Berg answered to “Wheel”"
    raw = world.raw("assessments", uid)
    assert (raw["scores"], raw["comments"], raw["answered_on"]) == (
        {"Health": 6},
        {"What is good?": "My team."},
        "2026-11-24",
    )
    assert assessments.waiting_assessment(world.plan, "self") is None
    undo(world.desk)
    assert tables(world.desk) == asked
    undo(world.desk)
    assert tables(world.desk) == before


def test_answers_that_come_again_mend_those_before_and_keep_their_day(world: World) -> None:
    uid = ask(world, asked_on="2026-11-01")
    answer = assessments.answer_assessment
    answer(world.desk, uid, date(2026, 11, 3), {"scores": {"Health": 6, "Work": 2}})
    assert answer(world.desk, uid, TODAY, {"scores": {"Work": 2}}) is None
    answer(world.desk, uid, TODAY, {"scores": {"Work": 3}, "comments": {"Health": "I sleep."}})
    raw = world.raw("assessments", uid)
    assert (raw["scores"], raw["answered_on"]) == ({"Health": 6, "Work": 3}, "2026-11-03")
    answer(world.desk, uid, TODAY, {"scores": {"Work": 4}}, whole=True)
    raw = world.raw("assessments", uid)
    assert (raw["scores"], raw.get("comments")) == ({"Work": 4}, None)


@pytest.mark.parametrize(
    ("values", "on", "says"),
    [
        ({}, TODAY, "nothing is answered yet"),
        ({"scores": {"Money": 3}}, TODAY, "scores: “Wheel” has no item “Money”"),
        ({"scores": {"Health": 12}}, TODAY, "scores: 12 for “Health” is outside 0 to 10"),
        ({"scores": {"Health": 2}}, date(2026, 11, 25), "answered_on: "),
    ],
)
def test_what_is_refused_changes_nothing(world: World, values: Any, on: date, says: str) -> None:
    uid = ask(world)
    before = tables(world.desk)
    with pytest.raises(BadInput) as refused:
        assessments.answer_assessment(world.desk, uid, on, values)
    assert str(refused.value).startswith(says)
    assert tables(world.desk) == before


def test_nothing_is_asked_of_a_closed_engagement_or_tomorrow(world: World) -> None:
    with pytest.raises(BadInput, match="asked_on"):
        ask(world, asked_on="2026-11-25")
    clients.close_engagement(world.desk, world.engagement)
    with pytest.raises(BadInput, match="the engagement is closed"):
        ask(world)


def test_the_next_asks_what_the_last_did(world: World) -> None:
    assert assessments.asked_last(world.plan, "self") == {}
    ask(world, asked_on="2026-10-01", scale_high=5, note="Looked away.", title="Small wheel")
    ask(world, kind="intake", items=[], title="Intake")
    assert assessments.asked_last(world.plan, "self") == {**WHEEL, "title": "Small wheel", "scale_high": 5}
    assert assessments.asked_last(world.plan, "intake")["kind"] == "intake"


def test_an_item_that_was_answered_stays(world: World) -> None:
    uid = ask(world)
    assessments.answer_assessment(world.desk, uid, TODAY, {"scores": {"Health": 6}})
    with pytest.raises(BadInput, match="scores: “Wheel” has no item “Health”"):
        edit(world.desk, Assessment, uid, {"items": ["Work"]})
    edit(world.desk, Assessment, uid, {"note": "Ask about sleep.", "visibility": "private"})
    assert world.raw("assessments", uid)["note"] == "Ask about sleep."
    delete(world.desk, Assessment, uid)
    assert world.plan.assessments == []


def test_one_is_dropped_waited_for_again_and_answered_all_the_same(world: World) -> None:
    uid = ask(world, snooze={"until": "2026-12-01", "reason": "ill"})
    before = tables(world.desk)
    entry = assessments.drop_assessment(world.desk, uid)
    assert entry is not None
    assert entry.what == "no longer waits for an answer to “Wheel”"
    raw = world.raw("assessments", uid)
    assert (raw["dropped_on"], raw.get("snooze")) == ("2026-11-24", None)
    assert assessments.waiting_assessment(world.plan, "self") is None, "the next form asks anew"
    undo(world.desk)
    assert tables(world.desk) == before
    assessments.drop_assessment(world.desk, uid)
    assessments.drop_assessment(world.desk, uid, dropped=False)
    assert "dropped_on" not in world.raw("assessments", uid)
    assessments.drop_assessment(world.desk, uid)
    assessments.answer_assessment(world.desk, uid, TODAY, {"scores": {"Health": 6}})
    assert "dropped_on" not in world.raw("assessments", uid)
    with pytest.raises(BadInput, match="“Wheel” is answered already"):
        assessments.drop_assessment(world.desk, uid)
    with pytest.raises(BadInput, match="dropped_on: it is answered; leave this empty"):
        edit(world.desk, Assessment, uid, {"dropped_on": "2026-11-24"})
