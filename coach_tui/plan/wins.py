"""What is worth celebrating: wins since a day, and what has just happened that could become one."""

from __future__ import annotations

from math import ceil

from coach_tui.plan.contact import Checkin
from coach_tui.plan.fields import plain_number, quote
from coach_tui.plan.time_off import NEVER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from coach_tui.plan.cadence import Cadence
    from coach_tui.plan.contact import Win
    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.objective import Measure
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.time_off import TimeOff

ENOUGH = 3
"""So many values a measure needs before one of them can be called the best."""
STREAK_DAYS = 28
"""How long a practice is kept before it is a streak; then again after as long."""


class Offer:
    """A win that could be noted: what happened in a few words, the text to begin with, what it belongs to.

    It is for those for whom what it tells of is: `visibility` is that one's, "" where it states none.
    """

    __slots__ = ("milestone", "objective", "text", "visibility", "what")

    def __init__(
        self, what: str, text: str, *, objective: str = "", milestone: str = "", visibility: str = ""
    ) -> None:
        self.what = what
        self.text = text
        self.objective = objective
        self.milestone = milestone
        self.visibility = visibility


def since_last_review(plan: Plan) -> list[Win]:
    """The wins to begin the next review or session with: those since the last review was held."""
    held = plan.held_reviews
    return [win for win in plan.wins if not held or win.on >= held[-1].day]


def is_best(values: Sequence[tuple[date, float]], baseline: float | None, target: float | None) -> bool:
    """Whether the last of the dated values is better than all before it and than the baseline.

    Better is nearer to where the target lies from the baseline, so a falling target takes low values. With
    fewer than three values, or without a baseline and another target, nothing is best.
    """
    if len(values) < ENOUGH or baseline is None or target is None or baseline == target:
        return False
    sign = 1 if target > baseline else -1
    last = values[-1][1] * sign
    return last > max(value * sign for _, value in values[:-1]) and last > baseline * sign


def kept_in_a_row(
    cadence: Cadence, done: Sequence[date], start: date, today: date, off: TimeOff = NEVER
) -> int:
    """How many periods in a row a practice was kept: done as often as its cadence says.

    Periods are counted from `start`, without time off (domain §11). The running one counts once it is kept,
    and does not end the row while it may still be. "once" makes no row.
    """
    if cadence.period is None or today < start:
        return 0
    clock = cadence.clock(start, today, off) or NEVER
    counts: dict[int, int] = {}
    for day in done:
        if start <= day <= today:
            number = cadence.number(start, day, clock)
            counts[number] = counts.get(number, 0) + 1
    number = cadence.number(start, today, clock)
    if counts.get(number, 0) < cadence.times:
        number -= 1
    row = 0
    while counts.get(number, 0) >= cadence.times:
        row += 1
        number -= 1
    return row


def streak(cadence: Cadence, done: Sequence[date], start: date, today: date, off: TimeOff = NEVER) -> str:
    """The length of a streak that today's practice has just completed, such as “4 weeks”, else "".

    Four weeks make one, then eight, twelve, …; a rhythm that is longer than that takes two of its periods.
    """
    period = cadence.period
    if period is None or today < start:
        return ""
    clock = cadence.clock(start, today, off) or NEVER
    running = cadence.number(start, today, clock)
    now = sum(1 for day in done if start <= day <= today and cadence.number(start, day, clock) == running)
    if now != cadence.times or today not in done:
        return ""
    row = kept_in_a_row(cadence, done, start, today, off)
    whole = max(2, ceil(STREAK_DAYS / period.days))
    return f"{row * period.n} {period.unit}" if row and row % whole == 0 else ""


def offer_among(practice: Practice, checkins: Iterable[str], today: date) -> tuple[Plan, Offer] | None:
    """What check-ins (uids) just noted have brought that could be a win of their plan."""
    for uid in checkins:
        noted = practice.find("checkins", uid)
        plan = practice.plan_of(noted) if noted else None
        offer = offer_of(plan, noted, today) if plan and isinstance(noted, Checkin) else None
        if plan and offer:
            return plan, offer
    return None


def offer_of(plan: Plan, checkin: Checkin, today: date) -> Offer | None:
    """What a check-in just noted brings that could be a win: a best value, else a streak of practice."""
    for objective in plan.objectives:
        for measure in objective.measures:
            if measure.uid in checkin.measures and _best(plan, measure, checkin):
                value = plain_number(checkin.measures[measure.uid])
                text = f"{measure.name} {value}: the best so far"
                found = Offer("best so far", text, objective=objective.uid, visibility=objective.visibility)
                return _new(plan, found)
    for strategy in plan.strategies:
        cadence, begun = strategy.cadence, strategy.start or plan.engagement.start
        if strategy.uid in checkin.done and cadence and checkin.on == today:
            days = [one.on for one in plan.checkins if strategy.uid in one.done]
            start = next(
                (first for _, first, last in strategy.stretches(begun, today) if last == today), begun
            )
            length = streak(cadence, days, start, today, plan.off("practice", strategy.raw))
            if length:
                serves = strategy.objectives[0] if strategy.objectives else ""
                text = f"{strategy.title}: kept for {length} in a row"
                what = f"kept {length} in a row"
                return _new(plan, Offer(what, text, objective=serves, visibility=strategy.visibility))
    return None


def _best(plan: Plan, measure: Measure, checkin: Checkin) -> bool:
    values = plan.values(measure.uid)
    return (
        bool(values)
        and values[-1] == (checkin.on, checkin.measures[measure.uid])
        and is_best(values, measure.baseline, measure.target)
    )


def _new(plan: Plan, offer: Offer) -> Offer | None:
    """The offer, unless just that was noted already."""
    return None if any(win.text == offer.text for win in plan.wins) else offer


def offer_of_milestone(plan: Plan, milestone: Milestone) -> Offer | None:
    """A milestone that was just finished, unless it is celebrated already."""
    if any(win.milestone == milestone.uid for win in plan.wins):
        return None
    return Offer(
        f"finished {quote(milestone.title)}",
        milestone.title,
        objective=milestone.objective,
        milestone=milestone.uid,
        visibility=milestone.visibility,
    )
