"""Holding the review, whose page is made in `coach_tui.app.forms.review`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from coach_tui.app.dialogues.drafts import reopen
from coach_tui.app.dialogues.filling import until_taken
from coach_tui.app.dialogues.questions import ask_plan
from coach_tui.app.drafts import Unsaved, plan_told
from coach_tui.app.forms import review as page
from coach_tui.app.forms.commitments_made import promise_lines, promised
from coach_tui.app.forms.commitments_settled import PREFIX, day_checker
from coach_tui.app.forms.review_answers import Answers
from coach_tui.app.forms.widgets.fields import FieldSpec, unpack
from coach_tui.app.forms.widgets.form import Form
from coach_tui.app.widgets.drawing import Span
from coach_tui.changes.reviews import hold_review as hold
from coach_tui.plan.agenda import next_by_rule, next_review
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.proposals import off_twice, proposals
from coach_tui.plan.when import parse_day

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.practice import Plan

_FEEDBACK = "Feedback on the coaching, 0 to 10 (no validated test)"


async def hold_review(coach: Coach) -> None:
    """Hold the review of the selected client's plan, or ask whose; go on with one that was left half-way."""
    plan = await ask_plan(coach, "Hold the review with")
    draft = coach.drafts.latest("review", plan.engagement.uid)
    if draft is not None:
        await reopen(coach, draft)
    else:
        await ReviewTalk(coach, plan).hold()


async def go_on_with_review(coach: Coach, draft: str, values: Mapping[str, Any]) -> None:
    """Go on with a review that a draft (its key) was kept of.

    Raises:
        Gone: its plan was deleted or closed meanwhile.
        Left: the form was left.
    """
    await ReviewTalk(coach, plan_told(coach, draft), draft).hold(values)


