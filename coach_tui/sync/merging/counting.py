"""Records counted in words, by their kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.schema import NOUNS
from coach_tui.plan.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLURALS = {"checkins": "check-ins"}


def counted(pairs: Iterable[tuple[str, str]]) -> str:
    """Records (table and uid) in words: “2 check-ins, 1 client”."""
    counts: dict[str, int] = {}
    for table, _ in sorted(pairs):
        counts[table] = counts.get(table, 0) + 1
    return ", ".join(_count(table, count) for table, count in counts.items())


def _count(table: str, count: int) -> str:
    noun = NOUNS.get(table)
    one = noun.noun.partition(" ")[2] if noun is not None else ""
    if not one:
        return f"{plural(count, 'record')} of {table}" if table.isidentifier() else plural(count, "record")
    return f"{count} {one if count == 1 else _PLURALS.get(table, table)}"
