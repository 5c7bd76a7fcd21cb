"""Putting a backup in the data file's place."""

from __future__ import annotations

import os

from coach_tui.plan.errors import DataFileError
from coach_tui.store import backups, contents, keys, locked, reading
from coach_tui.store.journal import make_room, remark
from coach_tui.store.machine import machine_of
from coach_tui.store.names import shown
from coach_tui.store.shapes import meta
from coach_tui.store.storage import held
from coach_tui.store.taking_out import erased_in, mark_erased

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coach_tui.store.data_file import DataFile
    from coach_tui.store.shapes import Tables

    Carry = Callable[[Tables, Tables], None]
    """Takes over from the present tables into the restored ones what a restore must not take back."""


def restore(file: DataFile, path: Path, carry: Carry | None = None) -> None:
    """Restore a backup; see `Store.restore`.

    The generation goes on from the higher of both files, so that whoever looks at it sees a change, and who
    was erased stays marked so. The journal gets an entry of state "dropped" without ops: it tells of the
    restore, and of the other machines from which it took back something; undo tells of it and goes past it.
    """
    found = contents.read_both(os.fspath(path))
    if found is None:
        raise DataFileError(f"{shown(path)} does not exist: choose one of the backups in the folder backups")
    tables, _ = contents.decode(os.fspath(path), found[0], False, file.check_record)
    now = file.now()
    with held(file) as storage:
        storage.lock()
        present = _present(storage.target)
        storage.locked_for = _locked_for(storage.target, present, tables, locked.is_locked(found[2]))
        backups.make(storage.target, now, "before-restore")
        about, was = meta(tables), meta(present)
        if about is not None and was is not None:
            about["generation"] = max(about["generation"], was["generation"])
            if "synced" in was:  # what other machines have sent since the backup is taken back as well
                about["synced"] = was["synced"]
            mark_erased(tables, (), erased_in(present))
        if carry is not None:
            carry(present, tables)
        machine = machine_of(storage.target)
        where = _where(present, tables, machine)
        for entry in tables["journal"].values():
            if entry["state"] == "undone" and entry.get("machine") in (None, machine):
                entry["state"] = "dropped"  # as with any other change
        make_room(tables)
        remark(tables, now, f"restored from {shown(path.name)}", restored=True, **where)
        storage.overwrite(tables)


def _where(present: Tables, restored: Tables, machine: str | None) -> dict[str, str | list[str]]:
    """On which machine it is restored, and what other machines did that it takes back."""
    if machine is None:
        return {}
    states = {entry["uid"]: entry["state"] for entry in restored["journal"].values()}
    others = {
        str(entry["machine"])
        for entry in present.get("journal", {}).values()
        if entry["ops"] and entry.get("machine") and states.get(entry["uid"]) != entry["state"]
    } - {machine}
    return {"machine": machine, "took": sorted(others)} if others else {"machine": machine}


def _present(target: str) -> Tables:
    """Return what the file about to be replaced holds, nothing when it cannot be told.

    Raises LockedFile for one that is locked for another key: it may be sound, and the only one of its kind.
    """
    try:
        return reading.load(target, None).tables
    except locked.LockedFile as error:
        raise locked.LockedFile(f"{error}; to restore in its place all the same, move it away") from None
    except DataFileError:
        return {}


def _locked_for(target: str, present: Tables, restored: Tables, was_locked: bool) -> tuple[str, ...]:
    """For whom the file is to be locked once it is restored: as it is now, whatever the backup was.

    Where what stands there cannot be read, it is locked if anything says that it was.
    """
    beside = keys.recipients_beside(target)
    if present and keys.is_data_locked(target) and keys.recipients_inside(present):
        return keys.agreed(target, present)
    if beside is None and not keys.is_data_locked(target) and (present or not was_locked):
        return ()
    # A list beside the file that anybody could have put there says no more than the backup does itself.
    told = keys.recipients_inside(restored) if was_locked else None
    return told or beside or keys.current().own_recipients()
