"""Pausing the plan (p): why, and from when until when; or resuming it, and moving what lies ahead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from coach_tui.app.checks import text_fault
from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.move import MovesList
from coach_tui.app.dialogues.questions import agrees, ask_line, ask_reason, choose, selected_plan
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.changes.time_off import move_after, pause, resume
from coach_tui.plan.dates import add_days, days_text, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.moves import Shift
from coach_tui.plan.pause_moves import moves_after, over_lately, pause_length
from coach_tui.plan.practice import Plan
from coach_tui.plan.side import Side
from coach_tui.plan.time_off import stretch_ends
from coach_tui.plan.when import parse_day, parse_near, parse_stretch
from coach_tui.store.journal import Entry

HINT = "24 dec, +2w, 1 dec – 3 jan, from 1 dec"
UNTIL = "Paused until (empty: you resume it)"


async def ask_pause(coach: Coach) -> None:
    """Pause the plan, or resume it where it pauses."""
    plan = selected_plan(coach)
    if plan is None or not plan.engagement.open:
        raise BadInput("no running plan is selected")
    uid = plan.engagement.uid
    if plan.engagement.paused(coach.today):
        entry = await coach.written(lambda: resume(coach.desk, uid))
        coach.said(entry)
        await _offer_last(coach, plan)
        return
    over = over_lately(plan, coach.today)
    if over is not None:
        when = short(date.fromisoformat(over["until"]), coach.today)
        days = days_text(pause_length(over))
        answers = {"m": f"move what lies ahead by {days}", "p": "pause again"}
        if await choose(coach, f"The pause ended on {when}", answers) == "m":
            await _offer(coach, plan, over)
            return
    ask = partial(ask_reason, coach, f"Why does {plan.client.name}'s plan pause?")
    verb = partial(_pause, coach, uid)
    entry = await ask_and_write(coach, "a pause", ask, verb, more=partial(_ask_days, coach), of=uid)
    coach.said(entry)


async def _ask_days(coach: Coach) -> str:
    """The days of the pause, as they are typed."""
    check = partial(text_fault, partial(pause_days_typed, today=coach.today))
    return await ask_line(coach, UNTIL, check=check, hint=HINT, select=True)


def pause_days_typed(text: str, today: date) -> tuple[str, str]:
    """The first and the last day of a pause as people type them (ISO; "": today, or until it is resumed).

    A day alone is its last one; “1 dec – 3 jan” has both; “from 1 dec” has no end. A first
    day without a year is the nearest one, within three months behind.

    Raises:
        BadInput: no such days, or a last day that is not after today.
    """
    said = " ".join(text.split())
    if not said:
        return "", ""
    for lead in ("from ", "since "):
        if said.lower().startswith(lead) and not stretch_ends(said):
            return parse_near(said[len(lead) :], today).isoformat(), ""
    if stretch_ends(said):
        first, last = parse_stretch(said.removeprefix("from "), today, Side.EITHER, near=True)
        return first.isoformat(), last.isoformat()
    day = parse_day(said, today, Side.EITHER)
    if day <= today:
        raise BadInput(f"{short(day, today)} is too early: choose a day after {short(today, today)}")
    return "", day.isoformat()


def _pause(coach: Coach, uid: str, reason: str, typed: str) -> Entry | None:
    since, until = pause_days_typed(typed, coach.today)
    return pause(coach.desk, uid, reason, until or None, since or None)


# What lies ahead


async def _offer_last(coach: Coach, paused: Plan) -> None:
    """Offer to move what lies ahead by the days of the pause that was just ended in a plan."""
    plan = coach.practice.plan_of(paused.engagement)
    yesterday = add_days(coach.today, -1).isoformat()
    ended = [one for one in plan.engagement.pauses if one.get("until") == yesterday] if plan else []
    if plan is not None and ended:
        await _offer(coach, plan, ended[-1])


async def _offer(coach: Coach, plan: Plan, over: Mapping[str, Any]) -> None:
    """Show what would move, and ask."""
    shifts = moves_after(plan, over, coach.today)
    if not shifts:
        return
    days = days_text(pause_length(over))
    panel = MovesList((Column(None, min=20), Column(33)))
    panel.set_rows(_rows(coach, shifts, days))
    coach.mount_over(panel)
    try:
        yes = await agrees(coach, f"Move what lies ahead by {days}?", "move it", "leave it")
    finally:
        panel.remove()
    if yes:
        seen = [(shift.record.uid, shift.to.isoformat()) for shift in shifts]
        verb = partial(move_after, coach.desk, plan.engagement.uid, dict(over), seen)
        coach.said(await coach.written(verb))


def _rows(coach: Coach, shifts: list[Shift], days: str) -> list[Row]:
    """What would move, each with what speaks against it; what there is no room for is counted."""
    today, many = coach.today, len(shifts) > 1
    count = f"{len(shifts)} milestone{'s' if many else ''}"
    rows = [Row(None, [f"Paused for {days}", f"{count} ahead"], heading=True)]
    for shift in shifts:
        to = f"{short(shift.record.due or today, today)} → {short(shift.to, today)}"
        rows.append(Row(None, [shift.record.title, to]))
        rows += [Row(None, [(f"  ! {warning}", "warn")]) for warning in shift.warnings]
    room = max(3, coach.size.height // 2 - 2)
    if len(rows) > room:
        rows = [*rows[: room - 1], Row(None, [(f"and {len(rows) - room + 1} more lines", "dim")])]
    return rows
