"""Columns of text, aligned by the cells a terminal draws."""

from __future__ import annotations

from coach_tui.plan.text import cells, clean, fit, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 2
"""Blanks between two columns."""
NAME_CELLS = 24
"""How wide a column other than the last may become where not all have room."""
LAST_CELLS = 24
"""How wide the last column stays while others can give way, which keep a few cells."""
FEW_CELLS = 6


def columns(rows: Sequence[Sequence[str]], width: int | None, *, indent: int = 0) -> list[str]:
    """A text for each row, with the cells one below the other, two blanks between columns.

    With `width`, the cells of a terminal's line, no line is longer: what has no room goes on in the next line
    of its column, and nothing is cut. Without it (a pipe) each row is one line.
    """
    known: dict[str, str] = {}  # a client stands in many rows
    cleaned = [[known.get(cell) or known.setdefault(cell, clean(cell)) for cell in row] for row in rows]
    if not cleaned:
        return []
    widths = [max(cells(cell) for cell in column) for column in zip(*cleaned, strict=True)]
    if width is not None:
        _narrow(widths, width - indent - GAP * (len(widths) - 1))
    return [_row(row, widths, indent) for row in cleaned]


def _narrow(widths: list[int], room: int) -> None:
    """Makes columns fit side by side: long ones give way to the last, which gets what is left over."""
    last = len(widths) - 1
    for least in (NAME_CELLS, FEW_CELLS):
        wanted = widths[last] if least == NAME_CELLS else min(widths[last], LAST_CELLS)
        while sum(widths[:last]) + wanted > room:
            widest = max(range(last), key=widths.__getitem__, default=last)
            if widest == last or widths[widest] <= least:
                break
            widths[widest] -= 1
    widths[last] = max(1, min(widths[last], room - sum(widths[:last])))


def _row(row: Sequence[str], widths: Sequence[int], indent: int) -> str:
    """The lines of one row."""
    parts = [
        [cell] if cells(cell) <= size else wrap(cell, size) for cell, size in zip(row, widths, strict=True)
    ]
    lines = []
    for at in range(max(map(len, parts))):
        line = [
            fit(part[at] if at < len(part) else "", size) for part, size in zip(parts, widths, strict=True)
        ]
        lines.append(" " * indent + (" " * GAP).join(line).rstrip())
    return "\n".join(lines)
