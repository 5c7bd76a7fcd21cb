"""What comes of a session that was booked: held, cancelled, missed, moved, booked again (domain §10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.daily import check_begun
from coach_tui.changes.group import as_stored, side_of, whom
from coach_tui.changes.one_hour import change_session, move_words
from coach_tui.changes.records import plan_at
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.group import cancelled_in, names_of, seen_from, together
from coach_tui.plan.session import (
    BOOKED,
    CANCELLED,
    CANCELS,
    HELD,
    NO_SHOW,
    Session,
    check_ahead,
    of_state,
    state_of,
)
from coach_tui.plan.session_words import state_words
from coach_tui.plan.whose import asked_by_one, with_reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.store.journal import Entry


class Noted:
    """What was written of a session's note before it was called off, or moved."""

    def __init__(self, parts: Mapping[str, Any], before: Mapping[str, Any]) -> None:
        self.parts = parts
        """The fields of the note that differ, in stored form."""
        self.before = before
        """The stored session that they were written into: another hand may have written there since."""


def hold_as_booked(desk: Desk, uid: str, at: Mapping[str, Any] | None = None) -> Entry | None:
    """Says that a session (uid) was held as it was booked; None where that is known.

    `at` are the fields (plain values) that say when it was, where that was not as booked: moved, then held.

    Raises:
        BadInput: its day is still ahead, or before the engagement began; or it is gone.
    """
    with desk.change("held a session") as change:
        values = {"state": HELD, "reason": None, "snooze": None, **(at or {})}
        _become(change, uid, values, "held the session")
    return change.entry


def cancel_session(
    desk: Desk,
    uid: str,
    by: str | None = "",
    *,
    late: bool | None = False,
    reason: str | None = "",
    noted: Noted | None = None,
) -> Entry | None:
    """Cancels a session (uid). What is None stays as it is known of one that is cancelled already.

    Args:
        desk: the desk.
        uid: the session.
        by: who cancelled it, client or coach; "" where that is not known.
        late: whether it was late: what the client cancels so may count as used (`late_counts`).
        reason: why.
        noted: what was written of it.

    Raises:
        BadInput: it is late, and nobody says by whom; or it is gone.
    """
    said = {"cancelled_by": by, "late": late, "reason": reason}
    with desk.change("cancelled a session", why=reason or "") as change:
        known = _known(change, uid, CANCELLED, said)
        values = {"state": CANCELLED, **known, "closing": None, "snooze": None}
        _become(change, uid, values, "cancelled the session", noted)
    return change.entry


def cancel_for(
    desk: Desk,
    uid: str,
    who: Sequence[str],
    *,
    late: bool | None = False,
    reason: str | None = "",
    noted: Noted | None = None,
) -> Entry | None:
    """Cancels a session (uid) with several clients for some of them: it goes on for the others.

    Args:
        desk: the desk.
        uid: the session.
        who: the engagements (uids) of those who cancelled.
        late: whether it was late, so that it may count for them (`late_counts`); None: as it is known.
        reason: why, which is theirs alone; None: as it is known.
        noted: what was written of it.

    Raises:
        BadInput: one of them is not in it, or it is gone.
    """
    with desk.change("cancelled a session for one of several", why=reason or "") as change:
        session = change.record(Session, uid)
        known = {one: one in session.cancelled_late if late is None else late for one in who}
        lists = {key: [one for one in session.raw.get(key) or () if one not in known] for key in CANCELS}
        for one, was_late in known.items():
            lists[CANCELS[bool(was_late)]].append(one)
        how = " late" if known and all(known.values()) else ""
        gone = {*who, *cancelled_in(session.raw)}
        said = {**lists, "reasons": with_reason(session.raw, who, reason, gone)}
        _for_some(change, session, said, who, f"cancelled{how} by the client", noted)
    return change.entry


def _for_some(
    change: Change,
    session: Session,
    said: Mapping[str, Any],
    who: Sequence[str],
    how: str,
    noted: Noted | None,
) -> None:
    """Says who cancelled a session of several for themselves; `who` are those of whom it is told."""
    change.about(plan_at(change, who[0]).client.uid if who else "")
    said, _ = as_stored(change.practice, session, "", said)
    _put(change, session, said, noted)
    first = next(iter(names_of(change.practice, who)), "nobody")
    name = together(first, who[1:], narrow=True)
    change.describe(f"the session of {day_words(session.on, change.today)} with {name}: {how}")


