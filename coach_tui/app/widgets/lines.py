"""The thin lines of a page: the one on top that says where you are, and rules."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip

from coach_tui.app.widgets.bottom import BottomLine
from coach_tui.app.widgets.drawing import LineDrawn, cut, make_strip

__all__ = ["BottomLine", "Rule", "TopLine"]


class TopLine(LineDrawn, can_focus=False):
    """One line: the place and whose plan it is at the left, something else at the right."""

    DEFAULT_CSS = "TopLine { height: 1; width: 1fr; }"

    def __init__(
        self,
        place: str = "",
        name: str = "",
        right: str = "",
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._texts = (place, name, right)

    def show(self, place: str, name: str = "", right: str = "") -> None:
        """Show these texts; nothing is repainted if they are there already."""
        if self._texts != (place, name, right):
            self._texts = (place, name, right)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Place and name before all; what stands at the right is cut first."""
        width = self.size.width
        place, name, right = map(self.shown, self._texts)
        room = max(0, width - 2)
        place = cut(place, room, self.ascii_only)
        room -= cell_len(place)
        name = cut(name, room - 2, self.ascii_only) if name and room > 4 else ""
        room -= cell_len(name) + 2 if name else 0
        right = cut(right, room - 2, self.ascii_only) if room > 6 else ""
        pens = self.pens
        gap = " " * max(0, room - cell_len(right))
        parts = [(" " + place, pens("head")), ("  " + name if name else "", pens("bold")), (gap, pens())]
        return make_strip([*parts, (right, pens("dim"))], width, pens())


class Rule(LineDrawn, can_focus=False):
    """A thin line across, as wide as the text above and below; gives way to a text where there is one."""

    DEFAULT_CSS = "Rule { height: 1; width: 1fr; }"

    _said = ("", "")

    @property
    def text(self) -> str:
        """What is shown in its place, "" for nothing."""
        return self._said[0]

    def say(self, text: str, style: str = "") -> None:
        """Show a text in the place of the rule; "" takes it away."""
        if self._said[0] != text:
            self._said = (text, style)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The rule, one cell of margin at both ends."""
        width = self.size.width
        text, style = self._said
        if text:
            text = cut(text, max(0, width - 2), self.ascii_only)
            return make_strip([(" " + text, self.pens(style))], width, self.pens())
        rule = self.glyph("rule") * max(0, width - 2)
        return make_strip([(" " + rule, self.pens("rule"))], width, self.pens())
