"""What the terminal shows is remembered, and only what differs is written: over SSH each byte is felt.

Textual repaints a changed region whole, and ends each stretch of one style with a reset. Here the cells of a
region are compared with those that were written last, and runs that differ are written; the rest of a line is
pushed along where it only goes on further to one side. A repaint of the whole screen is written as it comes:
it mends what something else has spoilt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.cells import get_character_cell_size
from rich.color import ColorSystem

from coach_tui.app.terminal.pens import TerminalPens
from coach_tui.app.terminal.private import ChopsUpdate, CompositorUpdate, LayoutUpdate
from coach_tui.app.terminal.writer import Writer

if TYPE_CHECKING:
    from rich.console import Console
    from textual.strip import Strip

NEAR = 4
"""So many equal cells between two that differ are written again: to jump over them costs as much."""
WORTH = 16
"""So many cells fewer to write make it worth to push the rest of a line along."""
PART = 8
"""So many cells of a line are looked for further on."""
_OTHER_SHAPE = (AttributeError, IndexError, KeyError, TypeError, ValueError)

Cell = tuple[Any, ...]
"""A sign and its pen; where a strip holds signs that are not one cell wide, all of it and a place in it."""


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

    def replace(self, y: int, x: int, cells: list[Cell], pens: TerminalPens) -> list[Cell | None]:
        """Take over what is about to be written; returns what stood there."""
        line = self._lines.get(y)
        if line is None:
            line = self._lines[y] = []
            for strip in self._whole.pop(y, ()):
                line += cells_of(strip, pens)
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
        unsure = -1
        for y, x, strip in _pieces(update):
            cells = cells_of(strip, pens)
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
                if ends_line and (shift := _shift(cells, before)) is not None:
                    place, by, before = shift
                    writer.push(y, x + place, by)
                for begins, ends in _runs(cells, before):
                    writer.write(y, x + begins, cells[begins:ends])
        return writer.done()


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


def _shift(cells: list[Cell], before: list[Cell | None]) -> tuple[int, int, list[Cell | None]] | None:
    """Where a line is pushed along, by how many cells, and what stands there then; None where it is no use.

    What ends the line may be the same as before, only further on; the cells that are pushed in are not known.
    """
    differ = [place for place, (new, old) in enumerate(zip(cells, before, strict=True)) if new != old]
    if len(differ) <= WORTH or None in before:
        return None
    at, fewest, found = differ[0], len(differ) - WORTH, None
    for by in _further_on(cells, before, at):
        pushed = before[:at] + [None] * by + before[at:] + [None] * -by
        pushed = pushed[: len(cells)] if by > 0 else pushed[:at] + pushed[at - by :]
        left = sum(new != old for new, old in zip(cells, pushed, strict=True))
        if left < fewest:
            fewest, found = left, (at, by, pushed)
    return found


def _further_on(cells: list[Cell], before: list[Cell | None], at: int) -> set[int]:
    """By how many cells parts of a line, from a column on, stand further to the right, or the left."""
    new, old = ("".join(str(cell[0]) for cell in line if cell is not None) for line in (cells, before))
    found = set()
    for place in range(at, len(old), PART):
        part = old[place : place + PART]
        if not part.isspace() and (there := new.find(part, at)) >= 0:
            found.add(there - place)
    return found - {0}


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
