"""What the data suggests at a review: what could be adjusted, and the figures it rests on (domain §4–§8).

A proposal is never carried out by itself: the coach accepts it, does something else, or declines.
"""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan import adjustment as kinds
from coach_tui.plan.adjustment import Adjustment
from coach_tui.plan.cadence import Cadence
from coach_tui.plan.dates import Interval, add_days, days_text, short
from coach_tui.plan.engagement import REVIEWS, engaged
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number
from coach_tui.plan.figures_named import bent
from coach_tui.plan.insight import PracticeInsight, insights
from coach_tui.plan.insight_words import practice_words
from coach_tui.plan.past import status_on
from coach_tui.plan.progress import OFF_TRACK, OVERDUE
from coach_tui.plan.standing import asked_of, standing
from coach_tui.plan.text import either
from coach_tui.plan.time_off import day_off
from coach_tui.plan.trend import theil_sen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.plan.insight import Insights, MeasureInsight
    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.objective import Objective
    from coach_tui.plan.practice import Plan

OFF = (OFF_TRACK, OVERDUE)
LOW_RATE = 0.5
"""Share of the practice of four weeks under which it is to be made smaller."""
LEAST_EXPECTED = 2
"""Times of practice expected under which a rate says nothing."""
CONFIDENT = 7
LEAST_SLIP = 3
"""Days that milestones usually end late, from which on the next one is looked at."""
AHEAD = 30
"""Days ahead within which the next milestone is looked at."""
LEAST_SETTLED = 4
LOW_KEPT = 0.5


class Proposal:
    """One thing that could be adjusted.

    `key` stays the same from day to day. `text` asks, `figures` says what it rests on. `choices` are the
    kinds of adjustment that would answer it (`coach_tui.plan.adjustment`), the suggested one first, each
    with the record it would change and the value proposed, in stored form ("" where only the coach can say).
    """

    __slots__ = ("choices", "figures", "key", "text")

    def __init__(
        self, key: str, text: str, figures: str, choices: list[tuple[str, str, str | float]]
    ) -> None:
        self.key = key
        self.text = text
        self.figures = figures
        self.choices = choices

    def __repr__(self) -> str:
        return f"<Proposal {self.key}: {self.text} ({self.figures})>"

    def adjustment(self, kind: str, to: str | float, reason: str, by: str = "") -> Adjustment:
        """The change that answers it in one of its ways; the figures are the reason where none is given."""
        about = next(about for one, about, _ in self.choices if one == kind)
        return Adjustment(kind, about, to, reason.strip() or self.figures[:500], by)


def proposals(plan: Plan, today: date) -> list[Proposal]:
    """What could be adjusted in a plan today, objectives first; nothing for a plan that goes well."""
    seen = insights(plan, today)
    found: list[Proposal] = []
    for insight in seen.objectives:
        objective = insight.objective
        if not objective.open:
            continue
        again = off_twice(plan, objective, today)
        paced = [p for measure in insight.measures for p in _pace(plan, objective, measure, again, today)]
        found += paced
        if again and not paced:
            found.append(_stuck(plan, objective, again, today))
        found += _unsure(objective, today)
    for practice in seen.practice if not plan.engagement.rests(today) else ():
        found += _practice(practice)
    found += _hours(plan)
    found += _slip(plan, seen, today)
    found += _kept(plan, today)
    return found


def off_twice(plan: Plan, objective: Objective, today: date) -> str:
    """In words, that an objective is off track now and was at the last review, with no change; else "".

    A review that changed something, or said why not, did not leave it as it was.
    """
    held = [review for review in plan.evaluations if review.day < today]
    if not held or bent(plan, held[-1]) or standing(plan, objective, today).computed not in OFF:
        return ""
    last = held[-1]
    if last.status and last.status not in OFF:
        return ""
    if status_on(plan, objective, last.day) not in OFF:
        return ""
    return f"off track at the review of {short(last.day, today)} too, and nothing changed"


