"""What is to lie beside a data file, locked for those for whom that file is locked when it is written.

Another process may have said anew for whom since this one has read the file: so the file is asked each time,
and it alone, where a key at hand opens it. Where none does any more, the list beside it says for whom, unless
the head of the file tells of others. Nobody is asked for anything, so that a signal handler can do this.
"""

from __future__ import annotations

from contextlib import suppress

from coach_tui import bounds
from coach_tui.plan.errors import DataFileError
from coach_tui.store import contents, keys, locked


def as_beside(target: str, plain: bytes) -> bytes:
    """Return bytes as they are to lie beside a data file: locked as it is, plain where it is plain.

    Raises DataFileError.
    """
    return locked.lock(plain, for_whom(target)) if keys.is_data_locked(target) else plain


def like(target: str, raw: bytes, plain: bytes) -> bytes:
    """Return bytes as what takes the place of others: locked where those were; raises DataFileError."""
    return locked.lock(plain, for_whom(target)) if locked.is_locked(raw) else plain


def for_whom(target: str) -> tuple[str, ...]:
    """Return for whom what lies beside a data file is to be locked now; () where nothing says so."""
    told, marks = keys.current().told(target)
    try:
        found = contents.read_raw(target, bounds.COPIED)
    except DataFileError:
        found = None
    if found is not None and locked.is_locked(found[0]) and not (told and locked.marks(found[0]) == marks):
        told = _said(target, found[0]) or told
    return told or keys.recipients_beside(target) or keys.current().own_recipients()


def _said(target: str, raw: bytes) -> tuple[str, ...]:
    """For whom a data file is locked, of which this is in it; () where that cannot be told."""
    try:
        said = keys.recipients_inside(contents.parse(keys.current().unasked(raw))) or ()
    except locked.LockedFile:
        with suppress(DataFileError):
            listed = keys.recipients_beside(target) or ()
            return listed if locked.counted(raw) == locked.expected(listed) else ()
        return ()
    except (locked.Spoilt, ValueError, TypeError, AttributeError, RecursionError):
        return ()
    keys.current().note(target, said, locked.marks(raw))
    return said
