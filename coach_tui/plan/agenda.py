"""When a plan is reviewed next, and when coach and client last had contact (domain rules §6, §8)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from math import ceil
from operator import sub

from coach_tui.plan.dates import Interval, day_missed, days_text, relative, short
from coach_tui.plan.due import due_by, gap_by, in_force, lateness, words
from coach_tui.plan.judgement import accepted_until
from coach_tui.plan.session import HELD, state_of, to_come
from coach_tui.plan.trend import median

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.client import Engagement
    from coach_tui.plan.due import Overdue
    from coach_tui.plan.practice import Document, Plan
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
    how late it is (None: not late, or nobody is to be nagged).

    That may be accepted until a day (`accepted_until`): then `nags` is None, and no list says it."""

    __slots__ = ("accepted_until", "agreed", "graced", "late", "on", "put_off_until", "quiet")

    def __init__(
        self,
        on: date | None,
        agreed: str,
        late: Overdue | None,
        quiet: bool,
        put_off_until: date | None,
        graced: bool,
        accepted_until: date | None = None,
    ) -> None:
        self.on = on
        self.agreed = agreed
        self.late = late
        self.quiet = quiet
        """Whether it is never flagged at present: paused, closed or put off."""
        self.put_off_until = put_off_until
        self.graced = graced
        """Whether its day has passed and it is not late yet, because of the days of grace."""
        self.accepted_until = accepted_until
        """Until when it is accepted that it is late."""

    @property
    def nags(self) -> Overdue | None:
        """How late it is, where that is to be told."""
        return None if self.accepted_until else self.late


def next_review(plan: Plan, today: date | None = None, grace_days: int = 0) -> NextReview:
    """The next review by the rule: a day agreed, else last held + interval, else start + interval.

    A session that was the review counts as one held on its day. Without `today` nothing is late; after the
    engagement's end it is as late as it was then.
    """
    engagement = plan.engagement
    documents = plan.practice.documents("reviews", engagement.uid)
    last = last_review(plan)
    ahead = [
        (doc["due"], doc["uid"]) for doc in documents if not doc.get("held_on") and doc.get("due", "") > last
    ]
    agreed = min(ahead, default=("", ""))
    interval = engagement.review_every
    on: date | None = None
    if agreed[0]:
        on = date.fromisoformat(agreed[0])
    elif interval:
        on = _by_rule(last, engagement)
    until = engagement.snooze.get("until")
    put_off = date.fromisoformat(until) if until else None
    quiet = not engagement.open
    late, graced, taken = None, False, None
    if today is not None:
        off = plan.off("review")
        put_off = off.counts_from(put_off) if put_off else None  # what ends in time off comes back after it
        if put_off and put_off <= today:
            put_off = None
        quiet = quiet or engagement.rests(today) or put_off is not None
        if on and not quiet:
            then = in_force(engagement.rhythms, interval, on)[0][0] or interval or _no_interval()
            late = lateness(on, engagement.clock(today), then, grace_days, off)
            graced = late is None and on < today and grace_days > 0
            taken = accepted_until(engagement.raw, "T1", "held_on", today) if late else None
    return NextReview(on, agreed[1], late, quiet, put_off, graced, taken)


def last_review(plan: Plan) -> str:
    """The day (ISO) of the last review, or of the last session that was one; "" before the first."""
    uid, documents = plan.engagement.uid, plan.practice.documents
    held: list[str] = [doc["held_on"] for doc in documents("reviews", uid) if doc.get("held_on")]
    held += [doc["on"] for doc in documents("sessions", uid) if doc.get("review") and state_of(doc) == HELD]
    return max(held, default="")


