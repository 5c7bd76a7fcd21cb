"""The end of an engagement, all that is said at it as one change (domain rules §11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.at_once import OpenDesk
from coach_tui.changes.clients import close_engagement
from coach_tui.changes.endings import end
from coach_tui.changes.records import add, edit, plan_at
from coach_tui.changes.reviews import hold_review
from coach_tui.changes.rounds import begin_round
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Session
from coach_tui.plan.errors import BadInput
from coach_tui.plan.objective import Objective

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry


def end_engagement(
    desk: Desk,
    engagement: str,
    *,
    closed_on: str = "",
    terms: Mapping[str, Any] | None = None,
    kept_until: str = "",
    ends: Mapping[str, Sequence[str]] | None = None,
    review: Mapping[str, Any] | None = None,
    measures: Mapping[str, float] | None = None,
    levels: Mapping[str, int] | None = None,
    rounds: Sequence[Mapping[str, Any]] = (),
    meeting: Mapping[str, Any] | None = None,
) -> Entry | None:
    """Takes what is said at the end of an engagement as one change, and closes it where a day is given.

    Args:
        desk, engagement: the desk, and the engagement's uid.
        closed_on: the day (ISO) on which it closes; "" while it stays open, as for a round that is to be
            answered first.
        terms: fields of the Engagement, such as the outcome and who may read it.
        kept_until: the day (ISO) until which the client's data is kept; "" leaves it as it is.
        ends: how objectives ended, by uid: reached, dropped or replaced, and why; others go on.
        review: fields of the closing Review, such as the feedback on the coaching.
        measures: last values by measure uid; levels: last levels, −2 to +2, by objective uid. Either of these
            three makes a review of that day.
        rounds: fields of rounds that begin.
        meeting: fields of a session that is booked.

    Raises:
        BadInput: a value is refused, nothing was said, or it closes before what it is to wait for.
        ChangedMeanwhile: another hand has closed it.
    """
    if not any((closed_on, terms, kept_until, ends, review, measures, levels, rounds, meeting)):
        raise BadInput("nothing was said: give the day on which it closes, or leave this")
    with desk.change("ended the engagement") as change:
        plan = _open_plan(change, engagement)
        inner = OpenDesk(desk, change)
        on = closed_on or desk.today.isoformat()
        if closed_on and (rounds or (meeting or {}).get("on", "") > closed_on):
            what = "a round that begins waits for answers" if rounds else "the meeting is still to come"
            raise BadInput(f"closed_on: {what}; leave this empty, and close the engagement then")
        if review or measures or levels:
            given = {"held_on": on, **(review or {})}
            hold_review(inner, engagement, given, measures=measures, levels=levels)
        for uid, (how, reason) in (ends or {}).items():
            end(inner, Objective, uid, how, reason)
        for values in rounds:
            begin_round(inner, engagement, values)
        if meeting:
            add(inner, Session, engagement, meeting)
        if terms:
            edit(inner, Engagement, engagement, terms)
        if closed_on:
            close_engagement(inner, engagement, on=closed_on, until=kept_until)
        elif kept_until:
            change.update(Client, plan.client.uid, Client.check({"retention_on": kept_until}, whole=False))
        change.about(plan.client.uid)
        change.describe(_said(plan, closed_on, ends or {}))
    return change.entry


def _open_plan(change: Change, engagement: str) -> Plan:
    plan = plan_at(change, engagement)
    if plan.engagement.closed_on:
        raise BadInput(f"this engagement was closed on {plan.engagement.closed_on} meanwhile")
    return plan


def _said(plan: Plan, closed_on: str, ends: Mapping[str, Sequence[str]]) -> str:
    """What was done, for the history."""
    hows = [how for how, _ in ends.values()]
    counted = ", ".join(f"{hows.count(how)} {how}" for how in dict.fromkeys(hows))
    did = "closed the engagement" if closed_on else "prepared the end of the engagement"
    return f"{did} with {plan.client.name}" + (f": {counted}" if counted else "")
