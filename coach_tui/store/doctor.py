"""Looking over the data file and what lies beside it."""
# ruff: noqa: PTH112, PTH113, PTH116, PTH120

from __future__ import annotations

import os
import stat

from coach_tui import bounds
from coach_tui.plan.errors import ChangedMeanwhile, DataFileError
from coach_tui.store import backups, contents, drafts, durable, keys, locked, meant, reading, remains, seal
from coach_tui.store.layout import encode
from coach_tui.store.lock import Lock
from coach_tui.store.names import quoted, shown

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
    path = file.name
    target = os.path.realpath(path)
    findings = []
    told: tuple[str, ...] = ()
    try:
        found = contents.read_both(path)
        if found is None:
            findings.append(_missing(target))
        else:
            # The full check, whatever the seal says.
            tables, migrated_from = reading.decode_with_advice(path, found[0], False, file.check_record)
            findings += [meant.way_on(target), *_locked(target, tables, found[2])]
            told = keys.recipients_inside(tables) or ()
            if migrated_from is not None:
                findings.append(
                    f"{shown(path)} has the older format {migrated_from}: the next change migrates it"
                )
            if not seal.matches(seal.read_seal(target), found[2]) and not _as_ours(tables, found[0]):
                findings.append(
                    f"{shown(path)} was last written by something else than this coach-tui, but is sound"
                )
            findings += _journal(tables)
    except DataFileError as error:
        findings.append(str(error))
    try:
        kept = backups.listing(target)
    except DataFileError as error:
        kept = []
        findings.append(str(error))
    findings += [
        line
        for name in [*remains.private_paths(target), *(entry[0] for entry in kept)]
        if (line := permissions_fault(name))
    ]
    findings += [
        f"{shown(name)} was left behind by a write that was cut off; the next change removes it"
        for name in durable.leftovers(target)
    ]
    findings += _drafts(target, told)
    findings += _backups(kept, file)
    findings += [*_alike(target), *_for_others(target, told)]
    findings += [*_folder(target), *_refused(target), *_lock(file, target), *_conflicts(target, told)]
    return [line for line in dict.fromkeys(findings) if line]


def _drafts(target: str, told: tuple[str, ...]) -> list[str]:
    """Which drafts cannot be read; and which cannot be opened, where the data file, locked for these, can."""
    return [
        *(
            f"{shown(name)} holds drafts that cannot be read: look at it, and remove it"
            for name in drafts.unreadable_drafts(target)
        ),
        *(
            f"{shown(name)} holds what was left unsaved, and no key that is named here opens it: name the "
            "one that does with $COACH_IDENTITY, and coach encrypt encrypts it anew"
            for name in (drafts.shut_drafts(target) if told else ())
        ),
    ]


def _backups(kept: list[tuple[str, str, str]], file: DataFile) -> list[str]:
    """Which backups are of no use, and how many cannot be opened."""
    findings, shut = [], []
    for path, _, kind in kept:
        try:
            # What was put aside before a restore may well be damaged; that is why it was restored.
            if kind != "before-restore" and (line := backups.unsound(path, file.check_record)):
                findings.append(f"a backup is of no use: {line}")
        except locked.LockedFile as error:
            shut.append(str(error))
    if shut:
        others = f"; and {len(shut) - 1} more" if len(shut) > 1 else ""
        findings.append(f"a backup cannot be opened: {shut[0]}{others}")
    return findings


def _alike(target: str) -> list[str]:
    """Say what is encrypted beside a data file that is not, or the other way round, and what was cut off."""
    if not os.path.isfile(target):
        return []
    shut = keys.is_data_locked(target)
    try:
        others = [path for path in remains.locked_too(target) if keys.is_data_locked(path) != shut]
        left = [path for path in remains.half_made(target) if path not in durable.leftovers(target)]
    except DataFileError:  # which folder cannot be read is told elsewhere
        return []
    said = "is not encrypted, and the data file is" if shut else "is encrypted, and the data file is not"
    if not meant.way_on(target):
        said += ": coach encrypt encrypts it too" if shut else ": coach encrypt or decrypt does all alike"
    return [
        *(f"{shown(path)} {said}" for path in others),
        *(f"{shown(path)} was left behind by a write that was cut off: coach doctor --mend" for path in left),
    ]


def _for_others(target: str, told: tuple[str, ...]) -> list[str]:
    """Say what beside a locked data file is locked for others than these, for whom the file is."""
    if meant.way_on(target):
        return []
    try:
        beside = remains.locked_too(target)
        found = [path for path in beside if _is_for_others(path, told) and not drafts.is_shut(path)]
    except DataFileError:  # which folder cannot be read is told elsewhere
        return []
    return [
        f"{shown(path)} is encrypted for others than the data file: coach encrypt encrypts it anew"
        for path in found
    ]


