"""Textual's private parts: the one file that knows them, each with a way back to what is stock.

Any version of Textual may give a private part another name or shape. Each is looked at once, when this file
is imported; where it is not as it was known, the stock way is taken: more bytes, more wake-ups, but an app
that starts. What must hold without any of them is held elsewhere, by what Textual offers to everybody: that
keys are taken in turn (`typeahead`), and that a crash shows nobody's text (`leaving`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from textual import events
from textual.app import App
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType
    from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
    from textual._context import active_message_pump
    from textual.message_pump import MessagePump
else:
    try:
        from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
    except ImportError:

        class CompositorUpdate:
            """Nothing that Textual draws is of this class."""

        ChopsUpdate = LayoutUpdate = CompositorUpdate
    try:
        from textual._context import active_message_pump
    except ImportError:
        active_message_pump = None

__all__ = [
    "IN_TURN",
    "QUIET_FOCUS",
    "SPARES",
    "BareApp",
    "ChopsUpdate",
    "CompositorUpdate",
    "InputParser",
    "LayoutUpdate",
    "do_binding",
    "hand_to",
    "make_parser",
]


def _takes(owner: object, method: str, *parameters: str) -> bool:
    """Whether a class has this method, and it takes just these."""
    code = getattr(getattr(owner, method, None), "__code__", None)
    if code is None:
        return False
    return bool(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] == parameters)


# What is written

SPARES = (
    _takes(App, "_display", "self", "screen", "renderable")
    and _takes(ChopsUpdate, "__init__", "self", "chops", "spans", "chop_ends")
    and _takes(LayoutUpdate, "__init__", "self", "strips", "region")
    and _takes(CompositorUpdate, "render_segments", "self", "console")
)
"""Whether what Textual is about to write can be looked at and written otherwise."""

QUIET_FOCUS = isinstance(vars(Screen).get("focused"), Reactive)
"""Whether a screen's `focused` is a reactive, which may be made anew as one that repaints nothing."""


class BareApp(App[int]):
    """Textual's app, with two of its insides laid bare as methods of open names."""

    def instead_of(self, update: RenderableType) -> Any:
        """What is written in the place of what Textual has drawn; never asked where that is not known."""
        return update

    if SPARES:

        def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
            super()._display(screen, renderable if renderable is None else self.instead_of(renderable))

    if _takes(App, "_fatal_error", "self"):

        def _fatal_error(self) -> None:
            """A fault goes the way of `panic`, and is not printed with its variables."""
            self.panic()


# Keys

IN_TURN = (
    active_message_pump is not None
    and _takes(App, "_check_bindings", "self", "key", "priority")
    and hasattr(Message, "_stop_propagation")
    and bool(events.Key.__dictoffset__ and events.Paste.__dictoffset__)
)
"""Whether a key can be dealt with to its end by a call, without the queues of those it is for."""


async def do_binding(app: App[int], key: str, *, first: bool = False) -> bool:
    """Do what a key is bound to, if it is; `first`, only what goes before the one with the focus."""
    return await app._check_bindings(key, priority=first)


async def hand_to(node: MessagePump, event: events.Event) -> bool:
    """Let a node deal with an event now; True when it is to go no further."""
    event.bubble = False  # type: ignore[misc]
    token = active_message_pump.set(node)
    try:
        await node.on_event(event)
    finally:
        active_message_pump.reset(token)
    return event._stop_propagation


class InputParser(Protocol):
    """What makes messages of what a terminal sends."""

    def feed(self, data: str, /) -> Iterable[Message]:
        """The messages of some text."""
        ...

    def tick(self) -> Iterable[Message]:
        """Those that have waited long enough for more text."""
        ...


ESCAPE = "\x1b"
BEGINS = frozenset("[O]PX^_")
"""What goes on after an Escape as one sequence of a terminal."""


def make_parser(debug: bool) -> InputParser | None:
    """A parser for what a terminal sends; None where Textual's is not as it was known.

    An Escape with a letter right behind it is both, one after the other, and not a key with Alt: over a slow
    line, and from quick hands, they come together.
    """
    try:
        from textual._xterm_parser import XTermParser
    except ImportError:
        return None
    known = (
        _takes(XTermParser, "__init__", "self", "debug")
        and _takes(XTermParser, "feed", "self", "data")
        and _takes(XTermParser, "tick", "self")
    )
    if not known or not _takes(XTermParser, "_sequence_to_key_events", "self", "sequence", "alt"):
        return XTermParser(debug) if known else None

    class Parser(XTermParser):
        """Knows no Alt but what a terminal says in so many words."""

        def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
            two = len(sequence) == 2 and sequence[0] == ESCAPE and sequence[1] not in BEGINS
            if alt or (two and sequence[1].isprintable()):
                yield events.Key("escape", ESCAPE)
                sequence = sequence[-1]
            yield from super()._sequence_to_key_events(sequence)

    return Parser(debug)
