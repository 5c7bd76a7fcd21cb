"""Fields of time: days, times of day, rhythms, and the days on which nothing should fall."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.cadence import Cadence
from coach_tui.plan.dates import Interval, parse_iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Listed
from coach_tui.plan.fields import Field, quote
from coach_tui.plan.time_off import BETWEEN, WEEKDAYS, stretch_ends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from coach_tui.plan.fields import Holder
    from coach_tui.plan.side import Side


class Day(Field):
    """A calendar day, stored as YYYY-MM-DD; `side` says on which side of today it may be typed to lie."""

    def __init__(self, label: str, side: Side, **options: Any) -> None:
        super().__init__(label, **options)
        self.side = side

    def __get__(self, record: Holder, owner: type) -> date | None:
        stored = record.raw.get(self.key)
        return date.fromisoformat(stored) if stored else None

    def check(self, value: Any) -> str:
        if isinstance(value, date):
            return value.isoformat()[:10]
        if not isinstance(value, str):
            raise self.refuse(f"{quote(value)} is not a date; write it like 2026-12-24")
        try:
            return parse_iso(value).isoformat()
        except BadInput as error:
            raise self.refuse(str(error)) from None

    def parse(self, text: str, today: date) -> str | None:
        from coach_tui.plan.when import parse_day

        if not text.strip():
            return None
        try:
            return parse_day(text, today, self.side).isoformat()
        except BadInput as error:
            raise self.refuse(str(error)) from None


class KnownDay(Day):
    """A day that every record of its noun has."""

    def __init__(self, label: str, side: Side, **options: Any) -> None:
        super().__init__(label, side, required=True, **options)

    def __get__(self, record: Holder, owner: type) -> date:
        return date.fromisoformat(record.raw[self.key])


class TimeOfDay(Field):
    """A time of day, stored as HH:MM."""

    def __get__(self, record: Holder, owner: type) -> str:
        return record.raw.get(self.key) or ""

    def check(self, value: Any) -> str:
        text = value.isoformat()[:5] if hasattr(value, "tzinfo") else value
        hours, colon, minutes = text.partition(":") if isinstance(text, str) else ("", "", "")
        if not colon:
            hours, minutes = (
                (text[:-2], text[-2:]) if isinstance(text, str) and len(text) > 2 else (text, "00")
            )
        digits = isinstance(hours, str) and (hours + minutes).isascii() and (hours + minutes).isdigit()
        if digits and int(hours) < 24 and len(minutes) == 2 and int(minutes) < 60:
            return f"{int(hours):02}:{minutes}"
        raise self.refuse(f"{quote(value)} is not a time of day; write it like 09:30")


class Every(Field):
    """A rhythm such as “2 weeks” or “1 month” (`coach_tui.plan.dates.Interval`)."""

    _known: dict[str, Interval] = {}  # noqa: RUF012 - a memory shared on purpose: few rhythms, many plans

    def __get__(self, record: Holder, owner: type) -> Interval | None:
        stored = record.raw.get(self.key)
        if not stored:
            return None
        known = self._known.get(stored)
        if known is None:
            known = self._known[stored] = Interval.parse(stored)
        return known

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse(f"{quote(value)} is not a rhythm; write it like “2 weeks”")
        try:
            return str(Interval.parse(value))
        except BadInput as error:
            raise self.refuse(str(error)) from None


class Often(Field):
    """A cadence such as “once”, “3 per week” or “1 every 2 weeks” (`coach_tui.plan.cadence.Cadence`)."""

    def __get__(self, record: Holder, owner: type) -> Cadence | None:
        stored = record.raw.get(self.key)
        return Cadence.parse(stored) if stored else None

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse(f"{quote(value)} is not a cadence; write it like “1 per week”")
        try:
            return str(Cadence.parse(value))
        except BadInput as error:
            raise self.refuse(str(error)) from None


class DaysOff(Listed):
    """Days on which nothing should fall: weekdays (mon to sun), dates, and stretches of dates.

    A stretch is stored as 2026-12-24..2027-01-03, its last day included; { since = …, until = … }, as pauses
    are written, is taken for one.
    """

    def check(self, value: Any) -> list[str]:
        return list(dict.fromkeys(self._one(item) for item in self.check_list(value)))

    def _one(self, item: Any) -> str:
        if isinstance(item, date):
            return item.isoformat()[:10]
        if isinstance(item, dict) and item.keys() == {"since", "until"}:
            item = BETWEEN.join(str(item[key])[:10] for key in ("since", "until"))
        word = item.strip().lower() if isinstance(item, str) else ""
        if word[:3] in WEEKDAYS and (len(word) == 3 or word.endswith("day")):
            return word[:3]
        first, to, last = (part.strip() for part in word.partition(BETWEEN))
        try:
            days = [parse_iso(day).isoformat() for day in ([first, last] if to else [first])]
        except BadInput:
            raise self.refuse(
                f"{quote(item)} is neither a weekday (mon to sun) nor a date; "
                "a stretch is written “2026-12-24..2027-01-03”"
            ) from None
        return self._stretch(days[0], days[-1])

    def _stretch(self, first: str, last: str) -> str:
        """Two days (ISO) as a stretch is stored; one day where they are the same."""
        if last < first:
            raise self.refuse(f"{first}{BETWEEN}{last} ends before it begins")
        return first if first == last else f"{first}{BETWEEN}{last}"

    def parse(self, text: str, today: date) -> list[str] | None:
        parts = [part.strip() for part in text.replace(";", ",").split(",")]
        found = [day for part in parts if part for day in self._typed(part, today)]
        return list(dict.fromkeys(found)) or None

    def _typed(self, word: str, today: date) -> list[str]:
        """A weekday, a day, or a stretch of either; the end of a stretch is the next such day."""
        from coach_tui.plan.when import parse_stretch

        ends = stretch_ends(word)
        weekdays = [end[:3].lower() for end in ends or (word,) if end[:1].isalpha()]
        if all(day in WEEKDAYS for day in weekdays) and len(weekdays) == len(ends or (word,)):
            first, last = (WEEKDAYS.index(self._one(end)) for end in ends or (word, word))
            return [WEEKDAYS[(first + n) % 7] for n in range((last - first) % 7 + 1)]
        try:
            begin, until = parse_stretch(word, today)
            return [self._stretch(begin.isoformat(), until.isoformat())]
        except BadInput:
            return [self._one(word)]

    def text(self, stored: Any) -> str:
        return ", ".join(stored or ())