def review_words(review: NextReview, today: date) -> str:
    """How the next review stands, to be said after “review”; "" where none is planned.

    “40 days late, 3 cycles missed” · “was due on Thursday, within its days of grace” · “due today” ·
    “Thu 26 Nov” · “was due on Thu 29 Oct, accepted until Thu 3 Dec”.
    """
    if review.on is None:
        return ""
    if review.late and review.accepted_until:
        return f"was due on {short(review.on, today)}, accepted until {short(review.accepted_until, today)}"
    if review.late:
        return words(review.late)
    if review.on < today and review.quiet:  # while nobody is late, not all days that have passed count
        return f"was due on {short(review.on, today)}"
    if review.on < today:
        return f"was due {day_missed(review.on, today)}" + (GRACED if review.graced else "")
    return "due today" if review.on == today else short(review.on, today)


def next_by_rule(plan: Plan, held_on: str) -> str:
    """The day (ISO) of the review after one held on a day (ISO; "": the first), by the rhythm; "" without."""
    on = _by_rule(held_on, plan.engagement) if plan.engagement.review_every else None
    return on.isoformat() if on else ""


def _by_rule(last: str, engagement: Engagement) -> date | None:
    """Last held + interval, else start + interval, by the rhythms of their time (§11); None beyond the end
    of the calendar: it never comes."""
    since = date.fromisoformat(last) if last else engagement.start
    return due_by(in_force(engagement.rhythms, engagement.review_every, since), since)


def _no_interval() -> Interval:
    """Without a rhythm of its own a late review counts two-week cycles, the default rhythm."""
    return Interval(2, "weeks")


class Contact:
    """Contacts with a client up to today: the last one, the usual gap, and what is booked next.

    Each is worked out when it is asked for: a list of all clients asks most of them one question alone.
    """

    def __init__(self, plan: Plan, today: date) -> None:
        self._plan = plan
        self._today = today
        self._day = today.isoformat()

    @cached_property
    def booked(self) -> date | None:
        """The day of the next session that is booked, or review that is agreed."""
        found = booked_ahead(self._plan, self._day)
        return date.fromisoformat(found) if found else None

    @cached_property
    def _hours(self) -> list[str]:
        """The days (ISO) of sessions and reviews held, in order."""
        uid, documents = self._plan.engagement.uid, self._plan.practice.documents
        found = [doc["on"] for doc in documents("sessions", uid) if state_of(doc) == HELD]
        found += [doc["held_on"] for doc in documents("reviews", uid) if doc.get("held_on")]
        return sorted({on for on in found if on <= self._day})

    @property
    def _checkins(self) -> list[Document]:
        return self._plan.practice.documents("checkins", self._plan.engagement.uid)

    @cached_property
    def _all(self) -> list[str]:
        """The days (ISO) of every contact, in order."""
        days = {on for doc in self._checkins if (on := doc["on"]) <= self._day}
        return sorted(days.union(self._hours, self._answered))

    @property
    def _answered(self) -> list[str]:
        """The days (ISO) on which the client answered an assessment, or a form before a review."""
        uid, documents = self._plan.engagement.uid, self._plan.practice.documents
        found = [doc.get("answered_on", "") for doc in documents("assessments", uid)]
        found += [doc.get("received_on", "") for doc in documents("reviews", uid)]
        return [on for on in found if "" < on <= self._day]

    @property
    def last(self) -> date | None:
        """The last contact."""
        return date.fromisoformat(self._all[-1]) if self._all else None

    @property
    def before(self) -> date | None:
        """The last contact in the engagements that this one continues."""
        if not self._plan.engagement.continues:
            return None
        from coach_tui.plan.continued import plans_before

        found = [Contact(plan, self._today).last for plan in plans_before(self._plan)]
        return max((day for day in found if day is not None), default=None)

    @property
    def ago(self) -> str:
        """How long ago the last contact was, “none yet” without one; after the end, how long before that."""
        last, engagement = self.last, self._plan.engagement
        end = engagement.clock(self._today)
        if last is None:
            before = self.before
            return relative(before, self._today) if before else "none yet"
        if last > end or (engagement.open and not engagement.ended(self._today)):
            return relative(last, self._today)
        return "on its last day" if last == end else f"{days_text((end - last).days)} before the end"

    @property
    def since(self) -> date:
        """The day of the last contact, or of the start."""
        return self.last or self._plan.engagement.start

    @property
    def days(self) -> int:
        """The days since the last contact, or since the start, without those of time off."""
        return self._plan.off("contact").elapsed(self.since, self._plan.engagement.clock(self._today))

    @property
    def left_out(self) -> bool:
        """Whether there are days of time off among those since the last contact, or since the start."""
        return self.days < (self._plan.engagement.clock(self._today) - self.since).days

    @property
    def _by_rule(self) -> float | None:
        """The gap of the rhythm; one that was set since the last contact counts from the day of that."""
        engagement = self._plan.engagement
        rhythms = in_force(engagement.rhythms, engagement.review_every, self.since)
        return gap_by(rhythms, engagement.clock(self._today), STALLED_AT, self._plan.off("contact"))

    @cached_property
    def _least(self) -> float:
        """The gap between the hours in days, else that of the rhythm; a fortnight at most."""
        between = _median_gap(self._hours, self._plan.off("contact"))
        return min(between or self._by_rule or FORTNIGHT, FORTNIGHT)

    @property
    def usual_gap(self) -> float | None:
        """The usual gap in days; None for fewer than three contacts without a rhythm."""
        found = _median_gap(self._all, self._plan.off("contact"))
        return self._by_rule if found is None else max(found, self._least)

    @property
    def stalled(self) -> bool:
        """Whether nothing was heard for longer than usual, and nothing is booked; never of what is closed."""
        engagement = self._plan.engagement
        if not engagement.open:
            return False
        now = engagement.clock(self._today)
        if self._lately(now) or engagement.paused(now) or booked_ahead(self._plan, now.isoformat()):
            return False
        gap = self.usual_gap
        return bool(gap) and self.days >= STALLED_AT * (gap or 0)

    def _lately(self, now: date) -> bool:
        """Whether there was a contact so lately that no gap could be usual that makes it long ago.

        The latest stands last in most files, so that it is found at once.
        """
        after = (now - timedelta(days=ceil(STALLED_AT * self._least))).isoformat()
        if self._hours and self._hours[-1] > after:
            return True
        return any(after < doc["on"] <= self._day for doc in reversed(self._checkins))


