"""What comes after the days that are announced."""

from __future__ import annotations

import pytest

from coach_tui.plan.attention.later import later
from coach_tui.plan.attention.survey import attention
from tests.plan.plan_kit import NOW_DAY, on, practice_of

AHEAD = {
    "milestones": [{"title": f"in {days}", "due": on(days)} for days in (0, 7, 8, 42, 43)],
    "sessions": [{"on": on(days), "time": "10:00"} for days in (1, 9)],
    "commitments": [{"text": "Call", "owner": "client", "due": on(8)}, {"text": "Write", "owner": "client"}],
    "reviews": [{"due": on(14)}],
}


def test_it_goes_on_where_the_week_ahead_ends() -> None:
    practice = practice_of(engagement={"start": on(-3)}, **AHEAD)
    found = [(item.kind, item.reason) for item in later(practice, NOW_DAY)]
    assert found == [
        ("milestone_due", "Wed 2 Dec  in 8"),
        ("promise_due", "Wed 2 Dec  promise: Call"),
        ("session", "Thu 3 Dec  10:00 session"),
        ("review_due", "Tue 8 Dec  review"),
        ("milestone_due", "Tue 5 Jan 2027  in 42"),
    ]
    shown = {(item.kind, item.uid) for item in attention(practice, NOW_DAY)}
    assert shown.isdisjoint((item.kind, item.uid) for item in later(practice, NOW_DAY))


@pytest.mark.parametrize(
    "engagement",
    [
        {"start": on(-30), "closed_on": on(-1)},
        {"start": on(-30), "end": on(-1)},
        {"start": on(-30), "pauses": [{"since": on(-1)}]},
    ],
)
def test_of_a_plan_that_does_not_run_nothing_comes(engagement: dict[str, object]) -> None:
    assert later(practice_of(engagement=engagement, **AHEAD), NOW_DAY) == []
