"""A form for any record, made from its fields; and what was changed in it, in stored form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from coach_tui.app.forms.widgets.fields import FieldSpec, Kind
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Picks, Refs, Texts, spoken
from coach_tui.plan.field_records import Group, Records, Values
from coach_tui.plan.field_times import Day, Every, Often, TimeOfDay
from coach_tui.plan.fields import Choice, Field, Flag, Number, Ref, plain_number
from coach_tui.plan.measured import measures_taking_values
from coach_tui.plan.objective import GAS_LEVELS, GAS_WORDS, Measure
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record

NONE = ("", "–")
SHORT = (Day, Number, TimeOfDay, Every, Often)
"""Fields that are rather typed anew than added to."""


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
        self.today = today
        self.raw = dict(raw or {})
        self.new = raw is None
        self.shown = {**self.raw, **(start or {})}
        self.fields = {
            key: field
            for key, field in noun.fields.items()
            if key not in leave_out and (self.shown.get(key) or not field.rare)
        }

    @property
    def title(self) -> str:
        """The heading of the form."""
        name = self.noun.noun.partition(" ")[2]
        return f"New {name}" if self.new else f"Edit {name}"

    def specs(self) -> list[FieldSpec]:
        """The fields, with a heading where a section begins."""
        specs: list[FieldSpec] = []
        for field in self.fields.values():
            if field.section:
                specs.append(FieldSpec(f"section.{field.key}", field.section, "heading"))
            specs += self._specs(field)
        return specs

    def _specs(self, field: Field) -> list[FieldSpec]:
        value = self.shown.get(field.key, field.default)
        if isinstance(field, Group):
            inner = value or {}
            specs = [
                self._line(one, inner.get(one.key), f"{field.key}.{one.key}", _inner_label(field, one))
                for one in field.record.fields.values()
            ]
            for spec in specs:
                # only where the group is filled in at all; its own check sees to that
                spec.required = False
            return specs
        if isinstance(field, Values):
            return self._values(field, value or {})
        if field.key == "measure" and isinstance(field, Records):
            return self._measures(field, value or [])
        if field.key == "confidence" and isinstance(field, Records):
            return self._confidence(field, value or [])
        if isinstance(field, Texts) and field.count == len(GAS_LEVELS):
            return self._ladder(field, value or [])
        return [self._one(field, value, field.key, field.label)]

    def _one(self, field: Field, value: Any, key: str, label: str) -> FieldSpec:
        if isinstance(field, Flag):
            return FieldSpec(
                key, label, "switch", bool(field.default if value is None else value), field.hint
            )
        if isinstance(field, Choice):
            options = [(option, option) for option in field.options]
            if not field.default:
                options.insert(0, NONE)
            return FieldSpec(key, label, "choice", value or field.default or "", field.hint, options)
        if isinstance(field, Ref):
            return FieldSpec(
                key, label, "choice", value or "", field.hint, [NONE, *self._titles(field.table)]
            )
        if isinstance(field, Refs):
            return FieldSpec(key, label, "picks", value or [], field.hint, self._titles(field.table))
        if isinstance(field, Picks):
            options = [(option, spoken(option)) for option in field.options]
            return FieldSpec(key, label, "picks", value or [], field.hint, options)
        return self._line(field, value, key, label)

    def _line(self, field: Field, value: Any, key: str, label: str) -> FieldSpec:
        kind: Kind = "text" if field.widget == "text" else "line"
        check = _checker(field, self.today)
        return FieldSpec(
            key,
            label,
            kind,
            field.text(value),
            field.hint,
            check=check,
            required=field.required,
            short=isinstance(field, SHORT),
            share=field.listed,
        )

    def _titles(self, table: str) -> list[tuple[str, str]]:
        if self.plan is None:
            return []
        documents = self.plan.practice.documents(table, self.plan.engagement.uid)
        return [(raw["uid"], raw["title"]) for raw in documents if raw["uid"] != self.raw.get("uid")]

    def _values(self, field: Values, value: Mapping[str, float]) -> list[FieldSpec]:
        specs = []
        if self.plan is None:
            return []
        taking = measures_taking_values(self.plan)
        for measure in measures_taking_values(self.plan, closed=True):
            if measure not in taking and measure.uid not in value:
                continue
            last = self.plan.values(measure.uid)
            hint = f"{measure.unit or 'value'}; last {plain_number(last[-1][1])}" if last else measure.unit
            number = measure.fields["baseline"]
            text = number.text(value.get(measure.uid))
            key = f"{field.key}.{measure.uid}"
            specs.append(FieldSpec(key, measure.name, "line", text, hint, check=_checker(number, self.today)))
        return specs

    def _measures(self, field: Records, value: list[dict[str, Any]]) -> list[FieldSpec]:
        first = value[0] if value else {}
        specs = []
        for one in field.record.fields.values():
            shown = first.get(one.key, one.default if not value else None)
            spec = self._one(one, shown, f"measure.{one.key}", one.label)
            spec.required = False
            specs.append(spec)
        if len(value) > 1:
            more = self._line(field, value[1:], "measure+", "More measures")
            more.hint = f"one a line: {field.pattern}"
            specs.append(more)
        return specs

    def _confidence(self, field: Records, value: list[dict[str, Any]]) -> list[FieldSpec]:
        ratings = sorted(value, key=lambda rating: rating["on"])
        now = ratings[-1] if ratings and ratings[-1]["on"] == self.today.isoformat() else {}
        earlier = [rating for rating in ratings if rating is not now]
        last = f"last {plain_number(earlier[-1]['value'])} on {earlier[-1]['on']}; " if earlier else ""
        specs = []
        for one in field.record.fields.values():
            if one.key == "on":
                continue
            label = one.label.capitalize() + (" today" if one.key == "value" else "")
            spec = self._line(one, now.get(one.key), f"confidence.{one.key}", label)
            spec.required = False
            if one.key == "value":
                spec.hint = f"{last}0 to 10: how sure is the client? Below 7, ask what would help"
            specs.append(spec)
        if earlier:
            past = self._line(field, earlier, "confidence+", "Earlier ratings")
            past.hint = f"one a line: {field.pattern}"
            specs.append(past)
        return specs

    def _ladder(self, field: Texts, value: list[str]) -> list[FieldSpec]:
        lines = value or [""] * len(GAS_LEVELS)
        return [
            FieldSpec(
                f"{field.key}.{index}", f"{level:+d}".replace("-", "−") if level else "0", "line", text, word
            )
            for index, (level, text, word) in enumerate(zip(GAS_LEVELS, lines, GAS_WORDS, strict=True))
        ]

    # Back

    def changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What differs from the stored record, in stored form; None for a field that was emptied.

        Raises:
            BadInput: a value that its field refuses.
        """
        found: dict[str, Any] = {}
        for key, field in self.fields.items():
            value = self._stored(field, values)
            if value in ("", [], {}):
                value = None
            if self.new:
                if value is not None:
                    found[key] = value
            elif not self._same(key, value) and not (key not in self.raw and value == field.default):
                found[key] = value
        return found

    def as_typed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The record as the form has it now, in stored form; what cannot be taken yet is left out."""
        found = dict(self.raw)
        for key, field in self.fields.items():
            try:
                value = self._stored(field, values)
            except BadInput:
                continue
            found[key] = value
        return {key: value for key, value in found.items() if value not in (None, "", [], {})}

    def _same(self, key: str, value: Any) -> bool:
        """Whether a field holds that already; the order of confidence ratings says nothing."""
        now = self.raw.get(key)
        if key == "confidence" and isinstance(now, list) and isinstance(value, list):
            return _by_day(now) == _by_day(value)
        return bool(now == value)

    def _stored(self, field: Field, values: Mapping[str, Any]) -> Any:
        if isinstance(field, Group):
            inner = {
                one.key: stored
                for one in field.record.fields.values()
                if (stored := one.parse(str(values.get(f"{field.key}.{one.key}", "")), self.today))
                is not None
            }
            return field.check(inner) if inner else None
        if isinstance(field, Values):
            number = Measure.fields["baseline"]
            kept = {
                uid: value
                for uid, value in (self.raw.get(field.key) or {}).items()
                if f"{field.key}.{uid}" not in values
            }
            given = kept | {
                key.partition(".")[2]: number.parse(str(value), self.today)
                for key, value in values.items()
                if key.startswith(f"{field.key}.") and str(value).strip()
            }
            return field.check(given) if given else None
        if field.key == "measure" and isinstance(field, Records):
            return self._stored_measures(field, values)
        if field.key == "confidence" and isinstance(field, Records):
            return self._stored_confidence(field, values)
        if isinstance(field, Texts) and field.count == len(GAS_LEVELS):
            lines = [str(values.get(f"{field.key}.{index}", "")).strip() for index in range(len(GAS_LEVELS))]
            return field.check(lines) if any(lines) else None
        value = values.get(field.key)
        if isinstance(value, (bool, list)):
            now = self.raw.get(field.key)
            if isinstance(now, list) and isinstance(value, list):
                if set(now) == set(value):
                    return now
                if isinstance(field, Refs) and field.repeats:  # those that stay keep how often they were done
                    value = [one for chosen in value for one in [chosen] * max(1, now.count(chosen))]
            return field.check(value)
        if isinstance(field, (Choice, Ref)):
            return field.check(value) if value else None
        return field.parse(str(value or ""), self.today)

    def _stored_measures(self, field: Records, values: Mapping[str, Any]) -> Any:
        first: dict[str, Any] = {}
        for one in field.record.fields.values():
            text = values.get(f"measure.{one.key}", "")
            stored = (
                (one.check(text) if text else None)
                if isinstance(one, Choice)
                else one.parse(str(text), self.today)
            )
            if stored is not None:
                first[one.key] = stored
        begun = self.raw.get("measure") or []
        said = {key for key in first if key not in ("kind", "weight")}
        measures = []
        if said or first.get("kind", "numeric") != "numeric":
            first.setdefault("name", _measure_name(values, first))
            if begun and begun[0].get("uid"):
                first["uid"] = begun[0]["uid"]
            if not (begun and "weight" in begun[0]) and first.get("weight") == 1:
                del first["weight"]
            measures.append(first)
        text = str(values.get("measure+", ""))
        if text == field.text(begun[1:]):
            measures += begun[1:]
        else:
            more = field.parse(text, self.today) or []
            known = {measure["name"]: measure.get("uid") for measure in begun[1:]}
            for place, measure in enumerate(more, 1):
                uid = known.get(measure["name"])
                if (
                    uid is None
                    and len(more) == len(begun) - 1
                    and begun[place]["name"] not in {other["name"] for other in more}
                ):
                    uid = begun[place].get("uid")
                measures.append({**measure, "uid": uid} if uid else measure)
        return field.check(measures) if measures else None

    def _stored_confidence(self, field: Records, values: Mapping[str, Any]) -> Any:
        ratings = field.parse(str(values.get("confidence+", "")), self.today) or []
        now: dict[str, Any] = {}
        for one in field.record.fields.values():
            if one.key != "on":
                stored = one.parse(str(values.get(f"confidence.{one.key}", "")), self.today)
                if stored is not None:
                    now[one.key] = stored
        if now:
            if "value" not in now:
                raise BadInput("confidence.value: give the rating, 0 to 10, that the note belongs to")
            ratings.append({"on": self.today.isoformat(), **now})
        return field.check(ratings) if ratings else None


def _by_day(ratings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(ratings, key=lambda rating: rating["on"])


def _measure_name(values: Mapping[str, Any], measure: Mapping[str, Any]) -> str:
    """A measure without a name takes the unit's or the objective's."""
    return str(measure.get("unit") or values.get("title") or "measure").strip()[:60]


def _inner_label(group: Field, field: Field) -> str:
    return field.label.capitalize() if group.section else f"{group.label} {field.label}"


def _checker(field: Field, today: date) -> Callable[[str], str | None]:
    """The check of one line as it is typed: None, or what is wrong with it."""

    def check(text: str) -> str | None:
        try:
            field.parse(text, today)
        except BadInput as error:
            return str(error).partition(": ")[2] or str(error)
        return None

    return check
