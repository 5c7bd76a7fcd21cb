"""What a plan that has just begun still lacks, as questions to ask in the first hours."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.health import Finding, findings

if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.practice import Plan


class Asked(NamedTuple):
    """A question, and the finding that it comes from."""

    question: str
    finding: Finding


FRESH = timedelta(days=14)
"""For so long after its start a plan's gaps are questions; later they are findings."""
QUESTIONS = {
    ("V1", "measure"): "how is it measured?",
    ("V2", "due"): "by when?",
    ("V3", "activity"): "what will the client do that others can see?",
    ("I1", "why"): "why, in the client's own words?",
    ("I2", "confidence"): "how sure is the client, 0 to 10?",
    ("T3", "objective"): "what shows on the way that it will be reached?",
    ("P2", "objectives"): "what will the client practise for it?",
    ("I3", "source"): "where does the client see their own needs?",
    ("P4", "agreed_on"): "when did the client agree to the coaching?",
}
"""Rule and field → the question; in the order in which they are asked of one objective."""


def first_questions(plan: Plan, today: date) -> list[Asked]:
    """The questions that are open in a plan that has begun lately; none later, nor where it is paused."""
    engagement = plan.engagement
    fresh = engagement.start <= today < engagement.start + FRESH
    if not fresh or engagement.state(today) in ("closed", "paused"):
        return []
    found: dict[tuple[str, str], list[Asked]] = {}
    for one in findings(plan, today):
        question = QUESTIONS.get((one.id, one.field))
        if question is not None and not one.accepted:
            about = plan.practice.find("objectives", one.about)
            asked = f"{question}  {about.name}" if about is not None else question
            found.setdefault((one.id, one.field), []).append(Asked(asked[:1].upper() + asked[1:], one))
    return [asked for key in QUESTIONS for asked in found.get(key, ())]
