"""Finding out what is meant and changing it under one lock, with one reading of the file."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach_tui.changes.desk import Change, Desk
from coach_tui.plan.changing import Changing
from coach_tui.plan.text import clean
from coach_tui.store.journal import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach_tui.plan.practice import Practice
    from coach_tui.store.transaction import Transaction


class OpenDesk(Desk):
    """A desk whose change is under way already: the verb called with it takes part in that change."""

    def __init__(self, desk: Desk, change: Change) -> None:
        super().__init__(desk.store.path, desk.clock)
        self._open = change

    def practice(self) -> Practice:
        return self._open.practice

    @contextmanager
    def change(self, what: str, *, client: str | None = None, why: str | None = None) -> Iterator[Change]:
        self._open.describe(what)
        if client is not None:
            self._open.about(client)
        yield self._open


class CheckedDesk(Desk):
    """A desk that looks, under the lock and before a verb writes, whether it may still do so.

    `still` is given the practice as it is in the file then; it raises ChangedMeanwhile.
    """

    def __init__(self, desk: Desk, still: Callable[[Practice], None]) -> None:
        super().__init__(desk.store.path, desk.clock)
        self.store = desk.store
        self.booked = desk.booked
        self._still = still

    @contextmanager
    def change(self, what: str, *, client: str | None = None, why: str | None = None) -> Iterator[Change]:
        with super().change(what, client=client, why=why) as change:
            self._still(change.practice)
            yield change


class Part(Change):
    """One of several changes that are written at once; it tells of itself alone."""

    def __init__(self, desk: GatheringDesk, what: str, client: str | None, why: str) -> None:
        super().__init__(desk.transaction, desk.today, why)
        self._practice = desk.gathered
        self._desk = desk
        self._what, self._client = what, client
        self._entry: Entry | None = None

    @property
    def entry(self) -> Entry | None:
        return self._entry

    def about(self, client: str) -> None:
        self._client = client

    def describe(self, what: str) -> None:
        self._what = what

    def gather(self) -> None:
        """Takes what this part has changed so far for all of it."""
        self._desk.gathered = self.practice
        ops = self.transaction.ops
        if not ops:
            return
        told = {"uid": "", "what": self._what, "client": self._client, "why": self.why or None}
        at = self._desk.clock.now().isoformat(timespec="seconds")
        self._entry = Entry({**told, "at": at, "ops": ops, "state": "done"})
        self._desk.parts.append(self._entry)


class GatheringDesk(Desk):
    """A desk on a transaction that is under way: each change is a part of it, made whole or not at all.

    All of them are written at once when the transaction ends, and taken back at once.
    """

    def __init__(self, desk: Desk, transaction: Transaction) -> None:
        super().__init__(desk.store.path, desk.clock)
        self.store = desk.store
        self.transaction = transaction
        self.gathered = Changing(transaction.tables)
        """The practice as all parts have left it so far."""
        self.parts: list[Entry] = []
        """What was changed, as each part alone would stand in the journal."""
        self._backed_up = False

    def practice(self) -> Practice:
        return self.gathered

    def back_up(self, reason: str) -> None:
        if not self._backed_up:  # it is the same file for all parts
            self.store.backup(reason)
            self._backed_up = True

    @contextmanager
    def change(self, what: str, *, client: str | None = None, why: str | None = None) -> Iterator[Change]:
        part, before = Part(self, what, client, clean(why or "")), self.gathered.copy()
        try:
            with self.transaction.part():
                try:
                    yield part
                    part.keep_secrets()
                    part.gather()
                except BaseException:
                    if any(was is not None for _, _, was, _ in self.transaction.so_far):
                        before = Changing(self.transaction.tables)
                    raise
        except BaseException:
            self.gathered = before
            raise
