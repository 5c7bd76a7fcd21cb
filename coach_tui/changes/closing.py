"""What is booked after the end of an engagement: cancelled as it closes, booked again as it opens (§10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.session import BOOKED, CANCELLED, Session, of_state

if TYPE_CHECKING:
    from coach_tui.changes.desk import Change
    from coach_tui.plan.practice import Plan


def call_off_after(change: Change, plan: Plan, day: str) -> int:
    """Cancels, inside a change, what is booked in a plan after a day (ISO); returns how many it was."""
    found = [one for one in plan.sessions if one.state == BOOKED and one.on.isoformat() > day]
    for session in found:
        values = {"state": CANCELLED, "cancelled_by": "coach", "closing": True, "snooze": None}
        change.update(Session, session.uid, Session.check(values, whole=False))
    return len(found)


def book_called_off(change: Change, plan: Plan) -> int:
    """Books again, inside a change, what the closing of an engagement has cancelled; returns how many."""
    found = [one for one in plan.sessions if one.state == CANCELLED and one.closing]
    for session in found:
        change.update(Session, session.uid, {**of_state({"state": BOOKED}), "state": BOOKED})
    return len(found)


def called_off_words(count: int) -> str:
    """“cancelled 2 sessions booked after it”; "" for none."""
    return f"cancelled {count} session{'' if count == 1 else 's'} booked after it" if count else ""
