"""Finishing milestones, and opening them again (domain rules §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.records import plan_at
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.side import Side

if TYPE_CHECKING:
    from coach_tui.changes.desk import Desk
    from coach_tui.store.journal import Entry


def toggle_done(desk: Desk, uid: str, on: str | None = None, *, done: bool | None = None) -> Entry | None:
    """Marks a milestone (uid) as done today (or on an ISO day), or as open again.

    With `done`, it becomes just that; where it is so already, nothing changes.

    Raises:
        BadInput: when the day is in the future, or the milestone was given up.
    """
    with desk.change("finished a milestone") as change:
        record = change.record(Milestone, uid)
        change.about(plan_at(change, record.plan).client.uid)
        if done is not None and done == bool(record.done_on):
            return None
        if record.closed_on:
            raise BadInput(f"{quote(record.name)} was {record.state}; let it go on again first")
        if record.done_on:
            change.describe(f"reopened the milestone {quote(record.name)}")
            change.update(Milestone, uid, {"done_on": None})
        else:
            day = on or desk.today.isoformat()
            Side.PAST.check(day, desk.today, "done_on")
            change.describe(f"finished the milestone {quote(record.name)}")
            change.update(Milestone, uid, Milestone.check({"done_on": day}, whole=False))
    return change.entry
