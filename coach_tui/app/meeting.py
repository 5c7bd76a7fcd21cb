"""Meeting the client: the review as one form in the order of the conversation, and the session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coach_tui.app.asking import ask_client, plan_of, selected_plan
from coach_tui.app.drafts import Unsaved, told_by
from coach_tui.app.record_form import RecordForm
from coach_tui.app.recording import complain, open_form
from coach_tui.app.widgets.fields import FieldSpec
from coach_tui.app.widgets.form import Form
from coach_tui.changes.reviews import hold_review as hold
from coach_tui.plan.agenda import next_review
from coach_tui.plan.contact import Checkin, Commitment, Review
from coach_tui.plan.errors import BadInput
from coach_tui.plan.when import parse_day

if TYPE_CHECKING:
    from coach_tui.app.app import CoachApp
    from coach_tui.plan.client import Client
    from coach_tui.plan.practice import Plan

COMMITMENT_LINES = 4


def hold_review(app: CoachApp) -> None:
    """Hold the review of the selected client's plan, or ask whose."""
    plan = selected_plan(app)
    if plan is not None and plan.engagement.open:
        ReviewDialogue(app, plan).open()
        return

    def with_client(client: Client) -> None:
        chosen = plan_of(app, client)
        if chosen is not None:
            ReviewDialogue(app, chosen).open()

    ask_client(app, "Hold the review with", with_client)


def reopen_review(app: CoachApp, draft: str, values: Mapping[str, Any]) -> bool:
    """Go on with a review that a draft (its key) was kept of; False when the plan is gone or closed."""
    found = app.practice.find("engagements", str(told_by(draft).get("engagement", "")))
    plan = app.practice.plan(found.raw["client"], found.uid) if found else None
    if plan is None or not plan.engagement.open:
        return False
    ReviewDialogue(app, plan, draft).open(values)
    return True


