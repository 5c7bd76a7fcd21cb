"""Whether a data file and the remote are locked alike; what is plain and what is locked is never mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.store import keys, locked, meant
from coach_tui.store.names import shown
from coach_tui.sync.git import Failed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach_tui.sync.shelf import Shelf


def check_alike(
    shelf: Shelf, tip: str | None, last: str | None, *, relock: bool = False, plain: bool = False
) -> None:
    """Refuse to send to a remote that is not locked as the data file is; `tip` is what it holds.

    For whom it is locked is for this machine to say: whoever can write to the remote could add a key there.
    So it may differ only where it is this machine that has changed it since the commit that was sent `last`,
    or where the remote is to be locked anew (`relock`). What is locked there is never sent in plain text
    unless just that was asked for (`plain`).

    Raises:
        Failed: they are not alike; the line says what to do.
    """
    cut_off = meant.way_on(shelf.target)
    if cut_off or keys.is_half_done(shelf.target):
        raise Failed(f"nothing was sent: {cut_off or 'the data file is just being encrypted, try again'}")
    if tip is None:
        return
    ours = locked.keys_of(shelf.recipients)
    if not shelf.is_locked(tip):
        if ours and not relock:
            raise Failed(
                "this data file is encrypted, and the remote is not: coach sync --anew locks it too, and "
                "lets go of what it held"
            )
        return
    if not ours:
        if relock and plain:
            return
        raise Failed(
            "the remote is encrypted, and this data file is not: first run coach encrypt"
            f"{_words('--to', shelf.locked_for(tip))}; to have "
            "it all lie there in plain text from now on: coach sync --anew --plain"
        )
    if relock:
        return
    said = shelf.locked_for(tip)
    theirs = locked.keys_of(said)
    if theirs == ours:
        return
    before = None if last is None else locked.keys_of(shelf.locked_for(last))
    if theirs == before:
        return
    more = [one for one in said if locked.key_of(one) not in ours]
    less = [one for one in shelf.recipients if locked.key_of(one) not in theirs]
    again = "" if before in (None, ours) else ", sync, and say anew what was said here since the last sync"
    raise Failed(
        "the remote is locked for others than this data file: where that is meant, say it here too, "
        f"coach encrypt{_words('--add', more)}{_words('--remove', less)}{again}"
    )


def _words(option: str, recipients: Iterable[str]) -> str:
    """An option of a command line for each of these: whoever wrote to the remote may have named them."""
    return "".join(f" {option} '{_plain(one)}'" for one in recipients)


def _plain(one: str) -> str:
    """A recipient in which nothing ends the quotes around it."""
    return shown(one).replace("'", "’")
