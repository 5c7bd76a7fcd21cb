"""A table that is parsed when somebody first looks into it: the journal, which few readers need."""

from __future__ import annotations

import re

from coach_tui.plan.errors import DataFileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView

    from coach_tui.store.shapes import Record, Table, Tables

    Base = Mapping[str, Record]
else:
    Base = object  # to be no dict: what writes a file must never take an unread table for an empty one

_AT = re.compile(rb'"at": ?"(\d{4}-\d\d-\d\d)')
"""When an entry was made; no text holds it, for its quotes are written otherwise there."""


class Later(Base):
    """A table to be read, of which only the text is there until it is asked for anything.

    Raises DataFileError, when it is looked into, for a text that is no table: the file was sealed with a
    false seal.
    """

    __slots__ = ("_begins", "_file", "_table", "_tables")

    def __init__(self, file: bytes, begins: int, tables: Tables) -> None:
        """Take the whole file, where in it the table begins, which is its last, and the other tables."""
        self._file = file
        self._begins = begins
        self._tables = tables
        self._table: Table | None = None

    def _read(self) -> Table:
        if self._table is None:
            from coach_tui.store.contents import parse
            from coach_tui.store.packed import unpack

            try:
                found = parse(self._file[self._begins :].rstrip()[:-1])
                if not isinstance(found, dict):
                    raise ValueError
                unpack(self._tables, found)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                raise DataFileError(
                    "the history in the data file is damaged: see coach doctor and coach restore"
                ) from None
            self._table = found
            self._file, self._tables = b"", {}
        return self._table

    @property
    def newest(self) -> str:
        """The latest day (ISO) on which an entry was made, "" for none; the text tells it unread."""
        if self._table is not None:
            return max((entry["at"][:10] for entry in self._table.values()), default="")
        return max(map(bytes.decode, _AT.findall(self._file, self._begins)), default="")

    def __getitem__(self, key: str) -> Record:
        return self._read()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __contains__(self, key: object) -> bool:
        return key in self._read()

    def keys(self) -> KeysView[str]:
        """As a dict does."""
        return self._read().keys()

    def values(self) -> ValuesView[Record]:
        """As a dict does."""
        return self._read().values()

    def items(self) -> ItemsView[str, Record]:
        """As a dict does."""
        return self._read().items()
