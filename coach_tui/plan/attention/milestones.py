"""Milestones that are late or due."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.attention.item import AHEAD, NOW, TODAY, WEEK, AttentionItem, day_ahead
from coach_tui.plan.dates import day_missed
from coach_tui.plan.fields import quote
from coach_tui.plan.objective import Objective
from coach_tui.plan.progress import ACHIEVED
from coach_tui.plan.standing import progress_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan


def find(plan: Plan, today: date) -> list[AttentionItem]:
    """Open milestones of a plan, late ones and those of a week ahead.

    None is told of an objective that has ended, or is achieved by its figures.
    """
    items = []
    over: dict[str, bool] = {}
    limit = (today + AHEAD).isoformat()
    for raw in plan.practice.documents("milestones", plan.engagement.uid):
        if raw.get("done_on") or raw.get("closed_on") or raw["due"] > limit:
            continue
        about = raw.get("objective", "")
        if about not in over:
            over[about] = _is_over(plan, about)
        if over[about]:
            continue
        due = date.fromisoformat(raw["due"])
        title = quote(raw["title"])
        if due < today:
            late = plan.off("milestone").elapsed(due, today)
            if not late:
                continue
            text = f"{title} was due {day_missed(due, today, late)}"
            item = AttentionItem("milestone_overdue", NOW, plan, text, due, days_late=late, uid=raw["uid"])
        elif due == today:
            item = AttentionItem("milestone_due", TODAY, plan, f"{title} is due today", due, uid=raw["uid"])
        else:
            text = f"{day_ahead(due, today)}  {raw['title']}"
            item = AttentionItem("milestone_due", WEEK, plan, text, due, uid=raw["uid"])
        items.append(item.kept_back(raw, today))
    return items


def _is_over(plan: Plan, uid: str) -> bool:
    """Whether nothing is left to do for an objective (uid; "" for none): it ended or is achieved."""
    objective = plan.practice.find("objectives", uid) if uid else None
    if not isinstance(objective, Objective):
        return False
    return not objective.open or objective.status == ACHIEVED or (progress_of(plan, objective) or 0) >= 1
