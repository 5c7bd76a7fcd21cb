"""Erasing for good: out of the data file, its journal, its backups and the drafts; there is no undo."""

from __future__ import annotations

import os
from functools import partial

from coach_tui.plan.errors import DataFileError
from coach_tui.store import backups, contents, durable, reading, remains, whom
from coach_tui.store.journal import remark
from coach_tui.store.layout import encode
from coach_tui.store.names import fault
from coach_tui.store.shapes import empty_tables
from coach_tui.store.storage import held
from coach_tui.store.tables import RecordsByUid
from coach_tui.store.taking_out import (
    Telling,
    clean_journal,
    leave_sessions,
    mark_erased,
    reword_own,
    take_out,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from coach_tui.store.data_file import DataFile
    from coach_tui.store.shapes import Tables

    Doomed = Callable[[Tables], Iterable[tuple[str, str]]]


OWNERS = "clients"
"""The table of those to whom all else belongs: by their ids a copy of the data file is known."""


def erase(
    file: DataFile,
    doomed: Doomed,
    what: str,
    names: Collection[str] = (),
    others: Iterable[str] = (),
    telling: Telling | None = None,
) -> Erased:
    """Erase records everywhere; see `Store.erase`.

    What cannot be looked into is told before anything is erased. The backups come first and the data file
    last, so that what was cut off in the middle can be run again.
    """
    reading.check_there(file)
    telling = telling or Telling(str, str, lambda session, _: session)
    with held(file) as storage:
        storage.begin()
        tables = storage.read()
        remains.check_reachable(storage.target)
        remains.check_opened(storage.target)
        done = Erased(set(doomed(tables)))
        traces = remains.Traces(done.uids, names, others)
        try:
            _clean_copies(storage.target, partial(_clean_backup, file, doomed, names, telling, done), done)
            leave_sessions(tables, done.uids, telling)
            clean_journal(tables, done.uids, names)
            done.reworded = reword_own(tables, telling)
            records = RecordsByUid(storage)
            for table, uid in done.found:
                if records.find(table, uid) is not None:
                    records.remove(table, uid)
            mark_erased(tables, done.found)
            if what:
                remark(tables, file.now(), what)
            for count in remains.clear(storage.target, traces):
                done.texts += count
                done.begun = True
            if done.removed:
                remains.confirm(backups.folder_of(storage.target))
            storage.commit(None)
        except DataFileError as error:
            raise done.cut_off(error) from None
        done.look_around(storage.target, traces)
    return done


class Erased:
    """What was erased.

    How many records (their `uids`), of how many holidays the words, the backups and copies that were
    cleaned and those that had to be removed, how many drafts, texts, reports and forms. `left` are files of
    ours in which somebody still stands, `unsure` lines about what nobody could look into.
    """

    def __init__(self, found: set[tuple[str, str]]) -> None:
        self.found = found
        self.uids = {uid for _, uid in found}
        self.owners = _owners(found)
        """The ids by which a copy of the data file is known: theirs, here and in the backups."""
        self.cleaned: list[str] = []
        self.namesakes: list[str] = []
        """Those of the cleaned in which somebody else of that name stays."""
        self.reworded = 0
        self.rewritten = 0
        self.removed: list[Path] = []
        self.texts = 0
        self.begun = False
        """Whether anything was removed or rewritten, be it a leftover that is not counted."""
        self.left: list[Path] = []
        self.unsure: list[str] = []

    @property
    def records(self) -> int:
        """How many records went."""
        return len(self.found)

    @property
    def backups(self) -> int:
        """How many backups and copies were cleaned."""
        return len(self.cleaned)

    def note_rewritten(self) -> None:
        """Count a backup or copy that was rewritten."""
        self.rewritten += 1
        self.begun = True

    def cut_off(self, error: DataFileError) -> DataFileError:
        """The fault that ended it in the middle, with what was done until then; the data file comes last."""
        if not self.begun:
            return error
        said = str(error).replace("; nothing was changed", "")
        counts = {
            "backups and copies cleaned": self.rewritten,
            "backups that could not be read removed": len(self.removed),
            "drafts, texts, reports and forms removed": self.texts,
        }
        gone = ", ".join(f"{what}: {count}" for what, count in counts.items() if count) or "leftovers alone"
        return DataFileError(f"{said}; erased so far ({gone}); the data file is as it was: run it again")

    def look_around(self, target: str, traces: remains.Traces) -> None:
        """Look for what is still told of somebody; a folder that cannot be read now may tell something."""
        from pathlib import Path

        try:
            done = set(self.cleaned) - set(self.namesakes)
            left, self.unsure = remains.still_told(target, traces, done)
            self.left = [Path(path) for path in left]
        except DataFileError as error:
            self.unsure = [str(error)]


def _clean_copies(target: str, clean: Callable[[str, bool], bool], done: Erased) -> None:
    """Clean backups, and copies that others have made; a backup that cannot be read to be cleaned goes.

    A copy that cannot be written is left: it is found afterwards, as somebody still stands in it. So is a
    data file that is no copy, as it knows none of their ids.
    """
    from pathlib import Path

    for path, _, _ in backups.listing(target):
        if clean(path, False):
            done.cleaned.append(path)
        elif not os.path.isdir(path):  # noqa: PTH112 - what lies in such a folder is found on its own
            _remove(path)
            done.removed.append(Path(path))
            done.begun = True
    for path in remains.copies(target):
        try:
            if clean(path, True):
                done.cleaned.append(path)
        except durable.Unconfirmed:
            raise
        except DataFileError:
            continue


def _clean_backup(
    file: DataFile,
    doomed: Doomed,
    names: Collection[str],
    telling: Telling,
    done: Erased,
    path: str,
    foreign: bool,
) -> bool:
    """Rewrite one backup or copy without the records; False where it is none that can be read.

    What others laid there (`foreign`) may be a data file of its own: in it only those are known whose ids
    are, and whoever else is in it stays, be the name the same.
    """
    target = os.path.realpath(file.path)
    try:
        found = contents.read_both(path)
        if found is None:
            return True
        tables, migrated_from = contents.decode(path, found[0], False, file.check_record)
    except DataFileError:
        return False
    theirs = set(doomed(tables))
    if foreign:
        if not _knows(tables, done.owners):
            return False
        strangers = _owners(theirs) & _present(tables) - done.owners
        if strangers:
            done.namesakes.append(path)
            theirs = set(doomed(_without(tables, strangers)))
    else:
        done.owners |= _owners(theirs)
    gone = {*theirs, *((table, uid) for table in tables for uid in done.uids)}
    before, _ = encode(tables)
    take_out(tables, gone, names, telling)
    data, _ = encode(tables)
    if data != before or migrated_from is not None:
        try:
            durable.replace(path, whom.like(target, found[2], data), found[1])
        except durable.Unconfirmed:
            done.note_rewritten()
            raise
        done.note_rewritten()
    return True


def other_files(file: DataFile, doomed: Doomed) -> list[str]:
    """The data files beside this one in which somebody of that name stands who is another: they stay so.

    Raises DataFileError where one of our folders cannot be read.
    """
    target = os.path.realpath(file.path)
    known = _owners(doomed(reading.load(target, file.check_record).tables))
    found, looked = [], False
    for path in remains.copies(target):
        tables = _tables_in(file, path)
        if tables is None or not (strangers := _owners(doomed(tables)) & _present(tables) - known):
            continue
        if not looked:
            looked = True
            for backup, _, _ in backups.listing(target):
                known |= _owners(doomed(_tables_in(file, backup) or empty_tables()))
        if strangers - known:
            found.append(path)
    return found


def everywhere(file: DataFile) -> Iterator[Tables]:
    """Give the tables of the data file, and of each backup and copy beside it that can be read.

    Raises DataFileError where the data file cannot be read, or one of our folders.
    """
    target = os.path.realpath(file.path)
    yield reading.load(target, file.check_record).tables
    for path in [*(path for path, _, _ in backups.listing(target)), *remains.copies(target)]:
        tables = _tables_in(file, path)
        if tables is not None:
            yield tables


def _tables_in(file: DataFile, path: str) -> Tables | None:
    """What a data file holds, None where it is none that can be read."""
    try:
        found = contents.read_bytes(path)
        return contents.decode(path, found[0], False, file.check_record)[0] if found else None
    except DataFileError:
        return None


def _owners(found: Iterable[tuple[str, str]]) -> set[str]:
    return {uid for table, uid in found if table == OWNERS}


def _present(tables: Tables) -> set[str]:
    return {record["uid"] for record in tables.get(OWNERS, {}).values()}


def _knows(tables: Tables, owners: Collection[str]) -> bool:
    """Whether one of these ids is known in a file, be it in what was done before."""
    if not _present(tables).isdisjoint(owners):
        return True
    return any(
        entry.get("client") in owners
        or any(op["table"] == OWNERS and op["uid"] in owners for op in entry["ops"])
        for entry in tables["journal"].values()
    )


def _without(tables: Tables, strangers: Collection[str]) -> Tables:
    """The tables as if these clients were not in them, nor had been."""
    clients = {n: record for n, record in tables[OWNERS].items() if record["uid"] not in strangers}
    journal = {
        number: {**entry, "ops": [op for op in entry["ops"] if op["uid"] not in strangers]}
        for number, entry in tables["journal"].items()
    }
    return {**tables, OWNERS: clients, "journal": journal}


def _remove(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108
    except FileNotFoundError:
        return
    except OSError as error:
        raise fault(path, "removed", error) from None
