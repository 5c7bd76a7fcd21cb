"""A list drawn by line: one widget, one strip a row, any number of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from rich.cells import cell_len
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from coach_tui.app.widgets.columns import GAP, Column, Slot, lay_out
from coach_tui.app.widgets.drawing import Part, Span, is_drawn, make_strip
from coach_tui.app.widgets.pointed import PointedRows
from coach_tui.app.widgets.row import (
    CUT,
    MARK,
    STACKED,
    Row,
    asked,
    cell_spans,
    contents,
    edges,
    empty_at,
    empty_lines,
    heading_spans,
    mark_spans,
    matching,
    spread,
    wrapped_as,
)
from coach_tui.plan.text import fold

__all__ = ["Column", "Row", "RowList", "Span"]


class RowList(PointedRows, can_focus=False):
    """Rows with a cursor. Keys are the screen's business: it calls `move`, `page`, `first`, `last`."""

    DEFAULT_CSS = "RowList { width: 1fr; height: 1fr; }"

    @dataclass
    class Chosen(Message):
        """The row was asked for: clicked when it was selected already, or by `choose`."""

        key: str

    def __init__(self, columns: Sequence[Column] = (Column(),), *, empty: str = "") -> None:
        super().__init__()
        self.moved: Callable[[], None] | None = None
        """Called when the cursor is on another row; on a step at once, so that all is painted together."""
        self.columns = list(columns)
        self._empty: list[Span] = [(empty, "")]
        self._all: list[Row] = []
        self._shown: Sequence[Row] = []
        self._cursor = -1
        self._top = 0
        self._filter = ""
        self._marks = False
        self.marked: set[str] = set()  # keys of rows, for what is done to several at once
        self._wraps = CUT
        self._wrapped_in = 0
        self._slots: tuple[int, list[Slot]] | None = None
        self._contents: list[int] | None = None

    # What it holds

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor."""
        row = self.cursor_row
        return row.key if row is not None else None

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor."""
        return self._shown[self._cursor] if 0 <= self._cursor < len(self._shown) else None

    @property
    def filter_text(self) -> str:
        """What the rows are filtered by."""
        return self._filter

    @property
    def empty(self) -> list[Span]:
        """What is shown when there are no rows: the first line stands out."""
        return self._empty

    @empty.setter
    def empty(self, said: list[Span]) -> None:
        self._empty = said
        if not self._shown:
            self.refresh()

    @property
    def made(self) -> Sequence[Row]:
        """The rows as they were given, whatever is shown of them."""
        return self._all

    @property
    def found(self) -> Sequence[Row]:
        """Those that the filter lets through, whatever is wrapped."""
        needle = fold(self._filter.strip())
        return matching(self._all, needle) if needle else self._all

    @property
    def asked(self) -> tuple[int, int]:
        """The cells it takes where nothing in it is cut, and where long texts are wrapped."""
        return asked(self, self._all, self.columns, self._held)

    @property
    def wraps(self) -> int:
        """Whether what does not fit into a row stands under it, rather than being cut: see `row.STACKED`."""
        return self._wraps

    @wraps.setter
    def wraps(self, wraps: int) -> None:
        if wraps != self._wraps:
            self._wraps = wraps
            self._slots = None
            self._select(self.cursor_key, self.cursor_key, laid_out=False)

    def set_rows(
        self, rows: Iterable[Row], columns: Sequence[Column] | None = None, keep: str | None = None
    ) -> None:
        """Show these rows, the cursor on the key `keep` (else where it was), else on the nearest row."""
        key = self.cursor_key
        wanted = keep if keep is not None else key
        self._all = list(rows)
        marks = any(row.mark[0] for row in self._all)
        same_marks = marks == self._marks
        self._marks = marks
        if columns is not None:
            self.columns = list(columns)
        self._contents = None
        slots = self._slots
        self._slots = self._laid_out(slots[0]) if slots is not None else None
        laid_out = same_marks and self._slots == slots
        self._select(wanted, key, laid_out)

    def filter(self, text: str) -> None:
        """Keep only the rows that contain `text`, whatever its case and accents; "" shows all again."""
        if text != self._filter:
            self._filter = text
            self._select(self.cursor_key, self.cursor_key)

    def _select(self, wanted: str | None, before: str | None, laid_out: bool = True) -> None:
        old = (self._shown, self._top, self._cursor) if laid_out else None
        self._shown = self._under_each_other(self.found)
        at = self._cursor
        found = next((i for i, row in enumerate(self._shown) if row.selectable and row.key == wanted), -1)
        self._cursor = found if found >= 0 else self._nearest(at)
        self._reveal()
        self._repaint(old)
        if self.cursor_key != before:
            self.call_later(self._tell)  # whoever gives it rows has more to do first

    def _repaint(self, old: tuple[Sequence[Row], int, int] | None) -> None:
        """Paint the lines that are not what they were; all of them where much is different."""
        # a list that is hidden has no size, but what it was painted with before is still kept
        if old is None or not self.size or old[1] != self._top or self.styles.auto_dimensions:
            self.refresh(layout=bool(self.styles.auto_dimensions))
            return
        before, _, cursor = old
        now = self._shown
        thumb_moves = len(before) != len(now) and max(len(before), len(now)) > self.size.height
        if thumb_moves or not (before and now):
            self.refresh()
            return
        for index in range(self._top, self._top + self.size.height):
            was = before[index] if index < len(before) else None
            row = now[index] if index < len(now) else None
            same = was is row or (was is not None and row is not None and was.looks_like(row))
            if not same or (index == cursor) != (index == self._cursor):
                self._refresh_rows(index)

    def _under_each_other(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows, each with its own lines under it, and with what does not fit, where that is wrapped."""
        room = self._wrapped_in = self._room
        if not self.size.width or not (self._wraps or any(row.under for row in rows)):
            return rows
        columns = wrapped_as(self.columns, self._wraps)
        return spread(self, rows, columns, self._slots_in(room) if self._wraps else (), room)

    def _nearest(self, index: int) -> int:
        """The selectable row at `index`, else the next one after it, else the last before it."""
        rows = self._shown
        start = max(0, min(index, len(rows) - 1))
        order = chain(range(start, len(rows)), range(start - 1, -1, -1))
        return next((i for i in order if rows[i].selectable), -1)

    # Moving

    def move(self, delta: int) -> None:
        """Move the cursor by so many rows that can be selected, stopping at the ends."""
        step = 1 if delta > 0 else -1
        at = index = self._cursor
        left = abs(delta)
        while left:
            index += step
            if not 0 <= index < len(self._shown):
                break
            if self._shown[index].selectable:
                at = index
                left -= 1
        if at == self._cursor and step < 0 and self._top:
            self._set_top(0)
        self._go(at)

    def first(self) -> None:
        """To the first row."""
        self._go(self._nearest(0), top=0)

    def last(self) -> None:
        """To the last row."""
        at = len(self._shown) - 1
        while at >= 0 and not self._shown[at].selectable:
            at -= 1
        self._go(at)

    def page(self, pages: int) -> None:
        """By so many screenfuls, one line kept in sight."""
        size = max(1, self.size.height - 1)
        wanted = self._cursor + pages * size
        at = self._nearest(wanted)
        if wanted < 0 or (pages < 0 and at > self._cursor):
            at = self._nearest(0)
        self._go(at, top=self._top + pages * size)

    def go_to(self, key: str) -> bool:
        """Put the cursor on the row of that key; False when it is not shown."""
        for index, row in enumerate(self._shown):
            if row.key == key and row.selectable:
                self._go(index)
                return True
        return False

    def mark(self) -> None:
        """Mark the row under the cursor, or no more, and go on to the next."""
        self.marked ^= {self.cursor_key} if self.cursor_key is not None else set()
        self._refresh_rows(self._cursor)
        self.move(1)

    def unmark(self, keys: Iterable[str]) -> None:
        """The rows of these keys are marked no more."""
        self.marked = self.marked - {*keys}
        self.refresh()

    def choose(self) -> None:
        """Say that the row under the cursor is asked for."""
        if self.cursor_key is not None:
            self.post_message(self.Chosen(self.cursor_key))

    def _go(self, index: int, top: int | None = None) -> None:
        before = self._cursor
        if index < 0:
            return
        self._cursor = index
        scrolled = top is not None and self._set_top(top)
        if not (self._reveal() or scrolled) and index != before:
            self._refresh_rows(before, index)
        if index != before:
            self._tell()

    def _tell(self) -> None:
        if self.moved is not None:
            self.moved()

    def _reveal(self) -> bool:
        """Scroll if the cursor is out of sight; True if it scrolled.

        By a third of the height at once: scrolling repaints every line, so stepping on is cheap for a while.
        """
        height = self.size.height
        if height <= 0:
            return False
        jump = height // 3
        top = self._top
        if self._cursor < top:
            top = self._cursor - jump
        elif self._cursor >= top + height:
            top = self._cursor - height + 1 + jump
        elif self._cursor == top and top and self._shown[top - 1].heading:
            top -= 1
        return self._set_top(top)

    def _set_top(self, top: int) -> bool:
        top = max(0, min(top, len(self._shown) - self.size.height))
        if top == self._top:
            return False
        self._top = top
        self.refresh()
        return True

    def draw_cursor(self) -> None:
        """Paint the row under the cursor anew."""
        self._refresh_rows(self._cursor)

    def _refresh_rows(self, *indexes: int) -> None:
        width, height = self.size
        if not height:
            self.refresh()
            return
        for index in indexes:
            if 0 <= index - self._top < height:
                self.refresh(Region(0, index - self._top, width, 1))

    # Drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as rows."""
        return max(1, len(self._shown) or len(self._empty_lines(width)))

    def render_line(self, y: int) -> Strip:
        """Row `top + y`."""
        width, pens = self.size.width, self.pens
        if not self._shown:
            return self.strip(empty_at(self._empty_lines(width), y))
        if (index := self._top + y) >= len(self._shown):
            return Strip.blank(width, pens())
        row = self._shown[index]
        lit = self._active and index == self._cursor
        parts: list[Part] = [(self.glyph("cursor") if lit else " ", pens("accent", lit))]
        ends = self._ground_ends if lit else 0
        for text, style in self._spans(row):
            parts.append((text, pens(style, ends > 0 and not is_drawn(text))))
            ends -= cell_len(text)
        thumb = (self.thumb(y, len(self._shown), self._top) or " ").rjust(edges(self) - 1)
        parts.append((thumb, pens("dim", ends > 0 and thumb.isspace())))
        return make_strip(parts, width, pens("", ends > 0))

    @property
    def _ground_ends(self) -> int:
        """The cells of a row, behind the cursor's sign, that have its ground."""
        last = next(reversed(self._slots_in(self._room)), None)
        drawn = last is not None and self.columns[last.column].drawn
        return self.size.width - edges(self) - GAP - last.width if last and drawn else self.size.width

    def spans_at(self, y: int) -> list[Span]:
        """What stands in a row, behind the cursor."""
        if not self._shown:
            return empty_at(self._empty_lines(self.size.width), y)
        index = self._top + y
        return [(" ", ""), *self._spans(self._shown[index])] if index < len(self._shown) else []

    def _spans(self, row: Row) -> list[Span]:
        return heading_spans(self, row, self.size.width - edges(self)) if row.heading else self._cells(row)

    @property
    def _room(self) -> int:
        """The cells of all columns together."""
        return self.size.width - edges(self) - (MARK if self._marks else 0)

    def _cells(self, row: Row) -> list[Span]:
        """A row's mark and cells."""
        marks = mark_spans(self, row, marked=row.key in self.marked) if self._marks else []
        return marks + cell_spans(self, row, self._slots_in(self._room), self._room)

    def _slots_in(self, width: int) -> list[Slot]:
        """The columns, laid out once for a width."""
        if self._slots is None or self._slots[0] != width:
            self._slots = self._laid_out(width)
        return self._slots[1]

    def _laid_out(self, width: int) -> tuple[int, list[Slot]]:
        """The columns in so many cells, by what stands in them."""
        return width, lay_out(self.columns, width, self._held, self._wraps == STACKED)

    @property
    def _held(self) -> list[int]:
        if self._contents is None:
            self._contents = contents(self, self._all, self.columns)
        return self._contents

    def _empty_lines(self, width: int) -> list[list[Span]]:
        said = self._empty
        if self._filter and self._all:
            said = [(f"Nothing here contains “{self._filter}”.", "")]
        return empty_lines(self, said, width)

    # Events

    def on_resize(self) -> None:
        """Keep the cursor in sight; what is wrapped is wrapped anew."""
        if self._wrapped_in != self._room and (self._wraps or any(row.under for row in self._all)):
            self._select(self.cursor_key, self.cursor_key, laid_out=False)
        self._set_top(self._top)
        self._reveal()
