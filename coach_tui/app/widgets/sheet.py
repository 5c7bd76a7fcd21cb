"""A page whose lines each speak of something, with a cursor that stands on one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from coach_tui.app.widgets.detail import Detail, Line
from coach_tui.app.widgets.drawing import OneOfTwo, Part, Span, fit_spans, is_drawn, make_strip

BACK = ("dim", "rule")
"""Styles of what stands back."""


@runtime_checkable
class Spoken(Protocol):
    """A drawing in rows of spans, each with the line that it is of; None for a blank row."""

    def rows(self, width: int, ascii_only: bool, height: int) -> list[tuple[list[Span], object]]:
        """The rows, none longer than `width` cells, in `height` rows where that is possible."""

    def begins(self) -> object:
        """The line on which the cursor stands at first."""


class Sheet(Detail, OneOfTwo):
    """A detail that may be a drawing of lines: then one of them is under the cursor while it is active."""

    @dataclass
    class Chosen(Message):
        """A line was clicked: `again` where the cursor stood on it already."""

        again: bool

    _active = False

    def __init__(self) -> None:
        super().__init__()
        self._of: list[object] = []
        """The line that each row is of."""
        self._at = -1
        """The first row of the line under the cursor; -1 where there is none."""

    @property
    def line(self) -> object:
        """The line under the cursor, None where there is none."""
        self._layout()
        return self._of[self._at] if 0 <= self._at < len(self._of) else None

    @property
    def speaks(self) -> bool:
        """Whether it has lines that speak of something."""
        return self._spoken is not None

    @property
    def _spoken(self) -> Spoken | None:
        drawing = self._lines[0].drawing if self._lines else None
        return drawing if isinstance(drawing, Spoken) else None

    def show(self, lines: Iterable[Line], *, keep_place: bool = False) -> None:
        """Show a page; the cursor stays on its line where the place is kept, else it begins anew."""
        new = list(lines)
        if new == self._lines:
            return
        before, number = self.line, self._number
        in_sight = self._top <= self._at < self._top + self.size.height
        super().show(new, keep_place=keep_place)
        self._layout()
        if keep_place and before is not None:
            self._stand(before, number)
        else:
            self._begin()
        if self._active:
            if in_sight:  # what was scrolled away from it stays so
                self._reveal()
            self.refresh()

    def begin(self) -> None:
        """Put the cursor where it stands at first."""
        self._begin()
        self._reveal()
        self.refresh()

    def _begin(self) -> None:
        spoken = self._spoken
        self._at = -1
        if spoken is not None:
            self._stand(spoken.begins(), 0)

    def _stand(self, line: object, number: int) -> None:
        """On a line, where it is still there, else on the one with its number among all."""
        starts = self._starts
        same = [row for row in starts if self._of[row] == line]
        self._at = same[0] if same else starts[min(number, len(starts) - 1)] if starts else -1

    @property
    def _starts(self) -> list[int]:
        """The first rows of all lines."""
        found, before = [], None
        for row, line in enumerate(self._of):
            if line is not None and line is not before:
                found.append(row)
            before = line
        return found

    @property
    def _number(self) -> int:
        starts = self._starts
        return starts.index(self._at) if self._at in starts else 0

    def step(self, lines: int, pages: int = 0) -> None:
        """Move the cursor by so many lines or screenfuls, stopping at the ends."""
        if self._spoken is None:
            self.shift(lines, pages)
            return
        self._layout()
        starts = self._starts
        wanted = self._number + lines
        if pages:
            row = self._at + pages * max(1, self.size.height - 1)
            wanted = max((n for n, start in enumerate(starts) if start <= row), default=0)
        self._go(starts[max(0, min(wanted, len(starts) - 1))] if starts else -1)

    def _go(self, row: int) -> None:
        before, self._at = self._at, row
        if row != before and not self._reveal():
            self._refresh_line(before)
            self._refresh_line(row)

    def _end(self, row: int) -> int:
        """The row after the last one of a line that begins in a row."""
        end = row + 1
        while end < len(self._of) and self._of[end] is self._of[row]:
            end += 1
        return end

    def _reveal(self) -> bool:
        """Scroll if the line is out of sight, by a third of the height at once; True if it scrolled."""
        height = self.size.height
        if self._at < 0 or height <= 0:
            return False
        top, jump = self._top, height // 3
        if self._at < top:
            top = self._at - jump
        elif self._end(self._at) > top + height:
            top = self._end(self._at) - height + jump
        top = max(0, min(top, len(self._of) - height))
        if self._number == 0:
            top = 0
        scrolled, self._top = top != self._top, top
        if scrolled:
            self.refresh()
        return scrolled

    def draw_cursor(self) -> None:
        """Paint the line under the cursor anew."""
        self._refresh_line(self._at)

    def _refresh_line(self, row: int) -> None:
        if row >= 0:
            rows = self._end(row) - row
            self.refresh(Region(0, row - self._top, self.size.width, rows))

    def _layout(self) -> list[list[Span]]:
        spoken = self._spoken
        if spoken is None:
            self._of = []
            return super()._layout()
        width = max(8, self.size.width - 2)
        if self._laid is None or self._laid[:2] != (width, self.ascii_only):
            line, number = (self._of[self._at] if 0 <= self._at < len(self._of) else None), self._number
            rows = spoken.rows(width, self.ascii_only, self.size.height)
            shown = [[(self.shown(text), style) for text, style in spans] for spans, _ in rows]
            self._of = [line for _, line in rows]
            self._laid = (width, self.ascii_only, shown)
            if line is not None:
                self._stand(line, number)
        return self._laid[2]

    def render_line(self, y: int) -> Strip:
        """A row; those of the line under the cursor stand out while the sheet is active."""
        rows, row = self._layout(), self._top + y
        lit = self._active and 0 <= self._at <= row < len(rows) and row < self._end(self._at)
        if not lit:
            return super().render_line(y)
        width, pens = self.size.width, self.pens
        cursor = self.glyph("cursor") if row == self._at else " "
        parts: list[Part] = [(cursor, pens("accent", lit))]
        fitted = fit_spans(rows[row], max(1, width - 2), self.ascii_only)
        for text, style in fitted:
            drawn = is_drawn(text)  # else no word stands back in the cursor
            parts.append((text, pens("" if style in BACK and not drawn else style, not drawn)))
        return make_strip([*parts, (" ", pens("", lit))], width, pens("", lit))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        super().on_resize()
        self._layout()
        self._reveal()

    def before_key(self, event: events.Click) -> None:
        """The key that is named in a line is pressed with the cursor on it."""
        if not self._pointed(event):
            self.post_message(self.Chosen(False))

    def clicked(self, event: events.Click) -> None:
        """Put the cursor on the line that was clicked; one on which it stood is chosen."""
        again = self._pointed(event)
        if again is not None:
            event.stop()
            self.post_message(self.Chosen(again))

    def _pointed(self, event: events.Click) -> bool | None:
        """Put the cursor on a line: whether it stood there already; None where there is none."""
        row = self._top + event.y
        if self._spoken is None or not 0 <= row < len(self._of) or self._of[row] is None:
            return None
        while row and self._of[row - 1] is self._of[row]:
            row -= 1
        again = self._active and row == self._at
        self._go(row)
        return again
