"""Whether names are hidden, kept beside the data file: an empty file `.coach.json.hidden` while they are.

So they stay hidden after a crash, and whoever opens the app again with others before the screen shows nobody.

The file is there as long as names are hidden in any app that runs on this data file, and after that until
somebody shows them: while it is there, every app begins with names hidden. Each that hides them holds a
shared lock on the file. Who shows them lets go of its own lock and removes the file where nobody else holds
one, so that showing names in one terminal does not show them in another, neither now nor when the app there
is started again. An app that ends, or is killed, holds no lock any more; the file that it leaves goes when
somebody shows names.
"""
# ruff: noqa: PTH108, PTH116, PTH120

from __future__ import annotations

import os

from coach_tui.store.beside import HIDDEN, forget_printed, sidecar
from coach_tui.store.seal import close_quietly

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_TRIES = 20
_held: dict[str, int] = {}
"""The locks that this process holds: descriptors, by the file."""


def names_hidden(place: Path) -> bool:
    """Say whether names are hidden in this data file: one stat."""
    return os.path.lexists(_file(place))


def remember_hiding(place: Path, hidden: bool) -> None:
    """Have the next start hide names, or show them unless another app hides them now. Raises DataFileError.

    An app that began with names hidden says so as well: only then does the file stay for it.
    """
    from coach_tui.store import durable
    from coach_tui.store.names import fault

    path = _file(place)
    try:
        if hidden:
            durable.make_folder(os.path.dirname(path))
            _hide(path)
            forget_printed(os.path.realpath(place))
        else:
            _show(path)
    except OSError as error:
        raise fault(path, "written" if hidden else "removed", error) from None


def _hide(path: str) -> None:
    """Make the file where there is none, and hold a lock on it; raises OSError."""
    import time

    _let_go(path)
    for _ in range(_TRIES):
        _make(path)
        fd = _locked(path, shared=True)
        if fd is None:
            return  # no lock can be had here: the file alone must do
        if fd >= 0:
            _held[path] = fd
            return
        time.sleep(0.001)  # somebody is just removing it
    raise BlockingIOError(11, "Resource temporarily unavailable")


def _make(path: str) -> None:
    from coach_tui.store import durable

    try:
        durable.write_new(path, b"")
    except FileExistsError:
        return  # it is so already


def _show(path: str) -> None:
    """Let go of the lock, and remove the file unless somebody else holds one; raises OSError."""
    _let_go(path)
    fd = _locked(path, shared=False)
    if fd is not None and fd < 0:
        return
    try:
        os.unlink(path)
    except FileNotFoundError:
        return  # it is so already
    finally:
        if fd is not None:
            close_quietly(fd)


def _locked(path: str, *, shared: bool) -> int | None:
    """A descriptor of the file, locked; -1 where others hold it or it is gone, None where no lock can be."""
    import fcntl

    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        return -1
    except OSError:
        return None
    try:
        fcntl.flock(fd, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        still = os.path.samestat(os.stat(path, follow_symlinks=False), os.fstat(fd))
    except (BlockingIOError, FileNotFoundError):
        still = False
    except OSError:
        close_quietly(fd)
        return None
    if still:
        return fd
    close_quietly(fd)
    return -1


def _let_go(path: str) -> None:
    fd = _held.pop(path, -1)
    if fd >= 0:
        close_quietly(fd)


def _file(place: Path) -> str:
    return sidecar(os.path.realpath(place), HIDDEN)
