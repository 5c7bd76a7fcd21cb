"""What falls on one day, in the few cells that a month or a week has for it: the sign, what it is, whose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coach_tui.app.widgets.drawing import Span, cut
from coach_tui.plan.text import wrap

INDENT = 2
"""Cells by which what goes on stands in from the sign."""


class DayItem(NamedTuple):
    """One thing on a day; its texts are clean already."""

    sign: str
    """How it stands and of what kind it is, or the time."""
    title: str
    whose: str = ""
    plain: bool = False
    """Whether the sign says what it is, so that the name may stand for the title."""
    style: str = ""

    @property
    def text(self) -> str:
        """What is worth most beside the sign."""
        return self.whose if self.plain and self.whose else self.title


def in_cell(items: Sequence[DayItem], width: int, lines: int, ascii_only: bool = False) -> list[Span]:
    """The items in so many lines of so many cells, one each at least; the last tells how many more there are.

    What is cut goes on below, and then says whose it is, where no other item needs the line.
    """
    if lines < 1 or not items:
        return []
    if len(items) > lines:
        shown = items[: lines - 1] if lines > 1 else items[:1]
        found = [_line(item, width, ascii_only) for item in shown]
        return [*found, (f"+{len(items) - len(shown)}", "dim")] if lines > 1 else found
    spare = lines - len(items)
    found = []
    for item in items:
        first, *more = in_full(item, width) if not item.plain else [_line(item, width, ascii_only)]
        if len(more) > spare:
            first = _line(item, width, ascii_only) if spare == 0 else first
            more = [*more[: spare - 1], _rest(more[spare - 1 :], width, ascii_only)] if spare else []
        spare -= len(more)
        found += [first, *more]
    return found


def in_full(item: DayItem, width: int) -> list[Span]:
    """An item in as many lines as it takes: sign and title, then whose it is."""
    room = max(1, width - INDENT)
    lines = wrap(f"{item.sign} {item.title}", room, width)
    lines += wrap(item.whose, room) if item.whose else []
    first, *more = lines
    return [(first, item.style), *[(" " * INDENT + line, item.style or "dim") for line in more]]


def _line(item: DayItem, width: int, ascii_only: bool) -> Span:
    return cut(f"{item.sign} {item.text}".rstrip(), width, ascii_only), item.style


def _rest(spans: Sequence[Span], width: int, ascii_only: bool) -> Span:
    """Lines that go on, as one."""
    text = " ".join(text.strip() for text, _ in spans)
    return cut(" " * INDENT + text, width, ascii_only), spans[0][1]
