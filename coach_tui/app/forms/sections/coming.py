"""The next review and the next session, as they are agreed at the end of the hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from coach_tui.app.checks import day_check, text_fault
from coach_tui.app.forms.sections.days import hour_day
from coach_tui.app.forms.sections.section import Section, Values, at_field, unbroken
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.widgets.drawing import Span
from coach_tui.plan.agenda import next_by_rule
from coach_tui.plan.dates import add_days, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import off_words
from coach_tui.plan.practice import Plan
from coach_tui.plan.series import EXAMPLE, Booking, Series, booking_words, is_series, lay_out, parse_series
from coach_tui.plan.session_agenda import coming_after, moment_after, next_booked
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_day

NEXT = "next"
"""The key of the field."""


def _series(
    plan: Plan, today: date, text: str, day: date, also: Sequence[str] = ()
) -> tuple[Series, Booking]:
    """The series of sessions that a text says, and its days after that of the hour."""
    series = parse_series(text, today)
    return series, lay_out(plan, series, add_days(day, 1), also)


def _fields(days: Sequence[date], clock: str, hour: Mapping[str, object]) -> list[dict[str, Any]]:
    """The fields of sessions on days."""
    more = {**({"time": clock} if clock else {}), **hour}
    return [{"on": day.isoformat(), **more} for day in days]


class NextReviewDay(Section[str | None]):
    """The day (ISO) of the next review, None where the rhythm decides.

    Of a series of sessions that is typed here, which is booked with it (`sessions`), it is the first.
    """

    kind = NEXT

    def __init__(self, plan: Plan, today: date) -> None:
        self.plan = plan
        self.today = today

    def fields(self) -> list[FieldSpec]:
        return [
            FieldSpec(
                NEXT, "Next review", "line", check=self._fault, reading=self._meant, rule=self._when_empty
            )
        ]

    def _when_empty(self, values: Values) -> str:
        """The hint: which day it is where none is typed."""
        day = self._by_rule(values)
        rule = f"{short(day, self.today)}, by the rhythm" if day else "none is planned"
        return f"fri, +2w from the day of the review; empty: {rule}"

    def _by_rule(self, values: Values) -> date | None:
        """The day by the rhythm, from the day on which the review is held; None for none."""
        found = next_by_rule(self.plan, hour_day(values, "held_on", self.today).isoformat())
        return date.fromisoformat(found) if found else None

    def until(self, values: Values) -> str:
        """For when one promises who names no day: for the next review as it is typed, or by the rhythm."""
        try:
            agreed = self.read(values)
        except BadInput:
            return "the next review"
        day = date.fromisoformat(agreed) if agreed else self._by_rule(values)
        return f"{short(day, self.today)}, the next review" if day else "no date"

    def _meant(self, values: Values) -> str:
        """The day that is typed, or the series."""
        try:
            agreed = self.read(values)
            if is_series(str(values[NEXT])):
                return booking_words(self._typed(values)[1], self.today)
        except BadInput:
            return ""
        return short(date.fromisoformat(agreed), self.today) if agreed else ""

    def read(self, values: Values) -> str | None:
        text = str(values[NEXT])
        base = hour_day(values, "held_on", self.today)
        if is_series(text):
            return self._typed(values)[1].days[0].isoformat()
        with at_field(NEXT):
            return parse_day(text, self.today, Side.EITHER, base=base).isoformat() if text.strip() else None

    def _typed(self, values: Values) -> tuple[Series, Booking]:
        with at_field(NEXT):
            day = hour_day(values, "held_on", self.today)
            return _series(self.plan, self.today, str(values[NEXT]), day)

    def sessions(self, values: Values) -> list[dict[str, Any]]:
        """Fields of the sessions of a series that is typed; none for a day.

        Raises:
            BadInput: it is not understood.
        """
        if not is_series(str(values[NEXT])):
            return []
        series, found = self._typed(values)
        return _fields(found.days, series.time, series.hour)

    def _fault(self, text: str) -> str | None:
        if is_series(text):
            return text_fault(partial(_series, self.plan, self.today, day=self.today), text)
        return day_check(self.today, Side.EITHER)(text)

    def so_far(self, values: Values, held_on: str) -> str:
        """When it will be, for a review held on a day that is typed."""
        try:
            agreed = self.read(values)
            held = parse_day(held_on, self.today, Side.PAST) if agreed is None else self.today
        except BadInput:
            return "?"
        on = agreed or next_by_rule(self.plan, held.isoformat())
        return short(date.fromisoformat(on), self.today) if on else "not planned"


class NextSession(Section[list[dict[str, Any]]]):
    """Fields of the next session, or of a series: day (ISO) and time of day; none for no new one."""

    kind = NEXT

    def __init__(
        self, plan: Plan, day: date, today: date, *, reviewing: bool = False, also: Sequence[str] = ()
    ) -> None:
        """Make it; `day` is that of the session that is held, `reviewing` whether it is the review.

        `also` are the engagements (uids) of the others in it, who are in the next one, too.
        """
        self.plan = plan
        self.also = also
        self.today = today
        self.booked = next_booked(plan, day)
        coming = coming_after(plan, day, reviewed=reviewing)
        self._until = "the next session"
        if coming:
            self._until = f"the next session, or {unbroken(date.fromisoformat(coming), today)}"

    def fields(self) -> list[FieldSpec]:
        rule = f"8.12. 10:00, +2w 9:30, {EXAMPLE}; empty: none"
        if self.booked is not None and self.booked.on is not None:
            on = f"{unbroken(self.booked.on, self.today)} {self.booked.time}".rstrip()
            rule = f"empty: {on}, which is booked; a day books one more, a series several"
        check = partial(text_fault, partial(self._read, day=self.today))
        return [FieldSpec(NEXT, "Next session", "line", "", rule, check=check, reading=self._meant)]

    def until(self, values: Values) -> str:
        """For when one promises who names no day."""
        return self._until

    def _meant(self, values: Values) -> str:
        """The day, and the time, that is typed."""
        return "".join(text for text, _ in self.so_far(values)) if str(values[NEXT]).strip() else ""

    def _read(self, text: str, day: date) -> tuple[Booking, str, Mapping[str, object]] | None:
        """The days that a text means after that of the session, the time of day, and what else it says."""
        if not text.strip():
            return None
        if is_series(text):
            series, found = _series(self.plan, self.today, text, day, self.also)
            return found, series.time, series.hour
        on, clock = moment_after(text, self.today, day)
        return Booking([date.fromisoformat(on)], []), clock, {}

    def _typed(self, values: Values) -> tuple[Booking, str, Mapping[str, object]] | None:
        with at_field(NEXT):
            return self._read(str(values[NEXT]), hour_day(values, "on", self.today))

    def read(self, values: Values) -> list[dict[str, Any]]:
        found, clock, hour = self._typed(values) or (Booking([], []), "", {})
        return _fields(found.days, clock, hour)

    def so_far(self, values: Values) -> list[Span]:
        """When it will be, and whether that is a day of time off."""
        try:
            typed = self._typed(values)
        except BadInput:
            return [("?", "warn")]
        if typed is None:
            if self.booked is None or self.booked.on is None:
                return [("not booked", "warn")]
            return [(f"{short(self.booked.on, self.today)} {self.booked.time}".rstrip(), "")]
        found, clock, _ = typed
        if is_series(str(values[NEXT])):
            return [(booking_words(found, self.today), "")]
        day = found.days[0]
        spans: list[Span] = [(f"{short(day, self.today)} {clock}".rstrip(), "")]
        off = off_words(self.plan, self.also, day)
        return [*spans, (f", {off}", "warn")] if off else spans
