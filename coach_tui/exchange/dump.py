"""Everything as one JSON document, out and back in without loss: `coach export json`.

The document holds the records as they are stored, a list for each table, with their ids: what was exported
into an empty file gives the same content. It is the coach's own copy, private notes included; reports for
others are made elsewhere. Tables that this version does not know are left out, since it cannot tell who
may see them; fields that it does not know are kept. The answers of rounds stand in an envelope
(`coach_tui.exchange.envelope`). `former` are the names that no record holds any more, as digests
(`coach_tui.plan.former`), so that they stay hidden where it is taken in. `history` is there to be read, and
is not taken in; in the export of one client it also says what each change made of which record, since that
holds the client's data too.

The export of one client may be handed to that client. Who was asked in a round and what was answered is
others' data, so that it is left out there: `results` has what may be seen of each round that is closed.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach_tui.changes.links import check_links, give_measure_ids
from coach_tui.changes.plans import ClientExists
from coach_tui.changes.restoring import keep_closed
from coach_tui.exchange import envelope
from coach_tui.plan.client import Client
from coach_tui.plan.contact import Checkin
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.rating import results
from coach_tui.plan.round import Rater, Response, Round
from coach_tui.plan.schema import NOUNS, PARTS
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry

    Records = dict[str, list[dict[str, Any]]]
    """The records of each table, in their order."""
    Held = dict[str, dict[str, Mapping[str, Any]]]
    """The records of each table in the file, by their ids."""

FORMAT = "coach-tui export"
VERSION = 1
OF_RATERS = (Rater.table, Response.table)
"""The tables that are about others than the client."""


def is_dump(document: Any) -> bool:
    """Whether a parsed JSON text says that it is an export of everything."""
    return isinstance(document, dict) and document.get("format") == FORMAT


def dump(
    practice: Practice, today: date, client: str | None = None, *, raters: bool = False
) -> dict[str, Any]:
    """Everything in the file, or about one client (uid), as plain values.

    Of one client without who was asked in rounds and what was answered, unless `raters` says so.
    """
    from coach_tui.plan.former import all_of

    raters = raters or client is None
    records = records_of(practice, client)
    former = all_of(practice.tables, os.urandom) if client is None else []
    told = {
        "format": FORMAT,
        "version": VERSION,
        "exported_on": today.isoformat(),
        "tables": _packed(records) if raters else without_raters(records),
        **({"former": former} if former else {}),
        "history": history_of(practice, client, raters=raters),
    }
    if not raters and client is not None:
        told["results"] = results_of(practice, client)
    return told


def without_raters(records: Records) -> Records:
    """The records without those that are about others than the client."""
    return {table: rows for table, rows in records.items() if table not in OF_RATERS}


def results_of(practice: Practice, client: str) -> list[dict[str, Any]]:
    """What may be seen of the rounds of a client (uid) that are closed, as `coach feedback --json` has it."""
    found = []
    for engagement in practice.engagements(client):
        plan = practice.plan(client, engagement.uid)
        closed = [one for one in plan.rounds if not one.open] if plan else []
        found += [results(plan, one).as_json() for one in closed if plan]
    return found


def history_of(
    practice: Practice, client: str | None = None, *, raters: bool = False
) -> list[dict[str, Any]]:
    """What changed, when and why; for one client (uid) with the records as they were and became.

    A change of several clients at once is there with what it did to this one. Answers of rounds are left
    to the envelope. For one client who was asked in rounds is named only where `raters` says so.
    """
    from coach_tui.store.journal import entries

    owned = {client, *(engagement.uid for engagement in practice.engagements(client or ""))}
    found = []
    for entry in entries(practice.tables):
        told: dict[str, Any] = {key: getattr(entry, key) for key in ("at", "what", "why", "client")}
        if client is not None:
            ops = [op for op in entry.ops if entry.client == client or _owners(op) & owned]
            if entry.client not in (None, client) or not (ops or entry.client):
                continue
            if not raters and any(op["table"] == Rater.table for op in ops):
                told |= {"what": _OF_RATERS, "why": None}
            hidden = (Response.table,) if raters else OF_RATERS
            kept = [op for op in ops if op["table"] not in hidden]
            told["changes"] = [{key: op[key] for key in ("table", "uid", "before", "after")} for op in kept]
        found.append(told)
    return found


_OF_RATERS = "changed who was asked, or has answered, in a round"


def _owners(op: Mapping[str, Any]) -> set[str | None]:
    record = op["after"] or op["before"] or {}
    return {op["uid"], record.get("client"), record.get("plan")}


def _packed(records: Records) -> Records:
    """The records with all answers of rounds in one envelope (`coach_tui.exchange.envelope`)."""
    answers = records[Response.table]
    return {**records, Response.table: [{envelope.KEY: envelope.pack(answers)}]} if answers else records


def records_of(practice: Practice, client: str | None = None) -> Records:
    """The records of every table, of all clients or of one (uid), in the file's order."""
    if client is None:
        return {table: [dict(raw) for raw in practice.tables.get(table, {}).values()] for table in NOUNS}
    engagements = practice.documents("engagements", client)
    found = practice.client(client)
    records: Records = {
        "clients": [dict(found.raw)] if found else [],
        "engagements": [dict(raw) for raw in engagements],
    }
    for noun in PARTS:
        records[noun.table] = [dict(d) for e in engagements for d in practice.documents(noun.table, e["uid"])]
    return records


