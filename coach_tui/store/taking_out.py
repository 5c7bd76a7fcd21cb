"""Taking somebody out of the tables: of the history, of sessions with others, of the coach's own words.

What is erased leaves a digest of its id in the meta record, by which a replica that comes later is known to
hold somebody who is erased: it tells nobody who that was.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from coach_tui.plan.former import forget
from coach_tui.store.journal import remember_names
from coach_tui.store.shapes import meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from typing import Any

    from coach_tui.store.shapes import Record, Tables


class Telling(NamedTuple):
    """What makes of what stays the same without who is erased.

    `reword` does so of the coach's own words, `unname` of words about several clients, `leave` of a session
    of several, by the uids that are erased (None where nobody is left in it).
    """

    reword: Callable[[str], str]
    unname: Callable[[str], str]
    leave: Callable[[Record, Collection[str]], Record | None]


OWN = "holidays"
"""The table of what is the coach's own and of no client."""
SHARED = "sessions"
"""The table of what may be several clients'."""
MARKED = ("clients", "engagements")
"""The tables of whose erased records a digest stays."""
_DIGEST = 16
"""Hex digits of such a digest."""


def erased_mark(uid: str) -> str:
    """By what the id of somebody who was erased is known again; it does not tell the id."""
    return sha256(uid.encode("utf-8", "replace")).hexdigest()[:_DIGEST]


def erased_in(tables: Tables) -> set[str]:
    """The marks of all clients and engagements that were erased in a file, or in one it was merged with."""
    found = (meta(tables) or {}).get("erased")
    return {one for one in found if isinstance(one, str)} if isinstance(found, list) else set()


def mark_erased(tables: Tables, found: Iterable[tuple[str, str]], also: Iterable[str] = ()) -> None:
    """Keep the marks of what is erased (table and uid), and those in `also`, in the meta record."""
    marks = {erased_mark(uid) for table, uid in found if table in MARKED}.union(also)
    about = meta(tables)
    if marks and about is not None:
        about["erased"] = sorted(marks | erased_in(tables))


def ever(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every record with its table, as it is and as the journal knows it to have been."""
    for table, records in tables.items():
        if table not in ("meta", "journal"):
            for record in records.values():
                yield table, record
    for entry in tables.get("journal", {}).values():
        for op in entry["ops"]:
            for record in (op["before"], op["after"]):
                if record is not None:
                    yield op["table"], record


def belonging(tables: Mapping[str, Mapping[str, Any]], clients: Collection[str]) -> set[tuple[str, str]]:
    """The records (table and uid) of clients (uids) in one file, deleted ones included.

    A session in which others take part stays theirs (`leave_sessions`).
    """
    known = list(ever(tables))
    engagements = {r["uid"] for table, r in known if table == "engagements" and r.get("client") in clients}
    shared = {
        raw["uid"]
        for raw in tables.get(SHARED, {}).values()
        if not engagements.issuperset([raw.get("plan"), *(raw.get("also") or ())])
    }
    theirs = [
        (table, r)
        for table, r in known
        if "uid" in r
        and (r.get("plan") in engagements or (table != "engagements" and r.get("client") in clients))
    ]
    found = {(table, r["uid"]) for table, r in theirs if table != SHARED or r["uid"] not in shared}
    return found | {("clients", one) for one in clients} | {("engagements", one) for one in engagements}


def take_out(
    tables: Tables, gone: Collection[tuple[str, str]], names: Collection[str], telling: Telling
) -> None:
    """Take records (table and uid) out of the tables of one file, with what else tells of them."""
    for name, table in tables.items():
        for number in [n for n, record in table.items() if (name, record.get("uid")) in gone]:
            del table[number]
    uids = {uid for _, uid in gone}
    leave_sessions(tables, uids, telling)
    clean_journal(tables, uids, names)
    reword_own(tables, telling)


def clean_journal(tables: Tables, uids: set[str], names: Collection[str]) -> None:
    """Take out of the journal what was done to these records, and to others that belong to them.

    What is remembered of their former names goes as well; whom else an entry named is remembered.
    A record deleted long ago stands in the journal alone; it is known by naming one that is being erased.
    """
    gone, size = set(uids), -1
    journal = tables["journal"]
    ops = [(op["uid"], _named(op)) for entry in journal.values() for op in entry["ops"]]
    while len(gone) != size:
        size = len(gone)
        gone |= {uid for uid, named in ops if named & gone}
    others: list[dict[str, Any]] = []
    for number, entry in list(journal.items()):
        kept = [op for op in entry["ops"] if op["uid"] not in gone]
        if entry.get("client") in gone or (entry["ops"] and not kept):
            others += kept
            del journal[number]
        else:
            entry["ops"] = kept
    remember_names(tables, others)
    forget(tables, tables["meta"], gone, names)


def leave_sessions(tables: Tables, uids: Collection[str], telling: Telling) -> None:
    """Take those who are erased out of sessions with others, which stay theirs; in the journal too."""
    sessions = tables.get(SHARED, {})
    for number, record in list(sessions.items()):
        if record["uid"] not in uids and _holds(record, uids):
            left = telling.leave(record, uids)
            if left is None:
                del sessions[number]
            else:
                sessions[number] = left
    for number, entry in list(tables["journal"].items()):
        ends = [(op, end) for op in entry["ops"] if op["table"] == SHARED for end in ("before", "after")]
        theirs = [
            (op, end) for op, end in ends if op["uid"] not in uids and op[end] and _holds(op[end], uids)
        ]
        if not theirs:
            continue
        for op, end in theirs:
            op[end] = telling.leave(op[end], uids)
        entry |= {key: telling.unname(entry[key]) for key in ("what", "why") if entry.get(key)}
        entry["ops"] = [op for op in entry["ops"] if op["before"] or op["after"]]
        if not entry["ops"]:
            del tables["journal"][number]


def _holds(session: Record, uids: Collection[str]) -> bool:
    """Whether somebody who is erased takes part in a session."""
    held = (session.get("plan"), *session.get("also", ()), *session.get("left", ()))
    return any(uid in uids for uid in held)


def reword_own(tables: Tables, telling: Telling) -> int:
    """Reword what the coach wrote of holidays, in the journal too; return how many holidays that changed."""
    told = set()
    records = list(tables.get(OWN, {}).values())
    for entry in tables["journal"].values():
        records += [op[end] for op in entry["ops"] if op["table"] == OWN for end in ("before", "after")]
    for record in filter(None, records):
        said = record.get("reason", "")
        if said and (now := telling.reword(said)) != said:
            record["reason"] = now
            told.add(record["uid"])
    return len(told)


def _named(op: dict[str, Any]) -> set[str]:
    """Return every text in an op's records, among which are the uids of the records it belongs to."""
    found: set[str] = set()
    left: list[Any] = [op["before"], op["after"]]
    while left:
        value = left.pop()
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, dict):
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
    return found
