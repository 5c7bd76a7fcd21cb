"""What a review looks at: what happened since the last one, and what waits to be said (domain rules §6)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.dates import short
from coach_tui.plan.fields import plain_number
from coach_tui.plan.progress import expected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.contact import Checkin, Commitment, Review, Win
    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.objective import Measure, Objective, Revision
    from coach_tui.plan.practice import Plan

AHEAD = 30
"""Days ahead within which a milestone belongs to the conversation."""


class Since:
    """What happened in a plan after a review up to a day: wins, check-ins, what was reached, moved, revised.

    `settled` are the promises of which it was said what came, those of a review of that day among them.
    `last` is the review before that day, None for the first; then all counts since the start.
    """

    __slots__ = ("checkins", "last", "moved", "reached", "revised", "settled", "wins")

    def __init__(self, plan: Plan, day: date) -> None:
        before = [review for review in plan.held_reviews if review.day < day]
        self.last: Review | None = before[-1] if before else None
        after = self.last.day if self.last else date.min
        self.wins: list[Win] = [win for win in plan.wins if after < win.on <= day]
        self.checkins: list[Checkin] = [one for one in plan.checkins if after < one.on <= day]
        self.settled: list[Commitment] = sorted(
            (one for one in plan.commitments if one.settled_on and after < one.settled_on <= day),
            key=lambda one: one.settled_on or day,
        )
        self.reached: list[Milestone] = [
            milestone
            for milestone in plan.milestones
            if milestone.done_on is not None and after < milestone.done_on <= day
        ]
        self.moved: list[tuple[Milestone, list[dict[str, str]]]] = [
            (milestone, moves)
            for milestone in plan.milestones
            if (moves := [move for move in milestone.moves if after < date.fromisoformat(move["on"]) <= day])
        ]
        self.revised: list[tuple[Objective, list[Revision]]] = [
            (objective, revised)
            for objective in plan.objectives
            if (revised := [one for one in objective.revised if after < one.on <= day])
        ]


def settled_before(since: Since, review: Review) -> list[Commitment]:
    """The promises settled since the review before a held one, but for what it says itself of promises."""
    own = [one["text"] for one in review.outcomes]
    return [one for one in since.settled if one.settled_on != review.held_on or one.text not in own]


def waiting(plan: Plan) -> list[Commitment]:
    """The open commitments, the one promised for the earliest day first."""
    return [commitment for commitment in plan.commitments if commitment.open]


def milestones_near(plan: Plan, today: date) -> list[Milestone]:
    """The open milestones that are late, or due in the next 30 days."""
    until = today + timedelta(days=AHEAD)
    return [m for m in plan.milestones_ahead if m.due <= until]


def milestones_far(plan: Plan, today: date) -> list[Milestone]:
    """The open milestones that are due later."""
    near = {milestone.uid for milestone in milestones_near(plan, today)}
    return [m for m in plan.milestones_ahead if m.uid not in near]


def expected_value(plan: Plan, objective: Objective, measure: Measure, today: date) -> float | None:
    """Where a measure would be today (no later than the end), straight from its baseline to its target.

    None without one.
    """
    start, due = objective.start or plan.engagement.start, objective.due
    if due is None or measure.baseline is None or measure.target is None:
        return None
    share = expected(start, due, plan.engagement.clock(today), plan.off("progress"))
    return round(measure.baseline + share * (measure.target - measure.baseline), 1)


def measure_words(plan: Plan, objective: Objective, measure: Measure, today: date) -> str:
    """The last value and its day, the target, and what is expected by now, in a few words."""
    values = plan.values(measure.uid)
    parts = ["no value yet"]
    if values:
        parts = [f"{plain_number(values[-1][1])} on {short(values[-1][0], today).partition(' ')[2]}"]
    if measure.target is not None:
        parts.append(f"target {plain_number(measure.target)}")
    by_now = expected_value(plan, objective, measure, today)
    if by_now is not None:
        parts.append(f"by now {plain_number(by_now)}")
    return " · ".join(parts)
