"""One hour, one page: a session that is the review, what was noted before, and a review without a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coach_tui.changes.clients import begin_plan
from coach_tui.changes.records import add
from coach_tui.changes.session_states import cancel_session
from coach_tui.plan.agenda import next_review
from coach_tui.plan.attention.survey import attention
from coach_tui.plan.calendar_items import items
from coach_tui.plan.contact import Checkin, Commitment, Review
from coach_tui.plan.days import events_between
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.session import Session
from tests.app.app_kit import LARGE, SMALL, Keyboard, desk_on, die_with, opened

DAY = date(2026, 11, 24)
TEXT = "Ask the night shift"


class Room:
    """A plan with a review due, a session booked this morning, and a session with notes before it."""

    def __init__(self, path: Path) -> None:
        self.desk = desk_on(path)
        client = begin_plan(
            self.desk,
            {"name": "Tom Okafor"},
            {"start": "2026-09-01", "review_every": "2 weeks", "sessions": 8},
        )
        engagement = self.desk.practice().current(client)
        assert engagement is not None
        self.client, self.engagement = client, engagement.uid
        measure = {"name": "clients signed", "unit": "clients", "baseline": 0, "target": 6}
        self.add(Objective, title="Six clients", start="2026-09-01", due="2027-01-08", measure=[measure])
        self.add(
            Session,
            on="2026-11-10",
            state="held",
            goal="Find the first client",
            shares=["goal"],
            private="Avoids naming the conflict with J.",
            way_forward="Ring two old customers",
        )
        self.add(Checkin, on="2026-11-17", note="Slept badly", mood="tired", form="f1")
        self.commitment = self.add(Commitment, text=TEXT, due="2026-11-17", made_on="2026-11-10")
        self.session = self.add(Session, on="2026-11-24", time="10:00")

    def add(self, noun: type, **values: object) -> str:
        return add(self.desk, noun, self.engagement, values)

    @property
    def plan(self) -> Plan:
        found = self.desk.practice().plan(self.client)
        assert found is not None
        return found


@pytest.fixture
def room(path: Path) -> Room:
    return Room(path)


async def go(coach: Keyboard, key: str) -> None:
    coach.form.focus_field(key)
    await coach.settle()


TABLES = ("sessions", "reviews", "commitments", "checkins", "objectives")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_session_becomes_the_review_by_one_key(room: Room, size: tuple[int, int]) -> None:
    async with opened(room.desk, size) as coach:
        before = {table: coach.stored(table) for table in TABLES}
        await coach.press("s")
        assert "ctrl+r: this hour is the review" in coach.text
        assert "ctrl+r review" in coach.text
        await coach.press("d")
        await go(coach, "goal")
        await coach.type("Sell one more")
        await coach.press("ctrl+r")
        assert "Session and review with Tom Okafor, 2 of 8" in coach.lines[0]
        assert coach.form.current is not None
        assert coach.form.current.spec.key == "goal"  # one stays where one was
        # what was typed is there still, and promises and the next date are asked once
        values = coach.form.values()
        assert values["goal"] == "Sell one more"
        assert values[f"settle.{room.commitment}"] == "done"
        assert sum(key.startswith("settle.") for key in values) == 1
        assert [key for key in values if key == "next"] == ["next"]
        assert "held_on" not in values
        await coach.fill(reflection="Slow, and then faster", feedback__overall="9")
        await coach.fill(next="+2w 9:30")
        assert "Tue 8 Dec 09:30" in coach.text
        await coach.save()
        assert not coach.in_form
        assert "held the session and the review with Tom Okafor, next on" in coach.bottom
        session = coach.one("sessions", uid=room.session)
        assert (session["state"], session["review"], session["goal"]) == ("held", True, "Sell one more")
        review = coach.one("reviews", held_on="2026-11-24")
        assert (review["reflection"], review["feedback"]) == ("Slow, and then faster", {"overall": 9})
        assert review["outcomes"] == [{"text": TEXT, "status": "done"}]
        assert "empty" not in review
        assert str(next_review(room.plan).on) == "2026-12-08"
        # both are one hour
        await coach.press("5")
        assert not [row.key for row in coach.rows.rows if str(row.key).startswith("reviews:")]
        assert "session · review: Sell" in coach.body
        assert "Reviews held" not in coach.body
        await coach.press("u")
        assert {table: coach.stored(table) for table in before} == before


@pytest.mark.parametrize("keys", [("s", "ctrl+r"), ("r", "s"), ("r", "r", "ctrl+r"), ("r", "r")])
async def test_the_words_that_wait_for_the_review_are_in_it_alone(room: Room, keys: tuple[str, ...]) -> None:
    said = [{"text": TEXT, "says": "done"}]
    room.add(Review, due="2026-11-24", reflection="By mail", received_on="2026-11-23", said=said)
    async with opened(room.desk) as coach:
        await coach.press(*keys)
        assert coach.form.values()["reflection"] == "By mail"
        await coach.save()
        (review,) = coach.stored("reviews")
        assert (review["held_on"], review["received_on"]) == ("2026-11-24", "2026-11-23")
        assert (review["reflection"], review["said"]) == ("By mail", said)


async def test_what_came_of_the_session_elsewhere_is_told(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s")
        await coach.fill(goal="Sell")
        cancel_session(room.desk, room.session, "client", reason="ill")
        await coach.save()
        assert coach.form.values()["goal"] == "Sell"
        assert "the session was cancelled by the client elsewhere; save again if it was held" in coach.text
        assert coach.one("sessions", uid=room.session)["state"] == "cancelled"
        await coach.save()
        session = coach.one("sessions", uid=room.session)
        assert (session["state"], session["goal"]) == ("held", "Sell")
        assert not session.keys() & {"reason", "cancelled_by"}


async def test_the_key_takes_the_review_back_and_keeps_what_was_typed(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s", "ctrl+r")
        await coach.fill(reflection="Slow")
        await coach.press("ctrl+r")
        assert coach.lines[0].strip().startswith("Session with Tom Okafor")
        assert not coach.form.asks("reflection")
        await coach.press("ctrl+r")
        assert coach.form.values()["reflection"] == "Slow"
        await coach.press("ctrl+r")
        await coach.save()
        assert coach.bottom.startswith("1 answer of the review will be lost")
        await coach.press("escape", "ctrl+r")
        assert coach.form.values()["reflection"] == "Slow"
        await coach.press("ctrl+r")
        await coach.save()
        await coach.press("y")
        assert coach.stored("reviews") == []
        assert "review" not in coach.one("sessions", uid=room.session)


@pytest.mark.parametrize("keys", [("s",), ("r", "r")])
async def test_the_key_leaves_one_in_the_field_where_one_was(room: Room, keys: tuple[str, ...]) -> None:
    async with opened(room.desk) as coach:
        await coach.press(*keys)
        await go(coach, f"settle.{room.commitment}")
        await coach.press("ctrl+r", "d")
        assert coach.form.values()[f"settle.{room.commitment}"] == "done"
        await coach.press("ctrl+r")
        await coach.save()  # nothing was answered of the review: nothing is asked
        assert coach.one("commitments")["status"] == "done"
        assert coach.stored("reviews") == []


async def test_hints_follow_the_day_on_which_the_review_was_held(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r", "r")
        await go(coach, "next")
        assert "empty: Tue 8 Dec, by the rhythm" in coach.text
        await coach.fill(held_on="20.11.")
        await go(coach, "next")
        assert "empty: Fri 4 Dec, by the rhythm" in coach.text
        await go(coach, "commit.0")
        assert "left out: the client, Fri 4 Dec," in coach.text
        await coach.fill(next="10.12.")
        await go(coach, "commit.0")
        assert "left out: the client, Thu 10 Dec," in coach.text
        await coach.fill(commit__0="Call")
        await coach.save()
        assert coach.one("commitments", text="Call")["due"] == "2026-12-10"


async def test_the_review_offers_the_session_that_is_booked(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r")
        assert coach.bottom.startswith("A 10:00 session is booked today")
        await coach.press("s")
        assert "Session and review with Tom Okafor, 2 of 8" in coach.lines[0]
        await coach.press("escape", "r", "r")
        assert "Review with Tom Okafor" in coach.lines[0]
        # and from the review's page the hour can be noted as a session, too
        await coach.fill(reflection="Slow")
        await coach.press("ctrl+r")
        assert "Session and review with Tom Okafor" in coach.lines[0]
        assert coach.form.values()["reflection"] == "Slow"
        await coach.save()
        assert coach.one("sessions", uid=room.session)["review"] is True
        assert coach.one("reviews", held_on="2026-11-24")["reflection"] == "Slow"
        assert not coach.app.drafts.kept


async def test_a_draft_holds_both(room: Room, path: Path) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s")
        await coach.fill(goal="Sell")
        await coach.press("ctrl+r")
        await coach.fill(reflection="Slow")
        drafts = coach.app.drafts.open()
    die_with(path, drafts)
    async with opened(room.desk) as coach:
        assert "Left unsaved: Session and review with Tom Okafor" in coach.bottom
        await coach.press("o")
        values = coach.form.values()
        assert (values["goal"], values["reflection"]) == ("Sell", "Slow")
        await coach.save()
        assert coach.one("reviews")["reflection"] == "Slow"


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_last_note_and_what_the_client_sent_stand_on_the_page(
    room: Room, size: tuple[int, int]
) -> None:
    async with opened(room.desk, size) as coach:
        await coach.press("s")
        columns = [line.replace("▐", " ").replace("│", "|").partition("|") for line in coach.lines]
        both = " ".join(left for left, _, _ in columns) + " ".join(right for _, _, right in columns)
        seen = " ".join(both.replace("\u00a0", " ").split())
        for text in (
            "Noted on Tue 10 Nov",
            "Goal: Find the first client",
            "(client may read)",
            "Avoids naming the conflict",
            "→ Ring two old customers (private)",
        ):
            assert text in seen, (text, coach.text)
        if size == LARGE:
            assert "client sent: tired; Slept badly" in seen


async def test_a_review_without_a_word_is_asked_about(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r", "r")
        await coach.save()
        assert coach.bottom.startswith("nothing was said: hold it all the same?")
        await coach.press("escape")
        assert coach.in_form  # the page is there again
        assert coach.stored("reviews") == []
        await coach.save()
        await coach.press("y")
        assert coach.one("reviews", held_on="2026-11-24")["empty"] is True
        assert str(next_review(room.plan).on) == "2026-12-08"  # it moves the next day
        await coach.press("5")
        assert "nothing was said" in coach.body
        await coach.press("u")
        assert coach.stored("reviews") == []


async def test_an_hour_without_a_word_is_asked_about_too(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s", "ctrl+r")
        await coach.save()
        assert coach.bottom.startswith("nothing was said in the review: hold it all the same?")
        await coach.press("escape")
        await coach.fill(private="Tired")  # the session's own note says nothing in the review
        await coach.save()
        assert coach.bottom.startswith("nothing was said in the review: hold it all the same?")
        await coach.press("y")
        assert coach.one("reviews")["empty"] is True
        assert coach.one("sessions", uid=room.session)["review"] is True


async def test_what_is_agreed_counts_from_the_day_of_the_hour_and_shows_it(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r", "r")
        await coach.fill(held_on="yesterday")
        assert "Mon 23 Nov" in coach.text
        await coach.fill(next="+2w")
        assert "Mon 7 Dec" in coach.text
        await coach.fill(commit__0="Call Jonas | client | +1w")
        assert "until Mon 30 Nov, client" in coach.text
        await coach.fill(commit__1="Send it | coach | 20.11.")
        assert "until Sat 20 Nov 2027, coach, a year on: Fri 20 Nov is past" in coach.text
        await coach.fill(commit__1="")
        await coach.save()
        assert coach.one("commitments", text="Call Jonas")["due"] == "2026-11-30"
        assert [one["due"] for one in coach.stored("reviews") if not one.get("held_on")] == ["2026-12-07"]


async def set_aside(coach: Keyboard) -> None:
    """Answer something of the review, and say that the hour is none, after all."""
    await coach.press("s", "ctrl+r")
    await coach.fill(reflection="Slow")
    await coach.press("ctrl+r")
    assert not coach.form.asks("reflection")
    assert coach.form.changed


async def hold_both(coach: Keyboard) -> None:
    """Find what was set aside once the hour is the review again, and save it."""
    assert not coach.form.asks("reflection")
    await coach.press("ctrl+r")
    assert coach.form.values()["reflection"] == "Slow"
    await coach.save()
    assert coach.one("reviews", held_on="2026-11-24")["reflection"] == "Slow"


async def test_answers_set_aside_outlive_a_kill(room: Room, path: Path) -> None:
    async with opened(room.desk) as coach:
        await set_aside(coach)
        drafts = coach.app.drafts.open()
    die_with(path, drafts)
    async with opened(room.desk) as coach:
        assert "Left unsaved: Session with Tom Okafor" in coach.bottom
        await coach.press("o")
        await hold_both(coach)


async def test_answers_set_aside_outlive_escape(room: Room) -> None:
    async with opened(room.desk) as coach:
        await set_aside(coach)
        await coach.press("escape")
        assert "keep it for later" in coach.text
        await coach.press("l")
        assert "kept · s goes on with it" in coach.bottom
        await coach.press("4", "s")
        await hold_both(coach)
        assert not coach.app.drafts.kept


async def test_an_hour_is_one_thing_in_every_list(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s", "ctrl+r")
        await coach.fill(reflection="Slow", goal="Sell")
        await coach.save()
        events = events_between(room.desk.practice(), DAY, DAY, DAY)
        assert [(one.kind, one.title, one.done) for one in events] == [("session", "session · review", True)]
        titles = [item.title for item in items(room.desk.practice()) if item.when.day == DAY]
        assert titles == ["✓ Session and review with Tom Okafor"]
        assert "review_due" not in [item.kind for item in attention(room.desk.practice(), DAY)]
        await coach.press("6", "enter")
        assert coach.body.count("session · review") == 1


async def test_enter_opens_the_one_page_and_e_asks_which_part(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s", "ctrl+r")
        await coach.fill(reflection="Slow", goal="Sell")
        await coach.save()
        await coach.press("5")
        while coach.key != f"sessions:{room.session}":
            await coach.press("j")
        await coach.press("enter")
        assert "Session and review of" in coach.text
        for text in ("Sell", "The review", "Slow"):
            assert text in coach.text
        await coach.press("e")
        assert coach.bottom.startswith("Edit")
        await coach.press("r")
        assert coach.form.values()["reflection"] == "Slow"


async def test_an_hour_that_is_noted_anew_adds_to_its_review(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s", "ctrl+r")
        await coach.fill(reflection="Slow", goal="Sell")
        await coach.save()
        before = coach.one("reviews")
        await coach.press("s")
        assert "Session and review with" in coach.lines[0]
        assert coach.form.values()["reflection"] == "Slow"
        await coach.fill(decisions="Go on")
        await coach.save()
        assert coach.one("reviews") == {**before, "decisions": "Go on"}


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_form_says_it_was_the_review_and_that_it_was_none(
    room: Room, size: tuple[int, int]
) -> None:
    agreed = room.add(Review, due="2026-11-12")
    async with opened(room.desk, size) as coach:
        held = coach.one("sessions", on="2026-11-10")["uid"]
        await coach.press("5")
        while coach.key != f"sessions:{held}":
            await coach.press("j")
        await coach.press("e")
        await coach.put(review=True)
        await coach.save()
        (review,) = coach.stored("reviews")
        assert (review["uid"], review["held_on"]) == (agreed, "2026-11-10")
        assert "session · review: Find the first client" in coach.row("session · review")
        await coach.press("e", "s")
        await coach.put(review=False)
        await coach.save()
        (review,) = coach.stored("reviews")
        assert "held_on" not in review
        await coach.press("u")
        assert coach.one("reviews")["held_on"] == "2026-11-10"
        await coach.press("d")
        assert coach.stored("reviews") == []  # of an hour both go, and come back
        await coach.press("u")
        assert coach.one("reviews")["uid"] == agreed
