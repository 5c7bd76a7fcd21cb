"""A week drawn by line: seven days side by side, what falls on each below its name, one thing selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from coach_tui.app.widgets.day_cell import DayItem, in_full
from coach_tui.app.widgets.drawing import LineDrawn, Part, Span, make_strip
from coach_tui.plan.text import wrap

DAYS = 7
_EDGES = 3
"""Cells of a column before and behind its text: rule, cursor, blank."""


class WeekDay(NamedTuple):
    """A day of the week: its name, what is said of it, and what falls on it, each with its key."""

    key: str
    name: Span
    said: Sequence[Span]
    items: list[tuple[str, DayItem]]


class WeekView(LineDrawn, can_focus=False):
    """Seven days in columns. What is selected is known by its key; the place moves about in them."""

    DEFAULT_CSS = "WeekView { width: 1fr; height: 1fr; }"

    @dataclass
    class Pointed(Message):
        """A day or thing was clicked on."""

        key: str

    def __init__(self) -> None:
        super().__init__()
        self._days: Sequence[WeekDay] = ()
        self._selected = ""
        self._columns: list[list[tuple[str, Span]]] = []

    def set_week(self, days: Sequence[WeekDay], selected: str, width: int) -> int:
        """Show these days in so many cells; says how many lines they take."""
        self._selected = selected
        self._days = days
        self._columns = [
            self._column(day, self._edge(n + 1, width) - self._edge(n, width)) for n, day in enumerate(days)
        ]
        height = max((len(column) for column in self._columns), default=1)
        self.refresh()
        return height

    def select(self, key: str) -> None:
        """Select a day or thing; repaints two of them."""
        before, self._selected = self._selected, key
        if before != key:
            self._refresh(before)
            self._refresh(key)

    def _column(self, day: WeekDay, width: int) -> list[tuple[str, Span]]:
        """A day's lines, each with the key of what it tells of."""
        room = max(1, width - _EDGES)
        found = [(day.key, (self.shown(day.name[0]), day.name[1]))]
        for text, style in day.said:
            found += [(day.key, (line, style)) for line in wrap(self.shown(text), room)]
        for key, item in day.items:
            found += [(key, (self.shown(text), style)) for text, style in in_full(item, room)]
        return found

    def _edge(self, column: int, width: int) -> int:
        """Where a column begins; they share the width to the last cell."""
        return column * width // DAYS

    def _refresh(self, key: str) -> None:
        width = self.size.width
        for number, column in enumerate(self._columns):
            lines = [y for y, (known, _) in enumerate(column) if known == key]
            if lines:
                left = self._edge(number, width)
                self.refresh(Region(left, lines[0], self._edge(number + 1, width) - left, len(lines)))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """A line of every day."""
        width, pens = self.size.width, self.pens
        parts: list[Part] = []
        for number, column in enumerate(self._columns):
            size = self._edge(number + 1, width) - self._edge(number, width)
            key, (text, style) = column[y] if y < len(column) else ("", ("", ""))
            lit = bool(key) and key == self._selected
            first = lit and (y == 0 or column[y - 1][0] != key)
            parts.append((self.glyph("bar") if number else " ", pens("rule")))
            parts.append((self.glyph("cursor") if first else " ", pens("accent", lit)))
            parts.append((text, pens(style, lit)))
            parts.append((" " * max(0, size - 2 - cell_len(text)), pens("", lit)))
        return make_strip(parts, width, pens())

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked on; below a day's things it is the day."""
        width = self.size.width
        for number, column in enumerate(self._columns):
            if self._edge(number, width) <= event.x < self._edge(number + 1, width):
                event.stop()
                key = column[event.y][0] if event.y < len(column) else self._days[number].key
                self.post_message(self.Pointed(key))
