"""The engagement that ends soon, or has ended and is still open (domain rules §11)."""

from __future__ import annotations

from coach_tui.plan.attention.item import NOW, WEEK, AttentionItem
from coach_tui.plan.ending import ending

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.practice import Plan


def find(plan: Plan, today: date, end_days: int) -> list[AttentionItem]:
    """The one line that says that an engagement ends, or has ended."""
    found = ending(plan, today, end_days)
    if found is None:
        return []
    said, on, brief = found.words(today), found.on, found.brief(today)
    if found.ended and on is not None:
        item = AttentionItem(
            "engagement_ended", NOW, plan, said, on, days_late=(today - on).days, brief=brief
        )
    else:
        item = AttentionItem("engagement_ending", WEEK, plan, said, on, brief=brief)
    return [item.kept_back(plan.engagement.raw, today)]
