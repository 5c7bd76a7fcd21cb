"""The desk: where readers get the practice, and verbs get a transaction on it."""

from __future__ import annotations

from contextlib import contextmanager

from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.schema import PARTS, check_record
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.text import clean
from coach_tui.store.store import Store

TYPE_CHECKING = False  # typing itself is too dear to import for a mere read
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from os import PathLike
    from typing import Any

    from coach_tui.clock import Clock
    from coach_tui.plan.changing import Changing
    from coach_tui.plan.practice import AnyRecord
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry
    from coach_tui.store.transaction import Transaction


HUNG_FROM = ("objectives", "needs", "strategies", "milestones")
"""What others hang from, or are called after."""
REMEMBERING = ("engagements", "objectives", "milestones", "strategies", "sessions", "commitments")
"""What keeps how it was changed (`coach_tui.changes.remembering`)."""


class Desk:
    """One data file and the clock, handed to every verb and every screen."""

    def __init__(self, path: str | PathLike[str], clock: Clock) -> None:
        self.clock = clock
        self.store = Store(path, now=clock.now, check_record=check_record)
        self._practice: Practice | None = None
        self._signature: tuple[int, ...] | None = None
        self._known: tuple[Practice, Practice] | None = None
        self._whole: Change | None = None
        """The change that all others are a part of for now."""
        self.booked: list[str] = []
        """The sessions (uids) that were booked or moved by way of this desk, until they are told of."""

    @property
    def today(self) -> date:
        """The day taken as today."""
        return self.clock.today()

    @property
    def outdated(self) -> bool:
        """Whether the file has changed since it was last read: one stat."""
        return self._practice is None or self.store.signature() != self._signature

    def practice(self) -> Practice:
        """The practice as it is in the file now; read again only when the file has changed.

        Raises:
            DataFileError: when the file cannot be read.
        """
        signature = self.store.signature()
        if self._practice is None or signature != self._signature:
            self._practice = Practice(self.store.glance())
            self._signature = signature
        return self._practice

    def known(self) -> Practice:
        """The practice as it was known on the day taken as today, for all that only looks and computes.

        It is what `practice` gives, unless an earlier day is taken as today.

        Raises:
            DataFileError: when the file cannot be read.
        """
        practice = self.practice()
        if self.clock.fixed is None:
            return practice
        if self._known is None or self._known[0] is not practice:
            from coach_tui.plan.known import known_on

            self._known = practice, known_on(practice, self.today)
        return self._known[1]

    @contextmanager
    def change(self, what: str, *, client: str | None = None, why: str | None = None) -> Iterator[Change]:
        """A locked transaction: everything inside is written at once at its end, or not at all."""
        why = clean(why or "")
        if self._whole is not None:
            self._whole.why = why
            yield self._whole
            return
        with self.store.transaction(what, client=client, why=why or None) as transaction:
            change = Change(transaction, self.today, why)
            yield change
            change.keep_secrets()
        self.note_booked(transaction.entry)

    @contextmanager
    def as_one(self, what: str, why: str = "") -> Iterator[Change]:
        """What verbs change inside is one change, written at once at its end and taken back at once."""
        with self.change(what, why=why) as change:
            self._whole = change
            try:
                yield change
            finally:
                self._whole = None

    def back_up(self, reason: str) -> None:
        """Makes a copy of the file as it stands, before a change that takes much away.

        Raises:
            DataFileError: when it cannot be made.
        """
        self.store.backup(reason)

    def note_booked(self, entry: Entry | None, *, back: bool = False) -> None:
        """Notes what sessions and time off a change, or the undoing of it (`back`), has booked or moved."""
        if entry is not None and any(map(entry.uids, ("sessions", "holidays", "engagements"))):
            from coach_tui.plan.session_told import touched_in

            self.booked += touched_in(entry.ops, back=back)

    def take_booked(self) -> list[str]:
        """What sessions and time off (uids) were booked or moved since this was asked last, for `told_of`."""
        found, self.booked[:] = list(dict.fromkeys(self.booked)), []
        return found


