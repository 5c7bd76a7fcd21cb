"""Which hour `s` opens: the one the cursor is on; and which one a day that is typed means."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.clients import begin_plan
from coach_tui.changes.records import add
from coach_tui.changes.session_states import hold_as_booked
from coach_tui.plan.contact import Checkin, Commitment
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from tests.app.app_kit import Keyboard, desk_on, opened


class Room:
    """A plan, and its sessions as a test books them."""

    def __init__(self, path: Path) -> None:
        self.desk = desk_on(path)
        client = begin_plan(
            self.desk, {"name": "Zofia Lis"}, {"start": "2026-09-01", "review_every": "2 weeks"}
        )
        engagement = self.desk.practice().current(client)
        assert engagement is not None
        self.engagement = engagement.uid

    def book(self, on: str, time: str = "", **values: object) -> str:
        return add(
            self.desk,
            Session,
            self.engagement,
            {"on": on, "state": "booked", **({"time": time} if time else {}), **values},
        )


@pytest.fixture
def room(path: Path) -> Room:
    return Room(path)


def hours(coach: Keyboard) -> dict[str, Any]:
    """Day and time of each session → its state."""
    return {
        f"{one['on']} {one.get('time', '')}".strip(): one.get("state") for one in coach.stored("sessions")
    }


async def note(coach: Keyboard, **values: Any) -> None:
    await coach.put(**values)
    await coach.save()


async def show(coach: Keyboard, place: str, uid: str) -> None:
    """A place, the cursor on a session."""
    coach.app.go(place, uid)
    await coach.settle()
    if place == "calendar":
        day = date.fromisoformat(coach.one("sessions", uid=uid)["on"])
        await coach.press(*["left"] * (date(2026, 11, 24) - day).days, "enter")
        while uid not in coach.key:
            await coach.press("j")


@pytest.mark.parametrize("place", ["today", "evaluation", "calendar"])
@pytest.mark.parametrize("held", [False, True])
async def test_the_session_under_the_cursor_is_noted(room: Room, place: str, held: bool) -> None:
    first, later = room.book("2026-11-24", "10:00"), room.book("2026-11-24", "15:00")
    if held:
        hold_as_booked(room.desk, first)
    async with opened(room.desk) as coach:
        await show(coach, place, later)
        await coach.press("s")
        assert coach.form.values()["time"] == "15:00"
        await note(coach, private="The afternoon")
        assert coach.one("sessions", uid=later)["private"] == "The afternoon"
        assert coach.one("sessions", uid=first)["state"] == ("held" if held else "booked")
        assert len(coach.stored("sessions")) == 2


async def test_with_none_selected_it_is_the_next_one_booked(room: Room) -> None:
    room.book("2026-11-24", "10:00")
    room.book("2026-11-24", "15:00", goal="Written beforehand")
    async with opened(room.desk) as coach:
        await coach.press("9", "s")
        assert coach.form.values()["time"] == "10:00"
        await note(coach)
        await coach.press("s")
        assert coach.form.values()["time"] == "15:00"


@pytest.mark.parametrize("place", ["today", "evaluation", "calendar"])
async def test_a_session_gone_by_is_noted_as_the_hour_it_was(room: Room, place: str) -> None:
    uid = room.book("2026-11-20", "10:00", minutes=90)
    async with opened(room.desk) as coach:
        await show(coach, place, uid)
        await coach.press("s")
        assert "Session of Fri 20 Nov with Zofia Lis" in coach.lines[0]
        values = coach.form.values()
        assert (values["on"], values["time"], values["minutes"]) == ("2026-11-20", "10:00", "90")
        assert "held then" in coach.text
        assert "began" not in coach.text
        await note(coach, private="Late note")
        assert hours(coach) == {"2026-11-20 10:00": "held"}
        await coach.press("u")
        assert hours(coach) == {"2026-11-20 10:00": "booked"}


async def test_one_that_lies_ahead_is_not_noted(room: Room) -> None:
    uid = room.book("2026-11-27", "10:00")
    async with opened(room.desk) as coach:
        await show(coach, "evaluation", uid)
        await coach.press("s")
        assert "this session is on Fri 27 Nov, still ahead: e prepares it, m moves it" in coach.bottom
        assert not coach.in_form
        await show(coach, "today", uid)
        assert "e  prepare it" in coach.row("10:00 session")
        assert hours(coach) == {"2026-11-27 10:00": "booked"}


async def test_a_day_on_which_one_is_booked_asks_whether_it_is_that(room: Room) -> None:
    uid = room.book("2026-11-20", "10:00", minutes=90, paid=False)
    async with opened(room.desk) as coach:
        await coach.press("9", "s")
        await note(coach, on="20.11.", private="Late note")
        assert "Booked on Fri 20 Nov already: is it that hour?" in coach.bottom
        assert "1 that at 10:00" in coach.bottom
        await coach.press("escape")
        assert coach.form.values()["private"] == "Late note"
        await coach.save()
        await coach.press("1")
        (stored,) = coach.stored("sessions")
        assert stored["uid"] == uid
        assert (stored["state"], stored["private"]) == ("held", "Late note")
        assert (stored["time"], stored["minutes"], stored["paid"]) == ("10:00", 90, False)


async def test_another_hour_of_an_earlier_day_has_no_time(room: Room) -> None:
    room.book("2026-11-20", "10:00")
    async with opened(room.desk) as coach:
        await coach.press("9", "s")
        await note(coach, on="20.11.")
        await coach.press("n")
        assert hours(coach) == {"2026-11-20 10:00": "booked", "2026-11-20": "held"}


async def test_a_day_with_nothing_booked_is_not_asked_about(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("9", "s")
        await note(coach, on="19.11.")
        assert hours(coach) == {"2026-11-19": "held"}
        await coach.press("s")
        await note(coach, on="18.11.", time="16:00")
        assert hours(coach)["2026-11-18 16:00"] == "held"


async def test_today_s_session_does_not_take_the_place_of_one_gone_by(room: Room) -> None:
    past, today = room.book("2026-11-20", "10:00"), room.book("2026-11-24", "15:00")
    async with opened(room.desk) as coach:
        await coach.press("9", "s")
        await note(coach, on="20.11.", private="Late note")
        await coach.press("1")
        assert coach.one("sessions", uid=past)["private"] == "Late note"
        assert hours(coach) == {"2026-11-20 10:00": "held", "2026-11-24 15:00": "booked"}
        assert coach.one("sessions", uid=today)["on"] == "2026-11-24"


async def test_half_of_one_hour_is_not_opened_for_another(room: Room) -> None:
    first, later = room.book("2026-11-24", "10:00"), room.book("2026-11-24", "15:00")
    async with opened(room.desk) as coach:
        await show(coach, "today", first)
        await coach.press("s")
        await coach.put(private="Half of the morning")
        await coach.press("escape", "l")
        await show(coach, "today", later)
        await coach.press("s")
        assert coach.form.values()["time"] == "15:00"
        assert not coach.form.values()["private"]
        await coach.press("escape")
        await show(coach, "today", first)
        await coach.press("s")
        assert coach.form.values()["private"] == "Half of the morning"


async def test_the_review_goes_on_with_half_an_hour_that_is_both(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("9", "r")
        await coach.press("ctrl+r")
        await coach.put(reflection="Half a thought")
        await coach.press("escape", "l")
        await coach.press("r")
        assert "Session and review" in coach.lines[0]
        assert coach.form.values()["reflection"] == "Half a thought"


async def test_both_in_one_goes_on_with_half_a_session(room: Room) -> None:
    room.book("2026-11-24", "10:00")
    async with opened(room.desk) as coach:
        await coach.press("9", "s")
        await coach.put(private="Half a note")
        await coach.press("escape", "l")
        await coach.press("r", "s")
        assert "Session and review" in coach.lines[0]
        assert coach.form.values()["private"] == "Half a note"


NOTED = "Slept badly"


@pytest.mark.parametrize("reviewing", [False, True])
async def test_what_the_client_noted_is_told_once(room: Room, reviewing: bool) -> None:
    room.book("2026-11-10", state="held")
    add(room.desk, Checkin, room.engagement, {"on": "2026-11-17", "note": NOTED, "form": "f1"})
    async with opened(room.desk) as coach:
        await coach.press("9", "s", *(["ctrl+r"] if reviewing else []))
        told = [spec.label for spec in coach.form._specs if spec.kind == "said"]
        assert [text.partition("  ")[0] for text in told if NOTED in text] == [f"client sent: {NOTED}"]


@pytest.mark.parametrize("width", [80, 100, 120, 140, 200])
async def test_all_that_is_known_of_a_measure_stands_at_every_width(room: Room, width: int) -> None:
    measure = {"name": "clients signed", "unit": "clients", "baseline": 0, "target": 7}
    values = {"title": "Seven clients", "start": "2026-09-01", "due": "2026-12-08", "measure": [measure]}
    add(room.desk, Objective, room.engagement, values)
    (found,) = room.desk.practice().documents("objectives", room.engagement)
    add(
        room.desk,
        Checkin,
        room.engagement,
        {"on": "2026-11-16", "measures": {found["measure"][0]["uid"]: 6}},
    )
    async with opened(room.desk, (width, 60)) as coach:
        await coach.press("9", "r", "ctrl+r")
        assert "6 on 16 Nov" in coach.text
        assert "target 7" in coach.text
        assert "by now 6" in coach.text
        assert not any("·" in line and line.rstrip().endswith("…") for line in coach.lines[3:-4])


async def test_the_next_date_is_never_cut(room: Room) -> None:
    room.book("2026-12-08", "10:00")
    for text in ("Ring two", "Write three"):
        add(room.desk, Commitment, room.engagement, {"text": text, "made_on": "2026-11-10"})
    async with opened(room.desk) as coach:
        await coach.press("9", "r", "ctrl+r")
        assert "next Tue 8 Dec 10:00" in coach.text
