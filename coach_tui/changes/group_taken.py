"""Sessions with several clients, taken in from exports, of one client or of all (domain rules §10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.group import as_stored, is_others
from coach_tui.plan.group import is_shared, taking_part
from coach_tui.plan.session import BOOKED, CANCELLED, CANCELS, HELD, NO_SHOW, Session, of_state, state_of
from coach_tui.plan.whose import moves_joined, with_reason

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from coach_tui.changes.desk import Change

    Stored = Mapping[str, Any]


def put_shared(change: Change, row: Stored, there: Stored | None, engagements: Collection[str]) -> bool:
    """Takes in a session of an export where several take part in it, here or there; False where none does.

    Those whose plans are not in the export stay in it, as it is one client's or an older one's.

    Args:
        change: the change.
        row: the session as the export has it.
        there: the session as an export of that client would have it now; None where none of the clients of
            the export takes part in it.
        engagements: the engagements (uids) of the clients of the export, in it and here.
    """
    found = change.practice.find(Session.table, row["uid"])
    if not isinstance(found, Session):
        return False
    before = taking_part(found.raw)
    if before == [row["plan"]] and not is_shared(row):
        return False
    joins = there is None and found.kind == row.get("kind") == "group" and found.on.isoformat() == row["on"]
    if there is None and not joins:
        return False  # another's session
    stay = [uid for uid in before if uid not in engagements]
    people = [uid for uid in before if uid in (*stay, *taking_part(row))]
    people += [uid for uid in taking_part(row) if uid not in people]
    changes: dict[str, Any] = {"plan": people[0], "also": people[1:] or None}
    if is_shared(row):
        changes |= _as_given(row, found.raw)
    elif is_others(change, found.uid, row["plan"]):
        pass
    elif there is not None:
        told = {key: row.get(key) for key in {**there, **row} if there.get(key) != row.get(key)}
        said, _ = as_stored(
            change.practice, found, row["plan"], {k: v for k, v in told.items() if k != "plan"}
        )
        changes = {**said, **changes}
    else:
        changes |= _joined(found, row, before)
    differing = {key: value for key, value in changes.items() if found.raw.get(key) != value}
    change.update(Session, found.uid, differing)
    return True


def _joined(session: Session, row: Stored, before: list[str]) -> dict[str, Any]:
    """What each export says of its own client alone: who was not there, what was asked for, and why."""
    return {**_away(session, row, before), **moves_joined(session.raw, row, before)}


def _away(session: Session, row: Stored, before: list[str]) -> dict[str, Any]:
    states = (session.state, state_of(row))
    key = CANCELS[bool(row.get("late"))]
    if session.state != CANCELLED and states[1] == CANCELLED and row.get("cancelled_by") == "client":
        cancelled = [*session.raw.get(key, ()), row["plan"]]
        reasons = with_reason(session.raw, [row["plan"]], row.get("reason", ""), [*before, row["plan"]])
        return {key: cancelled, "reasons": reasons}
    if session.state == CANCELLED and session.cancelled_by == "client" and states[1] in (BOOKED, HELD):
        here = CANCELS[bool(session.late)]
        reasons = with_reason(session.raw, before, session.reason, before)
        return {**of_state({"state": states[1]}), "state": states[1], here: before, "reasons": reasons}
    if states == (HELD, NO_SHOW):
        return {"absent": [*session.absent, row["plan"]]}
    return {"state": HELD, "absent": before} if states == (NO_SHOW, HELD) else {}


def _as_given(row: Stored, before: Stored) -> dict[str, Any]:
    """What a whole session of an export makes of the one here, but for who takes part."""
    keys = [key for key in {**before, **row} if key not in ("uid", "plan", "also")]
    return {key: row.get(key) for key in keys}