class ReviewDialogue:
    """The review: what was agreed and what came of it, measures, reflection, feedback, decisions, next."""

    def __init__(self, app: CoachApp, plan: Plan, draft: str = "") -> None:
        self.app = app
        self.plan = plan
        self.unsaved = Unsaved(app, {"form": "review", "engagement": plan.engagement.uid}, draft)
        self._look()
        due = next_review(plan, app.today)
        start = {"held_on": app.today.isoformat()}
        if due.on:
            start["due"] = due.on.isoformat()
        prepared = app.practice.find("reviews", due.agreed) if due.agreed else None
        if prepared is not None:
            start = {**prepared.raw, **start}
        self.review = RecordForm(Review, plan, app.today, None, start, ("due",))
        self.values = RecordForm(
            Checkin, plan, app.today, None, {}, tuple(k for k in Checkin.fields if k != "measures")
        )

    def _look(self) -> None:
        """The plan and its open commitments as they are now."""
        self.plan = self.app.practice.plan(self.plan.client.uid, self.plan.engagement.uid) or self.plan
        self.open_ones = [commitment for commitment in self.plan.commitments if commitment.open]

    @property
    def title(self) -> str:
        """The heading of the form."""
        return f"Review with {self.app.client_name(self.plan.client)}"

    def specs(self) -> list[FieldSpec]:
        """The fields in the order of the conversation."""
        review = {spec.key: spec for spec in self.review.specs()}
        held = review.pop("held_on")
        held.hint = "the day you talk; today unless you change it"
        specs = [held]
        statuses = Commitment.fields["status"].options  # type: ignore[attr-defined]
        if self.open_ones:
            specs.append(FieldSpec("section.promised", "What was promised, and what came of it", "heading"))
            for commitment in self.open_ones:
                hint = f"{commitment.text} ({commitment.owner}, until {commitment.raw.get('due', 'no date')})"
                choices = [(word, word) for word in statuses]
                specs.append(
                    FieldSpec(
                        f"settle.{commitment.uid}",
                        commitment.text,
                        "choice",
                        "open",
                        hint,
                        choices,
                    )
                )
        measures = self.values.specs()
        if measures:
            specs.append(FieldSpec("section.measures", "Where the measures stand", "heading"))
            specs += measures
        specs.append(FieldSpec("section.reflection", "The client's words", "heading"))
        specs.append(review.pop("reflection"))
        feedback = [spec for key, spec in review.items() if "feedback" in key]
        rest = [spec for key, spec in review.items() if "feedback" not in key]
        specs += [*feedback, *rest]
        specs.append(FieldSpec("section.next", "Until next time", "heading"))
        for number in range(COMMITMENT_LINES):
            hint = (
                "who promises what: “Jonas prepares the call | client | +2w” (who and until may be left out)"
            )
            specs.append(
                FieldSpec(f"commit.{number}", "Commitment", "line", "", hint, check=self._check_commitment)
            )
        interval = self.plan.engagement.review_every
        rule = f"empty: {interval} after this one" if interval else "empty: none is planned"
        specs.append(FieldSpec("next", "Next review", "line", "", rule, check=self._check_day))
        return specs

    def open(self, values: Mapping[str, Any] | None = None, error: str = "") -> None:
        """Show the form, on the plan as it is now."""
        self._look()
        screen = Form(self.title, self.specs(), draft_key=self.unsaved.key)
        if values:
            screen.load_values(values)
        self.app.push_screen(screen, self._left)
        if error:
            screen.call_after_refresh(complain, screen, error)

    def _check_day(self, text: str) -> str | None:
        if not text.strip():
            return None
        try:
            parse_day(text, self.app.today)
        except BadInput as error:
            return str(error)
        return None

    def _check_commitment(self, text: str) -> str | None:
        try:
            self._commitment(text)
        except BadInput as error:
            return str(error)
        return None

    def _commitment(self, text: str) -> dict[str, Any] | None:
        parts = [part.strip() for part in text.split("|")]
        if len(parts) > 3:
            raise BadInput("write: what | who | until when")
        if not parts[0]:
            return None
        values: dict[str, Any] = {"text": parts[0]}
        if len(parts) > 1 and parts[1]:
            values["owner"] = parts[1]
        if len(parts) > 2 and parts[2]:
            values["due"] = parse_day(parts[2], self.app.today).isoformat()
        return values

    def _left(self, values: dict[str, Any] | None) -> None:
        if values is None:
            self.unsaved.forget()
            return
        try:
            fields = self.review.changes(values)
            measures = self.values.changes(values).get("measures")
            made = [self._commitment(str(values[f"commit.{number}"])) for number in range(COMMITMENT_LINES)]
            commitments = [commitment for commitment in made if commitment]
            next_on = (
                parse_day(values["next"], self.app.today).isoformat() if values["next"].strip() else None
            )
        except BadInput as error:
            self.open(values, str(error))
            return
        settled = {
            commitment.uid: (commitment.status, chosen)
            for commitment in self.open_ones
            if (chosen := str(values.get(f"settle.{commitment.uid}", "open"))) != "open"
        }
        app = self.app
        self.unsaved.write(
            self.title,
            values,
            lambda: hold(
                app.desk,
                self.plan.engagement.uid,
                fields,
                settled=settled,
                measures=measures,
                commitments=commitments,
                next_on=next_on,
            ),
            app.said,
            lambda error: self.open(values, str(error)),
        )


def note_session(app: CoachApp) -> None:
    """Note the session of the selected client: the one booked for today, else a new one."""
    plan = selected_plan(app)
    if plan is None or not plan.engagement.open:

        def with_client(client: Client) -> None:
            chosen = plan_of(app, client)
            if chosen is not None:
                _open_session(app, chosen)

        ask_client(app, "Session with", with_client)
        return
    _open_session(app, plan)


def _open_session(app: CoachApp, plan: Plan) -> None:
    today = app.today.isoformat()
    booked = next((session for session in plan.sessions if session.raw["on"] == today), None)
    start = {"on": today, "paid": plan.engagement.paid}
    open_form(
        app,
        "sessions",
        booked.uid if booked else "",
        engagement=plan.engagement.uid,
        start=None if booked else start,
    )
