"""A day as people type it (domain §5: dates on the timeline). Today is handed in."""

from __future__ import annotations

import re
from datetime import date

from coach_tui.plan.dates import add_days, add_months, month_end, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean

_HELP = "write 24 dec, 2026-12-24, +2w, fri or in 2 weeks"
FORMATS = "24 dec, fri, +2w, in 2 weeks"
"""Some of the ways to write a day, for a hint."""
_NUMBERS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_WORD_DAYS = {"today": 0, "tod": 0, "tomorrow": 1, "tom": 1, "yesterday": -1}
_WEEKDAYS = {
    name: index
    for index, names in enumerate(
        (
            ("mon", "monday"),
            ("tue", "tues", "tuesday"),
            ("wed", "wednesday"),
            ("thu", "thur", "thurs", "thursday"),
            ("fri", "friday"),
            ("sat", "saturday"),
            ("sun", "sunday"),
        )
    )
    for name in names
}
_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_ISO = re.compile(r"(\d{4,5})[-/](\d{1,2})[-/](\d{1,2})", re.ASCII)
_ISO_FORM = re.compile(r"\d{4}-?w\d{2}(?:-?\d)?|\d{4}-\d{3}|\d{8}", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})(?:\.|\. ?(\d{4}|\d{2}))?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?(?: of)? ?([a-z]{3,9})\.?,? ?(\d{4})?", re.ASCII)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? ?(\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?", re.ASCII)
_SIGNED = re.compile(r"([+-]) ?(\d{1,5}) ?(?:(d|w|m|y)[a-z]*)?", re.ASCII)
_SPOKEN = re.compile(r"(in )?(\d{1,5}|[a-z]+) (day|week|month|year)s?( ago| from now| from today)?", re.ASCII)
_ENDS = re.compile(r"(?:the )?end of (?:the |this )?(week|month|year|[a-z]+)", re.ASCII)


def parse_day(text: str, today: date, *, first: str = "dmy", past: bool = False) -> date:
    """Read a day as people type it; `today` is what "+3" and "fri" are counted from.

    2026-12-24 · 24.12. · 24.12.2026 · 24/12 · 24 dec · dec 24 · today, tomorrow, yesterday · +3, +3d, +3w,
    +2m, -1w · in 3 weeks, 2 weeks, 3 days ago · fri (today if it is one), next fri (after today), last fri ·
    next week (its Monday), next month (its 1st) · end of month, eom, end of april · 2026-W52-4, 2026-358,
    20261224.

    A day without a year is the next such date, today included, within the coming year; with `past`, for what
    has happened, it and a weekday alone are the last such day, today included. `first` says how
    24/12 is read: "dmy" or "mdy"; dots are always day.month. A two-digit year is 20xx.
    Months are clamped to their end.
    Raises BadInput for anything else, and for days that do not exist, with a line that says what to type.
    """
    if first not in ("dmy", "mdy"):
        raise ValueError(f'first is "dmy" or "mdy", not {first!r}')
    said = " ".join(text[:40].lower().split())
    day = _read(said, today, first, past) if len(text) <= 40 else None
    if day is None:
        typed = clean(said)
        typed = f"{typed[:13]}…" if len(typed) > 14 else typed
        raise BadInput(f'"{typed}" is no day: {_HELP}' if said else f"no day given: {_HELP}")
    return day


