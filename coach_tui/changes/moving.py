"""Moving the date of a milestone or an objective, alone or with what goes along (domain rules §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.records import plan_at
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import ChangedMeanwhile
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.target_moves import ALONE, shifts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.moves import Shift
    from coach_tui.plan.objective import Objective
    from coach_tui.store.journal import Entry

    Seen = list[tuple[str, str]]
    """What was shown before a move: each record (uid) and the day (ISO) it would move to."""


def move(
    desk: Desk,
    noun: type[Milestone | Objective],
    uid: str,
    to: str,
    *,
    scope: str = ALONE,
    by: str = "",
    reason: str = "",
    seen: Seen | None = None,
) -> Entry | None:
    """Moves a milestone, or the target date of an objective, and with it what `scope` says; one change.

    Args:
        desk: the desk.
        noun: Milestone or Objective.
        uid: which one.
        to: the new day (ISO).
        scope: "one", and what else moves (`coach_tui.plan.target_moves.shifts_of`).
        by: who asked for it.
        reason: why.
        seen: what was shown before: each record (uid) and the day (ISO) it would move to.

    Raises:
        ChangedMeanwhile: when it would now be something else.
        BadInput: when it is done or has ended, has no date, is there already, or the day lies too early.
    """
    with desk.change("moved a date", why=reason) as change:
        change.by = by or change.by
        record = change.record(noun, uid)
        plan = plan_at(change, record.plan)
        change.about(plan.client.uid)
        shifts = shifts_of(plan, record, to, scope)
        what = quote(record.name) if noun is Milestone else f"the target date of {quote(record.name)}"
        was = day_words(record.due, desk.today) if record.due else "no day"
        others = f" and {len(shifts) - 1} more" if len(shifts) > 1 else ""
        change.describe(f"moved {what}{others} from {was} to {day_words(to, desk.today)}")
        move_as_seen(change, shifts, seen)
    return change.entry


def move_as_seen(change: Change, shifts: Sequence[Shift], seen: Seen | None) -> None:
    """Moves, inside a change, each record to its new day, if that is what was seen (None: nothing was shown).

    Raises:
        ChangedMeanwhile: when it is something else.
    """
    if seen is not None and seen != [(shift.record.uid, shift.to.isoformat()) for shift in shifts]:
        raise ChangedMeanwhile("the plan was changed meanwhile; look at the move again")
    for shift in shifts:
        change.update(type(shift.record), shift.record.uid, {"due": shift.to.isoformat()})
