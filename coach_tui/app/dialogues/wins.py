"""Noting a win (w), and offering one: the next w notes what was just told of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from coach_tui.app.coach import Coach, Offered
from coach_tui.app.dialogues.questions import ask_client, ask_line, running_plan
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.app.talking import Left
from coach_tui.changes.daily import note_win
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.practice import Plan
from coach_tui.plan.wins import Offer, offer_among, offer_of_milestone
from coach_tui.store.journal import Entry

REFERS = ("milestone", "objective", "visibility")
"""What a win belongs to, and who may see it."""


async def ask_win(coach: Coach) -> None:
    """Note a win: client, then the text."""
    await _note(coach, running_plan(coach, await ask_client(coach, "A win of")))


def say_noted(coach: Coach, entry: Entry | None) -> None:
    """Say what a check-in noted; a best value or a streak kept is offered as a win."""
    if entry is None:
        coach.said(entry)
    else:
        say_offering(coach, coach.practice.shown(entry.what), offer_best(coach, entry.uids("checkins")))


def say_offering(coach: Coach, what: str, best: tuple[str, Offered] | None) -> None:
    """Say what was done, and that it is the best so far, where it is; w notes that as a win."""
    if best is None:
        coach.say_done(what)
    else:
        said, offered = best
        coach.say_done(f"{what} · {said}", win_hint(coach), offered)


def offer_best(coach: Coach, checkins: Iterable[str]) -> tuple[str, Offered] | None:
    """The best that check-ins (uids) have brought: what it is, and what w does then."""
    found = offer_among(coach.practice.stored, checkins, coach.today)
    if found is None or coach.practice.tells(found[1].text):
        return None
    plan, offer = found
    return offer.what, ("win", partial(_note, plan=plan, offer=offer))


def win_hint(coach: Coach) -> str:
    """What can be done about a change that could be a win."""
    return f"{coach.key_of('win')} notes it as a win · {coach.key_of('undo')} takes it back"


def offer_milestone(coach: Coach, milestone: Milestone) -> Offered | None:
    """What w does for a milestone that was finished; None where it is celebrated already."""
    plan = coach.practice.plan_of(milestone)
    offer = offer_of_milestone(plan, milestone) if plan else None
    if plan is None or offer is None or coach.practice.tells(milestone):
        return None
    return "win", partial(_note, plan=plan, offer=offer)


async def _note(coach: Coach, plan: Plan, offer: Offer | None = None) -> None:
    """Ask for the text, with what was offered filled in, and note it; none ends it."""
    refers = {key: str(getattr(offer, key)) for key in REFERS} if offer else {}
    await note(coach, plan, offer.text if offer else "", refers)


async def note(coach: Coach, plan: Plan, text: str, refers: Mapping[str, str], draft: str = "") -> None:
    """Ask for the text of a win that refers to these (`REFERS`), with what is filled in, and note it."""
    who = coach.practice.shown(plan.client.name)
    given = {key: refers[key] for key in REFERS if refers.get(key)}
    entry = await ask_and_write(
        coach,
        f"a win of {plan.stored.client.name}",
        partial(_ask_text, coach, f"A win of {who}:"),
        partial(note_win, coach.desk, plan.engagement.uid, **given),
        value=text,
        of=plan.engagement.uid,
        about={"what": "win", **given},
        draft=draft,
    )
    coach.said(entry)


async def _ask_text(coach: Coach, label: str, value: str, error: str) -> str:
    text = await ask_line(coach, label, value, error)
    if not text.strip():
        raise Left
    return text
