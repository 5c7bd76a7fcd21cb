"""What a record hangs from, and which texts stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.schema import NOUNS, PARTS, references
from coach_tui.plan.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any


def named_by(name: str, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The records (table and uid) that a record hangs from."""
    noun = NOUNS[name]
    if noun is Engagement:
        yield Client.table, str(record.get("client"))
    elif noun in PARTS:
        yield Engagement.table, str(record.get("plan"))
        for field in references(noun):
            value = record.get(field.key)
            for uid in value if isinstance(value, list) else [value] if value else []:
                yield field.table, str(uid)
    if noun is Session:
        for uid in record.get("also") or ():
            yield Engagement.table, str(uid)


def owned_by(name: str, record: Mapping[str, Any]) -> set[str]:
    """The records (uids) without which a record cannot be."""
    noun = NOUNS.get(name)
    keys = {noun.belongs} if noun is not None and noun.belongs else {"plan", "client"}
    keys |= {field.key for field in references(noun) if field.required} if noun is not None else set()
    return {str(record[key]) for key in keys if record.get(key)}


def mentioned(value: Any) -> set[str]:
    """Every text in a value, keys included."""
    found: set[str] = set()
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            found.add(one)
        elif isinstance(one, dict):
            left += [*one, *one.values()]
        elif isinstance(one, list):
            left += one
    return found
