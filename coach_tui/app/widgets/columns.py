"""Columns of a list, and how they share a width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

GAP = 2
"""Blank cells between columns."""


FULL = 98
"""So many cells all columns take at most, unless what stands in them needs more: what is far apart is hard to
read as one row."""


class Column(NamedTuple):
    """One column: `width` cells at most while others need the room, or None to share what is left over."""

    width: int | None = None
    align: Literal["left", "right"] = "left"
    min: int = 8
    drop: int = 0
    """Where there is not room for all, the column with the highest drop goes first; 0 never goes.

    One of 2 or more comes only where all others have what they hold.
    """
    under: int = -1
    """Where what does not fit is wrapped and there is not room for all, it stands under this column."""
    drawn: bool = False
    """Whether it is a drawing: it comes last, and the cursor's ground ends before it."""


class Slot(NamedTuple):
    """A column that is shown: which one, and how wide."""

    column: int
    width: int
    align: Literal["left", "right"]


def lay_out(
    columns: Sequence[Column], width: int, contents: Sequence[int] | None = None, wraps: bool = False
) -> list[Slot]:
    """The columns that fit into `width` cells, left to right.

    Args:
        columns: what they ask for.
        width: the cells there are.
        contents: the cells of the widest text in each; a column takes no more than that, but for what nobody
            needs. None: as if each were full.
        wraps: what does not fit is wrapped, so that no column need have all that it holds.
    """
    held = [column.width or column.min for column in columns] if contents is None else list(contents)
    if wraps and side_by_side(at_least(columns, held)) > width:
        held = stacked(columns, held)
    kept = [index for index in range(len(columns)) if held[index]]
    least = dict(enumerate(at_least(columns, held)))

    def needed() -> int:
        return side_by_side([least[index] for index in kept])

    while loose := [index for index in kept if columns[index].drop > 0]:
        first = max(loose, key=lambda index: (columns[index].drop, index))
        whole = columns[first].drop > 1 and not wraps
        if (side_by_side([held[index] for index in kept]) if whole else needed()) <= width:
            break
        kept.remove(first)

    flexible = [index for index in kept if columns[index].width is None]
    widths = {index: least[index] for index in kept}
    spare = width - needed()
    for wider in (flexible, kept):
        spare = _share(widths, {index: held[index] for index in wider}, spare)
    taken = width - spare
    _share(widths, dict.fromkeys(flexible, width), min(spare, FULL - taken))
    slots: list[Slot] = []
    room = width
    for index in kept:
        size = min(widths[index], room)
        if size < 1:
            break
        slots.append(Slot(index, size, columns[index].align))
        room -= size + GAP
    return slots


def stacked(columns: Sequence[Column], contents: Sequence[int]) -> list[int]:
    """The cells that columns hold where those that may stand under another do."""
    found = list(contents)
    for index, column in enumerate(columns):
        if column.under >= 0:
            found[column.under] = max(found[column.under], found[index])
            found[index] = 0
    return found


def at_least(columns: Sequence[Column], contents: Sequence[int]) -> list[int]:
    """The cells that each column has before others give way to it."""
    pairs = zip(columns, contents, strict=True)
    return [min(held, column.width or column.min) for column, held in pairs]


def side_by_side(widths: Sequence[int]) -> int:
    """The cells that columns of these widths take with what lies between them."""
    shown = [width for width in widths if width]
    return sum(shown) + GAP * max(0, len(shown) - 1)


def _share(widths: dict[int, int], wanted: Mapping[int, int], spare: int) -> int:
    """Widen columns, each as much as the others, up to what they want; gives what is left of the cells."""
    wanting = [index for index, size in wanted.items() if widths[index] < size]
    while spare > 0 and wanting:
        each, rest = divmod(spare, len(wanting))
        for place, index in enumerate(wanting):
            more = min(each + (place < rest), wanted[index] - widths[index])
            widths[index] += more
            spare -= more
        wanting = [index for index in wanting if widths[index] < wanted[index]]
    return spare
