"""What is booked as an engagement closes: cancelled after its end, else told as waiting for a word (§10).

As the engagement opens again, what was cancelled so is booked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.dates import day_words
from coach_tui.plan.session import BOOKED, CANCELLED, HELD, Session, came_unsaid, of_state

if TYPE_CHECKING:
    from datetime import date

    from coach_tui.changes.desk import Change
    from coach_tui.plan.practice import Plan


def call_off_after(change: Change, plan: Plan, day: str) -> None:
    """Cancels, inside a change, what is booked in a plan after a day (ISO).

    A session with others stays theirs: from the side of this plan it is called off by the end itself
    (`coach_tui.plan.group.seen_from`).
    """
    for session in booked_alone_after(plan, day):
        values = {"state": CANCELLED, "cancelled_by": "coach", "closing": True, "snooze": None}
        change.update(Session, session.uid, Session.check(values, whole=False))


def booked_alone_after(plan: Plan, day: str) -> list[Session]:
    """What is booked in a plan after a day (ISO), with nobody else: a closing on that day cancels it."""
    booked = [one for one in plan.sessions if one.state == BOOKED and not one.also]
    return [one for one in booked if one.on.isoformat() > day]


def book_called_off(change: Change, plan: Plan) -> None:
    """Books again, inside a change, what the closing of an engagement has cancelled."""
    for session in plan.sessions:
        stored = change.record(Session, session.uid)  # one with others may only look so from here
        if stored.state == CANCELLED and stored.closing:
            change.update(Session, session.uid, {**of_state({"state": BOOKED}), "state": BOOKED})


def closed_or_opened(change: Change, plan: Plan, was: date | None) -> str:
    """What follows, inside a change, for the sessions of a plan that it has closed or opened; in words.

    `was` is the day on which it was closed before.
    """
    now = plan.engagement.closed_on
    if was == now:
        return ""
    if was:
        book_called_off(change, plan)
    if not now:
        return ""
    call_off_after(change, change.practice.plan_of(plan.engagement) or plan, now.isoformat())
    return closing_words(change, change.practice.plan_of(plan.engagement) or plan, now.isoformat())


def called_off_words(change: Change) -> str:
    """“; cancelled 2 sessions booked after it”, of what a change has cancelled so far; "" for none."""
    count = sum(
        bool(after and after.get("closing") and not (before or {}).get("closing"))
        for table, _, before, after in change.transaction.so_far
        if table == Session.table
    )
    return f"; cancelled {count} session{'' if count == 1 else 's'} booked after it" if count else ""


def closing_words(change: Change, plan: Plan, day: str) -> str:
    """What the closing of a plan on a day (ISO) did with its sessions, and of which nobody said what came."""
    waits = [one for one in plan.sessions if came_unsaid(one.raw, day)]
    past = [day_words(one.on, change.today) for one in waits if one.on < change.today]
    asked = f"; nobody has said what came of the session of {', '.join(past)}" if past else ""
    to_come = [
        f"{day_words(one.on, change.today)} {one.time}".strip() for one in waits if one.on >= change.today
    ]
    asked += f"; still booked is the session of {', '.join(to_come)}" if to_come else ""
    left = sum(bool(one.also and one.on.isoformat() > day and not _is_over(one)) for one in plan.sessions)
    sessions = "1 group session" if left == 1 else f"{left} group sessions"
    goes_on = f"; no longer in {sessions} after it" if left else ""
    return called_off_words(change) + goes_on + asked


def _is_over(session: Session) -> bool:
    """Whether a session was called off for all that take part."""
    return session.state not in (BOOKED, HELD) and not session.closing
