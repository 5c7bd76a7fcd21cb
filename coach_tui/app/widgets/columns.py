"""Columns of a list, and how they share a width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

GAP = 2
"""Blank cells between columns."""


class Column(NamedTuple):
    """One column: `width` cells, or None to share what is left over."""

    width: int | None = None
    align: Literal["left", "right"] = "left"
    min: int = 8
    drop: int = 0
    """Where there is not room for all, the column with the highest drop goes first; 0 never goes."""


class Slot(NamedTuple):
    """A column that is shown: which one, and how wide."""

    column: int
    width: int
    align: Literal["left", "right"]


def lay_out(columns: Sequence[Column], width: int) -> list[Slot]:
    """The columns that fit into `width` cells, left to right."""
    kept = list(range(len(columns)))

    def least(index: int) -> int:
        column = columns[index]
        return column.min if column.width is None else column.width

    def needed() -> int:
        return sum(map(least, kept)) + GAP * (len(kept) - 1)

    while needed() > width:
        loose = [index for index in kept if columns[index].drop > 0]
        if not loose:
            break
        kept.remove(max(loose, key=lambda index: (columns[index].drop, index)))

    widths = {index: least(index) for index in kept}
    spare = width - needed()
    flexible = [index for index in kept if columns[index].width is None]
    if spare > 0 and flexible:
        each, rest = divmod(spare, len(flexible))
        for place, index in enumerate(flexible):
            widths[index] += each + (place < rest)
    slots: list[Slot] = []
    room = width
    for index in kept:
        size = min(widths[index], room)
        if size < 1:
            break
        slots.append(Slot(index, size, columns[index].align))
        room -= size + GAP
    return slots
