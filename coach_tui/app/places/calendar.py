"""Calendar (6): month, week or agenda; what falls on the selected day stands beside the month."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from coach_tui.app.dialogues.move import move_review
from coach_tui.app.dialogues.questions import ask_client, ask_day, choose, running_plan
from coach_tui.app.pages.record import page
from coach_tui.app.places.place import WIDE
from coach_tui.app.places.record_place import RecordPlace
from coach_tui.app.widgets.detail import Line, title
from coach_tui.app.widgets.drawing import Cell
from coach_tui.app.widgets.month import DayMarks, MonthView
from coach_tui.app.widgets.rows import Column, Row, RowList
from coach_tui.app.widgets.upright import Upright
from coach_tui.plan.client import Client
from coach_tui.plan.dates import DAYS, MONTHS, add_months, month_end, relative, short
from coach_tui.plan.days import Event, events, off_on
from coach_tui.plan.errors import BadInput
from coach_tui.plan.moves import day_off
from coach_tui.plan.record import Record

TABLES = {
    "milestone": "milestones",
    "review": "reviews",
    "session": "sessions",
    "objective": "objectives",
    "engagement": "engagements",
    "commitment": "commitments",
}
MONTH, WEEK, AGENDA = "month", "week", "agenda"
VIEWS = (MONTH, WEEK, AGENDA)
AGENDA_WEEKS = 13
"""Weeks that the agenda begins with, and so many more each time it goes on."""
SATURDAY = 5
NAMED = 3
"""How many clients a day off names."""
LEAST = 3
"""How many of these there are at least."""
SOON = 28
"""Days ahead that stand under the selected day's items."""


