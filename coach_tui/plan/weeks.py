"""Practice week by week (domain rules §4)."""

from __future__ import annotations

from datetime import timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.cadence import Cadence
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.strategy import Strategy

WEEKS = 12
FLAG = 2
"""Practices missed in a row that are a flag; one is not."""


def practised(plan: Plan, strategy: str) -> list[date]:
    """The days on which a strategy (uid) was practised, oldest first; a day as often as it was done then."""
    return [checkin.on for checkin in plan.checkins for uid in checkin.done if uid == strategy]


def misses(strategy: Strategy, done: Sequence[date], start: date, today: date) -> int:
    """How many times in a row a strategy was missed up to today; 0 where no log is kept of it (domain §4).

    `done` are the days on which it was practised, `start` is the day from which it counts where it has none
    of its own. Two are a flag, one is not.
    """
    cadence = strategy.cadence
    if cadence is None or not strategy.active or not strategy.practised:
        return 0
    return cadence.missed_in_a_row(done, strategy.start or start, today)


class Week:
    """Seven days, `first` to `last`: how often it was `done`, and how often the cadence asks for it."""

    __slots__ = ("done", "expected", "first", "last")

    def __init__(self, first: date, last: date, done: int, expected: float) -> None:
        self.first = first
        self.last = last
        self.done = done
        self.expected = expected

    def as_json(self) -> dict[str, Any]:
        """The week in the shape of `coach insights --json`."""
        return {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "times": self.done,
            "expected": round(self.expected, 2),
        }


def practice_weeks(
    done: Sequence[date], cadence: Cadence, start: date, today: date, count: int = WEEKS
) -> list[Week]:
    """The last weeks up to today, oldest first; the last four are those of the four-week rate.

    Weeks that ended before the strategy began are left out; in the one in which it began only the days
    since then count.
    """
    found = []
    for back in range(count - 1, -1, -1):
        last = today - timedelta(days=7 * back)
        first = last - timedelta(days=6)
        if last < start:
            continue
        begun = max(first, start)
        times = sum(1 for day in done if begun <= day <= last)
        days = (last - begun).days + 1
        found.append(Week(begun, last, times, (cadence.per_week or 0.0) * days / 7))
    return found
