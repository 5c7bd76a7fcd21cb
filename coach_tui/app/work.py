"""Reading and writing the data file, off the event loop, one after the other; what is shown is read here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from coach_tui.plan.errors import CoachError, DataFileError
from coach_tui.store.hidden import names_hidden, remember_hiding

if TYPE_CHECKING:
    from coach_tui.changes.desk import Desk
    from coach_tui.plan.practice import Practice

T = TypeVar("T")


class Work:
    """What was read last, and the queue of what is written; `changed` is called when there is news.

    `doubted` is called with what the disk has not confirmed, or that the file was upgraded; `met` where
    sessions that a verb has booked or moved are at one time with others (`take_at_one_time`).

    This is the one door for names. While they are `hidden`, the practice that everybody reads is the one
    without them, and no error of a verb brings one along. That outlives the app where it is to be `kept`.
    """

    def __init__(
        self,
        desk: Desk,
        changed: Callable[[], object],
        doubted: Callable[[str], object],
        met: Callable[[], object],
        *,
        kept: bool = True,
    ) -> None:
        self.desk = desk
        self._doubted, self._met = doubted, met
        self._at_one_time = ""
        desk.take_booked()  # what was booked before the app is not told of in it
        self.hidden = kept and names_hidden(desk.store.path)
        self._kept = kept
        if self.hidden:  # from here on they stay so, whatever another app does
            with suppress(CoachError):
                remember_hiding(desk.store.path, True)
        self.practice = self._shown(desk.known(), None)
        self.turn = asyncio.Lock()
        """Held by whoever touches the disk."""
        self._changed = changed

    async def do(self, work: Callable[[], T]) -> T:
        """Do a verb, then show what is in the file now; where that cannot be read, as soon as it can.

        What was made never fails: a file that cannot be read again is told at the next key, and a write that
        the disk has not confirmed is `doubted`.

        Raises:
            CoachError: the verb refuses, or the file cannot be written.
        """

        def in_thread() -> tuple[T, Practice | None]:
            result = work()
            try:
                return result, self.desk.known()
            except DataFileError:
                return result, None

        before = self.desk.store.commits
        async with self.turn:
            try:
                result, practice = await asyncio.to_thread(in_thread)
            except CoachError as error:
                error.args = tuple(self.practice.shown(str(one)) for one in error.args)
                raise
            if practice is not None:
                self._take(practice)
        if self.desk.store.commits > before and self.desk.store.doubt:
            self._doubted(f"noted; {self.desk.store.doubt}")
        if upgraded := self.desk.store.take_upgraded():
            self._doubted(f"noted; {upgraded}")
        if booked := self.desk.take_booked():
            self._note_at_one_time(booked)
        return result

    def _note_at_one_time(self, sessions: list[str]) -> None:
        from coach_tui.plan.ending import booked_after
        from coach_tui.plan.session_told import told_of

        today = self.desk.today
        told = told_of(self.practice, sessions, today) + booked_after(self.practice, sessions, today)
        first, *others = told or [""]
        self._at_one_time = f"{first}; and {len(others)} more" if others else first
        if first:
            self._met()

    def take_at_one_time(self) -> str:
        """What is to be told of sessions booked or moved last, and how much more there is; told once.

        What stands at their time, and that they lie after the engagement's end.
        """
        found, self._at_one_time = self._at_one_time, ""
        return found

    async def read_again(self) -> None:
        """Show what another program has written.

        Raises:
            CoachError: the file cannot be read.
        """
        async with self.turn:
            self._take(await asyncio.to_thread(self.desk.known))

    @property
    def outdated(self) -> bool:
        """Whether another program has written, and nobody is at work here; one stat."""
        return self.desk.outdated and not self.turn.locked()

    async def hide(self, hidden: bool) -> None:
        """Show the practice without names from now on, or with them.

        Raises:
            DataFileError: it is so now, but cannot be kept for the next start.
        """
        self.hidden = hidden
        self.practice = self._shown(self.practice.stored, self.practice)
        self._changed()
        if self._kept:
            async with self.turn:
                await asyncio.to_thread(remember_hiding, self.desk.store.path, hidden)

    def _take(self, practice: Practice) -> None:
        if practice is not self.practice.stored:
            self.practice = self._shown(practice, self.practice)
            self._changed()

    def _shown(self, practice: Practice, before: Practice | None) -> Practice:
        if not self.hidden:
            return practice
        from coach_tui.plan.hidden import hidden

        return hidden(practice, before)
