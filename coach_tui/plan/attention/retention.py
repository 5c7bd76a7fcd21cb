"""Data that is to be erased by now (domain rules §10)."""

from __future__ import annotations

from coach_tui.plan.attention.item import NOW, AttentionItem
from coach_tui.plan.dates import relative
from coach_tui.plan.ending import erase_on
from coach_tui.plan.judgement import is_accepted
from coach_tui.plan.practice import Plan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.client import Client, Engagement
    from coach_tui.plan.practice import Practice


def find(practice: Practice, client: Client, engagement: Engagement, today: date) -> list[AttentionItem]:
    """The client whose data may be kept no longer; `engagement` is the last one."""
    due = erase_on(practice, client)
    if due is None or due > today or is_accepted(client.raw, "P4", "retention_on", today.isoformat()):
        return []
    plan = Plan(practice, client, engagement)
    said = f"data was to be erased {relative(due, today)}" if due < today else "data to erase today"
    item = AttentionItem("retention_due", NOW, plan, said, due, days_late=(today - due).days)
    return [item.kept_back(client.raw, today)]
