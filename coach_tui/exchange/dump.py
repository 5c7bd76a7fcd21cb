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
from collections import Counter
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.changes.links import TITLED, check_links, give_measure_ids
from coach_tui.exchange import envelope
from coach_tui.plan.contact import Checkin
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.group import (
    former_of_gone,
    handed_on,
    is_shared,
    names_of_others,
    seen_from,
    taking_part,
    touched_by,
)
from coach_tui.plan.merged import Merge
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.rating import results
from coach_tui.plan.round import Rater, Response
from coach_tui.plan.schema import NOUNS, PARTS
from coach_tui.plan.session import Session
from coach_tui.plan.stands import owners_of
from coach_tui.plan.whose import withheld

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry

    Records = dict[str, list[dict[str, Any]]]
    """The records of each table, in their order."""

FORMAT = "coach-tui export"
VERSION = 2
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

    A change of several clients at once is there with what it did to this one, and one of a session with
    others without them. Answers of rounds are left to the envelope. For one client who was asked in rounds is
    named only where `raters` says so.
    """
    from coach_tui.store.journal import entries

    owned = {client or "", *(engagement.uid for engagement in practice.engagements(client or ""))}
    found = []
    all_of_it = entries(practice.tables)
    ended = _ended(all_of_it, practice, client or "")
    for at, entry in enumerate(all_of_it):
        told: dict[str, Any] = {key: getattr(entry, key) for key in ("at", "what", "why", "client")}
        if client is not None:
            others = entry.client not in (None, client)
            ops = [op for op in entry.ops if entry.client == client or owners_of(op) & owned]
            ops = [op for op in entry.ops if touched_by(op, owned)] if others else ops
            if not ops and (others or not entry.client):
                continue
            if others:  # a session that they had together
                told |= {"what": _OF_OTHERS, "why": None, "client": None}
            before_end = {uid for uid in owned if at < ended.get(uid, at + 1)}
            sides = [_own_side(practice, op, owned, before_end) for op in ops]
            emptied = [op for op in sides if not (op["before"] or op["after"])]
            if ops and len(emptied) == len(ops):
                continue
            told["why"] = None if emptied else _own_why(practice, told["why"], ops, owned)
            ops = sides
            if not raters and any(op["table"] == Rater.table for op in ops):
                told |= {"what": _OF_RATERS, "why": None}
            hidden = (Response.table,) if raters else OF_RATERS
            kept = [op for op in ops if op["table"] not in hidden and (op["before"] or op["after"])]
            told["changes"] = [{key: op[key] for key in ("table", "uid", "before", "after")} for op in kept]
        found.append(told)
    return found


def _own_why(
    practice: Practice, why: str | None, ops: Sequence[Mapping[str, Any]], owned: set[str]
) -> str | None:
    """Why something was changed, without the names of others in a session; not what is another's alone."""
    sessions = [op["after"] or op["before"] for op in ops if op["table"] == Session.table]
    own = [(one, uid) for one in sessions for uid in taking_part(one) if uid in owned and is_shared(one)]
    if any(why in withheld(one, uid) for one, uid in own):
        return None
    seen = [{**one, "plan": uid} for one, uid in own]
    names = {name for one in seen for name in names_of_others(practice, one)}
    former = next(filter(None, (former_of_gone(practice, one) for one in seen)), [])
    if not why or not (names or former):
        return why
    from coach_tui.plan.unnamed import unnaming

    return unnaming(names, former)(why)


def _ended(all_of_it: Sequence[Entry], practice: Practice, client: str) -> dict[str, int]:
    """At which entry of the history each engagement (uid) of a client (uid) that is closed was closed.

    What was closed before the history begins was so from the beginning.
    """
    found = {one.uid: 0 for one in practice.engagements(client) if one.closed_on is not None}
    for at, entry in enumerate(all_of_it):
        for op in entry.ops:
            after, before = op["after"] or {}, op["before"] or {}
            if op["uid"] in found and after.get("closed_on") and not before.get("closed_on"):
                found[op["uid"]] = at
    return found


def _own_side(
    practice: Practice, op: dict[str, Any], owned: set[str], before_end: set[str]
) -> dict[str, Any]:
    """What was done to a session with others, as it may go on to one who took part in it.

    Of what was done after an engagement had ended there is nothing; `before_end` are those that had not yet.
    """
    if op["table"] != Session.table:
        return op
    ends = {end: _own_session(practice, op[end], owned, before_end) for end in ("before", "after")}
    same = ends["before"] == ends["after"]
    return {**op, **(dict.fromkeys(ends) if same else ends)}


