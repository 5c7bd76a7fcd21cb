"""Pausing the plan (p): why, and until when; or resuming it."""

from __future__ import annotations

from functools import partial

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import ask_day, ask_reason, selected_plan
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.changes.time_off import pause, resume
from coach_tui.plan.errors import BadInput
from coach_tui.plan.side import Side


async def ask_pause(coach: Coach) -> None:
    """Pause the plan, or resume it where it pauses."""
    plan = selected_plan(coach)
    if plan is None or not plan.engagement.open:
        raise BadInput("no running plan is selected")
    uid = plan.engagement.uid
    if plan.engagement.paused(coach.today):
        coach.said(await coach.written(lambda: resume(coach.desk, uid)))
        return
    ask = partial(ask_reason, coach, f"Why does {plan.client.name}'s plan pause?")
    entry = await ask_and_write(
        coach,
        "a pause",
        ask,
        lambda reason, until: pause(coach.desk, uid, reason, until or None),
        more=lambda: ask_day(
            coach, "Paused until (empty: until you resume it)", Side.AHEAD, empty=True, after=coach.today
        ),
        of=uid,
    )
    coach.said(entry)
