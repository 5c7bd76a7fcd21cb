"""Stable names for records: UUID version 7, rising with time."""

import os
import time

_last = 0


def new_uid() -> str:
    """Return a fresh UUIDv7 as text of 36 characters.

    Two uids made one after the other in one process sort in that order, even when the clock stands
    still or is set back. (The uuid module is not used: importing it costs more than a whole read.)
    """
    global _last
    # 48 bits of milliseconds, then the 12 bits after the version taken as a counter that starts low enough
    # to be counted up: RFC 9562, method 1.
    moment = (time.time_ns() // 1_000_000 << 12) | (int.from_bytes(os.urandom(2), "big") & 0x7FF)
    _last = moment if moment > _last else _last + 1
    tail = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    text = f"{_last >> 12:012x}7{_last & 0xFFF:03x}{1 << 63 | tail:016x}"
    return _hyphens(text)


def random_uid() -> str:
    """Return a fresh UUIDv4, which tells nothing of when it was made."""
    high, low = (int.from_bytes(os.urandom(8), "big") for _ in range(2))
    high = high & ~0xF000 | 0x4000
    return _hyphens(f"{high:016x}{1 << 63 | low & 0x3FFF_FFFF_FFFF_FFFF:016x}")


def _hyphens(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
