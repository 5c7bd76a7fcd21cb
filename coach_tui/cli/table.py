"""Columns of text, aligned by the cells a terminal draws."""

from __future__ import annotations

from coach_tui.plan.text import cells, clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

NAME_CELLS = 24
"""How wide a column other than the last may become on a terminal."""


def columns(rows: Sequence[Sequence[str]], width: int | None, *, indent: int = 0) -> list[str]:
    """Lines with the cells of each row one below the other, two blanks between columns.

    With `width`, the cells of a terminal's line, nothing is longer: long names and the last column are
    cut. Without it (a pipe) everything is there in full.
    """
    known: dict[str, str] = {}  # a client stands in many rows
    cleaned = [[known.get(cell) or known.setdefault(cell, clean(cell)) for cell in row] for row in rows]
    if not cleaned:
        return []
    widths = [max(cells(cell) for cell in column) for column in zip(*cleaned, strict=True)]
    if width is not None:
        widths[:-1] = [min(size, NAME_CELLS) for size in widths[:-1]]
    lines = []
    for row in cleaned:
        parts = [fit(cell, size) for cell, size in zip(row[:-1], widths, strict=False)]
        line = " " * indent + "  ".join([*parts, row[-1]]).rstrip()
        if width is not None and cells(line) > width:
            line = fit(line, width)
        lines.append(line)
    return lines


def plural(count: int, noun: str) -> str:
    """A count with its noun: “1 client”, “3 clients”."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
