"""Where an objective stood on an earlier day, as far as its dated records tell (domain rules §8)."""

from __future__ import annotations

from coach_tui.plan.progress import ACHIEVED, NOT_MEASURED, weakest
from coach_tui.plan.revision import as_of
from coach_tui.plan.standing import judged, progress_of, standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.objective import Objective
    from coach_tui.plan.practice import Plan


def status_on(plan: Plan, objective: Objective, day: date) -> str:
    """The computed status on a day; "not measured" where dates or dated values are missing.

    It is judged by the target, measures and dates of that day, whatever they were changed to since.
    """
    objective = as_of(objective, day)
    due = objective.due
    if due is None:
        return NOT_MEASURED
    progress = progress_of(plan, objective, day)
    return NOT_MEASURED if progress is None else judged(plan, objective, progress, due, day, day)


def status_then(plan: Plan, day: date, today: date) -> str:
    """The computed status of the plan on a day, that of its weakest open objective; without one achieved,
    where anything was reached; "" where it has no objective, or all were given up.
    """
    open_ones = [objective for objective in plan.objectives if objective.open]
    if day >= today:
        found = [standing(plan, objective, today).computed for objective in open_ones]
    else:
        found = [status_on(plan, objective, day) for objective in open_ones]
    if not found and any(not objective.given_up for objective in plan.objectives):
        return ACHIEVED
    return weakest(found) if found else ""
