"""One date in a spreadsheet: written out, with a time of day and a zone behind it, or as a count of days."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from coach_tui.plan.dates import add_days
from coach_tui.plan.day_names import MONTHS
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.written_days import DAY_FIRST, WrittenDay, read_written

_CLOCK = re.compile(
    r"(?P<day>.*\S?\d)(?:t|,? +(?:at |um |à |a las |à )?)"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)? ?(?P<half>[ap]\.? ?m\.?)?"
    r" ?(?P<zone>(?:utc|gmt)?[+-]\d{2}(?::?\d{2})?|z|utc|gmt)?(?: ?(?:\([^()]{1,60}\)|[a-z]{2,5}))?",
    re.IGNORECASE | re.ASCII,
)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d{1,15})?", re.ASCII)
_STAMP = re.compile(r"(\d{10})(\d{3})?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SERIAL_START = date(1899, 12, 30)
"""Day 0 of Excel on Windows, LibreOffice and Google Sheets, from March 1900 on."""
_SERIALS = range(20_000, 80_000)
YEARS = range(1950, 2151)
_LIKELY = 20
"""Years from today within which a date in a list most likely lies."""
_LONGEST = 100
_NOTHING = ("-", "–", "—", "n/a", "none", "null", "0000-00-00", "#n/a")
_EAST = 21
"""From this hour of UTC on an exact hour is midnight of the next day east of there, in Europe say."""


class DayCell:
    """A date as it stands in a line: the day, where it is sure, else the two numbers whose order is open."""

    def __init__(self, line: int, text: str) -> None:
        """Read it.

        Raises:
            BadInput: it is no date, or names no year.
        """
        self.line = line
        self.text = " ".join(text.split())
        self.remark = ""
        """What was made of it where it does not say the day in so many words; "" else."""
        self._day: date | None = None
        self.written: WrittenDay | None = None
        """What was written out, where it was."""
        if self.text.lower() not in _NOTHING:
            self._read()

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return self._day is None and self.written is None

    def day(self, order: str = DAY_FIRST) -> date:
        """The day, read in an order.

        Raises:
            BadInput: there is no such day, or it is far away.
        """
        found = self._day
        if found is None:
            assert self.written is not None
            found = self.written.in_order(order)
        return self._near(found)

    def orders(self, today: date) -> list[str]:
        """The orders that its numbers can have and that make a likely day, else those that make any."""
        if self.written is None:
            return []
        found = self.written.orders
        likely = [order for order in found if _is_likely(self.written.year_in(order), today)]
        return likely or found

    def may_be_start(self, today: date) -> bool:
        """Whether it is written as a day, not as a mere number, and lies in years that are likely."""
        if self.written is None:
            return self._day is not None and ":" in self.text and _is_likely(self._day.year, today)
        orders = self.written.orders or [DAY_FIRST]
        return not self.text.isdigit() and any(
            _is_likely(self.written.year_in(order), today) for order in orders
        )

    def _near(self, day: date) -> date:
        if day.year not in YEARS:
            raise BadInput(f"{quote(self.text)} lies in the year {day.year}: check it")
        return day

    def _read(self) -> None:
        text = self.text if len(self.text) < _LONGEST else ""
        if match := _SERIAL.fullmatch(text):
            if int(match[1]) in _SERIALS:
                self._day = add_days(_SERIAL_START, int(match[1]))
                self.remark = "as Excel counts days from 1900"
        elif match := _STAMP.fullmatch(text):
            self._take(datetime.fromtimestamp(int(match[1]), UTC))
            self.remark = self.remark or "as a count of seconds"
        elif match := _COMPACT.fullmatch(text):
            self.written = read_written("-".join(match.groups()))
        elif match := _CLOCK.fullmatch(text):
            self._read_timed(match)
        else:
            self.written = read_written(text)
        if self.written is not None and self.written.year is None:
            raise BadInput(f"{quote(text)} names no year")
        if self.empty:
            raise BadInput(f"{quote(self.text)} is no date; write it like 2026-12-24")
        if self._day is not None:
            self._near(self._day)

    def _read_timed(self, match: re.Match[str]) -> None:
        self.written = read_written(match["day"])
        hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
        if half := match["half"]:
            hour = hour % 12 + (12 if half[0] in "pP" else 0)
        zone = match["zone"]
        universal = zone is not None and zone.lower().strip("+-:0") in ("", "z", "utc", "gmt")
        if not universal or self.written is None or self.written.sign or self.written.year is None:
            return  # the day is the one written, wherever that was
        day = self.day()
        try:
            self._take(datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UTC))
        except ValueError:
            raise BadInput(f"{quote(self.text)} has no such time of day") from None

    def _take(self, moment: datetime) -> None:
        """Takes the day that a moment in UTC was, where it was written: its midnight is a day by itself."""
        local = moment.astimezone()
        if _is_midnight(moment) or _is_midnight(local):
            self._day = (moment if _is_midnight(moment) else local).date()
        elif moment.hour >= _EAST and not (moment.minute or moment.second):
            self._day = moment.date() + timedelta(days=1)
        else:
            self._day = local.date()
            self.remark = "by the clock of this machine"
        if self._day != moment.date():
            self.remark = self.remark or "midnight where it was written"


def _is_likely(year: int | None, today: date) -> bool:
    """Whether somebody may be coached in a year, so that a number of two digits may stand for it."""
    return year is not None and abs(year - today.year) <= _LIKELY


def _is_midnight(moment: datetime) -> bool:
    return not (moment.hour or moment.minute or moment.second)


def day_words(day: date) -> str:
    """A day in words that cannot be read in two ways: “1 September 2026”."""
    return f"{day.day} {MONTHS[day.month - 1][0].capitalize()} {day.year}"
