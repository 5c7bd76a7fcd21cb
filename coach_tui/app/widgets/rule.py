"""The thin lines across a page, which give way to a text where there is one, and between list and detail."""

from __future__ import annotations

from textual.strip import Strip

from coach_tui.app.widgets.drawing import LineDrawn, cut, make_strip


class Rule(LineDrawn, can_focus=False):
    """A thin line across, as wide as the text above and below; gives way to a text where there is one."""

    DEFAULT_CSS = "Rule { height: 1; width: 1fr; }"

    _said = ("", "")

    @property
    def text(self) -> str:
        """What is shown in its place, "" for nothing."""
        return self._said[0]

    def say(self, text: str, style: str = "") -> None:
        """Show a text in the place of the rule, as high as it has lines; "" takes it away."""
        if self._said[0] != text:
            self._said = (text, style)
            height = text.count("\n") + 1
            if self.styles.height is None or self.styles.height.value != height:
                self.styles.height = height
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The rule, one cell of margin at both ends."""
        width = self.size.width
        text, style = self._said
        if text:
            text = cut([*text.split("\n"), ""][min(y, text.count("\n"))], max(0, width - 2), self.ascii_only)
            return make_strip([(" " + text, self.pens(style))], width, self.pens())
        rule = self.glyph("rule") * max(0, width - 2)
        return make_strip([(" " + rule, self.pens("rule"))], width, self.pens())


class Upright(LineDrawn, can_focus=False):
    """A thin upright rule, one cell wide, as high as there is room."""

    DEFAULT_CSS = "Upright { width: 1; height: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """One bar."""
        return make_strip([(self.glyph("bar"), self.pens("rule"))], self.size.width, self.pens())
