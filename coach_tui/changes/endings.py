"""Ending an objective, a milestone or a strategy, and letting it go on (domain rules §2, §4, §5)."""

from __future__ import annotations

from coach_tui.changes.at_once import OpenDesk
from coach_tui.changes.records import edit
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.strategy import Strategy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.changes.desk import Desk
    from coach_tui.store.journal import Entry

    Ends = type[Objective] | type[Milestone] | type[Strategy]

ENDS: dict[Ends, tuple[str, ...]] = {
    Objective: ("reached", "dropped", "replaced"),
    Milestone: ("dropped", "replaced"),
    Strategy: ("finished", "dropped", "paused"),
}
"""How what may end before the plan does ends."""


def end(
    desk: Desk, noun: Ends, uid: str, how: str, reason: str = "", seen: Mapping[str, Any] | None = None
) -> Entry | None:
    """Ends an objective, a milestone or a strategy today; None if it has ended just so already.

    Args:
        desk: the desk.
        noun: Objective, Milestone or Strategy.
        uid: which one.
        how: how it ended, one of `ENDS`.
        reason: why; what is dropped needs one.
        seen: the stored record as the coach saw it; what another hand changed since is not overwritten.

    Raises:
        BadInput: it cannot end so, it is dropped without a reason, or it is gone.
        Clash: another hand has changed how it ends.
    """
    if how not in ENDS[noun]:
        raise BadInput(f"{quote(how)} is not one of {', '.join(ENDS[noun])}")
    if how == "dropped" and not reason.strip():
        key = "status_reason" if noun is Strategy else "closed_reason"
        raise BadInput(f"{key}: say why it was dropped")
    return _edit(desk, noun, uid, ending(noun, how, reason, desk.today), seen, f"{how} the {noun.entry} {{}}")


def go_on(desk: Desk, noun: Ends, uid: str, seen: Mapping[str, Any] | None = None) -> Entry | None:
    """Lets what has ended go on; None if it goes on already. Nothing stands in its place any more.

    The arguments and errors are those of `end`.
    """
    fields = ending(noun, "", "", None)
    fields = fields if noun is Strategy else {**fields, "replaced_by": None}
    return _edit(desk, noun, uid, fields, seen, f"let the {noun.entry} {{}} go on")


def ending(noun: Ends, how: str, reason: str, on: date | None) -> dict[str, Any]:
    """The fields that say how and why something ended on a day; `how` "" and no day: it goes on."""
    if noun is not Strategy:
        return {"closed_on": on, "closed_as": how or None, "closed_reason": reason or None}
    return {"status": how or "active", "status_reason": reason or None}


def _edit(
    desk: Desk,
    noun: Ends,
    uid: str,
    fields: Mapping[str, Any],
    seen: Mapping[str, Any] | None,
    said: str,
) -> Entry | None:
    """Changes the fields; `said` is what was done, with a place for the title."""
    before = None if seen is None else {key: seen.get(key) for key in fields}
    with desk.change(said.format("")) as change:
        edit(OpenDesk(desk, change), noun, uid, fields, before)
        change.describe(said.format(quote(change.record(noun, uid).name)))
    return change.entry
