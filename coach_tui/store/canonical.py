"""The one order of what the data file holds: tables, records and fields, whoever wrote them, in any order.

So the same practice has the same bytes, undoing gives back every one, and a change is no more lines than what
changed.
"""

from __future__ import annotations

from coach_tui.store.shapes import KNOWN, TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach_tui.store.shapes import Record

ENTRY = ("uid", "at", "what", "client", "why", "state", "machine")
"""How an entry of the journal begins; what was changed, `ops`, ends it."""
OP = ("table", "uid", "id", "before", "after")
_LAYOUT = 1
"""To be raised when `layout` writes the same order otherwise, so that no bytes of before are taken over."""
_META = ("uid", "format", "generation")


def table_order(names: Iterable[str]) -> list[str]:
    """Return the names of tables in the order of the file: meta, those of the practice, others, journal."""
    others = sorted(set(names) - set(KNOWN))
    return ["meta", *TABLES, *others, "journal"]


class Fields:
    """The order of the fields of one table's records.

    The uid comes first, then what the record belongs to, what its noun declares, and what is not known here
    by its letters.
    """

    def __init__(self, table: str) -> None:
        names = _META if table == "meta" else ENTRY if table == "journal" else _declared(table)
        self._rank = {name: place for place, name in enumerate(names)}
        self._last = len(names)
        self._seen: set[tuple[str, ...]] = set()

    def ordered(self, record: Record) -> Record:
        """Return the record with its fields in order: itself, where they are."""
        keys = tuple(record)
        if keys in self._seen:
            return record
        right = tuple(sorted(record, key=lambda key: (self._rank.get(key, self._last), key)))
        if right == keys:
            self._seen.add(keys)
            return record
        return {key: record[key] for key in right}


def mark() -> int:
    """Return a number that is another one where this program has another order, as a newer one may."""
    import zlib

    from coach_tui.plan.schema import NOUNS

    orders = [_LAYOUT, KNOWN, *(_declared(table) for table in NOUNS)]
    return zlib.crc32(repr(orders).encode())


def _declared(table: str) -> tuple[str, ...]:
    from coach_tui.plan.schema import NOUNS

    noun = NOUNS.get(table)
    return ("uid",) if noun is None else tuple(dict.fromkeys(("uid", noun.belongs, *noun.fields)))


def blank(table: str, uid: str) -> Record:
    """Return the least that whoever reads a record of that table may rely on, for one that nobody knows."""
    from coach_tui.plan.schema import NOUNS

    noun = NOUNS.get(table)
    named = {} if noun is None else {key: "" for key in (noun.belongs, noun.title_key) if key}
    return {"uid": uid, **named}


_fields: dict[str, Fields] = {}


def fields_of(table: str) -> Fields:
    """Return the order of the fields of a table's records."""
    if table not in _fields:
        _fields[table] = Fields(table)
    return _fields[table]
