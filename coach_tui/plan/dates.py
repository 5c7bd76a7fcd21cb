"""Calendar arithmetic and the words for a day (domain §6: intervals; no clock, no locale)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_DAYS = 30.44  # the mean month, for lengths only; dates step by the calendar

TIME_OFF_OUT = ", time off left out"
"""Said behind a number of days of which those of time off do not count."""

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_UNITS = {
    "d": "day",
    "day": "day",
    "days": "day",
    "w": "week",
    "wk": "week",
    "wks": "week",
    "week": "week",
    "weeks": "week",
    "m": "month",
    "mo": "month",
    "month": "month",
    "months": "month",
}
_NAMED = {
    "daily": (1, "day"),
    "weekly": (1, "week"),
    "bi weekly": (2, "week"),
    "biweekly": (2, "week"),
    "fortnightly": (2, "week"),
    "fortnight": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (3, "month"),
    "quarter": (3, "month"),
    "half yearly": (6, "month"),
    "yearly": (12, "month"),
    "annually": (12, "month"),
}
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "other": 2,  # "every other week"
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
}
_OUTSIDE = "that date is outside the calendar: years run from 1 to 9999"


def days_text(days: int) -> str:
    """A number of days: “1 day”, “40 days”."""
    return f"{days} day{'' if days == 1 else 's'}"


def every_text(days: float) -> str:
    """How far apart on average: “every day”, “every 9 days”."""
    whole = max(1, round(days))
    return "every day" if whole == 1 else f"every {whole} days"


def iso(day: date | None) -> str | None:
    """A day as it is stored and exported, such as 2026-12-24; None for none."""
    return None if day is None else day.isoformat()


def month_end(year: int, month: int) -> int:
    """The number of days in a month (1-12) of a year (1-9999)."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap else _LENGTHS[month - 1]


def add_months(day: date, n: int) -> date:
    """Return `day` moved by n calendar months, clamped to the month's end (domain §6).

    31 January + 1 is 28 or 29 February. Raises BadInput outside the years 1 to 9999.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not 1 <= year <= 9999:
        raise BadInput(_OUTSIDE)
    return date(year, month0 + 1, min(day.day, month_end(year, month0 + 1)))


def add_days(day: date, n: int) -> date:
    """Return `day` moved by n days. Raises BadInput outside the years 1 to 9999."""
    try:
        return day + timedelta(days=n)
    except OverflowError:
        raise BadInput(_OUTSIDE) from None


class Interval:
    """A stretch of n days, weeks or months, n 1 to 999 (domain §6); a value: compared by what it says."""

    __slots__ = ("n", "unit")

    n: int
    unit: str

    def __init__(self, n: int, unit: str) -> None:
        """Take n and the unit "days", "weeks" or "months". Raises BadInput for anything else."""
        single = _UNITS.get(unit)
        if single is None:
            raise BadInput('an interval is counted in weeks or months: write "2 weeks" or "1 month"')
        if not 1 <= n <= 999:
            raise BadInput('an interval is 1 to 999 units long: write "2 weeks" or "1 month"')
        self.n = n
        self.unit = single + "s"

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read an interval as people write it (domain §6).

        "2 weeks", "1 month", "2w", "10 days", "every 3 weeks", "every other week", "weekly",
        "bi-weekly" and "fortnightly" (two weeks), "monthly", "quarterly", "yearly".
        Raises BadInput with a line that says what to write.
        """
        said = " ".join(text[:40].lower().split())
        if len(text) <= 40:
            named = _NAMED.get(said.replace("-", " "))
            if named:
                return cls(*named)
            rest = said
            for lead in ("every ", "each ", "once "):
                rest = rest.removeprefix(lead)
            digits = len(rest) - len(rest.lstrip("0123456789"))
            if 0 < digits <= 3:
                number, unit = int(rest[:digits]), rest[digits:].strip()
            elif digits == 0:
                word, _, unit = rest.partition(" ")
                number = _NUMBERS.get(word, 0)
                if not unit and rest != said:  # "every week"
                    number, unit = 1, word
            else:
                number, unit = 0, ""
            if number and unit in _UNITS:
                return cls(number, unit)
            if number and rest != said and unit == "quarter":
                return cls(3 * number, "months")
        raise BadInput(
            f'"{clean(said)}" is no interval: write "2 weeks", "1 month", "weekly", "bi-weekly" or "monthly"'
        )

    @property
    def days(self) -> float:
        """The approximate length in days; a month counts as 30.44."""
        if self.unit == "months":
            return self.n * MONTH_DAYS
        return float(self.n * 7 if self.unit == "weeks" else self.n)

    def after(self, day: date, times: int = 1) -> date:
        """Return the date `times` intervals after `day`, always counted from `day` itself.

        31 January: 28 February after 1 month, 31 March after 2 (the anchor day is kept, domain §6).
        Raises BadInput outside the years 1 to 9999.
        """
        if self.unit == "months":
            return add_months(day, self.n * times)
        return add_days(day, self.n * times * (7 if self.unit == "weeks" else 1))

    def steps(self, start: date, today: date) -> int:
        """Return how many whole intervals have passed from `start` to `today`; 0 when none or before."""
        if today <= start:
            return 0
        if self.unit != "months":
            return (today - start).days // (self.n * 7 if self.unit == "weeks" else self.n)
        months = (today.year - start.year) * 12 + today.month - start.month
        reached = min(start.day, month_end(today.year, today.month)) <= today.day
        return (months if reached else months - 1) // self.n

    def __str__(self) -> str:
        return f"{self.n} {self.unit if self.n > 1 else self.unit[:-1]}"

    def __repr__(self) -> str:
        return f"Interval({self.n}, {self.unit!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Interval) and (self.n, self.unit) == (other.n, other.unit)

    def __hash__(self) -> int:
        return hash((self.n, self.unit))


