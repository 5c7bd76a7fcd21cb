"""A day as people type it (domain §5: dates on the timeline). Today is handed in."""

from __future__ import annotations

import re
from datetime import date

from coach_tui.plan.dates import add_days, add_months, day_words, month_end, short
from coach_tui.plan.day_names import NEAR, month_named, weekday_alone
from coach_tui.plan.errors import BadInput
from coach_tui.plan.side import Side
from coach_tui.plan.text import clean, fold
from coach_tui.plan.time_off import stretch_ends
from coach_tui.plan.written_days import YEAR_FIRST, read_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.written_days import WrittenDay

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
_ISO_FORM = re.compile(r"\d{4}-?w\d{2}(?:-?\d)?|\d{4}-\d{3}|\d{8}", re.ASCII)
_SIGNED = re.compile(r"([+-]) ?(\d{1,5}) ?(?:(d|w|m|y)[a-z]*)?", re.ASCII)
_SPOKEN = re.compile(r"(in )?(\d{1,5}|[a-z]+) (day|week|month|year)s?( ago| from now| from today)?", re.ASCII)
LATELY = 3
"""Months within which a day without a year that has passed may be the one that is meant."""
_SOON = 14
"""Days ahead within which a day without a year is not meant for last year."""
_ENDS = re.compile(r"(?:the )?end of (?:the |this )?(week|month|year|[a-z]+)", re.ASCII)


def parse_day(text: str, today: date, side: Side, *, base: date | None = None) -> date:
    """Read a day as people type it; `today` is what "fri" and "in 2 weeks" are counted from.

    2026-12-24 · 24.12. · 24.12.2026 · 24/12 · 24 dec · dec 24 · 24. Dezember · 24 de diciembre de 2026 ·
    today, tomorrow, yesterday, gestern, avant-hier, mañana · +3, +3d, +3w, +2m, -1w · in 3 weeks, 2 weeks,
    3 days ago · fri (today if it is one), next fri (after today), last fri · next week (its Monday), next
    month (its 1st) · end of month, eom, end of april · 2026-W52-4, 2026-358, 20261224.

    `side` says where the day may lie, and so which one is meant by a weekday or a day without a year: the
    next such day, or the last, today included, and within a year; or the nearer one. One without a year that
    comes within two weeks is not that of last year. What begins with + or - is counted from `base` where it
    is given, and of `Side.MOVED`, where `base` lies behind, a day without a year. 24/12 and 24.12. are day
    and month; a two-digit year is 20xx. Months are clamped to their end.

    Raises:
        BadInput: with a line that says what to type: it is no day, it does not exist, or it lies on the side
            of today where it cannot be.
    """
    said = " ".join(text[:40].lower().split())
    day = _read(said, today, base or today, side.back) if len(text) <= 40 else None
    if day is None:
        typed = clean(said)
        typed = f"{typed[:13]}…" if len(typed) > 14 else typed
        raise BadInput(f'"{typed}" is no day: {_HELP}' if said else f"no day given: {_HELP}")
    if side is Side.NEAR:
        day = _nearer(day, said, today, base or today)
    elif side is Side.PAST:
        day = _just_ahead(day, said, today)
    elif side is Side.MOVED and base is not None and base < today:
        written = read_written(said)
        if written is not None and written.year is None:
            day = _nearer(_near(written, base, back=False), said, base, base)
    side.check(day.isoformat(), today)
    return day


def parse_ahead(text: str, today: date, side: Side, *, base: date | None = None) -> date:
    """Read a day of what is to come where nobody sees how it is read, as at the shell: see `parse_day`.

    Raises:
        BadInput: as `parse_day`, or it passed lately, so that the one a year later is hardly meant.
    """
    day = parse_day(text, today, side, base=base)
    check_ahead(text, day, today)
    return day


def check_ahead(text: str, day: date, today: date) -> None:
    """Refuses a day that a text says without its year, where it passed lately (BadInput, with both)."""
    past = passed_lately(text, day, today)
    if past is not None:
        raise BadInput(
            f"{day_words(past, today)} is past, and {day_words(day, today)} a year later: write the year"
        )


def passed_lately(text: str, day: date, today: date) -> date | None:
    """The day a year before, where a text says `day` without its year and that passed within three months."""
    written = read_written(" ".join(text[:40].lower().split()))
    if written is None or written.year is not None or day <= today:
        return None
    past = add_months(day, -12)
    return past if add_months(today, -LATELY) <= past < today else None


def reads_as_day(text: str, today: date) -> bool:
    """Whether a text as a whole is a day as people type it, wherever it lies."""
    try:
        parse_day(text, today, Side.EITHER)
    except BadInput:
        return False
    return True


def parse_stretch(text: str, today: date) -> tuple[date, date]:
    """Read a day or a stretch of days, both ends included: “24 dec – 3 jan”, “2026-12-24..2027-01-03”.

    The beginning lies where time off does (`Side.NEAR`); the end is the next such day after it; “24–31 dec”
    is all in one month.

    Raises:
        BadInput: as `parse_day`, or when it ends before it begins.
    """
    ends = stretch_ends(text)
    if ends is None:
        day = parse_day(text, today, Side.NEAR)
        return day, day
    begin, last = ends
    number, _, month = last.partition(" ")
    typed = f"{begin} {month}" if begin.isdigit() and number.isdigit() else begin
    first = parse_day(typed, today, Side.NEAR)
    until = parse_day(last, first, Side.EITHER)
    if until < first:
        raise BadInput(f"{day_words(until)} is before {day_words(first)}; say the first day first")
    return first, until


