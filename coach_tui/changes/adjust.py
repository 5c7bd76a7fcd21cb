"""The changes of the plan that a review makes, inside its own change (domain rules §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.endings import ending
from coach_tui.changes.records import check_start, insert_checked, plan_at
from coach_tui.plan import adjustment as kinds
from coach_tui.plan.client import Engagement
from coach_tui.plan.dates import day_words, iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number, quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change
    from coach_tui.plan.adjustment import Adjustment
    from coach_tui.plan.practice import Plan

    Said = tuple[str, str, str]
    """What was changed, from what, to what: in words."""
    How = Callable[[Change, Plan, Adjustment], "Said | None"]


def adjust(change: Change, engagement: str, adjustments: Sequence[Adjustment]) -> list[dict[str, Any]]:
    """Makes the changes; returns what a review keeps of them (`coach_tui.plan.contact.PlanChange`).

    What is so already is passed over.

    Raises:
        BadInput: a change without a reason that needs one, two of the same thing, or one that its record
            refuses.
    """
    both = kinds.twice(adjustments)
    if both:
        raise BadInput(f"the same {_WORDS.get(both, both)} is changed twice; leave one of them")
    found = []
    for one in adjustments:
        if not one.reason.strip() and one.kind not in kinds.BENDING:
            raise BadInput(f"say why the {_WORDS.get(one.kind, one.kind)} changes, in a few words")
        said = _HOW[one.kind](change, plan_at(change, engagement), one)
        if said is not None:
            what, before, after = said
            entry = {"what": what[:500], "from": before[:500], "to": after[:500], "reason": one.reason}
            found.append({key: value for key, value in entry.items() if value})
    return found


def _target(change: Change, plan: Plan, one: Adjustment) -> Said | None:
    for objective in plan.objectives:
        for index, measure in enumerate(objective.measure):
            if measure["uid"] == one.about:
                if measure.get("target") == one.to:
                    return None
                before = measure.get("target")
                measures = [dict(other) for other in objective.measure]
                measures[index]["target"] = one.to
                stored = Objective.check({"measure": measures}, whole=False)
                change.update(Objective, objective.uid, stored, reason=one.reason, by=one.by)
                said = f"target of “{measure['name']}”"
                return said, "" if before is None else plain_number(before), plain_number(float(one.to))
    raise BadInput("a measure that was open here no longer exists; it was deleted meanwhile")


def _date(change: Change, plan: Plan, one: Adjustment) -> Said | None:
    objective = change.record(Objective, one.about)
    before, stored = iso(objective.due) or "", Objective.check({"due": one.to}, whole=False)
    if before == stored["due"]:
        return None
    start = (objective.start or plan.engagement.start).isoformat()
    if stored["due"] <= start:
        raise BadInput(
            f"due: {day_words(stored['due'])} is not after the objective's start, {day_words(start)}"
        )
    change.update(Objective, one.about, stored, reason=one.reason, by=one.by)
    return f"target date of “{objective.title}”", before, stored["due"]


def _close(change: Change, plan: Plan, one: Adjustment) -> Said | None:
    title = change.record(Objective, one.about).title
    values = ending(Objective, str(one.to), one.reason, change.today)
    change.update(Objective, one.about, Objective.check(values, whole=False))
    return f"objective “{title}”", "open", str(one.to)


def _help(change: Change, plan: Plan, one: Adjustment) -> Said | None:
    objective = change.record(Objective, one.about)
    if not objective.confidences:
        raise BadInput("confidence: ask the client first how sure they are, 0 to 10")
    last = objective.confidences[-1]
    before = last.solving
    helps = "; ".join(part for part in (before, str(one.to)) if part)
    ratings = [
        {**rating, "solving": helps} if rating is last.raw else rating for rating in objective.confidence
    ]
    change.update(Objective, one.about, Objective.check({"confidence": ratings}, whole=False))
    return f"what makes “{objective.title}” more certain", before, str(one.to)


def _strategy_field(key: str, label: str) -> How:
    def how(change: Change, plan: Plan, one: Adjustment) -> Said | None:
        strategy = change.record(Strategy, one.about)
        before = strategy.raw.get(key)
        stored = Strategy.check({key: one.to}, whole=False)
        field = Strategy.fields[key]
        if before == stored[key]:
            return None
        change.update(Strategy, one.about, stored)
        return f"{label} of “{strategy.title}”", field.text(before), field.text(stored[key])

    return how


def _status(change: Change, plan: Plan, one: Adjustment) -> Said | None:
    strategy = change.record(Strategy, one.about)
    title, before = strategy.title, strategy.status
    if before == one.to:
        return None
    values = ending(Strategy, str(one.to), one.reason, change.today)
    change.update(Strategy, one.about, Strategy.check(values, whole=False))
    return f"strategy “{title}”", before, str(one.to)


def _strategy(change: Change, plan: Plan, one: Adjustment) -> Said | None:
    """A new one: “what | how often”, for the objective that `about` names where it names one."""
    title, _, cadence = str(one.to).partition("|")
    values: dict[str, Any] = {"title": title.strip()}
    if cadence.strip():
        values["cadence"] = cadence.strip()
    if one.about:
        values["objectives"] = [one.about]
    uid = insert_checked(change, plan, Strategy, values)
    return "new strategy", "", change.record(Strategy, uid).name


def _milestone(change: Change, plan: Plan, one: Adjustment) -> Said | None:
    record = change.record(Milestone, one.about)
    to = Milestone.check({"due": one.to}, whole=False)["due"]
    if record.done_on:
        raise BadInput(f"{quote(record.title)} is done meanwhile; open it again before moving it")
    check_start(plan, to)
    before = record.due.isoformat()
    if to == before:
        return None
    change.update(Milestone, one.about, {"due": to}, reason=one.reason, by=one.by)
    return f"date of the milestone “{record.title}”", before, to


def _rhythm(change: Change, plan: Plan, one: Adjustment) -> Said | None:
    every = plan.engagement.review_every
    before, stored = str(every or ""), Engagement.check({"review_every": one.to}, whole=False)
    if before == stored["review_every"]:
        return None
    change.update(Engagement, plan.engagement.uid, stored)
    return "reviews every", before, stored["review_every"]


_HOW: dict[str, How] = {
    kinds.TARGET: _target,
    kinds.DATE: _date,
    kinds.CADENCE: _strategy_field("cadence", "how often"),
    kinds.HOURS: _strategy_field("hours_per_week", "hours a week"),
    kinds.STATUS: _status,
    kinds.STRATEGY: _strategy,
    kinds.MILESTONE: _milestone,
    kinds.RHYTHM: _rhythm,
    kinds.HELP: _help,
    kinds.CLOSE: _close,
}
_WORDS = {
    kinds.DATE: "target date",
    kinds.CADENCE: "cadence",
    kinds.HOURS: "number of hours",
    kinds.STATUS: "strategy",
    kinds.MILESTONE: "milestone",
    kinds.RHYTHM: "rhythm of reviews",
    kinds.HELP: "help",
    kinds.CLOSE: "objective",
}
