"""From format 1 to 2: the day on which each promise was settled, as far as journal and reviews tell it."""

from __future__ import annotations

from coach_tui.plan.contact import SETTLED
from coach_tui.store.journal import done_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.store.shapes import Tables


def date_promises(tables: Tables) -> None:
    """Give promises that were settled the day of that, where it is known.

    The journal tells it; where that reaches no longer, a review that keeps what came of the promise.
    """
    days = {**_of_reviews(tables), **_of_journal(tables)}
    for raw in tables.get("commitments", {}).values():
        day = days.get(raw["uid"], "")
        if raw.get("status") in SETTLED and day and "settled_on" not in raw:
            raw["settled_on"] = max(day, raw.get("made_on") or "")


def _of_journal(tables: Tables) -> dict[str, str]:
    """The day (ISO) of the last time each promise (uid) was settled; "" for one that is open since."""
    found: dict[str, str] = {}
    for entry, op in done_to(tables, "commitments"):
        was, now = ((op[key] or {}).get("status") in SETTLED for key in ("before", "after"))
        if was != now and op["before"] is not None:
            found[op["uid"]] = _day(entry, op["after"]) if now else ""
    return found


def _day(entry: Mapping[str, Any], promise: Mapping[str, Any]) -> str:
    """The day (ISO) on which an entry settled a promise: of what was held in it, else its own."""
    held = [op["after"] or {} for op in entry["ops"] if op["table"] == "reviews"]
    for review in held:
        if any(one["text"] == promise["text"] for one in review.get("outcomes") or ()):
            return str(review["held_on"])
    sessions = [op["after"] or {} for op in entry["ops"] if op["table"] == "sessions"]
    day = str(entry["at"][:10])
    return min(day, *(session.get("on", day) for session in sessions)) if len(sessions) == 1 else day


def _of_reviews(tables: Tables) -> dict[str, str]:
    """The day (ISO) of the last review that keeps how each promise (uid) was settled, by its words."""
    told: dict[tuple[str, str], str] = {}
    for review in tables.get("reviews", {}).values():
        for one in review.get("outcomes") or () if review.get("held_on") else ():
            if one.get("status") in SETTLED:
                known = told.get((review["plan"], one["text"]), "")
                told[review["plan"], one["text"]] = max(known, review["held_on"])
    rows = tables.get("commitments", {}).values()
    return {
        raw["uid"]: told[raw["plan"], raw["text"]] for raw in rows if (raw.get("plan"), raw["text"]) in told
    }
