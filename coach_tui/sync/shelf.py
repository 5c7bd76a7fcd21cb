"""The practice as commits: what a commit holds, as tables, and tables as a commit.

Where the data file is locked, so is every file of a commit: an age file each, under a name that tells
nothing.
What did not change keeps the bytes that it was locked to before, so that it is sent once.
"""

from __future__ import annotations

import os
from hashlib import sha256
from itertools import product, takewhile
from typing import TYPE_CHECKING

from coach_tui.plan.errors import DataFileError
from coach_tui.store import contents, keys, locked
from coach_tui.store.names import shown
from coach_tui.store.shapes import empty_tables
from coach_tui.store.taking_out import erased_in
from coach_tui.sync.git import Failed
from coach_tui.sync.gone import SUBJECT, Taken, digests_in, is_ours, named, taken, told, unproven
from coach_tui.sync.layout import (
    LOCKED,
    LOCKED_MARK,
    MARK,
    META,
    TAKE_BACK,
    Files,
    entries_in,
    files_of,
    joined,
    mark,
    parsed,
    read_mark,
)  # fmt: skip
from coach_tui.sync.own import START, own_of
from coach_tui.sync.since import as_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach_tui.store.data_file import DataFile
    from coach_tui.store.shapes import Record, Tables
    from coach_tui.sync.repository import Repository

_LABEL = "what the remote holds"


