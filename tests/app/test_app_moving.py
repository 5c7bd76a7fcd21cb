"""Moving a milestone from the app: seen first, then who and why, then one change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach_tui.changes import milestones, moving, records
from coach_tui.changes.desk import Desk
from coach_tui.plan.client import Client
from coach_tui.plan.dates import day_words
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened


def due(coach: Keyboard, title: str) -> str:
    return str(coach.one("milestones", title=title)["due"])


def moves(coach: Keyboard, title: str) -> list[dict[str, str]]:
    return list(coach.one("milestones", title=title).get("moves", []))


def uid_of(desk: Desk, title: str) -> str:
    found = desk.practice().tables["milestones"].values()
    return str(next(raw["uid"] for raw in found if raw["title"] == title))


def add(desk: Desk, title: str, on: str, **values: object) -> str:
    plan = next(iter(desk.practice().tables["engagements"].values()))["uid"]
    return records.add(desk, Milestone, plan, {"title": title, "due": on, **values})


@pytest.mark.parametrize(
    ("keys", "to"),
    [
        ("+", "2026-11-21"),
        ("-", "2026-11-19"),
        (">", "2026-11-27"),
        ("<", "2026-11-13"),
        ("+++++", "2026-11-25"),
        (">>-", "2026-12-03"),
        ("+-<", "2026-11-13"),
    ],
)
async def test_presses_in_a_row_are_one_move(example: Desk, keys: str, to: str) -> None:
    async with opened(example) as coach:
        await coach.press("4", "home", "j")
        before = len(coach.stored("journal"))
        await coach.type(keys)
        await coach.press("o", "s")
        assert "asked by the sponsor. Why?" in coach.bottom
        await coach.type("holiday")
        await coach.press("enter")
        assert due(coach, "First part delegated") == to
        (made,) = moves(coach, "First part delegated")
        assert (made["from"], made["to"]) == ("2026-11-20", to)
        assert (made["by"], made["reason"]) == ("sponsor", "holiday")
        assert due(coach, "Go-live") == "2027-01-22"
        assert len(coach.stored("journal")) == before + 1
        await coach.press("u")
        assert due(coach, "First part delegated") == "2026-11-20"
        assert not moves(coach, "First part delegated")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_speaks_against_it_is_named_before_it_happens(
    example: Desk, size: tuple[int, int]
) -> None:
    records.edit(example, Client, example.practice().clients[0].uid, {"days_off": ["sat", "sun"]})
    add(example, "Party", "2026-12-05")
    async with opened(example, size) as coach:
        await coach.press("4", "home", "j", "m")
        await coach.type("2026-12-05")
        await coach.press("enter")
        assert "To Sat 5 Dec, 15 days later" in coach.text
        assert "up to 3 milestones" in coach.text
        assert "! Sat 5 Dec is a day off" in coach.text
        assert "! the same day as “Party”  (o d)" in coach.text
        for answer in ("o only this", "d with 1 after it", "f all 3 following"):
            assert answer in coach.bottom
        await coach.press("escape")
        assert due(coach, "First part delegated") == "2026-11-20"
        assert "Sat 05 Dec" not in coach.text


async def test_those_left_behind_are_named(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4", "home", "j", "m")
        await coach.type("2027-01-25")
        await coach.press("enter")
        assert "! after “Go-live” on Fri 22 Jan 2027, which waits for it  (o)" in coach.text


async def test_back_where_it_was_is_no_move(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4", "home", "j", "+", "-")
        assert "On Fri 20 Nov, where it was" in coach.text
        entries = len(coach.stored("journal"))
        await coach.press("enter", "escape")
        assert not coach.app.bottom.active
        assert "where it was" not in coach.text
        assert len(coach.stored("journal")) == entries


async def test_the_start_is_not_passed(example: Desk) -> None:
    start = next(iter(example.practice().tables["engagements"].values()))["start"]
    async with opened(example) as coach:
        await coach.press("4", "home", "j")
        await coach.type("<" * 30)
        assert f"is before the engagement began, {day_words(start)}" in coach.text
        await coach.press("+")
        assert "earlier" in coach.text
        await coach.press("o", "enter", "enter")
        assert due(coach, "First part delegated") >= start
        (made,) = moves(coach, "First part delegated")
        assert "by" not in made
        assert "reason" not in made


async def test_a_finished_one_stays(example: Desk) -> None:
    milestones.toggle_done(example, uid_of(example, "Go-live"))
    async with opened(example) as coach:
        await coach.press("4", "G")
        for key in ("+", "m"):
            await coach.press("home")
            coach.app.place.show_record(uid_of(example, "Go-live"))
            await coach.press(key)
            assert "“Go-live” is done; space opens it again" in coach.bottom
            assert not coach.app.bottom.active


async def test_where_there_is_no_room_the_rest_is_counted(example: Desk) -> None:
    for number in range(20):
        add(example, f"Step {number}", f"2027-02-{number + 1:02}")
    async with opened(example) as coach:
        await coach.press("4", "home", "j", ">")
        assert "f all 22 following" in coach.bottom
        assert "more warning" in coach.text
        assert "only this" in coach.bottom
        await coach.press("f", "m", "enter")
        assert due(coach, "Step 19") == "2027-02-27"
        assert moves(coach, "Step 0")[0]["by"] == "coach"
        await coach.press("u")
        assert due(coach, "Step 19") == "2027-02-20"


async def test_a_change_from_outside_is_noticed(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4", "home", "j", ">", "d", "c")
        moving.move(example, Milestone, uid_of(example, "Go-live"), "2027-01-20")
        await coach.type("because")
        await coach.press("enter")
        assert "changed meanwhile" in coach.text
        assert due(coach, "First part delegated") == "2026-11-20"


async def open_objective(coach: Keyboard) -> None:
    """Objectives, the first that has a target date."""
    await coach.press("1", "home")


@pytest.mark.parametrize(("keys", "days"), [("+", 1), (">", 7), (">>-", 13)])
async def test_a_target_date_moves_as_milestones_do(example: Desk, keys: str, days: int) -> None:
    async with opened(example) as coach:
        await open_objective(coach)
        title = coach.stored("objectives")[0]["title"]
        was = coach.one("objectives", title=title)["due"]
        entries = len(coach.stored("journal"))
        await coach.type(keys)
        assert f"{days} day" in coach.text
        await coach.press("o" if "o only this" in coach.bottom else "enter", "s")
        assert "asked by the sponsor. Why?" in coach.bottom
        await coach.type("the board asked")
        await coach.press("enter")
        to = (date.fromisoformat(was) + timedelta(days=days)).isoformat()
        made = coach.one("objectives", title=title)
        assert made["due"] == to
        wanted = {"on": "2026-11-24", "what": "target date", "from": was, "to": to}
        assert made["revisions"] == [{**wanted, "by": "sponsor", "reason": "the board asked"}]
        assert len(coach.stored("journal")) == entries + 1
        await coach.press("u")
        assert coach.one("objectives", title=title)["due"] == was


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_milestones_of_an_objective_are_seen_and_move_along(
    example: Desk, size: tuple[int, int]
) -> None:
    async with opened(example, size) as coach:
        await open_objective(coach)
        first = coach.stored("objectives")[0]
        ahead = [
            raw
            for raw in coach.stored("milestones")
            if raw.get("objective") == first["uid"] and not raw.get("done_on")
        ]
        assert ahead
        await coach.press("m")
        await coach.type("2026-12-01")
        await coach.press("enter")
        late = [raw for raw in ahead if raw["due"] > "2026-12-01"]
        assert all(f"before “{raw['title']}”" in coach.text for raw in late)
        assert "o only this" in coach.bottom
        assert "with its" in coach.bottom
        await coach.press("d", "c")
        await coach.type("ill")
        await coach.press("enter")
        by = date(2026, 12, 1) - date.fromisoformat(first["due"])
        for raw in ahead:
            moved = coach.one("milestones", title=raw["title"])
            assert moved["moves"][-1]["by"] == "client"
            start = next(iter(example.practice().tables["engagements"].values()))["start"]
            assert moved["due"] == max((date.fromisoformat(raw["due"]) + by).isoformat(), start)
        await coach.press("u")
        assert coach.one("objectives", title=first["title"])["due"] == first["due"]
        assert not any(
            "moves" in raw and raw["moves"][-1].get("reason") == "ill" for raw in coach.stored("milestones")
        )


async def test_a_target_date_that_cannot_be_moved_says_why(example: Desk) -> None:
    uid = next(iter(example.practice().tables["objectives"].values()))["uid"]
    records.edit(example, Objective, uid, {"due": None})
    async with opened(example) as coach:
        await open_objective(coach)
        await coach.press("m")
        assert "has no target date yet" in coach.bottom


async def test_a_target_date_moves_from_the_calendar_and_the_timeline_too(example: Desk) -> None:
    async with opened(example) as coach:
        title = coach.stored("objectives")[0]["title"]
        was = date.fromisoformat(coach.stored("objectives")[0]["due"])
        await coach.press("4", "/")
        await coach.type(title)
        await coach.press("enter", "+", "o" if len(coach.stored("milestones")) else "enter", "enter", "enter")
        moved = was + timedelta(days=1)
        assert coach.stored("objectives")[0]["due"] == moved.isoformat()
        assert "moved +1" in coach.text
        await coach.press("escape", "6", "g")
        await coach.type(moved.isoformat())
        await coach.press("enter", "enter", "+")
        assert "2 days later" in coach.text or "1 day later" in coach.text
