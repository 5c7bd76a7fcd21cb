"""Take the last change back, or make it again; what changed, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.round import Response, Round
from coach_tui.plan.text import fold
from coach_tui.store.journal import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Desk
    from coach_tui.plan.practice import Practice
    from coach_tui.store.journal import Entry
    from coach_tui.store.shapes import Tables


def undo(desk: Desk) -> Entry:
    """Takes the newest change back, whoever made it; with several machines the newest of this one.

    Raises:
        BadInput: when there is nothing to undo.
        ChangedMeanwhile: when the record was changed outside since.
    """
    entry = desk.store.undo(_fits)
    desk.note_booked(entry, back=True)
    return entry


def redo(desk: Desk) -> Entry:
    """Makes the change again that was undone last.

    Raises:
        BadInput: when there is nothing to redo.
    """
    entry = desk.store.redo(_fits)
    desk.note_booked(entry)
    return entry


def _fits(tables: Tables, ops: Sequence[Mapping[str, Any]], apart: bool) -> None:
    """Looks whether records that were turned fit the others; `apart`: another machine has changed some since.

    Raises:
        BadInput: something hangs from one that is gone, a name is taken, or a round takes no answers.
    """
    _no_late_answers(tables, ops)
    if apart:
        _fits_others(tables, ops)


def _no_late_answers(tables: Tables, ops: Sequence[Mapping[str, Any]]) -> None:
    """A round that was closed meanwhile takes no answers: neither anew nor back (domain rules §3)."""
    moved = {op["uid"] for op in ops if op["table"] == Response.table and None in (op["before"], op["after"])}
    if not moved:
        return
    own = {op["uid"] for op in ops if op["table"] == Round.table}
    rounds = {one["uid"]: Round(one) for one in tables[Round.table].values() if one["uid"] not in own}
    for answer in tables[Response.table].values():
        asked = rounds.get(answer.get("round", ""))
        if answer["uid"] in moved and asked is not None and not asked.open:
            raise BadInput(f"the round {quote(asked.title)} is closed, and takes no answers any more")


def _fits_others(tables: Tables, ops: Sequence[Mapping[str, Any]]) -> None:
    """See `_fits`: all that hangs together."""
    from coach_tui.changes.links import check_links, refers_to
    from coach_tui.plan.practice import Practice
    from coach_tui.plan.schema import NOUNS

    practice = Practice(tables)
    for op in ops:
        noun = NOUNS.get(op["table"])
        record = practice.find(op["table"], op["uid"]) if noun is not None else None
        if noun is None:
            continue
        if record is None:
            if refers_to(tables, op["table"], op["uid"]):
                raise BadInput("something else hangs from it now")
            continue
        plan = practice.plan_of(record) if noun.belongs == "plan" else None
        if plan is not None:
            check_links(plan, noun, record.raw, record.uid)
        elif noun.belongs == "plan" or (
            isinstance(record, Engagement) and not practice.client(record.client)
        ):
            raise BadInput("what it belongs to is gone")
        names = [fold(client.name) for client in practice.clients]
        if isinstance(record, Client) and names.count(fold(record.name)) > 1:
            raise BadInput(f"another client is called {quote(record.name)} now")
        runs = practice.engagements(record.client) if isinstance(record, Engagement) else []
        if sum(one.open for one in runs) > 1:
            raise BadInput("another engagement with this client is open now")


def history(desk: Desk, client: str | None = None) -> list[Entry]:
    """The journal, newest first, of everybody or of one client (uid)."""
    return [entry for entry in entries_of(desk.practice()) if client in (None, entry.client)]


def where_done(practice: Practice) -> Callable[[Entry], str]:
    """Tells on which machine an entry was made; "" where all are of one."""
    several = len({entry.machine for entry in entries(practice.tables)}) > 1

    def where(entry: Entry) -> str:
        return entry.machine if several else ""

    return where


def entries_of(practice: Practice) -> list[Entry]:
    """The journal as it was read, newest first."""
    return list(reversed(entries(practice.tables)))
