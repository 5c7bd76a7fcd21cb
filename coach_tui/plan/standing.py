"""Where objectives and plans stand: current values, progress, status (domain rules §8)."""

from __future__ import annotations

from coach_tui.plan.gas import t_score
from coach_tui.plan.progress import NOT_MEASURED, expected, ratio, status, weakest, weighted_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.objective import Measure, Objective
    from coach_tui.plan.practice import Plan


class Standing:
    """An objective's progress (raw, None where nothing tells), what was expected by today (0 to 1),
    the computed status and the one that counts: the coach's own where set."""

    __slots__ = ("computed", "expected", "progress", "status")

    def __init__(self, progress: float | None, expected: float | None, computed: str, chosen: str) -> None:
        self.progress = progress
        self.expected = expected
        self.computed = computed
        self.status = chosen or computed


def current_value(plan: Plan, measure: Measure) -> tuple[date, float] | None:
    """The latest value of a measure and its day, or None."""
    values = plan.values(measure.uid)
    return values[-1] if values else None


def measure_progress(plan: Plan, objective: Objective, measure: Measure) -> float | None:
    """The progress of one measure, raw; None where nothing tells.

    A numeric measure without a value yet stands at its baseline.
    """
    if measure.kind == "numeric":
        if measure.baseline is None or measure.target is None:
            return None
        latest = current_value(plan, measure)
        return ratio(latest[1] if latest else measure.baseline, measure.baseline, measure.target)
    if measure.kind == "checklist":
        items = measure.items
        return sum(1 for item in items if item.get("done_on")) / len(items) if items else None
    if measure.kind == "gas":
        return gas_progress(objective)
    return milestone_progress(plan, objective)


def gas_progress(objective: Objective) -> float | None:
    """How far the GAS level has come from its baseline towards 0, the expected outcome."""
    now, baseline = objective.gas_now, objective.gas_baseline
    if not objective.gas or now is None or baseline is None:
        return None
    return ratio(now, baseline, 0 if baseline < 0 else baseline + 1)


def milestone_progress(plan: Plan, objective: Objective) -> float | None:
    """The share of an objective's milestones that are done; None when it has none."""
    milestones = [m for m in plan.milestones if m.objective == objective.uid]
    return sum(1 for m in milestones if m.done_on) / len(milestones) if milestones else None


def progress_of(plan: Plan, objective: Objective) -> float | None:
    """An objective's progress: the weighted mean of its measures, or its milestones if it has none."""
    measures = objective.measures
    if not measures:
        return milestone_progress(plan, objective)
    return weighted_mean(
        (measure_progress(plan, objective, measure), 1 if measure.weight is None else measure.weight)
        for measure in measures
    )


def standing(plan: Plan, objective: Objective, today: date) -> Standing:
    """Where an objective stands today, or stood at the end of its engagement, by the values there are now."""
    today = plan.engagement.clock(today)
    progress = progress_of(plan, objective)
    start = objective.start or plan.engagement.start
    if objective.closed_as == "reached":
        return Standing(progress, None, "achieved", objective.status)
    due = objective.due
    if due is None:
        reached = progress is not None and progress >= 1
        return Standing(progress, None, "achieved" if reached else NOT_MEASURED, objective.status)
    if objective.closed_on:
        today = min(today, objective.closed_on)
    share = expected(start, due, today)
    return Standing(progress, share, status(progress, start, due, today), objective.status)


def plan_status(plan: Plan, today: date) -> str:
    """The status of a plan: that of its weakest open objective; "" when it has none."""
    found = [standing(plan, objective, today).status for objective in plan.objectives if objective.open]
    return weakest(found) if found else ""


class GasScores:
    """T at the start, now, and the change; None where no objective has a ladder."""

    __slots__ = ("baseline", "now")

    def __init__(self, baseline: float | None, now: float | None) -> None:
        self.baseline = baseline
        self.now = now

    @property
    def change(self) -> float | None:
        """Now − baseline."""
        return None if self.baseline is None or self.now is None else self.now - self.baseline


def gas_scores(plan: Plan) -> GasScores:
    """The plan's GAS T scores over the objectives that have a ladder (domain rules §7).

    A level not yet rated counts as the baseline.
    """
    rated = [objective for objective in plan.objectives if objective.gas]
    if not rated:
        return GasScores(None, None)
    baselines = [int(-1 if o.gas_baseline is None else o.gas_baseline) for o in rated]
    levels = [int(b if o.gas_now is None else o.gas_now) for o, b in zip(rated, baselines, strict=True)]
    weights = [1.0 if o.weight is None else float(o.weight) for o in rated]
    return GasScores(t_score(baselines, weights), t_score(levels, weights))
