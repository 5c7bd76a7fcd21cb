"""A line of keys and what they do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len

from coach_tui.app.widgets.drawing import Cell, Span
from coach_tui.app.widgets.keys import Press

HELP = "?"
COMMAND = re.compile(r"\{(\w+)\}")
"""A command's id in a text that names its key."""
Hint = tuple[str, str] | tuple[str, str, str]
"""A key and a word for it; where a click presses another key than is written, that."""


def key_cell(key: str, word: str) -> list[Span]:
    """The last cell of a row: the key that deals with it, and what it does."""
    return [(key, Press("accent", key)), (f"  {word}", Press("dim", key))]


def align_keys(cells: Iterable[Cell]) -> None:
    """Let the keys of such cells end in one column, as wide as the widest of them; others stay."""
    held = [cell for cell in cells if isinstance(cell, list) and cell and isinstance(cell[0][1], Press)]
    widest = max((cell_len(cell[0][0]) for cell in held), default=0)
    for cell in held:
        key, style = cell[0]
        cell[0] = (" " * (widest - cell_len(key)) + key, style)


def with_keys(text: str, key_of: Callable[[str], str]) -> list[Span]:
    """A text in which `{id}` stands for the key that a command has; a click on the key presses it."""
    spans: list[Span] = []
    for number, part in enumerate(COMMAND.split(text)):
        key = key_of(part) if number % 2 else ""
        spans.append((key, Press("accent", key)) if key else (part, ""))
    return spans


def fit_hints(hints: Sequence[Hint], width: int, shown: Callable[[str], str] = str) -> list[Span]:
    """The hints that fit into `width` cells, from the left; the one for help is kept before any other.

    What is `shown` of a text stands there.
    """
    for gap in (3, 2):
        spans = _joined(hints, gap, shown)
        if _size(spans) <= width:
            return spans
    kept = list(hints)
    while len(kept) > 1 and _size(_joined(kept, 2, shown)) > width:
        # from the right, passing over the help
        del kept[-2 if kept[-1][0] == HELP else -1]
    return _joined(kept, 2, shown)


def _joined(hints: Sequence[Hint], gap: int, shown: Callable[[str], str]) -> list[Span]:
    spans: list[Span] = []
    for key, label, *other in hints:
        if spans:
            spans.append((" " * gap, "dim"))
        pressed = other[0] if other else key
        word = " " + shown(label) if label else ""
        spans += [(shown(key), Press("accent", pressed)), (word, Press("dim", pressed))]
    return spans


def _size(spans: Sequence[Span]) -> int:
    return sum(cell_len(text) for text, _ in spans)