class Change:
    """A change under way: reads what is in the file now, and writes records."""

    def __init__(self, transaction: Transaction, today: date, why: str = "") -> None:
        self.transaction = transaction
        self.today = today
        self.by = ""
        """Who asked for the change, where it was said."""
        self.asked: Sequence[str] = ()
        """Of a group, who of its clients (uids of engagements) that was, or on whose behalf."""
        self.why = why
        """Why, where it was said."""
        self._practice: Changing | None = None

    @property
    def practice(self) -> Changing:
        """The practice as this change has left it so far."""
        if self._practice is None:
            from coach_tui.plan.changing import Changing

            self._practice = Changing(self.transaction.tables)
        return self._practice

    def put(self, table: str, document: Mapping[str, Any], *, scattered: bool = False) -> str:
        """Adds a record as it is to be kept, checked by the store alone; returns its uid."""
        uid = self.transaction.insert(table, document, scattered=scattered)
        if self._practice is not None:
            self._practice = self._practice.after(table, None, self.transaction.kept(table, uid))
        return uid

    def put_fields(
        self,
        table: str,
        uid: str,
        changes: Mapping[str, Any],
        started_from: Mapping[str, Any] | None = None,
    ) -> None:
        """Changes fields of a record as they are to be kept, checked by the store alone."""
        before = dict(self.transaction.kept(table, uid))
        self.transaction.update(table, uid, changes, started_from=started_from)
        if self._practice is not None:
            self._practice = self._practice.after(table, before, self.transaction.kept(table, uid))

    @property
    def entry(self) -> Entry | None:
        """The journal entry, once the change is written; None if it changed nothing."""
        return self.transaction.entry

    def record(self, noun: type[AnyRecord], uid: str) -> AnyRecord:
        """The record as it is now.

        Raises:
            BadInput: when it is gone.
        """
        found = self.practice.find(noun.table, uid)
        if not isinstance(found, noun):
            raise BadInput(f"{noun.noun} that was open here no longer exists; it was deleted meanwhile")
        return found

    def insert(self, noun: type[Record], stored: Mapping[str, Any]) -> str:
        """Adds a checked record; returns its uid."""
        if noun.random_ids and not stored.get("uid"):
            from coach_tui.store.ids import random_uid

            stored = {**stored, "uid": random_uid()}
        if noun is Strategy:
            from coach_tui.changes.strategy_time import begun_in_step

            stored = begun_in_step(stored, self.today)
        return self.put(noun.table, stored, scattered=noun.random_ids)

    def update(
        self,
        noun: type[Record],
        uid: str,
        changes: Mapping[str, Any],
        started_from: Mapping[str, Any] | None = None,
        *,
        reason: str | None = None,
        by: str | None = None,
    ) -> None:
        """Changes fields of a record; None removes one. The whole record must pass its checks.

        What bends keeps what it was (`coach_tui.changes.remembering`); `reason` is why this record does, and
        `by` who asked for it, None where it is as for the whole change.

        Raises:
            BadInput: when the record is gone or would break a rule.
            Clash: when a field is no longer what the form started from.
        """
        record = self.record(noun, uid)
        raw = record.raw
        if noun.table in REMEMBERING and not self.transaction.added(noun.table, uid):
            from coach_tui.changes.remembering import remembered

            whole = remembered(
                self.practice,
                self.today,
                record,
                changes,
                self.by if by is None else by,
                self.why if reason is None else reason,
                self.asked,
            )
            if started_from is not None:
                started_from = {
                    **started_from,
                    **{key: raw.get(key) for key in whole.keys() - changes.keys()},
                }
            changes = whole
        if "agreed_on" in changes and noun.table in HUNG_FROM:
            from coach_tui.plan.agreed import with_agreed

            changes = with_agreed(noun, raw, changes)
        merged = {key: value for key, value in {**raw, **changes}.items() if key in noun.fields}
        noun.check({key: value for key, value in merged.items() if value is not None})
        was = {**raw}
        self.put_fields(noun.table, uid, changes, started_from)
        if self.transaction.tables.get("merges"):
            self._settle(noun, uid, was)

    def _settle(self, noun: type[Record], uid: str, was: Mapping[str, Any]) -> None:
        """What two machines said of something that has just been answered anew is settled."""
        from coach_tui.changes.settled import settled_by

        now = self.transaction.get(noun.table, uid)
        for settled in settled_by(self.transaction.tables["merges"], noun, uid, was, now):
            self._take_out("merges", settled)

    def delete(self, noun: type[Record], uid: str) -> None:
        """Deletes a record."""
        self._take_out(noun.table, uid)

    def _take_out(self, table: str, uid: str) -> None:
        before = self.transaction.get(table, uid)
        self.transaction.delete(table, uid)
        if self._practice is not None:
            self._practice = self._practice.after(table, before, None)

    def keep_secrets(self) -> None:
        """What the client might not know of stays so where what it hung from is deleted, or called otherwise.

        It is made private itself, as part of this change (`coach_tui.plan.visibility.lost_secrets`).
        """
        plans = {
            str(before["plan"])
            for table, _, before, after in self.transaction.so_far
            if before is not None and table in HUNG_FROM and called(table, before) != called(table, after)
        }
        for engagement in plans:
            found = self.practice.find("engagements", engagement)
            after = self.practice.plan_of(found) if found is not None else None
            if after is None:
                continue
            from coach_tui.plan.visibility import lost_secrets

            for noun, uid in lost_secrets(self._before(after), after):
                self.update(noun, uid, {"visibility": "private"})

    def _before(self, plan: Plan) -> Plan:
        """A plan as it was before this change."""
        tables: dict[str, dict[str, Mapping[str, Any]]] = {}
        for table in (noun.table for noun in PARTS):
            documents = plan.practice.documents(table, plan.engagement.uid)
            tables[table] = {raw["uid"]: raw for raw in documents}
        for table, uid, before, _ in self.transaction.so_far:
            if table in tables and (before or {}).get("plan") == plan.engagement.uid:
                tables[table][uid] = before or {}
            elif table in tables and before is None:
                tables[table].pop(uid, None)
        return Plan(Practice(tables), plan.client, plan.engagement)

    def about(self, client: str) -> None:
        """Says in the journal whose plan it was."""
        self.transaction.client = client

    def describe(self, what: str) -> None:
        """Says in the journal what was done, once it is known."""
        self.transaction.describe(what)


def called(table: str, record: Mapping[str, Any] | None) -> tuple[str, ...]:
    """By which names others may be called after a record; none where it is gone."""
    if record is None:
        return ()
    measures = record.get("measure") or () if table == "objectives" else ()
    return (str(record.get("title", "")), *(str(measure.get("name", "")) for measure in measures))
