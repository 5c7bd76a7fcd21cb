"""How each kind of field is asked for in a form, and what is stored of what was typed there.

A field says by its `widget` which of these asks for it; those that are made of several fields in a way of
their own stand in `measures`, `measure_values` and `confidence`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, NamedTuple

from coach_tui.app.checks import read_check
from coach_tui.app.forms.sections.days import reading_of
from coach_tui.app.forms.widgets.fields import FieldSpec, Kind
from coach_tui.plan.earlier import days_words, earlier_of
from coach_tui.plan.field_earlier import Earlier
from coach_tui.plan.field_lists import Picks, Refs, spoken
from coach_tui.plan.field_records import Group
from coach_tui.plan.field_times import Day, Every, Often, TimeOfDay
from coach_tui.plan.fields import Choice, Field, Number, Ref
from coach_tui.plan.insight_words import signed
from coach_tui.plan.objective import GAS_LEVELS, GAS_WORDS
from coach_tui.plan.practice import Plan

NONE = ("", "–")
SHORT = (Day, Number, TimeOfDay, Every, Often)
"""Fields that are rather typed anew than added to."""


class Around(NamedTuple):
    """What a form is about: the plan, the day it is, and the stored record ({} for a new one)."""

    plan: Plan | None
    today: date
    raw: Mapping[str, Any]

    def titles(self, table: str) -> list[tuple[str, str]]:
        """The other records of a table of the plan: uid and title."""
        if self.plan is None:
            return []
        documents = self.plan.practice.documents(table, self.plan.engagement.uid)
        return [(raw["uid"], raw["title"]) for raw in documents if raw["uid"] != self.raw.get("uid")]

    def earlier(self, field: Field) -> list[tuple[str, str]]:
        """What it can go on with of the client's other plans: uid, and what it is called."""
        if self.plan is None or not isinstance(field, Earlier):
            return []
        plan = self.plan
        return earlier_of(plan.practice, plan.client.uid, field.table, plan.engagement.uid, days_words)


class Asked:
    """A field as it is asked for in a form; `key` and `label` are other than the field's inside a record."""

    def __init__(self, field: Field, around: Around, key: str = "", label: str = "") -> None:
        self.field = field
        self.around = around
        self.key = key or field.key
        self.label = label or field.label
        self.before: Any = None
        """What was stored when it was asked for."""

    def specs(self, value: Any) -> list[FieldSpec]:
        """The fields of the form; `value` is what is stored, None for nothing."""
        raise NotImplementedError

    def stored(self, values: Mapping[str, Any]) -> Any:
        """What was typed, in stored form; None, or something empty, for nothing.

        Raises:
            BadInput: the field refuses it.
        """
        raise NotImplementedError

    def same(self, now: Any, value: Any) -> bool:
        """Whether two stored values say the same."""
        return bool(now == value)


class AskedLine(Asked):
    """One line."""

    kind: ClassVar[Kind] = "line"

    def specs(self, value: Any) -> list[FieldSpec]:
        field = self.field
        self.before = value
        return [
            FieldSpec(
                self.key,
                self.label,
                self.kind,
                field.text(value),
                field.hint,
                check=read_check(self._read),
                required=field.required,
                short=isinstance(field, SHORT),
                share=field.listed,
                reading=reading_of(self.key, self.around.today, field.side)
                if isinstance(field, Day)
                else None,
            )
        ]

    def stored(self, values: Mapping[str, Any]) -> Any:
        return self._read(str(values.get(self.key) or ""))

    def _read(self, text: str) -> Any:
        """What is stored for a text; one that was not touched stays what it was, and is not judged anew."""
        if self.before not in (None, "", []) and text == self.field.text(self.before):
            return self.before
        return self.field.parse(text, self.around.today)


class AskedText(AskedLine):
    """A text of several lines."""

    kind = "text"


class AskedSwitch(Asked):
    """Yes or no."""

    def specs(self, value: Any) -> list[FieldSpec]:
        on = bool(self.field.default if value is None else value)
        return [FieldSpec(self.key, self.label, "switch", on, self.field.hint)]

    def stored(self, values: Mapping[str, Any]) -> Any:
        value = values.get(self.key)
        return None if value is None else self.field.check(value)


