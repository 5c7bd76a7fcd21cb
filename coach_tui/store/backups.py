"""Copies of the data file: one a day, and one before anything that destroys.

They lie in the folder `backups` beside the data file as NAME.20261124T101500.daily.json. A daily one is a
hard link of the old file at the moment it is replaced: it costs nothing, since that file is never modified
again. Backups of one state one after the other are one file, too.
"""
# ruff: noqa: PTH101, PTH105, PTH108, PTH116, PTH118, PTH119, PTH120, PTH121

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path

from coach_tui import bounds
from coach_tui.plan.errors import DataFileError
from coach_tui.store import contents, durable, keys, whom
from coach_tui.store.locked import LockedFile
from coach_tui.store.names import fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from coach_tui.store.checking import CheckRecord

KEPT = 10
"""How many daily backups stay, how many copies of a conflict, and how many others."""
DAILY = "daily"
BEFORE_FORMAT = "before-format-"
"""How the kind begins of one that was made before the file got a newer format."""
COPY = "conflict-copy"
"""The kind of those that a program which syncs folders had made, and that were merged."""


def folder_of(target: str) -> str:
    """Return the folder of a data file's backups."""
    return os.path.join(os.path.dirname(target), "backups")


def listing(target: str) -> list[tuple[str, str, str]]:
    """Return (path, time stamp, kind) of each backup of a data file, newest first.

    Raises DataFileError when their folder is there and cannot be read.
    """
    folder = folder_of(target)
    names = durable.names_in(folder)
    pattern = re.compile(
        re.escape(os.path.basename(target)) + r"\.(\d{8}T\d{6})\.([a-z0-9-]+)(?:\.(\d+))?\.json"
    )
    found = []
    for name in names:
        if parts := pattern.fullmatch(name):
            found.append((parts[1], int(parts[3] or 0), os.path.join(folder, name), parts[2]))
    return [(path, stamp, kind) for stamp, _, path, kind in sorted(found, reverse=True)]


def before_write(target: str, migrated_from: int | None, now: datetime) -> list[str]:
    """Back up the file about to be replaced, if this is the day's first write or it had an older format.

    `migrated_from` is that older format. Returns the copies, which may be links of the file: where it is not
    replaced after all they are of no use (`take_back`). Raises DataFileError.
    """
    day = f"{now:%Y%m%d}"
    made = []
    if migrated_from is not None:
        made.append(_keep(target, now, f"{BEFORE_FORMAT}{migrated_from + 1}", link=True))
    if not any(kind == DAILY and stamp.startswith(day) for _, stamp, kind in listing(target)):
        made.append(_keep(target, now, DAILY, link=True))
    return made


def take_back(target: str, made: list[str]) -> None:
    """Remove copies that are still one file with the data file: whoever edits one in place spoils both."""
    for path in made:
        try:
            if os.path.samefile(path, target):
                durable.remove(path)
        except OSError:
            continue


def make(path: str, now: datetime, reason: str) -> Path | None:
    """Copy the data file as it stands, whatever it holds, and return the copy; None when there is none.

    It shares nothing with the file: no write need follow, and an editor may change that in place. Raises
    DataFileError.
    """
    kind = re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-")[:40] or "backup"
    target = os.path.realpath(path)
    if contents.read_raw(target, bounds.COPIED) is None:
        return None
    return Path(_keep(target, now, "by-hand" if kind == DAILY else kind, link=False))


def newest_sound(target: str, check_record: CheckRecord | None) -> str | None:
    """Return the newest backup that stands the full check, or None."""
    try:
        kept = listing(target)
    except DataFileError:
        return None
    return next((path for path, _, _ in kept if _is_sound(path, check_record)), None)


def _is_sound(path: str, check_record: CheckRecord | None) -> bool:
    try:
        return unsound(path, check_record) is None
    except LockedFile:
        return False


def unsound(path: str, check_record: CheckRecord | None) -> str | None:
    """Return in one line what is wrong with a backup, or None when it stands the full check.

    Raises LockedFile where nobody can tell.
    """
    try:
        found = contents.read_bytes(path)
        if found is not None:
            contents.decode(path, found[0], False, check_record)
    except LockedFile:
        raise
    except DataFileError as error:
        return str(error)
    return None


