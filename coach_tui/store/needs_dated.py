"""From format 1: the day on which a need was found, as far as the journal tells it."""

from __future__ import annotations

from coach_tui.store.journal import done_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.store.shapes import Tables


def date_needs(tables: Tables) -> None:
    """Give needs the day on which each was added by itself; one that came with a whole plan has none."""
    days = {
        op["uid"]: entry["at"][:10]
        for entry, op in done_to(tables, "needs")
        if op["before"] is None and not any(_begins_a_plan(other) for other in entry["ops"])
    }
    for need in tables.get("needs", {}).values():
        if need["uid"] in days and "found_on" not in need:
            need["found_on"] = days[need["uid"]]


def _begins_a_plan(op: Mapping[str, Any]) -> bool:
    return op["table"] == "engagements" and op["before"] is None
