"""An hour that did not take place, said on its page: one key, the questions of the lists, one undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach_tui.changes.clients import begin_plan
from coach_tui.changes.records import edit
from coach_tui.plan.session import Session
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened
from tests.app.test_app_hour import Room, go

GONE = {"state": "cancelled", "cancelled_by": "client", "late": True, "reason": "ill"}
TABLES = ("sessions", "reviews", "commitments", "journal")


@pytest.fixture
def room(path: Path) -> Room:
    return Room(path)


def came(coach: Keyboard, room: Room) -> dict[str, object]:
    """What is stored of what came of today's session."""
    stored = coach.one("sessions", uid=room.session)
    return {key: stored[key] for key in ("state", "cancelled_by", "late", "reason") if key in stored}


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize(
    ("keys", "stored"),
    [
        ("l", GONE),
        ("m", {"state": "cancelled", "cancelled_by": "coach", "reason": "ill"}),
        ("n", {"state": "no_show", "reason": "ill"}),
    ],
)
async def test_one_key_on_the_page_says_that_it_was_not_held(
    room: Room, size: tuple[int, int], keys: str, stored: dict[str, object]
) -> None:
    async with opened(room.desk, size) as coach:
        before = coach.stored("sessions")
        await coach.press("s")
        assert "ctrl+x not held" in coach.lines[-1]
        await go(coach, "goal")  # a text has keys of its own, and there is room for this one as well
        assert "ctrl+t share" in coach.lines[-1]
        assert "ctrl+x not held" in coach.lines[-1]
        await coach.press("ctrl+x")
        assert coach.bottom.startswith("Session of Tue 24 Nov, cancelled by")
        await coach.press(keys)
        await coach.type("ill\n")
        assert not coach.in_form
        assert came(coach, room) == stored
        await coach.press("u")
        assert coach.stored("sessions") == before
        await coach.press("s")  # nothing is left of the page
        assert coach.form.values()["goal"] == ""


async def test_what_was_noted_is_kept_with_it_and_goes_back_with_it(room: Room) -> None:
    async with opened(room.desk) as coach:
        before = coach.stored("sessions")
        await coach.press("s")
        await go(coach, "private")
        await coach.type("Rang an hour before; the third time")
        await coach.press("ctrl+x", "l")
        await coach.type("ill\n")
        assert came(coach, room) == GONE
        noted = coach.one("sessions", uid=room.session)
        assert noted["private"] == "Rang an hour before; the third time"
        await coach.press("u")
        assert coach.stored("sessions") == before


async def test_what_else_was_answered_is_asked_about_and_escape_brings_all_back(room: Room) -> None:
    async with opened(room.desk) as coach:
        before = {table: coach.stored(table) for table in TABLES}
        await coach.press("s", "d")
        await coach.fill(goal="Sell one more", next="+2w 9:30")
        await coach.press("ctrl+x")
        assert "2 answers beside the note will be lost: was it not held all the same?" in coach.bottom
        for keys in (("escape",), ("ctrl+x", "y", "escape"), ("ctrl+x", "y", "c", "escape")):
            await coach.press(*keys)
            values = coach.form.values()
            assert values["goal"] == "Sell one more"
            assert values["next"] == "+2w 9:30"
            assert values[f"settle.{room.commitment}"] == "done"
            assert coach.form.current is not None
            assert coach.form.current.spec.key == "next"  # one stays where one was
        assert {table: coach.stored(table) for table in TABLES} == before
        await coach.press("ctrl+x", "y", "n", "enter")
        assert came(coach, room) == {"state": "no_show"}
        assert [one["on"] for one in coach.stored("sessions")] == ["2026-11-10", "2026-11-24"]
        assert coach.one("commitments", uid=room.commitment).get("status", "open") == "open"


async def test_an_hour_noted_before_is_called_off_with_the_review_that_it_was(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s", "ctrl+r")
        await coach.save()
        await coach.press("y")  # held, though nothing was said
        assert len(coach.stored("reviews")) == 1
        await coach.press("5", "s", "ctrl+x")
        assert "booked again" in coach.bottom
        await coach.press("n", "enter")
        assert came(coach, room) == {"state": "no_show"}
        assert [one for one in coach.stored("reviews") if one.get("held_on")] == []
        await coach.press("u")
        assert came(coach, room) == {"state": "held"}
        assert len(coach.stored("reviews")) == 1


async def test_an_hour_that_was_not_booked_has_no_such_key(room: Room) -> None:
    edit(room.desk, Session, room.session, {"on": "2026-12-01"})
    async with opened(room.desk) as coach:
        await coach.press("s")
        assert "not held" not in coach.text
        await coach.press("ctrl+x")
        assert coach.in_form


async def test_a_text_that_is_selected_is_cut_by_the_key(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s")
        await go(coach, "goal")
        await coach.type("Sell")
        await coach.press("shift+home", "ctrl+x")
        assert coach.in_form
        assert coach.form.values()["goal"] == ""
        await coach.press("ctrl+v")
        assert coach.form.values()["goal"] == "Sell"


async def test_of_several_the_page_says_who_was_missing_and_the_key_that_nobody_came(room: Room) -> None:
    client = begin_plan(room.desk, {"name": "Ben Ott"}, {"start": "2026-09-01"})
    ben = room.desk.practice().current(client)
    assert ben is not None
    edit(room.desk, Session, room.session, {"also": [ben.uid]})
    async with opened(room.desk) as coach:
        await coach.press("s", "ctrl+x")
        assert "nobody came" in coach.bottom
        assert "not all came" not in coach.bottom
        await coach.press("n", "enter")
        assert came(coach, room) == {"state": "no_show"}


async def test_what_another_hand_wrote_meanwhile_is_not_written_over(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s")
        await coach.fill(goal="Sell")
        edit(room.desk, Session, room.session, {"goal": "Their goal"})
        await coach.press("ctrl+x", "c")
        await coach.type("ill\n")
        assert "changed meanwhile by somebody else" in coach.bottom
        await coach.press("escape")
        assert coach.form.values()["goal"] == "Sell"
        assert coach.one("sessions", uid=room.session)["goal"] == "Their goal"
