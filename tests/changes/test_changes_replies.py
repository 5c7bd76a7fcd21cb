"""What a client wrote on a form becomes a check-in, or waits for the next review."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.changes.replies import take_checkin, take_reflection
from coach_tui.changes.reviews import agree_review, hold_review
from coach_tui.changes.undo import undo
from coach_tui.plan.agenda import next_review
from coach_tui.plan.client_words import says, words_waiting
from coach_tui.plan.contact import Checkin, Review
from coach_tui.plan.errors import BadInput
from coach_tui.plan.health import findings
from coach_tui.plan.insight import insights
from coach_tui.plan.practice import Plan
from coach_tui.plan.prepare import prepare
from tests.changes.changes_kit import TODAY, World, tables

FORM = "c20261120m0123456789ab"
WORDS = {
    "reflection": "What went well: all.",
    "feedback": {"heard": 9, "overall": 8},
    "said": [{"text": "Call Jonas", "says": "partly", "note": "half of it"}],
}


def checkin(world: World, values: dict[str, Any], win: str = "", form: str = FORM, on: date = TODAY) -> Any:
    return take_checkin(world.desk, world.engagement, form, on, values, win)


def reflection(world: World, form: str = "r20261120m0123456789ab", **more: Any) -> Any:
    return take_reflection(world.desk, world.engagement, form, TODAY, {**WORDS, **more})


def test_a_form_becomes_a_checkin_and_one_undo_takes_it_back(world: World) -> None:
    before = tables(world.desk)
    entry = checkin(world, {"measures": {world.measure: 4}, "done": [world.strategy] * 2}, "Rang him")
    assert entry.what == "took in a check-in form of Anna Berg"
    (new,) = [one for one in world.plan.checkins if one.form == FORM]
    assert (new.raw["on"], new.measures, new.done) == (
        "2026-11-24",
        {world.measure: 4},
        [world.strategy, world.strategy],
    )
    assert [win.text for win in world.plan.wins][-1] == "Rang him"
    undo(world.desk)
    assert tables(world.desk) == before


def test_a_form_that_asked_before_an_objective_was_closed_is_taken(world: World) -> None:
    from coach_tui.changes.records import edit
    from coach_tui.plan.objective import Objective

    edit(world.desk, Objective, world.objective, {"closed_on": "2026-11-23"})
    checkin(world, {"measures": {world.measure: 4}})
    assert world.plan.checkins[-1].measures == {world.measure: 4}
    with pytest.raises(BadInput, match="measures: what it refers to is not in this plan"):
        checkin(world, {"measures": {"x": 4}}, form="other")


def test_practice_counts_how_often_it_was_done(world: World) -> None:
    from coach_tui.changes.records import edit
    from coach_tui.plan.strategy import Strategy

    edit(world.desk, Strategy, world.strategy, {"cadence": "3 per week", "start": "2026-11-18"})
    checkin(world, {"done": [world.strategy] * 3})
    (practice,) = insights(world.plan, TODAY).practice
    assert practice.times == 4


def test_the_same_form_again_stores_nothing(world: World) -> None:
    checkin(world, {"mood": "fine", "measures": {world.measure: 4}}, "Rang him")
    before = tables(world.desk)
    again = checkin(
        world, {"mood": "fine", "measures": {world.measure: 4}}, "Rang him", on=date(2026, 11, 23)
    )
    assert again is None
    assert tables(world.desk) == before
    checkin(world, {}, "Slept", form="other")
    before = tables(world.desk)
    assert checkin(world, {}, "Slept", form="other") is None
    assert tables(world.desk) == before


def test_a_form_that_was_mended_changes_the_checkin_it_became(world: World) -> None:
    checkin(world, {"mood": "fine", "measures": {world.measure: 4}}, on=date(2026, 11, 23))
    entry = checkin(world, {"mood": "tired", "measures": {world.talks: 2}}, "Slept")
    assert "mended the check-in of Mon 23 Nov" in entry.what
    (one,) = [one for one in world.plan.checkins if one.form == FORM]
    assert (one.mood, one.measures) == ("tired", {world.measure: 4, world.talks: 2})
    assert [(win.text, win.raw["on"]) for win in world.plan.wins][-1] == ("Slept", "2026-11-23")


@pytest.mark.parametrize(
    ("values", "on", "said"),
    [
        ({"mood": "x"}, date(2026, 11, 25), "in the future"),
        ({"mood": "x"}, date(2026, 8, 1), "before the engagement began"),
        ({"engagement": 9}, TODAY, "outside 1 to 5"),
        ({"measures": {"nothing": 1}}, TODAY, "not in this plan"),
        ({}, TODAY, "nothing to note"),
    ],
)
def test_what_is_refused_changes_nothing(world: World, values: dict[str, Any], on: date, said: str) -> None:
    before = tables(world.desk)
    with pytest.raises(BadInput, match=said):
        checkin(world, values, on=on)
    assert tables(world.desk) == before


def test_a_reflection_waits_with_the_review_that_was_agreed(world: World) -> None:
    before = tables(world.desk)
    reflection(world)
    review = world.raw("reviews", world.review)
    assert review["reflection"] == "What went well: all."
    assert review["feedback"] == {"heard": 9, "overall": 8}
    assert (review["due"], review["received_on"]) == ("2026-11-25", "2026-11-24")
    assert "held_on" not in review
    assert says(world.plan) == {"Call Jonas": "partly: half of it"}
    undo(world.desk)
    assert tables(world.desk) == before
    assert words_waiting(world.plan) is None


def without_agreed(world: World, every: str | None = "2 weeks") -> None:
    from coach_tui.changes.records import delete, edit
    from coach_tui.plan.client import Engagement

    delete(world.desk, Review, world.review)
    edit(world.desk, Engagement, world.engagement, {"review_every": every})


def test_without_an_agreed_day_it_waits_on_the_day_of_the_rhythm(world: World) -> None:
    without_agreed(world)
    due = next_review(world.plan).on
    reflection(world)
    found = next_review(world.plan)
    assert found.on == due == date(2026, 9, 15)
    (review,) = world.plan.reviews
    assert found.agreed == review.uid
    agree_review(world.desk, world.engagement, "2026-11-30")
    assert world.raw("reviews", review.uid)["reflection"] == "What went well: all."


def test_without_a_rhythm_it_waits_for_a_review_today(world: World) -> None:
    without_agreed(world, None)
    reflection(world)
    assert next_review(world.plan).on == TODAY
    hold_review(world.desk, world.engagement, {})
    reflection(world, form="another")
    assert next_review(world.plan).on == date(2026, 11, 25)


def test_the_review_begins_with_it_and_keeps_it(world: World) -> None:
    reflection(world)
    hold_review(world.desk, world.engagement, {"decisions": "Go on."})
    review = world.raw("reviews", world.review)
    assert (review["held_on"], review["reflection"]) == ("2026-11-24", "What went well: all.")
    assert review["said"] == WORDS["said"]
    assert words_waiting(world.plan) is None


def test_what_is_emptied_at_the_review_is_gone(world: World) -> None:
    reflection(world)
    hold_review(world.desk, world.engagement, {"reflection": None, "feedback": {"overall": 7}, "due": None})
    review = world.raw("reviews", world.review)
    assert "reflection" not in review
    assert review["feedback"] == {"overall": 7}
    assert review["due"] == "2026-11-25"


def test_the_same_reflection_again_stores_nothing(world: World) -> None:
    reflection(world)
    before = tables(world.desk)
    assert reflection(world) is None
    assert tables(world.desk) == before
    hold_review(world.desk, world.engagement, {})
    before = tables(world.desk)
    assert reflection(world) is None
    assert tables(world.desk) == before


def test_a_mended_form_takes_the_place_of_the_first(world: World) -> None:
    reflection(world)
    reflection(world, reflection="What went well: nothing.", feedback={"heard": 3}, said=[])
    review = world.raw("reviews", world.review)
    assert review["reflection"] == "What went well: nothing."
    assert review["feedback"] == {"heard": 3, "overall": 8}
    assert review["said"] == WORDS["said"]
    assert len(review["forms"]) == 1


def test_another_form_for_the_same_review_stands_below(world: World) -> None:
    reflection(world)
    reflection(
        world,
        form="second",
        reflection="What was hard: sleep.",
        said=[{"text": "Call Jonas", "says": "done"}],
    )
    review = world.raw("reviews", world.review)
    assert review["reflection"] == "What went well: all.\n\nWhat was hard: sleep."
    assert review["said"] == [{"text": "Call Jonas", "says": "done"}]
    assert review["forms"] == ["r20261120m0123456789ab", "second"]
    assert reflection(world, form="second", reflection="What was hard: sleep.", said=[]) is None


def held(world: World, *days: str) -> Plan:
    for day in days:
        world.add(Review, {"held_on": day, "decisions": "Go on"})
    return world.plan


def test_a_reflection_received_counts_before_its_review(world: World) -> None:
    plan = held(world, "2026-11-01", "2026-11-10")
    engaged = insights(plan, TODAY).engagement
    assert (engaged.reflections, engaged.reviews) == (0, 2)
    reason = "hold no reflection"
    assert any(reason in one.reason for one in findings(plan, TODAY))
    assert prepare(plan, TODAY).reflection == ""
    reflection(world)
    engaged = insights(world.plan, TODAY).engagement
    assert (engaged.reflections, engaged.reviews) == (1, 3)
    assert not any(reason in one.reason for one in findings(world.plan, TODAY))
    assert prepare(world.plan, TODAY).reflection == "What went well: all."


def test_nothing_said_is_refused(world: World) -> None:
    before = tables(world.desk)
    with pytest.raises(BadInput, match="says nothing"):
        take_reflection(world.desk, world.engagement, "r", TODAY, {})
    assert tables(world.desk) == before


def test_a_checkin_keeps_how_often_when_its_form_is_saved(world: World) -> None:
    from coach_tui.app.forms.record_form import RecordForm

    uid = world.add(Checkin, {"on": "2026-11-22", "done": [world.strategy] * 3})
    raw = world.raw("checkins", uid)
    form = RecordForm(Checkin, world.plan, TODAY, raw)
    values = {spec.key: spec.value for spec in form.specs()}
    assert form.changes({**values, "done": [world.strategy]}) == {}
    assert form.changes({**values, "done": []}) == {"done": None}