def parse_iso(text: str) -> date:
    """Read YYYY-MM-DD, exactly. Raises BadInput for another shape or a day that does not exist."""
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
        parts = text.split("-")
        if len(parts) == 3 and all(part.isdigit() for part in parts):
            try:
                return date(int(parts[0]), int(parts[1]), int(parts[2]))
            except ValueError:
                raise BadInput(f'"{text}" is not in the calendar: check the day and the month') from None
    raise BadInput(f'"{clean(text[:20])}" is no date: write it as 2026-11-24')


def beside_today(day: date | None, today: date) -> str:
    """A day with how far off it is: "Fri 27 Nov  (in 3 days)"; "–" for none."""
    return f"{short(day, today)}  ({relative(day, today)})" if day else "–"


def relative(day: date, today: date) -> str:
    """Say `day` as seen from `today`: "today", "tomorrow", "in 3 days", "40 days ago".

    Days up to 8 weeks, then weeks up to half a year, then months up to 2 years, then years.
    """
    distance = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(distance)
    if near:
        return near
    size = abs(distance)
    if size <= 56:
        count, unit = size, "day"
    elif size <= 182:
        count, unit = round(size / 7), "week"
    elif size <= 730:
        count, unit = round(size / MONTH_DAYS), "month"
    else:
        count, unit = round(size / 365.25), "year"
    said = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"in {said}" if distance > 0 else f"{said} ago"


def day_words(day: date | str, today: date | None = None) -> str:
    """A day, also an ISO one, as notices and questions say it: with its year, unless that is today's.

    >>> day_words("2026-11-24"), day_words("2026-11-24", date(2026, 1, 1))
    ('Tue 24 Nov 2026', 'Tue 24 Nov')
    """
    day = date.fromisoformat(day) if isinstance(day, str) else day
    said = short(day, today or day)
    return said if today else f"{said} {day.year}"


def late_text(late: int, passed: int) -> str:
    """How late something is by the days that count, of those that have passed: “1 day late”.

    Where fewer count than have passed: “1 day late, time off left out”.
    """
    return f"{days_text(late)} late{TIME_OFF_OUT if late < passed else ''}"


def day_missed(due: date, today: date) -> str:
    """How a date that has passed is said: "yesterday", "on Thursday" within a week, else how long ago."""
    late = (today - due).days
    if late == 1:
        return "yesterday"
    return f"on {due:%A}" if late < 7 else relative(due, today)


def short(day: date, today: date) -> str:
    """Write `day` as "Tue 24 Nov", with the year when it is not this one ("Sun 3 Jan 2027")."""
    said = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


def plan_week(start: date, end: date, today: date) -> str:
    """How far what lasts from one day to another has come: “week 12 of 22”."""
    weeks = max(1, -(-(end - start).days // 7))
    if today < start:
        return f"{_weeks(weeks)}, begins {relative(start, today)}"
    if today > end:
        return f"{_weeks(weeks)}, over {relative(end, today)}"
    return f"week {min(weeks, (today - start).days // 7 + 1)} of {weeks}"


def _weeks(count: int) -> str:
    return f"{count} week{'' if count == 1 else 's'}"
