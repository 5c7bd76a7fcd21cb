"""What was made easier without a reason is asked about where a page calls it reached; proposals too."""

from __future__ import annotations

import pytest

from coach_tui.app.forms.session import IS_REVIEW
from coach_tui.changes.desk import Desk
from tests.app.app_kit import Keyboard, opened
from tests.app.test_app_reviews import Room, go, room

__all__ = ["room"]

ASKED = "Target of “stand-ups led” 12 → 8. Who asked?"


async def eased(coach: Keyboard) -> str:
    """Lower the target of the first objective, and say nothing of why; its uid."""
    await coach.press("1", "home", "e")
    await coach.put(measure__target="8")
    await coach.press("ctrl+s", "enter", "enter")
    return str(coach.stored("objectives")[0]["uid"])


PAGES = [(("r",), "adjust"), (("s", "ctrl+r"), "adjust"), (("9", "x"), "ends")]


@pytest.mark.parametrize(("keys", "section"), PAGES, ids=["review", "session", "end"])
async def test_reached_by_an_easier_target_asks_who_and_why(
    example: Desk, keys: tuple[str, ...], section: str
) -> None:
    async with opened(example) as coach:
        uid = await eased(coach)
        await coach.press(*keys)
        if IS_REVIEW in coach.form.values():
            assert coach.form.values()[IS_REVIEW]
        await go(coach, f"{section}.{uid}")
        await coach.press("R" if section == "ends" else "r")
        await coach.type("she leads it")
        await coach.press("ctrl+s")
        assert ASKED in coach.bottom
        await coach.press("escape")  # back on the page, with what was typed
        assert coach.in_form
        assert "she leads it" in str(coach.form.values()[f"{section}.{uid}"])
        await coach.press("ctrl+s", "s")
        assert "12 → 8. Why?" in coach.bottom
        await coach.type("budget cut\n")
        goal = coach.one("objectives", uid=uid)
        assert goal["closed_as"] == "reached"
        assert (goal["revisions"][-1]["by"], goal["revisions"][-1]["reason"]) == ("sponsor", "budget cut")
        await coach.press("u")
        goal = coach.one("objectives", uid=uid)
        assert ("closed_as" in goal, "reason" in goal["revisions"][-1]) == (False, False)


@pytest.mark.parametrize(("keys", "section"), PAGES, ids=["review", "session", "end"])
async def test_enter_leaves_it_for_health_to_ask(example: Desk, keys: tuple[str, ...], section: str) -> None:
    async with opened(example) as coach:
        uid = await eased(coach)
        await coach.press(*keys)
        await go(coach, f"{section}.{uid}")
        await coach.press("r")
        await coach.type("she leads it")
        await coach.press("ctrl+s", "enter", "enter")
        goal = coach.one("objectives", uid=uid)
        assert (goal["closed_as"], "reason" in goal["revisions"][-1]) == ("reached", False)


async def test_a_proposal_that_is_accepted_asks_who_and_why(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r")
        await go(coach, f"idea.pace {room.measure}")
        await coach.press("A")
        assert "proposed in the review of 24 Nov 2026" in coach.text
        await coach.press("enter", "c")
        await coach.save()
        (said,) = coach.one("objectives", uid=room.objective)["revisions"]
        assert said["by"] == "client"
        assert said["reason"].startswith("proposed in the review of 24 Nov 2026: ")
        await coach.press("u")
        await coach.press("r")
        await coach.put(held_on="2026-11-23")
        await go(coach, f"idea.pace {room.measure}")
        await coach.press("a")
        await coach.save()
        (said,) = coach.one("objectives", uid=room.objective)["revisions"]
        assert said["reason"].startswith("proposed in the review of 23 Nov 2026: ")
        assert "by" not in said


async def test_another_reason_takes_the_place_of_what_is_proposed(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r")
        await go(coach, f"idea.pace {room.measure}")
        await coach.press("A")
        await coach.type("the board asked")
        await coach.save()
        (said,) = coach.one("objectives", uid=room.objective)["revisions"]
        assert said["reason"] == "the board asked"
        review = coach.one("reviews", held_on="2026-11-24")
        assert review["considered"][0]["reason"] == "the board asked"
