"""Objectives: cards where all of them have room, and the chart first on an objective's page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach_tui.app.pages import insight
from coach_tui.changes.clients import begin_plan
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add
from coach_tui.plan.objective import Objective
from tests.app.app_kit import LARGE, SMALL, desk_on, opened
from tests.kept import put_demo

ANNA = ("9", "home", "1")


@pytest.fixture
def practice(tmp_path: Path) -> Desk:
    """The made-up practice."""
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    return desk


async def test_a_card_says_how_far_it_is_its_values_and_its_next_step(practice: Desk) -> None:
    async with opened(practice, SMALL) as k:
        await k.press(*ANNA)
        assert [line.rstrip() for line in k.lines[2:7]] == [
            "›· Lead the relocation team                           67%  on track  in 9 weeks",
            "   ━━━━━━━━━━━━┃━━━────────  due 54%  25 Dec at this pace",
            "   stand-ups led  3 4 6 7 8 8 → 12 per month",
            "   next  First aisle moved by the team alone  in 3 days",
            "",
        ]
        await k.press("j")
        assert "Leave work on time" in k.row("›")
        await k.press("j")
        assert "Leave work on time" in k.row("›")


async def test_where_not_all_have_room_each_has_a_row(practice: Desk) -> None:
    async with opened(practice, SMALL) as k:
        await k.press(*ANNA)
        plan = k.app.plan
        assert plan is not None
        for number in range(4):
            add(practice, Objective, plan.engagement.uid, {"title": f"Another {number}"})
        await k.press("0", *ANNA)
        assert "stand-ups led" not in k.body
        assert all(f"Another {number}" in k.body for number in range(4))
        await k.resize(80, 40)
        assert "stand-ups led" in k.body
        await k.resize(80, 24)
        assert "stand-ups led" not in k.body


async def test_a_filter_keeps_a_card_whole(practice: Desk) -> None:
    async with opened(practice, SMALL) as k:
        await k.press(*ANNA, "/")
        await k.type("hours worked\n")
        assert "Leave work on time" in k.body
        assert "53 51 50 47 46 45" in k.body
        assert "stand-ups led" not in k.body


@pytest.mark.parametrize("size", [SMALL, (100, 30), LARGE])
async def test_the_chart_comes_first_on_the_page(practice: Desk, size: tuple[int, int]) -> None:
    async with opened(practice, size) as k:
        await k.press(*ANNA, "enter")
        lines = k.lines
        chart = next(number for number, line in enumerate(lines) if "target line" in line)
        assert chart < next(number for number, line in enumerate(lines) if "Activity" in line)
        assert "Now 8 of 12 per month; due by today" in k.words


async def test_a_chart_is_made_once_and_only_where_it_is_seen(
    practice: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    make = insight.outlook

    def note(*given: Any) -> Any:
        made.append(given)
        return make(*given)

    monkeypatch.setattr(insight, "outlook", note)
    async with opened(practice, LARGE) as k:
        await k.press(*ANNA, "j", "k", "j", "k", "enter", "q")
        assert len(made) == 2


async def test_an_objective_without_figures_has_a_card_and_a_page(practice: Desk) -> None:
    async with opened(practice, SMALL) as k:
        await k.press(*ANNA, "comma", "1")
        assert "Speak up in the steering committee" in k.body
        assert "no measure in numbers" in k.body
        await k.press("enter")
        assert "Stands" in k.body


CJK = "倉庫の移転を五人のチームで最後まで率いて、夜勤の人たちに任せられるようになる"
LONG = "Lead the relocation of the whole northern logistics centre so that the night shift needs nobody"


@pytest.mark.parametrize("number", [1, 3, 6])
async def test_a_long_title_is_told_whole_where_there_is_room(empty: Desk, number: int) -> None:
    name = "Maximiliane Freifrau von Hohenlohe-Waldenburg-Schillingsfürst"
    client = begin_plan(empty, {"name": name}, {"start": "2026-11-24"}, {"title": LONG})
    plan = empty.practice().plan(client)
    assert plan is not None
    for count in range(1, number):
        add(
            empty,
            Objective,
            plan.engagement.uid,
            {"title": f"{LONG} {count}" if count % 2 else f"{CJK} {count}"},
        )
    async with opened(empty, SMALL) as k:
        await k.press("1")
        assert " ".join(k.body.split()).count("needs nobody") >= (number + 1) // 2
        assert "…" not in k.body
        assert "Tue 24 Nov 2026" in k.top  # a long name gives way to the day
        assert "Maximiliane Freifrau von" in k.top
        await k.resize(100, 30)
        assert "…" not in k.body
