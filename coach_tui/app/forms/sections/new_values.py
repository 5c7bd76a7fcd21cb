"""Where the measures stand, in a review: a new value for each, beside what is known of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from rich.cells import cell_len

from coach_tui.app.forms.measure_values import AskedValues
from coach_tui.app.forms.record_fields import Around
from coach_tui.app.forms.sections.section import Section, Values, said
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.contact import Checkin
from coach_tui.plan.fields import plain_number
from coach_tui.plan.practice import Plan
from coach_tui.plan.review_agenda import expected_value, measure_words

MEASURES = Checkin.fields["measures"]
LONG = 22
"""Cells from which on a measure's name stands on a line of its own."""


class NewValues(Section[dict[str, float] | None]):
    """New values by measure, None for no new one."""

    kind = MEASURES.key

    def __init__(self, plan: Plan, today: date) -> None:
        self.plan = plan
        self.today = today
        self.asked = AskedValues(MEASURES, Around(plan, today, {}))

    def fields(self) -> list[FieldSpec]:
        plan, today = self.plan, self.today
        specs: list[FieldSpec] = []
        owner = {measure.uid: one for one in plan.objectives for measure in one.measures}
        for measure, spec in self.asked.by_measure({}):
            objective = owner[measure.uid]
            if cell_len(spec.label) > LONG:
                specs.append(said(spec.label))
                spec.label = "now"
            spec.beside = measure_words(plan, objective, measure, today)
            by_now = expected_value(plan, objective, measure, today)
            now = f"by now {plain_number(by_now)}; " if by_now is not None else ""
            spec.hint = f"{measure.unit or 'value'}, for “{objective.title}”; {now}empty: no new value"
            specs.append(spec)
        return specs

    def read(self, values: Values) -> dict[str, float] | None:
        found: dict[str, Any] | None = self.asked.stored(values)
        return found
