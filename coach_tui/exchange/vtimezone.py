"""A time zone as a calendar file defines it (RFC 5545 §3.6.5), as far as real ones go: rules of a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.exchange.ics_lines import properties_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.exchange.ics_lines import Property

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = frozenset(
    ("FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST", "BYHOUR", "BYMINUTE")
)
_WEEKDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_AWAY = re.compile(r"([+-])(\d\d)([0-5]\d)(?:[0-5]\d)?")
_LOCAL = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)\d\dZ?", re.IGNORECASE)


class Rule(NamedTuple):
    """On which day of each year clocks are changed, and the last time at which they are."""

    months: tuple[int, ...]
    nth: int
    """Which of the weekdays: 1 the first, -1 the last, 0 each."""
    weekday: int | None
    days: tuple[int, ...]
    """Days of the month among which it is; none: any."""
    last: datetime

    def in_year(self, year: int) -> Iterator[tuple[int, int]]:
        """The days (month, day) in a year."""
        for month in self.months:
            first, count = monthrange(year, month)
            days = [
                day
                for day in range(1, count + 1)
                if (not self.days or day in self.days or day - count - 1 in self.days)
                and (self.weekday is None or (first + day - 1) % 7 == self.weekday)
            ]
            if self.nth:
                days = days[self.nth - 1 :][:1] if self.nth > 0 else days[self.nth :][:1]
            for day in days:
                yield month, day


class Observance(NamedTuple):
    """From when on clocks stand how far from the world's clock, and how far before."""

    start: datetime
    before: timedelta
    after: timedelta
    more: tuple[datetime, ...]
    rule: Rule | None

    def latest(self, local: datetime) -> datetime | None:
        """The last time not after `local` at which it began."""
        begins = [one for one in (self.start, *self.more) if one <= local]
        if self.rule is not None:
            year, end = min(local.year, self.rule.last.year), min(local, self.rule.last)
            for one in range(max(year - 1, self.start.year), year + 1):
                days = (self.start.replace(year=one, month=m, day=d) for m, d in self.rule.in_year(one))
                begins += [day for day in days if self.start <= day <= end]
        return max(begins, default=None)


class DefinedZone(tzinfo):
    """A zone by its definition."""

    def __init__(self, observances: list[Observance]) -> None:
        self._observances = sorted(observances, key=lambda one: one.start)

    @classmethod
    def read(cls, lines: list[bytes]) -> DefinedZone:
        """The zone that a VTIMEZONE defines.

        Raises:
            ValueError: it cannot be told.
        """
        parts = properties_of(lines, "STANDARD") + properties_of(lines, "DAYLIGHT")
        if not parts:
            raise ValueError
        return cls([_observance(part) for part in parts])

    def utcoffset(self, dt: datetime | None) -> timedelta:
        """How far clocks stand from the world's, by a local time: in a gap as before it, of two the first."""
        assert dt is not None
        local = dt.replace(tzinfo=None)
        began = [(found, one) for one in self._observances if (found := one.latest(local)) is not None]
        if not began:
            return self._observances[0].before
        since, now = max(began, key=lambda pair: pair[0])
        return now.before if local < since + (now.after - now.before) else now.after

    def dst(self, dt: datetime | None) -> None:
        """Not told."""

    def tzname(self, dt: datetime | None) -> None:
        """Not told."""

    def fromutc(self, dt: datetime) -> datetime:
        """The local time of a moment."""
        ways = {away for one in self._observances for away in (one.after, one.before)}
        for away in sorted(ways, reverse=True):
            if self.utcoffset(dt + away) == away:
                return dt + away
        return dt + self._observances[-1].after


def _observance(part: list[Property]) -> Observance:
    said = {one.name: one.value.strip().upper() for one in reversed(part)}
    start = _local(said.get("DTSTART", ""))
    rules = [one.value.strip().upper() for one in part if one.name == "RRULE"]
    if len(rules) > 1:
        raise ValueError
    return Observance(
        start,
        _away(said.get("TZOFFSETFROM", said.get("TZOFFSETTO", ""))),
        _away(said.get("TZOFFSETTO", "")),
        tuple(_local(text) for one in part if one.name == "RDATE" for text in one.value.split(",")),
        _rule(rules[0], start) if rules else None,
    )


def _rule(text: str, start: datetime) -> Rule:
    parts = dict(part.partition("=")[::2] for part in text.strip(";").split(";"))
    if parts.get("FREQ") != "YEARLY" or parts.get("INTERVAL", "1") != "1" or not _PARTS.issuperset(parts):
        raise ValueError
    last = datetime(9999, 12, 31)  # noqa: DTZ001
    if "UNTIL" in parts:  # in the world's clock, which a day makes up for
        until = parts["UNTIL"] if "T" in parts["UNTIL"] else parts["UNTIL"] + "T000000"
        last = _local(until) + timedelta(days=1)
    if "COUNT" in parts:
        last = datetime(start.year + int(parts["COUNT"]) - 1, 12, 31, 23, 59)  # noqa: DTZ001
    months = tuple(int(month) for month in parts.get("BYMONTH", str(start.month)).split(","))
    days = tuple(int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day)
    if not all(1 <= month <= 12 for month in months):
        raise ValueError
    if "BYDAY" not in parts:
        return Rule(months, 0, None, days or (start.day,), last)
    found = _WEEKDAY.fullmatch(parts["BYDAY"])
    if found is None:
        raise ValueError
    return Rule(months, int(found[1] or 0), _DAYS.index(found[2]), days, last)


def _local(text: str) -> datetime:
    found = _LOCAL.fullmatch(text.strip())
    if found is None:
        raise ValueError
    year, month, day, hour, minute = (int(part) for part in found.groups())
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


def _away(text: str) -> timedelta:
    found = _AWAY.fullmatch(text)
    if found is None or int(found[2]) > 23:
        raise ValueError
    away = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -away if found[1] == "-" else away
