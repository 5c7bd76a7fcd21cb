"""What was deleted by one change comes back by one: nobody is to find a client without their plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.objective import Objective
from coach_tui.plan.stands import stands
from coach_tui.store.journal import in_order
from coach_tui.sync.merging.counting import counted
from coach_tui.sync.merging.overruled import HUNG

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from coach_tui.sync.merging.found import Found
    from coach_tui.sync.merging.overruled import Overruled

    Pair = tuple[str, str]
    """A record by its table and uid."""

_WHOSE = (Client.table, Engagement.table)


def back_with(found: Found, records: Collection[Pair]) -> None:
    """Bring back all that was deleted in the same changes as these records, which are back; say what.

    What another change deleted, before or after, or on the other machine, stays deleted.
    """
    if not records:
        return
    deleted = _deletions(found)
    changes = {uid for uid, pairs in deleted.items() if pairs & {*records}}
    gone = {pair for uid, pairs in deleted.items() if uid not in changes for pair in pairs}
    back = []
    for table, key in sorted({pair for uid in changes for pair in deleted[uid]} - gone):
        record = found.anywhere(table, key)
        if record is not None and key not in found.table(table):
            found.table(table)[key] = record
            back.append((table, key))
    tops = [(table, key) for table, key in records if key in found.table(table)]
    if back and tops:
        _tell(found, min([*tops, *back], key=_rank), back)


def tell_back(found: Found, overruled: Overruled) -> None:
    """Say what is back since one side changed it, or hung something from it, and what came with it."""
    for one in overruled.returns:
        causes = [(table, uid) for table, uid in one.causes if uid in found.table(table)]
        back = {(table, uid) for table, uid in one.back if uid in found.table(table)}
        given = sorted({(table, uid) for table, uid in one.given if uid in found.table(table)})
        more = sorted(back.difference(causes))
        top = min([*causes, *back], key=_rank, default=None)
        for table, uid in causes:
            why = overruled.why[table, uid]
            if why == HUNG or table not in _WHOSE or not (given or more):
                name = found.named(table, found.table(table)[uid])
                found.remark(f"the {name} was deleted on one machine and is back: {why}")
        if top is not None:
            _tell(found, top, more)
            _tell(found, top, given, "what its deletion took out is back in")
    for measure, objective in overruled.measures.items():
        record = found.table(Objective.table).get(objective, {})
        if any(one.get("uid") == measure for one in record.get("measure") or ()):
            found.remark(
                f"a measure of the {found.named(Objective.table, record)} was deleted on one machine and is "
                "back, with its values: it was changed on another"
            )


def _rank(pair: Pair) -> tuple[int, str, str]:
    """What all else belongs to comes first."""
    table, uid = pair
    return (_WHOSE.index(table) if table in _WHOSE else len(_WHOSE)), table, uid


def _tell(
    found: Found, top: Pair, back: Sequence[Pair], what: str = "all that was deleted with it is back:"
) -> None:
    if more := counted(pair for pair in back if pair != top):
        table, uid = top
        found.remark(f"with the {found.named(table, found.table(table)[uid])} {what} {more}")


def _deletions(found: Found) -> dict[str, set[Pair]]:
    """What each change (uid) that stands has deleted, on either side."""
    changes: dict[str, set[Pair]] = {}
    for side in found.sides:
        for _, entry in in_order(side.tables):
            if stands(entry):
                pairs = {(op["table"], op["uid"]) for op in entry["ops"] if op["after"] is None}
                changes[entry["uid"]] = pairs
    return changes
