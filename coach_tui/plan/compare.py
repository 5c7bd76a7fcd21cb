"""Reviews side by side: what the last ones found, in columns by date (domain rules §6)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.contact import Feedback
from coach_tui.plan.fields import plain_number
from coach_tui.plan.past import status_then
from coach_tui.plan.progress import NEEDS_ATTENTION, NOT_MEASURED
from coach_tui.plan.review_agenda import Since, settled_before

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.contact import Review
    from coach_tui.plan.practice import Plan

NOTHING = "–"
SHORT = {NEEDS_ATTENTION: "attention", NOT_MEASURED: NOTHING}
"""Statuses in the width of a column."""


class Comparison:
    """Rows of figures, each a name and a cell a review; `reviews` are the columns, oldest first."""

    __slots__ = ("reviews", "rows")

    def __init__(self, reviews: list[Review], rows: list[tuple[str, list[str]]]) -> None:
        self.reviews = reviews
        self.rows = rows


def comparison(plan: Plan, review: Review, most: int = 4) -> Comparison:
    """The figures of a held review and of the ones before it, at most so many in all.

    Status (the one kept, else as the dated values tell), measures, GAS levels, the client's engagement,
    commitments kept, feedback, and how many changes were made. What no review knows is left out.
    """
    held = plan.held_reviews
    uids = [one.uid for one in held]
    end = uids.index(review.uid) + 1 if review.uid in uids else len(held)
    columns = held[max(0, end - most) : end]
    rows: list[tuple[str, list[str]]] = [("status", [_status(plan, one) for one in columns])]
    for objective in plan.objectives:
        for measure in objective.measures:
            if measure.kind == "numeric":
                values = plan.values(measure.uid)
                rows.append((measure.name, [_value_at(values, one) for one in columns]))
        if objective.gas:
            rows.append((f"level: {objective.title}", [_level(one, objective.title) for one in columns]))
    rows.append(("engagement", [_engagement(plan, one) for one in columns]))
    rows.append(("promises kept", [_kept(plan, one) for one in columns]))
    for key, field in Feedback.fields.items():
        cells = [_number(one.feedback.get(key)) for one in columns]
        rows.append((field.label, cells))
    rows.append(("changes made", [str(len(one.changes)) if one.changes else NOTHING for one in columns]))
    return Comparison(columns, [row for row in rows if any(cell != NOTHING for cell in row[1])])


def found_status(plan: Plan, review: Review) -> str:
    """The status of the plan at a held review: the one it kept, else as the dated values tell."""
    if review.status:
        return review.status
    day = review.held_on
    # a day after it as “today”, so that the past is asked
    return status_then(plan, day, date.max) if day else ""


def _status(plan: Plan, review: Review) -> str:
    status = found_status(plan, review)
    return SHORT.get(status, status) or NOTHING


def _number(value: float | None) -> str:
    return NOTHING if value is None else plain_number(value)


def _value_at(values: list[tuple[date, float]], review: Review) -> str:
    day = review.held_on
    known = [value for on, value in values if day and on <= day]
    return _number(known[-1]) if known else NOTHING


def _level(review: Review, title: str) -> str:
    level = next((one["level"] for one in review.levels if one["objective"] == title), None)
    return NOTHING if level is None else signed_level(int(level))


def signed_level(level: int) -> str:
    """A GAS level as it is written: −2, 0, +1."""
    return f"{level:+d}".replace("-", "−") if level else "0"


def _engagement(plan: Plan, review: Review) -> str:
    if review.held_on is None:
        return NOTHING
    rated = [c.engagement for c in Since(plan, review.held_on).checkins if c.engagement is not None]
    return _number(rated[-1]) if rated else NOTHING


def _kept(plan: Plan, review: Review) -> str:
    """How many promises were kept, of those settled or moved in the review or since the one before."""
    between = settled_before(Since(plan, review.day), review)
    said = [*(one.get("status") for one in review.outcomes), *(one.status for one in between)]
    kept = said.count("done")
    return f"{kept} of {len(said)}" if said else NOTHING
