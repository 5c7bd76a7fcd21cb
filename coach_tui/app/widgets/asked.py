"""What the line at the bottom asks: a question that a key answers, or a line of text; how that is drawn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from coach_tui.app.widgets.drawing import Span, cut, cut_asked
from coach_tui.app.widgets.hints import fit_hints
from coach_tui.app.widgets.keys import Press
from coach_tui.plan.text import fold, wrap

if TYPE_CHECKING:
    from coach_tui.app.widgets.drawing import LineDrawn
    from coach_tui.app.widgets.editing import LineEdit

Seen = Callable[[str, str, int], list[list[Span]]]
"""What is seen above a prompt: of what stands in it and what is wrong with that ("" for nothing), in so many
cells."""


@dataclass(eq=False)
class Question:
    """It is answered by one of some keys."""

    text: str
    answers: dict[str, str]
    result: asyncio.Future[str | None]
    seen: float
    """Since when it can be answered; keys typed before were not meant for it."""

    def answers_width(self, on: LineDrawn, room: int) -> int:
        """The cells that the answers take, with the gap before them."""
        return sum(cell_len(text) for text, _ in self._answers(on, room)) + 2

    def _answers(self, on: LineDrawn, room: int) -> list[Span]:
        return fit_hints([*self.answers.items()], room, on.shown)

    def spans(self, on: LineDrawn, room: int, text: str) -> list[Span]:
        """The line: what of the question stands in it, and the answers, which are needed more."""
        left = room - self.answers_width(on, room)
        said: list[Span] = [(cut(text, max(8, left), on.ascii_only), "bold"), ("  ", "")] if text else []
        return [*said, *self._answers(on, room)]


@dataclass(eq=False)
class Prompt:
    """A line of text is typed."""

    label: str
    line: LineEdit
    on_change: Callable[[str], object] | None
    check: Callable[[str], str | None] | None
    suggestions: Callable[[str], list[str]] | None
    other_key: Callable[[str], bool] | None
    result: asyncio.Future[str | None]
    error: str = ""
    hint: str = ""
    seen: Seen | None = None
    offered: list[str] | None = None
    about: tuple[str, str] = ("", "")
    browses: bool = False
    joins: Callable[[str, str], str] | None = None
    """The line with one thing more, that was clicked on."""

    def offer(self) -> None:
        """Look what there is to suggest now."""
        self.offered = self.suggestions(self.line.value) if self.suggestions else []

    @property
    def suggestion(self) -> str:
        """What Tab takes."""
        first = self.offered[0] if self.offered else ""
        return first if first != self.line.value else ""

    def error_on(self, on: LineDrawn) -> str:
        """What is wrong, with its mark."""
        return "! " + on.shown(self.error) if self.error else ""

    def error_fits(self, on: LineDrawn, room: int) -> bool:
        """Whether what is wrong can stand behind what is typed."""
        label = cut_asked(on.shown(self.label), room * 3 // 5, on.ascii_only)
        return cell_len(self.error_on(on)) <= max(12, (room - cell_len(label) - 1) // 2)

    def _hint(self, on: LineDrawn, under: str) -> tuple[str, str]:
        """What stands under the cursor at the end of the line, and what is said behind it."""
        if self.suggestion and self.line.cursor == len(self.line.value):
            offered, typed = on.shown(self.suggestion), self.line.value
            if typed and fold(offered[: len(typed)]) == fold(typed):
                hint = offered[len(typed) :]
                # the suggestion begins under the cursor, as if it were typed already
                return (hint[:1], hint[1:]) if cell_len(hint[:1]) == 1 else (under, hint)
            return under, f" {on.glyph('right')} {offered}"
        return under, f" {on.shown(self.hint)}" if self.hint and not self.line.value else ""

    def spans(self, on: LineDrawn, room: int, error: str) -> tuple[list[Span], int]:
        """The line, with what of the error stands in it, and the cells before the cursor."""
        label = cut_asked(on.shown(self.label), room * 3 // 5, on.ascii_only)
        left = room - cell_len(label) - 1
        error = cut(error, max(12, left // 2), on.ascii_only)
        if error:
            left -= cell_len(error) + 2
        before, under, after = self.line.view(left)
        used = cell_len(before) + cell_len(under) + cell_len(after)
        under, hint = self._hint(on, under)
        hint = cut(hint, max(0, left - used), on.ascii_only)
        used += cell_len(hint)
        spans: list[Span] = [
            (label + " ", "accent"),
            (before, "caret" if self.line.selected else ""),
            (under, Press("caret", "tab") if self.suggestion and not after else "caret"),
            (after, ""),
            (hint, Press("dim", "tab") if self.suggestion else "dim"),
        ]
        if error:
            spans += [(" " * max(2, left - used + 2), ""), (error, "bad")]
        return spans, cell_len(label) + 1 + cell_len(before)


def wrapped(text: str, width: int, most: int) -> list[str]:
    """A text in at most so many lines, the last of which takes what is left; none for no text."""
    return wrap(text, max(20, width), most=most) if text else []
