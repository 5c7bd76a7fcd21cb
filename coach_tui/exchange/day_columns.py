"""The columns of dates in a list: each tells the order of day and month of all its cells, or is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.day_cells import DayCell, day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.written_days import DAY_FIRST, MONTH_FIRST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

ORDERS = {DAY_FIRST: "the day first", MONTH_FIRST: "the month first"}


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
        self.told_by = ""
        """What tells the order, in words."""
        self.unsure: DayCell | None = None
        """A cell that could be two days, where nothing tells the order."""

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

    def evidence(self, cells: Iterable[DayCell]) -> DayCell | None:
        """A cell whose numbers tell the order of the column; None where none does.

        Raises:
            BadInput: one tells one order, and another the other.
        """
        tells = {cell.written.tells: cell for cell in cells if cell.written and cell.written.tells}
        if len(tells) > 1:
            day, month = tells[DAY_FIRST], tells[MONTH_FIRST]
            raise BadInput(
                f"{quote(self.heading)}: the day is first in line {day.line} ({quote(day.text)}), the month "
                f"in line {month.line} ({quote(month.text)}); write them alike, or say --dates dmy or mdy"
            )
        return next(iter(tells.values()), None)

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
        """What is asked where the order is open: which of two days a cell means; "" where it is sure."""
        if self.unsure is None:
            return ""
        one, two = (day_words(self.unsure.day(order)) for order in (DAY_FIRST, MONTH_FIRST))
        return f"{quote(self.heading)}: {quote(self.unsure.text)} can be {one} or {two}"

    @property
    def taken(self) -> str:
        """What was taken where the order is open, in words."""
        return ORDERS[self.orders["/"]]


def read_columns(columns: Mapping[str, DayColumn], order: str | None) -> None:
    """Settles the order of each column: by its own cells, else by those of another, else as most write it.

    Args:
        columns: the columns of a file, by field.
        order: the order that the coach named, None for none.

    Raises:
        BadInput: the cells of a column tell two orders, and none was named.
    """
    for column in columns.values():
        if order is not None:
            column.orders = {".": DAY_FIRST, "/": order}
            column.told_by = "as --dates says"
            continue
        if (dotted := column.evidence(column.dotted)) is not None and dotted.written is not None:
            column.orders["."] = dotted.written.tells
        if (slashed := column.evidence(column.slashed)) is not None and slashed.written is not None:
            column.orders["/"] = slashed.written.tells
            column.told_by = f"as {quote(slashed.text)} tells"
    sure = [column for column in columns.values() if "/" in column.orders]
    others = [column for column in columns.values() if column.slashed and column not in sure]
    if len({column.orders["/"] for column in sure}) == 1:
        for column in others:
            column.orders["/"] = sure[0].orders["/"]
            column.told_by = f"as in {quote(sure[0].heading)}"
    else:
        _guess(others)


def _guess(columns: Sequence[DayColumn]) -> None:
    """Takes the order that the width of the numbers speaks for, one for all columns, and says so.

    Where the day comes first, the month is written with two digits nearly everywhere: 9/3 is American.
    """
    cells = [cell.written for column in columns for cell in column.slashed if cell.written]
    thin = any(written.sign == "/" and written.widths[1] == 1 for written in cells)
    order, other = (MONTH_FIRST, DAY_FIRST) if thin else (DAY_FIRST, MONTH_FIRST)
    for column in columns:
        column.orders["/"] = order
        column.unsure = next(filter(_could_be_two, column.slashed), None)
        column.told_by = "which makes no difference here"
        if column.unsure is not None:
            column.told_by = (
                f"{_reading(column.unsure, column.unsure.day(order))}, which nothing tells for sure; "
                f"--dates {other} takes {ORDERS[other]}"
            )


def _could_be_two(cell: DayCell) -> bool:
    try:
        return cell.day(DAY_FIRST) != cell.day(MONTH_FIRST)
    except BadInput:
        return False  # it is no day, which its line is told of


def _reading(cell: DayCell, day: date) -> str:
    return f"{quote(cell.text)} is {day_words(day)}"
