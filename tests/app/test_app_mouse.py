"""The mouse: it presses what is named where it points, selects and opens, and scrolls what it is over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coach_tui.app.commands import COMMANDS
from coach_tui.app.places import today as today_place
from coach_tui.app.widgets.keys import key_event
from coach_tui.app.widgets.sheet import Sheet
from coach_tui.changes.clients import begin_plan
from coach_tui.changes.desk import Desk
from coach_tui.plan.attention.item import AttentionItem
from coach_tui.settings import Settings
from tests.app.app_kit import LARGE, SMALL, Keyboard, desk_on, opened
from tests.app.mouse_kit import cell_of, click, click_at, keys_caught, wheel
from tests.app.test_app_hidden import GIVEN
from tests.kept import put_demo
from tests.named import fill

SIZES = pytest.mark.parametrize("size", [SMALL, pytest.param(LARGE, marks=pytest.mark.slow)])
PLACES = [command.id for command in COMMANDS if command.place is not None]


def written(key: str) -> tuple[str, str | None]:
    """What pressing a key is, as it is written."""
    event = key_event(key)
    return event.key, event.character


async def footer_is_clicked(k: Keyboard) -> int:
    """Click on every key that the last line names, and on its word; says how many there are."""
    hints = k.app.bottom._hints
    count = 0
    bottom = k.lines[-1]
    for key, word, *other in hints:
        said = f" {key} {word}"
        if said not in bottom + " ":
            continue
        x = bottom.index(said) + 1
        async with keys_caught(k) as caught:
            await click_at(k, x, len(k.lines) - 1)
            await click_at(k, x + len(key) + len(word), len(k.lines) - 1)
        assert caught == [written(other[0] if other else key)] * 2, (said, k.text)
        count += 1
    return count


@pytest.fixture
def practice(empty: Desk) -> Desk:
    """The made-up practice."""
    put_demo(empty)
    return empty


@SIZES
@pytest.mark.parametrize("place", PLACES)
async def test_every_key_in_the_footer_is_pressed_by_a_click(
    path: Path, size: tuple[int, int], place: str, tmp_path: Path
) -> None:
    """Of every place and page in the app's own table; in the list, and in the page that takes its turn."""
    desk = desk_on(path)
    fill(desk)
    async with opened(desk, size) as k:
        await k.press("8", "1")
        given = GIVEN[place](desk, tmp_path) if place in GIVEN else None
        k.app.go(place, given=given)
        await k.settle()
        assert k.app.place_id == place
        assert await footer_is_clicked(k) >= 2
        if k.app.can("open"):
            await k.press("enter")
            if k.app.place.turned:
                k.app.bottom.hush()
                assert await footer_is_clicked(k) >= 2


async def test_a_click_on_places_offers_them(practice: Desk) -> None:
    async with opened(practice, LARGE) as k:
        await k.press("8")
        await click(k, "0-9 places")
        assert k.app.bottom.active
        await click(k, "Timeline: ")
        assert k.app.place_id == "timeline"
        assert not k.app.bottom.active


async def test_footer_keys_of_forms_and_their_questions(practice: Desk) -> None:
    async with opened(practice) as k:
        await k.press("1")
        await click(k, "a add")
        await k.type("Sleep")
        for word in ("tab next", "esc leave"):
            await click(k, word)
        assert "go on editing" in k.bottom
        await click(k, "esc go on editing")
        await k.fill(title="Sleep more")
        await click(k, "ctrl+s save")
        assert not k.in_form
        assert k.one("objectives", title="Sleep more")


async def test_questions_are_answered_by_a_click(practice: Desk) -> None:
    async with opened(practice) as k:
        await k.press("4", "G", ">")
        assert "7 days later" in k.text
        await click(k, "+")
        assert "8 days later" in k.text
        await click(k, "o only this")
        assert "only this" not in k.bottom
        assert k.app.bottom.active


