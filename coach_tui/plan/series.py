"""A series of sessions in one line: “every 2 weeks, Tuesdays 10:00, six times” (domain rules §10).

Days of time off are skipped, and do not count as one of the times: the series goes on until it has them all.
"""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from coach_tui.plan.dates import add_months, short
from coach_tui.plan.day_names import weekdays_named
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.group import off_together
from coach_tui.plan.hour_words import CLOCK, clock_of, split_hour
from coach_tui.plan.side import Side
from coach_tui.plan.text import fold
from coach_tui.plan.when import parse_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coach_tui.plan.practice import Plan

EXAMPLE = "every 2 weeks, Tuesdays 10:00, six times"
MOST = 100
"""Sessions that one line books at most."""
FARTHEST = 600
"""Days of the rhythm that are looked at, those that are skipped included."""
_NUMBERS = """
one once a
two twice other second
three third
four fourth
five fifth
six
seven
eight
nine
ten
eleven
twelve dozen
thirteen
fourteen
fifteen
sixteen
seventeen
eighteen
nineteen
twenty
"""
NUMBERS = {
    word: number for number, words in enumerate(_NUMBERS.strip().split("\n"), 1) for word in words.split()
}
"""Numbers as words."""
_RHYTHMS = {
    "weekly": (1, "week"), "fortnightly": (2, "week"), "biweekly": (2, "week"), "bi-weekly": (2, "week"),
    "monthly": (1, "month"), "daily": (1, "day"),
}  # fmt: skip
_EVERY = re.compile(
    r"\bevery\s+(?:(?P<count>\d+(?:st|nd|rd|th)?|[a-z]+)\s+)?(?P<unit>days?|weeks?|months?)\b"
)
_EVERY_DAY = re.compile(r"\bevery\s+(?P<count>other|second|third|\d+(?:nd|rd|th)?)?\s*(?P<day>[^\W\d]+)\b")
_TIMES = re.compile(
    r"\b(?:for\s+)?(?:(?P<count>\d+|[a-z]+(?=\s))\s*(?:times|sessions?)|(?P<fold>\d+)\s*x)\b|\b(?P<once>once|twice)\b"
)
_ALONE = re.compile(r"[\s,;]+(?P<count>\d{1,3}|[a-z]+)[\s,;.]*$")
"""How often, said at the end without “times”."""
_UNTIL = re.compile(r"\b(?:until|till|through|up to)\s+(?P<day>[^,;]+)")
_FROM = re.compile(
    r"\b(?:from|starting|beginning|as of)\s+(?:on\s+)?(?P<day>[^,;]+?)(?=,|;|$|\s+(?:until|till)\b)"
)
_REST = re.compile(r"[\s,;&/+.]+|\b(?:on|at|and|the|each|every|in|a)\b")


