"""Health (8): findings are mended at their field, accepted until a day; the checklist is decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coach_tui.app.places.health import Health
from coach_tui.changes.clients import begin_plan
from coach_tui.changes.desk import Desk
from coach_tui.plan.health import findings
from tests.app.app_kit import LARGE, SMALL, Keyboard, desk_on, opened
from tests.kept import put_demo

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@pytest.fixture
def bare(empty: Desk) -> Desk:
    """A plan of which little is known: one objective with a title."""
    begin_plan(empty, {"name": "Tom"}, {"start": "2026-11-01"}, {"title": "Lead the team"})
    return empty


def at(coach: Keyboard, rule: str) -> None:
    """Put the cursor on the first finding of a rule."""
    place = coach.app.place
    assert isinstance(place, Health)
    place.list.go_to(next(row.key for row in place.list.rows if row.key and row.key.startswith(rule)))


@SIZES
async def test_a_finding_is_accepted_and_taken_back(bare: Desk, size: tuple[int, int]) -> None:
    async with opened(bare, size) as coach:
        await coach.press("8")
        assert coach.row("Lead the team:").startswith("›! Lead the team: It has no measure")
        assert "z accept" in coach.bottom
        await coach.press("z")
        await coach.type("yesterday\n")
        assert "Mon 23 Nov is past; choose today or a later day" in coach.bottom
        await coach.press("escape", "z")
        await coach.type("+4w\n")
        await coach.type("the board meets first\n")
        assert "u takes it back" in coach.bottom
        stored = coach.one("objectives")["accepted"]
        assert [(a["rule"], a["until"], a["reason"]) for a in stored] == [
            ("V1", "2026-12-22", "the board meets first")
        ]
        await coach.press("G")
        assert coach.row("accepted until Tue 22 Dec: the board").startswith("›!")
        await coach.press("z", "n")
        await coach.type("+1w\n")
        await coach.type("sooner\n")
        assert [a["until"] for a in coach.one("objectives")["accepted"]] == ["2026-12-01"]
        await coach.press("G", "z", "t")
        assert "accepted" not in coach.one("objectives")
        assert "Accepted" not in coach.body


async def test_a_finding_whose_day_has_passed_says_so(bare: Desk) -> None:
    async with opened(bare) as coach:
        await coach.press("8", "z")
        await coach.type("today\n")
        await coach.type("for now\n")
    async with opened(desk_on(bare.store.path, date(2026, 11, 25))) as coach:
        await coach.press("8")
        assert "Was accepted until Tue 24 Nov." in " ".join(coach.body.split())
        await coach.press("enter")
        assert coach.row("Because").endswith("for now")


@SIZES
async def test_the_checklist_is_decided_with_a_reason(bare: Desk, size: tuple[int, int]) -> None:
    async with opened(bare, size) as coach:
        await coach.press("8", "G")
        assert "space decide" in coach.bottom
        await coach.press("space")
        await coach.press("enter")
        assert "say why" in coach.bottom
        await coach.type("on paper\n")
        assert coach.one("engagements")["checklist"] == [
            {"item": "data used to adjust the plan", "done": True, "reason": "on paper", "on": "2026-11-24"}
        ]
        assert "›✓ Data used to adjust" in coach.body
        assert "coach's word: on paper" in coach.body
        assert "derived: not" in coach.body or "Derived  ○ not yet" in coach.body
        await coach.press("space")
        assert "checklist" not in coach.one("engagements")
        assert "›○ Data used to adjust" in coach.body


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ("V1 ", "measure.name"),
        ("V2 ", "due"),
        ("V3 ", "owner"),
        ("I1 ", "why"),
        ("I2 ", "confidence.value"),
    ],
)
async def test_e_goes_to_the_very_field(bare: Desk, rule: str, field: str) -> None:
    async with opened(bare) as coach:
        await coach.press("8")
        at(coach, rule)
        await coach.press("e")
        assert coach.form.current is not None
        assert coach.form.current.spec.key == field


@pytest.mark.parametrize(
    ("rule", "values"),
    [("T3 ", {"objective"}), ("P2 ", {"objectives"}), ("I3 ", {"source"})],
)
async def test_e_begins_the_record_that_is_missing(bare: Desk, rule: str, values: set[str]) -> None:
    async with opened(bare) as coach:
        await coach.press("8")
        at(coach, rule)
        await coach.press("e")
        form = coach.form.values()
        assert all(form[value] for value in values), form


async def test_what_a_finding_offers(bare: Desk) -> None:
    async with opened(bare) as coach:
        await coach.press("8", "f")
        assert "not here" in coach.bottom
        await coach.press("space")
        assert "not here" in coach.bottom
        await coach.press("G", "z")
        assert "not here" in coach.bottom


async def test_an_item_of_a_round_is_followed_up(tmp_path: Path) -> None:
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    async with opened(desk) as coach:
        await coach.press("8")
        at(coach, "P1 ")
        await coach.press("f", "n")
        await coach.type("after the go-live\n")
        assert any(need.get("not_now") == "after the go-live" for need in coach.stored("needs"))
        at(coach, "P1 ")
        await coach.press("e", "o")
        assert coach.in_form


async def test_findings_stand_in_the_order_of_the_shell(example: Desk) -> None:
    """The most serious first, whatever the mistake behind them; that stands beside each."""
    async with opened(example, LARGE) as coach:
        await coach.press("8")
        plan = coach.app.plan
        assert plan is not None
        found = findings(plan, coach.app.today)
        assert [row.key for row in coach.rows.rows if row.key in {one.key for one in found}] == [
            one.key for one in found
        ]
        assert coach.body.index("Serious") < coach.body.index("Worth a look") < coach.body.index("Hints")
        assert "nothing tracked" in coach.text
