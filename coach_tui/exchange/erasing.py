"""Erasing a client wherever this program has ever written: its own folders, and the coach's calendar.

Templates and sets of items, which were saved to stay, are looked through and not changed.

What cannot be looked into is told before anything is erased; what could not be reached is told by its name.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from coach_tui.changes.erase import erase_client, erase_known, known_by, names_of
from coach_tui.exchange import vdir
from coach_tui.exchange.ics_lines import unfolded
from coach_tui.exchange.item_sets import own_item_sets
from coach_tui.exchange.templates import own_folder
from coach_tui.plan.calendar_items import SUFFIX, items
from coach_tui.plan.errors import BadInput, DataFileError
from coach_tui.plan.group import is_shared
from coach_tui.store.beside import sidecar
from coach_tui.store.contents import read_bytes
from coach_tui.store.durable import names_in
from coach_tui.store.looking import Wanted
from coach_tui.store.names import shown
from coach_tui.store.unpacking import CannotTell, stands_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from coach_tui.changes.desk import Desk
    from coach_tui.plan.practice import Practice
    from coach_tui.store.erase import Erased


class ErasedAll:
    """What was erased; `dates` of the calendar; `left`: where somebody still stands.

    `unsure` are lines about what nobody could look into.
    """

    def __init__(self, erased: Erased) -> None:
        self.erased = erased
        self.clients: list[str] = []
        """Who was erased (uids)."""
        self.dates = 0
        self.left = [str(path) for path in erased.left]
        self.unsure = list(erased.unsure)
        self.synced = ""
        """Where older commits still hold the client, "" where nothing is synced."""


def erase_everywhere(desk: Desk, uid: str, typed: str, calendar: str, config: Path) -> ErasedAll:
    """Erases a client (uid), and takes them out of the calendar's folder ("" for none).

    Args:
        desk: the desk.
        uid: the client.
        typed: the name as somebody typed it to confirm.
        calendar: the folder of calendar files that the configuration names.
        config: the configuration, beside which templates and sets of items lie.

    Raises:
        BadInput: the client is gone, or it is not the name.
        DataFileError: something cannot be read or written: nothing was erased, or it can be run again.
    """
    practice = desk.practice()
    client = practice.client(uid)
    known = {uid: names_of(practice, client) if client else set()}
    return _everywhere(desk, known, partial(erase_client, desk, uid, typed), calendar, config)


def erase_marked(desk: Desk, marks: Collection[str], calendar: str, config: Path) -> ErasedAll | None:
    """Erases here, in the same places, whom another machine has erased: those whom these marks mean.

    One who was deleted here goes out of history and backups; None where nobody is known any more.

    Raises:
        DataFileError: as `erase_everywhere` does.
    """
    known = known_by(desk, marks)
    return _everywhere(desk, known, partial(erase_known, desk, known), calendar, config) if known else None


def _everywhere(
    desk: Desk, known: Mapping[str, set[str]], erase: Callable[[], Erased], calendar: str, config: Path
) -> ErasedAll:
    """Erases clients, by what is known of each (uid), and looks into what lies elsewhere."""
    if calendar:
        try:
            vdir.check_folder(calendar)
            _check_inner(calendar)
        except BadInput as error:
            raise DataFileError(
                f"the calendar's folder {shown(calendar)} {error}: what is theirs would come back with it; "
                "make it reachable, or take vdir out of the configuration; nothing was erased"
            ) from None
    kept = _kept_beside(config)
    practice = desk.practice()
    away = bool(calendar and not os.listdir(calendar) and any(items(practice, uid) for uid in known))  # noqa: PTH208
    together = {uid: _had_with_others(practice, uid) for uid in known}
    done = ErasedAll(erase())
    done.clients = sorted(known)
    for uid, names in known.items() if calendar else ():
        # what stays for others comes back with the next export, without the name
        cleared = vdir.remove_client(calendar, uid, done.erased.uids | together[uid], names)
        done.dates += cleared.entries
        done.left += [path for path in cleared.left if path not in done.left]
        done.unsure += cleared.unsure
    if away:
        done.unsure.append(f"{shown(calendar)} is empty: is it mounted?")
    names = {name for told in known.values() for name in told}
    _look_into(kept, Wanted(names, done.erased.uids), done)
    if os.path.isdir(sidecar(os.path.realpath(desk.store.path), "sync")):  # noqa: PTH112
        done.synced = (
            "what is synced has older commits, here and at the remote: coach sync takes the client out of "
            "the newest, coach sync --anew lets go of the others"
        )
    return done


def _had_with_others(practice: Practice, client: str) -> set[str]:
    """The sessions (uids) that a client (uid) had with others: a calendar calls them after all."""
    engagements = [one.uid for one in practice.engagements(client)]
    return {
        raw["uid"] for uid in engagements for raw in practice.documents("sessions", uid) if is_shared(raw)
    }


def _kept_beside(config: Path) -> list[str]:
    """The templates and sets of items that somebody has saved (DataFileError)."""
    folders = [os.fspath(own(config)) for own in (own_folder, own_item_sets)]
    return [os.path.join(folder, name) for folder in folders for name in names_in(folder)]  # noqa: PTH118


def _look_into(paths: Iterable[str], wanted: Wanted, done: ErasedAll) -> None:
    """Notes the files in which somebody still stands, or which are called after them."""
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112
            continue
        called = os.path.basename(path).replace("-", " ")  # noqa: PTH119
        try:
            if wanted.in_text(called) or stands_in(path, wanted):
                done.left.append(path)
        except CannotTell as error:
            done.unsure.append(f"{shown(path)} {error}")


def _check_inner(calendar: str) -> None:
    """Raises BadInput where dates of ours lie in a folder of the calendar that cannot be written to."""
    for folder, _, names in os.walk(calendar):
        if not os.access(folder, os.W_OK | os.X_OK):
            for name in names:
                if _has_ours(os.path.join(folder, name)):  # noqa: PTH118
                    raise BadInput(f"has dates in a folder that cannot be written to, {shown(folder)}")


def _has_ours(path: str) -> bool:
    """Whether an entry of ours lies in a file, as far as that can be read."""
    try:
        data = read_bytes(path)
    except DataFileError:
        return False
    return data is not None and SUFFIX.encode() in b"".join(unfolded(data[0]))
