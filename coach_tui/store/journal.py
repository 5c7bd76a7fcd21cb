"""What was changed, when and why: the entries that undo, history and "since the last review" come from."""

from __future__ import annotations

import os

from coach_tui.plan.stands import stands
from coach_tui.store.ids import new_uid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from typing import Any, Literal

    from coach_tui.store.shapes import Tables

KEPT = 200
"""How many entries stay in the file; older ones go."""


class Entry:
    """One transaction as the journal keeps it.

    `at` is an ISO timestamp; `client` and `why` may be None. Each of `ops` is {"table", "uid", "id",
    "before", "after"}: whole records, None for one that was not there; "id" is the record's TinyDB number
    as text. `state` is "done", "undone" (can be redone) or "dropped" (undone and overtaken by a later
    change: history only).
    """

    __slots__ = (
        "at",
        "client",
        "machine",
        "ops",
        "passed",
        "refused",
        "shortened",
        "state",
        "taken_back",
        "uid",
        "what",
        "why",
    )

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.uid: str = record["uid"]
        self.at: str = record["at"]
        self.what: str = record["what"]
        self.client: str | None = record.get("client")
        self.why: str | None = record.get("why")
        self.machine: str = record.get("machine") or ""
        """The id of the machine on which it was made, "" where that is not known (`store.machine`)."""
        self.ops: list[dict[str, Any]] = record["ops"]
        self.state: Literal["done", "undone", "dropped"] = record["state"]
        self.shortened: bool = bool(record.get("shortened"))
        """Whether it lost what it changed, long texts at least: it can no longer be undone or redone."""
        self.refused: bool = bool(record.get("refused"))
        """Whether a merge took none or not all of the answers it brought: it is neither undone nor redone."""
        self.passed: bool = bool(record.get("passed"))
        """Whether undo has passed over it, as another machine had overtaken it."""
        self.taken_back: bool = bool(self.ops or self.shortened) and not stands(record)
        """Whether it was undone; what an older format wrote and stands can no longer be, though dropped."""

    def uids(self, table: str) -> list[str]:
        """The records (uids) of a table that it touched."""
        return [op["uid"] for op in self.ops if op["table"] == table]

    def __repr__(self) -> str:
        return f"<Entry {self.at} {self.what!r} {self.state}>"


def entries(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[Entry]:
    """Return the journal's entries, oldest first."""
    return [Entry(record) for _, record in in_order(tables)]


def in_order(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the journal's numbers and records, oldest first; numbers rise, as the newest always stays."""
    return sorted(tables.get("journal", {}).items(), key=lambda item: int(item[0]))


def done_to(tables: Tables, table: str) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield what was done to records of a table and was not undone, oldest first: an op with its entry."""
    for _, entry in in_order(tables):
        for op in entry["ops"] if entry["state"] == "done" else ():
            if op["table"] == table:
                yield entry, op


def make_room(tables: Tables) -> None:
    """Let go of the oldest entries, so that there is room for one more; the names in them are remembered."""
    kept = in_order(tables)
    gone = kept[: max(0, len(kept) - KEPT + 1)]
    if not gone:
        return
    remember_names(tables, (op for _, entry in gone for op in entry["ops"]))
    for number, _ in gone:
        del tables["journal"][number]


def remember_names(tables: Tables, ops: Iterable[Mapping[str, Any]]) -> None:
    """Keep, as digests, the names in what the journal forgets (ops) that no record holds any more."""
    from coach_tui.plan.former import remember

    remember(tables, tables["meta"], ops, os.urandom)


def remark(tables: Tables, now: datetime, what: str, **more: Any) -> None:
    """Add an entry that tells of something and cannot be undone: of state "dropped", without ops.

    What it says `more` stands behind that.
    """
    kept = in_order(tables)
    tables["journal"][str(int(kept[-1][0]) + 1 if kept else 1)] = {
        "uid": new_uid(),
        "at": now.isoformat(timespec="seconds"),
        "what": what,
        "client": None,
        "why": None,
        "ops": [],
        "state": "dropped",
        **more,
    }
