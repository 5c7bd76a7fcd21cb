"""Progress of measures and the status of objectives and plans (domain §8)."""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean
from coach_tui.plan.time_off import NEVER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from coach_tui.plan.time_off import TimeOff

ACHIEVED = "achieved"
OVERDUE = "overdue"
OFF_TRACK = "off track"
NEEDS_ATTENTION = "needs attention"
ON_TRACK = "on track"
NOT_MEASURED = "not measured"

WORST_FIRST = (OVERDUE, OFF_TRACK, NEEDS_ATTENTION, NOT_MEASURED, ON_TRACK, ACHIEVED)
GRACE_DAYS = 7
_EXACT = 1e-9  # a value exactly on a border is on its better side, whatever binary fractions make of it


def ratio(current: float | None, baseline: float, target: float) -> float | None:
    """Return (current - baseline) / (target - baseline), raw: it may be under 0 or over 1 (domain §8).

    Right for falling targets too. None without a current value, or when the target is the baseline.
    """
    if current is None or target == baseline:
        return None
    return (current - baseline) / (target - baseline)


def weighted_mean(pairs: Iterable[tuple[float | None, float]]) -> float | None:
    """Return the mean of (value, weight) pairs; a value of None is left out, not taken as 0 (domain §8).

    None when nothing is left or the weights add up to 0.
    """
    total = weights = 0.0
    for value, weight in pairs:
        if value is not None:
            total += value * weight
            weights += weight
    return total / weights if weights else None


def expected(start: date, due: date, today: date, off: TimeOff = NEVER) -> float:
    """Return the share of the time that has passed, 0 to 1 (domain §8, §11).

    Days of time off are no part of either; pauses that are known to come are left out as well. While one
    without a last day goes on, it stands as it did on the first day of that: nobody knows yet how much time
    will be left. When the target date is not after the start: 0 before it and 1 from it on.
    """
    if off.open_since:
        today, off = min(today, off.open_since), off.ended
    if today >= due:
        return 1.0
    if today <= start:
        return 0.0
    whole = off.elapsed(start, due)
    return off.elapsed(start, today) / whole if whole else 0.0


def is_expected(share: float, step: float) -> bool:
    """Whether so much of the time has passed (0 to 1) that a step of this size could be there."""
    return share >= step - _EXACT


def is_whole(progress: float | None) -> bool:
    """Whether all of it is reached, whatever binary fractions make of that."""
    return progress is not None and progress >= 1 - _EXACT


def status(
    progress: float | None,
    start: date,
    due: date,
    today: date,
    off: TimeOff = NEVER,
    *,
    waits: bool = False,
) -> str:
    """Return the status that the numbers give (domain §8).

    "achieved" (progress ≥ 1); "overdue" (after the target date); "off track" (progress < ½·expected);
    "needs attention" (< expected - 0.1); else "on track". Without progress "overdue" after the target date,
    before it "not measured". Days of time off pass as if they were none (domain §11).

    Nothing is behind before it could be anything: in the first seven days it is "on track", and as long as it
    `waits`, since nothing of it could have grown yet; but what stands below its beginning does not wait.
    """
    if is_whole(progress):
        return ACHIEVED
    if off.elapsed(due, today) > 0:
        return OVERDUE
    if progress is None:
        return NOT_MEASURED
    if off.elapsed(start, today) < GRACE_DAYS or (waits and progress > -_EXACT):
        return ON_TRACK
    due_by_now = expected(start, due, today, off)
    if progress < due_by_now / 2 - _EXACT:
        return OFF_TRACK
    if progress < due_by_now - 0.1 - _EXACT:
        return NEEDS_ATTENTION
    return ON_TRACK


def weakest(statuses: Iterable[str]) -> str:
    """Return the worst of the statuses, in the order of WORST_FIRST: a plan is as its weakest objective.

    "not measured" when there are none (domain §8). Raises BadInput for a word that is no status.
    """
    given = set(statuses)
    unknown = given.difference(WORST_FIRST)
    if unknown:
        raise BadInput(f'"{clean(min(unknown))}" is no status: it is one of {", ".join(WORST_FIRST)}')
    return next((word for word in WORST_FIRST if word in given), NOT_MEASURED)
