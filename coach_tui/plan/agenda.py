"""When a plan is reviewed next, and when coach and client last had contact (domain rules §6, §8)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from coach_tui.plan.dates import Interval, day_missed, short
from coach_tui.plan.due import first_due, lateness, next_due, words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.session import HELD, state_of, to_come
from coach_tui.plan.trend import median

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.due import Overdue
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.time_off import TimeOff

GRACED = ", within its days of grace"
STALLED_AT = 1.5
FORTNIGHT = 14
"""Days under which check-ins alone bring no usual gap."""
LEAST = 3
"""Contacts from which on there is a usual gap."""
LATEST = 20
"""The last contacts, from which it is taken."""


class NextReview:
    """The next review: `on` (None: none is planned), the uid of the record where a day was agreed, and
    how late it is (None: not late, or nobody is to be nagged)."""

    __slots__ = ("agreed", "graced", "late", "on", "put_off_until", "quiet")

    def __init__(
        self,
        on: date | None,
        agreed: str,
        late: Overdue | None,
        quiet: bool,
        put_off_until: date | None,
        graced: bool,
    ) -> None:
        self.on = on
        self.agreed = agreed
        self.late = late
        self.quiet = quiet
        """Whether it is never flagged at present: paused, closed or put off."""
        self.put_off_until = put_off_until
        self.graced = graced
        """Whether its day has passed and it is not late yet, because of the days of grace."""


def next_review(plan: Plan, today: date | None = None, grace_days: int = 0) -> NextReview:
    """The next review by the rule: a day agreed, else last held + interval, else start + interval.

    A session that was the review counts as one held on its day. Without `today` nothing is late; after the
    engagement's end it is as late as it was then.
    """
    engagement = plan.engagement
    documents = plan.practice.documents("reviews", engagement.uid)
    last = last_review(plan)
    agreed = min(
        (
            (doc["due"], doc["uid"])
            for doc in documents
            if not doc.get("held_on") and doc.get("due", "") > last
        ),
        default=("", ""),
    )
    interval = engagement.review_every
    on: date | None = None
    if agreed[0]:
        on = date.fromisoformat(agreed[0])
    elif interval:
        on = _by_rule(last, engagement.start, interval)
    until = engagement.snooze.get("until")
    put_off = date.fromisoformat(until) if until else None
    quiet = not engagement.open
    late, graced = None, False
    if today is not None:
        off = plan.off("review")
        put_off = off.counts_from(put_off) if put_off else None  # what ends in time off comes back after it
        if put_off and put_off <= today:
            put_off = None
        quiet = quiet or engagement.paused(today) or put_off is not None
        if on and not quiet:
            late = lateness(on, engagement.clock(today), interval or _no_interval(), grace_days, off)
            graced = late is None and on < today and grace_days > 0
    return NextReview(on, agreed[1], late, quiet, put_off, graced)


def last_review(plan: Plan) -> str:
    """The day (ISO) of the last review, or of the last session that was one; "" before the first."""
    documents = plan.practice.documents
    last = max((doc.get("held_on", "") for doc in documents("reviews", plan.engagement.uid)), default="")
    for doc in documents("sessions", plan.engagement.uid):
        if doc.get("review") and doc["on"] > last and state_of(doc) == HELD:
            last = doc["on"]
    return str(last)


def review_words(review: NextReview, today: date) -> str:
    """How the next review stands, to be said after “review”; "" where none is planned.

    “40 days late, 3 cycles missed” · “was due on Thursday, within its days of grace” · “due today” ·
    “Thu 26 Nov”.
    """
    if review.on is None:
        return ""
    if review.late:
        return words(review.late)
    if review.on < today:
        return f"was due {day_missed(review.on, today)}" + (GRACED if review.graced else "")
    return "due today" if review.on == today else short(review.on, today)


def next_by_rule(plan: Plan, held_on: str) -> str:
    """The day (ISO) of the review after one held on a day (ISO; "": the first), by the rhythm; "" without."""
    interval = plan.engagement.review_every
    on = _by_rule(held_on, plan.engagement.start, interval) if interval else None
    return on.isoformat() if on else ""


def _by_rule(last: str, start: date, interval: Interval) -> date | None:
    """Last held + interval, else start + interval; None beyond the end of the calendar: it never comes."""
    try:
        return next_due(date.fromisoformat(last), interval) if last else first_due(start, interval)
    except BadInput:
        return None


def _no_interval() -> Interval:
    """Without a rhythm of its own a late review counts two-week cycles, the default rhythm."""
    return Interval(2, "weeks")


class Contact:
    """Contacts with a client up to today: the last one, the usual gap in days, and what is booked."""

    __slots__ = ("booked", "days", "last", "stalled", "usual_gap")

    def __init__(
        self, last: date | None, days: int, usual_gap: float | None, booked: date | None, stalled: bool
    ) -> None:
        self.last = last
        self.days = days
        """The days since the last contact, or since the start, without those of time off."""
        self.usual_gap = usual_gap
        self.booked = booked
        self.stalled = stalled


def contact(plan: Plan, today: date) -> Contact:
    """Check-ins, sessions held and reviews held are contacts; a session or review ahead is booked.

    The usual gap is the median of the days between contacts; with fewer than three, the review interval.
    Check-ins do not bring it under the gap between the hours (sessions and reviews held, or else the review
    interval), nor under a fortnight where those are further apart: whoever checks in daily or weekly is not
    out of touch after a quiet week, or over Christmas. Stalled: at least 1.5 times the usual gap since the
    last contact (or the start), and nothing booked; of an engagement that has ended as of its end.
    Days of time off count neither for the gaps nor since, and nothing stalls in a pause (domain §11).
    """
    uid = plan.engagement.uid
    documents = plan.practice.documents
    day = today.isoformat()
    hours: set[str] = set()
    ahead = []
    for doc in documents("sessions", uid):
        if state_of(doc) == HELD:
            hours.add(doc["on"])
        elif to_come(doc, day):
            ahead.append(doc["on"])
    for doc in documents("reviews", uid):
        if doc.get("held_on"):
            hours.add(doc["held_on"])
        elif doc["due"] >= day:
            ahead.append(doc["due"])
    booked = date.fromisoformat(min(ahead)) if ahead else None
    every = hours.union(doc["on"] for doc in documents("checkins", uid))
    contacts = sorted(on for on in every if on <= day)
    last = date.fromisoformat(contacts[-1]) if contacts else None
    gap = _usual_gap(plan, [on for on in contacts if on in hours], contacts)
    since = plan.off("contact").elapsed(last or plan.engagement.start, plan.engagement.clock(today))
    waits = bool(gap) and booked is None and since >= STALLED_AT * (gap or 0)
    return Contact(last, since, gap, booked, waits and not plan.engagement.paused(today))


def _usual_gap(plan: Plan, hours: list[str], contacts: list[str]) -> float | None:
    """The usual gap in days, from the days (ISO, in order) of the hours and of all contacts."""
    interval = plan.engagement.review_every
    by_rule = interval.days if interval else None
    off = plan.off("contact")
    found = _median_gap(contacts, off)
    if found is None:
        return by_rule
    between_hours = _median_gap(hours, off) or by_rule or FORTNIGHT
    return max(found, min(between_hours, FORTNIGHT))


def _median_gap(contacts: list[str], off: TimeOff) -> float | None:
    """The median of the days that count between the last contacts (ISO, in order); None for too few."""
    dates = [date.fromisoformat(on) for on in contacts[-LATEST:]]
    if len(dates) < LEAST:
        return None
    return median(off.elapsed(earlier, later) for earlier, later in pairwise(dates))
