"""Putting others in the place of an objective or a milestone: merged, split, replaced (domain rules §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.endings import ending
from coach_tui.changes.links import in_circle
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.plan.became import JOINT
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.placing import part_by_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.need import Need
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.strategy import Strategy
    from coach_tui.store.journal import Entry

    Replaced = Objective | Milestone
    Successor = str | Mapping[str, Any]
    """One that is there (uid), or the fields of a new one (plain values)."""

TAKEN_OVER: dict[type[Replaced], tuple[str, ...]] = {
    Objective: ("activity", "support", "due", "weight", "owner", "why", "why_by", "visibility"),
    Milestone: ("due", "objective", "after", "visibility"),
}
"""What a new one has from the one whose place it takes, where nothing else is said; measures stay behind,
for the values that were given are of that one."""
OF_THE_WHOLE = ("activity", "support")
"""What no part has of an objective that is split: what is done for it, and with whose help."""


def replace(
    desk: Desk,
    noun: type[Replaced],
    uid: str,
    successors: Sequence[Successor],
    reason: str = "",
    placed: Mapping[str, Sequence[int]] | None = None,
) -> Entry | None:
    """Closes an objective or a milestone today as merged, split or replaced; one change.

    It keeps its values, moves and revisions. What is still open and hung from it goes over: of an objective
    each open milestone to one of the others, strategies and needs to all of them unless it is said to which;
    of a milestone those that wait for it wait for the others now.

    Args:
        desk: the desk.
        noun: Objective or Milestone.
        uid: which one.
        successors: those that take its place: one, or several that it is split into.
        reason: why.
        placed: of an objective, to which of the others (from 0) what hangs from it (uid) goes: a milestone
            to one, else to that whose title has most words of its own (`coach_tui.plan.placing`).

    Raises:
        BadInput: it is closed already, nothing takes its place, or what would is closed, is itself, or is
            refused.
    """
    with desk.change(f"replaced {noun.noun}", why=reason) as change:
        record = change.record(noun, uid)
        plan = plan_at(change, record.plan)
        change.about(plan.client.uid)
        if not record.open:
            raise BadInput(f"{quote(record.title)} is {record.state} already; let it go on first")
        split, there = len(successors) > 1, any(isinstance(one, str) for one in successors)
        word = "split" if split else "merged" if there else "replaced"
        uids = [_successor(change, plan, record, one, split=split) for one in successors]
        if not uids or len(set(uids)) < len(uids):
            raise BadInput("name what takes its place, each once")
        values = {**ending(noun, word, reason, desk.today), "replaced_by": uids}
        change.update(noun, uid, noun.check(values, whole=False))
        names = [change.record(noun, one).name for one in uids]
        went = ""
        if isinstance(record, Objective):
            went = _hand_over(change, plan, uid, dict(zip(uids, names, strict=True)), placed or {})
        else:
            _wait_for(change, plan, uid, uids)
            _come_after(change, record, uids)
        joint = JOINT[word].removeprefix(word)
        change.describe(f"{word} {quote(record.title)}{joint} {', '.join(map(quote, names))}{went}")
    return change.entry


def _successor(change: Change, plan: Plan, record: Replaced, one: Successor, *, split: bool) -> str:
    """The uid of what takes its place; a new one is made, begun from the old one, or from it as a part."""
    noun = type(record)
    if not isinstance(one, str):
        keys = [key for key in TAKEN_OVER[noun] if not (split and key in OF_THE_WHOLE)]
        kept = {key: record.raw[key] for key in keys if key in record.raw}
        return insert_checked(change, plan, noun, {**kept, **one})
    other = change.record(noun, one)
    if one == record.uid or not other.open or other.plan != record.plan:
        raise BadInput(f"{quote(other.title)} cannot take its place; choose another that is open")
    return one


def _hand_over(
    change: Change, plan: Plan, uid: str, others: Mapping[str, str], placed: Mapping[str, Sequence[int]]
) -> str:
    """What hangs from an objective (uid) goes on with those in its place (uid → title); said in words."""
    uids, names = list(others), list(others.values())
    count = dict.fromkeys(uids, 0)
    for milestone in plan.milestones:
        if milestone.objective == uid and milestone.open:
            (at,) = _said(milestone, placed, len(uids)) or [part_by_words(milestone.title, names)]
            count[uids[at]] += 1
            change.update(Milestone, milestone.uid, {"objective": uids[at]})
    serving: list[Strategy | Need] = [*plan.strategies, *plan.needs]
    for one in serving:
        if uid in one.objectives:
            wanted = [uids[at] for at in _said(one, placed, len(uids)) or range(len(uids))]
            served = [*one.objectives, *(other for other in wanted if other not in one.objectives)]
            change.update(type(one), one.uid, {"objectives": served})
    went = [
        f"{number} milestone{'s' if number > 1 else ''} to {quote(others[other])}"
        for other, number in count.items()
        if number and len(uids) > 1
    ]
    return f"; {', '.join(went)}" if went else ""


def _said(one: Milestone | Strategy | Need, placed: Mapping[str, Sequence[int]], many: int) -> list[int]:
    """To which of so many something goes, where that is said; [] where it is not.

    Raises:
        BadInput: to none that there is, or a milestone to several.
    """
    found = list(placed.get(one.uid, ()))
    if any(not 0 <= at < many for at in found) or (isinstance(one, Milestone) and len(found) > 1):
        raise BadInput(f"{quote(one.name)} goes to one of the {many} that take its objective's place")
    return found


def _wait_for(change: Change, plan: Plan, uid: str, others: list[str]) -> None:
    """Open milestones that wait for one (uid) wait for those in its place, unless these wait for them."""
    for milestone in plan.milestones:
        if uid not in milestone.after or not milestone.open:
            continue
        after = [one for one in milestone.after if one != uid]
        now = plan_at(change, plan.engagement.uid)
        for other in others:
            wider = list(dict.fromkeys([*after, other]))
            if not in_circle(now, milestone.uid, wider):
                after = wider
        change.update(Milestone, milestone.uid, {"after": after or None})


def _come_after(change: Change, record: Milestone, others: list[str]) -> None:
    """Milestones in the place of one (uids) come after what that came after, unless that waits for them."""
    for other in others:
        after = list(change.record(Milestone, other).after)
        for before in record.after:
            now = plan_at(change, record.plan)
            if before not in (*after, other) and not in_circle(now, other, [*after, before]):
                after.append(before)
        if after != change.record(Milestone, other).after:
            change.update(Milestone, other, {"after": after})
