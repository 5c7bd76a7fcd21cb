"""The week beside what Today lists: as a strip of seven days under it, or by day in a column of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from textual.containers import Horizontal, Vertical

from coach_tui.app.coach import Coach
from coach_tui.app.places.calendar_half import Glance
from coach_tui.app.places.calendar_lists import in_columns, week_rows
from coach_tui.app.places.calendar_rows import COLUMNS, DayRows, day_name, near
from coach_tui.app.places.calendar_signs import legend
from coach_tui.app.places.sharing import THIRD
from coach_tui.app.widgets.half_year import WIDTH
from coach_tui.app.widgets.row import STACKED
from coach_tui.app.widgets.rows import Row, RowList
from coach_tui.app.widgets.rule import Rule, Upright
from coach_tui.app.widgets.span_lines import SpanLines
from coach_tui.app.widgets.week import WeekView
from coach_tui.plan.dates import relative
from coach_tui.plan.days import Event

WIDTHS = (2 * WIDTH + 1, THIRD)
"""Cells of the column where it has room for two months beside each other, and at least."""
SHARE = 10
"""One of so many lines tells of a day's items in the strip, in a page that is high."""
LEAST = 2
"""Lines that tell of a day's items in the strip at least, where there is so much to tell."""
WEEKS = 6
"""Weeks that are told by day at most."""
MOST_ROWS = 500
"""Rows of the days by day at most, however many plans there are."""
AHEAD = 14
"""Lines that the days by day have at least above the months."""


class DayColumn(Horizontal):
    """What comes by day, half a year at a glance under it, and what the signs mean."""

    DEFAULT_CSS = """
    DayColumn { height: 1fr; }
    DayColumn #ahead { height: 1fr; }
    DayColumn.half HalfYear, DayColumn.half Rule { display: block; }
    DayColumn Rule { display: none; }
    """

    def __init__(self, glance: Glance) -> None:
        self.list = RowList(COLUMNS[1:])
        self.list.wraps = STACKED
        self.foot = SpanLines()
        self._edge = Upright()
        super().__init__(self._edge, Vertical(self.list, Rule(), glance.view, self.foot, id="ahead"))

    def take_keys(self, taken: bool) -> None:
        """Whether the keys that go up and down scroll it."""
        self._edge.light(taken)

    def step(self, rows: int, pages: int) -> None:
        """Down by so many rows or screenfuls, and no further than it goes."""
        days = self.list
        days.show_from(days.top + rows + pages * max(1, days.size.height - 1))


class ThisWeek:
    """What falls on the days of this week and after it, of all clients, in the room there is."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._days = DayRows(coach)
        self._glance = Glance(self._days)
        self.strip = WeekView(id="strip")
        self.column = DayColumn(self._glance)

    def show_strip(self, width: int, room: int, height: int) -> int:
        """Seven days in so many cells, in `room` lines of `height`; how many it takes, 0 for none."""
        today = self._coach.today
        days = in_columns(self._days, week_rows(self._days, today)[0], whole=False)
        needed = self.strip.needs(days, width)
        lines = min(needed, room - 1, max(LEAST, height // SHARE))
        shown, wanted = 0 < min(needed, LEAST) <= lines, 1 + lines
        if shown:
            self.strip.set_strip(days, width, wanted)
            self.strip.styles.height = wanted
        return wanted if shown else 0

    def show_column(self, room: int, height: int) -> int:
        """By day, in at most so many cells; how many it takes, 0 for none."""
        width = next((cells for cells in WIDTHS if cells < room), 0)
        if not width:
            return 0
        self._glance.forget()
        half = self._glance.fits(width, height - AHEAD)
        self.column.set_class(half > 0, "half")
        if half:
            self._glance.show(self._coach.today)
        first = self._days.week_start(self._coach.today)
        by_day = self._days.by_day(first, near(first, WEEKS * 7))
        rows = (row for day, events in by_day.items() for row in self._day(day, events))
        self.column.list.set_rows(islice(rows, MOST_ROWS))
        seen = [*self._days.events, *(self._glance.events if half else ())]
        off = self._days.some_off or (half > 0 and bool(self._glance.off))
        self.column.foot.show(legend(seen, width, off, several=half > 0))
        self.column.styles.width = width + 1
        return width + 1

    def _day(self, day: date, events: list[Event]) -> Iterator[Row]:
        """A day and what falls on it, in rows on which no cursor stands."""
        today = self._coach.today
        name = (day_name(day), "today" if day == today else "head")
        off, why = self._days.off(day), self._days.shaded.why(day)
        said = ", ".join(part for part in (off.said, relative(day, today)) if part)
        yield Row(None, [name, said], heading=True)
        for event in events:
            row = self._days.row(event, "", told=why)
            yield Row(None, row.cells[1:], mark=row.mark)
