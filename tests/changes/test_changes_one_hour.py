"""A session that was the review and the review stay one hour: said, moved, deleted, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.plans import take_in
from coach_tui.changes.records import add, delete, edit
from coach_tui.changes.reviews import Reviewed, hold_review
from coach_tui.changes.session_states import book_again, cancel_session, hold_as_booked
from coach_tui.changes.sessions import hold_session
from coach_tui.changes.undo import undo
from coach_tui.plan.agenda import last_review, next_review
from coach_tui.plan.contact import Review
from coach_tui.plan.draft import from_plan
from coach_tui.plan.session import Session
from coach_tui.plan.with_review import hours_reviewed, review_in, session_with
from tests.changes.changes_kit import World, tables
from tests.changes.group_kit import Group

DAY = "2026-11-20"


def hour(world: World, **found: Any) -> tuple[Session, Review]:
    """A session of Friday that was the review."""
    review = Reviewed({"reflection": "Good", **found})
    hold_session(world.desk, world.engagement, {"on": DAY, "shared": "Well"}, review=review)
    session = next(one for one in world.plan.sessions if one.on.isoformat() == DAY)
    held = review_in(world.plan, session)
    assert held is not None
    return session, held


def test_each_knows_the_other(world: World) -> None:
    session, review = hour(world)
    there = session_with(world.plan, review)
    assert there is not None
    assert there.uid == session.uid


def test_a_day_that_is_changed_takes_the_other_along(world: World) -> None:
    session, review = hour(world)
    before = tables(world.desk)
    edit(world.desk, Session, session.uid, {"on": "2026-11-19"})
    assert world.raw("reviews", review.uid)["held_on"] == "2026-11-19"
    undo(world.desk)
    assert tables(world.desk) == before
    edit(world.desk, Review, review.uid, {"held_on": "2026-11-18"})
    assert world.raw("sessions", session.uid)["on"] == "2026-11-18"
    undo(world.desk)
    assert tables(world.desk) == before


def test_the_hour_is_deleted_whole_and_comes_back_whole(world: World) -> None:
    session, review = hour(world)
    before = tables(world.desk)
    entry = delete(world.desk, Session, session.uid)
    assert entry is not None
    assert entry.what.endswith("and the review that it was")
    assert review.uid not in [one.uid for one in world.plan.reviews]
    undo(world.desk)
    assert tables(world.desk) == before
    delete(world.desk, Review, review.uid)
    assert "review" not in world.raw("sessions", session.uid)


@pytest.mark.parametrize(
    "take_back",
    [
        lambda world, uid: edit(world.desk, Session, uid, {"review": None}),
        lambda world, uid: cancel_session(world.desk, uid, "client"),
        lambda world, uid: book_again(world.desk, uid),
    ],
)
@pytest.mark.parametrize("words", [True, False])
def test_a_review_with_words_stays_by_itself_where_the_session_was_none(
    world: World, take_back: Any, words: bool
) -> None:
    session, review = hour(world, **({} if words else {"reflection": None}))
    take_back(world, session.uid)
    assert "review" not in world.raw("sessions", session.uid)
    assert hours_reviewed(world.plan) == {}
    assert (review.uid in [one.uid for one in world.plan.held_reviews]) is words


def test_said_in_the_form_it_takes_the_review_that_waits_and_gives_it_back(world: World) -> None:
    waits = next_review(world.plan)
    assert waits.agreed
    before = tables(world.desk)
    add(world.desk, Session, world.engagement, {"on": "2026-11-23", "state": "held", "review": True})
    (held,) = hours_reviewed(world.plan).values()
    assert (held["uid"], held["held_on"], held["empty"]) == (waits.agreed, "2026-11-23", True)
    undo(world.desk)
    assert tables(world.desk) == before
    uid = add(world.desk, Session, world.engagement, {"on": "2026-11-23", "state": "held"})
    edit(world.desk, Session, uid, {"review": True})
    assert [raw["uid"] for raw in hours_reviewed(world.plan).values()] == [waits.agreed]
    edit(world.desk, Session, uid, {"review": None})
    after = next_review(world.plan)
    assert (after.agreed, after.on) == (waits.agreed, waits.on)


def test_one_held_by_itself_on_that_day_is_the_one(world: World) -> None:
    world.add(Review, {"held_on": DAY, "decisions": "Go on"})
    count = len(world.plan.reviews)
    uid = add(world.desk, Session, world.engagement, {"on": DAY, "state": "held"})
    edit(world.desk, Session, uid, {"review": True})
    assert len(world.plan.reviews) == count
    assert hours_reviewed(world.plan)[uid]["decisions"] == "Go on"


def test_where_none_was_agreed_none_is_left_behind(world: World) -> None:
    delete(world.desk, Review, next_review(world.plan).agreed)
    before = [one.raw for one in world.plan.reviews]
    uid = add(world.desk, Session, world.engagement, {"on": DAY, "state": "held"})
    edit(world.desk, Session, uid, {"review": True})
    assert len(world.plan.reviews) == len(before) + 1
    edit(world.desk, Session, uid, {"review": None})
    assert [one.raw for one in world.plan.reviews] == before


def test_a_review_agreed_for_much_later_stays_agreed(world: World) -> None:
    due = next_review(world.plan)
    uid = add(world.desk, Session, world.engagement, {"on": "2026-11-10", "state": "held"})
    edit(world.desk, Session, uid, {"review": True})
    assert next_review(world.plan).agreed == due.agreed


def test_one_that_is_booked_as_the_review_is_one_without_a_word_once_it_was_held(world: World) -> None:
    uid = world.add(Session, {"on": "2026-11-24", "time": "08:00", "review": True, "state": "booked"})
    assert hours_reviewed(world.plan) == {}
    hold_as_booked(world.desk, uid)
    held = hours_reviewed(world.plan)[uid]
    assert held["empty"] is True
    assert held["uid"] not in [one.uid for one in world.plan.evaluations]


def test_a_plan_file_keeps_the_two_together(world: World) -> None:
    session, review = hour(world)
    draft = from_plan(world.plan, ids=True)
    (told,) = [one for one in draft["session"] if one["id"] == session.uid]
    told["on"] = "2026-11-19"
    take_in(world.desk, draft, replace=True)
    assert world.raw("reviews", review.uid)["held_on"] == "2026-11-19"
    before = tables(world.desk)
    take_in(world.desk, from_plan(world.plan, ids=True), replace=True)
    assert tables(world.desk)["reviews"] == before["reviews"]


def test_a_plan_file_with_the_session_alone_holds_a_review_without_a_word(world: World) -> None:
    draft = from_plan(world.plan, ids=True)
    draft["session"].append({"on": "2026-11-12", "state": "held", "review": True})
    take_in(world.desk, draft, replace=True)
    (held,) = hours_reviewed(world.plan).values()
    assert (held["held_on"], held["empty"]) == ("2026-11-12", True)


def test_words_that_are_added_make_it_an_evaluation(world: World) -> None:
    uid = world.add(Review, {"held_on": DAY, "empty": True})
    assert uid not in [one.uid for one in world.plan.evaluations]
    edit(world.desk, Review, uid, {"decisions": "Go on"})
    assert uid in [one.uid for one in world.plan.evaluations]
    assert "empty" not in world.raw("reviews", uid)


@pytest.mark.parametrize("values", [{}, {"visibility": "client"}, {"due": DAY}])
def test_a_review_that_holds_nothing_is_no_evaluation_by_whatever_door(
    world: World, values: dict[str, Any]
) -> None:
    uid = world.add(Review, {"held_on": "2026-11-14", **values})
    assert uid not in [one.uid for one in world.plan.evaluations]


def test_an_hour_of_a_group_is_the_review_of_whose_it_was_and_of_nobody_else(tmp_path: Path) -> None:
    group = Group(tmp_path / "coach.json")
    hold_session(group.desk, group.anna, {"on": "2026-11-20"}, session=group.session)
    hold_review(group.desk, group.anna, {"held_on": "2026-11-20", "reflection": "Good"})
    assert last_review(group.plan(group.anna)) == "2026-11-20"
    assert last_review(group.plan(group.ben)) == ""
    (review,) = group.plan(group.anna).held_reviews
    delete(group.desk, Session, group.session)
    assert [one.uid for one in group.plan(group.anna).held_reviews] == [review.uid]
