"""The mouse in a list drawn by line: a click selects a row, opens or marks it; the wheel scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from coach_tui.app.widgets.drawing import OneOfTwo
from coach_tui.app.widgets.row import MARK, Row


class PointedRows(OneOfTwo, can_focus=False):
    """The mouse's part of a list; the list says where its rows are, and moves its cursor."""

    _shown: Sequence[Row]
    _top: int
    _cursor: int
    _marks: bool

    @dataclass
    class Pointed(Message):
        """The cursor was put on a row, of a list that was not the one that has the keys."""

        key: str

    @dataclass
    class MarkAsked(Message):
        """The mark of the row under the cursor was clicked on."""

    @dataclass
    class AtEnd(Message):
        """The wheel turned by so many lines where there is nothing more."""

        lines: int

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown at present, headings included."""
        return self._shown

    def choose(self) -> None:
        """Say that the row under the cursor is asked for."""
        raise NotImplementedError

    def _go(self, index: int, top: int | None = None) -> None:
        raise NotImplementedError

    def _set_top(self, top: int) -> bool:
        raise NotImplementedError

    @property
    def top(self) -> int:
        """The number of the first row in sight."""
        return self._top

    def show_from(self, top: int) -> None:
        """Scroll so that this row is the first in sight, wherever the cursor is."""
        self._set_top(top)

    def row_at(self, y: int) -> int:
        """The number of the row that can be selected in a line, or that goes on there; -1 for none."""
        index = self._top + y
        while 0 < index < len(self._shown) and self._shown[index].goes_on:
            index -= 1
        return index if index < len(self._shown) and self._shown[index].selectable else -1

    def before_key(self, event: events.Click) -> None:
        """The key that is named in a row is pressed with that row selected."""
        if (index := self.row_at(event.y)) >= 0:
            self._point(index)

    def clicked(self, event: events.Click) -> None:
        """Select the row clicked on; one that was selected is chosen; a click on its mark marks it."""
        index = self.row_at(event.y)
        if index < 0:
            return
        event.stop()
        again = index == self._cursor and self.active
        self._point(index)
        if self._marks and event.x <= MARK:
            self.post_message(self.MarkAsked())
        elif again:
            self.choose()

    def _point(self, index: int) -> None:
        self._go(index)
        key = self._shown[index].key
        if not self.active and key is not None:
            self.post_message(self.Pointed(key))

    def wheeled(self, lines: int) -> bool:
        """Scroll; the cursor stays on its row."""
        if not self._set_top(self._top + lines):
            self.post_message(self.AtEnd(lines))
        return True
