"""Milestones in a review: reached, moved with a reason, or not yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coach_tui.app.forms.sections.adjusting import BENT, adjusted, ask_value, speaks_against
from coach_tui.app.forms.sections.days import asked_day
from coach_tui.app.forms.sections.section import Section, Values, at_field
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan import adjustment as kinds
from coach_tui.plan.adjustment import Adjustment
from coach_tui.plan.dates import short
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.practice import Plan
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_day


class Dated(NamedTuple):
    """Milestones that were reached, by uid with the day (ISO; "" for that of the review), and moved."""

    reached: dict[str, str]
    moved: list[Adjustment]


class Milestones(Section[Dated]):
    """What became of milestones."""

    kind = "mile"

    def __init__(self, plan: Plan, milestones: Sequence[Milestone], today: date) -> None:
        self.plan = plan
        self.milestones = milestones
        self.today = today

    def fields(self) -> list[FieldSpec]:
        return [self._field(milestone) for milestone in self.milestones]

    def _field(self, milestone: Milestone) -> FieldSpec:
        today = self.today
        due = milestone.due or today
        to = ask_value(kinds.MILESTONE, "to", today, due)
        speaks_against(to, self.plan, milestone, today)
        moves = f", moved {len(milestone.moves)}×" if milestone.moves else ""
        return FieldSpec(
            self.key(milestone.uid),
            milestone.title,
            "answer",
            "",
            "d reached on the day of the review, D on another day  m move it",
            [("done", "reached"), ("moved", "move it")],
            said=[
                (milestone.title, ""),
                ("  due ", "dim"),
                (short(due, today), "bad" if self.plan.late_by(due, today) else "dim"),
                (moves, "dim"),
            ],
            letters={"done": "d", "moved": "m"},
            asks={
                "done": [asked_day("on", today, Side.PAST, "empty: the day of the review", spare=True)],
                "moved": [to, *BENT],
            },
        )

    def read(self, values: Values) -> Dated:
        found = Dated({}, [])
        for milestone in self.milestones:
            choice, day, why, who, _ = self.answer(values, milestone.uid)
            with at_field(self.key(milestone.uid)):
                if choice == "done":
                    day = parse_day(day, self.today, Side.PAST).isoformat() if day else ""
                    found.reached[milestone.uid] = day
                elif choice:
                    found.moved.append(self._moved(milestone, day, why, who))
        return found

    def _moved(self, milestone: Milestone, day: str, why: str, who: str) -> Adjustment:
        return adjusted(kinds.MILESTONE, milestone.uid, day, why, self.today, milestone.due, who)

    def count(self, values: Values) -> int:
        """How many are moved."""
        return sum(1 for milestone in self.milestones if self.answer(values, milestone.uid)[0] == "moved")
