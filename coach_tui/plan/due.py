"""When a review is due, and how late it is (domain §6)."""

from __future__ import annotations

from datetime import timedelta

from coach_tui.plan.dates import TIME_OFF_OUT, days_text
from coach_tui.plan.errors import BadInput
from coach_tui.plan.rhythm import EarlierEvery
from coach_tui.plan.time_off import NEVER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.dates import Interval
    from coach_tui.plan.time_off import TimeOff


class Overdue:
    """How late something is: whole days after the due date, and cycles missed (at least 1).

    `left_out` tells that days of time off lie between, which do not count; how late it is is the same.
    """

    __slots__ = ("days_late", "left_out", "missed")

    days_late: int
    missed: int
    left_out: bool

    def __init__(self, days_late: int, missed: int, left_out: bool = False) -> None:
        self.days_late = days_late
        self.missed = missed
        self.left_out = left_out

    def __repr__(self) -> str:
        return f"Overdue(days_late={self.days_late}, missed={self.missed})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Overdue) and (self.days_late, self.missed) == (other.days_late, other.missed)

    def __hash__(self) -> int:
        return hash((self.days_late, self.missed))


def in_force(
    rhythms: Sequence[Mapping[str, Any]], now: Interval | None, since: date
) -> list[tuple[Interval | None, date]]:
    """The rhythms that reviews or values had since a day, each with its first day, in their order.

    The first one begins with that day.

    Args:
        rhythms: the earlier ones (stored).
        now: the present one; None where there is none.
        since: the day.
    """
    found: list[tuple[Interval | None, date]] = []
    begin = since
    for raw in rhythms:
        one = EarlierEvery(raw)
        if begin <= one.until:
            found.append((one.every, begin))
            begin = one.until + timedelta(days=1)
    return [*found, (now, begin)]


def due_by(rhythms: Sequence[tuple[Interval | None, date]], since: date) -> date | None:
    """The day on which something is due that came last, or began, on a day; None for never (domain §6, §11).

    One interval after that day, never stacked; a monthly one keeps the day, clamped to the month's end.
    What lies before a change is due by the rhythm of its time: a shorter rhythm moves nothing to before the
    day from which it holds, and is counted from that day at the latest.

    Args:
        rhythms: those since then, as `in_force` tells them.
        since: the day.
    """
    found: date | None = None
    for every, begin in rhythms:
        if every is None:
            found = None
            continue
        due = _after(every, since)
        if due is None or due >= begin or (found is not None and due >= found):
            found = due
        else:
            from_change = _after(every, begin)
            found = min((day for day in (found, from_change) if day is not None), default=None)
    return found


def gap_by(
    rhythms: Sequence[tuple[Interval | None, date]], today: date, times: float, off: TimeOff = NEVER
) -> float | None:
    """The days that may lie between two of something, by its rhythms since the last one; None for no rhythm.

    A shorter rhythm asks from the day on which it was set: until so many `times` of it have passed since,
    the longest of those before goes on.
    """
    *before, (now, begin) = rhythms
    if now is None or off.elapsed(begin, today) > times * now.days:
        return None if now is None else now.days
    known = [every.days for every, _ in before if every is not None]
    return max([now.days, *known]) if len(known) == len(before) else None


def _after(every: Interval, day: date) -> date | None:
    """One interval after a day; None beyond the end of the calendar."""
    try:
        return every.after(day)
    except BadInput:
        return None


def lateness(
    due: date, today: date, interval: Interval, grace_days: int = 0, off: TimeOff = NEVER
) -> Overdue | None:
    """Return how late a review is, or None while today is not after due + grace (domain §6, §11).

    Days are counted from the due date itself, grace or not, without those of time off. Missed cycles are
    floor((today - due) / interval) + 1; months step by the calendar from the due date.
    """
    late = off.elapsed(due, today)
    if late <= max(grace_days, 0):
        return None
    missed = interval.steps(due, due + timedelta(days=late)) + 1
    return Overdue(late, missed, late < (today - due).days)


def words(overdue: Overdue, *, brief: bool = False) -> str:
    """Say it in words: "40 days late, 3 cycles missed"; unless brief, also that time off is left out."""
    off = TIME_OFF_OUT if overdue.left_out and not brief else ""
    cycles = "cycle" if overdue.missed == 1 else "cycles"
    return f"{days_text(overdue.days_late)} late, {overdue.missed} {cycles} missed{off}"
