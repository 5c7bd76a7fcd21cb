"""The field that mends a finding, in its form; in that of a new record where there is none yet."""

from __future__ import annotations

from typing import Any

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.explaining import ask_explanation
from coach_tui.app.dialogues.record import edit_record
from coach_tui.app.talking import Left
from coach_tui.changes.explaining import KEPT_IN
from coach_tui.plan.health import Finding, findings
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.schema import NOUNS


async def fill(coach: Coach, plan: Plan, key: str) -> None:
    """Fill in what a plan lacks: what the finding of a key says, or with "" an hour that is booked.

    Raises:
        Left: the form was left, or nothing lacks any more.
    """
    if not key:
        await edit_record(coach, "sessions", engagement=plan.engagement.uid)
        return
    found = findings(plan, coach.today, **coach.settings.limits)
    finding = next((one for one in found if one.key == key), None)
    if finding is None:
        raise Left
    await mend(coach, plan, finding)


async def mend(coach: Coach, plan: Plan, finding: Finding) -> None:
    """Fill in what a finding says is missing.

    Raises:
        Left: the form was left.
    """
    record = coach.practice.find(finding.table, finding.uid) if finding.uid else None
    if (finding.id, finding.field) == ("T1", "held_on"):
        coach.run_command("review")
    elif isinstance(record, Objective | Milestone) and finding.field in KEPT_IN.values():
        await ask_explanation(coach, record)
    elif record is not None:
        await edit_record(coach, finding.table, finding.uid, engagement=record.plan, field=finding.field)
    else:
        start = _start(coach, finding)
        await edit_record(coach, finding.table, engagement=plan.engagement.uid, start=start)


def _start(coach: Coach, finding: Finding) -> dict[str, Any]:
    """What the form of the record that is missing begins with."""
    field = NOUNS[finding.table].fields[finding.field]
    target = getattr(field, "table", "")
    start: dict[str, Any] = {}
    if target and coach.practice.find(target, finding.about) is not None:
        start[finding.field] = [finding.about] if field.widget == "picks" else finding.about
    elif finding.table == "milestones":
        start["objective"] = finding.about
    if finding.table == "needs" and finding.field == "kind":
        start["kind"] = "strength"
    elif finding.table == "needs":
        start["source"] = "self"
    if finding.table == "wins":
        start["on"] = coach.today.isoformat()
    return start
