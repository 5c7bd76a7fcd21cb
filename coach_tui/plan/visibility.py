"""What a reader may see of a plan: the one place that decides (domain rules §1).

Whatever is made for somebody is made from a `View`: a plan that holds only what its reader may see, and
the few figures that are worked out of more than that. A record whose name a reader may not know is left out
whole, and so is what hangs from such records alone, a win with such a name, and what a review says of them.
The sponsor sees what the agreement lists, and nothing without one. What raters answered is never in a view:
it comes by way of `coach_tui.plan.rating`.
"""

from __future__ import annotations

from coach_tui.plan.audience import LEVELS, level, stated
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Win
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Refs
from coach_tui.plan.field_records import Group, Records, Values
from coach_tui.plan.fields import Field, Ref, Text
from coach_tui.plan.group import without_others
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.round import Response
from coach_tui.plan.schema import PARTS, references
from coach_tui.plan.session import Session
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.record import Record

    Document = Mapping[str, Any]

_NOUNS: tuple[type[Record], ...] = (Client, Engagement, *PARTS)
LISTED = ("objectives", "milestones", "reviews", "sessions")
"""Tables of which the agreement says whether the sponsor sees them; others take a record's visibility."""
ON_LIST = {
    ("objectives", "status"): "status",
    ("objectives", "closed_on"): "status",
    ("objectives", "closed_as"): "status",
    ("objectives", "replaced_by"): "status",
    ("objectives", "revisions"): "revisions",
    ("engagements", "sessions"): "sessions",
    ("engagements", "late_counts"): "sessions",
    ("reviews", "status"): "status",
}
"""Fields that are on the agreement's list under another name than their table's."""
_LINKS = ("uid", "plan", "client")
_NO_BONDS = {
    ("milestones", "after"),
    ("objectives", "replaced_by"),
    ("milestones", "replaced_by"),
    ("checkins", "done"),
}
"""References to what a record does not hang from: it only comes after or before it, or tells of others."""
_FIGURED = ("objectives", "strategies", "milestones")
"""Of these kinds, what must not be known of is in no figure either."""


class Kind:
    """How much of one kind of record goes to a reader, and how much is held back.

    `shown` and `held` count whole records; `fields` has, for each field that has values in records that
    are shown, how many of them go out and how many are held back.
    """

    __slots__ = ("fields", "held", "noun", "shown")

    def __init__(self, noun: type[Record]) -> None:
        self.noun = noun
        self.shown = 0
        self.held = 0
        self.fields: dict[str, list[int]] = {}

    def count(self, label: str, goes: bool) -> None:
        """Counts one value."""
        counts = self.fields.setdefault(label, [0, 0])
        counts[0 if goes else 1] += 1


class View:
    """A plan as a reader may see it. `kinds` says by kind what is in it and what is held back.

    `basis` is for figures alone: the whole plan without what the reader must not know of.
    """

    __slots__ = ("basis", "kinds", "plan", "reader", "sees")

    def __init__(self, reader: str, sees: list[str], plan: Plan, basis: Plan, kinds: list[Kind]) -> None:
        self.reader = reader
        self.sees = sees
        self.plan = plan
        self.basis = basis
        self.kinds = kinds

    def may(self, figure: str) -> bool:
        """Whether a figure (a key of `FIGURES`) is for this reader."""
        if LEVELS[FIGURES[figure]] < LEVELS[self.reader]:
            return False
        return self.reader != "sponsor" or figure in self.sees


FIGURES = {
    "status": "sponsor",
    "progress": "client",
    "forecast": "client",
    "gas": "client",
    "measures": "client",
    "practice": "client",
    "results": "client",
    "engagement": "coach",
    "usual_slip": "coach",
    "health": "coach",
}
"""The widest reader of what is worked out: the sponsor's also has to be on the agreement's list."""


def nothing_for(plan: Plan, reader: str, today: date) -> str:
    """Why nothing may go to a reader, and what to do about it; "" where something may."""
    engagement = plan.engagement
    if reader != "sponsor":
        return ""
    if not engagement.agreed_on or engagement.agreed_on > today:
        return "nothing may go to the sponsor before the agreement; enter its day in the engagement (9, e)"
    if not engagement.sponsor_sees:
        return "nothing may go to the sponsor: the agreement lists nothing; fill in “Sponsor sees” (9, e)"
    return ""


def view(plan: Plan, reader: str, today: date) -> View:
    """What a reader (coach, client or sponsor) may see of a plan on a day (domain rules §1).

    Raises:
        BadInput: when nothing may go to the sponsor, since there is no agreement that says what.
    """
    if reason := nothing_for(plan, reader, today):
        raise BadInput(reason)
    sees = [str(item) for item in plan.engagement.sponsor_sees]
    look = _Look(plan, reader, sees)
    tables: dict[str, dict[str, Document]] = {}
    kinds = []
    for noun in _NOUNS:
        if noun is Response:
            continue
        kind = Kind(noun)
        tables[noun.table] = look.through(noun, kind)
        kinds.append(kind)
    look.untie(tables)
    practice = Practice(tables)
    seen = Plan(
        practice,
        Client(next(iter(tables["clients"].values()))),
        Engagement(next(iter(tables["engagements"].values()))),
    )
    return View(reader, sees, seen, look.basis(), kinds)


