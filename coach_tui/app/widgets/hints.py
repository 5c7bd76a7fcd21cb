"""A line of keys and what they do."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from coach_tui.app.widgets.drawing import Span

HELP = "?"


def fit_hints(hints: Sequence[tuple[str, str]], width: int) -> list[Span]:
    """The hints that fit into `width` cells, from the left; the one for help is kept before any other."""
    for gap in (3, 2):
        spans = _joined(hints, gap)
        if _size(spans) <= width:
            return spans
    kept = list(hints)
    while len(kept) > 1 and _size(_joined(kept, 2)) > width:
        # from the right, passing over the help
        del kept[-2 if kept[-1][0] == HELP else -1]
    return _joined(kept, 2)


def _joined(hints: Sequence[tuple[str, str]], gap: int) -> list[Span]:
    spans: list[Span] = []
    for key, label in hints:
        if spans:
            spans.append((" " * gap, "dim"))
        spans += [(key, "accent"), (" " + label if label else "", "dim")]
    return spans


def _size(spans: Sequence[Span]) -> int:
    return sum(cell_len(text) for text, _ in spans)
