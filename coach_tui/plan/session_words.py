"""What came of a session in words, the same at the shell, in the app and in reports (domain rules §10)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.dates import short
from coach_tui.plan.group import away_from, names_of
from coach_tui.plan.session import BOOKED, CANCELLED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.practice import Practice
    from coach_tui.plan.session import Session


def said_state(state: str) -> str:
    """A state as it is written for people.

    >>> said_state("no_show")
    'no-show'
    """
    return state.replace("_", "-")


def size_words(session: Session) -> str:
    """“group of 3” of a session with a group, without who is in it; "" of any other."""
    return f"group of {session.group_size or 1}" if session.kind == "group" else ""


def with_others(practice: Practice, session: Session) -> str:
    """“group with Cleo Marsh; without Ben Ott”, of a session as a plan sees it."""
    missed = [uid for uid in away_from(session.raw) if uid != session.plan]
    there = names_of(practice, [uid for uid in session.also if uid not in missed])
    said = f"group with {', '.join(there)}" if there else "group"
    return f"{said}; without {', '.join(names_of(practice, missed))}" if missed else said


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


def moved_from_words(move: Mapping[str, Any], today: date) -> str:
    """A move that a session keeps: “moved from Tue 1 Dec 10:00 by client: a trip”."""
    was = f"{short(date.fromisoformat(move['from']), today)} {move.get('from_time', '')}".rstrip()
    asked = f" by {move['by']}" if move.get("by") else ""
    because = f": {move['reason']}" if move.get("reason") else ""
    return f"moved from {was}{asked}{because}"
