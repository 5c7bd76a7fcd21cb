"""What moves with the target date of an objective, seen before anything does (domain rules §5)."""

from __future__ import annotations

from coach_tui.plan.dates import add_days, day_words, parse_iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import Shift, after_end, against_day, conflicts, preview

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.objective import Objective
    from coach_tui.plan.practice import Plan

ALONE, WITH_MILESTONES = "one", "milestones"
"""How much moves: the target date alone, or the objective's open milestones as well, by as many days."""


def shifts_of(
    plan: Plan, record: Milestone | Objective, to: str, scope: str = ALONE, today: date | None = None
) -> list[Shift]:
    """What moving a milestone or a target date would do, that itself first.

    The arguments and errors are those of `coach_tui.plan.moves.preview` and of `target_preview`.
    """
    if isinstance(record, Milestone):
        return preview(plan, record, to, scope, today)
    return target_preview(plan, record, to, scope, today)


def target_preview(
    plan: Plan, objective: Objective, to: str, scope: str = ALONE, today: date | None = None
) -> list[Shift]:
    """What moving a target date would do, the objective itself first.

    Args:
        plan: the plan.
        objective: the one whose target date moves.
        to: its new day (ISO).
        scope: `ALONE` or `WITH_MILESTONES`; no milestone moves to before the engagement's start.
        today: the day taken as today, so that a day in the past is warned of.

    Raises:
        BadInput: when the objective has ended or has no target date, or when the day is the one it has, or
            not after its start.
    """
    day = parse_iso(to)
    due = _movable(plan, objective, day, scope)
    ahead = [one for one in plan.milestones_ahead if one.objective == objective.uid]
    days: dict[str, date] = {objective.uid: day}
    if scope == WITH_MILESTONES:
        for one in ahead:
            days[one.uid] = max(add_days(one.due, (day - due).days), plan.engagement.start)
    shifts = [Shift(objective, day, against_target(plan, objective, day, today, ahead, days))]
    for one in ahead if scope == WITH_MILESTONES else ():
        if days[one.uid] != one.due:
            shifts.append(
                Shift(one, days[one.uid], conflicts(plan, one, days[one.uid], days=days, today=today))
            )
    return shifts


def _movable(plan: Plan, objective: Objective, day: date, scope: str) -> date:
    """The present target date, where it may be moved to a day."""
    title = quote(objective.title)
    start = objective.start or plan.engagement.start
    if scope not in (ALONE, WITH_MILESTONES):
        raise BadInput(f"{quote(scope)} is not one of {ALONE}, {WITH_MILESTONES}")
    if not objective.open:
        raise BadInput(f"{title} was {objective.state}; let it go on before moving its date")
    if objective.due is None:
        raise BadInput(f"{title} has no target date yet; edit it to give it one")
    if day == objective.due:
        raise BadInput(f"{title} is for {day} already; choose another day")
    if day <= start:
        raise BadInput(f"{day} is not after the objective's start, {start}")
    return objective.due


def against_target(
    plan: Plan,
    objective: Objective,
    day: date,
    today: date | None,
    ahead: list[Milestone],
    days: dict[str, date],
) -> list[str]:
    """What speaks against a target date, a line each; `days` are those (by uid) of what moves with it."""
    found = [*against_day(plan, day, today), *after_end(plan, day)]
    for one in ahead:
        there = days.get(one.uid, one.due)
        if there > day:
            found.append(f"before {quote(one.title)} on {day_words(there)}, which leads to it")
    return found
