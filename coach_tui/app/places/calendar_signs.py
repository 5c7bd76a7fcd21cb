"""The calendar's signs: one for each kind of thing, one for how it stands, and what explains them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from coach_tui.app.widgets.drawing import Span
from coach_tui.app.widgets.glyphs import glyph
from coach_tui.plan.days import Event

KINDS = {
    "session": ("session", "session"),
    "review": ("review", "review"),
    "milestone": ("diamond", "milestone"),
    "objective": ("full", "target"),
    "commitment": ("open", "promise"),
    "engagement": ("end", "end"),
}
"""Kind of event → the name of its sign, and its word."""
STATES = {
    "late": "late",
    "done": "done",
    "warn": "past",
    "times": "not held",
}
"""The name of the sign of how something stands → its word."""
NAMELESS = ("session", "review", "engagement")
"""Kinds of which the sign says what they are; the others have titles of their own."""


def kind_sign(event: Event) -> str:
    """The name of the sign of what it is."""
    return KINDS[event.kind][0]


def state_sign(event: Event) -> str:
    """The name of the sign of how it stands; "" for what is to come."""
    if event.called_off:
        return "times"
    if event.past:
        return "warn"
    return "done" if event.done else "late" if event.overdue else ""


def legend(
    events: Iterable[Event], width: int, off: bool = False, *, several: bool = False
) -> list[list[Span]]:
    """What the signs mean, in lines of so many cells; only those that are there.

    `off`: whether some day does not count; `several`: whether there is a sign for things of several kinds.
    """
    kinds, states = set(), set()
    for event in events:
        kinds.add(event.kind)
        states.add(state_sign(event))
    said = [f"{glyph(sign)} {word}" for kind, (sign, word) in KINDS.items() if kind in kinds]
    said += [f"{glyph(sign)} {word}" for sign, word in STATES.items() if sign in states]
    said += [f"{glyph('dash')} off"] if off else []
    said += [f"{glyph('several')} several"] if several else []
    lines: list[str] = []
    for one in said:
        if lines and cell_len(lines[-1]) + 2 + cell_len(one) <= width - 2:
            lines[-1] += f"  {one}"
        else:
            lines.append(one)
    return [[(line, "dim")] for line in lines or [""]]
