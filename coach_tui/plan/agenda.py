"""When a plan is reviewed next, and when coach and client last had contact (domain rules §6, §8)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from coach_tui.plan.dates import Interval
from coach_tui.plan.due import first_due, lateness, next_due
from coach_tui.plan.errors import BadInput
from coach_tui.plan.session import HELD, state_of, to_come
from coach_tui.plan.trend import median

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.due import Overdue
    from coach_tui.plan.practice import Plan

STALLED_AT = 1.5


class NextReview:
    """The next review: `on` (None: none is planned), the uid of the record where a day was agreed, and
    how late it is (None: not late, or nobody is to be nagged)."""

    __slots__ = ("agreed", "late", "on", "put_off_until", "quiet")

    def __init__(
        self, on: date | None, agreed: str, late: Overdue | None, quiet: bool, put_off_until: date | None
    ) -> None:
        self.on = on
        self.agreed = agreed
        self.late = late
        self.quiet = quiet
        """Whether it is never flagged at present: paused, closed or put off."""
        self.put_off_until = put_off_until


def next_review(plan: Plan, today: date | None = None, grace_days: int = 0) -> NextReview:
    """The next review by the rule: a day agreed, else last held + interval, else start + interval.

    Without `today` nothing is late; after the engagement's end it is as late as it was then.
    """
    engagement = plan.engagement
    documents = plan.practice.documents("reviews", engagement.uid)
    last = max((doc["held_on"] for doc in documents if doc.get("held_on")), default="")
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
    late = None
    if today is not None:
        off = plan.off("review")
        put_off = off.counts_from(put_off) if put_off else None  # what ends in time off comes back after it
        if put_off and put_off <= today:
            put_off = None
        quiet = quiet or engagement.paused(today) or put_off is not None
        if on and not quiet:
            clock = engagement.clock(today)
            late = lateness(on, clock, interval or _no_interval(), grace_days, off)
    return NextReview(on, agreed[1], late, quiet, put_off)


def next_by_rule(plan: Plan, held_on: str) -> str:
    """The day (ISO) of the review after one held on a day (ISO), by the rhythm; "" without one."""
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

    The usual gap is the median of the days between contacts; with fewer than three contacts, the review
    interval. Stalled: at least 1.5 times the usual gap since the last contact (or the start), and
    nothing booked; of an engagement that has ended as of its end. Days of time off count neither for the
    gaps nor since, and nothing stalls in a pause (domain §11).
    """
    uid = plan.engagement.uid
    documents = plan.practice.documents
    day = today.isoformat()
    days = {doc["on"] for doc in documents("checkins", uid)}
    ahead = []
    for doc in documents("sessions", uid):
        if state_of(doc) == HELD:
            days.add(doc["on"])
        elif to_come(doc, day):
            ahead.append(doc["on"])
    for doc in documents("reviews", uid):
        if doc.get("held_on"):
            days.add(doc["held_on"])
        elif doc["due"] >= day:
            ahead.append(doc["due"])
    booked = date.fromisoformat(min(ahead)) if ahead else None
    past = sorted(days)
    while past and past[-1] > day:
        past.pop()
    dates = [date.fromisoformat(on) for on in past[-20:]]
    off = plan.off("contact")
    interval = plan.engagement.review_every
    gap: float | None = interval.days if interval else None
    if len(dates) >= 3:
        gap = median(off.elapsed(earlier, later) for earlier, later in pairwise(dates))
    last = dates[-1] if dates else None
    since = off.elapsed(last or plan.engagement.start, plan.engagement.clock(today))
    waits = bool(gap) and booked is None and since >= STALLED_AT * (gap or 0)
    return Contact(last, since, gap, booked, waits and not plan.engagement.paused(today))
