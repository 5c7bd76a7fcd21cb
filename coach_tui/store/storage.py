"""TinyDB on a durable file: a storage that is locked, read afresh and written once a transaction."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from tinydb.storages import Storage

from coach_tui import bounds
from coach_tui.plan.errors import DataFileError
from coach_tui.store import contents, durable, keys, locked, reading, shortening
from coach_tui.store.backups import before_write, take_back
from coach_tui.store.beside import forget_printed, sidecar
from coach_tui.store.canonical import mark
from coach_tui.store.layout import encode, taken_over
from coach_tui.store.lock import Lock
from coach_tui.store.names import fault, shown
from coach_tui.store.seal import write_seal
from coach_tui.store.shapes import FORMAT, Tables, meta

if TYPE_CHECKING:
    from datetime import datetime

    from coach_tui.store.data_file import DataFile

_GUARDED = 10
"""Records from which a table is guarded against losing more than half of them by mistake."""


class DurableStorage(Storage):
    """The data file as TinyDB sees it.

    Outside a transaction it can be read and not written. Between `begin` and `commit` the lock is held and
    the tables, read afresh under it, are kept in memory: any number of table operations, one write.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        check_record: Callable[[str, Mapping[str, Any]], None] | None = None,
        lock_wait: float = 5.0,
    ) -> None:
        self.path = os.fspath(path)
        self.target = self.path
        """The file itself, symbolic links followed once, when the transaction begins."""
        self.migrated_from: int | None = None
        self.about: os.stat_result | None = None
        self.removed: dict[str, int] = {}
        """How many records of a table this transaction removed on purpose."""
        self.begun = 0
        """Rises with each transaction."""
        self.locked_for: tuple[str, ...] = ()
        """For whom the file is locked, () where it is plain."""
        self.committed = False
        """Whether a change was written."""
        self.doubt = ""
        """Why the disk may not keep what was written, "" for no reason."""
        self.upgraded = ""
        """That what was written has the present format and had not, and where it lies as it was; "" else."""
        self._check_record = check_record
        self._wait = lock_wait
        self._lock: Lock | None = None
        self._tables: Tables | None = None
        self._before: dict[str, int] = {}
        self._touched: dict[str, set[str]] = {}
        """The numbers of the records that this transaction may have changed, by table."""
        self._loaded: reading.Loaded | None = None
        """The file as it was read, whose bytes stand for the tables that are not touched."""

    def read(self) -> Tables:
        """Return the transaction's tables, or outside one those in the file; raises DataFileError."""
        if self._tables is not None:
            return self._tables
        return reading.load(self.path, self._check_record).tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take over the tables within a transaction; raises RuntimeError outside one."""
        self.touched_in("meta")
        self._tables = data
        self._loaded = None  # whoever writes all of them at once may have changed any

    def touched_in(self, table: str) -> set[str]:
        """Return the numbers of a table's records that may have changed, to be added to.

        Raises RuntimeError outside a transaction.
        """
        if self._tables is None:
            raise RuntimeError("the data file is written in transactions only")
        return self._touched.setdefault(table, set())

    def lock(self) -> None:
        """Take the lock and clear away what dead writers left, without reading the file."""
        self._resolve()
        reading.check_link(self.path)
        try:
            durable.make_folder(os.path.dirname(self.target))  # noqa: PTH120
        except OSError as error:
            raise fault(self.target, "written", error) from None
        lock = Lock(self.target, self._wait)
        lock.take()
        self._lock = lock
        durable.sweep(self.target)

    def _resolve(self) -> None:
        try:
            self.target = os.path.realpath(self.path)
        except ValueError:  # a NUL in the name
            raise DataFileError(f"{shown(self.path)} cannot be written: no file can have that name") from None

    def begin(self, *, relocking: bool = False) -> None:
        """Lock the file and read it afresh; raises ChangedMeanwhile when it stays locked, DataFileError.

        For whom an encrypted file is locked must be clear, unless it is about to be said anew (`relocking`).
        """
        self._resolve()
        if not os.path.lexists(sidecar(self.target, "lock")):
            reading.load(self.target, self._check_record)  # nothing of ours is left beside a file of others
        self.lock()
        try:
            loaded = reading.load(self.target, self._check_record)
            if loaded.about is not None and not loaded.about.st_mode & 0o200:
                raise DataFileError(
                    f"{shown(self.target)} cannot be written: it is write-protected; "
                    "to lift that: chmod u+w on the file"
                )
            self.locked_for = () if relocking or not loaded.locked else self._for_whom(loaded)
            self._tables = loaded.tables
            self.about = loaded.about
            self.migrated_from = loaded.migrated_from
            self.begun += 1
            self.removed, self._touched, self._loaded = {}, {}, loaded
            self._before = {name: len(table) for name, table in loaded.tables.items()}
        except BaseException:
            self.abandon()
            raise

    def _for_whom(self, loaded: reading.Loaded) -> tuple[str, ...]:
        if loaded.about is not None:
            return keys.agreed(self.target, loaded.tables)
        return keys.recipients_beside(self.target) or ()

    def commit(
        self, backup_at: datetime | None, *, by_record: bool = False, makes_room: bool = False
    ) -> None:
        """Write the tables once, durably, and let go of the lock; DataFileError leaves the old file.

        `backup_at` is the moment for a backup of the old file, should one be due; None takes none.
        `by_record`: nothing but meta, journal and the records `touched_in` tables is not as in the file.
        `makes_room`: the oldest entries of the history may lose what they changed, where it grows too large.
        """
        tables, lock = self._tables, self._lock
        if tables is None or lock is None:
            raise RuntimeError("there is no transaction to commit")
        try:
            self._guard(tables)
            about = meta(tables)
            if about is None:
                raise DataFileError(
                    f"{shown(self.target)}: a change lost the meta record; nothing was changed"
                )
            about["generation"] = about.get("generation", 0) + 1
            before = self.about.st_size if self.about else 0
            keys.tell_inside(tables, self.locked_for)
            data, journal_at = self._encoded(tables, self._kept(tables, by_record), before, makes_room)
            if self.locked_for:
                keys.current().prove(self.target, self.locked_for)
                data = keys.current().lock(data, self.locked_for)
            made: list[str] = []
            if backup_at is not None and self.about is not None:
                made = before_write(self.target, self.migrated_from, backup_at)
            try:
                durable.replace(self.target, data, self.about)
            except durable.Unconfirmed as error:  # it is written: told that it failed, one does it again
                self.doubt = str(error)
            except BaseException:
                take_back(self.target, made)
                raise
            self.committed = True
            keys.current().note(self.target, self.locked_for, locked.marks(data))
            forget_printed(self.target)
            self._keep_list()
            self.tell_upgraded(made)
            write_seal(lock.fd, data, about["generation"], journal_at, mark())
        finally:
            self.abandon()

    def tell_upgraded(self, made: Sequence[str]) -> None:
        """Note that the file has the present format now, and was kept as it was in the first of these."""
        if self.migrated_from is not None and made:
            was = shown(made[0])
            self.upgraded = f"the data file has format {FORMAT} now; as it was it lies in {was}"

    def _kept(self, tables: Tables, by_record: bool) -> dict[str, bytes]:
        """The bytes of tables that need not be made, if what was touched is known and the file ours."""
        loaded = self._loaded
        if not by_record or loaded is None or not loaded.seal:
            return {}
        return taken_over(tables, loaded.plain, loaded.seal, self._touched)

    def _encoded(
        self, tables: Tables, kept: Mapping[str, bytes], before: int, makes_room: bool
    ) -> tuple[bytes, int]:
        """The bytes to be written, and where in them the journal begins; `before` is the size there was."""
        data, journal_at = encode(tables, kept)
        if makes_room and len(data) - journal_at > shortening.allowed(journal_at):
            shortening.shorten(tables, shortening.allowed(journal_at))
            data, journal_at = encode(tables, kept)
        if len(data) > before and bounds.outgrown(data):
            if makes_room and len(data) - journal_at > shortening.LEAST:
                shortening.shorten(tables, shortening.LEAST)
                data, journal_at = encode(tables, kept)
            if bounds.outgrown(data):
                raise DataFileError(
                    f"{shown(self.target)} would be larger than it may be; nothing was changed: "
                    "erase whose time is over (coach health names them), or take in less at once"
                )
        return data, journal_at

    def _keep_list(self) -> None:
        """Have the list beside a locked file say for whom it is; failing to is no fault, the file says it."""
        if not self.locked_for:
            return
        with suppress(DataFileError):
            if keys.recipients_beside(self.target) == self.locked_for:
                return
        lines = keys.list_of(self.locked_for, keys.own_listed(self.target))
        with suppress(DataFileError):
            durable.replace(sidecar(self.target, keys.RECIPIENTS), lines, self.about)

    def overwrite(self, tables: Tables) -> None:
        """Replace a locked file whatever it holds (for a restore), then let go of the lock."""
        self._tables, self._before, self._loaded = tables, {}, None
        self.removed = {}
        found = contents.read_raw(self.target, bounds.COPIED)
        self.about = found[1] if found else None
        self.commit(None)

    def abandon(self) -> None:
        """Forget the transaction's tables and let go of the lock."""
        lock, self._lock, self._tables, self._loaded = self._lock, None, None, None
        if lock is not None:
            lock.release()

    def close(self) -> None:
        """Do what TinyDB asks of a storage at the end: what was not committed is forgotten."""
        self.abandon()

    def _guard(self, tables: Tables) -> None:
        for name, before in self._before.items():
            if before < _GUARDED or name == "journal":
                continue
            gone = before - len(tables.get(name, ())) - self.removed.get(name, 0)
            if gone * 2 > before:
                raise DataFileError(
                    f"{shown(self.target)}: a change would have removed {gone} of {before} {shown(name)} "
                    "without being a deletion; nothing was changed: please report this"
                )


def storage_of(file: DataFile) -> DurableStorage:
    """Return a storage of this data file, of which nothing is locked or read yet."""
    return DurableStorage(file.path, check_record=file.check_record, lock_wait=file.lock_wait)


@contextmanager
def held(file: DataFile) -> Iterator[DurableStorage]:
    """Give a storage for one change by this thread, and let go of file and lock whatever happens inside.

    Raises RuntimeError when this thread has a change of the file open already.
    """
    file.hold()
    storage = storage_of(file)
    try:
        yield storage
    finally:
        storage.abandon()
        file.note(storage.committed, storage.doubt, storage.upgraded)
        file.let_go()
