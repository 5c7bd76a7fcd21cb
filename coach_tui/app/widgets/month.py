"""A month drawn by line: weeks of seven days, what falls on each, one day selected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from coach_tui.app.widgets.day_cell import DayItem, in_cell
from coach_tui.app.widgets.drawing import LineDrawn, Part, Span, fit_spans, make_strip
from coach_tui.plan.dates import DAYS

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

_DAY = timedelta(days=1)
_NUMBERS = 4
_LEAST = 6
MOST_LINES = 5
HEAD = 2
WEEKS = 6
"""Weeks that a month has room for."""


class DayMarks(NamedTuple):
    """The items of a day that are done, to come, overdue, past, called off; whether it counts."""

    done: int = 0
    due: tuple[str, ...] = ()
    """The names of the signs of what is to come, one an item."""
    overdue: int = 0
    past: int = 0
    """Neither done nor late, as a review within its days of grace."""
    called_off: int = 0
    """Cancelled or missed."""
    off: bool = False
    """Whether it does not count: it is drawn dim, with a dash."""

    @property
    def items(self) -> int:
        """How many items there are."""
        return self.done + len(self.due) + self.overdue + self.past + self.called_off


class MonthView(LineDrawn, can_focus=False):
    """A month. Keys are the screen's business: it calls `move_days`, and `set_month` for another month."""

    DEFAULT_CSS = "MonthView { width: 1fr; height: 1fr; min-height: 8; }"

    @dataclass
    class DayChosen(Message):
        """A day was asked for: clicked when it was selected already, or by `choose`."""

        day: date

    def __init__(self, *, first_weekday: int = 0, week_numbers: bool = True) -> None:
        super().__init__()
        self.moved: Callable[[], None] | None = None
        """Called at once when another day is selected; if it lies in another month, `set_month` follows."""
        self._first_weekday = first_weekday % 7
        self._week_numbers = week_numbers
        self._first = date(2000, 1, 1)
        self._selected = self._first
        self._today = self._first
        self._marks: Mapping[date, DayMarks] = {}
        self._titles: Mapping[date, Sequence[DayItem]] = {}
        self._start = self._week_start(self._first)
        self._weeks = 6

    @property
    def selected(self) -> date:
        """The day selected."""
        return self._selected

    @property
    def first(self) -> date:
        """The first of the month shown."""
        return self._first

    def set_month(
        self,
        first: date,
        marks: Mapping[date, DayMarks],
        selected: date,
        today: date,
        titles: Mapping[date, Sequence[DayItem]] | None = None,
    ) -> None:
        """Show the month of `first`; `titles` stand under the days where a week has more than one line."""
        self._first = first.replace(day=1)
        self._marks, self._titles = marks, titles or {}
        self._selected, self._today = selected, today
        self._start = self._week_start(self._first)
        last = (self._first + 31 * _DAY).replace(day=1) - _DAY
        self._weeks = (last - self._start).days // 7 + 1
        self.refresh()

    def move_days(self, days: int) -> None:
        """Select the day so many days on; repaints two days."""
        try:
            self.select(self._selected + days * _DAY)
        except OverflowError:
            return

    def select(self, day: date) -> None:
        """Select a day."""
        before = self._selected
        if day == before:
            return
        self._selected = day
        self._refresh_day(before)
        self._refresh_day(day)
        if self.moved is not None:
            self.moved()

    def choose(self) -> None:
        """Say that the selected day is asked for."""
        self.post_message(self.DayChosen(self._selected))

    # Where things stand

    def _week_start(self, day: date) -> date:
        back = (day.weekday() - self._first_weekday) % 7
        return day - back * _DAY if day.toordinal() > back else day

    @property
    def _left(self) -> int:
        """Cells before the first day."""
        return _NUMBERS if self._week_numbers and self.size.width >= _NUMBERS + 7 * _LEAST else 1

    def _edge(self, column: int) -> int:
        """Where the column begins; they share all cells, and none has fewer in a wider month."""
        each, rest = divmod(max(28, self.size.width - self._left), 7)
        return self._left + column * each + min(column, rest)

    def _width_of(self, day: date) -> int:
        column = (day - self._start).days % 7
        return self._edge(column + 1) - self._edge(column)

    @property
    def _lines(self) -> int:
        """Lines of a week; the same for every month, or the page would jump from month to month."""
        return max(1, min(MOST_LINES, (self.size.height - HEAD) // 6))

    def _refresh_day(self, day: date) -> None:
        week, column = divmod((day - self._start).days, 7)
        if 0 <= week < self._weeks:
            region = Region(self._edge(column), HEAD + week * self._lines, self._width_of(day), self._lines)
            self.refresh(region)

    def day_at(self, x: int, y: int) -> date | None:
        """The day drawn at that cell."""
        week = (y - HEAD) // self._lines
        for column in range(7):
            if 0 <= week < self._weeks and self._edge(column) <= x < self._edge(column + 1):
                return self._start + (7 * week + column) * _DAY
        return None

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Title, weekdays, then the weeks."""
        if y == 0:
            title = f"{MONTHS[self._first.month - 1]} {self._first.year}"
            return self._strip([(" " + title, self.pens("bold"))])
        if y == 1:
            return self._strip(self._weekdays())
        week, line = divmod(y - HEAD, self._lines)
        if week >= self._weeks:
            return self._strip([])
        days = [self._start + (7 * week + column) * _DAY for column in range(7)]
        parts: list[Part] = []
        if self._left == _NUMBERS:
            # the ISO week is that of its Thursday
            thursday = next(day for day in days if day.weekday() == 3)
            number = f" {thursday.isocalendar().week:2} " if line == 0 else " " * _NUMBERS
            parts.append((number, self.pens("dim")))
        else:
            parts.append((" ", self.pens()))
        for day in days:
            parts += self._head(day) if line == 0 else self._title(day, line - 1)
        return self._strip(parts)

    def _strip(self, parts: Sequence[Part]) -> Strip:
        return make_strip(parts, self.size.width, self.pens())

    def _weekdays(self) -> list[Part]:
        dim = self.pens("dim")
        parts = [(" " * self._left, dim)]
        for column in range(7):
            name = DAYS[(self._first_weekday + column) % 7]
            width = self._edge(column + 1) - self._edge(column)
            name = name if width >= _LEAST else name[:2]
            parts.append((" " + name.ljust(width - 1), dim))
        return parts

    def _head(self, day: date) -> list[Part]:
        """The line of a day that has its number and its marks: `›24 !2 ·1`, today as `(24)`."""
        chosen, today = day == self._selected, day == self._today
        inside = day.month == self._first.month and day.year == self._first.year
        marks = self._marks.get(day)
        quiet = not inside or day < self._today or day.weekday() >= 5 or (marks is not None and marks.off)
        sign = self.glyph("cursor") if chosen else "(" if today else " "
        number: list[Span] = [
            (sign, "accent" if chosen else "today" if today else ""),
            (f"{day.day:2}", "today" if today else "dim" if quiet else ""),
            (")" if today else "", "today"),
        ]
        width = self._width_of(day)
        number += self._signs(day, width - 3 - today)
        spans = fit_spans(number, width, self.ascii_only)
        off = marks is not None and marks.off
        return [(text, self.pens.on_off(style, chosen, off)) for text, style in spans]

    def _signs(self, day: date, room: int) -> list[Span]:
        marks = self._marks.get(day)
        if marks is None:
            return []
        told = self._told(day)
        coming = Counter(marks.due)
        before = [("late", marks.overdue, "bad")]
        after = [("done", marks.done, "dim"), ("warn", marks.past, "dim"), ("times", marks.called_off, "dim")]
        each = [(name, count, "") for name, count in coming.items()]
        off = [("dash", int(marks.off), "dim")]
        forms = [
            *((off, form) for form in (0,) if told),
            *(([*before, *each, *after, *off], form) for form in (0, 1, 2)),
            *(([*before, ("due", len(marks.due), ""), *after, *off], form) for form in (1, 2)),
        ]
        spans: list[Span] = []
        for signs, form in forms:
            spans = self._spelled([sign for sign in signs if sign[1]], form)
            if sum(cell_len(text) for text, _ in spans) <= room:
                return spans
        return spans[:1] if spans and cell_len(spans[0][0]) <= room else []  # never without what is overdue

    def _spelled(self, signs: Sequence[tuple[str, int, str]], form: int) -> list[Span]:
        """Signs and how many of each, apart (0), close to each other (1), or without the numbers (2)."""
        spans: list[Span] = []
        for name, count, style in signs:
            text = self.glyph(name) + (str(count) if count > 1 and form < 2 else "")
            apart = form == 0 or (self.ascii_only and not spans and form < 2)
            spans.append((f" {text}" if apart else text, style))
        return spans

    def _told(self, day: date) -> bool:
        """Whether every item of a day stands under its number, so that no sign need tell of it."""
        return 0 < len(self._titles.get(day, ())) < self._lines

    def _title(self, day: date, line: int) -> list[Part]:
        width = self._width_of(day)
        chosen = day == self._selected
        inside = day.month == self._first.month and day.year == self._first.year
        told = self._in_cell(day, width)
        text, style = told[line] if line < len(told) else ("", "")
        text = f" {self.shown(text)}" if text else ""
        pad = " " * (width - cell_len(text))
        marks = self._marks.get(day)
        off = marks is not None and marks.off
        return [(text + pad, self.pens.on_off(style if inside else "dim", chosen, off))]

    def _in_cell(self, day: date, width: int) -> list[Span]:
        """What stands under the number of a day."""
        return in_cell(self._titles.get(day, ()), width - 2, self._lines - 1, self.ascii_only)

    # Events

    def clicked(self, event: events.Click) -> None:
        """Select the day clicked on; one that was selected is chosen."""
        day = self.day_at(event.x, event.y)
        if day is None:
            return
        event.stop()
        if day == self._selected:
            self.choose()
        else:
            self.select(day)
