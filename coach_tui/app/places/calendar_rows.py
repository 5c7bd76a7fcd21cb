"""What falls on days, as rows of the calendar's list, in whatever view."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from coach_tui.app.coach import Coach
from coach_tui.app.places.calendar_signs import NAMELESS, kind_sign, state_sign
from coach_tui.app.widgets.columns import Column, side_by_side
from coach_tui.app.widgets.day_cell import DayItem
from coach_tui.app.widgets.drawing import Cell, text_of
from coach_tui.app.widgets.glyphs import glyph
from coach_tui.app.widgets.row import EDGES, MARK
from coach_tui.app.widgets.rows import Row
from coach_tui.plan.client import Client
from coach_tui.plan.dates import DAYS, MONTHS
from coach_tui.plan.days import Event, events_between, off_on
from coach_tui.plan.group import together
from coach_tui.plan.shaded import Shaded
from coach_tui.plan.text import clean

TABLES = {
    "milestone": "milestones",
    "review": "reviews",
    "session": "sessions",
    "objective": "objectives",
    "engagement": "engagements",
    "commitment": "commitments",
}
DAY, TIME = 10, 5
"""Cells of a day and of a time."""
NAME = 24
"""Cells that names have while others need the room."""
COLUMNS = (Column(DAY), Column(TIME), Column(None), Column(NAME))
"""The day, the time or the sign, what it is, whose."""
SATURDAY = 5
NAMED = 3
"""How many clients a day off names."""


def day_name(day: date) -> str:
    """A day in ten cells at most: “Tue 24 Nov”."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def near(day: date, days: int) -> date:
    """The day so many days on, or the first or last there is."""
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


class Off(NamedTuple):
    """What is said of a day that does not count, for all or for somebody; whether it is shaded for that."""

    why: str
    shaded: bool

    @property
    def said(self) -> str:
        """It begins with the sign by which the month shades a day."""
        return f"– {self.why}" if self.shaded else self.why


