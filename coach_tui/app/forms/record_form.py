"""A form for any record, made from its fields; and what was changed in it, in stored form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coach_tui.app.forms.confidence import AskedConfidence
from coach_tui.app.forms.measure_values import AskedValues
from coach_tui.app.forms.measures import AskedMeasures
from coach_tui.app.forms.others import AskedOthers
from coach_tui.app.forms.record_fields import SIMPLE, Around, Asked, AskedGroup, AskedLadder
from coach_tui.app.forms.stretch import AskedFirstDay, AskedLastDay
from coach_tui.app.forms.told import AskedTold
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record
from coach_tui.plan.round import AnswersField

KINDS: dict[str, type[Asked]] = {
    **SIMPLE,
    "group": AskedGroup,
    "values": AskedValues,
    "measures": AskedMeasures,
    "confidence": AskedConfidence,
    "ladder": AskedLadder,
    "others": AskedOthers,
    "first_day": AskedFirstDay,
    "last_day": AskedLastDay,
    "told": AskedTold,
}
"""Widget of a field → how it is asked for."""
EMPTY: tuple[Any, ...] = (None, "", [], {})


class RecordForm:
    """The fields of one record for a form, and back.

    `raw` is the stored record ({} for a new one; then `start` gives the values the form begins with).
    """

    def __init__(
        self,
        noun: type[Record],
        plan: Plan | None,
        today: date,
        raw: Mapping[str, Any] | None = None,
        start: Mapping[str, Any] | None = None,
        leave_out: tuple[str, ...] = (),
    ) -> None:
        self.noun = noun
        self.plan = plan
        self.raw = dict(raw or {})
        self.new = raw is None
        self.shown = {**self.raw, **(start or {})}
        around = Around(plan, today, self.raw)
        self.asked = {
            key: KINDS[field.widget](field, around)
            for key, field in noun.fields.items()
            if key not in leave_out
            and (self.shown.get(key) or not field.rare)
            and not isinstance(field, AnswersField)  # a form of its own asks item by item
        }

    @property
    def title(self) -> str:
        """The heading of the form."""
        name = self.noun.noun.partition(" ")[2]
        return f"New {name}" if self.new else f"Edit {name}"

    def specs(self) -> list[FieldSpec]:
        """The fields, with a heading where a section begins."""
        specs: list[FieldSpec] = []
        for key, asked in self.asked.items():
            if asked.field.section:
                specs.append(FieldSpec(f"section.{key}", asked.field.section, "heading"))
            specs += self.specs_of(key)
        return specs

    def specs_of(self, key: str) -> list[FieldSpec]:
        """What one field of the record becomes in the form."""
        asked = self.asked[key]
        specs = asked.specs(self.shown.get(key, asked.field.default))
        for spec in specs:
            spec.fits = asked.field.means if asked.field.only[0] else None
        return specs

    # Back

    def changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What differs from the stored record, in stored form; None for a field that was emptied.

        Raises:
            BadInput: a value that its field refuses.
        """
        found: dict[str, Any] = {}
        for key, asked in self.asked.items():
            value = asked.stored(values)
            if value in EMPTY:
                value = None
            if self.new:
                if value is not None:
                    found[key] = value
            elif not asked.same(self.raw.get(key), value) and not self._by_default(key, value):
                found[key] = value
        return found

    def _by_default(self, key: str, value: Any) -> bool:
        """Whether a field that holds nothing means that anyway."""
        return key not in self.raw and bool(value == self.asked[key].field.default)

    def as_typed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The record as the form has it now, in stored form; what cannot be taken yet is left out."""
        found = dict(self.raw)
        for key, asked in self.asked.items():
            try:
                found[key] = asked.stored(values)
            except BadInput:
                continue
        return {key: value for key, value in found.items() if value not in EMPTY}
