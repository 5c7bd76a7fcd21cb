"""Which record of a plan file is which of the plan that it is put in place of, so that a new title, or the
old one in a file of before, keeps the record.

Plan files carry no ids. A record is the same as before when its title (or its date) is; one that stands
where an old one stood, between the same neighbours, and is much like it, is that one under a new title, and
what still refers to it by the old title is taken along. One that has little in common with it is another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach_tui.plan.alike import alike
from coach_tui.plan.field_lists import Refs
from coach_tui.plan.field_records import Values
from coach_tui.plan.fields import Ref
from coach_tui.plan.schema import PARTS, references
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from coach_tui.plan.draft import Draft
    from coach_tui.plan.record import Record

_DATED = ("on", "held_on", "due", "text", "time", "round", "group", "scores", "comments")


def keep_ids(before: Draft, after: Draft, nouns: Sequence[type[Record]] = PARTS) -> None:
    """Gives the records of a draft the ids they have in the plan, and mends references to other titles.

    Args:
        before: the plan with ids.
        after: what was read; changed in place.
        nouns: of which records; of those of others, whoever stores the draft finds out himself.
    """
    for single in ("client", "engagement"):
        after[single]["id"] = before[single]["id"]
    renamed: dict[str, dict[str, str]] = {"measures": {}}
    for noun in nouns:
        old, new = before.get(noun.entry, []), after.get(noun.entry, [])
        titles = renamed[noun.table] = {}
        for one, other in _same(old, new):
            other["id"] = one["id"]
            if "title" in one and "title" in other:
                titles[one["title"]] = other["title"]
            for was, now in _same(one.get("measure", []), other.get("measure", [])):
                if not now.get("uid") and was.get("id"):
                    now["uid"] = was["id"]
                renamed["measures"][was["name"]] = now["name"]
        present = {record["title"] for record in new if "title" in record}
        renamed[noun.table] = {was: now for was, now in titles.items() if was not in present}
    present = {m["name"] for objective in after.get("objective", []) for m in objective.get("measure", [])}
    renamed["measures"] = {was: now for was, now in renamed["measures"].items() if was not in present}
    _mend(after, renamed)


def _same(
    old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of an old record and the new one that it became."""
    waiting: dict[Hashable, list[int]] = {}
    for number, record in enumerate(old):
        waiting.setdefault(_identity(record), []).append(number)
    ids = {record.get("id"): number for number, record in enumerate(old)}
    found: dict[int, int] = {}
    for number, record in enumerate(new):
        known = ids.get(record["id"]) if record.get("id") else None
        if known is not None:
            found[number] = known
        elif waiting.get(_identity(record)):
            found[number] = waiting[_identity(record)].pop(0)
    taken = set(found.values())
    for number in range(len(new)):
        if number not in found:
            place = found[number - 1] + 1 if number - 1 in found else 0 if number == 0 else -1
            if 0 <= place < len(old) and place not in taken and alike(old[place], new[number]):
                found[number] = place
                taken.add(place)
    return [(old[was], new[now]) for now, was in found.items()]


def _identity(record: Mapping[str, Any]) -> Hashable:
    for key in ("title", "name"):
        if key in record:
            return fold(record[key])
    return tuple(str(record.get(key)) for key in _DATED)


def _mend(draft: Draft, renamed: Mapping[str, Mapping[str, str]]) -> None:
    """Puts the new title wherever something still refers to the old one."""
    for noun in PARTS:
        for record in draft.get(noun.entry, []):
            for field in references(noun):
                names = renamed.get(field.table, {})
                if isinstance(field, Ref) and record.get(field.key) in names:
                    record[field.key] = names[record[field.key]]
                elif isinstance(field, Refs) and record.get(field.key):
                    record[field.key] = [names.get(title, title) for title in record[field.key]]
            for field_ in noun.fields.values():
                if isinstance(field_, Values) and record.get(field_.key):
                    values = record[field_.key]
                    record[field_.key] = {renamed["measures"].get(n, n): v for n, v in values.items()}