async def test_the_key_in_a_message_is_pressed_by_a_click(practice: Desk) -> None:
    async with opened(practice) as k:
        await k.press("4", "g", "j")
        entries = len(k.stored("journal"))
        await k.press("d")
        assert len(k.stored("journal")) == entries + 1
        await click(k, "takes it back")
        assert "took back" in k.bottom
        await click(k, "makes it again")
        assert "made again" in k.bottom


async def test_what_is_suggested_and_what_is_found_is_taken_by_a_click(practice: Desk) -> None:
    async with opened(practice) as k:
        await k.press("c")
        await k.type("sam")
        x, y = cell_of(k, "sam")
        await click_at(k, x + len("sam") + 1, y)
        assert k.app.bottom.value == "Samuel Adeyemi"
        await k.press("escape")
        await k.press(":")
        await k.type("tom")
        await click(k, "Tom Okafor", "client")
        assert not k.app.bottom.active
        assert "Tom Okafor" in k.top


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_can_be_said_in_a_checkin_is_said_by_a_click(
    practice: Desk, size: tuple[int, int]
) -> None:
    async with opened(practice, size) as k:
        await k.press("c")
        await k.type("anna\n")
        await click(k, "mood=calm")
        assert k.app.bottom.value == "mood="
        await k.type("calm")
        await click(k, "engagement")
        await k.type("4")
        await click(k, "Delegate")
        await click(k, "stand-ups led", "→")
        await k.type("9")
        assert k.app.bottom.value == "mood=calm, e4, +del, sta=9"
        assert "will note" in k.text
        await k.press("enter")
        assert k.stored("checkins")[-1]["mood"] == "calm"
        await k.press("c")
        await k.type("anna\n")
        await click(k, "Enter alone")
        assert k.in_form


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_message_leaves_the_keys_in_sight_that_are_clicked(
    practice: Desk, size: tuple[int, int]
) -> None:
    async with opened(practice, size) as k:
        await k.press("4")
        for word in ("space open again", "space done", "space open again"):
            await click(k, word)
            assert "takes it back" in k.text
        await click(k, "takes it back")
        assert "took back" in k.text
        await click(k, "makes it again")
        assert "made again" in k.text
        await k.press("j")
        assert "made again" not in k.text


