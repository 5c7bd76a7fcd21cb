"""The review that is overdue or comes (domain rules §6)."""

from __future__ import annotations

from coach_tui.plan.agenda import next_review, review_words
from coach_tui.plan.attention.item import AHEAD, NOW, OFF, TODAY, WEEK, AttentionItem, day_ahead
from coach_tui.plan.dates import short
from coach_tui.plan.due import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, timedelta

    from coach_tui.plan.practice import Plan


def find(plan: Plan, today: date, grace_days: int, ahead: timedelta = AHEAD) -> list[AttentionItem]:
    """The next review of a plan, where it is to be told."""
    review = next_review(plan, today, grace_days)
    if review.on is None or (review.quiet and not review.put_off_until):
        return []
    if review.put_off_until:
        item = AttentionItem("review_due", OFF, plan, f"review of {short(review.on, today)}", review.on)
    elif review.late:
        if review.accepted_until:
            return []
        late = review.late
        text = f"review {review_words(review, today)}"
        item = AttentionItem(
            "review_overdue", NOW, plan, text, review.on,
            days_late=late.days_late, missed=late.missed, brief=f"review {words(late, brief=True)}",
        )  # fmt: skip
    elif review.on <= today:
        item = AttentionItem("review_due", TODAY, plan, f"review {review_words(review, today)}", review.on)
    elif review.on <= today + ahead and (review.agreed or plan.engagement.reaches(review.on)):
        item = AttentionItem("review_due", WEEK, plan, f"{day_ahead(review.on, today)}  review", review.on)
    else:
        return []
    return [item.kept_back(plan.engagement.raw, today)]
