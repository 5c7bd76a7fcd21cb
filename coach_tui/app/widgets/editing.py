"""A line of text under the cursor: what the keys do to it, without a screen."""

from __future__ import annotations

import re

from rich.cells import cell_len

from coach_tui.plan.text import clean

_WORD = re.compile(r"\w+\W*$|\W+$")


class LineEdit:
    """Text and a cursor in it; the cursor never stands between a letter and its combining marks."""

    def __init__(self, value: str = "") -> None:
        self.value = clean(value)
        self.cursor = len(self.value)
        self._left = 0
        self.selected = False
        """Whether all of it is selected: what is typed takes its place, any other key keeps it."""

    def set(self, value: str) -> None:
        """Put another text in its place, the cursor at its end."""
        self.value = clean(value)
        self.cursor = len(self.value)
        self.selected = False

    def insert(self, text: str) -> None:
        """Type or paste."""
        text = clean(text)
        if self.selected:
            self.value, self.cursor, self.selected = "", 0, False
        # what is pasted may begin with a combining mark, so the whole is made clean, not the piece
        before = clean(self.value[: self.cursor] + text)
        self.value = before + self.value[self.cursor :]
        self.cursor = len(before)

    def key(self, key: str, character: str | None) -> bool:
        """Do what the key does; False if it does nothing in a line of text."""
        if character is not None and character.isprintable():
            self.insert(character)
            return True
        action = _KEYS.get(key)
        if action is None:
            return False
        if self.selected and key in ("backspace", "ctrl+h", "delete", "ctrl+d"):
            self._delete(0, len(self.value))
        else:
            action(self)
        self.selected = False
        return True

    def view(self, width: int) -> tuple[str, str, str]:
        """The piece to show in `width` cells: before the cursor, under it (a blank at the end), after it."""
        width = max(width, 2)
        self._left = min(self._left, self.cursor)
        under_end = self._after(self.cursor)
        under = self.value[self.cursor : under_end] or " "
        while cell_len(self.value[self._left : self.cursor]) + cell_len(under) > width:
            self._left = self._after(self._left)
        while self._left and cell_len(self.value[self._left - 1 :]) < width:
            self._left -= 1
        before = self.value[self._left : self.cursor]
        room = width - cell_len(before) - cell_len(under)
        after = self.value[under_end:]
        if cell_len(after) > room:
            end, size = 0, 0
            while end < len(after) and size + cell_len(after[end]) <= room:
                size += cell_len(after[end])
                end += 1
            after = after[:end]
        return before, under, after

    def _after(self, index: int) -> int:
        index += 1
        while index < len(self.value) and cell_len(self.value[index]) == 0:
            index += 1
        return min(index, len(self.value))

    def _before(self, index: int) -> int:
        index -= 1
        while index > 0 and cell_len(self.value[index]) == 0:
            index -= 1
        return max(index, 0)

    def _word_before(self) -> int:
        found = _WORD.search(self.value[: self.cursor])
        return found.start() if found else 0

    def _word_after(self) -> int:
        found = re.compile(r"\W*\w+").match(self.value, self.cursor)
        return found.end() if found else len(self.value)

    def _delete(self, start: int, end: int) -> None:
        self.value = self.value[:start] + self.value[end:]
        self.cursor = start

    def _go(self, index: int) -> None:
        self.cursor = index


_KEYS = {
    "left": lambda line: line._go(line._before(line.cursor)),
    "right": lambda line: line._go(line._after(line.cursor)),
    "home": lambda line: line._go(0),
    "ctrl+a": lambda line: line._go(0),
    "end": lambda line: line._go(len(line.value)),
    "ctrl+e": lambda line: line._go(len(line.value)),
    "ctrl+left": lambda line: line._go(line._word_before()),
    "ctrl+right": lambda line: line._go(line._word_after()),
    "backspace": lambda line: line._delete(line._before(line.cursor), line.cursor),
    "ctrl+h": lambda line: line._delete(line._before(line.cursor), line.cursor),
    "delete": lambda line: line._delete(line.cursor, line._after(line.cursor)),
    "ctrl+d": lambda line: line._delete(line.cursor, line._after(line.cursor)),
    "ctrl+w": lambda line: line._delete(line._word_before(), line.cursor),
    "alt+backspace": lambda line: line._delete(line._word_before(), line.cursor),
    "ctrl+backspace": lambda line: line._delete(line._word_before(), line.cursor),
    "ctrl+u": lambda line: line._delete(0, line.cursor),
    "ctrl+k": lambda line: line._delete(line.cursor, len(line.value)),
}
