"""Assessments by the client: ask for one, and take its answers in (domain rules §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.own_words import change_parts
from coach_tui.changes.records import check_sides, insert_checked, plan_at
from coach_tui.plan.assessment import ASKED, Assessment
from coach_tui.plan.continued import assessments_before
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.changes.desk import Desk
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry


def ask_assessment(desk: Desk, engagement: str, values: Mapping[str, Any]) -> str:
    """Asks the client of an engagement (uid) for an assessment, today unless `asked_on` says so; its uid.

    Raises:
        BadInput: a value is refused, or the engagement is closed.
    """
    with desk.change("asked for an assessment") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        if not plan.engagement.open:
            raise BadInput("the engagement is closed; there is nothing more to ask about")
        stored = Assessment.check({"asked_on": desk.today, **values})
        check_sides(desk, Assessment, stored)
        uid = insert_checked(change, plan, Assessment, stored)
        change.describe(f"asked {plan.client.name} for {quote(stored['title'])}")
    return uid


def waiting_assessment(plan: Plan, kind: str, title: str = "") -> Assessment | None:
    """The last assessment of a kind for whose answer one waits, with that title where one is given."""
    waits = [one for one in plan.assessments if one.kind == kind and one.waits]
    if title:
        waits = [one for one in waits if fold(one.title) == fold(title)]
    return waits[-1] if waits else None


def asked_last(plan: Plan, kind: str) -> dict[str, Any]:
    """What the last assessment of a kind asked, with its title: fields of the next one. {} without any."""
    of_kind = [one for one in assessments_before(plan) if one.kind == kind]
    if not of_kind:
        return {}
    last = of_kind[-1]
    return {key: last.raw[key] for key in ("title", "kind", *ASKED) if key in last.raw}


def answer_changes(asked: Assessment, values: Mapping[str, Any]) -> dict[str, Any]:
    """What answers (scores and comments) change in an assessment; {} for nothing.

    What is not answered this time stays as it is.
    """
    changes: dict[str, Any] = {}
    for key in ("scores", "comments"):
        before: dict[str, Any] = asked.raw.get(key) or {}
        after = {**before, **(values.get(key) or {})}
        if after != before:
            changes[key] = after
    return changes


def answer_assessment(
    desk: Desk,
    assessment: str,
    on: date,
    values: Mapping[str, Any],
    *,
    whole: bool = False,
    again: Assessment | None = None,
) -> Entry | None:
    """Stores what the client answered; answers that come again mend what was said before.

    Args:
        desk: the desk.
        assessment: its uid.
        on: the day on which the client answered; that of the first answers stays.
        values: scores and comments, by item or question; and `parts`, what is said of parts of the plan, as
            `coach_tui.changes.own_words` takes it.
        whole: whether scores and comments are all there is, and take the place of what was said before.
        again: the assessment as it was asked, where it is in the file no more: it comes back with this.

    Raises:
        BadInput: a value is refused, nothing is answered, or the day is in the future or before it was asked.
    """
    with desk.change("took in an assessment") as change:
        if again is not None and change.practice.find(Assessment.table, assessment) is None:
            plan_at(change, again.plan)
            change.insert(Assessment, again.raw)
        asked = change.record(Assessment, assessment)
        plan = plan_at(change, asked.plan)
        change.about(plan.client.uid)
        given = Assessment.check(
            {key: values.get(key) or None for key in ("scores", "comments")}, whole=False
        )
        changes = given if whole else answer_changes(asked, given)
        parts = values.get("parts") or {}
        if not parts and not any((changes or asked.raw).get(key) for key in ("scores", "comments")):
            raise BadInput("nothing is answered yet")
        change_parts(change, plan, parts, on.isoformat())
        if any(changes.values()) and not asked.answered:
            changes |= {"dropped_on": None, "snooze": None}
            changes["answered_on"] = max(on, asked.asked_on).isoformat()
            check_sides(desk, Assessment, changes)
        change.update(Assessment, assessment, changes)
        change.describe(f"took in what {plan.client.name} answered to {quote(asked.title)}")
    return change.entry


def drop_assessment(desk: Desk, assessment: str, *, dropped: bool = True) -> Entry | None:
    """Gives up waiting for the answers to an assessment (uid), or waits for them again.

    Raises:
        BadInput: it is answered, or gone.
    """
    with desk.change("waits for an assessment no more") as change:
        asked = change.record(Assessment, assessment)
        plan = plan_at(change, asked.plan)
        change.about(plan.client.uid)
        if asked.answered:
            raise BadInput(f"{quote(asked.title)} is answered already")
        change.update(
            Assessment,
            assessment,
            {"dropped_on": max(desk.today, asked.asked_on).isoformat() if dropped else None, "snooze": None},
        )
        waits = "waits for an answer to" if not dropped else "no longer waits for an answer to"
        change.describe(f"{waits} {quote(asked.title)}")
    return change.entry
