"""What is to be told of sessions that were booked or moved, by whatever door: where they lie (§10)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.dates import short
from coach_tui.plan.double import met_by
from coach_tui.plan.session import BOOKED, state_of, unanswered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from coach_tui.plan.practice import Practice


def told_of(practice: Practice, uids: Iterable[str], today: date) -> list[str]:
    """What is to be told of sessions (uids) that were booked or moved, a line each.

    Those at one time with others, and those moved to a past day.
    """
    wanted = set(uids)
    if not wanted:
        return []
    found = [raw for raw in practice.tables.get("sessions", {}).values() if raw["uid"] in wanted]
    found = sorted((raw for raw in found if state_of(raw) == BOOKED), key=lambda raw: str(raw["on"]))
    return [*met_by(practice, wanted, today), *_past(found, today)]


def _past(sessions: list[Mapping[str, Any]], today: date) -> list[str]:
    """Those moved to a day that is past: it is still to be said what came of them."""
    days = [
        date.fromisoformat(raw["on"])
        for raw in sessions
        if unanswered(raw, today.isoformat()) and _moved(raw, today.isoformat())
    ]
    return [f"{short(day, today)} is past: say whether it was held" for day in days]


def _moved(raw: Mapping[str, Any], today: str) -> bool:
    """Whether a stored session was moved today to the day on which it is."""
    last = (raw.get("moves") or [{}])[-1]
    return (last.get("on"), last.get("to")) == (today, raw["on"])
