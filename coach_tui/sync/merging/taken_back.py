"""Changes of one side taken back: what they deleted is there again, and in what it was taken out of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.objective import Objective
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import Session
from coach_tui.plan.stands import stands
from coach_tui.store.journal import in_order
from coach_tui.sync.merging.hanging import mentioned, owned_by
from coach_tui.sync.merging.sides import ASIDE, same_value
from coach_tui.sync.merging.values import joined_value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import Any

    from coach_tui.store.shapes import Record, Tables
    from coach_tui.sync.merging.sides import Side

    Pair = tuple[str, str]
    """A record by its table and uid."""
    Ops = list[Mapping[str, Any]]


class Taken(NamedTuple):
    """What a change has deleted that is to be back, and what it did to other records, as ops.

    `uids` are those of what is to be back, `left_out` those of what else it deleted.
    """

    ops: Ops
    uids: set[str]
    left_out: set[str]


def new_entries(base: Side, side: Side) -> list[Ops]:
    """What each change did that a side knows of and base does not, newest first, where it is told whole."""
    known = {entry["uid"] for _, entry in in_order(base.tables) if stands(entry)}
    return [
        entry["ops"]
        for _, entry in reversed(in_order(side.tables))
        if stands(entry) and entry["uid"] not in known and not entry.get("shortened")
    ]


def unmade_in(base: Side, side: Side) -> set[Pair]:
    """The records whose making stands in base, and was undone on a side."""
    made = {entry["uid"] for _, entry in in_order(base.tables) if stands(entry)}
    return {
        (op["table"], op["uid"])
        for _, entry in in_order(side.tables)
        if entry["uid"] in made and not stands(entry)
        for op in entry["ops"]
        if op["before"] is None
    }


def with_theirs(causes: Collection[Pair], pairs: Mapping[Pair, Record]) -> set[Pair]:
    """What one deletion took together with these: what they name stays with them, and what is theirs."""
    wanted = set(causes)
    while True:
        uids = {uid for _, uid in wanted}
        named = {text for pair in wanted for text in mentioned(pairs[pair])}
        more = {
            pair for pair, record in pairs.items() if pair[1] in named or owned_by(pair[0], record) & uids
        } - wanted
        if not more:
            return wanted
        wanted |= more


def taken_of(ops: Ops, wanted: Collection[Pair]) -> Taken:
    """A deletion, of which these records are to be back."""
    kept = [op for op in ops if op["after"] is not None or (op["table"], op["uid"]) in wanted]
    left = [op for op in ops if op["after"] is None and (op["table"], op["uid"]) not in wanted]
    return Taken(kept, uids_of(kept), uids_of(left))


def deleted_in(ops: Ops) -> dict[Pair, Record]:
    """The records that a change has deleted, as they were."""
    return {(op["table"], op["uid"]): op["before"] for op in ops if op["after"] is None}


def uids_of(ops: Ops) -> set[str]:
    """The uids of what ops have deleted, of measures too."""
    gone = [op for op in ops if op["after"] is None]
    measures = {uid for op in gone if op["table"] == Objective.table for uid in by_uid(op["before"])}
    return {op["uid"] for op in gone} | measures


class Turned:
    """A side's tables in which changes are taken back; those given stay as they are."""

    def __init__(self, base: Side, side: Side) -> None:
        self._base = base
        self.tables: Tables = dict(side.tables)
        self.changed = False
        self._own: dict[str, dict[str, str]] = {}

    def put_back(self, taken: Taken, new: Sequence[Ops]) -> set[Pair]:
        """Put in again what was deleted, with what else was `new` of it, newest first; say of what."""
        return {
            (op["table"], op["uid"])
            for op in taken.ops
            if op["after"] is None and self._put(op["table"], op["uid"], op["before"], new)
        }

    def give_back(self, taken: Taken) -> set[Pair]:
        """Put in again what was taken out of other records; say of which."""
        return {
            (op["table"], op["uid"])
            for op in taken.ops
            if None not in (op["before"], op["after"])
            and op["table"] not in ASIDE
            and self._give_back(op, taken)
        }

    def _numbers(self, table: str) -> dict[str, str]:
        if table not in self._own:
            self.tables[table] = dict(self.tables.get(table, {}))
            self._own[table] = {str(one.get("uid")): key for key, one in self.tables[table].items()}
        return self._own[table]

    def _put(self, table: str, uid: str, record: Record, new: Sequence[Ops]) -> bool:
        numbers, rows = self._numbers(table), self.tables[table]
        if uid in numbers:
            return False
        for ops in reversed(new):
            for op in ops:
                if (op["table"], op["uid"]) == (table, uid) and None not in (op["before"], op["after"]):
                    record = _changed(table, record, op["before"], op["after"])
        number = str(self._base.numbers.get(table, {}).get(uid, 0))
        if number == "0" or number in rows:
            number = str(max(map(int, rows), default=0) + 1)
        numbers[uid] = number
        rows[number] = record
        self.changed = True
        return True

    def _give_back(self, op: Mapping[str, Any], taken: Taken) -> bool:
        table, uid, before, after = op["table"], op["uid"], op["before"], op["after"]
        keys = lost(before, after, taken.uids)
        if not keys or uid not in self._numbers(table):
            return False
        if table == Session.table and _left_one(before, after):
            keys = [key for key in {**before, **after} if not same_value(before.get(key), after.get(key))]
        elif after.get("visibility") == "private" != before.get("visibility"):
            keys = [*keys, "visibility"]
        rows, number = self.tables[table], self._numbers(table)[uid]
        now = rows[number]
        put = {key: _without(before.get(key), taken.left_out) for key in keys}
        rows[number] = _changed(table, now, {key: after.get(key) for key in keys}, put)
        again = not same_value(rows[number], now)
        self.changed |= again
        return again


