"""What of a plan is still open as its engagement closes, in words (domain rules §11)."""

from __future__ import annotations

from coach_tui.plan.dates import short
from coach_tui.plan.fields import quote
from coach_tui.plan.rating import counts
from coach_tui.plan.revision_words import WHO

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.contact import Commitment
    from coach_tui.plan.practice import Plan

LATER = "answers that come are still read, and Today tells of it; close it in its plan, on 2"
"""What becomes of a round that is open as its engagement closes, and what to do."""


def left_open(plan: Plan, today: date) -> list[str]:
    """Objectives, strategies, milestones, promises and rounds that are open, a line each."""
    objectives = [f"objective: {one.title}" for one in plan.objectives if one.open]
    promises = [promise_words(one, today) for one in plan.commitments if one.open]
    return [*objectives, *promises, *parts_open(plan, today)]


def open_words(plan: Plan) -> str:
    """How much is open, and that no day says how long the data is kept, behind what closed it.

    “; still open: 2 objectives, 1 promise; no day says until when the data is kept”; "" for nothing.
    """
    counts = (
        (sum(one.open for one in plan.objectives), "objective", "objectives"),
        (sum(one.active for one in plan.strategies), "strategy", "strategies"),
        (len(plan.milestones_ahead), "milestone", "milestones"),
        (sum(one.open for one in plan.commitments), "promise", "promises"),
        (sum(one.open for one in plan.rounds), "round", "rounds"),
    )
    said = ", ".join(f"{count} {one if count == 1 else more}" for count, one, more in counts if count)
    kept = "" if plan.client.retention_on else "; no day says until when the data is kept"
    return (f"; still open: {said}" if said else "") + kept


def parts_open(plan: Plan, today: date) -> list[str]:
    """Strategies, milestones and rounds that are open, a line each."""
    strategies = [f"strategy: {one.title}" for one in plan.strategies if one.active]
    milestones = [f"milestone: {one.title}, {short(one.due, today)}" for one in plan.milestones_ahead]
    return [*strategies, *milestones, *rounds_open(plan)]


def rounds_open(plan: Plan) -> list[str]:
    """Rounds that are open, with how many have answered, and what to do; a line each."""
    lines = []
    for asked in plan.rounds:
        if asked.open:
            count = counts(plan, asked)
            told = f"{count.answered} of {count.invited} answered" if count.invited else "nobody invited yet"
            lines.append(f"round {quote(asked.title)}, {told}: {LATER}")
    return lines


def promise_words(promise: Commitment, today: date) -> str:
    """A promise with whose it is and its day; of the coach's own also that its day is told."""
    day = f", {short(promise.due, today)}" if promise.due else ""
    whose = "your promise" if promise.mine else f"promise of {WHO.get(promise.owner, promise.owner)}"
    ahead = promise.due is not None and promise.due >= today
    told = f"; Today tells of it {'on its day' if ahead else 'until it is settled'}" if promise.mine else ""
    return f"{whose}{day}: {promise.text}{told}"