class ReviewTalk:
    """The review as a conversation in order; all of it is one change of the file."""

    def __init__(self, coach: Coach, plan: Plan, draft: str = "") -> None:
        self.coach = coach
        self.plan = plan
        self.unsaved = Unsaved(coach, {"form": "review", "engagement": plan.engagement.uid}, draft)
        self._look()

    def _look(self) -> None:
        """The plan as it is now, and what it suggests."""
        coach, today = self.coach, self.coach.today
        self.plan = coach.practice.plan(self.plan.client.uid, self.plan.engagement.uid) or self.plan
        due = next_review(self.plan, today)
        start: dict[str, Any] = {"held_on": today.isoformat()}
        if due.on:
            start["due"] = due.on.isoformat()
        prepared = coach.practice.find("reviews", due.agreed) if due.agreed else None
        self.start = {**prepared.raw, **start} if prepared is not None else start
        self.review = page.review_form(self.plan, today, self.start)
        self.emptied = [key for key in self.review.asked if self.start.get(key) and key != "held_on"]
        """Fields that hold something beforehand: emptied on the page, they are emptied in the file."""
        self.values = page.value_form(self.plan, today)
        self.proposals = proposals(self.plan, today)
        self.off_again = any(off_twice(self.plan, one, today) for one in self.plan.objectives if one.open)

    @property
    def title(self) -> str:
        """The heading of the form."""
        return f"Review with {self.coach.client_name(self.plan.client)}"

    def specs(self) -> list[FieldSpec]:
        """The fields in the order of the conversation."""
        plan, today = self.plan, self.coach.today
        review = {spec.key: spec for spec in self.review.specs()}
        keys = ("held_on", "reflection", "decisions", "visibility")
        held, reflection, *decisions = (review.pop(key) for key in keys)
        feedback = [spec for key, spec in review.items() if key.startswith("feedback.")]
        held.hint = "the day you talk; today unless you change it"
        held.check = day_checker(today, past=True)
        coming = next_by_rule(plan, today.isoformat())
        specs = [held, *page.since_lines(plan, today)]
        specs += page.promise_fields(plan, today, coming)
        specs += page.measure_fields(plan, self.values, today)
        specs += page.milestone_fields(plan, today)
        specs += page.ladder_fields(plan)
        specs += [page.words_heading(plan, today), reflection]
        specs += [page.heading(_FEEDBACK), *page.feedback_fields(plan, feedback)]
        if self.proposals:
            specs.append(page.heading("What the data suggests"))
            specs += [page.proposal_field(plan, proposal, today) for proposal in self.proposals]
        specs += [page.heading("Changes to the plan"), *page.change_fields(plan, today)]
        specs += [page.heading("Decisions"), *decisions]
        specs.append(page.heading("Until next time"))
        until = f"{short(date.fromisoformat(coming), today)}, the next review" if coming else "no date"
        specs += promise_lines(until, today)
        rule = f"empty: {until} by the rhythm" if coming else "empty: none is planned"
        specs.append(FieldSpec("next", "Next review", "line", "", rule, check=day_checker(today)))
        return specs

    async def hold(self, values: Mapping[str, Any] | None = None) -> None:
        """Fill in the page until it is saved; raises Left where it was left."""
        await until_taken(self.coach, self.unsaved, self.form, self.save, values)

    def form(self) -> Form:
        """The form, on the plan as it is now."""
        self._look()
        return Form(
            self.title, self.specs(), live=self._so_far, draft_key=self.unsaved.key, later=self._for_later
        )

    def _so_far(self, values: dict[str, Any]) -> list[Span]:
        """What the review does so far: promises settled, changes to the plan, the next date."""
        promised = [key for key in values if key.startswith(PREFIX)]
        done = sum(1 for key in promised if values[key])
        bent = sum(1 for key, value in values.items() if value and _changes(key, str(value)))
        changes = f"{bent or 'no'} change{'s' if bent != 1 else ''} to the plan"
        considered = any(value and key.startswith("idea.") for key, value in values.items())
        unbent = self.off_again and not bent and not considered and not values["decisions"].strip()
        if unbent:
            changes = "off track again, no change yet"
        settled = f"{done} of {len(promised)} promises settled" if promised else ""
        return [
            (f"{settled} · " if settled else "", ""),
            (changes, "warn" if unbent else ""),
            (f" · next {self._next(values)}", ""),
        ]

    def _next(self, values: Mapping[str, Any]) -> str:
        today = self.coach.today
        try:
            if str(values["next"]).strip():
                return short(parse_day(values["next"], today), today)
            held = parse_day(values["held_on"], today)
        except BadInput:
            return "?"
        on = next_by_rule(self.plan, held.isoformat())
        return short(date.fromisoformat(on), today) if on else "not planned"

    def _for_later(self, values: dict[str, Any]) -> None:
        """Left half-way on purpose."""
        self.unsaved.put_by(self.title, values)
        self.coach.bottom.say(f"kept; {self.coach.key_of('review')} goes on with it", "good")

    async def save(self, values: dict[str, Any]) -> None:
        """Write all of it as one change."""
        today = self.coach.today
        fields = {**dict.fromkeys(self.emptied), **self.review.changes(values)}
        measures = self.values.changes(values).get("measures")
        answers = Answers(self.plan, values, self.proposals, today)
        if answers.considered:
            fields["considered"] = answers.considered
        work = partial(
            hold,
            self.coach.desk,
            self.plan.engagement.uid,
            {**fields, "due": self.start.get("due")},
            settled=answers.settled,
            measures=measures,
            reached=answers.reached,
            levels=answers.levels,
            adjustments=answers.adjustments,
            commitments=promised(values, today),
            next_on=parse_day(values["next"], today).isoformat() if values["next"].strip() else None,
        )
        self.coach.said(await self.unsaved.written(self.title, values, work))


def _changes(key: str, value: str) -> bool:
    """Whether what a field holds changes the plan."""
    kind, choice = key.partition(".")[0], unpack(value)[0]
    return (
        kind == "adjust"
        or (kind == "idea" and choice != "declined")
        or (kind == "mile" and choice == "moved")
    )
