"""Conversations: coroutines that read from top to bottom, and wait for the coach where they ask.

A question or a form that is left raises `Left` in the conversation that asked it, and so ends it where
nothing else is made of it. An error of a verb ends it with a line at the bottom.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

from coach_tui.plan.errors import CoachError


class Left(Exception):
    """The coach has left a question without an answer."""


class Talks:
    """The conversations that are going on; most wait for an answer, a form or the disk.

    `tell` gets the error that ended one; `later` does something on the app's own turn, so that a fault of
    ours ends the app as any other does.
    """

    def __init__(
        self,
        tell: Callable[[str], Coroutine[Any, Any, object]],
        later: Callable[[Callable[[], object]], object],
    ) -> None:
        self._tell = tell
        self._later = later
        self._going: set[asyncio.Task[object]] = set()

    def begin(self, conversation: Coroutine[Any, Any, object]) -> None:
        """Hold a conversation, beside what goes on."""
        task = asyncio.get_running_loop().create_task(self._hold(conversation))
        self._going.add(task)
        task.add_done_callback(self._ended)

    async def _hold(self, conversation: Coroutine[Any, Any, object]) -> None:
        try:
            await conversation
        except Left:
            pass
        except CoachError as error:
            await self._tell(str(error))

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._going.discard(task)
        if task.cancelled():
            return
        fault = task.exception()
        if fault is not None:

            def tell() -> NoReturn:
                raise fault

            self._later(tell)

    async def catch_up(self) -> None:
        """Let those that were just answered come to what they ask next.

        A conversation that has got its answer goes on in the next turn of the event loop, and asks in the
        same turn; one that begins another takes one turn more.
        """
        for _ in range(TURNS if self._going else 0):
            await asyncio.sleep(0)


TURNS = 3
