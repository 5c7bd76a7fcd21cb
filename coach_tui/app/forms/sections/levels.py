"""Goal attainment in a review: the level of each objective that has a ladder."""

from __future__ import annotations

from coach_tui.app.forms.sections.section import Section, Values
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.ladder import ladder_levels
from coach_tui.plan.objective import GAS_LEVELS, Objective
from coach_tui.plan.practice import Plan


class Levels(Section[dict[str, int]]):
    """The levels that were looked at, −2 to +2, by the objective's uid."""

    kind = "gas"

    def __init__(self, plan: Plan) -> None:
        self.objectives = [objective for objective in plan.objectives if objective.open and objective.gas]

    def fields(self) -> list[FieldSpec]:
        return [self._field(objective) for objective in self.objectives]

    def _field(self, objective: Objective) -> FieldSpec:
        start, last = ladder_levels(objective) or (-1, -1)
        marks = {str(start): "at the start"}
        marks[str(last)] = "last, as at the start" if last == start else "last"
        levels = list(zip(GAS_LEVELS, objective.gas, strict=True))
        return FieldSpec(
            self.key(objective.uid),
            objective.title,
            "ladder",
            "",
            "2 1 0 choose, - and + go a step down or up; backspace: not looked at",
            [(str(level), text) for level, text in reversed(levels)],
            said=[(objective.title, "")],
            letters=marks,
        )

    def read(self, values: Values) -> dict[str, int]:
        found = {}
        for objective in self.objectives:
            level = values.get(self.key(objective.uid))
            if level:
                found[objective.uid] = int(level)
        return found
