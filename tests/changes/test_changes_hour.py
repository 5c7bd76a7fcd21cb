"""A session that is the review, as one change; and a review in which nothing was answered."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.changes.reviews import NothingSaid, Reviewed, hold_review
from coach_tui.changes.sessions import hold_session
from coach_tui.changes.undo import undo
from coach_tui.plan.adjustment import DATE, Adjustment
from coach_tui.plan.agenda import next_review
from coach_tui.plan.contact import Review
from coach_tui.plan.errors import BadInput
from coach_tui.store.journal import Entry
from tests.changes.changes_kit import World, tables


def held(world: World, **more: Any) -> Entry | None:
    return hold_session(world.desk, world.engagement, {"shared": "Well"}, **more)


def test_one_change_holds_the_session_and_the_review(world: World) -> None:
    before = tables(world.desk)
    count = len(world.plan.held_reviews)
    moved = Adjustment(DATE, world.objective, "2027-02-12", "the board moved")
    found = Reviewed({"reflection": "Good", "feedback": {"overall": 9}}, None, None, None, [moved])
    entry = held(
        world, review=found, following=[{"on": "2026-12-08", "time": "10:00"}], commitments=[{"text": "Call"}]
    )
    assert entry is not None
    assert entry.what == (
        "held the session and the review with Anna Berg, 1 change to the plan, next on Tue 8 Dec"
    )
    assert entry.why == "the board moved"
    plan = world.plan
    session = next(one for one in plan.sessions if one.on == world.desk.today and one.state == "held")
    assert (session.review, session.state) == (True, "held")
    assert len(plan.held_reviews) == count + 1
    review = plan.held_reviews[-1]
    assert (review.held_on, review.reflection, review.empty) == (world.desk.today, "Good", False)
    assert [change["reason"] for change in review.changes] == ["the board moved"]
    assert [one.text for one in plan.commitments].count("Call") == 1
    assert str(next(one.due for one in plan.commitments if one.text == "Call")) == "2026-12-08"
    undo(world.desk)
    assert tables(world.desk) == before


@pytest.mark.parametrize(
    ("values", "more", "empty"),
    [
        ({}, {}, True),
        ({"visibility": "client"}, {}, True),
        ({}, {"next_on": "2026-12-20"}, True),  # a date alone says nothing
        ({"reflection": "Good"}, {}, False),
        ({"decisions": "Go on"}, {}, False),
        ({"feedback": {"heard": 9}}, {}, False),
        ({}, {"commitments": [{"text": "Call"}]}, False),
    ],
)
def test_a_review_without_a_word_is_known_as_that(
    world: World, values: dict[str, Any], more: dict[str, Any], empty: bool
) -> None:
    if empty:
        before = tables(world.desk)
        with pytest.raises(NothingSaid, match=r"^nothing was said: hold it all the same"):
            hold_review(world.desk, world.engagement, values, refuse_empty=True, **more)
        assert tables(world.desk) == before
    hold_review(world.desk, world.engagement, values, refuse_empty=not empty, **more)
    review = world.plan.held_reviews[-1]
    assert (review.held_on, review.empty) == (world.desk.today, empty)
    assert (review.uid in [one.uid for one in world.plan.evaluations]) is not empty


def test_promises_values_and_milestones_are_words_too(world: World) -> None:
    measure = world.plan.objectives[0].measures[0].uid
    hold_review(world.desk, world.engagement, {}, measures={measure: 5}, refuse_empty=True)
    assert not world.plan.held_reviews[-1].empty


def test_a_promise_made_in_the_hour_is_a_word_of_the_review(world: World) -> None:
    found = Reviewed({}, refuse_empty=True)
    hold_session(world.desk, world.engagement, {}, review=found, commitments=[{"text": "Call"}])
    assert not world.plan.held_reviews[-1].empty


@pytest.mark.parametrize("values", [{}, {"private": "Tired"}, {"shared": "Well"}, {"goal": "Sell"}])
def test_an_hour_without_a_word_of_the_review_is_no_evaluation(world: World, values: dict[str, Any]) -> None:
    with pytest.raises(NothingSaid, match=r"^nothing was said in the review: hold it all the same"):
        hold_session(world.desk, world.engagement, values, review=Reviewed({}, refuse_empty=True))
    hold_session(world.desk, world.engagement, values, review=Reviewed({}))
    assert world.plan.held_reviews[-1].empty
    due = next_review(world.plan).on
    assert due is None or due > world.desk.today  # it moves the next day all the same


def test_the_clients_words_that_came_before_count(world: World) -> None:
    hold_review(world.desk, world.engagement, {"reflection": "x"}, next_on="2026-11-25")
    undo(world.desk)
    world.add(Review, {"due": "2026-11-24", "reflection": "By mail", "received_on": "2026-11-23"})
    hold_review(world.desk, world.engagement, {}, refuse_empty=True)
    assert not world.plan.held_reviews[-1].empty


@pytest.mark.parametrize("due", ["2026-11-20", "2026-11-24"])
def test_a_session_that_is_the_review_takes_the_clients_words_that_wait(world: World, due: str) -> None:
    said = [{"text": "Call", "says": "done"}]
    waiting = {"due": due, "reflection": "By mail", "received_on": "2026-11-19", "said": said}
    uid = world.add(Review, waiting)
    count = len(world.plan.held_reviews)
    held(world, review=Reviewed({"reflection": "By mail", "due": due}, refuse_empty=True))
    assert len(world.plan.held_reviews) == count + 1
    review = world.raw("reviews", uid)
    assert (review["held_on"], review["said"], review["received_on"]) == ("2026-11-24", said, "2026-11-19")
    assert next_review(world.plan).agreed != uid


def test_promises_of_an_hour_that_was_the_review_are_for_the_next_one_and_not_for_itself(
    world: World,
) -> None:
    assert str(next_review(world.plan).on) == "2026-11-25"  # agreed, and held a day before
    held(world, review=Reviewed({"reflection": "Good"}), commitments=[{"text": "Call"}])
    plan = world.plan
    review = next_review(plan).on
    assert [one.due for one in plan.commitments if one.text == "Call"] == [review]
    assert review is not None
    assert review > world.desk.today


def test_a_session_that_is_the_review_is_refused_whole(world: World) -> None:
    before = tables(world.desk)
    with pytest.raises(BadInput):
        held(world, review=Reviewed({"feedback": {"heard": 99}}))
    assert tables(world.desk) == before
