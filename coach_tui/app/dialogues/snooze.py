"""Putting off (z): what is selected, else the client's review, until a day and with a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.app.dialogues.callbacks import ask_day, ask_reason, write_typed
from coach_tui.app.dialogues.questions import selected_plan
from coach_tui.changes.snooze import bring_back, put_off, what_is_put_off
from coach_tui.plan import snooze
from coach_tui.plan.agenda import next_review
from coach_tui.plan.contact import Session
from coach_tui.plan.dates import short
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.round import Round

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach

    Holder = tuple[str, str, str]
    """Where something is put off: table, uid, field (`coach_tui.plan.snooze.HOLDERS`)."""


def holder_here(app: Coach) -> Holder | None:
    """What z puts off: the item or record selected where it can be, else the review of the plan."""
    item = getattr(app.place, "item", None)
    if item is not None:
        found: Holder | None = item.holder
        return found
    record = getattr(app.place, "record", None)
    waiting = (
        (isinstance(record, Milestone) and not record.done_on)
        or (isinstance(record, Session) and record.raw["on"] >= app.today.isoformat())
        or (isinstance(record, Round) and record.open)
    )
    if record is not None and waiting:
        return record.table, record.uid, "snooze"
    plan = selected_plan(app)
    return ("engagements", plan.engagement.uid, "snooze") if plan and plan.engagement.open else None


def ask_put_off(app: Coach) -> None:
    """Put it off: until when, and why. What is put off already comes back at once."""
    holder = holder_here(app)
    record = app.practice.find(holder[0], holder[1]) if holder else None
    if holder is None or record is None:
        app.bottom.say("no running plan is selected", "bad")
        return
    table, uid, key = holder
    if snooze.snooze_of(record.raw, key, app.today):
        app.write(lambda: bring_back(app.desk, table, uid, key), app.said)
        return
    said = what_is_put_off(record, key)
    client = app.practice.client(app.place.client_here)
    joint = {"engagements": "with", "clients": "of"}.get(table)
    whose = f" {joint} {app.client_name(client)}" if client and joint else ""

    def with_day(day: str) -> None:
        def with_reason(reason: str) -> None:
            title = f"putting {said} off"
            work = lambda: put_off(app.desk, table, uid, key, day, reason)  # noqa: E731
            write_typed(app, title, reason, work, ask)

        def ask(reason: str = "", error: str = "") -> None:
            until = short(date.fromisoformat(day), app.today)
            label = f"Off until {until}. Why?"
            ask_reason(app, label, with_reason, needed=True, value=reason, error=error)

        ask()

    due = _due(app, uid) if (table, key) == ("engagements", "snooze") else None
    ask_day(app, f"Put {said}{whose} off until", with_day, base=due, after=due or app.today)


def _due(app: Coach, engagement: str) -> date | None:
    """The day of the next review where it is still to come: putting it off counts from there."""
    found = app.practice.find("engagements", engagement)
    plan = app.practice.plan(found.raw["client"], engagement) if found else None
    due = next_review(plan).on if plan else None
    return due if due is not None and due > app.today else None
