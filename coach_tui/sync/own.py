"""The coach's own small files that travel along: templates, sets of items, themes, and reports if asked.

They are merged by the file. One that was changed on two machines stays twice: as the remote has it, and
beside it as it was here.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from coach_tui import bounds
from coach_tui.plan.errors import DataFileError
from coach_tui.store import durable
from coach_tui.store.names import fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach_tui.sync.layout import Files

START = "own/"
_LARGEST = 5_000_000
_KINDS = {"templates": (".toml",), "items": (".toml",), "themes": (".toml",)}
_MADE = (".md", ".html", ".pdf", ".txt", ".csv")


class OwnFiles:
    """The folders of the coach's own files by what they hold.

    Args:
        config: the configuration file, beside which they lie.
        reports: the folder of reports, where those are to travel; else None.
    """

    def __init__(self, config: Path, reports: Path | None = None) -> None:
        self._folders: dict[str, tuple[Path, tuple[str, ...]]] = {
            kind: (config.parent / kind, endings) for kind, endings in _KINDS.items()
        }
        if reports is not None:
            self._folders["reports"] = (reports, _MADE)

        self.unfit: set[str] = set()
        """What was there at the last reading, too large to travel or a link: it stays as it was there."""

    @property
    def places(self) -> dict[str, str]:
        """The kinds of files that are looked after here, and in which folder.

        One that is not there, with a disk that is not mounted, say, tells nothing of what was deleted.
        """
        found = {kind: os.path.realpath(folder) for kind, (folder, _) in self._folders.items()}
        return {kind: folder for kind, folder in found.items() if Path(folder).is_dir()}

    def read(self) -> Files:
        """Return the files there are, by their path in the repository.

        Raises:
            DataFileError: one cannot be read.
        """
        found: Files = {}
        self.unfit = set()
        for kind, (folder, _) in self._folders.items():
            for name in durable.names_in(os.fspath(folder)):
                path = self._path(f"{START}{kind}/{name}")
                if path is not None and path.is_symlink():  # it may lead to anything
                    self.unfit.add(f"{START}{kind}/{name}")
                    continue
                if path is None or not path.is_file():
                    continue
                try:
                    found[f"{START}{kind}/{name}"] = bounds.file_bytes(path, _LARGEST)
                except bounds.Unfit:
                    self.unfit.add(f"{START}{kind}/{name}")
                except OSError as error:
                    raise fault(path, "read", error) from None
        return found

    def write(self, before: Files, after: Files) -> dict[str, str]:
        """Make the folders hold what `after` does where that differs from `before`.

        Returns what could not be written (paths in the repository), each with the line that says why: one
        of these keeps no change of the data file from going its way.
        """
        failed = {}
        for name in sorted(before.keys() | after.keys()):
            path = self._path(name)
            if path is None or path.is_symlink() or name in self.unfit or before.get(name) == after.get(name):
                continue
            try:
                _put(path, after.get(name))
            except durable.Unconfirmed:
                continue  # it is written
            except DataFileError as error:
                failed[name] = str(error).removesuffix("; nothing was changed")
        return failed

    def _path(self, name: str) -> Path | None:
        """Where a file of the repository lies here; None for one that has no place, or a name of no file."""
        parts = PurePosixPath(name).parts
        if len(parts) != 3 or parts[1] not in self._folders:
            return None
        folder, endings = self._folders[parts[1]]
        plain = parts[2].isprintable() and not parts[2].startswith(".") and "/" not in parts[2]
        return folder / parts[2] if plain and Path(parts[2]).suffix in endings else None


def _put(path: Path, data: bytes | None) -> None:
    """Write a file, or take it away (None); raises DataFileError."""
    try:
        if data is None:
            path.unlink(missing_ok=True)
            return
        durable.make_folder(os.fspath(path.parent))
    except OSError as error:
        raise fault(path, "deleted" if data is None else "written", error) from None
    durable.replace(os.path.join(os.path.realpath(path.parent), path.name), data, None)  # noqa: PTH118


class OwnMerged(NamedTuple):
    """The files as they are to be, and those (paths) that were changed on two machines."""

    files: Files
    twice: list[str]


def own_of(files: Files) -> Files:
    """The coach's own files among all of a commit."""
    return {path: data for path, data in files.items() if path.startswith(START)}


def merged_own(base: Mapping[str, bytes], ours: Files, theirs: Files) -> OwnMerged:
    """Merge by the file; a change is kept against a deletion."""
    files: Files = {}
    twice = []
    for path in sorted(ours.keys() | theirs.keys() | base.keys()):
        was, here, there = base.get(path), ours.get(path), theirs.get(path)
        if here == there or there == was:
            kept = here
        elif here == was or here is None:
            kept = there
        elif there is None:
            kept = here
        else:
            kept = there
            twice.append(path)
            files[_beside(path, ours.keys() | theirs.keys())] = here
        if kept is not None:
            files[path] = kept
    return OwnMerged(files, twice)


def _beside(path: str, taken: set[str]) -> str:
    stem, dot, ending = path.rpartition(".")
    return next(name for count in range(2, 10_000) if (name := f"{stem}-{count}{dot}{ending}") not in taken)