def _changed(table: str, record: Record, before: Mapping[str, Any], after: Mapping[str, Any]) -> Record:
    """A record after a change of it that found it so, and left it so; what is otherwise by now stays."""
    fields = NOUNS[table].fields if table in NOUNS else {}
    found = dict(record)
    for key in {**before, **after}:
        sides = before.get(key), record.get(key), after.get(key)
        if not same_value(sides[0], sides[2]):
            found[key] = joined_value(fields.get(key), (key,), *sides, lambda _, now, __: now)
    return {key: value for key, value in found.items() if value is not None}


def _left_one(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether somebody who was in a session is no longer."""
    there = [{one.get("plan"), *(one.get("also") or ())} for one in (before, after)]
    return bool(there[0] - there[1])


def _without(value: Any, uids: Collection[str]) -> Any:
    """A value without these uids."""
    if isinstance(value, list):
        return [one for one in value if not (isinstance(one, str) and one in uids)] or None
    if isinstance(value, dict):
        return {key: one for key, one in value.items() if key not in uids} or None
    return None if isinstance(value, str) and value in uids else value


def measures_out(ops: Ops) -> set[str]:
    """The measures that a change took out of objectives that stayed."""
    return {
        uid
        for op in ops
        if op["table"] == Objective.table and op["before"] is not None and op["after"] is not None
        for uid in by_uid(op["before"]).keys() - by_uid(op["after"]).keys()
    }


def by_uid(objective: Record | None) -> dict[str, Any]:
    """The measures of an objective by their uids."""
    return {str(one.get("uid")): one for one in (objective or {}).get("measure") or ()}


def lost(was: Mapping[str, Any], now: Mapping[str, Any], uids: Collection[str]) -> list[str]:
    """The fields in which some of these uids stood, and stand no more."""
    return [
        key
        for key, value in was.items()
        if (named := mentioned(value) & {*uids}) and named - mentioned(now.get(key))
    ]
