"""The next review in words: late, within its days of grace, due, and to come."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.agenda import contact, next_review, review_words
from coach_tui.plan.attention.survey import attention
from coach_tui.plan.checklist import checklist
from coach_tui.plan.days import events_between
from coach_tui.plan.health import findings
from tests.plan.plan_kit import NOW_DAY, on, plan_of


@pytest.mark.parametrize(
    ("due", "grace", "said", "kind"),
    [
        (-40, 0, "40 days late, 3 cycles missed", "review_overdue"),
        (-40, 40, "was due 40 days ago, within its days of grace", "review_due"),
        (-5, 4, "5 days late, 1 cycle missed", "review_overdue"),
        (-5, 5, "was due on Thursday, within its days of grace", "review_due"),
        (-1, 0, "1 day late, 1 cycle missed", "review_overdue"),
        (-1, 3, "was due yesterday, within its days of grace", "review_due"),
        (0, 3, "due today", "review_due"),
        (2, 3, "Thu 26 Nov", "review_due"),
    ],
)
def test_a_review_says_the_same_everywhere(due: int, grace: int, said: str, kind: str) -> None:
    plan = plan_of(reviews=[{"due": on(due)}], checkins=[{"on": on(0)}])
    assert review_words(next_review(plan, NOW_DAY, grace), NOW_DAY) == said
    (item,) = [
        one
        for one in attention(plan.practice, NOW_DAY, grace_days=grace)
        if one.kind in ("review_due", "review_overdue")
    ]
    assert item.kind == kind
    assert item.reason == (f"review {said}" if due <= 0 else "Thu 26  review")
    late = kind == "review_overdue"
    fired = {one.id for one in findings(plan, NOW_DAY, grace_days=grace)}
    assert ("T1" in fired) is late
    events = [
        one
        for one in events_between(plan.practice, NOW_DAY.replace(day=1), NOW_DAY, NOW_DAY, grace_days=grace)
        if one.kind == "review"
    ]
    assert all(event.overdue is late for event in events)
    evidence = checklist(plan, NOW_DAY, grace_days=grace)[4].evidence
    assert ("within its days of grace" in evidence) is ("grace" in said)


def test_nothing_is_said_of_a_review_that_is_not_planned() -> None:
    plan = plan_of(engagement={"review_every": None})
    assert review_words(next_review(plan, NOW_DAY), NOW_DAY) == ""


@settings(max_examples=120)
@given(
    st.lists(st.integers(-80, 5), max_size=12),
    st.lists(st.integers(-80, 40), max_size=5),
    st.lists(st.integers(-80, 40), max_size=4),
    st.sampled_from([None, "1 week", "2 weeks", "2 months"]),
    st.booleans(),
)
def test_silence_is_told_as_the_rule_says_whatever_is_asked_first(
    checkins: list[int], sessions: list[int], reviews: list[int], every: str | None, off: bool
) -> None:
    plan = plan_of(
        engagement={
            "review_every": every,
            "pauses": [{"since": on(-30), "until": on(-21)}] if off else None,
        },
        checkins=[{"on": on(day)} for day in checkins],
        sessions=[{"on": on(day)} for day in sessions],
        reviews=[{"held_on" if day <= 0 else "due": on(day)} for day in reviews],
    )
    found = contact(plan, NOW_DAY)
    gap, booked = found.usual_gap, contact(plan, NOW_DAY).booked
    assert found.stalled is bool(gap and booked is None and found.days >= 1.5 * gap)


def test_a_review_that_waits_tells_its_day_and_counts_none() -> None:
    plan = plan_of(
        engagement={
            "start": on(-43),
            "review_every": "2 weeks",
            "pauses": [{"since": on(-22), "until": on(9)}],
        }
    )
    assert review_words(next_review(plan, NOW_DAY), NOW_DAY) == "was due on Mon 26 Oct"


@pytest.mark.parametrize(
    "answered",
    [
        {
            "assessments": [
                {"title": "A", "asked_on": on(-9), "items": ["x"], "answered_on": on(0), "scores": {"x": 3}}
            ]
        },
        {"reviews": [{"due": on(2), "received_on": on(0), "reflection": "Good."}]},
    ],
)
def test_what_the_client_answered_is_a_contact(answered: dict[str, Any]) -> None:
    plan = plan_of(checkins=[{"on": on(-21)}], **answered)
    assert contact(plan, NOW_DAY).days == 0
    assert contact(plan, NOW_DAY - timedelta(days=1)).days == 20


@pytest.mark.parametrize(
    ("due", "said"), [(-3, "was due on Sat 21 Nov"), (0, "due today"), (3, "Fri 27 Nov")]
)
def test_a_review_that_is_quiet_tells_its_day(due: int, said: str) -> None:
    plan = plan_of(engagement={"pauses": [{"since": on(-9)}]}, reviews=[{"due": on(due)}])
    assert review_words(next_review(plan, NOW_DAY, 5), NOW_DAY) == said
