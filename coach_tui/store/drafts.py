"""Half-filled forms, kept when the connection drops: written from a signal handler, found at the next start.

Each process has files of its own beside the data file, `.coach.json.drafts.PROCESS`, so that two never mix.
Nothing here takes a lock, which a signal handler might wait for without end.
"""
# ruff: noqa: PTH104, PTH105, PTH108, PTH112, PTH113, PTH114, PTH118, PTH120

from __future__ import annotations

import json
import os

from coach_tui import bounds
from coach_tui.plan.errors import CoachError, DataFileError
from coach_tui.store import contents, durable, processes, whom
from coach_tui.store.beside import sidecar
from coach_tui.store.locked import LockedFile
from coach_tui.store.names import fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any


def save_drafts(place: Path, drafts: list[dict[str, Any]]) -> None:
    """Keep this process's drafts in the place of those it kept and took before; an empty list keeps none.

    `place` is the data file, or its folder (for a data file named coach.json). Small, synchronous and
    atomic; any text is taken, values JSON does not know as their text. Raises DataFileError when the disk
    refuses.
    """
    own = _own(place)
    try:
        if not drafts:
            clear_drafts(place)
            return
        durable.make_folder(os.path.dirname(own))
        fresh = durable.temporary(own)
        text = json.dumps(drafts, default=str, skipkeys=True).encode("ascii")
        durable.write_new(fresh, whom.as_beside(_target(place), text))
        try:
            os.replace(fresh, own)
        except BaseException:
            durable.remove(fresh)
            raise
        for path in _files(place):
            if path.startswith(own + "."):
                durable.remove(path)
    except OSError as error:
        raise fault(own, "written", error) from None


def take_drafts(place: Path) -> list[dict[str, Any]]:
    """Return the drafts of processes that are dead, and make them this process's own until `clear_drafts`.

    They stay on the disk, so a second crash does not lose them, but no other process is given them meanwhile.
    What cannot be read is left where it is.
    """
    found: list[dict[str, Any]] = []
    for path in _unfinished(place):
        durable.remove(path)
    for count, path in enumerate(_of_the_dead(place)):
        drafts = _read(path)
        if drafts is None:
            continue
        try:
            os.rename(path, f"{_own(place)}.{os.urandom(2).hex()}{count}")  # whoever renames it first has it
        except OSError:
            continue
        found += drafts
    return found


def unreadable_drafts(place: str | Path) -> list[str]:
    """Return the files of drafts of dead processes that cannot be read: they are left where they are.

    Not those that are locked for other keys: they may be whole.
    """
    return [path for path in _of_the_dead(place) if _read(path) is None and not is_shut(path)]


def shut_drafts(place: str | Path) -> list[str]:
    """Return the files of drafts of dead processes that are locked for keys that are not at hand."""
    return [path for path in _of_the_dead(place) if is_shut(path)]


def is_shut(path: str) -> bool:
    """Say whether a file is locked, and no key at hand opens it."""
    try:
        contents.read_bytes(path, bounds.DRAFTS)
    except LockedFile:
        return True
    except DataFileError:
        return False
    return False


def all_drafts(place: str | Path) -> list[str]:
    """Return the files of drafts of all processes."""
    return [path for path in _files(place) if _is_file(path)]


def _read(path: str) -> list[dict[str, Any]] | None:
    """The drafts in a file, any text in them whole; None where it holds none that can be read."""
    try:
        found = contents.read_bytes(path, bounds.DRAFTS)
        if found:
            bounds.check_json(found[0])
        drafts = json.loads(found[0]) if found else []
    except (CoachError, ValueError):
        return None
    if not isinstance(drafts, list):
        return None
    return [_whole(draft) for draft in drafts if isinstance(draft, dict)]


def _whole(value: Any) -> Any:
    """A value without halves of characters, which nothing can draw."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(one) for key, one in value.items()}
    return value


def clear_drafts(place: Path) -> None:
    """Remove this process's drafts: those it kept and those it took."""
    for path in _files(place):
        if path == _own(place) or path.startswith(_own(place) + "."):
            durable.remove(path)


def forget_drafts(place: str | Path, doomed: Callable[[dict[str, Any]], bool]) -> Iterator[int]:
    """Remove the drafts, of whichever process, that are doomed; tells file by file how many those were.

    What dead processes had half written goes as well, and what cannot be read. What is no file is passed
    over (`strange_drafts`). Raises DataFileError.
    """
    durable.names_in(os.path.dirname(_base(place)))
    for path in _unfinished(place):
        durable.remove(path)
    for path in _files(place):
        try:
            if not _is_file(path):
                continue
            known = _read(path)
            kept = [draft for draft in known or [] if not doomed(draft)]
            if known is not None and len(kept) == len(known):
                continue
            if kept:
                fresh = durable.temporary(path)
                durable.write_new(fresh, whom.as_beside(_target(place), json.dumps(kept).encode("ascii")))
                os.replace(fresh, path)
            else:
                os.unlink(path)
            yield max(1, len(known or []) - len(kept))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise fault(path, "written", error) from None


def strange_drafts(place: str | Path) -> list[str]:
    """Return what has the name of a file of drafts and is none: a folder, a link."""
    return [path for path in _files(place) if os.path.lexists(path) and not _is_file(path)]


def _is_file(path: str) -> bool:
    return os.path.isfile(path) and not os.path.islink(path)


def _own(place: Path) -> str:
    return f"{_base(place)}.{processes.mark()}"


def _base(place: str | Path) -> str:
    return sidecar(_target(place), "drafts")


def _target(place: str | Path) -> str:
    target = os.path.realpath(place)
    return os.path.join(target, "coach.json") if os.path.isdir(target) else target


def _files(place: str | Path) -> list[str]:
    folder, start = os.path.split(_base(place))
    return [os.path.join(folder, name) for name in _names(folder) if name.startswith(start + ".")]


def _names(folder: str) -> list[str]:
    """The names in a folder, none where it cannot be read: nobody is kept from leaving by that."""
    try:
        return durable.names_in(folder)
    except DataFileError:
        return []


def _unfinished(place: str | Path) -> list[str]:
    """What dead processes were writing when they ended: `..coach.json.drafts.MARK.MARK.hex.tmp`."""
    folder, base = os.path.split(_base(place))
    start = f".{base}."
    return [
        os.path.join(folder, name)
        for name in _names(folder)
        if name.startswith(start)
        and name.endswith(".tmp")
        and not processes.lives(name.removesuffix(".tmp").split(".")[-2])
    ]


def _of_the_dead(place: str | Path) -> list[str]:
    start = len(_base(place)) + 1
    return [path for path in _files(place) if not processes.lives(path[start:].partition(".")[0])]
