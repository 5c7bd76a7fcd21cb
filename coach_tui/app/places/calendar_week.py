"""The calendar's week: a list and under it the next one, or columns with those after it below each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from coach_tui.app.places.calendar_half import Glance
from coach_tui.app.places.calendar_lists import coming_rows, in_columns, week_rows
from coach_tui.app.places.calendar_rows import DayRows
from coach_tui.app.widgets.row import heights
from coach_tui.app.widgets.rows import Row, RowList
from coach_tui.app.widgets.week import WeekDay, WeekView

COLUMNED = 120
"""Cells from which on a week is seven columns, where it holds all that the list has."""
MOST = 6
"""Weeks that are told at most."""


class Weeks:
    """The week of a day and those after it, in the room there is."""

    def __init__(self, days: DayRows, glance: Glance) -> None:
        self.view = WeekView()
        self._days, self._glance = days, glance
        self.day = days.coach.today
        """A day of the first of them."""
        self.lines = 0
        """Lines that they take in columns; 0 where they are a list."""

    def rows(self, drawn: RowList, selected: str, width: int, room: int) -> list[Row]:
        """The rows on which the cursor may stand, in so many cells and lines; `drawn` is their list.

        The columns stand where they hold all that the list has; below them half a year, then more weeks.
        """
        days = self._days
        weeks = week_rows(days, self.day, MOST)
        taken = sum(heights(drawn, weeks[0], drawn.columns, width))
        listed = list(weeks[0])
        if weeks[1:]:
            listed += coming_rows(days, weeks[1], room - taken)
        columns = [in_columns(days, week) for week in weeks]
        count = self._fitting(columns, width, room, 1 if listed == weeks[0] else 2)
        shown = listed if not count else [row for week in weeks[:count] for row in week]
        days.show_only(days.by_key[row.key] for row in shown if row.key in days.by_key)
        if count:
            self.view.set_weeks(columns[:count], selected, width)
        return shown

    def _fitting(self, weeks: Sequence[Sequence[WeekDay]], width: int, room: int, least: int) -> int:
        """How many weeks stand below each other in columns; 0 where `least` of them have no room."""
        tall = [self.view.height_of(week, width) + 1 for week in weeks]
        self.lines = sum(tall[:least]) - 1
        if width < COLUMNED or self.lines > room:
            self.lines = 0
            return 0
        left = room - self._glance.fits(width, room - self.lines)
        ends = [sum(tall[:count]) - 1 for count in range(least + 1, len(tall) + 1)]
        more = [*takewhile(lambda end: end <= left, ends)]
        self.lines = more[-1] if more else self.lines
        return least + len(more)
