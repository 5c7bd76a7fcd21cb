"""The bytes of the data file: JSON, a field a line, a table a block, the journal last with an entry a line.

They come from the tables alone, and always from the same library: another writes some numbers otherwise.
"""

from __future__ import annotations

from json import JSONEncoder

from coach_tui.store.canonical import ordered_table, table_order
from coach_tui.store.journal import in_order
from coach_tui.store.packed import pack
from coach_tui.store.seal import JOURNAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.store.shapes import Table, Tables

BETWEEN = b",\n\n"
"""What stands between two tables and nowhere else: a text has no line break, and a list no empty line."""
_A_FIELD_A_LINE = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",\n", ":")).encode
_A_LINE = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def encode(tables: Tables) -> tuple[bytes, int]:
    """Return the tables as UTF-8 JSON with a line break at the end, and where the journal begins.

    Every table known here stands in it, others where they hold anything, so that what was undone leaves none.
    The journal comes last, so that who does not need it can leave it unread: it is often half the file.
    """
    *others, _ = table_order(name for name, table in tables.items() if table)
    head = b"{" + BETWEEN.join([_table(name, tables.get(name, {})) for name in others])
    lines = [entry_line(number, entry) for number, entry in in_order(tables)]
    return b"".join((head, JOURNAL, b"{", b",".join(lines), b"\n}}\n")), len(head)


def _table(name: str, table: Table) -> bytes:
    return f"{_A_LINE(name)}:{_A_FIELD_A_LINE(ordered_table(name, table))}".encode()


def entry_line(number: str, entry: Mapping[str, Any]) -> bytes:
    """Return an entry of the journal as it stands in the file, with the line break before it."""
    return f'\n"{number}":{_A_LINE(pack(entry))}'.encode()
