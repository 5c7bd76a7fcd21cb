"""How engaged a client is, shown as its parts and never as one number (domain rules §8)."""

from __future__ import annotations

from coach_tui.plan.agenda import contact
from coach_tui.plan.client_words import words_waiting
from coach_tui.plan.contact import SETTLED
from coach_tui.plan.feedback import latest_feedback

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from coach_tui.plan.agenda import Contact
    from coach_tui.plan.feedback import Score
    from coach_tui.plan.practice import Plan

REVIEWS = 4
"""How many of the last reviews the parts look back on."""


class Engaged:
    """The parts: commitments by outcome, reflections, contact, feedback.

    `outcomes` counts the commitments settled, by status; `kept` of `settled` were done. `reflections` of
    `reviews` (four at most) hold one, the next one among them once the client's words for it are in.
    `days_since` counts from the last contact, None where there was none; `feedback` holds the items of the
    latest feedback, `overall` all its overall scores, oldest first.
    """

    __slots__ = (
        "contact",
        "days_since",
        "feedback",
        "kept",
        "outcomes",
        "overall",
        "reflections",
        "reviews",
        "settled",
    )

    def __init__(
        self,
        outcomes: dict[str, int],
        reflections: int,
        reviews: int,
        contact: Contact,
        days_since: int | None,
        feedback: list[Score],
        overall: list[tuple[date, float]],
    ) -> None:
        self.outcomes = outcomes
        self.settled = sum(outcomes.values())
        self.kept = outcomes["done"]
        self.reflections = reflections
        self.reviews = reviews
        self.contact = contact
        self.days_since = days_since
        self.feedback = feedback
        self.overall = overall

    def as_json(self) -> dict[str, Any]:
        """The parts in the shape of `coach insights --json`."""
        booked, last = self.contact.booked, self.contact.last
        return {
            "commitments_kept": self.kept,
            "commitments_settled": self.settled,
            "commitments": self.outcomes,
            "reflections": self.reflections,
            "reviews": self.reviews,
            "last_contact": last.isoformat() if last else None,
            "days_since_contact": self.days_since,
            "usual_gap": self.contact.usual_gap,
            "next_booked": booked.isoformat() if booked else None,
            "stalled": self.contact.stalled,
            "feedback": [
                {
                    "item": score.key,
                    "value": score.value,
                    "usual": score.usual,
                    "flagged": score.flagged,
                    "falling": score.falling,
                }
                for score in self.feedback
            ],
            "feedback_overall": [{"date": day.isoformat(), "value": value} for day, value in self.overall],
        }


def engaged(plan: Plan, today: date) -> Engaged:
    """The engagement of a client in a plan on a day.

    Commitments count when they fell due (without a date: were settled, else made) after the review before the
    last four, or since the start where there were not so many.
    """
    held = [review for review in plan.evaluations if review.day <= today]
    since = held[-REVIEWS - 1].day.isoformat() if len(held) > REVIEWS else ""
    outcomes = dict.fromkeys(SETTLED, 0)
    for raw in plan.practice.documents("commitments", plan.engagement.uid):
        when = raw.get("due") or raw.get("settled_on") or raw.get("made_on") or "9"
        if raw.get("status") in SETTLED and when > since:
            outcomes[raw["status"]] += 1
    words = words_waiting(plan)
    coming = [words] if words is not None and words.reflection else []
    recent = [*held, *coming][-REVIEWS:]
    found = contact(plan, today)
    return Engaged(
        outcomes,
        sum(1 for review in recent if review.reflection),
        len(recent),
        found,
        max(0, (plan.engagement.clock(today) - found.last).days) if found.last else None,
        latest_feedback(plan),
        [(review.day, review.feedback["overall"]) for review in held if "overall" in review.feedback],
    )
