"""Taking the last change back, and doing it again: one locked transaction and one write each."""

from __future__ import annotations

from coach_tui.plan.errors import BadInput, ChangedMeanwhile, DataFileError
from coach_tui.store.journal import Entry, in_order
from coach_tui.store.machine import machine_of
from coach_tui.store.migrations import BEGUN_ANEW
from coach_tui.store.names import shown
from coach_tui.store.packed import identical
from coach_tui.store.reading import check_there
from coach_tui.store.storage import held
from coach_tui.store.tables import RecordsByUid
from coach_tui.store.values import same, same_record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from coach_tui.store.data_file import DataFile
    from coach_tui.store.shapes import Record, Tables

    Entered = Mapping[str, Any]
    """An entry of the journal, as it is stored."""
    Fits = Callable[[Tables, Sequence[Mapping[str, Any]], bool], None]
    """Raises BadInput where records that were turned (ops) do not fit the others.

    It is told whether another machine has changed anything since: else all but little fits anyway.
    """


def undo(file: DataFile, fits: Fits | None = None) -> Entry:
    """Reverse the newest change of this machine that is done; see `Store.undo`."""
    return _turn(file, "undo", fits)


def redo(file: DataFile, fits: Fits | None = None) -> Entry:
    """Apply again the change of this machine that was undone last; see `Store.redo`."""
    return _turn(file, "redo", fits)


def _turn(file: DataFile, way: str, fits: Fits | None) -> Entry:
    back = way == "undo"
    check_there(file)
    with held(file) as storage:
        storage.begin()
        # Changes are undone newest first, so the one undone last is the oldest of those that are undone.
        kept = [record for _, record in in_order(storage.read())]
        own = _own(kept, machine_of(storage.target))
        state = "done" if back else "undone"
        found = [
            record
            for record in (reversed(own) if back else own)
            if record["state"] == state and not record.get("refused")
        ]
        if not found:
            raise BadInput(f"there is nothing to {way}{_why_nothing(kept, own, back)}")
        record = found[0]
        if record.get("shortened"):
            raise BadInput(
                f"cannot {way} “{shown(record['what'])}”: its texts are no longer in the history, which "
                "would have grown too large; a backup may have them (coach restore lists them)"
            )
        records = RecordsByUid(storage)
        since = [one for one in kept[kept.index(record) + 1 :] if one not in own and one["state"] == "done"]
        try:
            for op in reversed(record["ops"]) if back else record["ops"]:
                old, new = (op["after"], op["before"]) if back else (op["before"], op["after"])
                _apply(file, records, op, old, new)
            if fits is not None:
                fits(storage.read(), record["ops"], bool(since))
        except (ChangedMeanwhile, BadInput) as error:
            why = f"{_overtaken(record, since)}{error}"
            raise ChangedMeanwhile(
                f"cannot {way} “{shown(record['what'])}”: {why}; nothing was changed"
            ) from None
        records.change("journal", record["uid"], {**record, "state": "undone" if back else "done"})
        storage.commit(file.now(), by_record=True)
        return Entry(dict(record))


def _own(kept: Sequence[Entered], machine: str | None) -> list[Entered]:
    """The entries of this machine; all, where the data file is kept on no other."""
    return [record for record in kept if machine is None or record.get("machine") == machine]


def _why_nothing(kept: Sequence[Entered], own: Sequence[Entered], back: bool) -> str:
    """Why there is nothing to undo, though something was done; "" where nothing was."""
    others = [record for record in kept if record not in own and record["state"] == "done"]
    if back and others:
        last = others[-1]
        return f" of this machine; “{shown(last['what'])}” was done {_where(last)}"
    return _upgraded(kept) if back else ""


def _overtaken(record: Entered, since: Sequence[Entered]) -> str:
    """Which change of another machine came after one, and is about the same records; "" for none."""
    touched = {(op["table"], op["uid"]) for op in record["ops"]}
    for other in reversed(since):
        if any((op["table"], op["uid"]) in touched for op in other["ops"]):
            return f"overtaken by “{shown(other['what'])}”, done {_where(other)}: "
    return ""


def _where(record: Entered) -> str:
    """On which machine something was done, in words."""
    machine = str(record.get("machine") or "")
    if not machine:
        return "before this data file was kept on several machines"
    return f"on {shown(machine)}"


def _upgraded(kept: Sequence[Mapping[str, Any]]) -> str:
    """That what was done before the file came from an older format is not undone; "" where nothing was."""
    if not any(record.get("stands") for record in kept):
        return ""
    return (
        f": undo begins anew since the data file was upgraded to format {BEGUN_ANEW}; with the next change "
        f"backups has it as it was, before-format-{BEGUN_ANEW} (coach restore lists them)"
    )


def _apply(
    file: DataFile, records: RecordsByUid, op: dict[str, Any], old: Record | None, new: Record | None
) -> None:
    """Bring one record from `old` to `new`; outside edits are kept, or refuse the change."""
    table, uid = op["table"], op["uid"]
    if table == "journal" or (old or new or {}).get("uid", uid) != uid:
        raise DataFileError(f"{shown(file.path)}: the journal is not sound; run: coach doctor")
    present = records.find(table, uid)
    if old is None:
        _make_again(file, records, op, present, new)
    elif new is None:
        _take_away(records, op, present, old)
    elif present is None:
        raise ChangedMeanwhile(f"the record of {shown(table)} was deleted meanwhile")
    else:
        records.change(table, uid, _checked(file, table, _turned(table, present, old, new)))


def _make_again(
    file: DataFile, records: RecordsByUid, op: dict[str, Any], present: Record | None, new: Record | None
) -> None:
    """Bring a record back that was not there; the same one may be there already."""
    table = op["table"]
    if present is None and new is not None:
        records.insert(table, _checked(file, table, dict(new)), op.get("id"))
    elif present is not None and not same_record(present, new):
        raise ChangedMeanwhile(f"a record of {shown(table)} was made anew meanwhile")


def _take_away(records: RecordsByUid, op: dict[str, Any], present: Record | None, old: Record) -> None:
    """Remove a record that is as it was; it may be gone already."""
    if present is None:
        return
    if not same_record(present, old):
        raise ChangedMeanwhile(f"the record of {shown(op['table'])} was changed meanwhile")
    records.remove(op["table"], op["uid"])


def _turned(table: str, present: Record, old: Record, new: Record) -> Record:
    """The record with each field turned that differs between `old` and `new`, the others as they are now."""
    after = dict(present)
    for key in [*old, *(key for key in new if key not in old)]:
        before, then, now = old.get(key), new.get(key), present.get(key)
        if key in old and key in new and identical(before, then):
            continue
        if not same(now, before) and not same(now, then):
            raise ChangedMeanwhile(f"{shown(key)} in {shown(table)} was changed meanwhile")
        if key in new:
            after[key] = then
        else:
            after.pop(key, None)
    return after


def _checked(file: DataFile, table: str, record: Record) -> Record:
    if file.check_record is not None and table != "meta":
        file.check_record(table, record)
    return record
