"""Keeping a plan as a template of the coach's own."""

from __future__ import annotations

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import ask_line, selected_plan
from coach_tui.app.forms.plan_begin import own_templates
from coach_tui.exchange.templates import save_template
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput


async def ask_template(coach: Coach) -> None:
    """Ask what it is to be called, and keep it."""
    plan = selected_plan(coach)
    if plan is None:
        raise BadInput("no plan is selected")
    draft = from_plan(plan.stored)
    name = await ask_line(coach, "Save as a template called")
    path = await coach.written(lambda: save_template(own_templates(), name, draft))
    coach.bottom.say(f"saved as the template {path.stem}", "good")
