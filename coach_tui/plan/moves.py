"""What moves with a milestone, seen before anything does (domain rules §5)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.dates import DAYS, MONTHS, add_days, parse_iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_times import WEEKDAYS
from coach_tui.plan.fields import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

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


def conflicts(
    plan: Plan,
    milestone: Milestone,
    day: date,
    *,
    days: Mapping[str, date] | None = None,
    today: date | None = None,
) -> list[str]:
    """What speaks against a day for a milestone, a line each.

    Days off, the past, the target date of its objective, the engagement's end, another open milestone on
    the same day, and the order in which the milestones wait for one another.

    Args:
        plan: the plan.
        milestone: the one.
        day: the day.
        days: the days (by uid) of milestones that move at the same time.
        today: the day taken as today; the past is no conflict where it is left out.
    """
    days = days or {}
    found = []
    if today is not None and day < today:
        found.append("in the past: overdue at once")
    if day_off(plan.client.days_off, day):
        found.append(f"{DAYS[day.weekday()]} {day.day:02} {MONTHS[day.month - 1]} is a day off")
    for objective in plan.objectives:
        if objective.uid == milestone.objective and objective.due and day > objective.due:
            found.append(f"after the target date of {quote(objective.title)}, {objective.due.isoformat()}")
    if plan.engagement.end and day > plan.engagement.end:
        found.append(f"after the engagement's end, {plan.engagement.end.isoformat()}")
    for other in plan.milestones:
        if other.done_on or other.uid == milestone.uid:
            continue
        there = days.get(other.uid, other.due)
        if other.uid in milestone.after and there > day:
            found.append(f"before {quote(other.title)} on {there.isoformat()}, which it comes after")
        elif milestone.uid in other.after and there < day:
            found.append(f"after {quote(other.title)} on {there.isoformat()}, which waits for it")
        elif there == day and not (other.due == milestone.due and other.uid in days):
            found.append(f"the same day as {quote(other.title)}")
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


def preview(
    plan: Plan, milestone: Milestone, to: str, scope: str = "one", today: date | None = None
) -> list[Shift]:
    """What a move would do, the milestone itself first.

    Args:
        plan: the plan.
        milestone: the one to move.
        to: its new day (ISO).
        scope: "one": it alone; "dependents": with what comes after it; "following": with every open
            milestone on a later day. They move by as many days, none to before the plan's start.
        today: the day taken as today, so that a day in the past is warned of.

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
    by = (day - due).days
    days = {milestone.uid: day}
    held = set()
    for other in others:
        was = other.due or day
        wanted = add_days(was, by)
        moved = max(wanted, start or date.min)
        if moved != was:
            days[other.uid] = moved
            if moved != wanted:
                held.add(other.uid)
    shifts = []
    for one in [milestone, *(other for other in others if other.uid in days)]:
        warnings = conflicts(plan, one, days[one.uid], days=days, today=today)
        if one.uid in held:
            warnings.insert(0, "no further back than the engagement's start")
        shifts.append(Shift(one, days[one.uid], warnings))
    return shifts
