"""The small TOML files that a coach keeps, and any TOML text: read safely, each fault in one line.

The configuration, themes, sets of items, credentials and plan files are read by the same means. What stands
in the place of a file and is none, such as a pipe, is not waited for.
"""

from __future__ import annotations

import errno
import os
import stat

from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

LIMIT = 1_000_000
"""Bytes that such a file may have."""
DEEPEST = 50
"""So many parts a key with dots may have: the parser makes a table for each, and looks at all before it."""
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


class NoFile(OSError):
    """What has the name is no file, but a folder, a pipe or a device."""


def file_bytes(path: str | Path, limit: int) -> bytes:
    """What a file holds, up to a byte more than it may; what is no file is not waited for.

    Raises:
        NoFile: it is none.
        OSError: it cannot be read.
        ValueError: no file can have that name.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NoFile(errno.EINVAL, "it is no file")
        return file.read(limit + 1)


def file_text(path: Path, limit: int = LIMIT) -> str:
    """The text of a file in UTF-8, without the mark that some editors put in front.

    Raises:
        FileNotFoundError: there is none.
        BadInput: it cannot be read, with the reason alone.
    """
    try:
        data = file_bytes(path, limit)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise BadInput(getattr(error, "strerror", None) or "no file can have that name") from None
    if len(data) > limit:
        raise BadInput(f"it is larger than {limit // 1_000_000} MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("it is not UTF-8 text") from None


def parsed(text: str) -> dict[str, Any]:
    """The tables in a TOML text.

    Raises:
        BadInput: with the reason and its place.
    """
    import tomllib

    if any(_parts(line) > DEEPEST for line in text.split("\n") if line.count(".") >= DEEPEST):
        raise BadInput(f"not valid TOML: a key of more than {DEEPEST} parts")
    try:
        return tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, and numbers with too many digits
        raise BadInput(f"not valid TOML: {clean(str(error))[:200]}") from None
    except RecursionError:
        raise BadInput("not valid TOML: nested too deep") from None


def _parts(line: str) -> int:
    """How many parts the longest key with dots has that may stand in a line."""
    longest = running = 0
    for part in map(str.strip, line.split(".")):
        is_key = part and (_PLAIN.issuperset(part) or part[0] == part[-1] in "\"'")
        running = running + 1 if is_key else 0
        longest = max(longest, running)
    return longest
