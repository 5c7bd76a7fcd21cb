"""A few lines of styled text that stand still while a list beside them moves."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip

from coach_tui.app.widgets.drawing import LineDrawn, Span


class SpanLines(LineDrawn, can_focus=False):
    """Lines of spans, each cut to the width; only lines that differ are painted again."""

    DEFAULT_CSS = "SpanLines { height: auto; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[list[Span]] = []

    @property
    def height(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def show(self, lines: Sequence[Sequence[Span]]) -> None:
        """Show these lines."""
        before, self._lines = self._lines, [list(line) for line in lines]
        if len(before) != len(self._lines):
            self.styles.height = len(self._lines)
            self.refresh(layout=True)
            return
        for y, (was, now) in enumerate(zip(before, self._lines, strict=True)):
            if was != now:
                self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One line, a cell of margin at both ends."""
        spans = self._lines[y] if y < len(self._lines) else []
        return self.strip([(self.shown(text), style) for text, style in spans], 1)
