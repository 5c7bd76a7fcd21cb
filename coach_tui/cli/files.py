"""Files that a person names: read whole, written privately, never over another unasked."""

from __future__ import annotations

import os
from pathlib import Path

from coach_tui.plan.errors import BadInput
from coach_tui.store import durable
from coach_tui.store.names import advice, shown

LIMIT = 200_000_000
"""Bytes a file to be read may have."""


def read_text(name: str) -> str:
    """The text in a file (or pipe), UTF-8 with or without BOM.

    Raises:
        BadInput: when it cannot be read, is too large or no UTF-8.
    """
    data = read_bytes(name)
    try:
        return str(data, "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput(f"line {line}: not UTF-8 text; convert it first") from None


def read_bytes(name: str) -> bytes:
    """What is in a file (or pipe).

    Raises:
        BadInput: when it cannot be read or is too large.
    """
    try:
        with Path(name).open("rb") as file:
            data = file.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        said = advice(error) if isinstance(error, OSError) else "no file can have that name"
        raise BadInput(f"cannot be read: {said}") from None
    if len(data) > LIMIT:
        raise BadInput(f"more than {LIMIT // 1_000_000} MB; give it in parts")
    return data


def write_text(name: str, text: str, *, force: bool, never: Path) -> None:
    """Writes a file that only its owner may read, durably.

    Args:
        name: the file.
        text: what it is to hold.
        force: whether it may take the place of one that is there.
        never: a file that it may not replace whatever is said: the data file.

    Raises:
        BadInput: when it exists and `force` was not given, is the data file, or cannot be written.
    """
    target = os.path.realpath(name)
    if target == os.path.realpath(never):
        raise BadInput(f"{shown(name)} is the data file itself; name another file")
    if os.path.isdir(target):  # noqa: PTH112
        raise BadInput(f"{shown(name)} is a folder; name a file inside it")
    if os.path.lexists(target) and not force:
        raise BadInput(f"{shown(name)} exists already; name another file, or use --force")
    fresh = durable.temporary(target)
    try:
        durable.write_new(fresh, text.encode("utf-8", "replace"))
        try:
            if force:
                os.replace(fresh, target)  # noqa: PTH105
            else:
                os.link(fresh, target)  # unlike a rename it takes nobody's place
                os.unlink(fresh)  # noqa: PTH108
        except BaseException:
            durable.remove(fresh)
            raise
    except FileExistsError:
        raise BadInput(f"{shown(name)} exists already; name another file, or use --force") from None
    except (OSError, ValueError) as error:
        said = advice(error) if isinstance(error, OSError) else "no file can have that name"
        raise BadInput(f"{shown(name)} cannot be written: {said}") from None
