"""Scales of a chart: round values up the side, days along the bottom."""

from __future__ import annotations

from datetime import date
from math import ceil, floor, isfinite, log10

from coach_tui.plan.dates import MONTHS, add_months

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    Span = tuple[str, str]

LONG_DAYS = 500
"""From so many days on the axis names months and years, not days."""
GAP = 2
"""Blanks between two labels at least."""
_LABEL = 8
"""Cells of a value's label at most."""


class Scale:
    """The values from `low` to `high` over a number of rows, with a label at round values and at both ends
    of the target line. Where both are the same there is some room around them."""

    __slots__ = ("high", "low", "named", "step")

    def __init__(self, low: float, high: float, rows: int, named: Iterable[float] = ()) -> None:
        largest = max(abs(low), abs(high))
        if high - low <= largest * 1e-9 or not isfinite(high - low) or largest < 1e-100:
            pad = largest / 10 if largest > 10 else 1.0
            low, high = low - pad, high + pad
            if not isfinite(high - low):  # so that a difference can be counted; nobody has such values
                low, high = low / 4, high / 4
        self.low = low
        self.high = high
        self.named = list(named)
        self.step = _round_step((high - low) / max(1, min(5, rows // 2)))

    def at(self, value: float, size: int) -> int:
        """Which of `size` places, from the bottom, a value has; what lies outside is at the edge."""
        share = (value - self.low) / (self.high - self.low)
        return round(max(0.0, min(1.0, share)) * (size - 1))

    def labels(self, rows: int, dots: int) -> dict[int, str]:
        """Row (from the top) → what stands beside it; `dots` is how many of them a row has."""
        found: dict[int, str] = {}
        first = ceil(self.low / self.step - 1e-6)
        last = floor(self.high / self.step + 1e-6)
        for value in (*self.named, *(number * self.step for number in range(first, last + 1))):
            row = rows - 1 - self.at(value, rows * dots) // dots
            if not any(near in found for near in (row - 1, row, row + 1)):
                found[row] = _label(value, self.step)
        return found


def _round_step(least: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    power = 10.0 ** floor(log10(least))
    return float(next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * (1 - 1e-9)))


def _label(value: float, step: float) -> str:
    if abs(value) < step / 1000:
        return "0"
    digits = max(0, -floor(log10(step)))
    said = f"{value:.{digits + 1}f}" if digits < _LABEL else ""
    if "." in said:
        said = said.rstrip("0").rstrip(".")
    return said.replace("-", "−") if 0 < len(said) <= _LABEL else f"{value:.2g}".replace("-", "−")


class DateScale:
    """Days (as ordinal numbers) from the first to the last, over a number of cells."""

    __slots__ = ("cells", "first", "last")

    def __init__(self, first: int, last: int, cells: int) -> None:
        self.first = first
        self.last = max(last, first + 1)
        self.cells = cells

    def at(self, day: int, size: int) -> int:
        """Which of `size` places, from the left, a day has; what lies outside is at the edge."""
        share = (day - self.first) / (self.last - self.first)
        return round(max(0.0, min(1.0, share)) * (size - 1))

    def axis(self, named: list[tuple[int, str]], rule: str, tick: str) -> tuple[str, list[Span]]:
        """The rule along the bottom with its ticks, and the words under it: the ends first, then the days
        that have a name, then months or years, as far as there is room."""
        line = [rule] * self.cells
        free = [True] * self.cells
        words: list[tuple[int, str, str]] = []
        for day, said, style in self._wanted(named):
            place = self.at(day, self.cells)
            left = max(0, min(self.cells - len(said), place - len(said) // 2))
            right = left + len(said)
            if right <= self.cells and all(free[max(0, left - GAP) : right + GAP]):
                free[left:right] = [False] * len(said)
                line[place] = tick
                words.append((left, said, style))
        spans: list[Span] = []
        used = 0
        for left, said, style in sorted(words):
            spans += [(" " * (left - used), ""), (said, style)]
            used = left + len(said)
        return "".join(line), spans

    def _wanted(self, named: list[tuple[int, str]]) -> list[tuple[int, str, str]]:
        days = self.last - self.first
        found = [(day, said, "accent") for day, said in named]
        ends = [day for day in (self.first, self.last) if all(day != other for other, _ in named)]
        found = [*((day, self._said(day), "dim") for day in ends), *found]
        start = date.fromordinal(self.first)
        steps = (12, 24, 60, 120, 1200) if days > LONG_DAYS else (1, 2, 3)
        months = next((step for step in steps if days / (step * 30) <= 12), steps[-1])
        if months >= 12:
            start = start.replace(month=1)
        day = start.replace(day=1)
        while day.year < 9000 and day.toordinal() <= self.last:
            if day.toordinal() > self.first:
                said = str(day.year) if months >= 12 else MONTHS[day.month - 1]
                found.append((day.toordinal(), said, "dim"))
            day = add_months(day, months)
        return found

    def _said(self, day: int) -> str:
        found = date.fromordinal(day)
        month = MONTHS[found.month - 1]
        return f"{month} {found.year}" if self.last - self.first > LONG_DAYS else f"{found.day} {month}"