def unknown_tables(practice: Practice) -> list[str]:
    """The tables of a newer version, which are left out."""
    known = {*NOUNS, "meta", "journal"}
    return [name for name, table in practice.tables.items() if name not in known and table]


def read_dump(document: Any) -> Records:
    """The records of a parsed export, each in the form in which it is stored, every link checked.

    An export to be handed on has none of the tables `OF_RATERS`.

    Raises:
        BadInput: the first fault, with table and number.
    """
    version = document.get("version")
    if version != VERSION:
        raise BadInput(
            f"an export of version {quote(version)}, but this coach-tui reads {VERSION}; update it"
        )
    tables = document.get("tables")
    if not isinstance(tables, dict):
        raise BadInput("an export without tables; export it again")
    for name in tables:
        if name not in NOUNS:
            raise BadInput(f"{quote(name)} is no table that this version knows; update coach-tui")
    records: Records = {}
    handed_on = "results" in document
    for table, noun in NOUNS.items():
        if handed_on and table in OF_RATERS and table not in tables:
            continue
        listed = tables.get(table, [])
        if not isinstance(listed, list):
            raise BadInput(f"{table}: is not a list")
        if noun is Response:
            listed = envelope.opened(listed)
        records[table] = [
            _record(noun, record, f"{table} {number}") for number, record in enumerate(listed, 1)
        ]
        uids = {record["uid"] for record in records[table]}
        if len(uids) < len(listed):
            raise BadInput(f"{table}: two records have the same uid")
    _check_owners(records)
    _check_links(records)
    return records


def read_former(document: Any) -> list[Mapping[str, Any]]:
    """The former names in a parsed export.

    Raises:
        BadInput: they are not as they should be.
    """
    from coach_tui.plan.former import check_former

    found = document.get("former", [])
    if not isinstance(found, list) or not all(isinstance(record, dict) for record in found):
        raise BadInput("former names: is not a list of records")
    for record in found:
        check_former(record)
    return found


def _record(noun: type[Record], record: Any, place: str) -> dict[str, Any]:
    if not isinstance(record, dict):
        raise BadInput(f"{place}: is not a record")
    uid = record.get("uid")
    if not isinstance(uid, str) or not 0 < len(uid) <= 64 or not uid.isprintable():
        raise BadInput(f"{place}: it has no uid")
    try:
        stored = noun.check({key: value for key, value in record.items() if key in noun.fields})
    except BadInput as error:
        raise BadInput(f"{place}: {error}") from None
    # In the order of the document, so that nothing moves about.
    return {key: stored.get(key, value) for key, value in record.items() if _stays(noun, key, stored)}


def _stays(noun: type[Record], key: str, stored: Mapping[str, Any]) -> bool:
    return key in stored or key not in noun.fields


