"""Where an objective stood on an earlier day, as far as its dated records tell (domain rules §8)."""

from __future__ import annotations

from coach_tui.plan.progress import NOT_MEASURED, ratio, status, weakest, weighted_mean
from coach_tui.plan.revision import as_of
from coach_tui.plan.standing import standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.objective import Measure, Objective
    from coach_tui.plan.practice import Plan


def status_on(plan: Plan, objective: Objective, day: date) -> str:
    """The computed status on a day; "not measured" where dates or dated values are missing.

    It is judged by the target, measures and dates of that day, whatever they were changed to since.
    """
    objective = as_of(objective, day)
    start, due = objective.start or plan.engagement.start, objective.due
    if due is None:
        return NOT_MEASURED
    measures = objective.measures
    if measures:
        progress = weighted_mean(
            (_measure_on(plan, objective, measure, day), 1 if measure.weight is None else measure.weight)
            for measure in measures
        )
    else:
        progress = _milestones_on(plan, objective, day)
    return NOT_MEASURED if progress is None else status(progress, start, due, day)


def status_then(plan: Plan, day: date, today: date) -> str:
    """The computed status of the plan on a day, that of its weakest open objective; "" when it has none."""
    open_ones = [objective for objective in plan.objectives if objective.open]
    if day >= today:
        found = [standing(plan, objective, today).computed for objective in open_ones]
    else:
        found = [status_on(plan, objective, day) for objective in open_ones]
    return weakest(found) if found else ""


def _measure_on(plan: Plan, objective: Objective, measure: Measure, day: date) -> float | None:
    if measure.kind == "numeric":
        if measure.baseline is None or measure.target is None:
            return None
        values = [value for on, value in plan.values(measure.uid) if on <= day]
        return ratio(values[-1] if values else measure.baseline, measure.baseline, measure.target)
    if measure.kind == "checklist":
        items = measure.items
        done = sum(1 for item in items if item.get("done_on", "9") <= day.isoformat())
        return done / len(items) if items else None
    return _milestones_on(plan, objective, day) if measure.kind == "milestones" else None


def _milestones_on(plan: Plan, objective: Objective, day: date) -> float | None:
    milestones = [
        raw
        for raw in plan.practice.documents("milestones", plan.engagement.uid)
        if raw.get("objective") == objective.uid
    ]
    done = sum(1 for raw in milestones if raw.get("done_on", "9") <= day.isoformat())
    return done / len(milestones) if milestones else None
