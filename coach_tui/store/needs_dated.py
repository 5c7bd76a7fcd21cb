"""From format 1: the day on which a need was found, as far as the journal tells it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.store.shapes import Tables


def date_needs(tables: Tables) -> None:
    """Give needs the day on which each was added by itself; one that came with a whole plan has none."""
    days: dict[str, str] = {}
    for entry in tables.get("journal", {}).values():
        ops = entry.get("ops") or ()
        if entry.get("state") != "done" or any(
            op["table"] == "engagements" and op["before"] is None for op in ops
        ):
            continue
        days |= {op["uid"]: entry["at"][:10] for op in ops if op["table"] == "needs" and op["before"] is None}
    for need in tables.get("needs", {}).values():
        if need["uid"] in days and "found_on" not in need:
            need["found_on"] = days[need["uid"]]
