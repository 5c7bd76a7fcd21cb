"""How a list and its detail share the screen: beside each other where the list keeps all it has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coach_tui.app.widgets.row import STACKED, Row, asked, wrapping
from coach_tui.app.widgets.rows import RowList

WIDE = 100
"""From so many columns on, the detail stands beside the list, or under it, where there is room for both."""
KEPT = 74
"""So many cells a list keeps beside its detail where it needs them; what does not fit is wrapped."""
ACROSS, DOWN = 44, 8
"""Cells that a detail takes beside a list, and rows under it, at least."""
THIRD = 46
"""Cells that a third column takes at least."""


class Room(NamedTuple):
    """The cells of a list, all there are where nothing stands beside it; how it wraps; the lines it takes."""

    cells: int
    wraps: int
    lines: int


def shared(
    drawn: RowList, rows: Sequence[Row], more: Sequence[Row], size: tuple[int, int], least: tuple[int, int]
) -> Room:
    """What a list of these rows takes of so many cells and lines.

    It has the whole width where it would show less with the detail beside it: a row out of sight, or cut.

    Args:
        drawn: the list that draws them.
        rows: those that are to be seen.
        more: others, which are as wide as they are, but need not be seen.
        size: cells and lines for both.
        least: the cells that the list keeps where it needs them, and those that the detail takes.
    """
    width, lines = size
    whole, wrapped = asked(drawn, [*rows, *more], drawn.columns)
    cells = _beside(width, whole, wrapped, *least)
    if cells < width:
        wraps, taken = wrapping(drawn, rows, drawn.columns, cells, lines)
        if wraps == STACKED or whole <= cells:
            return Room(cells, STACKED, taken)
    return Room(width, *wrapping(drawn, rows, drawn.columns, width, lines))


def wraps_found(drawn: RowList, room: Room, lines: int) -> int:
    """How the rows that a filter lets through are wrapped: they may have the lines that all have not."""
    if not drawn.filter_text or room.wraps == STACKED:
        return room.wraps
    return wrapping(drawn, drawn.found, drawn.columns, room.cells, lines)[0]


def _beside(width: int, whole: int, wrapped: int, kept: int, across: int) -> int:
    """The cells of a list that takes so many where nothing in it is cut, and where it is wrapped, if there is
    room for the detail beside it; else all."""
    room = width - across - 1
    if width < WIDE or room < min(whole, max(kept, wrapped)):
        return width
    return max(min(whole, room), min(width // 2, room))
