"""Plan health: the common mistakes found in a plan, most serious first (domain rules §9)."""

from __future__ import annotations

from coach_tui.plan.judgement import accepted
from coach_tui.plan.mistakes import assessing, client_input, flexibility, good_practice, tracking, vagueness
from coach_tui.plan.mistakes.look import LEVELS, Finding, Look

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.practice import Plan

__all__ = ["Finding", "examine", "findings"]

RULES = (vagueness, client_input, tracking, flexibility, good_practice, assessing)


def findings(plan: Plan, today: date, **limits: int) -> list[Finding]:
    """What is wrong with a plan today, most serious first.

    A paused plan is not nagged about what time brings: tracking, past dates, wins. A closed one is left
    alone, but for the date until which the client's data may be kept. What the coach has accepted stands
    at the end, for as long as it is accepted.

    Args:
        plan: the plan.
        today: the day taken as today.
        limits: what the coach has set, by the names that `Look` has for it: `grace_days` that a review may be
            late, `most_objectives` that may be open, `assessment_months` that an assessment holds,
            `review_months` that may lie between reviews.
    """
    if not plan.engagement.open:
        look = Look(plan, today)
        return _judged(look, list(good_practice.retention(plan, today)), today)
    return examine(plan, today, **limits)


def examine(plan: Plan, today: date, **limits: int) -> list[Finding]:
    """The findings of every rule, closed or not: what `findings` and the checklist are made from.

    An engagement whose end has come is judged as of its end; only how long data is kept goes on.
    """
    return examined(look_at(plan, today, **limits), today)


def look_at(plan: Plan, today: date, **limits: int) -> Look:
    """The plan as the rules look at it: that of an engagement whose end has come as of its end."""
    quiet = plan.engagement.rests(today)
    return Look(plan, plan.engagement.clock(today), quiet=quiet, **limits)


def examined(look: Look, today: date) -> list[Finding]:
    """The findings in a plan that is looked at already (`look_at`), see `examine`."""
    kept = good_practice.retention(look.plan, today)
    return _judged(look, [*(finding for rule in RULES for finding in rule.find(look)), *kept], today)


def _judged(look: Look, found: list[Finding], today: date) -> list[Finding]:
    """Findings with what the coach decided of each, accepted ones last, else most serious first."""
    decided = look.decided()
    for finding in found if decided else ():
        raw = decided.get(finding.about)
        one = accepted(raw, finding.id, finding.field, finding.item) if raw else None
        if one and today.isoformat() <= one["until"]:
            finding.accepted = one
        else:
            finding.lapsed = one
    found.sort(key=lambda finding: (finding.accepted is not None, LEVELS.index(finding.level)))
    return found
