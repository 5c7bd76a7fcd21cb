"""The practice as commits: what a commit holds, as tables, and tables as a commit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coach_tui.plan.errors import DataFileError
from coach_tui.store import contents
from coach_tui.store.shapes import empty_tables, meta
from coach_tui.store.storage import encode
from coach_tui.sync.git import Failed
from coach_tui.sync.layout import MARK, META, Files, files_of, joined, mark
from coach_tui.sync.own import START, own_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach_tui.store.data_file import DataFile
    from coach_tui.store.shapes import Tables
    from coach_tui.sync.repository import Repository

ERASED = "erased"
"""Where the meta record has the digests of whom was erased."""


class Shelf:
    """What commits of a repository hold, each read once."""

    def __init__(self, repository: Repository, file: DataFile) -> None:
        self._repository = repository
        self._file = file
        self._files: dict[str, Files] = {}
        self._tables: dict[str, Tables] = {}

    def files(self, commit: str) -> Files:
        """The files of a commit."""
        if commit not in self._files:
            self._files[commit] = self._repository.read(commit)
        return self._files[commit]

    def tables(self, commit: str) -> Tables:
        """The tables that a commit holds, checked in full.

        Raises:
            Failed: they are no practice, or one of a newer version.
        """
        if commit not in self._tables:
            files = self.files(commit)
            data = [held for path, held in files.items() if path != MARK and not path.startswith(START)]
            raw = joined(data)
            try:
                tables, _ = contents.decode("what the remote holds", raw, False, self._file.check_record)
            except DataFileError as error:
                raise Failed(str(error).partition("; it was left alone")[0]) from None
            self._tables[commit] = tables
        return self._tables[commit]

    def put(self, tables: Tables, own: Files, parents: Iterable[str], *, beside: str | None) -> str:
        """Make a commit of tables and the coach's own files."""
        files = self._all(tables, own)
        return self._repository.write(files, parents, "The practice as it stands", beside=beside)

    def again(self, commit: str, message: str) -> str:
        """Make a commit that holds what another does, and follows none."""
        return self._repository.write(self.files(commit), [], message, beside=commit)

    def holds(self, commit: str, tables: Tables, own: Files) -> bool:
        """Whether a commit holds just these."""
        return self.files(commit) == self._all(tables, own)

    def same(self, one: Tables, other: Tables) -> bool:
        """Whether two practices are the same, but for what each machine counts for itself."""
        return _plain(one) == _plain(other)

    def erased_before(self, commit: str, tables: Tables) -> int:
        """How many clients were erased since the history began that a commit ends: it may still hold them."""
        now: set[str] = set((meta(tables) or {}).get(ERASED, ()))
        if not now:
            return 0
        roots = [self._erased_at(root) for root in self._repository.roots_of(commit)]
        return len(now.difference(roots[0].intersection(*roots[1:])))

    def _erased_at(self, commit: str) -> set[str]:
        files = self._repository.read(commit, [META])
        records = json.loads(files.get(META, b"{}")).get("meta", {}).values()
        return {str(digest) for record in records for digest in record.get(ERASED, ())}

    def _all(self, tables: Tables, own: Files) -> Files:
        return {MARK: mark(locked=False), **_plain(tables), **own_of(own)}


def _plain(tables: Tables) -> Files:
    return files_of(encode({**empty_tables(), **tables}, 0)[0])
