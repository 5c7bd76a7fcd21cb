"""Several rows at once: marked, then done, moved, put off or settled as one change, with one undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach_tui.changes.clients import begin_plan
from coach_tui.changes.daily import settle
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, edit
from coach_tui.changes.several import finish_all, move_all, settle_all
from coach_tui.changes.undo import entries_of
from coach_tui.plan.client import Client
from coach_tui.plan.contact import Commitment
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from tests.app.app_kit import LARGE, SMALL, Keyboard, desk_on, opened

DAYS = {"First": "2026-12-01", "Second": "2026-12-08", "Third": "2026-12-15"}


@pytest.fixture
def desk(path: Path) -> Desk:
    found = desk_on(path)
    client = begin_plan(found, {"name": "Ines"}, {"start": "2026-11-01"})
    engagement = found.practice().current(client)
    assert engagement is not None
    for title, due in DAYS.items():
        add(found, Milestone, engagement.uid, {"title": title, "due": due})
        add(found, Commitment, engagement.uid, {"text": f"{title} promise", "due": due})
    return found


def journal(desk: Desk) -> int:
    return len(entries_of(desk.practice()))


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_marked_milestones_are_done_as_one_and_taken_back_as_one(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with opened(desk, size) as coach:
        await coach.press("4", "g", "M", "M")
        assert "2 marked" in coach.bottom
        for title in ("First", "Second"):
            assert coach.row(title)[1] == "+"
        before = journal(desk)
        await coach.press("space")
        assert journal(desk) == before + 1
        done = {raw["title"] for raw in coach.stored("milestones") if raw.get("done_on")}
        assert done == {"First", "Second"}
        assert not coach.rows.marked
        await coach.press("u")
        assert not [raw for raw in coach.stored("milestones") if raw.get("done_on")]


async def test_a_week_later_each_from_its_own_day(desk: Desk) -> None:
    async with opened(desk) as coach:
        await coach.press("4", "g", "M", "M", ">")
        assert "2 dates, each 7 days later" in coach.text
        assert "Tue 1 Dec → Tue 8 Dec" in coach.text
        assert "! the same day as “Third”" in coach.text
        await coach.press("o", "c")
        await coach.type("ill\n")
        found = {raw["title"]: raw for raw in coach.stored("milestones")}
        assert [found[title]["due"] for title in DAYS] == ["2026-12-08", "2026-12-15", "2026-12-15"]
        assert found["First"]["moves"][-1]["by"] == "client"
        assert found["Second"]["moves"][-1]["reason"] == "ill"
        await coach.press("u")
        assert {raw["title"]: raw["due"] for raw in coach.stored("milestones")} == DAYS


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_weeks_that_are_typed_count_from_the_day_of_each(desk: Desk, size: tuple[int, int]) -> None:
    plan = desk.practice().plan(desk.practice().clients[0].uid)
    assert plan is not None
    first, _, third = plan.milestones
    edit(desk, Milestone, third.uid, {"after": [first.uid]})
    edit(desk, Client, plan.client.uid, {"days_off": ["2026-12-08"]})
    async with opened(desk, size) as coach:
        await coach.press("4", "g", "M", "M", "m")
        await coach.type("+1w")
        assert "each from its own day: Tue 8 Dec, Tue 15 Dec" in coach.bottom
        await coach.press("enter")
        assert "Tue 1 Dec → Tue 8 Dec" in coach.text
        assert "! Tue 8 Dec is a day off" in coach.text
        assert "d with 1 after them" in coach.bottom
        assert {raw["title"]: raw["due"] for raw in coach.stored("milestones")} == DAYS
        before = journal(desk)
        await coach.press("d", "c", "enter")
        assert journal(desk) == before + 1
        found = {raw["title"]: raw["due"] for raw in coach.stored("milestones")}
        assert found == {"First": "2026-12-08", "Second": "2026-12-15", "Third": "2026-12-22"}
        await coach.press("u")
        assert {raw["title"]: raw["due"] for raw in coach.stored("milestones")} == DAYS


async def test_in_the_calendar_too_each_moves_from_its_own_day(desk: Desk) -> None:
    async with opened(desk) as coach:
        await coach.press("6", "v", "v")
        for title in ("First", "Second"):
            while not (coach.key.startswith("milestones:") and title in coach.row("\u203a")):
                await coach.press("j")
            await coach.press("M")
        await coach.press("m")
        await coach.type("+1w\n")
        assert "2 dates, each 7 days later" in coach.text
        await coach.press("o", "enter", "enter")
        found = {raw["title"]: raw["due"] for raw in coach.stored("milestones")}
        assert found == {"First": "2026-12-08", "Second": "2026-12-15", "Third": "2026-12-15"}


async def test_steps_go_on_until_it_is_said_how_much_moves(desk: Desk) -> None:
    async with opened(desk) as coach:
        await coach.press("4", "g", "M", "M", ">", "<")
        assert "Where they were" in coach.text
        await coach.press("+")
        assert "2 dates, each 1 day later" in coach.text
        await coach.press("f", "m", "enter")
        assert sorted(raw["due"][-2:] for raw in coach.stored("milestones")) == ["02", "09", "16"]


async def test_what_does_not_move_is_named_before_anything_is_asked(desk: Desk) -> None:
    async with opened(desk) as coach:
        await coach.press("4", "g", "space", "g", "M", "M", "m")
        assert "is done; space opens it again" in coach.bottom
        assert not coach.app.bottom.active


async def test_all_to_one_day_and_put_off(desk: Desk) -> None:
    async with opened(desk) as coach:
        await coach.press("4", "g", "M", "M", "M", "m")
        await coach.type("18 dec\n")
        assert "3 dates to Fri 18 Dec" in coach.text
        assert "the same day as" not in coach.text
        await coach.press("c", "enter")
        assert {raw["due"] for raw in coach.stored("milestones")} == {"2026-12-18"}
        await coach.press("g", "M", "M", "z")
        await coach.type("fri\n")
        await coach.type("on leave\n")
        off = [raw["snooze"]["until"] for raw in coach.stored("milestones") if "snooze" in raw]
        assert off == ["2026-11-27"] * 2


async def test_promises_are_settled_as_one(desk: Desk) -> None:
    async with opened(desk) as coach:
        await coach.press("5", "g")
        while not coach.key.startswith("commitments:"):
            await coach.press("j")
        await coach.press("M", "M", "x", "p", "enter")
        found = sorted(raw.get("status", "open") for raw in coach.stored("commitments"))
        assert found == ["open", "partly", "partly"]


async def test_escape_marks_none(desk: Desk) -> None:
    async with opened(desk) as coach:
        await coach.press("4", "g", "M", "escape", "space")
        assert sum("done_on" in raw for raw in coach.stored("milestones")) == 1


@pytest.fixture
def booked(desk: Desk) -> Desk:
    engagement = desk.practice().current(desk.practice().clients[0].uid)
    assert engagement is not None
    for on, state in {"2026-11-20": "booked", "2026-11-23": "booked", "2026-12-01": "booked"}.items():
        add(desk, Session, engagement.uid, {"on": on, "state": state, "time": "10:00"})
    return desk


async def to_sessions(coach: Keyboard, first: str) -> None:
    await coach.press("5", "g")
    while not (coach.key.startswith("sessions:") and first in coach.row("\u203a")):
        await coach.press("j")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_sessions_are_held_cancelled_and_moved_as_one(booked: Desk, size: tuple[int, int]) -> None:
    async with opened(booked, size) as coach:
        for keys, said in (
            (("space",), {"state": "held"}),
            (("x", "c", "i", "l", "l", "enter"), {"state": "cancelled", "reason": "ill"}),
            ((">", "enter", "c", "enter"), {"state": "booked"}),
        ):
            before = {raw["on"]: raw for raw in coach.stored("sessions")}
            await to_sessions(coach, "23 Nov")
            await coach.press("M", "M")
            assert "2 marked" in coach.bottom
            assert "x cancel" in coach.bottom
            entries = journal(booked)
            await coach.press(*keys)
            after = coach.stored("sessions")
            assert journal(booked) == entries + 1, coach.bottom
            found = [raw for raw in after if raw != before.get(raw["on"])]
            assert len(found) == 2
            assert all(raw.get(key) == value for raw in found for key, value in said.items())
            assert "and 1 more" in coach.bottom
            await coach.press("u")
            assert {raw["on"]: raw for raw in coach.stored("sessions")} == before


async def test_reviews_are_put_off_together_and_come_back_together(path: Path) -> None:
    desk = desk_on(path)
    for name in ("Ines", "Jan"):
        begin_plan(desk, {"name": name}, {"start": "2026-08-01", "review_every": "monthly"})
    async with opened(desk) as coach:
        for name in ("Ines", "Jan"):
            assert "review" in coach.row(name)
        entries = journal(desk)
        await coach.press("g", "M", "M", "z")
        await coach.type("+2w\n")
        await coach.type("on leave\n")
        assert journal(desk) == entries + 1, coach.bottom
        off = [raw["snooze"]["until"] for raw in coach.stored("engagements")]
        assert off == ["2026-12-08"] * 2
        assert "put the review off" in coach.bottom or "the review and 1 more" in coach.bottom
        await coach.press("u")
        assert not any("snooze" in raw for raw in coach.stored("engagements"))


def test_where_one_is_refused_nothing_is_changed(desk: Desk) -> None:
    practice = desk.practice()
    plan = practice.plan(practice.clients[0].uid)
    assert plan is not None
    session = add(desk, Session, plan.engagement.uid, {"on": "2026-12-01", "state": "booked"})
    booked = desk.practice().find("sessions", session)
    assert booked is not None
    before = journal(desk)
    with pytest.raises(BadInput, match="nothing was changed"):
        finish_all(desk, [plan.milestones[0], booked])
    with pytest.raises(BadInput, match="nothing was changed"):
        settle_all(desk, [plan.commitments[0], plan.milestones[0]], "done")
    days = {plan.milestones[0].uid: "2026-12-20", plan.milestones[1].uid: "1999-01-01"}
    with pytest.raises(BadInput, match="nothing was changed"):
        move_all(desk, plan.milestones[:2], days)
    assert journal(desk) == before
    assert finish_all(desk, plan.milestones[:2]) is not None
    assert journal(desk) == before + 1


async def test_two_presses_of_the_key_that_deletes_delete_one(desk: Desk) -> None:
    async with opened(desk) as coach:
        await coach.press("4", "g", "d", "d")
        assert len(coach.stored("milestones")) == 2
        assert "d once more" in coach.bottom
        await coach.press("d")
        assert len(coach.stored("milestones")) == 1
        await coach.press("u", "u")
        assert len(coach.stored("milestones")) == 3


async def to_promises(coach: Keyboard) -> None:
    await coach.press("5", "g")
    while not coach.key.startswith("commitments:"):
        await coach.press("j")


@pytest.fixture
def strategic(desk: Desk) -> Desk:
    engagement = desk.practice().current(desk.practice().clients[0].uid)
    assert engagement is not None
    for title in ("Delegate", "Listen"):
        add(desk, Strategy, engagement.uid, {"title": title, "kind": "practice", "cadence": "weekly"})
        add(desk, Objective, engagement.uid, {"title": f"{title} more", "due": "2027-01-15"})
    return desk


@pytest.mark.parametrize(
    ("place", "offered", "refused"),
    [
        ("1", {"m move", "d delete"}, ("space", "z", "x")),
        ("3", {"space practised", "d delete"}, ("z", "x", "m", "+", ">")),
        ("4", {"space done", "m move", "z put off", "d delete"}, ("x",)),
        ("5", {"space done", "m move", "z put off", "x settle", "d delete"}, ()),
    ],
)
async def test_only_what_works_on_all_that_are_marked_is_offered_and_done(
    strategic: Desk, place: str, offered: set[str], refused: tuple[str, ...]
) -> None:
    async with opened(strategic, LARGE) as coach:
        await (to_promises(coach) if place == "5" else coach.press(place, "g"))
        if place == "4":
            while not coach.key.startswith("milestones:"):
                await coach.press("j")
        await coach.press("M", "M")
        words = {"space done", "space practised", "m move", "z put off", "x settle", "x close", "d delete"}
        assert {word for word in words if word in coach.bottom} == offered
        before = journal(strategic)
        for key in refused:
            await coach.press(key)
            assert not coach.app.bottom.active, key
            assert "which is marked; M takes it out, esc marks none" in coach.bottom
        await coach.press("k")
        assert {word for word in words if word in coach.bottom} == offered
        assert journal(strategic) == before


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_is_marked_is_deleted_and_nothing_else(desk: Desk, size: tuple[int, int]) -> None:
    async with opened(desk, size) as coach:
        await coach.press("4", "g", "M", "M")
        before = journal(desk)
        await coach.press("d")
        assert [raw["title"] for raw in coach.stored("milestones")] == ["Third"]
        assert journal(desk) == before + 1
        assert "deleted “First” and 1 more" in coach.bottom
        await coach.press("u")
        assert len(coach.stored("milestones")) == 3
        await coach.press("g", "M", "d")
        assert [raw["title"] for raw in coach.stored("milestones")] == ["Second", "Third"]


@pytest.mark.parametrize("place", ["1", "3", "4", "5"])
async def test_two_presses_at_once_delete_one_and_say_so(strategic: Desk, place: str) -> None:
    async with opened(strategic) as coach:
        await (to_promises(coach) if place == "5" else coach.press(place, "g"))
        before = journal(strategic)
        await coach.type("dd")
        assert journal(strategic) == before + 1
        assert "deleted " in coach.bottom
        assert "u takes it back" in coach.bottom


async def test_marks_that_a_filter_hides_are_left_alone_and_not_counted(desk: Desk) -> None:
    async with opened(desk) as coach:
        await to_promises(coach)
        await coach.press("M", "/")
        await coach.type("second\n")
        await coach.press("M")
        assert "1 marked, 1 not shown" in coach.bottom
        await coach.press("space")
        done = [raw["text"] for raw in coach.stored("commitments") if raw.get("status") == "done"]
        assert done == ["Second promise"]
        await coach.press("escape")
        assert coach.row("First promise").count("+")


async def test_none_marked_names_no_keys(desk: Desk) -> None:
    async with opened(desk) as coach:
        await coach.press("4", "g", "M", "k", "M")
        assert "none marked" in coach.bottom
        assert "space" not in coach.bottom


async def test_what_is_done_is_not_put_off(desk: Desk) -> None:
    async with opened(desk) as coach:
        await coach.press("4", "g", "space", "g", "M", "z")
        assert "not for “First”, which is marked" in coach.bottom
        assert not coach.app.bottom.active


async def test_a_review_that_is_marked_is_called_one(path: Path) -> None:
    desk = desk_on(path)
    begin_plan(desk, {"name": "Ines"}, {"start": "2026-08-01", "review_every": "monthly"})
    async with opened(desk) as coach:
        await coach.press("g", "M", "space")
        assert "space done: not for the review, which is marked" in coach.bottom
        assert "d delete" not in coach.bottom


async def test_how_promises_ended_is_asked_for_several_as_for_one(desk: Desk) -> None:
    async with opened(desk) as coach:
        await to_promises(coach)
        await coach.press("M", "M", "x", "l")
        assert "2 promises are done late. Why?" in coach.bottom
        await coach.type("ill\n")
        assert [raw.get("reason") for raw in coach.stored("commitments")].count("ill") == 2


async def test_what_was_settled_elsewhere_is_not_counted(desk: Desk) -> None:
    async with opened(desk) as coach:
        await to_promises(coach)
        await coach.press("M", "M", "M")
        one = next(raw["uid"] for raw in coach.stored("commitments") if raw["text"] == "Second promise")
        settle(desk_on(desk.store.path), one, "done")
        await coach.press("space")
        assert "done: “First promise” and 1 more" in coach.bottom


async def test_practice_of_several_is_noted_where_it_is_not_yet(strategic: Desk) -> None:
    async with opened(strategic) as coach:
        await coach.press("3", "g", "space", "g", "M", "M", "space")
        assert sum(len(raw["done"]) for raw in coach.stored("checkins")) == 2


async def test_the_help_says_of_strategies_what_the_footer_does(strategic: Desk) -> None:
    async with opened(strategic, LARGE) as coach:
        await coach.press("3", "?")
        assert "Practised today, or not after all" in coach.text
        assert "Done, or not done after all" not in coach.text


@pytest.mark.parametrize(("marks", "said"), [((), "Not past Fri 4 Sep"), (("M", "M"), "No further")])
async def test_a_step_too_far_is_refused_with_why(example: Desk, marks: tuple[str, ...], said: str) -> None:
    async with opened(example) as coach:
        await coach.press("4", "j", *marks, *["less_than_sign"] * 30)
        assert said in coach.text
        assert "! Fri 28 Aug 2026 is before the engagement began" in coach.text
        await coach.press("escape")
        assert said not in coach.text
