"""What could move when a pause has ended: the milestones ahead, by the days paused (domain §5, §11)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.moves import Shift, conflicts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.practice import Plan

OFFERED = 14
"""Days for which it is offered after a pause has ended by itself."""


def pause_length(pause: Mapping[str, Any]) -> int:
    """How many days a pause (stored) that has ended was long, its last one included."""
    return (date.fromisoformat(pause["until"]) - date.fromisoformat(pause["since"])).days + 1


def moves_after(plan: Plan, pause: Mapping[str, Any], today: date) -> list[Shift]:
    """The open milestones that were due in a pause (stored, ended) or later, moved by its days, by date."""
    by = timedelta(days=pause_length(pause))
    ahead = [one for one in plan.milestones_ahead if one.due.isoformat() >= pause["since"]]
    try:
        days = {one.uid: one.due + by for one in ahead}
    except OverflowError:
        return []
    return [
        Shift(one, day, conflicts(plan, one, day, days=days, today=today))
        for one, day in zip(ahead, days.values(), strict=True)
    ]


def over_lately(plan: Plan, today: date) -> Mapping[str, Any] | None:
    """The pause (stored) that ended a fortnight ago at most, while nothing was moved since; or None."""
    last: Mapping[str, Any] | None = plan.engagement.pauses[-1] if plan.engagement.pauses else None
    if last is None or not plan.engagement.open or not last.get("until"):
        return None
    until = date.fromisoformat(last["until"])
    if not 0 < (today - until).days <= OFFERED:
        return None
    moved = any(move["on"] > last["until"] for one in plan.milestones for move in one.moves)
    return None if moved or not moves_after(plan, last, today) else last
