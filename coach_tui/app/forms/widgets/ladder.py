"""The five lines of a GAS ladder in a form: the level reached, by one key (domain rules §7)."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.strip import Strip

from coach_tui.app.forms.widgets.choosing import DrawnField, Edited
from coach_tui.app.forms.widgets.fields import FieldSpec, Value
from coach_tui.app.widgets.detail import wrap_spans
from coach_tui.app.widgets.drawing import Span

LOWEST, HIGHEST = -2, 2
_SIDE = 8
"""Cells for mark and level."""


class LadderField(DrawnField):
    """One of five levels: 0 1 2 as they are, − or + a step down or up, “-2” as it is written.

    `spec.choices` are the levels (“-2” to “2”) with their texts, the highest first; a level's mark, such as
    “last”, stands in `spec.letters`.
    """

    DEFAULT_CSS = "LadderField { height: auto; width: 1fr; max-width: 110; }"

    def __init__(self, spec: FieldSpec, value: Value) -> None:
        super().__init__(spec)
        self._level: int | None = None
        self._minus = False
        """Whether a minus was the key before: the digit after it belongs to it."""
        self.put(value)

    @property
    def field_value(self) -> Value:
        """The level, “-2” to “2”, or ""."""
        return "" if self._level is None else str(self._level)

    def put(self, value: Value) -> None:
        """Choose a level; "" for none."""
        text = str(value).replace("−", "-").strip()
        self._level = int(text) if text in ("-2", "-1", "0", "1", "2") else None
        if self.is_attached:
            self.refresh()

    def _last(self) -> int:
        """Where it stood before."""
        return next((int(level) for level, mark in self.spec.letters.items() if "last" in mark), -1)

    def on_key(self, event: events.Key) -> None:
        """Choose, step or take back."""
        sign = event.character or ""
        minus, self._minus = self._minus, False
        self.answered = sign in ("0", "1", "2")
        if self.answered:
            self._level = -int(sign) if minus else int(sign)
        elif sign in ("-", "−"):
            self._minus = True
            now = self._level
            self._level = -1 if now is None or now >= 0 else max(LOWEST, now - 1)
        elif sign == "+":
            self._level = min(HIGHEST, (self._last() if self._level is None else self._level) + 1)
        elif event.key in ("backspace", "delete"):
            self._level = None
        else:
            return
        self._taken(event)

    def clicked(self, event: events.Click) -> None:
        """Choose the level clicked on."""
        rows = self._rows(self.size.width)
        if event.y < len(rows) and rows[event.y][0]:
            self.put(rows[event.y][0])
            self.post_message(Edited(self.spec.key))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The objective and the five levels, wrapped."""
        return len(self._rows(width))

    def _rows(self, width: int) -> list[tuple[str, list[Span]]]:
        """Each row with the level it belongs to, "" for what is said above."""
        said = [(self.shown(text), style) for text, style in self.spec.said]
        rows = [("", row) for row in wrap_spans(said, max(8, width))]
        for level, text in self.spec.choices:
            chosen = level == self.field_value
            mark = self.spec.letters.get(level, "")
            sign = self.glyph("full") if chosen else self.glyph("open") if mark else " "
            shown = f"{int(level):+d}".replace("-", self.glyph("minus")) if level != "0" else " 0"
            style = ("accent" if self.has_focus else "bold") if chosen else ""
            spans: list[Span] = [(self.shown(text) or self.glyph("dash"), style)]
            if mark:
                spans.append((f"   {mark}", "dim"))
            for number, row in enumerate(wrap_spans(spans, max(8, width - _SIDE))):
                head = f"  {sign} {shown}  " if not number else " " * _SIDE
                rows.append((level, [(head, style or "dim"), *row]))
        return rows

    def render_line(self, y: int) -> Strip:
        """One row."""
        rows = self._rows(self.size.width)
        level, spans = rows[y] if y < len(rows) else ("", [])
        if not level and self.has_focus:
            spans = [(text, style or "bold") for text, style in spans]
        return self.strip(spans)
