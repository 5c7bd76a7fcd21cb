"""The line on top, which says where you are."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip

from coach_tui.app.widgets.drawing import LineDrawn, cut, make_strip
from coach_tui.app.widgets.rule import Rule

NAME = 30
"""Cells of a long name at least."""


class TopLine(LineDrawn, can_focus=False):
    """One line: the place and whose plan it is at the left, something else at the right."""

    DEFAULT_CSS = "TopLine { height: 1; width: 1fr; }"

    def __init__(self, place: str = "", name: str = "", right: str = "") -> None:
        super().__init__()
        self._texts = (place, name, right)
        self.rule = Rule()
        """The rule under it."""

    def show(self, place: str, name: str = "", right: str = "") -> None:
        """Show these texts; nothing is repainted if they are there already."""
        if self._texts != (place, name, right):
            self._texts = (place, name, right)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """A name that is long gives way to what stands at the right, but for so much that it is known by."""
        width = self.size.width
        place, name, right = map(self.shown, self._texts)
        room = max(0, width - 2)
        place = cut(place, room, self.ascii_only)
        room -= cell_len(place)
        least = max(min(cell_len(name), NAME), room - 4 - cell_len(right))
        name = cut(name, min(room - 2, least), self.ascii_only) if name and room > 4 else ""
        room -= cell_len(name) + 2 if name else 0
        right = cut(right, room - 2, self.ascii_only) if room > 6 else ""
        pens = self.pens
        gap = " " * max(0, room - cell_len(right))
        parts = [(" " + place, pens("head")), ("  " + name if name else "", pens("bold")), (gap, pens())]
        return make_strip([*parts, (right, pens("dim"))], width, pens())