def _own_session(
    practice: Practice, session: Mapping[str, Any] | None, owned: set[str], before_end: set[str]
) -> Mapping[str, Any] | None:
    if session is None:
        return None
    if not is_shared(session):
        return session if session["plan"] in owned else None
    sides = [uid for uid in taking_part(session) if uid in owned]
    if not sides:
        return None
    return handed_on(practice, seen_from(practice, session, sides[0], then=sides[0] in before_end))


_OF_OTHERS = "changed a session of a group"
_OF_RATERS = "changed who was asked, or has answered, in a round"


def _packed(records: Records) -> Records:
    """The records with all answers of rounds in one envelope (`coach_tui.exchange.envelope`)."""
    answers = records[Response.table]
    return {**records, Response.table: [{envelope.KEY: envelope.pack(answers)}]} if answers else records


def records_of(practice: Practice, client: str | None = None) -> Records:
    """The records of every table, of all clients or of one (uid), in the file's order.

    Of one client a session with others is there as `coach_tui.plan.group.handed_on` gives it.
    """
    if client is None:
        return {table: [dict(raw) for raw in practice.tables.get(table, {}).values()] for table in NOUNS}
    engagements = practice.documents("engagements", client)
    found = practice.client(client)
    records: Records = {  # the coach's holidays are of no client
        "clients": [dict(found.raw)] if found else [],
        "engagements": [dict(raw) for raw in engagements],
    }
    for noun in PARTS:
        records[noun.table] = [dict(d) for e in engagements for d in practice.documents(noun.table, e["uid"])]
    records[Session.table] = [handed_on(practice, one) for one in records[Session.table]]
    records[Merge.table] = _merges_of(practice, client, {one["uid"] for one in engagements})
    return records


def _merges_of(practice: Practice, client: str, engagements: set[str]) -> list[dict[str, Any]]:
    """What two machines said of a client's records, and is not decided: of sessions with others nothing."""
    known = {
        one["uid"] for uid in engagements for one in practice.documents(Session.table, uid) if one.get("also")
    }
    return [
        dict(raw)
        for raw in practice.tables.get(Merge.table, {}).values()
        if (raw.get("client") == client or raw.get("plan") in engagements)
        and raw["of"] not in OF_RATERS
        and raw["record"] not in known
    ]


def unknown_tables(practice: Practice) -> list[str]:
    """The tables of a newer version, which are left out."""
    known = {*NOUNS, "meta", "journal"}
    return [name for name, table in practice.tables.items() if name not in known and table]


@bounds.reader("this export")
def read_dump(document: Any) -> Records:
    """The records of a parsed export, each in the form in which it is stored, every link checked.

    An export to be handed on has none of the tables `OF_RATERS`.

    Raises:
        BadInput: the first fault, with table and number.
    """
    version = document.get("version")
    if version == 1:
        from coach_tui.exchange.dump_before import of_before

        document = of_before(document)
    elif version != VERSION:
        raise BadInput(
            f"an export of version {quote(version)}, but this coach-tui reads {VERSION}; update it"
        )
    tables = document.get("tables")
    if not isinstance(tables, dict):
        raise BadInput("an export without tables; export it again")
    for name in tables:
        if name not in NOUNS:
            raise BadInput(f"{quote(name)} is no table that this version knows; update coach-tui")
    listed_all = [row for rows in tables.values() if isinstance(rows, list) for row in rows]
    bounds.check_count(listed_all, bounds.RECORDS, "records")
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
    _check_related(records)
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
    record = noun.renamed(record)
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
        key = noun.belongs
        if not key:
            continue
        owners = {record["uid"] for record in records["clients" if key == "client" else "engagements"]}
        for number, record in enumerate(records.get(table, ()), 1):
            owner = record.get(key)
            if not isinstance(owner, str) or owner not in owners:
                raise BadInput(f"{table} {number}: the {key} of {noun.noun} is not in the export")


def _check_related(records: Records) -> None:
    """Checks that no plan has more of what is compared with one another than can be."""
    related: tuple[type[Record], ...] = (*TITLED, Rater, Response)
    counts = Counter((noun.table, row["plan"]) for noun in related for row in records.get(noun.table, ()))
    if any(count > bounds.RELATED for count in counts.values()):
        raise BadInput(f"it holds a plan of more than {bounds.RELATED:,} records of one kind")
    if sum(count * count for count in counts.values()) > bounds.PAIRS:
        raise BadInput("it holds more large plans than can be read; take them out a client at a time")


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
