"""Booking (S): with whom, then one line: a day and a time, a series, or a no-show nobody booked (§10)."""

from __future__ import annotations

from datetime import date
from functools import partial

from coach_tui.app.checks import text_fault
from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import as_read, ask_line, ask_plan, choose
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.changes.booking import book_sessions, note_called_off
from coach_tui.plan.booking_line import ONE, booked_words, parse_booking
from coach_tui.plan.dates import short
from coach_tui.plan.practice import Plan
from coach_tui.plan.series import EXAMPLE
from coach_tui.store.journal import Entry


async def ask_booking(coach: Coach) -> None:
    """Book a session, or a series, with the client who is selected, else with one who is asked for."""
    await book_with(coach, await ask_plan(coach, "Book with"), coach.place.day_here)


async def book_with(
    coach: Coach, plan: Plan, base: date | None = None, line: str = "", draft: str = ""
) -> None:
    """Ask for the line, and book what it says as one change.

    A time alone is one of the day `base` (today), on which a series begins at the earliest.
    """
    day = max(base or coach.today, coach.today)
    title = f"booking a session with {plan.stored.client.name}"
    entry = await ask_and_write(
        coach,
        title,
        partial(_ask_line, coach, plan, day),
        partial(_book, coach, plan, day),
        value=line,
        of=plan.engagement.uid,
        about={"what": "booking", "day": day.isoformat()},
        draft=draft,
    )
    coach.said(entry)


async def _ask_line(coach: Coach, plan: Plan, day: date, typed: str, error: str) -> str:
    """The line; the days of a series are seen before they are booked."""
    look = partial(_read, coach, plan, day)
    on = "" if day == coach.today else f", {short(day, coach.today)} at"
    text = await ask_line(
        coach,
        f"Book with {plan.client.name}{on}",
        typed,
        error,
        check=partial(text_fault, look),
        suggestions=partial(as_read, look),
        hint=f"{ONE}; {EXAMPLE}",
    )
    if parse_booking(plan, text, coach.today, day).series:
        await choose(coach, look(text), {"enter": "book them", "esc": "leave"})
    return text


def _read(coach: Coach, plan: Plan, day: date, text: str) -> str:
    """What a line books, in words."""
    return booked_words(plan, parse_booking(plan, text, coach.today, day), coach.today)


def _book(coach: Coach, plan: Plan, day: date, line: str) -> Entry | None:
    found = parse_booking(plan, line, coach.today, day)
    if found.off:
        on = found.moments[0][0]
        return note_called_off(coach.desk, plan.engagement.uid, {**found.values, "on": on})
    return book_sessions(coach.desk, plan.engagement.uid, found.moments, found.values)
