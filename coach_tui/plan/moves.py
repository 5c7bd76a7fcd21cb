"""What moves with a milestone, seen before anything does (domain rules §5)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.dates import add_days, parse_iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import WEEKDAYS, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.practice import Plan

SCOPES = ("one", "dependents", "following")


class Shift:
    """One milestone and the day it would move to, with what speaks against that day."""

    __slots__ = ("milestone", "to", "warnings")

    def __init__(self, milestone: Milestone, to: date, warnings: list[str]) -> None:
        self.milestone = milestone
        self.to = to
        self.warnings = warnings


def day_off(days_off: list[str], day: date) -> bool:
    """Whether a day is among a client's days off (weekdays and ISO days)."""
    return WEEKDAYS[day.weekday()] in days_off or day.isoformat() in days_off


def conflicts(plan: Plan, milestone: Milestone, day: date) -> list[str]:
    """What speaks against a day for a milestone: days off, the objective's target date, the plan's end."""
    found = []
    if day_off(plan.client.days_off, day):
        found.append(f"{day:%a %d %b} is a day off")
    for objective in plan.objectives:
        if objective.uid == milestone.objective and objective.due and day > objective.due:
            found.append(f"after the target date of {quote(objective.title)}, {objective.due.isoformat()}")
    if plan.engagement.end and day > plan.engagement.end:
        found.append(f"after the engagement's end, {plan.engagement.end.isoformat()}")
    for other in plan.milestones:
        if other.uid in milestone.after and other.due and other.due > day and not other.done_on:
            found.append(f"before {quote(other.title)}, which it comes after")
    return found


def dependents(plan: Plan, milestone: Milestone) -> list[Milestone]:
    """The open milestones that come after this one, directly or by way of others, by date."""
    reached = {milestone.uid}
    open_ones = [other for other in plan.milestones if not other.done_on]
    grew = True
    while grew:
        new = {other.uid for other in open_ones if reached & set(other.after)} - reached
        reached |= new
        grew = bool(new)
    return [other for other in open_ones if other.uid in reached and other.uid != milestone.uid]


def preview(plan: Plan, milestone: Milestone, to: str, scope: str = "one") -> list[Shift]:
    """What a move would do, the milestone itself first.

    Args:
        plan: the plan.
        milestone: the one to move.
        to: its new day (ISO).
        scope: "one": it alone; "dependents": with what comes after it; "following": with every open
            milestone on a later day. They move by as many days.

    Raises:
        BadInput: when the milestone is done, is there already, or would lie before the plan's start.
    """
    if scope not in SCOPES:
        raise BadInput(f"{quote(scope)} is not one of {', '.join(SCOPES)}")
    day = parse_iso(to)
    start = plan.engagement.start
    if milestone.done_on:
        raise BadInput(f"{quote(milestone.title)} is done; open it again before moving it")
    if day == milestone.due:
        raise BadInput(f"{quote(milestone.title)} is on {to} already; choose another day")
    if start and day < start:
        raise BadInput(f"{to} is before the engagement began, {start.isoformat()}")
    due = milestone.due or day
    others: list[Milestone] = []
    if scope == "dependents":
        others = dependents(plan, milestone)
    elif scope == "following":
        others = [
            m for m in plan.milestones if not m.done_on and m.uid != milestone.uid and m.due and m.due > due
        ]
    by = day - due
    shifts = [Shift(milestone, day, conflicts(plan, milestone, day))]
    for other in others:
        moved = max(add_days(other.due or day, by.days), start or date.min)
        if moved - (other.due or day) != timedelta(0):
            shifts.append(Shift(other, moved, conflicts(plan, other, moved)))
    return shifts
