"""Days that do not count, and how many days have passed without them (domain rules §11).

Every rule that compares today with a date asks here, by its name in `RULES`, and by nothing else. Days are
inclusive at both ends. A plan asks once and keeps what it was told (`coach_tui.plan.practice.Plan.off`).
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    Stored = Mapping[str, Any]
    """A pause or a holiday as it is stored: since, until (none: it goes on), reason."""

PLAN, STRATEGY, HOLIDAYS, DAYS_OFF = "plan", "strategy", "holidays", "days off"
"""Where it comes from: pauses of a plan or a strategy, the coach's holidays, the client's days off."""

RULES: dict[str, tuple[str, ...]] = {
    "review": (PLAN, HOLIDAYS),
    "milestone": (PLAN,),
    "progress": (PLAN,),
    "forecast": (PLAN,),
    "practice": (PLAN, STRATEGY, DAYS_OFF),
    "measure": (PLAN, DAYS_OFF),
    "contact": (PLAN, HOLIDAYS),
    "session": (PLAN, HOLIDAYS, DAYS_OFF),
    "other": (PLAN,),
}
"""Whose time off stops which clock (the table of §11); what it does not name waits while the plan does."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BETWEEN = ".."
"""Stands between the ends of a stretch of days off, as they are stored."""
_LAST = date.max.toordinal()


class TimeOff:
    """The days of some sources, merged: stretches that do not touch, in their order, and whole weekdays."""

    __slots__ = ("_ends", "stretches", "weekdays")

    def __init__(
        self, stretches: Iterable[tuple[int, int]] = (), weekdays: frozenset[int] = frozenset()
    ) -> None:
        """Take (first, last) as ordinals of days, in any order, and weekdays as 0 (Monday) to 6."""
        self.stretches = _merged(stretches)
        self.weekdays = weekdays
        self._ends = [last for _, last in self.stretches]

    def __bool__(self) -> bool:
        return bool(self.stretches or self.weekdays)

    def __contains__(self, day: date) -> bool:
        number = day.toordinal()
        return number in _Weekdays(self.weekdays) or self._in_stretch(number)

    def _in_stretch(self, number: int) -> bool:
        at = bisect_left(self._ends, number)
        return at < len(self.stretches) and self.stretches[at][0] <= number

    def days(self, after: date, until: date) -> int:
        """How many days of time off lie in (after, until]."""
        first, last = after.toordinal() + 1, until.toordinal()
        if not self or last < first:
            return 0
        found = _Weekdays(self.weekdays).between(first, last)
        for begin, end in self.stretches[bisect_left(self._ends, first) :]:
            if begin > last:
                break
            low, high = max(begin, first), min(end, last)
            found += high - low + 1 - _Weekdays(self.weekdays).between(low, high)
        return found

    def within(self, first: date, last: date) -> int:
        """How many days of time off lie from one day to another, both included."""
        return self.days(first, last) + (first in self) if first <= last else 0

    def elapsed(self, start: date, today: date) -> int:
        """The days that have passed from a day to another without those of time off (domain §11).

        (today − start) − the days of time off in (start, today]; negative, by the same rule, for a day ahead.
        """
        if not self.stretches and not self.weekdays:  # most plans have none, and every list asks for each
            return (today - start).days
        if today < start:
            return -self.elapsed(today, start)
        return (today - start).days - self.days(start, today)

    def counts_from(self, day: date) -> date:
        """The day itself, or the next one that counts; the last day there is where none does."""
        number = day.toordinal()
        while number < _LAST:
            at = bisect_left(self._ends, number)
            if at < len(self.stretches) and self.stretches[at][0] <= number:
                number = self.stretches[at][1] + 1
            elif number in _Weekdays(self.weekdays) and len(self.weekdays) < 7:
                number += 1
            else:
                break
        never = number > _LAST or len(self.weekdays) == 7
        return date.max if never else date.fromordinal(number)

    def after(self, day: date, count: int) -> date:
        """The day on which so many days that count have passed since another.

        Raises:
            OverflowError: when that day never comes, or only beyond the end of the calendar.
        """
        number, missing = day.toordinal(), count
        while missing > 0:
            number += missing
            if number > _LAST:
                raise OverflowError("beyond the end of the calendar")
            missing = count - self.elapsed(day, date.fromordinal(number))
        return date.fromordinal(number)

    def known(self, today: date) -> TimeOff:
        """The same as far as it is known today: what has no end yet has lasted up to today, and no longer."""
        if not self.stretches or self.stretches[-1][1] < _LAST:
            return self
        begin = self.stretches[-1][0]
        return TimeOff([*self.stretches[:-1], (begin, today.toordinal())], self.weekdays)

    @property
    def open_since(self) -> date | None:
        """The first day of what has no end yet; None where all has one."""
        if not self.stretches or self.stretches[-1][1] < _LAST:
            return None
        return date.fromordinal(self.stretches[-1][0])

    @property
    def ended(self) -> TimeOff:
        """The same without what has no end yet: how long that lasts is not known."""
        return TimeOff(self.stretches[:-1], self.weekdays) if self.open_since else self

    def spans(self, first: date, last: date) -> list[tuple[date, date]]:
        """The stretches of time off from one day to another, weekdays among them, each by its ends."""
        low, high = first.toordinal(), last.toordinal()
        days = ((n, n) for n in range(low, high + 1) if n in _Weekdays(self.weekdays))
        cut = ((max(begin, low), min(end, high)) for begin, end in self.stretches)
        whole = _merged([*cut, *(days if self.weekdays else ())])
        return [(date.fromordinal(begin), date.fromordinal(end)) for begin, end in whole]

    @property
    def dated(self) -> TimeOff:
        """The stretches alone, without the weekdays."""
        return TimeOff(self.stretches) if self.weekdays else self

    def joined(self, other: TimeOff) -> TimeOff:
        """The days of both."""
        if not self or not other:
            return self or other
        return TimeOff([*self.stretches, *other.stretches], self.weekdays | other.weekdays)


