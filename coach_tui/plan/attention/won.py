"""Wins of this week."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.attention.item import WON, AttentionItem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan

BEHIND = timedelta(days=6)
"""How long a win is shown: this week's."""


def find(plan: Plan, today: date) -> list[AttentionItem]:
    """The wins of the last days."""
    since = (today - BEHIND).isoformat()
    return [
        AttentionItem(
            "win",
            WON,
            plan,
            raw["text"],
            date.fromisoformat(raw["on"]),
            uid=raw["uid"],
        )
        for raw in plan.practice.documents("wins", plan.engagement.uid)
        if since <= raw["on"] <= today.isoformat()
    ]
