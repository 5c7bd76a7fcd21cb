"""A bound for the history in bytes: the oldest entries lose long texts, then what they did, never their line.

An entry that lost anything says so, and can no longer be undone or redone; the newest one stays whole.
"""

from __future__ import annotations

from coach_tui.store.journal import in_order, remember_names
from coach_tui.store.layout import entry_line
from coach_tui.store.packed import pack

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from coach_tui.store.shapes import Record, Tables

LEAST = 2_000_000
"""Bytes that the history may always take."""
SHARE = 1.5
"""How many times the bytes of everything else it may take: so what was taken in at once can be undone."""
_LONG, _LEFT = 200, 120
"""Signs of a text that is long, and those that are left of it."""
_ROOM = 0.75
"""The part of the bound that is filled afterwards, so that not every change has to make room."""


def allowed(others: int) -> int:
    """Return how many bytes the history may take beside so many of everything else."""
    return max(LEAST, int(SHARE * others))


def shorten(tables: Tables, most: int) -> None:
    """Have the history take fewer than `most` bytes, but for the newest entry, which stays whole.

    The names in what goes are remembered.
    """
    *older, newest = [(number, dict(entry)) for number, entry in in_order(tables)]
    sizes = {number: len(entry_line(number, entry)) for number, entry in older}
    over = sum(sizes.values()) + len(entry_line(*newest)) - int(most * _ROOM)
    left = dict(older)
    for lose in (_without_long_texts, _without_changes):
        for number in left:
            if over > 0:
                left[number] = lose(left[number])
                size = len(entry_line(number, left[number]))
                over -= sizes[number] - size
                sizes[number] = size
    remember_names(
        tables, (op for number, entry in older if left[number] is not entry for op in entry["ops"])
    )
    tables["journal"].update(left)


def _without_long_texts(entry: Record) -> Record:
    """The entry without the long texts among what it changed: itself, where there are none."""
    ops, lost = [], False
    for op, told in zip(entry["ops"], pack(entry)["ops"], strict=True):
        cut = {end: _cut(told[end]) for end in ("before", "after")}
        if any(cut[end] != told[end] for end in cut):
            lost = True
            op = {**op, **{end: cut[end] and {**op[end], **cut[end]} for end in cut}}
        ops.append(op)
    return {**entry, "ops": ops, "shortened": True} if lost else entry


def _without_changes(entry: Record) -> Record:
    return {**entry, "ops": [], "shortened": True} if entry["ops"] else entry


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _LONG else f"{value[:_LEFT]}…"
    if isinstance(value, dict):
        return {key: _cut(inner) for key, inner in value.items()}
    return [_cut(inner) for inner in value] if isinstance(value, list) else value
