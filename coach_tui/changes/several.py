"""Several records at once: one change, taken back at once; where one is refused, nothing is changed."""

from __future__ import annotations

from coach_tui.changes.daily import settle, toggle_practice
from coach_tui.changes.milestones import toggle_done
from coach_tui.changes.moving import move
from coach_tui.changes.records import delete, plan_at
from coach_tui.changes.session_states import hold_as_booked, move_session, settle_session
from coach_tui.changes.snooze import put_off, what_is_put_off
from coach_tui.plan.client import Client
from coach_tui.plan.contact import Commitment
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry


def finish_all(desk: Desk, records: Sequence[Record]) -> Entry | None:
    """Marks milestones and promises as done, strategies as practised today, and sessions as held as booked.

    Raises:
        BadInput: one of them is not done so; nothing is changed.
    """

    def finish(record: Record) -> object:
        if isinstance(record, Milestone):
            return toggle_done(desk, record.uid, done=True)
        if isinstance(record, Commitment):
            return settle(desk, record.uid, "done")
        if isinstance(record, Strategy):
            return toggle_practice(desk, record.uid, done=True)
        if isinstance(record, Session):
            return hold_as_booked(desk, record.uid)
        raise BadInput("is done by itself")

    return _as_one(desk, "done:", records, finish)


def move_all(
    desk: Desk,
    records: Sequence[Record],
    days: Mapping[str, str],
    by: str = "",
    reason: str = "",
    asked: Sequence[str] = (),
) -> Entry | None:
    """Moves milestones, target dates, promises and sessions, each alone, to its day (ISO, by uid).

    `asked` are those (uids of engagements) of sessions with several clients who asked for it.

    Raises:
        BadInput: one of them does not move so; nothing is changed.
    """

    def shift(record: Record) -> object:
        to = days[record.uid]
        if isinstance(record, Milestone | Objective):
            return move(desk, type(record), record.uid, to, by=by, reason=reason)
        if isinstance(record, Commitment):
            return settle(desk, record.uid, "moved", reason, to)
        if isinstance(record, Session):
            return move_session(desk, record.uid, to, by=by, reason=reason, asked=asked)
        raise BadInput("moves by itself")

    to = sorted({days[record.uid] for record in records})
    ends = (day_words(day, desk.today) for day in dict.fromkeys((to[0], to[-1])))
    where = f" to {' – '.join(ends)}"
    return _as_one(desk, "moved", records, shift, reason, where)


def put_off_all(
    desk: Desk, records: Sequence[Record], until: str, reason: str, fields: Mapping[str, str] | None = None
) -> Entry | None:
    """Puts milestones, promises, sessions and reviews off until a day (ISO).

    Args:
        desk: the desk.
        records: what is put off, or the engagements whose reviews are.
        until: the day on which they come back.
        reason: why.
        fields: in which field each is put off (by uid); "snooze" where nothing else is said.

    Raises:
        BadInput: one of them cannot be put off until then; nothing is changed.
    """

    def field(record: Record) -> str:
        return (fields or {}).get(record.uid, "snooze")

    def off(record: Record) -> object:
        return put_off(desk, record.table, record.uid, field(record), until, reason)

    def called(record: Record) -> str:
        return what_is_put_off(record, field(record))

    where = f" until {day_words(until, desk.today)}"
    return _as_one(desk, "put off", records, off, reason, where, called)


def settle_all(desk: Desk, records: Sequence[Record], status: str, reason: str = "") -> Entry | None:
    """Says the same of several promises.

    Raises:
        BadInput: one of them is no promise, or is dropped without a reason; nothing is changed.
    """

    def say(record: Record) -> object:
        if not isinstance(record, Commitment):
            raise BadInput("is no promise")
        return settle(desk, record.uid, status, reason)

    return _as_one(desk, f"{status}:", records, say, reason)


def call_off_all(desk: Desk, records: Sequence[Record], how: str, reason: str = "") -> Entry | None:
    """Says the same of several sessions that did not take place, in words as `settle_session` takes them.

    Raises:
        BadInput: one of them is no session, or not so; nothing is changed.
    """

    def say(record: Record) -> object:
        if not isinstance(record, Session):
            raise BadInput("is no session")
        if "by client" in how and record.also:
            raise BadInput("it has several clients; say of it alone who cancelled it")
        return settle_session(desk, record.uid, how, reason)

    return _as_one(desk, f"{how}:", records, say, reason)


def delete_all(desk: Desk, records: Sequence[Record]) -> Entry | None:
    """Deletes several records of plans, and every reference to them.

    Raises:
        BadInput: one of them is gone already, or is a session with several clients; nothing is changed.
    """

    def gone(record: Record) -> object:
        if isinstance(record, Session) and record.also:
            raise BadInput("is with several clients; delete it alone, where it is asked for whom")
        return delete(desk, type(record), record.uid)

    return _as_one(desk, "deleted", records, gone)


def _whose(change: Change, record: Record) -> str:
    """The client (uid) whose it is."""
    return record.uid if isinstance(record, Client) else plan_at(change, record.plan or record.uid).client.uid


def _called(record: Record) -> str:
    """What it is called in a sentence."""
    name = record.name
    return f"the {name[:1].lower()}{name[1:]}" if isinstance(record, Session) else quote(name)


def _as_one(
    desk: Desk,
    what: str,
    records: Sequence[Record],
    do: Callable[[Record], object],
    why: str = "",
    where: str = "",
    called: Callable[[Record], str] = _called,
) -> Entry | None:
    """Do it to each; what is told counts those that it has changed."""
    with desk.as_one(what, why) as change:
        clients = {_whose(change, record) for record in records}
        changed = []
        for record in records:
            before = change.transaction.so_far
            try:
                do(record)
            except BadInput as error:
                said = str(error).rpartition(": ")[2]
                raise BadInput(f"{called(record)}: {said}; nothing was changed") from None
            if change.transaction.so_far != before:
                changed.append(record)
        more = f" and {len(changed) - 1} more" if changed[1:] else ""
        change.about(clients.pop() if len(clients) == 1 else "")
        change.describe(f"{what} {called(changed[0]) if changed else ''}{more}{where}")
    return change.entry
