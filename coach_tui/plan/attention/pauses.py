"""A pause that is over, while what lies ahead still has its old days (domain rules §11)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.attention.item import NOW, AttentionItem
from coach_tui.plan.dates import days_text
from coach_tui.plan.pause_moves import over_lately, pause_length, put_off_now
from coach_tui.plan.snooze import HOLDERS, snooze_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan


def find(plan: Plan, today: date) -> list[AttentionItem]:
    """The one line that offers to move what lies ahead by the days paused."""
    over = over_lately(plan, today) if plan.engagement.pauses else []
    if not over:
        return []
    until = date.fromisoformat(over[-1]["until"])
    days = days_text(pause_length(over))
    said, brief = (f"pause over: move {what} by {days}?" for what in ("what lies ahead", "all ahead"))
    item = AttentionItem("pause_over", NOW, plan, said, until, brief=brief)
    asked_anew = snooze_of(plan.engagement.raw, HOLDERS["pause_over"][1], today) and not put_off_now(
        plan, over, today
    )
    return [item if asked_anew else item.kept_back(plan.engagement.raw, today)]
