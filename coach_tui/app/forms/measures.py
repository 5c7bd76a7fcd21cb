"""The measures of an objective in its form: the first field by field, more of them a line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach_tui.app.forms.record_fields import Around, Asked, AskedText, ask_inner, given
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.field_records import Records
from coach_tui.plan.fields import Field


class AskedMeasures(Asked):
    """The measures of an objective; what was stored of one keeps its uid."""

    def __init__(self, field: Field, around: Around, key: str = "", label: str = "") -> None:
        super().__init__(field, around, key, label)
        assert isinstance(field, Records)
        self.pattern = field.pattern
        self.parts = {
            one.key: ask_inner(one, around, f"{self.key}.{one.key}", one.label)
            for one in field.record.fields.values()
        }
        self.more = AskedText(field, around, f"{self.key}+", f"More {self.label.lower()}")

    def specs(self, value: Any) -> list[FieldSpec]:
        first, *rest = value or [{}]
        specs = []
        for key, part in self.parts.items():
            specs += part.specs(first.get(key, None if value else part.field.default))
        for spec in specs:
            spec.required = False
        if rest:
            (more,) = self.more.specs(rest)
            more.hint = f"one a line: {self.pattern}"
            specs.append(more)
        return specs

    def stored(self, values: Mapping[str, Any]) -> Any:
        begun = self.around.raw.get(self.field.key) or []
        measures = [*self._first(values, begun[:1]), *self._more(values, begun[1:])]
        return self.field.check(measures) if measures else None

    def _first(self, values: Mapping[str, Any], begun: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The one that is asked for field by field; none where nothing is said of it."""
        measure = given({key: part.stored(values) for key, part in self.parts.items()})
        if not measure.keys() - {"kind", "weight"} and measure.get("kind", "numeric") == "numeric":
            return []
        measure.setdefault("name", _name(values, measure))
        before = begun[0] if begun else {}
        if before.get("uid"):
            measure["uid"] = before["uid"]
        if "weight" not in before and measure.get("weight") == 1:
            del measure["weight"]
        return [measure]

    def _more(self, values: Mapping[str, Any], begun: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The others; one is known again by its name, or by its line where as many are there as before."""
        text = str(values.get(self.more.key, ""))
        if text == self.field.text(begun):
            return begun
        more = self.field.parse(text, self.around.today) or []
        known = {measure["name"]: measure.get("uid") for measure in begun}
        names = {measure["name"] for measure in more}
        for number, measure in enumerate(more):
            uid = known.get(measure["name"])
            if uid is None and len(more) == len(begun) and begun[number]["name"] not in names:
                uid = begun[number].get("uid")
            if uid:
                measure["uid"] = uid
        return list(more)


def _name(values: Mapping[str, Any], measure: Mapping[str, Any]) -> str:
    """A measure without a name takes the unit's or the objective's."""
    return str(measure.get("unit") or values.get("title") or "measure").strip()[:60]
