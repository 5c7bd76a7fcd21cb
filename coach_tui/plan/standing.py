"""Where objectives and plans stand: current values, progress, status (domain rules §8)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.due import due_by, in_force
from coach_tui.plan.gas import t_score
from coach_tui.plan.ladder import ladder_levels, ladder_progress, ladder_step, level_on
from coach_tui.plan.progress import (
    ACHIEVED,
    NOT_MEASURED,
    expected,
    is_expected,
    is_whole,
    ratio,
    status,
    weakest,
    weighted_mean,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.objective import Measure, Objective
    from coach_tui.plan.practice import Document, Plan
    from coach_tui.plan.strategy import Strategy


class Standing:
    """An objective's progress (raw, None where nothing tells), what was expected by today (0 to 1),
    the computed status and the one that counts: the coach's own where set.

    Of one that was given up nothing is expected, and its status is the word for that: dropped, replaced. Of
    one that was closed as reached nothing is expected any more; it is achieved, by the coach's own word,
    and the computed status is that of its figures on the day on which it was closed.
    """

    __slots__ = ("computed", "expected", "progress", "status")

    def __init__(self, progress: float | None, expected: float | None, computed: str, chosen: str) -> None:
        self.progress = progress
        self.expected = expected
        self.computed = computed
        self.status = chosen or computed


def current_value(plan: Plan, measure: Measure, day: date | None = None) -> tuple[date, float] | None:
    """The latest value of a measure (up to a day, where one is given) and its day, or None."""
    return plan.last_value(measure.uid, day)


def measure_progress(
    plan: Plan, objective: Objective, measure: Measure, day: date | None = None
) -> float | None:
    """The progress of one measure, raw, now or as it was on a day; None where nothing tells.

    A numeric measure without a value yet stands at its baseline.
    """
    if measure.kind == "numeric":
        if measure.baseline is None or measure.target is None:
            return None
        latest = current_value(plan, measure, day)
        return ratio(latest[1] if latest else measure.baseline, measure.baseline, measure.target)
    if measure.kind == "checklist":
        return _share([item.get("done_on") for item in measure.items], day)
    if measure.kind == "gas":
        return gas_progress(plan, objective, day)
    return milestone_progress(plan, objective, day)


def gas_progress(plan: Plan, objective: Objective, day: date | None = None) -> float | None:
    """How far the GAS level has come from its baseline to what is expected; None where no level is known."""
    levels = ladder_levels(objective)
    if levels is None:
        return None
    level = levels[1] if day is None else level_on(plan, objective, day)
    return None if level is None else ladder_progress(levels[0], level)


def milestone_progress(plan: Plan, objective: Objective, day: date | None = None) -> float | None:
    """The share of an objective's milestones that are done; None when it has none."""
    return _share([raw.get("done_on") for raw in _milestones(plan, objective, day)], day)


def _milestones(plan: Plan, objective: Objective, day: date | None) -> list[Document]:
    """The milestones (stored) of an objective that count: those given up (by that day) do not."""
    limit = "~" if day is None else day.isoformat()
    return [
        raw
        for raw in plan.practice.documents("milestones", plan.engagement.uid)
        if raw.get("objective") == objective.uid and not raw.get("closed_on", "~~") <= limit
    ]


def _share(done_on: list[str | None], day: date | None) -> float | None:
    """The share of what is done, by the days (ISO) on which it was; None of nothing."""
    limit = "~" if day is None else day.isoformat()
    return sum(1 for on in done_on if on and on <= limit) / len(done_on) if done_on else None


def progress_of(plan: Plan, objective: Objective, day: date | None = None) -> float | None:
    """An objective's progress, now or as its dated records tell of a day; None where nothing tells.

    The weighted mean of its measures; without one its GAS ladder, and without that its milestones.
    """
    measures = objective.measures
    if not measures:
        measured = gas_progress if objective.gas else milestone_progress
        return measured(plan, objective, day)
    return weighted_mean(
        (measure_progress(plan, objective, measure, day), 1 if measure.weight is None else measure.weight)
        for measure in measures
    )


