"""What came of a session, by a key on Today, in Evaluation and in the calendar."""

from __future__ import annotations

import pytest

from coach_tui.changes.clients import close_engagement
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add
from coach_tui.changes.session_states import cancel_session, move_session
from coach_tui.plan.contact import Commitment
from coach_tui.plan.session import Session
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened


@pytest.fixture
def booked(example: Desk) -> Desk:
    """Anna, with a session of last week that nobody answered, one today and one to come."""
    engagement = next(iter(example.practice().tables["engagements"].values()))["uid"]
    for day, clock in (("2026-11-18", "09:00"), ("2026-11-24", "11:00"), ("2026-12-08", "10:00")):
        add(example, Session, engagement, {"on": day, "time": clock, "state": "booked"})
    return example


def state(coach: Keyboard, on: str) -> dict[str, object]:
    """What is stored of the session of a day."""
    keys = ("state", "cancelled_by", "late", "reason")
    stored = coach.one("sessions", on=on)
    return {key: stored[key] for key in keys if key in stored}


async def select(coach: Keyboard, text: str) -> None:
    """Put the cursor on the session's row that holds a text."""
    for row in coach.rows.rows:
        if row.key and row.key.startswith("sessions:") and text in str(row.cells):
            coach.rows.go_to(row.key)
            await coach.settle()
            return
    raise AssertionError(f"no row with {text}: {coach.body}")


