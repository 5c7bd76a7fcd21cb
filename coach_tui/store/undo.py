"""Taking the last change back, and doing it again: one locked transaction and one write each."""

from __future__ import annotations

from coach_tui.plan.errors import BadInput, ChangedMeanwhile, DataFileError
from coach_tui.plan.schema import NOUNS
from coach_tui.store import backups
from coach_tui.store.apart import Apart, relisted
from coach_tui.store.journal import Entry, in_order
from coach_tui.store.machine import machine_of
from coach_tui.store.names import shown
from coach_tui.store.packed import identical
from coach_tui.store.reading import check_there
from coach_tui.store.shapes import FORMAT
from coach_tui.store.storage import held
from coach_tui.store.tables import RecordsByUid
from coach_tui.store.values import same, same_record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from coach_tui.store.data_file import DataFile
    from coach_tui.store.shapes import Record, Tables
    from coach_tui.store.storage import DurableStorage

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
        machine = machine_of(storage.target)
        own = _own(kept, machine)
        record = _next(kept, own, machine, back=back)
        if record is None:
            raise BadInput(f"there is nothing to {way}{_why_nothing(storage, kept, own, back)}")
        if record.get("restored"):
            _note(file, storage, record, told=[*_told(record), machine or ""])
            raise ChangedMeanwhile(_past_restore(record, machine))
        if record.get("shortened"):
            raise BadInput(
                f"cannot {way} “{shown(record['what'])}”: its texts are no longer in the history, which "
                "would have grown too large; a backup may have them (coach restore lists them)"
            )
        records = RecordsByUid(storage)
        apart, nothing = Apart(kept, record, machine), False
        try:
            turned = [
                _apply(file, records, op, apart, back=back)
                for op in (reversed(record["ops"]) if back else record["ops"])
            ]
            if fits is not None:
                fits(storage.read(), record["ops"], bool(apart.since))
            nothing = machine is not None and not any(turned)
            if nothing:
                raise ChangedMeanwhile(_left_of(record, apart, back=back))
        except (ChangedMeanwhile, BadInput) as error:
            other = apart.overtaking(record)
            whose = "" if other is None else f"overtaken by “{shown(other['what'])}”, done {_where(other)}: "
            ends = "nothing was changed"
            # What another machine did, or a merge made of it, stays so: it would be refused for ever.
            if other is not None or machine is not None:
                _pass_over(file, storage, record, back=back)
                ends = f"passed over, the next {way} goes on to another change"
            raise ChangedMeanwhile(
                f"cannot {way} “{shown(record['what'])}”: {whose}{error}; {ends}"
            ) from None
        records.change("journal", record["uid"], {**record, "state": "undone" if back else "done"})
        storage.commit(file.now(), by_record=True)
        return Entry(dict(record))


def _next(
    kept: Sequence[Entered], own: Sequence[Entered], machine: str | None, *, back: bool
) -> Entered | None:
    """The entry whose turn it is: a restore too, where nobody was told yet that it is not taken back."""
    if not back:
        return next((one for one in own if one["state"] == "undone" and not _left(one)), None)
    uids = {one["uid"] for one in own if one["state"] == "done" and not _left(one)}
    return next((one for one in reversed(kept) if one["uid"] in uids or _stops(one, machine)), None)


def _stops(record: Entered, machine: str | None) -> bool:
    """Whether an entry is of a restore that took back what was done on this machine, or was done on it."""
    if not record.get("restored") or (machine or "") in _told(record):
        return False
    return machine is None or record.get("machine") == machine or machine in _texts(record.get("took"))


def _told(record: Entered) -> list[str]:
    """The machines on which undo has told of a restore."""
    return _texts(record.get("told"))


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _past_restore(record: Entered, machine: str | None) -> str:
    """What undo says of a restore."""
    elsewhere = machine is not None and record.get("machine") != machine
    done, why = (f", done {_where(record)},", "sync") if elsewhere else ("", "restore")
    what = "took back what was done here since that backup" if elsewhere else "is not taken back by undo"
    return (
        f"cannot undo: “{shown(record['what'])}”{done} {what}; as it was before it lies among the backups "
        f"(before-{why}; coach restore lists them); passed over, the next undo goes on to another change"
    )


def _left_of(record: Entered, apart: Apart, *, back: bool) -> str:
    """Why there is nothing of an entry to be turned, though it was found."""
    if apart.overtaking(record) is not None:
        return "all of it stands as another machine left it"
    return "what it did is no longer there" if back else "all of it is so already"


def _pass_over(file: DataFile, storage: DurableStorage, record: Entered, *, back: bool) -> None:
    """Note of an entry that it is not to be undone, or done again, as another machine has overtaken it."""
    _note(file, storage, record, **({"passed": True} if back else {"state": "dropped"}))


def _note(file: DataFile, storage: DurableStorage, record: Entered, **noted: Any) -> None:
    """Note something of an entry, and nothing else."""
    storage.abandon()  # what was turned of it is forgotten
    storage.begin()
    records = RecordsByUid(storage)
    present = records.find("journal", record["uid"])
    if present is not None and present["state"] == record["state"]:
        records.change("journal", record["uid"], {**present, **noted})
        storage.commit(file.now(), by_record=True)
        file.upgraded = file.upgraded or storage.upgraded
        storage.committed = False  # nothing was taken back: that is no change of whoever asked for one


def _left(record: Entered) -> bool:
    """Whether an entry is neither undone nor redone: a merge refused its answers, or it was overtaken."""
    return bool(record.get("refused") or record.get("passed"))


def _own(kept: Sequence[Entered], machine: str | None) -> list[Entered]:
    """The entries of this machine; all, where the data file is kept on no other."""
    return [record for record in kept if machine is None or record.get("machine") == machine]


