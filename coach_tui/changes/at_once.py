"""Finding out what is meant and changing it under one lock, with one reading of the file."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach_tui.changes.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach_tui.changes.desk import Change
    from coach_tui.plan.practice import Practice


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
