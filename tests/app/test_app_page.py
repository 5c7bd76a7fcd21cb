"""The plan on a page: beside the list or in its turn, with a cursor on its lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.app.places.page_place import PLACES, PagePlace
from coach_tui.app.widgets.sheet import Sheet
from coach_tui.changes.clients import begin_plan, close_engagement, delete_engagement
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add
from coach_tui.plan import one_page
from coach_tui.plan.contact import Commitment
from coach_tui.plan.page_line import PageLine
from tests.app.app_kit import LARGE, SMALL, Keyboard, desk_on, opened
from tests.kept import put_demo

SIZES = pytest.mark.parametrize("size", [SMALL, (110, 40), LARGE, (200, 60)], ids=str)
ENDS = pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)
TEXT = "Ask the night shift"


@pytest.fixture
def promised(example: Desk) -> Desk:
    """The example plan with a promise that waits."""
    engagement = next(iter(example.practice().tables["engagements"].values()))["uid"]
    add(example, Commitment, engagement, {"text": TEXT, "due": "2026-11-27"})
    return example


def place(k: Keyboard) -> PagePlace:
    """The place that is shown."""
    found = k.app.place
    assert isinstance(found, PagePlace)
    return found


def line(k: Keyboard) -> PageLine:
    """The line under the cursor."""
    found = place(k).line
    assert found is not None, k.text
    return found


async def stand_on(k: Keyboard, **wanted: Any) -> None:
    """Move the cursor in the page to a line."""
    for number in range(80):
        await k.type("g" + "j" * number)
        if all(getattr(line(k), key) == value for key, value in wanted.items()):
            return
    raise AssertionError((wanted, k.text))


@SIZES
async def test_enter_goes_into_the_page_and_there_to_what_it_says(
    promised: Desk, size: tuple[int, int]
) -> None:
    async with opened(promised, size) as k:
        await k.press("9", "enter")
        assert k.app.place_id == "clients"
        assert "Lead a project team" in k.words
        assert line(k).text == "Lead a project team"
        assert "enter what it says" in k.bottom
        await k.press("enter")
        assert k.app.place_id == "objectives"
        assert k.top.startswith("Objectives  Anna Berg")
        assert "Lead a project team" in k.row("›")


@pytest.mark.parametrize("into", ["enter", pytest.param("l", marks=pytest.mark.slow)])
@ENDS
async def test_every_line_leads_to_what_it_says(promised: Desk, size: tuple[int, int], into: str) -> None:
    async with opened(promised, size) as k:
        await k.press("9", into)
        first: dict[tuple[str, str], int] = {}
        for number in range(80):
            await k.type("g" + "j" * number)
            first.setdefault((line(k).kind, line(k).about[0]), number)
        assert {kind for kind, _ in first} >= {"name", "line", "heading", "objective", "axis", "field"}
        for (kind, table), number in first.items():
            await k.press("9", into)
            await k.type("g" + "j" * number)
            now = line(k)
            assert (now.kind, now.about[0]) == (kind, table)
            await k.press("enter")
            if table not in PLACES:
                assert k.app.place_id == "clients"
                assert "e edits it" in k.bottom
                continue
            assert k.app.place_id == PLACES[table], now.text
            assert "Anna Berg" in k.top
            if uid := now.about[1]:
                assert k.key.rpartition(":")[2] == uid, (now.text, k.key)


@ENDS
async def test_on_today_the_page_begins_with_why_the_client_is_here(
    promised: Desk, size: tuple[int, int]
) -> None:
    async with opened(promised, size) as k:
        await k.press("j", "enter")
        assert line(k).text == "“First part delegated” was due on Friday"
        assert line(k).asides[0].endswith("move it")
        await k.press("enter")
        assert k.app.place_id == "timeline"


async def test_what_is_behind_more_is_no_page(tmp_path: Path) -> None:
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    async with opened(desk, LARGE) as k:
        assert k.rows.go_to("more:")
        assert "+" in k.row("more")
        await k.press("enter")
        assert "fewer" in k.text
        assert not place(k).on_page


@ENDS
async def test_the_cursor_moves_by_lines_and_stops_at_the_ends(promised: Desk, size: tuple[int, int]) -> None:
    async with opened(promised, size) as k:
        await k.press("9", "enter")
        await k.press("g")
        assert line(k).kind == "name"
        await k.press("k")
        assert line(k).kind == "name"
        await k.press("G")
        last = line(k)
        assert last.text in k.text
        await k.press("j")
        assert line(k) is last
        await k.press("pageup", "pageup", "pageup", "pageup")
        assert line(k).kind == "name"
        await k.press("pagedown")
        assert line(k).text.split()[0] in k.text


@ENDS
async def test_back_leaves_the_page_and_the_list_is_as_it_was(promised: Desk, size: tuple[int, int]) -> None:
    async with opened(promised, size) as k:
        await k.press("9")
        before = k.text
        for into, out in (("enter", "escape"), ("enter", "q"), ("l", "h"), ("right", "left")):
            await k.press(into)
            assert place(k).on_page
            assert k.text != before
            await k.press(out)
            assert not place(k).on_page
            assert k.text == before


@ENDS
async def test_keys_are_about_what_the_line_says(promised: Desk, size: tuple[int, int]) -> None:
    async with opened(promised, size) as k:
        await k.press("9", "enter")
        await stand_on(k, text=TEXT)
        await k.press("plus")
        await k.press("escape") if k.app.bottom.active else None
        await stand_on(k, text=TEXT)
        await k.press("space")
        assert k.one("commitments", text=TEXT)["status"] != "open"
        assert place(k).on_page
        await k.press("u")
        await stand_on(k, text=TEXT)
        await k.press("d")
        assert not [one for one in k.stored("commitments") if one["text"] == TEXT]
        assert k.stored("clients")
        await k.press("u")
        await stand_on(k, text="Go-live")
        await k.press("e")
        assert k.form.values()["title"] == "Go-live"


@ENDS
async def test_a_heading_has_nothing_to_delete_close_or_edit(promised: Desk, size: tuple[int, int]) -> None:
    async with opened(promised, size) as k:
        await k.press("9", "enter")
        await stand_on(k, text="Objectives")
        for key in ("d", "x", "e", "space", "m"):
            await k.press(key)
            assert "not here" in k.bottom, key
            assert not k.in_form


async def test_on_today_keys_are_about_the_row_only_on_its_own_line(promised: Desk) -> None:
    async with opened(promised, SMALL) as k:
        await k.press("j", "enter")
        assert k.app.can("snooze")
        await k.press("j")
        assert not k.app.can("snooze")
        await stand_on(k, text=TEXT)
        await k.press("space")
        assert k.one("commitments", text=TEXT)["status"] != "open"
        assert not k.one("milestones", title="First part delegated").get("done_on")


@ENDS
async def test_the_page_of_a_row_that_is_dealt_with_closes(promised: Desk, size: tuple[int, int]) -> None:
    async with opened(promised, size) as k:
        await k.press("j", "enter")
        assert line(k).text == "“First part delegated” was due on Friday"
        await k.press("space")
        assert k.one("milestones", title="First part delegated")["done_on"] == "2026-11-24"
        assert not place(k).on_page
        await k.press("u")
        ends = " Friday" if size == SMALL else ""  # beside the page it is wrapped
        assert f"“First part delegated” was due on{ends}" in k.row("›")


async def test_another_width_leaves_the_cursor_in_the_page(promised: Desk) -> None:
    async with opened(promised, SMALL) as k:
        for into in ("enter", "l"):
            await k.press("9", into)
            await stand_on(k, text=TEXT)
            for size in ((120, 40), (80, 24), (110, 40), (200, 60), LARGE):
                await k.resize(*size)
                assert line(k).text == TEXT, size
                assert TEXT in k.row("›"), size
            await k.press("q")
            assert not place(k).on_page


async def test_a_page_that_comes_into_view_is_that_of_the_row(tmp_path: Path) -> None:
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    async with opened(desk, SMALL) as k:
        await k.press("9", "j")
        await k.resize(*LARGE)
        assert "Present the budget without slides" in k.words


async def test_a_click_puts_the_cursor_on_a_line_and_another_goes_there(promised: Desk) -> None:
    async with opened(promised, LARGE) as k:
        await k.press("9")
        sheet = place(k).query_one(Sheet)
        row = next(number for number, text in enumerate(k.lines) if TEXT in text) - sheet.region.y
        await k.pilot.click(sheet, offset=(12, row))
        await k.settle()
        assert line(k).text == TEXT
        await k.pilot.click(sheet, offset=(12, row))
        await k.settle()
        assert k.app.place_id == "evaluation"


async def test_another_row_takes_the_cursor_out_of_the_page(tmp_path: Path) -> None:
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    async with opened(desk, LARGE) as k:
        await k.press("9")
        await k.type("lhjl")
        assert place(k).on_page
        assert "José Núñez" in k.words
        place(k).list.move(1)
        await k.settle()
        assert not place(k).on_page
        await k.press("l", "/")
        assert not place(k).on_page


async def test_the_page_of_an_earlier_engagement_leads_to_its_own_plan(tmp_path: Path) -> None:
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    async with opened(desk, LARGE) as k:
        await k.press("9")
        assert place(k).show_record(k.one("engagements", type="return to work")["uid"])
        await k.type("\n")
        assert "Find work that fits four days" in k.words
        await k.press("enter")
        assert k.top.startswith("Objectives  Maeve O'Brien  (closed)")


async def test_a_client_without_a_plan_has_no_page(empty: Desk) -> None:
    begin_plan(empty, {"name": "Ben Ott", "role": "baker"}, {"start": "2026-11-01"})
    (engagement,) = empty.practice().tables["engagements"].values()
    delete_engagement(empty, engagement["uid"])
    async with opened(empty, LARGE) as k:
        await k.press("9")
        assert "Role baker" in k.words
        await k.press("enter", "enter")
        assert k.app.place_id in ("clients", "objectives")


def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many pages were made since it was asked last."""
    made = []
    make = one_page.plan_page

    def note(*given: Any, **more: Any) -> Any:
        made.append(given)
        return make(*given, **more)

    monkeypatch.setattr("coach_tui.app.places.page_place.plan_page", note)

    def since() -> int:
        count = len(made)
        made.clear()
        return count

    return since


