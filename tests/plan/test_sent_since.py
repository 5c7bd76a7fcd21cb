"""What came from the client since the hour before, as the page of the hour tells it."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.attention.survey import attention
from coach_tui.plan.calendar_items import items
from coach_tui.plan.days import events_between
from coach_tui.plan.sent_since import sent_since
from coach_tui.plan.session_agenda import Hour
from tests.plan.plan_kit import NOW_DAY, on, plan_of, practice_of

HELD = [{"on": on(-14), "state": "held"}]


def sent(*, reviewing: bool = False, **tables: Any) -> list[str]:
    plan = plan_of(sessions=HELD, **tables)
    return [words for _, words in sent_since(plan, Hour(plan, NOW_DAY), NOW_DAY, reviewing=reviewing)]


def wheel(day: int, **scores: int) -> dict[str, Any]:
    return {
        "title": "Wheel",
        "asked_on": on(day),
        "answered_on": on(day),
        "items": ["Health", "Work"],
        "scores": scores,
    }


@pytest.mark.parametrize("reviewing", [False, True])
def test_what_was_answered_of_a_self_assessment_is_told(reviewing: bool) -> None:
    found = sent(reviewing=reviewing, assessments=[wheel(-40, Health=3, Work=7), wheel(-5, Health=4, Work=7)])
    assert found == ["client answered: self-assessment “Wheel”: Health 4 (before 3); Work 7"]


def test_an_intake_is_told_in_its_words() -> None:
    intake = {
        "title": "Intake",
        "kind": "intake",
        "asked_on": on(-5),
        "answered_on": on(-4),
        "questions": ["What brings you?", "What else?"],
        "comments": {"What brings you?": "A new role"},
    }
    assert sent(assessments=[intake]) == ["client answered: intake “Intake”: What brings you? A new role"]


def test_what_waits_or_is_from_before_is_not_told() -> None:
    waiting = {"title": "Wheel", "asked_on": on(-3), "items": ["Health"]}
    assert sent(assessments=[wheel(-15, Health=3), waiting]) == []


def test_all_that_came_stands_by_its_day() -> None:
    checkins = [
        {"on": on(-3), "form": "f1", "note": "Slept badly", "engagement": 3},
        {"on": on(-14), "form": "f0", "note": "On the way home"},
        {"on": on(-2), "note": "By the coach"},
    ]
    strategies = [{"title": "Walk", "agreed_on": on(-6)}, {"title": "Read", "agreed_on": on(-30)}]
    assert sent(checkins=checkins, strategies=strategies, assessments=[wheel(-5, Work=7)]) == [
        "client sent: On the way home",
        "client agreed to: Walk",
        "client answered: self-assessment “Wheel”: Work 7",
        "client sent: engagement 3 of 5; Slept badly",
    ]


@pytest.mark.parametrize(
    ("reviewing", "told"), [(False, ["client sent: feedback for the review, overall 8"]), (True, [])]
)
def test_feedback_that_waits_for_the_review_is_told_where_it_is_not_asked(
    reviewing: bool, told: list[str]
) -> None:
    coming = {"due": on(7), "received_on": on(-2), "feedback": {"overall": 8}}
    assert sent(reviewing=reviewing, reviews=[coming]) == told


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        ("individual", "session"),
        ("three-way", "three-way session"),
        ("chemistry", "chemistry session"),
        ("internal", "internal session"),
    ],
)
def test_every_list_says_which_kind_of_session_it_is(kind: str, called: str) -> None:
    booked = [
        {"on": on(0), "time": "10:00", "state": "booked", "kind": kind},
        {"on": on(-1), "state": "booked", "kind": kind},
    ]
    practice = practice_of(sessions=booked)
    told = [one.reason for one in attention(practice, NOW_DAY) if one.kind == "session"]
    assert any(text.startswith(f"10:00 {called}") for text in told)
    assert any(text.startswith(f"{called} of Mon 23 Nov: held?") for text in told)
    (event,) = events_between(practice, NOW_DAY, NOW_DAY, NOW_DAY)
    assert event.title == called
    titles = [one.title for one in items(practice, names="none") if one.kind == "session"]
    assert titles == [called.capitalize()] * 2
