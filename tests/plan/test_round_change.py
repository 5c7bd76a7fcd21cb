"""The first round against the second: what both show, and nothing of a group that is too small."""

from __future__ import annotations

from datetime import date

import pytest

from coach_tui.plan.round_change import round_change
from tests.plan.test_rating import ITEM, given_, plan_of

ROUNDS = [
    {"uid": "one", "title": "Spring", "items": [ITEM, "Gone"], "closed_on": "2026-05-01"},
    {"uid": "p", "title": "Pulse", "kind": "pulse", "items": [ITEM], "closed_on": "2026-08-01"},
    {"uid": "two", "title": "Autumn", "items": ["listens", "New"], "closed_on": "2026-11-01"},
]
BEFORE = [{**one, "round": "one"} for one in given_("self", 4) + given_("peer", 3, 3, 3, 3)]
AFTER = [{**one, "round": "two"} for one in given_("self", 3, item="listens")]
AFTER += [{**one, "round": "two"} for one in given_("peer", 4, 4, 4, 4, item="listens")]


def test_then_and_now() -> None:
    found = round_change(plan_of(ROUNDS, BEFORE + AFTER))
    assert found is not None
    assert found.as_json() == {
        "before": "Spring",
        "latest": "Autumn",
        "scale": {"low": 1, "high": 5},
        "items": [
            {
                "item": "listens",
                "then": {"n": 4, "mean": 3.0},
                "now": {"n": 4, "mean": 4.0},
                "change": 1.0,
                "self_then": 4,
                "self_now": 3,
            }
        ],
    }


def test_a_group_that_is_too_small_is_in_no_figure() -> None:
    one_boss = [{**one, "round": "two"} for one in given_("report", 1, 1, item="listens")]
    with_it = round_change(plan_of(ROUNDS, BEFORE + AFTER + one_boss))
    without = round_change(plan_of(ROUNDS, BEFORE + AFTER))
    assert with_it is not None
    assert without is not None
    assert with_it.as_json() == without.as_json()
    few = [{**one, "round": "two"} for one in given_("peer", 4, 4, item="listens")]
    found = round_change(plan_of(ROUNDS, BEFORE + few))
    assert found is not None
    assert found.items[0].now is None
    assert found.items[0].change is None


@pytest.mark.parametrize(
    "rounds",
    [
        [],
        ROUNDS[:2],
        [ROUNDS[0], {**ROUNDS[2], "closed_on": None}],
        [ROUNDS[0], {**ROUNDS[2], "items": ["Other"]}],
        [ROUNDS[0], {**ROUNDS[2], "scale_high": 7}],
    ],
)
def test_nothing_to_compare(rounds: list[dict[str, object]]) -> None:
    rounds = [{key: value for key, value in one.items() if value is not None} for one in rounds]
    answers = [one for one in BEFORE + AFTER if one["round"] in [asked["uid"] for asked in rounds]]
    assert round_change(plan_of(rounds, answers)) is None


def test_as_it_was_known_on_a_day() -> None:
    plan = plan_of(ROUNDS, BEFORE + AFTER)
    assert round_change(plan, date(2026, 10, 31)) is None
    assert round_change(plan, date(2026, 11, 1)) is not None
