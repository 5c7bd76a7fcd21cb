"""Days laid over the cells of a line: the whole of a plan, or a part of it at so many days a cell."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from coach_tui.plan.dates import MONTHS

MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
"""Months from one label to the next; the first that leaves room is taken."""
MOST_TICKS = 500


class Tick(NamedTuple):
    """A label over a cell."""

    cell: int
    text: str


class Axis:
    """Maps days to cells, never later days to earlier cells.

    Without `per_cell` the days from `first` to `last` share all cells; with it, each cell holds so many days
    and `left` is the first day seen. `first` and `last` are the ends of everything in either case.
    """

    def __init__(
        self, first: date, last: date, cells: int, per_cell: int = 0, left: date | None = None
    ) -> None:
        self.first, self.last = first, max(first, last)
        self.cells = max(1, cells)
        self.per_cell = per_cell
        self._origin = (left or first).toordinal() if per_cell else first.toordinal()
        self._span = max(1, (self.last - self.first).days)

    def place(self, day: date) -> int:
        """The cell of a day; below 0 or beyond the last cell where it is out of sight."""
        days = day.toordinal() - self._origin
        if self.per_cell:
            return days // self.per_cell
        return (2 * days * (self.cells - 1) + self._span) // (2 * self._span)

    def cell(self, day: date) -> int | None:
        """The cell of a day; None where it is out of sight."""
        place = self.place(day)
        return place if 0 <= place < self.cells else None

    @property
    def days_per_cell(self) -> float:
        """How many days a cell stands for."""
        return float(self.per_cell) or self._span / max(1, self.cells - 1)

    @property
    def seen(self) -> tuple[date, date]:
        """The first and the last day in sight."""
        if not self.per_cell:
            return self.first, self.last
        end = self._origin + self.cells * self.per_cell - 1
        return _day(self._origin), _day(end)

    @property
    def ticks(self) -> list[int]:
        """The cells where a month begins; where a cell is a day, those where a week begins."""
        return [cell for cell, _ in self._starts()]

    def labels(self) -> list[Tick]:
        """Months, or the days on which weeks begin; none runs into another or over the end."""
        weekly = self.per_cell == 1
        found: list[Tick] = []
        said_year = 0
        month = 0
        starts = self._starts(labelled=True)
        for number, (cell, day) in enumerate(starts):
            room = (starts[number + 1][0] - 1 if number + 1 < len(starts) else self.cells) - cell
            name = MONTHS[day.month - 1]
            if weekly:
                texts = [f"{day.day} {name}", str(day.day)] if day.month != month else [str(day.day)]
            elif self._step >= 12:
                texts = [str(day.year)]
            elif day.year != said_year:
                short = f"’{day.year % 100:02}"
                texts = [f"{name} {short}", short if day.month == 1 and self._step > 1 else name]
            else:
                texts = [name]
            for text in texts:
                if len(text) <= room:
                    found.append(Tick(cell, text))
                    said_year, month = (day.year if "’" in text else said_year), day.month
                    break
        return found

    @property
    def _step(self) -> int:
        """Months between labels of four cells."""
        month = 28 / self.days_per_cell
        return next((step for step in MONTH_STEPS if step * month >= 4), MONTH_STEPS[-1])

    def _starts(self, labelled: bool = False) -> list[tuple[int, date]]:
        """Cells and days where a month (or a week) begins."""
        low, high = self.seen
        found: list[tuple[int, date]] = []
        if self.per_cell == 1:
            monday = low.toordinal() + (-low.weekday()) % 7
            days = [_day(number) for number in range(monday, high.toordinal() + 1, 7)]
            return [(cell, day) for day in days if (cell := self.cell(day)) is not None]
        step = self._step
        number = low.year * 12 + low.month - 1
        number += (-number) % step
        while len(found) < MOST_TICKS:
            year, month = divmod(number, 12)
            if year > 9999 or date(year, month + 1, 1) > high:
                break
            day = date(year, month + 1, 1)
            cell = self.cell(day)
            if cell is not None and day >= low:
                found.append((cell, day))
            number += step
        if labelled and not self.per_cell and (not found or found[0][0] > 4):
            found.insert(0, (0, low))
        return found


def _day(number: int) -> date:
    return date.fromordinal(max(1, min(number, date.max.toordinal())))
