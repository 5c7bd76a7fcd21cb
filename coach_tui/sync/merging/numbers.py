"""The numbers of records in their table: who has one keeps it, and no two get the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.schema import NOUNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach_tui.store.shapes import Record, Table
    from coach_tui.sync.merging.sides import Side


def numbered(table: str, found: Mapping[str, Record], base: Side, ours: Side, theirs: Side) -> Table:
    """The records of a table (by uid) by their numbers, in order of these.

    Of two new ones with one number the lower uid keeps it, the other gets the next free one. Where ids must
    not tell when a record was made, numbers do not either: then all new ones are numbered anew.
    """
    sides = [side.numbers.get(table, {}) for side in (base, ours, theirs)]
    wanted = {uid: _wanted(*(side.get(uid) for side in sides)) for uid in found}
    was = sides[0]
    order = sorted(found, key=lambda uid: (wanted[uid] is None, wanted[uid] != was.get(uid), uid))
    taken: dict[int, str] = {}
    left: list[str] = []
    for uid in order:
        number = wanted[uid]
        if number is None or number in taken:
            left.append(uid)
        else:
            taken[number] = uid
    noun = NOUNS.get(table)
    if left and noun is not None and noun.random_ids:
        left = sorted(uid for uid in found if uid not in was)
        taken = {number: uid for number, uid in taken.items() if uid in was}
    following = max(taken, default=0)
    for uid in left:
        following += 1
        taken[following] = uid
    return {str(number): found[taken[number]] for number in sorted(taken)}


def _wanted(base: int | None, ours: int | None, theirs: int | None) -> int | None:
    """The number of one record, by those that it has on each side."""
    if ours is None or theirs is None:
        return theirs if ours is None else ours
    if ours == theirs or theirs == base:
        return ours
    return theirs if ours == base else min(ours, theirs)
