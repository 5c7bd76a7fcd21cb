"""What format 1 knew of revisions: its journal tells, as far as it reaches, how objectives were changed."""

from __future__ import annotations

from coach_tui.plan.revision import differences, has_stood, joined
from coach_tui.store.journal import done_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.store.shapes import Tables

    Document = Mapping[str, Any]
    Entry = Mapping[str, Any]


def keep_revisions(tables: Tables) -> None:
    """Give every objective the revisions that the journal tells of, with their day and, where known, why."""
    objectives = {raw["uid"]: raw for raw in tables.get("objectives", {}).values()}
    made: dict[str, str] = {}
    for entry, op in done_to(tables, "objectives"):
        uid, day = op["uid"], entry["at"][:10]
        if op["before"] is None:
            made[uid] = day
            continue
        before, after = op["before"], op["after"]
        if uid not in objectives or after is None:
            continue
        if made.get(uid) == day and not _stood(tables, {**before, "revisions": None}, day):
            continue
        for found in differences(before, after):
            why = entry.get("why") or _said_at_review(entry, found, after)
            kept = joined(objectives[uid].get("revisions", []), [found], day, reason=why)
            if kept:
                objectives[uid]["revisions"] = kept
            else:
                objectives[uid].pop("revisions", None)


def _stood(tables: Tables, raw: Document, day: str) -> bool:
    """Whether it was more by that day than words of the day (`coach_tui.plan.revision.still_worded`)."""
    milestones, checkins = (tables.get(table, {}).values() for table in ("milestones", "checkins"))
    return has_stood(raw, day, milestones, checkins)


def _said_at_review(entry: Entry, found: Mapping[str, str], objective: Document) -> str:
    """The reason that a review held by the same entry gave for just this change; "" for none."""
    names = (found["what"], f"{found['what']} of “{objective['title']}”")
    for op in entry["ops"]:
        if op["table"] == "reviews":
            for change in (op["after"] or {}).get("changes") or ():
                if change["what"] in names and change.get("to", "") == found.get("to", ""):
                    return str(change.get("reason", ""))
    return ""
