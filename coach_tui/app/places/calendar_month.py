"""The calendar's month: how much falls on each day, and beside it the day that is selected."""

from __future__ import annotations

from datetime import date

from coach_tui.app.places.calendar_rows import DayRows, day_name, near
from coach_tui.app.places.calendar_signs import kind_sign
from coach_tui.app.widgets.day_cell import DayItem
from coach_tui.app.widgets.month import DayMarks
from coach_tui.app.widgets.rows import Row
from coach_tui.plan.dates import month_end, relative, short
from coach_tui.plan.days import Event

LEAST = 3
"""How many of the days ahead there are at least."""
SOON = 28
"""Days ahead that stand under the selected day's items."""


class Month:
    """What falls in a month and in the days around it."""

    def __init__(self, days: DayRows, day: date) -> None:
        self._days = days
        first = day.replace(day=1)
        low, high = near(first, -7), near(first, 31 + SOON + 7)
        days.events = days.between(low, high)
        self.marks: dict[date, DayMarks] = {}
        self.titles: dict[date, list[DayItem]] = {}
        shaded = days.shaded
        around = (near(low, number) for number in range(31 + 2 * 7))
        self.marks = {on: DayMarks(off=True) for on in around if shaded.why(on)}
        for event in days.events:
            self.marks[event.day] = _with(self.marks.get(event.day, DayMarks()), event)
            self.titles.setdefault(event.day, []).append(days.item(event))
        inside = [on for on in self.marks if (on.year, on.month) == (day.year, day.month)]
        self.busiest = max([1, *(self.marks[on].items for on in inside)])
        """How many items the day has that has most."""
        self.needs = days.needs(days.events)
        """Cells that the list takes where nothing in it is cut."""
        days.look_for_off(first, near(first, month_end(day.year, day.month) - 1))

    def day(self, day: date, height: int) -> list[Row]:
        """The day, and what comes from today on: that stays as it is while the day changes."""
        days, today = self._days, self._days.coach.today
        here = [event for event in days.events if event.day == day]
        begin = max(near(today, 1), day.replace(day=1))
        coming = [event for event in days.events if event.day >= begin and event.waits]
        off = days.off(day)
        rows = [Row(None, [short(day, today), relative(day, today)], heading=True)]
        days.by_key = {}
        rows += [days.row(event, "") for event in here]
        if not here:
            rows.append(Row(None, ["", "", ("nothing on this day", "dim")]))
        if off.why:
            rows.append(Row(None, ["", "", (off.said, "off" if off.shaded else "dim")]))
        if coming:
            height = height or SOON
            most = 1 + min(self.busiest, max(1, height // 3))
            rows += [Row(None, [""])] * (most - len(rows))  # what comes need not move
            room = height - len(rows) - 1
            coming = coming[: max(LEAST, room)]  # no more than are seen at once: a longer list repaints whole
            rows.append(Row(None, ["Coming up"], heading=True))
            rows += [days.row(event, day_name(event.day)) for event in coming]
        return rows


def _with(marks: DayMarks, event: Event) -> DayMarks:
    """A day's marks with one more item."""
    if event.called_off:
        return marks._replace(called_off=marks.called_off + 1)
    if event.past:
        return marks._replace(past=marks.past + 1)
    if event.done:
        return marks._replace(done=marks.done + 1)
    if event.overdue:
        return marks._replace(overdue=marks.overdue + 1)
    return marks._replace(due=(*marks.due, kind_sign(event)))
