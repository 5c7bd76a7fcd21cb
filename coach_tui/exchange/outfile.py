"""Files that leave the program: only their owner may read them, and none takes another's place unasked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui.plan.errors import BadInput, DataFileError
from coach_tui.store import durable
from coach_tui.store.names import advice, shown

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_private(name: str, data: bytes, *, force: bool, never: Path, hint: str = "or use --force") -> None:
    """Writes a file that only its owner may read, durably.

    A link in its place is replaced itself: what it points at may be another's. What a writer of this file
    left behind that was killed goes.

    Args:
        name: the file.
        data: what it is to hold.
        force: whether it may take the place of one that is there.
        never: a file that it may not replace whatever is said: the data file.
        hint: what else can be done where a file of that name is there.

    Raises:
        BadInput: when it exists and `force` was not given, is the data file or no file, or cannot be written.
    """
    write_together({name: data}, force=force, never=never, hint=hint)


def write_together(
    files: Mapping[str, bytes], *, force: bool, never: Path, hint: str = "or use --force"
) -> None:
    """Writes several such files, all or none: they take their places when all are on the disk.

    Args and errors as of `write_private`.
    """
    targets = {name: _target(name, force, never, hint) for name in files}
    fresh: dict[str, str] = {}
    placed: list[str] = []
    name = ""
    try:
        for name, data in files.items():
            durable.sweep(targets[name])
            fresh[name] = durable.temporary(targets[name])
            durable.write_new(fresh[name], data)
        for name in files:
            if force:
                os.replace(fresh[name], targets[name])  # noqa: PTH105
            else:
                os.link(fresh[name], targets[name])  # unlike a rename it takes nobody's place
                placed.append(targets[name])
        for path in fresh.values():
            durable.remove(path)
        durable.sync_folders(map(os.path.dirname, targets.values()))
    except BaseException as error:
        for path in placed:
            durable.remove(path)
        if isinstance(error, FileExistsError):
            raise BadInput(f"{shown(name)} exists already; name another file, {hint}") from None
        if isinstance(error, (OSError, ValueError)):
            said = advice(error) if isinstance(error, OSError) else "no file can have that name"
            raise BadInput(f"{shown(name)} cannot be written: {said}") from None
        raise
    finally:
        for path in fresh.values():
            durable.remove(path)


def _target(name: str, force: bool, never: Path, hint: str) -> str:
    """The path that a file is written to, its folder's links followed."""
    if "\0" in name:
        raise BadInput(f"{shown(name)} cannot be written: no file can have that name")
    folder, last = os.path.split(name)
    target = os.path.join(os.path.realpath(folder), last)  # noqa: PTH118
    if os.path.realpath(name) == os.path.realpath(never):
        raise BadInput(f"{shown(name)} is the data file itself; name another file")
    if os.path.isdir(name) or not last:  # noqa: PTH112
        raise BadInput(f"{shown(name)} is a folder; name a file inside it")
    there = os.path.lexists(target)
    if there and not (os.path.isfile(target) or os.path.islink(target)):  # noqa: PTH113, PTH114
        raise BadInput(f"{shown(name)} is no ordinary file; name another one")
    if there and not force:
        raise BadInput(f"{shown(name)} exists already; name another file, {hint}")
    return target


def write_free(data: bytes, inside: str, stem: str, form: str, data_file: Path) -> Path:
    """Writes a file for its owner alone into a folder beside the data file, under a name that is free.

    Raises:
        BadInput: a thousand files have that name.
        DataFileError: it cannot be written.
    """
    folder = Path(os.path.realpath(data_file)).parent / inside
    try:
        durable.make_folder(str(folder))
    except OSError as error:
        raise DataFileError(f"{folder} cannot be made: {error.strerror}") from None
    for number in range(1, 1000):
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}.{form}"
        if not os.path.lexists(path):
            write_private(str(path), data, force=False, never=data_file, hint="or take it away")
            return path
    raise BadInput(f"{folder} is full of files of that name; take some away")
