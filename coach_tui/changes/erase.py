"""Erasing a client for good (domain rules §10): data, history, backups and what was typed and not saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach_tui.plan.client import Client
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import without
from coach_tui.plan.practice import Practice
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.text import fold
from coach_tui.plan.unnamed import rewording, session_without, unnaming
from coach_tui.store.taking_out import MARKED, Telling, belonging, erased_in, erased_mark, ever, take_out

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from typing import Any

    from coach_tui.changes.desk import Desk
    from coach_tui.store.erase import Erased
    from coach_tui.store.journal import Entry
    from coach_tui.store.shapes import Tables

WHAT = "erased a client"
"""What history says afterwards: no name, no id."""


def check_typed(client: Client, typed: str) -> None:
    """Refuses to erase unless the name was typed as it is written.

    Raises:
        BadInput: when it is not the name.
    """
    if typed.strip() != client.name.strip():
        raise BadInput("that is not the name; nothing was erased")


def erase_client(desk: Desk, uid: str, typed: str) -> Erased:
    """Erases a client (uid): the records, their history, every backup, drafts. Nothing takes it back.

    Args:
        desk: the desk.
        uid: the client.
        typed: the name as somebody typed it to confirm.

    Raises:
        BadInput: the client is gone, or it is not the name.
        DataFileError: something cannot be written; it can then be run again.
    """
    practice = desk.practice()
    client = practice.client(uid)
    if client is None:
        raise BadInput("this client is no longer here")
    check_typed(client, typed)
    others = [other.name for other in practice.clients if other.uid != uid]
    names = names_of(practice, client)
    return _erased(desk, _doomed(practice, client), WHAT, names, others)


def known_by(desk: Desk, marks: Collection[str]) -> dict[str, set[str]]:
    """The clients (uids) whom these marks of the erased mean, each with what else tells who it is.

    They may stand in the data file, in its history, or in a backup alone, where they were deleted long ago.

    Raises:
        DataFileError: the data file cannot be read, or one of the folders.
    """
    found: dict[str, set[str]] = {}
    for tables in desk.store.everywhere() if marks else ():
        for table, record in ever(tables):
            uid = str(record.get("uid"))
            if table == Client.table and erased_mark(uid) in marks:
                found.setdefault(uid, set()).update(_told(record))
    return found


def erase_known(desk: Desk, known: Mapping[str, Collection[str]]) -> Erased:
    """Erases clients (uids, with what tells of each) whom another machine has erased.

    History gets no entry of it: the one of that machine comes with what else was done there.

    Raises:
        DataFileError: something cannot be written; it can then be run again.
    """
    names = {name for told in known.values() for name in told}
    others = [client.name for client in desk.practice().clients if client.uid not in known]
    return _erased(desk, partial(belonging, clients=set(known)), "", names, others)


def known_in(tables: Tables, marks: Collection[str]) -> set[tuple[str, str]]:
    """The clients and engagements (table and uid) in one file, its history too, whom these marks mean."""
    known = {(table, str(record.get("uid"))) for table, record in ever(tables) if table in MARKED}
    return {(table, uid) for table, uid in known if erased_mark(uid) in marks}


def taken_in_anew(tables: Tables) -> set[str]:
    """The marks of those who were erased in a file and stand in it again, as the coach took them in anew."""
    marks = {erased_mark(one["uid"]) for table in MARKED for one in tables.get(table, {}).values()}
    return marks & erased_in(tables)


def take_out_known(tables: Tables, gone: Collection[tuple[str, str]]) -> int:
    """Takes those whom `known_in` has found out of the tables of one file; how many clients they were."""
    clients = {uid for table, uid in gone if table == Client.table}
    practice = Practice(tables)
    names = {name for uid in clients for name in names_of(practice, Client({"uid": uid}))}
    take_out(tables, belonging(tables, clients) | set(gone), names, telling_without(names))
    return len(clients)


def _erased(
    desk: Desk,
    doomed: Callable[[Tables], set[tuple[str, str]]],
    what: str,
    names: Collection[str],
    others: Collection[str],
) -> Erased:
    erased = desk.store.erase(doomed, what, names, others, telling_without(names))
    from coach_tui.plan.mistakes import vagueness

    vagueness.forget_texts()
    return erased


def _doomed(practice: Practice, client: Client) -> Callable[[Tables], set[tuple[str, str]]]:
    """Tells what belongs to a client in one file."""
    others = {other.uid for other in practice.clients if other.uid != client.uid}
    return partial(_belonging, uid=client.uid, name=fold(client.name), others=others)


def other_files(desk: Desk, client: Client) -> list[str]:
    """The data files beside the coach's, no copies of it, in which a namesake of a client stands, and stays.

    Raises:
        DataFileError: one of the folders cannot be read.
    """
    return desk.store.others_beside(_doomed(desk.practice(), client))


def names_of(practice: Practice, client: Client) -> set[str]:
    """The name of a client and what else tells who it is: former names, e-mail, phone."""
    found = _told(client.raw)
    for table, record in ever(practice.tables):
        if table == "clients" and record.get("uid") == client.uid:
            found |= _told(record)
    return found


def _told(record: Mapping[str, Any]) -> set[str]:
    """What of a client's record tells who it is."""
    return {str(record[key]) for key in ("name", "email", "phone") if record.get(key)}


def telling_without(names: Collection[str]) -> Telling:
    """How what stays is told without those of these names."""

    def leave(session: Mapping[str, Any], gone: Collection[str]) -> dict[str, Any] | None:
        left = without(session, gone)
        return None if left is None else session_without(left, names)

    return Telling(rewording(names), unnaming(names), leave)


def _belonging(tables: Tables, uid: str, name: str, others: set[str]) -> set[tuple[str, str]]:
    """The records of a client in one file, deleted ones included.

    Somebody of the same name who is in no present record is the same client, deleted and begun anew.
    """
    clients = {uid}
    for table, record in ever(tables):
        known = record.get("uid")
        if table == "clients" and known not in others and fold(str(record.get("name", ""))) == name:
            clients.add(str(known))
    return belonging(tables, clients)


def still_named(practice: Practice, name: str) -> list[str]:
    """The names of clients in whose own records somebody is still named, such as “referred by …”."""
    wanted = fold(name)
    owners = {
        engagement.uid: client.uid
        for client in practice.clients
        for engagement in practice.engagements(client.uid)
    }
    told: set[object] = set()
    for table in NOUNS:
        for record in practice.tables.get(table, {}).values():
            if any(wanted in fold(text) for text in _texts(record)):
                told |= {record.get("uid"), record.get("client"), owners.get(record.get("plan", ""))}
    return [client.name for client in practice.clients if client.uid in told]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)
    elif hasattr(value, "items"):
        for key, one in value.items():
            yield str(key)
            yield from _texts(one)


def keep_until(desk: Desk, client: str, day: str | None, reason: str = "") -> Entry | None:
    """Sets the day (ISO; None: none) until which a client's (uid) data is kept, with the reason.

    Raises:
        BadInput: when the day is past.
    """
    if day is not None and day <= desk.today.isoformat():
        raise BadInput("retention_on: choose a day after today")
    with desk.change("changed how long data is kept", client=client, why=reason) as change:
        change.update(Client, client, Client.check({"retention_on": day}, whole=False))
        until = f"until {day_words(day, desk.today)}" if day else "without an end"
        change.describe(f"data of {change.record(Client, client).name} is kept {until}")
    return change.entry
