"""The one file of the tests that knows private parts of Textual."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING, Any

from textual._compositor import ChopsUpdate, LayoutUpdate
from textual._styles_cache import StylesCache
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key
from textual.worker import WorkerCancelled

if TYPE_CHECKING:
    from textual.app import App
    from textual.css.model import RuleSet
    from textual.message_pump import MessagePump
    from textual.strip import Strip

__all__ = [
    "ChopsUpdate",
    "LayoutUpdate",
    "at_rest",
    "bound_ids",
    "forget_lines",
    "key_of",
    "painted",
    "remember_css",
    "strips_of",
]


def remember_css() -> None:
    """Let an app find what an earlier one has read of the same styles: a fifth of the time of a start."""
    known: dict[Any, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parse_once(sheet: Stylesheet, css: str, read_from: Any, *more: Any, **named: Any) -> list[RuleSet]:
        key = (frozenset(sheet._variables.items()), css, read_from, more, frozenset(named.items()))
        if key not in known:
            known[key] = parse(sheet, css, read_from, *more, **named)
        return known[key]

    Stylesheet._parse_rules = parse_once  # type: ignore[assignment, method-assign]


def forget_lines() -> None:
    """Let go of the lines of widgets that are gone: a cache of Textual's keeps a thousand of them alive."""
    StylesCache.get_inner_outer.cache_clear()


def key_of(sign: str) -> str:
    """The name of the key that writes a sign."""
    return _character_to_key(sign)


async def at_rest(app: Any, disk: asyncio.Lock | None = None) -> None:
    """Wait until an app has done and painted all that was set off; no time has to pass for it.

    `disk` is held by whoever writes.
    """
    loop: Any = asyncio.get_running_loop()
    end = time.monotonic() + 30
    while time.monotonic() < end and app._exception is None:
        await asyncio.sleep(0)
        if len(app.workers):
            with contextlib.suppress(WorkerCancelled):
                await app.workers.wait_for_complete()
        elif loop._ready:
            continue  # somebody has something to do
        elif disk is not None and disk.locked():
            async with disk:
                pass
        elif app._exit:
            return
        elif not all(waits(pump) for pump in pumps(app)):
            await asyncio.sleep(0.001)  # for a thread, or a timer
        elif (screen := app.screen)._update_timer._active.is_set():
            screen._on_timer_update()
        else:
            return
    raise AssertionError("the app does not come to rest")


def pumps(app: App[Any]) -> list[MessagePump]:
    """The app and all its widgets, on every screen."""
    return [app, *(node for screen in app.screen_stack for node in screen.walk_children(with_self=True))]


def waits(pump: MessagePump) -> bool:
    """Whether a widget has done all it was told to and waits for more."""
    queue: Any = pump._message_queue
    return queue.empty() and bool(queue.ready_event._waiters)


def strips_of(app: App[Any]) -> list[Strip]:
    """What is on the screen, line by line."""
    app.screen._refresh_layout()
    return app.screen._compositor.render_strips(app.size)


def painted(app: App[Any]) -> bool:
    """Whether what changes is painted, and nothing holds it back."""
    return app._batch_count == 0


def bound_ids(app: App[Any]) -> set[str | None]:
    """The ids of the app's bindings."""
    return {binding.id for found in app._bindings.key_to_bindings.values() for binding in found}
