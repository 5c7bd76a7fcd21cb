"""What goes on from one engagement to the next: where a record came from, and what it was there (§1, §11)."""

from __future__ import annotations

from coach_tui.plan.client import Engagement
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.round import Rater
from coach_tui.plan.strategy import Strategy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from typing import Any

    from coach_tui.plan.assessment import Assessment
    from coach_tui.plan.objective import Measure
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.record import Record
    from coach_tui.plan.round import Round

Linked = Engagement | Objective | Strategy
TERMS = (
    "type", "review_every", "sessions", "late_counts", "paid", "confidentiality", "sponsor",
    "sponsor_sees",
)  # fmt: skip
"""What the next engagement takes over of the last one; on which day and by whom it is agreed is said anew."""
CONTINUED = (Engagement, Objective, Strategy)
"""The nouns whose records say which earlier one they continue."""


def terms_of(engagement: Engagement) -> dict[str, Any]:
    """The stored fields that the next engagement takes over."""
    return {key: engagement.raw[key] for key in TERMS if key in engagement.raw}


def may_go_on(plan: Plan) -> dict[str, list[Record]]:
    """What of a plan may go on in the next one, by table: what is open, and did not end with its objective.

    Strategies that served only objectives that have ended stand last.
    """
    idle = {one.uid for one in plan.strategies if serves_nothing(plan, one)}
    return {
        "objectives": [one for one in plan.objectives if one.open],
        "needs": list(plan.needs),
        "strategies": sorted((one for one in plan.strategies if one.active), key=lambda one: one.uid in idle),
        "milestones": list(plan.milestones_ahead),
        "commitments": [one for one in plan.commitments if one.open],
    }


def serves_nothing(plan: Plan, strategy: Strategy) -> bool:
    """Whether all that a strategy served are objectives that have ended, and needs of these alone."""
    if not strategy.needs and not strategy.objectives:
        return False
    going_on = {one.uid for one in plan.objectives if one.open}
    needs = [one.objectives for one in plan.needs if one.uid in strategy.needs]
    if any(not of or going_on.intersection(of) for of in needs):
        return False
    return not going_on.intersection(strategy.objectives)


def left_alone(plan: Plan, record: Record, chosen: Collection[str]) -> bool:
    """Whether all that a milestone or strategy is for and that could go on stays behind, as only what is
    chosen (uids) goes on.
    """
    if isinstance(record, Milestone):
        wanted = [record.objective] if record.objective else []
    elif isinstance(record, Strategy):
        open_ones = {one.uid for one in plan.objectives if one.open} | {one.uid for one in plan.needs}
        wanted = [uid for uid in (*record.objectives, *record.needs) if uid in open_ones]
    else:
        wanted = []
    return bool(wanted) and not any(uid in chosen for uid in wanted)


def came_from(practice: Practice, record: Linked) -> Linked | None:
    """The earlier record that one continues; None where it is the first, or that is gone."""
    found = practice.find(record.table, record.continues) if record.continues else None
    return found if isinstance(found, type(record)) else None


def went_on_as(practice: Practice, record: Linked) -> Linked | None:
    """The later record that continues one; None where there is none."""
    for raw in practice.tables.get(record.table, {}).values():
        if raw.get("continues") == record.uid:
            return type(record)(raw)
    return None


def carried_over(plan: Plan, record: Record) -> bool:
    """Whether something that was open as a plan closed goes on in the one after it.

    A milestone or a promise is known there by its words, as long as these stand.
    """
    if isinstance(record, (Objective, Strategy)):
        return went_on_as(plan.practice, record) is not None
    after = None if plan.engagement.open else went_on_as(plan.practice, plan.engagement)
    if after is None:
        return False
    key = record.title_key
    there = plan.practice.documents(record.table, after.uid)
    return any(raw[key] == record.raw[key] for raw in there)


def latest_of(practice: Practice, record: Linked) -> Linked | None:
    """The latest record that goes on with one, by way of those between; None where none does."""
    seen = {record.uid}
    found = None
    later = went_on_as(practice, record)
    while later is not None and later.uid not in seen:
        seen.add(later.uid)
        found, later = later, went_on_as(practice, later)
    return found


def all_before(practice: Practice, record: Linked) -> Iterator[Linked]:
    """The earlier records that one continues, the last one first; each once, whatever the file says."""
    seen = {record.uid}
    earlier = came_from(practice, record)
    while earlier is not None and earlier.uid not in seen:
        seen.add(earlier.uid)
        yield earlier
        earlier = came_from(practice, earlier)


def rounds_before(plan: Plan) -> list[Round]:
    """The rounds of feedback of the engagements that a plan's continues, then its own, the oldest first."""
    return [asked for one in [*reversed(plans_before(plan)), plan] for asked in one.rounds]


def raters_before(plan: Plan, asked: str) -> list[Rater]:
    """Who was invited to the last round before one (uid) that had raters, also in an earlier engagement.

    The client is none of them; nothing where the round has raters of its own.
    """
    found: list[Rater] = []
    for one in rounds_before(plan):
        there = plan.practice.documents("raters", one.plan)
        raters = [Rater(raw) for raw in there if raw["round"] == one.uid and raw["group"] != "self"]
        if one.uid == asked:
            return [] if raters else found
        found = raters or found
    return found


def assessments_before(plan: Plan) -> list[Assessment]:
    """The client's assessments of the engagements that a plan's continues, then its own, the oldest first."""
    return [asked for one in [*reversed(plans_before(plan)), plan] for asked in one.assessments]


def plans_before(plan: Plan) -> list[Plan]:
    """The plans of the engagements that a plan's continues, the last one first."""
    engagements = all_before(plan.practice, plan.engagement)
    found = (plan.practice.plan(plan.client.uid, engagement.uid) for engagement in engagements)
    return [earlier for earlier in found if earlier is not None]


def values_before(plan: Plan, objective: Objective, measure: Measure) -> list[tuple[date, float]]:
    """The dated values that a measure had in earlier engagements, oldest first: that of the same name of the
    objective that this one continues.
    """
    found: list[tuple[date, float]] = []
    for earlier in all_before(plan.practice, objective):
        its_plan = plan.practice.plan_of(earlier)
        measures = earlier.measures if isinstance(earlier, Objective) else []
        same = [one for one in measures if one.name == measure.name]
        if its_plan is None or not same:
            break
        found = its_plan.values(same[0].uid) + found
    return found
