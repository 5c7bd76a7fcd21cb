"""Takes what an export holds (`coach_tui.exchange.dump`) into a data file, as one change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.group import is_over_together, leave, left_words
from coach_tui.changes.group_taken import put_shared
from coach_tui.changes.kept_past import gone_words, with_past, with_time
from coach_tui.changes.plans import ClientExists
from coach_tui.changes.restoring import keep_closed
from coach_tui.exchange.dump import OF_RATERS, records_of
from coach_tui.plan.client import Engagement
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.group import clients_of
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.not_ahead import check_not_ahead
from coach_tui.plan.objective import Objective
from coach_tui.plan.pause import Holiday
from coach_tui.plan.round import Round
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import BOOKED, Session, check_ahead, state_of
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.text import fold, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.exchange.dump import Records
    from coach_tui.plan.client import Client
    from coach_tui.plan.practice import Practice
    from coach_tui.store.journal import Entry

    Held = dict[str, dict[str, Mapping[str, Any]]]
    """The records of each table in the file, by their ids."""

KEEPING = (Engagement.table, Objective.table, Milestone.table, Session.table, Strategy.table)
"""What keeps for ever how its targets, measures, dates and rhythms were changed."""

PAUSING = (Engagement.table, Strategy.table)
"""What may pause."""


def take_in_dump(
    desk: Desk,
    records: Records,
    *,
    replace: bool = False,
    former: Sequence[Mapping[str, Any]] = (),
    by: str = "",
    why: str = "",
) -> Entry | None:
    """Stores the records of an export as one change; returns the journal entry (None: all was so already).

    Args:
        desk: the desk.
        records: what `read_dump` returned.
        replace: whether clients who are here already (by id or by name) get the export's content in the
            place of theirs. A backup is made first. Clients who are not in the export stay as they are, and
            so does who was asked and has answered in a round, where the export has left that out. A round
            that is closed stays as it was closed. What a record keeps of how it was changed stays besides
            what the export brings, and another target, measure or date is a revision.
        former: what `read_former` returned.
        by: who asked for what is changed of targets, measures and dates.
        why: the reason.

    Raises:
        ClientExists: a client is here, and `replace` was not given.
        BadInput: an id belongs to somebody else's record, two clients would have the same name, a session
            ahead is said to have been held, or all that differs are rounds that are closed.
    """
    if replace:
        desk.store.backup("before-replace")
    with desk.change("took in an export", why=why) as change:
        change.by = by or change.by
        here = _already_here(change.practice, records)
        if here and not replace:
            raise _is_here(here)
        closed, records = _with_closed(change, records)
        old = _held_of(change.practice, here, records)
        paused = _pauses_in(old)  # what is stored changes in place
        _delete_what_is_gone(change, records, old)
        theirs = {row["uid"] for row in (*records["engagements"], *old["engagements"].values())}
        change.asked = [*theirs] if len(records["clients"]) == 1 else ()
        for table, rows in records.items():
            for row in rows:
                _put(change, table, row, old[table].get(row["uid"]), theirs)
        _check_names(change)
        change.transaction.take_over_former(former)
        gone = gone_words(paused, _pauses_in(change.transaction.tables))
        _describe(change, records["clients"], closed, _left(change, here) + gone)
    return change.entry


def leaving(practice: Practice, records: Records, today: date) -> str:
    """Who would no longer be in which booked sessions with others, as an export knows nothing of them.

    "" for nobody.
    """
    here = _already_here(practice, records)
    clients = {client.uid for client in here}
    kept = {row["uid"] for row in records["sessions"]}
    lines = []
    for client in here:
        days = [
            short(date.fromisoformat(raw["on"]), today)
            for engagement in practice.engagements(client.uid)
            for raw in practice.documents(Session.table, engagement.uid)
            if raw["uid"] not in kept and state_of(raw) == BOOKED
            if any(other.uid not in clients for other in clients_of(practice, raw.get("also") or ()))
        ]
        if days:
            lines.append(f"{client.name} leaves the group of {listed(days)}")
    return "; ".join(lines)


def _with_closed(change: Change, records: Records) -> tuple[str, Records]:
    """The records with the rounds that are closed here as they were closed; and which those are, in words."""
    held = change.transaction.tables
    numbered = {
        table: {str(number): row for number, row in enumerate(records[table])}
        if table in records
        else dict(held.get(table, {}))
        for table in (Round.table, *OF_RATERS)
    }
    closed = keep_closed(held, numbered)
    fresh = {table: [*rows.values()] for table, rows in numbered.items() if table in records}
    return ", ".join(map(quote, closed)), {**records, **fresh}


def _already_here(practice: Practice, records: Records) -> list[Client]:
    uids = {record["uid"] for record in records["clients"]}
    names = {fold(record["name"]) for record in records["clients"]}
    return [client for client in practice.clients if client.uid in uids or fold(client.name) in names]


def _is_here(here: Sequence[Client]) -> ClientExists:
    """Why an export of these clients is not taken in, and what to do."""
    names = ", ".join(client.name for client in here[:5])
    more = f" and {len(here) - 5} more" if len(here) > 5 else ""
    are = "is" if len(here) == 1 else "are"
    return ClientExists(f"{names}{more} {are} here already; use --replace to put the export in place")


def _held_of(practice: Practice, clients: Sequence[Client], records: Records) -> Held:
    """What is here of these clients, and of the coach's own that is in the export as well."""
    held: Held = {table: {} for table in NOUNS}
    mine = {row["uid"] for row in records.get(Holiday.table, ())}
    held[Holiday.table] = {one.uid: one.raw for one in practice.holidays if one.uid in mine}
    for client in clients:
        for table, rows in records_of(practice, client.uid).items():
            held[table] |= {row["uid"]: row for row in rows}
    return held


