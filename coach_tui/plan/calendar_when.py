"""When an entry of another calendar is, as its item can have it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.calendar_items import When
from coach_tui.plan.dates import short

if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.calendar_items import CalendarItem
    from coach_tui.plan.calendar_there import There


def said_when(when: When, today: date) -> str:
    """A day, and the time where there is one, for a reader."""
    return short(when.day, today) + (f" {when.time}" if when.time else "")


def here_as(item: CalendarItem, there: There) -> When | None:
    """When an entry there is, as its item can have it here; None where that cannot be told."""
    if there.when is None:
        return None
    whole = item.kind != "session" or not item.when.time
    return full(item, When(there.whole) if whole and there.whole else there.when)


def full(item: CalendarItem, when: When) -> When:
    """A day as it can be had here: only sessions have times; what is not told stays as it is."""
    if item.kind != "session" or not when.time:
        return When(when.day)
    if when.minutes is None:
        return when._replace(minutes=item.when.minutes)
    return when


def length_in_doubt(item: CalendarItem, there: There) -> str:
    """Why the length that is said there cannot be taken; "" where it can, or has no place here."""
    if item.kind != "session" or there.when is None or not there.when.time:
        return ""
    emptied = there.empty and (there.base or item.when).minutes
    return there.length or ("it ends there when it begins" if emptied else "")


def fields_of(item: CalendarItem, to: When) -> dict[str, object]:
    """The plain values of the record's fields that say when it is."""
    if item.kind != "session":
        return {"end" if item.kind == "engagement" else "due": to.day}
    values: dict[str, object] = {"on": to.day}
    if to.time != item.when.time:
        values["time"] = to.time or None
    if to.time and to.minutes != item.when.minutes:
        values["minutes"] = to.minutes
    return values
