"""What an entry of a calendar file says of time, told where its reader is.

A length is the difference of two moments. Times of other zones are told in the reader's: that of the file
(X-WR-TIMEZONE), else the machine's; where both are the world's clock, in the zone that the entry names. What
lasts from midnight to midnight, of whatever zone is named, is a whole day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.exchange.ics_zones import Zones, instant, machine_tells, tells_zone
from coach_tui.plan.calendar_items import When
from coach_tui.plan.fields import quote
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach_tui.exchange.ics_lines import Property

    Properties = Mapping[str, Sequence[Property]]

_VALUE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?", re.IGNORECASE)
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?"
)
_MARKS = ("X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT")
_DAY = timedelta(days=1)
_ODD = time(11)
"""At this hour of the world's clock it is midnight both at 11 hours east and at 11 hours west of it."""
NO_LENGTH = "its length there cannot be read"
EARLY = "it ends there before it begins"
NO_ZONE = (
    "the time there is the world's (UTC), and this machine's zone is that too: "
    "name yours, as in TZ=Europe/Berlin coach import"
)


class Told(NamedTuple):
    """When an entry is, as it says; None: it cannot be told.

    `whole` is its day where it is a whole day here, if that is not the day with which it begins at home;
    `doubt` says why it is not sure, or cannot be told; `length` why the length cannot be taken that is said;
    `empty` whether it ends when it begins.
    """

    when: When | None
    whole: date | None = None
    doubt: str = ""
    length: str = ""
    empty: bool = False


class Home(NamedTuple):
    """Where times are told: `zone` (None: this machine's), and whether anything says that it is so."""

    zone: tzinfo | None = None
    sure: bool = True


class Point(NamedTuple):
    """A day, or a time as it stands there with its zone; `unknown` names a zone that nobody knows."""

    at: date
    zone: tzinfo | None = None
    unknown: str = ""

    @property
    def clock(self) -> datetime:
        """The time; midnight of a day."""
        return self.at if isinstance(self.at, datetime) else datetime.combine(self.at, time.min)

    @property
    def timed(self) -> bool:
        """Whether it is a time."""
        return isinstance(self.at, datetime)


def home_of(name: str, zones: Zones) -> Home:
    """Where the times of a file are told that names this zone, or none."""
    zone = zones.named(clean(name))
    if tells_zone(zone):
        return Home(zone)
    return Home(None) if machine_tells() else Home(UTC, sure=False)