def _check_owners(records: Records) -> None:
    for table, noun in NOUNS.items():
        key = {"clients": "", "engagements": "client"}.get(table, "plan")
        if not key:
            continue
        owners = {record["uid"] for record in records["clients" if key == "client" else "engagements"]}
        for number, record in enumerate(records.get(table, ()), 1):
            owner = record.get(key)
            if not isinstance(owner, str) or owner not in owners:
                raise BadInput(f"{table} {number}: the {key} of {noun.noun} is not in the export")


def _check_links(records: Records) -> None:
    """Checks what the records of each plan owe one another, and gives measures the ids they lack."""
    for record in records["objectives"]:
        if record.get("measure"):
            record["measure"] = give_measure_ids(record["measure"], record["measure"])
    practice = Practice(
        {table: {str(n): record for n, record in enumerate(rows, 1)} for table, rows in records.items()}
    )
    for client in practice.clients:
        for engagement in practice.engagements(client.uid):
            plan = Plan(practice, client, engagement)
            measures = {m.uid for objective in plan.objectives for m in objective.measures}
            for noun in PARTS:
                for raw in practice.documents(noun.table, engagement.uid):
                    try:
                        check_links(plan, noun, raw, raw["uid"])
                    except BadInput as error:
                        raise BadInput(f"{noun.entry} of {quote(client.name)}: {error}") from None
                    if noun is Checkin and not measures.issuperset(raw.get("measures", {})):
                        raise BadInput(f"checkin of {quote(client.name)}: a measure that no objective has")


def take_in_dump(
    desk: Desk, records: Records, *, replace: bool = False, former: Sequence[Mapping[str, Any]] = ()
) -> Entry | None:
    """Stores the records of an export as one change; returns the journal entry (None: all was so already).

    Args:
        desk: the desk.
        records: what `read_dump` returned.
        replace: whether clients who are here already (by id or by name) get the export's content in the
            place of theirs. A backup is made first. Clients who are not in the export stay as they are, and
            so does who was asked and has answered in a round, where the export has left that out. A round
            that is closed stays as it was closed.
        former: what `read_former` returned.

    Raises:
        ClientExists: a client is here, and `replace` was not given.
        BadInput: an id belongs to somebody else's record, two clients would have the same name, or all that
            differs are rounds that are closed.
    """
    if replace:
        desk.store.backup("before-replace")
    with desk.change("took in an export") as change:
        here = _already_here(change.practice, records)
        if here and not replace:
            raise _is_here(here)
        closed, records = _with_closed(change, records)
        old = _held_of(change.practice, here)
        _delete_what_is_gone(change, records, old)
        for table, rows in records.items():
            for row in rows:
                _put(change, table, row, old[table].get(row["uid"]))
        _check_names(change)
        change.transaction.take_over_former(former)
        _describe(change, records["clients"], closed)
    return change.entry


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


def _held_of(practice: Practice, clients: Sequence[Client]) -> Held:
    held: Held = {table: {} for table in NOUNS}
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
            if uid not in kept and not left_out:
                change.delete(NOUNS[table], uid)


def _put(change: Change, table: str, row: dict[str, Any], old: Mapping[str, Any] | None) -> None:
    """Adds a record, or makes the old one the same; fields that this version does not know included."""
    uid = row["uid"]
    if old is not None:
        differing = {key: row.get(key) for key in {**old, **row} if old.get(key) != row.get(key)}
        change.transaction.update(table, uid, differing)
    elif change.practice.find(table, uid) is not None:
        raise BadInput(f"{table}: the id {quote(uid)} belongs to another client's record here")
    else:
        change.transaction.insert(table, row)


def _check_names(change: Change) -> None:
    seen: set[str] = set()
    for raw in change.transaction.tables["clients"].values():
        name = fold(raw["name"])
        if name in seen:
            raise BadInput(f"two clients would be called {quote(raw['name'])}; rename one first")
        seen.add(name)


def _describe(change: Change, people: Sequence[Mapping[str, Any]], closed: str) -> None:
    """Says in the journal whose export it was, and of which rounds it was not taken.

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
    change.describe(f"took in {whose}" + (f"; kept as closed: {closed}" if closed else ""))
