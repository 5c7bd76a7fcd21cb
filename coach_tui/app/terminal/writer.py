"""What is to be written, in the order that takes the fewest bytes.

A change of pen costs more than a jump of the cursor. So the stretches of one pen are written after each
other, wherever on the screen they stand; and blanks in a row are erased at once, where the terminal gives
what it erases the ground of the pen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from coach_tui.app.terminal.pens import RESET, Pen, change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BLANKS = re.compile(" {11,}| {6,}$")
"""So many blanks that to erase them, and to jump over them where something follows, costs less."""


class Stroke(NamedTuple):
    """A stretch of text in one pen, in a row from a column on."""

    y: int
    x: int
    text: str
    pen: Pen

    @property
    def end(self) -> int:
        """The column behind it; no sign in it is wider than one cell."""
        return self.x + len(self.text)


class Writer:
    """Collects what is written; `fills` where erased cells take the ground of the pen."""

    def __init__(self, fills: bool) -> None:
        self._fills = fills
        self._first: list[str] = []
        self._strokes: list[Stroke] = []

    def write(self, y: int, x: int, cells: Sequence[tuple[Any, ...]]) -> None:
        """These cells, each a sign and its pen, from a place on."""
        self._strokes += _strokes(y, x, cells) if cells else ()

    def push(self, y: int, x: int, by: int) -> None:
        """The rest of a line goes so many cells to the right, or over those before it to the left."""
        self._first.append(f"\x1b[{y + 1};{x + 1}H\x1b[{abs(by)}{'@' if by > 0 else 'P'}")

    def scroll(self, lines: range, by: int) -> None:
        """Let lines of the whole width go up by so many, or (less than 0) down."""
        go = f"{by}M" if by > 0 else f"{-by}L"
        self._first.append(f"\x1b[{lines.start + 1};{lines.stop}r\x1b[{lines.start + 1}H\x1b[{go}\x1b[r")

    def as_it_is(self, y: int, x: int, text: str) -> None:
        """A text that brings its own styles and ends with none; it is written before all cells."""
        self._first.append(f"\x1b[{y + 1};{x + 1}H{text}")

    def done(self) -> str:
        """All of it; the terminal is left without a style."""
        by_pen = sorted(self._strokes, key=lambda s: (s.pen.ground, sorted(s.pen.attributes), s.pen.colour))
        cells = min(self._told(self._strokes), self._told(by_pen), key=len)
        return "".join([*self._first, cells])

    def _told(self, strokes: Iterable[Stroke]) -> str:
        """Strokes in an order, as the terminal is told them."""
        parts: list[str] = []
        pen: Pen | None = None
        at = (-1, -1)
        for stroke in strokes:
            wanted = stroke.pen
            alike = pen is not None and pen.plain and wanted.plain and pen.ground == wanted.ground
            if wanted is not pen and not (alike and stroke.text.isspace()):
                parts.append(change(pen, wanted))
                pen = wanted
            for x, text, erased in self._pieces(stroke):
                parts += [_jump(at, stroke.y, x), f"\x1b[{len(text)}X" if erased else text]
                at = (stroke.y, x if erased else x + len(text))
        return "".join([*parts, RESET] if pen is not None else parts)

    def _pieces(self, stroke: Stroke) -> Iterator[tuple[int, str, bool]]:
        """A stroke as it is written: column, text, and whether that is blanks that are erased."""
        begins = 0
        if stroke.pen.plain and (self._fills or not stroke.pen.ground):
            for found in BLANKS.finditer(stroke.text):
                if found.start() > begins:
                    yield stroke.x + begins, stroke.text[begins : found.start()], False
                yield stroke.x + found.start(), found.group(), True
                begins = found.end()
        if begins < len(stroke.text):
            yield stroke.x + begins, stroke.text[begins:], False


def _strokes(y: int, x: int, cells: Sequence[tuple[Any, ...]]) -> Iterator[Stroke]:
    """Cells as strokes; a blank goes with its neighbours where it looks the same in their pens."""
    begins = 0
    pen: Pen = cells[0][1]
    text: list[str] = []
    for place, (sign, wanted) in enumerate(cells):
        if wanted is not pen:
            alike = pen.plain and wanted.plain and pen.ground == wanted.ground
            if alike and pen is pen.blank and all(sign == " " for sign in text):
                pen = wanted
            elif not (alike and sign == " "):
                yield Stroke(y, x + begins, "".join(text), pen)
                begins, pen, text = place, wanted, []
        text.append(sign)
    yield Stroke(y, x + begins, "".join(text), pen)


def _jump(at: tuple[int, int], y: int, x: int) -> str:
    """From where the cursor is to a place; it is moved to the right by steps where that is shorter."""
    if at == (y, x):
        return ""
    to = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"
    steps = x - at[1]
    right = f"\x1b[{steps}C" if steps > 1 else "\x1b[C"
    return right if at[0] == y and steps > 0 and len(right) < len(to) else to