def told_of(said: Properties, zones: Zones, home: Home) -> Told:
    """When an entry is."""
    begins = _points(said, "DTSTART", zones) or _points(said, "DUE", zones)
    start = begins[0] if begins else None
    if start is None:
        return Told(None)
    if len(set(begins)) > 1:
        return Told(None, doubt="it begins there at two times")
    if not start.timed:
        return Told(When(start.at))  # whatever its end is: of what is a day here, only the first counts
    ends = _points(said, "DTEND", zones)
    end = ends[0] if ends else None
    home = _home_for(start, end, home)
    length, fault = _length(start, end, said, home), ""
    if length is None and ("DTEND" in said or "DURATION" in said):
        fault = NO_LENGTH
    elif len(set(ends)) > 1:
        length, fault = None, "it ends there at two times"
    elif length is not None and length < timedelta(0):
        fault = EARLY
    try:
        told = _timed(start, length, _marked(said), home)
    except (OverflowError, ValueError, OSError):
        return Told(None)
    return told._replace(length=fault, empty=length is not None and not length // timedelta(minutes=1))


def day_of(said: Properties, name: str, zones: Zones, home: Home) -> date | None:
    """The day of a property, where its reader is; None without one."""
    found = _points(said, name, zones)
    if not found or found[0] is None:
        return None
    try:
        return _at_home(found[0], _home_for(found[0], None, home)).date()
    except (OverflowError, ValueError):
        return None


def _points(said: Properties, name: str, zones: Zones) -> list[Point | None]:
    return [_point(one, zones) for one in said.get(name, ())]


def _point(one: Property, zones: Zones) -> Point | None:
    """A property as a point in time; None where it cannot be read."""
    found = _VALUE.fullmatch(one.value.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        if found[4] is None:
            return Point(date(year, month, day))
        at = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001
    except ValueError:
        return None
    if one.parameters.get("VALUE", "").upper() == "DATE" and at.time() == time.min:
        return Point(at.date())
    name = clean(one.parameters.get("TZID", ""))
    if found[7]:
        return Point(at, UTC if found[7] in "Zz" else zones.named(found[7]))
    zone = zones.named(name) if name else None
    return Point(at, zone, name if name and zone is None else "")


def _home_for(start: Point, end: Point | None, home: Home) -> Home:
    """Where an entry's times are told: where nothing else tells, in the zone that it names itself."""
    if home.sure:
        return home
    zone = next((one.zone for one in (start, end) if one is not None and tells_zone(one.zone)), None)
    return Home(zone) if zone is not None else home


def _at_home(point: Point, home: Home) -> datetime:
    """The time that clocks show at home."""
    if point.zone is None:
        return point.clock
    return point.clock.replace(tzinfo=point.zone).astimezone(home.zone).replace(tzinfo=None)


def _length(start: Point, end: Point | None, said: Properties, home: Home) -> timedelta | None:
    """How long it takes; None where that is not said, or not to be told."""
    try:
        return _length_said(start, end, said, home)
    except (OverflowError, ValueError, OSError):
        return None


def _length_said(start: Point, end: Point | None, said: Properties, home: Home) -> timedelta | None:
    """As `_length`; past the end of the calendar OverflowError, ValueError or OSError."""
    if end is not None and end.timed:
        if start.zone is None and (end.zone, end.unknown) == (None, start.unknown):
            return end.clock - start.clock
        if start.unknown or end.unknown:
            return None
        first, last = (instant(one.clock, one.zone or home.zone) for one in (start, end))
        return last - first
    for one in said.get("DURATION", ())[:1]:
        found = _LENGTH.fullmatch(one.value.strip().upper())
        if found is None or not any(found.groups()[1:]):
            return None
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
        exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        nominal = timedelta(weeks=weeks, days=days)
        if start.zone is not None:  # days as clocks have them, of 23 hours too
            nominal = instant(start.clock + nominal, start.zone) - instant(start.clock, start.zone)
        return -(nominal + exact) if found[1] == "-" else nominal + exact
    return None


def _timed(start: Point, length: timedelta | None, marked: bool, home: Home) -> Told:
    """When something is that begins at a time."""
    here, whole = _at_home(start, home), _from_midnight(start, length, home)
    lasts_days = length is None or length > _DAY - timedelta(hours=2)
    if whole is not None and (marked or length is not None) and lasts_days:
        return Told(When(whole), whole)
    if whole is None and length is not None and (marked or _is_days(length)):
        if start.zone is not None and not home.sure and here.time() == _ODD:
            return Told(None, doubt=NO_ZONE)
        whole = (here + max(min(length, _DAY), timedelta(0)) / 2).date()
    if marked and lasts_days:
        return Told(When(whole or here.date()), whole)
    minutes = int(length.total_seconds() // 60) if length is not None else 0
    when = When(here.date(), f"{here:%H:%M}", minutes if minutes > 0 else None)
    return Told(when, whole, _doubt(start, home))


def _doubt(start: Point, home: Home) -> str:
    """Why a time is not sure, "" where it is."""
    if start.unknown:
        return f"its zone there, {quote(start.unknown[:40])}, is not known"
    return NO_ZONE if start.zone is not None and not home.sure else ""


def _from_midnight(start: Point, length: timedelta | None, home: Home) -> date | None:
    """The day with which it begins, where it goes from midnight to midnight of a zone that is named."""
    if start.zone is None:
        exact = start.clock.time() == time.min and (length is None or _is_days(length))
        return start.clock.date() if exact else None
    moment = start.clock.replace(tzinfo=start.zone)
    for zone in (start.zone, home.zone, UTC):
        begin = moment.astimezone(zone)
        if begin.time() != time.min:
            continue
        if length is None or (moment.astimezone(UTC) + length).astimezone(zone).time() == time.min:
            return begin.date()
    return None


def _is_days(length: timedelta) -> bool:
    """Whether it is a number of whole days."""
    return length >= _DAY and not length % _DAY


def _marked(said: Properties) -> bool:
    """Whether Outlook says that it is an all-day event."""
    return any(one.value.strip().upper() == "TRUE" for name in _MARKS for one in said.get(name, ()))