def judged(
    plan: Plan, objective: Objective, progress: float | None, due: date, today: date, day: date | None = None
) -> str:
    """The status that a progress means, no earlier than it could be more (`coach_tui.plan.progress.status`).

    `day` is that of the progress, where it is not the present one.
    """
    start = objective.start or plan.engagement.start
    waits = not could_have_grown(plan, objective, due, today, day)
    return status(progress, start, due, today, plan.off("progress"), waits=waits)


def could_have_grown(
    plan: Plan, objective: Objective, due: date, today: date, day: date | None = None
) -> bool:
    """Whether any part of an objective could have grown by today; one does for all.

    A number could at any time, but for one with a rhythm and without a value (up to `day`, where one is
    given): from the day after its first value is due. A list could once the share that one item makes is
    expected, a ladder once one step of it is; milestones once one of them is expected and, where none is
    done, the first is past.
    """
    start = objective.start or plan.engagement.start
    share = expected(start, due, today, plan.off("progress"))
    parts: list[tuple[str, Measure | None, float]]
    parts = [(one.kind, one, 1 if one.weight is None else one.weight) for one in objective.measures]
    parts = parts or [("gas" if objective.gas else "milestones", None, 1)]
    steps = [_least_step(plan, objective, kind, one, day) for kind, one, _ in parts]
    total = sum(weight for (_, _, weight), step in zip(parts, steps, strict=True) if step is not None)
    return not total or any(
        step is not None
        and weight
        and is_expected(share, step * weight / total)
        and not _ahead(plan, objective, kind, one, today, day)
        for (kind, one, weight), step in zip(parts, steps, strict=True)
    )


def _least_step(
    plan: Plan, objective: Objective, kind: str, measure: Measure | None, day: date | None
) -> float | None:
    """The least by which a part's progress can grow (0 to 1), 0 for any amount; None where it has none."""
    if kind == "numeric":
        has_ends = measure is not None and None not in (measure.baseline, measure.target)
        return 0 if has_ends else None
    if kind == "gas":
        levels = ladder_levels(objective)
        return None if levels is None else ladder_step(levels[0])
    items = measure.items if kind == "checklist" and measure else _milestones(plan, objective, day)
    return 1 / len(items) if items else None


def _ahead(
    plan: Plan, objective: Objective, kind: str, measure: Measure | None, today: date, day: date | None
) -> bool:
    """Whether the first value of a part, or its first milestone, is still to come, or is due today."""
    if kind == "milestones":
        mine = _milestones(plan, objective, day)
        first = date.fromisoformat(min(raw["due"] for raw in mine))
        return not _share([raw.get("done_on") for raw in mine], day) and not plan.late_by(first, today)
    if kind != "numeric" or measure is None or not measure.every or current_value(plan, measure, day):
        return False
    start = objective.start or plan.engagement.start
    due = due_by(in_force(measure.rhythms, measure.every, start), start)
    return due is not None and today <= plan.off("measure").counts_from(due)


def standing(plan: Plan, objective: Objective, today: date) -> Standing:
    """Where an objective stands today, or stood at the end of its engagement, by the values there are now."""
    today = plan.engagement.clock(today)
    progress = progress_of(plan, objective)
    start = objective.start or plan.engagement.start
    if objective.given_up:
        return Standing(progress, None, objective.state, "")
    own, due = objective.status, objective.due
    if not objective.open:
        own = ACHIEVED
    if due is None:
        return Standing(progress, None, ACHIEVED if is_whole(progress) else NOT_MEASURED, own)
    if objective.closed_on:
        today = min(today, objective.closed_on)
    share = expected(start, due, today, plan.off("progress")) if objective.open else None
    return Standing(progress, share, judged(plan, objective, progress, due, today), own)


