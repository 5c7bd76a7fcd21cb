"""What others have made and the app reads: it is not waited for, and what is wrong with it is one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from coach_tui.own_toml import NoFile, file_bytes
from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.store.names import advice, shown

T = TypeVar("T")

LIMIT = 50_000_000
"""Bytes that such a file may have."""


def bytes_of(name: str) -> bytes:
    """What a file holds that somebody has named; a leading ~ is home.

    Raises:
        BadInput: it cannot be read, is no file, or too large.
    """
    try:
        data = file_bytes(Path(name).expanduser(), LIMIT)
    except NoFile:
        raise BadInput(f"{shown(name)} is no file; name another") from None
    except (OSError, ValueError, RuntimeError) as error:
        said = advice(error) if isinstance(error, OSError) else "no file can have that name"
        raise BadInput(f"{shown(name)} cannot be read: {said}") from None
    if len(data) > LIMIT:
        raise BadInput(f"{shown(name)} is larger than {LIMIT // 1_000_000} MB; name another")
    return data


def read(work: Callable[[], T], what: str) -> T:
    """What reading something of others' gives.

    Raises:
        BadInput: whatever fails in it that nobody foresaw is this file's fault, and not the end of the app.
    """
    try:
        return work()
    except CoachError:
        raise
    except Exception as error:
        raise BadInput(f"{what} cannot be read ({type(error).__name__}); save its text alone") from None
