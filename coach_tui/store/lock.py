"""The lock: a file beside the data file, held while one change is made and never while a person thinks."""
# ruff: noqa: PTH116

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time

from coach_tui.plan.errors import ChangedMeanwhile, DataFileError
from coach_tui.store.names import advice, fault, shown
from coach_tui.store.seal import close_quietly, sidecar

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
_BUSY = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)


class Lock:
    """An exclusive flock on `.coach.json.lock`; the file stays: to unlink it would make two locks of one."""

    def __init__(self, target: str, wait: float) -> None:
        self._target = target
        self._wait = wait
        self.fd = -1

    def take(self) -> None:
        """Take the lock, waiting at most the given seconds.

        Raises ChangedMeanwhile when another process holds it that long, DataFileError when there can be none.
        """
        path = sidecar(self._target, "lock")
        deadline = time.monotonic() + self._wait
        pause = 0.001
        try:
            while True:
                if self.fd < 0:
                    self._open(path)
                try:
                    fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError as error:
                    if error.errno not in _BUSY:
                        raise
                    if time.monotonic() >= deadline:
                        raise ChangedMeanwhile(
                            f"{shown(self._target)} is in use by another coach-tui "
                            f"(waited {self._wait:g} s): try again"
                        ) from None
                    time.sleep(pause)
                    pause = min(pause * 1.5, 0.02)
                    continue
                if self._is_still(path):
                    return
                self.release()  # somebody removed the file we waited at: take the new one
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
