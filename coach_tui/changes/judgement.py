"""Accepting a finding of health until a day, deciding an item of the checklist, and taking both back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.records import plan_at
from coach_tui.plan.client import Engagement
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.judgement import Accepted, Override
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.side import Side

if TYPE_CHECKING:
    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.mistakes.look import Finding
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry


def accept_finding(desk: Desk, engagement: str, finding: Finding, until: str, reason: str) -> Entry | None:
    """Leaves a finding about a plan (engagement uid) as it is until a day (ISO), with the reason.

    It is kept in the record that the finding is about, so that it holds for that one and goes with it.

    Raises:
        BadInput: the day is past, the reason is missing, or the record is gone.
    """
    Side.AHEAD.check(until, desk.today, "until")
    values = {"rule": finding.id, "field": finding.field, "item": finding.item or None}
    stored = Accepted.check({**values, "until": until, "reason": reason, "on": desk.today})
    what = f"accepted {_called(finding)} until {day_words(stored['until'], desk.today)}"
    with desk.change(what, why=stored["reason"]) as change:
        plan = plan_at(change, engagement)
        record = _bearer(change, plan, finding)
        change.about(plan.client.uid)
        change.update(type(record), record.uid, {"accepted": [*_others(record, finding), stored]})
    return change.entry


def take_back_acceptance(desk: Desk, engagement: str, finding: Finding) -> Entry | None:
    """Takes the acceptance of a finding about a plan (engagement uid) back; it counts again.

    Raises:
        BadInput: the record is gone.
    """
    with desk.change(f"no longer accepted {_called(finding)}") as change:
        plan = plan_at(change, engagement)
        record = _bearer(change, plan, finding)
        change.about(plan.client.uid)
        change.update(type(record), record.uid, {"accepted": _others(record, finding) or None})
    return change.entry


def _called(finding: Finding) -> str:
    return f"a finding about {quote(finding.item or finding.subject)}"


def _others(record: Record, finding: Finding) -> list[dict[str, object]]:
    """What was decided about other findings of the same record."""
    which = (finding.id, finding.field, finding.item)
    kept: list[dict[str, object]] = record.raw.get("accepted") or []
    return [one for one in kept if (one["rule"], one["field"], one.get("item", "")) != which]


def _bearer(change: Change, plan: Plan, finding: Finding) -> Record:
    """The record that a finding is about, as it is now."""
    for record in (plan.client, plan.engagement):
        if record.uid == finding.about:
            return record
    for noun in NOUNS.values():
        found = change.practice.find(noun.table, finding.about)
        if found is not None and found.plan == plan.engagement.uid and "accepted" in noun.fields:
            return found
    raise BadInput("what this finding is about no longer exists; it was deleted meanwhile")


def decide_item(desk: Desk, engagement: str, item: str, done: bool, reason: str) -> Entry | None:
    """Calls an item of the checklist done, or not done, whatever the plan (engagement uid) shows.

    Raises:
        BadInput: there is no such item, or the reason is missing.
    """
    stored = Override.check({"item": item, "done": done, "reason": reason, "on": desk.today})
    what = f"called {quote(stored['item'])} {'done' if done else 'not done'}"
    with desk.change(what, why=stored["reason"]) as change:
        _decide(change, engagement, item, [stored])
    return change.entry


def leave_item(desk: Desk, engagement: str, item: str) -> Entry | None:
    """Takes a decision on an item of the checklist back: it is again as the plan (engagement uid) shows."""
    with desk.change(f"left {quote(item)} to what the plan shows") as change:
        _decide(change, engagement, item, [])
    return change.entry


def _decide(change: Change, engagement: str, item: str, new: list[dict[str, object]]) -> None:
    plan = plan_at(change, engagement)
    change.about(plan.client.uid)
    others = [one for one in plan.engagement.checklist if one["item"] != item]
    change.update(Engagement, engagement, {"checklist": [*others, *new] or None})
