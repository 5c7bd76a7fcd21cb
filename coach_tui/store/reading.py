"""Reading the data file, without a lock: the writer replaces it whole, so what is opened is never torn."""
# ruff: noqa: PTH116

from __future__ import annotations

import errno
import os
import stat
import sys

from coach_tui.plan.errors import DataFileError
from coach_tui.store import migrations, seal
from coach_tui.store.names import fault, quoted, shown
from coach_tui.store.shapes import FORMAT, empty_tables, fill, meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeVar

    from coach_tui.store.checking import CheckRecord
    from coach_tui.store.shapes import Record, Tables

    Made = TypeVar("Made")

LARGE = 4_000_000
"""Bytes from which orjson is worth its import."""


class Loaded:
    """What was read: the tables and how the file stood."""

    __slots__ = ("about", "migrated_from", "sealed", "tables")

    def __init__(
        self, tables: Tables, about: os.stat_result | None, sealed: bool, migrated_from: int | None
    ) -> None:
        self.tables = tables
        self.about = about
        """The file's state when it was read, or None when there was none."""
        self.sealed = sealed
        self.migrated_from = migrated_from


def fast_json(size: int) -> bool:
    """Say whether orjson pays for a text of that many bytes, or is there already."""
    return size > LARGE or "orjson" in sys.modules


def read_bytes(path: str) -> tuple[bytes, os.stat_result] | None:
    """Return the bytes and state of a regular file, None when there is none.

    Raises DataFileError for anything else that stands there (folder, FIFO, device, loop of links) and
    whatever the system refuses.
    """
    try:
        _regular(path, os.stat(path))  # before opening: to open a device can already do something
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise fault(path, "read", error) from None
    except ValueError:  # a NUL in the name
        raise DataFileError(f"{shown(path)} cannot be read: no file can have that name") from None
    try:
        about = os.fstat(fd)
        _regular(path, about)
        parts = []
        while part := os.read(fd, max(about.st_size + 1, 65536)):
            parts.append(part)
            if len(part) > about.st_size:
                break
        return parts[0] if len(parts) == 1 else b"".join(parts), about
    except OSError as error:
        raise fault(path, "read", error) from None
    finally:
        seal.close_quietly(fd)


def _regular(path: str, about: os.stat_result) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise OSError(errno.EISDIR, "")
    if not stat.S_ISREG(about.st_mode):
        raise DataFileError(
            f"{shown(path)} is a device, pipe or socket, not a data file: name another with --data"
        )


def load(path: str, check_record: CheckRecord | None) -> Loaded:
    """Read, check and if need be migrate (in memory) the data file; a missing one gives empty tables.

    Raises DataFileError in one line for every kind of file that cannot be relied on, naming the newest backup
    that can.
    """
    found = read_bytes(path)
    if found is None:
        return Loaded(empty_tables(), None, False, None)
    raw, about = found
    target = os.path.realpath(path)
    sealed = seal.matches(seal.read_seal(target), raw)
    tables, migrated_from = decode(path, raw, sealed, check_record)
    return Loaded(tables, about, sealed, migrated_from)


def glance(path: str, check_record: CheckRecord | None) -> Mapping[str, Mapping[str, Record]]:
    """Read as `load` does, to be looked at and never written: the journal is parsed when first asked for."""
    found = read_bytes(path)
    if found is None:
        return empty_tables()
    raw = found[0]
    line = seal.read_seal(os.path.realpath(path))
    sealed = seal.matches(line, raw)
    place = seal.journal_at(line, raw) if sealed else 0
    if place:
        tables = _without_gc(lambda: _parse_sealed(raw[:place] + b"}"))
        # What ends well there was no part of another table: else a bracket would be missing.
        if tables is not None and (meta(tables) or {}).get("format") == FORMAT:
            from coach_tui.store.later import Later

            return {**tables, "journal": Later(raw, place + len(seal.JOURNAL))}
    return decode(path, raw, sealed, check_record)[0]


def decode(
    path: str, raw: bytes, sealed: bool, check_record: CheckRecord | None, hint: bool = True
) -> tuple[Tables, int | None]:
    """Return the tables in these bytes and the format they were migrated from, if any.

    With `sealed` the bytes were checked before and are only parsed. Raises DataFileError; with `hint` its
    line names a backup of the file at `path`.
    """

    def both() -> tuple[Tables, int | None]:
        if sealed and (tables := _parse_sealed(raw)) is not None:
            return tables, migrations.upgrade(tables, shown(path))
        return _decode_in_full(path, raw, check_record, hint)

    return _without_gc(both)


def _without_gc(make: Callable[[], Made]) -> Made:
    """Make many objects that all stay without looking for garbage among them: a third of the time."""
    import gc

    collecting = gc.isenabled()
    gc.disable()
    try:
        return make()
    finally:
        if collecting:
            if not gc.get_freeze_count():
                # To the oldest generation by relinking: else the next allocation begins with a look at every
                # object just made, a fifth of the time again.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def parse(raw: bytes) -> Any:
    """Parse bytes that were checked before, with whichever library is quicker for so many."""
    loads: Any
    if fast_json(len(raw)):
        from orjson import loads
    else:
        from json import loads
    return loads(raw)


def _parse_sealed(raw: bytes) -> Tables | None:
    try:
        tables: Tables = parse(raw)
        if meta(tables) is not None:
            fill(tables)
            return tables
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass  # a false seal: the full check will say what is wrong
    return None


def _decode_in_full(
    path: str, raw: bytes, check_record: CheckRecord | None, hint: bool
) -> tuple[Tables, int | None]:
    from coach_tui.store import checking

    name = shown(path)
    try:
        tables = checking.check_shape(checking.parse(raw))
        about = meta(tables) or {}
        about.setdefault("generation", 0)
        migrated_from = migrations.upgrade(tables, name)
        checking.check_records(tables, raw, check_record)
    except checking.Foreign as error:
        raise DataFileError(
            f"{name} is not a coach-tui file ({error}); it was left alone: name another file with --data"
        ) from None
    except checking.Damaged as error:
        advice = _way_back(path, check_record) if hint else "it was left alone"
        raise DataFileError(f"{name} is damaged ({shown(str(error))}); {advice}") from None
    fill(tables)
    return tables, migrated_from


def _way_back(path: str, check_record: CheckRecord | None) -> str:
    from coach_tui.store.backups import newest_sound

    target = os.path.realpath(path)
    backup = newest_sound(target, check_record)
    if backup is None:
        return "it was left alone and no backup of it can be read: repair it in an editor, or move it away"
    return f"it was left alone; restore with: cp {quoted(backup)} {quoted(target)}"