def friday_after(day: date, days_off: list[str]) -> date:
    """The Friday of the week of a day, or the next day after it that is not off (in a week at most)."""
    friday = add_days(day, (4 - day.weekday()) % 7)
    for step in range(7):
        other = add_days(friday, step)
        if not day_off(days_off, other):
            return other
    return friday


def _pace(
    plan: Plan, objective: Objective, insight: MeasureInsight, again: str, today: date
) -> Iterator[Proposal]:
    """At this pace the target is reached after the date, or never."""
    found, due, target = insight.forecast, objective.due, insight.measure.target
    if found is None or due is None or target is None or not insight.values or found.values < 3:
        return
    off = plan.off("forecast").known(today)
    pace = theil_sen(insight.values, off)
    if pace is None or found.reached or (found.date is not None and found.date <= due):
        return
    if found.date is None and not found.never:
        return
    measure = insight.measure
    first, last = insight.values[0][0], insight.values[-1][1]
    figures = f"{found.values} values since {short(first, today)}: {_rate(pace)} a week"
    if found.date is not None:
        days = (found.date - due).days
        figures += f"; at this pace {short(found.date, today)}, {days_text(days)} after the date"
    else:
        figures += f"; {plain_number(target)} is not reached at this pace"
    if again:
        figures += f"; {again}"
    reachable = _reachable(measure.baseline, target, last, pace, off.elapsed(insight.values[-1][0], due))
    choices: list[tuple[str, str, str | float]] = []
    asks = []
    if found.date is not None:
        later = friday_after(found.date, plan.client.days_off)
        choices.append((kinds.DATE, objective.uid, later.isoformat()))
        asks.append(f"move the date to {short(later, today)}")
    if reachable is not None:
        choices.append((kinds.TARGET, measure.uid, reachable))
        asks.append(f"set the target at {plain_number(reachable)}")
    choices.append((kinds.STRATEGY, objective.uid, ""))
    asks.append("add a strategy")
    if found.date is None:
        choices.append((kinds.DATE, objective.uid, ""))
        asks.append("move the date")
    yield Proposal(f"pace {measure.uid}", f"{measure.name}: {either(asks)}?", figures, choices)


def _rate(pace: float) -> str:
    """A slope in units a day, as units a week with its sign."""
    return f"{round(pace * 7, 2):+g}".replace("-", "−") if round(pace * 7, 2) else "0"


