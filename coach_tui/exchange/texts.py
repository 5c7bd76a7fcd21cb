"""Where texts lie that stand in an editor, or stood in one and were not taken in.

Beside the data file, in a private folder. An editor can read nothing that is locked: while it has a text of a
data file that is locked, that lies in memory, where the system has such a place, and what is kept of it
afterwards is locked as the data file is.
"""
# ruff: noqa: PTH118, PTH119, PTH120, PTH122, PTH208

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.plan.errors import CoachError, DataFileError
from coach_tui.store import durable, keys, locked, processes, whom
from coach_tui.store.beside import sidecar
from coach_tui.store.names import fault, quoted, shown
from coach_tui.store.paths import memory_folder

if TYPE_CHECKING:
    from pathlib import Path

_UNKNOWN = "00000000"
"""What stands for the checksum in the name of a text that is locked: it would tell of what is in it."""


def texts_folder(data: Path) -> str:
    """The private folder beside the data file for texts that are, or were, being edited."""
    return sidecar(os.path.realpath(data), "edit")


def open_folder(data: Path) -> str:
    """The private folder in which an editor finds its text: in memory where the data file is locked."""
    target = os.path.realpath(data)
    return (memory_folder(target) if keys.is_data_locked(target) else "") or texts_folder(data)


def _folders(data: Path) -> list[str]:
    return [one for one in (texts_folder(data), memory_folder(os.path.realpath(data))) if one]


def lock_away(data: Path, path: str) -> str:
    """Locks a text as the data file is, beside which it lies from then on; its file.

    Raises:
        DataFileError: it cannot be written; the text stays where it was.
    """
    name = _shut(os.path.basename(path))
    try:
        found = bounds.file_bytes(path, bounds.PLAN)
        if locked.is_locked(found):
            return path
        durable.make_private_folder(texts_folder(data))
        kept = _put(os.path.join(texts_folder(data), name), _as_data(data, found))
    except OSError as error:
        raise fault(path, "encrypted", error) from None
    remove_beside(os.path.dirname(path), os.path.basename(path).rpartition(".")[0])
    return kept


def _shut(name: str) -> str:
    """The name under which a text is kept once it is locked."""
    parts = name.split(".")
    return ".".join([*parts[:2], _UNKNOWN, parts[3]]) if len(parts) == 4 else name


def _as_data(data: Path, plain: bytes) -> bytes:
    return whom.as_beside(os.path.realpath(data), plain)


def _put(path: str, data: bytes) -> str:
    """Writes a new file; beside one of that name it gets a number."""
    stem, ending = os.path.splitext(path)
    for number in range(1, 1000):
        name = f"{stem}-{number}{ending}" if number > 1 else path
        try:
            durable.write_new(name, data)
        except FileExistsError:
            continue
        return name
    raise FileExistsError(path)


def remove_beside(folder: str, mark: str) -> None:
    """Removes a text and what its editor left beside it, and the folder where nothing else lies in it."""
    for name in names_in(folder):
        if mark and f"{mark}." in name:
            durable.remove(os.path.join(folder, name))
    try:
        os.rmdir(folder)  # noqa: PTH106
    except OSError:
        return  # something of another session lies there


def text_left(data: Path, name: str, before: str) -> str | None:
    """A text whose editor outlived the program, from its file; None where it is gone, or as it was before."""
    if os.path.basename(name) != name or not name.startswith("plan."):
        return None
    for path in (os.path.join(folder, one) for folder in _folders(data) for one in (name, _shut(name))):
        try:
            kept = keys.opened(path, bounds.file_bytes(path, bounds.PLAN))
        except (OSError, ValueError, DataFileError, locked.Spoilt):
            continue
        text = str(kept, "utf-8-sig", "replace")
        text = text if before.endswith("\n") else text.removesuffix("\n")
        return None if text == before else text
    return None


def remove_left(data: Path, name: str) -> None:
    """Removes that file, and what the editor left beside it."""
    for folder in _folders(data):
        for one in (name, _shut(name)):
            remove_beside(folder, one.rpartition(".")[0])


def sweep_texts(data: Path) -> list[str]:
    """Removes what dead sessions left unchanged; returns the files that hold something they had typed.

    What they had typed into a text of a locked data file is locked.
    """
    return [kept for folder in _folders(data) for kept in _sweep(data, folder)]


def swept_from_memory(data: Path) -> list[str]:
    """Locks away, or removes, what dead sessions left in memory, in plain text; a line each about what stays.

    Nobody is asked for anything, and where there is nothing it costs a look.
    """
    target = os.path.realpath(data)
    folder = memory_folder(target)
    if not folder or not os.path.lexists(folder) or not keys.is_data_locked(target):
        return []
    told = [
        f"{shown(kept)} is what stood in an editor when it was cut off; delete it when done"
        + (f", encrypted (coach decrypt {quoted(kept)} shows it)" if keys.is_data_locked(kept) else "")
        for kept in _sweep(data, folder)
    ]
    left = [name for name in names_in(folder) if name.startswith("plan.") and _is_left(name)]
    told += [
        f"{shown(path)} stands in an editor still, in plain text, though coach was cut off: close that"
        for path in (os.path.join(folder, name) for name in left)
        if processes.mentions(path)
    ]
    remove_beside(folder, "")
    return told


def _is_left(name: str) -> bool:
    parts = name.split(".")
    return len(parts) == 4 and not processes.lives(parts[1])


def _sweep(data: Path, folder: str) -> list[str]:
    kept = []
    names = names_in(folder)
    for name in names:
        parts = name.split(".")
        known = len(parts) == 4 and parts[0] == "plan" and parts[3] in ("toml", "txt")
        if not known or processes.lives(parts[1]):
            continue
        path = os.path.join(folder, name)
        if processes.mentions(path):
            continue  # its editor goes on without us
        stem = name.rpartition(".")[0]
        beside = [other for other in names if stem in other and other != name]
        try:
            same = _is_as_it_was(path, parts[2])
        except OSError:
            continue
        if same and not any(".sw" in other for other in beside):  # an editor's own rescue of unsaved text
            for other in [name, *beside]:
                durable.remove(os.path.join(folder, other))
        else:
            kept.append(_locked_too(data, folder, path, beside))
    return kept


def _is_as_it_was(path: str, checksum: str) -> bool:
    """Whether nothing was typed into a text, by the checksum in its name; raises OSError."""
    from zlib import crc32

    try:
        return f"{crc32(bounds.file_bytes(path, bounds.PLAN)):08x}" == checksum.partition("-")[0]
    except bounds.Unfit:
        return False


def _locked_too(data: Path, folder: str, path: str, beside: list[str]) -> str:
    """Locks a text that was left, with what its editor left, where the data file is locked; its file."""
    if not keys.is_data_locked(os.path.realpath(data)):
        return path
    try:
        for name in beside:
            if ".sw" in name:
                found = bounds.file_bytes(os.path.join(folder, name), bounds.PLAN)
                if not locked.is_locked(found):
                    durable.make_private_folder(texts_folder(data))
                    _put(os.path.join(texts_folder(data), name), _as_data(data, found))
        return lock_away(data, path)
    except (OSError, CoachError):
        return path  # it stays as it lies, until it can be locked


def names_in(folder: str) -> list[str]:
    """The names in a folder, none where it cannot be read."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
