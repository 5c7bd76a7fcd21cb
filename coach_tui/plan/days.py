"""What falls on which day: milestones, reviews, sessions, target dates and days off of one client or all."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.agenda import next_review
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import to_come
from coach_tui.plan.moves import day_off
from coach_tui.plan.practice import Plan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from coach_tui.plan.practice import Practice

KINDS = ("milestone", "review", "session", "objective", "engagement", "commitment")


class Event:
    """One thing on one day."""

    __slots__ = ("client", "day", "done", "engagement", "kind", "overdue", "time", "title", "uid")

    def __init__(
        self,
        day: date,
        kind: str,
        plan: Plan,
        title: str,
        done: bool,
        overdue: bool,
        uid: str = "",
        time: str = "",
    ) -> None:
        self.day = day
        self.kind = kind
        self.client = plan.client
        self.engagement = plan.engagement
        self.title = title
        self.done = done
        self.overdue = overdue
        self.uid = uid
        self.time = time

    def as_json(self) -> dict[str, Any]:
        """The event in the shape of `coach calendar --json`."""
        return {
            "date": self.day.isoformat(),
            "kind": self.kind,
            "client": self.client.name,
            "title": self.title,
            "done": self.done,
            "overdue": self.overdue,
            "id": self.uid or None,
        }


def events(
    practice: Practice,
    first: date,
    last: date,
    today: date,
    client: str | None = None,
    *,
    promises: bool = False,
) -> list[Event]:
    """Everything from `first` to `last`, both included, of all clients or of one (uid), by day.

    With `promises` commitments stand on the day until which they were made, but for those that were dropped.

    Finished things stand on the day they were done. Closed engagements show what happened in them,
    nothing that was still to come; a paused or put-off review is not overdue.
    """
    found: list[Event] = []
    for document in practice.tables.get("clients", {}).values():
        if client is None or document["uid"] == client:
            for raw in practice.documents("engagements", document["uid"]):
                plan = Plan(practice, Client(document), Engagement(raw))
                found += _of_plan(plan, first, last, today)
                if promises:
                    found += _promised(plan, first.isoformat(), last.isoformat(), today)
    found.sort(key=lambda event: (event.day, event.time or "99", KINDS.index(event.kind), event.client.name))
    return found


def _of_plan(plan: Plan, first: date, last: date, today: date) -> Iterable[Event]:
    low, high, now = first.isoformat(), last.isoformat(), today.isoformat()
    running = plan.engagement.open
    engagement = plan.engagement
    quiet = not running or engagement.paused(today)
    read = date.fromisoformat
    uid = plan.engagement.uid
    documents = plan.practice.documents
    for raw in documents("milestones", uid):
        day = raw.get("done_on") or raw["due"]
        if low <= day <= high and (raw.get("done_on") or running):
            late = not raw.get("done_on") and day < now and not quiet
            yield Event(
                read(day), "milestone", plan, raw["title"], bool(raw.get("done_on")), late, raw["uid"]
            )
    for raw in documents("reviews", uid):
        if raw.get("held_on") and low <= raw["held_on"] <= high:
            yield Event(read(raw["held_on"]), "review", plan, "review", True, False, raw["uid"])
    if running:
        coming = next_review(plan, today)
        on = coming.on
        if on and coming.put_off_until:
            on = max(on, coming.put_off_until)
        for raw in documents("reviews", uid):  # agreed for later
            if (
                not raw.get("held_on")
                and coming.on
                and raw["due"] > coming.on.isoformat()
                and low <= raw["due"] <= high
            ):
                yield Event(read(raw["due"]), "review", plan, "review", False, False, raw["uid"])
        waits = engagement.paused(today) and on is not None and on < today
        if on and first <= on <= last and not waits:
            yield Event(on, "review", plan, "review", False, coming.late is not None, coming.agreed)
    for raw in documents("sessions", uid):
        if low <= raw["on"] <= high:
            yield Event(
                read(raw["on"]),
                "session",
                plan,
                "session",
                not to_come(raw, now),
                False,
                raw["uid"],
                raw.get("time", ""),
            )
    for raw in documents("objectives", uid):
        due = raw.get("due")
        if due and low <= due <= high and (running or raw.get("closed_on")):
            done = bool(raw.get("closed_on"))
            yield Event(
                read(due),
                "objective",
                plan,
                raw["title"],
                done,
                not done and due < now and not quiet,
                raw["uid"],
            )
    end = plan.engagement.end
    if end and first <= end <= last:
        yield Event(end, "engagement", plan, "engagement ends", not running, False, uid)


def _promised(plan: Plan, low: str, high: str, today: date) -> Iterable[Event]:
    running = plan.engagement.open
    quiet = not running or plan.engagement.paused(today)
    for raw in plan.practice.documents("commitments", plan.engagement.uid):
        day = raw.get("due", "")
        status = raw.get("status", "open")
        is_open = status in ("open", "moved")
        if low <= day <= high and status != "dropped" and (running or not is_open):
            late = is_open and day < today.isoformat() and not quiet
            owner = raw.get("owner", "client")
            title = f"{owner}: {raw['text']}"
            yield Event(date.fromisoformat(day), "commitment", plan, title, not is_open, late, raw["uid"])


def off_on(practice: Practice, day: date, client: str | None = None) -> list[Client]:
    """The clients (or the one, by uid) with a running engagement for whom a day is a day off, by name."""
    found = []
    for document in practice.tables.get("clients", {}).values():
        if (client is None or document["uid"] == client) and day_off(document.get("days_off", []), day):
            engagement = practice.current(document["uid"])
            if engagement is not None and engagement.open:
                found.append(Client(document))
    found.sort(key=lambda person: person.name)
    return found


def month_weeks(month: date, first_weekday: int = 0) -> list[list[date]]:
    """The weeks that a month touches, seven days each; `first_weekday` 0 is Monday."""
    first = month.replace(day=1)
    day = first - timedelta(days=(first.weekday() - first_weekday) % 7)
    weeks: list[list[date]] = []
    while not weeks or (day.month == month.month and day.year == month.year):
        weeks.append([day + timedelta(days=n) for n in range(7)])
        day += timedelta(days=7)
    return weeks
