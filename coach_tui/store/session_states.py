"""From format 1 to format 2: what came of each session, and how those that moved did (domain rules §10).

A session of format 1 was held once its day was past, whatever had come of it; it had no other state. What
was said by hand is kept: one that was marked as not held is asked about again, and what stood after the end
of a closed engagement has not taken place.
"""

from __future__ import annotations

from coach_tui.plan.session import BOOKED, CANCELLED, HELD, NOTE
from coach_tui.store.journal import done_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.store.shapes import Tables

_DATED = (("checkins", "on"), ("reviews", "held_on"), ("wins", "on"), ("milestones", "done_on"))
"""Days on which something has happened."""


def say_what_came(tables: Tables) -> None:
    """Give every session its state, and the moves that the journal knows of."""
    day = _written_on(tables)
    closed = {raw["uid"]: raw.get("closed_on", "") for raw in tables.get("engagements", {}).values()}
    moves = _moves(tables)
    for session in tables.get("sessions", {}).values():
        held = session.pop("held", None)
        closed_on = closed.get(session.get("plan"), "")
        session |= _state(session, held, day, closed_on)
        if session["uid"] in moves and "moves" not in session:
            session["moves"] = moves[session["uid"]]


def _state(session: Mapping[str, Any], held: object, day: str, closed_on: str) -> dict[str, Any]:
    """The fields that say what came of a session, as far as format 1 told."""
    noted = any(session.get(key) for key in NOTE)
    past = session["on"] < day or (session["on"] == day and held is True)
    if past and held is True:
        return {"state": HELD}
    if closed_on and session["on"] > closed_on and not (past and noted):
        return {"state": CANCELLED, "cancelled_by": "coach", "closing": True}
    return {"state": HELD if past and held is None else BOOKED}


def _written_on(tables: Tables) -> str:
    """The last day (ISO) on which something was written into the file, as far as it tells."""
    days = [entry["at"][:10] for entry in tables.get("journal", {}).values() if entry["at"]]
    if not days:
        days = [raw[key] for table, key in _DATED for raw in tables.get(table, {}).values() if raw.get(key)]
        days += [raw["on"] for raw in tables.get("sessions", {}).values() if raw.get("held")]
    return max(days, default="")


def _moves(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """The moves of sessions by uid, oldest first, from what the journal still knows."""
    found: dict[str, list[dict[str, Any]]] = {}
    for entry, op in done_to(tables, "sessions"):
        before, after = op["before"], op["after"]
        if not before or not after:
            continue
        was, now = before.get("time", ""), after.get("time", "")
        if before["on"] == after["on"] and was in ("", now):
            continue
        move = {
            "on": entry["at"][:10],
            "from": before["on"],
            "to": after["on"],
            "reason": entry.get("why"),
            "from_time": was,
            "to_time": now,
        }
        found.setdefault(after["uid"], []).append({key: value for key, value in move.items() if value})
    return found
