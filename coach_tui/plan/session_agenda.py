"""What the hour with a client looks at: promises, wins, reflection, objectives (domain rules §6, §10)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from coach_tui.plan.agenda import next_by_rule, next_review
from coach_tui.plan.client_words import words_waiting
from coach_tui.plan.continued import plans_before
from coach_tui.plan.dates import add_days
from coach_tui.plan.errors import BadInput
from coach_tui.plan.hour_words import split_clock
from coach_tui.plan.package import number_of, number_words
from coach_tui.plan.session import BOOKED, HELD, Session
from coach_tui.plan.side import Side
from coach_tui.plan.standing import standing
from coach_tui.plan.text import fold
from coach_tui.plan.when import parse_day, reads_as_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.contact import Checkin, Commitment, Review, Win
    from coach_tui.plan.objective import Confidence, Objective
    from coach_tui.plan.practice import Plan

SURE = 7
"""Confidence under this asks what would raise it (Brief Action Planning)."""


class Hour:
    """What is at hand in a session on a day.

    `before` is the last session held before it, of an earlier plan where this one had none yet; `noted` is
    the last of these in which something was noted. `since` is the day of the last one in this plan or of the
    last review held, whichever is later (None: neither was); `wins` are those from then on. `promises` are
    the commitments still open, without those made in this session itself; `sent` are the check-ins that came
    back as the client's forms since then. `reflection` and `reflected_on` are the client's last words and
    their day.
    """

    __slots__ = (
        "before",
        "noted",
        "objectives",
        "promises",
        "reflected_on",
        "reflection",
        "sent",
        "since",
        "wins",
    )

    def __init__(self, plan: Plan, day: date) -> None:
        held = _held_before(plan, day)
        earlier = held or [one for before in plans_before(plan)[::-1] for one in _held_before(before, day)]
        self.before: Session | None = earlier[-1] if earlier else None
        self.noted: Session | None = next((one for one in reversed(earlier) if one.note), None)
        days = [review.day for review in plan.held_reviews if review.day < day]
        days += [held[-1].on] if held else []
        self.since: date | None = max(days, default=None)
        self.wins: list[Win] = [win for win in plan.wins if (self.since or date.min) <= win.on <= day]
        self.promises: list[Commitment] = [one for one in plan.commitments if one.open and one.made_on != day]
        self.objectives: list[Objective] = [one for one in plan.objectives if one.open]
        after = self.since or date.min
        self.sent: list[Checkin] = [one for one in plan.checkins if one.form and after <= one.on <= day]
        reflected = _last_words(plan, day)
        self.reflection = reflected.reflection if reflected else ""
        self.reflected_on = (reflected.received_on or reflected.held_on) if reflected else None


def _held_before(plan: Plan, day: date) -> list[Session]:
    """The sessions of a plan that were held before a day, oldest first."""
    return [session for session in plan.sessions if session.on < day and session.state == HELD]


def _last_words(plan: Plan, day: date) -> Review | None:
    """The review with the client's last words: the one to come where they are in already, else one held."""
    coming = words_waiting(plan)
    told = [review for review in plan.held_reviews if review.day <= day]
    told += [coming] if coming is not None else []
    return next((review for review in reversed(told) if review.reflection), None)


def session_of(plan: Plan, today: date) -> Session | None:
    """The session that is held today: the next one booked, else the first without a note, else the last.

    None where there is none; one that was cancelled or missed is not held.
    """
    booked = booked_on(plan, today.isoformat())
    if booked:
        return booked[0]
    of_day = [one for one in plan.sessions if one.on == today and one.state == HELD]
    of_day.sort(key=lambda session: session.time)
    return next((session for session in of_day if not session.note), of_day[-1] if of_day else None)


def booked_on(plan: Plan, day: str) -> list[Session]:
    """The sessions of a day (ISO) that are booked still, by time."""
    found = [one for one in plan.sessions if one.on.isoformat() == day and one.state == BOOKED]
    return sorted(found, key=lambda session: session.time)


def next_booked(plan: Plan, day: date) -> Session | None:
    """The next session after a day that is booked already."""
    return next((one for one in plan.sessions if one.on > day and one.state == BOOKED), None)


def coming_after(plan: Plan, day: date, *, reviewed: bool = False) -> str:
    """The day (ISO) of the session booked next after a day, else of the next review; "" for none.

    `reviewed` is whether the plan is reviewed on that day: then the next one is that by the rhythm.
    """
    booked = next_booked(plan, day)
    if booked is not None:
        return booked.on.isoformat()
    if reviewed:
        return next_by_rule(plan, day.isoformat())
    review = next_review(plan).on
    return review.isoformat() if review and review > day else ""


def which_words(plan: Plan, session: Session | None, today: date) -> str:
    """Which of the sessions it is, “6 of 12” of those contracted, else “the 6th”; "" without a number."""
    number = number_of(plan, session, today.isoformat())
    if number is None:
        return ""
    return number_words(plan, session, today.isoformat()) or f"the {_nth(number)}"


def _nth(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def standing_words(plan: Plan, objective: Objective, today: date) -> tuple[str, str]:
    """How an objective stands in a few words, such as “40%, on track”; and its status."""
    found = standing(plan, objective, today)
    share = "" if found.progress is None else f"{round(found.progress * 100)}%, "
    return f"{share}{found.status}", found.status


def last_rating(objective: Objective) -> Confidence | None:
    """The client's last rating of confidence in an objective."""
    ratings = objective.confidences
    return ratings[-1] if ratings else None


def parse_moment(
    text: str, today: date, base: date | None = None, side: Side = Side.EITHER
) -> tuple[str, str]:
    """A day, or a day and a time of day, as (ISO day, HH:MM or "").

    What is counted with + or - is counted from `base` where it is given; a time alone is one of that day.

    >>> parse_moment("+2w 10:00", date(2026, 11, 24))
    ('2026-12-08', '10:00')
    >>> parse_moment("fri at 2pm", date(2026, 11, 24))
    ('2026-11-27', '14:00')

    Raises:
        BadInput: it is neither.
    """
    clock, rest = split_clock(fold(text), partial(reads_as_day, today=today))
    if clock and not rest.strip():
        if base is not None:
            return base.isoformat(), clock
        clock = ""
    return parse_day(rest if clock else text, today, side, base=base).isoformat(), clock


def moment_after(text: str, today: date, day: date) -> tuple[str, str]:
    """The moment of the session that follows one of a day, as `parse_moment` reads it.

    A weekday that is that of the session is the next one, and a day without a year the first after it.

    Raises:
        BadInput: it is no moment.
    """
    on, clock = parse_moment(text, today, day)
    try:
        after, _ = parse_moment(text, add_days(day, 1), day)
    except BadInput:  # 29 February
        return on, clock
    apart = date.fromisoformat(after) - date.fromisoformat(on)
    next_week = on == day.isoformat() and apart == timedelta(weeks=1)
    return (after if next_week or apart < timedelta(days=-300) else on), clock
