"""One data file as all know it who read or change it: where it lies, its clock and check, who has it now."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from coach_tui.store.checking import CheckRecord


class DataFile:
    """One data file.

    `now` gives the moment for journal and backups; `check_record(table, record)` raises BadInput for a record
    that may not be in the file; `lock_wait` is how many seconds a change waits for another process.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        now: Callable[[], datetime],
        check_record: CheckRecord | None = None,
        lock_wait: float = 5.0,
    ) -> None:
        self.name = os.fspath(path)
        self.now = now
        self.check_record = check_record
        self.lock_wait = lock_wait
        self.commits = 0
        """How many changes were written by way of this; whoever fails after that must not say otherwise."""
        self.doubt = ""
        """Why the disk may not keep the last of them, "" for no reason: to be told, since it was made."""
        self.upgraded = ""
        """Of what format the file is since one of them, and where it lies as it was; "" where nothing was."""
        self.was_there = False
        """Whether the file was there when it was read or written by way of this."""
        self._holders: set[int] = set()

    @property
    def path(self) -> Path:
        """Where it lies, as a path; `name` is the same as a text."""
        from pathlib import Path

        return Path(self.name)

    def note(self, committed: bool, doubt: str, upgraded: str) -> None:
        """Note what became of a change, why the disk may not keep it, and that it has upgraded the file."""
        if committed:
            self.commits += 1
            self.was_there = True
            self.doubt = doubt
            self.upgraded = self.upgraded or upgraded

    def take_upgraded(self) -> str:
        """Return in one line that the file was upgraded, "" where it was not; once."""
        found, self.upgraded = self.upgraded, ""
        return found

    def hold(self) -> None:
        """Note that this thread is about to take the lock: it must not wait for one it has itself."""
        from _thread import get_ident

        if get_ident() in self._holders:
            raise RuntimeError("a transaction of this store is open already in this thread")
        self._holders.add(get_ident())

    def let_go(self) -> None:
        """Note that this thread no longer has the lock."""
        from _thread import get_ident

        self._holders.discard(get_ident())
