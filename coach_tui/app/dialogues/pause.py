"""Pausing the plan (p): why, and from when until when; or resuming it, and moving what lies ahead."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from coach_tui.app.checks import text_fault
from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.moves_panel import MovesPanel, shift_rows
from coach_tui.app.dialogues.questions import as_read, ask_day, ask_line, ask_reason, choose, selected_plan
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.changes.snooze import put_off
from coach_tui.changes.time_off import move_after, pause, resume
from coach_tui.plan.dates import day_words, days_text, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.objective import Objective
from coach_tui.plan.pause import pause_days, planned_next
from coach_tui.plan.pause_moves import LEFT, moves_after, not_moved_until, over_lately, pause_length
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side
from coach_tui.plan.snooze import HOLDERS
from coach_tui.plan.time_off import stretch_ends
from coach_tui.plan.when import parse_day, parse_stretch
from coach_tui.store.journal import Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.pause_moves import Pauses

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
        await _offer_past(coach, plan)
        return
    over = over_lately(plan, coach.today)
    if over:
        when = short(date.fromisoformat(over[-1]["until"]), coach.today)
        days = days_text(pause_length(over))
        answers = {"m": f"move what lies ahead by {days}", "p": "pause again"}
        if await choose(coach, f"The pause ended on {when}", answers) == "m":
            await _offer(coach, plan, over)
            return
    planned = planned_next(plan.engagement.pauses, coach.today)
    if planned is not None and await _changed(coach, uid, planned):
        return
    ask = partial(ask_reason, coach, f"Why does {plan.client.name}'s plan pause?")
    verb = partial(_pause, coach, uid)
    entry = await ask_and_write(coach, "a pause", ask, verb, more=partial(_ask_days, coach), of=uid)
    coach.said(entry)
    await _offer_past(coach, plan)


async def _changed(coach: Coach, uid: str, planned: Mapping[str, Any]) -> bool:
    """Ask what is to become of a pause (stored) that is planned; False where another one is to be noted."""
    answers = {"l": "set its last day", "t": "take it out", "p": "note another"}
    said = await choose(coach, f"A pause is planned, {pause_days(planned, coach.today)}", answers)
    if said == "t":
        coach.said(await coach.written(partial(resume, coach.desk, uid)))
    elif said == "l":
        first = date.fromisoformat(planned["since"])
        until = await ask_day(coach, "Its last day", Side.AHEAD, base=first, after=first - timedelta(1))
        verb = partial(pause, coach.desk, uid, until=until, since=planned["since"])
        coach.said(await coach.written(verb))
    return said != "p"


async def _ask_days(coach: Coach) -> str:
    """The days of the pause, as they are typed."""
    check = partial(text_fault, partial(pause_days_typed, today=coach.today))
    meant = partial(as_read, partial(_days_meant, today=coach.today))
    return await ask_line(coach, UNTIL, check=check, suggestions=meant, hint=HINT, select=True)


def _days_meant(text: str, today: date) -> str:
    """The days that are typed, as they are read: “Sun 10 Jan 2027”, “from Tue 1 Dec”, or both ends."""
    since, until = pause_days_typed(text, today)
    if not since:
        return day_words(until, today) if until else ""
    first = day_words(since, today)
    return f"{first} – {day_words(until, today)}" if until else f"from {first}"


def pause_days_typed(text: str, today: date) -> tuple[str, str]:
    """The first and the last day of a pause as people type them (ISO; "": today, or until it is resumed).

    A day alone is its last one; “1 dec – 3 jan” has both; “from 1 dec” has no end. A
    day without a year is the nearest one, within three months behind.

    Raises:
        BadInput: no such days, or a last day that is not after today.
    """
    said = " ".join(text.split())
    if not said:
        return "", ""
    for lead in ("from ", "since "):
        if said.lower().startswith(lead) and not stretch_ends(said):
            return parse_day(said[len(lead) :], today, Side.NEAR).isoformat(), ""
    if stretch_ends(said):
        first, last = parse_stretch(said.removeprefix("from "), today)
        return first.isoformat(), last.isoformat()
    day = parse_day(said, today, Side.NEAR)
    if day <= today:
        raise BadInput(f"{short(day, today)} is too early: choose a day after {short(today, today)}")
    return "", day.isoformat()


def _pause(coach: Coach, uid: str, reason: str, typed: str) -> Entry | None:
    since, until = pause_days_typed(typed, coach.today)
    return pause(coach.desk, uid, reason, until or None, since or None)


# What lies ahead


async def ask_move_after(coach: Coach, plan: Plan) -> None:
    """Show what could move by the days of the pause that is over, and ask.

    Raises:
        BadInput: nothing is left to move.
    """
    over = over_lately(plan, coach.today)
    if not over:
        raise BadInput("nothing ahead is left to move after a pause")
    await _offer(coach, plan, over)


async def _offer_past(coach: Coach, before: Plan) -> None:
    """Offer to move what lies ahead by the days of the pause that was just ended in a plan, or noted late.

    Those after which nothing was moved yet are offered with it.
    """
    plan = coach.practice.plan(before.client.uid, before.engagement.uid)
    if plan is None:
        return
    known = {(one["since"], one.get("until")) for one in before.engagement.pauses}
    ended = [one for one in plan.engagement.pauses if (one.get("until") or "9") < coach.today.isoformat()]
    new = [one for one in ended if (one["since"], one["until"]) not in known]
    if new:
        waiting = over_lately(plan, coach.today)
        await _offer(coach, plan, [one for one in ended if one in new or one in waiting])


async def _offer(coach: Coach, plan: Plan, over: Pauses) -> None:
    """Show what would move, and ask."""
    shifts = moves_after(plan, over, coach.today)
    if not shifts:
        return
    days = days_text(pause_length(over))
    panel = MovesPanel(coach)
    panel.show(shift_rows({"y": shifts}, f"Paused for {days}", "date", coach.today, _called))
    try:
        answers = {"y": "move them", "n": "leave them"}
        said = await choose(coach, f"Move what lies ahead by {days}?", answers)
    finally:
        panel.close()
    uid = plan.engagement.uid
    if said == "n":
        await _leave(coach, uid, over)
    else:
        seen = [(shift.record.uid, shift.to.isoformat()) for shift in shifts]
        coach.said(await coach.written(partial(move_after, coach.desk, uid, over, seen)))


async def _leave(coach: Coach, uid: str, over: Pauses) -> None:
    """Leave what lies ahead where it is: it is not offered again, unless that is taken back."""
    until = not_moved_until(over).isoformat()
    if until > coach.today.isoformat():
        table, key = HOLDERS["pause_over"]
        coach.said(await coach.written(partial(put_off, coach.desk, table, uid, key, until, LEFT)))


def _called(record: Record) -> str:
    """What moves, as it is listed: of an objective it is the target date."""
    return f"target date of {record.name}" if isinstance(record, Objective) else record.name
