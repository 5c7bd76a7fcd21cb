"""Hidden names: the same practice without what could tell who it is, for while others see the screen.

Whatever shows a practice shows this one as well, and need not know which it has. Fields say by their `names`
whom they name (`coach_tui.plan.fields`): those get a neutral word or are left out, and in every other text
each name that the file holds or its history ever held, and whatever looks like an address or a telephone
number, is replaced (`coach_tui.plan.people`). Ids, dates and figures are as they are, so that a verb called
with an id does what it says in the file. Nothing is worked out before somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coach_tui.plan.client import Client
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Texts
from coach_tui.plan.field_records import Group, Records
from coach_tui.plan.fields import Field
from coach_tui.plan.former import Former, former_records
from coach_tui.plan.group import is_shared
from coach_tui.plan.inside import SOMEBODY
from coach_tui.plan.merged import Kept
from coach_tui.plan.naming import OF_PEOPLE, named_ever, rater_numbers, shape_of
from coach_tui.plan.objective import Measure
from coach_tui.plan.people import ADDRESS, People, names_nobody
from coach_tui.plan.practice import Practice, oldest_first
from coach_tui.plan.record import Record
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from coach_tui.plan.practice import AnyRecord, Document

CHOSEN: tuple[type[Record], ...] = (Strategy, Measure)
"""What is chosen by its title on the line of a check-in."""
A_CLIENT, A_RATER, A_SPONSOR = "a client", "a rater", "the sponsor"
Known = dict[tuple[str, str], str]
"""What stands for each text that names somebody, by what it is and the text, the surest first."""
Formers = list[Mapping[str, "Any"]]
"""The records of former names, as they are in the file."""


def hidden(practice: Practice, before: Practice | None = None) -> Hidden:
    """The practice without what could tell who it is about; a hidden one is given back as it is.

    `before` may be the hidden practice of an earlier reading of the file: what has not changed since need not
    be worked out again.
    """
    return practice if isinstance(practice, Hidden) else Hidden(practice, before)


class Hidden(Practice):
    """A practice as it may be shown, made of the one in the file."""

    def __init__(self, practice: Practice, before: Practice | None = None) -> None:
        super().__init__(_Tables(self, practice.tables))
        self._stored = practice
        self._numbers: dict[str, dict[str, str]] = {}
        self._shown: dict[str, dict[str, Document]] = {}
        self._earlier = before.known if isinstance(before, Hidden) else None
        self._known: tuple[Known, Formers, People] | None = None
        self._told_apart: dict[str, str] = {}
        """Texts by which others are found → as they are shown."""
        self._taken: dict[str, str] = {}
        """The same the other way round."""
        self._titles: dict[tuple[type[Record], str], dict[str, str]] = {}
        """The titles of a plan by which one of its strategies or measures is chosen → as they are shown."""

    # What a practice can do

    def documents(self, table: str, owner: str) -> list[Document]:
        """The documents of a table that belong to a plan (or engagements that belong to a client)."""
        groups = self._groups.setdefault(table, {})
        found = groups.get(owner)
        if found is None:
            tells_nothing = shape_of(NOUNS[table]).tells_nothing
            found = groups[owner] = [
                raw if tells_nothing(raw) else self.document(table, raw)
                for raw in self._stored.documents(table, owner)
            ]
        return found

    def find(self, table: str, uid: str, side: str = "") -> Record | None:
        """The record with this uid, or None; a session from the side of an engagement (uid), where given."""
        found = self._stored.find(table, uid, side)
        return None if found is None else NOUNS[table](self.document(table, found.raw))

    @property
    def clients(self) -> list[Client]:
        """All clients, in the order of their names, though that is not seen."""
        return [Client(self.document("clients", client.raw)) for client in self._stored.clients]

    def client_named(self, text: str) -> Client:
        """The client meant by the number that stands for one, or by any unambiguous part of a name.

        Raises:
            BadInput: when nobody or several people are meant; it names none of them.
        """
        wanted = fold(text).strip()
        for client in self.clients:
            if fold(client.name) == wanted:
                return client
        try:
            found = self._stored.client_begun(text)
        except BadInput:
            raise BadInput("nobody, or more than one; write more of it") from None
        return Client(self.document("clients", found.raw))

    @property
    def stored(self) -> Practice:
        """The practice as it is in the file: texts that are written are made from that one."""
        return self._stored

    def shown(self, text: str) -> str:
        """A text that was made of records, such as an entry of the history, without the names in it."""
        return self._told_apart.get(text) or self.people.without(text)

    def original(self, record: AnyRecord) -> AnyRecord:
        """A record of this practice as it is in the file."""
        found = self._stored.find(record.table, record.uid, record.plan)
        return found if isinstance(found, type(record)) else record

    def tells(self, *what: object) -> bool:
        """Whether what is given (nouns, records, texts; nothing: names anyway) would tell who somebody is.

        A record tells if it says more in the file than here: whoever changes what is here would put a word
        that stands for a name over what is there.
        """
        return not what or any(map(self._tells, what))

    def _tells(self, one: Any) -> bool:
        if isinstance(one, type):
            return issubclass(one, Record) and any(field.names in OF_PEOPLE for field in one.fields.values())
        if isinstance(one, Record):
            return self._tells(type(one)) or self.original(one).raw != one.raw
        return bool(self._deep(one) != one)

    # Who is hidden

    @property
    def people(self) -> People:
        """Everybody whom the file names or its history ever named."""
        if self._known is None:
            names, former = self._everybody(), former_records(self._stored.tables.get("meta", {}))
            if self._earlier is not None and self._earlier[:2] == (names, former):
                self._known = self._earlier
            else:
                self._known = names, former, _found_by(names, former)
            self._earlier = None
        return self._known[2]

    @property
    def known(self) -> tuple[Known, Formers, People] | None:
        """Who was found when this practice, or the one before it, was looked at; None before that."""
        return self._known or self._earlier

    def _everybody(self) -> Known:
        found: dict[str, dict[str, str]] = {
            kind: {} for kind in ("client", "sponsor", "rater", "somebody", "role", "reach")
        }
        for kind, text, uid in named_ever(self._stored):
            stand_in = {"rater": A_RATER, "sponsor": A_SPONSOR, "reach": ADDRESS}.get(kind, SOMEBODY)
            if kind == "client":
                stand_in = self.number("clients", uid)
            if found[kind].setdefault(text, stand_in) == A_CLIENT:
                found[kind][text] = stand_in
        return {(kind, text): stand_in for kind, texts in found.items() for text, stand_in in texts.items()}

    def number(self, table: str, uid: str) -> str:
        """What stands for a client, or for a rater among those of one round; the same one all the time."""
        numbers = self._numbers.get(table)
        if numbers is None:
            if table == "clients":
                numbers = {client.uid: f"Client {n}" for n, client in enumerate(self._stored.clients, 1)}
            else:
                numbers = rater_numbers(self._stored)
            self._numbers[table] = numbers
        return numbers.get(uid, A_CLIENT if table == "clients" else A_RATER)

    # Documents

    def document(self, table: str, raw: Document) -> Document:
        """A stored document as it may be shown: the very one where it tells nothing."""
        if table == Session.table and is_shared(raw):  # one document has several sides
            return self.without(Session, raw)
        shown = self._shown.setdefault(table, {})
        uid = raw["uid"]
        found = shown.get(uid)
        if found is None:
            found = shown[uid] = self.without(NOUNS[table], raw)
        return found

    def without(self, noun: type[Record], raw: Document, plan: str = "") -> Document:
        """A document of a noun, in a table, in another document (of a plan, its uid) or in the history."""
        plan = plan or raw.get("plan", "")
        shape = shape_of(noun)
        if shape.tells_nothing(raw):
            return raw
        made: dict[str, Any] | None = None
        for key, value in raw.items():
            field = shape.texts.get(key)
            if field is None:
                continue
            if key == noun.title_key and noun in CHOSEN:
                shown = self._title(noun, value, plan)
            else:
                shown = self._value(field, value, raw, plan)
            if shown is not value:
                made = dict(raw) if made is None else made
                made[key] = shown
        if not shape.keys.issuperset(raw):  # a newer version wrote it: nobody shows it
            made = {key: one for key, one in (made or raw).items() if key in shape.keys}
        if made is None:
            return raw
        return {key: value for key, value in made.items() if value is not None}

    def _value(self, field: Field, value: Any, raw: Document, plan: str) -> Any:
        """A field's value as it may be shown: the very one where it tells nothing, None for none."""
        if field.names:
            return self._naming(field.names, value, raw)
        if isinstance(field, Group):
            return self.without(field.record, value, plan)
        if isinstance(field, Records):
            return _same(value, [self.without(field.record, one, plan) for one in value])
        if isinstance(field, Kept):
            return self._kept(value, raw, plan)
        if isinstance(field, Texts) and field.unique:
            return _same(value, [self._apart(one) for one in value])
        return self._deep(value)

    def _kept(self, values: list[dict[str, Any]], raw: Document, plan: str) -> list[dict[str, Any]]:
        """The values that a merge keeps, each as the record would have it; those of unknown tables not."""
        noun = NOUNS.get(str(raw.get("of")))

        def shown(value: dict[str, Any]) -> Any:
            if noun is None or raw.get("inside"):
                return self._deep(value) if noun is not None else {}
            found = {key: one for key, one in value.items() if one is not None}
            return self.without(noun, {"uid": raw.get("record"), **found}, plan)

        return [{**one, "value": shown(one["value"])} for one in values]

    def _naming(self, kind: str, value: Any, raw: Document) -> Any:
        if isinstance(value, list):
            return [shown for one in value if (shown := self._naming(kind, one, raw)) is not None]
        if kind in ("client", "rater"):
            return self.number(f"{kind}s", str(raw.get("uid")))
        if kind == "sponsor":
            return A_SPONSOR
        if kind == "somebody":
            return value if names_nobody(value) else SOMEBODY
        return None

    def _apart(self, text: str) -> str:
        """A text by which others are found: those that would become one are numbered."""
        found = self._told_apart.get(text)
        if found is None:
            found = shown = self.people.without(text)
            number = 2
            while self._taken.setdefault(found, text) != text:
                found = f"{shown} ({number})"
                number += 1
            self._told_apart[text] = found
        return found

    def _title(self, noun: type[Record], text: str, plan: str) -> str:
        """A title of a plan: those that differ in a name alone are numbered."""
        titles = self._titles.get((noun, plan))
        if titles is None:
            called: dict[str, list[str]] = {}
            for title in dict.fromkeys(_titles(self._stored, noun, plan)):
                called.setdefault(self.people.without(title), []).append(title)
            titles = self._titles[noun, plan] = {
                title: f"{shown} ({number})"
                for shown, alike in called.items()
                for number, title in enumerate(alike, 1)
                if len(alike) > 1
            }
        return titles.get(text) or self.people.without(text)

    def _deep(self, value: Any) -> Any:
        """A text, or texts in lists and tables, the keys of which are texts too."""
        if isinstance(value, str):
            return self.people.without(value)
        if isinstance(value, list):
            return _same(value, [self._deep(one) for one in value])
        if isinstance(value, dict):
            shown = {self._apart(key): self._deep(one) for key, one in value.items()}
            return value if shown == value else shown
        return value

    def entry(self, raw: Document) -> Document:
        """An entry of the journal as it may be shown."""
        texts = {key: self.people.without(raw[key]) for key in ("what", "why") if raw.get(key)}
        return {**raw, **texts, "ops": _Ops(self, raw["ops"])}

    def op(self, raw: Document) -> Document:
        """What an entry of the journal did to one record, as it may be shown."""
        noun = NOUNS.get(raw["table"])
        ends = {
            key: self.without(noun, raw[key]) if noun is not None else {"uid": raw["uid"]}
            for key in ("before", "after")
            if raw.get(key)
        }
        return {**raw, **ends}


