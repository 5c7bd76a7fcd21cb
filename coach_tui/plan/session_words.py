"""What came of a session in words, the same at the shell, in the app and in reports (domain rules §10)."""

from __future__ import annotations

from coach_tui.plan.dates import short
from coach_tui.plan.session import BOOKED, CANCELLED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

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


def move_words(move: Mapping[str, Any], today: date) -> str:
    """“Thu 12 Nov 10:00 → Fri 13 Nov 09:00, asked by client: ill”, of a stored move."""
    from datetime import date

    ends = [
        f"{short(date.fromisoformat(move[key]), today)} {move.get(f'{key}_time', '')}".strip()
        for key in ("from", "to")
    ]
    by = f", asked by {move['by']}" if move.get("by") else ""
    why = f": {move['reason']}" if move.get("reason") else ""
    return f"{' → '.join(ends)}{by}{why}"
