"""What keys do to the record under the cursor: delete it, finish it, move its date.

Imported when first used, so that the first screen does not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.app.dialogues.checkin import offer_milestone, said_checkin
from coach_tui.app.dialogues.move import move_milestone, move_review, move_session
from coach_tui.changes.daily import settle, toggle_practice
from coach_tui.changes.milestones import toggle_done
from coach_tui.changes.records import delete
from coach_tui.plan.contact import Commitment, Review, Session
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry


def delete_record(app: Coach, record: Record) -> None:
    """Delete a part of a plan; it can be taken back."""
    app.write(lambda: delete(app.desk, type(record), record.uid), app.said)


def finish(app: Coach, record: Record) -> None:
    """Done, or not done after all: a milestone, a commitment, today's practice of a strategy."""
    if isinstance(record, Milestone):
        wanted = not record.done_on
        app.write(
            lambda: toggle_done(app.desk, record.uid, done=wanted),
            lambda entry: _said_finished(app, record, entry),
        )
    elif isinstance(record, Strategy):
        app.write(lambda: toggle_practice(app.desk, record.uid), lambda entry: said_checkin(app, entry))
    elif isinstance(record, Commitment):
        status = "open" if record.status == "done" else "done"
        app.write(lambda: settle(app.desk, record.uid, status), app.said)


def _said_finished(app: Coach, record: Milestone, entry: Entry | None) -> None:
    """Mark the moment, quietly, and offer it as a win."""
    if entry is None:
        app.said(entry)
        return
    undo = f"{app.key_of('undo')} takes it back"
    if record.done_on:
        app.bottom.say(f"opened {quote(record.title)} again · {undo}", "good")
        return
    win = f"{app.key_of('win')} notes it as a win · " if offer_milestone(app, record) else ""
    app.say_done(f"finished {quote(record.title)}", win + undo)


def move(app: Coach, record: Record, days: int | None = None) -> None:
    """Move a record's date, by so many days where it is a milestone."""
    if isinstance(record, Milestone):
        move_milestone(app, record.uid, days)
    elif isinstance(record, Session):
        move_session(app, record)
    elif isinstance(record, Review):
        move_review(app, record.plan, record.due)
