"""Calendar (6): month, week or agenda; what falls on the selected day stands beside the month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from coach_tui.app.asking import ask_day
from coach_tui.app.moving import move_review
from coach_tui.app.pages import page
from coach_tui.app.place import WIDE
from coach_tui.app.record_place import RecordPlace
from coach_tui.app.widgets.detail import Line, title
from coach_tui.app.widgets.month import DayMarks, MonthView
from coach_tui.app.widgets.rows import Column, Row, RowList
from coach_tui.app.widgets.upright import Upright
from coach_tui.plan.dates import add_months, month_end, relative, short
from coach_tui.plan.days import Event, events
from coach_tui.plan.errors import BadInput
from coach_tui.plan.moves import day_off
from coach_tui.plan.record import Record

TABLES = {
    "milestone": "milestones",
    "review": "reviews",
    "session": "sessions",
    "objective": "objectives",
    "engagement": "engagements",
}
MONTH, WEEK, AGENDA = "month", "week", "agenda"
VIEWS = (MONTH, WEEK, AGENDA)
AGENDA_DAYS = 90
"""Days that the agenda shows from the selected one on."""
LEAST = 3
"""How many of these there are at least."""
SOON = 28
"""Days ahead that stand under the selected day's items."""


def near(day: date, days: int) -> date:
    """The day so many days on, or the first or last there is."""
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