def _why_nothing(storage: DurableStorage, kept: Sequence[Entered], own: Sequence[Entered], back: bool) -> str:
    """Why there is nothing to undo, though something was done; "" where nothing was."""
    others = [record for record in kept if record not in own and record["state"] == "done"]
    if back and others:
        last = others[-1]
        return f" of this machine; “{shown(last['what'])}” was done {_where(last)}"
    return _upgraded(storage, kept) if back else ""


def _where(record: Entered) -> str:
    """On which machine something was done, in words."""
    machine = str(record.get("machine") or "")
    if not machine:
        return "before this data file was kept on several machines"
    return f"on {shown(machine)}"


def _upgraded(storage: DurableStorage, kept: Sequence[Mapping[str, Any]]) -> str:
    """That what was done before the file came from an older format is not undone; "" where nothing was."""
    if not any(record.get("stands") for record in kept):
        return ""
    begins = f": undo begins anew since the data file was upgraded to format {FORMAT}"
    if storage.migrated_from is not None:
        kind = f"{backups.BEFORE_FORMAT}{storage.migrated_from + 1}"
        return f"{begins}; with the next change backups has it as it was, {kind} (coach restore lists them)"
    for path, _, kind in backups.listing(storage.target):
        if kind.startswith(backups.BEFORE_FORMAT):
            return f"{begins}; as it was it lies in {shown(path)} (coach restore lists it)"
    return begins


def _apply(file: DataFile, records: RecordsByUid, op: dict[str, Any], apart: Apart, *, back: bool) -> bool:
    """Turn one record; outside edits are kept, or refuse the change. Whether anything is otherwise now."""
    table, uid = op["table"], op["uid"]
    old, new = (op["after"], op["before"]) if back else (op["before"], op["after"])
    if table == "journal" or (old or new or {}).get("uid", uid) != uid:
        raise DataFileError(f"{shown(file.path)}: the journal is not sound; run: coach doctor")
    present = records.find(table, uid)
    if old is None:
        return not (back and apart.deleted(op)) and _make_again(file, records, op, present, apart)
    if new is None:
        return _take_away(records, op, present, old)
    if present is None:
        raise ChangedMeanwhile(f"{_named(table, old)} was deleted meanwhile")
    after = _turned(op, present, apart, back=back)
    changed = not same_record(present, after)
    records.change(table, uid, _checked(file, table, after))
    return changed


def _named(table: str, record: Record) -> str:
    """A record in words: its noun and its title."""
    noun = NOUNS.get(table)
    if noun is None:
        return f"a record of {shown(table)}"
    title = str(record.get(noun.title_key) or "") if noun.title_key else ""
    return f"{noun.noun}, “{shown(title)}”," if title else noun.noun


def _make_again(
    file: DataFile, records: RecordsByUid, op: dict[str, Any], present: Record | None, apart: Apart
) -> bool:
    """Bring a record back that was not there; the same one may be there already."""
    table, new = op["table"], op["after"] if op["before"] is None else op["before"]
    if present is None and new is not None:
        records.insert(table, _checked(file, table, dict(new)), op.get("id"))
        return True
    if present is not None and not same_record(present, new):
        how = "is there already" if apart.since else "was made anew meanwhile"
        raise ChangedMeanwhile(f"{_named(table, present)} {how}")
    return False


def _take_away(records: RecordsByUid, op: dict[str, Any], present: Record | None, old: Record) -> bool:
    """Remove a record that is as it was; it may be gone already."""
    if present is None:
        return False
    if not same_record(present, old):
        how = "was numbered by a merge, as another machine made one of that name too; delete it by itself"
        how = how if _is_numbered(op["table"], present, old) else "was changed meanwhile"
        raise ChangedMeanwhile(f"{_named(op['table'], present)} {how}")
    records.remove(op["table"], op["uid"])
    return True


def _is_numbered(table: str, present: Record, old: Record) -> bool:
    """Whether nothing but a number behind its title was changed of a record."""
    key = NOUNS[table].title_key if table in NOUNS else ""
    title, was = str(present.get(key) or ""), str(old.get(key) or "")
    stem, space, number = title.rpartition(" (")
    numbered = space and number[:-1].isdecimal() and number.endswith(")") and was.startswith(stem)
    return bool(numbered) and same_record({**present, key: was}, old)


def _turned(op: dict[str, Any], present: Record, apart: Apart, *, back: bool) -> Record:
    """The record with each field turned that the op changed, the others as they are now."""
    old, new = (op["after"], op["before"]) if back else (op["before"], op["after"])
    after = dict(present)
    for key in [*old, *(key for key in new if key not in old)]:
        before, then, now = old.get(key), new.get(key), present.get(key)
        if key in old and key in new and identical(before, then):
            continue
        stands = apart.stands(op, key, back=back)
        if same(stands, then if back else before):
            stands = then if back else before  # to the byte as it was
        value = stands if back else then
        if not same(now, before) and not same(now, then):
            listed = relisted(now, before, then)
            if listed is not None:
                value = listed or None
            elif not same(now, stands):
                what = f"{_label(op['table'], key)} of {_named(op['table'], present)}"
                raise ChangedMeanwhile(f"{what} was changed meanwhile")
        if value is not None or (key in new and identical(value, then)):
            after[key] = value
        else:
            after.pop(key, None)
    return after


def _label(table: str, key: str) -> str:
    """What a field is called."""
    field = NOUNS[table].fields.get(key) if table in NOUNS else None
    return field.label if field is not None else shown(key)


def _checked(file: DataFile, table: str, record: Record) -> Record:
    if file.check_record is not None and table != "meta":
        file.check_record(table, record)
    return record
