"""Every command: its key, footer word, help line and palette entry agree, and it does something."""

from collections import Counter
from itertools import takewhile

import pytest
from textual.widget import Widget

from coach_tui.app.commands import BY_ID, COMMANDS, PLACES
from coach_tui.app.dialogues.palette import PaletteList
from coach_tui.app.places.needs import Needs
from coach_tui.app.widgets.drawing import text_of
from coach_tui.app.widgets.keys import show_key
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import edit
from coach_tui.changes.rounds import begin_round
from coach_tui.plan.objective import Objective
from tests.app.app_kit import LARGE, SMALL, Keyboard, make_app, opened
from tests.app.textual_parts import bound_ids

LEAVING = {"quit", "back", "close_up", "editor"}
"""Commands that leave the place or the app, each with tests of its own."""
QUICK = ("timeline", "calendar", "clients")
TRIED = ("insights", "history", "theme", "win", "undo", "delete")


def key_of(command: str) -> str:
    return BY_ID[command].keys.split(",")[0]


async def back_to(coach: Keyboard, digit: str) -> None:
    """Close whatever is open and show the place again."""
    for _ in range(3):
        if coach.in_form:
            await coach.press("escape")
            if coach.in_form:
                await coach.press("y")
        elif coach.app.bottom.active:
            await coach.press("escape")
    if coach.app.place_id in ("help", "history"):
        await coach.press("q")
    await coach.press("9", digit, "home")
    if coach.app.bottom.active:
        await coach.press("escape")


def test_one_key_is_one_command() -> None:
    keys = Counter(key for command in COMMANDS for key in command.keys.split(",") if key)
    assert [key for key, count in keys.items() if count > 1] == []
    assert len(BY_ID) == len(COMMANDS)
    for command in COMMANDS:
        assert command.help
        assert command.label
        assert command.keys or command.palette


def test_every_binding_has_the_id_of_its_command(example: Desk) -> None:
    app = make_app(example)
    assert {command.id for command in COMMANDS if command.keys} <= bound_ids(app)


def test_no_key_needs_altgr_or_is_swallowed() -> None:
    awkward = {"left_square_bracket", "right_square_bracket", "ctrl+b", "ctrl+f"}
    for command in COMMANDS:
        keys = [key for key in command.keys.split(",") if key]
        assert not keys or not set(keys) <= awkward, command


async def test_every_command_can_be_done_somewhere(example: Desk) -> None:
    doable: set[str] = set()
    plan = example.practice().plan(example.practice().clients[0].uid)
    assert plan is not None
    begin_round(example, plan.engagement.uid, {"title": "Autumn", "items": ["Listens"]})
    first, second, *_ = plan.objectives
    edit(example, Objective, first.uid, {"continues": second.uid})
    async with opened(example) as coach:
        for place in PLACES:
            await back_to(coach, place.keys)
            for _ in range(24):
                doable |= {command.id for command in COMMANDS if coach.app.can(command.id)}
                await coach.press("j")
        await coach.press("9", "x")
        await coach.put(closed_on="2026-11-24")
        await coach.save()
        doable |= {command.id for command in COMMANDS if coach.app.can(command.id)}
        await coach.press("6", "h", "h", "h", "h", "enter")
        doable |= {command.id for command in COMMANDS if coach.app.can(command.id)}
    assert {command.id for command in COMMANDS} - doable == set()


@pytest.mark.parametrize("place", [place.id for place in PLACES])
async def test_help_lists_what_can_be_done(example: Desk, place: str) -> None:
    async with opened(example, LARGE) as coach:
        await coach.press(BY_ID[place].keys, "?")
        assert coach.top.startswith("Help")
        origin = coach.app.stage.made[place]
        listed = {
            row.key.removeprefix("help:")
            for row in coach.rows.rows
            if row.key and row.key.removeprefix("help:") in BY_ID
        }
        assert listed == {
            command.id for command in COMMANDS if command.keys and coach.app.can(command.id, origin)
        }
        for command in listed:
            shown = show_key(key_of(command))
            rows = list(coach.rows.rows)
            at = next(n for n, row in enumerate(rows) if row.key == f"help:{command}")
            assert shown in str(rows[at].cells[0])
            more = takewhile(lambda row: row.key is None and not row.heading, rows[at + 1 :])
            said = getattr(origin, "helps", {}).get(command, BY_ID[command].help)
            assert said == "".join(text_of(row.cells[1]) for row in (rows[at], *more))
        await coach.press("q")
        assert coach.app.place_id == place


