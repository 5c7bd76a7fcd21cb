"""Ending an objective or a strategy, and letting it go on (domain rules §2, §4)."""

from __future__ import annotations

from coach_tui.changes.records import edit
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.objective import Objective
from coach_tui.plan.strategy import Strategy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.changes.desk import Desk
    from coach_tui.store.journal import Entry

    Ends = type[Objective] | type[Strategy]

ENDS: dict[Ends, tuple[str, ...]] = {
    Objective: ("reached", "dropped", "replaced"),
    Strategy: ("finished", "dropped", "paused"),
}
"""How an objective and a strategy may end."""


def end(
    desk: Desk, noun: Ends, uid: str, how: str, reason: str = "", seen: Mapping[str, Any] | None = None
) -> Entry | None:
    """Ends an objective or a strategy today; None if it has ended just so already.

    Args:
        desk: the desk.
        noun: Objective or Strategy.
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
        key = "closed_reason" if noun is Objective else "status_reason"
        raise BadInput(f"{key}: say why it was dropped")
    return _edit(desk, noun, uid, ending(noun, how, reason, desk.today), seen)


def go_on(desk: Desk, noun: Ends, uid: str, seen: Mapping[str, Any] | None = None) -> Entry | None:
    """Lets an objective or a strategy that has ended go on; None if it goes on already.

    The arguments and errors are those of `end`.
    """
    return _edit(desk, noun, uid, ending(noun, "", "", None), seen)


def ending(noun: Ends, how: str, reason: str, on: date | None) -> dict[str, Any]:
    """The fields that say how and why something ended on a day; `how` "" and no day: it goes on."""
    if noun is Objective:
        return {"closed_on": on, "closed_as": how or None, "closed_reason": reason or None}
    return {"status": how or "active", "status_reason": reason or None}


def _edit(
    desk: Desk, noun: Ends, uid: str, fields: Mapping[str, Any], seen: Mapping[str, Any] | None
) -> Entry | None:
    before = None if seen is None else {key: seen.get(key) for key in fields}
    return edit(desk, noun, uid, fields, before)
