"""The lines of a calendar file (RFC 5545 §3.1), whatever its encoding and folding: entries and properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTRIES = (b"VEVENT", b"VTODO")
TIMES = frozenset(("DTSTART", "DTEND", "DUE", "COMPLETED", "LAST-MODIFIED"))
"""Properties whose value is a time, which holds no colon; some programs write one into the zone's name."""
_ABOUT = (b"METHOD", b"X-WR-TIMEZONE")
_HEAD = re.compile(r'([A-Za-z0-9-]+)((?:;(?:"[^"]*"|[^":])*)?):')
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";])*)')
_ESCAPED = re.compile(r"\\([\\;,nN])")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WIDE = ((b"B\0E\0G\0", "utf-16-le"), (b"\0B\0E\0G", "utf-16-be"))


class Property(NamedTuple):
    """One property: its name in capitals, its parameters by theirs, and the value as it stands."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value of a text, without the signs that escape others."""
        return _ESCAPED.sub(lambda found: {"n": " ", "N": " "}.get(found[1], found[1]), self.value)


class CalendarFound:
    """One VCALENDAR: what it says of itself, its zones' definitions, the entries wanted, how many others.

    `broken` counts wanted ones that have no end.
    """

    def __init__(self) -> None:
        self.about: list[bytes] = []
        self.zones: list[list[bytes]] = []
        self.entries: list[list[bytes]] = []
        self.foreign = self.broken = 0


def as_utf8(data: bytes) -> bytes:
    """A file as UTF-8 without a mark, also where it was UTF-16; other encodings stay as they are."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[3:] if encoding == "utf-8" else data.decode(encoding, "replace").encode()
    for begin, encoding in _WIDE:
        if data.startswith(begin):
            return data.decode(encoding, "replace").encode()
    return data


def unfolded(data: bytes) -> list[bytes]:
    """The lines of a file, those that were folded put together again: before characters are told apart."""
    whole = re.sub(rb"\r+\n|\r", b"\n", as_utf8(data))
    return whole.replace(b"\n ", b"").replace(b"\n\t", b"").split(b"\n")


def calendars_of(lines: list[bytes], suffix: bytes) -> Iterator[CalendarFound]:
    """The calendars in a file, with the events and tasks whose UID ends with `suffix`."""
    found = CalendarFound()
    kept: list[bytes] | None = None
    ours, end, name = False, b"", b""
    for line in lines:
        start = line[:6].upper()
        if kept is None:
            if start == b"BEGIN:":
                name = line[6:].strip().upper()
                if name in ENTRIES or name == b"VTIMEZONE":
                    kept, ours, end = [line], False, b"END:" + name
            elif line[:13].upper().startswith(_ABOUT):
                found.about.append(line)
        else:
            kept.append(line)
        if start[:4] == b"END:" and line.strip().upper() == b"END:VCALENDAR":
            found.broken += kept is not None and ours
            yield found
            found, kept = CalendarFound(), None
        if kept is None:
            continue
        if start[:3] == b"UID" and line.rstrip().endswith(suffix):
            ours = True
        elif start[:4] == b"END:" and line.strip().upper() == end:
            if name == b"VTIMEZONE":
                found.zones.append(kept)
            elif ours:
                found.entries.append(kept)
            else:
                found.foreign += 1
            kept = None


def properties_of(lines: list[bytes], within: str = "") -> list[list[Property]]:
    """The properties of a component, or of each one called `within` that stands in it.

    Raises:
        ValueError: a component in it has no end.
    """
    found: list[list[Property]] = [] if within else [[]]
    open_now: list[str] = []
    for line in lines[1:-1]:
        text = _decoded(line)
        head = text[:6].upper()
        if head == "BEGIN:":
            open_now.append(text[6:].strip().upper())
            if open_now == [within]:
                found.append([])
        elif head[:4] == "END:":
            if not open_now or open_now.pop() != text[4:].strip().upper():
                raise ValueError
        elif open_now == ([within] if within else []):
            one = property_of(text)
            if one is not None:
                found[-1].append(one)
    if open_now:
        raise ValueError
    return found


def about(calendar: CalendarFound, name: str) -> str:
    """What a calendar says of itself by a name, "" where it says nothing."""
    for line in calendar.about:
        one = property_of(_decoded(line))
        if one is not None and one.name == name:
            return one.value.strip()
    return ""


def property_of(text: str) -> Property | None:
    """One line as a property; None where it is none."""
    name = re.split("[;:]", text, maxsplit=1)[0].strip().upper()
    if name in TIMES:
        head, colon, value = text.rpartition(":")
    else:
        found = _HEAD.match(text)
        head, colon, value = (found[0], ":", text[found.end() :]) if found else ("", "", "")
    if not colon or not name:
        return None
    parameters = {key.upper(): given.replace('"', "").strip() for key, given in _PARAMETER.findall(head)}
    return Property(name, parameters, value)


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
