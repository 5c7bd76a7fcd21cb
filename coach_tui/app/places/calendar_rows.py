"""What falls on days, as rows of the calendar's list, in whatever view."""

from __future__ import annotations

from datetime import date

from coach_tui.app.coach import Coach
from coach_tui.app.widgets.drawing import Cell
from coach_tui.app.widgets.rows import Row
from coach_tui.plan.client import Client
from coach_tui.plan.dates import DAYS, MONTHS
from coach_tui.plan.days import Event, events_between, off_on
from coach_tui.plan.group import together
from coach_tui.plan.shaded import Shaded

TABLES = {
    "milestone": "milestones",
    "review": "reviews",
    "session": "sessions",
    "objective": "objectives",
    "engagement": "engagements",
    "commitment": "commitments",
}
SATURDAY = 5
NAMED = 3
"""How many clients a day off names."""


def day_name(day: date) -> str:
    """A day in ten cells at most: “Tue 24 Nov”."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def near(day: date, days: int) -> date:
    """The day so many days on, or the first or last there is."""
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


class DayRows:
    """One client's days, or everybody's; a row's key leads back to its event."""

    def __init__(self, coach: Coach) -> None:
        self.coach = coach
        self.only_client = ""
        """The client (uid) whose days they are, "" for all."""
        self.roomy = False
        """Whether there is room for whole names."""
        self.events: list[Event] = []
        """What falls on the days in sight."""
        self.by_key: dict[str, Event] = {}
        """The event of each row."""

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
        found: dict[date, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.day, []).append(event)
        return found

    def week_start(self, day: date) -> date:
        """The first day of its week."""
        return near(day, -((day.weekday() - self.coach.settings.first_weekday_number) % 7))

    def off_text(self, on: date) -> str:
        """Why a day does not count, or for whom; nothing where nothing is planned on a weekend.

        It begins with the sign by which the month shades it.
        """
        why = self.shaded.why(on)
        if self.client is not None:
            return f"– {why}" if why else ""
        planned = {event.client.uid for event in self.events if event.day == on}
        people = off_on(self.coach.practice, on)
        if on.weekday() >= SATURDAY:
            people = [person for person in people if person.uid in planned]
        names = [person.name for person in people[:NAMED]]
        more = f" and {len(people) - NAMED} more" if len(people) > NAMED else ""
        told = [why] if why else []
        told += [f"day off: {', '.join(names)}{more}"] if names else []
        return f"{'– ' if why else ''}{'; '.join(told)}"

    def short(self, event: Event) -> str:
        """What stands in a day's cell: whose it is, or what where all is one client's."""
        return event.title if self.only_client else self.whose(event)

    def whose(self, event: Event) -> str:
        """The client's name; beside the month there is only room for its first word."""
        name = event.client.name if self.roomy else event.client.first_name
        return together(name, event.others, narrow=True)

    def row(self, event: Event, day: str, style: str = "dim") -> Row:
        """An event, with the words before it and their style."""
        key = f"{TABLES[event.kind]}:{event.uid}" if event.uid else f"next:{event.client.uid}"
        key = key if key not in self.by_key else f"{key}:{len(self.by_key)}"
        self.by_key[key] = event
        mark = ("✓", "good") if event.done else ("!", "bad") if event.overdue else ("·", "accent")
        if event.called_off or event.past:
            mark = ("×" if event.called_off else "~", "dim")
        name = "" if self.only_client else self.whose(event)
        clock = f"{event.time} " if event.time else ""
        what: Cell = f"{clock}{event.title if event.kind != 'objective' else f'target: {event.title}'}"
        if event.kind == "commitment":
            what = (event.title, "" if event.overdue else "dim")
        elif event.called_off:
            what = (str(what), "dim")
        elif not event.done and (why := Shaded(self.coach.practice, event.client).why(event.day)):
            what = [(str(what), ""), (f"  {why}", "warn")]
        return Row(key, [(day, style), what, (name, "dim")], mark=mark)