def put_away(target: str, path: str, now: datetime, kind: str) -> Path:
    """Make another file a backup of the data file, locked as that is now, and remove it where it lay.

    Raises DataFileError.
    """
    kept = _keep(target, now, kind, link=False, source=path)
    try:
        os.unlink(path)
    except OSError as error:
        raise fault(path, "removed", error) from None
    return Path(kept)


def _keep(target: str, now: datetime, kind: str, *, link: bool, source: str = "") -> str:
    folder = folder_of(target)
    listing(target)  # a folder that cannot be read is told as what it is
    try:
        durable.make_folder(folder)
        if os.stat(folder).st_mode & 0o077:
            os.chmod(folder, 0o700)
        moment = f"{now:%Y%m%dT%H%M%S}"
        start = os.path.join(folder, f"{os.path.basename(target)}.{moment}.{kind}")
        # Those of one second are counted, so that their order is known.
        first = sum(stamp == moment for _, stamp, _ in listing(target))
        for count in range(first, first + 1000):
            path = f"{start}.{count}.json" if count else f"{start}.json"
            try:
                _put(source or target, path, link, target)
                break
            except FileExistsError:
                continue
        _rotate(target, now, path)
    except OSError as error:
        raise fault(source or target, "backed up", error) from None
    return path


def _put(source: str, path: str, link: bool, target: str) -> None:
    # What another program has laid here may be plain, or open to those whose keys were taken away since.
    anew = source != target and keys.is_data_locked(target)
    twin = "" if anew else _twin(source)
    if (twin and _linked(twin, path)) or (link and _linked(source, path)):
        return
    read = contents.read_bytes if anew else contents.read_raw  # a copy is locked as the file is
    found = read(source, bounds.COPIED)
    data = found[0] if found else b""
    if anew:
        data = whom.as_beside(target, data)
    fresh = durable.temporary(path)
    durable.write_new(fresh, data, found[1] if found else None)
    try:
        os.link(fresh, path)  # unlike a rename it never takes an older backup's place
        os.unlink(fresh)
    except FileExistsError:
        durable.remove(fresh)
        raise
    except OSError:  # no hard links on this file system
        if os.path.lexists(path):
            durable.remove(fresh)
            raise
        os.replace(fresh, path)
    durable.sync_folder(os.path.dirname(path))


def _twin(target: str) -> str:
    """The newest backup, where it holds what is to be backed up, so that both can be one file; else ""."""
    for path, _, _ in listing(target)[:1]:
        try:
            if os.stat(path).st_size == os.stat(target).st_size and not os.path.samefile(path, target):
                there, here = (contents.read_raw(one, bounds.COPIED) for one in (path, target))
                return path if there and here and there[0] == here[0] else ""
        except (OSError, DataFileError):  # it went meanwhile, or cannot be read
            return ""
    return ""


def _linked(target: str, path: str) -> bool:
    try:
        os.link(target, path)
    except FileExistsError:
        raise
    except OSError:
        return False
    try:
        if os.stat(path).st_mode & 0o077:
            os.chmod(path, 0o600)
        durable.sync_folder(os.path.dirname(path))
    except OSError:
        durable.remove(path)
        raise
    return True


def _rotate(target: str, now: datetime, made: str) -> None:
    """Remove backups beyond the number kept; one that another process removed first is no fault.

    The one just made stays; those whose day is still to come were made under a wrong clock, and go first.
    Copies of a conflict are counted among themselves, and those of one day stay together.
    """
    soon = f"{now + timedelta(days=1):%Y%m%dT%H%M%S}"
    counts: dict[str, int] = {}
    kept = sorted(listing(target), key=lambda one: (one[0] != made, one[1] > soon))
    for path, stamp, kind in kept:
        group = kind if kind in (DAILY, COPY) else ""
        counts[group] = counts.get(group, 0) + 1
        if counts[group] > KEPT and not (kind == COPY and stamp.startswith(f"{now:%Y%m%d}")):
            durable.remove(path)
    for path in half_made_backups(folder_of(target)):
        durable.remove(path)


def half_made_backups(folder: str) -> list[str]:
    """Return what dead processes left half written in a folder of backups."""
    from coach_tui.store import processes

    found = []
    for name in durable.names_in(folder):
        parts = re.fullmatch(r"\..*\.json\.([0-9]+-[0-9]+)\.[0-9a-f]{8}\.tmp", name)
        if parts and not processes.lives(parts[1]):
            found.append(os.path.join(folder, name))
    return found
