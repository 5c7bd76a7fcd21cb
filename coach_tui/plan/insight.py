"""Where a plan stands and where it is heading: the figures behind the charts (domain §4, §5, §7, §8)."""

from __future__ import annotations

from coach_tui.plan.assessed import latest_assessments
from coach_tui.plan.became import became
from coach_tui.plan.continued import values_before
from coach_tui.plan.dates import iso
from coach_tui.plan.engagement import Engaged, engaged
from coach_tui.plan.feedback import feedback_trends
from coach_tui.plan.ladder import ladder_levels
from coach_tui.plan.package import Package, package_of
from coach_tui.plan.practice import Plan
from coach_tui.plan.progress import ACHIEVED, expected
from coach_tui.plan.revision import history_json
from coach_tui.plan.round_change import round_change
from coach_tui.plan.standing import gas_scores, given_up, measure_progress, plan_status, standing
from coach_tui.plan.target_line import due_before, target_before, target_line, target_since
from coach_tui.plan.trend import Forecast, forecast, milestone_slip
from coach_tui.plan.weeks import PracticeLog

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from coach_tui.plan.assessed import Assessed
    from coach_tui.plan.feedback import Trend
    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.objective import Measure, Objective
    from coach_tui.plan.round_change import RoundChange
    from coach_tui.plan.standing import GasScores, Standing
    from coach_tui.plan.strategy import Strategy
    from coach_tui.plan.weeks import Week


class MeasureInsight:
    """One measure: its dated values, the line from baseline to target, and the forecast.

    `line` is the target line from (start, baseline) to (target date, target), with its steps
    (`coach_tui.plan.target_line`); empty where one of these is missing. `wanted` is the value of that line
    today, None without it; `target_was` is the target before the present one, and the day on which it was
    changed, `due_was` the same of the target date. `forecast` is None for what is not counted in numbers.
    `before` are the values of earlier plans, which count for nothing.
    """

    __slots__ = (
        "before",
        "due",
        "due_was",
        "forecast",
        "line",
        "measure",
        "progress",
        "target_was",
        "values",
        "wanted",
    )

    def __init__(self, plan: Plan, objective: Objective, measure: Measure, today: date | None = None) -> None:
        self.measure = measure
        self.due = objective.due
        self.wanted: float | None = None
        self.values = plan.values(measure.uid) if measure.kind == "numeric" else []
        self.before = values_before(plan, objective, measure) if measure.kind == "numeric" else []
        self.progress = measure_progress(plan, objective, measure)
        self.line: list[tuple[date, float]] = []
        self.target_was = target_before(objective, measure.uid) if objective.revisions else None
        self.due_was = due_before(objective) if objective.revisions else None
        self.forecast: Forecast | None = None
        start, due = objective.start or plan.engagement.start, objective.due
        baseline, target = measure.baseline, measure.target
        if measure.kind != "numeric" or target is None or due is None:
            return
        if baseline is not None:
            self.line = target_line(plan, objective, measure.uid, today)
            if today is not None and objective.open:
                share = expected(start, due, today, plan.off("progress"))
                self.wanted = baseline + (target - baseline) * share
        if objective.given_up:
            return
        self.forecast = forecast(
            self.values,
            target,
            start,
            due,
            baseline=baseline,
            off=plan.off("forecast"),
            today=today,
            since=target_since(objective, measure.uid) if objective.revisions else None,
        )
        if (ended := _ended(plan, objective)) and not self.forecast.reached:
            self.forecast = Forecast(None, ended, self.forecast.values)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.measure.name

    @property
    def current(self) -> float | None:
        """The latest value; None where there is none."""
        return self.values[-1][1] if self.values else None

    def as_json(self) -> dict[str, Any]:
        """The measure in the shape of `coach insights --json`."""
        measure = self.measure
        return {
            "id": measure.uid,
            "name": measure.name,
            "kind": measure.kind,
            "unit": measure.unit or None,
            "baseline": measure.baseline,
            "target": measure.target,
            "current": self.current,
            "progress": _rounded(self.progress),
            "due_by_today": _rounded(self.wanted),
            "values": [{"date": day.isoformat(), "value": value} for day, value in self.values],
            "before": [{"date": day.isoformat(), "value": value} for day, value in self.before],
            "target_line": [{"date": day.isoformat(), "value": value} for day, value in self.line],
            "forecast": forecast_json(self.forecast) if self.forecast else None,
        }


def _ended(plan: Plan, objective: Objective) -> str:
    """Why nothing is to be expected of an objective any more, in few words; "" where something is."""
    if not objective.open:
        return f"closed as {became(plan, objective)}"
    if objective.status == ACHIEVED:
        return "achieved, as you say"
    return "" if plan.engagement.open else "engagement closed"


