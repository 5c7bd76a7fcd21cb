"""Half a year at a glance: small months, each day with a sign of what falls on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from coach_tui.app.widgets.drawing import LineDrawn, Part, Span, make_strip
from coach_tui.app.widgets.month import MONTHS
from coach_tui.plan.dates import DAYS, month_end

COUNT = 6
"""Months."""
CELL = 4
"""Cells of a day: two of its number, one of its sign, a blank."""
WIDTH = 7 * CELL + 1
"""Cells of a month."""
HEIGHT = 9
"""Lines of a month: its name, the weekdays, six weeks, a blank one."""


IN_A_ROW = 4
"""Months that stand in one row where there is not room for more rows."""


def rows_of_months(width: int) -> int:
    """How many rows the months take in so many cells; 0 where not even two stand beside each other."""
    across = next((count for count in (6, 3, 2) if count * WIDTH + 1 <= width), 0)
    return COUNT // across if across else 0


def lines_of_months(width: int) -> int:
    """How many lines the months take in so many cells; 0 where not even two stand beside each other."""
    rows = rows_of_months(width)
    return rows * HEIGHT - 1 if rows else 0


class HalfYear(LineDrawn, can_focus=False):
    """Months from the one that it is given: six, or as many as there is room for under each other."""

    DEFAULT_CSS = "HalfYear { width: 1fr; height: 1fr; display: none; }"

    @dataclass
    class Pointed(Message):
        """A day was clicked on."""

        day: date

    def __init__(self, *, first_weekday: int = 0) -> None:
        super().__init__()
        self._first_weekday = first_weekday % 7
        self.count = COUNT
        """How many months there are."""
        self.ruled = False
        """Whether a rule stands before them."""
        self._months: list[date] = []
        self._marks: Mapping[date, Span] = {}
        self._off: Collection[date] = ()
        self._selected = self._today = date(2000, 1, 1)

    def set_months(
        self,
        first: date,
        marks: Mapping[date, Span],
        selected: date,
        today: date,
        off: Collection[date] = (),
    ) -> None:
        """Show the months from that of `first` on; a mark is the name of a sign, and a style.

        `off` are the days that do not count: they have a sign of their own, behind that of what they hold.
        """
        months = (first.year * 12 + first.month - 1 + number for number in range(self.count))
        self._months = [date(n // 12, n % 12 + 1, 1) for n in months if n // 12 <= date.max.year]
        self._marks, self._selected, self._today, self._off = marks, selected, today, off
        self.refresh()

    def select(self, day: date) -> None:
        """Select a day; repaints two."""
        before, self._selected = self._selected, day
        if before != day:
            for one in (before, day):
                found = self._where(one)
                if found is not None:
                    self.refresh(Region(*found, CELL, 1))

    def shows(self, day: date) -> bool:
        """Whether a day is in one of the months."""
        return day.replace(day=1) in self._months

    # Where things stand

    @property
    def _across(self) -> int:
        if self.count == IN_A_ROW and not self.ruled:
            return IN_A_ROW
        rows = rows_of_months(self.size.width)
        return COUNT // rows if rows else 1

    def _start(self, month: date) -> int:
        """The cells of the first week before the month begins, in days."""
        return (month.weekday() - self._first_weekday) % 7

    def _where(self, day: date) -> tuple[int, int] | None:
        """The cell in which a day begins."""
        month = day.replace(day=1)
        if month not in self._months:
            return None
        row, column = divmod(self._months.index(month), self._across)
        week, at = divmod(self._start(month) + day.day - 1, 7)
        return self.ruled + column * WIDTH + 1 + at * CELL, row * HEIGHT + 2 + week

    # Drawing

    def render_line(self, y: int) -> Strip:
        """A line of every month beside each other."""
        row, line = divmod(y, HEIGHT)
        parts: list[Part] = [(self.glyph("bar"), self.pens("rule"))] if self.ruled else []
        for month in self._months[row * self._across : (row + 1) * self._across]:
            parts += self._line(month, line)
        return make_strip(parts, self.size.width, self.pens())

    def _line(self, month: date, line: int) -> list[Part]:
        pens = self.pens
        if line == 0:
            return [(f" {MONTHS[month.month - 1]} {month.year}".ljust(WIDTH), pens("bold"))]
        if line == 1:
            names = "".join(f"{DAYS[(self._first_weekday + n) % 7][:2]}  " for n in range(7))
            return [(f" {names}".ljust(WIDTH), pens("dim"))]
        parts: list[Part] = []
        for column in range(7):
            number = (line - 2) * 7 + column - self._start(month)
            inside = 0 <= number < month_end(month.year, month.month)
            parts += self._day(month + timedelta(days=number)) if inside else [(" " * CELL, pens())]
        return [(" ", pens()), *parts]

    def _day(self, day: date) -> list[Part]:
        """The number of a day, behind it the sign of what falls on it."""
        lit, today, off = day == self._selected, day == self._today, day in self._off
        name, style = self._marks.get(day, ("", ""))
        quiet = style == "dim" or not name
        number = "today" if today else "dim" if quiet else ""
        said = [(f"{day.day:2}", number)]
        said += [(self.glyph(name), style)] if name else []
        said += [(self.glyph("dash"), "dim")] if off else []
        parts = [(text, self.pens.on_off(style, lit, off)) for text, style in said]
        left = CELL - sum(len(text) for text, _ in said)
        inside = [(" ", self.pens("", lit))] if len(said) == 1 else []
        return [*parts, *inside, (" " * (left - len(inside)), self.pens())]

    def clicked(self, event: events.Click) -> None:
        """Tell which day was clicked on."""
        row, line = divmod(event.y, HEIGHT)
        column, x = divmod(event.x - self.ruled, WIDTH)
        months = self._months[row * self._across : (row + 1) * self._across]
        if 0 <= column < len(months) and line >= 2 and x > 0:
            month = months[column]
            number = (line - 2) * 7 + (x - 1) // CELL - self._start(month)
            if 0 <= number < month_end(month.year, month.month):
                event.stop()
                self.post_message(self.Pointed(month + timedelta(days=number)))
