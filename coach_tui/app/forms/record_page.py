"""The form of one record: its fields, what is judged while it is typed, and what was changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coach_tui.app.forms.intake import intake_fields
from coach_tui.app.forms.plan_begin import begin_fields
from coach_tui.app.forms.record_form import RecordForm
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.forms.widgets.form import Form
from coach_tui.app.widgets.drawing import Span
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import BEGINS_WITH, Objective
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.record import Record
from coach_tui.plan.strategy import Strategy

ON_NEW: dict[str, tuple[str, ...]] = {
    "objectives": (
        "status",
        "status_reason",
        "status_on",
        "closed_on",
        "closed_as",
        "closed_reason",
        "replaced_by",
        "revisions",
        "gas_now",
    ),
    "strategies": ("status", "status_reason", "ended_on", "pauses", "rhythms"),
    "milestones": (
        "baseline",
        "done_on",
        "moves",
        "evidence",
        "closed_on",
        "closed_as",
        "closed_reason",
        "replaced_by",
    ),
    "engagements": ("closed_on", "outcome", "pauses", "rhythms", "snooze"),
    "commitments": ("status", "settled_on", "reason", "carried"),
}
"""Fields that a new record does not ask for yet: they say what becomes of it later."""
NEVER = ("reasons",)
"""Fields of which no form asks: each client of a group has a reason of their own, in “reason”."""


class RecordPage:
    """The form of a record, or of a new one; the form of a new client begins the plan as well."""

    def __init__(
        self,
        practice: Practice,
        today: date,
        noun: type[Record],
        record: Record | None = None,
        engagement: str = "",
        start: Mapping[str, Any] | None = None,
        begun: Mapping[str, Any] | None = None,
        leave_out: tuple[str, ...] | None = None,
    ) -> None:
        """Make it.

        Args:
            practice: where the record is.
            today: the day it is.
            noun: what it is a record of.
            record: the record; None for a new one.
            engagement: where a new record goes; for an engagement it is the client's uid.
            start: what a new record begins with.
            begun: the stored record that a draft began with, where that is another by now.
            leave_out: fields that are not asked for; else it is known from the noun.
        """
        self.today = today
        self.noun = noun
        self.record = record
        self.engagement = engagement or (record.plan if record else "")
        self.begun: dict[str, Any] = dict(begun or record.raw) if record else {}
        """The stored record that the form begins with."""
        plan = self._plan(practice)
        if leave_out is None:
            leave_out = NEVER if record else (*NEVER, *ON_NEW.get(noun.table, ()))
        if record is None and noun is Objective:
            start = {**BEGINS_WITH, **(start or {})}
        if record is None and noun is Milestone and plan:
            start = {**_only_objective(plan), **(start or {})}
        self.form = RecordForm(noun, plan, today, self.begun if record else None, start, leave_out)

    def _plan(self, practice: Practice) -> Plan | None:
        if isinstance(self.record, Engagement):
            return practice.plan_of(self.record)
        if self.noun.belongs != "plan":
            return None
        found = practice.find("engagements", self.engagement)
        return practice.plan(found.raw["client"], found.uid) if found else None

    @property
    def title(self) -> str:
        """The heading of the form."""
        return self.form.title

    def specs(self) -> list[FieldSpec]:
        """The fields."""
        specs = self.form.specs()
        if self.record is None and self.noun is Client:
            return begin_fields(self.today, specs)
        if self.record is None and self.noun in (Objective, Need):
            specs += intake_fields(self.form.plan)
        return specs

    def screen(self, draft_key: str) -> Form:
        """The form itself."""
        live = {Objective: self._judged, Strategy: self._fitting}.get(self.noun)
        return Form(self.title, self.specs(), live=live, draft_key=draft_key)

    def changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What was changed in the record, in stored form.

        Raises:
            BadInput: a value that its field refuses.
        """
        return self.form.changes(values)

    def _typed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {**self.form.as_typed(values), "uid": self.record.uid if self.record else ""}

    def _judged(self, values: dict[str, Any]) -> list[Span]:
        """The five letters of the objective as it is typed, and the one question."""
        from coach_tui.app.pages.judgement_line import smart_spans
        from coach_tui.plan.smart import smart

        return smart_spans(smart(Objective(self._typed(values)), self.form.plan if self.record else None))

    def _fitting(self, values: dict[str, Any]) -> list[Span]:
        """How the strategy fits the client's days and hours as it is typed."""
        from coach_tui.app.pages.judgement_line import strategy_fit

        return strategy_fit(self._typed(values), self.form.plan, self.today)


def _only_objective(plan: Plan) -> dict[str, str]:
    """A new milestone is for the one objective that is open."""
    still_open = [objective.uid for objective in plan.objectives if objective.open]
    return {"objective": still_open[0]} if len(still_open) == 1 else {}
