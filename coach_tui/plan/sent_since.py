"""What came from the client since the hour before: forms, answers, agreement, feedback (domain rules §6)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.assessed import assessed
from coach_tui.plan.assessment import KIND_NAMES
from coach_tui.plan.client_words import words_waiting
from coach_tui.plan.fields import plain_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.plan.assessment import Assessment
    from coach_tui.plan.contact import Checkin
    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.need import Need
    from coach_tui.plan.objective import Objective
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.session_agenda import Hour
    from coach_tui.plan.strategy import Strategy

    AgreedTo = Objective | Need | Strategy | Milestone


def sent_since(plan: Plan, hour: Hour, day: date, *, reviewing: bool) -> list[tuple[date, str]]:
    """What the client sent since an hour's `since` up to its day, each with the day of it, in that order.

    An hour that is the review as well (`reviewing`) asks for the feedback itself.
    """
    after = hour.since or date.min
    found = [(one.on, f"client sent: {_checkin_words(one)}") for one in hour.sent]
    found += [
        (one.day, f"client answered: {_answers(plan, one)}")
        for one in plan.assessments
        if one.answered and after <= one.day <= day
    ]
    found += [(on, f"client agreed to: {what}") for on, what in _agreed(plan) if after <= on <= day]
    found += [] if reviewing else _feedback(plan)
    return sorted(found, key=lambda one: one[0])


def _checkin_words(checkin: Checkin) -> str:
    """What a client's check-in says besides figures: engagement, mood and note."""
    engagement = f"engagement {plain_number(checkin.engagement)} of 5" if checkin.engagement else ""
    said = [part for part in (engagement, checkin.mood, checkin.note) if part]
    return "; ".join(said) or "a check-in, with figures alone"


def _answers(plan: Plan, assessment: Assessment) -> str:
    """An assessment's name, its scores with those of the time before, and its answers in words."""
    said = assessed(plan, assessment)
    parts = []
    for one in said.items:
        if one.score is not None or one.remark:
            score = "" if one.score is None else f" {one.score}"
            before = f" (before {one.before})" if one.change else ""
            remark = f": {one.remark}" if one.remark else ""
            parts.append(f"{one.item}{score}{before}{remark}")
    parts += [f"{topic} {answer}" for topic, answer in said.words if answer]
    return f"{KIND_NAMES[assessment.kind]} “{assessment.title}”: {'; '.join(parts)}"


def _agreed(plan: Plan) -> Iterator[tuple[date, str]]:
    """The days on which the client agreed to parts of the plan, and to which."""
    by_day: dict[date, list[str]] = {}
    parts: list[AgreedTo] = [*plan.objectives, *plan.needs, *plan.strategies, *plan.milestones]
    for part in parts:
        if part.agreed_on:
            by_day.setdefault(part.agreed_on, []).append(part.name)
    return ((on, ", ".join(names)) for on, names in by_day.items())


def _feedback(plan: Plan) -> list[tuple[date, str]]:
    """That the client's feedback for the next review is in."""
    review = words_waiting(plan)
    if review is None or review.received_on is None or not review.feedback:
        return []
    overall = review.feedback.get("overall")
    score = "" if overall is None else f", overall {plain_number(overall)}"
    return [(review.received_on, f"client sent: feedback for the review{score}")]