async def test_a_page_is_made_once_and_only_where_it_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    since = counted(monkeypatch)
    async with opened(desk, SMALL) as k:
        await k.press("j", "9", "j", "k", "j")
        assert since() == 0
        await k.press("enter", "j", "j", "k", "G")
        assert since() == 1
        await k.resize(*LARGE)
        await k.press("q", "j", "k", "j", "k", "enter", "j", "j")
        assert since() == 1
        await k.press("q", "w", "enter")
        await k.type("a win\n")
        assert since() == 1


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_counts_of_the_sessions_agreed_is_seen_at_every_width(
    path: Path, size: tuple[int, int]
) -> None:
    desk = desk_on(path)
    put_demo(desk)
    async with opened(desk, size) as coach:
        await coach.press("9", "home", "enter")
        assert "4 of 12 used, 1 late" in coach.text
        assert " counted" in coach.row("4 of 12 used, 1 late")


async def test_the_cursor_stays_in_sight_where_the_page_becomes_another(example: Desk) -> None:
    engagement = example.practice().current(example.practice().clients[0].uid)
    assert engagement is not None
    close_engagement(example, engagement.uid)
    async with opened(example, SMALL) as coach:
        await coach.press("9", "enter", "pagedown", "pagedown")
        cursors = [line for line in coach.body.split("\n") if line.startswith("›")]
        assert len(cursors) == 1
        await coach.press("n", "ctrl+s")
        assert "added an engagement" in coach.text
        cursors = [line for line in coach.body.split("\n") if line.startswith("›")]
        assert len(cursors) == 1
