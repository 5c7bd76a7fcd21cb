"""Reviews in which something was said; one in which nothing was is no evaluation (domain rules §6)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.practice import Plan

    Document = Mapping[str, Any]

SAID_IN = ("reflection", "feedback", "said", "decisions", "outcomes", "levels", "changes", "considered")
"""Where a review holds what was answered in it."""


def has_words(review: Document) -> bool:
    """Whether a stored review holds an answer itself."""
    return any(review.get(key) for key in SAID_IN)


def evaluations(plan: Plan) -> list[Document]:
    """The stored reviews that were held and in which something was said, oldest first.

    What was answered stands in the review, or was noted on its day: a value, a promise, a milestone reached.
    One that says of itself that nothing was said (`empty`) has to hold words to count.
    """
    held = [raw for raw in plan.practice.documents("reviews", plan.engagement.uid) if raw.get("held_on")]
    days = set() if all(map(has_words, held)) else noted_days(plan)
    found = [raw for raw in held if has_words(raw) or (not raw.get("empty") and raw["held_on"] in days)]
    found.sort(key=lambda raw: str(raw["held_on"]))
    return found


def noted_days(plan: Plan) -> set[str]:
    """The days (ISO) on which something was noted that a review takes too: a value, promise or milestone."""
    uid, documents = plan.engagement.uid, plan.practice.documents
    days = {raw["on"] for raw in documents("checkins", uid) if raw.get("measures")}
    days |= {raw["made_on"] for raw in documents("commitments", uid) if raw.get("made_on")}
    return days | {raw["done_on"] for raw in documents("milestones", uid) if raw.get("done_on")}