class Series(NamedTuple):
    """A rhythm: every so many days, weeks or months, on weekdays (0 is Monday), so often or until a day."""

    every: int
    unit: str
    weekdays: tuple[int, ...] = ()
    time: str = ""
    times: int | None = None
    until: date | None = None
    start: date | None = None
    hour: Mapping[str, object] = MappingProxyType({})
    """What else it says of each: fields of a session."""

    def days(self, first: date) -> Iterator[date]:
        """The days of the rhythm from a day on, in their order, without regard to how often."""
        if self.unit == "month":
            yield from self._months(first)
            return
        step = self.every * (7 if self.unit == "week" else 1)
        on = sorted(self.weekdays) or ([first.weekday()] if self.unit == "week" else [])
        if not on:
            yield from (date.fromordinal(first.toordinal() + step * n) for n in range(FARTHEST))
            return
        begin = min(first.toordinal() + (day - first.weekday()) % 7 for day in on)
        monday = begin - (begin - 1) % 7 if self.unit == "week" else begin
        for n in range(FARTHEST):
            week = monday + step * n
            for day in on:
                if self.unit == "week" and week + day >= begin:
                    yield date.fromordinal(week + day)
                elif self.unit != "week" and date.fromordinal(week).weekday() == day:
                    yield date.fromordinal(week)

    def _months(self, first: date) -> Iterator[date]:
        """The same day of each month; with a weekday the same one, such as its second Tuesday."""
        if not self.weekdays:
            yield from (add_months(first, self.every * n) for n in range(FARTHEST))
            return
        weekday = self.weekdays[0]
        begin = date.fromordinal(first.toordinal() + (weekday - first.weekday()) % 7)
        which = min((begin.day - 1) // 7, 3)
        for n in range(FARTHEST):
            month = add_months(begin.replace(day=1), self.every * n)
            offset = (weekday - month.weekday()) % 7 + 7 * which
            yield date.fromordinal(month.toordinal() + offset)


def is_series(text: str) -> bool:
    """Whether a text says how often: it is a series, and no single day."""
    folded = fold(text)
    return bool(re.search(r"\bevery\b|\b\w+\s*times\b|\b\d+\s*x\b", folded)) or any(
        re.search(rf"(?<![\w-]){word}\b", folded) for word in _RHYTHMS
    )


def parse_series(text: str, today: date) -> Series:
    """Reads a series as people type it.

    Every so many weeks, months or days (weekly, fortnightly, monthly, “every other Tuesday”), weekdays, a
    time, how many times in digits or words, or until a day; from a day on; how many minutes, of which kind,
    and whether they are pro bono.

    Raises:
        BadInput: something in it is not understood, or it does not say how often.
    """
    reading = _Reading(fold(text), today)
    found = reading.series()
    if reading.rest:
        raise BadInput(f"{quote(reading.rest)} is not understood; write it like “{EXAMPLE}”")
    if found.every < 1:
        raise BadInput(f"every {found.every} {found.unit}s: choose 1 or more")
    if found.times is None and found.until is None:
        raise BadInput(f"say how many times, or until when, like “{EXAMPLE}”")
    if found.times is not None and not 1 <= found.times <= MOST:
        raise BadInput(f"{found.times} times: choose 1 to {MOST}")
    return found


class _Reading:
    """What is still to be read of a line."""

    def __init__(self, text: str, today: date) -> None:
        self.left = text
        self.today = today

    @property
    def rest(self) -> str:
        """What was not understood."""
        return _REST.sub(" ", self.left).strip()

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.left)
        if found:
            self.left = f"{self.left[: found.start()]} , {self.left[found.end() :]}"
        return found

    def series(self) -> Series:
        """All parts that are there."""
        until, start = self._day(_UNTIL), self._day(_FROM)
        hour, self.left = split_hour(self.left)
        every, unit, days = self._rhythm()
        clock = self._clock()
        times = self._times(timed=bool(clock))
        days += self._weekdays()
        return Series(every, unit, tuple(dict.fromkeys(days)), clock, times, until, start, hour)

    def _day(self, pattern: re.Pattern[str]) -> date | None:
        found = self._take(pattern)
        return parse_day(found["day"].strip(), self.today, Side.AHEAD) if found else None

    def _rhythm(self) -> tuple[int, str, list[int]]:
        for word, (every, unit) in _RHYTHMS.items():
            if self._take(re.compile(rf"(?<![\w-]){word}\b")):
                return every, unit, []
        found = self._take(_EVERY)
        if found:
            return _number(found["count"] or "1"), found["unit"].rstrip("s"), []
        by_day = _EVERY_DAY.search(self.left)
        days = _weekday(by_day["day"]) if by_day else []
        if by_day and days:
            self._take(_EVERY_DAY)
            return _number(by_day["count"] or "1"), "week", days
        return 1, "week", []

    def _clock(self) -> str:
        found = self._take(CLOCK)
        return clock_of(found) if found else ""

    def _times(self, *, timed: bool) -> int | None:
        found = self._take(_TIMES)
        if found:
            return _number(found["count"] or found["fold"] or found["once"])
        alone = _ALONE.search(self.left)
        if alone is None or not (alone["count"] in NUMBERS or (timed and alone["count"].isdigit())):
            return None
        self.left = self.left[: alone.start()]
        return _number(alone["count"])

    def _weekdays(self) -> list[int]:
        days = []
        for word in re.findall(r"[^\W\d_]+", self.left):
            named = _weekday(word)
            if named:
                days += named
                self.left = re.sub(rf"\b{re.escape(word)}\b", " ", self.left, count=1)
        return days


def _weekday(word: str) -> list[int]:
    """The weekday that a word names, also where it ends as several do; none where it is no weekday."""
    for one in (word, word.removesuffix("s")):
        named = weekdays_named(one) if len(one) > 2 else []
        if len(named) == 1:
            return named
    return []


def _number(word: str) -> int:
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits[0][:6])
    if word not in NUMBERS:
        raise BadInput(f"{quote(word)} is no number here; write it like “{EXAMPLE}”")
    return NUMBERS[word]


class Booking(NamedTuple):
    """What a series books: the days; those that it skips, and why."""

    days: list[date]
    skipped: list[tuple[date, str]]


def lay_out(plan: Plan, series: Series, first: date, also: Sequence[str] = ()) -> Booking:
    """The days of a series with a client from a day on, without those of time off.

    Nor those on which one of the others has time off who are in it, too (`also`, uids of engagements).

    Raises:
        BadInput: it finds no day, or not as many as it is to have.
    """
    off = off_together(plan, also)
    found = Booking([], [])
    for day in series.days(max(first, series.start or first)):
        if series.until is not None and day > series.until:
            break
        if day in off:
            found.skipped.append((day, "time off"))
        else:
            found.days.append(day)
        if len(found.days) == (series.times or MOST):
            break
    if not found.days or (series.times and len(found.days) < series.times and series.until is None):
        raise BadInput("every day of this series is time off; choose other days")
    return found


def booking_words(found: Booking, today: date) -> str:
    """“6 sessions, Tue 24 Nov to Tue 16 Feb; skipped Tue 22 Dec: time off”."""
    ends = " to ".join(short(day, today) for day in dict.fromkeys((found.days[0], found.days[-1])))
    skipped = skipped_words(found, today)
    count = len(found.days)
    return f"{count} session{'' if count == 1 else 's'}, {ends}" + (f"; {skipped}" if skipped else "")


def skipped_words(found: Booking, today: date) -> str:
    """“skipped Tue 22 Dec, Tue 5 Jan: time off”; "" where nothing was."""
    days = ", ".join(short(day, today) for day, _ in found.skipped)
    return f"skipped {days}: time off" if days else ""
