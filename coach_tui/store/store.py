"""The way to the data file: read without a lock, write in transactions, take back, back up, restore.

A mere read imports little: what writing, undoing or mending needs is imported where it is done.
"""
# ruff: noqa: PTH116

from __future__ import annotations

import os

from coach_tui.store import reading
from coach_tui.store.data_file import DataFile
from coach_tui.store.shapes import Record, Table, Tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import TypeVar

    from coach_tui.store.erase import Erased
    from coach_tui.store.journal import Entry
    from coach_tui.store.locking import Locking
    from coach_tui.store.own_key import OwnKey
    from coach_tui.store.taking_out import Telling
    from coach_tui.store.transaction import Clash as Clash
    from coach_tui.store.transaction import Transaction as Transaction
    from coach_tui.store.undo import Fits

    T = TypeVar("T")

__all__ = ["Clash", "Record", "Store", "Table", "Tables", "Transaction"]


def __getattr__(name: str) -> object:
    """Give Clash and Transaction from here too, without importing TinyDB for a mere read."""
    if name in ("Clash", "Transaction"):
        from coach_tui.store import transaction

        return getattr(transaction, name)
    raise AttributeError(name)


class Store(DataFile):
    """The way to one data file; it is made as a DataFile is."""

    def read(self) -> Tables:
        """Return all tables; a file that does not exist gives empty ones with meta.

        Takes no lock. An older format is migrated in memory. Raises DataFileError (one line) for a file
        that is damaged, foreign, newer, or cannot be read.
        """
        reading.check_there(self)
        return self._looked(reading.load(self.name, self.check_record).tables)

    def glance(self) -> Mapping[str, Mapping[str, Record]]:
        """Return all tables to be looked at, as `read` does; the journal is parsed when first asked for."""
        reading.check_there(self)
        return self._looked(reading.glance(self.name, self.check_record))

    def _looked(self, tables: T) -> T:
        """Remember that there is a file; gives the tables back."""
        self.was_there = self.was_there or os.path.lexists(self.name)
        return tables

    def signature(self) -> tuple[int, ...] | None:
        """Return what changes when the file does, by one stat; None when there is no file to be seen."""
        try:
            about = os.stat(self.name)
        except (OSError, ValueError):
            return None
        return about.st_mtime_ns, about.st_size, about.st_ino, about.st_ctime_ns

    def transaction(self, what: str, *, client: str | None = None, why: str | None = None) -> Transaction:
        """Return a context for one change: `with store.transaction("moved", client=uid) as change:`.

        `what` and `why` are the journal's texts, `client` the uid of the client it is about. Entering
        raises ChangedMeanwhile when another process holds the file for `lock_wait` seconds, and
        DataFileError as `read` does; leaving writes once, durably, or raises DataFileError with the old
        file untouched. After an exception inside, or when nothing was changed, nothing is written. Keep no
        form, prompt or editor open inside.
        """
        from coach_tui.store.transaction import Transaction

        return Transaction(self, what, client, why)

    def undo(self, fits: Fits | None = None) -> Entry:
        """Take the newest change back and return its entry, now "undone".

        Where the file is kept on several machines, that is this machine's newest. `fits` is called with the
        tables and the ops where another machine has changed something since: it raises BadInput where what
        was turned does not fit that.
        A record that was edited outside meanwhile keeps that edit where it does not touch the fields to be
        reverted. Raises BadInput when there is nothing to undo, ChangedMeanwhile when outside edits are in
        the way (nothing is changed then), and as `transaction` does.
        """
        from coach_tui.store.undo import undo

        return undo(self, fits)

    def redo(self, fits: Fits | None = None) -> Entry:
        """Do the change undone last again and return its entry, now "done"; raises as `undo` does."""
        from coach_tui.store.undo import redo

        return redo(self, fits)

    def backup(self, reason: str) -> Path | None:
        """Copy the file as it stands to the backups and return the copy; None when there is no file.

        May be called inside a transaction: it copies what is on the disk. Raises DataFileError.
        """
        from coach_tui.store.backups import make

        copy = make(self.name, self.now(), reason)
        if copy is None:
            reading.check_new(self.name)
        return copy

    def backups(self) -> list[Path]:
        """Return the backups, newest first."""
        from pathlib import Path

        from coach_tui.store.backups import listing

        return [Path(path) for path, _, _ in listing(os.path.realpath(self.name))]

    def restore(self, path: Path, carry: Callable[[Tables, Tables], None] | None = None) -> None:
        """Put a checked backup in the file's place; what stands there, damaged or not, is backed up first.

        `carry` is called with the tables that stand there (none, where they cannot be read) and with those
        of the backup, into which it may put what a restore must not take back.

        Raises DataFileError when the backup is not sound, and as `transaction` does.
        """
        from coach_tui.store.restore import restore

        restore(self, path, carry)

    def erase(
        self,
        doomed: Callable[[Tables], Iterable[tuple[str, str]]],
        what: str,
        names: Collection[str] = (),
        others: Iterable[str] = (),
        telling: Telling | None = None,
    ) -> Erased:
        """Erase records for good: here, in the journal, in every backup, in drafts. There is no undo.

        `doomed` is called with the tables of each of these files and gives the (table, uid) to erase. The
        journal gets an entry `what` without ops. Drafts and texts in an editor go that hold the ids or one of
        the `names`, or could be theirs and name none of the `others`. What was written of holidays, and of
        sessions with others, becomes what `telling` makes of it. A backup that cannot be read goes too; a
        data file beside this one that knows none of the clients' ids is another one, and stays as it is.
        Raises as `transaction` does; it can then be run again.
        """
        from coach_tui.store.erase import erase

        return erase(self, doomed, what, names, others, telling)

    @property
    def half_done(self) -> str:
        """That encrypting or decrypting the file was cut off, with what to do; "" where all is well."""
        from coach_tui.store.meant import way_on

        return way_on(os.path.realpath(self.name))

    def encrypt(
        self,
        choose: Callable[[tuple[str, ...]], tuple[str, ...]],
        own: OwnKey | None = None,
        *,
        anew: bool = True,
        has_key: Callable[[tuple[str, ...]], bool] | None = None,
    ) -> Locking:
        """Encrypt the file, its backups, drafts and copies; `choose` says for whom, of those of now.

        `own` is a new key of the file's own, itself locked with a passphrase, to be kept beside it. Nothing
        is locked that no key at hand opens again, unless `has_key` says that there is one. Where it is not
        said `anew` for whom, that must be clear from what is there. Raises BadInput, and as `transaction`
        does; it can then be run again.
        """
        from coach_tui.store.locking import encrypt

        return encrypt(self, choose, own, anew=anew, has_key=has_key)

    def decrypt(self) -> Locking:
        """Take the encryption back, of all that `encrypt` locks; raises as that does."""
        from coach_tui.store.locking import decrypt

        return decrypt(self)

    def everywhere(self) -> Iterator[Tables]:
        """Give the tables of the file, and of each backup and copy of it that can be read; DataFileError."""
        from coach_tui.store.erase import everywhere

        return everywhere(self)

    def others_beside(self, doomed: Callable[[Tables], Iterable[tuple[str, str]]]) -> list[str]:
        """Return the data files beside this one, no copies of it, in which `erase` would leave a namesake."""
        from coach_tui.store.erase import other_files

        return other_files(self, doomed)

    def doctor(self) -> list[str]:
        """Return what is wrong or worth knowing about the file and what lies beside it, a line each."""
        from coach_tui.store.doctor import examine_file

        return examine_file(self)
