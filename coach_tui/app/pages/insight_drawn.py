"""What the pages of Insights draw as wide as they are: rows made for a width when they are shown."""

from __future__ import annotations

from coach_tui.app.widgets.drawing import Span
from coach_tui.exchange.bars import bar

TALL, LOW_CHART = 12, 8
"""Lines of a chart that has the page, and of one among others."""


class DrawnToWidth:
    """Rows that are made for a width when they are drawn."""

    def __init__(self, *what: object) -> None:
        self.what = what

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, DrawnToWidth) and other.what == self.what

    def __hash__(self) -> int:
        return hash(type(self))


class ShareBar(DrawnToWidth):
    """A bar with its mark, over the width of the page."""

    def __init__(self, share: float | None, expected: float | None) -> None:
        super().__init__(share, expected)
        self.share = share
        self.expected = expected

    def draw(self, width: int, ascii_only: bool = False) -> list[list[Span]]:
        """One row."""
        return [bar(self.share, self.expected, min(60, width), ascii_only)]
