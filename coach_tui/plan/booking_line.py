"""A line that books sessions: “fri 14:00”, or a series; who else is in it stands behind “with”."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import names_of, off_words
from coach_tui.plan.series import EXAMPLE, Booking, booking_words, is_series, lay_out, parse_series
from coach_tui.plan.session import Session
from coach_tui.plan.session_line import BOOK, CANCEL, MISS, parse_session, values_off
from coach_tui.plan.session_meant import day_off, session_off
from coach_tui.plan.session_words import state_words
from coach_tui.plan.text import listed
from coach_tui.plan.with_whom import engagements_named, split_with

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from coach_tui.plan.practice import Plan

ONE = "fri 14:00"
"""A line that books one session."""


class Booked(NamedTuple):
    """What a line books: on which days, at which time of day (HH:MM, "" for none), as which sessions."""

    booking: Booking
    time: str
    values: dict[str, Any]
    """Fields that are the same for all of them; `also` are the engagements (uids) of the others in it."""
    series: bool

    @property
    def off(self) -> bool:
        """Whether it notes one that did not take place."""
        return "state" in self.values

    @property
    def moments(self) -> list[tuple[str, str]]:
        """Day (ISO) and time of each."""
        return [(day.isoformat(), self.time) for day in self.booking.days]


def parse_booking(plan: Plan, text: str, today: date, base: date) -> Booked:
    """Reads a line. A time alone is one of the day `base`, on which a series begins at the earliest.

    It may also say that one of a day that is past, which nobody booked, was missed or cancelled.

    Raises:
        BadInput: it is not understood, its day is past, or somebody who was named cannot be in it.
    """
    line, others, missing = split_with(text)
    if missing:
        raise BadInput("without: who was not there is said of a session that was held")
    also = engagements_named(plan.practice, others)
    if plan.engagement.uid in also:
        raise BadInput(f"{plan.client.name} is in it anyway; name the others")
    joined = {"also": also} if also else {}
    if is_series(line):
        series = parse_series(line, today)
        found = lay_out(plan, series, max(base, today), also)
        return Booked(found, series.time, {**series.hour, **joined}, True)
    said = parse_session(line, today, base)
    if said.action in (CANCEL, MISS):
        if session_off(plan, said, today) is not None:
            raise BadInput("a session stands there: say of its own row that it did not take place")
        off, day = {**values_off(said), **joined}, date.fromisoformat(day_off(said, today))
        return Booked(Booking([day], []), said.time, off, False)
    if said.action != BOOK:
        raise BadInput(f"this books a session: {ONE}, or {EXAMPLE}")
    day = date.fromisoformat(said.day)
    return Booked(Booking([day], []), said.time, {**said.hour, **joined}, False)


def booked_words(plan: Plan, found: Booked, today: date) -> str:
    """What a line books, as it is shown before: “Fri 27 Nov 14:00, time off; also with Ben Ott”."""
    also = found.values.get("also", ())
    if found.series:
        words = booking_words(found.booking, today)
    elif found.off:
        noted = Session({"on": found.moments[0][0], "uid": "", **found.values})
        words = f"{short(noted.on, today)} {found.time}".rstrip() + f": {state_words(noted)}"
    else:
        day = found.booking.days[0]
        off = off_words(plan, also, day)
        words = f"{short(day, today)} {found.time}".rstrip() + (f", {off}" if off else "")
    return f"{words}; also with {listed(names_of(plan.practice, also))}" if also else words
