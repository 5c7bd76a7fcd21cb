"""One row of a list, and what it looks like: spans in exactly so many cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from coach_tui.app.widgets.columns import GAP, Column, Slot, at_least, lay_out, side_by_side, stacked
from coach_tui.app.widgets.detail import wrap_spans
from coach_tui.app.widgets.drawing import (
    Cell,
    LineDrawn,
    Span,
    fit_drawn,
    fit_spans,
    spans_of,
    text_of,
)
from coach_tui.plan.text import fold

CUT, WRAPPED, STACKED = 0, 1, 2
"""What becomes of what does not fit into a row: it is cut; it stands under it; so does a column that has no
room beside the others."""
MARK, EDGES = 2, 2
"""Cells of a row's mark and a blank; of the cursor at the left and the scroll mark at the right."""


class Row:
    """One row: a key to know it by, its cells, a mark before them.

    A heading names what follows; it and a row without a key cannot be selected. A heading's first cell has
    the whole width, its second stands at the right. A row with fewer cells than columns lets its last one run
    on.
    """

    __slots__ = ("_fold", "cells", "goes_on", "heading", "key", "mark", "search", "under")

    def __init__(
        self,
        key: str | None,
        cells: Sequence[Cell],
        *,
        mark: Span = ("", ""),
        heading: bool = False,
        search: str = "",
        under: Sequence[Cell] = (),
        goes_on: bool = False,
    ) -> None:
        self.key = key
        self.cells = cells
        self.mark = mark
        self.heading = heading
        self.search = search
        self.under = under
        """Lines below it, in its whole width, that belong to it."""
        self.goes_on = goes_on
        """Whether it is a further line of the row above."""
        self._fold: str | None = None

    def looks_like(self, other: Row) -> bool:
        """Whether it is drawn the same."""
        return self.cells == other.cells and self.mark == other.mark and self.heading == other.heading

    @property
    def selectable(self) -> bool:
        """Whether the cursor may stand here."""
        return self.key is not None and not self.heading

    def matches(self, needle: str) -> bool:
        """Whether the row has `needle` (folded already) in its search text or cells."""
        if self._fold is None:
            self._fold = fold(" ".join((self.search, *map(text_of, (*self.cells, *self.under)))))
        return needle in self._fold


def matching(rows: Sequence[Row], needle: str) -> list[Row]:
    """The rows that have `needle` (folded already), under their headings; how many others there are."""
    kept: list[Row] = []
    heading: Row | None = None
    for row in rows:
        if row.heading:
            heading = row
        elif row.matches(needle):
            if heading is not None:
                kept.append(heading)
                heading = None
            kept.append(row)
    left = sum(row.selectable for row in rows) - sum(row.selectable for row in kept)
    return [*kept, Row(None, [(f"{left} not here", "dim")], heading=True)] if kept and left else kept


