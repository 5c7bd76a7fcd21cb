"""Naming the remote for the first time, or another one."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.store.machine import become, machine_of
from coach_tui.store.names import shown
from coach_tui.store.whole import standing, take_over
from coach_tui.sync.address import path_of, shown_address
from coach_tui.sync.git import Git, check_version
from coach_tui.sync.motion import Apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach_tui.store.data_file import DataFile
    from coach_tui.sync.place import Place
    from coach_tui.sync.repository import Repository

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|[^/\s:]+@?[^/\s:]*:(?!/?$))", re.IGNORECASE)
"""What begins a URL, or an address as ssh takes it: `git@server:practice.git`."""
_CARRIED = ("ssh", "git+ssh", "https", "http", "file", "git")


def address_of(given: str, env: Mapping[str, str]) -> str:
    """The remote that was named, a path from the root on.

    Raises:
        BadInput: it is no address, or of a kind that runs a program of its own.
    """
    text, named = given.strip(), shown_address(given.strip())
    if not text or text.startswith("-") or any(not sign.isprintable() for sign in text):
        raise BadInput(f"“{named}” is no remote: name one like git@server:practice.git, or a path")
    if "::" in text.partition("/")[0]:
        raise BadInput(f"“{named}” would run a program of its own: name a remote over ssh, or a path")
    if "://" in text and text.partition("://")[0].lower() not in _CARRIED:
        raise BadInput(f"“{named}” is no remote that git knows: name one over ssh, https, or a path")
    if _ADDRESS.match(text) and not os.path.lexists(text):
        return text
    from coach_tui.store.paths import expanded

    return os.path.realpath(expanded(text, env))


def begin(place: Place, repository: Repository, address: str, file: DataFile) -> str:
    """Make the repository beside the data file and name its remote.

    A path at which there is nothing yet becomes an empty repository, where its folder is there. Returns
    what is to be told, "" for nothing.

    Raises:
        Failed, Unreachable: git, or the remote, refuses; nothing is left then of what was not there before.
        DataFileError: the system refuses.
    """
    check_version(repository.git)
    if Path(address).is_relative_to(os.path.realpath(place.folder)):
        raise BadInput(f"{shown(address)} is where this data file's own syncing lies: name another remote")
    path = path_of(address)
    if path is not None and path.is_file():
        raise BadInput(f"{shown(path)} is a file: name a folder, of a repository or for one to be made")
    fresh = not place.folder.exists()
    said = ""
    try:
        place.make()
        if not repository.there:
            repository.make()
        was = repository.remote
        if Path(address).is_absolute() and not os.path.lexists(address):
            said = _made(Path(address), repository.git)
        elif was and was != address:
            said = f"the remote was {shown_address(was)}, and is {shown_address(address)} now"
        repository.name_remote(address)
        repository.look(first=was != address)
    except BaseException:
        if fresh:
            place.remove()
        elif was:
            repository.name_remote(was)
        raise
    if machine_of(place.target) is None:
        become(place.target)
    _own_history(place, file)
    return said


@contextmanager
def or_as_before(repository: Repository, was: str | bool) -> Iterator[None]:
    """Sync for the first time with a remote; where that is refused, the one that there `was` is named again.

    Two that were begun apart are no refusal: they wait for an answer.
    """
    try:
        yield
    except Apart:
        raise
    except CoachError:
        if isinstance(was, str) and was and repository.remote != was:
            repository.name_remote(was)
        raise


def _made(path: Path, git: Git) -> str:
    if not path.parent.is_dir():
        raise BadInput(f"{shown(path.parent)} is not there: make it, or name another path")
    git.at(path).begin()
    return f"there was nothing at {shown(path)}: an empty repository was made there"


def _own_history(place: Place, file: DataFile) -> None:
    """Say of what stands in the history, and of no machine yet, that it was done on this one."""
    machine = machine_of(place.target)
    for _ in range(8):
        seen = standing(file)
        unsaid = [number for number, entry in seen.tables["journal"].items() if not entry.get("machine")]
        if not unsaid:
            return
        journal = dict(seen.tables["journal"])
        journal |= {number: {**journal[number], "machine": machine} for number in unsaid}
        if take_over(file, seen, {**seen.tables, "journal": journal}) is not None:
            return
