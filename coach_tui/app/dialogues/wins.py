"""Noting a win (w), and offering one: the next w notes what was just told of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach_tui.app.dialogues.questions import ask_client, ask_line, running_plan
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.app.talking import Left
from coach_tui.changes.daily import note_win
from coach_tui.plan.contact import Checkin
from coach_tui.plan.wins import Offer, offer_of, offer_of_milestone

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.practice import Plan


async def ask_win(coach: Coach) -> None:
    """Note a win: client, then the text."""
    await _note(coach, running_plan(coach, await ask_client(coach, "A win of")))


def offer_best(coach: Coach, checkin: str) -> str:
    """Offer what a check-in (uid) has brought as a win; what to say of it, "" where there is nothing."""
    practice = coach.practice.stored
    noted = practice.find("checkins", checkin)
    plan = practice.plan_of(noted) if noted else None
    offer = offer_of(plan, noted, coach.today) if plan and isinstance(noted, Checkin) else None
    if plan is None or offer is None or coach.practice.tells(offer.text):
        return ""
    _offer(coach, plan, offer)
    return f"{offer.what}: {coach.key_of('win')} notes a win"


def offer_milestone(coach: Coach, milestone: Milestone) -> bool:
    """Offer a milestone that was finished as a win; False where it is celebrated already."""
    plan = coach.practice.plan_of(milestone)
    offer = offer_of_milestone(plan, milestone) if plan else None
    if plan is None or offer is None or coach.practice.tells(milestone):
        return False
    _offer(coach, plan, offer)
    return True


def _offer(coach: Coach, plan: Plan, offer: Offer) -> None:
    coach.next_time("win", lambda: coach.talk(_note(coach, plan, offer)))


async def _note(coach: Coach, plan: Plan, offer: Offer | None = None) -> None:
    """Ask for the text, with what was offered filled in, and note it; none ends it."""
    who = coach.practice.shown(plan.client.name)
    ask = partial(_ask_text, coach, f"A win of {who}:")
    refers = (
        {"milestone": offer.milestone, "objective": offer.objective, "visibility": offer.visibility}
        if offer
        else {}
    )
    verb = partial(note_win, coach.desk, plan.engagement.uid, **refers)
    begin = offer.text if offer else ""
    coach.said(await ask_and_write(coach, f"a win of {who}", ask, verb, value=begin))


async def _ask_text(coach: Coach, label: str, value: str, error: str) -> str:
    text = await ask_line(coach, label, value, error)
    if not text.strip():
        raise Left
    return text
