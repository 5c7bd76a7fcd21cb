"""The value of one field as both sides leave it: key by key, entry by entry, else the later of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.field_lists import Texts
from coach_tui.plan.field_records import Group, Records
from coach_tui.plan.whereabouts import KindStep, stepped
from coach_tui.sync.merging.lists import counted_together, joined_order
from coach_tui.sync.merging.sides import same_value

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from coach_tui.plan.fields import Field
    from coach_tui.plan.record import Record

    Later = Callable[[tuple[Any, ...], Any, Any], Any]
    """Decides at a path between two values that cannot both stand, and notes that it did."""

_AS_ONE = ("anchors", "gas")
"""Lists whose places say what they are: of two, one stands."""


def joined_value(
    field: Field | None, path: tuple[Any, ...], base: Any, ours: Any, theirs: Any, later: Later
) -> Any:
    """What a field is after both sides: None for nothing.

    What only one side changed is as that side has it.
    """
    if same_value(ours, theirs) or same_value(theirs, base):
        return ours
    if same_value(ours, base):
        return theirs
    if not _as_one(field):
        if all(value is None or isinstance(value, dict) for value in (base, ours, theirs)):
            return _by_key(field, path, base or {}, ours or {}, theirs or {}, later)
        if all(value is None or isinstance(value, list) for value in (base, ours, theirs)):
            return _by_entry(field, path, base or [], ours or [], theirs or [], later)
    return later(path, ours, theirs)


def _as_one(field: Field | None) -> bool:
    """Whether a value stands or falls as a whole: what is put off with its reason, a ladder."""
    if isinstance(field, Group):
        return any(inner.required for inner in field.record.fields.values())
    return isinstance(field, Texts) and (field.count is not None or field.key in _AS_ONE)


def _by_key(
    field: Field | None,
    path: tuple[Any, ...],
    base: dict[str, Any],
    ours: dict[str, Any],
    theirs: dict[str, Any],
    later: Later,
) -> dict[str, Any] | None:
    inner = field.record.fields if isinstance(field, Group) else {}
    found = {}
    for key in [*base, *sorted({*ours, *theirs} - base.keys())]:
        sides = base.get(key), ours.get(key), theirs.get(key)
        value = joined_value(inner.get(key), (*path, key), *sides, later)
        if value is not None:
            found[key] = value
    return found or None


def _by_entry(
    field: Field | None,
    path: tuple[Any, ...],
    base: list[Any],
    ours: list[Any],
    theirs: list[Any],
    later: Later,
) -> list[Any] | None:
    kind = field.record if isinstance(field, Records) else None
    if kind is None and not all(isinstance(one, dict) for one in (*base, *ours, *theirs)):
        found = counted_together(base, ours, theirs)
        return later(path, ours, theirs) if found is None else found or None
    steps = [stepped(entries, kind) for entries in (base, ours, theirs)]
    held: dict[Any, Any] = {}
    for step in {step: None for one in steps for step in one}:
        was, here, there = (one.get(step) for one in steps)
        entry = _joined_entry(kind, (*path, KindStep(step, kind)), was, here, there, later)
        if entry is not None:
            held[step] = entry
    orders = [list(one) for one in steps]
    if all(set(order) == held.keys() for order in orders) and orders[1] != orders[2]:
        order = orders[1] if orders[2] == orders[0] else orders[2]
        if orders[0] not in orders[1:]:
            entries = [[held[step] for step in one] for one in orders[1:]]
            return list(later(path, *entries))
    else:
        order = orders[1] if orders[1] == orders[2] else joined_order(orders[0], held)
    return [held[step] for step in order if step in held] or None


def _joined_entry(
    kind: type[Record] | None, path: tuple[Any, ...], base: Any, ours: Any, theirs: Any, later: Later
) -> Any:
    """One entry of both sides; one that was taken out here and changed there stays, as it is there."""
    if same_value(ours, theirs) or same_value(theirs, base):
        return ours
    if same_value(ours, base):
        return theirs
    if ours is None or theirs is None:
        return theirs if ours is None else ours
    if not all(value is None or isinstance(value, dict) for value in (base, ours, theirs)):
        return later(path, ours, theirs)
    inner = kind.fields if kind is not None else {}
    found: dict[str, Any] = {}
    for key in dict.fromkeys((*(base or {}), *sorted({*ours, *theirs}))):
        sides = (base or {}).get(key), ours.get(key), theirs.get(key)
        value = joined_value(inner.get(key), (*path, key), *sides, later)
        if value is not None:
            found[key] = value
    return found
