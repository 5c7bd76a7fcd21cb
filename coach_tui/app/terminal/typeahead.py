"""Keys in turn: each finds what the one before it has done, however fast they come.

Over a slow line several keys arrive at once. Textual hands each at once to the widget that has the focus at
that moment, and runs bindings later: letters would go into the field that Tab has left, `4d` would delete in
the place shown before. Here a key is dealt with to its end before the next is looked at.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from typing import TYPE_CHECKING, Any

from textual import events
from textual.worker import WorkerError

from coach_tui.app.terminal.private import do_binding, hand_to
from coach_tui.app.terminal.quiet import QuietModal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.dom import DOMNode

    from coach_tui.app.terminal.base import BaseApp

PATIENCE = 2.0
"""Seconds for which a form that is being opened, or a widget that has a key, is waited for."""

GLANCE = 0.02
"""Seconds after which is looked whether a widget that is waited for is still there."""


async def deliver(app: BaseApp, event: events.Key | events.Paste) -> None:
    """Deal with a key or a paste, and with everything it sets off at once."""
    await _come_to_rest(app)
    app.app_focus = True
    if isinstance(app.screen, QuietModal):
        await _to_form(app, event)
    elif app.bottom.active or isinstance(event, events.Paste):
        handle = app.bottom.on_key if isinstance(event, events.Key) else app.bottom.on_paste
        handle(event)  # type: ignore[arg-type]
    else:
        app.bottom.hush()
        if not await do_binding(app, event.key, first=True):
            await do_binding(app, event.key)


async def _come_to_rest(app: BaseApp) -> None:
    """Wait for what the last key has set off: a place, a conversation's next question, a form.

    A form that is typed into is not waited for between its keys, so that many at once are painted once.
    """
    if isinstance(app.screen, QuietModal) and app.screen.ready:
        return
    await app.talks.catch_up()  # what was answered may lead to another place
    for worker in [worker for worker in app.workers if worker.group == "places"]:
        with contextlib.suppress(WorkerError):
            await worker.wait()
    if isinstance(app.screen, QuietModal):
        await _opened(app, app.screen)
        await app.talks.catch_up()  # one that was going may lead to another question


async def _opened(app: BaseApp, form: QuietModal[Any]) -> None:
    """Wait until a form can be typed into."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while app.screen is form and not form.ready:
                await asyncio.sleep(0.002)


async def _to_form(app: BaseApp, event: events.Key | events.Paste) -> None:
    """From the field with the focus up to the form, then the bindings; as Textual does, but now."""
    if isinstance(event, events.Key) and await do_binding(app, event.key, first=True):
        return
    form = app.screen
    target: DOMNode = form.focused or form
    for node in [node for node in target.ancestors_with_self if node is not app]:
        if await hand_to(node, event):
            return
        if node is form:
            break
    if isinstance(event, events.Key) and app.screen is form:
        await do_binding(app, event.key)


class KeysByQueue:
    """Keys in turn by Textual's own delivery, for where a key cannot be dealt with by a call.

    `deliver` gives a key to the widget with the focus. It goes from queue to queue up to the app; the next
    key waits until each of them has come to what was put into it after this one.
    """

    def __init__(self, app: BaseApp, deliver: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._deliver = deliver
        self._waiting: deque[events.Event] = deque()
        self._busy = False

    def take(self, event: events.Event) -> None:
        """Deal with it when its turn has come."""
        self._waiting.append(event)
        if not self._busy:
            self._busy = True
            self._app.talks.begin(self._deal())

    async def _deal(self) -> None:
        try:
            while self._waiting:
                await _come_to_rest(self._app)
                target: DOMNode = self._app.screen.focused or self._app.screen
                nodes = list(target.ancestors_with_self)
                await self._deliver(self._waiting.popleft())
                for node in nodes:
                    await self._gone_through(node)
        finally:
            self._busy = False

    @staticmethod
    async def _gone_through(node: DOMNode) -> None:
        """Wait until it has come to what is put into its queue now, or has ended meanwhile."""
        done = asyncio.Event()
        tries = PATIENCE // GLANCE if node.call_later(done.set) else 0
        while tries and node.is_running and not done.is_set():
            tries -= 1
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), GLANCE)
