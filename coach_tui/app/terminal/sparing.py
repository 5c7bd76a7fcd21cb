"""What the terminal shows is remembered, and only what differs is written: over SSH each byte is felt.

Textual repaints a changed region whole, and ends each stretch of one style with a reset. Here the cells of a
region are compared with those that were written last, and runs that differ are written; the rest of a line is
pushed along where it only goes on further to one side. A repaint of the whole screen is written as it comes:
it mends what something else has spoilt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import get_character_cell_size
from rich.color import ColorSystem

from coach_tui.app.terminal.moved import Cell, pushed, scrolled
from coach_tui.app.terminal.pens import TerminalPens
from coach_tui.app.terminal.private import ChopsUpdate, CompositorUpdate, LayoutUpdate
from coach_tui.app.terminal.writer import Writer

if TYPE_CHECKING:
    from rich.console import Console
    from textual.strip import Strip

NEAR = 4
"""So many equal cells between two that differ are written again: to jump over them costs as much."""
_OTHER_SHAPE = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class Shown:
    """The cells that the terminal shows, as far as they are known."""

    def __init__(self, fills: bool = False) -> None:
        self.fills = fills
        """Whether what the terminal erases takes the ground of the pen."""
        self.sure = True
        """False once an update was of an unknown shape; from then on all is written as it comes."""
        self._lines: dict[int, list[Cell | None]] = {}
        self._whole: dict[int, list[Strip]] = {}
        self._pens: TerminalPens | None = None

    def forget(self) -> None:
        """Nothing is known: the terminal was resized, or somebody else has written on it."""
        self._lines.clear()
        self._whole.clear()

    def note(self, y: int, strips: list[Strip]) -> None:
        """A whole line was written."""
        self._lines.pop(y, None)
        self._whole[y] = strips

    def pens(self, console: Console) -> TerminalPens:
        """The pens for the colours that the terminal has."""
        names = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT}
        system = names.get(console.color_system or "", ColorSystem.TRUECOLOR)
        if self._pens is None or self._pens.system is not system:
            self._pens = TerminalPens(system)
            self._lines.clear()
        return self._pens

    def line(self, y: int, pens: TerminalPens) -> list[Cell | None]:
        """What is known of a line."""
        line = self._lines.get(y)
        if line is None:
            line = self._lines[y] = []
            for strip in self._whole.pop(y, ()):
                line += cells_of(strip, pens)
        return line

    def scroll(self, lines: range, by: int) -> None:
        """Lines go up by so many, or (less than 0) down; those that come into view are not known."""
        before = {y: self._lines[y] for y in lines}
        for y in lines:
            self._lines[y] = before.get(y + by) or [None] * len(before[y])

    def replace(self, y: int, x: int, cells: list[Cell], pens: TerminalPens) -> list[Cell | None]:
        """Take over what is about to be written; returns what stood there."""
        line = self.line(y, pens)
        missing = x + len(cells) - len(line)
        if missing > 0:
            line += [None] * missing
        before = line[x : x + len(cells)]
        line[x : x + len(cells)] = cells
        return before


def cells_of(strip: Strip, pens: TerminalPens) -> list[Cell]:
    """The cells of a strip."""
    cells: list[Cell] = []
    for text, style, _ in strip:
        if not (text.isascii() or all(get_character_cell_size(char) == 1 for char in text)):
            whole = tuple(strip)
            return [(whole, place) for place in range(strip.cell_length)]
        if style is not None and style.link:
            whole = tuple(strip)
            return [(whole, place) for place in range(strip.cell_length)]
        pen = pens(style)
        if text.isspace():
            cells += [(" ", pen.blank)] * len(text)
        else:
            blank = (" ", pen.blank)
            cells += [blank if char == " " else (char, pen) for char in text]
    return cells


Piece = tuple[int, int, "Strip", list[Cell]]
"""Row, column, and what is drawn from there on, with its cells."""


class Sparing(CompositorUpdate):
    """An update of Textual's that writes no more than it must."""

    def __init__(self, update: LayoutUpdate | ChopsUpdate, shown: Shown) -> None:
        self.update = update
        self.shown = shown

    def render_segments(self, console: Console) -> str:
        """What is to be written, and what it shows is taken for what the terminal shows from now on."""
        try:
            return self._spared(console)
        except _OTHER_SHAPE:
            self.shown.sure = False
            return self.update.render_segments(console)

    def _spared(self, console: Console) -> str:
        update = self.update
        if isinstance(update, LayoutUpdate):
            if update.region.x == 0:
                self.shown.forget()
                for y, strips in enumerate(update.strips, update.region.y):
                    self.shown.note(y, list(strips))
            return update.render_segments(console)
        writer = Writer(self.shown.fills)
        pens = self.shown.pens(console)
        pieces = [(y, x, strip, cells_of(strip, pens)) for y, x, strip in _pieces(update)]
        self._scroll(pieces, update.chop_ends, writer, pens)
        unsure = -1
        for y, x, strip, cells in pieces:
            before = self.shown.replace(y, x, cells, pens)
            if cells == before and y != unsure:
                continue
            odd = bool(cells) and _is_odd(cells[0])
            if odd or any(map(_is_odd, before)):
                unsure = y  # the terminal may draw such signs wider, over what stands to the right
            if odd:
                writer.as_it_is(y, x, strip.render(console))
            elif y == unsure:
                writer.write(y, x, cells)
            else:
                ends_line = x + len(cells) == update.chop_ends[y][-1]
                if ends_line and (push := pushed(cells, before)) is not None:
                    place, by, before = push
                    writer.push(y, x + place, by)
                for begins, ends in _runs(cells, before):
                    writer.write(y, x + begins, cells[begins:ends])
        return writer.done()

    def _scroll(
        self, pieces: list[Piece], ends: Sequence[Sequence[int]], writer: Writer, pens: TerminalPens
    ) -> None:
        """Let the terminal scroll whole lines that follow each other, where that is what has happened."""
        lines = range(pieces[0][0], pieces[0][0] + len(pieces)) if pieces else range(0)
        for line, (y, x, _, cells) in zip(lines, pieces, strict=True):
            if (y, x) != (line, 0) or not len(cells) == ends[y][-1] == len(self.shown.line(y, pens)):
                return
        if by := scrolled([cells for *_, cells in pieces], [self.shown.line(y, pens) for y in lines]):
            self.shown.scroll(lines, by)
            writer.scroll(lines, by)


def _is_odd(cell: Cell | None) -> bool:
    """Whether a cell belongs to a strip with signs that are not one cell wide."""
    return cell is not None and not isinstance(cell[0], str)


def _pieces(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The pieces of lines that an update holds, as Textual itself would write them: row, column, strip."""
    for y, x1, x2 in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > x2 or end <= x1:
                continue
            inside = x2 > x >= x1 and end <= x2
            yield y, x, strip if inside else strip.crop(0, min(end, x2) - x)


def _runs(cells: list[Cell], before: list[Cell | None]) -> Iterator[tuple[int, int]]:
    """Where cells differ from those before, from column to column; runs that are near each other are one."""
    begins = ends = -1
    for place, (new, old) in enumerate(zip(cells, before, strict=True)):
        if new is old or new == old:
            continue
        if begins < 0:
            begins = place
        elif place - ends > NEAR:
            yield begins, ends
            begins = place
        ends = place + 1
    if begins >= 0:
        yield begins, ends
