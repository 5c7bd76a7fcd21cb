"""What lies beside the data file and may be about somebody: drafts, texts, reports, forms, leftovers."""
# ruff: noqa: PTH108, PTH112, PTH113, PTH114, PTH118, PTH119, PTH120, PTH122, PTH123

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import suppress

from coach_tui import bounds
from coach_tui.plan.errors import DataFileError
from coach_tui.plan.text import fold, slug
from coach_tui.store import backups, contents, drafts, durable, keys, locked, processes, whom
from coach_tui.store.beside import PRINTED, sidecar
from coach_tui.store.looking import Wanted
from coach_tui.store.names import fault, shown
from coach_tui.store.paths import memory_folder
from coach_tui.store.unpacking import CannotTell, in_bytes, stands_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import Any


REPORTS, FORMS = "reports", "forms"
"""The folders beside the data file into which the app writes what is to be sent."""
_MADE = re.compile(r"(?:client|sponsor|coach|week|checkin|reflection)-\d{4}-\d\d-\d\d(?:-\d+)?\.[a-z]+")
"""How such a file's name ends, behind the client's."""
_OWN = "coach-tui"
"""A folder of this name is the program's own, and whatever lies below it."""
_EXPORTED = ("clients.csv", "history.csv")
"""Files by which an export of tables is known."""


def private_paths(target: str) -> list[str]:
    """Return what is made for its owner alone beside a data file, whether it is there or not."""
    folder = os.path.dirname(target)
    endings = (
        "lock",
        "edit",
        "sync",
        PRINTED,
        keys.RECIPIENTS,
        keys.LOCKING,
        keys.IDENTITY,
        f"next.{keys.IDENTITY}",
    )
    beside = [sidecar(target, ending) for ending in endings]
    return [target, backups.folder_of(target), *beside, *(os.path.join(folder, n) for n in (REPORTS, FORMS))]


def conflict_copies(target: str) -> list[str]:
    """Return copies of the data file that a program which syncs folders has made of a conflict.

    Raises DataFileError when the folder cannot be read.
    """
    folder, name = os.path.split(target)
    stem, ending = map(re.escape, os.path.splitext(name))
    # in brackets or not, before the ending or behind it; the name of the other machine in capitals; a number
    pattern = re.compile(
        rf"\.?{stem}(?:(?:{ending})?[\W_]*(?:.*conf(?:lict|\().*|\([^()]*\)(?:{ending})?"
        rf"|(?-i:[A-Z][A-Z0-9]+[A-Z0-9-]*)(?:{ending}))| \d+{ending})",
        re.IGNORECASE,
    )
    return [
        os.path.join(folder, one)
        for one in durable.names_in(folder)
        if one != name
        and pattern.fullmatch(one)
        and not one.startswith(f".{name}.drafts")
        and not (one.startswith(".") and one.endswith((".lock", ".sync", f".{PRINTED}")))
    ]


def conflicts_told(target: str) -> str:
    """Say in a line that copies of a conflict lie beside the data file, and what takes them in; "" for none.

    Where the folder cannot be read there is nothing to say here: whoever writes is told.
    """
    try:
        found = conflict_copies(target)
    except DataFileError:
        return ""
    if len(found) == 1:
        return (
            "a copy that a sync program made of a conflict lies beside the data file: coach merge takes it in"
        )
    copies = f"{len(found)} copies that a sync program made of conflicts lie beside the data file"
    return f"{copies}: coach merge takes them in" if found else ""


class Traces:
    """How what belongs to somebody who is erased is known: ids, and names as they are folded.

    A name of two letters stands in too many words to be `wanted`, as what is found then is removed; by the
    `mentioned` ones what still tells of somebody is named.
    A line that was typed and names nobody may be theirs: it goes too, unless it names one of the `others`.
    """

    def __init__(self, uids: Collection[str], names: Iterable[str], others: Iterable[str]) -> None:
        written = [name for name in names if name.strip()]
        self.wanted = Wanted(written, uids, short=False)
        self.mentioned = Wanted(written, uids)
        self.slugs = {slug(name) for name in written}
        self.others = [fold(name) for name in others if name.strip()]

    def named_in(self, text: str) -> bool:
        """Whether a text holds one of the ids or names."""
        return self.wanted.in_text(text)

    def theirs(self, draft: dict[str, Any]) -> bool:
        """Whether a draft is theirs, or may be."""
        told = json.dumps(draft, ensure_ascii=False, default=str)
        if self.named_in(told):
            return True
        key = draft.get("draft_key")
        a_line = key == "" or (isinstance(key, str) and '"form": "line"' in key)
        title = fold(str(draft.get("title", "")))
        return a_line and not any(name in title for name in self.others)


