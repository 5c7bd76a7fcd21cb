"""The page of an engagement that is closed: what came of it, and what can still be said of it then (§11)."""

from __future__ import annotations

from datetime import date

from coach_tui.app.forms.end_page import REPORT, TERMS, UNTIL, final_report, kept_until
from coach_tui.app.forms.record_form import RecordForm
from coach_tui.app.forms.sections.section import Values, heading, said, under
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.changes.closing import Afterwards
from coach_tui.plan.became import became_words
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.dates import short
from coach_tui.plan.ending import kept_at_closing
from coach_tui.plan.insight_words import share, signed
from coach_tui.plan.ladder import ladder_levels
from coach_tui.plan.left_open import left_open
from coach_tui.plan.objective import GAS_LEVELS
from coach_tui.plan.practice import Plan
from coach_tui.plan.standing import standing


class ClosedPage:
    """All that the end of a closed engagement says and asks, on a day."""

    def __init__(self, plan: Plan, today: date, years: int = 0) -> None:
        self.plan = plan
        self.today = today
        left_out = tuple(key for key in Engagement.fields if key not in TERMS)
        self.terms = RecordForm(Engagement, plan, today, plan.engagement.raw, None, left_out)
        kept = plan.client.retention_on
        self.until = kept.isoformat() if kept else ""
        self.proposed = kept_at_closing(plan, plan.engagement.closed_on or today, today, years)
        """The day that stands there, or `years` from the closing."""

    @property
    def title(self) -> str:
        """The heading."""
        return f"End of the engagement with {self.plan.client.name}"

    def specs(self) -> list[FieldSpec]:
        """What came of it, then the fields."""
        engagement, today = self.plan.engagement, self.today
        days = [short(engagement.start, today)]
        days += [short(engagement.closed_on, today)] if engagement.closed_on else []
        return [
            said(f"{' – '.join(days)}, closed", style="dim"),
            *under("What became of each objective", self._outcomes()),
            *under("Open as it ended", [said(line, "·") for line in left_open(self.plan, today)]),
            heading("What was reached, in words"),
            *(spec for key in TERMS for spec in self.terms.specs_of(key)),
            heading("How it is left"),
            final_report(),
            kept_until(self.proposed, today),
        ]

    def _outcomes(self) -> list[FieldSpec]:
        """A line for each objective: how it ended and how far it had come, and one for its ladder."""
        lines = []
        for objective in self.plan.objectives:
            stand = standing(self.plan, objective, self.today)
            why = f": {objective.closed_reason}" if objective.closed_reason else ""
            how = (became_words(self.plan, objective) if objective.closed_as else "went on") + why
            lines.append(said(f"{objective.title}  {share(stand.progress)}, {how}", "·"))
            levels = ladder_levels(objective)
            if levels is not None:
                step = objective.gas[GAS_LEVELS.index(levels[1])]
                lines.append(said(f"ladder: {signed(levels[1], 0)} at last, {step}", " ", "dim"))
        return lines

    def read(self, values: Values) -> Afterwards:
        """What was said.

        Raises:
            BadInput: an answer that cannot be taken; it begins with the key of its field.
        """
        until = Client.fields[UNTIL].parse(str(values[UNTIL]), self.today) or ""
        return Afterwards(self.terms.changes(values), until if until != self.until else "")

    def report(self, values: Values) -> str:
        """For whom the final report is to be shown, by its letter; "" for nobody."""
        return str(values.get(REPORT) or "")
