"""Putting a backup in the data file's place."""

from __future__ import annotations

import os

from coach_tui.plan.errors import DataFileError
from coach_tui.store import backups, contents, reading
from coach_tui.store.journal import KEPT, in_order, remark
from coach_tui.store.names import shown
from coach_tui.store.shapes import meta
from coach_tui.store.storage import held

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from coach_tui.store.data_file import DataFile


def restore(file: DataFile, path: Path) -> None:
    """Restore a backup; see `Store.restore`.

    The generation goes on from the higher of both files, so that whoever looks at it sees a change, and the
    journal gets an entry of state "dropped" without ops: it tells of the restore and cannot be undone.
    """
    found = contents.read_bytes(os.fspath(path))
    if found is None:
        raise DataFileError(f"{shown(path)} does not exist: choose one of the backups in the folder backups")
    tables, _ = contents.decode(os.fspath(path), found[0], False, file.check_record)
    now = file.now()
    with held(file) as storage:
        storage.lock()
        backups.make(storage.target, now, "before-restore")
        about = meta(tables)
        if about is not None:
            about["generation"] = max(about["generation"], _generation(storage.target))
        kept = in_order(tables)
        for number, _ in kept[: max(0, len(kept) - KEPT + 1)]:
            del tables["journal"][number]
        remark(tables, now, f"restored from {shown(path.name)}")
        storage.overwrite(tables)


def _generation(target: str) -> int:
    """Return the generation of the file about to be replaced, 0 when it cannot be told."""
    try:
        about = meta(reading.load(target, None).tables)
    except DataFileError:
        return 0
    return about["generation"] if about else 0
