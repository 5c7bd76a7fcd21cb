"""Keeping what a quick command prints (`coach_tui.cli.printed`), while it is done.

The disk's clock goes in ticks: a file that is changed twice in one has the same times after both. So a new
file is made before the data file is read. Where that is younger, whatever changes the data file from then on
moves its times, and what was printed is known to be of the state that is kept. Where it is not, nothing is.
"""
# ruff: noqa: PTH105

from __future__ import annotations

import os

from coach_tui.cli.printed import LARGEST, PART, mark_of
from coach_tui.store import beside, durable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from coach_tui.cli.printed import Printed

_LINES, _LARGEST = 8, LARGEST - 100_000
"""Command lines that are kept at most, the last ones; bytes of what they printed: the longest goes first."""


class Heard:
    """A stream that remembers what is written to it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.texts: list[str] = []

    def write(self, text: str) -> int:
        """Writes it, and remembers it, whether anybody takes it or not."""
        self.texts.append(text)
        return self._stream.write(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


class Keeper:
    """What one command prints, until it is kept or not."""

    def __init__(self, printed: Printed, stdout: TextIO, stderr: TextIO) -> None:
        self._printed = printed
        self._fresh = ""
        """The new file that was made before, "" where nothing is to be kept."""
        self._fd = -1
        self.stdout, self.stderr = Heard(stdout), Heard(stderr)
        try:
            self._begin()
        except OSError:
            self._give_up()  # a folder that cannot be written to is told of where it matters

    def _begin(self) -> None:
        about = self._printed.about
        if not self._printed.rests_on or about is None:
            return
        path = durable.temporary(self._printed.target)
        self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        self._fresh = path
        made = os.fstat(self._fd)
        if made.st_dev != about.st_dev or made.st_mtime_ns <= max(about.st_mtime_ns, about.st_ctime_ns):
            self._give_up()

    def keep(self, status: int) -> None:
        """Keeps what was printed, where that was all, and all that it rests on is as it was."""
        text = "".join(self.stdout.texts).encode("utf-8", "replace")
        try:
            if self._fresh and status in (0, 1) and not self.stderr.texts and self._still():
                self._write(status, text)
        except (OSError, ValueError):
            pass  # it is not kept, then
        self._give_up()

    def _write(self, status: int, text: bytes) -> None:
        line = self._printed.line
        kept = self._printed.kept().split(PART)[2:-1]
        lines = [one for one in zip(kept[::3], kept[1::3], kept[2::3], strict=True) if one[0] != line]
        lines = [*lines, (line, b"%d" % status, text)][-_LINES:]
        while sum(len(one[2]) for one in lines) > _LARGEST:
            lines.remove(max(lines, key=lambda one: len(one[2])))
        parts = [part for one in lines for part in one]
        rest = PART + PART.join([self._printed.rests_on, *parts, b""])
        if not lines or rest.count(PART) != len(parts) + 2:
            return
        durable.write_all(self._fd, mark_of(rest) + rest)
        os.replace(self._fresh, beside.sidecar(self._printed.target, beside.PRINTED))
        self._fresh = ""
        if not self._still():  # changed, or hidden, while it was put there
            beside.forget_printed(self._printed.target)

    def _still(self) -> bool:
        return self._printed.facts() == self._printed.rests_on

    def _give_up(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
        if self._fresh:
            durable.remove(self._fresh)
        self._fd, self._fresh = -1, ""
