"""Whether a strategy fits the client's week: its rhythm against the days off (domain rules §4)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.cadence import Cadence
from coach_tui.plan.dates import short
from coach_tui.plan.text import listed
from coach_tui.plan.time_off import WEEKDAYS, day_off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

WEEKS = 8
"""Weeks ahead for which days off with a date are looked at."""
NONE_LEFT = "every weekday is a day off for this client"
NAMED = 3
"""Days that are named before the rest is counted."""


def conflicts_with_days_off(
    strategy: Mapping[str, Any], days_off: list[str], today: date, *, standing: bool = False
) -> dict[str, str]:
    """What speaks against a strategy (stored) that goes on, by its field: “start” and “cadence” (domain §4).

    A start to come on a day off; a weekday named in the rhythm that is one; more times a week than days
    are left; a rhythm over coming dates off. With `standing` not the last: a holiday is missed once, and
    the rhythm stays right (health rule I5, §9).
    """
    found: dict[str, str] = {}
    if not days_off:
        return found
    start = strategy.get("start") or ""
    if start >= today.isoformat() and day_off(days_off, date.fromisoformat(start)):
        found["start"] = f"{short(date.fromisoformat(start), today)} is a day off for this client"
    stored = strategy.get("cadence")
    cadence = Cadence.parse(stored) if stored else None
    if cadence is not None and cadence.per_week is not None:
        first = max(today, date.fromisoformat(start)) if start else today
        said = _weekly(cadence, days_off)
        if standing and cadence.period is not None and cadence.period.unit == "days" and said != NONE_LEFT:
            said = ""  # it expects nothing on a day off, and so misses nothing (§11)
        if not said and not standing:
            said = _dated(cadence, days_off, first, today)
        if said:
            found["cadence"] = said
    return found


def _weekly(cadence: Cadence, days_off: list[str]) -> str:
    """What a rhythm asks for on weekdays that are always off."""
    off = [day for day in WEEKDAYS if day in days_off]
    if cadence.days:
        fall = [day for day in cadence.days if day in off]
        if not fall:
            return ""
        return f"{listed(fall)} {'is a day' if len(fall) == 1 else 'are days'} off for this client"
    times, left = cadence.per_week or 0, 7 - len(off)
    if not off or not left < times <= 7:  # more than 7 are several times a day
        return "" if left else NONE_LEFT
    return f"{cadence}, but the client has {_days(left)} a week: {listed(off)} {_are(off)} off"


def _dated(cadence: Cadence, days_off: list[str], first: date, today: date) -> str:
    """What a rhythm asks for on coming days that are off this once."""
    ahead = [first + timedelta(days=n) for n in range(7 * WEEKS)]
    once = [day for day in ahead if day.isoformat() in days_off and WEEKDAYS[day.weekday()] not in days_off]
    if cadence.days:
        once = [day for day in once if WEEKDAYS[day.weekday()] in cadence.days]
    elif cadence.per_week != 7:
        return _short_week(cadence, days_off, ahead, today)
    if not once:
        return ""
    named = listed([short(day, today) for day in once[:NAMED]])
    more = len(once) - NAMED
    if more > 0:
        named = f"{', '.join(short(day, today) for day in once[:NAMED])} and {_days(more, 'more day')}"
    return f"{named} {_are(once)} off for this client"


def _short_week(cadence: Cadence, days_off: list[str], ahead: list[date], today: date) -> str:
    """The first whole week in which fewer days are left than the rhythm asks for."""
    times = cadence.per_week or 0
    for monday in (day for day in ahead if day.weekday() == 0):
        week = [monday + timedelta(days=n) for n in range(7)]
        left = sum(1 for day in week if not day_off(days_off, day))
        if left < times <= 7 and times >= 1:  # what is rarer than weekly has another week
            said = f"{_days(left)} {'is' if left == 1 else 'are'} left"
            return f"{cadence}, but {said} in the week of {short(monday, today)}"
    return ""


def _days(count: int, noun: str = "day") -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def _are(found: list[Any]) -> str:
    return "is" if len(found) == 1 else "are"
