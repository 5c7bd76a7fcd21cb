"""Names hidden: nothing on any place, page, form or message tells who it is, at any width."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coach_tui.app.command import Command
from coach_tui.app.commands import BY_ID, COMMANDS
from coach_tui.app.dialogues.client_forms import ReplyRead
from coach_tui.app.dialogues.report import ReportMade
from coach_tui.app.places.place import ListPlace
from coach_tui.app.widgets.detail import Detail
from coach_tui.app.widgets.drawing import text_of
from coach_tui.app.widgets.rows import RowList
from coach_tui.changes.daily import note_win
from coach_tui.changes.desk import Desk
from coach_tui.exchange.client_form import client_text_form
from coach_tui.exchange.client_replies import read_reply
from coach_tui.exchange.report import Report
from coach_tui.exchange.vdir import read_folder, write_folder
from coach_tui.plan.calendar_items import SUFFIX
from coach_tui.plan.hidden import hidden
from tests.app.app_kit import LARGE, SMALL, TODAY, Keyboard, desk_on, opened
from tests.named import CLIENT, DELETED, FORMER, FORMER_RATER, MENTIONS, OTHER, Named, fill, told

PLACES = [command for command in COMMANDS if command.place]
SIZES = pytest.mark.parametrize("size", [SMALL, (100, 30), LARGE, (200, 60)], ids=str)
OPENED = pytest.mark.parametrize(
    "size",
    [SMALL, LARGE, *(pytest.param(size, marks=pytest.mark.slow) for size in ((100, 30), (200, 60)))],
    ids=str,
)
STAND_INS = ("Client 1", "Client 2", "an address", "a number", "somebody", "Rater 1")


@pytest.fixture
def named(path: Path) -> Desk:
    """A file with names in every text of every noun."""
    desk = desk_on(path)
    fill(desk)
    return desk


def _report(desk: Desk, folder: Path) -> object:
    plan = desk.practice().plan("u-clients")
    assert plan is not None
    report = Report(plan, "coach", TODAY, Path("/none"))
    return ReportMade(report, report.text().split("\n"))


def _reply(desk: Desk, folder: Path) -> object:
    plan = desk.practice().plan("u-clients")
    assert plan is not None
    form = client_text_form(plan, "checkin", TODAY).replace(
        "Answer:\n\n[end]", f"Answer: {MENTIONS}, met {OTHER}\n\n[end]"
    )
    answers = read_reply(form.encode(), desk.practice(), TODAY)
    return ReplyRead(answers, TODAY, "", "")


def _calendar(desk: Desk, folder: Path) -> object:
    folder = folder / "calendar"
    folder.mkdir(exist_ok=True)
    write_folder(str(folder), desk.practice(), TODAY)
    for file in folder.glob("*.ics"):
        file.write_text(file.read_text().replace("DATE:20261120", "DATE:20261218"))
    (folder / f"{CLIENT}.ics").write_text(f"x{SUFFIX}, and no calendar")
    read = read_folder(str(folder))
    assert told(" ".join(read.faults))
    return read


GIVEN: dict[str, Callable[[Desk, Path], object]] = {
    "report": _report,
    "reply": _reply,
    "calendar_changes": _calendar,
}
"""What pages are given that show something which was made with names."""
BARE = {"log": "the days and hours of sessions", "help": "the keys and commands"}
"""The places that show no text of a record, with what they show instead."""
WORDS = Named().words
"""A word that stands in each text of every record."""
BEGINNING = hidden(Named().practice).shown(MENTIONS)[:18]
"""What each text begins with while names are hidden; by itself where it is cut."""


def everything(k: Keyboard) -> str:
    """All that the place shows: the screen, every row in full, and the page of every row."""
    place = k.app.place
    found = [k.text]
    for rows in place.query(RowList):
        found += [f"{row.search} {' '.join(map(text_of, row.cells))}" for row in rows.rows]
    found += [detail.plain for detail in place.query(Detail)]
    if isinstance(place, ListPlace):
        page, before = Detail(), place.key
        for row in place.list.rows:
            if row.key and row.selectable and place.list.go_to(row.key):
                page._lines = place.make_detail(row.key)
                found.append(page.plain)
        place.list.go_to(before)
    return "\n".join(found)


async def show(k: Keyboard, place: Command, folder: Path) -> None:
    """Show a place, with what it is given where it is given something."""
    make = GIVEN.get(place.id)
    given = make(k.app.desk, folder) if make else None
    k.app.go(place.id, given=given)
    await k.settle()
    assert k.app.place_id == place.id


def draws_a_text(k: Keyboard) -> bool:
    """Whether a text of a record can be seen, cut or whole, in its own words or with the names hidden."""
    shown = everything(k)
    return any(word in shown for word in (*WORDS, MENTIONS[:18], BEGINNING))


def check(k: Keyboard, where: object) -> None:
    """Nothing that can be seen tells who it is."""
    shown = everything(k)
    assert not told(shown), (where, told(shown), k.text)


async def home(k: Keyboard) -> None:
    """Leave whatever was opened."""
    for _ in range(4):
        if k.app.bottom.active:
            await k.press("escape")
        elif k.in_form:
            await k.press("escape", "n")


@pytest.mark.parametrize("hide", [False, True])
async def test_every_place_shows_a_text_of_a_record(named: Desk, hide: bool, tmp_path: Path) -> None:
    """Where this fails, the tests below walk an empty page: it needs a line in GIVEN, or one in BARE."""
    async with opened(named, LARGE) as k:
        if hide:
            await k.press("i")
        for place in PLACES:
            await show(k, place, tmp_path)
            covered = hide and k.app.place.names_people
            assert draws_a_text(k) == (place.id not in BARE and not covered), (place.id, k.text)
    assert BARE.keys() <= {place.id for place in PLACES}


@SIZES
async def test_no_place_row_or_page_tells_who_it_is(
    named: Desk, size: tuple[int, int], tmp_path: Path
) -> None:
    """Every place of the app's own table: one that is added is walked as well, or fails here."""
    async with opened(named, size) as k:
        assert told(k.text)
        await k.press("i")
        for place in PLACES:
            await show(k, place, tmp_path)
            assert k.body.strip(), place.id
            check(k, place.id)
            assert ("Names are hidden" in k.body) == k.app.place.names_people
            if k.app.place.of_plan:
                await k.press(".")
                check(k, (place.id, "the next client"))
                await k.press(",")
        await k.press("0", "i")
        assert told(k.text)