class ObjectiveInsight:
    """One objective: standing, measures, forecast and GAS levels.

    The forecast is that of the measure that takes longest; one that never arrives at this pace, or has too
    few values to tell, counts as longest.
    """

    __slots__ = ("forecast", "measures", "objective", "replaced_by", "standing")

    def __init__(self, plan: Plan, objective: Objective, today: date) -> None:
        self.objective = objective
        self.replaced_by = [o.title for o in plan.objectives if o.uid in objective.replaced_by]
        self.standing: Standing = standing(plan, objective, today)
        self.measures = [MeasureInsight(plan, objective, measure, today) for measure in objective.measures]
        found = [measure.forecast for measure in self.measures if measure.forecast]
        self.forecast: Forecast = max(found, key=_longest) if found else _no_forecast(plan, objective)

    @property
    def own(self) -> tuple[str, date | None, str]:
        """The status that the coach has said, since when, and why; the status "" where none was.

        To close it as reached is such a word; of what was given up none counts.
        """
        objective = self.objective
        if objective.given_up:
            return "", None, ""
        if not objective.open:
            return ACHIEVED, objective.closed_on, objective.closed_reason or "closed as reached"
        return objective.status, objective.status_on, objective.status_reason

    @property
    def gas(self) -> tuple[int, int] | None:
        """GAS level at the start and now; None without a ladder."""
        return ladder_levels(self.objective)

    def as_json(self) -> dict[str, Any]:
        """The objective in the shape of `coach insights --json`."""
        levels = self.gas
        return {
            "id": self.objective.uid,
            "title": self.objective.title,
            "progress": _rounded(self.standing.progress),
            "expected": _rounded(self.standing.expected),
            "status": self.standing.status,
            "computed_status": self.standing.computed,
            "coach_status": self.objective.status or None,
            "status_reason": self.objective.status_reason or None,
            "status_on": iso(self.objective.status_on),
            "start": iso(self.objective.start),
            "due": iso(self.objective.due),
            "closed_on": iso(self.objective.closed_on),
            **history_json(self.objective, self.replaced_by),
            "forecast": forecast_json(self.forecast),
            "gas": levels and {"baseline": levels[0], "now": levels[1], "ladder": self.objective.gas},
            "measures": [measure.as_json() for measure in self.measures],
        }


def _longest(found: Forecast) -> tuple[bool, int]:
    return (found.date is None, found.date.toordinal() if found.date else -found.values)


def _no_forecast(plan: Plan, objective: Objective) -> Forecast:
    if objective.given_up:
        return Forecast(None, became(plan, objective), 0)
    if ended := _ended(plan, objective):
        return Forecast(None, ended, 0)
    numeric = any(measure.kind == "numeric" for measure in objective.measures)
    return Forecast(None, "needs a target and a target date" if numeric else "no measure in numbers", 0)


def forecast_json(found: Forecast) -> dict[str, Any]:
    """A forecast in the shape of `coach insights --json`."""
    return {
        "date": iso(found.date),
        "reached": found.reached,
        "reason": found.reason,
        "values": found.values,
    }


class PracticeInsight:
    """How a strategy is practised: times and rate over four weeks, days since the last, missed in a row."""

    __slots__ = ("asks", "days_since", "expected", "in_pause", "missed", "rate", "strategy", "times", "weeks")

    def __init__(self, plan: Plan, strategy: Strategy, today: date) -> None:
        log = PracticeLog(plan, strategy)
        recent = log.four_weeks(today)
        self.strategy = strategy
        self.asks = log.asks
        """Whether it asks for anything at present."""
        self.times, self.expected, self.rate = recent.done, recent.expected, recent.rate
        self.in_pause = recent.in_pause
        self.days_since = log.days_since(today)
        self.missed = log.missed(today)
        self.weeks: list[Week] = log.weeks(today)

    def as_json(self) -> dict[str, Any]:
        """The practice in the shape of `coach insights --json`."""
        return {
            "id": self.strategy.uid,
            "title": self.strategy.title,
            "cadence": str(self.strategy.cadence),
            "times": self.times,
            "in_pause": self.in_pause,
            "expected": round(self.expected, 2),
            "rate": _rounded(self.rate),
            "days_since": self.days_since,
            "missed_in_a_row": self.missed,
            "weeks": [week.as_json() for week in self.weeks],
        }


