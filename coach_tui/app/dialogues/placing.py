"""Asking to which part of an objective that is split its milestones and strategies go."""

from __future__ import annotations

from collections.abc import Sequence

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import choose
from coach_tui.app.widgets.drawing import cut
from coach_tui.plan.fields import quote
from coach_tui.plan.objective import Objective
from coach_tui.plan.placing import part_by_words

ROOM_FOR_TITLE, ROOM_FOR_PART = 22, 14
"""Cells that what goes over, and a part, have in a question."""


async def ask_places(coach: Coach, record: Objective, titles: Sequence[str]) -> dict[str, list[int]]:
    """Ask for each open milestone, and each strategy in use, to which of the parts it goes, by uid.

    Enter takes what is proposed: of a milestone the part whose title has most of its words, of a strategy all
    of them. There are no more parts than digits (`coach_tui.plan.placing.MOST_PARTS`).
    """
    plan = coach.practice.plan_of(record)
    if plan is None:
        return {}
    short = [cut(part, ROOM_FOR_PART, coach.ascii_only) for part in titles]
    parts = {str(number): part for number, part in enumerate(short, 1)}
    found: dict[str, list[int]] = {}
    for milestone in plan.milestones:
        if milestone.objective == record.uid and milestone.open:
            at = part_by_words(milestone.title, titles)
            key = await _ask(coach, milestone.title, parts, parts[str(at + 1)])
            found[milestone.uid] = [at if key == "enter" else int(key) - 1]
    for strategy in plan.strategies:
        if record.uid in strategy.objectives and strategy.active:
            key = await _ask(coach, strategy.title, parts, "all" if len(parts) > 2 else "both")
            if key != "enter":
                found[strategy.uid] = [int(key) - 1]
    return found


async def _ask(coach: Coach, title: str, parts: dict[str, str], proposed: str) -> str:
    name = quote(cut(title, ROOM_FOR_TITLE, coach.ascii_only))
    return await choose(coach, f"{name} goes to", {"enter": proposed, **parts})