def _read(said: str, today: date, first: str, past: bool) -> date | None:
    if said in _WORD_DAYS:
        return add_days(today, _WORD_DAYS[said])
    for day in (_named_stretch(said, today), _weekday(said, today, past), _counted(said, today)):
        if day is not None:
            return day
    if match := _ISO.fullmatch(said):
        return _exact(said, int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(said):
        return _dated(said, today, match[3], int(match[2]), int(match[1]), past=past)
    if match := _SLASHED.fullmatch(said):
        one, two = int(match[1]), int(match[2])
        month, number = (two, one) if first == "dmy" else (one, two)
        return _dated(said, today, match[3], month, number, order=first, past=past)
    for pattern, month_group, day_group in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        match = pattern.fullmatch(said)
        if match and (month := _month(match[month_group])):
            return _dated(said, today, match[3], month, int(match[day_group]), past=past)
    return _iso_form(said)


def _iso_form(said: str) -> date | None:
    """The other ways ISO 8601 writes a day: 2026-w52-4, 2026w524, 2026-358, 20261224."""
    if not _ISO_FORM.fullmatch(said):
        return None
    import pendulum

    try:
        found = pendulum.parse(said.upper(), exact=True)
    except ValueError:
        return None
    return date(found.year, found.month, found.day) if isinstance(found, pendulum.Date) else None


def _named_stretch(said: str, today: date) -> date | None:
    """Next week, next month, next year, the end of one."""
    if said == "next week":
        return add_days(today, 7 - today.weekday())
    if said == "next month":
        return add_months(today, 1).replace(day=1)
    if said == "next year":
        return add_months(today, 12).replace(month=1, day=1)
    said = {"eow": "end of week", "eom": "end of month", "eoy": "end of year"}.get(said, said)
    match = _ENDS.fullmatch(said)
    if not match:
        return None
    if match[1] == "week":
        return add_days(today, 6 - today.weekday())
    if match[1] == "year":
        return today.replace(month=12, day=31)
    month = today.month if match[1] == "month" else _month(match[1])
    if not month:
        return None
    year = add_months(today, 12).year if month < today.month else today.year
    return date(year, month, month_end(year, month))


def _weekday(said: str, today: date, past: bool) -> date | None:
    """A weekday: the next one (with `past` the last one), today included; "next", "last" without today."""
    lead, _, name = said.rpartition(" ")
    index = _WEEKDAYS.get(name)
    if index is None or lead not in ("", "this", "on", "next", "last"):
        return None
    ahead = (index - today.weekday()) % 7
    if lead == "next" and not ahead:
        ahead = 7
    back = lead == "last" or (past and lead != "next" and ahead > 0)
    return add_days(today, ahead - 7 if back else ahead)


def _counted(said: str, today: date) -> date | None:
    """A count of days, weeks, months or years, forward or back."""
    if match := _SIGNED.fullmatch(said):
        units = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
        unit = match[3] or "d"
        typed = said[match.start(3) :] if match[3] else ""
        if typed not in ("", unit, units[unit][:-1], units[unit]):
            return None
        count = int(match[2])
        return _move(today, -count if match[1] == "-" else count, unit)
    match = _SPOKEN.fullmatch(said)
    if not match or (match[1] and match[4]):
        return None
    if match[2].isdigit():
        count = int(match[2])
    elif match[2] in ("a", "an"):
        count = 1
    elif match[2] in _NUMBERS:
        count = _NUMBERS.index(match[2])
    else:
        return None
    return _move(today, -count if match[4] == " ago" else count, match[3][0])


def _move(today: date, count: int, unit: str) -> date:
    if unit in "my":
        return add_months(today, count * (12 if unit == "y" else 1))
    return add_days(today, count * (7 if unit == "w" else 1))


def _month(name: str) -> int:
    """The month (1-12) that a name of three letters or more begins; 0 for none."""
    if len(name) < 3:
        return 0
    for index, full in enumerate(_MONTH_NAMES):
        if full.startswith(name):
            return index + 1
    return 0


def _exact(said: str, year: int, month: int, day: int, order: str = "") -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadInput(f'"{said}" is not in the calendar{_reading(order)}') from None


def _reading(order: str) -> str:
    if order:
        return f": it is read as {'day/month' if order == 'dmy' else 'month/day'}, so check which comes first"
    return ": check the day, the month and the year"


def _dated(
    said: str, today: date, year: str | None, month: int, day: int, order: str = "", past: bool = False
) -> date:
    """The date with its year, or the next such date from today on (with `past` the last), within a year."""
    if year is not None:
        return _exact(said, int(year) + (2000 if len(year) == 2 else 0), month, day, order)
    if not 1 <= month <= 12 or not 1 <= day <= month_end(2000, month):
        raise BadInput(f'"{said}" is not in the calendar{_reading(order)}')
    for candidate in (today.year, today.year - 1 if past else today.year + 1):
        if 1 <= candidate <= 9999 and day <= month_end(candidate, month):
            found = date(candidate, month, day)
            if 0 <= (found - today).days * (-1 if past else 1) <= 366:
                return found
    if month == 2 and day == 29:
        raise BadInput(
            f'"{said}" does not come within a year of {short(today, today)}: write the year as well'
        )
    raise BadInput(f'"{said}" is past the end of the calendar: write the year as well')
