"""The lock: a file beside the data file, held while one change is made and never while a person thinks."""
# ruff: noqa: PTH116, PTH120

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time

from coach_tui.plan.errors import ChangedMeanwhile, DataFileError
from coach_tui.store.beside import sidecar
from coach_tui.store.names import advice, fault, shown
from coach_tui.store.seal import close_quietly

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
_BUSY = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)
_FIRST, _OFTEN = 0.004, 0.0004
"""Seconds between two looks whether it is our turn or the lock is free: for whoever comes, and at last."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Lock:
    """An exclusive flock on `.coach.json.lock`; the file stays: to unlink it would make two locks of one.

    Whoever wants it first takes a turn, a flock on the folder, and gives it back with the lock in hand. So
    one at a time waits for the lock itself, and nobody who has just let go of it has it before that one.
    """

    def __init__(self, target: str, wait: float) -> None:
        self._target = target
        self._wait = wait
        self._turn = -1
        self.fd = -1

    def take(self) -> None:
        """Take the lock, waiting at most the given seconds; any signal is served while waiting.

        Raises ChangedMeanwhile when another process holds it that long, DataFileError when there can be none.
        """
        for pause in self.tries():
            time.sleep(pause)

    def tries(self) -> Iterator[float]:
        """Try to take the lock, yielding the seconds to wait before the next try; raises as `take` does."""
        path = sidecar(self._target, "lock")
        begun = time.monotonic()
        try:
            while not self._has_turn(time.monotonic() - begun):
                yield from self._pause(begun)
            while not self._has_lock(path):
                yield from self._pause(begun)
        except OSError as error:
            self.release()
            if error.errno in _NO_LOCKS:
                raise DataFileError(
                    f"{shown(self._target)} cannot be locked for writing: its disk knows no locks, as some "
                    "network disks do not; keep the file on a local one and name it with --data"
                ) from None
            raise fault(self._target, "locked for writing", error) from None
        except BaseException:
            self.release()
            raise
        finally:
            self._give_turn_back()

    def _pause(self, begun: float) -> Iterator[float]:
        """Give the seconds until the next try; ChangedMeanwhile at the end.

        Whoever waits longer looks more often, and so comes before others; chance keeps them from one step.
        """
        waited = time.monotonic() - begun
        if waited >= self._wait:
            raise ChangedMeanwhile(
                f"{shown(self._target)} is in use by another coach-tui (waited {self._wait:g} s): try again"
            )
        yield max(_OFTEN, _FIRST / (1 + 40 * waited)) * (0.5 + os.urandom(1)[0] / 256)

    def _has_turn(self, waited: float) -> bool:
        """Whether it is our turn.

        It is where folders know no locks, and for whoever has waited half of the time: one who was stopped,
        or a stranger, may have the turn.
        """
        if self._turn < 0:
            folder = os.path.dirname(self._target) or "."
            try:
                self._turn = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            except OSError:
                return True  # what is wrong with it is told when the lock is opened in it
        try:
            fcntl.flock(self._turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _BUSY or (self._wait > 0 and waited * 2 >= self._wait)
        return True

    def _give_turn_back(self) -> None:
        fd, self._turn = self._turn, -1
        if fd >= 0:
            close_quietly(fd)

    def _has_lock(self, path: str) -> bool:
        while True:
            if self.fd < 0:
                self._open(path)
            try:
                fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno in _BUSY:
                    return False
                raise
            if self._is_still(path):
                return True
            self.release()  # somebody removed the file we waited at: take the new one

    def _open(self, path: str) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
        try:
            self.fd = os.open(path, flags, 0o600)
            self._private(path)
        except PermissionError as error:
            if not os.path.lexists(path):
                raise  # it is the folder that refuses
            raise DataFileError(
                f"{shown(path)} cannot be opened: {advice(error)}; where no coach-tui runs, it may be removed"
            ) from None

    def _private(self, path: str) -> None:
        about = os.fstat(self.fd)
        if not stat.S_ISREG(about.st_mode):
            raise DataFileError(f"{shown(path)} is not a plain file: remove it, then try again")
        if stat.S_IMODE(about.st_mode) != 0o600:
            os.fchmod(self.fd, 0o600)

    def _is_still(self, path: str) -> bool:
        try:
            there = os.stat(path, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return os.path.samestat(there, os.fstat(self.fd))

    def release(self) -> None:
        """Let go of the lock, if it is held."""
        fd, self.fd = self.fd, -1
        if fd >= 0:
            close_quietly(fd)
