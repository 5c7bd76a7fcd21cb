"""Sessions at one time are told by whatever books or moves one, in the bottom line (domain rules §10)."""

from __future__ import annotations

import pytest

from coach_tui.changes.clients import begin_plan
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, edit
from coach_tui.plan.client import Engagement
from coach_tui.plan.session import Session
from tests.app.app_kit import SMALL, Keyboard, opened
from tests.app.test_app_session_states import select

BEN = "Ben Okafor has a session at that time, too: Tue 8 Dec 10:00"


@pytest.fixture
def booked(example: Desk) -> Desk:
    """Anna at 15:00 and Ben at 10:00 of the same day."""
    engagement = next(iter(example.practice().tables["engagements"].values()))["uid"]
    add(example, Session, engagement, {"on": "2026-12-08", "time": "15:00"})
    ben = begin_plan(example, {"name": "Ben Okafor"}, {}, {"title": "Delegate"})
    (other,) = example.practice().engagements(ben)
    add(example, Session, other.uid, {"on": "2026-12-08", "time": "10:00"})
    return example


async def at_anna(coach: Keyboard) -> None:
    coach.app.choose_client(coach.one("clients", name="Anna Berg")["uid"])
    await coach.press("5")


async def test_by_the_form_of_a_new_session(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        await at_anna(coach)
        await coach.press("a", "s")
        await coach.fill(on="8 dec", time="10:30")
        await coach.save()
        assert BEN in coach.bottom
        await coach.press("a", "s")
        await coach.fill(on="8 dec", time="15:30")
        await coach.save()
        assert "Anna Berg has two sessions on Tue 8 Dec, 15:00 and 15:30: delete or move one" in coach.bottom


@pytest.mark.parametrize("place", ["5", "6"])
async def test_by_the_form_of_one_that_is_there(booked: Desk, place: str) -> None:
    async with opened(booked, SMALL) as coach:
        await at_anna(coach)
        if place == "6":
            await coach.press("6", "g")
            await coach.type("8 dec\n")
            await coach.press("enter")
            await select(coach, "15:00")
        else:
            await select(coach, "8 Dec")
        await coach.press("e")
        await coach.fill(time="10:15")
        await coach.save()
        await coach.press("enter", "enter")
        assert BEN in coach.bottom
        await coach.press("u")
        assert BEN not in coach.bottom
        await coach.press("ctrl+r")
        assert BEN in coach.bottom


async def test_by_a_line_and_what_more_there_is(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        await at_anna(coach)
        for _ in range(2):
            await coach.press("a", "t")
            await coach.type("weekly, Tuesdays 10:00, from 8 dec, twice\n")
            await coach.press("enter")
        assert "Anna Berg has two sessions on Tue 8 Dec 10:00: delete or move one; and 2 more" in coach.bottom


async def test_nobody_is_named_while_names_are_hidden(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        await at_anna(coach)
        await select(coach, "8 Dec")
        await coach.press("i", "m")
        await coach.type("8 dec 10:00\n")
        await coach.press("enter")
        await coach.type("\n")
        assert "has a session at that time, too: Tue 8 Dec 10:00" in coach.bottom
        assert "Ben" not in coach.text


async def test_sessions_booked_in_a_holiday_and_beyond_what_was_agreed(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        await coach.press(":")
        await coach.type("holidays\n")
        await coach.press("a")
        await coach.fill(since="7 - 9 dec")
        await coach.save()
        both = "2 sessions are booked in this holiday: Ben Okafor Tue 8 Dec 10:00, Anna Berg Tue 8 Dec 15:00"
        assert both in " ".join(coach.bottom.split())
        edit(booked, Engagement, coach.one("engagements", sessions=12)["uid"], {"sessions": 1})
        await at_anna(coach)
        await coach.press("S")
        await coach.type("fri 14:00\n")
        assert "3 sessions with Anna Berg are used or booked, of 1 agreed" in " ".join(coach.bottom.split())
