"""The end of a closed engagement, looked at again; the page is made in `coach_tui.app.forms.closed_page`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.filling import until_taken
from coach_tui.app.dialogues.unsaved import Unsaved
from coach_tui.app.forms.closed_page import ClosedPage
from coach_tui.app.forms.widgets.form import Form
from coach_tui.changes.closing import amend_end
from coach_tui.plan.practice import Plan


class ClosedTalk:
    """The page of the end of a closed engagement, until what is said of it still is saved as one change."""

    def __init__(self, coach: Coach, plan: Plan, draft: str = "") -> None:
        self.coach = coach
        self.plan = plan
        self.page = ClosedPage(plan, coach.today, coach.settings.retention_years)
        self.unsaved = Unsaved(coach, {"form": "closed", "engagement": plan.engagement.uid}, draft)

    @property
    def kept_as(self) -> str:
        """What a draft is called: by the name that stands in the file, whoever sees the screen now."""
        return ClosedPage(self.plan.stored, self.coach.today).title

    async def hold(self, values: Mapping[str, Any] | None = None) -> None:
        """Fill in the page until it is saved; raises Left where it was left.

        Raises:
            BadInput: names are hidden, and one stands in the outcome.
        """
        self.coach.refuse_names(self.plan.engagement)
        await until_taken(self.coach, self.unsaved, self.form, self.save, values)

    def form(self) -> Form:
        """The page in a form."""
        page = self.page
        return Form(page.title, page.specs(), draft_key=self.unsaved.key, kept_as=self.kept_as)

    async def save(self, values: dict[str, Any]) -> None:
        """Write what was said; then show the report that was asked for."""
        coach, uid = self.coach, self.plan.engagement.uid
        said = ClosedPage(self.plan.stored, coach.today).read(values)
        verb = partial(amend_end, coach.desk, uid, said)
        coach.said(await self.unsaved.written(self.kept_as, values, verb))
        reader = self.page.report(values)
        if reader:
            from coach_tui.app.dialogues.report import report_for

            await report_for(coach, coach.practice.plan_of(self.plan.engagement) or self.plan, reader)
