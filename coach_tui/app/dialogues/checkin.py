"""Checking in (c): with whom, then one line; what went well is offered as a win, quietly."""

from __future__ import annotations

from functools import partial

from coach_tui.app.checks import text_fault
from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.checkin_seen import CheckinSeen, FiguresSeen
from coach_tui.app.dialogues.questions import ask_client_or, ask_line, is_taken, running_plan
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.app.dialogues.wins import say_noted
from coach_tui.app.talking import Left
from coach_tui.changes.daily import check_in
from coach_tui.plan.client import Client
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan
from coach_tui.plan.quick import completed, joined, label, parse_checkin
from coach_tui.plan.unlikely import far_off
from coach_tui.plan.waiting import checked_in, next_waiting
from coach_tui.store.journal import Entry


async def ask_checkin(coach: Coach) -> None:
    """Check in: client, then one line; an empty line opens the whole form.

    Figures that are typed instead of a client are the line of the one offered.
    """
    takes = partial(_figures, coach)
    offered = _next(coach) or coach.practice.client(coach.place.client_here)
    seen = FiguresSeen(coach, offered, partial(is_taken, coach, offered, takes)) if offered else None
    client, line = await ask_client_or(coach, "Check in with", takes, offered, seen)
    await check_in_with(coach, running_plan(coach, client), line, at_once=bool(line))


def _figures(coach: Coach, client: Client, text: str) -> bool:
    """Whether a text is a line of figures, and so no client's name that was mistyped."""
    plan = coach.practice.plan(client.uid)
    if plan is None or not plan.engagement.open or not text.strip()[:1].isdigit():
        return False
    try:
        values, _ = parse_checkin(plan, text, coach.today)
    except BadInput:
        return False
    return "note" not in values


def _next(coach: Coach) -> Client | None:
    """Whose turn it is where the client selected has had theirs; None where the one selected is offered."""
    practice, today = coach.practice, coach.today
    here = practice.client(coach.place.client_here)
    if here is None or not checked_in(practice, here, today):
        return None
    settings = coach.settings
    return next_waiting(practice, today, grace_days=settings.grace_days, end_days=settings.end_days)


async def check_in_with(
    coach: Coach, plan: Plan, line: str = "", draft: str = "", *, at_once: bool = False
) -> None:
    """Ask for the line, with what is filled in, and note it; an empty one opens the whole form.

    What is filled in is noted `at_once` where it can be, else it is asked about.
    """
    given = [line] if at_once else []
    title = f"check-in with {plan.stored.client.name}"
    entry = await ask_and_write(
        coach,
        title,
        partial(_ask_line, coach, plan, given),
        partial(_write, coach, plan),
        doubts=partial(_far_off, coach, plan),
        value=line,
        of=plan.engagement.uid,
        about={"what": "checkin"},
        draft=draft,
    )
    say_noted(coach, entry)


async def _ask_line(coach: Coach, plan: Plan, given: list[str], typed: str, error: str) -> str:
    if given:
        return given.pop()
    line = await ask_line(
        coach,
        label(plan, coach.today),
        typed,
        error,
        check=partial(text_fault, lambda text: parse_checkin(plan, text, coach.today)),
        suggestions=partial(completed, plan),
        seen=CheckinSeen(coach, plan),
        joins=joined,
    )
    if line.strip():
        return line
    from coach_tui.app.dialogues.record import edit_record

    start = {"on": coach.today.isoformat()}
    await edit_record(coach, "checkins", engagement=plan.engagement.uid, start=start)
    raise Left


def _far_off(coach: Coach, plan: Plan, line: str) -> list[str]:
    """What is to be said of the values of a line that are far from anything before."""
    values, _ = parse_checkin(plan, line, coach.today)
    return far_off(plan, values.get("measures") or {}, coach.today)


def _write(coach: Coach, plan: Plan, line: str) -> Entry | None:
    values, win = parse_checkin(plan, line, coach.today)
    return check_in(coach.desk, plan.engagement.uid, values, win)
