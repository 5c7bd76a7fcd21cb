"""Assessments that were asked for and are not answered (domain rules §3)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.attention.item import NOW, AttentionItem
from coach_tui.plan.dates import short
from coach_tui.plan.fields import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan

ANSWER_DAYS = timedelta(days=7)
"""How long a client has for an answer before it is asked after."""


def find(plan: Plan, today: date) -> list[AttentionItem]:
    """Assessments for whose answer a week has not been enough; none that were given up."""
    items = []
    limit = (today - ANSWER_DAYS).isoformat()
    for raw in plan.practice.documents("assessments", plan.engagement.uid):
        if raw.get("answered_on") or raw.get("dropped_on") or raw["asked_on"] > limit:
            continue
        asked = date.fromisoformat(raw["asked_on"])
        due = asked + ANSWER_DAYS
        text = f"{quote(raw['title'])}: no answer since {short(asked, today)}"
        late = plan.late_by(due, today)
        item = AttentionItem("assessment_open", NOW, plan, text, due, days_late=late, uid=raw["uid"])
        items.append(item.kept_back(raw, today))
    return items
