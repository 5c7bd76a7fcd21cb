"""Putting a backup in the data file's place."""

from __future__ import annotations

import os

from coach_tui.plan.errors import DataFileError
from coach_tui.store import backups, reading
from coach_tui.store.ids import new_uid
from coach_tui.store.journal import KEPT, in_order
from coach_tui.store.names import shown
from coach_tui.store.shapes import meta
from coach_tui.store.storage import DurableStorage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from coach_tui.store.store import Store


def restore(store: Store, path: Path) -> None:
    """Restore a backup; see `Store.restore`.

    The generation goes on from the higher of both files, so that whoever looks at it sees a change, and the
    journal gets an entry of state "dropped" without ops: it tells of the restore and cannot be undone.
    """
    found = reading.read_bytes(os.fspath(path))
    if found is None:
        raise DataFileError(f"{shown(path)} does not exist: choose one of the backups in the folder backups")
    tables, _ = reading.decode(os.fspath(path), found[0], False, store.check_record, hint=False)
    now = store.now()
    storage = DurableStorage(store.path, check_record=store.check_record, lock_wait=store.lock_wait)
    store._hold()
    try:
        storage.lock()
        backups.make(storage.target, now, "before-restore")
        about = meta(tables)
        if about is not None:
            about["generation"] = max(about["generation"], _generation(storage.target))
        journal = tables["journal"]
        kept = in_order(tables)
        for number, _ in kept[: max(0, len(kept) - KEPT + 1)]:
            del journal[number]
        journal[str(int(kept[-1][0]) + 1 if kept else 1)] = {
            "uid": new_uid(),
            "at": now.isoformat(timespec="seconds"),
            "what": f"restored from {shown(path.name)}",
            "client": None,
            "why": None,
            "ops": [],
            "state": "dropped",
        }
        storage.overwrite(tables)
    finally:
        storage.abandon()
        store._let_go()


def _generation(target: str) -> int:
    """Return the generation of the file about to be replaced, 0 when it cannot be told."""
    try:
        about = meta(reading.load(target, None).tables)
    except DataFileError:
        return 0
    return about["generation"] if about else 0
