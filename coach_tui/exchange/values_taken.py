"""The values that a plan brought in with it and that are far from anything before, in lines to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.contact import Checkin
from coach_tui.plan.unlikely import far_off

if TYPE_CHECKING:
    from coach_tui.plan.practice import Practice
    from coach_tui.store.journal import Entry


def far_off_in(entry: Entry | None, practice: Practice) -> list[str]:
    """A line for each new or changed value that is far off, with its day; the practice is as it is after."""
    found = []
    for op in entry.ops if entry else ():
        if op["table"] != Checkin.table or op["after"] is None:
            continue
        checkin = Checkin(op["after"])
        plan = practice.plan_of(checkin)
        before = (op["before"] or {}).get("measures") or {}
        new = {uid: value for uid, value in checkin.measures.items() if before.get(uid) != value}
        if plan is not None and new:
            far = far_off(plan, new, checkin.on, but=checkin.uid)
            found += [f"{said}, on {checkin.on}: look at it" for said in far]
    return found
