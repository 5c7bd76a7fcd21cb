"""What falls on which day: milestones, reviews, sessions, target dates and days off of one client or all."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.agenda import next_review
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import WAITING
from coach_tui.plan.dates import iso
from coach_tui.plan.group import is_lead, others_there
from coach_tui.plan.objective import GIVEN_UP, Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.session import CANCELLED, HELD, NO_SHOW, session_called, state_of, unanswered
from coach_tui.plan.session_words import said_state
from coach_tui.plan.standing import is_over, reached
from coach_tui.plan.text import fold
from coach_tui.plan.time_off import day_off
from coach_tui.plan.with_review import hours_reviewed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from coach_tui.plan.practice import Document, Practice

KINDS = ("milestone", "review", "session", "objective", "engagement", "commitment")
WITH_REVIEW = " · review"
"""What the title of a session ends with that was the review."""


class Event:
    """One thing on one day."""

    __slots__ = (
        "called_off",
        "client",
        "day",
        "done",
        "engagement",
        "kind",
        "others",
        "overdue",
        "past",
        "session",
        "time",
        "title",
        "uid",
    )

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
        called_off: bool = False,
        past: bool = False,
        others: Sequence[str] = (),
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
        self.called_off = called_off
        """Whether it was cancelled or missed: nothing waits for it, and it was not done either."""
        self.past = past
        """Whether its day is past and it is neither done nor late, as in a plan that is paused."""
        self.session: Document | None = None
        """The session (stored, as its plan sees it) that it is."""
        self.others = list(others)
        """The names of the other clients in a session, where the days are everybody's."""

    @property
    def waits(self) -> bool:
        """Whether it is still to be done."""
        return not self.done and not self.called_off

    def as_json(self) -> dict[str, Any]:
        """The event in the shape of `coach calendar --json`."""
        return {
            "date": self.day.isoformat(),
            "kind": self.kind,
            "client": self.client.name,
            "with": self.others,
            "title": self.title,
            "done": self.done,
            "overdue": self.overdue,
            "id": self.uid or None,
            **(self._came_of() if self.session is not None else {}),
        }

    def _came_of(self) -> dict[str, Any]:
        """When a session is, and what came of it."""
        raw = self.session or {}
        state = state_of(raw)
        told: dict[str, Any] = {"time": self.time or None, "state": state}
        if state == CANCELLED:
            told |= {"cancelled_by": raw.get("cancelled_by"), "late": bool(raw.get("late"))}
        return told


def events_between(
    practice: Practice,
    first: date,
    last: date,
    today: date,
    client: str | None = None,
    *,
    promises: bool = False,
    grace_days: int = 0,
) -> list[Event]:
    """Everything from `first` to `last`, both included, of all clients or of one (uid), by day.

    With `promises` commitments stand on the day until which they were made, but for those that were dropped.

    A session of several clients stands once among everybody's days.

    Finished things stand on the day they were done. A session of which nobody has said yet what came of it is
    overdue once its day is past. Closed engagements show what happened in them, nothing that was still to
    come; a review is not overdue that is paused, put off or within its days of grace. No review falls by the
    rhythm alone after the end of the engagement, and nothing becomes overdue after it.
    """
    found: list[Event] = []
    for document in practice.tables.get("clients", {}).values():
        if client is None or document["uid"] == client:
            for raw in practice.documents("engagements", document["uid"]):
                plan = Plan(practice, Client(document), Engagement(raw))
                look = _Look(plan, first, last, today, grace_days, one=client is not None)
                for kind in _OF_PLAN:
                    found += kind(look)
                if promises:
                    found += _promised(look)
    found.sort(
        key=lambda event: (event.day, event.time or "99", KINDS.index(event.kind), fold(event.client.name))
    )
    return found


class _Look:
    """A plan, and the days that are looked at. It reads stored documents: a month is of all clients."""

    __slots__ = (
        "clock", "grace_days", "high", "low", "now", "one", "plan", "quiet", "reviewed", "running", "today",
    )  # fmt: skip

    def __init__(
        self, plan: Plan, first: date, last: date, today: date, grace_days: int, *, one: bool
    ) -> None:
        self.plan = plan
        self.one = one
        """Whether one client's days are looked at, and not everybody's."""
        self.grace_days = grace_days
        self.low = first.isoformat()
        self.high = last.isoformat()
        self.today = today
        self.now = today.isoformat()
        self.running = plan.engagement.open
        self.clock = plan.engagement.clock(today).isoformat()
        """The day (ISO) as of which something in it is overdue."""
        self.quiet = not self.running or plan.engagement.rests(today)
        """Whether nothing in it is overdue."""
        self.reviewed = hours_reviewed(plan)
        """The reviews that were held in sessions: each such hour is one thing on its day."""

    def documents(self, table: str) -> Iterable[Document]:
        """The documents of a table that belong to the plan."""
        return self.plan.practice.documents(table, self.plan.engagement.uid)

    def sees(self, day: str) -> bool:
        """Whether a day (ISO) is among those looked at."""
        return self.low <= day <= self.high

    def late(self, day: str) -> bool:
        """Whether what was due on a day (ISO) and is not done is overdue."""
        if day >= self.clock or self.quiet:
            return False
        return self.plan.off("milestone").elapsed(date.fromisoformat(day), date.fromisoformat(self.clock)) > 0

    def event(
        self,
        day: str,
        kind: str,
        title: str,
        uid: str,
        *,
        done: bool,
        late: bool = False,
        time: str = "",
        called_off: bool = False,
        others: Sequence[str] = (),
    ) -> Event:
        """What falls on a day (ISO)."""
        past = day < self.now and not (done or late or called_off)
        on = date.fromisoformat(day)
        return Event(on, kind, self.plan, title, done, late, uid, time, called_off, past, others)


