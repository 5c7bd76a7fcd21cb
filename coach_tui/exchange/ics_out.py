"""iCalendar (RFC 5545), out: the lines of our own events, of which there are a dozen fixed ones.

They are written here, for the library takes milliseconds for each event, and many more to be imported.
It reads what is written, and says in the tests what is to be written. `coach_tui.exchange.ics` tells what the
properties mean, and changes events that stand in files already.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from coach_tui.plan.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach_tui.plan.calendar_items import CalendarItem, When

PRODUCT = "-//coach-tui//coaching plans//EN"
BASE, FINISHED, CLIENT, ALARM = "X-COACH-DATE", "X-COACH-DONE", "X-COACH-CLIENT", "X-COACH-ALARM"
OFF = "CANCELLED"
"""What stands in the place of done for what was exported as cancelled."""
MORNING = 9
"""The hour at which an all-day item's alarm rings."""
DAY = 1440
"""Minutes of a day."""
FOLDED = 75
"""Octets of a line, the break not counted, that no line may exceed; ours stay below."""


def write_ics(items: Iterable[CalendarItem], alarm: int | None) -> bytes:
    """All items as one calendar file, with an alarm so many minutes before those to come.

    The same items give the same bytes.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}"]
    for item in items:
        lines += _event(item, alarm)
    lines += ["END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def rings(when: When, alarm: int) -> timedelta:
    """How long after its beginning an item's alarm rings that is set so many minutes before: less than none.

    Before a day it rings in the morning, of the day itself or of an earlier one.
    """
    return timedelta(minutes=-alarm) if when.time else timedelta(days=-(alarm // DAY), hours=MORNING)


def span(when: When) -> tuple[date, date | None]:
    """When an event begins and ends: days, or local times, whatever the zone; None for no end."""
    start: date = when.day
    length = timedelta(days=1)
    if when.time:
        start = datetime.combine(when.day, time.fromisoformat(when.time))
        length = timedelta(minutes=when.minutes or 0)
    try:
        return start, start + length if length else None
    except OverflowError:  # the last day that there is
        return start, None


def _event(item: CalendarItem, alarm: int | None) -> Iterator[str]:
    start, end = span(item.when)
    title = escaped(item.title)
    yield "BEGIN:VEVENT"
    yield folded(f"SUMMARY:{title}")
    yield f"DTSTART{_moment(start)}"
    if end is not None:
        yield f"DTEND{_moment(end)}"
    yield f"DTSTAMP{_moment(item.made.astimezone(UTC))}Z"
    yield folded(f"UID:{escaped(item.uid)}")
    yield f"SEQUENCE:{item.moves}"
    yield f"CATEGORIES:coaching,{escaped(item.kind)}"
    yield "CLASS:PRIVATE"
    if item.cancelled:
        yield "STATUS:CANCELLED"
    yield f"TRANSP:{'OPAQUE' if item.when.time and not item.cancelled else 'TRANSPARENT'}"
    yield folded(f"{CLIENT}:{escaped(clean(item.client))}")
    yield f"{BASE}:{item.when}"
    if item.done or item.cancelled:
        yield f"{FINISHED}:{'TRUE' if item.done else OFF}"
    elif alarm is not None:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield folded(f"DESCRIPTION:{title}")
        yield f"TRIGGER:{_duration(rings(item.when, alarm))}"
        yield f"{ALARM}:1"
        yield "END:VALARM"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text as a property's value."""
    text = text.replace("\\N", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> str:
    """A line in as many as it takes, each below 75 octets, no character and no escape in two of them."""
    if len(line) * 4 < FOLDED or len(line.encode()) < FOLDED:
        return line
    lines, begun, octets = [], 0, 0
    for at, char in enumerate(line):
        size = len(char.encode())
        if octets + size >= FOLDED:
            cut = at - 1 if line[at - 1] in "\\^" and at - 1 > begun else at
            lines.append(line[begun:cut])
            begun, octets = cut, at - cut
        octets += size
    return "\r\n ".join([*lines, line[begun:]])


def _moment(moment: date) -> str:
    """A day or a time as what follows the property's name."""
    text = moment.isoformat().replace("-", "")
    if not isinstance(moment, datetime):
        return f";VALUE=DATE:{text}"
    return f":{text[:8]}T{moment:%H%M%S}"


def _duration(length: timedelta) -> str:
    """A time that passes, in whole minutes, as RFC 5545 has it: “-PT30M”, “-P1DT15H”."""
    minutes = length // timedelta(minutes=1)
    days, rest = divmod(abs(minutes), DAY)
    hours, left = divmod(rest, 60)
    clock = "".join(["T" if rest else "", f"{hours}H" if hours else "", f"{left}M" if left else ""])
    return f"{'-' if minutes < 0 else ''}P{f'{days}D' if days or not rest else ''}{clock}"
