"""Pauses of plans and strategies, and the coach's holidays: kept after they end (domain rules §11)."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from coach_tui.plan.dates import day_words, days_text, relative, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_records import Records
from coach_tui.plan.field_times import Day, KnownDay
from coach_tui.plan.fields import Text
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side
from coach_tui.plan.time_off import covering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    Stored = Sequence[dict[str, Any]]
    """Pauses in stored form."""


class Pause(Record):
    """A time in which the clock stands still: from its first day to its last, both included."""

    since = KnownDay("since", Side.NEAR, seen="client")
    until = Day("until", Side.NEAR, hint="its last day; empty: until it is resumed", seen="client")
    reason = Text("reason")

    noun = "a pause"

    @classmethod
    def agree(cls, stored: Mapping[str, Any]) -> None:
        """The end is not before the beginning."""
        if stored.get("until") and stored["until"] < stored["since"]:
            raise BadInput("until: the pause ends before it begins")


class Pauses(Records):
    """The pauses of a plan or a strategy, the earliest first; no two have a day in common."""

    def __init__(self, label: str, **more: Any) -> None:
        hint = " | ".join(Pause.fields)
        super().__init__(label, Pause, single=True, hint=hint, seen="client", was="pause", **more)

    def check(self, value: Any) -> list[dict[str, Any]]:
        found = sorted(super().check(value), key=lambda pause: str(pause["since"]))
        for one, other in pairwise(found):
            if other["since"] <= (one.get("until") or "9"):
                raise self.refuse(f"{pause_days(one)} and {pause_days(other)} overlap; make them one")
        return found


def pause_days(pause: Mapping[str, Any], today: date | None = None) -> str:
    """A pause (stored) by its days: “Mon 5 Oct to Sun 15 Nov”, or “since Mon 5 Oct”; one without an end that
    is still to come (which `today` tells) “from Tue 1 Dec on”, and one of one day by that.
    """
    since = day_words(pause["since"], today)
    if pause.get("until") == pause["since"]:
        return since
    if pause.get("until"):
        return f"{since} to {day_words(pause['until'], today)}"
    ahead = today is not None and pause["since"] > today.isoformat()
    return f"from {since} on" if ahead else f"since {since}"


def planned_next(pauses: Stored, today: date) -> dict[str, Any] | None:
    """The next of some pauses (stored) that are still to come; None where none is."""
    coming = [one for one in pauses if one["since"] > today.isoformat()]
    return min(coming, key=lambda one: str(one["since"]), default=None)


def to_be_ended(pauses: Stored, today: date) -> Mapping[str, Any] | None:
    """The pause (stored) that is meant where one is to end: that of today, else the next one planned."""
    return covering(pauses, today) or planned_next(pauses, today)


def to_last_until(pauses: Stored, since: str | None, until: str, today: date) -> Mapping[str, Any] | None:
    """The pause (stored) whose last day is said (ISO): the one that begins on `since`, else that of today,
    else the next one planned where it begins by then; None where a new one is meant.
    """
    if since is not None:
        return next((one for one in pauses if one["since"] == since), None)
    meant = to_be_ended(pauses, today)
    return meant if meant is not None and meant["since"] <= until else None


def pauses_after(pauses: Stored, one: Mapping[str, Any], today: date) -> list[dict[str, Any]]:
    """Pauses (stored) with one of them ended: the day before today was its last; none if it began later."""
    last = (today - timedelta(days=1)).isoformat()
    kept = [{**one, "until": last}] if one["since"] <= last else []
    return sorted([*(p for p in pauses if p != one), *kept], key=lambda pause: str(pause["since"]))


class Holiday(Record):
    """Time off that the coach takes: once for all clients, and of no plan."""

    table = "holidays"
    entry = "holiday"
    noun = "a holiday"
    title_key = "since"
    belongs = ""

    since = KnownDay("First day", Side.NEAR, hint="24 dec, or both ends: 24 dec – 6 jan", widget="first_day")
    until = KnownDay("Last day", Side.NEAR, hint="empty for a single day, or both ends", widget="last_day")
    reason = Text("Reason", hint="for yourself; it stands in no report")

    @classmethod
    def agree(cls, stored: Mapping[str, Any]) -> None:
        """The last day is not before the first."""
        if stored["until"] < stored["since"]:
            raise BadInput("until: the holiday ends before it begins")

    @property
    def name(self) -> str:
        """Its days."""
        return pause_days(self.raw)

    def span(self, today: date) -> str:
        """Its days in words: “Thu 24 Dec – Sun 3 Jan 2027”."""
        first = short(self.since, today)
        return first if self.since == self.until else f"{first} – {short(self.until, today)}"

    def dated(self, today: date) -> str:
        """Its days in words, always with the year: “Sun 1 Nov – Tue 10 Nov 2026”."""
        said, year = self.span(today), str(self.until.year)
        return said if said.endswith(year) else f"{said} {year}"

    @property
    def length(self) -> str:
        """How long it is: “11 days”."""
        return days_text((self.until - self.since).days + 1)

    def when(self, today: date) -> str:
        """How far off it is, or that it is now."""
        if self.since <= today <= self.until:
            return "now"
        return relative(self.since if self.since > today else self.until, today)


def overlapping(
    pauses: Sequence[Mapping[str, Any]], since: str, until: str | None
) -> Mapping[str, Any] | None:
    """The pause (stored) that has a day in common with a stretch (ISO days; None: it goes on), or None."""
    return next(
        (one for one in pauses if one["since"] <= (until or "9") and since <= (one.get("until") or "9")), None
    )
