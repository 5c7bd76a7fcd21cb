"""A round's own form: begun, edited; and its items kept as a set."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach_tui.app.dialogues.questions import ask_line
from coach_tui.app.dialogues.record import add_with, edit_with
from coach_tui.app.forms.round_form import RoundPage, own_sets
from coach_tui.changes.rounds import begin_round
from coach_tui.exchange.item_sets import save_item_set

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.round import Round


async def begin_kind(coach: Coach, plan: Plan, kind: str) -> None:
    """Begin a round: a 360 or a pulse.

    Raises:
        Left: the form was left.
    """
    page = RoundPage(coach.practice, coach.today, plan, None, kind)
    await add_with(coach, page, partial(begin_round, coach.desk, page.engagement))


async def edit_round(coach: Coach, plan: Plan, asked: Round) -> None:
    """Edit a round, but for what is locked by now.

    Raises:
        Left: the form was left.
    """
    await edit_with(coach, RoundPage(coach.practice, coach.today, plan, asked))


async def keep_item_set(coach: Coach, asked: Round) -> None:
    """Keep what a round asks as a set of the coach's own."""
    name = await ask_line(coach, "Save the items as a set called")
    path = await coach.written(partial(save_item_set, own_sets(), name, coach.practice.original(asked).raw))
    coach.bottom.say(f"saved as the set of items {path.stem}", "good")
