"""Promises on Today: whose, from which day to which, and what never nags."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.attention.calm import calm
from coach_tui.plan.attention.item import NOW, TODAY, WEEK
from coach_tui.plan.attention.survey import attention
from coach_tui.plan.contact import Commitment
from coach_tui.plan.practice import Practice
from tests.plan.plan_kit import NOW_DAY, on, practice_of

CONTACT: list[dict[str, Any]] = [{"on": on(0)}]


def said(*promises: dict[str, Any], engagement: dict[str, Any] | None = None) -> list[tuple[str, str, str]]:
    practice = practice_of(
        engagement={"review_every": None, **(engagement or {})},
        checkins=CONTACT,
        commitments=[{"text": "Send the template", **promise} for promise in promises],
    )
    return [(item.section, item.kind, item.reason) for item in attention(practice, NOW_DAY)]


@pytest.mark.parametrize(
    ("promise", "line"),
    [
        ({"due": on(-9)}, (NOW, "promise_overdue", "promise, 9 days late: Send the template")),
        ({"due": on(-1)}, (NOW, "promise_overdue", "promise, 1 day late: Send the template")),
        ({"due": on(0)}, (TODAY, "promise_due", "promise, due today: Send the template")),
        ({"due": on(1)}, (WEEK, "promise_due", "tomorrow  promise: Send the template")),
        ({"due": on(7)}, (WEEK, "promise_due", "Tue  1  promise: Send the template")),
        ({"due": on(8)}, None),
        ({}, None),  # no day was said
        (
            {"due": on(-1), "owner": "coach"},
            (NOW, "promise_overdue", "your promise, 1 day late: Send the template"),
        ),
        (
            {"due": on(0), "owner": "Me"},
            (TODAY, "promise_due", "your promise, due today: Send the template"),
        ),
        (
            {"due": on(0), "owner": "Client"},
            (TODAY, "promise_due", "promise, due today: Send the template"),
        ),
        (
            {"due": on(0), "owner": "Tom"},
            (TODAY, "promise_due", "Tom's promise, due today: Send the template"),
        ),
        # one that was moved on counts from its new day
        (
            {"due": on(2), "status": "moved", "carried": 1},
            (WEEK, "promise_due", "Thu 26  promise: Send the template"),
        ),
        *(({"due": on(-9), "status": status}, None) for status in ("done", "late", "partly", "dropped")),
    ],
)
def test_a_promise_has_a_line_of_its_own(promise: dict[str, Any], line: tuple[str, str, str] | None) -> None:
    assert said(promise) == ([line] if line else [])


@pytest.mark.parametrize("engagement", [{"pauses": [{"since": on(-3)}]}, {"closed_on": on(-1)}])
def test_paused_and_closed_plans_keep_their_promises_to_themselves(engagement: dict[str, Any]) -> None:
    assert said({"due": on(-1)}, {"due": on(1)}, engagement=engagement) == []


@pytest.mark.parametrize(
    ("due", "line"),
    [
        (1, None),
        (0, (TODAY, "promise_due", "your promise, due today: Send the template")),
        (-2, (NOW, "promise_overdue", "your promise, 2 days late: Send the template")),
        (-3, (NOW, "promise_overdue", "your promise, 3 days late: Send the template")),
        (-4, (NOW, "promise_overdue", "your promise, 4 days late: Send the template")),  # late at the closing
    ],
)
def test_what_the_coach_has_promised_is_told_after_the_closing(
    due: int, line: tuple[str, str, str] | None
) -> None:
    mine = {"due": on(due), "owner": "coach"}
    assert said(mine, {"due": on(due)}, engagement={"closed_on": on(-3)}) == ([line] if line else [])
    assert said({**mine, "status": "dropped"}, engagement={"closed_on": on(-3)}) == []


def test_what_the_coach_has_promised_for_no_day_is_told_from_the_closing_on() -> None:
    mine = {"owner": "coach"}
    closed = {"closed_on": on(0)}
    line = (NOW, "promise_due", "your promise, no day, the engagement is closed: Send the template")
    assert said(mine, {}, engagement=closed) == [line]
    assert said(mine) == []  # as long as it runs it is asked about in the next hour
    assert said({**mine, "status": "done"}, engagement=closed) == []
    practice = practice_of(engagement=closed, commitments=[{"text": "Send", **mine}])
    (item,) = attention(practice, NOW_DAY)
    assert (item.brief, item.as_json()["due"], item.holder) == (
        "yours, no day: Send", None, ("commitments", "commitments0", "snooze"),
    )  # fmt: skip


def test_what_the_coach_has_promised_is_asked_anew_in_the_next_engagement() -> None:
    practice = practice_of(
        engagement={"closed_on": on(-3)}, commitments=[{"text": "Send it", "due": on(0), "owner": "coach"}]
    )
    later = {"uid": "later", "client": "c", "start": on(-1)}
    engagements = {**practice.tables["engagements"], "later": later}
    assert attention(Practice({**practice.tables, "engagements": engagements}), NOW_DAY) == []


def test_what_the_coach_has_promised_comes_first() -> None:
    found = said({"due": on(-20)}, {"due": on(-2), "owner": "coach"}, {"due": on(-9), "owner": "coach"})
    assert [reason for _, _, reason in found] == [
        "your promise, 9 days late: Send the template",
        "your promise, 2 days late: Send the template",
        "promise, 20 days late: Send the template",
    ]


@pytest.mark.parametrize("day", [0, 3])
def test_what_the_coach_has_promised_for_a_day_comes_before_the_clients(day: int) -> None:
    found = said({"due": on(day)}, {"due": on(day), "owner": "Tom"}, {"due": on(day), "owner": "coach"})
    assert "your promise" in found[0][2]
    assert [kind for _, kind, _ in found] == ["promise_due"] * 3


def test_the_coachs_own_promise_is_among_the_four_lines_of_a_client() -> None:
    practice = practice_of(
        engagement={"review_every": None},
        checkins=CONTACT,
        milestones=[{"title": f"M{n}", "due": on(-40 + n)} for n in range(9)],
        commitments=[{"text": "Send", "due": on(-1), "owner": "coach"}],
    )
    other = practice_of(checkins=CONTACT, milestones=[{"title": "Other", "due": on(-1)}])
    both = {table: dict(found) for table, found in practice.tables.items()}
    both["clients"] |= {"d": {"uid": "d", "name": "Tom"}}
    both["engagements"] |= {"f": {"uid": "f", "client": "d", "start": on(-20)}}
    both["milestones"] |= {"x": {**other.tables["milestones"]["0"], "uid": "x", "plan": "f"}}
    items = attention(Practice(both), NOW_DAY)
    shown = [item.reason for item in calm(items, 15) if item.client.uid == "c"]
    assert len(shown) == 4
    assert shown[0] == "your promise, 1 day late: Send"


@pytest.mark.parametrize("status", ["reached", "dropped", "replaced"])
def test_a_milestone_of_an_objective_that_has_ended_is_not_brought_up(status: str) -> None:
    closed = {"closed_on": on(-1), "closed_as": status, "closed_reason": "so be it"}

    def listed(**ended: str) -> list[str]:
        practice = practice_of(
            engagement={"review_every": None},
            checkins=CONTACT,
            objectives=[{"uid": "o", "title": "Delegate", **ended}],
            milestones=[{"title": "Call", "due": on(day), "objective": "o"} for day in (-4, 0, 2)],
        )
        return [item.kind for item in attention(practice, NOW_DAY)]

    assert listed() == ["milestone_overdue", "milestone_due", "milestone_due"]
    assert listed(**closed) == []


@pytest.mark.parametrize(
    ("owner", "mine"),
    [("coach", True), ("Coach", True), ("me", True), ("ME", True), ("client", False), ("Memet", False)],
)
def test_whose_promise_it_is(owner: str, mine: bool) -> None:
    assert Commitment({"text": "x", "owner": owner}).mine is mine


@pytest.mark.parametrize(("value", "told"), [(11, 1), (12, 0), (13, 0)])
def test_a_milestone_of_an_objective_that_is_achieved_is_not_brought_up(value: float, told: int) -> None:
    measure = {"uid": "m", "name": "calls", "unit": "a week", "baseline": 0, "target": 12}
    practice = practice_of(
        engagement={"review_every": None},
        checkins=[{"on": on(0), "measures": {"m": value}}],
        objectives=[{"uid": "o", "title": "Call", "due": on(30), "measure": [measure]}],
        milestones=[{"title": "Ten calls", "due": on(-4), "objective": "o"}],
    )
    assert len(attention(practice, NOW_DAY)) == told


@pytest.mark.parametrize(
    ("owner", "due", "brief"),
    [
        ("client", -2, "2 days late: Write"),
        ("CLIENT", -2, "2 days late: Write"),
        ("coach", -2, "yours, 2 days late: Write"),
        ("Jonas", -1, "Jonas's, 1 day late: Write"),
        ("client", 0, "due today: Write"),
        ("me", 0, "yours, due today: Write"),
        ("client", 2, "Thu 26  Write"),
        ("coach", 1, "tomorrow  yours: Write"),
    ],
)
def test_a_promise_in_fewer_words(owner: str, due: int, brief: str) -> None:
    promise = {"text": "Write", "owner": owner, "due": on(due)}
    found = attention(practice_of(checkins=CONTACT, commitments=[promise]), NOW_DAY)
    (item,) = [one for one in found if one.owner]
    assert item.brief == brief
    assert len(item.reason) > len(brief)


def test_of_two_closed_engagements_the_last_asks_for_what_was_promised() -> None:
    practice = practice_of(
        engagements=[{"uid": "before", "client": "c", "start": on(-99), "closed_on": on(-40)}],
        engagement={"start": on(-39), "closed_on": on(-5)},
        commitments=[
            {"text": "Old", "due": on(-50), "owner": "coach", "plan": "before"},
            {"text": "New", "due": on(-9), "owner": "coach"},
        ],
    )
    assert [item.reason for item in attention(practice, NOW_DAY)] == ["your promise, 9 days late: New"]
