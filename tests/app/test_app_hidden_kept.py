"""Names hidden: how long that lasts, and what waits until they are shown again."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coach_tui.app.app import CoachApp
from coach_tui.app.looks import Looks
from coach_tui.changes.desk import Desk
from coach_tui.plan.errors import DataFileError
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.settings import Settings
from tests.app.app_kit import SMALL, Keyboard, die_with, make_app, opened
from tests.app.hidden_kit import HIDDEN, Again, command, name_in

SHOWN = "from coach_tui.store.hidden import remember_hiding; remember_hiding"


def mark(path: Path) -> Path:
    return path.parent / ".coach.json.hidden"


async def test_names_stay_hidden_over_a_restart(example: Desk, again: Again, path: Path) -> None:
    async with opened(example) as k:
        await k.press("i")
        assert stat.S_IMODE(mark(path).stat().st_mode) == 0o600
    async with opened(again()) as k:
        assert "Client 1" in k.body
        assert "Anna" not in k.text
        await k.press("i")
        assert "Anna" in k.text
        assert not mark(path).exists()
    async with opened(again()) as k:
        assert "Anna" in k.text


async def test_the_demo_keeps_nothing_and_asks_nothing(example: Desk, path: Path) -> None:
    mark(path).touch()
    app = CoachApp(example, Settings(), Looks(Settings()), demo=True)
    async with app.run_test(size=SMALL) as pilot:
        k = Keyboard(app, pilot)
        await k.settle()
        assert "Anna" in k.text
        await k.press("i")
        assert "Anna" not in k.text
        await k.press("i")
    assert mark(path).exists()


async def test_names_are_hidden_even_where_that_cannot_be_kept(
    example: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("coach_tui.store.durable.write_new", refuse)
    async with opened(example) as k:
        await k.press("i")
        assert "Anna" not in k.text
        assert ".coach.json.hidden cann" in k.bottom


async def test_a_draft_that_names_somebody_is_asked_about_once_names_are_shown(
    example: Desk, again: Again, path: Path
) -> None:
    async with opened(example) as k:
        await k.press("1", "a")
        await k.put(title="Anna rests")
        drafts = k.app.drafts.open()
    die_with(path, drafts)
    mark(path).touch()
    async with opened(again()) as k:
        assert HIDDEN in k.bottom
        assert "Anna" not in k.text
        await k.press("i")
        assert "Left unsaved: New objective" in k.bottom
        await k.press("o")
        assert k.form.values()["title"] == "Anna rests"


async def test_a_draft_that_names_nobody_is_asked_about_at_once(
    example: Desk, again: Again, path: Path
) -> None:
    async with opened(example) as k:
        await k.press("1", "a")
        await k.put(title="Rest")
        drafts = k.app.drafts.open()
    die_with(path, drafts)
    mark(path).touch()
    async with opened(again()) as k:
        assert "Left unsaved: New objective" in k.bottom
        await k.press("o")
        assert k.form.values()["title"] == "Rest"


async def test_a_line_that_was_typed_with_a_name_is_not_shown(
    example: Desk, again: Again, path: Path
) -> None:
    async with opened(example) as k:
        await k.press("1", "c", "enter")
        await k.type("e4")
        drafts = k.app.drafts.open()
    drafts[0]["title"] = "check-in with Anna Berg"
    die_with(path, drafts)
    mark(path).touch()
    async with opened(again()) as k:
        assert "Anna" not in k.text
        assert HIDDEN in k.bottom


async def test_a_page_made_with_names_is_covered_and_seen_again(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("1")
        await command(k, "report")
        await k.press("c")
        assert "Anna Berg" in k.body
        await k.press("i", "y")
        assert "Names are hidden" in k.body
        assert "nothing is selected" in k.bottom
        assert k.app.clipboard == ""
        await k.press("i")
        assert "Anna Berg" in k.body


async def test_hidden_from_the_start_the_first_screen_names_nobody(example: Desk, path: Path) -> None:
    mark(path).touch()
    app = make_app(example)
    assert app.practice.tells()
    assert [client.name for client in app.practice.clients] == ["Client 1"]


def refusing(*_: Any, **__: Any) -> Any:
    raise DataFileError("the disk is full")


@pytest.mark.parametrize(
    ("place", "row", "keys", "line", "called"),
    [
        ("1", "", ("c", "enter"), "e4", "check-in with Anna Berg"),
        ("1", "", ("w", "enter"), "Rested", "a win of Anna Berg"),
        ("1", "Anna leads", ("x", "d"), "Enough", "why “Anna leads” ended"),
        ("4", "Anna delegates", ("z",), "+4w\nlater", "putting “Anna delegates” off"),
    ],
)
async def test_a_line_that_is_not_written_is_kept_under_the_name_in_the_file(
    example: Desk,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    row: str,
    keys: tuple[str, ...],
    line: str,
    called: str,
) -> None:
    uids = {
        "Anna leads": name_in(example, Objective, "Lead a project team", "Anna leads"),
        "Anna delegates": name_in(example, Milestone, "First part delegated", "Anna delegates"),
    }
    async with opened(example) as k:
        await k.press("i", place)
        if row:
            k.app.place.show_record(uids[row])
        await k.press(*keys)
        monkeypatch.setattr(k.app.work, "do", refusing)
        await k.type(f"{line}\n")
        await k.press("escape")
        assert "Anna" not in k.text
        (kept,) = path.parent.glob(".coach.json.drafts*")
        (draft,) = json.loads(kept.read_text("utf-8"))
        assert draft["title"] in (called, f"{called}, Anna Berg")


@pytest.mark.parametrize(
    ("key", "called"), [("r", "Review with Anna Berg"), ("s", "Session with Anna Berg, ")]
)
async def test_a_page_that_is_left_open_is_kept_under_the_name_in_the_file(
    example: Desk, again: Again, path: Path, key: str, called: str
) -> None:
    async with opened(example) as k:
        await k.press("i", "1", key)
        await k.put(**{"reflection" if key == "r" else "shared": "Well"})
        assert "Client 1" in k.text
        (draft,) = k.app.drafts.open()
        assert draft["title"].startswith(called)
        drafts = k.app.drafts.open()
    die_with(path, drafts)
    async with opened(again()) as k:
        assert HIDDEN in k.bottom
        assert "Anna" not in k.text
        await k.press("i")
        assert f"Left unsaved: {called}" in k.bottom


async def test_a_review_that_was_put_by_is_gone_on_with_while_names_are_hidden(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("i", "1", "r")
        await k.put(reflection="Well")
        await k.press("escape", "l")
        assert not k.in_form
        assert [draft["title"] for draft in k.app.drafts.kept] == ["Review with Anna Berg"]
        await k.press("r")
        assert k.form.values()["reflection"] == "Well"
        assert "Anna" not in k.text


async def test_an_app_that_began_hidden_stays_so_though_another_shows_names(
    example: Desk, again: Again, path: Path
) -> None:
    mark(path).touch()
    async with opened(example) as k:
        other = f"from pathlib import Path; {SHOWN}(Path({str(path)!r}), False)"
        subprocess.run([sys.executable, "-c", other], check=True)
        await k.press("1")
        assert "Client 1" in k.top
    async with opened(again()) as k:
        assert "Client 1" in k.body
        assert "Anna" not in k.text
