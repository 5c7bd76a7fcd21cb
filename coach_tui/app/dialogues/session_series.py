"""Booking a series of sessions in one line; what it will book is seen before it does (domain rules §10)."""

from __future__ import annotations

from datetime import date
from functools import partial

from coach_tui.app.checks import text_fault
from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import as_read, ask_line, choose
from coach_tui.changes.booking import book_sessions
from coach_tui.plan.practice import Plan
from coach_tui.plan.series import EXAMPLE, Booking, Series, booking_words, lay_out, parse_series


async def ask_series(coach: Coach, plan: Plan, first: date) -> None:
    """Ask for a series with a client from a day on, show its days, and book them as one change."""
    look = partial(_laid_out, coach, plan, first)
    text = await ask_line(
        coach,
        f"Series with {plan.client.name}",
        check=partial(text_fault, look),
        suggestions=partial(as_read, lambda text: booking_words(look(text)[1], coach.today)),
        hint=EXAMPLE,
    )
    series, found = look(text)
    await choose(coach, booking_words(found, coach.today), {"enter": "book them", "esc": "leave"})
    moments = [(day.isoformat(), series.time) for day in found.days]
    values = {} if series.minutes is None else {"minutes": series.minutes}
    verb = partial(book_sessions, coach.desk, plan.engagement.uid, moments, values)
    coach.said(await coach.written(verb))


def _laid_out(coach: Coach, plan: Plan, first: date, text: str) -> tuple[Series, Booking]:
    series = parse_series(text, coach.today)
    return series, lay_out(plan, series, first)
