"""Where a measure is heading, and how milestones usually slip (domain §8)."""

from __future__ import annotations

from coach_tui.plan.time_off import NEVER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from coach_tui.plan.time_off import TimeOff

MIN_VALUES = 3
MIN_DAYS = 14
MIN_MILESTONES = 3
MAX_VALUES = 400  # pairs grow with the square; the newest say most
NOT_AT_THIS_PACE = "not at this pace"
ALREADY_REACHED = "already reached"


class Forecast:
    """A forecast: the date or None, the reason that names its inputs, and how many values it used."""

    __slots__ = ("date", "reason", "values")

    def __init__(self, date: date | None, reason: str, values: int) -> None:
        self.date = date
        self.reason = reason
        self.values = values

    @property
    def reached(self) -> bool:
        """Whether the date is no forecast, but the day since which the target has been reached."""
        return self.date is not None and self.reason.startswith(ALREADY_REACHED)

    @property
    def never(self) -> bool:
        """Whether there are values enough, and at their pace the target is not reached."""
        return self.reason.startswith(NOT_AT_THIS_PACE)

    def __repr__(self) -> str:
        return f"Forecast({self.date!r}, {self.reason!r}, {self.values})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Forecast) and (self.date, self.reason, self.values) == (
            other.date,
            other.reason,
            other.values,
        )

    def __hash__(self) -> int:
        return hash((self.date, self.reason, self.values))


def reached_words(said: str, reason: str) -> str:
    """Since when a target has been reached, the day in words: “reached by 11 Nov”.

    Where the `reason` says so: “reached on 24 Nov when the target was lowered”.
    """
    how = reason.removeprefix(ALREADY_REACHED).partition(",")[0]
    return f"reached on {said}{how}" if how else f"reached by {said}"


def median(values: Iterable[float]) -> float | None:
    """The middle value, or the mean of the middle two; None when there are none."""
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return float(ordered[middle])
    return ordered[middle - 1] / 2 + ordered[middle] / 2


def _newest(points: Sequence[tuple[date, float]]) -> list[tuple[date, float]]:
    """The newest 400 points by date; several on one day keep the order they were given in."""
    return sorted(points, key=lambda point: point[0])[-MAX_VALUES:]


def theil_sen(points: Sequence[tuple[date, float]], off: TimeOff = NEVER) -> float | None:
    """Return the median of the pairwise slopes, in units a day that counts (domain §8, §11).

    `points` are (date, value) in any order; pairs on one day are left out, and of more than 400
    points the newest 400 count. None with fewer than two dates.
    """
    newest = _newest(points)
    days = [(off.elapsed(newest[0][0], day), value) for day, value in newest]
    return median(
        (later - earlier) / (day2 - day1)
        for index, (day1, earlier) in enumerate(days)
        for day2, later in days[index + 1 :]
        if day2 != day1
    )


def from_values(count: int) -> str:
    """What a figure rests on: “from 5 values”."""
    return f"from {count} value{'' if count == 1 else 's'}"


def forecast(
    points: Sequence[tuple[date, float]],
    target: float,
    horizon_start: date,
    horizon_due: date,
    *,
    baseline: float | None = None,
    off: TimeOff = NEVER,
    today: date | None = None,
    since: tuple[date, str] | None = None,
) -> Forecast:
    """Forecast when a measure reaches its target: last date + (target - last value) / slope (domain §8).

    All days are those that count (domain §11): the pace is by them, and the date lies behind the time off
    that is known to come. Time off without an end has lasted up to `today`, and takes nothing of the horizon.

    `points` are (date, value) in any order; `baseline` tells which way is up (the first value when it is
    not given). A target that the last value has reached is dated where it was reached for good, yet not
    before it was the target: `since` when that is, and how it came to be so, in words. Otherwise at least 3
    values over at least 14 days are needed, and a slope that is flat, goes the wrong way or ends beyond
    twice the horizon (from start to target date) is "not at this pace". The reason says what is missing or
    names the inputs ("from 5 values").
    """
    dated = _newest(points)
    count = len(dated)
    if not dated:
        return Forecast(None, f"needs {MIN_VALUES} dated values, has none", 0)
    last_day, last = dated[-1]
    reached = _reached_since(dated, target, dated[0][1] if baseline is None else baseline)
    if reached is not None:
        return _already(reached, since, count)
    if count < MIN_VALUES:
        return Forecast(None, f"needs {MIN_VALUES} dated values, has {count}", count)
    whole = off.ended.elapsed(horizon_start, horizon_due)
    off = off.known(today) if today else off
    span = off.elapsed(dated[0][0], last_day)
    if span < MIN_DAYS:
        return Forecast(None, f"needs values over {MIN_DAYS} days, has {span}", count)
    slope = theil_sen(dated, off) or 0.0
    too_slow = Forecast(None, f"{NOT_AT_THIS_PACE}, {from_values(count)}", count)
    if slope == 0 or (target - last > 0) != (slope > 0):
        return too_slow
    remaining = (target - last) / slope
    allowed = whole * 2 - off.elapsed(horizon_start, last_day)
    if not remaining <= allowed:  # so that NaN is too slow as well
        return too_slow
    try:
        return Forecast(off.after(last_day, -int(-remaining // 1)), from_values(count), count)
    except OverflowError:
        return too_slow


def _already(reached: date, since: tuple[date, str] | None, count: int) -> Forecast:
    """A target that is reached, no earlier than it was the target."""
    how = ""
    if since is not None and since[0] > reached:
        reached, how = since[0], f" {since[1]}"
    return Forecast(reached, f"{ALREADY_REACHED}{how}, {from_values(count)}", count)


def _reached_since(dated: Sequence[tuple[date, float]], target: float, origin: float) -> date | None:
    """The day from which on every value has reached a target, coming from an origin; None for none."""
    since = None
    for day, value in reversed(dated):
        if origin == target:
            reached = value == target
        else:
            reached = value >= target if target > origin else value <= target
        if not reached:
            break
        since = day
    return since


def milestone_slip(pairs: Iterable[tuple[date, date]]) -> tuple[float, int] | None:
    """Return (median days, n) by which closed milestones ended after their first planned date (domain §8).

    `pairs` are (first planned, done); early is negative. None under 3 milestones.
    """
    slips = [float((done - planned).days) for planned, done in pairs]
    middle = median(slips)
    return None if middle is None or len(slips) < MIN_MILESTONES else (middle, len(slips))
