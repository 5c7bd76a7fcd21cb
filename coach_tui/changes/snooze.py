"""Putting off what Today lists, until a day and with a reason; and taking that back (domain rules §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.records import plan_at
from coach_tui.plan.agenda import next_review
from coach_tui.plan.assessment import Assessment
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Commitment
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.round import Round
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import BOOKED, Session
from coach_tui.plan.snooze import HOLDERS

if TYPE_CHECKING:
    from datetime import date

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry

SAID = {
    ("engagements", "snooze"): "the review",
    ("engagements", "contact_snooze"): "contact",
    ("engagements", "end_snooze"): "the end",
    ("engagements", "pause_snooze"): "moving what lies ahead",
    ("clients", "snooze"): "erasing the data",
}


def put_off(desk: Desk, table: str, uid: str, key: str, until: str, reason: str) -> Entry | None:
    """Puts a review, milestone, session, round, … off until a day (ISO), with the reason.

    Args:
        desk: the desk.
        table: where it is put off (`coach_tui.plan.snooze.HOLDERS`).
        uid: the record.
        key: the field.
        until: the day on which it comes back.
        reason: why.

    Raises:
        BadInput: when the day is not in the future, a review is not due until then, a session takes place
            before it or today, the reason is missing, or the record is gone.
    """
    if until <= desk.today.isoformat():
        raise BadInput("until: choose a day after today")
    with desk.change("put off", why=reason) as change:
        record = _about(change, table, uid, key)
        if not waits(record):
            raise BadInput(f"{quote(record.name)} is over; there is nothing to put off")
        if isinstance(record, Engagement) and key == "snooze":
            due = next_review(plan_at(change, uid)).on
            if due is not None and until <= due.isoformat():
                raise BadInput(
                    f"until: the review is due on {day_words(due, desk.today)}; choose a later day"
                )
        check_session(record, desk.today, until)
        values = {key: {"until": until, "reason": reason}}
        checked = type(record).check(values, whole=False)
        change.describe(
            f"put {what_is_put_off(record, key)} off until {day_words(checked[key]['until'], desk.today)}"
        )
        change.update(type(record), uid, checked)
    return change.entry


def waits(record: Record) -> bool:
    """Whether there is something to put off: what is done, settled, held or answered waits no more."""
    if isinstance(record, Session):
        return record.state == BOOKED
    if isinstance(record, (Milestone, Commitment, Round)):
        return record.open
    if isinstance(record, Assessment):
        return record.waits
    return record.table in {table for table, _ in HOLDERS.values()}


def check_session(record: Record, today: date, until: str = "") -> None:
    """Refuses that a session is put off today when it takes place, or beyond its day until another (ISO).

    Whatever else waits, the hours of a day are listed on it.

    Raises:
        BadInput: saying what can be done with it instead.
    """
    if not isinstance(record, Session) or record.state != BOOKED or record.on < today:
        return
    if record.on == today:
        raise BadInput("a session of today stays listed; move it (m), or say that it was cancelled (x)")
    if until > record.on.isoformat():
        on = day_words(record.on, today)
        raise BadInput(f"until: the session is on {on}; choose that day or an earlier one")


def bring_back(desk: Desk, table: str, uid: str, key: str) -> Entry | None:
    """Takes back that something was put off: it is listed again at once.

    Raises:
        BadInput: when the record is gone.
    """
    with desk.change("no longer put off") as change:
        record = _about(change, table, uid, key)
        change.describe(f"put {what_is_put_off(record, key)} off no longer")
        change.update(type(record), uid, {key: None})
    return change.entry


def what_is_put_off(record: Record, key: str) -> str:
    """What is put off, for a sentence."""
    return SAID.get((record.table, key)) or quote(record.name)


def _about(change: Change, table: str, uid: str, key: str) -> Record:
    if (table, key) not in HOLDERS.values():
        raise BadInput("this cannot be put off")
    record = change.record(NOUNS[table], uid)
    if isinstance(record, Client):
        change.about(uid)
    else:
        change.about(plan_at(change, uid if isinstance(record, Engagement) else record.plan).client.uid)
    return record
