"""Ending what is selected (x): an objective is reached or dropped; a strategy finished, dropped or paused."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coach_tui.app.dialogues.questions import ask_reason, choose
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.changes.records import edit
from coach_tui.plan.fields import quote
from coach_tui.plan.objective import Objective
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.store.journal import Entry

ENDS = {
    Objective: {"r": "reached", "d": "dropped", "p": "replaced"},
    Strategy: {"f": "finished", "d": "dropped", "p": "paused"},
}
"""Key → how it ends."""


async def ask_ending(coach: Coach, record: Objective | Strategy) -> None:
    """Ask how it ended and why; what ended goes on again at once."""
    if not (record.open if isinstance(record, Objective) else record.active):
        coach.said(await coach.written(lambda: _end(coach, record, "")))
        return
    name, ends = quote(record.title), ENDS[type(record)]
    how = ends[await choose(coach, f"{name} is", ends)]
    ask = partial(ask_reason, coach, f"{name} is {how}. Why?", needed=how == "dropped")
    coach.said(await ask_and_write(coach, f"why {name} ended", ask, partial(_end, coach, record, how)))


def _end(coach: Coach, record: Objective | Strategy, how: str, reason: str = "") -> Entry | None:
    """Store how it ended today, and why; "" for one that goes on again."""
    changes = changes_of(record, how, reason, coach.today.isoformat() if how else "")
    begun = coach.practice.original(record).raw
    before = {key: begun.get(key) for key in changes}
    return edit(coach.desk, type(record), record.uid, changes, before)


def changes_of(record: Objective | Strategy, how: str, reason: str, on: str) -> dict[str, Any]:
    """What is stored of an ending; "" for one that goes on again."""
    if isinstance(record, Objective):
        return {"closed_on": on or None, "closed_as": how or None, "closed_reason": reason or None}
    return {"status": how or "active", "status_reason": reason or None}
