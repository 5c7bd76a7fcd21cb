"""The contents of one file, the data file or a backup of it: its bytes, and the tables that they hold."""
# ruff: noqa: PTH116

from __future__ import annotations

import errno
import os
import stat
import sys

from coach_tui import bounds
from coach_tui.plan.errors import DataFileError
from coach_tui.store import keys, locked, migrations, seal
from coach_tui.store.names import fault, shown
from coach_tui.store.shapes import FORMAT, PACKED, fill, meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from coach_tui.store.checking import CheckRecord
    from coach_tui.store.shapes import Tables

    Made = TypeVar("Made")

LARGE = 4_000_000
"""Bytes from which orjson is worth its import."""

UNMERGED = (
    "git has both sides of it: git merge --abort, let git merge by coach (coach merge --help says how), "
    "then merge again"
)
"""What to do about a file that git has merged line by line; a backup would be of neither side."""


class DamagedFile(DataFileError):
    """A file of ours whose contents are not sound; `what` says so without saying what becomes of it.

    `remedy` is the way back where that is no backup, "" else.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(f"{what}; it was left alone")
        self.what = what
        self.remedy = remedy


def fast_json(size: int) -> bool:
    """Say whether orjson pays for a text of that many bytes, or is there already."""
    return size > LARGE or "orjson" in sys.modules


def read_bytes(path: str, limit: int = bounds.DATA) -> tuple[bytes, os.stat_result] | None:
    """Return what is in a file, opened where it is locked, and its state; None when there is none.

    Raises DataFileError as `read_raw` does, LockedFile where no key at hand opens it, DamagedFile where one
    does and it is not whole.
    """
    found = read_both(path, limit)
    return None if found is None else found[:2]


def read_both(path: str, limit: int = bounds.DATA) -> tuple[bytes, os.stat_result, bytes] | None:
    """Return what `read_bytes` does, and behind it the bytes as they stand on the disk."""
    found = read_raw(path, limit)
    if found is None:
        return None
    raw, about = found
    try:
        plain = keys.opened(path, raw)
    except locked.Spoilt as error:
        raise DamagedFile(f"{shown(path)} is damaged ({error})") from None
    if len(plain) > limit:
        raise _too_large(path, limit)
    return plain, about, raw


def read_raw(path: str, limit: int = bounds.DATA) -> tuple[bytes, os.stat_result] | None:
    """Return the bytes of a regular file as they stand, locked or not, and its state; None for no file.

    Raises DataFileError for anything else that stands there (folder, FIFO, device, loop of links), for more
    than `limit` bytes in it, and for whatever the system refuses.
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
        parts, size, most = [], about.st_size, limit + locked.spare(limit)
        while size <= most and (part := os.read(fd, max(about.st_size + 1, 65536))):
            parts.append(part)
            size = max(size, sum(map(len, parts)))
        raw = parts[0] if len(parts) == 1 else b"".join(parts)
        if size > (most if locked.is_locked(raw) else limit):
            raise _too_large(path, limit)
        return raw, about
    except OSError as error:
        raise fault(path, "read", error) from None
    finally:
        seal.close_quietly(fd)


def _too_large(path: str, limit: int) -> DataFileError:
    return DataFileError(f"{shown(path)} {bounds.too_large(limit)}, and no data file of ours; name another")


def _regular(path: str, about: os.stat_result) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise OSError(errno.EISDIR, "")
    if not stat.S_ISREG(about.st_mode):
        raise DataFileError(
            f"{shown(path)} is a device, pipe or socket, not a data file: name another with --data"
        )


def decode(
    path: str, raw: bytes, sealed: bool, check_record: CheckRecord | None
) -> tuple[Tables, int | None]:
    """Return the tables in these bytes and the format they were migrated from, if any.

    With `sealed` the bytes were checked before and are only parsed. Raises DataFileError, DamagedFile among
    them, with a line about the file at `path`.
    """

    def both() -> tuple[Tables, int | None]:
        if sealed and (tables := parse_sealed(raw)) is not None:
            return tables, migrations.upgrade(tables, shown(path))
        return _decode_in_full(path, raw, check_record)

    return without_gc(both)


def without_gc(make: Callable[[], Made]) -> Made:
    """Make many objects that all stay without looking for garbage among them: a third of the time."""
    import gc

    collecting = gc.isenabled()
    gc.disable()
    try:
        return make()
    finally:
        if collecting:
            # Both are asked for in this order: what is frozen is counted one by one.
            if gc.get_count()[0] > gc.get_threshold()[0] and not gc.get_freeze_count():
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


def parse_sealed(raw: bytes) -> Tables | None:
    """Return the tables in bytes that were checked before; None when they were not, the seal being false."""
    try:
        tables: Tables = parse(raw)
        if meta(tables) is not None:
            fill(tables)
            unpack_journal(tables)
            return tables
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass  # a false seal: the full check will say what is wrong
    return None


def unpack_journal(tables: Tables) -> None:
    """Make the journal's entries whole in place, in tables of a format that packs them."""
    if PACKED <= (meta(tables) or {})["format"] <= FORMAT and tables.get("journal"):
        from coach_tui.store.packed import unpack

        unpack(tables, tables["journal"])


def _decode_in_full(path: str, raw: bytes, check_record: CheckRecord | None) -> tuple[Tables, int | None]:
    from coach_tui.store import checking

    name = shown(path)
    try:
        tables = checking.check_shape(checking.parse_strictly(raw))
        about = meta(tables) or {}
        about.setdefault("generation", 0)
        if about.get("format", 0) <= FORMAT:  # what a newer one has there is its affair
            checking.check_journal(tables)
        unpack_journal(tables)
        migrated_from = migrations.upgrade(tables, name)
        checking.check_records(tables, raw, check_record)
    except checking.Foreign as error:
        raise DataFileError(
            f"{name} is not a coach-tui file ({error}); it was left alone: name another file with --data"
        ) from None
    except checking.Damaged as error:
        remedy = UNMERGED if isinstance(error, checking.Unmerged) else ""
        raise DamagedFile(f"{name} is damaged ({shown(str(error))})", remedy) from None
    fill(tables)
    return tables, migrated_from
