"""Weeks drawn by line: seven days side by side, what falls on each below its name, one thing selected."""

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


class Shown(NamedTuple):
    """A line of a day: what it is about, its text, and the day itself."""

    key: str
    said: Span
    day: WeekDay


class WeekView(LineDrawn, can_focus=False):
    """Weeks of seven days in columns, a rule between two. What is selected is known by its key; the place
    moves about in them."""

    DEFAULT_CSS = "WeekView { width: 1fr; height: 1fr; }"

    @dataclass
    class Pointed(Message):
        """A day or thing was clicked on."""

        key: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._selected = ""
        self._ruled = False
        """Whether the names stand in a rule."""
        self._columns: list[list[Shown]] = [[] for _ in range(DAYS)]
        """The lines of each weekday, as many in one as in the others."""
        self._rules: set[int] = set()
        """The lines that are rules between two weeks."""

    def set_weeks(self, weeks: Sequence[Sequence[WeekDay]], selected: str, width: int) -> None:
        """Show these weeks, one below the other, in so many cells."""
        self._ruled, self._selected, self._rules = False, selected, set()
        self._columns = [[] for _ in range(DAYS)]
        for days in weeks:
            if self._columns[0]:
                self._rules.add(len(self._columns[0]))
                for column in self._columns:
                    column.append(column[-1]._replace(key="", said=("", "")))
            self._add([(day, self._column(day, room)) for day, room in self._rooms(days, width)])
        self.refresh()

    def set_strip(self, days: Sequence[WeekDay], width: int, lines: int) -> None:
        """Show a week in so many lines: the names of the days in a rule, what falls on each in short."""
        self._ruled, self._selected, self._rules = True, "", set()
        self._columns = [[] for _ in range(DAYS)]
        self._add([(day, self._in_short(day, room, lines)) for day, room in self._rooms(days, width)])
        self.refresh()

    def _add(self, found: Sequence[tuple[WeekDay, Sequence[tuple[str, Span]]]]) -> None:
        """A week's lines below those there are; a day that has fewer than others is filled up."""
        height = max(len(lines) for _, lines in found)
        for (day, lines), column in zip(found, self._columns, strict=False):
            column += [Shown(key, said, day) for key, said in lines]
            column += [Shown("", ("", ""), day)] * (height - len(lines))

    def height_of(self, days: Sequence[WeekDay], width: int) -> int:
        """The lines that a week takes in so many cells."""
        return max(len(self._column(day, room)) for day, room in self._rooms(days, width))

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
            lines = [y for y, line in enumerate(column) if line.key == key]
            if lines:
                left = self._edge(number, width)
                self.refresh(Region(left, lines[0], self._edge(number + 1, width) - left, len(lines)))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """A line of every day."""
        width, pens = self.size.width, self.pens
        if y in self._rules:
            return make_strip([(" " + self.glyph("rule") * (width - 2), pens("rule"))], width, pens())
        parts: list[Part] = []
        for number, column in enumerate(self._columns):
            size = self._edge(number + 1, width) - self._edge(number, width)
            parts += self._cell(number, column, y, size)
        return make_strip(parts, width, pens())

    def _cell(self, number: int, column: Sequence[Shown], y: int, size: int) -> list[Part]:
        """A line of one day, in so many cells."""
        pens = self.pens
        key, (text, style), day = column[y] if y < len(column) else _below(column)
        lit = bool(key) and key == self._selected
        first = lit and (y == 0 or column[y - 1].key != key)
        rest = max(0, size - 2 - cell_len(text))
        if self._ruled and y == 0:
            edge = 1 if number + 1 == DAYS else 0
            rule = self.glyph("rule") * max(0, rest - 1 - edge)
            return [
                (self.glyph("rule") if number else " ", pens("rule")),
                (" ", pens()),
                (text, pens(style)),
                (f" {rule}{' ' * edge}", pens("rule")),
            ]
        off = bool(day.off)
        return [
            (self.glyph("bar") if number else " ", pens("rule")),
            (self.glyph("cursor") if first else " ", pens.on_off("accent", lit, off)),
            (text, pens.on_off(style, lit, off)),
            (" " * rest, pens.on_off("", lit, off)),
        ]

    def clicked(self, event: events.Click) -> None:
        """Tell what was clicked on; below a day's things it is the day."""
        width = self.size.width
        for number, column in enumerate(self._columns):
            if self._edge(number, width) <= event.x < self._edge(number + 1, width) and column:
                event.stop()
                line = column[min(event.y, len(column) - 1)]
                inside = event.y < len(column) and line.key
                self.post_message(self.Pointed(line.key if inside else line.day.key))


def _below(column: Sequence[Shown]) -> Shown:
    """What stands under a day's last line."""
    return Shown("", ("", ""), column[-1].day if column else WeekDay("", ("", ""), (), []))


def _items(day: WeekDay, dash: str) -> list[DayItem]:
    """What falls on a day; after it, that it does not count."""
    off = [DayItem(dash, day.off, style="off")] if day.off else []
    return [item for _, item in day.items] + off
