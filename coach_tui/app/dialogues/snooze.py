"""Putting off (z): what is selected, else the client's review, until a day and with a reason."""

from __future__ import annotations

from datetime import date
from functools import partial

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import ask_day, ask_reason, selected_plan
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.app.drafts import Gone
from coach_tui.changes.snooze import bring_back, check_session, put_off, waits, what_is_put_off
from coach_tui.plan import snooze
from coach_tui.plan.agenda import next_review
from coach_tui.plan.assessment import Assessment
from coach_tui.plan.contact import Commitment
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.round import Round
from coach_tui.plan.session import Session
from coach_tui.plan.side import Side

Holder = tuple[str, str, str]
"""Where something is put off: table, uid, field (`coach_tui.plan.snooze.HOLDERS`)."""


def holder_here(coach: Coach) -> Holder | None:
    """What z puts off: the item or record selected where it can be, else the review of the plan."""
    item = getattr(coach.place, "item", None)
    if item is not None:
        found: Holder | None = item.holder
        return found
    record = getattr(coach.place, "record", None)
    if isinstance(record, (Milestone, Session, Round, Commitment, Assessment)) and waits(record):
        return record.table, record.uid, "snooze"
    plan = selected_plan(coach)
    return ("engagements", plan.engagement.uid, "snooze") if plan and plan.engagement.open else None


async def ask_put_off(coach: Coach) -> None:
    """Put it off: until when, and why. What is put off already comes back at once."""
    holder = holder_here(coach)
    record = coach.practice.find(holder[0], holder[1]) if holder else None
    if holder is None or record is None:
        raise BadInput("no running plan is selected")
    table, uid, key = holder
    check_session(record, coach.today)
    if snooze.snooze_of(record.raw, key, coach.today):
        coach.said(await coach.written(lambda: bring_back(coach.desk, table, uid, key)))
        return
    said = what_is_put_off(record, key)
    due = _due(coach, uid) if (table, key) == ("engagements", "snooze") else None
    label = f"Put {said}{_whose(coach, table)} off until"
    within = partial(check_session, record, coach.today)
    day = await ask_day(coach, label, Side.AHEAD, base=due, after=due or coach.today, within=within)
    await ask_why_off(coach, holder, day)


async def ask_why_off(coach: Coach, holder: Holder, day: str, text: str = "", draft: str = "") -> None:
    """Ask why something is put off until a day (ISO), with what was typed before, and put it off.

    Raises:
        Gone: it was deleted, or that day is no longer ahead.
    """
    table, uid, key = holder
    record = coach.practice.find(table, uid)
    if record is None or day <= coach.today.isoformat():
        raise Gone
    until = short(date.fromisoformat(day), coach.today)
    ask = partial(ask_reason, coach, f"Off until {until}. Why?", needed=True)
    verb = partial(put_off, coach.desk, table, uid, key, day)
    title = f"putting {what_is_put_off(coach.practice.original(record), key)} off"
    of = str(record.raw.get("plan") or uid)
    about = {"what": "put off", "table": table, "uid": uid, "key": key, "day": day}
    entry = await ask_and_write(coach, title, ask, verb, value=text, of=of, about=about, draft=draft)
    coach.said(entry)


def _whose(coach: Coach, table: str) -> str:
    """Whose it is, for what has no name of its own."""
    client = coach.practice.client(coach.place.client_here)
    joint = {"engagements": "with", "clients": "of"}.get(table)
    return f" {joint} {client.name}" if client and joint else ""


def _due(coach: Coach, engagement: str) -> date | None:
    """The day of the next review where it is still to come: putting it off counts from there."""
    found = coach.practice.find("engagements", engagement)
    plan = coach.practice.plan(found.raw["client"], engagement) if found else None
    due = next_review(plan).on if plan else None
    return due if due is not None and due > coach.today else None
