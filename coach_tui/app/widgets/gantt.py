"""Milestones on an axis: where each was planned, where it is now, what it waits for, today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coach_tui.app.widgets.drawing import Span
from coach_tui.app.widgets.glyphs import glyph
from coach_tui.exchange.axis import Axis
from coach_tui.exchange.bars import joined

BLANK: Span = (" ", "")
TODAY = "today"


class GanttBar(NamedTuple):
    """One row: its points, and the words beside them.

    `first` is the day first planned, `day` the present one or that on which it was done, `likely` where it
    would end with the usual slip. `words` come from the fullest to the shortest. `after` are the rows (by
    number) that it waits for.
    """

    first: date
    day: date
    sign: str = "diamond"
    style: str = "accent"
    words: tuple[str, ...] = ()
    late: bool = False
    likely: date | None = None
    after: tuple[int, ...] = ()


def shade() -> Span:
    """A cell of days that do not count."""
    return glyph("shade"), "rule"


class Gantt:
    """Rows of exactly as many cells as the axis has."""

    def __init__(
        self, axis: Axis, today: date, bars: Sequence[GanttBar | None], off: Sequence[tuple[date, date]] = ()
    ) -> None:
        """Draw the bars; `off` are stretches of days, first and last, that do not count and are shaded."""
        self.axis = axis
        self.today = today
        self.cells = axis.cells
        self.bars = bars
        shaded = {cell for first, last in off for cell in range(axis.place(first), axis.place(last) + 1)}
        ground = [shade() if cell in shaded else BLANK for cell in range(self.cells)]
        self._rows: list[list[Span]] = [list(ground) for _ in bars]
        self.shaded = not shaded.isdisjoint(range(self.cells))
        """Whether any of the axis is."""
        self.left_out: list[int] = []
        """Of each bar, how many of its words had no room: what is told in short counts as well."""
        self._hard: list[set[int]] = [set() for _ in bars]
        """Cells of each row on which no words may stand."""
        for number, bar in enumerate(bars):
            for other in bar.after if bar else ():
                self._wait(other, number)
        at = axis.cell(today)
        for number, bar in enumerate(bars):
            if at is not None:
                self._rows[number][at] = (glyph("bar"), "accent")
                self._hard[number].add(at)
            if bar is not None:
                self._draw(number, bar)
                for other in bar.after:
                    self._join(other, number, bar)
                self._write(number, bar)

    def row(self, number: int) -> list[Span]:
        """One row, its cells joined where they look alike."""
        return joined(self._rows[number])

    # Lines

    def _put(self, number: int, cell: int, name: str, style: str, hard: bool = False) -> None:
        if 0 <= cell < self.cells:
            self._rows[number][cell] = (glyph(name), style)
            if hard:
                self._hard[number].add(cell)

    def _stretch(self, number: int, begin: int, end: int, name: str, style: str) -> None:
        for cell in range(max(0, begin), min(self.cells, end + 1)):
            self._put(number, cell, name, style, hard=True)

    def _wait(self, before: int, number: int) -> None:
        """An elbow from the end of one row down (or up) to the beginning of the one that waits for it."""
        first, bar = self.bars[before], self.bars[number]
        if first is None or bar is None or before == number:
            return
        begin = self.axis.place(first.day)
        points = (self.axis.place(bar.first), self.axis.place(bar.day))
        down = before < number
        wrong = bar.day < first.day and bar.sign != "done"
        style = "warn" if wrong else "rule"
        step = 1 if down else -1
        for row in range(before + step, number, step):
            self._put(row, begin, "waits_down", style)
        if begin < min(points):
            self._put(number, begin, "waits_end" if down else "waits_from", style)
            for cell in range(max(0, begin + 1), min(self.cells, min(points))):
                self._put(number, cell, "waits", style)
        elif begin > max(points):
            self._put(number, begin, "waits_back" if down else "waits_up", style)
            for cell in range(max(0, max(points) + 1), min(self.cells, begin)):
                self._put(number, cell, "waits", style)

    def _draw(self, number: int, bar: GanttBar) -> None:
        place = self.axis.place
        first, now, today = place(bar.first), place(bar.day), place(self.today)
        if bar.late and now < today:
            self._stretch(number, now + 1, today - 1, "waits", "bad")
        if first != now:
            self._stretch(number, min(first, now), max(first, now), "rule", "dim")
            self._put(number, first, "diamond_open", "dim", hard=True)
        if bar.likely is not None and place(bar.likely) != now:
            self._put(number, place(bar.likely), "likely", "warn", hard=True)
        if 0 <= now < self.cells:
            self._put(number, now, bar.sign, bar.style, hard=True)
        else:
            self._put(
                number, 0 if now < 0 else self.cells - 1, "less" if now < 0 else "more", bar.style, True
            )

    def _join(self, before: int, number: int, bar: GanttBar) -> None:
        """Where the one before ends between first and present date, its line meets the stretch."""
        first = self.bars[before]
        if first is None or before == number:
            return
        low, high = sorted((self.axis.place(bar.first), self.axis.place(bar.day)))
        at = self.axis.place(first.day)
        if low < at < high and at != self.axis.cell(self.today):
            self._put(number, at, "joins" if before < number else "tick", "dim", hard=True)

    def _write(self, number: int, bar: GanttBar) -> None:
        """The words, where they cover no point: right of it, left of it, or further off; at worst fewer."""
        for aside in (False, True):
            for count, words in enumerate(bar.words):
                start = self._room_for(number, bar, len(words), aside)
                if start is not None:
                    self._put_words(number, start, words, "bad" if bar.late else "dim")
                    self.left_out.append(count)
                    return
        self.left_out.append(len(bar.words))

    def _room_for(self, number: int, bar: GanttBar, size: int, aside: bool) -> int | None:
        """Where so many cells of words may begin; `aside`, also on the other side of today than their point.

        What waits for something gives way to words before they go far from their point.
        """
        now = max(0, min(self.axis.place(bar.day), self.cells - 1))
        hard = self._hard[number]
        right, left = now, now
        while right + 1 in hard:
            right += 1
        while left - 1 in hard:
            left -= 1
        near = (right + 2, left - 1 - size)
        far = sorted(
            (*range(right + 3, self.cells - size + 1), *range(left - 1 - size)),
            key=lambda start: (max(start - right, left - start - size), start < now),
        )
        today = self.axis.cell(self.today)
        if today is not None and not (aside or bar.late):
            far = [start for start in far if (start > today) == (now > today)]
        tries = ((start, over) for some in (near, far) for over in (False, True) for start in some)
        return next((start for start, over in tries if self._free(number, start, size, over)), None)

    def _free(self, number: int, start: int, size: int, over: bool) -> bool:
        """Whether words may stand from a cell on; `over` what waits for something, too."""
        end, row = start + size, self._rows[number]
        if start < 0 or end > self.cells or self._hard[number].intersection(range(start - 1, end + 1)):
            return False
        return over or all(row[cell] in (BLANK, shade()) for cell in range(start, end))

    def _put_words(self, number: int, start: int, words: str, style: str) -> None:
        """Words from a cell on; they touch nothing that is drawn."""
        row, end = self._rows[number], start + len(words)
        for cell, char in enumerate(words, start):
            row[cell] = (char, style)
        for edge in (start - 1, end):
            if 0 <= edge < self.cells and row[edge][0] in (glyph("shade"), glyph("waits")):
                row[edge] = BLANK


def ruler(axis: Axis, today: date, start: date, end: date) -> list[Span]:
    """The plan's span: heavy as far as it has gone, thin to its end, marked where months (or weeks) begin."""
    low, high, now = axis.place(start), axis.place(end), axis.place(today)
    ticks = set(axis.ticks)
    cells: list[Span] = []
    for cell in range(axis.cells):
        gone = cell <= now
        if cell == now and axis.cell(today) is not None:
            cells.append((glyph("bar"), "accent"))
        elif not low <= cell <= high:
            cells.append(BLANK)
        elif cell == low:
            cells.append((glyph("bar_branch" if gone else "branch"), "dim" if gone else "rule"))
        elif cell == high:
            cells.append((glyph("rule_end"), "dim"))
        elif cell in ticks:
            cells.append((glyph("bar_tick" if gone else "tick"), "dim" if gone else "rule"))
        else:
            cells.append((glyph("bar_full" if gone else "rule"), "dim" if gone else "rule"))
    return joined(cells)


def labels(axis: Axis) -> list[Span]:
    """The line of months (or of the days on which weeks begin)."""
    line = ""
    for tick in axis.labels():
        line = line.ljust(tick.cell) + tick.text
    return [(line.ljust(axis.cells)[: axis.cells], "dim")]


def today_label(axis: Axis, today: date) -> list[Span]:
    """The word over today's line; with an arrow at the edge where it is out of sight."""
    at = axis.cell(today)
    if at is not None:
        start = max(0, min(at - len(TODAY) // 2, axis.cells - len(TODAY)))
        text = " " * start + TODAY
    elif axis.place(today) < 0:
        text = f"{glyph('left')} {TODAY}"
    else:
        text = f"{TODAY} {glyph('right')}".rjust(axis.cells)
    return [(text.ljust(axis.cells)[: axis.cells], "accent")]
