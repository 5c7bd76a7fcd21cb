"""What a session lives through, by its keys, wherever it is seen; each taken back by u (README)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add
from coach_tui.plan.session import Session
from tests.app.app_kit import SMALL, Keyboard, desk_on, die_with, opened
from tests.app.test_app_session_states import select

DAY = "2026-11-24"
ILL = {"state": "cancelled", "reason": "ill"}
CAME: dict[str, tuple[Sequence[str], dict[str, object]]] = {
    "held": (("space",), {"state": "held"}),
    "cancelled by the client": (("x", "c", "ill\n"), {**ILL, "cancelled_by": "client"}),
    "cancelled late by the client": (("x", "l", "ill\n"), {**ILL, "cancelled_by": "client", "late": True}),
    "cancelled by the coach": (("x", "m", "ill\n"), {**ILL, "cancelled_by": "coach"}),
    "cancelled late by the coach": (("x", "k", "ill\n"), {**ILL, "cancelled_by": "coach", "late": True}),
    "no-show": (("x", "n", "ill\n"), {"state": "no_show", "reason": "ill"}),
    "moved": (("m", "fri 14:00\n", "c", "ill\n"), {"on": "2026-11-27", "time": "14:00"}),
}
"""What comes of a session → what is pressed and typed in a list, and what is stored then."""
PLACES: dict[str, Sequence[str]] = {
    "Today": ("0",),
    "the month": ("6", "enter"),
    "the week": ("6", "v"),
    "the agenda": ("6", "v", "v"),
    "Evaluation": ("5",),
}
ON_PAGE = {"space": "ctrl+s", "x": "ctrl+x", "m": "ctrl+o"}
"""The key in a list → that on the session's page."""


@pytest.fixture
def booked(example: Desk) -> Desk:
    """Anna, with a session today."""
    engagement = next(iter(example.practice().tables["engagements"].values()))["uid"]
    add(example, Session, engagement, {"on": DAY, "time": "11:00", "state": "booked"})
    return example


async def do(coach: Keyboard, keys: Sequence[str]) -> None:
    """Press keys and type lines; these end with a line break."""
    for key in keys:
        if key.endswith("\n"):
            await coach.type(key)
        else:
            await coach.press(key)


async def selected(coach: Keyboard, place: Sequence[str]) -> str:
    """Put the cursor on today's session; its uid."""
    await coach.press(*place)
    await select(coach, "24 Nov" if place == ("5",) else "11:00")
    return str(coach.one("sessions", on=DAY, time="11:00")["uid"])


def check(coach: Keyboard, uid: str, stored: dict[str, object]) -> None:
    found = coach.one("sessions", uid=uid)
    assert {key: found.get(key) for key in stored} == stored
    assert not coach.in_form


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("came", CAME)
async def test_what_came_of_a_session_is_one_key_everywhere(booked: Desk, place: str, came: str) -> None:
    keys, stored = CAME[came]
    async with opened(booked, SMALL) as coach:
        before = coach.stored("sessions")
        uid = await selected(coach, PLACES[place])
        await do(coach, keys)
        check(coach, uid, stored)
        await coach.press("u")
        assert coach.stored("sessions") == before


@pytest.mark.parametrize("came", CAME)
async def test_it_is_one_key_on_the_page_of_the_session(booked: Desk, came: str) -> None:
    (first, *rest), stored = CAME[came]
    async with opened(booked, SMALL) as coach:
        before = coach.stored("sessions")
        uid = await selected(coach, PLACES["Today"])
        await do(coach, ["s", ON_PAGE[first], *rest])
        check(coach, uid, stored)
        await coach.press("u")
        assert coach.stored("sessions") == before


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("fri 14:00\n", ["2026-11-27"]),
        ("every 2 weeks, Fridays 14:00, three times\n", ["2026-11-27", "2026-12-11", "2027-01-08"]),
    ],
)
@pytest.mark.parametrize("place", PLACES)
async def test_a_session_is_booked_by_one_key_everywhere(
    booked: Desk, place: str, line: str, days: list[str]
) -> None:
    async with opened(booked, SMALL) as coach:
        before = coach.stored("sessions")
        await selected(coach, PLACES[place])
        await coach.press("S")
        assert coach.bottom.startswith("Book with Anna Berg")
        await coach.type(line)
        if days[1:]:
            assert "3 sessions, Fri 27 Nov to" in coach.bottom
            await coach.press("enter")
        new = [one for one in coach.stored("sessions") if one not in before]
        assert [one["on"] for one in new] == days
        assert {(one["time"], one["state"]) for one in new} == {("14:00", "booked")}
        await coach.press("u")
        assert coach.stored("sessions") == before


