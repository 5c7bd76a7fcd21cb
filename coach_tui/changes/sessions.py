"""Holding a session with the client (domain rules §6, §10)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.daily import check_day
from coach_tui.changes.promises import settle_promises
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.plan.contact import Commitment
from coach_tui.plan.errors import BadInput
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import BOOKED, HELD, Session, moved_session, of_state
from coach_tui.plan.session_agenda import coming_after

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry

_KEPT = ("minutes", "kind", "group_size", "paid")
"""What the next session takes over from this one."""


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
    following: tuple[str, str] | None = None,
) -> Entry | None:
    """Records a session as held, with everything that came of it, as one change (domain rules §6, §10).

    Args:
        desk: the desk.
        engagement: the engagement's uid.
        values: fields of a Session; today unless `on` says otherwise; None empties one.
        session: the uid of the session that was booked, or is noted anew; "" for one that was not.
        started_from: the stored session that a form began with.
        settled: what came of open commitments, as `coach_tui.changes.promises.settle_promises` takes it.
        ratings: new ratings of confidence by objective uid, in order; fields of a Confidence but for the day.
        commitments: fields of the commitments made; they are promised for the next session, or else the
            next review, unless they say otherwise.
        following: the next session's day (ISO) and time of day (HH:MM or ""); it is booked.

    Raises:
        BadInput: a value is refused, the session would lie ahead or before the start, or the next one would
            not come after it.
        ChangedMeanwhile: a commitment was settled otherwise meanwhile.
        Clash: another hand changed a field of the session meanwhile.
    """
    with desk.change("held a session") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        on = _enter(desk, change, plan, values, session, started_from)
        if following is not None:
            _book(change, plan_at(change, engagement), on, following, session)
        coming = coming_after(plan_at(change, engagement), date.fromisoformat(on))
        settle_promises(change, settled or {}, coming)
        for uid, given in (ratings or {}).items():
            _rate(change, uid, on, given)
        for commitment in commitments:
            until = {"due": coming} if coming else {}
            insert_checked(change, plan, Commitment, {"made_on": on, **until, **commitment})
        then = f", next on {following[0]}" if following else ""
        change.describe(f"held the session with {plan.client.name}{then}")
    return change.entry


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
        stored = {**Session.check({"on": desk.today, **given}), "state": HELD}
        _check_held(desk, plan, stored["on"])
        insert_checked(change, plan, Session, stored)
        return str(stored["on"])
    record = change.record(Session, session)
    stored = Session.check(values, whole=False)
    on = str(stored.get("on") or record.on.isoformat())
    _check_held(desk, plan, on)
    if record.state == BOOKED and on != record.on.isoformat():
        stored |= moved_session(record, on, stored.get("time") or record.time, desk.today)
    change.update(Session, session, stored, started_from)
    settled = {**of_state({"state": HELD}), "state": HELD, "snooze": None}
    change.update(Session, session, {key: one for key, one in settled.items() if one != record.raw.get(key)})
    return on


def _check_held(desk: Desk, plan: Plan, day: str) -> None:
    if day > desk.today.isoformat():
        raise BadInput(f"on: {day} is in the future; book it under “Next session”")
    check_day(desk, plan, day)


def _book(change: Change, plan: Plan, on: str, following: tuple[str, str], session: str) -> None:
    """Books the next session; where one is booked on that day already, that one takes the time."""
    day, clock = following
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
    kept = {key: held.raw[key] for key in _KEPT if key in held.raw}
    insert_checked(change, plan, Session, {"on": day, **({"time": clock} if clock else {}), **kept})


def _rate(change: Change, uid: str, on: str, given: Sequence[Mapping[str, Any]]) -> None:
    """Adds ratings of confidence to an objective; the earlier ones stay."""
    ratings = [*change.record(Objective, uid).confidence, *({"on": on, **one} for one in given)]
    change.update(Objective, uid, Objective.check({"confidence": ratings}, whole=False))
