"""A vdir: a folder with one calendar file an event, as khal and vdirsyncer keep it.

Files of ours are those that hold nothing but one entry with a UID of ours; no other is ever touched. In
ours, title, day, alarm and what is named X-COACH are the plan's; what else somebody added there stays.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from coach_tui import bounds
from coach_tui.exchange import ics
from coach_tui.exchange.ics_lines import unfolded
from coach_tui.exchange.ics_out import BASE, CLIENT, FINISHED, write_ics
from coach_tui.plan.calendar_changes import compare
from coach_tui.plan.calendar_items import SUFFIX, ical_uid, items
from coach_tui.plan.calendar_when import here_as, length_in_doubt
from coach_tui.plan.errors import BadInput
from coach_tui.store import durable, processes
from coach_tui.store.looking import Wanted
from coach_tui.store.names import advice, shown
from coach_tui.store.unpacking import CannotTell, in_bytes, stands_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from coach_tui.plan.calendar_items import CalendarItem
    from coach_tui.plan.calendar_there import There
    from coach_tui.plan.practice import Practice

TOUCHED = ("SUMMARY", BASE, FINISHED, CLIENT)
"""What is the plan's in an event, besides its day and alarm."""


class OwnFile(NamedTuple):
    """A file that holds one entry of ours and nothing else."""

    path: str
    data: bytes
    signature: tuple[int, int, int]
    there: There

    @property
    def name(self) -> str:
        """What it is called, for a reader."""
        return shown(os.path.basename(self.path))  # noqa: PTH119


class Written:
    """What writing a folder did: how many files; and lines about what it left alone."""

    def __init__(self) -> None:
        self.new = self.changed = self.removed = self.same = 0
        self.waiting: list[str] = []
        """What was changed there and not taken in, with its file: the files of it were left as they are."""
        self.said: list[str] = []


@bounds.reader("something in it")
def read_folder(folder: str) -> ics.CalendarRead:
    """What the files of a folder say.

    Raises:
        BadInput: there is no such folder, or it cannot be read.
    """
    return _scan(folder)[0]


def write_folder(
    folder: str,
    practice: Practice,
    today: date,
    *,
    client: str | None = None,
    names: str = "full",
    alarm: int | None = None,
    force: bool = False,
    put_back: Collection[str] = (),
) -> Written:
    """Brings the files of a folder to what the plans say; those that say it already are not written.

    Args:
        folder: the folder; it is made where there is none.
        practice: the plans.
        today: today.
        client: this client (uid) alone.
        names: how clients are called: full, initials or none.
        alarm: minutes before, or None.
        force: also overwrite what was moved there, and remove what belongs to clients who are not known here.
        put_back: UIDs of what was moved there and is to stand again where the plan has it.

    Raises:
        BadInput: the folder cannot be read or written.
    """
    done = Written()
    try:
        durable.make_folder(folder)
    except OSError as error:
        raise BadInput(f"cannot be made: {advice(error)}") from None
    read, ours = _scan(folder)
    compared = compare(practice, read.there, today)
    waiting = set() if force else compared.waiting - set(put_back)
    if not force:
        done.waiting = [said for uid, said in compared.lines(practice, today) if uid in waiting]
    wanted = items(practice, client, names)
    try:
        for item in wanted:
            if item.uid not in waiting:
                _write_item(folder, item, ours.get(item.uid, []), alarm, done)
        stays = {item.uid for item in wanted} | {compared.held_at.get(uid, uid) for uid in waiting}
        _remove_others(practice, stays, ours, client, force, done)
        there = (os.path.dirname(file.path) for files in ours.values() for file in files)  # noqa: PTH120
        durable.sync_folders([folder, *there])
    except OSError as error:
        raise BadInput(f"cannot be written: {advice(error)}") from None
    done.said += read.faults
    return done