def day_name(day: date) -> str:
    """A day in ten cells at most: “Tue 24 Nov”."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def near(day: date, days: int) -> date:
    """The day so many days on, or the first or last there is."""
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


class Calendar(RecordPlace):
    """One client's month, or everybody's. Enter goes into the day's items, Escape back to the month."""

    title = "Calendar"
    of_plan = False
    view = MONTH
    labels: ClassVar[dict[str, str]] = {"first": "go to", "to_today": "today"}
    keys = ("open", "add", "view", "to_today", "first", "everyone", "done", "move")
    columns = (Column(11), Column(None), Column(18))

    DEFAULT_CSS = """
    Calendar MonthView { width: 3fr; }
    Calendar RowList { width: 2fr; }
    Calendar Detail { display: none; width: 2fr; }
    Calendar.listed MonthView, Calendar.listed Upright { display: none; }
    Calendar.listed RowList { width: 3fr; height: 1fr; }
    Calendar.turned RowList { display: none; }
    Calendar.turned Detail { display: block; }
    Calendar.narrow Horizontal { layout: vertical; }
    Calendar.narrow MonthView { width: 1fr; height: 8; }
    Calendar.narrow RowList { width: 1fr; height: 1fr; }
    Calendar.narrow Detail { width: 1fr; height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        app = self.coach
        self.only_client = ""
        self.in_day = False
        self.by_key: dict[str, Event] = {}
        self.events: list[Event] = []
        self.day_rows = 1
        self.agenda_from, self.agenda_weeks = app.today, 0
        first = app.settings.first_weekday_number
        self.month = MonthView(first_weekday=first, week_numbers=app.settings.week_numbers)
        self.month.set_month(app.today, {}, app.today, app.today)
        self.list.active = False

    def compose(self) -> ComposeResult:
        """Month, rule, the day."""
        with Horizontal():
            yield self.month
            yield Upright()
            yield self.list
            yield self.detail

    def label_of(self, command: str) -> str:
        """What `o` shows next."""
        if command == "everyone":
            return "all clients" if self.only_client else "one client"
        return super().label_of(command)

    @property
    def right_text(self) -> str:
        """Whose calendar it is."""
        client = self.coach.practice.client(self.only_client) if self.only_client else None
        whose = self.coach.client_name(client) if client else "all clients"
        return whose if self.view == MONTH else f"{self.view} · {whose}"

    @property
    def client_here(self) -> str:
        """Whose item is selected."""
        event = self.by_key.get(self.key) if self.in_day else None
        return event.client.uid if event else self.only_client

    def load(self) -> None:
        """The month, week or agenda again."""
        self._show(self.month.selected, again=True)

    def _show(self, day: date, again: bool = False) -> None:
        if self.view != MONTH:
            self.month.select(day)
            if self.view == WEEK:
                self._list_week(day, again)
            else:
                self._list_agenda(day, again)
            return
        app = self.coach
        first = day.replace(day=1)
        low, high = near(first, -7), near(first, 31 + SOON + 7)
        self.events = self._between(low, high)
        marks: dict[date, DayMarks] = {}
        titles: dict[date, list[str]] = {}
        client = self._client
        if client is not None:
            days = (near(low, number) for number in range(31 + 2 * 7))
            marks = {on: DayMarks(off=True) for on in days if day_off(client.days_off, on)}
        for event in self.events:
            done, due, overdue, off = marks.get(event.day, DayMarks())
            if event.done:
                done += 1
            elif event.overdue:
                overdue += 1
            else:
                due += 1
            marks[event.day] = DayMarks(done, due, overdue, off)
            titles.setdefault(event.day, []).append(self._short(event))
        self.month.set_month(first, marks, day, app.today, titles)
        counts = [sum(m[:3]) for on, m in marks.items() if (on.year, on.month) == (day.year, day.month)]
        self.day_rows = max([1, *counts])
        self._show_day(day)

    @property
    def _client(self) -> Client | None:
        """The one client shown; None for all."""
        return self.coach.practice.client(self.only_client) if self.only_client else None

    def _between(self, first: date, last: date) -> list[Event]:
        """What falls on these days; of one client what was promised for them as well."""
        app, client = self.coach, self.only_client or None
        return events(app.practice, first, last, app.today, client, promises=client is not None)

    # Week and agenda

    def _week_start(self, day: date) -> date:
        return near(day, -((day.weekday() - self.coach.settings.first_weekday_number) % 7))

    def _by_day(self, first: date, last: date) -> dict[date, list[Event]]:
        """What falls on each day of a stretch."""
        self.events = self._between(first, last)
        self.by_key = {}
        found: dict[date, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.day, []).append(event)
        return found

    def _list_week(self, day: date, again: bool) -> None:
        """The seven days of a week, each a row, what falls on it below it."""
        first = self._week_start(day)
        last = near(first, 6)
        by_day = self._by_day(first, last)
        rows: list[Row] = []
        for number in range((last - first).days + 1):
            on = near(first, number)
            rows.append(self._day_row(on))
            rows += [self._row(event, "") for event in by_day.get(on, [])]
        kept = None if again else f"day:{day.isoformat()}"
        self.list.set_rows(rows, keep=kept)

    def _day_row(self, on: date) -> Row:
        """A day, how far off it is, and whose day off it is."""
        today = self.coach.today
        off = f"  {self._off_text(on)}" if self._off_text(on) else ""
        style = "today" if on == today else "head"
        said = [(relative(on, today), "accent" if on == today else "dim"), (off, "dim")]
        return Row(f"day:{on.isoformat()}", [(day_name(on), style), said])

    def _list_agenda(self, day: date, again: bool) -> None:
        """Weeks without a break, the empty ones too; they go on where the cursor leaves them."""
        last = near(self.agenda_from, 7 * self.agenda_weeks - 1)
        if not (again and self.agenda_from <= day <= last):
            self.agenda_from, self.agenda_weeks = self._week_start(day), AGENDA_WEEKS
            last = near(self.agenda_from, 7 * self.agenda_weeks - 1)
        by_day = self._by_day(self.agenda_from, last)
        rows: list[Row] = []
        for number in range(self.agenda_weeks):
            first = near(self.agenda_from, 7 * number)
            days = [near(first, one) for one in range(7)]
            found = [event for on in dict.fromkeys(days) for event in by_day.get(on, [])]
            rows.append(self._week_heading(days, bool(found)))
            shown: date | None = None
            for event in found:
                label = "" if event.day == shown else day_name(event.day)
                rows.append(self._row(event, label, "today" if event.day == self.coach.today else "dim"))
                shown = event.day
            if days[-1] == date.max:
                break
        ahead = (key for key, event in self.by_key.items() if event.day >= day)
        self.list.set_rows(rows, keep=None if again else next(ahead, None))

    def _week_heading(self, days: list[date], busy: bool) -> Row:
        """The number of a week (that of its Thursday) and its days."""
        today = self.coach.today
        first, last = days[0], days[-1]
        start = f"{first.day}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
        said = f"{start} – {last.day} {MONTHS[last.month - 1]} {last.year}"
        if self.coach.settings.week_numbers:
            thursday = next((day for day in days if day.weekday() == 3), last)
            said = f"Week {thursday.isocalendar().week}  {said}"
        weeks = (first - self._week_start(today)).days // 7
        near_by = {0: "this week", 1: "next week", -1: "last week"}.get(weeks, "")
        told = [one for one in ("" if busy else "nothing", near_by) if one]
        return Row(None, [said, ", ".join(told)], heading=True)

    def _more(self, weeks: int) -> None:
        """More weeks of the agenda, after it or before it."""
        before = self.agenda_from
        if weeks < 0:
            self.agenda_from = near(before, 7 * weeks)
            weeks = (before - self.agenda_from).days // 7
        self.agenda_weeks += weeks
        self._list_agenda(self.month.selected, again=True)

    def _off_text(self, on: date) -> str:
        """Whose day off it is, in words; nothing where nothing is planned on a weekend."""
        if self._client is not None:
            return "day off" if day_off(self._client.days_off, on) else ""
        planned = {event.client.uid for event in self.events if event.day == on}
        people = off_on(self.coach.practice, on)
        if on.weekday() >= SATURDAY:
            people = [person for person in people if person.uid in planned]
        names = [self.coach.client_name(person) for person in people[:NAMED]]
        more = f" and {len(people) - NAMED} more" if len(people) > NAMED else ""
        return f"day off: {', '.join(names)}{more}" if names else ""

    def _short(self, event: Event) -> str:
        """What stands in a day's cell: whose it is, or what where all is one client's."""
        return event.title if self.only_client else self._whose(event)

    def _whose(self, event: Event) -> str:
        """The client's name; beside the month there is only room for its first word."""
        name = self.coach.client_name(event.client)
        return name if self._roomy or self.coach.names_hidden else name.split(" ")[0]

    @property
    def _roomy(self) -> bool:
        """Whether there is room for whole names: not beside the month."""
        return self.app.size.width < WIDE or self.view != MONTH

    def _show_day(self, day: date) -> None:
        """The day, and what comes from today on: that stays as it is while the day changes."""
        today = self.coach.today
        here = [event for event in self.events if event.day == day]
        begin = max(near(today, 1), day.replace(day=1))
        coming = [event for event in self.events if event.day >= begin and not event.done]
        off = self._off_text(day)
        rows = [Row(None, [short(day, today), relative(day, today)], heading=True)]
        self.by_key = {}
        rows += [self._row(event, "") for event in here]
        if not here:
            rows.append(Row(None, ["", ("nothing on this day", "dim")]))
        if off:
            rows.append(Row(None, ["", (off, "dim")]))
        if coming:
            height = self.list.size.height or SOON
            most = 1 + min(self.day_rows, max(1, height // 4))
            rows += [Row(None, [""])] * (most - len(rows))  # what comes need not move
            room = height - len(rows) - 1
            coming = coming[: max(LEAST, room)]  # no more than are seen at once: a longer list repaints whole
            rows.append(Row(None, ["Coming up"], heading=True))
            rows += [self._row(event, day_name(event.day)) for event in coming]
        self.list.set_rows(rows)
        if not self.in_day:
            self.list.first()
        if not here and not coming and self.in_day:
            self._leave_day()

    def _row(self, event: Event, day: str, style: str = "dim") -> Row:
        key = f"{TABLES[event.kind]}:{event.uid}" if event.uid else f"next:{event.client.uid}"
        key = key if key not in self.by_key else f"{key}:{len(self.by_key)}"
        self.by_key[key] = event
        mark = ("✓", "good") if event.done else ("!", "bad") if event.overdue else ("·", "accent")
        name = "" if self.only_client else self._whose(event)
        clock = f"{event.time} " if event.time else ""
        what: Cell = f"{clock}{event.title if event.kind != 'objective' else f'target: {event.title}'}"
        if event.kind == "commitment":
            what = (event.title, "" if event.overdue else "dim")
        elif not event.done and day_off(event.client.days_off, event.day):
            what = [(str(what), ""), ("  day off", "warn")]
        return Row(key, [(day, style), what, (name, "dim")], mark=mark)

    def _fit(self) -> None:
        """The day's items stand beside the month where there is room, else below it, in full width."""
        narrow = self.app.size.width < WIDE
        self.set_class(narrow, "narrow")
        self.list.columns = [Column(11), Column(None), Column(18 if self._roomy else 9)]

    def on_resize(self) -> None:
        """As many of the days ahead as there is room for."""
        self._fit()
        if not self.stale:
            self.call_after_refresh(self.load)

    @property
    def record(self) -> Record | None:
        """The record of the selected item, when the cursor is among the items."""
        if not self.in_day:
            return None
        parts = self.key.split(":")
        return self.coach.practice.find(parts[0], parts[1]) if parts[0] in TABLES.values() else None

    # Moving about

    def on_month_view_moved(self, event: MonthView.Moved) -> None:
        """Another day; another month is fetched."""
        event.stop()
        first, day = self.month.first, self.month.selected
        if self.view != MONTH or event.day != day:  # further keys have come; the last one counts
            return
        if (day.year, day.month) != (first.year, first.month):
            self._show(day)
        else:
            self._show_day(day)

    def on_month_view_day_chosen(self, event: MonthView.DayChosen) -> None:
        """A click on the selected day opens it."""
        event.stop()
        self.do_open()

    def _step(self, days: int, rows: int) -> None:
        if self.turned:
            self.detail.shift(rows)
        elif self.in_day:
            before = self.key
            self.list.move(rows)
            if self.view == AGENDA and self.key == before:
                self._more(AGENDA_WEEKS * rows)
                self.list.move(rows)
        else:
            self.month.move_days(days)

    def do_down(self) -> None:
        """A week on, or down the items."""
        self._step(7, 1)

    def do_up(self) -> None:
        """A week back, or up the items."""
        self._step(-7, -1)

    def do_view(self) -> None:
        """Month, week, agenda, and round again."""
        self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]
        self.set_class(self.view != MONTH, "listed")
        self.in_day = self.view != MONTH
        self.list.active = self.in_day
        self.remove_class("turned")
        self._fit()
        self._show(self.month.selected)
        self.coach.show_lines()

    def _leaf(self, days: int) -> None:
        """Another week, or the agenda from another day on."""
        self.remove_class("turned")
        self._show(near(self.month.selected, days))

    def do_left(self) -> None:
        """A day back; in week and agenda a week."""
        if self.view != MONTH:
            self._leaf(-7)
        elif self.in_day:
            self._leave_day()
        else:
            self.month.move_days(-1)

    def do_right(self) -> None:
        """A day on; in week and agenda a week."""
        if self.view != MONTH:
            self._leaf(7)
        elif not self.in_day:
            self.month.move_days(1)

    def do_page_down(self) -> None:
        """A month on."""
        self._far(1)

    def do_page_up(self) -> None:
        """A month back."""
        self._far(-1)

    def do_next_year(self) -> None:
        """A year on."""
        self._far(12)

    def do_previous_year(self) -> None:
        """A year back."""
        self._far(-12)

    def _far(self, months: int) -> None:
        """So many months on, as far as the calendar goes."""
        try:
            self._go(add_months(self.month.selected, months))
        except BadInput as error:
            self.coach.bottom.say(str(error), "bad")

    def _go(self, day: date) -> None:
        if self.view != MONTH:
            self.remove_class("turned")
            self._show(day)
        elif not self.turned:
            self._leave_day()
            self.month.select(day)

    def do_to_today(self) -> None:
        """Today's date."""
        self._go(self.coach.today)

    def do_first(self) -> None:
        """Ask for a date."""
        self.coach.talk(self._ask_date())

    async def _ask_date(self) -> None:
        day = await ask_day(self.coach, "Go to (fri, +3w, 24.12., 2026-12-24)")
        self._go(date.fromisoformat(day))

    def do_last(self) -> None:
        """The end of the month."""
        day = self.month.selected
        self._go(day.replace(day=month_end(day.year, day.month)))

    def do_everyone(self) -> None:
        """One client's calendar, or everybody's."""
        if self.only_client:
            self.only_client = ""
        else:
            found = self.coach.practice.client(self.client_here or self.coach.client_uid)
            people = self.coach.practice.clients
            self.only_client = found.uid if found else people[0].uid if people else ""
        self.load()
        self.coach.show_lines()

    def can_open(self) -> bool:
        """There must be an item."""
        return bool(self.by_key) if self.view == MONTH else self.key in self.by_key

    def do_open(self) -> None:
        """Into the day's items; from there the page, then the form."""
        if not self.in_day:
            self.in_day = True
            self.list.active = True
            self.list.first()
            self.coach.selection_moved()
        elif not self.turned:
            self._show_detail()
            self.add_class("turned")
        else:
            self.do_edit()

    def back(self) -> bool:
        """From the page to the items, from the items to the month."""
        if self.turned:
            self.remove_class("turned")
            return True
        if self.view != MONTH:
            self.view = AGENDA
            self.do_view()
            return True
        if self.in_day:
            self._leave_day()
            return True
        if self.only_client:
            self.do_everyone()
            return True
        return False

    def _leave_day(self) -> None:
        self.in_day = False
        self.list.active = False
        self.coach.selection_moved()

    def make_detail(self, key: str) -> list[Line]:
        """The page of the item."""
        record, event = self.record, self.by_key.get(key)
        if record is not None:
            return page(self.coach.practice, self.coach.practice.plan_of(record), record, self.coach.today)
        if event is None:
            return []
        return [
            title(event.title),
            Line("Client", self.coach.client_name(event.client)),
            Line("On", short(event.day, self.coach.today)),
        ]

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Only the footer follows."""
        event.stop()
        if self.view != MONTH and self.key:
            kind, _, rest = self.key.partition(":")
            found = self.by_key.get(self.key)
            self.month.select(
                date.fromisoformat(rest) if kind == "day" else found.day if found else self.month.selected
            )
        if self.coach.place_id == "calendar":
            self.coach.selection_moved()

    # Doing

    def can_add(self) -> bool:
        """A client is needed."""
        return bool(self.coach.practice.tables.get("clients"))

    def do_add(self) -> None:
        """A milestone or session on the selected day."""
        self.coach.talk(self._ask_what(self.month.selected))

    async def _ask_what(self, day: date) -> None:
        answers = {"m": "milestone", "s": "session"}
        key = await choose(self.coach, f"Add on {short(day, self.coach.today)}", answers, ahead=True)
        plan = running_plan(self.coach, await ask_client(self.coach, "With"))
        table, field = ("milestones", "due") if key == "m" else ("sessions", "on")
        self.open_form(table, engagement=plan.engagement.uid, start={field: day.isoformat()})

    def can_move(self) -> bool:
        """Reviews by the rhythm move too."""
        return self.in_day and (self.key.startswith("next:") or super().can_move())

    def do_move(self) -> None:
        """Move the item."""
        event = self.by_key.get(self.key)
        if self.key.startswith("next:") and event is not None:
            engagement = self.coach.practice.current(event.client.uid)
            if engagement is not None:
                self.coach.talk(move_review(self.coach, engagement.uid, event.day))
        else:
            super().do_move()
