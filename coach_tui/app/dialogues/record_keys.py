"""What keys do to the record under the cursor: delete it, finish it, move its date.

Imported when first used, so that the first screen does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.move import move_dated, move_review
from coach_tui.app.dialogues.promise import move_promise
from coach_tui.app.dialogues.questions import choose
from coach_tui.app.dialogues.session_states import move_session, toggle_held
from coach_tui.app.dialogues.wins import offer_milestone, say_noted, win_hint
from coach_tui.changes.daily import settle, toggle_practice
from coach_tui.changes.group import leave_session
from coach_tui.changes.milestones import toggle_done
from coach_tui.changes.records import delete
from coach_tui.changes.time_off import delete_holiday
from coach_tui.changes.undo import entries_of
from coach_tui.plan.contact import Commitment, Review
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.group import names_of, taking_part
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.pause import Holiday
from coach_tui.plan.record import Record
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from coach_tui.store.journal import Entry


async def delete_record(coach: Coach, record: Record) -> None:
    """Delete a part of a plan, or a holiday; it can be taken back."""
    if isinstance(record, Holiday):
        coach.said(await coach.written(lambda: delete_holiday(coach.desk, record.uid)))
        return
    stored = coach.practice.stored.find(Session.table, record.uid) if isinstance(record, Session) else None
    people = taking_part(stored.raw) if stored is not None else []
    if people[1:] and record.plan in people:
        await _delete_together(coach, record, len(people))
        return
    await say_deleted(coach, lambda: delete(coach.desk, type(record), record.uid), record)


async def say_deleted(coach: Coach, verb: Callable[[], Entry | None], record: Record) -> None:
    """Delete, of what goes this record first, and say so; a second press that came meanwhile says the same.

    Raises:
        BadInput: it is refused, or the record was gone before.
    """
    try:
        entry = await coach.written(verb)
    except BadInput:
        entry = next(iter(entries_of(coach.practice.stored)), None)
        if entry is None or record.uid not in entry.uids(record.table) or _is_there(coach, record):
            raise
    if entry is None:
        coach.said(entry)
    else:
        coach.say_done(coach.practice.shown(entry.what), offered=("delete", _not_twice))


def _is_there(coach: Coach, record: Record) -> bool:
    return coach.practice.stored.find(record.table, record.uid) is not None


async def _not_twice(coach: Coach) -> None:
    """Two presses in a row are one deletion: say what a third one does."""
    key, undo = coach.key_of("delete"), coach.key_of("undo")
    coach.bottom.say("one is deleted", hint=f"{key} once more deletes this one too · {undo} takes it back")


async def _delete_together(coach: Coach, session: Record, count: int) -> None:
    """Ask whether a session with others is to be deleted for all of them, or this client leaves it."""
    client = next(iter(names_of(coach.practice, [session.plan])), "this client")
    answers = {"o": f"only {client} leaves it", "a": f"for all {count} clients"}
    verb = partial(leave_session, coach.desk, session.uid, session.plan)
    if await choose(coach, "A group's session. Delete:", answers) == "a":
        verb = partial(delete, coach.desk, Session, session.uid)
    coach.said(await coach.written(verb))


async def finish(coach: Coach, record: Record) -> None:
    """Done, or not done after all: a milestone, a session, a promise, today's practice of a strategy."""
    if isinstance(record, Milestone):
        wanted = not record.done_on
        entry = await coach.written(lambda: toggle_done(coach.desk, record.uid, done=wanted))
        _said_finished(coach, record, entry)
    elif isinstance(record, Strategy):
        say_noted(coach, await coach.written(lambda: toggle_practice(coach.desk, record.uid)))
    elif isinstance(record, Commitment):
        status = "open" if record.status == "done" else "done"
        coach.said(await coach.written(lambda: settle(coach.desk, record.uid, status)))
    elif isinstance(record, Session):
        await toggle_held(coach, record)


def _said_finished(coach: Coach, record: Milestone, entry: Entry | None) -> None:
    """Mark the moment, quietly, and offer it as a win."""
    if entry is None:
        coach.said(entry)
        return
    if record.done_on:
        coach.say_done(f"opened {quote(record.title)} again")
        return
    win = offer_milestone(coach, record)
    coach.say_done(f"finished {quote(record.title)}", win_hint(coach) if win else "", win)


async def move_record(coach: Coach, record: Record, days: int | None = None) -> None:
    """Move a record's date, by so many days where they are given."""
    if isinstance(record, (Milestone, Objective)):
        await move_dated(coach, record, days)
    elif isinstance(record, Session):
        await move_session(coach, record, days)
    elif isinstance(record, Commitment):
        await move_promise(coach, record, days)
    elif isinstance(record, Review):
        await move_review(coach, record.plan, record.due, days)
