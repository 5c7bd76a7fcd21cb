"""Ending an objective, a milestone or a strategy, and letting it go on (domain rules §2, §4, §5)."""

from __future__ import annotations

from coach_tui.changes.at_once import OpenDesk
from coach_tui.changes.links import in_circle
from coach_tui.changes.records import edit
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import GIVEN_UP, Objective
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.text import listed
from coach_tui.store.journal import entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.store.journal import Entry

    Document = Mapping[str, Any]
    Ends = type[Objective] | type[Milestone] | type[Strategy]

ENDS: dict[Ends, tuple[str, ...]] = {
    Objective: ("reached", *GIVEN_UP),
    Milestone: GIVEN_UP,
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

    The milestones come back that went over to what took its place, as far as the journal still knows them.

    The arguments and errors are those of `end`.
    """
    fields = ending(noun, "", "", None)
    fields = fields if noun is Strategy else {**fields, "replaced_by": None}
    return _edit(desk, noun, uid, fields, seen, f"let the {noun.entry} {{}} go on", _take_back)


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
    besides: Callable[[Change, str], str] | None = None,
) -> Entry | None:
    """Changes the fields; `said` is what was done, with a place for the title, and `besides` what else is."""
    before = None if seen is None else {key: seen.get(key) for key in fields}
    with desk.change(said.format("")) as change:
        more = besides(change, uid) if besides is not None else ""
        edit(OpenDesk(desk, change), noun, uid, fields, before)
        change.describe(said.format(quote(change.record(noun, uid).name)) + more)
    return change.entry


def _take_back(change: Change, uid: str) -> str:
    """Gives a record (uid) the milestones again that it lost when others took its place; said in words.

    They hang from it, or wait for it, as before; one that is done, or was placed elsewhere since, stays.
    """
    titles = []
    for before, after in _handed_over(change, uid):
        found = change.practice.find(Milestone.table, before["uid"])
        lost = [key for key in ("objective", "after") if before.get(key) != after.get(key)]
        back = {key: before.get(key) for key in lost if found and found.raw.get(key) == after.get(key)}
        if back and isinstance(found, Milestone) and found.open and _can_have(change, found, back):
            change.update(Milestone, found.uid, back)
            titles.append(quote(found.title))
    return f", with {listed(titles)}" if titles else ""


def _handed_over(change: Change, uid: str) -> list[tuple[Document, Document]]:
    """The milestones as they were before and after others took the place of a record (uid), last of all."""
    for entry in reversed(entries(change.practice.tables)):
        closed = [op for op in entry.ops if op["uid"] == uid and (op["after"] or {}).get("replaced_by")]
        if entry.taken_back or not closed or (closed[0]["before"] or {}).get("replaced_by"):
            continue
        milestones = [op for op in entry.ops if op["table"] == Milestone.table and op["uid"] != uid]
        return [(op["before"], op["after"]) for op in milestones if op["before"] and op["after"]]
    return []


def _can_have(change: Change, milestone: Milestone, back: Document) -> bool:
    """Whether what a milestone had before is all still there, and it waits for none that waits for it."""
    plan = change.practice.plan_of(milestone)
    there = {one.uid for one in (*plan.objectives, *plan.milestones)} if plan else set()
    after = back.get("after") or []
    return (
        plan is not None
        and there.issuperset([*after, *filter(None, [back.get("objective")])])
        and not in_circle(plan, milestone.uid, after)
    )
