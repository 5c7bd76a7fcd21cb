"""A day's items in the calendar: whose they are, what is done with them, and the way out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.app_kit import SMALL, desk_on, opened
from tests.kept import put_demo

if TYPE_CHECKING:
    from pathlib import Path

    from coach_tui.changes.desk import Desk


@pytest.fixture
def practice(path: Path) -> Desk:
    desk = desk_on(path)
    put_demo(desk)
    return desk


async def test_a_thing_that_is_opened_says_whose_it_is(practice: Desk) -> None:
    async with opened(practice, SMALL) as coach:
        await coach.press("6", "enter", "enter")
        assert coach.row("Client  ").split("Client")[1].strip() == "Samuel Adeyemi"
        await coach.press("escape", "j", "enter")
        assert coach.row("Client  ").split("Client")[1].strip() == "Tom Okafor"
        await coach.press("escape", "escape", "v", "j", "j", "enter")
        assert "Client" in coach.text


async def test_the_footer_names_what_is_done_with_it(practice: Desk) -> None:
    async with opened(practice, SMALL) as coach:
        await coach.press("6", "enter")
        assert coach.bottom.startswith("enter open  space held  m move  e edit  x cancel  d delete")
        await coach.press("enter")
        assert coach.bottom.startswith("q back  space held  m move  e edit  x cancel  d delete")
        assert coach.bottom.endswith("? help")


async def test_its_digit_leads_back_to_the_month(practice: Desk) -> None:
    async with opened(practice, SMALL) as coach:
        for keys in (("enter",), ("enter", "j", "enter")):
            await coach.press("6", *keys)
            assert "d delete" in coach.bottom
            await coach.press("6")
            assert not coach.app.place.turned
            assert "v view" in coach.bottom
            await coach.press("l", "h")  # by days


async def test_a_notice_of_several_moves_says_to_when(practice: Desk) -> None:
    async with opened(practice, SMALL) as coach:
        await coach.press("9", "home", "4", "home", "j", "M", "M", "m")
        await coach.type("+1w\n")
        await coach.press("o", "c", "enter")
        assert "and 1 more to Fri 4 Dec – Fri 18 Dec" in " ".join(coach.text.split())
        await coach.press("u")
        await coach.press("home", "j", "M", "M", "m")
        await coach.type("20 dec\n")
        await coach.press("o", "c", "enter")
        assert "and 1 more to Sun 20 Dec" in " ".join(coach.text.split())


async def test_clients_say_what_was_missed(practice: Desk) -> None:
    async with opened(practice, (100, 30)) as coach:
        await coach.press("9")
        assert "3 cycles missed" in " ".join(coach.text.split())
