"""Two hands on one file: what is saved, what is asked, what is seen, what is never overwritten."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.clients import begin_plan, edit_client
from coach_tui.changes.daily import note_win
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, delete, edit
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.strategy import Strategy
from tests.app.app_kit import Keyboard, SetClock, opened

Again = Callable[[], Desk]


def objective(desk: Desk, title: str = "Lead a project team") -> dict[str, Any]:
    found = desk.practice().tables["objectives"].values()
    return dict(next(raw for raw in found if raw["title"] == title))


async def edit_objective(coach: Keyboard, **values: str) -> None:
    """The first objective's form with something typed, not saved yet."""
    await coach.press("1", "home", "e")
    await coach.put(**values)


# A saving that is refused


@pytest.mark.parametrize(
    ("place", "title", "more"),
    [
        ("1", "leave WORK on time", {"activity": "Go home", "why": "Because\nof him"}),
        ("2", "delegating", {"note": "again"}),
        ("3", "Delegate one task a week", {"cue": "If", "response": "then"}),
        ("4", "Go-Live", {"due": "2027-02-01"}),
    ],
)
async def test_a_title_in_use(example: Desk, place: str, title: str, more: dict[str, str]) -> None:
    async with opened(example) as coach:
        await coach.add(place)
        typed = {"title": title, **more}
        await coach.put(**typed)
        await coach.save()
        assert coach.in_form
        assert "exists; choose another title" in coach.text
        values = coach.form.values()
        assert {key: values[key] for key in typed} == typed
        assert coach.form.changed
        await coach.put(title="Something else")
        await coach.save()
        assert (coach.in_form, "added" in coach.bottom) == (False, True)


