"""A review in which nothing was said is no evidence; a session that was the review is one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.plan.agenda import contact, next_review
from coach_tui.plan.checklist import checklist
from coach_tui.plan.engagement import engaged
from coach_tui.plan.health import findings
from coach_tui.plan.practice import Plan
from tests.plan.plan_kit import NOW_DAY, on, plan_of

SAID = {"reflection": "Good", "feedback": {"overall": 9}}


def fired(plan: Plan) -> set[str]:
    return {one.id for one in findings(plan, NOW_DAY)}


def reviews(*kinds: str) -> list[dict[str, Any]]:
    """Reviews two weeks apart, the last of them a week ago, each with words (w), without (-) or empty (e)."""
    days = range(-7 - 14 * (len(kinds) - 1), 0, 14)
    parts: dict[str, dict[str, Any]] = {"w": SAID, "-": {"decisions": "x"}, "e": {"empty": True}}
    return [{"held_on": on(day), **parts[kind]} for day, kind in zip(days, kinds, strict=True)]


@pytest.mark.parametrize(
    ("kinds", "missing"),
    [("w--", True), ("-w-", False), ("wee", False), ("-wee", False), ("w-e-", True), ("ee", False)],
)
def test_empty_reviews_neither_answer_nor_lack_a_score(kinds: str, missing: bool) -> None:
    found = fired(plan_of(reviews=reviews(*kinds), needs=[{"kind": "gap", "title": "x", "source": "self"}]))
    assert ("T5" in found) is missing
    assert ("I3" in found) is missing


def test_the_checklist_counts_no_empty_review() -> None:
    items = checklist(plan_of(reviews=reviews("w", "e", "e")), NOW_DAY)
    assert "1 held, the last one empty" in items[4].evidence
    assert "empty" not in checklist(plan_of(reviews=reviews("w", "e", "w")), NOW_DAY)[4].evidence
    assert "of 1 review " in items[5].evidence


def test_the_clients_engagement_counts_no_empty_review() -> None:
    parts = engaged(plan_of(reviews=reviews("w", "e", "e")), NOW_DAY)
    assert (parts.reflections, parts.reviews) == (1, 1)


def test_an_empty_review_moves_the_next_one_and_is_a_contact() -> None:
    plan = plan_of(reviews=reviews("w", "e"))
    assert str(next_review(plan).on) == on(7)
    assert str(contact(plan, NOW_DAY).last) == on(-7)


@pytest.mark.parametrize(
    ("session", "due"),
    [
        ({"on": on(-3), "state": "held", "review": True}, on(11)),
        ({"on": on(-3), "state": "held"}, on(-70)),
        ({"on": on(-3), "state": "cancelled", "review": True}, on(-70)),
        ({"on": on(3), "review": True}, on(-70)),
    ],
)
def test_a_session_that_was_the_review_counts_for_the_next(session: dict[str, Any], due: str) -> None:
    assert next_review(plan_of(sessions=[session])).on == date.fromisoformat(due)
