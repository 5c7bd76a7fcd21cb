"""The bytes of the data file: JSON, a field a line, a record a block, the journal last with an entry a line.

They come from the tables alone, and always from the same library: another writes some numbers otherwise.
What is as it was in a file that was made here need not be made again: its bytes are taken over.
"""

from __future__ import annotations

from json import JSONEncoder
from types import MappingProxyType

from coach_tui.store.canonical import fields_of, mark, table_order
from coach_tui.store.journal import in_order
from coach_tui.store.packed import pack
from coach_tui.store.seal import JOURNAL, has_order, journal_at
from coach_tui.store.shapes import TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from coach_tui.store.shapes import Record, Table, Tables

BETWEEN = b",\n\n"
"""What stands between two tables and nowhere else: a text has no line break, and a list no empty line."""
_BEGINS = b"\n "
"""What stands before a record's number and nowhere else, for the same reason."""
_FEW = 16
"""So many records of a table are put into its bytes one by one; for more it is made anew."""
_A_FIELD_A_LINE = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",\n", ":")).encode
_A_LINE = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def encode(tables: Tables, kept: Mapping[str, bytes] = MappingProxyType({})) -> tuple[bytes, int]:
    """Return the tables as UTF-8 JSON with a line break at the end, and where the journal begins.

    `kept` has the bytes of tables that are made already (`taken_over`): what comes out is the same without.
    Every table known here stands in it, others where they hold anything, so that what was undone leaves none.
    The journal comes last, so that who does not need it can leave it unread: it is often half the file.
    """
    *others, _ = table_order(name for name, table in tables.items() if table)
    head = b"{" + BETWEEN.join([kept.get(name) or _table(name, tables.get(name, {})) for name in others])
    lines = [entry_line(number, entry) for number, entry in in_order(tables)]
    return b"".join((head, JOURNAL, b"{", b",".join(lines), b"\n}}\n")), len(head)


def entry_line(number: str, entry: Mapping[str, Any]) -> bytes:
    """Return an entry of the journal as it stands in the file, with the line break before it."""
    return f'\n"{number}":{_A_LINE(pack(entry))}'.encode()


def taken_over(
    tables: Tables, data: bytes, seal: bytes, touched: Mapping[str, Collection[str]]
) -> dict[str, bytes]:
    """Return the bytes of tables as `encode` would make them, from a file that it made, by the seal it bears.

    `touched` has the numbers of the records that may be others than in that file, by table. A table is left
    out that must be made anew; all are, where the seal does not say where the tables end, or that they stand
    in another order.
    """
    end = journal_at(seal, data)
    if not end or not has_order(seal, mark()):
        return {}
    found: dict[str, bytes] = {}
    place = 1
    for name in ("meta", *TABLES):
        if not data.startswith(f'"{name}":{{'.encode(), place):
            return {}
        then = data.find(BETWEEN, place, end)
        then = end if then < 0 else then
        if name == "meta":  # which is changed in more ways than by record
            place = then + len(BETWEEN)
            continue
        block = _mended(data[place:then], name, tables.get(name, {}), touched.get(name, ()))
        if block:
            found[name] = block
        place = then + len(BETWEEN)
    return found


def _table(name: str, table: Table) -> bytes:
    order = fields_of(name).ordered
    records = [_record(number, order(table[number])) for number in sorted(table, key=int)]
    return b"%s:{%s}" % (_A_LINE(name).encode(), b",".join(records))


def _record(number: str, ordered: Record) -> bytes:
    return f'\n "{number}":{_A_FIELD_A_LINE(ordered)}'.encode()


def _mended(block: bytes, name: str, table: Table, touched: Collection[str]) -> bytes:
    """The bytes of a table with those records as they are now; b"" for many, or a new one between others."""
    if len(touched) > _FEW:
        return b""
    for number in sorted(touched, key=int):
        record = _record(number, fields_of(name).ordered(table[number])) if number in table else b""
        begins = block.find(b'%s"%s":' % (_BEGINS, number.encode()))
        if begins >= 0:
            then = block.find(b"," + _BEGINS, begins)
            ends = then if then >= 0 else len(block) - 1
            block = block[:begins] + record + block[ends:]
            if not record:  # with it goes the comma behind it, or before it where it was the last
                comma = begins if then >= 0 else begins - 1
                block = block[:comma] + block[comma + 1 :] if block[comma : comma + 1] == b"," else block
        elif record:
            last = block.rfind(_BEGINS)
            if last >= 0 and int(block[last + 3 : block.index(b'"', last + 3)]) > int(number):
                return b""
            block = b"%s%s%s}" % (block[:-1], b"," if last >= 0 else b"", record)
    return block
