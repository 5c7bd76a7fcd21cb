"""The calendar's lists: a week day by day, and the agenda, weeks without a break, the empty ones too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coach_tui.app.places.calendar_rows import DayRows, day_name, near
from coach_tui.app.widgets.drawing import spans_of
from coach_tui.app.widgets.rows import Row
from coach_tui.app.widgets.week import WeekDay
from coach_tui.plan.dates import DAYS, MONTHS, relative

AGENDA_WEEKS = 13
"""Weeks that the agenda begins with, and so many more each time it goes on."""


class Agenda:
    """The weeks in sight; they go on where the cursor leaves them."""

    def __init__(self, days: DayRows) -> None:
        self._days = days
        self.first, self.weeks = days.coach.today, 0

    def rows(self, day: date, again: bool) -> list[Row]:
        """The weeks from that of a day on; those in sight `again` if they hold it."""
        last = near(self.first, 7 * self.weeks - 1)
        if not (again and self.first <= day <= last):
            self.first, self.weeks = self._days.week_start(day), AGENDA_WEEKS
            last = near(self.first, 7 * self.weeks - 1)
        today = self._days.coach.today
        by_day = self._days.by_day(self.first, last)
        off = self._days.shaded
        rows: list[Row] = []
        for number in range(self.weeks):
            first = near(self.first, 7 * number)
            days = [near(first, one) for one in range(7)]
            found = [event for on in dict.fromkeys(days) for event in by_day.get(on, [])]
            rows.append(self._week_heading(days, bool(found)))
            shown: date | None = None
            for event in found:
                label = "" if event.day == shown else day_name(event.day)
                style = "today" if event.day == today else "off" if off.why(event.day) else "dim"
                rows.append(self._days.row(event, label, style, off.why(event.day)))
                shown = event.day
            if days[-1] == date.max:
                break
        return rows

    def from_day(self, day: date) -> str | None:
        """The key of the first item on a day or after it."""
        return next((key for key, event in self._days.by_key.items() if event.day >= day), None)

    def beside(self, day: date, step: int) -> str | None:
        """The key of the first item of the next day after another, or before it, that has one."""
        found = [(event.day, key) for key, event in self._days.by_key.items()]
        after = [on for on, _ in found if (on > day if step > 0 else on < day)]
        wanted = (min if step > 0 else max)(after, default=None)
        return next((key for on, key in found if on == wanted), None)

    def _week_heading(self, days: list[date], busy: bool) -> Row:
        """The number of a week (that of its Thursday) and its days."""
        coach = self._days.coach
        first, last = days[0], days[-1]
        start = f"{first.day}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
        said = f"{start} – {last.day} {MONTHS[last.month - 1]} {last.year}"
        if coach.settings.week_numbers:
            thursday = next((day for day in days if day.weekday() == 3), last)
            said = f"Week {thursday.isocalendar().week}  {said}"
        weeks = (first - self._days.week_start(coach.today)).days // 7
        near_by = {0: "this week", 1: "next week", -1: "last week"}.get(weeks, "")
        told = [one for one in (self._off(days), "" if busy else "nothing", near_by) if one]
        return Row(None, [said, ", ".join(told)], heading=True)

    def _off(self, days: list[date]) -> str:
        """Which days of a week do not count, and why: “– Thu, Fri your holiday”."""
        shaded = self._days.shaded
        why: dict[str, list[date]] = {}
        for day in days:
            if reason := shaded.why(day):
                why.setdefault(reason, []).append(day)
        told = [f"{_names(off)} {reason}" for reason, off in why.items()]
        return f"– {'; '.join(told)}" if told else ""

    def go_on(self, weeks: int) -> None:
        """More weeks, after those in sight or before them."""
        before = self.first
        if weeks < 0:
            self.first = near(before, 7 * weeks)
            weeks = (before - self.first).days // 7
        self.weeks += weeks


def _names(days: Sequence[date]) -> str:
    """Days of a week by their names: “Mon, Thu”, three or more that follow each other as “Wed–Sun”."""
    names = [DAYS[day.weekday()] for day in days]
    follow = len(days) > 2 and (days[-1] - days[0]).days == len(days) - 1
    return f"{names[0]}–{names[-1]}" if follow else ", ".join(names)


def week_rows(days: DayRows, day: date, weeks: int = 1) -> list[list[Row]]:
    """The seven days of a week, each a row, what falls on it below it; then those of the weeks after it."""
    first = days.week_start(day)
    last = near(first, 7 * weeks - 1)
    by_day = days.by_day(first, last)
    found: list[list[Row]] = []
    for number in range((last - first).days + 1):
        on = near(first, number)
        if number % 7 == 0:
            found.append([])
        found[-1].append(_day_row(days, on))
        found[-1] += [days.row(event, "", told=days.shaded.why(on)) for event in by_day.get(on, [])]
    return found


def coming_rows(days: DayRows, week: Sequence[Row], room: int) -> list[Row]:
    """What falls on the days of a week, each with its day, below a heading, as far as it has room."""
    on = [_day_of(row) for row in week if row.key not in days.by_key]
    rows = [Row(None, ["Next week", f"{day_name(on[0])} – {day_name(on[-1])}"], heading=True)]
    before = ""
    for row in week:
        event = days.by_key.get(row.key or "")
        if event is not None:
            name = day_name(event.day)
            rows.append(
                Row(row.key, [(name if name != before else "", "dim"), *row.cells[1:]], mark=row.mark)
            )
            before = name
    return rows[:room] if len(rows) > 1 and room > 1 else []


def _day_of(row: Row) -> date:
    return date.fromisoformat((row.key or "").removeprefix("day:"))


def _day_row(days: DayRows, on: date) -> Row:
    """A day, how far off it is, and whose day off it is."""
    today, off = days.coach.today, days.off(on).said
    style = "today" if on == today else "head"
    said = [
        (relative(on, today), "accent" if on == today else "dim"),
        ("  " if off else "", ""),
        (off, "off"),
    ]
    return Row(f"day:{on.isoformat()}", [(day_name(on), style), said])


def in_columns(days: DayRows, rows: Sequence[Row], *, whole: bool = True) -> list[WeekDay]:
    """The rows of a week as days beside each other, each with what falls on it; `whole`, all that is said."""
    found: list[WeekDay] = []
    for row in rows:
        event = days.by_key.get(row.key or "")
        if event is not None:
            found[-1].items.append((row.key or "", days.item(event, whole=whole)))
            continue
        name, said = (spans_of(cell) for cell in row.cells)
        told = [(text.strip(), style) for text, style in said if text.strip()]
        off = days.off(_day_of(row))
        found.append(WeekDay(row.key or "", name[0], told, [], off.why if off.shaded else ""))
    return found
