"""The client's feedback on the coaching: the latest scores against the usual ones (domain rules §6)."""

from __future__ import annotations

from coach_tui.plan.contact import Feedback
from coach_tui.plan.trend import median

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.practice import Plan

LOW = 7
"""A score up to this is flagged."""
FALL = 2
"""A score this far under the client's median is flagged."""


class Score:
    """One item of the latest feedback: its value, and the median of the client's earlier ones."""

    __slots__ = ("key", "label", "usual", "value")

    def __init__(self, key: str, label: str, value: float, usual: float | None) -> None:
        self.key = key
        self.label = label
        self.value = value
        self.usual = usual
        """None where there is no earlier one."""

    @property
    def low(self) -> bool:
        """Whether it is 7 or less."""
        return self.value <= LOW

    @property
    def falling(self) -> bool:
        """Whether it is 2 or more under what is usual."""
        return self.usual is not None and self.value <= self.usual - FALL

    @property
    def flagged(self) -> bool:
        """Whether it is to be talked about."""
        return self.low or self.falling


class Trend:
    """One item over all reviews that hold it: dated scores, oldest first, and its latest `score`, if that
    was given in the latest feedback."""

    __slots__ = ("key", "label", "points", "score")

    def __init__(self, key: str, label: str, points: list[tuple[date, float]], score: Score | None) -> None:
        self.key = key
        self.label = label
        self.points = points
        self.score = score

    @property
    def median(self) -> float | None:
        """The median of all its scores."""
        return median(value for _, value in self.points)

    def as_json(self) -> dict[str, Any]:
        """The item in the shape of `coach insights --json`."""
        return {
            "item": self.key,
            "values": [{"date": day.isoformat(), "value": value} for day, value in self.points],
            "median": self.median,
            "flagged": bool(self.score and self.score.flagged),
            "low": bool(self.score and self.score.low),
            "falling": bool(self.score and self.score.falling),
        }


def feedback_trends(plan: Plan) -> list[Trend]:
    """The items of the feedback over all reviews with the client up to this engagement's; those that were
    never scored are left out."""
    from datetime import date

    reviews = given_feedback(plan)
    latest = {score.key: score for score in latest_feedback(plan)}
    found = [
        Trend(
            key,
            field.label,
            [
                (date.fromisoformat(review["held_on"]), review["feedback"][key])
                for review in reviews
                if key in review["feedback"]
            ],
            latest.get(key),
        )
        for key, field in Feedback.fields.items()
    ]
    return [trend for trend in found if trend.points]


def given_feedback(plan: Plan) -> list[Mapping[str, Any]]:
    """The client's reviews that hold feedback, of every engagement up to this one, oldest first."""
    practice, start = plan.practice, plan.engagement.start.isoformat()
    found = [
        review
        for engagement in practice.documents("engagements", plan.client.uid)
        if engagement["start"] <= start
        for review in practice.documents("reviews", engagement["uid"])
        if review.get("feedback") and review.get("held_on")
    ]
    found.sort(key=lambda review: str(review["held_on"]))
    return found


def latest_feedback(plan: Plan) -> list[Score]:
    """The items of this plan's latest feedback; none where it has none."""
    reviews = given_feedback(plan)
    if not reviews or reviews[-1].get("plan") != plan.engagement.uid:
        return []
    *earlier, last = reviews
    return [
        Score(
            key,
            field.label,
            last["feedback"][key],
            median(review["feedback"][key] for review in earlier if key in review["feedback"]),
        )
        for key, field in Feedback.fields.items()
        if key in last["feedback"]
    ]
