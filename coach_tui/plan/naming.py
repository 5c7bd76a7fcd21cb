"""Who is named in records: what each field says of it, and all names that the file and its history hold."""

from __future__ import annotations

from coach_tui.plan.field_lists import Others, Picks, Refs
from coach_tui.plan.field_records import Group, Records, Values
from coach_tui.plan.field_times import Day, DaysOff, Every, Often, TimeOfDay
from coach_tui.plan.fields import Choice, Field, Flag, Number, Ref
from coach_tui.plan.merged import Kept
from coach_tui.plan.schema import NOUNS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.plan.practice import Document, Practice
    from coach_tui.plan.record import Record

KINDS = ("client", "rater", "sponsor", "somebody", "reach", "role", "private", "code")
"""What a field may say of a text by its `names`."""
OF_PEOPLE = ("client", "rater", "sponsor", "reach", "role", "private")
"""Those by which a noun is about people, so that all of its form is."""
WITHOUT_TEXT = (Choice, TimeOfDay, Day, DaysOff, Every, Flag, Number, Often, Ref, Refs, Others, Picks, Values)
"""Fields whose values somebody chose or counted; in all others somebody may have written a name."""


class Shape:
    """What there is to hide in the documents of a noun.

    `texts` are the fields in which anybody may be named, `naming` those by which names are known (and those
    that hold records which have such fields), `keys` all keys that its documents may have.
    """

    __slots__ = ("keys", "naming", "texts")

    def __init__(self, noun: type[Record]) -> None:
        fields = {key: field for key, field in noun.fields.items() if field.names != "code"}
        self.texts = {key: field for key, field in fields.items() if not isinstance(field, WITHOUT_TEXT)}
        self.naming: dict[str, Field] = {
            key: field
            for key, field in fields.items()
            if (isinstance(field, (Group, Records)) and shape_of(field.record).naming)
            or field.names not in ("", "private")
            or isinstance(field, Kept)
        }
        self.keys = frozenset((*noun.fields, "uid", "plan", "client"))

    def tells_nothing(self, raw: Document) -> bool:
        """Whether a document holds no text at all: quick, as most check-ins are so."""
        return self.texts.keys().isdisjoint(raw) and self.keys.issuperset(raw)


_shapes: dict[type[Record], Shape] = {}


def shape_of(noun: type[Record]) -> Shape:
    """What there is to hide in the documents of a noun; looked up once."""
    shape = _shapes.get(noun)
    if shape is None:
        shape = _shapes[noun] = Shape(noun)
    return shape


def naming_nouns() -> dict[str, type[Record]]:
    """The nouns in whose records somebody is named, by their tables."""
    return {table: noun for table, noun in NOUNS.items() if shape_of(noun).naming}


def named_ever(practice: Practice) -> Iterator[tuple[str, str, str]]:
    """Whom records name, as they are and as the journal knows them to have been: kind, text, record's uid."""
    naming = naming_nouns()
    for table, noun in naming.items():
        for raw in practice.tables.get(table, {}).values():
            yield from named_in(noun, raw)
    for entry in practice.tables.get("journal", {}).values():
        for op in entry["ops"]:
            if op["table"] in naming:
                for raw in (op.get("before"), op.get("after")):
                    if raw:
                        yield from named_in(naming[op["table"]], raw)


def named_in(noun: type[Record], raw: Document) -> Iterator[tuple[str, str, str]]:
    """Whom one document of a noun names: kind, text, the document's uid."""
    for key, field in shape_of(noun).naming.items():
        value = raw.get(key)
        if not value:
            continue
        if isinstance(field, Group):
            yield from named_in(field.record, value)
        elif isinstance(field, Kept):
            from coach_tui.plan.whereabouts import documents_in

            of = NOUNS.get(str(raw.get("of")))
            if of is not None:
                for one in documents_in(of, raw):
                    yield from named_in(of, one)
        elif isinstance(field, Records):
            for one in value:
                yield from named_in(field.record, one)
        else:
            for text in value if isinstance(value, list) else (value,):
                yield field.names, text, str(raw.get("uid"))


def rater_numbers(practice: Practice) -> dict[str, str]:
    """What stands for each rater (uid): a number in the order in which those of a round were invited."""
    rounds: dict[str, list[str]] = {}
    for raw in practice.tables.get("raters", {}).values():
        rounds.setdefault(str(raw.get("round")), []).append(raw["uid"])
    return {uid: f"Rater {n}" for uids in rounds.values() for n, uid in enumerate(sorted(uids), 1)}
