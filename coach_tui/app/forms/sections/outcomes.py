"""At the end of an engagement: what became of each open objective."""

from __future__ import annotations

from datetime import date

from coach_tui.app.forms.sections.changes import eased
from coach_tui.app.forms.sections.section import Section, Values, at_field
from coach_tui.app.forms.widgets.fields import Ask, FieldSpec
from coach_tui.app.widgets.drawing import Span
from coach_tui.plan.errors import BadInput
from coach_tui.plan.insight_words import share
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.review_agenda import measure_words
from coach_tui.plan.standing import standing

HOW = {"reached": "r", "dropped": "d", "replaced": "p", "goes on": "g"}
"""How an objective ends, and the letter for it."""
GOES_ON = "goes on"
HINT = "g, or empty: it goes on, in the next engagement or without a coach  R: why"


class Outcomes(Section[dict[str, tuple[str, ...]]]):
    """How objectives ended, by uid, why, and what takes their place; those that go on are left out."""

    kind = "ends"

    def __init__(self, plan: Plan, today: date) -> None:
        self.plan = plan
        self.today = plan.engagement.clock(today)
        self.objectives = [objective for objective in plan.objectives if objective.open]

    def fields(self) -> list[FieldSpec]:
        return [self._field(objective) for objective in self.objectives]

    def _field(self, objective: Objective) -> FieldSpec:
        why = Ask("why", hint="in a few words; may be left empty", spare=True)
        dropped = Ask("why", hint="why it was given up, in a few words", required=True)
        by = Ask("by", hint="the title of another objective, or of a new one", required=True)
        return FieldSpec(
            self.key(objective.uid),
            objective.title,
            "answer",
            "",
            HINT,
            [(how, how) for how in HOW],
            said=self._said(objective),
            letters=HOW,
            asks={"reached": [why], "dropped": [dropped], "replaced": [by, why]},
        )

    def _said(self, objective: Objective) -> list[Span]:
        """The objective with its figures: how far it has come, and each measure in a row."""
        stand = standing(self.plan, objective, self.today)
        spans: list[Span] = [(objective.title, ""), (f"  {share(stand.progress)}, {stand.status}", "dim")]
        for measure in objective.measures:
            if measure.kind == "numeric":
                words = measure_words(self.plan, objective, measure, self.today)
                spans += [("\n", ""), (f"{measure.name}: {words}", "dim")]
        return spans + eased(objective, self.today)

    def read(self, values: Values) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for objective in self.objectives:
            how, first, second, *_ = self.answer(values, objective.uid)
            if how and how != GOES_ON:
                with at_field(self.key(objective.uid)):
                    if how == "dropped" and not first:
                        raise BadInput("say why it was dropped")
                    if how == "replaced" and not first:
                        raise BadInput("name what takes its place, by its title")
                    found[objective.uid] = (how, second, first) if how == "replaced" else (how, first)
        return found

    def going_on(self, values: Values) -> int:
        """How many objectives go on: those of which that is said, or nothing else."""
        return len(self.objectives) - len(self.ended(values))

    def ended(self, values: Values) -> list[Objective]:
        """The objectives of which it is said how they ended."""
        return [one for one in self.objectives if self.answer(values, one.uid)[0] not in ("", GOES_ON)]