def _delete_what_is_gone(change: Change, records: Records, old: Held) -> None:
    """Deletes what the export has no more, parts before what they belong to.

    What an export to be handed on leaves out of a round stays as long as the round.
    """
    rounds = {record["uid"] for record in records["rounds"]}
    for table in reversed(NOUNS):
        kept = {record["uid"] for record in records.get(table, ())}
        for uid, row in old[table].items():
            left_out = table not in records and row["round"] in rounds
            if uid not in kept and not left_out and table == Session.table:
                gone = set(old["engagements"])
                if is_over_together(change, Session, uid, gone):
                    gone -= {record["uid"] for record in records["engagements"]}
                leave(change, uid, gone)
            elif uid not in kept and not left_out:
                change.delete(NOUNS[table], uid)


def _put(
    change: Change, table: str, row: dict[str, Any], old: Mapping[str, Any] | None, theirs: set[str]
) -> None:
    """Adds a record, or makes the old one the same; fields that this version does not know included.

    `theirs` are the engagements (uids) of the clients in the export, there and here.
    """
    uid = row["uid"]
    check_not_ahead(NOUNS[table], row, change.today, old)
    if table == Session.table:
        check_ahead(row, change.today, old)
    if old is not None:
        past = with_past(old, {"revisions": (), "moves": (), **row})
        past |= with_time(old, row, change.today.isoformat())
        row = {**row, **{key: kept for key, kept in past.items() if kept}}
    if table == Session.table and put_shared(change, row, old, theirs):
        return
    if old is not None:
        differing = {key: row.get(key) for key in {**old, **row} if old.get(key) != row.get(key)}
        if table in KEEPING:
            change.update(NOUNS[table], uid, differing)
        else:
            change.put_fields(table, uid, differing)
    elif change.practice.find(table, uid) is not None:
        raise BadInput(f"{table}: the id {quote(uid)} belongs to another client's record here")
    else:
        change.put(table, row)


def _check_names(change: Change) -> None:
    seen: set[str] = set()
    for raw in change.transaction.tables["clients"].values():
        name = fold(raw["name"])
        if name in seen:
            raise BadInput(f"two clients would be called {quote(raw['name'])}; rename one first")
        seen.add(name)


def _left(change: Change, clients: Sequence[Client]) -> str:
    """“; Anna Berg no longer in 2 group sessions”, of those whom a change took out of some; "" for none."""
    found = [
        (one, left_words(change, of.uid)) for one in clients for of in change.practice.engagements(one.uid)
    ]
    return "".join(f"; {client.name}{words.removeprefix(';')}" for client, words in found if words)


def _pauses_in(tables: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> dict[str, list[Any]]:
    """The pauses (stored) of all that may pause in some tables, by uid."""
    rows = [row for table in PAUSING for row in tables[table].values()]
    return {row["uid"]: [*(row.get("pauses") or ())] for row in rows}


def _describe(change: Change, people: Sequence[Mapping[str, Any]], closed: str, went: str) -> None:
    """Says in the journal whose export it was, of which rounds it was not taken, and what went with it.

    Raises:
        BadInput: all that differs are such rounds.
    """
    if closed and not change.transaction.changed:
        raise BadInput(f"kept as it is, since it is closed and frozen: {closed}; all else is here already")
    if len(people) == 1:
        change.about(people[0]["uid"])
    whose = (
        f"the export of {people[0]['name']}" if len(people) == 1 else f"an export of {len(people)} clients"
    )
    change.describe(f"took in {whose}" + (f"; kept as closed: {closed}" if closed else "") + went)
