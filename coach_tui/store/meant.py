"""What was meant when a data file began to be encrypted, decrypted or locked for others, until that is done.

It is noted in `.coach.json.locking` beside the file before anything is changed: what was cut off is told by
every command, and can be ended in the direction that was meant.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress

from coach_tui import bounds
from coach_tui.plan.errors import ChangedMeanwhile, DataFileError
from coach_tui.store import durable, keys, locked
from coach_tui.store.beside import sidecar
from coach_tui.store.names import fault, quoted, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection


def note(target: str, recipients: Collection[str], owner: os.stat_result | None) -> None:
    """Note for whom a data file is about to be locked, nobody where it is to be plain; DataFileError."""
    data = json.dumps({"for": list(recipients)}).encode() + b"\n"
    durable.replace(sidecar(target, keys.LOCKING), data, owner)


def noted(target: str) -> tuple[str, ...] | None:
    """Return for whom a data file was to be locked, () where it was to be plain; None where all is done."""
    try:
        found = json.loads(bounds.file_bytes(sidecar(target, keys.LOCKING), bounds.OWN))["for"]
        return tuple(one for one in found if isinstance(one, str))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(target: str) -> None:
    """Let go of the note, as it is done; raises DataFileError."""
    remove(sidecar(target, keys.LOCKING))


def remove(path: str) -> None:
    """Remove a file beside a data file, and have the disk confirm it; raises DataFileError."""
    try:
        if os.path.lexists(path):
            os.unlink(path)  # noqa: PTH108
            durable.sync_folder(os.path.dirname(path))  # noqa: PTH120
    except OSError as error:
        raise fault(path, "removed", error) from None


def way_on(target: str) -> str:
    """Return in one line how to end what was cut off when a data file was locked; "" where nothing was.

    While somebody is at it, nothing is cut off.
    """
    half, meant = keys.is_half_done(target), noted(target)
    if not (half or meant is not None) or _goes_on(target):
        return ""
    if meant == ():
        return f"decrypting {shown(target)} was cut off: coach decrypt ends it, coach encrypt takes it back"
    if half or meant is None:
        return (
            f"{shown(target)} is not encrypted, though {quoted(sidecar(target, keys.RECIPIENTS))} says for "
            "whom: coach encrypt ends what was cut off, coach decrypt takes it back"
        )
    whom = ", ".join(map(locked.shown_recipient, meant))
    return f"encrypting {shown(target)} for {whom} alone was cut off: coach encrypt ends it"


def _goes_on(target: str) -> bool:
    """Whether another process has the data file at this moment."""
    from coach_tui.store.lock import Lock

    lock = Lock(target, 0)
    try:
        lock.take()
    except ChangedMeanwhile:
        return True
    except DataFileError:
        return False
    finally:
        lock.release()
    return False


def of_now(
    target: str, inside: tuple[str, ...] | None, *, anew: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return for whom a data file is locked, or was to be; and those who are to be named, or nobody.

    `inside` is for whom it says itself that it is, None where it is plain. Unless it is said `anew` for
    whom, those are to be named who are not all in it: anybody might have written a note or a list beside it.

    Raises DataFileError where that is open.
    """
    meant = noted(target)
    if meant and (inside is None or locked.keys_of(meant) <= locked.keys_of(inside)):
        return meant, ()
    if anew:
        with suppress(DataFileError):
            return inside or keys.recipients_beside(target) or (), ()
        return (), ()
    beside = keys.recipients_beside(target)
    if meant:
        return inside or (), meant
    if inside and beside is not None and locked.keys_of(inside) != locked.keys_of(beside):
        raise keys.disagree(target)
    return inside or beside or (), ()