def check_reachable(target: str) -> None:
    """Raise DataFileError when a folder in which something of somebody's may lie cannot be read.

    So it does where one cannot be written to in which something is to be rewritten or may have to go.
    """
    for folder in _folders(target):
        durable.names_in(folder)
    for folder in sorted({os.path.dirname(target), *map(os.path.dirname, _to_change(target))}):
        durable.check_writable(folder)


def check_opened(target: str) -> None:
    """Raise LockedFile where one of ours is locked for a key that is not at hand: who knows who is in it."""
    for path in [*_to_change(target), *drafts.all_drafts(target)]:
        with suppress(bounds.Unfit, OSError):
            if locked.is_locked(bounds.file_bytes(path, bounds.COPIED)[:64]):
                _check_opened(path, target)


def _check_opened(path: str, target: str) -> None:
    try:
        contents.read_bytes(path, bounds.COPIED)
    except locked.LockedFile as error:
        raise locked.LockedFile(f"{error}, and nothing was erased; or remove it, then erase again") from None
    except DataFileError:
        return  # it is damaged: what becomes of such a file is told later
    if not whom.for_whom(target):
        raise locked.LockedFile(
            f"{shown(path)} is encrypted, and nothing says for whom: coach encrypt or decrypt does all "
            "alike; nothing was erased"
        )


def _to_change(target: str) -> list[str]:
    """The files that are rewritten, or removed where they are somebody's."""
    ours = [*_edited_in(target), *_made_in(target)]
    made = {inner for folder in ours for inner in below(folder)}
    lying = [path for path in _files(target) if os.path.dirname(path) in made]
    kept = [path for path, _, _ in backups.listing(target)]
    return kept + copies(target) + lying + half_made(target)


def _folders(target: str) -> list[str]:
    """Every folder in which something of ours may lie: our own with all below them, and those of exports.

    The data file may lie in a folder that is not ours, among all that somebody has: there no more is looked
    through than what lies beside it. Links to folders are not followed. Raises DataFileError.
    """
    beside = os.path.dirname(target)
    if os.path.basename(beside) == _OWN:
        found = below(beside)
    else:
        found = [beside, *(folder for folder in _inner(beside) if _exported(folder))]
    for folder in (backups.folder_of(target), *_edited_in(target), *_made_in(target)):
        found += below(folder)
    return list(dict.fromkeys(found))


def _edited_in(target: str) -> list[str]:
    """The folders of texts in an editor: beside the data file, and in memory where that is locked."""
    return [folder for folder in (sidecar(target, "edit"), memory_folder(target)) if folder]


def _made_in(target: str) -> list[str]:
    return [os.path.join(os.path.dirname(target), name) for name in (REPORTS, FORMS)]


def below(folder: str) -> list[str]:
    """A folder and every one below it, links not followed; raises DataFileError where one cannot be read."""
    found = [folder]
    for one in found:
        found += [inner for inner in _inner(one) if not _of_commits(inner)]
    return found


def _of_commits(folder: str) -> bool:
    """Whether a folder is git's own, of what is synced: of its commits one line tells."""
    above, name = os.path.split(folder)
    return name == "git" and above.endswith(".sync") and os.path.basename(above).startswith(".")


def _inner(folder: str) -> list[str]:
    """The folders in a folder; raises DataFileError."""
    return [
        path
        for name in durable.names_in(folder)
        if os.path.isdir(path := os.path.join(folder, name)) and not os.path.islink(path)
    ]


def _exported(folder: str) -> bool:
    """Whether an export of ours lies in a folder, or what is left of one that was killed."""
    if any(os.path.isfile(os.path.join(folder, name)) for name in _EXPORTED):
        return True
    try:
        return bool(durable.half_made(folder))
    except DataFileError:  # who knows whose it is: it need not be ours
        return False


def clear(target: str, traces: Traces) -> Iterator[int]:
    """Remove what is theirs beside a data file; tells piece by piece how many drafts, texts, reports, forms.

    Half-written files of dead processes go whatever they hold, and are not counted. Raises DataFileError.
    """
    for path in half_made(target):
        durable.remove(path)
        yield 0
    yield from drafts.forget_drafts(target, traces.theirs)
    for folder in (inner for one in _edited_in(target) for inner in below(one)):
        yield from _texts(folder, traces)
    for one in _made_in(target):
        for folder in below(one):
            yield from _made(folder, traces)


def locked_too(target: str) -> list[str]:
    """Return what is locked where the data file is: backups, drafts, texts that no editor has open any more.

    Raises DataFileError where one of their folders cannot be read.
    """
    found = [path for path, _, _ in backups.listing(target)] + drafts.all_drafts(target)
    for folder in below(sidecar(target, "edit")):
        for name in durable.names_in(folder):
            path = os.path.join(folder, name)
            mark = name.split(".")[1] if name.startswith("plan.") else ""
            if os.path.isfile(path) and not (mark and processes.lives(mark)):
                found.append(path)
    return found


