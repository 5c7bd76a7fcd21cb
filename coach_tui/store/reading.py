"""Reading the data file, without a lock: the writer replaces it whole, so what is opened is never torn.

Of a damaged file it says which backup can take its place.
"""
# ruff: noqa: PTH114, PTH115

from __future__ import annotations

import os

from coach_tui.plan.errors import DataFileError
from coach_tui.store import contents, keys, locked, seal
from coach_tui.store.beside import forget_printed, sidecar
from coach_tui.store.names import quoted, shown
from coach_tui.store.shapes import FORMAT, empty_tables, meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach_tui.store.checking import CheckRecord
    from coach_tui.store.data_file import DataFile
    from coach_tui.store.shapes import Record, Tables


class Loaded:
    """What was read: the tables and how the file stood."""

    __slots__ = ("about", "locked", "migrated_from", "plain", "seal", "tables")

    def __init__(
        self,
        tables: Tables,
        about: os.stat_result | None,
        migrated_from: int | None,
        locked: bool,
        plain: bytes = b"",
        line: bytes = b"",
    ) -> None:
        self.tables = tables
        self.about = about
        """The file's state when it was read, or None when there was none."""
        self.migrated_from = migrated_from
        self.locked = locked
        """Whether the file was locked, or is to be once there is one."""
        self.plain = plain
        """What was in the file, of which the tables were made."""
        self.seal = line
        """The seal that belongs to it, b"" for none: it was written by something else."""


def _found(path: str, check_record: CheckRecord | None) -> tuple[bytes, os.stat_result, bytes] | None:
    """What is in the file, its state and its bytes; None for a new user, whose file may come in between."""
    try:
        found = contents.read_both(path)
        if found is None:
            try:
                check_new(path)
            except DataFileError:
                found = contents.read_both(path)
                if found is None:
                    raise
    except contents.DamagedFile as error:
        raise DataFileError(f"{error.what}; {_way_back(path, error, check_record)}") from None
    except locked.LockedFile:
        forget_printed(os.path.realpath(path))
        raise
    if found is not None and locked.is_locked(found[2]):
        forget_printed(os.path.realpath(path))  # it may be of a plain file, in whose place this was put
    return found


def load(path: str, check_record: CheckRecord | None) -> Loaded:
    """Read, check and if need be migrate (in memory) the data file; a missing one gives empty tables.

    Raises DataFileError in one line for every kind of file that cannot be relied on, naming the newest backup
    that can.
    """
    found = _found(path, check_record)
    target = os.path.realpath(path)
    if found is None:
        return Loaded(empty_tables(), None, None, keys.is_data_locked(target))
    plain, about, raw = found
    line = seal.read_seal(target)
    sealed = seal.matches(line, raw)
    tables, migrated_from = decode_with_advice(path, plain, sealed, check_record)
    return Loaded(tables, about, migrated_from, _noted(target, raw, tables), plain, line if sealed else b"")


def _noted(target: str, raw: bytes, tables: Mapping[str, Mapping[str, Record]]) -> bool:
    """Whether the file is locked; for whom is remembered for what is to lie beside it."""
    if not locked.is_locked(raw):
        return False
    keys.current().note(target, keys.recipients_inside(tables) or (), locked.marks(raw))
    return True


def glance(path: str, check_record: CheckRecord | None) -> Mapping[str, Mapping[str, Record]]:
    """Read as `load` does, to be looked at and never written: the journal is parsed when first asked for."""
    found = _found(path, check_record)
    if found is None:
        return empty_tables()
    plain, _, raw = found
    target = os.path.realpath(path)
    line = seal.read_seal(target)
    sealed = seal.matches(line, raw)
    place = seal.journal_at(line, plain) if sealed else 0
    if place:
        seen = b"".join((memoryview(plain)[:place], b"}"))
        tables = contents.without_gc(lambda: contents.parse_sealed(seen))
        # What ends well there was no part of another table: else a bracket would be missing.
        if tables is not None and (meta(tables) or {}).get("format") == FORMAT:
            from coach_tui.store.later import Later

            _noted(target, raw, tables)
            return {**tables, "journal": Later(plain, place + len(seal.JOURNAL), tables)}
    tables = decode_with_advice(path, plain, sealed, check_record)[0]
    _noted(target, raw, tables)
    return tables


def check_new(path: str) -> None:
    """Raise DataFileError where a data file that is not there was there before: nobody is a new user then."""
    from coach_tui.store import backups

    check_link(path)
    target = os.path.realpath(path)
    folder, lock = backups.folder_of(target), sidecar(target, "lock")
    anew = f"to begin anew, move away {quoted(lock)}"
    if backups.listing(target):
        newest = backups.newest_sound(target, None)
        back = f"restore with: cp {quoted(newest)} {quoted(target)}" if newest else "none of them can be read"
        raise DataFileError(
            f"{shown(path)} is missing, though there are backups; {back}; {anew} and {quoted(folder)}"
        )
    if seal.read_seal(target):
        raise DataFileError(f"{shown(path)} is missing, though it was here: put it back; {anew}")


def check_there(file: DataFile) -> None:
    """Raise DataFileError where a file was there, and is gone since with all that lay beside it."""
    if file.was_there and not os.path.lexists(file.name):
        check_new(file.name)
        raise DataFileError(
            f"{shown(file.name)} is gone, and what lay beside it: make its folder reachable again (is its "
            "disk mounted?), then try again"
        )


def check_link(path: str) -> None:
    """Raise DataFileError where the data file is a link to what is not there, such as a disk not mounted."""
    if os.path.islink(path) and not os.path.lexists(os.path.realpath(path)):
        raise DataFileError(
            f"{shown(path)} is a link to {shown(os.readlink(path))}, which is not there: "
            "make that reachable, or remove the link"
        )


def decode_with_advice(
    path: str, raw: bytes, sealed: bool, check_record: CheckRecord | None
) -> tuple[Tables, int | None]:
    """Return what `contents.decode` does; its line about a damaged file names the newest sound backup."""
    try:
        return contents.decode(path, raw, sealed, check_record)
    except contents.DamagedFile as error:
        raise DataFileError(f"{error.what}; {_way_back(path, error, check_record)}") from None


def _way_back(path: str, error: contents.DamagedFile, check_record: CheckRecord | None) -> str:
    from coach_tui.store.backups import newest_sound

    if error.remedy:
        return f"it was left alone; {error.remedy}"
    target = os.path.realpath(path)
    backup = newest_sound(target, check_record)
    if backup is None:
        return "it was left alone and no backup of it can be read: repair it in an editor, or move it away"
    return f"it was left alone; restore with: cp {quoted(backup)} {quoted(target)}"
