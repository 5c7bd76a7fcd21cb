"""Time off in a form: its first day, which typed as a stretch (24 dec – 6 jan) says the last one as well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach_tui.app.forms.record_fields import AskedLine
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.time_off import stretch_ends
from coach_tui.plan.when import parse_stretch

FIRST = "since"
"""The key of the first day."""


class AskedFirstDay(AskedLine):
    """The first day, or both ends."""

    def specs(self, value: Any) -> list[FieldSpec]:
        (spec,) = super().specs(value)
        alone = spec.reading
        spec.reading = lambda values: self._both(values) or (alone(values) if alone else "")
        return [spec]

    def _read(self, text: str) -> Any:
        if not stretch_ends(text):
            return super()._read(text)
        try:
            return parse_stretch(text, self.around.today)[0].isoformat()
        except BadInput as error:
            raise self.field.refuse(str(error)) from None

    def _both(self, values: Mapping[str, Any]) -> str:
        """How a stretch is read; "" for a day alone, and while it is not understood."""
        text, today = str(values.get(self.key) or ""), self.around.today
        try:
            days = parse_stretch(text, today) if stretch_ends(text) else ()
        except BadInput:
            days = ()
        return " – ".join(short(day, today) for day in days)


class AskedLastDay(AskedLine):
    """The last day; empty it is that of the stretch, or the first day itself."""

    def specs(self, value: Any) -> list[FieldSpec]:
        (spec,) = super().specs(value)
        spec.required = False
        return [spec]

    def stored(self, values: Mapping[str, Any]) -> Any:
        own, said = super().stored(values), str(values.get(FIRST) or "").strip()
        if not said or (own and not stretch_ends(said)):
            return own
        end = parse_stretch(said, self.around.today)[1]
        if own not in (None, self.before, end.isoformat()):
            day = short(end, self.around.today)
            raise self.field.refuse(f"the first day says until {day} already: empty this")
        return end.isoformat()
