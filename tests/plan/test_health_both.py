"""Findings and checklist of a plan at one go, and the short way to what is reached: the same as apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.clock import Clock
from coach_tui.plan.checklist import both, checklist
from coach_tui.plan.health import findings
from coach_tui.plan.practice import Plan
from coach_tui.plan.progress import ACHIEVED
from coach_tui.plan.standing import reached, standing
from tests.bulk import build_many
from tests.kept import put_demo

DAYS = [date(2026, 9, 1), date(2026, 11, 24), date(2027, 3, 1)]
LIMITS: list[dict[str, int]] = [{}, {"grace_days": 5, "most_objectives": 1, "review_months": 1}]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[Plan]:
    """All plans of the demo, and some made for measuring."""
    folder = tmp_path_factory.mktemp("health")
    demo, many = (Desk(folder / name, Clock(DAYS[1])) for name in ("demo.json", "many.json"))
    put_demo(demo)
    build_many(many, 12, 40)
    found = []
    for desk in (demo, many):
        practice = desk.practice()
        for client in practice.clients:
            runs = practice.engagements(client.uid)
            found += [plan for one in runs if (plan := practice.plan(client.uid, one.uid))]
    return found


@pytest.mark.parametrize("limits", LIMITS)
@pytest.mark.parametrize("today", DAYS)
def test_both_say_what_each_says(plans: list[Plan], today: date, limits: dict[str, Any]) -> None:
    for plan in plans:
        found, items = both(plan, today, **limits)
        assert [one.as_json() for one in found] == [one.as_json() for one in findings(plan, today, **limits)]
        assert [one.as_json() for one in items] == [one.as_json() for one in checklist(plan, today, **limits)]


@pytest.mark.parametrize("today", DAYS)
def test_what_is_reached_is_what_stands_as_achieved(plans: list[Plan], today: date) -> None:
    judged = {True: 0, False: 0}
    for plan in plans:
        for objective in plan.objectives:
            found = reached(plan, objective, today)
            assert found == (standing(plan, objective, today).status == ACHIEVED)
            judged[found] += 1
    assert min(judged.values())