def _just_ahead(day: date, said: str, today: date) -> date:
    """The day as it is read, or the next such one where it was written without a year and that is days ahead.

    Whoever writes tomorrow's day does not mean that of last year.
    """
    written = read_written(said) if day != today else None
    if written is None or written.year is not None or written.weekdays:
        return day
    try:
        ahead = _near(written, today, back=False)
    except BadInput:  # 29 February
        return day
    return ahead if ahead <= add_days(today, _SOON) else day


def _nearer(day: date, said: str, today: date, base: date) -> date:
    """The day as it is read, or the one of the year before where that lies only a little behind."""
    if day <= add_months(today, 12 - LATELY):
        return day
    try:
        before = _read(said, today, base, back=True)
    except BadInput:  # 29 February
        return day
    return before if before is not None and before >= add_months(today, -LATELY) else day


def _read(said: str, today: date, base: date, back: bool) -> date | None:
    near = NEAR.get(fold(said).replace("’", "'"))
    if near is not None:
        return add_days(today, near)
    for day in (_named_stretch(said, today, back), _weekday(said, today, back), _counted(said, today, base)):
        if day is not None:
            return day
    written = read_written(said)
    if written is not None:
        return _near(written, today, back) if written.year is None else _of_its_year(written, today)
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


def _named_stretch(said: str, today: date, back: bool) -> date | None:
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
    if match[1] == "month":
        return date(today.year, today.month, month_end(today.year, today.month))
    month = month_named(match[1])
    return _month_ending(month, today, back) if month else None


def _month_ending(month: int, today: date, back: bool) -> date:
    """The last day of a month that is to come, or of one that has ended (`back`), today included."""
    ended = month < today.month or (month == today.month and today.day == month_end(today.year, month))
    year = today.year
    if back and not ended:
        year = add_months(today, -12).year
    elif not back and month < today.month:
        year = add_months(today, 12).year
    return date(year, month, month_end(year, month))


def _weekday(said: str, today: date, back: bool) -> date | None:
    """A weekday: the next one, or the last one (`back`), today included; "next", "last" without today."""
    lead, _, name = said.rpartition(" ")
    index = weekday_alone(fold(name))
    if index is None or lead not in ("", "this", "on", "next", "last"):
        return None
    ahead = (index - today.weekday()) % 7
    if lead == "next" and not ahead:
        ahead = 7
    last = lead == "last" or (back and lead != "next" and ahead > 0)
    return add_days(today, ahead - 7 if last else ahead)


def _counted(said: str, today: date, base: date) -> date | None:
    """A count of days, weeks, months or years, forward or back."""
    if match := _SIGNED.fullmatch(said):
        units = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
        unit = match[3] or "d"
        typed = said[match.start(3) :] if match[3] else ""
        if typed not in ("", unit, units[unit][:-1], units[unit]):
            return None
        count = int(match[2])
        return _move(base, -count if match[1] == "-" else count, unit)
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


def _of_its_year(written: WrittenDay, today: date) -> date:
    """The day with the year that is written, unless two digits in front are more likely the year."""
    assert written.year is not None
    if YEAR_FIRST in written.orders:
        turned = written.year_in(YEAR_FIRST) or 0
        if abs(turned - today.year) <= 1 < abs(written.year - today.year):
            raise BadInput(f'"{written.said}" may begin with the year: write all four digits of it')
    return written.of_year(written.year)


def _near(written: WrittenDay, today: date, back: bool) -> date:
    """The next such day from today on, or the last up to it (`back`), within a year.

    Where a weekday is said and only the day on the other side of today is one, that day.
    """
    day, month = written.numbers
    if not 1 <= month <= 12 or not 1 <= day <= month_end(2000, month):
        raise written.refuse()
    wrong: date | None = None
    for found in _of_years(day, month, today, back, both=bool(written.weekdays)):
        if not written.weekdays or found.weekday() in written.weekdays:
            return found
        wrong = wrong or found
    if wrong is not None:
        return written.of_year(wrong.year)
    said = written.said
    if month == 2 and day == 29:
        raise BadInput(
            f'"{said}" does not come within a year of {short(today, today)}: write the year as well'
        )
    raise BadInput(f'"{said}" is past the end of the calendar: write the year as well')


def _of_years(day: int, month: int, today: date, back: bool, *, both: bool) -> list[date]:
    """A day and month within a year ahead, or behind (`back`); with `both` those of the other side last."""
    sides = [-1 if back else 1] + ([1 if back else -1] if both else [])
    years = {sign: (today.year, today.year + sign) for sign in sides}
    found = [
        date(year, month, day)
        for sign in sides
        for year in years[sign]
        if 1 <= year <= 9999
        and day <= month_end(year, month)
        and 0 <= (date(year, month, day) - today).days * sign <= 366
    ]
    return list(dict.fromkeys(found))