class Shelf:
    """What commits of a repository hold, each read once; new ones are locked for the `recipients`."""

    def __init__(self, repository: Repository, file: DataFile) -> None:
        self._repository = repository
        self._file = file
        self.target = os.path.realpath(file.path)
        """The data file itself."""
        self.recipients: tuple[str, ...] = ()
        self.tip: str | None = None
        """The newest commit of the remote; any other is one that was synced here before."""
        self._raw: dict[str, Files] = {}
        self._files: dict[str, Files] = {}
        self._tables: dict[str, Tables] = {}

    def files(self, commit: str) -> Files:
        """The files of a commit, opened where they are locked.

        Raises:
            DataFileError: no key at hand opens them, or they are not whole.
        """
        if commit not in self._files:
            raw = self._raw[commit] = self._repository.read(commit)
            try:
                self._files[commit] = dict(_opened(path, data) for path, data in raw.items())
            except locked.LockedFile as error:
                if commit == self.tip:
                    raise locked.LockedFile(
                        f"{str(error).partition('; it was left alone')[0]}; where that is gone, coach sync "
                        "--init REMOTE with an empty one begins anew"
                    ) from None
                raise locked.LockedFile(
                    f"what was synced here before, in {shown(self._repository.git.folder.parent)}, is "
                    "encrypted for the keys until then: COACH_IDENTITY=OLD_KEY coach sync follows with them; "
                    "where they are gone, coach sync --init REMOTE begins anew"
                ) from None
        return self._files[commit]

    def can_be_opened(self, commit: str) -> bool:
        """Whether a key at hand opens a commit, or none is needed."""
        try:
            self.files(commit)
        except locked.LockedFile:
            return False
        return True

    def is_locked(self, commit: str) -> bool:
        """Whether the files of a commit are locked."""
        return LOCKED_MARK in self._repository.blobs(commit)

    def locked_for(self, commit: str) -> tuple[str, ...]:
        """For whom a commit says that it is locked."""
        said = read_mark(self.files(commit).get(MARK)) or {}
        return tuple(_texts(said.get("recipients")))

    def tables(self, commit: str, *, known: bool = False) -> Tables:
        """The tables that a commit holds, checked in full unless they are `known`.

        Raises:
            Failed: they are no practice, or one of a newer version.
            DataFileError: they are locked, and no key at hand opens them.
        """
        if commit not in self._tables:
            raw = joined(self.practice(commit))
            try:
                tables, _ = contents.decode(_LABEL, raw, known, self._file.check_record)
            except contents.DamagedFile as error:
                raise Failed(f"{error.what}: {TAKE_BACK}") from None
            except DataFileError as error:
                raise Failed(str(error).partition("; it was left alone")[0]) from None
            self._tables[commit] = tables
        return self._tables[commit]

    def practice(self, commit: str) -> Files:
        """The files of a commit that make up the practice: neither the mark nor the coach's own."""
        return {
            path: held
            for path, held in self.files(commit).items()
            if path != MARK and not path.startswith(START)
        }

    def entries(self, commit: str) -> set[tuple[str, str]]:
        """The entries (uids) of the history that a commit holds, each with its state."""
        return entries_in(self.files(commit))

    def laid_out(self, tables: Tables, own: Files) -> Files:
        """The files of a commit of tables and the coach's own files."""
        return {MARK: mark(self.recipients), **files_of({**empty_tables(), **tables}), **own_of(own)}

    def put(self, files: Files, parents: Iterable[str], *, beside: str | None) -> str:
        """Make a commit of files, or find the parent that is the same."""
        parents = list(parents)
        gone = named(files, [self.files(one) for one in parents])
        return self._write(files, parents, f"{SUBJECT}\n\n{gone}".strip(), beside)

    def again(self, commit: str, message: str) -> str:
        """Make a commit that holds what another does, and follows none."""
        files = {**self.files(commit), MARK: mark(self.recipients)}
        return self._write(files, [], message, commit)

    def same(self, one: str, other: str) -> bool:
        """Whether two commits hold the same practice; what each machine counts for itself is in none."""
        return one == other or self.practice(one) == self.practice(other)

    def lost(self, base: str, commit: str) -> dict[tuple[str, str], Record]:
        """The records that are gone since another commit, though nothing says that coach-tui took them out.

        Raises Failed where somebody else's commit did so.
        """
        between = self._repository.messages(commit, base)
        self._check_others(commit, [name for name, text in between if not is_ours(text)])
        return unproven(self.files(base), self.files(commit), [text for _, text in between])

    def _check_others(self, commit: str, others: Sequence[str]) -> None:
        """Refuse commits of somebody else's, newest first, after which something is gone, and is at a commit.

        What one took out and the next brought back, as a revert does, is not gone.
        """
        parents = {name: self._repository.parents_of(name) for name in others}
        followed = {one for several in parents.values() for one in several}
        starts = {one for one in followed if one not in parents}
        for start, last in product(sorted(starts), [name for name in others if name not in followed]):
            if not self._repository.contains(last, start):
                continue
            gone = self._taken(start, last)
            if gone and (gone := gone & self._taken(start, commit)):
                raise gone.fault(self._who_took(gone, start, last, others))

    def _who_took(self, gone: Taken, start: str, last: str, others: Iterable[str]) -> str:
        """The commit of those up to the last that took out what is gone since the start."""
        since = [name for name in others if self._repository.contains(last, name)]
        return [last, *takewhile(lambda name: bool(gone & self._taken(start, name)), since)][-1]

    def _taken(self, start: str, commit: str) -> Taken:
        said = [text for _, text in self._repository.messages(commit, start)]
        return taken(self.files(start), self.files(commit), said)

    def as_before(self, ours: Tables, commit: str) -> Tables:
        """What ours was when the history that ends in a commit went on from it, as far as that is sure."""
        named = {one for _, text in self._repository.messages(commit) for one in digests_in(text)}
        return as_before(ours, self.tables(commit), told(self.files(commit)), named)

    def holds_erased(self, commit: str, tables: Tables) -> bool:
        """Whether somebody was erased since the history began that a commit ends: it still holds them."""
        now = erased_in(tables)
        if not now:
            return False
        roots = [self._erased_at(root) for root in self._repository.roots_of(commit)]
        return bool(now.difference(roots[0].intersection(*roots[1:])))

    def opens_for_others(self, commit: str) -> bool:
        """Whether a commit or one before it is locked for anybody for whom the data file no longer is."""
        now = locked.keys_of(self.recipients)
        for data in self._repository.versions(commit, LOCKED_MARK) if now else ():
            try:
                plain = locked.unlock(data, keys.current().identities())  # nobody is asked for an old one
            except locked.LockedFile:
                return True
            except locked.Spoilt:
                continue
            said = read_mark(plain.partition(b"\n")[2]) or {}
            if not locked.keys_of(_texts(said.get("recipients"))) <= now:
                return True
        return False

    def _erased_at(self, commit: str) -> set[str]:
        path = _name(META) if self.is_locked(commit) else META
        held = self._repository.read(commit, [path]).items()
        try:
            files = dict(_opened(name, data) for name, data in held)
        except locked.LockedFile:
            return set()  # who knows whom it holds: nobody passes for erased there
        records = parsed(files.get(META, b"{}")).get("meta", {}).values()
        return {
            mark for record in records if isinstance(record, dict) for mark in _texts(record.get("erased"))
        }

    def _write(self, files: Files, parents: Iterable[str], message: str, beside: str | None) -> str:
        stored = self._locked(files, beside) if self.recipients else files
        commit = self._repository.write(stored, parents, message, beside=beside)
        self._raw[commit], self._files[commit] = stored, files
        return commit

    def _locked(self, files: Files, beside: str | None) -> Files:
        before = self.files(beside) if beside is not None else {}
        raw = self._raw.get(beside or "", {})
        again = before.get(MARK) == files[MARK]
        return {
            _name(path): raw[_name(path)]
            if again and before.get(path) == data and _name(path) in raw
            else locked.lock(path.encode() + b"\n" + data, self.recipients)
            for path, data in files.items()
        }


def _texts(value: object) -> list[str]:
    """The texts of a list from a file that anybody could have written."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _name(path: str) -> str:
    """The name of a locked file: always the same for a path, and telling nothing of it."""
    return LOCKED_MARK if path == MARK else f"{sha256(path.encode()).hexdigest()[:32]}{LOCKED}"


def _opened(path: str, data: bytes) -> tuple[str, bytes]:
    """The path and the contents of a file as it is stored."""
    if not path.endswith(LOCKED):
        return path, data
    try:
        plain = keys.opened(_LABEL, data)
    except locked.Spoilt as error:
        raise Failed(f"{_LABEL} is damaged ({error})") from None
    inner, _, plain = plain.partition(b"\n")
    return inner.decode("utf-8", "replace"), plain
