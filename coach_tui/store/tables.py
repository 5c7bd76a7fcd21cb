"""TinyDB tables that trust no cache, and the records in them by uid."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, cast

from tinydb.storages import Storage
from tinydb.table import Document, Table

from coach_tui.store.shapes import Record
from coach_tui.store.storage import DurableStorage


class _ByNumber(MutableMapping[int, Any]):
    """A table's raw dict, keyed by text as JSON wants, seen by number as TinyDB wants: no rebuilding.

    It notes in `touched` the numbers of the records that were handed out or set: others are as they were.
    """

    def __init__(self, raw: dict[str, Any], touched: set[str]) -> None:
        self._raw = raw
        self._touched = touched

    def _key(self, number: int) -> str:
        key = str(number)
        self._touched.add(key)
        return key

    def __getitem__(self, number: int) -> Any:
        return self._raw[self._key(number)]

    def __setitem__(self, number: int, record: Any) -> None:
        self._raw[self._key(number)] = record

    def __delitem__(self, number: int) -> None:
        del self._raw[self._key(number)]

    def __contains__(self, number: object) -> bool:
        return str(number) in self._raw

    def __iter__(self) -> Iterator[int]:
        return map(int, self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def clear(self) -> None:
        self._touched.update(self._raw)
        self._raw.clear()


class FreshTable(Table):
    """A TinyDB table that keeps no query results and works in place.

    The stock table keeps its next number and query results for the life of the process, which another process
    makes wrong, and rebuilds the whole table at each operation.
    """

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        self._begun = -1
        super().__init__(storage, name, cache_size=0, persist_empty=persist_empty)

    def _get_next_id(self) -> int:
        begun: int = getattr(self._storage, "begun", 0)
        if begun != self._begun:  # another transaction: what was known before the lock is worth nothing
            self._begun, self._next_id = begun, None
        return int(super()._get_next_id())  # type: ignore[no-untyped-call]

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        storage = cast("DurableStorage", self._storage)
        tables, touched = storage.read(), storage.touched_in(self.name)
        updater(cast("dict[int, Mapping[str, Any]]", _ByNumber(tables.setdefault(self.name, {}), touched)))


class RecordsByUid:
    """The records of one transaction by table and uid, changed through TinyDB."""

    def __init__(self, storage: DurableStorage) -> None:
        self.storage = storage
        self._tables: dict[str, FreshTable] = {}
        self._numbers: dict[str, dict[str, str]] = {}

    def table(self, name: str) -> FreshTable:
        """Return the TinyDB table of that name."""
        if name not in self._tables:
            self._tables[name] = FreshTable(self.storage, name)
        return self._tables[name]

    def number(self, name: str, uid: str) -> str | None:
        """Return a record's number as text, or None."""
        if name not in self._numbers:
            raw = self.storage.read().get(name, {})
            self._numbers[name] = {record.get("uid", ""): number for number, record in raw.items()}
        return self._numbers[name].get(uid)

    def find(self, name: str, uid: str) -> Record | None:
        """Return the record itself (not a copy), or None."""
        number = self.number(name, uid)
        return None if number is None else self.storage.read()[name][number]

    def insert(self, name: str, record: Record, number: str | None = None, scattered: bool = False) -> str:
        """Add a record, under its old number when that is free, and return the number.

        One that is `scattered` gets a number that tells nothing of when it came.
        """
        self.number(name, "")
        raw = self.storage.read().get(name, {})
        while scattered and (number is None or number in raw):
            number = str(1 + int.from_bytes(os.urandom(4), "big") // 4)
        if number is not None and number not in raw:
            self.table(name).insert(Document(record, int(number)))
        else:
            number = str(self.table(name).insert(record))
        self._numbers[name][record["uid"]] = number
        return number

    def change(self, name: str, uid: str, record: Record) -> None:
        """Give a record these fields and no others."""
        number = self.number(name, uid)
        if number is None:
            raise KeyError(uid)

        def put(present: Any) -> None:
            for key in [key for key in present if key not in record]:
                del present[key]
            present.update(record)

        self.table(name).update(put, doc_ids=[int(number)])

    def remove(self, name: str, uid: str) -> None:
        """Remove a record, on purpose."""
        number = self._numbers[name].pop(uid) if self.number(name, uid) is not None else None
        if number is None:
            raise KeyError(uid)
        self.table(name).remove(doc_ids=[int(number)])
        self.storage.removed[name] = self.storage.removed.get(name, 0) + 1