class _Tables(Mapping[str, Mapping[str, "Document"]]):
    """All tables of a hidden practice, those that this version knows."""

    def __init__(self, practice: Hidden, tables: Mapping[str, Mapping[str, Document]]) -> None:
        self._practice = practice
        self._tables = tables

    def __getitem__(self, name: str) -> Mapping[str, Document]:
        table = self._tables[name]
        if name == "meta":
            return table
        return _Table(self._practice, name, table if name in NOUNS or name == "journal" else {})

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


class _Table(Mapping[str, "Document"]):
    """One table of a hidden practice; each document is made when it is asked for."""

    def __init__(self, practice: Hidden, name: str, table: Mapping[str, Document]) -> None:
        self._practice = practice
        self._name = name
        self._table = table

    def __getitem__(self, number: str) -> Document:
        raw = self._table[number]
        if self._name == "journal":
            return self._practice.entry(raw)
        return self._practice.document(self._name, raw)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


class _Ops(Sequence["Document"]):
    """What an entry of the journal did, each made when it is asked for: an import has thousands."""

    def __init__(self, practice: Hidden, ops: Sequence[Document]) -> None:
        self._practice = practice
        self._ops = ops

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self._practice.op(op) for op in self._ops[index]]
        return self._practice.op(self._ops[index])

    def __len__(self) -> int:
        return len(self._ops)


def _titles(practice: Practice, noun: type[Record], plan: str) -> Iterator[str]:
    """The titles of a plan's strategies or measures, as they were added."""
    documents = sorted(
        practice.documents("objectives" if noun is Measure else noun.table, plan), key=oldest_first
    )
    for raw in documents:
        if noun is Measure:
            yield from (measure["name"] for measure in raw.get("measure") or ())
        else:
            yield raw[noun.title_key]


def _found_by(names: Known, former: Formers) -> People:
    people = People()
    for record in former:
        people.add_former(Former(record))
    for (kind, text), stand_in in names.items():
        if kind == "reach":
            people.add_address(text)
        elif kind == "role":
            people.add_role(text)
        else:
            people.add(text, stand_in, loose=kind in ("sponsor", "somebody"))
    return people


def _same(value: list[Any], shown: list[Any]) -> list[Any]:
    """The very list where nothing in it was changed."""
    return value if all(one is other for one, other in zip(value, shown, strict=True)) else shown
