"""Practice week by week (domain rules §4)."""

from __future__ import annotations

from datetime import timedelta

from coach_tui.plan.standing import serves
from coach_tui.plan.time_off import covering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.practice import Plan
    from coach_tui.plan.strategy import Strategy

WEEKS = 12
WINDOW = 28
"""Days over which the rate is told."""
FLAG = 2
"""Practices missed in a row that are a flag; one is not."""


def practised(plan: Plan, strategy: str) -> list[date]:
    """The days on which a strategy (uid) was practised, oldest first; a day as often as it was done then."""
    return [checkin.on for checkin in plan.checkins for uid in checkin.done if uid == strategy]


class Week:
    """Some days, `first` to `last`: how often it was `done`, and how often it was to be.

    `in_pause` is how often it was done on days on which the plan or the strategy paused.
    """

    __slots__ = ("done", "expected", "first", "in_pause", "last")

    def __init__(self, first: date, last: date, done: int, expected: float, in_pause: int) -> None:
        self.first = first
        self.last = last
        self.done = done
        self.expected = expected
        self.in_pause = in_pause

    @property
    def rate(self) -> float | None:
        """Done / expected, without pauses, raw: it may be over 1; None when nothing is expected."""
        return (self.done - self.in_pause) / self.expected if self.expected else None

    def as_json(self) -> dict[str, Any]:
        """The week in the shape of `coach insights --json`."""
        return {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "times": self.done,
            "in_pause": self.in_pause,
            "expected": round(self.expected, 2),
        }


class PracticeLog:
    """What was practised of a strategy and what its rhythms asked for: every figure of practice.

    Each day counts by the rhythm of its time, and days of time off expect nothing (domain rules §4, §11).
    """

    __slots__ = ("asks", "done", "off", "pauses", "start", "strategy")

    def __init__(self, plan: Plan, strategy: Strategy, done: Sequence[date] | None = None) -> None:
        """Take a strategy of a plan; `done` are the days of practice, where they are known already."""
        self.strategy = strategy
        self.asks = strategy.active and serves(plan, strategy)
        """Whether it asks for anything at present."""
        self.done = practised(plan, strategy.uid) if done is None else done
        self.start = strategy.start or plan.engagement.start
        self.off = plan.off("practice", strategy.raw)
        self.pauses = [*plan.engagement.pauses, *strategy.pauses]

    def expected(self, first: date, last: date) -> float:
        """How often practice was asked for from one day to another, both included, since it began."""
        found = 0.0
        for cadence, begin, end in self.strategy.stretches(self.start, last):
            if cadence is not None and end >= first:
                found += cadence.expected(max(first, begin), end, self.off)
        return found

    def week(self, first: date, last: date) -> Week:
        """Some days: how often it was done on them, and how often it was to be."""
        first = max(first, self.start)
        done = [day for day in self.done if first <= day <= last]
        in_pause = sum(covering(self.pauses, day) is not None for day in done)
        return Week(first, last, len(done), self.expected(first, last), in_pause)

    def four_weeks(self, today: date) -> Week:
        """The 28 days that end with today, without those before it began."""
        return self.week(today - timedelta(days=WINDOW - 1), today)

    def weeks(self, today: date, count: int = WEEKS) -> list[Week]:
        """The last weeks up to today, oldest first; the last four are those of the four-week rate.

        Weeks that ended before the strategy began are left out.
        """
        ends = (today - timedelta(days=7 * back) for back in range(count - 1, -1, -1))
        return [self.week(last - timedelta(days=6), last) for last in ends if last >= self.start]

    def missed(self, today: date) -> int:
        """How many times in a row it was missed up to today; 0 where it asks for nothing any more, and where
        no log is kept of it (domain §4, §9).

        Two are a flag, one is not.
        """
        if not self.asks or not self.strategy.practised:
            return 0
        row = 0
        for cadence, first, last in self.strategy.stretches(self.start, today):
            now = last == today
            done = [day for day in self.done if first <= day <= last]
            missed = 0
            if cadence is not None:
                until = today if now else last + timedelta(days=1)
                missed = cadence.missed_in_a_row(done, first, until, self.off)
            row = missed if done else row + missed
        return row

    def days_since(self, today: date) -> int | None:
        """The days since the last practice up to today; None where there was none."""
        last = max((day for day in self.done if day <= today), default=None)
        return None if last is None else (today - last).days