class DayRows:
    """One client's days, or everybody's; a row's key leads back to its event."""

    def __init__(self, coach: Coach) -> None:
        self.coach = coach
        self.only_client = ""
        """The client (uid) whose days they are, "" for all."""
        self._shaded: dict[str, Shaded] = {}
        self.names = 0
        """Cells that names have at least, so that another day of the month paints its own rows alone."""
        self.events: list[Event] = []
        """What falls on the days in sight."""
        self.by_key: dict[str, Event] = {}
        """The event of each row."""
        self.some_off = False
        """Whether some day in sight, or something on it, is marked as off."""

    @property
    def client(self) -> Client | None:
        """The one client shown; None for all."""
        return self.coach.practice.client(self.only_client) if self.only_client else None

    @property
    def shaded(self) -> Shaded:
        """The days that do not count, for the client shown or for everybody."""
        return Shaded(self.coach.practice, self.client)

    def between(self, first: date, last: date) -> list[Event]:
        """What falls on these days; of one client what was promised for them as well."""
        app, client = self.coach, self.only_client or None
        self._shaded = {}
        return events_between(
            app.practice,
            first,
            last,
            app.today,
            client,
            promises=client is not None,
            grace_days=app.settings.grace_days,
        )

    def by_day(self, first: date, last: date) -> dict[date, list[Event]]:
        """What falls on each day of a stretch."""
        self.events = self.between(first, last)
        self.by_key = {}
        self.look_for_off(first, last)
        found: dict[date, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.day, []).append(event)
        return found

    def show_only(self, events: Iterable[Event]) -> None:
        """Of what falls on a stretch these events alone are in sight, and their days."""
        self.events = list(events)
        seen = [event.day for event in self.events]
        if seen:
            self.look_for_off(self.week_start(min(seen)), max(seen))

    def look_for_off(self, first: date, last: date) -> None:
        """Whether a day of a stretch does not count, or one on which something falls for its client."""
        shaded = self.shaded
        days = (near(first, number) for number in range((last - first).days + 1))
        self.some_off = any(shaded.why(day) for day in days) or any(self._why(event) for event in self.events)

    def week_start(self, day: date) -> date:
        """The first day of its week."""
        return near(day, -((day.weekday() - self.coach.settings.first_weekday_number) % 7))

    def needs(self, events: list[Event]) -> int:
        """The cells that rows of these events take where nothing is cut."""
        what = max((cell_len(clean(text_of(self._what(event)))) for event in events), default=0)
        whose = (
            0 if self.only_client else max((cell_len(clean(self.whose(one))) for one in events), default=0)
        )
        self.names = whose
        return EDGES + MARK + side_by_side([DAY, TIME, what, whose])

    def off(self, on: date) -> Off:
        """Why a day does not count, or for whom; nothing where nothing is planned on a weekend."""
        why = self.shaded.why(on)
        if self.client is not None:
            return Off(why, bool(why))
        planned = {event.client.uid for event in self.events if event.day == on}
        people = off_on(self.coach.practice, on)
        if on.weekday() >= SATURDAY:
            people = [person for person in people if person.uid in planned]
        names = [person.name for person in people[:NAMED]]
        more = f" and {len(people) - NAMED} more" if len(people) > NAMED else ""
        told = [why] if why else []
        told += [f"day off: {', '.join(names)}{more}"] if names else []
        return Off("; ".join(told), bool(why))

    def item(self, event: Event, *, whole: bool = False) -> DayItem:
        """An event in a day's cell; `whole`, with all that a row says of it."""
        kind, state = glyph(kind_sign(event)), glyph(state_sign(event)) if state_sign(event) else ""
        clock = event.time if event.waits or whole else ""
        sign = f"{state} {clock or kind}" if whole and state else f"{state}{clock or kind}"
        plain = event.kind in NAMELESS
        whose = "" if self.only_client else self.whose(event, whole=whole)
        why = self._why(event) if whole else ""
        why = "" if why == self.shaded.why(event.day) else why  # the head of the column says it
        title = f"{event.title}, {why}" if why else event.title
        style = "bad" if event.overdue else "" if event.waits and not event.past else "dim"
        return DayItem(clean(sign), clean(title), clean(whose), plain and not whole, style)

    def whose(self, event: Event, *, whole: bool = True) -> str:
        """The client's name; in a day's cell there is only room for its first word."""
        name = event.client.name if whole else event.client.first_name
        return together(name, event.others, narrow=True)

    def row(self, event: Event, day: str, style: str = "dim", told: str = "") -> Row:
        """An event, with the words before it and their style: the day, the time or sign, what, whose.

        Where its day does not count for the client it has the sign of that, and why, if that is not `told`.
        """
        key = f"{TABLES[event.kind]}:{event.uid}" if event.uid else f"next:{event.client.uid}"
        key = key if key not in self.by_key else f"{key}:{len(self.by_key)}"
        self.by_key[key] = event
        state, over, why = state_sign(event), event.called_off or event.past, self._why(event)
        tint = "dim" if over else "good" if event.done else "bad"
        mark = (glyph(state), tint) if state else (glyph("dash"), "warn") if why else (" ", "")
        quiet = event.done or event.called_off
        sign = (_padded(event.time or glyph(kind_sign(event)), TIME), "dim" if quiet else "accent")
        name = "" if self.only_client else _padded(clean(self.whose(event)), min(NAME, self.names))
        return Row(key, [(_padded(day, DAY), style), sign, self._what(event, told), (name, "dim")], mark=mark)

    def _what(self, event: Event, told: str = "") -> Cell:
        """What it is, and why its day does not count."""
        if event.done or event.called_off:
            return event.title, "dim"
        why = self._why(event)
        why = "" if why == told else why
        return [(event.title, ""), (f"  {why}", "warn")] if why else event.title

    def _why(self, event: Event) -> str:
        """Why its day does not count for the client; "" where it does, or nothing waits any more."""
        if event.done or event.called_off:
            return ""
        client = event.client
        shaded = self._shaded.get(client.uid) or Shaded(self.coach.practice, client)
        return self._shaded.setdefault(client.uid, shaded).why(event.day)


def _padded(text: str, cells: int) -> str:
    """A text in so many cells at least, so that its column keeps its width whatever stands in it."""
    return text + " " * (cells - cell_len(text))
