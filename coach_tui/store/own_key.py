"""The data file's own key, `.coach.json.identity` beside it, which a passphrase opens.

A new one lies beside the one until now, as `.coach.json.next.identity`, until all is locked for it; then it
takes its place, and the one until now goes to the backups: copies that were made before need it still.
"""
# ruff: noqa: PTH105, PTH118, PTH119, PTH120

from __future__ import annotations

import os
from typing import NamedTuple

from coach_tui import bounds
from coach_tui.store import backups, durable, keys, locked
from coach_tui.store.beside import sidecar
from coach_tui.store.meant import remove
from coach_tui.store.names import fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime


class OwnKey(NamedTuple):
    """A new key of a data file: its file, which a passphrase opens, and its recipient."""

    data: bytes
    recipient: str


def next_of(target: str) -> str:
    """Return where a new key lies while the one until now is in use."""
    return sidecar(target, f"next.{keys.IDENTITY}")


def recipient_of(target: str) -> str:
    """Return for whom something is locked that the file's own key opens, "" where that is not known."""
    path = keys.own_key_of(target)
    return (keys.current().owned(path) or keys.own_listed(target)) if path else ""


def may_be_in_use(target: str, recipients: tuple[str, ...]) -> bool:
    """Whether the file's own key may be one of those for whom it is locked."""
    own = recipient_of(target)
    if own:
        return own in recipients
    at_hand = keys.current().own_recipients()
    return bool(keys.own_key_of(target)) and any(
        one not in at_hand for one in recipients if not one.startswith("ssh-")
    )


def put(target: str, own: OwnKey, owner: os.stat_result | None, now: datetime) -> None:
    """Keep a new key beside the data file; raises DataFileError."""
    path = sidecar(target, keys.IDENTITY)
    if os.path.lexists(path):
        path = next_of(target)
        if os.path.lexists(path):
            put_away(target, path, now)
    durable.replace(path, own.data, owner)
    keys.current().own(path, own.recipient)


def settle(target: str, recipients: tuple[str, ...], now: datetime) -> tuple[str, str]:
    """Have the key that is in use be the only one beside the data file, now that it is locked for these.

    Returns the recipient of it, "" where none is in use, and where the one until now was put. DataFileError.
    """
    path, fresh = sidecar(target, keys.IDENTITY), next_of(target)
    before = ""
    renewed = keys.current().owned(fresh) if os.path.lexists(fresh) else ""
    if renewed and renewed in recipients:
        if os.path.lexists(path):
            before = put_away(target, path, now)
        try:
            os.replace(fresh, path)
            durable.sync_folder(os.path.dirname(path))
        except OSError as error:
            raise fault(fresh, "renamed", error) from None
        keys.current().own(path, renewed)
        return renewed, before
    if os.path.lexists(path) and not may_be_in_use(target, recipients):
        return "", put_away(target, path, now)
    own = recipient_of(target)
    return (own if own in recipients else ""), before


def put_away(target: str, path: str, now: datetime) -> str:
    """Move a key that is no longer in use to the backups, which it may open; its file there. DataFileError.

    It is found there where a backup is opened, and never where the data file is.
    """
    folder = backups.folder_of(target)
    start = os.path.join(folder, f".{os.path.basename(target)}.{now:%Y%m%dT%H%M%S}")
    try:
        durable.make_private_folder(folder)
        data = bounds.file_bytes(path, bounds.OWN)
        for count in range(1000):
            kept = f"{start}.{count}.{keys.IDENTITY}" if count else f"{start}.{keys.IDENTITY}"
            try:
                durable.write_new(kept, data)
                break
            except FileExistsError:
                continue
        durable.sync_folder(folder)
    except OSError as error:
        raise fault(path, "moved to the backups", error) from None
    remove(path)
    return kept


def shown(one: str, own: str) -> str:
    """Return a recipient for a message; of the file's own key (`own`) it says that a passphrase opens it."""
    name = locked.shown_recipient(one)
    return f"the passphrase ({name})" if one == own else name
