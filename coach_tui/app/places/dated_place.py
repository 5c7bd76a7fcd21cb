"""What is done with the things of a calendar: their pages, and adding, moving and opening them."""

from __future__ import annotations

from datetime import date

from coach_tui.app.dialogues.booking import book_with
from coach_tui.app.dialogues.move import move_review
from coach_tui.app.dialogues.questions import ask_client, choose, running_plan
from coach_tui.app.pages.hour import whole_hour
from coach_tui.app.pages.record import page
from coach_tui.app.places.calendar_rows import TABLES, DayRows
from coach_tui.app.places.record_place import RecordPlace
from coach_tui.app.widgets.detail import Line, title
from coach_tui.app.widgets.month import MonthView
from coach_tui.plan.dates import short
from coach_tui.plan.days import Event
from coach_tui.plan.group import together
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record


class DatedPlace(RecordPlace):
    """A list of things that fall on days, of which one is selected."""

    days: DayRows
    month: MonthView
    in_day = False
    """Whether the cursor is among the things, and not on a day of the month."""

    def label_of(self, command: str) -> str:
        """What `o` shows next."""
        if command == "everyone":
            return "all clients" if self.days.only_client else "one client"
        return super().label_of(command)

    def do_everyone(self) -> None:
        """One client's calendar, or everybody's."""
        if self.days.only_client:
            self.days.only_client = ""
        else:
            found = self.coach.practice.client(self.client_here or self.coach.client_uid)
            people = self.coach.practice.clients
            self.days.only_client = found.uid if found else people[0].uid if people else ""
        self.load()
        self.coach.show_lines()

    @property
    def client_here(self) -> str:
        """Whose item is selected."""
        event = self.days.by_key.get(self.key) if self.in_day else None
        return event.client.uid if event else self.days.only_client

    @property
    def day_here(self) -> date:
        """The day on which the cursor is."""
        return self.month.selected

    @property
    def record(self) -> Record | None:
        """The record of the selected item, when the cursor is among the items."""
        if not self.in_day:
            return None
        parts = self.key.split(":")
        event = self.days.by_key.get(self.key)
        side = event.engagement.uid if event is not None else ""
        return self.coach.practice.find(parts[0], parts[1], side) if parts[0] in TABLES.values() else None

    def make_detail(self, key: str) -> list[Line]:
        """The page of the item."""
        record, event = self.record, self.days.by_key.get(key)
        if record is not None:
            plan, today = self.coach.practice.plan_of(record), self.coach.today
            hour = whole_hour(plan, record, today, self.app.size.width)
            heading, *lines = hour or page(self.coach.practice, plan, record, today)
            return [heading, *self._whose(event, plan), *lines]
        if event is None:
            return []
        return [
            title(event.title),
            Line("Client", together(event.client.name, event.others)),
            Line("On", short(event.day, self.coach.today)),
        ]

    def _whose(self, event: Event | None, plan: Plan | None) -> list[Line]:
        """Whose it is, and who takes part with them."""
        if plan is None:
            return []
        return [Line("Client", together(plan.client.name, event.others if event is not None else ()))]

    def can_add(self) -> bool:
        """A client is needed."""
        return bool(self.coach.practice.tables.get("clients"))

    def do_add(self) -> None:
        """A milestone or session on the selected day."""
        self.coach.talk(self._ask_what(self.month.selected))

    async def _ask_what(self, day: date) -> None:
        answers = {"m": "milestone", "s": "session", "t": "series of sessions"}
        key = await choose(self.coach, f"Add on {short(day, self.coach.today)}", answers, ahead=True)
        plan = running_plan(self.coach, await ask_client(self.coach, "With"))
        if key == "t":
            await book_with(self.coach, plan, day)
            return
        table, field = ("milestones", "due") if key == "m" else ("sessions", "on")
        self.open_form(table, engagement=plan.engagement.uid, start={field: day.isoformat()})

    def can_mark(self) -> bool:
        """In a list, where it is seen that a row is marked."""
        return self.in_day and not self.has_class("columned") and super().can_mark()

    def can_move(self) -> bool:
        """Reviews by the rhythm move too."""
        return self.in_day and (self.key.startswith("next:") or super().can_move())

    def shift(self, days: int | None) -> None:
        """Move the item."""
        event = self.days.by_key.get(self.key)
        if self.key.startswith("next:") and event is not None:
            engagement = self.coach.practice.current(event.client.uid)
            if engagement is not None:
                self.coach.talk(move_review(self.coach, engagement.uid, event.day, days))
        else:
            super().shift(days)
