"""The histories of both sides as one, by the moments of what was done."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from coach_tui.plan.former import remember
from coach_tui.plan.merged import canonical
from coach_tui.plan.round import Response
from coach_tui.store import journal
from coach_tui.store.packed import pack
from coach_tui.sync.merging.sides import same_value

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from coach_tui.store.shapes import Record, Table, Tables

_SURE = ("dropped", "undone", "done")
"""Which of two states stands that an entry got on two sides while it was undone, the strongest last."""


def joined_journal(base: Tables, ours: Tables, theirs: Tables) -> Table:
    """All entries of both sides; numbers rise with the moment, then the uid.

    An entry that one side has let go of is gone. What was undone on one side is undone.
    """
    here, there, was = ([*(one for _, one in journal.in_order(side))] for side in (ours, theirs, base))
    if same_value(here, there) or same_value(there, was):
        return dict(ours.get("journal", {}))
    if same_value(here, was):
        return dict(theirs.get("journal", {}))
    sides = [{str(one["uid"]): dict(one) for one in entries} for entries in (was, here, there)]
    found = []
    for uid in {uid: None for side in sides for uid in side}:
        entry = _joined_entry(*(side.get(uid) for side in sides))
        if entry is not None:
            found.append(entry)
    found.sort(key=lambda one: (one["at"], one["uid"]))
    numbers = [int(number) for side in (ours, theirs) for number in side.get("journal", {})]
    return {str(number): one for number, one in enumerate(found, min(numbers, default=1))}


def _joined_entry(base: Record | None, ours: Record | None, theirs: Record | None) -> Record | None:
    """One entry of both sides. What it did not change of a record may be otherwise in each of them."""
    was, here, there = (None if one is None else pack(one) for one in (base, ours, theirs))
    if ours is None or theirs is None:
        kept = here if theirs is None else there
        return None if same_value(kept, was) else theirs if ours is None else ours
    entry = max(ours, theirs, key=lambda one: (canonical(pack(one)), canonical(one)))
    if same_value(here, there):
        return entry
    if same_value(there, was) or same_value(here, was):
        return ours if same_value(there, was) else theirs
    entry = {**entry, "state": _state((base or {}).get("state"), ours["state"], theirs["state"])}
    told = [one["told"] for one in (ours, theirs) if isinstance(one.get("told"), list)]
    entry |= {"told": sorted({str(name) for names in told for name in names})} if told else {}
    return entry | {key: True for key in ("passed", "refused") if ours.get(key) or theirs.get(key)}


def _state(base: Any, ours: str, theirs: str) -> str:
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    if base is None:  # nobody knows what it was before: what was undone on one side is undone
        return max(ours, theirs, key=("done", "undone", "dropped").index)
    return max(ours, theirs, key=_SURE.index) if base == "undone" else "dropped"


def note_refused(tables: Tables, refused: Collection[str]) -> None:
    """Note which entries brought answers (uids) that were not taken: they are neither undone nor redone.

    One of whose answers none was taken did nothing.
    """
    for number, entry in tables["journal"].items() if refused else ():
        brought = [op["uid"] for op in entry["ops"] if op["table"] == Response.table and op["before"] is None]
        if any(uid in refused for uid in brought):
            none = all(uid in refused for uid in brought)
            state = {"state": "dropped"} if none else {}
            tables["journal"][number] = {**entry, **state, "refused": True}


def let_go(tables: Tables) -> None:
    """Let go of the oldest entries beyond the bound of the journal; the names in them are remembered.

    The salt of the first names that are remembered comes of the entries, so that it is one on all machines.
    """
    gone = journal.in_order(tables)[: -journal.KEPT]
    if not gone:
        return
    salt = sha256(str([entry["uid"] for _, entry in gone]).encode()).digest()
    remember(tables, tables["meta"], (op for _, one in gone for op in one["ops"]), lambda size: salt[:size])
    for number, _ in gone:
        del tables["journal"][number]
