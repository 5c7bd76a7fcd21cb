"""The data file as a whole: as it stands now, and put in its place where it still stands so."""

from __future__ import annotations

import os
from typing import NamedTuple

from coach_tui.store import keys, reading
from coach_tui.store.shapes import meta
from coach_tui.store.storage import held

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.store.data_file import DataFile
    from coach_tui.store.shapes import Tables


class Standing(NamedTuple):
    """A data file as it stood: its tables (empty ones where there is none), and which generation it was."""

    tables: Tables
    generation: int
    recipients: tuple[str, ...]
    """For whom the file is locked; nobody, where it is plain."""


def standing(file: DataFile) -> Standing:
    """Return how the file stands; raises DataFileError as `Store.read` does."""
    reading.check_there(file)
    loaded = reading.load(os.fspath(file.path), file.check_record)
    about = meta(loaded.tables) or {}
    recipients: tuple[str, ...] = ()
    if loaded.locked:
        target = os.path.realpath(file.path)
        agreed = keys.agreed(target, loaded.tables) if loaded.about else keys.recipients_beside(target)
        recipients = agreed or ()
    return Standing(loaded.tables, int(about.get("generation", 0)), recipients)


def take_over(file: DataFile, seen: Standing, tables: Tables) -> int | None:
    """Put these tables in the place of those that were seen; return the generation they have in the file.

    Nothing is written, and None returned, where the file no longer holds what was seen. It is no change of
    the coach's: the journal gets no entry. Raises as a transaction does.
    """
    with held(file) as storage:
        storage.begin()
        now = storage.read()
        if now != seen.tables:
            return None
        about = meta(tables)
        if about is not None:
            about["generation"] = seen.generation
        gone = {name: _missing(now[name], tables.get(name, {})) for name in now}
        storage.removed |= {name: count for name, count in gone.items() if count}
        storage.write(tables)
        storage.commit(file.now())
        return seen.generation + 1


def _missing(before: dict[str, dict[str, object]], after: dict[str, dict[str, object]]) -> int:
    """How many records of a table are no longer in it."""
    kept = {record.get("uid") for record in after.values()}
    return sum(record.get("uid") not in kept for record in before.values())
