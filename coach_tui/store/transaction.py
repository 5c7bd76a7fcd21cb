"""One change to the plan: read afresh under the lock, written once, remembered in the journal."""

from __future__ import annotations

from contextlib import contextmanager

from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.store.ids import new_uid
from coach_tui.store.journal import Entry, make_room
from coach_tui.store.machine import machine_of
from coach_tui.store.names import shown
from coach_tui.store.reading import check_there
from coach_tui.store.storage import storage_of
from coach_tui.store.tables import RecordsByUid
from coach_tui.store.values import copied, json_value, same_record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import TracebackType
    from typing import Any

    from coach_tui.store.data_file import DataFile
    from coach_tui.store.shapes import Record, Tables


class Clash(ChangedMeanwhile):
    """Fields were changed by somebody else since the form was opened; nothing was written.

    `clashes` gives for each such field (theirs, mine): what stands in the file now, and what was to be
    written.
    """

    def __init__(self, table: str, uid: str, clashes: dict[str, tuple[Any, Any]]) -> None:
        fields = ", ".join(shown(key) for key in clashes)
        super().__init__(f"changed meanwhile by somebody else: {fields}; look at both texts and try again")
        self.table = table
        self.uid = uid
        self.clashes = clashes


class Transaction:
    """What `Store.transaction` gives: a context that commits when left normally and else changes nothing."""

    def __init__(self, file: DataFile, what: str, client: str | None, why: str | None) -> None:
        self.entry: Entry | None = None
        """The journal entry, after the commit; None when nothing was changed."""
        self._file = file
        self.client = client
        """The uid of the client the change is about, for the journal; may be set until the commit."""
        self.why = why
        """Why, for the journal; may be set until the commit."""
        self._what = what
        self._storage = storage_of(file)
        self._records = RecordsByUid(self._storage)
        self._ops: dict[tuple[str, str], dict[str, Any]] = {}

    def __enter__(self) -> Transaction:
        check_there(self._file)
        self._file.hold()
        try:
            self._storage.begin()
        except BaseException:
            self._file.let_go()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._commit()
        finally:
            self._storage.abandon()
            self._file.note(self._storage.committed, self._storage.doubt, self._storage.upgraded)
            self._file.let_go()

    @property
    def tables(self) -> Tables:
        """All tables as they stand in this transaction; to be read, and changed by the methods only."""
        return self._storage.read()

    @property
    def changed(self) -> bool:
        """Whether there is anything to write so far."""
        return any(not same_record(op["before"], op["after"]) for op in self._ops.values())

    @property
    def so_far(self) -> list[tuple[str, str, Record | None, Record | None]]:
        """What was changed so far: table, uid, the record before and after."""
        return [(op["table"], op["uid"], op["before"], op["after"]) for op in self._ops.values()]

    def added(self, table: str, uid: str) -> bool:
        """Whether this transaction (or the part of it that is under way) has added the record."""
        op = self._ops.get((table, uid))
        return op is not None and op["before"] is None

    @property
    def ops(self) -> list[dict[str, Any]]:
        """What was changed so far, in the shape of `Entry.ops`."""
        return [
            {key: op[key] for key in ("table", "uid", "id", "before", "after")}
            for op in self._ops.values()
            if not same_record(op["before"], op["after"])
        ]

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part of the change that is made whole, or, where anything is raised inside, not at all.

        Inside, what was changed so far is what this part has changed.
        """
        outer, self._ops = self._ops, {}
        removed = dict(self._storage.removed)
        try:
            yield
        except BaseException:
            self._turn_back()
            self._storage.removed = removed
            raise
        else:
            for key, op in self._ops.items():
                outer[key] = {**op, "before": outer[key]["before"]} if key in outer else op
        finally:
            self._ops = outer

    def _turn_back(self) -> None:
        """Put every record back as it was before this part."""
        for (table, uid), op in self._ops.items():
            present, before = self._records.find(table, uid), op["before"]
            if before is None and present is not None:
                self._records.remove(table, uid)
            elif before is not None and present is None:
                self._records.insert(table, dict(before), op["id"])
            elif before is not None:
                self._records.change(table, uid, before)

    def describe(self, what: str) -> None:
        """Replace the text that the journal will show for this change."""
        self._what = what

    def get(self, table: str, uid: str) -> Record:
        """Return a copy of a record; raises BadInput when there is none."""
        record: Record = copied(self._find(table, uid))
        return record

    def kept(self, table: str, uid: str) -> Record:
        """Return a record itself, to be read only; raises BadInput when there is none."""
        return self._find(table, uid)

    def insert(self, table: str, fields: Mapping[str, Any], *, scattered: bool = False) -> str:
        """Add a record and return its uid (its own, or a fresh one); fields that are None are left out.

        One that is `scattered` stands among the others where chance puts it, not behind them.
        Raises BadInput when the uid is taken or a value cannot be kept.
        """
        self._own(table)
        record = {
            key: value
            for key, value in json_value({"uid": None, **fields}, table).items()
            if value is not None or key == "uid"
        }
        uid: str = record["uid"] or new_uid()
        if not isinstance(uid, str):
            raise BadInput(f"{table}: the uid is not text")
        record["uid"] = uid
        if self._records.number(table, uid) is not None:
            raise BadInput(f"{table}: there is a record {shown(uid)} already")
        self._check(table, record)
        number = self._records.insert(table, record, scattered=scattered)
        self._note(table, uid, number, None, record)
        return uid

    def update(
        self,
        table: str,
        uid: str,
        changes: Mapping[str, Any],
        *,
        started_from: Mapping[str, Any] | None = None,
    ) -> None:
        """Change fields of a record; None takes a field away.

        With `started_from`, the record (or its fields) as the caller saw it, a changed field must still be
        as it was there, or already be as it is to become; else Clash is raised and nothing is changed.
        Raises BadInput when the record is gone or a value cannot be kept.
        """
        self._own(table)
        before = dict(self._find(table, uid))
        wanted = json_value(dict(changes), table)
        if (table == "meta" and wanted.keys() & {"format", "generation"}) or wanted.get("uid", uid) != uid:
            raise BadInput(f"{table}: uid, format and generation are not to be changed")
        if started_from is not None:
            clashes = {
                key: (copied(before.get(key)), value)
                for key, value in wanted.items()
                if before.get(key) != started_from.get(key) and before.get(key) != value
            }
            if clashes:
                raise Clash(table, uid, clashes)
        after = {**before, **wanted}
        after = {key: value for key, value in after.items() if value is not None or key not in wanted}
        if same_record(before, after):
            return
        self._check(table, after)
        self._records.change(table, uid, after)
        self._note(table, uid, self._records.number(table, uid), before, after)

    def delete(self, table: str, uid: str) -> None:
        """Remove a record; raises BadInput when there is none."""
        self._own(table)
        before = dict(self._find(table, uid))
        if table == "meta" and uid == "meta":
            raise BadInput("meta: the record of the format cannot be deleted")
        number = self._records.number(table, uid)
        self._records.remove(table, uid)
        self._note(table, uid, number, before, None)

    def take_over_former(self, records: Iterable[Mapping[str, Any]]) -> None:
        """Remember the former names that another file did (`coach_tui.plan.former`), beside the change."""
        from coach_tui.plan.former import take_over

        take_over(self.tables["meta"], records)

    def _own(self, table: str) -> None:
        if table == "journal" or not table:
            raise BadInput("the journal is written by transactions only")
        json_value(table, "table")

    def _find(self, table: str, uid: str) -> Record:
        record = self._records.find(table, uid)
        if record is None:
            raise BadInput(
                f"this record of {shown(table)} no longer exists ({shown(uid)}): it was deleted meanwhile"
            )
        return record

    def _check(self, table: str, record: Record) -> None:
        if self._file.check_record is not None and table != "meta":
            self._file.check_record(table, record)

    def _note(
        self, table: str, uid: str, number: str | None, before: Record | None, after: Record | None
    ) -> None:
        # Several changes of one record are one op, from what it was at first to what it is at last.
        op = self._ops.setdefault((table, uid), {"table": table, "uid": uid, "before": before})
        op["id"] = number
        op["after"] = None if after is None else dict(after)

    def _commit(self) -> None:
        ops = self.ops
        if not ops:
            return
        now = self._file.now()
        journal = self._records.table("journal")
        tables = self._storage.read()
        machine = machine_of(self._storage.target)
        for record in tables["journal"].values():
            if record["state"] == "undone" and record.get("machine") in (None, machine):
                record["state"] = "dropped"
        make_room(tables)
        record = json_value(
            {
                "uid": new_uid(),
                "at": now.isoformat(timespec="seconds"),
                "what": self._what,
                "client": self.client,
                "why": self.why,
            },
            "journal",
        )
        record |= {"ops": ops, "state": "done"}
        if machine is not None:
            record["machine"] = machine
        journal.insert(record)
        self._storage.commit(now, by_record=True, makes_room=True)
        self.entry = Entry(record)
