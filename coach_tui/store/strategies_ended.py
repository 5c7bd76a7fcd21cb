"""From format 1 to 2: the day on which each strategy was finished or dropped, as the journal tells it."""

from __future__ import annotations

from coach_tui.plan.strategy import ENDED
from coach_tui.store.journal import done_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.store.shapes import Tables


def date_strategies(tables: Tables) -> None:
    """Give strategies that have ended the day of that, in place, where it is known."""
    days: dict[str, str] = {}
    for entry, op in done_to(tables, "strategies"):
        was, now = ((op[key] or {}).get("status") in ENDED for key in ("before", "after"))
        if was != now and op["before"] is not None:
            days[op["uid"]] = entry["at"][:10] if now else ""
    for raw in tables.get("strategies", {}).values():
        if raw.get("status") in ENDED and days.get(raw["uid"]) and "ended_on" not in raw:
            raw["ended_on"] = days[raw["uid"]]
