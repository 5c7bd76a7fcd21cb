"""New values of measures in a form: a line a measure, for a check-in or a review."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from coach_tui.app.checks import read_check
from coach_tui.app.forms.record_fields import Asked, given
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.fields import plain_number
from coach_tui.plan.measured import measures_taking_values, parse_value
from coach_tui.plan.objective import Measure

NUMBER = Measure.fields["baseline"]
"""What a value is typed as."""


class AskedValues(Asked):
    """Values by measure."""

    def _key(self, measure: Measure) -> str:
        return f"{self.key}.{measure.uid}"

    def _every(self) -> list[Measure]:
        plan = self.around.plan
        return measures_taking_values(plan, closed=True) if plan else []

    def _asked(self, value: Mapping[str, float]) -> list[Measure]:
        """The measures that take values, and those of closed objectives that have one here."""
        plan = self.around.plan
        taking = {measure.uid for measure in measures_taking_values(plan)} if plan else set()
        return [measure for measure in self._every() if measure.uid in taking or measure.uid in value]

    def specs(self, value: Any) -> list[FieldSpec]:
        return [spec for _, spec in self.by_measure(value or {})]

    def by_measure(self, value: Mapping[str, float]) -> list[tuple[Measure, FieldSpec]]:
        """Each measure that is asked for, with its field."""
        plan, specs = self.around.plan, []
        for measure in self._asked(value):
            last = plan.values(measure.uid) if plan else []
            hint = f"{measure.unit or 'value'}; last {plain_number(last[-1][1])}" if last else measure.unit
            text = NUMBER.text(value.get(measure.uid))
            check = read_check(partial(_read, measure))
            spec = FieldSpec(self._key(measure), measure.name, "line", text, hint, check=check)
            specs.append((measure, spec))
        return specs

    def stored(self, values: Mapping[str, Any]) -> Any:
        asked = [(one, key) for one in self._every() if (key := self._key(one)) in values]
        typed = {one.uid: _read(one, str(values[key])) for one, key in asked}
        now = self.around.raw.get(self.key) or {}
        found = {uid: value for uid, value in now.items() if uid not in typed} | given(typed)
        return self.field.check(found) if found else None


def _read(measure: Measure, text: str) -> float | None:
    """The value that is typed for a measure, with its unit or without; None where nothing is."""
    return parse_value(text, measure) if text.strip() else None
