"""Holding a review (domain rules §6)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.adjust import adjust
from coach_tui.changes.daily import check_day
from coach_tui.changes.promises import settle_promises
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.plan.agenda import next_by_rule, next_review
from coach_tui.plan.client import Engagement
from coach_tui.plan.contact import Checkin, Commitment, Review
from coach_tui.plan.errors import BadInput
from coach_tui.plan.measured import measures_taking_values
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.past import status_then
from coach_tui.plan.visibility import secret_names, tells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.adjustment import Adjustment
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry


_NEEDED = ("due", "held_on")


def hold_review(
    desk: Desk,
    engagement: str,
    values: Mapping[str, Any],
    *,
    settled: Mapping[str, Sequence[str]] | None = None,
    measures: Mapping[str, float] | None = None,
    reached: Mapping[str, str] | None = None,
    levels: Mapping[str, int] | None = None,
    adjustments: Sequence[Adjustment] = (),
    commitments: Sequence[Mapping[str, Any]] = (),
    next_on: str | None = None,
) -> Entry | None:
    """Records a review as held, with everything that came of it, as one change (domain rules §6).

    The review keeps what came of the commitments, the GAS levels found, what it changed in the plan, and
    the plan's status as computed once all that is in. What is kept from the client then stays so, whatever
    becomes of its name or of the record.

    Args:
        desk: the desk.
        engagement: the engagement's uid.
        values: fields of a Review; held today unless `held_on` says otherwise. None empties what was there
            beforehand.
        settled: what came of open commitments, by uid: the status the coach saw, the new one, and then,
            each may be left out, the reason and the new day (ISO). What moves without a day moves to the
            next review where that is later.
        measures: new values by measure uid; they become a check-in of that day.
        reached: milestones that were reached, by uid: the day (ISO; "" for that of the review).
        levels: GAS levels now, −2 to +2, by objective uid.
        adjustments: what changes in the plan.
        commitments: fields of the commitments made for next time; they are promised for the next review
            unless they say otherwise.
        next_on: a day (ISO) agreed for the next review; without it, the rule decides.

    Raises:
        BadInput: a value is refused, or the review would lie in the future or before the start.
        ChangedMeanwhile: a commitment was settled otherwise meanwhile.
    """
    why = "; ".join(dict.fromkeys(one.reason for one in adjustments))
    with desk.change("held a review", why=why) as change:
        plan = plan_at(change, engagement)
        due = next_review(plan)
        secrets = secret_names(plan, "client")
        given = {key: value for key, value in values.items() if value is not None}
        stored = Review.check({"held_on": desk.today, **given})
        held_on = stored["held_on"]
        _check_held(desk, plan, held_on)
        if due.on and "due" not in stored:
            stored["due"] = due.on.isoformat()
        change.about(plan.client.uid)
        if next_on and next_on <= held_on:
            raise BadInput("next review: choose a day after this one")
        asked = [measure.uid for measure in measures_taking_values(plan)]  # it may close their objective
        changed = adjust(desk, change, engagement, adjustments)
        plan = plan_at(change, engagement)
        coming = next_on or next_by_rule(plan, held_on)
        outcomes = settle_promises(change, settled or {}, coming)
        for uid, day in (reached or {}).items():
            _reach(desk, change, uid, day or held_on)
        found = [_level(change, uid, level) for uid, level in (levels or {}).items()]
        if measures:
            insert_checked(change, plan, Checkin, {"on": held_on, "measures": dict(measures)}, asked)
        for key, entries in (("outcomes", outcomes), ("levels", found), ("changes", changed)):
            if entries:
                kept = [{**one, "visibility": "private"} if tells(one, secrets) else one for one in entries]
                stored[key] = [*stored.get(key, []), *kept]
        status = status_then(plan_at(change, engagement), date.fromisoformat(held_on), desk.today)
        stored = Review.check({**stored, **({"status": status} if status else {})})
        emptied = {key: None for key, value in values.items() if value is None and key not in _NEEDED}
        _enter(change, plan, due.agreed, {**emptied, **stored})
        for commitment in commitments:
            until = {"due": coming} if coming else {}
            insert_checked(change, plan, Commitment, {"made_on": held_on, **until, **commitment})
        if next_on:
            insert_checked(change, plan, Review, {"due": next_on})
        change.describe(f"held the review with {plan.client.name}{_counted(changed)}")
    return change.entry


def _counted(changed: Sequence[Mapping[str, Any]]) -> str:
    if not changed:
        return ""
    return f", {len(changed)} change{'s' if len(changed) > 1 else ''} to the plan"


def _check_held(desk: Desk, plan: Plan, day: str) -> None:
    if day > desk.today.isoformat():
        raise BadInput(f"held_on: {day} is in the future; a review is held first, or agreed with m")
    check_day(desk, plan, day)


def _reach(desk: Desk, change: Change, uid: str, day: str) -> None:
    if day > desk.today.isoformat():
        raise BadInput(f"done_on: {day} is in the future; it takes what has happened")
    change.update(Milestone, uid, Milestone.check({"done_on": day}, whole=False))


def _level(change: Change, uid: str, level: int) -> dict[str, Any]:
    change.update(Objective, uid, Objective.check({"gas_now": level}, whole=False))
    return {"objective": change.record(Objective, uid).name, "level": level}


def _enter(change: Change, plan: Plan, agreed: str, stored: Mapping[str, Any]) -> None:
    """Puts a review into the record where a day was agreed (its uid), else adds it; a snooze is over."""
    if agreed:
        change.update(Review, agreed, stored)
    else:
        insert_checked(change, plan, Review, {key: one for key, one in stored.items() if one is not None})
    if plan.engagement.snooze:
        change.update(Engagement, plan.engagement.uid, {"snooze": None})


def agree_review(desk: Desk, engagement: str, on: str) -> Entry | None:
    """Moves the next review to a day (ISO) agreed with the client.

    Raises:
        BadInput: the day is not after the last review held, or after the engagement's start.
    """
    with desk.change("agreed the next review") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        due = next_review(plan)
        stored = Review.check({"due": on})
        held = plan.held_reviews
        day, start = date.fromisoformat(stored["due"]), plan.engagement.start
        if held and day <= held[-1].day:
            raise BadInput(f"due: {day} is not after the last review, held on {held[-1].day}")
        if day <= start:
            raise BadInput(f"due: {day} is not after the engagement's start, {start}")
        change.describe(f"agreed the next review for {stored['due']}")
        _enter(change, plan, due.agreed, stored)
    return change.entry