def secret_names(plan: Plan, reader: str) -> set[str]:
    """The names of what a reader may not know of: records, and the measures of objectives."""
    return _Look(plan, reader, list(plan.engagement.sponsor_sees)).secrets


def lost_secrets(before: Plan, after: Plan) -> list[tuple[type[Record], str]]:
    """What the client might not know of before a change, and would after it though nobody has opened it.

    A win hangs from a milestone, or is known by its name: where that is deleted or called otherwise, the
    win tells all the same. Whose visibility the change itself has widened is opened on purpose.

    Returns:
        Noun and uid of each.
    """
    was = _Look(before, "client", [])
    told = {noun: {raw["uid"]: raw for raw in was.documents(noun)} for noun in PARTS if noun is not Response}
    tables: dict[str, dict[str, Document]] = {}
    for noun in told:
        as_stated: dict[str, Document] = {}
        for number, raw in enumerate(after.practice.documents(noun.table, after.engagement.uid)):
            stated_before = told[noun].get(raw["uid"], raw).get("visibility")
            own = {key: value for key, value in raw.items() if key != "visibility"}
            as_stated[str(number)] = {**own, "visibility": stated_before} if stated_before else own
        tables[noun.table] = as_stated
    now = _Look(Plan(Practice(tables), after.client, after.engagement), "client", [])
    return [
        (noun, raw["uid"])
        for noun, here in told.items()
        if "visibility" in noun.fields
        for raw in tables[noun.table].values()
        if raw["uid"] in was.kept_back[noun.table]
        and raw["uid"] not in now.kept_back[noun.table]
        and here[raw["uid"]].get(noun.title_key) == raw.get(noun.title_key)
    ]


def tells(raw: Document, secrets: set[str]) -> bool:
    """Whether what a review keeps (an outcome, level or change) names one of these."""
    texts = [value for value in raw.values() if isinstance(value, str)]
    return any(name == text or f"“{name}”" in text for text in texts for name in secrets)


def _is_of(text: str, names: set[str]) -> bool:
    """Whether the text of a win is one that was offered for something with one of these names.

    It may have been typed by hand: case, accents, blanks and how it ends make no difference.
    """
    told = _typed(text)
    for name in map(_typed, names):
        if name and told.startswith(name):
            value = told[len(name) :].partition(":")[0]
            if not value.strip() or (value[0] == " " and _is_number(value.strip())):
                return True
    return False


def _typed(text: str) -> str:
    """A text without what differs where two people write it down."""
    return " ".join(fold(text).split()).rstrip(".! ")


def _is_number(text: str) -> bool:
    """Whether it is a value as an offer has it."""
    return text.lstrip("-\u2212").replace(",", ".").replace(".", "", 1).isdecimal()


