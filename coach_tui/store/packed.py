"""The journal as the file has it: of a record that was changed only the fields that are not the same.

In memory the records of each op are whole. What did not change is taken from the records as they are now,
going back from the newest entry to the oldest: so what stands in the file of an entry stays the same,
whatever is changed after it.
"""

from __future__ import annotations

from coach_tui.plan.stands import stands
from coach_tui.store.canonical import OP, blank, fields_of
from coach_tui.store.journal import in_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from coach_tui.store.shapes import Record, Table, Tables

    Op = dict[str, Any]


def pack(entry: Mapping[str, Any]) -> Record:
    """Return an entry as the file has it; the entry stays as it is."""
    packed = fields_of("journal").ordered({key: value for key, value in entry.items() if key != "ops"})
    return {**packed, "ops": [_packed(op) for op in entry["ops"]]}


def _packed(op: Op) -> Op:
    before, after = op["before"], op["after"]
    order = fields_of(op["table"]).ordered
    if before is not None and after is not None:
        before, after = _differing(before, after), _differing(after, before)
    packed = {key: op[key] for key in OP if key in op}
    packed["before"] = None if before is None else order(before)
    packed["after"] = None if after is None else order(after)
    return packed | {key: op[key] for key in sorted(op.keys() - set(OP))}


def _differing(one: Record, other: Record) -> Record:
    return {key: value for key, value in one.items() if key not in other or not identical(value, other[key])}


def identical(one: Any, other: Any) -> bool:
    """Say whether two values are written with the same bytes: 1 is not 1.0, nor {a, b} the same as {b, a}."""
    if one is other:
        return True
    if type(one) is not type(other) or one != other:
        return False
    if isinstance(one, float):
        return repr(one) == repr(other)  # 0.0 is not -0.0
    if isinstance(one, dict):
        return list(one) == list(other) and all(map(identical, one.values(), other.values()))
    if isinstance(one, list):
        return all(map(identical, one, other))
    return True


def unpack(tables: Tables, journal: Table) -> None:
    """Make the records of the journal's ops whole, in place.

    Where a record is no longer there and no entry tells what it was, its ops have little but what changed.
    """
    walk = _Walk(tables)
    aside: list[Record] = []  # what was undone, newest first: it is in no record, and went on from here
    for _, entry in reversed(in_order({"journal": journal})):
        if stands(entry):
            walk.go_on(reversed(aside))
            aside = []
            walk.go_back(entry)
        else:
            aside.append(dict(entry))
    walk.go_on(reversed(aside))


class _Walk:
    """Records as they were at some moment, going back from now."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._uids: dict[str, dict[str, Record]] = {}
        self._were: dict[tuple[str, str], Record | None] = {}

    def go_back(self, entry: Mapping[str, Any]) -> None:
        """Make an entry whole that led to this moment, and go to the moment before it."""
        for op in reversed(entry["ops"]):
            before, after = op["before"], op["after"]
            if before is not None and after is not None:
                op["after"] = _turned(self._found(op), before, after)
                op["before"] = _turned(op["after"], after, before)
            self._were[op["table"], op["uid"]] = op["before"]

    def go_on(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Make entries whole that went on from this moment and were taken back, oldest first."""
        became: dict[tuple[str, str], Record | None] = {}
        for entry in entries:
            for op in entry["ops"]:
                key = op["table"], op["uid"]
                before, after = op["before"], op["after"]
                if before is not None and after is not None:
                    op["before"] = _turned(became.get(key) or self._found(op), after, before)
                    op["after"] = _turned(op["before"], before, after)
                became[key] = op["after"]

    def _found(self, op: Op) -> Record:
        key = table, uid = op["table"], op["uid"]
        if key in self._were:
            return self._were[key] or blank(table, uid)
        if table not in self._uids:
            self._uids[table] = {raw.get("uid", ""): raw for raw in self._tables.get(table, {}).values()}
        return self._uids[table].get(uid) or blank(table, uid)


def _turned(record: Record, old: Record, new: Record) -> Record:
    """The record with what differs between `old` and `new` as it is in `new`."""
    return {key: value for key, value in record.items() if key not in old or key in new} | new
