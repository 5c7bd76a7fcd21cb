"""Where what goes on begins in the next engagement: its days, and where its measures stand (§8, §11)."""

from __future__ import annotations

from typing import NamedTuple

from coach_tui.plan.compare import signed_level
from coach_tui.plan.contact import Commitment
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number, quote
from coach_tui.plan.insight_words import of_target
from coach_tui.plan.ladder import EXPECTED, HIGHEST, ladder_levels
from coach_tui.plan.measured import parse_value
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.progress import is_whole, ratio
from coach_tui.plan.standing import milestone_progress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from coach_tui.plan.objective import Measure, Objective
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record


def due_there(record: Record, start: date, dues: Mapping[str, date]) -> date | None:
    """The day of a record in an engagement that begins on `start`: as said in `dues` (by uid), else its own.

    Where its own is past, a milestone, which has one always, is due on the first day; a promise goes on with
    its day, late; anything else goes on without one.
    """
    due: date | None = dues.get(record.uid) or getattr(record, "due", None)
    if due is None or due >= start or isinstance(record, Commitment):
        return due
    return start if isinstance(record, Milestone) else None


def day_there(record: Record, start: date, today: date, dues: Mapping[str, date]) -> str:
    """What becomes of a record's day in an engagement that begins on `start`, in words; "" where it stays."""
    was: date | None = getattr(record, "due", None)
    there = due_there(record, start, dues)
    if there == was:
        return ""
    past = "date past: " if was is not None and was < start else ""
    return f"{past}due {short(there, today)}" if there else f"{past}left out"


def day_past(record: Record, start: date) -> bool:
    """Whether the day of a milestone lies before an engagement that begins on `start`."""
    return isinstance(record, Milestone) and record.due < start


class Anew(NamedTuple):
    """Where a numeric measure begins in the next engagement."""

    baseline: float | None
    """Its last value, or, without any, where it began before."""
    target: float | None
    """None where none was set, or where that is reached: there is none until another is agreed."""
    reached: bool


def begins_at(plan: Plan, measure: Measure) -> Anew:
    """Where a numeric measure of a plan that has ended begins in the next one (domain §8).

    A target that is reached, or passed, is not taken along: from the value beyond it the way would lead back.
    """
    values = plan.values(measure.uid)
    now = values[-1][1] if values else measure.baseline
    target = measure.target
    began = measure.baseline if measure.baseline is not None or not values else values[0][1]
    if now is None or target is None or began is None:
        return Anew(now, target, False)
    reached = now == target or is_whole(ratio(now, began, target))
    return Anew(now, None if reached else target, reached)


def reached_measures(plan: Plan) -> list[tuple[Objective, Measure]]:
    """The numeric measures of what is open that have reached their target: each needs a new one."""
    return [
        (objective, measure)
        for objective in plan.objectives
        if objective.open
        for measure in objective.measures
        if measure.kind == "numeric" and begins_at(plan, measure).reached
    ]


def reached_words(plan: Plan, measure: Measure) -> str:
    """That a numeric measure is at its target or past it: “is reached: 6 of 5 km”."""
    now = begins_at(plan, measure).baseline
    return f"is reached: {of_target(measure, now)}" if now is not None else "is reached"


def target_typed(plan: Plan, measure: Measure, text: str) -> float:
    """The new target of a numeric measure that is typed.

    Raises:
        BadInput: it is no number, is in another unit, or is where the measure stands.
    """
    target = parse_value(text, measure)
    check_target(plan, measure, target)
    return target


def check_target(plan: Plan, measure: Measure, target: float) -> None:
    """Refuses a new target of a measure (numeric) that is where it stands.

    Raises:
        BadInput: it is.
    """
    if begins_at(plan, measure).baseline == target:
        said = f"{quote(measure.name)} stands at {plain_number(target)} already; give a target still ahead"
        raise BadInput(f"target: {said}")


def others_reached(plan: Plan, objective: Objective) -> list[str]:
    """What else an objective has reached, and begins with in the next plan: steps of its ladder, all items of
    a checklist, all its milestones. In words, a line each.
    """
    name, lines = quote(objective.name), []
    if (levels := ladder_levels(objective)) and levels[1] >= EXPECTED:
        now = signed_level(levels[1])
        on = f"the next step is {signed_level(levels[1] + 1)}" if levels[1] < HIGHEST else "word a new one"
        lines.append(f"the ladder of {name} is reached: it begins at {now}; {on}")
    for measure in objective.measures:
        if measure.kind == "checklist" and measure.items and all(one.get("done_on") for one in measure.items):
            lines.append(f"{quote(measure.name)} is reached: all its items are done; add what comes next")
    kinds = [measure.kind for measure in objective.measures]
    by_milestones = "milestones" in kinds or not (kinds or objective.gas)
    if by_milestones and is_whole(milestone_progress(plan, objective)):
        lines.append(f"{name} is reached: all its milestones are done; it needs new ones")
    return lines