def _is_for_others(path: str, told: tuple[str, ...]) -> bool:
    """Whether a file is locked for others than those for whom the data file is; it may be for nobody."""
    try:
        found = contents.read_raw(path, bounds.COPIED) if told else None
    except DataFileError:
        return False
    if found is None or not locked.is_locked(found[0]):
        return False
    return locked.is_for_others(found[0], told, keys.current().identities())


def _locked(target: str, tables: Tables, raw: bytes) -> list[str]:
    """Say where it is not clear for whom the file is locked."""
    if not locked.is_locked(raw):
        return []
    findings = []
    try:
        keys.agreed(target, tables)
    except DataFileError as error:
        inside = ", ".join(map(locked.shown_recipient, keys.recipients_inside(tables) or ()))
        findings.append(f"{error} (the file says: {inside or 'nobody'}; the list: {_listed(target)})")
    counted = locked.counted(raw)
    told = keys.recipients_inside(tables)
    if told and counted is not None and counted != locked.expected(told):
        findings.append(
            f"{shown(target)} was encrypted by another program, for {sum(counted.values())} keys where it "
            f"says {len(told)}: the next change encrypts it for those alone"
        )
    return findings


def _listed(target: str) -> str:
    try:
        return ", ".join(map(locked.shown_recipient, keys.recipients_beside(target) or ())) or "nobody"
    except DataFileError:
        return "what cannot be read"


def _conflicts(target: str, told: tuple[str, ...]) -> list[str]:
    try:
        found = remains.conflict_copies(target)
    except DataFileError as error:
        return [str(error)]
    shut = keys.is_data_locked(target)
    return [
        f"{shown(path)} is a copy that a program which syncs folders made of a conflict"
        f"{_otherwise(path, shut, told)}: what was noted on the other machine may stand in it alone; "
        "to take that in: coach merge"
        for path in found
    ]


def _otherwise(path: str, shut: bool, told: tuple[str, ...]) -> str:
    """How a file is locked otherwise than the data file, which is or is not `shut`; "" where it is alike."""
    if shut and not keys.is_data_locked(path):
        return ", not encrypted though the data file is"
    return ", encrypted for others than the data file" if _is_for_others(path, told) else ""


def _lock(file: DataFile, target: str) -> list[str]:
    """Say why nothing could be written for want of a lock; one that another process holds is none."""
    if not os.path.isfile(target):
        return []
    lock = Lock(target, 0)
    try:
        lock.take()
    except ChangedMeanwhile:
        return []
    except DataFileError as error:
        return [str(error)]
    finally:
        lock.release()
    return []


def _missing(target: str) -> str:
    try:
        reading.check_new(target)
    except DataFileError as error:
        return str(error)
    return f"{shown(target)} does not exist yet: the first change makes it"


def _journal(tables: Tables) -> list[str]:
    """Say whether records are not as the journal's newest change left them."""
    from coach_tui.store.journal import entries

    done = [entry for entry in entries(tables) if entry.state == "done"]
    if len({entry.machine for entry in done}) > 1:
        return []  # what a merge brought together is as none of the changes left it
    if not done or not (differing := _differing(tables, done[-1])):
        return []
    return [
        f"{differing} record{'s' if differing > 1 else ''} changed outside since “{shown(done[-1].what)}”: "
        "undoing it keeps those edits, or refuses"
    ]


def _as_ours(tables: Tables, plain: bytes) -> bool:
    """Whether a file stands as it is written here: a merge of git's, or another machine, has put it there."""
    return encode(tables)[0] == plain


def _differing(tables: Tables, entry: Entry) -> int:
    present = {
        (name, record.get("uid")): record
        for name in {op["table"] for op in entry.ops}
        for record in tables.get(name, {}).values()
    }
    return sum(present.get((op["table"], op["uid"])) != op["after"] for op in entry.ops)


def _folder(target: str) -> list[str]:
    folder = os.path.dirname(target)
    try:
        mode = stat.S_IMODE(os.stat(folder).st_mode)
    except OSError:
        return []
    if mode & 0o022:
        return [
            f"{shown(folder)} can be written to by other users of this machine (mode {mode:o}), who may "
            f"put another file in the data file's place: chmod go-w {quoted(folder)}"
        ]
    return []


def _refused(target: str) -> list[str]:
    """Say which of our folders cannot be read or written to; that of the backups is listed elsewhere."""
    findings = []
    inner = [name for name in remains.private_paths(target) if os.path.isdir(name)]
    for folder in (os.path.dirname(target), *inner):
        try:
            if folder != backups.folder_of(target):
                durable.names_in(folder)
            durable.check_writable(folder)
        except DataFileError as error:
            findings.append(str(error))
    return findings
