"""Merging data files: three that are named, as git's merge driver does, or the data file and copies of it."""
# ruff: noqa: PTH113, PTH121, PTH202

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.errors import BadInput, DataFileError
from coach_tui.plan.schema import check_record
from coach_tui.store import backups, contents, durable, keys, locked, remains
from coach_tui.store.beside import sidecar
from coach_tui.store.layout import encode
from coach_tui.store.names import shown
from coach_tui.store.storage import held
from coach_tui.sync.merge import Merged, merge

if TYPE_CHECKING:
    from coach_tui.changes.desk import Desk
    from coach_tui.store.shapes import Tables


def merge_files(desk: Desk, base: str, ours: str, theirs: str, into: str = "") -> Merged:
    """Merge three data files and write what comes of it over `ours`, or into another file.

    `desk` is one on the file that is written: where others may be writing it, their lock is taken. An empty
    base is none: nothing is known of what both descend from.

    Raises:
        BadInput: one of them is no data file that can be read; nothing was written.
        DataFileError: it cannot be written.
    """
    before = None if _is_empty(base) else read_tables(base)
    there = read_tables(theirs)
    target = os.path.realpath(into or ours)
    shut = keys.is_data_locked(os.path.realpath(ours))
    if not shut:
        _check_plain(theirs, ours)
    if not into and os.path.lexists(sidecar(target, "lock")):
        return _under_lock(desk, before, there)
    here = read_tables(ours)
    merged = merge(before, here, there)
    # For whom is for our side to say: the other may be of anybody who knows our public key.
    recipients = keys.agreed(os.path.realpath(ours), here) if shut else ()
    keys.tell_inside(merged.tables, recipients)
    data = encode(merged.tables)[0]
    durable.replace(target, locked.lock(data, recipients) if shut else data, None)
    return merged


def _check_plain(path: str, into: str) -> None:
    """Refuse to write what is locked into a file that is not: it is to be said before who may read it.

    Raises:
        BadInput: it is locked.
    """
    if keys.is_data_locked(path):
        raise BadInput(
            f"{shown(path)} is encrypted, and {shown(into)} is not, which would hold it in plain text: "
            "encrypt that one too (coach encrypt), or decrypt this one (coach decrypt FILE); "
            "nothing was merged"
        )


def read_tables(path: str) -> Tables:
    """The tables of a data file that somebody names, checked in full.

    Raises:
        BadInput: it is none that can be read, with why.
    """
    try:
        found = contents.read_bytes(path)
        if found is None:
            raise BadInput(f"{shown(path)} does not exist; nothing was merged")
        return contents.decode(path, found[0], False, check_record)[0]
    except DataFileError as error:
        raise BadInput(str(error)) from None


def _is_empty(path: str) -> bool:
    try:
        return os.path.samefile(path, os.devnull) or (os.path.isfile(path) and not os.path.getsize(path))
    except (OSError, ValueError):
        return False


def _under_lock(desk: Desk, base: Tables | None, theirs: Tables) -> Merged:
    """Merge into the data file of a desk while nobody else writes it."""
    with held(desk.store) as storage:
        storage.begin()
        ours = storage.read()
        merged = merge(base, ours, theirs)
        for name, table in ours.items():
            kept = {record.get("uid") for record in merged.tables.get(name, {}).values()}
            storage.removed[name] = sum(record.get("uid") not in kept for record in table.values())
        storage.write(merged.tables)
        storage.commit(desk.clock.now())
    return merged


# Copies that programs which sync folders have made of a conflict


class Copy(NamedTuple):
    """A copy of the data file that can be merged into it.

    `base` is what both descend from, None where that cannot be told; `changes` is how many entries of its
    history are not in the data file's.
    """

    path: str
    tables: Tables
    base: Tables | None
    changes: int


def readable_copies(desk: Desk) -> tuple[list[Copy], list[str]]:
    """The copies that a program which syncs folders has made of a conflict, and a line about each unreadable.

    Raises DataFileError when the folder or the data file cannot be read.
    """
    target = os.path.realpath(desk.store.path)
    found, faults = [], []
    ours = desk.store.read()
    for path in remains.conflict_copies(target):
        try:
            if not keys.is_data_locked(target):
                _check_plain(path, target)
            tables = read_tables(path)
        except BadInput as error:
            faults.append(str(error))
            continue
        changes = len(_entries(tables).keys() - _entries(ours).keys())
        found.append(Copy(path, tables, _common(target, ours, tables), changes))
    return found, faults


def _common(target: str, ours: Tables, theirs: Tables) -> Tables | None:
    """What a data file and a copy of it both descend from: one of them, else the newest such backup."""
    here, there = _entries(ours), _entries(theirs)
    if _went_on(there, here):
        return theirs
    if _went_on(here, there):
        return ours
    for path, _, _ in backups.listing(target):
        try:
            tables = read_tables(path)
        except BadInput:
            continue
        was = _entries(tables)
        if _went_on(was, here) and _went_on(was, there):
            return tables
    return None


def _went_on(was: dict[str, str], now: dict[str, str]) -> bool:
    """Whether a history goes on from another: it has all its entries, and nothing undone was done there."""
    return bool(was) and all(uid in now and state in (now[uid], "done") for uid, state in was.items())


def _entries(tables: Tables) -> dict[str, str]:
    """The entries of a history: what became of each, by its uid."""
    return {str(one["uid"]): str(one["state"]) for one in tables.get("journal", {}).values()}


def back_up(desk: Desk) -> None:
    """Back up the data file as it stands before copies are merged into it."""
    desk.store.backup("before-merge")


def take_in(desk: Desk, copy: Copy) -> Merged:
    """Merge a copy into the data file, and put the copy away among the backups.

    Before the first of several the data file is backed up (`back_up`), once for all of them.

    Raises:
        DataFileError: something cannot be read or written; the copy stays where it is.
        ChangedMeanwhile: somebody else has the data file.
    """
    merged = _under_lock(desk, copy.base, copy.tables)
    backups.put_away(os.path.realpath(desk.store.path), copy.path, desk.clock.now(), backups.COPY)
    return merged
