"""iCalendar (RFC 5545), out and in: what stands in the plans, and what a calendar has made of it.

An item is one event; its UID ends with `coach_tui.plan.calendar_items.SUFFIX`. `X-COACH-DATE` carries the
day with which it was exported, `X-COACH-DONE` whether it was done then, `X-COACH-CLIENT` for whom. Entries
of others are told by their UID and never looked at, however many there are.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.plan.calendar_changes import There
from coach_tui.plan.calendar_items import SUFFIX, When
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from icalendar import Calendar, Event
    from icalendar.cal.component import Component

    from coach_tui.plan.calendar_items import CalendarItem

PRODUCT = "-//coach-tui//coaching plans//EN"
BASE, FINISHED, CLIENT, ALARM = "X-COACH-DATE", "X-COACH-DONE", "X-COACH-CLIENT", "X-COACH-ALARM"
MORNING = 9
"""The hour at which an all-day item's alarm rings."""
DAY = 1440
"""Minutes of a day."""


# Out


def event_of(item: CalendarItem, alarm: int | None) -> Event:
    """The event of an item, with an alarm so many minutes before where it is still to come."""
    from icalendar import Event

    event = Event()
    event.add("uid", item.uid)
    event.add("dtstamp", item.made)
    event.add("sequence", item.moves)
    event.add("summary", item.title)
    set_when(event, item.when)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if item.when.time else "TRANSPARENT")
    event.add("categories", ["coaching", item.kind])
    event.add(BASE, str(item.when))
    if item.done:
        event.add(FINISHED, "TRUE")
    event.add(CLIENT, clean(item.client))
    set_alarm(event, item, alarm)
    return event


def set_when(event: Component, when: When) -> None:
    """Gives an event its day, or its time and length: local time, whatever the zone."""
    for name in ("DTSTART", "DTEND", "DURATION"):
        event.pop(name, None)
    start: date = when.day
    length = timedelta(days=1)
    if when.time:
        start = datetime.combine(when.day, time.fromisoformat(when.time))
        length = timedelta(minutes=when.minutes or 0)
    event.add("dtstart", start)
    try:
        if length:
            event.add("dtend", start + length)
    except OverflowError:  # the last day that there is
        return


