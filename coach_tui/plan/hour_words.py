"""What a line says of an hour: its time of day, its kind, how long, and whether it is paid (domain §10)."""

from __future__ import annotations

import re

from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.session import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

CLOCK = re.compile(
    r"(?:\bat\s+)?(?<![.\d])\b(?P<hours>\d{1,2})(?:(?P<sign>[:h.])(?P<minutes>\d{2})(?!\.?\d))?"
    r"(?(minutes)|\s*(?P<half>am|pm|h\b|o'clock))(?:\s*(?P<after>am|pm))?\b"
)
"""A time of day: 9:30, 9.30, 14h30, 9am."""
_LENGTH = re.compile(r"\b(?:for\s+)?(?P<minutes>\d{1,4})\s*(?:min|mins|minutes)\b")
_KIND = re.compile(rf"\b(?P<kind>{'|'.join(KINDS)})\b(?:\s+sessions?\b)?")
_UNPAID = re.compile(r"\bpro[ -]?bono\b|\bunpaid\b|\bnot paid\b|\bfree of charge\b")
_PAID = re.compile(r"\bpaid\b")


def clock_of(found: re.Match[str]) -> str:
    """The time of day (HH:MM) of a match of `CLOCK`.

    Raises:
        BadInput: it is none.
    """
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    half = found["after"] or found["half"] or ""
    if half in ("am", "pm") and hours <= 12:
        hours = hours % 12 + (12 if half == "pm" else 0)
    if hours > 23 or minutes > 59:
        raise BadInput(f"{quote(found[0].strip())} is not a time of day; write it like 09:30")
    return f"{hours:02}:{minutes:02}"


def split_clock(text: str, is_day: Callable[[str], bool]) -> tuple[str, str]:
    """The time of day (HH:MM, "" for none) in a few words in folded form, and the words without it.

    “8.12” may be a day: what is one as a whole has no time, and else the last that looks so is the time.

    Raises:
        BadInput: it is no time of day.
    """
    times = list(CLOCK.finditer(text))
    found = next((one for one in times if one["sign"] != "."), None)
    if found is None and times and not is_day(text):
        found = times[-1]
    if found is None:
        return "", text
    return clock_of(found), f"{text[: found.start()]} {text[found.end() :]}"


def split_hour(text: str) -> tuple[dict[str, object], str]:
    """The fields of a session that a line in folded form says (kind, minutes, paid), and what is left."""
    said: dict[str, object] = {}
    if found := _LENGTH.search(text):
        said["minutes"] = int(found["minutes"])
        text = _cut(text, found)
    if found := _KIND.search(text):
        said["kind"] = found["kind"]
        text = _cut(text, found)
    for pattern, paid in ((_UNPAID, False), (_PAID, True)):
        if found := pattern.search(text):
            said["paid"] = paid
            text = _cut(text, found)
    return said, text


def _cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} , {text[found.end() :]}"
