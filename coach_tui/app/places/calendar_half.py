"""The calendar's half year: which days of six months are busy, and with what."""

from __future__ import annotations

from datetime import date

from coach_tui.app.places.calendar_rows import DayRows, near
from coach_tui.app.places.calendar_signs import kind_sign, state_sign
from coach_tui.app.widgets.drawing import Span
from coach_tui.app.widgets.half_year import COUNT, HEIGHT, IN_A_ROW, WIDTH, HalfYear, lines_of_months
from coach_tui.plan.days import Event

LEAST = 3
"""So many months at least are worth their room beside a list."""
LONGEST = 31 * COUNT
"""Days that the months have at most."""


class Glance:
    """Six months below the calendar, or what fits beside it; they stay until a day is in none of them."""

    def __init__(self, days: DayRows) -> None:
        self._days = days
        self._known = False
        coach = days.coach
        self.events: list[Event] = []
        """What falls in them."""
        self.off: set[date] = set()
        """The days of them that do not count."""
        self.view = HalfYear(first_weekday=coach.settings.first_weekday_number)

    def fits(self, width: int, room: int) -> int:
        """The lines that they take in so many cells and lines, a rule included; 0 where they do not fit.

        Where six of them have no room, four stand in one row.
        """
        count, lines = COUNT, lines_of_months(width)
        if lines >= room and width > IN_A_ROW * WIDTH:
            count, lines = IN_A_ROW, HEIGHT - 1
        self._stand(count, "1fr", lines)
        return lines + 1 if lines and room > lines else 0

    def fits_beside(self, width: int, room: int) -> int:
        """The cells that they take beside a list, in so many cells and lines, a rule included; 0 for none."""
        two = 2 * WIDTH + 1
        if width >= two and room >= lines_of_months(two):
            count, cells = COUNT, two
        else:
            count, cells = min(COUNT, (room + 1) // HEIGHT), WIDTH + 1
        if width < cells or count < LEAST:
            return 0
        self._stand(count, cells, "100%")
        return cells

    def _stand(self, count: int, cells: int | str, lines: int | str) -> None:
        """So many months, below the calendar or beside it."""
        view, beside = self.view, cells != "1fr"
        if (view.count, view.ruled) != (count, beside):
            view.count, view.ruled = count, beside
            self.forget()
        view.styles.width, view.styles.height = cells, lines
        view.styles.dock = "right" if beside else "none"

    def forget(self) -> None:
        """The plans are others now, or it is another client's."""
        self._known = False

    def show(self, day: date) -> None:
        """A day, and the months around it: those from today on where it is among them."""
        if self._known and self.view.shows(day):
            self.view.select(day)
            return
        self._known = True
        today = self._days.coach.today
        self.view.set_months(today, {}, day, today)
        first = (today if self.view.shows(day) else day).replace(day=1)
        stretch = [near(first, number) for number in range(LONGEST)]
        shaded = self._days.shaded
        self.off = {on for on in stretch if shaded.why(on)}
        self.view.set_months(first, self._marks(stretch[0], stretch[-1]), day, today, self.off)

    def _marks(self, first: date, last: date) -> dict[date, Span]:
        found: dict[date, list[Event]] = {}
        self.events = self._days.between(first, last)
        for event in self.events:
            found.setdefault(event.day, []).append(event)
        return {day: _mark(events) for day, events in found.items()}


def _mark(events: list[Event]) -> Span:
    """The sign of a day: what is late, else what is to come, else that it is done."""
    if any(event.overdue for event in events):
        return "late", "bad"
    kinds = {kind_sign(event) for event in events if event.waits and not event.past}
    if kinds:
        return (kinds.pop() if len(kinds) == 1 else "several"), "accent"
    states = {state_sign(event) for event in events}
    return ("done" if "done" in states else states.pop()), "dim"
