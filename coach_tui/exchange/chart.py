"""Dated values drawn in text, for a screen and for the shell: plain data in, lines of spans out.

Eight dots a cell (braille) where the terminal has more than ASCII. What is drawn differs by its pattern and
not only by its colour: values are a line, the target line is dotted, the forecast dashed.
"""

from __future__ import annotations

from itertools import pairwise

from coach_tui.exchange.scale import DateScale, Scale
from coach_tui.plan.fields import plain_number
from coach_tui.plan.insight_words import plain_day
from coach_tui.plan.text import cells, clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from coach_tui.plan.insight import MeasureInsight

    Span = tuple[str, str]
    Point = tuple[date, float]

LEAST_WIDTH, LEAST_HEIGHT = 20, 4
NOW, TARGET, TODAY, ARRIVAL = 0, 1, 2, 3
MARKS = ("●◇┊○", "@X:O")
"""The last value, the target, today's line, where the forecast arrives; then the same in ASCII."""
AXIS = (("│", "┤", "└", "─", "┬"), ("|", "+", "+", "-", "+"))
LINES = {"value": ("⠒⠒", "**"), "line": ("⠂ ⠂", ". ."), "ahead": ("⠒⠒", "+ +"), "before": ("⠒⠒", "- -")}
STYLES = {"value": "accent", "ahead": "", "line": "dim", "before": "dim"}
_ORDER = ("value", "ahead", "before", "line")
"""What is seen where several meet in one cell, first to last."""
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_ON_AND_OFF = {"line": ((4, 1), (2, 1)), "ahead": ((8, 4), (2, 1)), "before": ((3, 2), (2, 1))}
"""Dots of a period, and how many of them are drawn: in braille, in ASCII."""


