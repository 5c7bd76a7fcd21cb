"""What format 1 knew of milestones that were moved: some moves stand in its journal alone."""

from __future__ import annotations

from coach_tui.store.journal import done_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from coach_tui.store.shapes import Tables


def keep_moves(tables: Tables) -> None:
    """Give milestones the moves and first dates that only the journal tells of, with day and reason."""
    found: dict[str, list[dict[str, Any]]] = {}
    for entry, op in done_to(tables, "milestones"):
        before, after = op["before"], op["after"]
        if not before or not after or before["due"] == after["due"]:
            continue
        ends = {"from": before["due"], "to": after["due"]}
        told = [one for one in after.get("moves") or () if one not in (before.get("moves") or ())]
        if not any(ends.items() <= one.items() for one in told):
            why = {"reason": entry["why"]} if entry.get("why") else {}
            found.setdefault(op["uid"], []).append({"on": entry["at"][:10], **ends, **why})
    for milestone in tables.get("milestones", {}).values():
        moves = milestone.get("moves") or []
        more = [one for one in found.get(milestone["uid"], ()) if one not in moves]
        if more:
            moves = sorted([*moves, *more], key=lambda one: str(one["on"]))
            milestone |= {"baseline": milestone.get("baseline") or moves[0]["from"], "moves": moves}
