"""What could move when a pause has ended: what lies ahead, by the days paused (domain §5, §11)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.moves import Shift, conflicts
from coach_tui.plan.revision import DUE
from coach_tui.plan.standing import is_over
from coach_tui.plan.target_moves import against_target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.objective import Objective
    from coach_tui.plan.practice import Plan

OFFERED = 14
"""Days for which it is offered after a pause has ended by itself."""


def pause_length(pause: Mapping[str, Any]) -> int:
    """How many days a pause (stored) that has ended was long, its last one included."""
    return (date.fromisoformat(pause["until"]) - date.fromisoformat(pause["since"])).days + 1


def moves_after(plan: Plan, pause: Mapping[str, Any], today: date) -> list[Shift]:
    """What was due in a pause (stored, ended) or later and is still to be reached, moved by its days.

    The target dates of the objectives first, then the milestones, each by date.
    """
    by = timedelta(days=pause_length(pause))
    goals = [one for one in plan.objectives if _ahead(one, pause) and not is_over(plan, one.uid)]
    goals.sort(key=lambda one: one.due or date.max)
    steps = [one for one in plan.milestones_ahead if _ahead(one, pause) and not is_over(plan, one.objective)]
    try:
        days = {one.uid: one.due + by for one in goals if one.due}
        days |= {one.uid: one.due + by for one in steps}
    except OverflowError:
        return []
    found = []
    for goal in goals:
        ahead = [one for one in plan.milestones_ahead if one.objective == goal.uid]
        day = days[goal.uid]
        found.append(Shift(goal, day, against_target(plan, goal, day, today, ahead, days)))
    for one in steps:
        day = days[one.uid]
        found.append(Shift(one, day, conflicts(plan, one, day, days=days, today=today)))
    return found


def _ahead(one: Objective | Milestone, pause: Mapping[str, Any]) -> bool:
    return one.due is not None and one.due.isoformat() >= pause["since"]


def over_lately(plan: Plan, today: date) -> Mapping[str, Any] | None:
    """The pause (stored) that ended a fortnight ago at most, while nothing was moved since; or None."""
    last: Mapping[str, Any] | None = plan.engagement.pauses[-1] if plan.engagement.pauses else None
    if last is None or not plan.engagement.open or not last.get("until"):
        return None
    until = date.fromisoformat(last["until"])
    if not 0 < (today - until).days <= OFFERED:
        return None
    moves = [move["on"] for one in plan.milestones for move in one.moves]
    moves += [one["on"] for goal in plan.objectives for one in goal.revisions if one["what"] == DUE]
    moved = any(on > last["until"] for on in moves)
    return None if moved or not moves_after(plan, last, today) else last