def reached(plan: Plan, objective: Objective, today: date) -> bool:
    """Whether an objective is achieved: it was closed so, its figures say so, or the coach does.

    It is what `standing` says, without the days: what is whole is achieved on any of them.
    """
    if objective.given_up:
        return False
    own = objective.status if objective.open else ACHIEVED
    return own == ACHIEVED if own else is_whole(progress_of(plan, objective))


def is_over(plan: Plan, uid: str) -> bool:
    """Whether nothing is left to do for an objective (uid; "" for none): it ended or is achieved."""
    from coach_tui.plan.objective import Objective

    found = plan.practice.find("objectives", uid) if uid else None
    if not isinstance(found, Objective):
        return False
    if not found.open or found.status:
        return not found.open or found.status == ACHIEVED
    return is_whole(progress_of(plan, found))


def milestones_wanted(plan: Plan) -> list[Milestone]:
    """The open milestones in the order of their dates, but for those of objectives that are over."""
    return [one for one in plan.milestones_ahead if not is_over(plan, one.objective or "")]


def serves(plan: Plan, strategy: Strategy) -> bool:
    """Whether a strategy is for anything still: a need, an objective still to be reached, or none in
    particular. One that is not asks for nothing any more (domain §9), nor does a need of what is over alone.
    """
    if not strategy.needs and not strategy.objectives:
        return True
    return any(_is_live(plan, uid) for uid in strategy.needs) or not all(
        is_over(plan, uid) for uid in strategy.objectives
    )


def _is_live(plan: Plan, need: str) -> bool:
    """Whether a need (uid) hangs from an objective still to be reached, or from none in particular."""
    from coach_tui.plan.need import Need

    found = plan.practice.find("needs", need)
    objectives = found.objectives if isinstance(found, Need) else ()
    return not objectives or not all(is_over(plan, uid) for uid in objectives)


def asked_of(plan: Plan) -> list[Strategy]:
    """The strategies that ask for something: the active ones that are for anything still."""
    return [one for one in plan.strategies if one.active and serves(plan, one)]


def given_up(plan: Plan, strategy: Strategy) -> bool:
    """Whether all that a strategy was for was given up: it is asked for no more."""
    mine = [one for one in plan.objectives if one.uid in strategy.objectives]
    return bool(mine) and all(one.given_up for one in mine)


def milestone_late(plan: Plan, milestone: Milestone, today: date) -> int:
    """By how many days that count a milestone is overdue (domain §8, §11); 0 where it is not.

    Nothing is that hangs from an objective which is over; nothing gets later after the engagement's end.
    """
    if not milestone.open or is_over(plan, milestone.objective or ""):
        return 0
    return plan.late_by(milestone.due, plan.engagement.clock(today))


def plan_status(plan: Plan, today: date) -> str:
    """The status of a plan: that of its weakest open objective; without one achieved, where anything was
    reached; "" where it has no objective, or all were given up.
    """
    found = [standing(plan, one, today).status for one in plan.objectives if not one.given_up]
    return weakest(found) if found else ""


def plan_status_words(plan: Plan, today: date) -> str:
    """The status of a plan, or that it has no objective (yet, or any more)."""
    return plan_status(plan, today) or f"no objective {'left' if plan.objectives else 'yet'}"


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

    A level not yet rated counts as the baseline. What was dropped or replaced counts neither now nor at the
    start: it speaks against nothing (§9).
    """
    kept = [one for one in plan.objectives if not one.given_up]
    rated = [(objective, levels) for objective in kept if (levels := ladder_levels(objective))]
    if not rated:
        return GasScores(None, None)
    weights = [1.0 if one.weight is None else float(one.weight) for one, _ in rated]
    start, now = ([levels[at] for _, levels in rated] for at in (0, 1))
    return GasScores(t_score(start, weights), t_score(now, weights))