def contact(plan: Plan, today: date) -> Contact:
    """Check-ins, sessions held and reviews held are contacts; a session or review ahead is booked.

    The usual gap is the median of the days between contacts; with fewer than three, the review interval.
    Check-ins do not bring it under the gap between the hours (sessions and reviews held, or else the review
    interval), nor under a fortnight where those are further apart: whoever checks in daily or weekly is not
    out of touch after a quiet week, or over Christmas. Stalled: at least 1.5 times the usual gap since the
    last contact (or the start), and nothing booked; of an engagement that has ended as of its end, and of one
    that is closed never.
    Days of time off count neither for the gaps nor since, and nothing stalls in a pause (domain §11).
    """
    return Contact(plan, today)


def booked_ahead(plan: Plan, day: str) -> str:
    """The day (ISO) of the next session booked, or review agreed, from a day (ISO) on; "" for none."""
    uid, documents = plan.engagement.uid, plan.practice.documents
    ahead = [doc["on"] for doc in documents("sessions", uid) if to_come(doc, day)]
    ahead += [doc["due"] for doc in documents("reviews", uid) if not doc.get("held_on") and doc["due"] >= day]
    return min(ahead, default="")


def _median_gap(days: list[str], off: TimeOff) -> float | None:
    """The median of the days that count between the last of some days (ISO, in order); None for too few."""
    if len(days) < LEAST:
        return None
    dates = [date.fromisoformat(on) for on in days[-LATEST:]]
    if not off:  # most plans have none, and this is asked of all
        numbers = [day.toordinal() for day in dates]
        return median(map(sub, numbers[1:], numbers))
    return median(off.elapsed(earlier, later) for earlier, later in pairwise(dates))