class Calendar(RecordPlace):
    """One client's month, or everybody's. Enter goes into the day's items, Escape back to the month."""

    title = "Calendar"
    of_plan = False
    labels: ClassVar[dict[str, str]] = {"first": "go to", "to_today": "today", "everyone": "one client"}
    keys = ("open", "view", "to_today", "first", "everyone", "done", "move")
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
        self.view = MONTH
        self.in_day = False
        self.by_key: dict[str, Event] = {}
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
        self._show(self.month.selected)

    def _show(self, day: date) -> None:
        if self.view != MONTH:
            self._list_days(day)
            return
        app = self.coach
        first = day.replace(day=1)
        low, high = near(first, -7), near(first, 31 + SOON + 7)
        self.events = events(app.practice, low, high, app.today, self.only_client or None)
        marks: dict[date, DayMarks] = {}
        titles: dict[date, list[str]] = {}
        for event in self.events:
            done, due, overdue = marks.get(event.day, DayMarks())
            if event.done:
                done += 1
            elif event.overdue:
                overdue += 1
            else:
                due += 1
            marks[event.day] = DayMarks(done, due, overdue)
            titles.setdefault(event.day, []).append(self._short(event))
        self.month.set_month(first, marks, day, app.today, titles)
        self._show_day(day)

    def _list_days(self, day: date) -> None:
        """A week with all its days, or the agenda: the days that hold something, from this one on."""
        app = self.coach
        self.month.select(day)
        first, days = day, AGENDA_DAYS
        if self.view == WEEK:
            first = near(day, -((day.weekday() - app.settings.first_weekday_number) % 7))
            days = 7
        last = near(first, days - 1)
        days = (last - first).days + 1
        self.events = events(app.practice, first, last, app.today, self.only_client or None)
        by_day: dict[date, list[Event]] = {}
        for event in self.events:
            by_day.setdefault(event.day, []).append(event)
        self.by_key = {}
        rows: list[Row] = []
        week = 0
        for number in range(days):
            on = first + timedelta(days=number)
            if self.view == AGENDA and on not in by_day:
                continue
            number_now = on.isocalendar().week
            label = f"week {number_now}" if number_now != week and app.settings.week_numbers else ""
            week = number_now
            rows.append(Row(None, [self._day_heading(on), label], heading=True))
            rows += [self._row(event, "") for event in by_day.get(on, [])]
        self.list.empty = f"Nothing in the {AGENDA_DAYS} days from {short(day, app.today)}."
        self.list.set_rows(rows)

    def _day_heading(self, on: date) -> str:
        """A day, how far off it is, and whether it is the client's day off."""
        client = self.coach.practice.client(self.only_client) if self.only_client else None
        off = "  day off" if client and day_off(client.days_off, on) else ""
        return f"{short(on, self.coach.today)}  {relative(on, self.coach.today)}{off}"

    def _short(self, event: Event) -> str:
        """What stands in a day's cell: whose it is, or what where all is one client's."""
        return event.title if self.only_client else self._whose(event)

    def _whose(self, event: Event) -> str:
        """The client's name; beside the month there is only room for its first word."""
        name = self.coach.client_name(event.client)
        return name if self.has_class("narrow") or self.coach.names_hidden else name.split(" ")[0]

    def _show_day(self, day: date) -> None:
        today = self.coach.today
        here = [event for event in self.events if event.day == day]
        soon = [e for e in self.events if day < e.day <= near(day, SOON) and not e.done]
        client = self.coach.practice.client(self.only_client) if self.only_client else None
        off = "day off, " if client and day_off(client.days_off, day) else ""
        rows = [Row(None, [short(day, today), off + relative(day, today)], heading=True)]
        self.by_key = {}
        rows += [self._row(event, "") for event in here]
        if not here:
            rows.append(Row(None, ["", ("nothing on this day", "dim")]))
        if soon:
            room = (self.list.size.height or SOON) - len(rows) - 1
            soon = soon[: max(LEAST, room)]  # no more than are seen at once: a longer list repaints whole
            rows.append(Row(None, ["Then"], heading=True))
            rows += [self._row(event, f"{event.day:%a} {event.day.day} {event.day:%b}") for event in soon]
        self.list.set_rows(rows)
        if not self.in_day:
            self.list.first()
        if not here and not soon and self.in_day:
            self._leave_day()

    def _row(self, event: Event, day: str) -> Row:
        key = f"{TABLES[event.kind]}:{event.uid}" if event.uid else f"next:{event.client.uid}"
        key = key if key not in self.by_key else f"{key}:{len(self.by_key)}"
        self.by_key[key] = event
        mark = ("✓", "good") if event.done else ("!", "bad") if event.overdue else ("·", "accent")
        name = "" if self.only_client else self._whose(event)
        clock = f"{event.time} " if event.time else ""
        what = event.title if event.kind != "objective" else f"target: {event.title}"
        return Row(key, [(day, "dim"), f"{clock}{what}", (name, "dim")], mark=mark)

    def _fit(self) -> None:
        """The day's items stand beside the month where there is room, else below it, in full width."""
        narrow = self.app.size.width < WIDE
        self.set_class(narrow, "narrow")
        self.list.columns = [Column(11), Column(None), Column(18 if narrow else 9)]

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
        day = self.month.selected
        self.load()
        if self.view == MONTH:
            self.month.select(day)
        self.coach.show_lines()

    def _leaf(self, days: int) -> None:
        """Another week, or the agenda from another day on."""
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
        ask_day(
            self.coach, "Go to (fri, +3w, 24.12., 2026-12-24)", lambda day: self._go(date.fromisoformat(day))
        )

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
        return bool(self.by_key)

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
        if self.coach.place_id == "calendar":
            self.coach.selection_moved()

    # Doing

    def can_add(self) -> bool:
        """A client is needed."""
        return bool(self.coach.practice.tables.get("clients"))

    def do_add(self) -> None:
        """A milestone or session on the selected day."""
        from coach_tui.app.asking import ask_client, plan_of
        from coach_tui.plan.client import Client

        app, day = self.coach, self.month.selected.isoformat()

        def answered(key: str | None) -> None:
            if key is None:
                return

            def with_client(client: Client) -> None:
                plan = plan_of(app, client)
                if plan is not None:
                    table, start = ("milestones", {"due": day}) if key == "m" else ("sessions", {"on": day})
                    app.open_form(table, engagement=plan.engagement.uid, start=start)

            ask_client(app, "With", with_client)

        app.bottom.ask(
            f"Add on {short(self.month.selected, app.today)}",
            {"m": "milestone", "s": "session"},
            answered,
            ahead=True,
        )

    def can_move(self) -> bool:
        """Reviews by the rhythm move too."""
        return self.in_day and (self.key.startswith("next:") or super().can_move())

    def do_move(self) -> None:
        """Move the item."""
        event = self.by_key.get(self.key)
        if self.key.startswith("next:") and event is not None:
            engagement = self.coach.practice.current(event.client.uid)
            if engagement is not None:
                move_review(self.coach, engagement.uid, event.day)
        else:
            super().do_move()
