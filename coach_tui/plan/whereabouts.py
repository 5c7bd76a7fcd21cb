"""Where in a record something is: its field, and inside it a key, or an entry of a list by what it is known.

What a merge is about (`coach_tui.plan.merged`) is such a place as two texts.
"""

from __future__ import annotations

from typing import NamedTuple

from coach_tui.plan.contact import Considered, Level, Outcome, Said
from coach_tui.plan.field_records import Group, Records
from coach_tui.plan.judgement import Accepted, Override
from coach_tui.plan.merged import canonical, joined_path, path_of
from coach_tui.plan.objective import MeasureItem
from coach_tui.plan.pause import Pause
from coach_tui.plan.rhythm import EarlierEvery, Rhythm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.plan.fields import Field
    from coach_tui.plan.record import Record

KNOWN_BY: dict[type[Record], tuple[str, ...]] = {
    Accepted: ("rule", "field", "item"),
    Override: ("item",),
    MeasureItem: ("text",),
    Said: ("text",),
    Outcome: ("text",),
    Level: ("objective",),
    Considered: ("proposal",),
    Pause: ("since",),
    Rhythm: ("until",),
    EarlierEvery: ("until",),
}
"""By which fields an entry of a list is known that has no uid, name or title; others are what they say."""
_NAMES = ("uid", "name", "title")


class Step(NamedTuple):
    """An entry of a list: by what it is known, and which of those that are known so it is."""

    name: str
    number: int = 0

    @property
    def text(self) -> str:
        """It as a part of a path."""
        return f"{self.name}#{self.number}" if self.number else self.name


def step_names(entry: Any, kind: type[Record] | None) -> str:
    """By what an entry of a list is known."""
    if isinstance(entry, dict):
        keys = KNOWN_BY.get(kind) if kind is not None else None
        if keys is None:
            keys = next(((key,) for key in _NAMES if isinstance(entry.get(key), str)), None)
        if keys is not None and all(isinstance(entry.get(key, ""), str) for key in keys):
            return " · ".join(entry.get(key, "") for key in keys)
    return canonical(entry)


class KindStep(NamedTuple):
    """A step into a list whose entries are of a kind of small record."""

    step: Step
    kind: type[Record] | None


def stepped(entries: Any, kind: type[Record] | None) -> dict[Step, Any]:
    """The entries of a list by their steps, in their order."""
    found: dict[Step, Any] = {}
    for entry in entries if isinstance(entries, list) else ():
        name, number = step_names(entry, kind), 0
        while (step := Step(name, number)) in found:
            number += 1
        found[step] = entry
    return found


def entry_of(entries: Any, step: KindStep) -> Any:
    """The entry of a list at a step, None for none."""
    return stepped(entries, step.kind).get(step.step)


def as_texts(place: Sequence[Any]) -> tuple[str, str]:
    """A place as two texts: its field, and where inside that; both are "" for the whole record."""
    parts = [step if isinstance(step, str) else step.step.text for step in place]
    return (parts[0], joined_path(parts[1:])) if parts else ("", "")


def place_of(noun: type[Record] | None, field: str, inside: str = "") -> tuple[str | KindStep, ...]:
    """The place that two texts name in the records of a noun."""
    fields: dict[str, Field] = noun.fields if noun is not None else {}
    found: list[str | KindStep] = []
    kind: type[Record] | None = None
    for part in [field, *path_of(inside)] if field else []:
        if kind is not None:
            name, _, number = part.rpartition("#")
            known = bool(name) and number.isdecimal()
            found.append(KindStep(Step(name, int(number)) if known else Step(part), kind))
            fields, kind = kind.fields, None
            continue
        found.append(part)
        held = fields.get(part)
        kind = held.record if isinstance(held, Records) else None
        fields = held.record.fields if isinstance(held, Group) else {}
    return tuple(found)


def value_at(value: Any, place: Sequence[Any]) -> Any:
    """What stands at a place of a record (stored); None for nothing."""
    for step in place:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, dict) else None
        else:
            value = entry_of(value, step)
    return value


def with_value(value: Any, place: Sequence[Any], new: Any) -> Any:
    """A stored value in which something else stands at a place; None takes it away."""
    if not place:
        return new
    step, *rest = place
    if isinstance(step, str):
        kept = dict(value) if isinstance(value, dict) else {}
        kept[step] = with_value(kept.get(step), rest, new)
        return {key: one for key, one in kept.items() if one is not None}
    entries = stepped(value, step.kind)
    entries[step.step] = with_value(entries.get(step.step), rest, new)
    return [one for one in entries.values() if one is not None]


def documents_in(noun: type[Record], merge: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a merge (stored) keeps, each as a document of the noun with that value alone."""
    place = place_of(noun, merge.get("field", ""), merge.get("inside", ""))
    found = []
    for one in merge.get("values") or ():
        value = {key: said for key, said in one["value"].items() if said is not None}
        if len(place) > 1:
            value = with_value({}, place, next(iter(value.values()), None))
        found.append({**value, "uid": merge.get("record")})
    return found
