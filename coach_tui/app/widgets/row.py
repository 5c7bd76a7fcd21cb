"""One row of a list."""

from __future__ import annotations

from collections.abc import Sequence

from coach_tui.app.widgets.drawing import Cell, Span, text_of
from coach_tui.plan.text import fold


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
