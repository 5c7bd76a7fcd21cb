"""Whether what a review decided names the figures it rests on."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.contact import Review
from coach_tui.plan.figures_named import names_figures
from tests.plan.plan_kit import plan_of

VALUES = [{"on": "2026-11-02", "measures": {"m": 8}}, {"on": "2026-11-30", "measures": {"m": 9.5}}]


def considered(**fields: str) -> dict[str, Any]:
    return {"considered": [{"proposal": "Smaller?", **fields}]}


@pytest.mark.parametrize(
    ("review", "named"),
    [
        ({}, False),
        ({"decisions": "Go on as it is."}, False),
        ({"decisions": "8 stand-ups led: keep going."}, True),
        ({"decisions": "The value is 8,0; fine."}, True),
        ({"decisions": "At 9.5 we would stop."}, False),  # a value of a later day
        ({"decisions": "Meet at 8:30 from 8/12 on, 2026-11-08."}, False),
        ({"decisions": "Only 3 of 8 times: make it smaller."}, True),
        ({"decisions": "40 % is less than hoped."}, True),
        ({"decisions": "6 values at −0.8 a week: the target waits."}, True),
        ({"decisions": "Practise 3 a week."}, False),
        ({"changes": [{"what": "target", "reason": "8 was enough"}]}, True),
        ({"changes": [{"what": "target", "reason": "it was enough"}]}, False),
        (considered(figures="3 of 8 times", decision="accepted"), True),
        (considered(figures="3 of 8 times", decision="changed"), True),
        (considered(figures="3 of 8 times", decision="declined"), False),
        (considered(figures="3 of 8 times", decision="declined", reason="ill"), True),
        (considered(decision="accepted"), False),
    ],
)
def test_a_decision_names_its_figures(review: dict[str, Any], named: bool) -> None:
    plan = plan_of(checkins=VALUES)
    assert names_figures(plan, Review({"uid": "r", "held_on": "2026-11-24", **review})) is named
