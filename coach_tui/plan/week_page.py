"""The page “your plan, your week”, taken from what its reader may see anyway (domain rules §1, §4)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.dates import short
from coach_tui.plan.paused import paused_until, pauses_said
from coach_tui.plan.standing import serves
from coach_tui.plan.weeks import practised

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from coach_tui.plan.practice import Plan
    from coach_tui.plan.visibility import View

    Plain = dict[str, Any]

DAYS = 7
WON = 28
"""Days for which a win is looked back on."""


def week_of(view: View, found: Plain, today: date) -> Plain:
    """The week that begins today.

    Keys: first and last (days in words), practices (strategies under way, with `done` in the last seven days
    and what the rhythm asks for in a week, None without one), commitments, milestones, session, review, wins
    and pauses (sentences on those of the plan that go on or begin). Days are words, such as “Tue 24 Nov”.

    Args:
        view: what the reader may see.
        found: what a report for the same reader holds (`coach_tui.plan.report.content`).
        today: the first day.
    """
    plan = view.plan
    day, last = today.isoformat(), today + timedelta(days=DAYS - 1)
    serving = {one.uid for one in plan.strategies if serves(plan, one)}
    under_way = [one for one in found["strategies"] if one["status"] == "active" and one["id"] in serving]
    asked = {one.uid: one.cadence for one in plan.strategies}
    own = {one.uid: one.pauses for one in plan.strategies}
    paused = {one.uid: paused_until(plan, one, today) for one in plan.strategies}
    since = today - timedelta(days=DAYS - 1)
    practices = []
    for one in under_way:
        if one["start"] and one["start"] > last.isoformat():
            continue
        cadence = asked[one["id"]]
        times = sum(1 for on in practised(plan, one["id"]) if since <= on <= today)
        weekly = cadence.per_week if cadence else None
        if paused[one["id"]] is not None or plan.off("practice", one).within(since, today) == DAYS:
            weekly = None  # neither a pause nor a week off asks for anything
        if paused[one["id"]] is None and (ahead := pauses_said(own[one["id"]], today, last)):
            one = {**one, "cadence": "; ".join([*filter(None, [one["cadence"]]), f"pauses {ahead[0]}"])}
        practices.append({**one, "done": times, "per_week": weekly if weekly and weekly >= 1 else None})
    steps = found["next"]
    back = (today - timedelta(days=WON)).isoformat()
    session = steps["session"]
    return {
        "first": short(today, today),
        "last": short(last, today),
        "pauses": [f"Your plan pauses {said}." for said in pauses_said(plan.engagement.pauses, today, last)],
        "practices": practices if view.may("practice") else [],
        "commitments": [_dated(plan, one, today) for one in _by_day(steps["commitments"])],
        "milestones": _milestones([_dated(plan, one, today) for one in _by_day(steps["milestones"])]),
        "session": {**session, "when": _words(session["on"], today)} if session else None,
        "review": _words(steps["review"], today) if steps["review"] else "",
        "wins": [
            {**one, "when": _words(one["on"], today)} for one in found["wins"] if back <= one["on"] <= day
        ],
    }


def _milestones(rows: list[Plain]) -> list[Plain]:
    """Those whose day has passed, two at most, and the next one to come."""
    late = [one for one in rows if one["late"]]
    return [*late[:2], *[one for one in rows if not one["late"]][:1]]


def _by_day(rows: list[Plain]) -> list[Plain]:
    return sorted(rows, key=lambda one: one["due"] or "9")


def _dated(plan: Plan, row: Plain, today: date) -> Plain:
    """A row with its day in words, and whether it is late."""
    due = row["due"]
    late = bool(due) and plan.late_by(date.fromisoformat(due), today) > 0
    return {**row, "when": _words(due, today) if due else "", "late": late}


def _words(day: str, today: date) -> str:
    return short(date.fromisoformat(day), today)
