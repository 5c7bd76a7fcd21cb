"""Who was erased on one machine is erased on all: a replica that does not know of it yet is cleaned first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.erase import known_in, take_out_known, taken_in_anew
from coach_tui.store.taking_out import erased_in
from coach_tui.store.values import copied

if TYPE_CHECKING:
    from collections.abc import Collection

    from coach_tui.store.shapes import Tables


def erased_elsewhere(ours: Tables, theirs: Tables) -> set[str]:
    """The marks of those who were erased in theirs, and not yet in ours, whether they stand in it or not.

    One who was deleted in ours may still stand in its history and its backups. Who was erased here too, and
    taken in anew since, stays.
    """
    return erased_in(theirs) - erased_in(ours)


def without_erased(base: Tables, ours: Tables, theirs: Tables) -> list[Tables]:
    """The three tables without the clients that were erased on either side; those given stay as they are."""
    marks = erased_in(ours) | erased_in(theirs)
    if not marks:
        return [base, ours, theirs]
    marks -= taken_in_anew(ours) | taken_in_anew(theirs)
    return [_cleaned(side, marks) for side in (base, ours, theirs)]


def _cleaned(side: Tables, marks: Collection[str]) -> Tables:
    """The tables of one side without those whom these marks mean."""
    gone = known_in(side, marks)
    if not gone:
        return side
    tables: Tables = copied(dict(side))
    take_out_known(tables, gone)
    return tables
