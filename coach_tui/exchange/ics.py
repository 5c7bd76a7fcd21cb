"""iCalendar (RFC 5545), out and in: what stands in the plans, and what a calendar has made of it.

An item is one event; its UID ends with `coach_tui.plan.calendar_items.SUFFIX`. `X-COACH-DATE` carries the
day with which it was exported, `X-COACH-DONE` whether it was done or cancelled then, `X-COACH-CLIENT` for
whom. Entries of others are told by their UID and never looked at, however many there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.exchange.ics_lines import about, as_utf8, calendars_of, properties_of, unfolded
from coach_tui.exchange.ics_out import ALARM, BASE, CLIENT, FINISHED, OFF, PRODUCT, escaped, rings, span
from coach_tui.exchange.ics_times import Told, day_of, home_of, told_of
from coach_tui.exchange.ics_zones import Zones
from coach_tui.plan.calendar_items import SUFFIX, When
from coach_tui.plan.calendar_there import There
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from icalendar import Calendar, Event
    from icalendar.cal.component import Component

    from coach_tui.exchange.ics_lines import Property
    from coach_tui.exchange.ics_times import Home
    from coach_tui.plan.calendar_items import CalendarItem


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
    event.add("transp", "OPAQUE" if item.when.time and not item.cancelled else "TRANSPARENT")
    if item.cancelled:
        event.add("status", "CANCELLED")
    event.add("categories", ["coaching", item.kind])
    event.add(BASE, str(item.when))
    if item.done or item.cancelled:
        event.add(FINISHED, "TRUE" if item.done else OFF)
    event.add(CLIENT, escaped(clean(item.client)))  # the library writes as it is what it does not know
    set_alarm(event, item, alarm)
    return event


def set_when(event: Component, when: When) -> None:
    """Gives an event its day, or its time and length: local time, whatever the zone."""
    for name in ("DTSTART", "DTEND", "DURATION"):
        event.pop(name, None)
    start, end = span(when)
    event.add("dtstart", start)
    if end is not None:
        event.add("dtend", end)


def set_alarm(event: Component, item: CalendarItem, alarm: int | None) -> None:
    """Puts our alarm on an event, or takes it off; those of others stay."""
    from icalendar import Alarm

    event.subcomponents = [part for part in event.subcomponents if not _ours(part)]
    if alarm is None or item.done or item.cancelled:
        return
    found = Alarm()
    found.add("action", "DISPLAY")
    found.add("description", item.title)
    found.add("trigger", rings(item.when, alarm))
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


def parsed(data: bytes) -> Calendar | None:
    """A whole file as the library has it, whose warnings are nobody's; None for one that it cannot read."""
    import warnings

    from icalendar import Calendar

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = Calendar.from_ical(as_utf8(data).decode("utf-8", "replace"))
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError):
            return None
    return found if isinstance(found, Calendar) else None


# In


class CalendarRead:
    """What was read: entries of ours by UID, a line for each that could not be, how many were others'."""

    def __init__(self) -> None:
        self.there: dict[str, There] = {}
        self.faults: list[str] = []
        self.foreign = 0

    def add(self, uid: str, entry: There) -> None:
        """Takes an entry beside those of the same UID, unless it says the same or is an older form of one."""
        before = self.there.get(uid)
        kept = [] if before is None else [before._replace(others=()), *before.others]
        if any(one.file == entry.file and one.is_newer(entry) for one in kept):
            return
        kept = [one for one in kept if not (one.file == entry.file and entry.is_newer(one))]
        same = [number for number, one in enumerate(kept) if one.says == entry.says]
        if same:
            kept[same[0]] = entry
        else:
            kept.append(entry)
        self.there[uid] = kept[0]._replace(others=tuple(kept[1:]))


NOT_READ = "an entry of ours in it cannot be read"
ANSWERS = ("REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER", "ADD")
"""Methods with which what is sent is no state of a calendar."""


def is_calendar(data: bytes) -> bool:
    """Whether it begins as calendar files do."""
    return as_utf8(data[:400])[:200].lstrip().upper().startswith(b"BEGIN:VCALENDAR")


@bounds.reader("")
def read_ics(data: bytes, file: str = "") -> CalendarRead:
    """Reads a calendar file; `file` is what it is called where there are several.

    Raises:
        BadInput: it is no calendar file, ends in the middle, or is an answer to an invitation.
    """
    if len(data) > bounds.CALENDAR:
        raise BadInput(bounds.too_large(bounds.CALENDAR))
    if not is_calendar(data):
        raise BadInput("is no calendar file (it does not begin with BEGIN:VCALENDAR)")
    lines = unfolded(data)
    last = next((line for line in reversed(lines) if line.strip(b" \t\0")), b"")
    if not last.rstrip(b" \t\0").upper().endswith(b"END:VCALENDAR"):
        raise BadInput("ends in the middle (END:VCALENDAR is missing); have it written again")
    found = CalendarRead()
    calendars = list(calendars_of(lines, SUFFIX.encode()))
    bounds.check_entries(b"\n".join(entry) for calendar in calendars for entry in calendar.entries)
    for calendar in calendars:
        method = about(calendar, "METHOD").upper()
        if method in ANSWERS and calendar.entries:
            raise BadInput(
                f"is an answer to an invitation (METHOD:{method}), no calendar; move here what you agree to"
            )
        found.foreign += calendar.foreign
        found.faults += [NOT_READ] * calendar.broken
        zones = Zones(calendar.zones)
        home = home_of(about(calendar, "X-WR-TIMEZONE"), zones)
        for lines in calendar.entries:
            try:
                (properties,) = properties_of(lines)
                uid, entry = there_of(properties, zones, home)
            except ValueError:
                uid = ""
            if not uid:
                found.faults.append(NOT_READ)
            elif not uid.endswith(SUFFIX):
                found.foreign += 1
            else:
                found.add(uid, entry._replace(file=file, cancelled=entry.cancelled or method == "CANCEL"))
    return found


def there_of(properties: Sequence[Property], zones: Zones, home: Home) -> tuple[str, There]:
    """The UID of an event or task, and what it says; times are told where its reader is."""
    said: dict[str, list[Property]] = {}
    for one in properties:
        said.setdefault(one.name, []).append(one)
    told = told_of(said, zones, home)
    number = _text(said, "SEQUENCE")
    if "RECURRENCE-ID" in said or "EXDATE" in said:
        told = Told(None, doubt="it repeats there, and single days of it were changed")
    return _text(said, "UID").strip(), There(
        when=told.when,
        base=When.parse(_text(said, BASE)),
        title=_text(said, "SUMMARY"),
        completed=_text(said, "STATUS").upper() == "COMPLETED" or "COMPLETED" in said,
        completed_on=day_of(said, "COMPLETED", zones, home),
        base_done=_text(said, FINISHED) not in ("", OFF),
        base_cancelled=_text(said, FINISHED) == OFF,
        cancelled=_text(said, "STATUS").upper() == "CANCELLED",
        repeats="RRULE" in said or "RDATE" in said,
        client=_text(said, CLIENT),
        whole=told.whole,
        doubt=told.doubt,
        length=told.length,
        empty=told.empty,
        version=(int(number) if number.isdecimal() and len(number) < 10 else 0, _text(said, "LAST-MODIFIED")),
    )


def _text(said: Mapping[str, Sequence[Property]], name: str) -> str:
    found = said.get(name)
    return clean(found[0].text[:1000]) if found else ""
