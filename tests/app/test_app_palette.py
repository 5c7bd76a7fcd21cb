"""The palette: a command's word typed whole does that command, whatever else its letters stand in."""

from __future__ import annotations

import pytest

from coach_tui.app.commands import COMMANDS, PLACES
from coach_tui.app.dialogues.palette import PaletteList
from coach_tui.changes.desk import Desk
from coach_tui.changes.rounds import begin_round
from tests.app.app_kit import Keyboard, key_event, opened


def first(coach: Keyboard) -> str:
    """What Enter would do."""
    row = coach.app.query_one(PaletteList).cursor_row
    return str(row.cells[0]) if row is not None else ""


@pytest.mark.parametrize("place", [place.keys for place in PLACES], ids=[place.id for place in PLACES])
async def test_a_commands_word_typed_whole_finds_it(example: Desk, place: str) -> None:
    plan = example.practice().plan(example.practice().clients[0].uid)
    assert plan is not None
    begin_round(example, plan.engagement.uid, {"title": "Autumn", "items": ["Listens"]})
    found, tried = 0, set()
    async with opened(example) as coach:
        await coach.press("9", place)
        for _ in range(3):
            doable = frozenset(command.id for command in COMMANDS if coach.app.can(command.id))
            if doable in tried:  # the same entries, and the same of them offered
                await coach.press("j")
                continue
            tried.add(doable)
            await coach.press(":")
            matches = coach.app.query_one(PaletteList)
            for command in sorted(COMMANDS, key=lambda command: coach.app.can(command.id)):
                offered = command.palette and coach.app.can(command.id)
                taken = {"close"} if command.id == "close_up" or not offered else set()
                words = {command.id, command.label, command.label.upper(), command.id.replace("_", "-")}
                for word in {word for word in words if word.lower() not in taken}:
                    matches.find(word)
                    assert first(coach) == command.help, word
                    found += 1
            await coach.press("escape", "j")
    assert found > 100 * len(tried) > 0


@pytest.mark.parametrize(
    ("place", "word", "said"),
    [("6", "back", "Today"), ("0", "done", "not here"), ("6", "last", "Calendar"), ("2", "move", "not here")],
)
async def test_a_word_of_what_is_not_offered_does_nothing_else(
    example: Desk, place: str, word: str, said: str
) -> None:
    async with opened(example) as coach:
        await coach.press(place, ":")
        entries = len(coach.stored("journal"))
        await coach.type(word + "\n")
        assert said in coach.text
        assert not coach.in_form
        assert len(coach.stored("journal")) == entries


@pytest.mark.parametrize(
    ("place", "word", "shown"),
    [
        ("9", "history", "history"),
        ("1", "Needs", "needs"),
        ("0", "CLIENTS", "clients"),
        ("5", "all-insights", "across"),
        ("2", "hours log", "log"),
    ],
)
async def test_the_word_of_a_place_goes_there(example: Desk, place: str, word: str, shown: str) -> None:
    async with opened(example) as coach:
        await coach.press(place, ":")
        await coach.type(word + "\n")
        assert coach.app.place_id == shown


@pytest.mark.parametrize(
    ("word", "asked"),
    [("review", "Review with"), ("win", "A win of"), ("session", "Session"), ("check-in", "Check in with")],
)
async def test_the_word_of_what_is_done_begins_it(example: Desk, word: str, asked: str) -> None:
    async with opened(example) as coach:
        await coach.press("1", ":")
        await coach.type(word + "\n")
        assert asked in coach.text


async def test_a_word_that_was_begun_comes_before_letters_in_a_sentence(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("1", ":")
        matches = coach.app.query_one(PaletteList)
        for begun, whole in (("hist", "history"), ("hours", "log"), ("previous", "previous_client")):
            matches.find(begun)
            assert first(coach) == next(command.help for command in COMMANDS if command.id == whole)


async def test_names_are_shown_again_only_when_that_is_meant(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("1", "i", ":")
        await coach.type("item set")
        assert "Hide" not in first(coach)
        await coach.press("enter")
        assert coach.app.work.hidden
        told = {"hide names": "Hide", "hide_n": "Hide", "show_n": "Show", "show names": "Show"}
        for word, begins in told.items():
            await coach.press(":")
            await coach.type(word)
            assert first(coach).startswith(f"{begins} the clients' names"), word
            await coach.press("escape")
        await coach.press(":")
        await coach.type("hide-names\n")
        assert coach.app.work.hidden
        await coach.press(":")
        await coach.type("show-names\n")
        assert not coach.app.work.hidden


async def test_keys_typed_after_a_place_was_chosen_belong_to_that_place(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("9")
        for key in (":", *"history", "enter", "q"):
            coach.app.post_message(key_event(key))
        await coach.settle()
        assert coach.app.place_id == "clients"


async def test_to_hide_names_by_its_word_never_shows_them(example: Desk) -> None:
    async with opened(example) as k:
        for typed in ("hide", "hide names", "hide_names"):
            await k.press("colon")
            await k.type(typed)
            await k.press("enter")
            assert "names are hidden" in k.bottom
            assert k.app.practice.tells()
        await k.press("colon", *"show", "enter")
        assert not k.app.practice.tells()
        await k.press("colon", *"show names", "enter")
        assert "names are shown already" in k.bottom
        await k.press("i")
        assert k.app.practice.tells()
        await k.press("i")
        assert not k.app.practice.tells()
