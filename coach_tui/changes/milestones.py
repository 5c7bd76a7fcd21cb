"""Finishing and moving milestones (domain rules §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.records import plan_at
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import preview
from coach_tui.plan.side import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.moves import Shift
    from coach_tui.store.journal import Entry

    Seen = list[tuple[str, str]]
    """What was shown before a move: each record (uid) and the day (ISO) it would move to."""


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


def move(
    desk: Desk,
    uid: str,
    to: str,
    *,
    scope: str = "one",
    by: str = "",
    reason: str = "",
    seen: Seen | None = None,
) -> Entry | None:
    """Moves a milestone (uid) to a day (ISO), and with it what `scope` says; one change, one undo.

    Args:
        desk: the desk.
        uid: the milestone.
        to: the new day.
        scope: "one", "dependents" or "following" (`coach_tui.plan.moves.preview`).
        by: who asked for it.
        reason: why.
        seen: what was shown before: each milestone (uid) and the day (ISO) it would move to.

    Raises:
        ChangedMeanwhile: when it would now be something else.
        BadInput: when the milestone is done, already there, or would lie before the plan's start.
    """
    with desk.change("moved a milestone", why=reason) as change:
        change.by = by
        record = change.record(Milestone, uid)
        plan = plan_at(change, record.plan)
        change.about(plan.client.uid)
        shifts = preview(plan, record, to, scope)
        others = f" and {len(shifts) - 1} more" if len(shifts) > 1 else ""
        change.describe(f"moved {quote(record.name)}{others} from {record.due} to {to}")
        move_as_seen(change, shifts, seen, reason)
    return change.entry


def move_as_seen(
    change: Change, shifts: Sequence[Shift], seen: Seen | None, reason: str = "", of: str = "timeline"
) -> None:
    """Moves, inside a change, each record to its new day, if that is what was seen (None: nothing was shown).

    `reason` is why, where that is another than for the whole change; `of` what was seen, in a word.

    Raises:
        ChangedMeanwhile: when it is something else.
    """
    if seen is not None and seen != [(shift.record.uid, shift.to.isoformat()) for shift in shifts]:
        raise ChangedMeanwhile(f"the {of} was changed meanwhile; look at the move again")
    for shift in shifts:
        change.update(type(shift.record), shift.record.uid, {"due": shift.to.isoformat()}, reason=reason)