class AskedChoice(Asked):
    """One of a few words, or one of the plan's records."""

    def specs(self, value: Any) -> list[FieldSpec]:
        field = self.field
        if isinstance(field, Ref):
            options = [NONE, *self.around.titles(field.table)]
        else:
            assert isinstance(field, Choice)
            options = [(option, field.show(option)) for option in field.options]
            if not field.default:
                options.insert(0, NONE)
        return [FieldSpec(self.key, self.label, "choice", value or field.default or "", field.hint, options)]

    def stored(self, values: Mapping[str, Any]) -> Any:
        value = values.get(self.key)
        return self.field.check(value) if value else None


class AskedEarlier(Asked):
    """What it goes on with, of the client's earlier plans; not asked where there are none."""

    def specs(self, value: Any) -> list[FieldSpec]:
        options = self.around.earlier(self.field)
        if value and value not in [uid for uid, _ in options]:
            options.append((value, "in no plan that is here"))
        if not options:
            return []
        return [FieldSpec(self.key, self.label, "choice", value or "", self.field.hint, [NONE, *options])]

    def stored(self, values: Mapping[str, Any]) -> Any:
        value = values.get(self.key, self.around.raw.get(self.key))
        return self.field.check(value) if value else None


class AskedPicks(Asked):
    """Several of a few words, or of the plan's records."""

    def specs(self, value: Any) -> list[FieldSpec]:
        field = self.field
        if isinstance(field, Refs):
            options = self.around.titles(field.table)
        else:
            assert isinstance(field, Picks)
            options = [(option, spoken(option)) for option in field.options]
        return [FieldSpec(self.key, self.label, "picks", value or [], field.hint, options)]

    def stored(self, values: Mapping[str, Any]) -> Any:
        chosen, now = values.get(self.key), self.around.raw.get(self.key)
        if chosen is None:
            return None
        if isinstance(now, list):
            if set(now) == set(chosen):
                return now
            if isinstance(self.field, Refs) and self.field.repeats:
                # those that stay keep how often they were done
                chosen = [uid for one in chosen for uid in [one] * max(1, now.count(one))]
        return self.field.check(chosen)


class AskedGroup(Asked):
    """A small record inside the record: its fields one by one, needed only where it is filled in at all."""

    def __init__(self, field: Field, around: Around, key: str = "", label: str = "") -> None:
        super().__init__(field, around, key, label)
        assert isinstance(field, Group)
        self.parts = {
            one.key: ask_inner(one, around, f"{self.key}.{one.key}", _inner_label(field, one))
            for one in field.record.fields.values()
        }

    def specs(self, value: Any) -> list[FieldSpec]:
        return list(self.by_part(value).values())

    def by_part(self, value: Any) -> dict[str, FieldSpec]:
        """Each field of the small record, by its key."""
        specs = {}
        for key, part in self.parts.items():
            (specs[key],) = part.specs((value or {}).get(key))
            specs[key].required = False  # its own check sees to that
        return specs

    def stored(self, values: Mapping[str, Any]) -> Any:
        inner = given({key: part.stored(values) for key, part in self.parts.items()})
        return self.field.check(inner) if inner else None


class AskedLadder(Asked):
    """The five levels of a GAS ladder, from −2 to +2, a line each."""

    def _key(self, number: int) -> str:
        return f"{self.key}.{number}"

    def specs(self, value: Any) -> list[FieldSpec]:
        lines = value or [""] * len(GAS_LEVELS)
        return [
            FieldSpec(self._key(number), signed(level, 0), "line", line, word)
            for number, (level, line, word) in enumerate(zip(GAS_LEVELS, lines, GAS_WORDS, strict=True))
        ]

    def stored(self, values: Mapping[str, Any]) -> Any:
        lines = [str(values.get(self._key(number), "")).strip() for number in range(len(GAS_LEVELS))]
        return self.field.check(lines) if any(lines) else None


def _inner_label(group: Field, field: Field) -> str:
    return field.label.capitalize() if group.section else f"{group.label} {field.label}"


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are there."""
    return {key: value for key, value in values.items() if value is not None}


SIMPLE: dict[str, type[Asked]] = {
    "line": AskedLine,
    "text": AskedText,
    "switch": AskedSwitch,
    "choice": AskedChoice,
    "earlier": AskedEarlier,
    "picks": AskedPicks,
}
"""Widget → how it is asked for, of those that are one field in a form."""


def ask_inner(field: Field, around: Around, key: str, label: str) -> Asked:
    """How a field of a small record inside the record is asked for."""
    return SIMPLE[field.widget](field, around, key, label)
