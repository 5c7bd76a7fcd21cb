"""A page of labelled text, drawn by line: what stands to the right of a list, or takes its turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple, Protocol

from rich.cells import cell_len
from textual.geometry import Region
from textual.strip import Strip

from coach_tui.app.widgets.drawing import Cell, LineDrawn, Part, Span, fit_spans, make_strip, spans_of
from coach_tui.plan.text import clean, wrap

LABEL = 17
"""Cells for the labels at most, with two blanks: a longer one takes several rows; they stand above their text
where the page is narrow."""
NARROW = 36
COPIED = 72
"""Cells of a drawing in a text that is copied."""


MOST_DRAWN = 100
"""Cells of a drawing at most: a wider one says no more."""


class Drawing(Protocol):
    """Something drawn in rows of spans, as wide as there is room."""

    def draw(self, width: int, ascii_only: bool = False) -> list[list[Span]]:
        """The rows, none longer than `width` cells."""


class Line(NamedTuple):
    """One entry of a page: a label (may be empty) with its text, wrapped; a heading without a label; or a
    drawing, as it is."""

    label: str
    text: Cell = ""
    heading: bool = False
    drawing: Drawing | None = None


def drawn(drawing: Drawing) -> Line:
    """A drawing in the whole width of the page."""
    return Line("", "", False, drawing)


def title(text: str) -> Line:
    """The heading of the page."""
    return Line("", (text, "bold"), True)


def section(text: str) -> Line:
    """A heading within the page, with a blank line before it."""
    return Line("", (text, "head"), True)


class Detail(LineDrawn, can_focus=False):
    """Labelled texts, wrapped by words; scrolled by the screen's keys."""

    DEFAULT_CSS = "Detail { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: list[Line] = []
        self._laid: tuple[int, bool, list[list[Span]]] | None = None
        self._top = 0
        self.least = 0
        """Cells for the labels at least: so many, and those of every page stand in the same columns."""

    def show(self, lines: Iterable[Line], *, keep_place: bool = False) -> None:
        """Show a page; nothing is repainted when it is the same."""
        new = list(lines)
        if new == self._lines:
            return
        before = self._layout()[self._top :] if self._laid else None
        self._lines = new
        self._laid = None
        if not keep_place:
            self._top = 0
        now = self._layout()[self._top :]
        width, height = self.size
        if before is None or len(before) > height or len(now) > height:
            self.refresh()
            return
        for y in range(max(len(before), len(now))):
            if before[y : y + 1] != now[y : y + 1]:
                self.refresh(Region(0, y, width, 1))

    @property
    def plain(self) -> str:
        """The page that is shown, as text."""
        return plain_text(self._lines, self.ascii_only)

    def shift(self, lines: int, pages: int = 0) -> None:
        """Scroll by so many lines or screenfuls, stopping at the ends."""
        lines += pages * max(1, self.size.height - 1)
        top = max(0, min(self._top + lines, len(self._layout()) - self.size.height))
        if top != self._top:
            self._top = top
            self.refresh()

    def _layout(self) -> list[list[Span]]:
        width = max(8, self.size.width - 2)
        if self._laid is None or self._laid[:2] != (width, self.ascii_only):
            rows: list[list[Span]] = []
            longest = max((cell_len(line.label) for line in self._lines), default=0)
            label = max(self.least, min(LABEL, longest + 2))
            for line in self._lines:
                rows += self._rows(line, width, label)
            self._laid = (width, self.ascii_only, rows)
        return self._laid[2]

    def _rows(self, line: Line, width: int, room: int) -> list[list[Span]]:
        if line.drawing is not None:
            rows = line.drawing.draw(min(width, MOST_DRAWN), self.ascii_only)
            return [[(self.shown(text), style) for text, style in row] for row in rows]
        if line.heading:
            text, style = spans_of(line.text)[0]
            wrapped = wrap_spans([(self.shown(text), style)], width)
            first = style == "bold"
            return wrapped if first else [[("", "")], *wrapped]
        spans = [(part, style) for text, style in spans_of(line.text) for part in [self._multi(text)]]
        if not line.label:
            return wrap_spans(spans, width)
        label = self.shown(line.label)
        if width < NARROW:
            return [[(label, "dim")], *[[("  ", ""), *row] for row in wrap_spans(spans, width - 2)]]
        rows = wrap_spans(spans, width - room)
        said = [_text(row) for row in wrap_spans([(label, "")], room - 2)]
        heads: list[Span] = [(" " * (room - 2 - cell_len(text)) + text + "  ", "dim") for text in said]
        return [
            [head or (" " * room, ""), *(row or ())] for head, row in zip_longest(heads, rows, fillvalue=None)
        ]

    def _multi(self, text: str) -> str:
        """A text that may have several lines, each made fit to be shown."""
        return "\n".join(self.shown(part) for part in clean(text, lines=True).split("\n"))

    def render_line(self, y: int) -> Strip:
        """One wrapped line; a mark at the right where there is more above or below."""
        width = self.size.width
        rows = self._layout()
        index = self._top + y
        pens = self.pens
        if index >= len(rows):
            return Strip.blank(width, pens())
        more = ""
        if y == 0 and self._top:
            more = self.glyph("above")
        elif y == self.size.height - 1 and index + 1 < len(rows):
            more = self.glyph("below")
        parts: list[Part] = [(" ", pens())]
        fitted = fit_spans(rows[index], max(1, width - 2), self.ascii_only)
        parts += [(text, pens(style)) for text, style in fitted]
        parts.append((more or " ", pens("dim" if more else "")))
        return make_strip(parts, width, pens())

    def spans_at(self, y: int) -> list[Span]:
        """One line, behind the margin."""
        rows = self._layout()
        return [(" ", ""), *rows[self._top + y]] if self._top + y < len(rows) else []

    def wheeled(self, lines: int) -> bool:
        """Scroll."""
        self.shift(lines)
        return True

    def on_resize(self) -> None:
        """Keep the page within its ends."""
        self._laid = None
        self.shift(0)


def _text(cell: Cell) -> str:
    return "".join(text for text, _ in spans_of(cell))


def plain_text(lines: Iterable[Line], ascii_only: bool) -> str:
    """A page as text, for copying."""
    rows: list[str] = []
    for line in lines:
        if line.drawing is not None:
            rows += [_text(row).rstrip() for row in line.drawing.draw(COPIED, ascii_only)]
        else:
            rows.append(f"{line.label}: {_text(line.text)}" if line.label else _text(line.text))
    return "\n".join(rows).replace("\u00a0", " ").strip()


def wrap_spans(spans: Sequence[Span], width: int, first: int = 0) -> list[list[Span]]:
    """Spans in rows of at most `width` cells, `first` in the first of them where that is said.

    They are wrapped as all text is; each line of them begins a row.
    """
    rows: list[list[Span]] = []
    for line in _paragraphs(spans):
        text = "".join(part for part, _ in line)
        at = 0
        for row in wrap(text.lstrip(" "), width, first if first and not rows else None):
            start = text.index(row, at)
            at = start + len(row)
            rows.append(_between(line, start, at))
    return rows


def _paragraphs(spans: Sequence[Span]) -> list[list[Span]]:
    """The spans of each line."""
    found: list[list[Span]] = [[]]
    for text, style in spans:
        for number, part in enumerate(text.split("\n")):
            if number:
                found.append([])
            found[-1].append((part, style))
    return found


def _between(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Those parts of spans that lie between two places in all of their text."""
    found: list[Span] = []
    at = 0
    for text, style in spans:
        part = text[max(0, start - at) : max(0, end - at)]
        at += len(text)
        if part:
            found.append((part, style))
    return found
