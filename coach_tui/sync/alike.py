"""Whether a data file and the remote are locked alike; what is plain and what is locked is never mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.store import locked
from coach_tui.sync.git import Failed

if TYPE_CHECKING:
    from coach_tui.sync.shelf import Shelf


def check_alike(shelf: Shelf, tip: str, last: str | None) -> None:
    """Refuse to send to a remote that is not locked as the data file is.

    For whom it is locked is for this machine to say: whoever can write to the remote could add a key there.
    So it may differ only where it is this machine that has changed it since the commit that was sent `last`.

    Raises:
        Failed: they are not alike; the line says what to do.
    """
    ours = locked.keys_of(shelf.recipients)
    if not shelf.is_locked(tip):
        if ours:
            raise Failed(
                "this data file is encrypted, and the remote is not: coach sync --anew locks it too, and "
                "lets go of what it held"
            )
        return
    said = shelf.locked_for(tip)
    if not ours:
        whom = " ".join(f"--to '{one}'" for one in said)
        raise Failed(f"the remote is encrypted, and this data file is not: first run coach encrypt {whom}")
    theirs = locked.keys_of(said)
    if theirs == ours or (last is not None and locked.keys_of(shelf.locked_for(last)) == theirs):
        return
    differing = [one for one in (*said, *shelf.recipients) if locked.key_of(one) in theirs ^ ours]
    raise Failed(
        "the remote is locked for others than this data file "
        f"({', '.join(map(locked.shown_recipient, differing))}): where that is meant, say it here too with "
        "coach encrypt"
    )
