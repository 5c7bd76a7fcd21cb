"""A plan with something in every field of every noun, and a word of its own in every text.

It is made from the declarations: what is added later is planted by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach_tui.plan.assessment import Assessment
from coach_tui.plan.audience import LEVELS, level
from coach_tui.plan.client import SPONSOR_MAY_SEE, Client, Engagement
from coach_tui.plan.contact import Commitment
from coach_tui.plan.field_earlier import Earlier
from coach_tui.plan.field_lists import Others, Picks, Refs, Texts
from coach_tui.plan.field_records import Group, Records, Values
from coach_tui.plan.field_times import Day, DaysOff, Every, KnownDay, Often, TimeOfDay
from coach_tui.plan.fields import Choice, Field, Flag, Number, Ref, Text
from coach_tui.plan.objective import Objective
from coach_tui.plan.pause import Holiday
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.record import Record
from coach_tui.plan.round import AnswersField, Round, Scores
from coach_tui.plan.schema import PARTS
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy

LISTED = ("objectives", "milestones", "reviews", "sessions")
STATUS = ("status", "closed_on", "closed_as", "replaced_by")
PACKAGE = ("sessions", "late_counts")


class Word:
    """A planted word: where it stands, and the readers for whom it is."""

    def __init__(self, place: str, readers: set[str]) -> None:
        self.place = place
        self.readers = readers

    def __repr__(self) -> str:
        return f"<{self.place} for {sorted(self.readers)}>"


class Planted:
    """The plan and its words.

    `visibility` is what every record with one says; `sees` is the sponsor's list. `places` says for every
    field, texts or not, for whom it is. With `unlike`, a reader, everything that is not for that reader is
    another than without. An objective is closed, unless it is to be `open`: then there are figures.
    """

    def __init__(
        self,
        visibility: str = "",
        sees: tuple[str, ...] = SPONSOR_MAY_SEE,
        *,
        unlike: str = "",
        open_: bool = False,
    ) -> None:
        self.visibility = visibility
        self.sees = sees
        self.unlike = unlike
        self.open = open_
        self.others: set[type[Field]] = set()
        self.words: dict[str, Word] = {}
        self.places: dict[str, set[str]] = {}
        tables: dict[str, dict[str, dict[str, Any]]] = {}
        nouns: tuple[type[Record], ...] = (Client, Engagement, *PARTS, Holiday)
        for noun in nouns:
            raw = {"uid": f"u-{noun.table}", **self._record(noun)}
            if noun is Engagement:
                raw["client"] = "u-clients"
            elif noun.belongs:
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
            if noun is Holiday:  # it is of no plan, and in nobody's report
                readers = set()
            raw[key] = self._value(field, f"{noun.entry}.{key}", readers)
        raw = {key: value for key, value in raw.items() if value is not None}
        if noun is Engagement:
            raw["sponsor_sees"] = list(self.sees)
            raw.pop("closed_on", None)
        if noun is Objective and self.open:
            for key in ("closed_on", "closed_as", "closed_reason"):
                del raw[key]
        if noun is Session:
            raw["state"], raw["cancelled_by"] = "cancelled", "client"
        if noun is Strategy:
            del raw["ended_on"]
        if noun is Commitment:
            raw["status"], raw["settled_on"] = "done", raw["settled_on"].replace("-11-", "-12-")
        if noun is Round:
            raw["kind"], raw["scale_low"], raw["scale_high"] = "360", 1, 5
        if noun is Assessment:
            readers = {r for r in ("coach", "client") if self._may(noun, noun.fields["scores"], r)}
            raw["kind"], raw["scale_low"], raw["scale_high"] = "self", 1, 5
            del raw["dropped_on"]
            raw["scores"] = {raw["items"][0]: 3 - self._unlike(Scores(""), readers)}
            raw["comments"] = {raw["questions"][0]: self._word("assessment.comments", readers)}
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
            if noun.table in ("objectives", "reviews") and field.key in STATUS and "status" not in self.sees:
                return False
            if noun is Objective and field.key == "revisions" and "revisions" not in self.sees:
                return False
            if noun is Engagement and field.key in PACKAGE and "sessions" not in self.sees:
                return False
        objectives_hidden = self.visibility == "private" or (
            self.visibility == "client" and reader == "sponsor"
        )
        tied = "objectives" in _tables(noun) or isinstance(field, Values)
        if objectives_hidden and reader != "coach" and tied:
            return False
        names = level(noun.fields[noun.title_key], stated) if noun.title_key in noun.fields else -1
        return names >= limit and level(field, stated) >= limit

    def _value(self, field: Field, place: str, readers: set[str]) -> Any:
        made: Any
        if isinstance(field, Others):  # there is one client here: tests/plan/test_group.py has several
            return None
        if not isinstance(field, (Group, Records)):
            self.places[place] = readers
        if isinstance(field, Earlier):  # an id: what it names is in another plan
            made = f"u-earlier-{field.table}"
        elif isinstance(field, Text):
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
            made = self._plain(field, self._unlike(field, readers))
        return made

    def _unlike(self, field: Field, readers: set[str]) -> bool:
        unlike = bool(self.unlike) and self.unlike not in readers and not isinstance(field, Picks)
        if unlike:
            self.others.add(type(field))
        return unlike

    def _inner(self, field: Group | Records, place: str, readers: set[str]) -> dict[str, Any]:
        stated = self.visibility
        found = {
            key: self._value(one, f"{place}.{key}", {r for r in readers if level(one, stated) >= LEVELS[r]})
            for key, one in field.record.fields.items()
        }
        if field.key == "measure":
            found["uid"] = "u-measure"
        return {key: value for key, value in found.items() if value is not None}

    def _plain(self, field: Field, unlike: bool) -> Any:
        """A value that is no text; with `unlike` another one than without."""
        if isinstance(field, Number):
            usual = max(field.low, min(field.high, 1 if field.key == "baseline" else 3))
            return usual - 1 if unlike and usual > field.low else usual + unlike
        if isinstance(field, Choice):
            return field.options[unlike]
        if isinstance(field, Picks) and field.key == "shares":
            return list(field.options) if self.visibility == "client" else None
        if isinstance(field, Picks):
            return list(field.options)
        if isinstance(field, Flag) and field.default is False:
            return None if unlike else True
        made: dict[type[Field], tuple[Any, Any]] = {
            Day: ("2026-11-02", "2026-11-03"), KnownDay: ("2026-11-02", "2026-11-03"),
            TimeOfDay: ("09:30", "10:30"), Every: ("2 weeks", "3 weeks"),
            Often: ("1 per week", "2 per week"), DaysOff: (["sat"], ["sun"]), Flag: (True, False),
            Values: ({"u-measure": 3}, {"u-measure": 4}),
        }  # fmt: skip
        return made[type(field)][unlike]

    def _word(self, place: str, readers: set[str]) -> str:
        letter = "x" if self._unlike(Text(""), readers) else "q"
        word = f"z{letter}{len(self.words):04d}{letter}z"
        self.words[word] = Word(place, readers)
        return word

    def _round(self, tables: dict[str, dict[str, dict[str, Any]]]) -> None:
        """AnswersField: a manager and the client may be told of, two peers may not, whatever is opened."""
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
                "scores": {item: score - self._unlike(Scores(""), readers)}, "comments": comments,
            }  # fmt: skip
        tables["responses"] = rows


def places_in(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> set[str]:
    """The fields that hold something in these tables, by the names that `Planted.places` has for them.

    Not those that name other records: what they name may be in a view or not.
    """
    found: set[str] = set()

    def look(noun: type[Record], raw: Mapping[str, Any], place: str) -> None:
        for key, value in raw.items():
            field = noun.fields.get(key)
            if isinstance(field, (Group, Records)):
                for one in [value] if isinstance(field, Group) else value:
                    look(field.record, one, f"{place}.{key}")
            elif (
                field is not None
                and not isinstance(field, (AnswersField, Ref, Refs))
                and value not in ([], {})
            ):
                found.add(f"{place}.{key}")

    nouns: tuple[type[Record], ...] = (Client, Engagement, *PARTS)
    for noun in nouns:
        for raw in tables.get(noun.table, {}).values():
            look(noun, raw, noun.entry)
    return found


def _tables(noun: type[Record]) -> set[str]:
    return {field.table for field in noun.fields.values() if isinstance(field, (Ref, Refs))}
