"""Ending an engagement, whose page is made in `coach_tui.app.forms.end_page`; saved as one change."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.drafts import reopen
from coach_tui.app.dialogues.explaining import ask_whys_of
from coach_tui.app.dialogues.filling import until_taken
from coach_tui.app.dialogues.questions import ask_day
from coach_tui.app.dialogues.unsaved import Unsaved
from coach_tui.app.forms.end_page import NEXT, REPORT, EndPage
from coach_tui.app.forms.round_form import usual_rounds
from coach_tui.app.forms.widgets.form import Form
from coach_tui.app.talking import Left
from coach_tui.changes.closing import end_engagement
from coach_tui.changes.records import edit
from coach_tui.plan.client import Engagement
from coach_tui.plan.practice import Plan
from coach_tui.plan.side import Side
from coach_tui.plan.unlikely import far_off


async def ask_end(coach: Coach, plan: Plan) -> None:
    """Say what is to be said at the end of a plan; go on with what was left half-way."""
    draft = coach.drafts.latest({"form": "end", "engagement": plan.engagement.uid})
    if draft is not None:
        await reopen(coach, draft)
    else:
        await EndTalk(coach, plan).hold()


async def move_end(coach: Coach, plan: Plan) -> None:
    """Ask for another day on which an engagement ends: it goes on until then."""
    engagement = plan.engagement
    was = engagement.end.isoformat() if engagement.end else None
    label = f"The engagement with {plan.client.name} ends on"
    day = await ask_day(coach, label, Side.EITHER, base=engagement.end)
    verb = partial(edit, coach.desk, Engagement, engagement.uid, {"end": day}, {"end": was})
    coach.said(await coach.written(verb))


class EndTalk:
    """The end of an engagement until it is saved; all of it is one change of the file."""

    def __init__(self, coach: Coach, plan: Plan, draft: str = "") -> None:
        self.coach = coach
        self.page = self._page(plan)
        self.unsaved = Unsaved(coach, {"form": "end", "engagement": plan.engagement.uid}, draft)

    def _now(self) -> Plan:
        """The plan as it is now."""
        return self.coach.practice.plan_of(self.page.plan.engagement) or self.page.plan

    def _page(self, plan: Plan) -> EndPage:
        """The page on a plan."""
        return EndPage(plan, self.coach.today, self.coach.settings.retention_years, usual_rounds(plan))

    @property
    def kept_as(self) -> str:
        """What a draft is called: by the name that stands in the file, whoever sees the screen now."""
        return _title(self.page.plan.stored)

    async def hold(self, values: Mapping[str, Any] | None = None) -> None:
        """Fill in the page until it is saved; raises Left where it was left.

        Raises:
            BadInput: names are hidden, and one stands in the outcome noted before.
        """
        self.coach.refuse_names(self.page.plan.engagement)
        await until_taken(self.coach, self.unsaved, self.form, self.save, values)

    def form(self) -> Form:
        """The page in a form, on the plan as it is now."""
        self.page = self._page(self._now())
        title = _title(self.page.plan)
        specs, key = self.page.specs(), self.unsaved.key
        return Form(title, specs, live=self.page.so_far, draft_key=key, kept_as=self.kept_as)

    async def save(self, values: dict[str, Any]) -> None:
        """Write all of it as one change; then go where the page says."""
        coach, plan = self.coach, self.page.plan
        answers = self._page(self._now().stored).read(values)
        day = date.fromisoformat(answers.closed_on) if answers.closed_on else coach.today
        await self.unsaved.check_sure(self.kept_as, values, far_off(plan, answers.measures or {}, day))
        reached = [uid for uid, (how, *_) in answers.ends.items() if how == "reached"]
        told = await ask_whys_of(coach, self.unsaved, self.kept_as, values, reached)
        answers = answers._replace(explained=told)
        verb = partial(end_engagement, coach.desk, plan.engagement.uid, answers)
        coach.said(await self.unsaved.written(self.kept_as, values, verb))
        if answers.closed_on and values[NEXT]:
            from coach_tui.app.dialogues.record import edit_record

            with suppress(Left):  # the report that was asked for is shown all the same
                await edit_record(coach, "engagements", engagement=plan.client.uid)
        if values[REPORT]:
            from coach_tui.app.dialogues.report import report_for

            await report_for(coach, self._now(), str(values[REPORT]))


def _title(plan: Plan) -> str:
    return f"End of the engagement with {plan.client.name}"
