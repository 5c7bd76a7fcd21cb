"""A plan with a word of its own in every text of every noun, made from the declarations: what is added later
is planted by itself."""

from __future__ import annotations

from typing import Any

from coach_tui.plan.audience import LEVELS, level
from coach_tui.plan.client import SPONSOR_MAY_SEE, Client, Engagement
from coach_tui.plan.field_lists import Picks, Refs, Texts
from coach_tui.plan.field_records import Group, Records, Values
from coach_tui.plan.field_times import Day, DaysOff, Every, KnownDay, Often, TimeOfDay
from coach_tui.plan.fields import Choice, Field, Flag, Number, Ref, Text
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.record import Record
from coach_tui.plan.round import AnswersField, Round
from coach_tui.plan.schema import PARTS

LISTED = ("objectives", "milestones", "reviews", "sessions")
STATUS = ("status", "closed_on", "closed_as")


class Word:
    """A planted word: where it stands, and the readers for whom it is."""

    def __init__(self, place: str, readers: set[str]) -> None:
        self.place = place
        self.readers = readers

    def __repr__(self) -> str:
        return f"<{self.place} for {sorted(self.readers)}>"


class Planted:
    """The plan and its words.

    `visibility` is what every record with one says; `sees` is the sponsor's list.
    """

    def __init__(self, visibility: str = "", sees: tuple[str, ...] = SPONSOR_MAY_SEE) -> None:
        self.visibility = visibility
        self.sees = sees
        self.words: dict[str, Word] = {}
        tables: dict[str, dict[str, dict[str, Any]]] = {}
        nouns: tuple[type[Record], ...] = (Client, Engagement, *PARTS)
        for noun in nouns:
            raw = {"uid": f"u-{noun.table}", **self._record(noun)}
            if noun is Engagement:
                raw["client"] = "u-clients"
            elif noun is not Client:
                raw["plan"] = "u-engagements"
            tables[noun.table] = {"1": raw}
        self._round(tables)
        self.tables = tables
        practice = Practice(tables)
        self.plan = Plan(practice, Client(tables["clients"]["1"]), Engagement(tables["engagements"]["1"]))

    def _record(self, noun: type[Record]) -> dict[str, Any]:
        raw: dict[str, Any] = {}
        for key, field in noun.fields.items():
            if isinstance(field, AnswersField):
                continue
            readers = {r for r in ("coach", "client", "sponsor") if self._may(noun, field, r)}
            raw[key] = self._value(field, f"{noun.entry}.{key}", readers)
        raw = {key: value for key, value in raw.items() if value is not None}
        if noun is Engagement:
            raw["sponsor_sees"] = list(self.sees)
            raw.pop("closed_on", None)
        if noun is Round:
            raw["kind"], raw["scale_low"], raw["scale_high"] = "360", 1, 5
        checked = noun.check(raw)
        assert checked == raw, noun
        return raw

    def _may(self, noun: type[Record], field: Field, reader: str) -> bool:
        """Whether a field of a record is for a reader, told once more from the declarations alone."""
        limit = LEVELS[reader]
        stated = self.visibility if "visibility" in noun.fields else ""
        if field.listed:
            return reader == "coach" or (reader == "client" and self.visibility == "client")
        if stated:
            levels = noun.fields["visibility"]
            assert isinstance(levels, Choice)
            stated = stated if stated in levels.options else ""
        if reader == "sponsor":
            if noun.table in LISTED and noun.table not in self.sees:
                return False
            if noun.table == "objectives" and field.key in STATUS and "status" not in self.sees:
                return False
        objectives_hidden = self.visibility == "private" or (
            self.visibility == "client" and reader == "sponsor"
        )
        if objectives_hidden and reader != "coach" and "objectives" in _tables(noun):
            return False
        names = level(noun.fields[noun.title_key], stated) if noun.title_key in noun.fields else -1
        return names >= limit and level(field, stated) >= limit

    def _value(self, field: Field, place: str, readers: set[str]) -> Any:
        made: Any
        if isinstance(field, Text):
            made = self._word(place, readers)
        elif isinstance(field, Texts):
            made = [self._word(f"{place}.{number}", readers) for number in range(field.count or 2)]
        elif isinstance(field, Records):
            made = [self._inner(field, place, readers)]
        elif isinstance(field, Group):
            made = self._inner(field, place, readers)
        elif field.key == "visibility":
            assert isinstance(field, Choice)
            made = self.visibility if self.visibility in field.options else None
        elif isinstance(field, (Ref, Refs)):
            made = f"u-{field.table}" if isinstance(field, Ref) else [f"u-{field.table}"]
            if field.table == "milestones" and place.startswith("milestone"):
                made = None
        else:
            made = self._plain(field)
        return made

    def _inner(self, field: Group | Records, place: str, readers: set[str]) -> dict[str, Any]:
        stated = self.visibility
        found = {
            key: self._value(one, f"{place}.{key}", {r for r in readers if level(one, stated) >= LEVELS[r]})
            for key, one in field.record.fields.items()
        }
        if field.key == "measure":
            found["uid"] = "u-measure"
        return {key: value for key, value in found.items() if value is not None}

    def _plain(self, field: Field) -> Any:
        if isinstance(field, Number):
            return max(field.low, min(field.high, 3))
        if isinstance(field, Choice):
            return field.options[0]
        made = {
            Day: "2026-11-02", KnownDay: "2026-11-02", TimeOfDay: "09:30", Every: "2 weeks",
            Often: "1 per week", DaysOff: ["sat"], Flag: True, Values: {"u-measure": 3},
        }  # fmt: skip
        if isinstance(field, Picks) and field.key == "shares":
            return list(field.options) if self.visibility == "client" else None
        if isinstance(field, Picks):
            return list(field.options)
        return made[type(field)]

    def _word(self, place: str, readers: set[str]) -> str:
        word = f"zq{len(self.words):04d}qz"
        self.words[word] = Word(place, readers)
        return word

    def _round(self, tables: dict[str, dict[str, dict[str, Any]]]) -> None:
        """Answers: a manager and the client may be told of, two peers may not, whatever is opened."""
        asked = tables["rounds"]["1"]
        item, question = asked["items"][0], asked["questions"][0]
        opened = {"coach"} | ({"client"} if self.visibility == "client" else set())
        answers = [("self", 3, opened), ("manager", 3, opened), ("peer", 5, set()), ("peer", 5, set())]
        rows = {}
        for number, (group, score, readers) in enumerate(answers, 1):
            comments = {
                question: self._word(f"response.comments {group}", readers),
                item: self._word(f"response.comments on an item {group}", readers),
            }
            rows[str(number)] = {
                "uid": f"u-response-{number}", "plan": "u-engagements", "round": "u-rounds", "group": group,
                "scores": {item: score}, "comments": comments,
            }  # fmt: skip
        tables["responses"] = rows


def _tables(noun: type[Record]) -> set[str]:
    return {field.table for field in noun.fields.values() if isinstance(field, (Ref, Refs))}
