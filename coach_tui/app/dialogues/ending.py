"""Ending what is selected (x): an objective is reached or dropped; a strategy finished, dropped or paused."""

from __future__ import annotations

from functools import partial

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import ask_reason, choose
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.changes.endings import end, go_on
from coach_tui.plan.fields import quote
from coach_tui.plan.objective import Objective
from coach_tui.plan.strategy import Strategy

ENDS = {
    Objective: {"r": "reached", "d": "dropped", "p": "replaced"},
    Strategy: {"f": "finished", "d": "dropped", "p": "paused"},
}
"""Key → how it ends."""


async def ask_ending(coach: Coach, record: Objective | Strategy) -> None:
    """Ask how it ended and why; what ended goes on again at once."""
    noun, uid, seen = type(record), record.uid, coach.practice.original(record).raw
    if not (record.open if isinstance(record, Objective) else record.active):
        coach.said(await coach.written(partial(go_on, coach.desk, noun, uid, seen)))
        return
    name, ends = quote(record.title), ENDS[noun]
    how = ends[await choose(coach, f"{name} is", ends)]
    ask = partial(ask_reason, coach, f"{name} is {how}. Why?", needed=how == "dropped")
    verb = partial(end, coach.desk, noun, uid, how, seen=seen)
    title = f"why {quote(coach.practice.original(record).title)} ended"
    of = str(record.raw.get("plan", ""))
    coach.said(await ask_and_write(coach, title, ask, lambda reason: verb(reason=reason), of=of))
