"""Reading and writing the data file: off the event loop, one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from coach_tui.changes.desk import Desk
    from coach_tui.plan.practice import Practice

T = TypeVar("T")


class Work:
    """What was read last, and the queue of what is written; `changed` is called when there is news."""

    def __init__(self, desk: Desk, changed: Callable[[], object]) -> None:
        self.desk = desk
        self.practice: Practice = desk.practice()
        self.turn = asyncio.Lock()
        """Held by whoever touches the disk."""
        self._changed = changed

    async def do(self, work: Callable[[], T]) -> T:
        """Do a verb, then show what is in the file now.

        Raises:
            CoachError: the verb refuses, or the file cannot be written.
        """

        def in_thread() -> tuple[T, Practice]:
            result = work()
            return result, self.desk.practice()

        async with self.turn:
            result, practice = await asyncio.to_thread(in_thread)
            self._take(practice)
        return result

    async def read_again(self) -> None:
        """Show what another program has written.

        Raises:
            CoachError: the file cannot be read.
        """
        async with self.turn:
            self._take(await asyncio.to_thread(self.desk.practice))

    @property
    def outdated(self) -> bool:
        """Whether another program has written, and nobody is at work here; one stat."""
        return self.desk.outdated and not self.turn.locked()

    def _take(self, practice: Practice) -> None:
        if practice is not self.practice:
            self.practice = practice
            self._changed()