class _Look:
    """One look at a plan with a reader's eyes."""

    def __init__(self, plan: Plan, reader: str, sees: list[str]) -> None:
        self.whole = plan
        self.limit = LEVELS[reader]
        self.sees = sees if reader == "sponsor" else None
        self.secrets: set[str] = set()
        """The names of what this reader may not know of."""
        self.kept_back: dict[str, set[str]] = {}
        """The records (uids by table) that this reader must not know of: by what they say, or hang from."""
        for noun in PARTS:  # none hangs from a later one
            if noun is Response:
                continue
            self.kept_back[noun.table] = {
                raw["uid"] for raw in self.documents(noun) if self._secret(noun, raw)
            }
            if isinstance(noun.fields.get(noun.title_key), Text):
                self.secrets |= {
                    name
                    for raw in self.documents(noun)
                    if not self._known(noun, raw)
                    for name in self._names(noun, raw)
                }
        self.measures = {
            measure.uid
            for one in plan.objectives
            if one.uid not in self.kept_back["objectives"]
            for measure in one.measures
        }

    def _names(self, noun: type[Record], raw: Document) -> list[str]:
        """By which names somebody would know a record again."""
        inner = raw.get("measure") or () if noun is Objective else ()
        return [raw[noun.title_key], *(measure["name"] for measure in inner)]

    def documents(self, noun: type[Record]) -> list[Document]:
        """The stored documents of a noun that belong to the plan."""
        if noun is Client:
            return [self.whole.client.raw]
        if noun is Engagement:
            return [self.whole.engagement.raw]
        found = self.whole.practice.documents(noun.table, self.whole.engagement.uid)
        if noun is Session and self.limit:
            return [without_others(self.whole.practice, raw) for raw in found]
        return found

    def through(self, noun: type[Record], kind: Kind) -> dict[str, Document]:
        """What may be seen of the records of a noun, by number; counted in `kind`."""
        found: dict[str, Document] = {}
        for number, raw in enumerate(self.documents(noun)):
            if not self._known(noun, raw):
                kind.held += 1
                continue
            kind.shown += 1
            found[str(number)] = self._part(noun, raw, kind)
        return found

    def _known(self, noun: type[Record], raw: Document) -> bool:
        """Whether the reader may know of a record at all."""
        if self.sees is not None and noun.table in LISTED and noun.table not in self.sees:
            return False
        return raw["uid"] not in self.kept_back.get(noun.table, ())

    def _secret(self, noun: type[Record], raw: Document) -> bool:
        """Whether a part must not be known of: for what it states, what it hangs from or what it names."""
        named = noun.fields[noun.title_key]
        said = stated(named, raw)
        if level(named, said) < self.limit:
            return True
        loose: list[str] = []
        firm = False
        for field in references(noun):
            tied = _uids(raw, field)
            if not tied or (noun.table, field.key) in _NO_BONDS:
                continue
            if field.table == "needs":  # what is done for an objective is known by that one
                loose += tied
            elif self.kept_back[field.table].issuperset(tied):
                return True
            else:
                firm = True
        if loose and not firm and self.kept_back["needs"].issuperset(loose):
            return True
        return noun is Win and not said and bool(self.limit) and _is_of(str(raw["text"]), self.secrets)

    def _part(self, noun: type[Record], raw: Document, kind: Kind) -> dict[str, Any]:
        part = {key: raw[key] for key in _LINKS if key in raw}
        for key, field in noun.fields.items():
            value = raw.get(key)
            if value is None:
                continue
            said = stated(field, raw)
            goes = level(field, said) >= self.limit and self._listed(noun, key)
            if goes and isinstance(field, Records):
                value = self._several(field, value, said, kind)
            elif goes and isinstance(field, Group):
                value = self._inner(field, value, said, kind)
            elif goes and isinstance(field, Values):
                value = {uid: number for uid, number in value.items() if uid in self.measures}
            if goes:
                part[key] = value
            kind.count(field.label, goes)
        return part

    def _several(self, field: Records, value: list[Document], said: str, kind: Kind) -> list[Document]:
        """What may be seen of records inside a record; one that tells of a secret is held back whole."""
        if "visibility" not in field.record.fields:
            return [self._inner(field, one, said, kind) for one in value]
        found: list[Document] = []
        for one in value:
            own = one.get("visibility") or said
            if self.limit and (LEVELS.get(own, self.limit) < self.limit or tells(one, self.secrets)):
                kind.count(field.label, False)
            else:
                found.append(self._inner(field, one, own, kind))
        return found

    def _listed(self, noun: type[Record], key: str) -> bool:
        if (noun.table, key) == ("reviews", "status") and self.kept_back["objectives"]:
            return False  # it was worked out of what must not be known of
        wanted = ON_LIST.get((noun.table, key))
        return self.sees is None or wanted is None or wanted in self.sees

    def _inner(self, outer: Field, raw: Document, said: str, kind: Kind) -> dict[str, Any]:
        """What may be seen of a record inside a record, which follows the outer one's visibility."""
        part = {"uid": raw["uid"]} if "uid" in raw else {}
        record: type[Record] = outer.record  # type: ignore[attr-defined]
        for key, field in record.fields.items():
            value = raw.get(key)
            if value is None:
                continue
            goes = level(field, said) >= self.limit
            if goes and isinstance(field, Records):
                value = [self._inner(field, one, said, kind) for one in value]
            if goes:
                part[key] = value
            else:
                kind.count(f"{outer.label}: {field.label}", goes)
        return part

    def untie(self, tables: dict[str, dict[str, Document]]) -> None:
        """Takes out the references to records that are not in the view."""
        known = {table: {raw["uid"] for raw in rows.values()} for table, rows in tables.items()}
        for noun in PARTS:
            fields = references(noun)
            for number, raw in tables.get(noun.table, {}).items():
                changed = dict(raw)
                for field in fields:
                    here = known.get(field.table, set())
                    if isinstance(field, Refs) and field.key in raw:
                        changed[field.key] = [uid for uid in raw[field.key] if uid in here]
                    elif field.key in raw and raw[field.key] not in here:
                        del changed[field.key]
                tables[noun.table][number] = changed

    def basis(self) -> Plan:
        """The whole plan without what must not be known of."""
        if not any(self.kept_back[table] for table in _FIGURED):
            return self.whole
        tables = {
            noun.table: {
                str(number): raw
                for number, raw in enumerate(self.documents(noun))
                if noun.table not in _FIGURED or raw["uid"] not in self.kept_back[noun.table]
            }
            for noun in _NOUNS
        }
        return Plan(Practice(tables), self.whole.client, self.whole.engagement)


def _uids(raw: Document, field: Ref | Refs) -> list[str]:
    value = raw.get(field.key) or []
    return [value] if isinstance(value, str) else list(value)
