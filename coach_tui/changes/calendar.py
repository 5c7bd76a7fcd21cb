"""Taking in what was moved or marked done in another calendar: one change, one undo (domain rules §5, §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.at_once import OpenDesk
from coach_tui.changes.milestones import toggle_done
from coach_tui.changes.moving import move
from coach_tui.changes.records import edit
from coach_tui.changes.reviews import agree_review, hold_review
from coach_tui.changes.session_states import hold_as_booked
from coach_tui.plan.calendar_items import NOUNS, items
from coach_tui.plan.calendar_when import fields_of
from coach_tui.plan.contact import Review
from coach_tui.plan.errors import ChangedMeanwhile
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.calendar_changes import CalendarChange
    from coach_tui.store.journal import Entry

MOVED = "moved in the calendar"
DONE = "marked done in the calendar"


def accept_calendar(
    desk: Desk,
    proposals: Sequence[CalendarChange],
    *,
    with_dependents: Collection[str] = (),
    by: str = "",
    why: str = "",
    asked: Sequence[str] = (),
) -> Entry | None:
    """Takes in changes that were made in a calendar, all of them as one change.

    Args:
        desk: the desk.
        proposals: the changes, as they were shown.
        with_dependents: the UIDs of items with which the milestones move that come after them.
        by: who asked for the moves.
        why: the reason. Where nobody says, only the history tells that it was moved in the calendar: what has
            moved was given no reason.
        asked: who of several clients (uids of engagements) asked that a session moves.

    Raises:
        ChangedMeanwhile: one of them is no longer as it was shown; nothing is changed then.
        BadInput: one of them cannot be made.
    """
    told = why or (MOVED if any(not proposal.done for proposal in proposals) else DONE)
    with desk.change("took in what was moved in the calendar", why=told) as change:
        inside = OpenDesk(desk, change)
        change.by, change.why, change.asked = by, why, asked
        for proposal in proposals:
            _still(change, proposal)
            _apply(inside, proposal, proposal.item.uid in with_dependents, by)
        clients = {proposal.item.client for proposal in proposals}
        change.transaction.client = clients.pop() if len(clients) == 1 else None
        if len(proposals) > 1:
            change.describe(f"took in {len(proposals)} changes from the calendar")
    return change.entry


def _still(change: Change, proposal: CalendarChange) -> None:
    """Checks that the item is as it was when the change was shown.

    Raises:
        ChangedMeanwhile: it is not.
    """
    shown = proposal.item
    for item in items(change.practice, shown.client):
        if item.uid == shown.uid and (item.when, item.done) == (shown.when, shown.done):
            return
    raise ChangedMeanwhile("the plan was changed meanwhile; look at the calendar's changes again")


def _apply(desk: OpenDesk, proposal: CalendarChange, with_dependents: bool, by: str) -> None:
    item, day = proposal.item, proposal.to.day.isoformat()
    if item.kind == "milestone":
        if proposal.done:
            toggle_done(desk, item.record, day, done=True)
        else:
            scope = "dependents" if with_dependents else "one"
            move(desk, Milestone, item.record, day, scope=scope, by=by)
    elif item.kind == "objective":
        move(desk, Objective, item.record, day, by=by)
    elif item.kind == "review" and proposal.done and item.next:
        hold_review(desk, item.engagement, {"held_on": day})
    elif item.kind == "review" and proposal.done:
        edit(desk, Review, item.record, {"held_on": day})
    elif item.kind == "review" and item.next:
        agree_review(desk, item.engagement, day)
    elif item.kind == "session" and proposal.done:
        at = fields_of(item, proposal.to) if proposal.to != item.when else {}
        hold_as_booked(desk, item.record, at)
    else:
        edit(desk, NOUNS[item.kind], item.record, fields_of(item, proposal.to))