KINDS = sorted(today_place.KEYS)


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("kind", KINDS)
async def test_the_key_in_a_row_of_today_is_pressed_for_that_row(
    practice: Desk, size: tuple[int, int], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each kind; a click elsewhere in the row selects it, a second one opens it."""
    plans = [practice.practice().plan(client.uid) for client in practice.practice().clients[:2]]
    items = [
        AttentionItem(one, "Today", plan, f"reason {number}", practice.today, uid=f"u{number}")
        for number, (one, plan) in enumerate(zip(("review_due", kind), plans, strict=True))
        if plan is not None
    ]
    monkeypatch.setattr(today_place, "survey", lambda *_, **__: (items, []))
    async with opened(practice, size) as k:
        command, word = today_place.key_for(items[1])
        key = k.app.key_of(command)
        if kind == "win":  # has its day there
            return
        await k.press("g")
        assert items[0].client.name in k.row("reason 0")
        assert "›" in k.row("reason 0")
        async with keys_caught(k) as caught:
            await click(k, word, "reason 1")
        assert caught == [written(key)], k.text
        assert "›" in k.row("reason 1"), k.text
        await k.press("g")
        y = next(y for y, line in enumerate(k.lines) if "reason 1" in line[:40])
        await click_at(k, 5, y)
        assert "›" in k.row("reason 1")
        assert not k.app.place.query_one(Sheet).active
        await click_at(k, 5, y)
        if kind in ("merged", "refused"):  # is asked about instead; nothing of the sort is in the file here
            assert "decided already" in k.text
            return
        assert k.app.place.turned


async def test_the_key_of_an_empty_file_and_of_a_question(empty: Desk) -> None:
    async with opened(empty) as k:
        await click(k, "begin a plan")
        assert "Name" in k.row("Name")
        await k.press("escape")
        begin_plan(empty, {"name": "Ines"}, {"start": "2026-11-23"})
        await k.press("9", "0")
        await click(k, "say it")
        assert k.in_form


async def test_the_key_on_the_page_beside_the_list_is_pressed(practice: Desk) -> None:
    async with opened(practice, LARGE) as k:
        await k.press("g")
        place: Any = k.app.place
        key = today_place.key_for(place.item)
        written_as = k.app.key_of(key[0])
        x, y = cell_of(k, f" {written_as}", place.item.reason)
        assert x > 100
        async with keys_caught(k) as caught:
            await click_at(k, x + 1, y)
        assert caught == [written(written_as)]


async def test_a_click_in_the_list_takes_the_cursor_out_of_the_page(practice: Desk) -> None:
    async with opened(practice, LARGE) as k:
        await k.press("9", "l")
        place: Any = k.app.place
        assert place.on_page
        name = k.app.practice.clients[1].name
        await click_at(k, *cell_of(k, name))
        assert not place.on_page
        assert place.client_here == k.app.practice.clients[1].uid


async def test_while_something_is_asked_a_click_elsewhere_does_nothing(practice: Desk) -> None:
    async with opened(practice) as k:
        await k.press("4", "G", "m")
        assert k.app.bottom.active
        key = k.key
        await click_at(k, 10, 6)
        assert (k.key, k.app.bottom.active) == (key, True)
        await k.press("escape", "0", "/")
        await k.type("okafor")
        await click(k, "Tom Okafor")
        assert k.app.place.client_here
        assert k.app.bottom.active


async def test_a_click_on_the_sign_of_a_row_marks_it(practice: Desk) -> None:
    async with opened(practice) as k:
        await k.press("4", "g")
        await click_at(k, 1, cell_of(k, "Go-live")[1])
        assert k.rows.marked
        assert "1 marked" in k.bottom


@pytest.mark.parametrize("place", PLACES)
async def test_the_wheel_scrolls_what_it_is_over(path: Path, place: str, tmp_path: Path) -> None:
    """Every place and page, too low for what it holds: there and back, and the cursor stays on its row."""
    desk = desk_on(path)
    fill(desk)
    async with opened(desk, (80, 15)) as k:
        await k.press("8", "1")
        given = GIVEN[place](desk, tmp_path) if place in GIVEN else None
        k.app.go(place, given=given)
        await k.settle()
        if k.app.can("open") and place != "calendar":
            await k.press("enter")
        before = k.body
        await wheel(k, 20, 6, 2)
        after = k.body
        await wheel(k, 20, 6, -2)
        assert k.body == before
        more = "▐" in before or "↓" in before
        assert after != before or not more, before


async def test_the_wheel_in_the_calendar_goes_by_weeks(practice: Desk) -> None:
    async with opened(practice, LARGE) as k:
        await k.press("6")
        place: Any = k.app.place
        for view in ("month", "week"):
            assert place.view == view
            day = place.month.selected
            await wheel(k, 20, 8, 2)
            assert place.month.selected == day + timedelta(days=14)
            await wheel(k, 20, 8, -2)
            assert place.month.selected == day
            await k.press("v")


async def test_the_agenda_goes_on_under_the_wheel_both_ways_without_a_jump(practice: Desk) -> None:
    async with opened(practice) as k:
        await k.press("6", "v", "v")
        for notches in (1, -1):
            for _ in range(30):
                before, count = k.body.split("\n")[:-1], len(k.rows.rows)
                await wheel(k, 20, 8, notches)
                after = k.body.split("\n")[:-1]
                if len(k.rows.rows) > count:
                    break
            else:
                raise AssertionError("it does not go on")
            bare = [[line.rstrip(" ▐") for line in lines] for lines in (before, after)]
            if notches > 0:
                assert bare[0][3:] == bare[1][:-3]
            else:
                assert bare[0][:-3] == bare[1][3:]


async def test_clicks_in_the_calendar_select_and_open(practice: Desk) -> None:
    async with opened(practice) as k:
        await k.press("6")
        place: Any = k.app.place
        await click(k, "First aisle moved")  # what comes soon
        assert "First aisle" in place.days.by_key[k.key].title
        assert not place.turned
        await click(k, "First aisle moved")
        assert place.turned
        await k.press("q", "q")
        assert not place.in_day
        await click(k, "10 ✓2")
        assert place.month.selected.day == 10


async def test_the_wheel_scrolls_the_page_beside_the_list_a_form_and_the_palette(practice: Desk) -> None:
    async with opened(practice, (120, 20)) as k:
        await k.press("1")
        for x in (110, 10):
            left, right = ([line[at] for line in k.lines] for at in (slice(0, 60), slice(70, None)))
            await wheel(k, x, 8, 1)
            now = ([line[at] for line in k.lines] for at in (slice(0, 60), slice(70, None)))
            moved = [before != after for before, after in zip((left, right), now, strict=True)]
            assert moved[1] == (x > 60), k.text
        await k.press("e")
        before = k.text
        await wheel(k, 40, 8, 1)
        assert k.text != before
        await k.press("escape", ":")
        before = k.text
        await wheel(k, 40, 14, 1)
        assert k.text != before


async def test_the_keys_that_help_lists_are_pressed_where_help_was_asked_from(practice: Desk) -> None:
    async with opened(practice) as k:
        await k.press("1", "g", "?")
        await click(k, "e   ", "Edit what is selected")
        assert k.in_form
        await k.press("escape", "?", "g", "j", "enter")
        assert k.app.place_id == "objectives"
        await k.press("?")
        await k.press("G", "k", "k", "k", "k")
        await click(k, "q ", "Back")
        assert k.app.place_id == "objectives"


@pytest.mark.parametrize("place", ["1", "2", "3", "4"])
async def test_the_key_in_the_text_of_an_empty_place_is_pressed(empty: Desk, place: str) -> None:
    begin_plan(empty, {"name": "Ines"}, {"start": "2026-11-23"})
    settings = Settings()
    settings.keys = {"add": "A"}
    async with opened(empty, settings=settings) as k:
        await k.press(place)
        await click(k, "A ", "Press ")
        assert k.in_form or k.app.bottom.active


async def test_every_key_in_a_message_is_pressed_by_a_click(practice: Desk) -> None:
    async with opened(practice) as k:
        await k.press("1", "space")
        assert "not here" in k.bottom
        await click(k, "? shows what can be done")
        assert k.app.place_id == "help"
        await k.press("q", "4", "j", "M")
        await click(k, "z put off")
        assert k.app.bottom.active


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_key_of_a_gap_on_the_page_fills_it_at_the_first_click(
    path: Path, size: tuple[int, int]
) -> None:
    desk = desk_on(path)
    begin_plan(desk, {"name": "Ann Lee"}, {"start": "2026-11-01"}, {"title": "Speak up"})
    async with opened(desk, size) as k:
        await k.press("9")
        if size == SMALL:
            await k.press("enter")
        for line, field in (("no milestone yet", "title"), ("no measure", "measure.name")):
            await click(k, "e  say it", line)
            assert k.in_form, k.text
            assert k.form.current is not None
            assert k.form.current.spec.key == field
            await k.press("escape")


async def test_the_key_of_an_item_on_its_page_is_pressed_at_the_first_click(path: Path) -> None:
    desk = desk_on(path)
    begin_plan(desk, {"name": "Ann Lee"}, {"start": "2026-08-01", "review_every": "monthly"})
    async with opened(desk, LARGE) as k:
        line = next(row for row in k.lines if row.rstrip().endswith(("r  hold it", " r")) and "│" in row)
        y = k.lines.index(line)
        x = line.rindex("r  hold it" if "hold it" in line.rpartition("│")[2] else " r") + 0
        await click_at(k, x + (line[x] == " "), y)
        assert k.in_form, k.text
