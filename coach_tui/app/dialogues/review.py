"""Holding the review, whose page is made in `coach_tui.app.forms.review`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from coach_tui.app.dialogues.callbacks import with_open_plan
from coach_tui.app.dialogues.drafts import reopen
from coach_tui.app.dialogues.record import complain
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


def hold_review(app: Coach) -> None:
    """Hold the review of the selected client's plan, or ask whose."""
    with_open_plan(app, "Hold the review with", lambda plan: _begin_review(app, plan))


def _begin_review(app: Coach, plan: Plan) -> None:
    """Go on with the review that was left half-way, else begin one."""
    draft = app.drafts.latest("review", plan.engagement.uid)
    if draft is not None:
        app.talk(reopen(app, draft))
        return
    ReviewDialogue(app, plan).open()


def reopen_review(app: Coach, draft: str, values: Mapping[str, Any]) -> bool:
    """Go on with a review that a draft (its key) was kept of; False when the plan is gone or closed."""
    plan = plan_told(app, draft)
    if plan is None:
        return False
    ReviewDialogue(app, plan, draft).open(values)
    return True


class ReviewDialogue:
    """The review as a conversation in order; all of it is one change of the file."""

    def __init__(self, app: Coach, plan: Plan, draft: str = "") -> None:
        self.app = app
        self.plan = plan
        self.unsaved = Unsaved(app, {"form": "review", "engagement": plan.engagement.uid}, draft)
        self._look()

    def _look(self) -> None:
        """The plan as it is now, and what it suggests."""
        app, today = self.app, self.app.today
        self.plan = app.practice.plan(self.plan.client.uid, self.plan.engagement.uid) or self.plan
        due = next_review(self.plan, today)
        start: dict[str, Any] = {"held_on": today.isoformat()}
        if due.on:
            start["due"] = due.on.isoformat()
        prepared = app.practice.find("reviews", due.agreed) if due.agreed else None
        self.start = {**prepared.raw, **start} if prepared is not None else start
        self.review = page.review_form(self.plan, today, self.start)
        self.emptied = [key for key in self.review.fields if self.start.get(key) and key != "held_on"]
        """Fields that hold something beforehand: emptied on the page, they are emptied in the file."""
        self.values = page.value_form(self.plan, today)
        self.proposals = proposals(self.plan, today)
        self.kept = False
        self.off_again = any(off_twice(self.plan, one, today) for one in self.plan.objectives if one.open)

    @property
    def title(self) -> str:
        """The heading of the form."""
        return f"Review with {self.app.client_name(self.plan.client)}"

    def specs(self) -> list[FieldSpec]:
        """The fields in the order of the conversation."""
        plan, today = self.plan, self.app.today
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

    def open(self, values: Mapping[str, Any] | None = None, error: str = "") -> None:
        """Show the form, on the plan as it is now."""
        self._look()
        screen = Form(
            self.title, self.specs(), live=self._so_far, draft_key=self.unsaved.key, later=self._for_later
        )
        if values:
            screen.load_values(values)
        self.app.push_screen(screen, self._left)
        if error:
            screen.call_after_refresh(complain, screen, error)

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
        today = self.app.today
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
        self.unsaved.keep(self.title, values)
        self.unsaved.store()
        self.kept = True
        self.app.bottom.say(f"kept; {self.app.key_of('review')} goes on with it", "good")

    def _left(self, values: dict[str, Any] | None) -> None:
        if values is None:
            if not self.kept:
                self.unsaved.forget()
            return
        today = self.app.today
        try:
            fields = {**dict.fromkeys(self.emptied), **self.review.changes(values)}
            measures = self.values.changes(values).get("measures")
            answers = Answers(self.plan, values, self.proposals, today)
            commitments = promised(values, today)
            next_on = parse_day(values["next"], today).isoformat() if values["next"].strip() else None
        except BadInput as error:
            self.open(values, str(error))
            return
        if answers.considered:
            fields["considered"] = answers.considered
        app, engagement = self.app, self.plan.engagement.uid
        self.unsaved.write(
            self.title,
            values,
            lambda: hold(
                app.desk,
                engagement,
                {**fields, "due": self.start.get("due")},
                settled=answers.settled,
                measures=measures,
                reached=answers.reached,
                levels=answers.levels,
                adjustments=answers.adjustments,
                commitments=commitments,
                next_on=next_on,
            ),
            app.said,
            lambda error: self.open(values, str(error)),
        )


def _changes(key: str, value: str) -> bool:
    """Whether what a field holds changes the plan."""
    kind, choice = key.partition(".")[0], unpack(value)[0]
    return (
        kind == "adjust"
        or (kind == "idea" and choice != "declined")
        or (kind == "mile" and choice == "moved")
    )
