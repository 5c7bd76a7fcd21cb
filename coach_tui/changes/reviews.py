"""Holding a review (domain rules §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.daily import check_day, settle_in
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.plan.agenda import next_review
from coach_tui.plan.client import Engagement
from coach_tui.plan.contact import Checkin, Commitment, Review
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry


def hold_review(
    desk: Desk,
    engagement: str,
    values: Mapping[str, Any],
    *,
    settled: Mapping[str, tuple[str, str]] | None = None,
    measures: Mapping[str, float] | None = None,
    commitments: Sequence[Mapping[str, Any]] = (),
    next_on: str | None = None,
) -> Entry | None:
    """Records a review as held, with everything that came of it, as one change.

    Args:
        desk: the desk.
        engagement: the engagement's uid.
        values: fields of a Review; held today unless `held_on` says otherwise.
        settled: what came of open commitments, by uid: the status the coach saw, and the new one.
        measures: new values by measure uid; they become a check-in of that day.
        commitments: fields of the commitments made for next time.
        next_on: a day (ISO) agreed for the next review; without it, the rule decides.

    Raises:
        BadInput: a value is refused, or the review would lie in the future or before the start.
        ChangedMeanwhile: a commitment was settled otherwise meanwhile.
    """
    with desk.change("held a review") as change:
        plan = plan_at(change, engagement)
        due = next_review(plan)
        given = {key: value for key, value in values.items() if value is not None}
        stored = Review.check({"held_on": desk.today, **given})
        check_day(desk, plan, stored["held_on"])
        if due.on and "due" not in stored:
            stored["due"] = due.on.isoformat()
        change.about(plan.client.uid)
        change.describe(f"held the review with {plan.client.name}")
        _enter(change, plan, due.agreed, stored)
        for uid, (seen, status) in (settled or {}).items():
            record = change.record(Commitment, uid)
            if not isinstance(record, Commitment):
                continue
            if record.status != seen:
                raise ChangedMeanwhile(
                    f"{quote(record.text)} was marked {record.status} elsewhere meanwhile; look at it again"
                )
            settle_in(change, record, status)
        if measures:
            insert_checked(change, plan, Checkin, {"on": stored["held_on"], "measures": dict(measures)})
        for commitment in commitments:
            insert_checked(change, plan, Commitment, {"made_on": stored["held_on"], **commitment})
        if next_on:
            if next_on <= stored["held_on"]:
                raise BadInput("next review: choose a day after this one")
            insert_checked(change, plan, Review, {"due": next_on})
    return change.entry


def _enter(change: Change, plan: Plan, agreed: str, stored: Mapping[str, Any]) -> None:
    """Puts a review into the record where a day was agreed (its uid), else adds it; a snooze is over."""
    if agreed:
        change.update(Review, agreed, stored)
    else:
        insert_checked(change, plan, Review, stored)
    if plan.engagement.raw.get("snooze"):
        change.update(Engagement, plan.engagement.uid, {"snooze": None})


def agree_review(desk: Desk, engagement: str, on: str) -> Entry | None:
    """Moves the next review to a day (ISO) agreed with the client."""
    with desk.change("agreed the next review") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        due = next_review(plan)
        stored = Review.check({"due": on})
        change.describe(f"agreed the next review for {stored['due']}")
        _enter(change, plan, due.agreed, stored)
    return change.entry
