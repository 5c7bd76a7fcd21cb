"""What a record keeps of itself when it changes (domain rules §5, §10, §11).

Revisions, moves, earlier rhythms and pauses of what bends, and the day on which a promise was settled.

Every change of a record comes by here (`coach_tui.changes.desk.Change.update`), from wherever it was made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.kept_past import standing_past
from coach_tui.changes.links import give_measure_ids
from coach_tui.plan.client import Engagement
from coach_tui.plan.contact import WAITING, Commitment
from coach_tui.plan.dates import iso
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.revision import differences, joined, still_worded
from coach_tui.plan.session import Session, moves_with
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.practice import Practice
    from coach_tui.plan.record import Record
    from coach_tui.plan.revision import Difference


BENDING = ("due", "start", "measure", "gas", "gas_baseline")
"""Fields of objectives and milestones of whose changes something is kept."""

PAST = ("revisions", "moves", "baseline", "settled_on", "ended_on")
"""What a record keeps of itself, and loses only where a document says so."""


def remembered(
    practice: Practice,
    today: date,
    record: Record,
    changes: Mapping[str, Any],
    by: str,
    reason: str,
    asked: Sequence[str] = (),
) -> dict[str, Any]:
    """The changes of a record (stored form) with what it keeps of itself because of them.

    Args:
        practice: the practice before the change.
        today: the day of the change.
        record: the record before it.
        changes: stored values by key; None empties one. Moves or revisions among them stand as they are.
        by: who asked for it.
        reason: why.
        asked: of a session with several clients who of them (uids of engagements) asked for it.

    Raises:
        BadInput: a revision or move among the changes is an earlier one made otherwise.
    """
    by, reason = clean(by), clean(reason)
    changes = {**changes, **standing_past(record.raw, changes)}
    if isinstance(record, Milestone):
        return _moved(record, changes, today, by, reason)
    if isinstance(record, Objective):
        from coach_tui.changes.strategy_time import kept_values

        plan = practice.plan_of(record)
        changes = kept_values(record, changes, plan.engagement.start if plan else today, today)
        return _revised(practice, today, record, changes, by, reason)
    if isinstance(record, Strategy):
        from coach_tui.changes.strategy_time import kept_time

        plan = practice.plan_of(record)
        return kept_time(record, changes, plan.engagement.start if plan else today, today)
    if isinstance(record, Engagement):
        from coach_tui.changes.strategy_time import kept_reviews

        return kept_reviews(record, changes, today)
    if isinstance(record, Session):
        return {**moves_with(record, changes, today, by, reason, asked), **changes}
    if isinstance(record, Commitment):
        return _settled(record, changes, today)
    return dict(changes)


def _settled(promise: Commitment, changes: Mapping[str, Any], today: date) -> dict[str, Any]:
    """A promise of which it is said what came was settled today, where no other day is said."""
    waits = (changes.get("status", promise.status) or "open") in WAITING
    if waits and not changes.get("settled_on"):
        return {**changes, **({"settled_on": None} if promise.settled_on else {})}
    if promise.open and not waits:
        made = changes.get("made_on", iso(promise.made_on)) or ""
        return {"settled_on": max(today.isoformat(), made), **changes}
    return dict(changes)


def _moved(
    milestone: Milestone, changes: Mapping[str, Any], today: date, by: str, reason: str
) -> dict[str, Any]:
    """A new day is a move: first date and moves are kept."""
    to = _new_day(milestone, changes)
    if not to:
        return dict(changes)
    before = milestone.due.isoformat()
    entry = {"on": today.isoformat(), "from": before, "to": to, "by": by, "reason": reason}
    given = list(changes["moves"] or ()) if "moves" in changes else milestone.moves
    moves = [*given, {key: value for key, value in entry.items() if value}]
    return {"baseline": milestone.first_planned.isoformat(), **changes, "moves": moves}


def _new_day(milestone: Milestone, changes: Mapping[str, Any]) -> str:
    """The day (ISO) to which changes move a milestone; "" for none, or where they tell of the move."""
    before, to = milestone.due.isoformat(), str(changes.get("due") or "")
    told = [one for one in changes.get("moves") or () if one not in milestone.moves]
    return "" if to == before or any((one["from"], one["to"]) == (before, to) for one in told) else to


def _revised(
    practice: Practice, today: date, objective: Objective, changes: Mapping[str, Any], by: str, reason: str
) -> dict[str, Any]:
    """Another target, measure or date is a revision, unless the changes bring one that says so."""
    found = _unsaid(practice, today, objective, changes)
    if not found:
        return dict(changes)
    given = list(changes["revisions"] or ()) if "revisions" in changes else objective.revisions
    return {**changes, "revisions": joined(given, found, today.isoformat(), by, reason) or None}


def _unsaid(
    practice: Practice, today: date, objective: Objective, changes: Mapping[str, Any]
) -> list[Difference]:
    """What changes of an objective revise, but for what they say themselves."""
    after = {key: value for key, value in {**objective.raw, **changes}.items() if value is not None}
    found = differences(objective.raw, after)
    told = [one for one in changes.get("revisions") or () if one not in objective.revisions]
    found = [one for one in found if not any(_says(other, one) for other in told)]
    return [] if found and still_worded(practice, objective, today) else found


def _says(revision: Mapping[str, Any], found: Mapping[str, str]) -> bool:
    return all(revision.get(key, "") == found.get(key, "") for key in ("what", "from", "to"))


def bent_by(practice: Practice, today: date, record: Record, changes: Mapping[str, Any]) -> list[Difference]:
    """What a change of a record (stored form) would have kept: what, from and to of each.

    Nothing of what the changes say themselves is kept.
    """
    if isinstance(record, Milestone):
        to = _new_day(record, changes)
        return [{"what": "date", "from": record.due.isoformat(), "to": to}] if to else []
    if not isinstance(record, Objective):
        return []
    if changes.get("measure"):
        changes = {**changes, "measure": give_measure_ids(changes["measure"], record.measure)}
    return _unsaid(practice, today, record, changes)
