"""What could move when a pause has ended: what lies ahead, by the days paused (domain §5, §11)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.moves import Shift, conflicts
from coach_tui.plan.revision import DUE
from coach_tui.plan.snooze import HOLDERS, snooze_of
from coach_tui.plan.standing import is_over, milestones_wanted
from coach_tui.plan.target_moves import against_target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.plan.practice import Plan

    Pauses = Sequence[Mapping[str, Any]]
    """Pauses in stored form, all of them ended."""

OFFERED = 14
"""Days for which it is offered after a pause has ended by itself."""


_PUT_OFF = HOLDERS["pause_over"][1]
LEFT = "left where it is"
"""Why moving after a pause is put off where it was declined, rather than put off by the coach."""


def pause_length(pauses: Pauses) -> int:
    """How many days pauses (stored) that have ended were long together, the last day of each included."""
    return sum(_length(one).days for one in pauses)


def _length(pause: Mapping[str, Any]) -> timedelta:
    return _last_day(pause) - date.fromisoformat(pause["since"]) + timedelta(days=1)


def _last_day(pause: Mapping[str, Any]) -> date:
    return date.fromisoformat(pause["until"])


def moves_after(plan: Plan, pauses: Pauses, today: date) -> list[Shift]:
    """What was due in pauses (stored, ended) or later and is still to be reached, moved by their days.

    Each moves by the pauses that lie before it, one after the other: what the first has moved may come to
    lie behind the next. The target dates of the objectives come first, then the milestones, each by date.
    """
    goals = [one for one in plan.objectives if one.due and not is_over(plan, one.uid)]
    goals.sort(key=lambda one: one.due or date.max)
    steps = milestones_wanted(plan)
    try:
        moved = {goal.uid: _after(goal.due, pauses) for goal in goals if goal.due}
        moved |= {step.uid: _after(step.due, pauses) for step in steps}
    except OverflowError:
        return []
    goals = [goal for goal in goals if moved[goal.uid] != goal.due]
    steps = [step for step in steps if moved[step.uid] != step.due]
    days = {uid: moved[uid] for uid in (*(goal.uid for goal in goals), *(step.uid for step in steps))}
    found = []
    for goal in goals:
        ahead = [one for one in plan.milestones_ahead if one.objective == goal.uid]
        day = days[goal.uid]
        found.append(Shift(goal, day, against_target(plan, goal, day, today, ahead, days)))
    for one in steps:
        day = days[one.uid]
        found.append(Shift(one, day, conflicts(plan, one, day, days=days, today=today)))
    return found


def _after(day: date, pauses: Pauses) -> date:
    """Where a day comes to lie when each pause has moved what lay in it or behind it."""
    for one in sorted(pauses, key=lambda pause: str(pause["since"])):
        if day.isoformat() >= one["since"]:
            day += _length(one)
    return day


def over_lately(plan: Plan, today: date) -> list[Mapping[str, Any]]:
    """The pauses (stored) that ended a fortnight ago at most, while nothing was moved since, by date.

    Those after which everything was left where it is are among them only while no later one has ended.
    """
    if not plan.engagement.open:
        return []
    moves = [move["on"] for one in plan.milestones for move in one.moves]
    moves += [one["on"] for goal in plan.objectives for one in goal.revisions if one["what"] == DUE]
    found = [
        one
        for one in plan.engagement.pauses
        if one.get("until")
        and 0 < (today - _last_day(one)).days <= OFFERED
        and not any(on > one["until"] for on in moves)
    ]
    fresh = [one for one in found if not _was_left(plan, one)]
    found = fresh or found
    return found if found and moves_after(plan, found, today) else []


def not_moved_until(pauses: Pauses) -> date:
    """The day up to which it is put off where everything is left where it is after pauses (stored)."""
    return max(map(_last_day, pauses)) + timedelta(days=OFFERED + 1)


def put_off_now(plan: Plan, pauses: Pauses, today: date) -> bool:
    """Whether the moves after pauses (stored) are put off; what was left after one is not of a later one."""
    off = snooze_of(plan.engagement.raw, _PUT_OFF, today)
    return off is not None and (off.reason != LEFT or all(_was_left(plan, one) for one in pauses))


def _was_left(plan: Plan, pause: Mapping[str, Any]) -> bool:
    left = plan.engagement.raw.get(_PUT_OFF) or {}
    return left.get("reason") == LEFT and not_moved_until([pause]).isoformat() <= left["until"]
