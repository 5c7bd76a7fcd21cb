"""Merging two replicas of a practice, record by record and field by field, against what both descend from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.merged import REFUSED, Merge, canonical
from coach_tui.plan.round import Response, Round
from coach_tui.store.shapes import KNOWN, empty_tables
from coach_tui.sync.merging.about import joined_meta
from coach_tui.sync.merging.brought_back import bring_back
from coach_tui.sync.merging.clashes import Clashes, joined_kept, with_moments
from coach_tui.sync.merging.decided import decide_again
from coach_tui.sync.merging.deleted_with import tell_back
from coach_tui.sync.merging.entries import tell_entries
from coach_tui.sync.merging.erased import erased_elsewhere, without_erased
from coach_tui.sync.merging.found import Found
from coach_tui.sync.merging.journals import joined_journal, let_go, note_refused
from coach_tui.sync.merging.numbers import numbered
from coach_tui.sync.merging.overruled import overruled
from coach_tui.sync.merging.records import joined_records
from coach_tui.sync.merging.rounds import close_rounds, late_answers, settle_answers
from coach_tui.sync.merging.rules import set_right
from coach_tui.sync.merging.secrets import keep_secrets
from coach_tui.sync.merging.sides import ASIDE, Side, same_value

if TYPE_CHECKING:
    from coach_tui.store.shapes import Record, Tables

__all__ = ["Merged", "erased_elsewhere", "merge"]


class Merged(NamedTuple):
    """What came of a merge.

    `to_look_at` are the records of the table merges that it made or widened, `remarks` lines about what was
    refused, brought back or called otherwise.
    """

    tables: Tables
    to_look_at: list[Record]
    remarks: list[str]


def merge(base: Tables | None, ours: Tables, theirs: Tables) -> Merged:
    """Merge two replicas against what both descend from (None: nothing is known).

    Whose is ours makes no difference to what comes of it, nor, but for numbers, in which order several are
    merged. What is given stays as it is; what comes of it shares records with it, and is not to be changed.
    """
    base, ours, theirs = without_erased(empty_tables() if base is None else base, ours, theirs)
    about = joined_meta(base, ours, theirs)
    for one, other in ((ours, theirs), (theirs, ours)):
        one_sided = _same_practice(one, base) and not late_answers(base, other)
        if one_sided or _same_practice(one, other):
            return Merged(_in_order({**other, "meta": about}), [], [])
    (here, there), back = overruled(Side(base), Side(ours), Side(theirs))
    sides = Side(base), here, there
    clashes = Clashes(*sides[1:])
    found = Found(*sides, clashes)
    for table in {**sides[1].records, **sides[2].records}:
        found.records[table] = joined_records(table, *sides, clashes)
    decide_again(found)
    close_rounds(found)
    bring_back(found)
    for one_side in back:
        tell_back(found, one_side)
    tell_entries(found)
    settle_answers(found)
    set_right(found)
    keep_secrets(found)
    to_look_at = _keep(found)
    tables: Tables = {name: numbered(name, rows, *sides) for name, rows in found.records.items()}
    tables |= {"meta": about, "journal": joined_journal(base, ours, theirs)}
    whole = Side(tables)
    tables[Merge.table] = {
        number: with_moments(record, whole) for number, record in tables.get(Merge.table, {}).items()
    }
    note_refused(tables, found.refused)
    let_go(tables)
    return Merged(_in_order(tables), to_look_at, sorted(found.remarks))


def _same_practice(one: Tables, other: Tables) -> bool:
    """Whether two replicas hold the same, but for the table meta."""
    names = {*one, *other} - {"meta"}
    return all(same_value(one.get(name, {}), other.get(name, {})) for name in names)


def _in_order(tables: Tables) -> Tables:
    known = [name for name in KNOWN if name in tables]
    return {name: tables[name] for name in (*known, *sorted(tables.keys() - {*known}))}


def _keep(found: Found) -> list[Record]:
    """Put what clashed into the table merges, beside what is kept there; return what is new of it."""
    _note_refused(found)
    owners = {
        (table, uid): record
        for table, rows in found.records.items()
        if table not in ASIDE
        for uid, record in rows.items()
    }
    kept = found.table(Merge.table)
    new = []
    for uid, record in sorted(found.clashes.records(owners).items()):
        before = kept.get(uid)
        now = record if before is None else joined_kept(None, before, record)
        if not same_value(before, now):
            kept[uid] = now
            new.append(now)
    return new


def _note_refused(found: Found) -> None:
    """Keep of each round which answers were not taken; one that is there word for word is not missed."""
    there = {canonical({**one, "uid": ""}) for one in found.table(Response.table).values()}
    for uid, late in found.refused.items():
        answer = found.anywhere(Response.table, uid) or {}
        if canonical({**answer, "uid": ""}) not in there:
            told = {"answer": uid, "late": late}
            found.clashes.note(Round.table, str(answer.get("round")), REFUSED, told)
