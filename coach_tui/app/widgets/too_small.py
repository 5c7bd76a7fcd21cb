"""What is shown instead of everything on a terminal that is too small."""

from __future__ import annotations

from textual.geometry import Size
from textual.strip import Strip

from coach_tui.app.widgets.drawing import LineDrawn, cut, make_strip

MIN_COLUMNS, MIN_ROWS = 60, 15
"""What the app needs to be of use."""


def too_small(size: Size) -> bool:
    """Whether a terminal has too few columns or rows."""
    return size.width < MIN_COLUMNS or size.height < MIN_ROWS


class TooSmall(LineDrawn):
    """What is shown instead of everything on a terminal that is too small."""

    def render_line(self, y: int) -> Strip:
        """One line, in the middle."""
        width, height = self.size
        said = f"coach needs {MIN_COLUMNS}x{MIN_ROWS}; this is {width}x{height}" if y == height // 2 else ""
        return make_strip([(cut(said, width), self.pens("bold"))], width, self.pens())
