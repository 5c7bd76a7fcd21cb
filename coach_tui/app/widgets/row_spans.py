"""What the rows of a list look like: spans in exactly so many cells."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from coach_tui.app.widgets.columns import GAP, Slot
from coach_tui.app.widgets.drawing import LineDrawn, Span, fit, fit_spans, spans_of
from coach_tui.app.widgets.row import Row

MARK = 2
"""Cells of a row's mark and of the blank after it."""


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
    return [(fit(widget.shown(text), 1, widget.ascii_only), style), (" ", "")]


def cell_spans(widget: LineDrawn, row: Row, slots: Sequence[Slot]) -> list[Span]:
    """A row's cells in their columns; the last one runs on where there are more columns."""
    spans: list[Span] = []
    last = len(row.cells) - 1
    for place, slot in enumerate(slots):
        if slot.column > last:
            break
        if place:
            spans.append((" " * GAP, ""))
        size = slot.width
        if slot.column == last and place + 1 < len(slots):
            size += sum(slot.width + GAP for slot in slots[place + 1 :])
        cell = [(widget.shown(text), style) for text, style in spans_of(row.cells[slot.column])]
        spans += fit_spans(cell, size, widget.ascii_only, slot.align)
    return spans