def _milestones(look: _Look) -> Iterator[Event]:
    ended = {raw["uid"] for raw in look.documents("objectives") if raw.get("closed_on")}
    for raw in look.documents("milestones"):
        done = bool(raw.get("done_on"))
        if raw.get("closed_on") or (not done and raw.get("objective") in ended):
            continue
        day = raw.get("done_on") or raw["due"]
        if look.sees(day) and (done or look.running):
            late = not done and look.late(day) and not is_over(look.plan, raw.get("objective", ""))
            yield look.event(day, "milestone", raw["title"], raw["uid"], done=done, late=late)


def _held_reviews(look: _Look) -> Iterator[Event]:
    in_sessions = {raw["uid"] for raw in look.reviewed.values()}
    for raw in look.documents("reviews"):
        if raw.get("held_on") and look.sees(raw["held_on"]) and raw["uid"] not in in_sessions:
            yield look.event(raw["held_on"], "review", "review", raw["uid"], done=True)


def _coming_reviews(look: _Look) -> Iterator[Event]:
    """The next review, on the day it was put off to, and those agreed for later."""
    if not look.running:
        return
    coming = next_review(look.plan, look.today, look.grace_days)
    if coming.on is None:
        return
    agreed = coming.on.isoformat()
    for raw in look.documents("reviews"):
        if not raw.get("held_on") and raw["due"] > agreed and look.sees(raw["due"]):
            yield look.event(raw["due"], "review", "review", raw["uid"], done=False)
    on = max(coming.on, coming.put_off_until or coming.on)
    if not coming.agreed and not look.plan.engagement.reaches(on):
        return
    waits = look.plan.engagement.rests(look.today) and on < look.today
    if look.sees(on.isoformat()) and not waits:
        late = coming.nags is not None
        yield look.event(on.isoformat(), "review", "review", coming.agreed, done=False, late=late)


def _sessions(look: _Look) -> Iterator[Event]:
    practice = look.plan.practice
    for raw in look.documents("sessions"):
        if look.sees(raw["on"]) and (look.one or is_lead(practice, raw)):
            others = () if look.one else others_there(practice, raw)
            event = look.event(
                raw["on"],
                "session",
                _session_title(raw, reviewed=raw["uid"] in look.reviewed),
                raw["uid"],
                done=state_of(raw) == HELD,
                late=unanswered(raw, look.now),
                time=raw.get("time", ""),
                called_off=state_of(raw) in (CANCELLED, NO_SHOW),
                others=[client.name for client in others],
            )
            event.session = raw
            yield event


def _session_title(raw: Document, *, reviewed: bool) -> str:
    """“session”, its kind where that is another, and what came of it; “session · review” of both."""
    said, state = session_called(raw.get("kind", "individual")), state_of(raw)
    if reviewed:
        return f"{said}{WITH_REVIEW}"
    return f"{said}, {said_state(state)}" if state in (CANCELLED, NO_SHOW) else said


def _target_dates(look: _Look) -> Iterator[Event]:
    for raw in look.documents("objectives"):
        due, done = raw.get("due"), bool(raw.get("closed_on"))
        if raw.get("closed_as") in GIVEN_UP:
            continue
        due = due and raw.get("closed_on", due)
        if due and look.sees(due) and (look.running or done):
            done = done or (due < look.now and reached(look.plan, Objective(raw), look.today))
            late = not done and look.late(due)
            yield look.event(due, "objective", raw["title"], raw["uid"], done=done, late=late)


def _end(look: _Look) -> Iterator[Event]:
    engagement = look.plan.engagement
    end = iso(engagement.last_day)  # one without an end has ended on the day of its closing
    if end and look.sees(end):
        over = not look.running or end < look.now
        yield look.event(end, "engagement", "engagement ends", engagement.uid, done=over)


_OF_PLAN = (_milestones, _held_reviews, _coming_reviews, _sessions, _target_dates, _end)


def _promised(look: _Look) -> Iterator[Event]:
    for raw in look.documents("commitments"):
        status = raw.get("status", "open")
        done = status not in WAITING
        day = (done and raw.get("settled_on")) or raw.get("due", "")
        if look.sees(day) and status != "dropped" and (look.running or done):
            title = f"{raw.get('owner', 'client')}: {raw['text']}"
            late = not done and look.late(day)
            yield look.event(day, "commitment", title, raw["uid"], done=done, late=late)


def off_on(practice: Practice, day: date, client: str | None = None) -> list[Client]:
    """The clients (or the one, by uid) with a running engagement for whom a day is a day off, by name."""
    found = []
    for document in practice.tables.get("clients", {}).values():
        if (client is None or document["uid"] == client) and day_off(document.get("days_off", []), day):
            engagement = practice.current(document["uid"])
            if engagement is not None and engagement.open:
                found.append(Client(document))
    found.sort(key=lambda person: fold(person.name))
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
