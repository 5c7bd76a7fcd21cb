"""One row of a list, and what it looks like: spans in exactly so many cells."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from coach_tui.app.widgets.columns import GAP, Column, Slot
from coach_tui.app.widgets.drawing import Cell, LineDrawn, Span, fit_drawn, fit_spans, spans_of, text_of
from coach_tui.plan.text import fold

MARK = 2
"""Cells of a row's mark and of the blank after it."""


class Row:
    """One row: a key to know it by, its cells, a mark before them.

    A heading names what follows; it and a row without a key cannot be selected. A heading's first cell has
    the whole width, its second stands at the right. A row with fewer cells than columns lets its last one run
    on.
    """

    __slots__ = ("_fold", "cells", "heading", "key", "mark", "search")

    def __init__(
        self,
        key: str | None,
        cells: Sequence[Cell],
        *,
        mark: Span = ("", ""),
        heading: bool = False,
        search: str = "",
    ) -> None:
        self.key = key
        self.cells = cells
        self.mark = mark
        self.heading = heading
        self.search = search
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
            self._fold = fold(" ".join((self.search, *map(text_of, self.cells))))
        return needle in self._fold


def heading_spans(widget: LineDrawn, row: Row, width: int) -> list[Span]:
    """A heading: its first cell at the left, its second at the right."""
    first = [(widget.shown(text), style or "head") for text, style in spans_of(row.cells[0])]
    if len(row.cells) < 2:
        return fit_spans(first, width, widget.ascii_only)
    last = [(widget.shown(text), style or "dim") for text, style in spans_of(row.cells[1])]
    size = min(width // 2, sum(cell_len(text) for text, _ in last))
    gap = min(GAP, width - size)
    return [
        *fit_spans(first, width - size - gap, widget.ascii_only),
        (" " * gap, ""),
        *fit_spans(last, size, widget.ascii_only),
    ]


def mark_spans(widget: LineDrawn, row: Row) -> list[Span]:
    """A row's mark, in one cell, and a blank."""
    text, style = row.mark
    return [(fit_drawn(widget.shown(text), 1, widget.ascii_only), style), (" ", "")]


def contents(widget: LineDrawn, rows: Sequence[Row], columns: Sequence[Column]) -> list[int]:
    """The cells of the widest text in each column; what runs on is in the next that shares the rest."""
    widest = [0] * len(columns)
    for row in rows:
        if row.heading:
            continue
        last = len(row.cells) - 1
        for index, cell in enumerate(row.cells[: len(columns)]):
            size = sum(cell_len(widget.shown(text)) for text, _ in spans_of(cell))
            own = columns[index].width
            if own is not None and size > own and index == last < len(columns) - 1:
                shared = [at for at in range(last, len(columns)) if columns[at].width is None]
                if shared:
                    widest[shared[0]] = max(widest[shared[0]], size - own - GAP)
                size = own
            widest[index] = max(widest[index], size)
    return widest


def cell_spans(widget: LineDrawn, row: Row, slots: Sequence[Slot]) -> list[Span]:
    """A row's cells in their columns; one at the left runs on where nothing stands behind it."""
    spans: list[Span] = []
    at = 0
    while at < len(slots) and slots[at].column < len(row.cells):
        slot = slots[at]
        if at:
            spans.append((" " * GAP, ""))
        size = slot.width
        at += 1
        while slot.align == "left" and at < len(slots) and not _stands(row, slots[at]):
            size += slots[at].width + GAP
            at += 1
        cell = [(widget.shown(text), style) for text, style in spans_of(row.cells[slot.column])]
        spans += fit_spans(cell, size, widget.ascii_only, slot.align)
    return spans


def _stands(row: Row, slot: Slot) -> bool:
    return slot.column < len(row.cells) and bool(text_of(row.cells[slot.column]))
