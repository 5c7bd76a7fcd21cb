"""When a review is due, and how late it is (domain §6)."""

from __future__ import annotations

from datetime import timedelta

from coach_tui.plan.dates import TIME_OFF_OUT, days_text
from coach_tui.plan.time_off import NEVER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

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


def first_due(start: date, interval: Interval) -> date:
    """The first review is due one interval after the plan's start (domain §6)."""
    return interval.after(start)


def next_due(last_held: date, interval: Interval) -> date:
    """The next review is due one interval after the last one held, never stacked (domain §6).

    A monthly interval keeps the day, clamped to the month's end.
    """
    return interval.after(last_held)


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