async def test_a_name_in_use(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("9", "a")
        await coach.put(name="anna BERG", plan__objective="Sell", email="a@b.c")
        await coach.save()
        assert coach.in_form
        assert "a client called “anna BERG” exists" in coach.text
        assert coach.form.values()["plan.objective"] == "Sell"
        assert coach.form.values()["email"] == "a@b.c"


async def test_what_a_field_refuses_is_said_at_the_field(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4", "a")
        await coach.put(title="Something", due="on the 45th")
        await coach.save()
        assert coach.in_form
        assert "!" in coach.row("Date")
        assert "45th" in coach.lines[-2]
        assert coach.form.current is not None
        assert coach.form.current.spec.key == "due"


async def test_a_rule_between_fields_is_said(example: Desk) -> None:
    async with opened(example) as coach:
        await edit_objective(coach, status="off track", why="Other words")
        await coach.save()
        assert coach.in_form
        assert "where the coach sets the status" in coach.text
        assert coach.form.values()["why"] == "Other words"


async def test_escape_asks_once(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("1", "a", "escape")
        assert not coach.in_form
        await coach.press("a")
        await coach.type("Half a")
        await coach.press("escape")
        assert "Discard what you typed?" in coach.lines[-1]
        await coach.press("n")
        await coach.type(" thought")
        assert coach.form.values()["title"] == "Half a thought"
        await coach.press("escape", "y")
        assert not coach.in_form
        assert len(coach.stored("objectives")) == 2
        await coach.press("a")
        assert coach.form.values()["title"] == ""


# Two hands on one record


async def test_different_fields_are_both_kept(example: Desk, again: Again) -> None:
    async with opened(example) as coach:
        await edit_objective(coach, why="My words")
        other = again()
        edit(other, Objective, objective(other)["uid"], {"support": "Their support", "weight": 3})
        await coach.save()
        assert not coach.in_form
        assert not coach.app.bottom.active
        now = objective(again())
        assert (now["why"], now["support"], now["weight"]) == ("My words", "Their support", 3)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("m", "Mine"), ("t", "Theirs"), ("b", "Theirs\nMine")],
    ids=["mine", "theirs", "both"],
)
async def test_the_same_field_is_asked_about(example: Desk, again: Again, answer: str, kept: str) -> None:
    async with opened(example) as coach:
        await edit_objective(coach, why="Mine", support="Only mine")
        other = again()
        edit(other, Objective, objective(other)["uid"], {"why": "Theirs"})
        await coach.save()
        assert "Why" in coach.bottom
        assert objective(again())["why"] == "Theirs"
        for key in ("m mine", "t theirs", "b both"):
            assert key in coach.bottom
        await coach.press(answer)
        assert not coach.app.bottom.active
        now = objective(again())
        assert now["why"] == kept
        assert now["support"] == "Only mine"
        assert coach.app.drafts.kept == []


async def test_a_clash_can_be_left(example: Desk, again: Again) -> None:
    async with opened(example) as coach:
        await edit_objective(coach, why="Mine", support="Only mine")
        other = again()
        edit(other, Objective, objective(other)["uid"], {"why": "Theirs"})
        await coach.save()
        await coach.press("escape")
        assert coach.in_form
        assert coach.form.values()["why"] == "Mine"
        assert "nothing was saved" in coach.text
        now = objective(again())
        assert now["why"] == "Theirs"
        assert now["support"] != "Only mine"
        # saving again asks again
        await coach.save()
        assert "t theirs" in coach.bottom
        await coach.press("m")
        assert objective(again())["why"] == "Mine"


async def test_each_field_is_asked_about(example: Desk, again: Again) -> None:
    async with opened(example) as coach:
        await edit_objective(coach, why="My why", owner="My owner", support="My support")
        other = again()
        edit(other, Objective, objective(other)["uid"], {"why": "Their why", "owner": "Their owner"})
        await coach.save()
        await coach.press("m")
        assert coach.app.bottom.active
        await coach.press("t")
        now = objective(again())
        fields = {now["why"], now["owner"], now["support"]}
        assert "My support" in fields
        assert len(fields & {"My why", "Their why"}) == 1
        assert len(fields & {"My owner", "Their owner"}) == 1
        assert len([text for text in fields if text.startswith("Their")]) == 1


async def test_only_theirs_leaves_theirs(example: Desk, again: Again) -> None:
    async with opened(example) as coach:
        await edit_objective(coach, why="Mine")
        other = again()
        edit(other, Objective, objective(other)["uid"], {"why": "Theirs"})
        await coach.save()
        await coach.press("t")
        assert "kept what was there" in coach.bottom
        assert objective(again())["why"] == "Theirs"


async def test_a_third_hand_while_being_asked(example: Desk, again: Again) -> None:
    async with opened(example) as coach:
        await edit_objective(coach, why="Mine")
        other = again()
        edit(other, Objective, objective(other)["uid"], {"why": "Theirs"})
        await coach.save()
        edit(other, Objective, objective(other)["uid"], {"why": "Theirs again"})
        await coach.press("m")
        assert "Theirs again" in coach.bottom
        assert objective(again())["why"] == "Theirs again"
        await coach.press("m")
        assert objective(again())["why"] == "Mine"


async def test_a_record_deleted_meanwhile(example: Desk, again: Again) -> None:
    async with opened(example) as coach:
        await edit_objective(coach, why="A long text I would not want to lose")
        other = again()
        delete(other, Objective, objective(other)["uid"])
        await coach.save()
        assert coach.in_form
        assert "no longer exists" in coach.text
        assert coach.form.values()["why"] == "A long text I would not want to lose"


async def test_a_client_edited_by_two(example: Desk, again: Again) -> None:
    async with opened(example) as coach:
        await coach.press("9", "e", "c")
        await coach.put(email="mine@example.org", role="Mine")
        other = again()
        uid = other.practice().clients[0].uid
        edit_client(other, uid, {"role": "Theirs"})
        await coach.save()
        await coach.press("t")
        client = again().practice().clients[0]
        assert client.raw["email"] == "mine@example.org"
        assert client.role == "Theirs"


async def test_why_a_date_was_moved_outlives_a_clash(example: Desk, again: Again) -> None:
    async with opened(example) as coach:
        await coach.press("4", "home", "j", "j", "e")
        await coach.put(due="2027-02-05", evidence="My proof")
        other = again()
        found = other.practice().tables["milestones"].values()
        uid = next(raw["uid"] for raw in found if raw["title"] == "Go-live")
        edit(other, Milestone, uid, {"evidence": "Their proof"})
        await coach.save()
        await coach.press("c")
        await coach.type("The vendor is late\n")
        assert "Their proof" in coach.bottom
        await coach.press("m")
        go_live = coach.one("milestones", title="Go-live")
        assert (go_live["due"], go_live["evidence"]) == ("2027-02-05", "My proof")
        assert go_live["moves"][-1]["reason"] == "The vendor is late"


async def test_two_apps(example: Desk, again: Again) -> None:
    async with opened(example) as one, opened(again()) as two:
        await edit_objective(one, why="One")
        await edit_objective(two, why="Two", support="Two")
        await one.save()
        await two.save()
        assert "One" in two.bottom
        await two.press("m")
        assert objective(again())["why"] == "Two"
        await one.press("j", "k")
        await one.press("y")
        assert "Two" in one.app.clipboard


async def test_undo_of_what_another_changed_since(example: Desk, again: Again) -> None:
    async with opened(example) as coach:
        await edit_objective(coach, why="Mine")
        await coach.save()
        other = again()
        edit(other, Objective, objective(other)["uid"], {"support": "Theirs"})
        practice = other.practice()
        (engagement,) = practice.engagements(practice.clients[0].uid)
        note_win(other, engagement.uid, "A win")
        await coach.press("u")
        assert "took back: noted a win" in coach.bottom
        await coach.press("u")
        await coach.press("u")
        now = objective(again())
        assert now["why"] == "I want to stop being the one who fixes everything alone."


# What happens outside


async def test_a_change_from_outside_is_seen_at_the_next_key(example: Desk, again: Again) -> None:
    async with opened(example) as coach:
        await coach.press("1")
        other = again()
        plan = other.practice().plan(other.practice().clients[0].uid)
        assert plan is not None
        add(other, Objective, plan.engagement.uid, {"title": "From elsewhere"})
        assert "From elsewhere" not in coach.text
        await coach.press("j")
        assert "From elsewhere" in coach.text
        add(other, Strategy, plan.engagement.uid, {"title": "Their strategy"})
        await coach.press("3")
        assert "Their strategy" in coach.text
        begin_plan(other, {"name": "Zoë"})
        await coach.press("k")
        assert "2" in coach.top


async def test_and_when_the_terminal_has_the_focus_again(example: Desk, again: Again) -> None:
    from textual.events import AppBlur, AppFocus

    async with opened(example) as coach:
        other = again()
        plan = other.practice().plan(other.practice().clients[0].uid)
        assert plan is not None
        coach.app.post_message(AppBlur())
        await coach.settle()
        note_win(other, plan.engagement.uid, "Seen from afar")
        coach.app.post_message(AppFocus())
        await coach.settle()
        assert "Seen from afar" in coach.body


async def test_the_client_shown_is_deleted_elsewhere(example: Desk, again: Again) -> None:
    from coach_tui.changes.clients import delete_client

    async with opened(example) as coach:
        await coach.press("1")
        other = again()
        delete_client(other, other.practice().clients[0].uid)
        for digit in "j0123456789":
            await coach.press(digit)
            assert "Lead a project team" not in coach.text
        assert "No client yet" in coach.body


async def test_the_cursor_stays_on_its_record(example: Desk, again: Again) -> None:
    async with opened(example) as coach:
        await coach.press("4", "home", "j", "j")
        assert "Go-live" in coach.row("›")
        other = again()
        plan = other.practice().plan(other.practice().clients[0].uid)
        assert plan is not None
        add(other, Milestone, plan.engagement.uid, {"title": "Before it all", "due": "2026-09-10"})
        await coach.press("u")
        assert "Before it all" not in coach.body
        assert "Go-live" in coach.row("›")
        await coach.press("ctrl+r")
        assert "Before it all" in coach.row("›"), "it goes to what has come back"


async def test_midnight_turns_the_page(example: Desk) -> None:
    clock = example.clock
    assert isinstance(clock, SetClock)
    async with opened(example) as coach:
        assert "40 days late" in coach.body
        clock.fixed = date(2026, 11, 25)
        await coach.press("j")
        assert "41 days late" in coach.body
        assert "Wed 25 Nov 2026" in coach.top
        await coach.press("6")
        assert "Wed 25 Nov" in coach.text
        clock.fixed = date(2027, 1, 1)
        coach.app.outside.midnight()
        await coach.settle()
        assert "1 Jan 2027" in coach.top
        await coach.press("t")
        assert "January 2027" in coach.body
        await coach.press("1", "c", "enter")
        await coach.type("e5")
        await coach.press("enter")
        assert coach.one("checkins", on="2027-01-01")["engagement"] == 5


# A file that cannot be read any more


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"<<<<<<< ours\n", b"\0" * 500], ids=["empty", "cut", "marks", "nul"]
)
async def test_a_file_damaged_while_it_is_open(example: Desk, path: Path, damage: bytes) -> None:
    async with opened(example) as coach:
        sound = path.read_bytes()
        path.write_bytes(damage)
        await coach.press("j")
        assert "!" in coach.bottom
        assert len(coach.bottom.splitlines()) == 1
        assert "Anna Berg" in coach.body  # what was read stays on the screen
        await coach.press("1", "a")
        await coach.put(title="Typed meanwhile")
        await coach.save()
        assert coach.in_form
        assert coach.form.values()["title"] == "Typed meanwhile"
        assert path.read_bytes() == damage
        path.write_bytes(sound)
        await coach.save()
        assert (coach.in_form, bool(coach.one("objectives", title="Typed meanwhile"))) == (False, True)


async def test_a_file_that_is_gone(example: Desk, path: Path) -> None:
    async with opened(example) as coach:
        away = path.with_name("away.json")
        path.rename(away)
        await coach.press("j", "1", "j")
        assert coach.app.is_running
        away.rename(path)
        await coach.press("j", "k")
        assert "Lead a project team" in coach.body


async def test_a_check_in_while_the_file_is_held(example: Desk, path: Path) -> None:
    example.store.lock_wait = 0.0
    other = Desk(path, SetClock(date(2026, 11, 24)))
    async with opened(example) as coach:
        with other.store.transaction("held"):
            await coach.press("c", "enter")
            await coach.type("7, what she said was long")
            await coach.press("enter")
        assert "what she said" in str(coach.app.drafts.kept)
        assert "t try again" in coach.bottom
        await coach.press("t")
        assert coach.one("checkins", on="2026-11-24")["note"] == "what she said was long"
        assert coach.app.drafts.kept == []
