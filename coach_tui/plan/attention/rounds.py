"""Rounds of feedback that are open (domain rules §3)."""

from __future__ import annotations

from datetime import timedelta

from coach_tui.plan.attention.item import NOW, WEEK, AttentionItem
from coach_tui.plan.dates import short
from coach_tui.plan.fields import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.practice import Plan

ROUND_DAYS = timedelta(days=21)
"""How long a round of feedback is open before it is to be closed."""


def find(plan: Plan, today: date) -> list[AttentionItem]:
    """Rounds that are open: now, when everybody has answered or they have been open for long."""
    rounds = [
        raw for raw in plan.practice.documents("rounds", plan.engagement.uid) if not raw.get("closed_on")
    ]
    if not rounds:
        return []
    from coach_tui.plan.rating import counts
    from coach_tui.plan.round import Round

    items = []
    for raw in rounds:
        asked = Round(raw)
        count = counts(plan, asked)
        since = asked.opened_on or plan.engagement.start
        due = since + ROUND_DAYS
        late = plan.late_by(due, today, owed=True)
        told = f"{count.answered} of {count.invited} answered" if count.invited else "nobody invited yet"
        text = f"{quote(raw['title'])}: {told}, open since {short(since, today)}"
        if count.complete:
            text = f"{quote(raw['title'])}: all {count.answered} have answered, close it"
        section = NOW if count.complete or late else WEEK
        item = AttentionItem("round_open", section, plan, text, due, days_late=late, uid=raw["uid"])
        items.append(item.kept_back(raw, today))
    return items
