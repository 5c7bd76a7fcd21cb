"""Deletions that the other side overrules: what was changed there, or hung something from, stays whole.

Before two sides are joined, such a deletion is taken out of the side that made it, with all that it took out
of other records: values in check-ins, links, orders. What another change of that side has deleted stays so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.contact import Checkin
from coach_tui.plan.merged import Merge
from coach_tui.plan.objective import Objective
from coach_tui.plan.schema import NOUNS
from coach_tui.sync.merging.hanging import mentioned, named_by
from coach_tui.sync.merging.sides import Side, same_value
from coach_tui.sync.merging.taken_back import (
    Taken,
    Turned,
    by_uid,
    deleted_in,
    lost,
    measures_out,
    new_entries,
    taken_of,
    uids_of,
    unmade_in,
    with_theirs,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Any

    from coach_tui.store.shapes import Record

    Pair = tuple[str, str]
    """A record by its table and uid."""
    Ops = list[Mapping[str, Any]]

CHANGED, HUNG = "it was changed on another", "something new hangs from it"


class Return(NamedTuple):
    """What came back of one deletion."""

    causes: list[Pair]
    """What the other side changed, or hung something from."""
    back: set[Pair]
    given: set[Pair]
    """The records from which something had been taken out that is in them again."""


class Overruled(NamedTuple):
    """What is back on a side: by what it was overruled, and what came with each."""

    why: dict[Pair, str]
    measures: dict[str, str]
    """Measures (uids) likewise that were taken out of an objective (uid) that stayed."""
    returns: list[Return]


def overruled(base: Side, ours: Side, theirs: Side) -> tuple[list[Side], list[Overruled]]:
    """Both sides as if neither had deleted what the other one changed, or hung something from."""
    ends = [(ours, theirs), (theirs, ours)]
    bare = [_bare(base, side) for side in (ours, theirs)]
    turned = [_without(base, *end, changed) for end, changed in zip(ends, reversed(bare), strict=True)]
    sides = [side for side, _ in turned]
    touched = [_only_touched(base, *one) for one in zip(sides, bare, reversed(sides), strict=True)]
    return (
        [_left_out(side, pairs) for side, pairs in zip(sides, touched, strict=True)],
        [told for _, told in turned],
    )


def _without(base: Side, side: Side, other: Side, changed: Side) -> tuple[Side, Overruled]:
    """A side as if it had not deleted what the other one overrules; `changed` is what that did on purpose."""
    why = {
        **dict.fromkeys(_hung(base, side, other), HUNG),
        **dict.fromkeys(_changed(base, side, changed), CHANGED),
    }
    told = Overruled(why, _measures(base, side, other), [])
    if not why and not told.measures:
        return side, told
    turned = Turned(base, side)
    new = new_entries(base, side)
    deleted = [deleted_in(ops) for ops in new]
    known = {pair for pairs in deleted for pair in pairs}
    wanted = [with_theirs(pairs.keys() & why.keys(), pairs) for pairs in deleted]
    # What another change has deleted as well stays so, unless that one is overruled too; so does an undo.
    stays = {pair for pairs, back in zip(deleted, wanted, strict=True) for pair in pairs.keys() - back}
    stays |= unmade_in(base, side) - why.keys()
    found: list[tuple[list[Pair], Taken]] = []
    for ops, pairs, back in zip(new, deleted, wanted, strict=True):
        if back:
            found.append((sorted(pairs.keys() & why.keys()), taken_of(ops, back - stays)))
        if out := measures_out(ops) & told.measures.keys():
            rest = [op for op in ops if op["table"] != Objective.table and op["after"] is not None]
            found.append(([], Taken(rest, out, set())))
    found += [([pair], _untold(base, side, pair, known)) for pair in sorted(why.keys() - known)]
    there = [turned.put_back(taken, new) for _, taken in found]
    told.returns.extend(
        Return(top, pairs, turned.give_back(taken)) for (top, taken), pairs in zip(found, there, strict=True)
    )
    return Side(turned.tables), told


def _bare(base: Side, side: Side) -> Side:
    """A side without what its deletions did to records that stayed: what was changed of them on purpose."""
    turned = Turned(base, side)
    for ops in new_entries(base, side):
        gone = [op for op in ops if op["after"] is None]
        if uids := uids_of(gone) | measures_out(ops):
            turned.give_back(Taken([op for op in ops if op["after"] is not None], uids, set()))
    return Side(turned.tables) if turned.changed else side


def _only_touched(base: Side, side: Side, bare: Side, other: Side) -> set[Pair]:
    """What the other side deleted, and this one changed only by deleting what it hung together with."""
    return {
        (table, uid)
        for table, uid, record in gone_from(base, other)
        if (here := side.record(table, uid)) is not None
        and not same_value(here, record)
        and same_value(bare.record(table, uid), record)
    }


def _left_out(side: Side, pairs: set[Pair]) -> Side:
    if not pairs:
        return side
    tables = {
        name: {number: one for number, one in rows.items() if (name, one.get("uid")) not in pairs}
        for name, rows in side.tables.items()
    }
    return Side(tables)


# What is overruled


def gone_from(base: Side, side: Side) -> Iterator[tuple[str, str, Record]]:
    """What a side has deleted, as it was."""
    for table, rows in base.records.items():
        for uid, record in rows.items() if table in NOUNS and table != Merge.table else ():
            if side.record(table, uid) is None:
                yield table, uid, record


def _changed(base: Side, side: Side, other: Side) -> Iterator[Pair]:
    """What a side has deleted and the other one changed."""
    for table, uid, record in gone_from(base, side):
        there = other.record(table, uid)
        if there is not None and not same_value(there, record):
            yield table, uid


def _hung(base: Side, side: Side, other: Side) -> set[Pair]:
    """What a side has deleted and the other one has hung something new from."""
    gone = {(table, uid): record for table, uid, record in gone_from(base, side)}
    owner = {
        measure.get("uid"): pair
        for pair, record in gone.items()
        for measure in (record.get("measure") or () if pair[0] == Objective.table else ())
    }
    found: set[Pair] = set()
    for table, rows in other.records.items() if gone else ():
        for uid, record in rows.items() if table in NOUNS else ():
            was = base.record(table, uid)
            if record is was or (was is not None and same_value(record, was)):
                continue
            new = set(named_by(table, record)) - set(named_by(table, was or {}))
            found |= new & gone.keys()
            if table == Checkin.table:
                values, before = record.get("measures") or {}, (was or {}).get("measures") or {}
                found |= {owner[key] for key in values if key in owner and values[key] != before.get(key)}
    return {pair for pair in found if other.record(*pair) is not None}


def _measures(base: Side, side: Side, other: Side) -> dict[str, str]:
    """Measures that a side took out of an objective that stayed, and the other changed or has a value of."""
    out: dict[str, str] = {}
    for uid, record in base.records.get(Objective.table, {}).items():
        here = side.record(Objective.table, uid)
        if here is None or same_value(here, record):
            continue
        was, now, there = (by_uid(one) for one in (record, here, other.record(Objective.table, uid)))
        for key in was.keys() - now.keys():
            changed = key in there and not same_value(there[key], was[key])
            if changed or _valued(base, other, key):
                out[key] = uid
    return out


def _valued(base: Side, other: Side, measure: str) -> bool:
    """Whether a side has a value of a measure that is new."""
    for uid, record in other.records.get(Checkin.table, {}).items():
        value = (record.get("measures") or {}).get(measure)
        was = ((base.record(Checkin.table, uid) or {}).get("measures") or {}).get(measure)
        if value is not None and not same_value(value, was):
            return True
    return False


# What the history no longer tells of


def _untold(base: Side, side: Side, cause: Pair, known: Collection[Pair]) -> Taken:
    """A deletion that the history no longer tells of, as it shows by what was there before."""
    gone = {(table, uid): record for table, uid, record in gone_from(base, side) if (table, uid) not in known}
    if cause not in gone:
        return Taken([], set(), set())
    ops: Ops = [
        {"table": table, "uid": uid, "before": record, "after": None}
        for (table, uid), record in sorted(gone.items(), key=lambda item: item[0])
    ]
    taken = taken_of(ops, with_theirs([cause], gone))
    for table, rows in side.records.items():
        for uid, now in rows.items() if table in NOUNS else ():
            was = base.record(table, uid)
            if was is not None and (keys := lost(was, now, taken.uids)):
                before = {**now, **{key: _put_into(now.get(key), was[key], taken.uids) for key in keys}}
                taken.ops.append({"table": table, "uid": uid, "before": before, "after": now})
    return taken


def _put_into(now: Any, was: Any, uids: Collection[str]) -> Any:
    """A value with what stood in it of these uids."""
    if isinstance(was, dict):
        return {**(now or {}), **{key: value for key, value in was.items() if key in uids}}
    if isinstance(was, list):
        kept = [one for one in was if mentioned(one) & {*uids} or one in (now or ())]
        return [*kept, *(one for one in now or () if one not in was)]
    return was
