"""A thin upright rule between a list and its detail."""

from __future__ import annotations

from textual.strip import Strip

from coach_tui.app.widgets.drawing import LineDrawn, make_strip


class Upright(LineDrawn, can_focus=False):
    """One cell wide, as high as there is room."""

    DEFAULT_CSS = "Upright { width: 1; height: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """One bar."""
        return make_strip([(self.glyph("bar"), self.pens("rule"))], self.size.width, self.pens())
