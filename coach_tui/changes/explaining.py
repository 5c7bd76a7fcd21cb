"""Saying afterwards who asked for a change of an objective or a milestone, and why (domain rules §5, §9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.at_once import OpenDesk
from coach_tui.changes.endings import end
from coach_tui.changes.records import plan_at
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.revision import unexplained

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Desk
    from coach_tui.store.journal import Entry

    Explained = tuple[Mapping[str, Any], str, str]
    """A revision (stored) as it was seen, who asked for it, and why; "" where nobody said."""

KEPT_IN: dict[type[Objective | Milestone], str] = {Objective: "revisions", Milestone: "moves"}
"""The field in which each keeps how it was changed."""


def without_reason(record: Objective | Milestone) -> list[int]:
    """Which of its revisions or moves (from 0) say not why; of revisions where that matters (F4)."""
    if isinstance(record, Objective):
        return unexplained(record)
    return [number for number, move in enumerate(record.moves) if not move.get("reason")]


def may_be_explained(record: Objective | Milestone) -> list[int]:
    """Which of its revisions or moves (from 0) say not why, those that matter last."""
    kept = record.raw.get(KEPT_IN[type(record)]) or ()
    silent = [number for number, one in enumerate(kept) if not one.get("reason")]
    matters = without_reason(record)
    return [*(number for number in silent if number not in matters), *matters]


def explain(
    desk: Desk,
    noun: type[Objective | Milestone],
    uid: str,
    one: Mapping[str, Any],
    *,
    by: str = "",
    reason: str,
) -> Entry | None:
    """Writes into a revision of an objective, or a move of a milestone, why it was, and who asked for it.

    Args:
        desk: the desk.
        noun: Objective or Milestone.
        uid: which one.
        one: the revision or move (stored) as it was seen.
        by: who asked; "" leaves what stands there.
        reason: why.

    Raises:
        BadInput: no reason is given.
        ChangedMeanwhile: there is no such revision or move any more.
    """
    if not reason.strip():
        raise BadInput("reason: say why it was changed, in a few words")
    with desk.change("said why", why=reason) as change:
        record = change.record(noun, uid)
        key = KEPT_IN[noun]
        kept = [dict(other) for other in record.raw.get(key) or ()]
        if dict(one) not in kept:
            raise ChangedMeanwhile(f"{quote(record.name)} was changed meanwhile; look at it again")
        place = kept.index(dict(one))
        kept[place] |= {"reason": reason, **({"by": by} if by else {})}
        change.about(plan_at(change, record.plan).client.uid)
        change.describe(f"said why {quote(record.name)} was {'moved' if noun is Milestone else 'changed'}")
        change.update(noun, uid, noun.check({key: kept}, whole=False))
    return change.entry


def end_explained(
    desk: Desk, uid: str, reason: str, seen: Mapping[str, Any] | None, told: Sequence[Explained]
) -> Entry | None:
    """Ends an objective (uid) as reached, and says why its target was made easier before; one change.

    The other arguments and errors are those of `coach_tui.changes.endings.end` and of `explain`; what has no
    reason in `told` stays as it is.
    """
    with desk.change("reached an objective", why=reason) as change:
        inside = OpenDesk(desk, change)
        explain_told(inside, {uid: told})
        end(inside, Objective, uid, "reached", reason, seen)
    return change.entry


def explain_told(desk: OpenDesk, told: Mapping[str, Sequence[Explained]]) -> None:
    """Says why objectives (by uid) were changed, inside another change; what has no reason stays as it is.

    Raises:
        ChangedMeanwhile: as `explain`.
    """
    for uid, changes in told.items():
        for one, by, why in changes:
            if why.strip():
                explain(desk, Objective, uid, one, by=by, reason=why)
