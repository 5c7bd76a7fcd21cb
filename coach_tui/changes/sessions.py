"""Holding a session with the client (domain rules §6, §10)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.daily import check_day
from coach_tui.changes.group import as_group, as_stored, once_more
from coach_tui.changes.one_hour import take_along
from coach_tui.changes.promises import promise, settle_promises
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.changes.reviews import HeldReview, why_of
from coach_tui.plan.agenda import next_review
from coach_tui.plan.contact import Review
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import still_in
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import BOOKED, HELD, NOBODYS, Session, of_state, state_of
from coach_tui.plan.session_agenda import coming_after
from coach_tui.plan.with_review import review_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.changes.reviews import Reviewed
    from coach_tui.plan.agenda import NextReview
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry

_KEPT = ("minutes", "paid")
"""What the next session takes over from this one, beside those in it."""


def hold_session(
    desk: Desk,
    engagement: str,
    values: Mapping[str, Any],
    *,
    session: str = "",
    started_from: Mapping[str, Any] | None = None,
    settled: Mapping[str, Sequence[str]] | None = None,
    ratings: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    commitments: Sequence[Mapping[str, Any]] = (),
    following: Sequence[Mapping[str, Any]] = (),
    review: Reviewed | None = None,
) -> Entry | None:
    """Records a session, and the review where it was that too, as held in one change (domain rules §6, §10).

    Args:
        desk, engagement: the desk, and the engagement's uid.
        values: fields of a Session; today unless `on` says otherwise; None empties one.
        session: the uid of the session that was booked, or is noted anew; "" for one that was not.
        started_from: the stored session that a form began with.
        settled: as `coach_tui.changes.promises.settle_promises` takes it.
        ratings: new ratings of confidence by objective uid, in order; fields of a Confidence but for the day.
        commitments: fields of those made, for the next session or else the next review.
        following: fields of the sessions that are booked: the next one, or a series.
        review: what the review found, where the session was that; no word of its note.

    Raises:
        BadInput: a value is refused, a group was to be a review, or a day lies where it may not.
        ChangedMeanwhile, Clash: another hand settled a promise, or changed a field of the session meanwhile.
        NothingSaid: nothing was answered in the review, and that is refused.
    """
    with desk.change("held a session", why=why_of(review) if review else "") as change:
        plan = plan_at(change, engagement)
        due, kept = next_review(plan), _kept_review(plan, session)
        on = _enter(desk, change, plan, _marked(change, values, session, review), session, started_from)
        take_along(change, kept, on)
        for one in following:
            _book(change, plan_at(change, engagement), on, one, session)
        held = _review(desk, change, engagement, on, review, due, kept) if review else None
        coming = coming_after(plan_at(change, engagement), date.fromisoformat(on), reviewed=bool(review))
        outcomes = settle_promises(change, settled or {}, on, coming)
        for uid, given in (ratings or {}).items():
            _rate(change, uid, on, given)
        if held is not None:
            held.find(outcomes)
            held.enter(said=bool(commitments))
        promise(change, plan, on, coming, commitments)
        change.about(plan.client.uid)
        change.describe(_said(change, plan, held, following, "" if session or review else on))
    return change.entry


def _said(
    change: Change,
    plan: Plan,
    held: HeldReview | None,
    following: Sequence[Mapping[str, Any]],
    on: str,
) -> str:
    """What was held, for the history; of one that was not booked also `on` which day (ISO)."""
    when = f" of {day_words(on, change.today)}" if on else ""
    whole, counted = (" and the review", held.counted) if held else ("", "")
    then = f", next on {day_words(following[0]['on'], change.today)}" if following else ""
    then += f" and {len(following) - 1} more" if following[1:] else ""
    return f"held the session{when}{whole} with {_with_whom(change, plan)}{counted}{then}"


def _with_whom(change: Change, plan: Plan) -> str:
    """The client, and how many others were in the session that a change has held."""
    sessions = [after for table, _, _, after in change.transaction.so_far if table == Session.table and after]
    shared = next((one for one in sessions if one.get("also") and state_of(one) == HELD), None)
    others = still_in(change.practice, shared) if shared else [plan.engagement.uid]
    return f"{plan.client.name} + {len(others) - 1}" if others[1:] else plan.client.name


def _marked(
    change: Change, values: Mapping[str, Any], session: str, review: Reviewed | None
) -> Mapping[str, Any]:
    """The fields of a session, which says that it was the review where it was.

    Raises:
        BadInput: it was the review, and has several clients.
    """
    if review is None:
        return values
    if values.get("also", change.record(Session, session).also if session else None):
        raise BadInput(f"also: {NOBODYS}")
    return {**values, "review": True}


def _kept_review(plan: Plan, session: str) -> Review | None:
    """The review that is kept of a session (uid; "" for a new one) already, where it is noted once more."""
    found = plan.practice.find("sessions", session) if session else None
    return review_in(plan, found) if isinstance(found, Session) else None


def _review(
    desk: Desk,
    change: Change,
    engagement: str,
    on: str,
    found: Reviewed,
    due: NextReview,
    kept: Review | None,
) -> HeldReview:
    """Begins the review that the session of a day (ISO) was: the plan is changed as it was decided.

    `due` is the review that was to come before the session was held; `kept` is what the session says of
    its review already: the review adds to that.
    """
    found = found._replace(values={**found.values, "held_on": on})
    held = HeldReview(desk, change, engagement, found, due=due, kept=kept.uid if kept else "")
    held.adjust()
    return held


def _enter(
    desk: Desk,
    change: Change,
    plan: Plan,
    values: Mapping[str, Any],
    session: str,
    started_from: Mapping[str, Any] | None,
) -> str:
    """Puts the session into its record, or adds it; returns its day (ISO)."""
    if not session:
        given = {key: value for key, value in values.items() if value is not None}
        stored = Session.check(as_group({"on": desk.today, **given, "state": HELD}))
        _check_held(desk, plan, stored["on"])
        insert_checked(change, plan, Session, stored)
        return str(stored["on"])
    record = change.record(Session, session)
    stored = {**Session.check(values, whole=False), "state": HELD}
    stored, started_from = as_stored(change.practice, record, plan.engagement.uid, stored, started_from)
    if stored.get("state", HELD) != HELD:
        raise BadInput("absent: with nobody there it was not held; say in Evaluation that it was a no-show")
    on = str(stored.get("on") or record.on.isoformat())
    _check_held(desk, plan, on)
    settled = {**of_state({"state": HELD}), "state": HELD, "snooze": None}
    differing = {key: one for key, one in settled.items() if one != record.raw.get(key)}
    if started_from is not None and state_of(record.raw) in (state_of(started_from), HELD):
        started_from = {**started_from, **{key: record.raw.get(key) for key in differing}}
    change.update(Session, session, {**stored, **differing}, started_from)
    return on


def _check_held(desk: Desk, plan: Plan, day: str) -> None:
    if day > desk.today.isoformat():
        raise BadInput(f"on: {day_words(day, desk.today)} is in the future; book it under “Next session”")
    check_day(desk, plan, day)


def _book(change: Change, plan: Plan, on: str, values: Mapping[str, Any], session: str) -> None:
    """Books a session to come; where one is booked on that day already, that one takes the time."""
    day, clock = values["on"], values.get("time")
    if day <= on:
        raise BadInput("next: choose a day after this session")
    there = next((one for one in plan.sessions if one.on.isoformat() == day and one.state == BOOKED), None)
    if there is not None:
        if clock:
            change.update(Session, there.uid, Session.check({"time": clock}, whole=False))
        return
    held = next(
        one
        for one in reversed(plan.sessions)
        if one.uid == session or (not session and one.on.isoformat() == on)
    )
    kept = {**{key: held.raw[key] for key in _KEPT if key in held.raw}, **once_more(change, held)}
    insert_checked(change, plan, Session, {**kept, **values})


def _rate(change: Change, uid: str, on: str, given: Sequence[Mapping[str, Any]]) -> None:
    """Adds ratings of confidence to an objective; the earlier ones stay."""
    ratings = [*change.record(Objective, uid).confidence, *({"on": on, **one} for one in given)]
    change.update(Objective, uid, Objective.check({"confidence": ratings}, whole=False))