class TimelineInsight:
    """Planned against actual: the milestones with their slip, and the slip usual with this client."""

    __slots__ = ("milestones", "plan", "usual_slip")

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.milestones: list[Milestone] = plan.milestones
        self.usual_slip: tuple[float, int] | None = usual_slip(plan)
        """Median days late and the number of milestones; None under three."""

    def as_json(self) -> dict[str, Any]:
        """The timeline in the shape of `coach insights --json`."""
        usual = self.usual_slip
        return {
            "milestones": [
                {
                    "id": milestone.uid,
                    "title": milestone.title,
                    "planned": milestone.first_planned.isoformat(),
                    "due": iso(milestone.due),
                    "done_on": iso(milestone.done_on),
                    "slip": milestone.slip,
                    "moves": len(milestone.moves),
                    "state": milestone.state,
                    "ended_with": self.plan.ended_with(milestone) or None,
                }
                for milestone in self.milestones
            ],
            "usual_slip": usual and {"days": usual[0], "milestones": usual[1]},
        }


def _looked_at(plan: Plan, strategy: Strategy) -> bool:
    """Whether it is told how a strategy is practised: it is under way, or was so in a plan that is closed."""
    under_way = strategy.active if plan.engagement.open else strategy.status != "dropped"
    return under_way and not given_up(plan, strategy)


def usual_slip(plan: Plan) -> tuple[float, int] | None:
    """By how many days this client's milestones usually end late, over all engagements; None under three."""
    practice = plan.practice
    plans = (Plan(practice, plan.client, other) for other in practice.engagements(plan.client.uid))
    return milestone_slip(
        (milestone.first_planned, milestone.done_on)
        for other in plans
        for milestone in other.milestones
        if milestone.done_on
    )


class Insights:
    """Everything known about how a plan goes, on one day."""

    __slots__ = (
        "assessed",
        "engagement",
        "feedback",
        "gas",
        "objectives",
        "plan",
        "practice",
        "rounds",
        "said",
        "sessions",
        "status",
        "timeline",
        "today",
    )

    def __init__(self, plan: Plan, today: date) -> None:
        self.plan = plan
        self.today = today
        self.objectives = [ObjectiveInsight(plan, objective, today) for objective in plan.objectives]
        self.status = plan_status(plan, today)
        self.gas: GasScores = gas_scores(plan)
        self.sessions: Package = package_of(plan)
        self.engagement: Engaged = engaged(plan, today)
        self.practice = [
            PracticeInsight(plan, strategy, today)
            for strategy in plan.strategies
            if strategy.cadence and _looked_at(plan, strategy)
        ]
        self.practice = [p for p in self.practice if p.days_since is not None or p.strategy.practised]
        self.timeline = TimelineInsight(plan)
        self.feedback: list[Trend] = feedback_trends(plan)
        self.rounds: RoundChange | None = round_change(plan, today)
        self.assessed: list[Assessed] = [one for one in latest_assessments(plan, today) if one.items]
        """The last self-assessment of each set of items, with the one before it; newest first."""
        self.said: list[tuple[date, float]] = said_engagement(plan)
        """What check-ins say of the engagement, 1 to 5, oldest first."""

    def as_json(self) -> dict[str, Any]:
        """The insights in the shape of `coach insights --json`."""
        gas = self.gas
        return {
            "client": self.plan.client.name,
            "client_id": self.plan.client.uid,
            "status": self.status,
            "objectives": [objective.as_json() for objective in self.objectives],
            "gas": {
                "baseline": _rounded(gas.baseline, 2),
                "now": _rounded(gas.now, 2),
                "change": _rounded(gas.change, 2),
            },
            "engagement": self.engagement.as_json(),
            "sessions": self.sessions.as_json(),
            "practice": [practice.as_json() for practice in self.practice],
            "timeline": self.timeline.as_json(),
            "feedback": [trend.as_json() for trend in self.feedback],
            "rounds": self.rounds and self.rounds.as_json(),
            "assessments": [one.as_json() for one in self.assessed],
            "checkin_engagement": [{"date": day.isoformat(), "value": value} for day, value in self.said],
        }


def said_engagement(plan: Plan) -> list[tuple[date, float]]:
    """The engagement that check-ins of a plan say, 1 to 5, with its day, oldest first."""
    return [(checkin.on, checkin.engagement) for checkin in plan.checkins if checkin.engagement is not None]


def _rounded(value: float | None, digits: int = 4) -> float | None:
    return None if value is None else round(value, digits)


def insights(plan: Plan, today: date) -> Insights:
    """How a plan goes today; one that is closed or has ended as it stood then."""
    return Insights(plan, plan.engagement.clock(today))
