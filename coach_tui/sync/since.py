"""What both sides of a merge descend from, where the commit of it is gone.

A history that was begun anew names the commits that it goes on from, and none of them is here any more once
it was let go of. A data file of before, put in its place, or a copy that was merged into it, names one of
them: it is the same practice. What it was at that commit is what it is now, but for what its own history
alone tells of; and a record that the others no longer have counts only where they tell of its going.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.stands import stands
from coach_tui.store import journal
from coach_tui.store.journal import in_order
from coach_tui.store.shapes import empty_tables
from coach_tui.sync.gone import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from coach_tui.store.shapes import Record, Table, Tables

    Pair = tuple[str, str]
    """A record by its table and uid."""


def as_before(ours: Tables, theirs: Tables, told: Collection[Pair], digests: Collection[str]) -> Tables:
    """What ours was when theirs went on from it, as far as that is sure.

    `told` are the records of whose going the history of theirs tells, `digests` those its commits name.
    """
    known = {**_shared(ours, theirs), **_let_go(ours, theirs)}
    own = _own(ours, theirs, known)
    found = empty_tables()
    for table in {**ours, **theirs}.keys() - {"meta", "journal"}:
        there = {str(one["uid"]) for one in theirs.get(table, {}).values()}
        kept: Table = {}
        for number, record in ours.get(table, {}).items():
            pair = table, str(record["uid"])
            before = record if own is None else own.get(pair, record)
            if pair in told or digest(pair) in digests:
                kept[number] = before or record
            elif own is not None and pair[1] in there and before is not None:
                kept[number] = before
        here = {record["uid"] for record in ours.get(table, {}).values()}
        gone = [one for (name, uid), one in (own or {}).items() if name == table and uid not in here and one]
        free = max(map(int, kept), default=0) + 1
        found[table] = kept | {str(number): one for number, one in enumerate(gone, free)}
    found["journal"] = known
    return found


def _shared(ours: Tables, theirs: Tables) -> Table:
    """The entries of both sides, by their numbers here; of one undone here alone nobody knows since when."""
    there = {entry["uid"]: entry["state"] for entry in theirs["journal"].values()}
    return {
        number: entry
        for number, entry in ours["journal"].items()
        if there.get(entry["uid"]) is not None
        and (entry["state"] == "done" or there[entry["uid"]] == entry["state"])
    }


def _let_go(ours: Tables, theirs: Tables) -> Table:
    """The entries that stand here alone because the others have let go of them."""
    there = [entry for _, entry in in_order(theirs)]
    if len(there) < journal.KEPT:
        return {}
    known = {entry["uid"] for entry in there}
    oldest = min(str(entry["at"]) for entry in there)
    return {
        number: entry
        for number, entry in ours["journal"].items()
        if entry["uid"] not in known and str(entry["at"]) < oldest
    }


def _own(ours: Tables, theirs: Tables, not_own: Mapping[str, Record]) -> dict[Pair, Record | None] | None:
    """What each record was before what was done here alone; None where the history has let go of that.

    A record is None that was not there, or of which nobody knows since when a change of it is undone.
    """
    kept = in_order(ours)
    if len(kept) >= journal.KEPT and kept[0][0] not in not_own:
        return None
    known = {entry["uid"] for entry in theirs["journal"].values()}
    found: dict[Pair, Record | None] = {}
    for number, entry in kept:
        did = number not in not_own and (stands(entry) or entry["uid"] in known)
        for op in entry["ops"] if did else ():
            found.setdefault((op["table"], op["uid"]), op["before"] if stands(entry) else None)
    return found
