"""Changes to the plan in a review: objectives, their measures, strategies, and milestones to come."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from coach_tui.app.forms.sections.adjusting import BENT, HINTS, WHY, adjusted, ask_value, reason, value_check
from coach_tui.app.forms.sections.milestones import Milestones
from coach_tui.app.forms.sections.section import Section, Values, at_field
from coach_tui.app.forms.widgets.fields import Ask, FieldSpec
from coach_tui.app.widgets.drawing import Span
from coach_tui.plan import adjustment as kinds
from coach_tui.plan.adjustment import Adjustment
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number
from coach_tui.plan.objective import Measure, Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.review_agenda import milestones_far
from coach_tui.plan.revision_words import unexplained_words
from coach_tui.plan.strategy import Strategy

KEPT = ("active", "paused")
"""Status of the strategies that can be changed."""


class Changed(NamedTuple):
    """The changes, and later milestones that were reached already, by uid with the day (ISO or "")."""

    adjustments: list[Adjustment]
    reached: dict[str, str]


class Changes(Section[Changed]):
    """What is changed in the plan; nothing where it stays as it is."""

    kind = "adjust"

    def __init__(self, plan: Plan, today: date) -> None:
        self.later = Milestones(plan, milestones_far(plan, today), today)
        self.parts: list[_ObjectiveChange | _MeasureChange | _StrategyChange] = []
        for objective in plan.objectives:
            if objective.open:
                several = [measure for measure in objective.measures if measure.kind == "numeric"]
                only = several[0] if len(several) == 1 else None
                self.parts.append(_ObjectiveChange(objective, only, today))
                self.parts += [_MeasureChange(measure, today) for measure in several if only is None]
        self.parts += [_StrategyChange(one, today) for one in plan.strategies if one.status in KEPT]

    def fields(self) -> list[FieldSpec]:
        return [*(part.field(self.key(part.uid)) for part in self.parts), *self.later.fields()]

    def read(self, values: Values) -> Changed:
        found: list[Adjustment] = []
        for part in self.parts:
            choice, *given = self.answer(values, part.uid)
            if choice:
                with at_field(self.key(part.uid)):
                    found += part.read(choice, given)
        later = self.later.read(values)
        return Changed([*found, *later.moved], later.reached)

    def count(self, values: Values) -> int:
        """How many change the plan."""
        here = sum(1 for part in self.parts if values.get(self.key(part.uid)))
        return here + self.later.count(values)


class _ObjectiveChange:
    """Target and date of an objective (of its measure where it has just one), a new strategy, its end."""

    def __init__(self, objective: Objective, measure: Measure | None, today: date) -> None:
        self.objective = objective
        self.measure = measure
        self.today = today
        self.uid = objective.uid

    def field(self, key: str) -> FieldSpec:
        """Its field."""
        objective, measure, today = self.objective, self.measure, self.today
        now = [f"until {short(objective.due, today)}" if objective.due else "no target date"]
        asks = [ask_value(kinds.DATE, "date", today, objective.due), *BENT]
        asks[0].required = measure is None
        if measure is not None:
            now.append(_target(measure))
            hint = f"the new target of “{measure.name}”; empty: as it is"
            asks.insert(0, Ask("target", hint=hint, check=value_check(kinds.TARGET, today)))
        new = [
            Ask("what", hint="what the client will do", required=True),
            Ask("how often", hint=HINTS[kinds.CADENCE], check=value_check(kinds.CADENCE, today)),
            WHY,
        ]
        return FieldSpec(
            key,
            objective.title,
            "answer",
            "",
            f"c changes {'target or date' if measure else 'the date'}; nothing: it stays as it is",
            [("change", "change"), ("strategy", "new strategy"), ("reached", "reached"), ("dropped", "drop")],
            said=[(objective.title, ""), ("  " + ", ".join(now), "dim"), *eased(objective, today)],
            letters={"change": "c", "strategy": "s", "reached": "r", "dropped": "x"},
            asks={"change": asks, "strategy": new, "reached": [WHY], "dropped": [WHY]},
        )

    def read(self, choice: str, given: list[str]) -> list[Adjustment]:
        """What was answered; raises BadInput."""
        if choice == "strategy":
            what, often, why, _ = given
            to = f"{what} | {often}" if often else what
            return [Adjustment(kinds.STRATEGY, self.uid, to, reason(why))]
        if choice != "change":
            return [Adjustment(kinds.CLOSE, self.uid, choice, reason(given[0]))]
        target, day, why, who = given if self.measure else ["", *given[:3]]
        if not target and not day:
            raise BadInput("give the new target or the new date")
        found = []
        if target and self.measure:
            found.append(adjusted(kinds.TARGET, self.measure.uid, target, why, self.today, who=who))
        if day:
            due = self.objective.due
            found.append(adjusted(kinds.DATE, self.uid, day, why, self.today, due, who))
        return found


class _MeasureChange:
    """The target of one of several measures of an objective."""

    def __init__(self, measure: Measure, today: date) -> None:
        self.measure = measure
        self.today = today
        self.uid = measure.uid

    def field(self, key: str) -> FieldSpec:
        """Its field."""
        measure = self.measure
        hint = f"the new target of “{measure.name}”"
        target = Ask("target", hint=hint, check=value_check(kinds.TARGET, self.today), required=True)
        return FieldSpec(
            key,
            measure.name,
            "answer",
            "",
            "c changes the target; nothing: it stays as it is",
            [("change", "change")],
            said=[(measure.name, ""), (f"  {_target(measure)}", "dim")],
            letters={"change": "c"},
            asks={"change": [target, *BENT]},
        )

    def read(self, choice: str, given: list[str]) -> list[Adjustment]:
        """What was answered; raises BadInput."""
        target, why, who, _ = given
        return [adjusted(kinds.TARGET, self.uid, target, why, self.today, who=who)]


class _StrategyChange:
    """The rhythm and the hours of a strategy, and whether it goes on."""

    def __init__(self, strategy: Strategy, today: date) -> None:
        self.strategy = strategy
        self.today = today
        self.uid = strategy.uid

    def field(self, key: str) -> FieldSpec:
        """Its field."""
        strategy, today = self.strategy, self.today
        now = [str(strategy.cadence or "no rhythm")]
        if strategy.hours_per_week:
            now.append(f"{plain_number(strategy.hours_per_week)} h a week")
        letters = {"change": "c", "paused": "p", "finished": "f", "dropped": "x"}
        words = {"change": "change", "paused": "pause", "finished": "finished", "dropped": "drop"}
        if strategy.status == "paused":
            now.append("paused")
            letters = {"active": "r", "finished": "f", "dropped": "x"}
            words = {"active": "resume", "finished": "finished", "dropped": "drop"}
        asks: dict[str, list[Ask]] = {word: [WHY] for word in letters}
        if "change" in asks:
            asks["change"] = [
                Ask("how often", hint=HINTS[kinds.CADENCE], check=value_check(kinds.CADENCE, today)),
                Ask("hours", hint="hours a week", check=value_check(kinds.HOURS, today)),
                WHY,
            ]
        return FieldSpec(
            key,
            strategy.title,
            "answer",
            "",
            "nothing: it stays as it is",
            list(words.items()),
            said=[(strategy.title, ""), ("  " + ", ".join(now), "dim")],
            letters=letters,
            asks=asks,
        )

    def read(self, choice: str, given: list[str]) -> list[Adjustment]:
        """What was answered; raises BadInput."""
        if choice != "change":
            return [Adjustment(kinds.STATUS, self.uid, choice, reason(given[0]))]
        often, hours, why, _ = given
        if not often and not hours:
            raise BadInput("say how often, or how many hours, it is to be")
        typed = ((kinds.CADENCE, often), (kinds.HOURS, hours))
        return [adjusted(kind, self.uid, text, why, self.today) for kind, text in typed if text]


def _target(measure: Measure) -> str:
    target = "?" if measure.target is None else plain_number(measure.target)
    return f"target {target} {measure.unit}".rstrip()


def eased(objective: Objective, today: date) -> list[Span]:
    """What of it was made easier without a reason, in a row of its own."""
    what = unexplained_words(objective, lambda day: short(day, today))
    return [("\n", ""), (f"changed without a reason: {what}", "warn")] if what else []
