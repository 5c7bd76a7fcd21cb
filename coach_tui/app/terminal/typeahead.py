"""Keys in turn: each finds what the one before it has done, however fast they come.

Over a slow line several keys arrive at once. Textual hands each at once to the widget that has the focus at
that moment, and runs bindings later: letters would go into the field that Tab has left, `4d` would delete in
the place shown before. Here a key is dealt with to its end before the next is looked at.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from textual import events
from textual._context import active_message_pump
from textual.worker import WorkerError

from coach_tui.app.terminal.quiet import QuietModal

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from coach_tui.app.terminal.app import TerminalApp

PATIENCE = 2.0
"""Seconds for which a form that is being opened is waited for."""


async def deliver(app: TerminalApp, event: events.Key | events.Paste) -> None:
    """Deal with a key or a paste, and with everything it sets off at once."""
    await app.talks.catch_up()  # what was answered may lead to another place
    for worker in [worker for worker in app.workers if worker.group == "places"]:
        with contextlib.suppress(WorkerError):
            await worker.wait()
    app.app_focus = True
    screen = app.screen
    if isinstance(screen, QuietModal):
        await _opened(app, screen)
        await _to_form(app, event)
    elif app.bottom.active or isinstance(event, events.Paste):
        handle = app.bottom.on_key if isinstance(event, events.Key) else app.bottom.on_paste
        handle(event)  # type: ignore[arg-type]
    else:
        app.bottom.hush()
        if not await app._check_bindings(event.key, priority=True):
            await app._check_bindings(event.key)


async def _opened(app: TerminalApp, form: QuietModal[Any]) -> None:
    """Wait until a form can be typed into."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while app.screen is form and not form.ready:
                await asyncio.sleep(0.002)


async def _to_form(app: TerminalApp, event: events.Key | events.Paste) -> None:
    """From the field with the focus up to the form, then the bindings; as Textual does, but now."""
    if isinstance(event, events.Key) and await app._check_bindings(event.key, priority=True):
        return
    form = app.screen
    target: DOMNode = form.focused or form
    event.bubble = False  # type: ignore[misc]
    for node in [node for node in target.ancestors_with_self if node is not app]:
        token = active_message_pump.set(node)
        try:
            await node.on_event(event)
        finally:
            active_message_pump.reset(token)
        if event._stop_propagation or node is form:
            break
    if isinstance(event, events.Key) and not event._stop_propagation and app.screen is form:
        await app._check_bindings(event.key)
