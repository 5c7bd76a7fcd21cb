"""What was answered on a review's page, in the shape that `coach_tui.changes.reviews.hold_review` takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from coach_tui.app.forms.commitments_settled import settled
from coach_tui.app.forms.widgets.fields import unpack
from coach_tui.plan import adjustment as kinds
from coach_tui.plan.adjustment import Adjustment
from coach_tui.plan.client import Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import Text
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Measure, Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.proposals import Proposal
from coach_tui.plan.record import Record
from coach_tui.plan.review_agenda import waiting
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.when import parse_day

FIELDS: dict[str, tuple[type[Record], str]] = {
    kinds.TARGET: (Measure, "target"),
    kinds.DATE: (Objective, "due"),
    kinds.MILESTONE: (Milestone, "due"),
    kinds.CADENCE: (Strategy, "cadence"),
    kinds.HOURS: (Strategy, "hours_per_week"),
    kinds.RHYTHM: (Engagement, "review_every"),
}
"""The field that takes what a kind of adjustment asks for."""


def stored_value(kind: str, text: str, today: date) -> str | float:
    """What was typed for a kind of adjustment, in stored form.

    Raises:
        BadInput: its field refuses it, or nothing was typed.
    """
    noun, key = FIELDS.get(kind, (Strategy, "title"))
    value: str | float | None = noun.fields[key].parse(text, today)
    if value is None:
        raise BadInput(f"{key}: is empty")
    return value


class Answers:
    """The answers of a page: `adjustments` of the plan, what was `considered`, and the rest by name.

    Raises:
        BadInput: an answer that cannot be taken; it begins with the key of its field.
    """

    def __init__(
        self, plan: Plan, values: Mapping[str, Any], proposals: Sequence[Proposal], today: date
    ) -> None:
        self._today = today
        self.settled = settled(values, waiting(plan), today)
        self.reached: dict[str, str] = {}
        self.levels: dict[str, int] = {}
        self.adjustments: list[Adjustment] = []
        self.considered: list[dict[str, str]] = []
        for key, value in values.items():
            kind, _, uid = key.partition(".")
            if value and kind in ("mile", "gas", "adjust"):
                try:
                    self._read(kind, uid, str(value), plan)
                except BadInput as error:
                    raise BadInput(f"{key}: {str(error).partition(': ')[2] or error}") from None
        for proposal in proposals:
            self._decide(proposal, str(values.get(f"idea.{proposal.key}", "")))

    def _read(self, kind: str, uid: str, value: str, plan: Plan) -> None:
        choice, *given = unpack(value)
        given += ["", "", ""]
        if kind == "gas":
            self.levels[uid] = int(choice)
        elif kind == "mile" and choice == "done":
            self.reached[uid] = parse_day(given[0], self._today).isoformat() if given[0] else ""
        elif kind == "mile":
            self._add(kinds.MILESTONE, uid, given[0], given[1])
        elif plan.practice.find(Strategy.table, uid):
            self._strategy(uid, choice, given)
        elif any(measure.uid == uid for objective in plan.objectives for measure in objective.measures):
            self._add(kinds.TARGET, uid, given[0], given[1])
        else:
            self._objective(plan, uid, choice, given)

    def _add(self, kind: str, uid: str, text: str, why: str) -> None:
        self.adjustments.append(Adjustment(kind, uid, stored_value(kind, text, self._today), _reason(why)))

    def _strategy(self, uid: str, choice: str, given: list[str]) -> None:
        if choice != "change":
            self.adjustments.append(Adjustment(kinds.STATUS, uid, choice, _reason(given[0])))
            return
        often, hours, why, *_ = given
        if not often and not hours:
            raise BadInput("say how often, or how many hours, it is to be")
        if often:
            self._add(kinds.CADENCE, uid, often, why)
        if hours:
            self._add(kinds.HOURS, uid, hours, why)

    def _objective(self, plan: Plan, uid: str, choice: str, given: list[str]) -> None:
        found = plan.practice.find(Objective.table, uid)
        if not isinstance(found, Objective):
            raise BadInput("this objective no longer exists; it was deleted meanwhile")
        if choice == "strategy":
            what, often, why, *_ = given
            to = f"{what} | {often}" if often else what
            self.adjustments.append(Adjustment(kinds.STRATEGY, uid, to, _reason(why)))
        elif choice != "change":
            self.adjustments.append(Adjustment(kinds.CLOSE, uid, choice, _reason(given[0])))
        else:
            numeric = [measure for measure in found.measures if measure.kind == "numeric"]
            measure = numeric[0] if len(numeric) == 1 else None  # several have rows of their own
            target, day, why, *_ = given if measure else ["", *given]
            if not target and not day:
                raise BadInput("give the new target or the new date")
            if target and measure:
                self._add(kinds.TARGET, measure.uid, target, why)
            if day:
                self._add(kinds.DATE, uid, day, why)

    def _decide(self, proposal: Proposal, value: str) -> None:
        choice, *given = unpack(value)
        if not choice:
            return
        given += ["", ""]
        suggested = proposal.choices[0]
        if choice == "declined":
            decision, why = "declined", given[0]
        elif choice == "accepted":
            decision, why = "accepted", ""
            self.adjustments.append(proposal.adjustment(suggested[0], suggested[2], ""))
        else:
            value_of = {kind: to for kind, _, to in proposal.choices}
            asks = choice != kinds.STATUS
            why = _reason(given[1] if asks else given[0])
            to = stored_value(choice, given[0], self._today) if asks else value_of[choice]
            decision = "accepted" if choice == suggested[0] and suggested[2] in ("", to) else "changed"
            self.adjustments.append(proposal.adjustment(choice, to, why))
        entry = {
            "proposal": proposal.text[:500],
            "figures": proposal.figures[:500],
            "decision": decision,
            "reason": _reason(why),
        }
        self.considered.append({key: one for key, one in entry.items() if one})


def _reason(text: str) -> str:
    field = Text("why")
    field.key = "why"
    return field.check(text)
