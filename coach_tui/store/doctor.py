"""Looking over the data file and what lies beside it."""
# ruff: noqa: PTH112, PTH116, PTH120

from __future__ import annotations

import os
import stat

from coach_tui.plan.errors import DataFileError
from coach_tui.store import backups, contents, durable, reading, seal
from coach_tui.store.names import advice, quoted, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from coach_tui.store.data_file import DataFile
    from coach_tui.store.journal import Entry
    from coach_tui.store.shapes import Tables


def permissions_fault(path: str | Path) -> str | None:
    """Return in one line that others can get at a file or folder and how to stop it; else None."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return None
    if not mode & 0o077:
        return None
    right = "700" if stat.S_ISDIR(mode) else "600"
    return (
        f"{shown(path)} is open to other users of this machine (mode {stat.S_IMODE(mode):o}): "
        f"chmod {right} {quoted(path)}"
    )


def examine_file(file: DataFile) -> list[str]:
    """Return findings, a line each, none when all is well; see `Store.doctor`. Nothing is changed."""
    path = os.fspath(file.path)
    target = os.path.realpath(path)
    findings = []
    try:
        found = contents.read_bytes(path)
        if found is None:
            findings.append(_missing(target))
        else:
            # The full check, whatever the seal says.
            tables, migrated_from = reading.decode_with_advice(path, found[0], False, file.check_record)
            if migrated_from is not None:
                findings.append(
                    f"{shown(path)} has the older format {migrated_from}: the next change migrates it"
                )
            if not seal.matches(seal.read_seal(target), found[0]):
                findings.append(
                    f"{shown(path)} was last written by something else than this coach-tui, but is sound"
                )
            findings += _journal(tables)
    except DataFileError as error:
        findings.append(str(error))
    private = [target, backups.folder_of(target), seal.sidecar(target, "lock")]
    kept = backups.listing(target)
    findings += [
        line for name in [*private, *(entry[0] for entry in kept)] if (line := permissions_fault(name))
    ]
    findings += [
        f"{shown(name)} was left behind by a write that was cut off; the next change removes it"
        for name in durable.leftovers(target)
    ]
    for name, _, kind in kept:
        # What was put aside before a restore may well be damaged; that is why it was restored.
        if kind != "before-restore" and (line := backups.unsound(name, file.check_record)):
            findings.append(f"a backup is of no use: {line}")
    findings += _folder(target)
    return [line for line in findings if line]


def _missing(target: str) -> str:
    newest = backups.newest_sound(target, None)
    if newest is None:
        return f"{shown(target)} does not exist yet: the first change makes it"
    return (
        f"{shown(target)} is missing, though there are backups; "
        f"restore with: cp {quoted(newest)} {quoted(target)}"
    )


def _journal(tables: Tables) -> list[str]:
    """Say whether records are not as the journal's newest change left them."""
    from coach_tui.store.journal import entries

    done = [entry for entry in entries(tables) if entry.state == "done"]
    if not done or not (differing := _differing(tables, done[-1])):
        return []
    return [
        f"{differing} record{'s' if differing > 1 else ''} changed outside since “{shown(done[-1].what)}”: "
        "undoing it keeps those edits, or refuses"
    ]


def _differing(tables: Tables, entry: Entry) -> int:
    present = {
        (name, record.get("uid")): record
        for name in {op["table"] for op in entry.ops}
        for record in tables.get(name, {}).values()
    }
    return sum(present.get((op["table"], op["uid"])) != op["after"] for op in entry.ops)


def _folder(target: str) -> list[str]:
    folder = os.path.dirname(target)
    if os.path.isdir(folder) and not os.access(folder, os.W_OK | os.X_OK):
        return [f"{shown(folder)} cannot be written to: {advice(PermissionError(13, ''))}"]
    return []
