"""The thin lines across a page, with what is said below them, and between list and detail."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from coach_tui.app.widgets.drawing import LineDrawn, Span, make_strip


class Rule(LineDrawn, can_focus=False):
    """A thin line across, as wide as what is above and below; under it lines of text where there are any."""

    DEFAULT_CSS = "Rule { height: 1; width: 1fr; }"

    _said: Sequence[Sequence[Span]] = ()
    _held: Sequence[Span] = ()

    def hold(self, spans: Sequence[Span]) -> None:
        """Show these instead of the line; without any, the line."""
        if self._held != spans:
            self._held = spans
            self.refresh()

    @property
    def text(self) -> str:
        """What is shown below it, "" for nothing."""
        return "\n".join("".join(text for text, _ in line) for line in self._said)

    def say(self, lines: Sequence[Sequence[Span]]) -> None:
        """Show lines of text below it; without any, the rule alone."""
        if self._said != lines:
            self._said = lines
            height = 1 + len(lines)
            if self.styles.height is None or self.styles.height.value != height:
                self.styles.height = height
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The rule, one cell of margin at both ends, or a line below it."""
        if y == 0 and self._held:
            return self.strip([(self.shown(text), style) for text, style in self._held], 1)
        if y == 0:
            rule = " " + self.glyph("rule") * max(0, self.size.width - 2)
            return make_strip([(rule, self.pens("rule"))], self.size.width, self.pens())
        return self.strip(self._line(y), 1)

    def _line(self, y: int) -> Sequence[Span]:
        return self._said[y - 1] if 0 < y <= len(self._said) else []

    def spans_at(self, y: int) -> list[Span]:
        """A line below it, behind the margin."""
        return [(" ", ""), *self._line(y)]


class Upright(LineDrawn, can_focus=False):
    """A thin upright rule, one cell wide, as high as there is room."""

    DEFAULT_CSS = "Upright { width: 1; height: 1fr; }"
    _lit = False

    def light(self, lit: bool) -> None:
        """Whether the keys move what stands at its right, where that has no cursor to show it."""
        if lit != self._lit:
            self._lit = lit
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One bar; a sign more where the keys are."""
        sign, style = (
            ("cursor", "accent") if self._lit and y == 0 else ("bar", "accent" if self._lit else "rule")
        )
        return make_strip([(self.glyph(sign), self.pens(style))], self.size.width, self.pens())
