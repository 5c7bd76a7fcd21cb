"""What a client has written for a review that is still to be held (domain rules §6, §8)."""

from __future__ import annotations

from coach_tui.plan.agenda import next_review
from coach_tui.plan.contact import Review

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan


def words_waiting(plan: Plan) -> Review | None:
    """The next review, where the client's words for it are in already; else None."""
    found = plan.practice.find("reviews", next_review(plan).agreed)
    if isinstance(found, Review) and (found.reflection or found.feedback or found.said):
        return found
    return None


def says(plan: Plan) -> dict[str, str]:
    """What the client says came of each promise, by its text: “done”, “partly: half of it”."""
    review = words_waiting(plan)
    told = review.said if review is not None else []
    return {one["text"]: f"{one['says']}: {one['note']}" if one.get("note") else one["says"] for one in told}
