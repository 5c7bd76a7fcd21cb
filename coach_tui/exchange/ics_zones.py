"""The time zones that calendar files name: of IANA, of Windows, behind a prefix, or defined in the file."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from coach_tui.exchange.ics_lines import properties_of
from coach_tui.exchange.vtimezone import DefinedZone

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORLD = frozenset(("utc", "z", "etc/utc", "etc/uct", "etc/zulu", "etc/universal", "zulu"))
_OFFSET = re.compile(r"(?:UTC|GMT)? ?([+-])(\d{1,2})(?::?([0-5]\d))?")
_LONGEST = 100
"""Letters that a zone's name has at most."""


class Zones:
    """The zones by name, as one calendar means them.

    A place of IANA (“Europe/Berlin”) or a name of Windows (“W. Europe Standard Time”) is that, also behind a
    prefix (“/mozilla.org/20050126_1/Europe/Berlin”); any other name is what the file defines it to be.
    """

    def __init__(self, definitions: Sequence[list[bytes]] = ()) -> None:
        self._definitions = definitions
        self._found: dict[str, tzinfo | None] = {}

    def named(self, name: str) -> tzinfo | None:
        """The zone of a name; None for one that nobody knows."""
        if name not in self._found:
            self._found[name] = self._look_for(name)
        return self._found[name]

    def _look_for(self, name: str) -> tzinfo | None:
        if not name or len(name) > _LONGEST:
            return None
        if name.lower() in _WORLD:
            return UTC
        return _place(name) or _of_windows(name) or self._defined(name) or _alone(name) or _offset(name)

    def _defined(self, name: str) -> tzinfo | None:
        for lines in self._definitions:
            try:
                (own,) = properties_of(lines)
                said = {one.name: one.value.strip().strip('"') for one in own}
                if said.get("TZID") != name:
                    continue
                return _place(said.get("X-LIC-LOCATION", "")) or DefinedZone.read(lines)
            except (ValueError, OverflowError):
                continue
        return None


def tells_zone(zone: tzinfo | None) -> bool:
    """Whether a zone tells where somebody is: the world's clock does not."""
    return zone is not None and zone is not UTC


def machine_tells() -> bool:
    """Whether this machine's zone tells where its user is; servers stand at UTC, wherever that is."""
    import time

    return bool(time.daylight or time.timezone or time.tzname[0] == "GMT")


def _place(name: str) -> tzinfo | None:
    """The zone of a place: “Area/City”, whatever stands before it."""
    parts = name.replace(" ", "_").split("/")
    for count in (2, 3, 1):
        key = "/".join(parts[-count:])
        if len(parts) < count or (count == 1 and len(parts) == 1):
            continue
        if count == 1 and not _prefixed(name):
            continue
        if key.lower() in _WORLD:
            return UTC
        known = _of_iana(key, alone=count == 1)
        if known is not None:
            return known
    return None


def _of_iana(key: str, *, alone: bool = False) -> tzinfo | None:
    """The zone that IANA calls so, in capitals or not."""
    try:
        return ZoneInfo(_known()[key.lower()] if alone else key)
    except (ValueError, KeyError, OSError):
        known = _known().get(key.lower())
        return ZoneInfo(known) if known else None


def _prefixed(name: str) -> bool:
    return name.startswith("/") or "://" in name


@cache
def _known() -> dict[str, str]:
    return {key.lower(): key for key in available_timezones() - {"localtime", "posixrules", "Factory"}}


def _of_windows(name: str) -> tzinfo | None:
    """The zone that Windows calls so."""
    if not name.lower().endswith((" time", "time zone")) and not name.startswith(("UTC", "(")):
        return None
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    found = WINDOWS_TO_OLSON.get(name) or _caseless(WINDOWS_TO_OLSON).get(name.lower())
    return _of_iana(found) if found else None


def _caseless(table: dict[str, str]) -> dict[str, str]:
    return {key.lower(): value for key, value in table.items()}


def _alone(name: str) -> tzinfo | None:
    """A zone of IANA that is no place: “CET”, “Japan”."""
    return _of_iana(name, alone=True)


def _offset(name: str) -> tzinfo | None:
    """A zone that is nothing but its distance from the world's clock: “GMT+0100”."""
    found = _OFFSET.fullmatch(name)
    if found is None:
        return None
    away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-away if found[1] == "-" else away) if away < timedelta(hours=15) else None


def instant(naive: datetime, zone: tzinfo | None) -> datetime:
    """The moment that clocks of a zone (None: this machine's) show so; the first of two (OverflowError)."""
    return (naive.replace(tzinfo=zone) if zone is not None else naive).astimezone(UTC)