async def test_a_session_that_is_past_is_asked_about_on_today(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        line = coach.row("session of Wed 18 Nov 09:00: held?")
        assert line.endswith("space  was held")
        await select(coach, "held?")
        await coach.press("space")
        assert state(coach, "2026-11-18") == {"state": "held"}
        assert "held?" not in coach.body
        await coach.press("u")
        assert "held?" in coach.body
        assert coach.rows.cursor_key == f"sessions:{coach.one('sessions', on='2026-11-18')['uid']}"
        assert state(coach, "2026-11-18") == {"state": "booked"}


@pytest.mark.parametrize(
    ("key", "stored"),
    [
        ("c", {"state": "cancelled", "cancelled_by": "client", "reason": "ill"}),
        ("l", {"state": "cancelled", "cancelled_by": "client", "late": True, "reason": "ill"}),
        ("m", {"state": "cancelled", "cancelled_by": "coach", "reason": "ill"}),
        ("n", {"state": "no_show", "reason": "ill"}),
    ],
)
async def test_who_cancelled_is_one_key_and_the_reason_a_line(
    booked: Desk, key: str, stored: dict[str, object]
) -> None:
    async with opened(booked, SMALL) as coach:
        await select(coach, "11:00 session")
        await coach.press("x")
        assert coach.bottom.startswith("Session of Tue 24 Nov")
        await coach.press(key)
        await coach.type("ill\n")
        assert state(coach, "2026-11-24") == stored
        assert "11:00 session" not in coach.body
        await coach.press("u")
        assert "11:00 session" in coach.body
        assert state(coach, "2026-11-24") == {"state": "booked"}


async def test_evaluation_says_what_came_of_each_and_what_is_used(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        await coach.press("5")
        await select(coach, "09:00")
        await coach.press("x", "l")
        await coach.type("\n")
        assert "1 late cancellation counted" in coach.body
        assert "cancelled late by the client" in coach.row("09:00")
        await coach.press("space")
        assert "was cancelled late by the client; x books it again" in coach.bottom
        await coach.press("x", "b")
        assert state(coach, "2026-11-18") == {"state": "booked"}
        await select(coach, "8 Dec")
        await coach.press("space")
        assert "Tue 8 Dec is still ahead" in coach.bottom
        await coach.press("x")
        assert "no-show" not in coach.bottom


async def test_a_session_moves_to_a_day_and_time_with_who_asked_and_why(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        await coach.press("5")
        await select(coach, "8 Dec")
        await coach.press("m")
        assert coach.bottom.startswith("Move the session from Tue 8 Dec 10:00 to")
        await coach.type("+2 14:00")
        assert "→ Thu 10 Dec 14:00" in coach.bottom
        await coach.press("enter", "c")
        await coach.type("a trip\n")
        moved = coach.one("sessions", on="2026-12-10")
        assert moved["time"] == "14:00"
        assert moved["moves"] == [
            {
                "on": "2026-11-24",
                "from": "2026-12-08",
                "to": "2026-12-10",
                "by": "client",
                "reason": "a trip",
                "from_time": "10:00",
                "to_time": "14:00",
            }
        ]
        await coach.press("u")
        assert "moves" not in coach.one("sessions", on="2026-12-08")


async def test_the_calendar_has_the_same_keys(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        await coach.press("6", "enter")
        await select(coach, "11:00")
        await coach.press("space")
        assert state(coach, "2026-11-24") == {"state": "held"}
        await select(coach, "11:00")
        await coach.press("x", "n")
        await coach.type("\n")
        assert state(coach, "2026-11-24") == {"state": "no_show"}
        assert "session, no-show" in coach.body


async def test_a_series_shows_what_it_books_before_it_does(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        await coach.press("5", "a", "t")
        await coach.type("every 2 weeks, Wednesdays 9:00, three times")
        assert "→ 3 sessio" in coach.bottom
        await coach.press("enter")
        assert "3 sessions, Wed 25 Nov to" in coach.bottom
        assert "book them" in coach.bottom
        assert len(coach.stored("sessions")) == 4
        await coach.press("enter")
        assert "booked 3 sessions with Anna Berg" in coach.bottom
        assert len(coach.stored("sessions")) == 7
        await coach.press("u")
        assert len(coach.stored("sessions")) == 4


async def test_what_stands_at_the_same_hour_is_told_at_once(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        await coach.press("5")
        await select(coach, "8 Dec")
        await coach.press("m")
        await coach.type("24 nov 11:00\n")
        await coach.press("enter")
        await coach.type("\n")
        assert "has two sessions on Tue 24 Nov 11:00" in coach.bottom


@pytest.mark.parametrize(("place", "keys"), [("5", ()), ("6", ("enter",)), ("0", ())])
async def test_plus_and_minus_move_a_session_by_days(booked: Desk, place: str, keys: tuple[str, ...]) -> None:
    async with opened(booked, SMALL) as coach:
        await coach.press(place, *keys)
        await select(coach, "11:00" if place in "06" else "24 Nov")
        await coach.press("+")
        assert "To Wed 25 Nov, 1 day later" in coach.bottom
        await coach.press("+", "-", "-")
        assert "To Tue 24 Nov, where it was" in coach.bottom
        await coach.press(">", "-", "enter")
        assert "To Mon 30 Nov 11:00. Who asked?" in coach.bottom
        await coach.press("c")
        await coach.type("a trip\n")
        moved = coach.one("sessions", on="2026-11-30")
        assert moved["moves"] == [
            {
                "on": "2026-11-24", "from": "2026-11-24", "to": "2026-11-30", "by": "client",
                "reason": "a trip", "from_time": "11:00", "to_time": "11:00",
            }
        ]  # fmt: skip
        await coach.press("u")
        assert "moves" not in coach.one("sessions", on="2026-11-24")


async def test_what_is_held_is_not_stepped(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        await coach.press("5")
        await select(coach, "24 Nov")
        await coach.press("space", "+")
        assert "this session was held; x books it again" in coach.bottom


async def test_the_next_review_and_a_promise_are_stepped_too(booked: Desk) -> None:
    engagement = next(iter(booked.practice().tables["engagements"].values()))["uid"]
    promised = {"text": "Call the board", "made_on": "2026-11-20", "due": "2026-11-27"}
    add(booked, Commitment, engagement, promised)
    async with opened(booked, SMALL) as coach:
        await coach.press("5", "home", "+", ">")
        assert "8 days later" in coach.bottom
        await coach.press("enter")
        assert "agreed the next review for" in coach.bottom
        promise = next(one for one in coach.rows.rows if "Call the board" in str(one.cells))
        coach.rows.go_to(promise.key or "")
        await coach.press("+", "+")
        assert "2 days later" in coach.bottom


async def test_what_nobody_said_is_asked_on_today_after_the_closing_too(booked: Desk) -> None:
    (engagement,) = booked.practice().tables["engagements"].values()
    close_engagement(booked, engagement["uid"], on="2026-11-24")
    async with opened(booked, SMALL) as coach:
        await select(coach, "session of Wed 18 Nov 09:00: held?")
        await coach.press("enter", "e")
        assert coach.in_form
        await coach.press("escape", "escape")
        await select(coach, "held?")
        await coach.press("space")
        assert state(coach, "2026-11-18") == {"state": "held"}
        assert "held?" not in coach.body
        await coach.press("u")
        assert "held?" in coach.body


async def test_whether_it_counts_is_asked_of_what_may_be_no_coaching_only(booked: Desk) -> None:
    async with opened(booked, SMALL) as coach:
        await coach.press("5")
        await select(coach, "24 Nov")
        await coach.press("enter")
        assert "Counts as hours" not in coach.text
        await coach.press("e")
        assert "Counts as hours" not in coach.text
        coach.form.focus_field("kind")
        await coach.press("tab")
        assert coach.form.current is not None
        assert coach.form.current.spec.key == "group_size"
        await coach.put(kind="chemistry")
        assert "Counts as hours" in coach.text
        coach.form.focus_field("kind")
        await coach.press("tab", "space")
        await coach.save()
        assert coach.one("sessions", on="2026-11-24")["coaching"] is True
        assert "Counts as hours yes" in " ".join(coach.text.split())
        await coach.press("e")
        assert "Counts as hours" in coach.text


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_clients_tell_what_is_used(booked: Desk, size: tuple[int, int]) -> None:
    async with opened(booked, size) as coach:
        await coach.press("5")
        await select(coach, "18 Nov")
        await coach.press("x", "l")
        await coach.type("ill\n")
        await coach.press("9", "enter")
        assert "2 of 12 used" in coach.words
        assert "1 late cancellation counted" in coach.words
        await coach.press("enter")
        assert coach.top.startswith("Objectives  Anna Berg")


async def test_no_word_is_cut_where_a_session_of_another_year_stands(booked: Desk) -> None:
    (engagement,) = booked.practice().tables["engagements"].values()
    add(booked, Session, engagement["uid"], {"on": "2027-01-26", "time": "10:00", "kind": "three-way"})
    async with opened(booked, SMALL) as coach:
        await coach.press("5")
        await select(coach, "26 Jan 2027")
        assert "Tue 26 Jan 2027" in coach.text
        await coach.press("m")
        await coach.type("27 jan 2027\n")
        await coach.press("s")
        assert "Asked by the sponsor. Why?" in coach.bottom
        await coach.press("escape", "x", "l")
        assert "Cancelled late by client. Why?" in coach.bottom


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_insights_tell_of_sessions(booked: Desk, size: tuple[int, int]) -> None:
    (engagement,) = booked.practice().tables["engagements"].values()
    sessions = booked.practice().documents("sessions", engagement["uid"])
    uids = {one["on"]: one["uid"] for one in sessions}
    move_session(booked, uids["2026-11-18"], "2026-11-19", by="client", reason="an exam")
    cancel_session(booked, uids["2026-11-24"], "client", late=True, reason="flu")
    async with opened(booked, size) as coach:
        await coach.press("7")
        assert "used" in coach.row("Sessions")
        coach.rows.go_to("part:sessions")
        await coach.settle()
        if size == SMALL:
            await coach.press("enter")
        assert "1 cancelled, 1 moved" in coach.text
        assert "cancelled late" in coach.text
        assert "held?; moved from" in coach.text


async def test_a_move_in_the_form_is_told_as_one(booked: Desk) -> None:
    async with opened(booked, LARGE) as coach:
        await coach.press("5")
        await select(coach, "8 Dec")
        await coach.press("e")
        await coach.fill(on="9 dec", goal="The team")
        await coach.save()
        while coach.app.bottom.active:
            await coach.press("enter")
        told = "moved the session with Anna Berg from Tue 8 Dec 10:00 to Wed 9 Dec 10:00, and changed it"
        assert told in coach.text
        assert coach.one("sessions", on="2026-12-09")["goal"] == "The team"


async def test_a_session_of_today_is_not_put_off(booked: Desk) -> None:
    """Neither on Today nor in Evaluation; one to come comes back on its day at the latest."""
    async with opened(booked, SMALL) as coach:
        for place in ("0", "5"):
            await coach.press(place)
            await select(coach, "11:00")
            await coach.press("z")
            assert (
                "a session of today stays listed; move it (m), or say that it was cancelled (x)"
                in coach.bottom
            )
        await select(coach, "Tue 8 Dec")
        await coach.press("z")
        await coach.type("9 dec\n")
        assert "the session is on Tue 8 Dec; choose that day or an earlier one" in coach.bottom
        await coach.press("escape")
        assert not any("snooze" in stored for stored in coach.stored("sessions"))
        # one of which it has been said what came is not put off: then it is the review
        await select(coach, "11:00")
        await coach.press("space", "z")
        assert coach.bottom.startswith("Put the review with Anna Berg off until")


async def test_a_no_show_that_nobody_booked_is_one_line(example: Desk) -> None:
    async with opened(example, SMALL) as coach:
        await coach.press("5", "S")
        await coach.type("no-show 20 nov 10:00: overslept")
        assert "→ Fri 20 Nov 10:00: no-s" in coach.text
        await coach.press("enter")
        assert "noted a session with Anna Berg of Fri 20 Nov 10:00: no-show" in coach.text
        made = coach.one("sessions", on="2026-11-20")
        assert (made["state"], made["reason"]) == ("no_show", "overslept")
        await coach.press("S")
        await coach.type("no-show 20 nov\n")
        assert "a session stands there" in coach.text
