"""Ending objectives and milestones from the keyboard: dropped, merged, split, replaced (x)."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add
from coach_tui.changes.replacing import replace
from coach_tui.plan.objective import Objective
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened

LEAVE = "Leave work on time"
STRATEGIES = ("Delegate one task a week", "Progress meeting with the head of operations")


def objective(coach: Keyboard) -> dict[str, Any]:
    return coach.stored("objectives")[0]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_an_objective_is_split(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as coach:
        await coach.press("1", "home", "x")
        for answer in ("r reached", "d dropped", "m merged", "s split", "p replaced"):
            assert answer in coach.bottom
        await coach.press("s")
        await coach.type("Only one")
        await coach.press("enter")
        assert "name at least two" in coach.text
        await coach.type("; And another")
        await coach.press("enter")
        assert "“First part delegated” goes to" in coach.bottom
        assert "1 Only one" in coach.bottom
        assert "2 And another" in coach.bottom
        await coach.press("2", "enter")
        assert "“Delegate one task a w" in coach.bottom
        await coach.press("enter", "1")
        assert "Split into 2 new ones. Why?" in coach.bottom
        await coach.type("too large")
        await coach.press("enter")
        gone = objective(coach)
        assert (gone["closed_as"], gone["closed_reason"]) == ("split", "too large")
        made = [coach.one("objectives", uid=uid)["title"] for uid in gone["replaced_by"]]
        assert made == ["Only one", "And another"]
        one, other = gone["replaced_by"]
        assert coach.one("milestones", title="First part delegated")["objective"] == other
        assert coach.one("milestones", title="Go-live")["objective"] == one
        served = [coach.one("strategies", title=title)["objectives"][1:] for title in STRATEGIES]
        assert served == [[one, other], [one]]
        await coach.press("u")
        assert "closed_on" not in objective(coach)
        assert not any(raw["title"] == "Only one" for raw in coach.stored("objectives"))


async def test_enter_merges_into_the_only_other_objective(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("1", "home", "x", "m")
        assert f"→ {LEAVE}" in coach.bottom
        await coach.press("enter")
        assert f"Merged into “{LEAVE}”. Why?" in coach.bottom
        await coach.press("enter")
        gone = objective(coach)
        assert gone["replaced_by"] == [coach.one("objectives", title=LEAVE)["uid"]]
        await coach.press("u")
        assert "closed_on" not in objective(coach)


async def test_of_several_others_enter_takes_none_unasked(example: Desk) -> None:
    (engagement,) = example.practice().tables["engagements"].values()
    add(example, Objective, engagement["uid"], {"title": "Third aim"})
    async with opened(example, size=LARGE) as coach:
        await coach.press("1", "home", "x", "m")
        assert "→" not in coach.bottom
        assert "which? " in coach.bottom
        await coach.press("enter")
        assert "which? " in coach.text
        assert "a part of its title" in coach.text
        await coach.type("third")
        assert "third aim" in coach.bottom
        await coach.press("enter")
        assert "Merged into “Third aim”. Why?" in coach.bottom


async def test_an_objective_is_split_into_no_more_parts_than_can_be_asked_about(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("1", "home", "x", "s")
        await coach.type("a1;b2;c3;d4;e5;f6;g7;h8;i9;j10\n")
        assert "10 parts: split it into at most 9" in coach.text
        assert "closed_on" not in objective(coach)


async def test_milestones_are_merged_and_dropped(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4", "home", "j", "x", "m")
        await coach.type("go-live")
        await coach.press("enter")
        assert "Merged into “Go-live”. Why?" in coach.bottom
        await coach.press("enter")
        gone = coach.one("milestones", title="First part delegated")
        assert gone["replaced_by"] == [coach.one("milestones", title="Go-live")["uid"]]
        await coach.press("space")
        assert "was replaced" in coach.bottom
        await coach.press("m")
        assert "was replaced; x lets it go on" in coach.bottom
        await coach.press("x")
        assert "closed_on" not in coach.one("milestones", title="First part delegated")
        await coach.press("x", "d", "enter")
        assert "say why" in coach.text
        await coach.type("no budget")
        await coach.press("enter")
        assert coach.one("milestones", title="First part delegated")["closed_as"] == "dropped"
        assert "dropped" in coach.text


async def test_a_milestone_is_split_with_dates(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4", "home", "j", "x", "s")
        await coach.type("Half | 27 nov; Whole")
        await coach.press("enter", "enter")
        due = coach.one("milestones", title="First part delegated")["due"]
        assert coach.one("milestones", title="Half")["due"] == "2026-11-27"
        assert coach.one("milestones", title="Whole")["due"] == due


async def test_one_that_is_merged_is_listed_with_what_it_went_into(example: Desk) -> None:
    plan = example.practice().plan(example.practice().clients[0].uid)
    assert plan is not None
    first, second = plan.objectives
    replace(example, Objective, second.uid, [first.uid])
    async with opened(example, SMALL) as coach:
        await coach.press("1")
        row = coach.row(second.title)
        assert "(merged into" in row
        assert " merged " in row
        assert "replaced" not in coach.body


async def test_one_is_replaced_by_a_new_one_and_both_pages_say_so(example: Desk) -> None:
    async with opened(example, LARGE) as coach:
        await coach.press("1", "home")
        title = objective(coach)["title"]
        await coach.press("x", "p")
        await coach.type(title)
        await coach.press("enter")
        assert "exists; choose another title" in coach.text
        await coach.press("ctrl+u")
        await coach.type("Guide")
        await coach.press("enter", "enter")
        uid = coach.one("objectives", title="Guide")["uid"]
        assert objective(coach)["replaced_by"] == [uid]
        await coach.press("/")
        await coach.type("Guide")
        await coach.press("enter", "home")
        assert "In place of" in coach.text
        await coach.press("escape", "end")
        assert "– replaced by Guide" in coach.text
