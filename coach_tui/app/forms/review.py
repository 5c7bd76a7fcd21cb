"""The page of a review: its sections in the order of the conversation (domain rules §6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from coach_tui.app.checks import day_check
from coach_tui.app.forms.review_parts import ReviewParts
from coach_tui.app.forms.sections.coming import NextReviewDay
from coach_tui.app.forms.sections.commitments import NewCommitments
from coach_tui.app.forms.sections.days import reading_of
from coach_tui.app.forms.sections.promises import Promises, Settled
from coach_tui.app.forms.sections.section import Values, heading, under
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.widgets.drawing import Span
from coach_tui.plan.adjustment import Adjustment
from coach_tui.plan.client_words import says
from coach_tui.plan.practice import Plan
from coach_tui.plan.review_agenda import waiting
from coach_tui.plan.side import Side

if TYPE_CHECKING:
    from coach_tui.changes.explaining import Explained


class ReviewAnswers(NamedTuple):
    """What was answered, as `coach_tui.changes.reviews.hold_review` takes it."""

    values: dict[str, Any]
    settled: dict[str, Settled]
    measures: Mapping[str, float] | None
    reached: Mapping[str, str] | None
    levels: Mapping[str, int] | None
    adjustments: Sequence[Adjustment]
    commitments: list[dict[str, Any]]
    next_on: str | None
    sessions: list[dict[str, Any]]
    explained: Mapping[str, Sequence[Explained]] | None = None


class ReviewPage:
    """All that a review asks, on a plan as it is on a day."""

    def __init__(self, plan: Plan, today: date) -> None:
        self.plan = plan
        self.today = today
        self.parts = ReviewParts(plan, today)
        self.prepared = self.parts.prepared
        self.form = self.parts.form
        self.next = NextReviewDay(plan, today)
        self.promises = Promises(waiting(plan), today, says(plan), "the new day; empty: the next review")
        self.commitments = NewCommitments(self.next.until, today, "held_on")

    def specs(self) -> list[FieldSpec]:
        """The fields in the order of the conversation."""
        (held,) = self.form.specs_of("held_on")
        held.hint = "the day you talk; today unless you change it"
        held.check = day_check(self.today, Side.PAST)
        held.reading = reading_of("held_on", self.today, Side.PAST)
        held.given = True
        return [
            held,
            *self.parts.since(),
            *under("What was promised, and what came of it", self.promises.fields()),
            *self.parts.fields(),
            heading("Until next time"),
            *self.commitments.fields(),
            *self.next.fields(),
        ]

    def so_far(self, values: Values) -> list[Span]:
        """What the review does so far: promises settled, changes to the plan, the next date."""
        settled = self.promises.so_far(values)
        return [
            (f"{settled} · " if settled else "", ""),
            self.parts.so_far(values),
            (f" · next {self.next.so_far(values, values['held_on'])}", ""),
        ]

    def read(self, values: Values) -> ReviewAnswers:
        """What was answered.

        Raises:
            BadInput: an answer that cannot be taken; it begins with the key of its field.
        """
        found = self.parts.read(values)
        return ReviewAnswers(
            dict(found.values),
            self.promises.read(values),
            found.measures,
            found.reached,
            found.levels,
            found.adjustments,
            self.commitments.read(values),
            self.next.read(values),
            self.next.sessions(values),
        )
