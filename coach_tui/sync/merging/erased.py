"""Who was erased on one machine is erased on all: a replica that does not know of it yet is cleaned first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.erase import names_of, telling_without
from coach_tui.plan.client import Client
from coach_tui.plan.practice import Practice
from coach_tui.store.taking_out import MARKED, belonging, erased_in, erased_mark, ever, take_out
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
    anew = {
        erased_mark(record["uid"])
        for side in (ours, theirs)
        for table in MARKED
        for record in side.get(table, {}).values()
        if erased_mark(record["uid"]) in erased_in(side)
    }
    return [_cleaned(side, marks - anew) for side in (base, ours, theirs)]


def _cleaned(side: Tables, marks: Collection[str]) -> Tables:
    """The tables of one side without those whom these marks mean."""
    known = {(table, str(record.get("uid"))) for table, record in ever(side) if table in MARKED}
    gone = {(table, uid) for table, uid in known if erased_mark(uid) in marks}
    if not gone:
        return side
    clients = {uid for table, uid in gone if table == Client.table}
    practice = Practice(side)
    names = {name for uid in clients for name in names_of(practice, Client({"uid": uid}))}
    tables: Tables = copied(dict(side))
    take_out(tables, belonging(tables, clients) | gone, names, telling_without(names))
    return tables
