"""The columns of dates in a list: each tells the order of day and month of all its cells, or is asked."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from coach_tui.exchange.day_cells import DayCell, day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import either
from coach_tui.plan.written_days import DAY_FIRST, MONTH_FIRST, YEAR_FIRST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

_FIRST = {DAY_FIRST: "the day", MONTH_FIRST: "the month", YEAR_FIRST: "the year"}
ORDERS = {order: f"{first} first" for order, first in _FIRST.items()}


class DayColumn:
    """The dates under one heading, by their lines."""

    def __init__(self, heading: str, cells: Iterable[tuple[int, str]]) -> None:
        self.heading = heading
        self.cells: dict[int, DayCell] = {}
        self.faults: dict[int, BadInput] = {}
        """What is no date, by line."""
        for line, text in cells:
            try:
                cell = DayCell(line, text)
            except BadInput as error:
                self.faults[line] = error
            else:
                if not cell.empty:
                    self.cells[line] = cell
        self.dotted = [cell for cell in self.cells.values() if cell.written and cell.written.sign == "."]
        self.slashed = [
            cell for cell in self.cells.values() if cell.written and cell.written.sign in ("/", "-")
        ]
        self.orders = {".": DAY_FIRST}
        """The order of the numbers, by the sign between them."""
        self.possible = list(ORDERS)
        """The orders that all numbers parted by the sign of `slashed` can have."""
        self.told_by = ""
        """What tells the order, in words."""
        self.unsure: DayCell | None = None
        """A cell that could be several days, where nothing tells the order."""

    def day(self, line: int) -> date | None:
        """The day in a line, None for none.

        Raises:
            BadInput: it is no date, or not in the order of the column.
        """
        if line in self.faults:
            raise self.faults[line]
        cell = self.cells.get(line)
        if cell is None:
            return None
        return cell.day(self._order_of(cell))

    def _order_of(self, cell: DayCell) -> str:
        sign = cell.written.sign if cell.written else ""
        return self.orders.get("." if sign == "." else "/", DAY_FIRST)

    def tell(self, today: date) -> None:
        """Takes the orders that the cells of the column tell themselves.

        Raises:
            BadInput: one tells one order, and another another.
        """
        dotted, _ = self._narrow(self.dotted, today)
        if DAY_FIRST not in dotted:
            self.orders["."] = MONTH_FIRST
        self.possible, telling = self._narrow(self.slashed, today)
        if telling is not None and len(self.possible) == 1:
            (self.orders["/"],) = self.possible
            self.told_by = f"as {quote(telling.text)} tells"
            short = next((cell for cell in self.dotted if cell.written and cell.written.short), None)
            if self.possible == [YEAR_FIRST] and short is not None:
                raise self._contradict(telling, YEAR_FIRST, short, self.orders["."])

    def _narrow(self, cells: Iterable[DayCell], today: date) -> tuple[list[str], DayCell | None]:
        """The orders that all cells can have, and the cell that leaves no others."""
        left, telling = list(ORDERS), None
        seen: list[tuple[DayCell, list[str]]] = []
        for cell in cells:
            can = cell.orders(today)
            both = [order for order in left if order in can]
            if can and not both:
                against = next((one for one in seen if not set(one[1]) & set(can)), seen[-1])
                raise self._contradict(cell, can[0], against[0], against[1][0])
            if can:
                seen.append((cell, can))
                telling, left = (cell, both) if len(both) < len(left) else (telling, left)
        return left, telling

    def _contradict(self, cell: DayCell, order: str, other: DayCell, others: str) -> BadInput:
        """The error for two cells that tell two orders."""
        pairs = sorted([(order, cell), (others, other)], key=lambda pair: list(ORDERS).index(pair[0]))
        (first, one), (second, two) = pairs
        return BadInput(
            f"{quote(self.heading)}: {_FIRST[first]} is first in line {one.line} ({quote(one.text)}), "
            f"{_FIRST[second]} in line {two.line} ({quote(two.text)}); write them alike, "
            f"or say --dates {either(ORDERS)}"
        )

    def may_be_starts(self, today: date) -> bool:
        """Whether it holds nothing but days on which somebody may have begun to be coached."""
        likely = all(cell.may_be_start(today) for cell in self.cells.values())
        return bool(self.cells) and not self.faults and likely

    @property
    def note(self) -> str:
        """What was made of the dates, in words; "" where they say it themselves."""
        parts = []
        if self.slashed:
            parts.append(f"{ORDERS[self.orders['/']]}, {self.told_by}")
        elif self.orders["."] == MONTH_FIRST:
            parts.append(ORDERS[MONTH_FIRST])
        remarks = {cell.remark: cell for cell in reversed(self.cells.values()) if cell.remark}
        parts += [f"{_reading(cell, cell.day())}, {remark}" for remark, cell in remarks.items()]
        return "; ".join(parts)

    @property
    def question(self) -> str:
        """What is asked where the order is open: which day a cell means; "" where it is sure."""
        if self.unsure is None:
            return ""
        can = [day_words(day) for day in _readings(self.unsure, self.possible)]
        return f"{quote(self.heading)}: {quote(self.unsure.text)} can be {either(can)}"

    @property
    def taken(self) -> str:
        """What was taken where the order is open, in words."""
        return ORDERS[self.orders["/"]]


def read_columns(columns: Mapping[str, DayColumn], order: str | None, today: date) -> None:
    """Settles the order of each column: by its own cells, else by those of another, else as most write it.

    Args:
        columns: the columns of a file, by field.
        order: the order that the coach named, None for none.
        today: the day near which a year of two digits most likely lies.

    Raises:
        BadInput: the cells of a column tell two orders, and none was named.
    """
    for column in columns.values():
        if order is not None:
            column.orders = {".": DAY_FIRST, "/": order}
            column.told_by = "as --dates says"
            continue
        column.tell(today)
    sure = [column for column in columns.values() if "/" in column.orders]
    others = [column for column in columns.values() if column.slashed and column not in sure]
    told = {column.orders["/"] for column in sure}
    if len(told) == 1:
        for column in [one for one in others if told <= set(one.possible)]:
            column.orders["/"] = sure[0].orders["/"]
            column.told_by = f"as in {quote(sure[0].heading)}"
    _guess([column for column in others if "/" not in column.orders])


def _guess(columns: Sequence[DayColumn]) -> None:
    """Takes the order that the width of the numbers speaks for, one for all columns, and says so.

    Where the day comes first, the month is written with two digits nearly everywhere: 9/3 is American.
    """
    cells = [cell.written for column in columns for cell in column.slashed if cell.written]
    thin = any(written.sign == "/" and written.widths[1] == 1 for written in cells)
    for column in columns:
        wanted = [MONTH_FIRST, DAY_FIRST] if thin else [DAY_FIRST, MONTH_FIRST]
        order = next((order for order in wanted if order in column.possible), YEAR_FIRST)
        column.orders["/"] = order
        unsure = (cell for cell in column.slashed if len(set(_readings(cell, column.possible))) > 1)
        column.unsure = next(unsure, None)
        column.told_by = "which makes no difference here"
        if column.unsure is not None:
            others = [f"--dates {other} takes {ORDERS[other]}" for other in column.possible if other != order]
            column.told_by = (
                f"{_reading(column.unsure, column.unsure.day(order))}, which nothing tells for sure; "
                f"{', '.join(others)}"
            )


def _readings(cell: DayCell, orders: Iterable[str]) -> list[date]:
    """The days that a cell can be, each once; a reading that is no day counts for none."""
    found: dict[date, None] = {}
    for order in orders:
        with suppress(BadInput):
            found[cell.day(order)] = None
    return list(found)


def _reading(cell: DayCell, day: date) -> str:
    return f"{quote(cell.text)} is {day_words(day)}"