async def test_with_nobody_selected_it_is_asked_with_whom(booked: Desk) -> None:
    """On a Today on which nothing waits, and on a day of the calendar, of which a time alone is one."""
    async with opened(booked, SMALL) as coach:
        await coach.press("6", "l", "l", "S")
        assert coach.bottom.startswith("Book with")
        await coach.type("ann\n")
        assert coach.bottom.startswith("Book with Anna Berg, Thu 26 Nov at")
        await coach.type("with zoe\n")
        assert coach.app.bottom.active
        await coach.press("ctrl+u")
        await coach.type("9:30\n")
        assert coach.one("sessions", on="2026-11-26")["time"] == "09:30"


async def test_a_line_that_says_something_else_books_nothing(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        for line, said in (
            ("held", "this books a session"),
            ("fri 14:00 without ann", "without: who was"),
            ("", "say"),
        ):
            await coach.press("0", "S")
            await coach.type(f"{line}\n")
            assert said in coach.bottom
            await coach.press("escape")
        assert len(coach.stored("sessions")) == 2


async def test_what_else_was_answered_is_asked_about_before_a_session_moves(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        before = coach.stored("sessions")
        await coach.press("0", "s")
        await coach.fill(next="fri 14:00", private="Rang at nine")
        await coach.press("ctrl+o")
        assert "1 answer beside the note will be lost: move it all the same?" in coach.bottom
        await coach.press("escape")
        assert coach.form.values()["private"] == "Rang at nine"
        await coach.press("ctrl+o", "y")
        await coach.type("thu 9:00\n")
        await coach.press("escape")  # who asked
        assert coach.form.values()["next"] == "fri 14:00"
        await coach.press("ctrl+o", "y")
        await coach.type("thu 9:00\n")
        await coach.press("c")
        await coach.type("ill\n")
        moved = coach.one("sessions", on="2026-11-26")
        assert (moved["time"], moved["private"], moved["moves"][0]["by"]) == (
            "09:00",
            "Rang at nine",
            "client",
        )
        await coach.press("u")
        assert coach.stored("sessions") == before


async def test_only_what_is_booked_has_the_key_that_moves(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        await selected(coach, PLACES["Evaluation"])
        await coach.press("s")
        assert "ctrl+o move" in coach.lines[-1]
        await coach.press("escape", "space", "s")
        assert coach.in_form
        assert "ctrl+o" not in coach.text


async def test_the_next_session_is_booked_on_the_page_of_the_session(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        before = coach.stored("sessions")
        await coach.press("0", "s")
        await coach.fill(next="fri 14:00")
        await coach.save()
        assert coach.one("sessions", on="2026-11-27")["time"] == "14:00"
        await coach.press("u")
        assert coach.stored("sessions") == before


def test_the_readme_has_the_table() -> None:
    """Each of them is a row, with its key in a list and on the page."""
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    head = "| what comes of a session |"
    _, _, *lines = readme[readme.index(head) :].split("\n\n")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    keys = {came: (keys[0], ON_PAGE[keys[0]]) for came, (keys, _) in CAME.items()}
    for came, (in_list, on_page) in {"booked": ("S", "Next session"), **keys}.items():
        row = next(row for row in rows if came in row[0])
        assert f"`{in_list}`" in row[1], came
        assert f"`{on_page}`" in row[2], came


async def test_a_line_that_books_is_asked_for_again_after_a_dropped_connection(
    booked: Desk, path: Path
) -> None:
    async with opened(booked, SMALL) as coach:
        await coach.press("0", "S")
        await coach.type("fri 14:00")
        drafts = coach.app.drafts.open()
    die_with(path, drafts)
    async with opened(desk_on(path), SMALL) as coach:
        assert "Left unsaved: booking a session with Anna Berg" in coach.bottom
        await coach.press("o")
        assert coach.bottom.startswith("Book with Anna Berg fri 14:00")
        await coach.press("enter")
        assert coach.one("sessions", on="2026-11-27")["time"] == "14:00"
