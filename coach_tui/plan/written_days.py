"""A day of the calendar as people and spreadsheets write it, before it is known which number is the month."""

from __future__ import annotations

import re
from datetime import date

from coach_tui.plan.day_names import WEEKDAYS, month_named, weekdays_named
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "dmy", "mdy", "ymd"
"""The orders in which a day, a month and a year are written."""
_CENTURY = 2000

_YEAR = r"(\d{4}|'?\d{2})"
_ISO = re.compile(r"(\d{4,5})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DOTTED = re.compile(rf"(\d{{1,2}})(\.) ?(\d{{1,2}})(?:\.|\. ?{_YEAR})?", re.ASCII)
_SLASHED = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})(?:[/-]{_YEAR})?", re.ASCII)
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.?[ao](?= ))?\.?(?: of(?= )| de(?= )|-|/)? ?([a-z]{3,10})\.?"
    rf"(?:-|/|,? ?(?:de |del )?){_YEAR}?",
    re.ASCII,
)
_MONTH_DAY = re.compile(
    rf"([a-z]{{3,10}})\.?[ -]?(\d{{1,2}})(?:st|nd|rd|th)?(?:(?:, ?| |-){_YEAR})?", re.ASCII
)
_LEAD = re.compile(r"(?:the|on|le|el|den|am) ")
_WITH_WEEKDAY = re.compile(r"([a-z]{2,10})\.?,? +(.+)")


class WrittenDay:
    """What was written: two numbers in their order, and the year where there is one."""

    __slots__ = ("numbers", "said", "short", "sign", "weekdays", "widths", "year")

    def __init__(
        self, said: str, numbers: tuple[str, str], year: int | None, sign: str, weekdays: Sequence[int] = ()
    ) -> None:
        self.said = said
        self.numbers = (int(numbers[0]), int(numbers[1]))
        """Day and month, or month and day; where a name or the year in front tells, the day is first."""
        self.widths = (len(numbers[0]), len(numbers[1]))
        """How many digits the numbers are written with."""
        self.year = year
        self.short = False
        """Whether the year is two digits, and so may be the day where the first number is the year."""
        self.sign = sign
        """The sign between the numbers where their order may be either, else ""."""
        self.weekdays = weekdays
        """The weekdays (0 is Monday) of which it is said to be one; none where nothing is said."""

    @property
    def orders(self) -> list[str]:
        """The orders that its numbers can have; none where there is nothing to tell, or no month in them.

        The year first is written with two digits each, and with other signs than points.
        """
        one, two = self.numbers
        turned = self.short and self.sign != "." and self.widths == (2, 2) and self.year is not None
        can = {
            DAY_FIRST: one <= 31 and two <= 12,
            MONTH_FIRST: one <= 12 and two <= 31,
            YEAR_FIRST: turned and two <= 12 and (self.year or 0) % 100 <= 31,
        }
        return [order for order in can if can[order]] if self.sign else []

    def year_in(self, order: str) -> int | None:
        """The year, read in an order."""
        return _CENTURY + self.numbers[0] if self.sign and order == YEAR_FIRST else self.year

    def in_order(self, order: str) -> date:
        """The day with the year that is written, read in an order.

        Raises:
            BadInput: there is no such day, it is another weekday than was said, or it has another order.
        """
        assert self.year is not None
        if not self.sign or order != YEAR_FIRST:
            return self.of_year(self.year, order)
        if YEAR_FIRST not in self.orders:
            raise BadInput(f'"{self.said}" does not begin with a year of two digits: check the order')
        numbers = str(self.year % 100), str(self.numbers[1])
        year = _CENTURY + self.numbers[0]
        return WrittenDay(self.said, numbers, year, "", self.weekdays).of_year(year)

    def day_and_month(self, order: str) -> tuple[int, int]:
        """The day and the month, read in an order."""
        one, two = self.numbers
        return (two, one) if self.sign and order == MONTH_FIRST else (one, two)

    def of_year(self, year: int, order: str = DAY_FIRST) -> date:
        """The day in a year.

        Raises:
            BadInput: there is no such day, or it is another weekday than was said.
        """
        day, month = self.day_and_month(order)
        try:
            found = date(year, month, day)
        except ValueError:
            raise self.refuse(order) from None
        if self.weekdays and found.weekday() not in self.weekdays:
            weekday = WEEKDAYS[found.weekday()][0].capitalize()
            raise BadInput(f'"{self.said}" is a {weekday}: check the day, the month and the year')
        return found

    def refuse(self, order: str = DAY_FIRST) -> BadInput:
        """The error for a day that does not exist."""
        check = "check the day, the month and the year"
        if self.sign and self.sign != ".":
            read = "day/month" if order == DAY_FIRST else "month/day"
            check = f"it is read as {read}, so check which comes first"
        return BadInput(f'"{self.said}" is not in the calendar: {check}')


def read_written(said: str) -> WrittenDay | None:
    """The day that a text writes out; None where it is something else. A two-digit year is 20xx.

    2026-12-24 · 24.12. · 24.12.26 · 24/12/2026 · 24-12-2026 · 24 dec · 24-Dec-26 · Dec 24, 2026 ·
    24. Dezember 2026 · le 1er mai 2026 · 1 de mayo de 2026 · Thursday, December 24, 2026.
    """
    text = _without_lead(fold(said))
    found = _read(said, text)
    if found is None and (match := _WITH_WEEKDAY.fullmatch(text)):
        weekdays = weekdays_named(match[1])
        found = _read(said, _without_lead(match[2])) if weekdays else None
        if found is not None:
            found.weekdays = weekdays
    return found


def _without_lead(text: str) -> str:
    """A text without the small word that may stand before a date, as in “le 1er mai”."""
    lead = _LEAD.match(text)
    return text[lead.end() :] if lead else text


def _read(said: str, text: str) -> WrittenDay | None:
    if match := _ISO.fullmatch(text):
        return WrittenDay(said, (match[4], match[3]), int(match[1]), "")
    for pattern in (_DOTTED, _SLASHED):
        if match := pattern.fullmatch(text):
            found = WrittenDay(said, (match[1], match[3]), _year(match[4]), match[2])
            found.short = len(match[4] or "") == 2
            return found
    for pattern, day, name in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        match = pattern.fullmatch(text)
        if match and (month := month_named(match[name])):
            return WrittenDay(said, (match[day], str(month)), _year(match[3]), "")
    return None


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    digits = digits.removeprefix("'")
    return int(digits) + (_CENTURY if len(digits) == 2 else 0)