def _reachable(baseline: float | None, target: float, last: float, pace: float, days: int) -> float | None:
    """The whole number that the pace reaches by the date; None where that is no way towards the target."""
    if days <= 0:
        return None
    value = last + pace * days
    up = target > (last if baseline is None else baseline)
    whole = float(value // 1 if up else -(-value // 1))
    better = whole > last if up else whole < last
    return whole if better and (whole < target if up else whole > target) else None


def _stuck(plan: Plan, objective: Objective, again: str, today: date) -> Proposal:
    choices: list[tuple[str, str, str | float]] = []
    numeric = next((measure for measure in objective.measures if measure.kind == "numeric"), None)
    if numeric is not None:
        choices.append((kinds.TARGET, numeric.uid, ""))
    choices += [(kinds.STRATEGY, objective.uid, ""), (kinds.DATE, objective.uid, "")]
    ask = "add a strategy or move the date?"
    if choices[0][0] == kinds.TARGET:
        ask = f"lower the target, {ask}"
    status = standing(plan, objective, today).computed
    return Proposal(f"stuck {objective.uid}", f"{objective.title}: {ask}", f"{status} now; {again}", choices)


def _unsure(objective: Objective, today: date) -> Iterator[Proposal]:
    """The latest confidence is under 7 and nothing was said that would help."""
    rated = objective.confidences
    last = rated[-1] if rated else None
    if last is not None and (last.value or 0) < CONFIDENT and not last.solving:
        value = plain_number(last.value or 0)
        yield Proposal(
            f"unsure {objective.uid}",
            f"{objective.title}: what would make it more certain?",
            f"confidence {value} of 10 on {short(last.on, today)}, under {CONFIDENT}",
            [(kinds.HELP, objective.uid, "")],
        )


def _practice(insight: PracticeInsight) -> Iterator[Proposal]:
    strategy = insight.strategy
    if not (insight.asks and strategy.practised):
        return
    if insight.rate is None or insight.expected < LEAST_EXPECTED:
        return
    if insight.rate >= LOW_RATE or strategy.cadence is None:
        return
    smaller = _smaller(strategy.cadence)
    ask = f"make it smaller, {smaller}?" if smaller else "make it smaller, or pause it?"
    yield Proposal(
        f"practice {strategy.uid}",
        f"{strategy.title}: {ask}",
        f"practised {practice_words(insight)}",
        [(kinds.CADENCE, strategy.uid, smaller), (kinds.STATUS, strategy.uid, "paused")],
    )


def _smaller(now: Cadence) -> str:
    """About half as often; "" where it is rare already."""
    if now.period is None:
        return ""
    if now.times > 1:
        return str(Cadence(now.times // 2, now.period))
    if now.period.n == 1 and now.period.unit == "days":
        return "3 per week"
    try:
        longer = Interval(now.period.n * 2, now.period.unit)
    except BadInput:
        return ""
    return str(Cadence(1, longer)) if longer.days <= 31 else ""


def _hours(plan: Plan) -> Iterator[Proposal]:
    has = plan.client.hours_per_week
    active = [strategy for strategy in asked_of(plan) if strategy.hours_per_week]
    wanted = sum(strategy.hours_per_week or 0 for strategy in active)
    if has is None or not active or wanted <= has + 1e-9:
        return
    # the one that the client believes in least goes first; of several, the one that frees most
    least = min(
        active, key=lambda s: (11 if s.confidence is None else s.confidence, -(s.hours_per_week or 0))
    )
    takes = plain_number(round(least.hours_per_week or 0, 2))
    yield Proposal(
        "hours",
        f"{least.title}: pause it, or give it fewer hours?",
        f"the strategies take {plain_number(round(wanted, 2))} hours a week, the client has "
        f"{plain_number(has)}; this one takes {takes}",
        [(kinds.STATUS, least.uid, "paused"), (kinds.HOURS, least.uid, "")],
    )


def _slip(plan: Plan, seen: Insights, today: date) -> Iterator[Proposal]:
    """Milestones usually end late, and the next one stands where it was first planned."""
    usual = seen.timeline.usual_slip
    if usual is None or usual[0] < LEAST_SLIP:
        return
    days, count = round(usual[0]), usual[1]
    ahead = today + timedelta(days=AHEAD)
    coming: list[Milestone] = [
        milestone for milestone in plan.milestones_ahead if today < milestone.due <= ahead
    ]
    for milestone in coming[:1]:
        if milestone.slip:
            continue
        later = add_days(milestone.due, days)
        while day_off(plan.client.days_off, later) and (later - milestone.due).days < days + 7:
            later = add_days(later, 1)
        yield Proposal(
            f"slip {milestone.uid}",
            f"{milestone.title}: move it to {short(later, today)} now?",
            f"due {short(milestone.due, today)}; from {count} milestones, "
            f"they usually end {days_text(days)} late",
            [(kinds.MILESTONE, milestone.uid, later.isoformat())],
        )


def _kept(plan: Plan, today: date) -> Iterator[Proposal]:
    """Few commitments are kept, and reviews are more than a week apart."""
    parts = engaged(plan, today)
    interval = plan.engagement.review_every
    if parts.settled < LEAST_SETTLED or parts.kept >= parts.settled * LOW_KEPT:
        return
    if interval is None or interval.days <= 7:
        return
    shorter = "1 week" if interval.days <= 21 else "2 weeks"
    yield Proposal(
        "kept",
        f"Promise less, or meet every {shorter.removeprefix('1 ')}?",
        f"{parts.kept} of {parts.settled} commitments kept over the last "
        f"{min(REVIEWS, max(parts.reviews, 1))} reviews, one every {str(interval).removeprefix('1 ')}",
        [(kinds.RHYTHM, plan.engagement.uid, shorter)],
    )
