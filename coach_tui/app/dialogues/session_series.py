"""Booking a series of sessions in one line; what it will book is seen before it does (domain rules §10)."""

from __future__ import annotations

from datetime import date
from functools import partial

from coach_tui.app.checks import text_fault
from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import as_read, ask_line, choose
from coach_tui.changes.booking import book_sessions
from coach_tui.plan.dates import short
from coach_tui.plan.practice import Plan
from coach_tui.plan.series import EXAMPLE, Booking, Series, lay_out, parse_series, skipped_words


async def ask_series(coach: Coach, plan: Plan, first: date) -> None:
    """Ask for a series with a client from a day on, show its days, and book them as one change."""
    look = partial(_laid_out, coach, plan, first)
    text = await ask_line(
        coach,
        f"Series with {plan.client.name}",
        check=partial(text_fault, look),
        suggestions=partial(as_read, lambda text: _said(coach, look(text)[1])),
        hint=EXAMPLE,
    )
    series, found = look(text)
    await choose(coach, _said(coach, found), {"enter": "book them", "esc": "leave"})
    moments = [(day.isoformat(), series.time) for day in found.days]
    values = {} if series.minutes is None else {"minutes": series.minutes}
    verb = partial(book_sessions, coach.desk, plan.engagement.uid, moments, values)
    coach.said(await coach.written(verb))


def _laid_out(coach: Coach, plan: Plan, first: date, text: str) -> tuple[Series, Booking]:
    series = parse_series(text, coach.today)
    return series, lay_out(plan, series, first)


def _said(coach: Coach, found: Booking) -> str:
    """“6 sessions, Tue 24 Nov to Tue 16 Feb; skipped Tue 22 Dec: time off”."""
    ends = " to ".join(short(day, coach.today) for day in dict.fromkeys((found.days[0], found.days[-1])))
    skipped = skipped_words(found, coach.today)
    count = len(found.days)
    return f"{count} session{'' if count == 1 else 's'}, {ends}" + (f"; {skipped}" if skipped else "")
