"""The seal: what the last writer wrote, so that a reader need not check the same bytes again.

It is one line in the lock file. A seal that does not match is no fault: the file was edited with something
else, or is being replaced at this instant, and is then checked in full.
"""

from __future__ import annotations

import os
import zlib

from coach_tui.store import locked
from coach_tui.store.beside import sidecar
from coach_tui.store.shapes import FORMAT

JOURNAL = b',\n\n"journal":'
"""What stands before the journal's table in a file, where it is the last one."""
_LENGTH = 80
_RULES = 2
"""To be raised when the full check grows stricter, so that old seals no longer count."""


def close_quietly(fd: int) -> None:
    """Close a descriptor nothing was written to, or whose bytes are confirmed: an error now means nothing."""
    try:
        os.close(fd)
    except OSError:
        return


def seal_of(data: bytes) -> bytes:
    """Return the seal of these bytes, without the generation: checksum, size, format and rules.

    Of an age file it is that of its marks alone: whoever opens it learns whether the rest is whole.
    """
    told = locked.marks(data) if locked.is_locked(data) else data
    return b"coach-tui seal %d.%d %08x %d " % (FORMAT, _RULES, zlib.crc32(told), len(data))


def write_seal(fd: int, data: bytes, generation: int, journal_at: int, order: int) -> None:
    """Write the seal into the locked lock file; failing to is no fault, the next reader only takes longer.

    `journal_at` is where in the data the journal's table begins, with the comma before it: it is the last.
    `order` is the mark of the order (`canonical.mark`) that everything in it stands in.
    """
    line = seal_of(data) + b"%d %d %d\n" % (generation, journal_at, order)
    try:
        os.pwrite(fd, line.ljust(_LENGTH), 0)
        os.ftruncate(fd, max(len(line), _LENGTH))
    except OSError:
        return


def read_seal(target: str) -> bytes:
    """Return what the lock file of this data file says, or nothing."""
    try:
        fd = os.open(sidecar(target, "lock"), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        return b""
    try:
        return os.read(fd, _LENGTH)
    except OSError:
        return b""
    finally:
        close_quietly(fd)


def matches(seal: bytes, data: bytes) -> bool:
    """Say whether a seal read from the lock file belongs to these bytes."""
    return seal.startswith(b"coach-tui seal ") and seal.startswith(seal_of(data))


def journal_at(seal: bytes, data: bytes) -> int:
    """Return where the journal begins in the data that this seal belongs to; 0 when it does not say."""
    words = seal.split()
    if len(words) < 7 or not words[6].isdigit():
        return 0
    place = int(words[6])
    return place if data.startswith(JOURNAL, place) else 0


def has_order(seal: bytes, order: int) -> bool:
    """Say whether the bytes that this seal belongs to stand in that order (`canonical.mark`)."""
    return seal.split()[7:] == [b"%d" % order]
