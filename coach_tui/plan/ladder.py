"""On which step of its GAS ladder an objective stands: at the start, now, and earlier (domain §7)."""

from __future__ import annotations

from coach_tui.plan.progress import ratio

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.objective import Objective
    from coach_tui.plan.practice import Plan

EXPECTED, HIGHEST = 0, 2


def ladder_levels(objective: Objective) -> tuple[int, int] | None:
    """The levels at the start and now, −2 to +2; None without a ladder.

    The start is −1 where it is not noted; what was not rated yet stands where it began.
    """
    if not objective.gas:
        return None
    start = int(-1 if objective.gas_baseline is None else objective.gas_baseline)
    return start, int(start if objective.gas_now is None else objective.gas_now)


def level_on(plan: Plan, objective: Objective, day: date) -> int | None:
    """The level on an earlier day: as the last review up to it found it; before the first, where it began.

    None without a ladder, and where the present level has come from no review: it has no date.
    """
    levels = ladder_levels(objective)
    if levels is None:
        return None
    level, dated = levels[0], objective.gas_now is None
    for review in plan.held_reviews:
        for found in review.levels:
            if found["objective"] == objective.title:
                dated = True
                level = found["level"] if review.day <= day else level
    return level if dated else None


def ladder_progress(start: int, level: int) -> float:
    """How far a level has come from the one at the start to what is expected, raw (domain §8).

    Expected is 0; of what begins there or above, the next step up. The highest step is held or lost.
    """
    goal = _goal(start)
    if goal > HIGHEST:
        return 1.0 if level >= HIGHEST else 0.0
    return ratio(level, start, goal) or 0.0


def ladder_step(start: int) -> float:
    """The share of its way that one step is from a level at the start; 0 of the highest, which only falls."""
    goal = _goal(start)
    return 0 if goal > HIGHEST else 1 / (goal - start)


def _goal(start: int) -> int:
    return EXPECTED if start < EXPECTED else start + 1
