"""The confidence of an objective in its form: the rating of the day, and the earlier ones a line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach_tui.app.forms.record_fields import Around, Asked, AskedText, ask_inner, given
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_records import Records
from coach_tui.plan.fields import Field, plain_number
from coach_tui.plan.objective import Confidence

RATING = ("value", "note", "solving")
"""Fields of a rating that are asked for; its day is the day it is."""


class AskedConfidence(Asked):
    """The ratings of confidence; their order says nothing."""

    def __init__(self, field: Field, around: Around, key: str = "", label: str = "") -> None:
        super().__init__(field, around, key, label)
        assert isinstance(field, Records)
        self.pattern = field.pattern
        labels = {one: Confidence.fields[one].label.capitalize() for one in RATING}
        labels["value"] += " today"
        self.parts = {
            one: ask_inner(Confidence.fields[one], around, f"{self.key}.{one}", labels[one]) for one in RATING
        }
        self.earlier = AskedText(field, around, f"{self.key}+", "Earlier ratings")

    def specs(self, value: Any) -> list[FieldSpec]:
        earlier = _by_day(value or [])
        today = self.around.today.isoformat()
        now = earlier.pop() if earlier and earlier[-1]["on"] == today else {}
        specs = [spec for key, part in self.parts.items() for spec in part.specs(now.get(key))]
        for spec in specs:
            spec.required = False
        last = ""
        if earlier:
            on = day_words(earlier[-1]["on"], self.around.today)
            last = f"last {plain_number(earlier[-1]['value'])} on {on}; "
        specs[0].hint = f"{last}0 to 10: how sure is the client? Below 7, ask what would help"
        if earlier:
            (past,) = self.earlier.specs(earlier)
            past.hint = f"one a line: {self.pattern}"
            specs.append(past)
        return specs

    def stored(self, values: Mapping[str, Any]) -> Any:
        ratings = self.earlier.stored(values) or []
        now = given({key: part.stored(values) for key, part in self.parts.items()})
        if now:
            if "value" not in now:
                key = self.parts["value"].key
                raise BadInput(f"{key}: give the rating, 0 to 10, that the note belongs to")
            ratings.append({"on": self.around.today.isoformat(), **now})
        return self.field.check(ratings) if ratings else None

    def same(self, now: Any, value: Any) -> bool:
        return _by_day(now or []) == _by_day(value or [])


def _by_day(ratings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(ratings, key=lambda rating: rating["on"])
