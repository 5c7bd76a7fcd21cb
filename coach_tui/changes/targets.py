"""Moving the target date of an objective, alone or with its milestones (domain rules §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.milestones import move_as_seen
from coach_tui.changes.records import plan_at
from coach_tui.plan.fields import quote
from coach_tui.plan.objective import Objective
from coach_tui.plan.target_moves import ALONE, target_preview

if TYPE_CHECKING:
    from coach_tui.changes.desk import Desk
    from coach_tui.changes.milestones import Seen
    from coach_tui.store.journal import Entry


def move_target(
    desk: Desk,
    uid: str,
    to: str,
    *,
    scope: str = ALONE,
    by: str = "",
    reason: str = "",
    seen: Seen | None = None,
) -> Entry | None:
    """Moves the target date of an objective (uid) to a day (ISO), and with it what `scope` says; one change.

    Args:
        desk: the desk.
        uid: the objective.
        to: the new day.
        scope: the date alone, or the open milestones too (`coach_tui.plan.target_moves`).
        by: who asked for it.
        reason: why.
        seen: what was shown before: each record (uid) and the day (ISO) it would move to.

    Raises:
        ChangedMeanwhile: when it would now be something else.
        BadInput: when it has ended or no target date, is there already, or the day is not after its start.
    """
    with desk.change("moved a target date", why=reason) as change:
        change.by = by
        objective = change.record(Objective, uid)
        plan = plan_at(change, objective.plan)
        change.about(plan.client.uid)
        shifts = target_preview(plan, objective, to, scope)
        others = len(shifts) - 1
        more = f" and {others} milestone{'s' * (others > 1)}" if others else ""
        said = f"moved the target date of {quote(objective.title)}{more} from {objective.due} to {to}"
        change.describe(said)
        move_as_seen(change, shifts, seen, of="plan")
    return change.entry