def half_made(target: str) -> list[str]:
    """Return what dead writers left in our folders, whatever it was to become; raises DataFileError."""
    return [path for folder in _folders(target) for path in durable.half_made(folder)]


def _made(folder: str, traces: Traces) -> Iterator[int]:
    """Remove the reports about them and their forms, known by their names; those of a namesake go too."""

    def theirs(path: str) -> bool:
        name = os.path.basename(path)
        return any(
            name.startswith(f"{start}-") and _MADE.fullmatch(name[len(start) + 1 :]) for start in traces.slugs
        )

    return _remove(folder, theirs)


def _texts(folder: str, traces: Traces) -> Iterator[int]:
    """Remove texts from an editor that name them, or of which nobody can tell whose they are."""

    def theirs(path: str) -> bool:
        if not os.path.isfile(path):
            return False
        try:
            text = keys.opened(path, bounds.file_bytes(path, bounds.PLAN)).decode("utf-8", "replace")
        except (bounds.Unfit, locked.LockedFile, locked.Spoilt):
            return True  # nobody can tell
        whole_plan = path.endswith(".toml") and any(other in fold(text) for other in traces.others)
        return traces.named_in(text) or not whole_plan

    return _remove(folder, theirs)


def _remove(folder: str, theirs: Callable[[str], bool]) -> Iterator[int]:
    """Remove what is theirs in a folder, told from its path; 1 for each that went. Raises DataFileError."""
    gone = 0
    for name in durable.names_in(folder):
        path = os.path.join(folder, name)
        try:
            if not stat.S_ISDIR(os.lstat(path).st_mode) and theirs(path):
                os.unlink(path)
                gone += 1
                yield 1
        except FileNotFoundError:
            continue
        except OSError as error:
            raise fault(path, "removed", error) from None
    if gone:
        confirm(folder)


def confirm(folder: str) -> None:
    """Have the disk confirm that what was removed from a folder is gone; raises DataFileError."""
    try:
        durable.sync_folder(folder)
    except OSError as error:
        raise fault(folder, "confirmed", error) from None


def copies(target: str) -> list[str]:
    """Return copies of the data file that others than this program have laid beside it or its backups.

    By hand, by an editor, by a program that syncs folders: whatever is a whole data file by its looks.
    """
    known = {target, *(path for path, _, _ in backups.listing(target))}
    found = []
    for path in _files(target):
        if path not in known and not os.path.basename(path).startswith("."):
            head = _head(path)
            if head.startswith(b"{") and b'"' in head[:20]:
                found.append(path)
    return found


def _head(path: str) -> bytes:
    """How a file begins, or what is in it where it is locked for us; nothing where it cannot be read."""
    with suppress(OSError, DataFileError):
        with open(path, "rb") as file:
            head = file.read(4096)
        if locked.is_locked(head):
            found = contents.read_bytes(path)
            head = found[0][:4096] if found else b""
        return head.lstrip()
    return b""


def _files(target: str) -> list[str]:
    """The files in our own folders; links and what is no file are passed over."""
    found = []
    for folder in _folders(target):
        for name in durable.names_in(folder):
            path = os.path.join(folder, name)
            with suppress(OSError):
                if stat.S_ISREG(os.lstat(path).st_mode):
                    found.append(path)
    return found


def still_plain(target: str, traces: Traces) -> list[str]:
    """Return the files in our own folders that are not locked, and in which one of these stands."""
    found = []
    for path in _files(target):
        with suppress(bounds.Unfit, OSError, CannotTell):
            data = bounds.file_bytes(path, bounds.LOOKED)
            if not locked.is_locked(data) and in_bytes(path, data, traces.mentioned):
                found.append(path)
    return found


def still_told(target: str, traces: Traces, cleaned: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the files in our own folders in which somebody who was erased still stands.

    Not those that were `cleaned`: what other clients' records say stays in them. Beside them a line each
    about what nobody could look into, which may tell of somebody.
    """
    known = {target, *cleaned, *(path for path, _, _ in backups.listing(target))}
    others = {slug(name) for name in traces.others}
    told = []
    unsure = [f"{shown(path)} is no file of drafts: look into it" for path in drafts.strange_drafts(target)]
    for path in _files(target):
        name = os.path.basename(path)
        if path in known or any(name.startswith(f"{other}-") and _MADE.search(name) for other in others):
            continue
        try:
            if stands_in(path, traces.mentioned):
                told.append(path)
        except CannotTell as error:
            unsure.append(f"{shown(path)} {error}")
    return told, unsure
