"""What the mouse does in the calendar: a click selects a day or thing, a second one opens it; the wheel."""

from __future__ import annotations

from datetime import date

from coach_tui.app.places.calendar_lists import AGENDA_WEEKS, Agenda
from coach_tui.app.places.calendar_rows import near
from coach_tui.app.places.dated_place import DatedPlace
from coach_tui.app.widgets.half_year import HalfYear
from coach_tui.app.widgets.month import MonthView
from coach_tui.app.widgets.pointed import PointedRows
from coach_tui.app.widgets.week import WeekView

MONTH, WEEK, AGENDA = "month", "week", "agenda"


class PointedCalendar(DatedPlace):
    """The mouse's part of the calendar, which says how it goes from day to day."""

    view: str
    agenda: Agenda

    def _go(self, day: date) -> None:
        raise NotImplementedError

    def _to(self, day: date) -> None:
        raise NotImplementedError

    def _show(self, day: date, again: bool = False) -> None:
        raise NotImplementedError

    def _leave_day(self) -> None:
        raise NotImplementedError

    def on_half_year_pointed(self, event: HalfYear.Pointed) -> None:
        """A click goes to the day."""
        event.stop()
        self._go(event.day)

    def on_month_view_day_chosen(self, event: MonthView.DayChosen) -> None:
        """A click on the selected day opens it."""
        event.stop()
        self.do_open()

    def on_pointed_rows_pointed(self, event: PointedRows.Pointed) -> None:
        """A click on what falls on a day, or comes soon, goes into the list."""
        event.stop()
        self.in_day = True
        self.list.active = True
        self.coach.selection_moved()

    def on_pointed_rows_at_end(self, event: PointedRows.AtEnd) -> None:
        """The agenda goes on."""
        event.stop()
        if self.view == AGENDA and not self.turned:
            top, before = self.list.top, len(self.list.rows)
            self.agenda.go_on(AGENDA_WEEKS if event.lines > 0 else -AGENDA_WEEKS)
            self._show(self.month.selected, again=True)
            above = len(self.list.rows) - before if event.lines < 0 else 0
            self.list.show_from(top + above + event.lines)

    def wheeled(self, lines: int) -> None:
        """A week on or back."""
        step = 1 if lines > 0 else -1
        if self.turned:
            self.detail.wheeled(lines)
        elif self.view == WEEK:
            self._show(near(self.month.selected, 7 * step))
        elif self.view == MONTH:
            self._leave_day()
            self.month.move_days(7 * step)

    def on_week_view_pointed(self, event: WeekView.Pointed) -> None:
        """A click selects; on what is selected it opens it."""
        event.stop()
        if event.key != self.key:
            self.list.go_to(event.key)
        elif self.can_open():
            self.do_open()
