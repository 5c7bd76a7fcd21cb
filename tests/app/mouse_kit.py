"""A mouse for the tests: where something stands on the screen, a click on it, the wheel over it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rich.cells import cell_len
from textual import events

from tests.app.app_kit import Keyboard

Pressed = tuple[str, str | None]
"""A key as it comes in: its name, and the sign that it writes."""


@asynccontextmanager
async def keys_caught(k: Keyboard) -> AsyncIterator[list[Pressed]]:
    """The keys that come in meanwhile, of which nothing else is made."""
    caught: list[Pressed] = []
    take = k.app.on_event

    async def on_event(event: events.Event) -> None:
        if isinstance(event, events.Key):
            caught.append((event.key, event.character))
        else:
            await take(event)

    k.app.on_event = on_event  # type: ignore[method-assign]
    try:
        yield caught
    finally:
        k.app.on_event = take  # type: ignore[method-assign]


def cell_of(k: Keyboard, text: str, line: str = "") -> tuple[int, int]:
    """The cell in which a text begins, in the last line that holds it, and `line` too."""
    for y, shown in reversed([*enumerate(k.lines)]):
        if text in shown and line in shown:
            return cell_len(shown[: shown.rindex(text)]), y
    raise AssertionError(f"{text!r} is not on the screen:\n{k.text}")


async def click(k: Keyboard, text: str, line: str = "") -> None:
    """Click on a text."""
    await click_at(k, *cell_of(k, text, line))


async def click_at(k: Keyboard, x: int, y: int) -> None:
    """Click on a cell."""
    for kind in (events.MouseDown, events.MouseUp):
        k.app.post_message(_event(kind, x, y))
        await k.settle()


async def wheel(k: Keyboard, x: int, y: int, notches: int) -> None:
    """Turn the wheel over a cell, down or (less than 0) up."""
    for _ in range(abs(notches)):
        kind = events.MouseScrollDown if notches > 0 else events.MouseScrollUp
        k.app.post_message(_event(kind, x, y, button=0))
        await k.settle()


def _event(kind: type[events.MouseEvent], x: int, y: int, button: int = 1) -> events.MouseEvent:
    return kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y)