@pytest.mark.parametrize("size", [SMALL, pytest.param(LARGE, marks=pytest.mark.slow)])
@pytest.mark.parametrize("place", [place.id for place in PLACES])
async def test_the_keys_in_the_footer_work(example: Desk, size: tuple[int, int], place: str) -> None:
    digit = BY_ID[place].keys
    async with opened(example, size) as coach:
        await back_to(coach, digit)
        hints = [(hint[0], hint[1]) for hint in coach.app.bottom._hints if hint[0] != "0-9"]
        by_key = {show_key(key_of(command.id)): command.id for command in COMMANDS if command.keys}
        assert hints[-1][0] == "?"
        for key, _ in hints:
            command = by_key[key]
            assert coach.app.can(command), command
            before = coach.text
            entries = len(coach.stored("journal"))
            await coach.press(key_of(command))
            changed = coach.text != before or coach.app.clipboard
            if place == "calendar" and command == "open":
                changed = coach.app.place.in_day  # type: ignore[attr-defined]
            at_today = place == "calendar" and command == "to_today"
            assert changed or at_today, (command, before)
            if len(coach.stored("journal")) != entries or command == "undo":
                await coach.press("ctrl+r" if command == "undo" else "u")
            await back_to(coach, digit)
            if coach.app.place.turned or (isinstance(coach.app.place, Needs) and coach.app.place.opened):
                await coach.press("q")
            assert coach.app.place_id == place


@pytest.mark.parametrize(
    "place",
    [place.id if place.id in QUICK else pytest.param(place.id, marks=pytest.mark.slow) for place in PLACES],
)
async def test_no_command_breaks_anything_anywhere(example: Desk, place: str) -> None:
    digit = BY_ID[place].keys
    async with opened(example) as coach:
        await coach.press(digit)
        for command in COMMANDS:
            if command.id in LEAVING or not command.keys:
                continue
            for key in command.keys.split(","):
                await coach.press(key)
                assert coach.app.is_running, key
                if coach.in_form or coach.app.bottom.active or coach.app.place_id != place:
                    await back_to(coach, digit)
            if command.id in ("delete", "undo", "done"):
                await back_to(coach, digit)
                await coach.press("u" if command.id != "undo" else "ctrl+r")
        assert coach.app.place_id == place


@pytest.mark.parametrize("quick", [True, pytest.param(False, marks=pytest.mark.slow)])
async def test_every_palette_entry_runs(example: Desk, quick: bool) -> None:
    async with opened(example) as coach:
        for command in COMMANDS:
            if not command.palette or command.id in LEAVING:
                continue
            await back_to(coach, "4")
            if not coach.app.can(command.id) or (quick and command.id not in TRIED):
                continue
            await coach.press(":")
            await coach.type(command.help[:24])
            row = coach.app.query_one(PaletteList).cursor_row
            assert row is not None
            assert row.cells[0] == command.help
            await coach.press("enter")
            assert coach.app.is_running
            if command in PLACES:
                assert coach.app.place_id == command.id
            if command.id in ("delete", "undo", "done"):
                await back_to(coach, "4")
                await coach.press("u" if command.id != "undo" else "ctrl+r")


async def test_a_key_that_can_do_nothing_here_says_so(example: Desk) -> None:
    silent = []
    async with opened(example) as coach:
        for place in PLACES:
            await back_to(coach, place.keys)
            for command in COMMANDS:
                if not command.keys or command.group == "Move" or coach.app.can(command.id):
                    continue
                before = coach.text
                await coach.press(key_of(command.id))
                if coach.text == before:
                    silent.append((place.id, command.id))
    assert silent == []


async def test_leaving(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("3", "q")
        assert coach.app.place_id == "today"
        await coach.press("1", "escape")
        assert coach.app.is_running
        await coach.press("escape", "escape", "escape")
        assert coach.app.is_running
        assert coach.app.return_code is None
        await coach.press("ctrl+c")
        assert "ctrl+q leaves" in coach.bottom
        await coach.press("0", "q")
        assert coach.app.return_code == 0


async def test_what_a_place_does_is_a_command_and_every_command_is_done(example: Desk) -> None:
    async with opened(example):
        classes = {type(command.place()) for command in COMMANDS if command.place is not None}
    named = {
        name.partition("_")[2]
        for place in classes
        for name in dir(place)
        if name.startswith(("do_", "can_")) and name not in dir(Widget)
    }
    assert named <= BY_ID.keys(), named - BY_ID.keys()
    for command in COMMANDS:
        somewhere = any(hasattr(place, f"do_{command.id}") for place in classes)
        assert command.does or command.place or somewhere, command
        assert not (command.place and somewhere), (command, "is shown, and done by a place as well")


@pytest.mark.parametrize("place", [place.id for place in PLACES])
async def test_a_page_asked_for_on_a_page_leads_back_to_that(example: Desk, place: str) -> None:
    async with opened(example) as coach:
        await coach.press(BY_ID[place].keys, ":")
        await coach.type("hours log\n")
        await coach.press("?")
        assert coach.app.place_id == "help"
        await coach.press("q")
        assert coach.app.place_id == "log"
        await coach.press(":")
        await coach.type("history\n")
        await coach.press("q", "q")
        assert coach.app.place_id == place


@pytest.mark.parametrize("place", [place.id for place in PLACES])
async def test_every_page_leads_back_to_where_it_was_asked_for(example: Desk, place: str) -> None:
    async with opened(example) as coach:
        for page in [command for command in COMMANDS if command.page and not command.does]:
            await back_to(coach, BY_ID[place].keys)
            await coach.press(":")
            await coach.type(f"{page.label}\n")
            assert coach.app.place_id == page.id
            await coach.press("q")
            assert coach.app.place_id == place