class Chart:
    """A line of values against days, before it has a size.

    `values`, the points of `line` (from baseline to target, with its steps) and the two ends of `ahead` (from
    the last value to the forecast) are (day, value); `low` and `high` fix the scale, else it holds all of
    them. Values that are no finite number are left out. `before` are values of an
    earlier plan, in a line of their own.
    """

    __slots__ = ("ahead", "before", "height", "high", "line", "low", "name", "today", "unit", "values")

    def __init__(
        self,
        values: Iterable[Point],
        *,
        line: Iterable[Point] = (),
        ahead: Iterable[Point] = (),
        today: date | None = None,
        unit: str = "",
        low: float | None = None,
        high: float | None = None,
        height: int = 10,
        name: str = "target line",
        before: Iterable[Point] = (),
    ) -> None:
        self.values = sorted(_finite(values), key=lambda point: point[0])
        self.before = sorted(_finite(before), key=lambda point: point[0])
        self.line = _finite(line)
        self.ahead = _finite(ahead)
        self.today = today
        self.unit = unit
        self.low = low
        self.high = high
        self.height = height
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Chart) and all(
            getattr(self, key) == getattr(other, key) for key in self.__slots__
        )

    def __hash__(self) -> int:
        return hash((tuple(self.values), tuple(self.line), self.unit, self.height))

    def draw(self, width: int, ascii_only: bool = False, height: int = 0) -> list[list[Span]]:
        """The chart in at most `width` cells and exactly `height` lines (its own height when left out).

        No line at all without anything to draw, or where there is less room than 20 by 4.
        """
        height = height or self.height
        if not (self.values or self.line) or width < LEAST_WIDTH or height < LEAST_HEIGHT:
            return []
        legend = height >= LEAST_HEIGHT + 3
        unit = clean(self.unit) if height >= LEAST_HEIGHT + 2 else ""
        rows = height - 2 - legend - bool(unit)
        scale = self._scale(rows)
        labels = _labels(scale, rows, ascii_only)
        indent = max(len(label) for label in labels.values()) + 2
        body = _Field(width - indent, rows, ascii_only)
        dates = self._dates(body.cells)
        self._plot(body, scale, dates)
        lines: list[list[Span]] = [[(_cut(" " * indent + unit, width), "dim")]] if unit else []
        lines += _beside(labels, indent - 2, body)
        lines += self._below(dates, indent, ascii_only)
        if legend:
            lines.append(self._legend(width, indent, ascii_only))
        return lines

    def _scale(self, rows: int) -> Scale:
        """The scale of the values: as fixed, else from the least to the greatest, told at their ends."""
        seen = [value for _, value in (*self.before, *self.values, *self.line)]
        low = min(seen) if self.low is None else self.low
        high = max(seen) if self.high is None else self.high
        ends = [value for value in (self.low, self.high) if value is not None]
        return Scale(low, high, rows, ends or [value for _, value in reversed(self.line)])

    def _dates(self, columns: int) -> DateScale:
        """The scale of the days, with today and, within reason, the forecast."""
        days = [day.toordinal() for day, _ in (*self.before, *self.values, *self.line)]
        if self.today:
            days.append(self.today.toordinal())
        first, last = min(days), max(days)
        return DateScale(first, self._last_day(first, last), columns)

    def _last_day(self, first: int, last: int) -> int:
        """The end of the axis: the forecast is in view unless it would press the rest together."""
        if not self.ahead:
            return last
        return max(last, min(self.ahead[-1][0].toordinal(), last + (last - first) // 3))

    def _named_days(self) -> list[tuple[int, str]]:
        return [(self.today.toordinal(), "today")] if self.today else []

    def _plot(self, body: _Field, scale: Scale, dates: DateScale) -> None:
        columns, height = body.columns, body.height

        def at(day: int, value: float) -> tuple[int, int]:
            return dates.at(day, columns), height - 1 - scale.at(value, height)

        for kind, points in (("line", self.line), ("ahead", self.ahead)):
            for (start, value), (end, target) in pairwise(points):
                begin, stop = start.toordinal(), end.toordinal()
                if stop > dates.last:  # it leaves the picture where it would
                    target = value + (target - value) * ((dates.last - begin) / (stop - begin))
                    stop = dates.last
                body.segment(kind, at(begin, value), at(stop, target))
        body.through("before", list(_steps(self.before, at)))
        body.through("value", list(_steps(self.values, at)))
        if self.today:
            body.upright(dates.at(self.today.toordinal(), body.cells))
        if len(self.line) > 1:
            day, value = self.line[-1]
            body.mark(TARGET, "dim", at(day.toordinal(), value))
        if len(self.ahead) == 2 and self.ahead[-1][0].toordinal() <= dates.last:
            day, value = self.ahead[-1]
            body.mark(ARRIVAL, "", at(day.toordinal(), value))
        if self.values:
            day, value = self.values[-1]
            body.mark(NOW, "accent", at(day.toordinal(), value))

    def _below(self, dates: DateScale, indent: int, ascii_only: bool) -> list[list[Span]]:
        """The axis of the days, and what stands under it."""
        _, _, corner, rule, mark = AXIS[ascii_only]
        ticks, words = dates.axis(self._named_days(), rule, mark)
        return [[(" " * (indent - 1), ""), (corner + ticks, "rule")], [(" " * indent, ""), *words]]

    def _legend(self, width: int, indent: int, ascii_only: bool) -> list[Span]:
        parts: list[tuple[str, str, str]] = []
        if self.values:
            parts.append((MARKS[ascii_only][NOW], "accent", "now"))
        if self.before:
            parts.append((LINES["before"][ascii_only], "dim", "earlier plan"))
        if len(self.line) > 1:
            sign = MARKS[ascii_only][TARGET]
            parts.append((f"{LINES['line'][ascii_only]} {sign}", "dim", self.name))
        if len(self.ahead) == 2:
            sign = MARKS[ascii_only][ARRIVAL]
            parts.append((f"{LINES['ahead'][ascii_only]} {sign}", "", "forecast"))
        spans: list[Span] = [(" " * indent, "")]
        used = indent
        for sign, style, word in parts:
            size = len(sign) + len(word) + 1 + (3 if used > indent else 0)
            if used + size > width:
                break
            if used > indent:
                spans.append(("   ", ""))
            spans += [(sign, style), (" " + word, "dim")]
            used += size
        return spans


class _Field:
    """Dots over cells: two by four of them a cell, or one in ASCII."""

    def __init__(self, cells: int, rows: int, ascii_only: bool) -> None:
        self.cells = cells
        self.rows = rows
        self.ascii_only = ascii_only
        self.columns = cells if ascii_only else cells * 2
        self.height = rows if ascii_only else rows * 4
        self._bits: dict[tuple[int, int], int] = {}
        self._kinds: dict[tuple[int, int], str] = {}
        self._signs: dict[tuple[int, int], Span] = {}
        self._today = -1

    def _cell(self, x: int, y: int) -> tuple[int, int]:
        return (x, y) if self.ascii_only else (x // 2, y // 4)

    def dot(self, kind: str, x: int, y: int) -> None:
        """One dot; x from the left, y from the top."""
        if 0 <= x < self.columns and 0 <= y < self.height:
            cell = self._cell(x, y)
            self._bits[cell] = self._bits.get(cell, 0) | _DOTS[y % 4][x % 2]
            known = self._kinds.get(cell, kind)
            self._kinds[cell] = min(known, kind, key=_ORDER.index)

    def segment(self, kind: str, start: tuple[int, int], end: tuple[int, int]) -> None:
        """A straight line, in the pattern of its kind."""
        period, drawn = _ON_AND_OFF.get(kind, ((1, 1), (1, 1)))[self.ascii_only]
        (x, y), (to_x, to_y) = start, end
        count = max(abs(to_x - x), abs(to_y - y))
        for step in range(count + 1):
            if step % period < drawn:
                share = step / count if count else 0
                self.dot(kind, round(x + (to_x - x) * share), round(y + (to_y - y) * share))

    def through(self, kind: str, points: Sequence[tuple[int, int]]) -> None:
        """A line through points."""
        for start, end in pairwise(points):
            self.segment(kind, start, end)
        if len(points) == 1:
            self.dot(kind, *points[0])

    def mark(self, which: int, style: str, point: tuple[int, int]) -> None:
        """A sign in the cell of a point, over whatever is there."""
        self._signs[self._cell(*point)] = (MARKS[self.ascii_only][which], style)

    def upright(self, cell: int) -> None:
        """Today's line, behind everything else."""
        self._today = cell

    def row(self, y: int) -> list[Span]:
        """One row of cells."""
        spans: list[Span] = []
        for x in range(self.cells):
            text, style = self._drawn(x, y)
            if spans and spans[-1][1] == style:
                spans[-1] = (spans[-1][0] + text, style)
            else:
                spans.append((text, style))
        return spans

    def _drawn(self, x: int, y: int) -> Span:
        cell = (x, y)
        sign = self._signs.get(cell)
        if sign:
            return sign
        kind = self._kinds.get(cell)
        if kind:
            dots = LINES[kind][1][0] if self.ascii_only else chr(0x2800 + self._bits[cell])
            return dots, STYLES[kind]
        return (MARKS[self.ascii_only][TODAY], "rule") if x == self._today else (" ", "")


def chart_of(one: MeasureInsight, today: date, height: int) -> Chart:
    """The values of a measure against its target line, with the forecast."""
    ahead: list[Point] = []
    if one.values and one.forecast and one.forecast.date and one.measure.target is not None:
        last, value = one.values[-1]
        if one.forecast.date > last:
            ahead = [(last, value), (one.forecast.date, one.measure.target)]
    name = "target line"
    if one.target_was is not None:
        was, until = one.target_was
        name += f", to {plain_number(was)} until {plain_day(until, today)}"
    if one.due_was is not None:
        day, until = one.due_was
        name += f", for {plain_day(day, today)} until {plain_day(until, today)}"
    unit = one.measure.unit or one.name
    return Chart(
        one.values,
        line=one.line,
        ahead=ahead,
        today=today,
        unit=unit,
        height=height,
        before=one.before,
        name=name,
    )


def _labels(scale: Scale, rows: int, ascii_only: bool) -> dict[int, str]:
    """What stands beside the rows, by row."""
    labels = scale.labels(rows, 1 if ascii_only else 4)
    return {row: label.replace("−", "-") for row, label in labels.items()} if ascii_only else labels


def _beside(labels: dict[int, str], room: int, body: _Field) -> list[list[Span]]:
    """The rows of a field, each behind its label and the axis."""
    stop, tick, *_ = AXIS[body.ascii_only]
    lines: list[list[Span]] = []
    for row in range(body.rows):
        label = labels.get(row, "")
        lines.append([(f"{label:>{room}} ", "dim"), (tick if label else stop, "rule"), *body.row(row)])
    return lines


def _steps(values: Iterable[Point], at: _At) -> Iterator[tuple[int, int]]:
    """The line through values: of those that share a column of dots the first, the lowest, the highest and
    the last, in their order, so that nothing that stands out is left out."""
    column: list[tuple[int, int]] = []
    for day, value in values:
        point = at(day.toordinal(), value)
        if column and point[0] != column[0][0]:
            yield from _outline(column)
            column = []
        column.append(point)
    yield from _outline(column)


def _outline(column: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The first, lowest, highest and last of the points in one column, in their order."""
    if len(column) > 2:
        heights = [y for _, y in column]
        kept = sorted({0, heights.index(min(heights)), heights.index(max(heights)), len(column) - 1})
        column = [column[index] for index in kept]
    yield from column


def _finite(points: Iterable[Point]) -> list[Point]:
    return [(day, value) for day, value in points if value - value == 0]


def _cut(text: str, width: int) -> str:
    return fit(text, width) if cells(text) > width else text


if TYPE_CHECKING:
    from collections.abc import Callable

    _At = Callable[[int, float], tuple[int, int]]
