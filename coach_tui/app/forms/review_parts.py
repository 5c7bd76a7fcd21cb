"""What a review asks besides promises and the next date: on its own page, or on that of a session (§6)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from coach_tui.app.forms.record_fields import AskedGroup
from coach_tui.app.forms.record_form import RecordForm
from coach_tui.app.forms.sections.changes import Changes
from coach_tui.app.forms.sections.levels import Levels
from coach_tui.app.forms.sections.milestones import Milestones
from coach_tui.app.forms.sections.new_values import NewValues
from coach_tui.app.forms.sections.proposals import Proposals
from coach_tui.app.forms.sections.section import Values, heading, said, under
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.widgets.drawing import Span
from coach_tui.changes.reviews import Reviewed
from coach_tui.plan.agenda import next_review
from coach_tui.plan.client_words import words_waiting
from coach_tui.plan.contact import Commitment, Review
from coach_tui.plan.dates import short
from coach_tui.plan.feedback import latest_feedback
from coach_tui.plan.fields import plain_number
from coach_tui.plan.figures_named import names_figures
from coach_tui.plan.insight_words import plain_day
from coach_tui.plan.practice import Plan
from coach_tui.plan.proposals import off_twice, proposals
from coach_tui.plan.review_agenda import Since, milestones_near
from coach_tui.plan.revision_words import revision_words

ITSELF = (
    "due",
    "said",
    "received_on",
    "forms",
    "outcomes",
    "levels",
    "changes",
    "considered",
    "status",
    "empty",
    "accepted",
)
"""Fields of a review that it fills in by itself."""

UNCHANGED = "Off track at the last review too, and nothing changed: change the plan, or say why not."


class ReviewParts:
    """The measures, milestones, levels, words, feedback, suggestions, changes and decisions of a review."""

    def __init__(
        self, plan: Plan, today: date, leave_out: tuple[str, ...] = (), *, kept: Review | None = None
    ) -> None:
        """Make them; `kept` is the review that was held in this hour already, and is noted anew."""
        self.plan = plan
        self.today = today
        due = next_review(plan, today)
        start: dict[str, Any] = {"held_on": today.isoformat()}
        if due.on and kept is None:
            start["due"] = due.on.isoformat()
        self.prepared = kept or (plan.practice.find("reviews", due.agreed) if due.agreed else None)
        self.start = {**self.prepared.raw, **start} if self.prepared is not None else start
        self.form = RecordForm(Review, plan, today, None, self.start, (*ITSELF, *leave_out))
        self.new_values = NewValues(plan, today)
        self.milestones = Milestones(plan, milestones_near(plan, today), today)
        self.levels = Levels(plan)
        self.proposals = Proposals(plan, proposals(plan, today), today)
        self.changes = Changes(plan, today)
        self.off_again = any(off_twice(plan, one, today) for one in plan.objectives if one.open)
        """Whether an objective was off track at the last review too, and nothing was changed since."""

    def fields(self) -> list[FieldSpec]:
        """The fields in the order of the conversation."""
        return [
            *under("Where the measures stand", self.new_values.fields()),
            *under("Milestones", self.milestones.fields()),
            *under("Goal attainment", self.levels.fields()),
            self._words_heading(),
            *self.form.specs_of("reflection"),
            *self._feedback(),
            *under("What the data suggests", self.proposals.fields()),
            heading("Changes to the plan"),
            *self.changes.fields(),
            heading("Decisions"),
            *self.form.specs_of("decisions"),
            *self.form.specs_of("visibility"),
        ]

    def since(self, sent: Collection[str] = ()) -> list[FieldSpec]:
        """What happened since the last review: wins first, what was reached and moved, and a warning.

        The check-ins `sent` (uids) are told elsewhere.
        """
        today = self.today
        since = Since(self.plan, today)
        on = since.last.held_on if since.last else None
        specs = [said(f"{win.text}  {_short(win.on, today)}", "*") for win in since.wins]
        specs += [said(f"{m.title}, reached {_short(m.done_on, today)}", "✓") for m in since.reached]
        specs += [_settled(one, today) for one in since.settled]
        for milestone, moves in since.moved:
            to = short(date.fromisoformat(moves[-1]["to"]), today)
            specs.append(said(f"{milestone.title}, moved to {to}", "→"))
        for objective, revised in since.revised:
            for one in revised:
                words = revision_words(one, lambda day: plain_day(day, today))
                specs.append(said(f"{objective.title}: {words}", "→"))
        notes = [checkin for checkin in since.checkins if checkin.note and checkin.uid not in sent][-3:]
        specs += [said(f"{_short(checkin.on, today)}: {checkin.note}", "·", "dim") for checkin in notes]
        specs = specs or [said("no win and no note yet", style="dim")]
        if self.off_again:
            specs.insert(0, said(UNCHANGED, "!", "bad"))
        return under(f"Since the review of {short(on, today)}" if on else "Since the start", specs)

    def _words_heading(self) -> FieldSpec:
        """The heading over the client's words, which says where they came in beforehand."""
        review = words_waiting(self.plan)
        day = review.received_on if review is not None else None
        words = "The client's words"
        return heading(f"{words}, received {short(day, self.today)}" if day else words)

    def _feedback(self) -> list[FieldSpec]:
        """The four items, each beside the last score and the usual one."""
        asked = self.form.asked["feedback"]
        assert isinstance(asked, AskedGroup)
        specs = asked.by_part(self.form.shown.get("feedback"))
        for score in latest_feedback(self.plan):
            if score.key in specs:
                usual = f" · usually {plain_number(score.usual)}" if score.usual is not None else ""
                flagged = " · talk about it" if score.flagged else ""
                specs[score.key].beside = f"last {plain_number(score.value)}{usual}{flagged}"
        return under(asked.field.section, list(specs.values()))

    def so_far(self, values: Values) -> Span:
        """How much it changes in the plan so far."""
        bent = self.milestones.count(values) + self.changes.count(values) + self.proposals.count(values)
        decided = bent or self.proposals.any(values) or self._names_figures(values)
        if self.off_again and not decided:
            return ("off track again, no change yet", "warn")
        return (f"{bent or 'no'} change{'s' if bent != 1 else ''} to the plan", "")

    def _names_figures(self, values: Values) -> bool:
        """Whether the decisions, as they stand now, name the figures they rest on."""
        said = {"held_on": self.today.isoformat(), "decisions": str(values["decisions"])}
        return names_figures(self.plan, Review(said))

    def read(self, values: Values) -> Reviewed:
        """What was answered.

        Raises:
            BadInput: an answer that cannot be taken; it begins with the key of its field.
        """
        # what holds something beforehand and was emptied on the page is emptied in the file
        emptied = [key for key in self.form.asked if self.start.get(key) and key != "held_on"]
        fields = {**dict.fromkeys(emptied), **self.form.changes(values), "due": self.start.get("due")}
        measures = self.new_values.read(values)
        near = self.milestones.read(values)
        levels = self.levels.read(values)
        changed = self.changes.read(values)
        considered = self.proposals.read(values)
        if considered.entries:
            fields["considered"] = considered.entries
        return Reviewed(
            fields,
            measures,
            {**near.reached, **changed.reached},
            levels,
            [*near.moved, *changed.adjustments, *considered.adjustments],
            refuse_empty=True,
        )


def _settled(promise: Commitment, today: date) -> FieldSpec:
    """What came of a promise since the last review."""
    sign = {"done": "✓", "dropped": "×"}.get(promise.status, "~")
    words = f"{promise.text} ({promise.owner}), {promise.status} {_short(promise.settled_on, today)}"
    return said(words, sign, "dim" if promise.status == "dropped" else "")


def _short(day: date | None, today: date) -> str:
    return short(day, today) if day else ""
