"""What the terminal shows is remembered, and only what differs is written: over SSH each byte is felt.

Textual repaints a changed region whole, and ends each stretch of one style with a reset. Here the cells of a
region are compared with those that were written last; runs that differ are written, and between two styles
only what changes. A repaint of the whole screen is written as it comes: it mends what something else has
spoilt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.cells import get_character_cell_size
from rich.color import ColorSystem

from coach_tui.app.terminal.private import ChopsUpdate, CompositorUpdate, LayoutUpdate

if TYPE_CHECKING:
    from rich.console import Console
    from rich.style import Style
    from textual.strip import Strip

NEAR = 8
"""So many equal cells between two that differ are written again: to jump over them costs as much."""
RESET = "\x1b[0m"
_ATTRIBUTES = (
    ("bold", "1"), ("dim", "2"), ("italic", "3"), ("underline", "4"), ("blink", "5"), ("blink2", "6"),
    ("reverse", "7"), ("conceal", "8"), ("strike", "9"), ("underline2", "21"), ("frame", "51"),
    ("encircle", "52"), ("overline", "53"),
)  # fmt: skip
_OTHER_SHAPE = (AttributeError, IndexError, KeyError, TypeError, ValueError)
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}


class Pen:
    """A style as the terminal is told it: attributes, colour and ground, each as codes."""

    __slots__ = ("attributes", "blank", "colour", "ground")

    def __init__(self, attributes: frozenset[str], colour: str, ground: str) -> None:
        self.attributes = attributes
        self.colour = colour
        self.ground = ground
        self.blank: Pen = self
        """How a blank looks in it: two styles that differ in the colour of letters alone look the same."""

    @property
    def plain(self) -> bool:
        """Whether a blank in it is its ground and nothing more."""
        return not self.attributes & {"4", "7", "9", "21", "51", "52", "53"}


class TerminalPens:
    """The pens of the styles seen; one pen for all that look alike."""

    def __init__(self, system: ColorSystem) -> None:
        self.system = system
        self._of: dict[Style | None, Pen] = {}
        self._known: dict[tuple[frozenset[str], str, str], Pen] = {}

    def __call__(self, style: Style | None) -> Pen:
        pen = self._of.get(style)
        if pen is None:
            pen = self._of[style] = self._make(style)
        return pen

    def _make(self, style: Style | None) -> Pen:
        if style is None:
            return self._one(frozenset(), "", "")
        attributes = frozenset(code for name, code in _ATTRIBUTES if getattr(style, name))
        colour = ground = ""
        if style.color is not None:
            colour = ";".join(style.color.downgrade(self.system).get_ansi_codes())
        if style.bgcolor is not None:
            ground = ";".join(style.bgcolor.downgrade(self.system).get_ansi_codes(foreground=False))
        return self._one(attributes, colour, ground)

    def _one(self, attributes: frozenset[str], colour: str, ground: str) -> Pen:
        pen = self._known.get((attributes, colour, ground))
        if pen is None:
            pen = self._known[attributes, colour, ground] = Pen(attributes, colour, ground)
            if pen.plain and (attributes or colour):
                pen.blank = self._one(frozenset(), "", ground)
        return pen


Cell = tuple[Any, ...]
"""A sign and its pen; where a strip holds signs that are not one cell wide, all of it and a place in it."""


class Shown:
    """The cells that the terminal shows, as far as they are known."""

    def __init__(self) -> None:
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
        writer = _Writer()
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


class _Writer:
    """Collects what is written, and knows which pen the terminal has in hand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pen: Pen | None = None

    def write(self, y: int, x: int, cells: list[Cell]) -> None:
        """These cells from a place on."""
        parts = self._parts
        parts.append(f"\x1b[{y + 1};{x + 1}H")
        pen = self._pen
        for char, wanted in cells:
            if wanted is not pen:
                blank = char == " " and pen is not None and pen.plain and wanted.plain
                if not (blank and pen is not None and pen.ground == wanted.ground):
                    parts.append(_change(pen, wanted))
                    pen = wanted
            parts.append(char)
        self._pen = pen

    def as_it_is(self, y: int, x: int, text: str) -> None:
        """A text that brings its own styles and ends with none."""
        if self._pen is not None:
            self._parts.append(RESET)
            self._pen = None
        self._parts.append(f"\x1b[{y + 1};{x + 1}H{text}")

    def done(self) -> str:
        """All of it; the terminal is left without a style."""
        if self._pen is not None:
            self._parts.append(RESET)
            self._pen = None
        return "".join(self._parts)


def _change(pen: Pen | None, wanted: Pen) -> str:
    """The shortest sequence from one pen to another."""
    every = [*sorted(wanted.attributes), wanted.colour, wanted.ground]
    codes = ";".join(code for code in every if code)
    if pen is None:
        return f"\x1b[{codes}m" if codes else ""
    anew = f"\x1b[0;{codes}m" if codes else RESET
    gone = pen.attributes - wanted.attributes
    if not gone <= _OFF.keys():
        return anew
    off = {_OFF[code] for code in gone}
    kept = pen.attributes & wanted.attributes
    if "22" in off:  # ends bold and dim alike
        kept -= {"1", "2"}
    changes = [*sorted(off), *sorted(wanted.attributes - kept)]
    for now, then, default in ((wanted.colour, pen.colour, "39"), (wanted.ground, pen.ground, "49")):
        if now != then:
            changes.append(now or default)
    by_step = f"\x1b[{';'.join(changes)}m" if changes else ""
    return min(by_step, anew, key=len)
