"""The calendar's week: seven days, and below each what falls on it."""

from __future__ import annotations

from datetime import date

from coach_tui.app.places.calendar_rows import DayRows, day_name, near
from coach_tui.app.widgets.rows import Row
from coach_tui.plan.dates import relative


def week_rows(days: DayRows, day: date) -> list[Row]:
    """The seven days of a week, each a row, what falls on it below it."""
    first = days.week_start(day)
    last = near(first, 6)
    by_day = days.by_day(first, last)
    rows: list[Row] = []
    for number in range((last - first).days + 1):
        on = near(first, number)
        rows.append(_day_row(days, on))
        rows += [days.row(event, "") for event in by_day.get(on, [])]
    return rows


def _day_row(days: DayRows, on: date) -> Row:
    """A day, how far off it is, and whose day off it is."""
    today, off = days.coach.today, days.off_text(on)
    style = "today" if on == today else "head"
    said = [(relative(on, today), "accent" if on == today else "dim"), (f"  {off}" if off else "", "dim")]
    return Row(f"day:{on.isoformat()}", [(day_name(on), style), said])