async def test_no_place_tells_who_it_was_once_the_journal_has_forgotten(
    named: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach_tui.store.journal.KEPT", 1)
    note_win(named, "u-other-e", f"{FORMER}, {DELETED} and {FORMER_RATER} came")
    assert len(named.practice().tables["journal"]) == 1
    async with opened(named, LARGE) as k:
        await k.press("i")
        for place in PLACES:
            await show(k, place, tmp_path)
            check(k, place.id)


@OPENED
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
async def test_nothing_that_is_opened_in_a_place_tells_who_it_is(
    named: Desk, place: Command, size: tuple[int, int], tmp_path: Path
) -> None:
    async with opened(named, size) as k:
        await k.press("i")
        await show(k, place, tmp_path)
        for _ in range(3):
            if k.app.can("view"):
                k.app.run_command("view")
                await k.settle()
                check(k, "view")
        for key in some_of_each_kind(k):
            rows = k.rows
            rows.go_to(key)
            await k.press("y")
            check(k, (key, "copy"))
            assert not told(k.app.clipboard), key
            for _ in range(2):
                await k.press("enter")
                check(k, (key, "enter"))
            await home(k)
            await show(k, place, tmp_path)


@OPENED
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
async def test_a_page_that_is_open_tells_no_more_once_names_are_hidden(
    named: Desk, place: Command, size: tuple[int, int], tmp_path: Path
) -> None:
    async with opened(named, size) as k:
        await show(k, place, tmp_path)
        for key in some_of_each_kind(k) or [""]:
            if key:
                k.rows.go_to(key)
            for _ in range(3):
                assert not k.app.practice.tells()
                await k.press("i")
                assert k.app.practice.tells()
                check(k, (key, "hidden"))
                await k.press("i", "enter")
                if k.app.bottom.active or k.in_form or k.app.place_id != place.id:
                    break
            await home(k)
            await show(k, place, tmp_path)


def rows_by_kind(k: Keyboard) -> dict[str, list[str]]:
    """The rows of each kind in the place that is shown, by the kind."""
    found: dict[str, list[str]] = {}
    if isinstance(k.app.place, ListPlace):
        for row in k.app.place.list.rows:
            if row.key and row.selectable:
                found.setdefault(re.split("[: ]", row.key)[0], []).append(row.key)
    return found


def some_of_each_kind(k: Keyboard) -> list[str]:
    """The first, the middle and the last row of each kind."""
    found = rows_by_kind(k).values()
    return [key for keys in found for key in dict.fromkeys((keys[0], keys[len(keys) // 2], keys[-1]))]


KEPT = (
    "hide_names",
    "show_names",
    "quit",
    "back",
    "close_up",
    "redraw",
    "theme",
    "palette",
    "report",
    "reply",
)
"""Commands that are not tried in every place: they leave it, or have a test of their own."""


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
async def test_no_command_tells_who_it_is(named: Desk, place: Command, tmp_path: Path) -> None:
    async with opened(named) as k:
        await k.press("i")
        await show(k, place, tmp_path)
        own = {name.removeprefix("do_") for name in dir(k.app.place) if name.startswith("do_")}
        tried = [
            c.id
            for c in COMMANDS
            if c.id not in KEPT and (c.id in own or place.id in ("today", "objectives"))
        ]
        for key in [keys[0] for keys in rows_by_kind(k).values()] or [""]:
            for command in tried:
                if k.app.place_id != place.id:
                    await show(k, place, tmp_path)
                if key:
                    assert isinstance(k.app.place, ListPlace)
                    k.app.place.list.go_to(key)
                if BY_ID[command].place or not k.app.can(command):
                    continue
                k.app.run_command(command)
                await k.settle()
                assert not told(k.text), (command, key, k.text)
                if k.in_form:
                    kept = json.dumps(k.form.draft())
                    assert not [word for word in STAND_INS if word in kept], (command, key, kept)
                await k.press("enter")
                assert not told(k.text), (command, key, "enter", k.text)
                assert not told(k.app.clipboard)
                await home(k)
                assert not told(k.text), (command, key, "left", k.text)
    left = named.store.path.read_text("utf-8")
    assert not [word for word in STAND_INS if word in left], "a word that stands for a name was written"