def check_folder(folder: str) -> None:
    """Raises BadInput where there is no such folder, or it or one in it cannot be read or written."""
    if not os.path.isdir(folder):  # noqa: PTH112
        raise BadInput("is not there")
    try:
        list(_everything(folder))
    except OSError as error:
        raise BadInput(f"cannot be read: {advice(error)}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BadInput("cannot be written to")


class Cleared:
    """What was removed for somebody who is erased: how many entries.

    `left` are files in which they still stand, `unsure` lines about what nobody could look into.
    """

    def __init__(self) -> None:
        self.entries = 0
        self.left: list[str] = []
        self.unsure: list[str] = []


def remove_client(folder: str, client: str, records: Collection[str], names: Collection[str]) -> Cleared:
    """Removes what was written for a client (uid), who is erased with these records (uids) and `names`.

    Entries of ours are known by their UID, whatever a calendar program has left of the rest; what somebody
    else has put into the same file stays. Folders in the folder are gone through too, links to folders not.
    Nothing is raised: what could not be reached is told.
    """
    theirs = {ical_uid(own) for uid in records for own in (uid, f"review-{uid}")}
    wanted = Wanted(names, records)
    done = Cleared()
    folders = {folder}
    try:
        for path in _everything(folder):
            try:
                before = done.entries
                if _clear_file(path, client, theirs, wanted, done):
                    done.left.append(path)
                if done.entries > before:
                    folders.add(os.path.dirname(path))  # noqa: PTH120
            except (CannotTell, BadInput) as error:
                done.unsure.append(f"{shown(path)} {error}")
            except OSError as error:
                done.unsure.append(f"{shown(path)} cannot be read or written: {advice(error)}")
        durable.sync_folders(folders)
    except OSError as error:
        done.unsure.append(f"{shown(folder)} cannot be read or written: {advice(error)}")
    return done


def _everything(folder: str) -> Iterator[str]:
    """Every file in a folder and the folders in it (OSError)."""
    folders = [folder]
    for one in folders:
        with os.scandir(one) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif not entry.is_dir():
                    yield entry.path


def _clear_file(path: str, client: str, theirs: Collection[str], wanted: Wanted, done: Cleared) -> bool:
    """Removes from a file what is theirs; whether they still stand in it (OSError, BadInput, CannotTell)."""
    name = os.path.basename(path)  # noqa: PTH119
    if _is_litter(name):
        durable.remove(path)
        return False
    if not name.lower().endswith(".ics"):
        return stands_in(path, wanted)
    data, signature = _bytes(path)
    kept, removed = _without(data, client, theirs)
    if not removed:
        return in_bytes(path, data, wanted)
    if kept is None:
        os.unlink(path)  # noqa: PTH108
    elif not _put(path, kept, signature):
        return True  # it is being changed
    done.entries += removed
    return kept is not None and in_bytes(path, kept, wanted)


def _without(data: bytes, client: str, theirs: Collection[str]) -> tuple[bytes | None, int]:
    """A file without a client's entries, None where nothing is left in it; and how many those were."""
    if SUFFIX.encode() not in b"".join(unfolded(data)):
        return data, 0
    bounds.check_entries([data])
    calendar = ics.parsed(data)
    if calendar is None:
        return data, 0
    parts = calendar.subcomponents
    entries = [part for part in parts if part.name in ("VEVENT", "VTODO")]
    gone = [part for part in entries if _told(part, "UID") in theirs or _told(part, CLIENT) == client]
    if len(gone) == len(entries):
        return (None if gone else data), len(gone)
    calendar.subcomponents = [part for part in parts if not any(part is one for one in gone)]
    return bytes(calendar.to_ical()), len(gone)


def _scan(folder: str) -> tuple[ics.CalendarRead, dict[str, list[OwnFile]]]:
    """What is said there, and the files that are ours alone, by UID."""
    read = ics.CalendarRead()
    ours: dict[str, list[OwnFile]] = {}
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise BadInput(f"cannot be read: {advice(error)}") from None
    for entry in entries:
        name = shown(entry.name)
        if _is_litter(entry.name):
            durable.remove(entry.path)
        if not entry.name.lower().endswith(".ics") or entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            continue
        try:
            data, signature = _bytes(entry.path)
            if SUFFIX.encode() not in b"\n".join(unfolded(data)):
                read.foreign += 1
                continue
            inside = ics.read_ics(data, name)
        except OSError as error:
            read.faults.append(f"{name}: left alone, it cannot be read: {advice(error)}")
            continue
        except BadInput as error:
            read.faults.append(f"{name}: left alone, it {error}")
            continue
        read.foreign += inside.foreign
        read.faults += [f"{name}: {fault}" for fault in inside.faults]
        for uid, there in inside.there.items():
            for one in (there, *there.others):
                read.add(uid, one._replace(others=()))
            alone = len(inside.there) == 1 and not inside.foreign and not inside.faults
            if alone and bounds.are_entries(data):
                ours.setdefault(uid, []).append(OwnFile(entry.path, data, signature, there))
    return read, ours


def _is_litter(name: str) -> bool:
    """Whether it is what a writer of ours left behind that died."""
    if not (name.startswith(".") and name.endswith(".tmp") and f"{SUFFIX}.ics." in name):
        return False
    return not processes.lives(name.partition(f"{SUFFIX}.ics.")[2].partition(".")[0])


def _bytes(path: str) -> tuple[bytes, tuple[int, int, int]]:
    """What a file holds; links are not followed, and nothing but files is read (OSError)."""
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    about = os.fstat(fd)
    if not stat.S_ISREG(about.st_mode):
        os.close(fd)
        raise BadInput("is no file")
    with os.fdopen(fd, "rb") as file:
        data = file.read(bounds.CALENDAR + 1)
        if len(data) > bounds.CALENDAR:
            raise BadInput(bounds.too_large(bounds.CALENDAR))
        return data, _signature(about)


def _signature(about: os.stat_result) -> tuple[int, int, int]:
    return about.st_ino, about.st_size, about.st_mtime_ns


def _write_item(
    folder: str, item: CalendarItem, found: list[OwnFile], alarm: int | None, done: Written
) -> None:
    for file in found:
        data = _brought_up(file, item, alarm)
        if data == file.data:
            done.same += 1
        elif _put(file.path, data, file.signature):
            done.changed += 1
        else:
            done.said.append(f"{file.name}: left alone, it is being changed; try again")
    for file in found[1:]:
        done.said.append(f"{file.name}: holds the same entry as {found[0].name}; one of them can be deleted")
    if found:
        return
    path = os.path.join(folder, f"{item.uid}.ics")  # noqa: PTH118
    if os.path.lexists(path):
        done.said.append(f"{shown(item.uid)}.ics: left alone, it is there already and is not ours")
        return
    _put(path, write_ics([item], alarm), None)
    done.new += 1


def _brought_up(file: OwnFile, item: CalendarItem, alarm: int | None) -> bytes:
    """A file with what is the plan's in it as the plan has it; the same bytes where it was so already."""
    whole = write_ics([item], alarm)
    if file.data == whole:
        return file.data
    fresh = ics.event_of(item, alarm)
    calendar = ics.parsed(file.data)
    parts = calendar.subcomponents if calendar is not None else []
    events = [part for part in parts if part.name == "VEVENT" and str(part.get("UID", "")) == item.uid]
    if calendar is None or len(events) != 1:
        return whole
    event = events[0]
    day_too = here_as(item, file.there) != item.when or bool(length_in_doubt(item, file.there))
    cancelled = file.there.cancelled != item.cancelled
    same = all(_told(event, name) == _told(fresh, name) for name in TOUCHED) and not cancelled
    if same and not day_too and ics.alarm_of(event) == ics.alarm_of(fresh):
        return file.data
    if cancelled:
        calendar.pop("METHOD", None)
    for name in (*TOUCHED, "DTSTAMP", *(("STATUS", "TRANSP") if cancelled else ())):
        event.pop(name, None)
        if name in fresh:
            event[name] = fresh[name]
    if day_too:
        ics.set_when(event, item.when)
    ics.set_alarm(event, item, alarm)
    number = str(event.get("SEQUENCE", "0"))
    event.pop("SEQUENCE", None)
    event.add("sequence", max(item.moves, 1 + int(number) if number.isdigit() else 0))
    return bytes(calendar.to_ical())


def _told(event: object, name: str) -> str:
    value = event.get(name)  # type: ignore[attr-defined]
    return "" if value is None else str(value)


def _put(path: str, data: bytes, signature: tuple[int, int, int] | None) -> bool:
    """Writes a file, 0600; False where it is no longer the one that was read (OSError)."""
    fresh = durable.temporary(path)
    durable.write_new(fresh, data)
    try:
        if signature is None:
            os.link(fresh, path)
        elif _signature(os.lstat(path)) == signature:
            os.replace(fresh, path)  # noqa: PTH105
            return True
        return signature is None
    finally:
        durable.remove(fresh)


def _remove_others(
    practice: Practice,
    stays: set[str],
    ours: dict[str, list[OwnFile]],
    client: str | None,
    force: bool,
    done: Written,
) -> None:
    """Removes the files of what is no longer in the plans; those of clients unknown here only by force."""
    known = set(_known(practice))
    strangers = 0
    for found in (file for uid, files in ours.items() if uid not in stays for file in files):
        owner = found.there.client
        if client is not None and owner != client:
            continue
        if owner not in known and not force:
            strangers += 1
        elif _signature(os.lstat(found.path)) == found.signature:
            os.unlink(found.path)  # noqa: PTH108
            done.removed += 1
    if strangers:
        files = "1 file is" if strangers == 1 else f"{strangers} files are"
        done.said.append(
            f"{files} of clients who are not in this data file: left alone; --force removes them"
        )


def _known(practice: Practice) -> Iterator[str]:
    """The clients (uids) who are here, or were and are in the history."""
    for document in practice.tables.get("clients", {}).values():
        yield document["uid"]
    for entry in practice.tables.get("journal", {}).values():
        if entry.get("client"):
            yield entry["client"]
        for op in entry["ops"]:
            if op["table"] == "clients":
                yield op["uid"]
