"""Whether what a review decided names the figures it rests on, or changed the plan (domain rules §9)."""

from __future__ import annotations

from coach_tui.plan.fields import plain_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from coach_tui.plan.contact import Review
    from coach_tui.plan.practice import Plan

_NUMBER = r"(?<![\w.,:/-])[-−]?\d+(?:[.,]\d+)?(?![\w:/]|[.,-]\d)"
_SHARE = (
    r"\d\s?%|\b\d+ (?:of|out of|von|sur|de) \d+\b"
    r"|[-−+]\d+(?:[.,]\d+)? (?:a|per|each|pro|par) (?:day|week|month|Tag|Woche|Monat|jour|semaine|mois)\b"
)


def bent(plan: Plan, review: Review) -> bool:
    """Whether a review, held, changed the plan or thought about a change: any other word leaves it as it was.

    What the data suggested counts when it was accepted or declined with a reason, and so does a decision that
    names the figures it rests on.
    """
    thought = any(_decided(one) for one in review.considered)
    return bool(review.changes) or thought or names_figures(plan, review)


def _decided(considered: Mapping[str, Any]) -> bool:
    """Whether something that the data suggested was accepted, changed, or declined with a reason."""
    return bool(considered.get("decision", "declined") != "declined" or considered.get("reason"))


def names_figures(plan: Plan, review: Review) -> bool:
    """Whether a review, held, made a decision and said by which figures.

    Something that the data suggested was accepted, changed, or declined with a reason; or its decisions, or
    the reason of what it changed, hold a share (“6 of 8”, “40%”), a pace (“−0.8 a week”) or a value of one of
    the plan's measures.
    """
    for one in review.considered:
        if one.get("figures") and _decided(one):
            return True
    texts = [review.decisions, *(one.get("reason", "") for one in review.changes)]
    if not any(char.isdecimal() for text in texts for char in text):
        return False
    import re

    if any(re.search(_SHARE, text) for text in texts):
        return True
    found = [number for text in texts for number in re.findall(_NUMBER, text)]
    said = {plain_number(float(number.replace("−", "-").replace(",", "."))) for number in found}
    return not said.isdisjoint(_values(plan, review))


def _values(plan: Plan, review: Review) -> Iterator[str]:
    """The values of measures up to the day of a review, as people write them."""
    for checkin in plan.checkins:
        if checkin.on <= review.day:
            yield from (plain_number(value) for value in checkin.measures.values())