def heading_spans(widget: LineDrawn, row: Row, width: int) -> list[Span]:
    """A heading: its first cell at the left, its second at the right; that has half of it, or the rest."""
    first = [(widget.shown(text), style or "head") for text, style in spans_of(row.cells[0])]
    if len(row.cells) < 2:
        return fit_spans(first, width, widget.ascii_only)
    last = [(widget.shown(text), style or "dim") for text, style in spans_of(row.cells[1])]
    left = width - GAP - sum(cell_len(text) for text, _ in first)
    size = min(max(width // 2, left), sum(cell_len(text) for text, _ in last))
    gap = min(GAP, width - size)
    return [
        *fit_spans(first, width - size - gap, widget.ascii_only),
        (" " * gap, ""),
        *fit_spans(last, size, widget.ascii_only),
    ]


def mark_spans(widget: LineDrawn, row: Row, *, marked: bool = False) -> list[Span]:
    """A row's mark, in one cell, and a blank; a plus where the row is marked for what is done to several."""
    text, style = ("+", "accent") if marked else row.mark
    return [(fit_drawn(widget.sign(text), 1, widget.ascii_only), style), (" ", "")]


def _width(widget: LineDrawn, cell: Cell) -> int:
    """The cells that a text takes."""
    return sum(cell_len(widget.shown(text)) for text, _ in spans_of(cell))


def contents(widget: LineDrawn, rows: Sequence[Row], columns: Sequence[Column]) -> list[int]:
    """The cells of the widest text in each column; what runs on is in the next that shares the rest."""
    widest = [0] * len(columns)
    for row in rows:
        if row.heading:
            continue
        last = len(row.cells) - 1
        for index, cell in enumerate(row.cells[: len(columns)]):
            size = _width(widget, cell)
            own = columns[index].width
            if own is not None and size > own and index == last < len(columns) - 1:
                shared = [at for at in range(last, len(columns)) if columns[at].width is None]
                if shared:
                    widest[shared[0]] = max(widest[shared[0]], size - own - GAP)
                size = own
            widest[index] = max(widest[index], size)
    return widest


def asked(
    widget: LineDrawn,
    rows: Sequence[Row],
    columns: Sequence[Column],
    held: Sequence[int] | None = None,
) -> tuple[int, int]:
    """The cells that a list of these rows takes where nothing is cut, and where long texts are wrapped.

    `held` is what `contents` says of the rows, where that is known.
    """
    held = contents(widget, rows, columns) if held is None else held
    whole = side_by_side(held)
    for row in rows:
        last = len(row.cells) - 1
        if last < len(columns) - 1 and not row.heading:  # it runs on
            size = _width(widget, row.cells[last])
            whole = max(whole, side_by_side([*held[:last], size]))
    margin = _margin(widget, rows)
    return margin + whole, margin + side_by_side(at_least(columns, stacked(columns, held)))


def edges(widget: LineDrawn) -> int:
    """The cells at both ends of a row; in ASCII the scroll mark fills its own, and has a blank before it."""
    return EDGES + int(widget.ascii_only)


def _margin(widget: LineDrawn, rows: Sequence[Row]) -> int:
    """The cells of a list that its columns do not have."""
    return edges(widget) + (MARK if any(row.mark[0] for row in rows) else 0)


def heights(
    widget: LineDrawn, rows: Sequence[Row], columns: Sequence[Column], cells: int, wraps: int = STACKED
) -> list[int]:
    """The lines that each of these rows takes in a list of so many cells that wraps what does not fit so."""
    room = cells - _margin(widget, rows)
    held = contents(widget, rows, columns) if wraps else ()
    slots = lay_out(columns, room, held, wraps=wraps == STACKED) if wraps else ()
    columns = wrapped_as(columns, wraps)
    return [len(spread(widget, [row], columns, slots, room)) for row in rows]


def wrapped_as(columns: Sequence[Column], wraps: int) -> Sequence[Column]:
    """The columns; where only what does not fit is wrapped, none of them stands under another."""
    return columns if wraps == STACKED else [column._replace(under=-1) for column in columns]


def wrapping(
    widget: LineDrawn, rows: Sequence[Row], columns: Sequence[Column], cells: int, lines: int
) -> tuple[int, int]:
    """How rows in so many cells are wrapped where all are to be seen in so many lines; the lines they take.

    Where they have no room with what is wrapped, a row is a line, and what does not fit is cut. A blank line
    at the end need not be seen.
    """
    blank = 1 if rows and rows[-1].under and not text_of(rows[-1].under[-1]) else 0
    for way in (STACKED, WRAPPED) if len(rows) <= lines else ():
        taken = sum(heights(widget, rows, columns, cells, way)) - blank
        if taken <= lines:
            return way, taken
    return CUT, sum(heights(widget, rows, columns, cells, CUT)) - blank


def rooms(widget: LineDrawn, row: Row, slots: Sequence[Slot]) -> Iterator[Slot]:
    """The room of each cell of a row.

    One at the left runs on where nothing stands behind it, and into the blanks of one at the right.
    """
    at = taken = 0
    while at < len(slots) and slots[at].column < len(row.cells):
        slot = slots[at]
        size = slot.width - taken
        at, taken = at + 1, 0
        while slot.align == "left" and at < len(slots) and not _stands(row, slots[at]):
            size += slots[at].width + GAP
            at += 1
        if slot.align == "left" and at < len(slots) and slots[at].align == "right":
            over = _width(widget, row.cells[slot.column]) - size
            if over > 0:
                taken = min(over, max(0, slots[at].width - _width(widget, row.cells[slots[at].column])))
        yield slot._replace(width=size + taken)


def _stands(row: Row, slot: Slot) -> bool:
    return slot.column < len(row.cells) and bool(text_of(row.cells[slot.column]))


def cell_spans(widget: LineDrawn, row: Row, slots: Sequence[Slot], width: int) -> list[Span]:
    """A row's cells in their columns, in exactly `width` cells."""
    spans: list[Span] = []
    for room in rooms(widget, row, slots):
        if spans:
            spans.append((" " * GAP, ""))
        spans += fit_spans(
            _no_wider(_shown(widget, row, room), room.width), room.width, widget.ascii_only, room.align
        )
    return [*spans, (" " * (width - sum(cell_len(text) for text, _ in spans)), "")]


def _no_wider(spans: list[Span], width: int) -> list[Span]:
    """The spans without the blanks at the end, where they have no room: that is not cut."""
    if spans and sum(cell_len(text) for text, _ in spans) > width:
        return [*spans[:-1], (spans[-1][0].rstrip(" "), spans[-1][1])]
    return spans


def _shown(widget: LineDrawn, row: Row, room: Slot) -> list[Span]:
    return [(widget.shown(text), style) for text, style in spans_of(row.cells[room.column])]


def spread(
    widget: LineDrawn, rows: Sequence[Row], columns: Sequence[Column], slots: Sequence[Slot], width: int
) -> list[Row]:
    """The rows, each with what stands under it; without slots nothing in the rows themselves is wrapped."""
    found: list[Row] = []
    width = min(width, side_by_side([slot.width for slot in slots])) if slots else width
    for row in rows:
        found += wrapped(widget, row, columns, slots) if slots else [row]
        for cell in row.under:
            spans = [(widget.shown(text), style) for text, style in spans_of(cell)]
            found += [Row(None, [line], goes_on=True) for line in wrap_spans(spans, width)]
    return found


def wrapped(widget: LineDrawn, row: Row, columns: Sequence[Column], slots: Sequence[Slot]) -> list[Row]:
    """A row, and under it what does not fit into its cells, in rows that cannot be selected."""
    parts: dict[int, list[list[Span]]] = {}
    shown = {slot.column for slot in slots}
    below: dict[int, list[int]] = {}
    for index in range(len(row.cells)):
        if columns[index].under >= 0 and index not in shown and text_of(row.cells[index]):
            below.setdefault(columns[index].under, []).append(index)
    for room in () if row.heading else rooms(widget, row, slots):
        cell = _shown(widget, row, room)
        if room.align == "left" and sum(cell_len(text) for text, _ in cell) > room.width:
            parts[room.column] = wrap_spans(cell, _below(room, slots), room.width)
        for index in below.get(room.column, ()):
            lines = parts.setdefault(room.column, [cell])
            lines += wrap_spans(_shown(widget, row, room._replace(column=index)), room.width)
    if not parts:
        return [row]
    first = [parts[index][0] if index in parts else cell for index, cell in enumerate(row.cells)]
    rows = [Row(row.key, first, mark=row.mark, search=row.search)]
    for line in range(1, max(map(len, parts.values()))):
        under: list[Cell] = ["" for _ in range(max(parts) + 1)]
        for index, lines in parts.items():
            under[index] = lines[line] if line < len(lines) else ""
        rows.append(Row(None, under, goes_on=True))
    return rows


def _below(room: Slot, slots: Sequence[Slot]) -> int:
    """The cells that a text has from its second line on: those of cells at the right as well."""
    at = next(number for number, slot in enumerate(slots) if slot.column == room.column)
    whole = sum(slot.width + GAP for slot in slots[at:]) - GAP
    return whole if all(slot.align == "right" for slot in slots[at + 1 :]) else room.width


def empty_lines(widget: LineDrawn, said: Sequence[Span], width: int) -> list[list[Span]]:
    """What a list says that has no rows, wrapped; the first line stands out."""
    shown = [("\n".join(map(widget.shown, text.split("\n"))), style) for text, style in said]
    first, *more = wrap_spans(shown, max(8, min(width - 4, 76)))
    return [first, *([(text, style or "dim") for text, style in line] for line in more)]


def empty_at(lines: Sequence[list[Span]], y: int) -> list[Span]:
    """A line of it: one blank line on top, as a page has a margin."""
    return [("  ", ""), *lines[y - 1]] if 0 < y <= len(lines) else []
