"""Booking a series of sessions in one line; what it will book is seen before it does (domain rules §10)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from coach_tui.app.checks import text_fault
from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import as_read, ask_line, choose
from coach_tui.changes.booking import book_sessions
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import names_of
from coach_tui.plan.practice import Plan
from coach_tui.plan.series import EXAMPLE, Booking, Series, booking_words, lay_out, parse_series
from coach_tui.plan.with_whom import engagements_named, split_with


async def ask_series(coach: Coach, plan: Plan, first: date) -> None:
    """Ask for a series with a client from a day on, show its days, and book them as one change."""
    look = partial(_laid_out, coach, plan, first)
    text = await ask_line(
        coach,
        f"Series with {plan.client.name}",
        check=partial(text_fault, look),
        suggestions=partial(as_read, lambda text: _said(coach, *look(text)[1:])),
        hint=EXAMPLE,
    )
    series, found, also = look(text)
    await choose(coach, _said(coach, found, also), {"enter": "book them", "esc": "leave"})
    moments = [(day.isoformat(), series.time) for day in found.days]
    values: dict[str, Any] = {**series.hour, **({"also": also} if also else {})}
    verb = partial(book_sessions, coach.desk, plan.engagement.uid, moments, values)
    coach.said(await coach.written(verb))


def _laid_out(coach: Coach, plan: Plan, first: date, text: str) -> tuple[Series, Booking, list[str]]:
    """The series, its days, and the engagements (uids) of who else is in it.

    Raises:
        BadInput: it is not understood, or somebody who was named cannot be in it.
    """
    rest, others, _ = split_with(text)
    series = parse_series(rest, coach.today)
    also = engagements_named(plan.practice, others)
    if plan.engagement.uid in also:
        raise BadInput(f"{plan.client.name} is in it anyway; name the others")
    return series, lay_out(plan, series, first, also), also


def _said(coach: Coach, found: Booking, also: list[str]) -> str:
    """What it will book, and with whom else: “6 sessions, Tue 24 Nov to Tue 16 Feb; also with Ben Ott”."""
    words = booking_words(found, coach.today)
    return f"{words}; also with {', '.join(names_of(coach.practice, also))}" if also else words
