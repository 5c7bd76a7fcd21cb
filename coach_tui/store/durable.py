"""Putting bytes on the disk so that after any crash the old file is there or the new one, never a mix."""
# ruff: noqa: PTH101, PTH102, PTH105, PTH108, PTH112, PTH118, PTH120, PTH208

from __future__ import annotations

import errno
import fcntl
import os
import stat

from coach_tui.plan.errors import DataFileError
from coach_tui.store import processes
from coach_tui.store.names import advice, fault, shown
from coach_tui.store.seal import close_quietly

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS)


def make_folder(folder: str) -> None:
    """Make a folder and the ones above it that are missing, each 0700 and confirmed; raises OSError."""
    if not folder or os.path.isdir(folder):
        return
    above = os.path.dirname(folder)
    make_folder(above)
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        if not os.path.isdir(folder):
            raise
        return
    sync_folder(above)


def make_private_folder(folder: str) -> None:
    """Make a folder for us alone; one that is there already is closed to others (OSError).

    One that belongs to somebody else, or is a link, is no place for what is ours.
    """
    make_folder(folder)
    about = os.lstat(folder)
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.geteuid():
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    if about.st_mode & 0o077:
        os.chmod(folder, 0o700)


def names_in(folder: str) -> list[str]:
    """Return the names in a folder, none where there is no folder.

    Raises DataFileError when it is there and cannot be read: nobody may take that for an empty one.
    """
    try:
        return sorted(os.listdir(folder or "."))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise fault(folder, "read", error) from None


def check_writable(folder: str) -> None:
    """Raise DataFileError when the system would not let us change what is in a folder that is there."""
    if os.path.isdir(folder) and not os.access(folder, os.W_OK | os.X_OK):
        read_only = os.statvfs(folder).f_flag & os.ST_RDONLY
        raise fault(folder, "written to", OSError(errno.EROFS if read_only else errno.EACCES, ""))


def sync(fd: int) -> None:
    """Have the disk confirm a file's bytes; on macOS fsync alone does not reach the platters."""
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:
        try:
            fcntl.fcntl(fd, full)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        else:
            return
    os.fsync(fd)


def sync_folder(folder: str) -> None:
    """Have the disk confirm what names a folder holds; some file systems know no such thing."""
    fd = os.open(folder or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync(fd)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        close_quietly(fd)


def sync_folders(folders: Iterable[str]) -> None:
    """Have the disk confirm what names several folders hold, each once."""
    for folder in sorted(set(folders)):
        sync_folder(folder)


def write_all(fd: int, data: bytes) -> None:
    """Write every byte, however few the system takes at a time."""
    left = memoryview(data)
    while left:
        taken = os.write(fd, left)
        if taken <= 0:
            raise OSError(errno.EIO, "nothing was written")
        left = left[taken:]


def write_new(path: str, data: bytes, owner: os.stat_result | None = None) -> None:
    """Make a new file, 0600, with these bytes confirmed by the disk; it is removed when that fails (OSError).

    `owner` is the file it will replace: when root writes, it keeps its owner.
    """
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            if owner is not None and os.geteuid() == 0 and (owner.st_uid or owner.st_gid):
                os.fchown(fd, owner.st_uid, owner.st_gid)
            write_all(fd, data)
            sync(fd)
        finally:
            os.close(fd)  # its error counts: some file systems report a full disk only here
    except BaseException:
        remove(path)
        raise


def remove(path: str) -> None:
    """Remove a file if that can be done."""
    try:
        os.unlink(path)
    except OSError:
        return


def temporary(target: str) -> str:
    """Return a name in the target's folder for what will replace it, telling whose it is."""
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name}.{processes.mark()}.{os.urandom(4).hex()}.tmp")


def leftovers(target: str) -> list[str]:
    """Return the temporary files that dead processes left beside the target."""
    folder, name = os.path.split(target)
    start = f".{name}."
    found = []
    try:
        with os.scandir(folder or ".") as entries:
            for entry in entries:
                if entry.name.startswith(start) and entry.name.endswith(".tmp"):
                    mark = entry.name[len(start) : -len(".tmp")].partition(".")[0]
                    if not processes.lives(mark):
                        found.append(os.path.join(folder, entry.name))
    except OSError:
        return []
    return sorted(found)


def half_made(folder: str) -> list[str]:
    """Return what dead writers left in a folder, whatever it was to become; raises DataFileError."""
    found = []
    for name in names_in(folder):
        mark = name.removesuffix(".tmp").rpartition(".")[0].rpartition(".")[2]
        if name.startswith(".") and name.endswith(".tmp") and "-" in mark and not processes.lives(mark):
            found.append(os.path.join(folder, name))
    return found


def sweep(target: str) -> None:
    """Remove what writers left behind that died in the middle."""
    for path in leftovers(target):
        remove(path)


class Unconfirmed(DataFileError):
    """The file was written, and only the disk's last confirmation is missing."""


def replace(target: str, data: bytes, owner: os.stat_result | None) -> None:
    """Put these bytes in the target's place at once and durably; call it with the lock held.

    Raises DataFileError: the old file then stands untouched and nothing is left beside it, unless it is
    Unconfirmed.
    """
    fresh = temporary(target)
    try:
        write_new(fresh, data, owner)
        try:
            os.replace(fresh, target)
        except BaseException:
            remove(fresh)
            raise
    except OSError as error:
        raise DataFileError(
            f"{shown(target)} cannot be written: {advice(error)}; nothing was changed"
        ) from None
    try:
        sync_folder(os.path.dirname(target))
    except OSError as error:
        line = str(fault(target, "confirmed, though it was written", error))
        raise Unconfirmed(line) from None
