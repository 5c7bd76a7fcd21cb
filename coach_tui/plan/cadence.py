"""How often a strategy is practised, and how well that goes (domain §4)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.dates import DAYS, Interval
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean
from coach_tui.plan.time_off import NEVER, TimeOff

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = {
    "daily": (1, "days"),
    "weekly": (1, "weeks"),
    "bi weekly": (2, "weeks"),
    "biweekly": (2, "weeks"),
    "fortnightly": (2, "weeks"),
    "monthly": (1, "months"),
    "quarterly": (3, "months"),
}
_TIMES = {
    "once": "1",
    "twice": "2",
    "thrice": "3",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
}


_WEEKDAYS = tuple(day.lower() for day in DAYS)
_SETS = {"weekdays": _WEEKDAYS[:5], "workdays": _WEEKDAYS[:5], "weekends": _WEEKDAYS[5:]}
_LENGTH = 60


class Cadence:
    """How often: `times` in every `period`, or once at all (`period` is None); a value (domain §4).

    `days` are the weekdays it is meant for ("mon" to "sun", in their order); () where any day will do.
    """

    __slots__ = ("days", "period", "times")

    times: int
    period: Interval | None
    days: tuple[str, ...]

    def __init__(self, times: int, period: Interval | None, days: tuple[str, ...] = ()) -> None:
        """Take 1-99 times in a period; without a period it is once. Raises BadInput for other numbers."""
        if not 1 <= times <= 99 or (period is None and times != 1):
            raise BadInput('a cadence is 1 to 99 times a period: write "once" or "3 per week"')
        self.times = times
        self.period = period
        self.days = days

    @classmethod
    def parse(cls, text: str) -> Cadence:
        """Read a cadence as people write it (domain §4).

        "once", "3 per week", "3x/week", "twice a week", "daily", "weekly", "every 2 weeks",
        "1 every 2 weeks", "2 per month"; with weekdays "every mon, thu", "fridays", "weekdays",
        "1 every 2 weeks on fri". Raises BadInput with a line that says what to write.
        """
        said = " ".join(text[:_LENGTH].lower().replace("/", " per ").replace("×", "x").split())
        if len(text) <= _LENGTH:
            rhythm, on, named_days = said.rpartition("on ")
            days = _days(named_days.removeprefix("every ").removeprefix("each "))
            if days and not rhythm.strip():
                return cls(len(days), Interval(1, "weeks"), days)
            if days and on:
                plain = cls.parse(rhythm)
                if plain.period is None or plain.period.unit != "weeks":
                    raise BadInput('weekdays go with weeks: write "every fri" or "1 every 2 weeks on fri"')
                return cls(plain.times, plain.period, days)
            if said == "once":
                return cls(1, None)
            named = _WORDS.get(said.replace("-", " "))
            if named:
                return cls(1, Interval(*named))
            words = said.split(" ")
            count, words = _count(words)
            if count and words:
                joint, rest = words[0], " ".join(words[1:])
                try:
                    if joint in ("per", "a", "an", "each") and len(words) == 2:
                        return cls(count, Interval(1, rest))
                    if joint in ("every", "per") and rest:
                        return cls(count, Interval.parse(f"every {rest}"))
                except BadInput:
                    pass
        raise BadInput(
            f'"{clean(said)}" is no cadence: write "once", "3 per week", "every mon, thu" or "every 2 weeks"'
        )

    @property
    def per_week(self) -> float | None:
        """Times in a week on average, None for once; a month counts as 30.44 days."""
        return None if self.period is None else self.times * 7 / self.period.days

    def expected(self, first: date, last: date, off: TimeOff = NEVER) -> float:
        """How often it asks for practice from one day to another, both included (domain §11).

        Named weekdays are expected as often as they come and count. A rhythm in days expects none on a day
        off. One in weeks or months expects as much in a week that has weekdays off as in any other, but not
        more than once a day unless it asks for that; other days off take their share away. "once" is 0.
        """
        if self.period is None or last < first:
            return 0.0
        if self.days:
            days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            named = sum(1 for day in days if _WEEKDAYS[day.weekday()] in self.days and day not in off)
            return named * self.times / len(self.days) / self.period.n
        counted = (last - first).days + 1 - off.within(first, last)
        if self.period.unit == "days":
            return counted * self.times / self.period.n
        usual = 7 - len(off.weekdays)
        per_week = self.times * 7 / self.period.days
        return min(counted * per_week / usual, counted * max(1.0, per_week / 7)) if usual else 0.0

    def missed_in_a_row(self, done: Sequence[date], start: date, today: date, off: TimeOff = NEVER) -> int:
        """Return how many completed periods up to now went without a practice (domain §4, §11).

        Periods are counted from `start`, without time off; the running one is not complete and never counts
        as missed, but a practice in it ends the row. On a day off none runs: the last day that counted is
        over. "once" never misses. Two in a row are a flag, one is not.
        """
        clock = self.clock(start, today, off)
        if self.period is None or clock is None:
            return 0
        complete = self.number(start, today, clock, over=today in clock)
        last = _last(done, today)
        if last is None or last < start:
            return complete
        return max(complete - 1 - self.number(start, last, clock), 0)

    def number(self, start: date, day: date, clock: TimeOff, *, over: bool = False) -> int:
        """In which period since `start` a day lies, from 0 on, by a clock that `clock` gave.

        With `over` the last day that counted up to then is over: in which one the next will lie that counts.
        """
        begin = clock.counts_from(start)
        if self.period is None or day < begin:
            return 0
        return self.period.steps(begin, begin + timedelta(days=clock.elapsed(begin, day) + over))

    def clock(self, start: date, today: date, off: TimeOff) -> TimeOff | None:
        """The time off by which its periods are counted; None where it asks for nothing at all.

        Weekdays off stop a rhythm that is counted in days: a week has a Saturday whether it is off or not.
        Where weekdays are named, a week of which all those are off is off as a whole.
        """
        if not off or self.period is None or self.period.unit == "days":
            return off
        asked = self.days or _WEEKDAYS
        if all(_WEEKDAYS.index(day) in off.weekdays for day in asked):
            return None
        if not self.days:
            return off.dated
        weeks = [start + timedelta(days=7 * n) for n in range(max(0, (today - start).days // 7))]
        return off.dated.joined(TimeOff(_span(week) for week in weeks if self._all_off(week, off)))

    def _all_off(self, week: date, off: TimeOff) -> bool:
        """Whether all named days of the seven from `week` on are days off."""
        days = (week + timedelta(days=n) for n in range(7))
        return all(day in off for day in days if _WEEKDAYS[day.weekday()] in self.days)

    def __str__(self) -> str:
        if self.period is None:
            return "once"
        if self.days:
            named = ", ".join(self.days)
            if self.times == len(self.days) and self.period == Interval(1, "weeks"):
                return f"every {named}"
            return f"{Cadence(self.times, self.period)} on {named}"
        if self.period.n == 1:
            return f"{self.times} per {self.period.unit[:-1]}"
        return f"{self.times} every {self.period}"

    def __repr__(self) -> str:
        return f"Cadence({self.times}, {self.period!r}, {self.days!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cadence) and (self.times, self.period, self.days) == (
            other.times,
            other.period,
            other.days,
        )

    def __hash__(self) -> int:
        return hash((self.times, self.period, self.days))


def _count(words: list[str]) -> tuple[int, list[str]]:
    """Take the leading count off: ["3x", "per", "week"] gives 3; nothing before "every" is 1; else 0."""
    if words[0] == "every":
        return 1, words
    first = _TIMES.get(words[0], words[0])
    rest = words[1:]
    if first.endswith("x"):
        first = first[:-1]
    elif rest and rest[0] in ("x", "time", "times"):
        rest = rest[1:]
    usable = 0 < len(first) <= 2 and first.isascii() and first.isdigit()
    return int(first) if usable else 0, rest


def _days(said: str) -> tuple[str, ...]:
    """The weekdays of "mon, wed and fri", "fridays" or "weekdays" in their order; () if it says none."""
    if said in _SETS:
        return _SETS[said]
    found = set()
    for word in said.replace(",", " ").replace("&", " ").replace(" and ", " ").split():
        name = word[:3]
        full = next((day for day in _FULL if day[:3] == name), "")
        if not full or word not in (name, f"{name}s", full, f"{full}s", f"{name}.", *_MORE.get(name, ())):
            return ()
        found.add(name)
    return tuple(day for day in _WEEKDAYS if day in found)


_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MORE = {"tue": ("tues",), "thu": ("thur", "thurs")}


def _last(done: Sequence[date], today: date) -> date | None:
    return max((day for day in done if day <= today), default=None)


def _span(week: date) -> tuple[int, int]:
    """The seven days from a day on, as ordinals."""
    return week.toordinal(), week.toordinal() + 6
