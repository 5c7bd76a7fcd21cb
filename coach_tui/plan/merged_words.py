"""What two machines said of one thing, in words: what it is about, and each value with its moment."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.dates import day_words, parse_iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_records import Group, Records
from coach_tui.plan.fields import quote
from coach_tui.plan.merged import (
    ASKED,
    CALLED_OFF,
    CLOSED,
    LEFT_OUT,
    REFUSED,
    Merge,
    canonical,
    path_of,
    together,
)
from coach_tui.plan.round import Round
from coach_tui.plan.text import listed, plural
from coach_tui.plan.told import Teller
from coach_tui.plan.whereabouts import KindStep, place_of, value_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.fields import Field
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.record import Record

SETTLED = "it is settled"
"""What is said to a merge that did something."""
NOTHING = "nothing"
"""What stands for no value."""


class Said(NamedTuple):
    """One value in words, when and on which machine it was said ("": not known), whether it stands now."""

    words: str
    when: str
    machine: str
    stands: bool

    @property
    def where(self) -> str:
        """When and where it was said: “Tue 24 Nov 10:15 on laptop”; "" for nothing that is known."""
        machine = f"on {self.machine}" if self.machine else ""
        return f"{self.when} {machine}".strip()


class Told(NamedTuple):
    """A merge in words: the record it is about, the field's label, and the values, the last said last.

    `did` is what the merge did, where that is what is told: then there is nothing but that to be settled.
    """

    record: Record
    name: str
    label: str
    values: list[Said]
    did: str = ""


def told_merge(practice: Practice, merge: Merge, today: date) -> Told | None:
    """A merge in words; None where the record is no longer there.

    Where something else stands by now than what was said on either machine, that is the last of the values.
    """
    record = practice.find(merge.of, merge.record)
    if record is None:
        return None
    if merge.did:
        short, said = _did(merge, record, today)
        return Told(record, record.name, short, [Said(SETTLED, "", "", stands=False)], said) if said else None
    values = [
        Said(
            _value_words(Teller(practice, today), merge, record, one["value"]),
            _when(one, today),
            one.get("machine", ""),
            stands(record, merge, one["value"]),
        )
        for one in merge.values
    ]
    if not any(one.stands for one in values):
        now = _value_words(Teller(practice, today), merge, record, value_now(record, merge))
        values.append(Said(now, "", "", True))
    return Told(record, record.name or type(record).noun, _label(practice, record, merge), values)


def value_now(record: Record, merge: Merge) -> dict[str, Any]:
    """What the record says now, as a merge keeps a value."""
    if not merge.field:
        return {key: value for key, value in record.raw.items() if key != "uid"}
    if merge.inside:
        return {merge.field: value_at(record.raw, place_of(type(record), merge.field, merge.inside))}
    return {key: record.raw.get(key) for key in together(merge.of, merge.field)}


def _value_words(teller: Teller, merge: Merge, record: Record, value: Mapping[str, Any]) -> str:
    noun = type(record)
    keys = together(merge.of, merge.field) if merge.field and not merge.inside else (merge.field,)
    place = place_of(noun, merge.field, merge.inside)
    if not merge.field:
        fields: dict[str, Field | None] = {key: noun.fields[key] for key in _differing(merge, noun)}
    else:
        fields = _fields(noun, keys, place)
    return _words(teller, fields, value if len(place) < 2 else {merge.field: value.get(merge.field)})


def _did(merge: Merge, record: Record, today: date) -> tuple[str, str]:
    """What a merge did with a record, in a few words and with what is to be done about it.

    "" for both where this version never did that.
    """
    name = quote(record.name)
    if merge.did == REFUSED:
        return f"{plural(len(merge.values), 'answer')} refused", _refused(merge, record)
    if merge.did == CALLED_OFF and isinstance(record, Engagement):
        days = _days(merge, today)
        said = f"{days} without this client, as the engagement is closed: tell the client" if days else ""
        return "out of a group session", said
    if merge.did == CALLED_OFF:
        said = f"session {name} cancelled, as the engagement is closed: tell the client"
        return "a session cancelled", said
    if merge.did == CLOSED:
        said = "two machines began an engagement, and one is closed: look at both"
        return "an engagement closed", said
    if merge.did == LEFT_OUT:
        said = f"what the milestone {name} comes after left out, it would have waited for itself: look at it"
        return "a link left out", said
    if merge.did == ASKED:
        return (
            "a round left as answered",
            f"{name} asks as it was answered: what was changed of it is not taken",
        )
    return "", ""


def _refused(merge: Merge, record: Record) -> str:
    """Why answers to a round were refused, which a closing that is taken back makes no other."""
    closed = isinstance(record, Round) and not record.open
    late = sum(one["value"].get("late", closed) is True for one in merge.values)
    counts = {
        "came after it was closed: ask again in a new round": late,
        "refused: given twice, or asked otherwise": len(merge.values) - late,
    }
    name = quote(record.name)
    return "; ".join(f"{plural(count, 'answer')} to {name} {why}" for why, count in counts.items() if count)


def _days(merge: Merge, today: date) -> str:
    """On which days the sessions are that go on: “group session of Mon 14 Dec goes on”; "" for no day."""
    days = []
    for day in sorted({str(one["value"].get("on")) for one in merge.values}):
        with suppress(BadInput):  # what a replica brought is of any shape
            days.append(day_words(parse_iso(day), today))
    if not days:
        return ""
    return (
        f"group session of {days[0]} goes on" if len(days) == 1 else f"group sessions of {listed(days)} go on"
    )


def stands(record: Record, merge: Merge, value: Mapping[str, Any]) -> bool:
    """Whether a value that a merge keeps is what the record says now."""
    raw = record.raw
    if not merge.field:
        return canonical({**value, "uid": ""}) == canonical({**raw, "uid": ""})
    if merge.inside:
        now = value_at(raw, place_of(type(record), merge.field, merge.inside))
        return canonical(now) == canonical(value.get(merge.field))
    return all(canonical(raw.get(key)) == canonical(one) for key, one in value.items())


def plan_of_merge(practice: Practice, merge: Merge) -> Plan | None:
    """The plan in which a merge is to be looked at; None where its client has none."""
    record = practice.find(merge.of, merge.record)
    if isinstance(record, Client):
        return practice.plan(record.uid)
    if record is None:
        return None
    return practice.plan_of(record) if isinstance(record, Engagement) or record.plan else None


def _fields(noun: type[Record], keys: tuple[str, ...], place: tuple[Any, ...]) -> dict[str, Field | None]:
    """The fields by which the values of a merge are told."""
    if len(place) > 1:
        return {keys[0]: _inner(noun, place)}
    return {key: noun.fields.get(key) for key in keys if key in noun.fields}


def _inner(noun: type[Record], place: tuple[Any, ...]) -> Field | None:
    """The field at a place inside a record; None for an entry as a whole, or a key of no record."""
    fields: Mapping[str, Field] = noun.fields
    found: Field | None = None
    for step in place:
        if isinstance(step, KindStep):
            fields, found = (step.kind.fields if step.kind else {}), None
            continue
        found = fields.get(step)
        fields = found.record.fields if isinstance(found, Group) else {}
        if isinstance(found, Records):
            continue
    return found


def _differing(merge: Merge, noun: type[Record]) -> list[str]:
    """The fields in which whole records that a merge keeps are not the same."""
    values = [one["value"] for one in merge.values]
    return [key for key in noun.fields if len({canonical(value.get(key)) for value in values}) > 1]


def _words(teller: Teller, fields: Mapping[str, Field | None], value: Mapping[str, Any]) -> str:
    told = []
    for key, field in fields.items():
        stored = value.get(key)
        said = _plain(stored) if field is None or not _fits(field, stored) else teller.tell(field, stored)
        if said:
            told.append(said if len(fields) == 1 or field is None else f"{field.label}: {said}")
    return "\n".join(told) or NOTHING


def _fits(field: Field, stored: Any) -> bool:
    """Whether a value is one of a field: what was kept is of any shape that a replica may have brought."""
    try:
        return stored is None or field.check(stored) is not None
    except BadInput:
        return False


def _plain(stored: Any) -> str:
    """A value of no field of ours: its texts and numbers."""
    if isinstance(stored, dict):
        return ", ".join(_plain(one) for key, one in stored.items() if key != "uid")
    if isinstance(stored, list):
        return ", ".join(map(_plain, stored))
    return "" if stored is None else str(stored)


def _label(practice: Practice, record: Record, merge: Merge) -> str:
    """The label of the field, and of what is inside it the name."""
    noun = type(record)
    if not merge.field:
        return "all of it"
    field = noun.fields.get(merge.field)
    label = field.label if field is not None else merge.field
    *_, last = path_of(merge.inside) or [""]
    place = place_of(noun, merge.field, merge.inside)
    names = []
    for number, step in enumerate(place[1:], 2):
        if isinstance(step, KindStep):
            entry = value_at(record.raw, place[:number]) or {}
            names.append(str(entry.get("name") or entry.get("text") or ""))
        else:
            inner = _inner(noun, place[:number])
            names.append(inner.label if inner is not None else practice.shown(step))
    return " · ".join([label, *(name for name in names if name)]) if last or names else label


def _when(kept: Mapping[str, Any], today: date) -> str:
    at = kept.get("at", "")
    return f"{day_words(at[:10], today)} {at[11:16]}" if at else ""


def merge_words(told: Told) -> str:
    """What a merge is about, in a few words: “Title of the objective “Lead”: two machines differ”."""
    if told.did:
        return told.did
    noun = type(told.record).noun.partition(" ")[2]
    return f"{told.label} of the {noun} {quote(told.name)}"
