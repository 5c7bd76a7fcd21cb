"""What quick commands printed last, kept beside the data file: printed again while nothing has changed.

The file `.coach.json.printed` holds, of a few command lines, what they printed and their exit status, and all
that this rests on: the data file's state, the configuration, the day, the program, whether names are hidden.
Where any of it is otherwise, nothing in the file is believed. It may hold names, as the data file does: it is
its owner's alone, goes with every change, and is not there where the data file is encrypted; while names are
hidden it holds nothing but lines that count. Whatever is wrong with it, the command is done as ever.

The data file's state is its place, size and times, of which one moves with every change, whoever makes it. Of
two changes in one tick of the disk's clock the second would not be told (see `coach_tui.cli.keeping`).
"""
# ruff: noqa: PTH116, PTH118

from __future__ import annotations

import os
import stat
import sys
import time
import zlib

import coach_tui
from coach_tui.cli.commands import FLAGS
from coach_tui.store import beside, paths

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

PART = b"\x1e"
"""What ends each part of such a file; nothing in it holds that."""
LARGEST = 4_000_000
"""Bytes of such a file."""
_COUNTS = "--line"
"""With it `coach today` names nobody, unless it is to be JSON."""
_CONFIG = 20_000
"""Bytes of a configuration that is kept to be compared."""
_ROOMS = ("", "changes", "cli", "plan", "plan/attention", "store")
"""The program's folders that have a part in what is printed: another version has others."""


class Printed:
    """One command line: whether its output is known, and what that rests on."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], stdout: TextIO) -> None:
        self._env = env
        self._counts = _COUNTS in argv and "--json" not in argv
        self._tells = argv[0] == "today" and not self._counts
        """Whether it says, too, that copies of the data file lie beside it."""
        self.line = f"{' '.join(argv)} {_width(stdout)}".encode()
        self.target = os.path.realpath(paths.data_file(env))
        self.about: os.stat_result | None = None
        """The data file's state."""
        self.rests_on = self.facts()
        """All that counts; b"" where nothing is to be kept."""

    def again(self) -> tuple[int, bytes] | None:
        """Exit status and output, where they are known; None where the command has to be done."""
        if not self.rests_on or (self._tells and beside.may_have_copies(self.target)):
            return None
        data = self.kept()
        at = data.find(PART + self.line + PART)  # no text is like that: each ends a line
        if at < 0:
            return None
        begin = at + len(self.line) + 2
        end = data.index(PART, begin)
        return int(data[begin:end]), data[end + 1 : data.index(PART, end + 1)]

    def kept(self) -> bytes:
        """The whole file: its mark, what it rests on, and three parts for each command line.

        Nothing where that is not so now, or anything is wrong with the file.
        """
        try:
            data = _file_bytes(beside.sidecar(self.target, beside.PRINTED))
        except (OSError, ValueError):
            return b""
        rest = memoryview(data)[len(mark_of(b"")) :]
        begins = b"".join((mark_of(rest), PART, self.rests_on, PART))
        return data if data.startswith(begins) else b""

    def facts(self) -> bytes:
        """What the output rests on as it is now, in bytes to be compared; b"" where nothing is to be kept."""
        try:
            self.about = self._data_file()
            config = _configuration(paths.config_file(self._env))
            rooms = [os.stat(os.path.join(coach_tui.__path__[0], room)).st_mtime_ns for room in _ROOMS]
        except (OSError, ValueError):
            return b""
        about, hidden = self.about, os.path.lexists(beside.sidecar(self.target, beside.HIDDEN))
        if about is None or (hidden and not self._counts):
            return b""
        state = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
        day = (time.localtime()[:3], os.fsencode(self._env.get("COACH_TODAY", "")))
        told = (coach_tui.__version__, sys.hexversion, rooms, self.target, state, day, hidden, config)
        return ascii(told).encode()

    def _data_file(self) -> os.stat_result | None:
        """The state of the data file; None where it is no plain file of one's own.

        It is opened for that: on a disk in a network, only then is its state the present one.
        """
        if not stat.S_ISREG(os.stat(self.target).st_mode):
            return None  # to open a device can already do something
        under_way = (beside.sidecar(self.target, one) for one in (beside.RECIPIENTS, beside.LOCKING))
        if any(map(os.path.lexists, under_way)):
            return None
        fd = os.open(self.target, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            about = os.fstat(fd)
            return about if about.st_uid == os.geteuid() and os.read(fd, 1) == b"{" else None
        finally:
            os.close(fd)


def mark_of(rest: bytes | memoryview) -> bytes:
    """How such a file begins, by the rest of it: what is damaged has another mark."""
    return b"coach-tui printed %08x" % zlib.crc32(rest)


def can_be_kept(argv: Sequence[str]) -> bool:
    """Whether what a command line prints rests on nothing else."""
    if argv[:1] == ["today"]:
        return all(word in FLAGS for word in argv[1:])
    return argv == ["clients", "--names"]


def _width(stdout: TextIO) -> str:
    """The cells of a terminal's line, to which a list is made; "" for a pipe."""
    if not stdout.isatty():
        return ""
    try:
        return str(os.get_terminal_size(stdout.fileno()).columns or 80)
    except OSError:
        return "80"


def _file_bytes(path: str) -> bytes:
    """What is in a file that nobody else can get at; ValueError for another, OSError for none."""
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW)
    try:
        about = os.fstat(fd)
        if about.st_uid != os.geteuid() or about.st_mode & 0o077:
            raise ValueError
        if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST:
            raise ValueError
        return os.read(fd, about.st_size)
    finally:
        os.close(fd)


def _configuration(path: str) -> bytes | None:
    """What stands in the configuration, None where there is none; ValueError for what is not compared."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    except FileNotFoundError:
        if os.path.lexists(path):
            raise ValueError from None
        return None
    try:
        data = os.read(fd, _CONFIG + 1) if stat.S_ISREG(os.fstat(fd).st_mode) else b"\0"
    finally:
        os.close(fd)
    if len(data) > _CONFIG or b"\0" in data:
        raise ValueError
    return data
