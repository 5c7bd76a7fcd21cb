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

from coach_tui.app.widgets.day_cell import DayItem, in_cell, in_full
from coach_tui.app.widgets.drawing import LineDrawn, Part, Span, make_strip
from coach_tui.plan.text import wrap

DAYS = 7
MANY = 99
"""More lines than what falls on a day takes."""
_EDGES = 3
"""Cells of a column before and behind its text: rule, cursor, blank."""


class WeekDay(NamedTuple):
    """A day of the week: its name, what is said of it, what falls on it with its keys; why it does not count,
    "" where it does."""

    key: str
    name: Span
    said: Sequence[Span]
    items: list[tuple[str, DayItem]]
    off: str = ""


class WeekView(LineDrawn, can_focus=False):
    """Seven days in columns. What is selected is known by its key; the place moves about in them."""

    DEFAULT_CSS = "WeekView { width: 1fr; height: 1fr; }"

    @dataclass
    class Pointed(Message):
        """A day or thing was clicked on."""

        key: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._days: Sequence[WeekDay] = ()
        self._selected = ""
        self._ruled = False
        """Whether the names stand in a rule."""
        self._columns: list[list[tuple[str, Span]]] = []

    def set_week(self, days: Sequence[WeekDay], selected: str, width: int, lines: int = 0) -> int:
        """Show these days in so many cells; says how many lines they take.

        In so many `lines`, where they are given: a rule with the names of the days in it, and under each what
        falls on it, in short.
        """
        self._ruled = lines > 0
        self._selected = selected
        self._days = days
        rooms = self._rooms(days, width)
        self._columns = [
            self._in_short(day, room, lines) if lines else self._column(day, room) for day, room in rooms
        ]
        height = max((len(column) for column in self._columns), default=1)
        self.refresh()
        return height

    def needs(self, days: Sequence[WeekDay], width: int) -> int:
        """The lines under the names that tell in short, and uncut, of what falls on these days."""
        return max(
            (
                len(in_cell(_items(day, self.glyph("dash")), room, MANY))
                for day, room in self._rooms(days, width)
            ),
            default=0,
        )

    def _rooms(self, days: Sequence[WeekDay], width: int) -> list[tuple[WeekDay, int]]:
        """The days, each with the cells of its text."""
        edges = [self._edge(number, width) for number in range(len(days) + 1)]
        return [(day, max(1, edges[n + 1] - edges[n] - _EDGES)) for n, day in enumerate(days)]

    def select(self, key: str) -> None:
        """Select a day or thing; repaints two of them."""
        before, self._selected = self._selected, key
        if before != key:
            self._refresh(before)
            self._refresh(key)

    def _in_short(self, day: WeekDay, room: int, lines: int) -> list[tuple[str, Span]]:
        """A day's lines where there are so many; all of them are about the day."""
        told = in_cell(_items(day, self.glyph("dash")), room, lines - 1, self.ascii_only)
        name, style = day.name
        head = (f"{name} {self.glyph('dash')}" if day.off else name, style)
        return [(day.key, (self.shown(text), style)) for text, style in (head, *told)]

    def _column(self, day: WeekDay, room: int) -> list[tuple[str, Span]]:
        """A day's lines, each with the key of what it tells of."""
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
            off = bool(self._days[number].off) and not (self._ruled and y == 0)
            parts.append((self.glyph("cursor") if first else " ", pens.on_off("accent", lit, off)))
            parts.append((text, pens.on_off(style, lit, off)))
            rest = max(0, size - 2 - cell_len(text))
            if self._ruled and y == 0:
                parts[-3:] = [(self.glyph("rule") if number else " ", pens("rule")), (" ", pens()), parts[-1]]
                edge = 1 if number + 1 == len(self._columns) else 0
                rule = self.glyph("rule") * max(0, rest - 1 - edge)
                parts.append((f" {rule}{' ' * edge}", pens("rule")))
            else:
                parts.append((" " * rest, pens.on_off("", lit, off)))
        return make_strip(parts, width, pens())

    def clicked(self, event: events.Click) -> None:
        """Tell what was clicked on; below a day's things it is the day."""
        width = self.size.width
        for number, column in enumerate(self._columns):
            if self._edge(number, width) <= event.x < self._edge(number + 1, width):
                event.stop()
                key = column[event.y][0] if event.y < len(column) else self._days[number].key
                self.post_message(self.Pointed(key))


def _items(day: WeekDay, dash: str) -> list[DayItem]:
    """What falls on a day; after it, that it does not count."""
    off = [DayItem(dash, day.off, style="off")] if day.off else []
    return [item for _, item in day.items] + off
