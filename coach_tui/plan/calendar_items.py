"""What of the plans stands in a calendar that others read: days and titles, and no private word."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.agenda import next_review
from coach_tui.plan.audience import LEVELS, level
from coach_tui.plan.client import Engagement
from coach_tui.plan.contact import Review
from coach_tui.plan.days import WITH_REVIEW, events_between
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import CANCELLED, NO_SHOW, Session
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.days import Event
    from coach_tui.plan.practice import Practice
    from coach_tui.plan.record import Record

SUFFIX = ".coach-tui"
"""What every UID of ours ends with."""
DONE = "✓"
_OFF = {CANCELLED: "Cancelled: ", NO_SHOW: "No-show: "}
_DONE_MARKS = ("✓", "✔", "☑", "✅", "[x]", "done:")
_SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")
NOUNS: dict[str, type[Record]] = {
    "milestone": Milestone,
    "review": Review,
    "session": Session,
    "objective": Objective,
    "engagement": Engagement,
}
"""The noun whose record each kind of item stands for."""


class When(NamedTuple):
    """A day, or a day with a time (HH:MM) and a length in minutes; None: not known."""

    day: date
    time: str = ""
    minutes: int | None = None

    def __str__(self) -> str:
        """As an exported item carries it along: “2026-11-24”, or “2026-11-24T09:30/60”."""
        return self.day.isoformat() + (f"T{self.time}/{self.minutes or 0}" if self.time else "")

    @classmethod
    def parse(cls, text: str) -> When | None:
        """What `str` wrote; None for anything else."""
        day, _, rest = text.partition("T")
        time, _, minutes = rest.partition("/")
        try:
            found = cls(date.fromisoformat(day), time, int(minutes) if minutes else None)
        except ValueError:
            return None
        return found if str(found) == text else None


class CalendarItem(NamedTuple):
    """One entry: `uid` names it for calendars, `record` (uid) and `kind` say what of the plan it is.

    `next` is set for the next review, which may have no record yet; its `record` is "" then. `made` says
    when it got its present form as far as the record itself tells, `moves` how often it was moved.
    `cancelled` is set for a session that was cancelled.
    """

    uid: str
    kind: str
    when: When
    title: str
    done: bool
    client: str
    engagement: str
    record: str
    next: bool
    made: datetime
    moves: int
    cancelled: bool = False


def items(practice: Practice, client: str | None = None, names: str = "full") -> list[CalendarItem]:
    """Everything with a date, of all clients or of one (uid), by day; the same whatever day it is."""
    # Seen from the beginning of time nothing is late, put off until a day gone by, or over: only what the
    # plans say counts, so that a calendar changes with the plan and not with the day.
    found = []
    for event in events_between(practice, date.min, date.max, date.min, client):
        item = _item(practice, event, names)
        if not (item.next and event.engagement.paused(event.day)):  # nobody is reminded of it in a pause
            found.append(item)
    return found


def _item(practice: Practice, event: Event, names: str) -> CalendarItem:
    engagement = event.engagement.uid
    coming = False
    if event.kind == "review" and not event.done:
        plan = practice.plan(event.client.uid, engagement)
        coming = plan is not None and next_review(plan).agreed == event.uid
    own = f"review-{engagement}" if coming else event.uid
    noun = NOUNS[event.kind]
    record = practice.find(noun.table, event.uid, engagement) if event.uid else None
    raw = record.raw if record is not None else event.engagement.raw
    moves = record.moves if isinstance(record, (Milestone, Session)) else []
    cancelled = isinstance(record, Session) and record.state == CANCELLED
    return CalendarItem(
        uid=ical_uid(own),
        kind=event.kind,
        when=when_of(noun, raw) if event.kind == "session" else When(event.day),
        title=title_of(
            event,
            names,
            private=record is not None and _private(practice, record),
            off=_OFF.get(record.state, "") if isinstance(record, Session) else "",
        ),
        done=event.done,
        client=event.client.uid,
        engagement=engagement,
        record=event.uid,
        next=coming,
        made=_made(raw, moves),
        moves=len(moves) + cancelled,
        cancelled=cancelled,
    )


def _private(practice: Practice, record: Record) -> bool:
    """Whether the client may not know of a record, by itself or by its objective."""
    above = practice.find("objectives", record.objective or "") if isinstance(record, Milestone) else None
    return any(
        level(one.fields[one.title_key], one.visibility) < LEVELS["client"]
        for one in (record, above)
        if isinstance(one, (Milestone, Objective))
    )


def when_of(noun: type[Record], raw: Mapping[str, Any]) -> When:
    """When a stored record of a noun is in the calendar.

    Raises:
        BadInput: it has no day.
    """
    if noun is Session:
        time = raw.get("time") or ""
        minutes = int(raw.get("minutes", Session.fields["minutes"].default)) if time else None
        return When(date.fromisoformat(raw["on"]), time, minutes)
    if noun is Engagement and (last := Engagement(raw).last_day) is not None:
        return When(last)
    keys = {
        Objective: ("closed_on", "due"),
        Milestone: ("done_on", "due"),
        Review: ("held_on", "due"),
        Engagement: (),
    }
    for key in keys.get(noun, ("due",)):
        if raw.get(key):
            return When(date.fromisoformat(raw[key]))
    raise BadInput(f"{noun.noun} without a day")


def ical_uid(own: str) -> str:
    """The UID for calendars of a uid of ours; it can also be part of a file name, whatever was imported."""
    if 0 < len(own) <= 64 and _SAFE.issuperset(own):
        return own + SUFFIX
    from hashlib import sha256

    return "x" + sha256(own.encode("utf-8", "replace")).hexdigest()[:32] + SUFFIX


def title_of(event: Event, names: str, *, private: bool = False, off: str = "") -> str:
    """The title: who and what, not by its own name where that is `private`.

    `off` stands before a session that did not take place, as not every program shows a status. `names`
    says how clients are called: full, initials or none.
    """
    name = ", ".join(_called(one, names) for one in (event.client.name, *event.others))
    name = "" if names == "none" else name
    if event.kind in ("review", "session"):
        said = "Session and review" if event.title.endswith(WITH_REVIEW) else event.kind.capitalize()
        said = f"{said} with {name}" if name else said
        said = f"{off}{said}"
    else:
        said = {
            "objective": "Target" if private else f"Target: {event.title}",
            "engagement": "Engagement ends",
        }.get(event.kind, "Milestone" if private else event.title)
        said = f"{name}: {said}" if name else said
    mark = event.done and event.kind in ("milestone", "review", "objective", "session")
    return clean(f"{DONE} {said}" if mark else said)


def _called(name: str, names: str) -> str:
    """A client as titles call them: by name, or by initials."""
    name = clean(name)
    return "".join(word[0] for word in name.split())[:3].upper() if names == "initials" else name


def marked_done(title: str) -> bool:
    """Whether a title begins with what people and programs put before what is done."""
    return title.strip().lower().startswith(_DONE_MARKS)


def _made(raw: Mapping[str, Any], moves: list[Mapping[str, Any]]) -> datetime:
    """When a record was made or last moved, by its own id (UUID version 7) and its last move."""
    uid = str(raw.get("uid") or "")
    made = datetime(2000, 1, 1, tzinfo=UTC)
    if len(uid) == 36 and uid[14] == "7":
        with suppress(ValueError, OverflowError, OSError):
            made = datetime.fromtimestamp(int(uid[:8] + uid[9:13], 16) // 1000, UTC)
    if moves:
        day = date.fromisoformat(moves[-1]["on"])
        made = max(made, datetime(day.year, day.month, day.day, tzinfo=UTC))
    return made
