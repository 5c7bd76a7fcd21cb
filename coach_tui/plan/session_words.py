"""What came of a session in words, the same at the shell, in the app and in reports (domain rules §10)."""

from __future__ import annotations

from coach_tui.plan.session import BOOKED, CANCELLED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.session import Session


def said_state(state: str) -> str:
    """A state as it is written for people.

    >>> said_state("no_show")
    'no-show'
    """
    return state.replace("_", "-")


def state_words(session: Session, today: date | None = None, *, you: str = "coach") -> str:
    """What came of a session in a few words, such as “cancelled late by the client”.

    With `today` one that is booked for a day that is past is asked about: “held?”. `you` is who reads it.
    """
    if session.state == BOOKED and today is not None and session.on < today:
        return "held?"
    if session.state != CANCELLED:
        return said_state(session.state)
    late = " late" if session.late else ""
    by = "you" if session.cancelled_by == you else f"the {session.cancelled_by}"
    return f"cancelled{late}{f' by {by}' if session.cancelled_by else ''}"
