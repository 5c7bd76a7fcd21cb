"""A session that was the review and the review that it was stay one hour, whichever is changed (domain §6).

One rule, wherever it is said that a session was the review: then a review is held on its day. That is one
held then already, else the one that waits, else one in which nothing was said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.group import whom
from coach_tui.plan.agenda import last_review, next_by_rule, next_review
from coach_tui.plan.contact import Review
from coach_tui.plan.dates import day_words, iso
from coach_tui.plan.past import status_then
from coach_tui.plan.session import HELD, Session
from coach_tui.plan.silent import has_words, noted_days
from coach_tui.plan.with_review import hours_reviewed, review_in, session_with

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.changes.desk import Change
    from coach_tui.plan.agenda import NextReview
    from coach_tui.plan.practice import Plan

EARLY = 7
"""Days before its date at which a review that waits is held in a session all the same."""


def _plan(change: Change, record: Session | Review) -> Plan:
    found = change.practice.plan_of(record)
    assert found is not None
    return found


def change_session(
    change: Change,
    session: Session,
    changes: Mapping[str, Any],
    started_from: Mapping[str, Any] | None = None,
) -> None:
    """Changes fields (stored form) of a session; the review that it was, or now is, goes with it.

    Raises:
        BadInput, Clash: as `Change.update`.
    """
    plan = _plan(change, session)
    was, waits = review_in(plan, session), next_review(plan)
    change.update(Session, session.uid, changes, started_from)
    now = change.record(Session, session.uid)
    in_it = bool(now.review) and now.state == HELD
    if was is not None and in_it:
        take_along(change, was, now.on.isoformat())
    elif was is not None:
        if now.review:
            change.update(Session, session.uid, {"review": None})
        _let_go(change, was)
    elif in_it:
        keep_review(change, now, waits)


def move_words(change: Change, before: Session) -> str:
    """How the history tells that a change has moved a session, which was so `before`."""
    now = change.record(Session, before.uid)
    was, there = (f"{day_words(one.on, change.today)} {one.time}".strip() for one in (before, now))
    who = whom(change.practice, now, change.asked)
    return f"moved the session with {who} from {was} to {there}"


def take_along(change: Change, review: Review | None, day: str) -> None:
    """The review of an hour is held on the day (ISO) of its session."""
    if review is not None and review.day.isoformat() != day:
        change.update(Review, review.uid, {"held_on": day})


def keep_review(change: Change, session: Session, waits: NextReview | None = None) -> None:
    """Sees to it that a review is held on the day of a session that was one.

    `waits` is the review that was next before the session was held: it is that one, where its date is near.
    """
    plan = _plan(change, session)
    if not session.review or session.state != HELD or review_in(plan, session) is not None:
        return
    day = session.on.isoformat()
    due = waits.on if waits is not None else None
    near = waits is not None and due is not None and (due - session.on).days <= EARLY
    agreed = waits.agreed if near and waits is not None else ""
    before = change.record(Review, agreed).raw if agreed else {}
    stored: dict[str, Any] = {"held_on": day}
    if due is not None and near:
        stored["due"] = due.isoformat()
    status = status_then(plan, session.on, change.today)
    stored |= {"status": status} if status else {}
    stored |= {} if has_words(before) or day in noted_days(plan) else {"empty": True}
    checked = Review.check({**{key: one for key, one in before.items() if key in Review.fields}, **stored})
    if agreed:
        change.update(Review, agreed, checked)
    else:
        change.insert(Review, {**checked, "plan": session.plan})


def _let_go(change: Change, review: Review) -> None:
    """A review is no part of a session any more: without a word of its own it waits again, or is gone."""
    if has_words(review.raw):
        return
    if review.due is not None:
        change.update(Review, review.uid, {"held_on": None, "empty": None, "status": None})
        plan = _plan(change, review)
        by_rule = next_by_rule(plan, last_review(plan))
        if next_review(plan).agreed == review.uid and review.due.isoformat() != by_rule:
            return
    change.delete(Review, review.uid)


def change_review(change: Change, review: Review, changes: Mapping[str, Any]) -> None:
    """What else goes with changes (stored form) to a review: the session in which it was held."""
    if "held_on" not in changes or changes["held_on"] == iso(review.held_on):
        return
    session = session_with(_plan(change, review), review)
    if session is not None and changes["held_on"]:
        change.update(Session, session.uid, {"on": changes["held_on"]})
    elif session is not None:
        change.update(Session, session.uid, {"review": None})


def also_deleted(change: Change, record: Session | Review) -> Review | None:
    """The review that goes with a session that is deleted; a session loses the review that is deleted."""
    plan = _plan(change, record)
    if isinstance(record, Session):
        return review_in(plan, record)
    session = session_with(plan, record)
    if session is not None:
        change.update(Session, session.uid, {"review": None})
    return None


class ReviewedHours:
    """The sessions of a plan that were reviews, before its parts are changed, as by a plan file."""

    def __init__(self, plan: Plan) -> None:
        days = {session.uid: session.on for session in plan.sessions}
        self._pairs = [(uid, raw["uid"], days[uid]) for uid, raw in hours_reviewed(plan).items()]
        self._plan = plan

    def keep(self, change: Change) -> None:
        """Keeps them one hour afterwards: where one of the two got another day, the other goes along."""
        for uid, reviewed, was in self._pairs:
            session, review = change.practice.find("sessions", uid), change.practice.find("reviews", reviewed)
            if not isinstance(session, Session) or not isinstance(review, Review):
                continue
            if session.review and review.held_on not in (None, session.on):
                if session.on == was:
                    change.update(Session, uid, {"on": review.day.isoformat()})
                else:
                    take_along(change, review, session.on.isoformat())
        plan = change.practice.plan_of(self._plan.engagement)
        for session in plan.sessions if plan is not None else ():
            keep_review(change, session)
