"""Whether a new value of a measure is far from anything before, as a slip of the hand is (domain §8).

Nobody is refused a value: whoever stores one that is far off asks first, or names it where nobody can answer.
"""

from __future__ import annotations

from bisect import bisect_right

from coach_tui.plan.fields import plain_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from coach_tui.plan.practice import Plan

NEAREST = 12
"""Values on either side of a day that are looked at: a wrong one that was noted is forgotten in time."""
SPANS = 2
"""How many times the span of what is known a value may lie outside it."""
TIMES = ((2, 5.0), (8, 3.0))
"""With fewer than so many numbers known, a value may be so many times the greatest of them."""
AT_LEAST_TIMES = 2.0
"""The same, when more are known."""
PART = 5
"""A value under this part of the least is far: the decimal point stands elsewhere, or a digit is missing."""
SLIPPED = 100
"""A value under this part of all before is far though the target be nought: “17.500” is read as 17.5."""


def is_far(value: float, stood: Sequence[float], target: float | None = None) -> bool:
    """Whether a value is far from where a measure stood (baseline and other values) and from its target.

    It does not depend on the unit, nor on whether the target lies above or below the baseline. A sign that no
    number has is far. Nought is where all numbers are much alike; and though the target is nought, a value is
    that is a hundredth of all before. A target alone, or noughts alone, tell nothing.
    """
    known = [*stood, *(() if target is None else (target,))]
    if not stood or not any(known):
        return False
    if value < 0 or max(known) <= 0:
        value, known, stood = -value, [-number for number in known], [-number for number in stood]
    low, high = min(known), max(known)
    if not value:
        return bool(low > 0 and high < low * PART)
    if high <= 0:
        return True
    allowed = next((times for count, times in TIMES if len(known) < count), AT_LEAST_TIMES)
    most = high + max(SPANS * (high - low), (allowed - 1) * high)
    return bool(value > most or value * PART < low or value * SLIPPED < min(stood))


def far_off(plan: Plan, values: Mapping[str, float], day: date, *, but: str = "") -> list[str]:
    """What is to be said of each new value (by the measure's uid) that is far from anything before.

    “9999 is far from 8, the last value, and 12, the target”; with several measures after its name.

    Args:
        plan: the plan as it is before.
        values: the new values.
        day: the day they are of.
        but: a check-in (uid) whose values do not count: the one that is edited.
    """
    return Stood(plan).far_off(values, day, but=but) if values else []


class Stood:
    """Where the measures of a plan stood day by day; for many values at once it is read only once.

    Args:
        plan: the plan.
        new: by check-in (uid) the measures (uids) whose values are new, and so vouch for nothing until they
            were judged (`take`).
    """

    def __init__(self, plan: Plan, new: Mapping[str, Collection[str]] | None = None) -> None:
        measures = [one for objective in plan.objectives for one in objective.measures]
        self.measures = {measure.uid: measure for measure in measures if measure.kind == "numeric"}
        self._days: dict[str, list[date]] = {uid: [] for uid in self.measures}
        self._values: dict[str, list[tuple[str, float]]] = {uid: [] for uid in self.measures}
        for checkin in plan.checkins:
            for uid, value in checkin.measures.items():
                if uid in self.measures and uid not in (new or {}).get(checkin.uid, ()):
                    self._days[uid].append(checkin.on)
                    self._values[uid].append((checkin.uid, value))

    def take(self, checkin: str, values: Mapping[str, float], day: date) -> list[str]:
        """What is to be said of new values of a check-in (uid), judged in the order of days.

        Those of which nothing is to be said stand from now on.
        """
        said = []
        for uid, value in values.items():
            doubt = self.far_off({uid: value}, day, but=checkin)
            said += doubt
            if uid in self.measures and not doubt:
                at = bisect_right(self._days[uid], day)
                self._days[uid].insert(at, day)
                self._values[uid].insert(at, (checkin, value))
        return said

    def far_off(self, values: Mapping[str, float], day: date, *, but: str = "") -> list[str]:
        """As the function of that name."""
        found = []
        for uid, measure in self.measures.items():
            if uid not in values:
                continue
            value, (before, after) = values[uid], self._around(uid, day, but)
            began = [] if measure.baseline is None else [measure.baseline]
            after = _not_doubted(after, [*began, *before], measure.target)
            if is_far(value, [*began, *before, *after], measure.target):
                name = f"{measure.name}: " if len(self.measures) > 1 else ""
                known = _beside(before, began, after)
                if measure.target is not None:
                    known += f", and {plain_number(measure.target)}, the target"
                found.append(f"{name}{plain_number(value)} is far from {known}")
        return found

    def _around(self, uid: str, day: date, but: str) -> tuple[list[float], list[float]]:
        """The nearest values up to a day, and those after it, in order; without those of one check-in."""
        at, values = bisect_right(self._days[uid], day), self._values[uid]
        before = [value for of, value in values[max(0, at - NEAREST - 1) : at] if of != but]
        after = [value for of, value in values[at : at + NEAREST + 1] if of != but]
        return before[-NEAREST:], after[:NEAREST]


def _not_doubted(after: Sequence[float], stood: Sequence[float], target: float | None) -> list[float]:
    """The values after a day that are not far themselves from what stood before it; all where nothing did."""
    kept: list[float] = []
    for value in after:
        if not (stood and is_far(value, [*stood, *kept], target)):
            kept.append(value)
    return kept


def _beside(before: Sequence[float], began: Sequence[float], after: Sequence[float]) -> str:
    """The number nearest to a day, with what it is."""
    if before:
        return f"{plain_number(before[-1])}, the last value"
    if began:
        return f"{plain_number(began[0])}, where it began"
    return f"{plain_number(after[0])}, the next value"
