"""The figures of a plan in words: the same on the screen and in the shell (domain rules §7, §8)."""

from __future__ import annotations

from coach_tui.plan.dates import MONTHS, days_text
from coach_tui.plan.fields import plain_number
from coach_tui.plan.trend import from_values, reached_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coach_tui.plan.feedback import Score
    from coach_tui.plan.insight import MeasureInsight, PracticeInsight
    from coach_tui.plan.kinds import KindCount
    from coach_tui.plan.objective import Measure
    from coach_tui.plan.trend import Forecast

VALUES = 6
"""The latest values of a measure that are told."""


def rounded(value: float) -> str:
    """A figure that was reckoned, with three digits or all of a larger whole part.

    >>> rounded(9.8333), rounded(4), rounded(1234.5)
    ('9.83', '4', '1234')
    """
    return plain_number(float(f"{value:.3g}")) if abs(value) < 1000 else plain_number(round(value))


def signed(value: float, digits: int = 1) -> str:
    """A difference with its sign, the minus a real one.

    >>> signed(0.25), signed(-0.04), signed(-3, 0)
    ('+0.2', '0.0', '−3')
    """
    said = f"{value:+.{digits}f}"
    return said[1:] if float(said) == 0 else said.replace("-", "−")


def figure(value: float) -> str:
    """A figure that may be below nothing, the minus a real one.

    >>> figure(-35), figure(4.5)
    ('−35', '4.5')
    """
    return plain_number(value).replace("-", "−")


def share(value: float | None) -> str:
    """A share as a whole percentage, “–” for none."""
    return "–" if value is None else f"{round(value * 100)}%".replace("-", "−")


def plain_day(day: date, today: date) -> str:
    """A day without its weekday, with the year when it is another: “8 Feb 2027”."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def way(measure: Measure, values: Sequence[float]) -> list[str]:
    """The last values of a measure on the way to its target, in ever fewer; without any, where it began."""
    goal = "" if measure.target is None else f" → {plain_number(measure.target)}"
    last = [plain_number(value) for value in values[-VALUES:]]
    if not last and measure.baseline is not None:
        last = [plain_number(measure.baseline)]
    return [f"{' '.join(last[first:])}{goal}" for first in range(len(last))] or [goal.strip()]


def days_late(days: int) -> str:
    """A number of days against a date: “on time”, “6 days late”, “1 day early”."""
    if not days:
        return "on time"
    return f"{days_text(abs(days))} {'late' if days > 0 else 'early'}"


def now_words(one: MeasureInsight) -> str:
    """Where a measure stands: “8 of 12 per month; due by today 6.7”."""
    measure = one.measure
    unit = f" {measure.unit}" if measure.unit else ""
    value = one.current
    if value is None:
        start = "" if measure.baseline is None else f"; it began at {plain_number(measure.baseline)}{unit}"
        return f"no value yet{start}"
    due = "" if one.wanted is None else f"; due by today {rounded(one.wanted)}"
    return f"{of_target(measure, value)}{due}"


def of_target(measure: Measure, value: float) -> str:
    """A value beside its target: “8 of 12 per month”, of one that is to fall “44, target 40 hours”."""
    target = measure.target
    falling = target is not None and measure.baseline is not None and target < measure.baseline
    joint = ", target" if falling else " of"
    of = "" if target is None else f"{joint} {plain_number(target)}"
    return f"{plain_number(value)}{of}{f' {measure.unit}' if measure.unit else ''}"


def before_words(values: Sequence[tuple[date, float]], today: date) -> str:
    """What a measure was in earlier engagements: “2 → 6, 8 Mar 2025 to 6 Aug 2025”; "" for nothing."""
    if not values:
        return ""
    (first, began), (last, ended) = values[0], values[-1]
    if len(values) == 1:
        return f"{plain_number(began)}, {plain_day(first, today)}"
    days = f"{plain_day(first, today)} to {plain_day(last, today)}"
    return f"{plain_number(began)} → {plain_number(ended)}, {days}"


def forecast_words(found: Forecast, due: date | None, today: date) -> str:
    """When it will be reached and what that rests on: “8 Feb (10 days after the date), from 6 values”."""
    if found.date is None:
        return found.reason
    said = plain_day(found.date, today)
    if found.reached:
        return f"{reached_words(said, found.reason)}, {from_values(found.values)}"
    if found.date < today:
        return f"was to be {said}, {from_values(found.values)}; a new value would tell"
    if due is not None:
        gap = (found.date - due).days
        size = days_text(abs(gap))
        said += f" ({size} {'after' if gap > 0 else 'before'} the date)" if gap else " (on the date)"
    return f"{said}, {found.reason}"


def forecast_short(found: Forecast, today: date) -> str:
    """The same in 20 cells or little more: “28 Dec at this pace”."""
    if found.date is not None:
        said = plain_day(found.date, today)
        if found.reached:
            return f"reached {said}"
        if found.date < today:
            return f"was to be {said}"
        return said if found.date.year != today.year else f"{said} at this pace"
    reason = found.reason.partition(", from")[0]
    if reason.startswith("needs values over"):
        return "too few days of values"
    if reason.startswith("needs a target"):
        return "no target or date"
    return reason.replace("dated ", "")


ONCE = 0.9
"""From so much on it was to be once: in four weeks of a monthly rhythm, not on day one of a weekly one."""


def of_planned(times: int, expected: float, in_pause: int = 0) -> str:
    """How often of how often it was to be: “3 of 4”; “1 time” where it was not to be even once.

    What was done in a pause, when nothing was asked for, is told apart: “1 of 1, 3 in a pause”.
    """
    if expected < ONCE:
        return f"{times} time{'' if times == 1 else 's'}"
    return f"{times - in_pause} of {round(expected)}" + (f", {in_pause} in a pause" if in_pause else "")


def practice_words(one: PracticeInsight) -> str:
    """How a practice went: “3 of 4 times in the last four weeks”."""
    if one.in_pause and one.expected >= ONCE:
        return f"{of_planned(one.times, one.expected, one.in_pause)}, in the last four weeks"
    times = "" if one.expected < ONCE else " time" if round(one.expected) == 1 else " times"
    return f"{of_planned(one.times, one.expected)}{times} in the last four weeks"


def score_words(score: Score) -> str:
    """What is usual and what is to be talked about: “usually 8.5, falling and low”."""
    usual = "first time" if score.usual is None else f"usually {plain_number(score.usual)}"
    flags = [word for word, there in (("falling", score.falling), ("low", score.low)) if there]
    return f"{usual}, {' and '.join(flags)}" if flags else usual


def kind_words(count: KindCount) -> str:
    """What became of strategies of one kind: “7 of 10 finished, 3 dropped, 4 running”."""
    ended = count.finished + count.dropped
    running = f", {count.running} running" if count.running else ""
    return f"{count.finished} of {ended} finished, {count.dropped} dropped{running}"
