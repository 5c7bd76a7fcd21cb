"""Milestones that are late or due."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.attention.item import AHEAD, NOW, TODAY, WEEK, AttentionItem, day_ahead
from coach_tui.plan.dates import day_missed, late_text
from coach_tui.plan.fields import quote
from coach_tui.plan.standing import is_over

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import timedelta

    from coach_tui.plan.practice import Plan


def find(plan: Plan, today: date, ahead: timedelta = AHEAD) -> list[AttentionItem]:
    """Open milestones of a plan, late ones and those of a week ahead.

    None is told of an objective that has ended, or is achieved by its figures.
    """
    items = []
    over: dict[str, bool] = {}
    limit = (today + ahead).isoformat()
    for raw in plan.practice.documents("milestones", plan.engagement.uid):
        if raw.get("done_on") or raw.get("closed_on") or raw["due"] > limit:
            continue
        about = raw.get("objective", "")
        if about not in over:
            over[about] = is_over(plan, about)
        if over[about]:
            continue
        due = date.fromisoformat(raw["due"])
        title = quote(raw["title"])
        if due < today:
            late = plan.off("milestone").elapsed(due, today)
            passed = (today - due).days
            brief = f"{late_text(late, passed)}: {raw['title']}"
            text = f"{title} was due {day_missed(due, today)}" if late == passed else brief
            item = AttentionItem(
                "milestone_overdue", NOW, plan, text, due, days_late=late, uid=raw["uid"], brief=brief
            )
        elif due == today:
            item = AttentionItem("milestone_due", TODAY, plan, f"{title} is due today", due, uid=raw["uid"])
        else:
            text = f"{day_ahead(due, today)}  {raw['title']}"
            item = AttentionItem("milestone_due", WEEK, plan, text, due, uid=raw["uid"])
        items.append(item.kept_back(raw, today))
    return items