def set_alarm(event: Component, item: CalendarItem, alarm: int | None) -> None:
    """Puts our alarm on an event, or takes it off; those of others stay."""
    from icalendar import Alarm

    event.subcomponents = [part for part in event.subcomponents if not _ours(part)]
    if alarm is None or item.done:
        return
    before = timedelta(minutes=-alarm)
    if not item.when.time:
        before = timedelta(days=-(alarm // DAY), hours=MORNING)
    found = Alarm()
    found.add("action", "DISPLAY")
    found.add("description", item.title)
    found.add("trigger", before)
    found.add(ALARM, "1")
    event.add_component(found)


def alarm_of(event: Component) -> str:
    """When our alarm on an event rings, "" without one."""
    return next((str(part["TRIGGER"].to_ical()) for part in event.subcomponents if _ours(part)), "")


def _ours(part: Component) -> bool:
    return part.name == "VALARM" and ALARM in part and "TRIGGER" in part


def calendar_of(events: Sequence[Component]) -> Calendar:
    """A calendar that holds these events."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(event)
    return calendar


def write_ics(items: Sequence[CalendarItem], alarm: int | None) -> bytes:
    """All items as one calendar file; the same items give the same bytes."""
    text: bytes = calendar_of([event_of(item, alarm) for item in items]).to_ical()
    return text


# In


class CalendarRead:
    """What was read: entries of ours by UID, a line for each that could not be, how many were others'."""

    def __init__(self) -> None:
        self.there: dict[str, There] = {}
        self.faults: list[str] = []
        self.foreign = 0

    def add(self, uid: str, entry: There, where: str) -> None:
        """Takes an entry; one that contradicts another of the same UID makes both unclear."""
        before = self.there.get(uid)
        if before is None or (before.when, before.completed) == (entry.when, entry.completed):
            self.there[uid] = entry
        elif before.when is not None:
            self.there[uid] = before._replace(when=None)
            self.faults.append(f"{where}an entry stands in it more than once, with different days")


def is_calendar(data: bytes) -> bool:
    """Whether it begins as calendar files do."""
    return data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(b"BEGIN:VCALENDAR")


@bounds.reader("")
def read_ics(data: bytes, found: CalendarRead | None = None, where: str = "") -> CalendarRead:
    """Reads a calendar file; `where` begins the lines about what is wrong in it.

    Raises:
        BadInput: it is no calendar file, or ends in the middle.
    """
    if len(data) > bounds.CALENDAR:
        raise BadInput(bounds.too_large(bounds.CALENDAR))
    if not is_calendar(data):
        raise BadInput("is no calendar file (it does not begin with BEGIN:VCALENDAR)")
    if not data.rstrip(b" \t\r\n\0").upper().endswith(b"END:VCALENDAR"):
        raise BadInput("ends in the middle (END:VCALENDAR is missing); have it written again")
    found = found if found is not None else CalendarRead()
    lines = unfolded(data)
    zone = _zone_of(lines)
    for block in bounds.check_entries(_blocks(lines, found)):
        event = _parsed(block)
        uid = clean(_text(event, "UID")) if event is not None else ""
        if event is None or not uid:
            found.faults.append(f"{where}an entry of ours in it cannot be read")
        elif "RECURRENCE-ID" not in event:
            found.add(uid, there_of(event, zone), where)
    return found


def unfolded(data: bytes) -> list[bytes]:
    """The lines of a file, those that were folded put together again."""
    whole = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return whole.replace(b"\n ", b"").replace(b"\n\t", b"").split(b"\n")


def _blocks(lines: list[bytes], found: CalendarRead) -> Iterator[bytes]:
    """The events and tasks whose UID is one of ours, as text; the others are counted."""
    suffix = SUFFIX.encode()
    kept: list[bytes] | None = None
    ours, end = False, b""
    for line in lines:
        start = line[:6].upper()
        if kept is None:
            name = line[6:].strip().upper()
            if start == b"BEGIN:" and name in (b"VEVENT", b"VTODO"):
                kept, ours, end = [line], False, b"END:" + name
            continue
        kept.append(line)
        if start[:3] == b"UID" and line.rstrip().endswith(suffix):
            ours = True
        elif start[:4] == b"END:" and line.strip().upper() == end:
            if ours:
                yield b"\r\n".join(kept) + b"\r\n"
            else:
                found.foreign += 1
            kept = None


def _parsed(block: bytes) -> Component | None:
    from icalendar import Component

    try:
        found = Component.from_ical(block.decode("utf-8", "replace"))
    except Exception:  # whatever a strange entry makes the library raise
        return None
    return found if isinstance(found, Component) else None


def there_of(event: Component, zone: tzinfo | None = None) -> There:
    """What an event or task says; times of the world's clock are told in `zone`, else in this machine's."""
    return There(
        when=_when(event, zone),
        base=When.parse(_text(event, BASE)),
        title=clean(_text(event, "SUMMARY")),
        completed=_text(event, "STATUS").upper() == "COMPLETED" or "COMPLETED" in event,
        completed_on=_day(_local(event, "COMPLETED", zone)),
        base_done=bool(_text(event, FINISHED)),
        cancelled=_text(event, "STATUS").upper() == "CANCELLED",
        repeats="RRULE" in event or "RDATE" in event,
        client=clean(_text(event, CLIENT)),
    )


def _text(event: Component, name: str) -> str:
    value = _first(event, name)
    return "" if value is None else str(value)[:1000]


def _first(event: Component, name: str) -> Any:
    value = event.get(name)
    return (value[0] if value else None) if isinstance(value, list) else value


def _local(event: Component, name: str, zone: tzinfo | None) -> date | None:
    """A day or a time as it is shown there: in the zone that is named with it, else in `zone`."""
    value = _first(event, name)
    try:
        found = value.dt
    except (AttributeError, ValueError, TypeError):
        return None
    if not isinstance(found, date):
        return None
    if isinstance(found, datetime) and found.tzinfo is not None:
        named = value.params.get("TZID") if hasattr(value, "params") else None
        if not named or str(named).upper() in ("UTC", "Z", "ETC/UTC"):
            try:
                found = found.astimezone(zone)
            except (OverflowError, ValueError):
                return None
        return found.replace(tzinfo=None)
    return found


def _day(found: date | None) -> date | None:
    day: date | None = found.date() if isinstance(found, datetime) else found
    return day


def _when(event: Component, zone: tzinfo | None) -> When | None:
    start = _local(event, "DTSTART", zone) or _local(event, "DUE", zone)
    if start is None:
        return None
    if not isinstance(start, datetime):
        return When(start)
    return When(start.date(), f"{start:%H:%M}", _minutes(event, start, zone))


def _minutes(event: Component, start: datetime, zone: tzinfo | None) -> int | None:
    end = _local(event, "DTEND", zone)
    length: Any = None
    if isinstance(end, datetime):
        length = end - start
    else:
        try:
            length = _first(event, "DURATION").dt
        except (AttributeError, ValueError, TypeError):
            return None
    if not isinstance(length, timedelta):
        return None
    return max(0, int(length.total_seconds() // 60))


def _zone_of(lines: list[bytes]) -> tzinfo | None:
    """The zone that the whole file names for its times, if it is one that is known."""
    from zoneinfo import ZoneInfo

    for line in lines[:50]:
        name, _, value = line.partition(b":")
        if name.upper() == b"X-WR-TIMEZONE":
            try:
                return ZoneInfo(value.strip().decode("ascii"))
            except (ValueError, KeyError, OSError):
                return None
    return None