def _known(change: Change, uid: str, state: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a session (uid) and, where it is in that state already, was said and is not now."""
    session = change.record(Session, uid)
    before = session.raw if session.state == state else {}
    return {key: before.get(key) if value is None else value or None for key, value in said.items()}


def miss_session(desk: Desk, uid: str, reason: str | None = "", noted: Noted | None = None) -> Entry | None:
    """Says that the client did not come to a session (uid), and keeps what was noted of it.

    A reason that is None stays as it is known of one that was missed already.

    Raises:
        BadInput: its day is still ahead, or it is gone.
    """
    with desk.change("marked a no-show", why=reason or "") as change:
        values = {"state": NO_SHOW, **_known(change, uid, NO_SHOW, {"reason": reason}), "snooze": None}
        _become(change, uid, values, "marked as no-show the session", noted)
    return change.entry


CAME = {
    HELD: ("", False),
    "cancelled by client": ("client", False),
    "cancelled late by client": ("client", True),
    "cancelled by me": ("coach", False),
    "cancelled late by me": ("coach", True),
    "no-show": ("", False),
}
"""What may have come of a session, in words → who cancelled it, and whether late."""


def settle_session(
    desk: Desk,
    uid: str,
    how: str,
    reason: str = "",
    noted: Noted | None = None,
    who: Sequence[str] = (),
) -> Entry | None:
    """Says what came of a session (uid), one of `CAME`, and why; and keeps what was noted of one called off.

    `who` are those (uids of engagements) of several clients who cancelled it for themselves; none: all did.

    Raises:
        BadInput: its day is still ahead, or it is gone.
    """
    if how == HELD:
        return hold_as_booked(desk, uid)
    if how == "no-show":
        return miss_session(desk, uid, reason, noted)
    by, late = CAME[how]
    if who:
        return cancel_for(desk, uid, who, late=late, reason=reason, noted=noted)
    return cancel_session(desk, uid, by, late=late, reason=reason, noted=noted)


def say_absent(desk: Desk, uid: str, absent: Sequence[str], reason: str = "") -> Entry | None:
    """Says that a session (uid) with several clients was held without some of them.

    Args:
        desk: the desk.
        uid: the session.
        absent: the engagements (uids) of those who were not there; none: all were.
        reason: why, for the history.

    Raises:
        BadInput: its day is still ahead, one of them is not in it, or it is gone.
    """
    with desk.change("said who was not there", why=reason) as change:
        session = change.record(Session, uid)
        change.about(plan_at(change, side_of(change.practice, session)).client.uid)
        if absent and not session.also:
            raise BadInput("absent: there is one client in this session; say that it was a no-show")
        held = {"state": HELD, "snooze": None}
        said, _ = as_stored(change.practice, session, "", {**held, "absent": [*absent]})
        _put(change, session, {"state": HELD, **said})
        came = f"without {len(absent)} of them" if absent else "with all of them"
        missed = said.get("state") == NO_SHOW
        what = "marked as no-show the session" if missed else "held the session"
        where = f"{day_words(session.on, change.today)} with {whom(change.practice, session)}"
        change.describe(f"{what} of {where}" + ("" if missed else f", {came}"))
    return change.entry


def book_again(desk: Desk, uid: str, noted: Noted | None = None, side: str = "") -> Entry | None:
    """Takes back what was said to have come of a session (uid): it is booked, as before, with what was noted.

    Where the client of an engagement (`side`) cancelled it alone, that is taken back.

    Raises:
        BadInput: it is gone.
    """
    with desk.change("booked a session again") as change:
        session = change.record(Session, uid)
        if side in cancelled_in(session.raw):
            lists = {key: [one for one in session.raw.get(key) or () if one != side] for key in CANCELS}
            _for_some(change, session, lists, [side], "booked again", noted)
            return change.entry
        _become(change, uid, {"state": BOOKED, "reason": None}, "booked again the session", noted)
    return change.entry


def _become(
    change: Change, uid: str, values: Mapping[str, Any], what: str, noted: Noted | None = None
) -> None:
    session = change.record(Session, uid)
    plan = plan_at(change, side_of(change.practice, session))
    change.about(plan.client.uid)
    before = Session(dict(session.raw))  # what is stored changes in place
    _put(change, session, values, noted)
    now = change.record(Session, uid)
    how = f", {state_words(now)}" if now.state == CANCELLED and (now.late or now.cancelled_by) else ""
    if now.on != before.on:
        check_begun(plan, now.on.isoformat())
        how += f", moved from {day_words(before.on, change.today)}"
    change.describe(f"{what} of {day_words(now.on, change.today)} with {whom(change.practice, now)}{how}")


def _check_same(change: Change, session: Session, before: Mapping[str, Any]) -> None:
    """Refuses to say what came of a session of which another hand said it since (`before`, stored).

    Raises:
        ChangedMeanwhile: with what is known of it now.
    """
    side = before.get("plan", "")
    now = Session(dict(seen_from(change.practice, session.raw, side)))
    if side and now.state != state_of(before):
        raise ChangedMeanwhile(f"meanwhile this session was {state_words(now)}: look at it again")


def _put(
    change: Change,
    session: Session,
    values: Mapping[str, Any],
    noted: Noted | None = None,
) -> None:
    """Changes a session, and keeps what was noted of it."""
    started_from = None
    if noted is not None:
        values = {**noted.parts, **values}
        _check_same(change, session, noted.before)
        started_from = {**session.raw, **{key: noted.before.get(key) for key in noted.parts}}
    checked = Session.check({**of_state(values), **values}, whole=False)
    check_ahead({**session.raw, **checked}, change.today)
    change_session(change, session, checked, started_from)


def _complete_move(change: Change, session: Session, by: str, reason: str, asked: Sequence[str] = ()) -> None:
    """Adds who asked for the last move of a session, and why, where that was not said.

    Raises:
        BadInput: it was said, or nothing of it is.
    """
    *before, last = session.moves or [{}]
    whose = asked_by_one(by or last.get("by", ""), asked, session.raw)
    new: dict[str, Any] = {"by": by, "reason": reason, "asked": whose}
    said = {key: value for key, value in new.items() if value and not last.get(key)}
    if not said or last.get("to") != session.on.isoformat():
        when = f"{day_words(session.on, change.today)} {session.time}".rstrip()
        raise BadInput(f"the session is on {when} already")
    _put(change, session, {"moves": [*before, {**last, **said}]})
    when = day_words(session.on, change.today)
    who = whom(change.practice, session, whose)
    change.describe(f"said who moved the session of {when} with {who}, or why")


def move_session(
    desk: Desk,
    uid: str,
    to: str,
    time: str | None = None,
    *,
    by: str = "",
    reason: str = "",
    asked: Sequence[str] = (),
    noted: Noted | None = None,
) -> Entry | None:
    """Moves a session (uid) that is booked to another day (ISO) or time; where it was is kept.

    Args:
        desk: the desk.
        uid: the session.
        to: the new day.
        time: the new time of day (HH:MM, "" for none); None leaves it as it is.
        by: who asked for it.
        reason: why.
        asked: who of several clients (uids of engagements) asked for it, or on whose behalf.
        noted: what was written of it.

    Raises:
        BadInput: it is not booked, is there already and nothing new is said of its move, would be before the
            engagement began, or is gone.
    """
    with desk.change("moved a session", why=reason) as change:
        session = change.record(Session, uid)
        plan = plan_at(change, side_of(change.practice, session, asked))
        change.about(plan.client.uid)
        if session.state != BOOKED:
            raise BadInput(f"this session was {state_words(session)}; book it again before it is moved")
        clock = session.time if time is None else time
        if (session.on.isoformat(), session.time) == (to, clock):
            _complete_move(change, session, by, reason, asked)
            return change.entry
        check_begun(plan, to)
        change.by, change.asked = by or change.by, asked
        before = Session(dict(session.raw))  # what is stored changes in place
        _put(change, session, {"on": to, "time": clock or None, "snooze": None}, noted)
        change.describe(move_words(change, before))
    return change.entry