class _Weekdays:
    """Some weekdays, asked by the ordinals of days: the day of ordinal 1 was a Monday."""

    __slots__ = ("weekdays",)

    def __init__(self, weekdays: frozenset[int]) -> None:
        self.weekdays = weekdays

    def __contains__(self, number: int) -> bool:
        return bool(self.weekdays) and (number - 1) % 7 in self.weekdays

    def between(self, first: int, last: int) -> int:
        """How many of the days from `first` to `last`, both included, are such weekdays."""
        if not self.weekdays:
            return 0
        whole, rest = divmod(last - first + 1, 7)
        return whole * len(self.weekdays) + sum(1 for n in range(last - rest + 1, last + 1) if n in self)


def _merged(stretches: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Stretches in their order, those that overlap or touch made one; empty ones left out.

    One without an end stays by itself after one that it touches, so that its own first day is known.
    """
    found: list[tuple[int, int]] = []
    for first, last in sorted(stretches):
        if last < first:
            continue
        if found and first <= found[-1][1] + (last < _LAST):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


NEVER = TimeOff()
"""No time off at all."""


def of_pauses(stored: Iterable[Stored]) -> TimeOff:
    """The days of pauses or holidays as they are stored."""
    return TimeOff(
        (_ordinal(one["since"]), _ordinal(one["until"]) if one.get("until") else _LAST) for one in stored
    )


def of_days_off(stored: Sequence[str]) -> TimeOff:
    """The days off of a client as they are stored: weekdays, days, and stretches of days."""
    weekdays = frozenset(WEEKDAYS.index(word) for word in stored if word in WEEKDAYS)
    return TimeOff((_ends(word) for word in stored if word not in WEEKDAYS), weekdays)


def day_off(stored: Sequence[str], day: date) -> bool:
    """Whether a day is among the days off of a client, as they are stored."""
    iso = day.isoformat()
    return WEEKDAYS[day.weekday()] in stored or any(
        word[:10] <= iso <= word[-10:] for word in stored if word not in WEEKDAYS
    )


def stretch_ends(typed: str) -> tuple[str, str] | None:
    """The two ends of a stretch of days as people type it; None where it is none.

    >>> stretch_ends("24 dec – 3 jan"), stretch_ends("2026-12-24..2027-01-03"), stretch_ends("2026-12-24")
    (('24 dec', '3 jan'), ('2026-12-24', '2027-01-03'), None)
    """
    for sign in (BETWEEN, "–", "—", " - ", " to ", " bis ", " until "):
        first, found, last = typed.partition(sign)
        if found and first.strip() and last.strip():
            return first.strip(), last.strip()
    return None


def covering(stored: Iterable[Stored], day: date) -> Stored | None:
    """The pause or holiday (stored) that covers a day, its last day included; None where none does."""
    iso = day.isoformat()
    return next((one for one in stored if one["since"] <= iso <= (one.get("until") or "9")), None)


def _ends(word: str) -> tuple[int, int]:
    """The ends of a stored day, or of a stretch of days."""
    first, _, last = word.partition(BETWEEN)
    return _ordinal(first), _ordinal(last or first)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
