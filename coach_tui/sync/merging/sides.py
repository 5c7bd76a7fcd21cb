"""One side of a merge: its records by uid, and when each of their fields got its value, and where."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.merged import canonical
from coach_tui.plan.stands import stands
from coach_tui.plan.whereabouts import value_at
from coach_tui.store.journal import in_order
from coach_tui.store.shapes import empty_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from coach_tui.store.shapes import Record, Tables

    Place = Sequence[Any]
    """The key of a field, then keys and steps down to a value (see there); () for the whole record."""

ASIDE = ("meta", "journal")
"""The tables that are no records of the practice."""


class Moment(NamedTuple):
    """When a value was set (ISO, "" where it is not known), and on which machine ("" likewise)."""

    at: str = ""
    machine: str = ""


class Side:
    """The tables of one side, its records by table and uid, and the moments of their fields."""

    def __init__(self, tables: Tables | None) -> None:
        self.tables = empty_tables() if tables is None else tables
        self.numbers: dict[str, dict[str, int]] = {}
        self.records: dict[str, dict[str, Record]] = {}
        for name, table in self.tables.items():
            if name not in ASIDE:
                keyed = {key_of(record, number): (int(number), record) for number, record in table.items()}
                self.numbers[name] = {key: number for key, (number, _) in keyed.items()}
                self.records[name] = {key: record for key, (_, record) in keyed.items()}
        self._ops: dict[tuple[str, str], list[tuple[Moment, dict[str, Any]]]] | None = None

    def record(self, table: str, uid: str) -> Record | None:
        """A record, or None."""
        return self.records.get(table, {}).get(uid)

    def moment(self, table: str, uid: str, place: Place) -> Moment:
        """When what stands at a place of a record was set, by what was done and not undone.

        A list that no change has set so, as it was made of two, was set by the last change of it; so was a
        record. Any other value that no change tells of came from outside, nobody knows when.
        """
        value = value_at(self.record(table, uid), place)
        found = self.set_at(table, uid, place, value)
        if found is not None or not isinstance(value, (list, dict)):
            return found or Moment()
        return max((at for at, op in self._done(table, uid) if _changes(op, place)), default=Moment())

    def set_at(self, table: str, uid: str, place: Place, value: Any) -> Moment | None:
        """When a place of a record was given a value last; None where nothing tells of it."""
        return max((at for at, op in self._done(table, uid) if _sets(op, place, value)), default=None)

    def first_moment(self, table: str, uid: str, key: str, value: Any) -> Moment:
        """When a field got this value first."""
        found = [
            at
            for at, op in self._done(table, uid)
            if (op["after"] or {}).get(key) == value and (op["before"] or {}).get(key) != value
        ]
        return min(found, default=Moment())

    def gone_at(self, table: str, uid: str) -> Moment | None:
        """When a record was deleted last; None where nothing tells of it."""
        return max((at for at, op in self._done(table, uid) if op["after"] is None), default=None)

    def latest(self, table: str, uid: str, places: Iterable[Place]) -> Moment:
        """The latest moment of several places of a record."""
        return max((self.moment(table, uid, place) for place in places), default=Moment())

    def _done(self, table: str, uid: str) -> list[tuple[Moment, dict[str, Any]]]:
        if self._ops is None:
            self._ops = {}
            for _, entry in in_order(self.tables):
                if stands(entry):
                    at = Moment(entry["at"], entry.get("machine") or "")
                    for op in entry["ops"]:
                        self._ops.setdefault((op["table"], op["uid"]), []).append((at, op))
        return self._ops.get((table, uid), [])


def key_of(record: Mapping[str, Any], number: str) -> str:
    """By what a record is known: its uid, in a table of a newer version perhaps its number."""
    uid = record.get("uid")
    return uid if isinstance(uid, str) and uid else f"#{number}"


def same_value(one: Any, other: Any) -> bool:
    """Whether two stored values are the same in the file, at every depth."""
    if one is other:
        return True
    if one != other:
        return False
    # 1, 1.0 and True are equal and yet not the same; marshal is the quickest to tell, where the order is one.
    return marshal.dumps(one, 2) == marshal.dumps(other, 2) or canonical(one) == canonical(other)


def _sets(op: Mapping[str, Any], place: Place, value: Any) -> bool:
    """Whether an op gave a place this value."""
    after = value_at(op["after"], place)
    return same_value(after, value) and not same_value(value_at(op["before"], place), after)


def _changes(op: Mapping[str, Any], place: Place) -> bool:
    """Whether an op changed what stands at a place, and left the record."""
    gone = op["after"] is None
    return not gone and not same_value(value_at(op["before"], place), value_at(op["after"], place))
