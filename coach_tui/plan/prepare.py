"""What to have at hand for a session: promises, dates, the review, the last reflection, wins."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.agenda import next_review
from coach_tui.plan.client_words import words_waiting
from coach_tui.plan.dates import short
from coach_tui.plan.fields import quote
from coach_tui.plan.standing import reached
from coach_tui.plan.wins import since_last_review

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.contact import Commitment, Review, Win
    from coach_tui.plan.objective import Objective
    from coach_tui.plan.practice import Plan

SOON = timedelta(days=14)
"""How long before its target date an objective belongs into the conversation."""


class Preparation:
    """What to have at hand for a session on a day.

    `promises` are the commitments still open, `objectives` the open ones due by two weeks after and not
    achieved, `review` the day of a review due by then (None: none is, or nobody is to be nagged of it),
    `reflection` the client's last one, `wins` those since the last review.
    """

    __slots__ = ("objectives", "promises", "reflection", "review", "wins")

    def __init__(
        self,
        promises: list[Commitment],
        objectives: list[Objective],
        review: date | None,
        reflection: str,
        wins: list[Win],
    ) -> None:
        self.promises = promises
        self.objectives = objectives
        self.review = review
        self.reflection = reflection
        self.wins = wins


def prepare(plan: Plan, on: date) -> Preparation:
    """What to have at hand for the session with a client on a day."""
    due = [o for o in plan.objectives if o.open and o.due is not None and o.due <= on + SOON]
    due = [objective for objective in due if not reached(plan, objective, on)]
    reflection = last_reflection(plan)
    return Preparation(
        [promise for promise in plan.commitments if promise.open],
        sorted(due, key=lambda objective: objective.due or date.max),
        _review_due(plan, on),
        reflection,
        since_last_review(plan),
    )


def _review_due(plan: Plan, on: date) -> date | None:
    """The day of the review that is due by a day, None where none is, or it is not brought up on Today."""
    review = next_review(plan, on)
    if review.on is None or review.on > on or review.quiet or plan.engagement.ended(on):
        return None
    return None if review.accepted_until else review.on


def last_reflection(plan: Plan) -> str:
    """What the client said last: for the review to come where that is in already, else at one held."""
    review = last_said(plan)
    return review.reflection if review is not None else ""


def last_said(plan: Plan) -> Review | None:
    """The review in which the client said something last; None where nothing was said."""
    coming = words_waiting(plan)
    reviews = [*plan.held_reviews, *([coming] if coming is not None else [])]
    return next((review for review in reversed(reviews) if review.reflection), None)


def in_short(plan: Plan, on: date) -> str:
    """The same in a few words, such as “review due, 2 promises”; "" where nothing waits."""
    found = prepare(plan, on)
    said = ["review due"] if found.review else []
    if found.promises:
        said.append("1 promise" if len(found.promises) == 1 else f"{len(found.promises)} promises")
    if found.objectives:
        first = found.objectives[0]
        assert first.due is not None
        more = f" and {len(found.objectives) - 1} more" if len(found.objectives) > 1 else ""
        said.append(f"{quote(first.title)} due {short(first.due, on)}{more}")
    return ", ".join(said)
