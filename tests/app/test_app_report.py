"""A report on the screen: for whom, what leaves, and the file that is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach_tui.changes.clients import begin_plan
from coach_tui.changes.desk import Desk
from coach_tui.exchange.report import Report
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])


async def ask(k: Keyboard) -> None:
    """From the objectives, by the palette."""
    await k.press("1", "colon")
    await k.type("report")
    await k.press("enter")
    assert "A report for" in k.bottom


@SIZES
async def test_what_leaves_is_seen_before_it_is_written(
    example: Desk, path: Path, size: tuple[int, int]
) -> None:
    async with opened(example, size) as k:
        await ask(k)
        await k.press("c")
        assert k.top.startswith("Report")
        assert "Anna Berg: what leaves for the client" in k.body
        assert "2 objectives" in k.body
        assert "Held back" in k.body
        assert "Private note" in k.body
        await k.press("G")
        assert "We rehearsed the kick-off." in k.body
        assert not (path.parent / "reports").exists()
        await k.press("enter", "h")
        written = path.parent / "reports" / "anna-berg-client-2026-11-24.html"
        assert "written to" in k.bottom
        assert "Avoids naming" not in written.read_text("utf-8")
        assert written.stat().st_mode & 0o777 == 0o600
        assert written.parent.stat().st_mode & 0o777 == 0o700
        await k.press("enter", "m", "enter", "m")
        names = sorted(file.name for file in written.parent.iterdir())
        name = "anna-berg-client-2026-11-24"
        assert names == [f"{name}-2.md", f"{name}.html", f"{name}.md"]
        plan = k.app.practice.plan(k.app.client_uid)
        assert plan is not None
        text = (written.parent / names[2]).read_text("utf-8")
        assert text == Report(plan, "client", example.today, Path("/none")).markdown()
        await k.press("q")
        assert k.top.startswith("Objectives")


async def test_escape_makes_nothing(example: Desk, path: Path) -> None:
    async with opened(example, SMALL) as k:
        await ask(k)
        await k.press("escape")
        assert k.top.startswith("Objectives")
        await ask(k)
        await k.press("s", "enter", "escape")
        assert not (path.parent / "reports").exists()


async def test_a_sponsor_without_an_agreement_gets_nothing(empty: Desk) -> None:
    begin_plan(empty, {"name": "Tom Okafor"}, {"start": "2026-09-01"})
    async with opened(empty, SMALL) as k:
        await ask(k)
        await k.press("s")
        assert "nothing may go to the sponsor before the agreement" in k.bottom
        assert k.top.startswith("Objectives")


async def test_with_names_hidden_no_report_is_seen_or_written(example: Desk, path: Path) -> None:
    async with opened(example, SMALL) as k:
        await ask(k)
        await k.press("c", "i")
        assert "Berg" not in k.text
        await k.press("enter")
        assert "names are hidden" in k.bottom
        assert not (path.parent / "reports").exists()
        await k.press("q", "colon")
        await k.type("report")
        await k.press("enter")
        assert "names are hidden" in k.bottom


async def test_a_visibility_is_chosen_in_the_form_and_shown(example: Desk) -> None:
    async with opened(example, LARGE) as k:
        await k.press("1", "g", "e")
        await k.put(visibility="client")
        await k.save()
        assert k.one("objectives", title="Lead a project team")["visibility"] == "client"
        assert "Visibility" in k.text
        assert "sponsor" not in k.row("Visibility")
        await ask(k)
        await k.press("s")
        assert "Lead a project team" not in k.body
        assert "1 objective" in k.body


@SIZES
async def test_the_clients_week_is_seen_copied_and_written_as_a_draft(
    example: Desk, path: Path, size: tuple[int, int]
) -> None:
    async with opened(example, size) as k:
        await ask(k)
        await k.press("w")
        assert "Anna Berg: what leaves for the client" in k.body
        await k.press("G")
        assert "First part delegated, was due Fri 20 Nov" in k.body
        await k.press("enter")
        assert "e-mail draft" in k.bottom
        await k.press("e", "enter", "t")
        names = sorted(file.name for file in (path.parent / "reports").iterdir())
        assert names == ["anna-berg-week-2026-11-24.eml", "anna-berg-week-2026-11-24.txt"]
        assert "X-Unsent: 1" in (path.parent / "reports" / names[0]).read_text("utf-8")


async def test_the_clients_week_has_a_word_of_its_own(example: Desk, path: Path) -> None:
    async with opened(example) as k:
        await k.press(":")
        await k.type("we\n")
        assert "week" in k.text
        assert k.app.place_id == "report"
        await k.press("enter", "t")
        assert (path.parent / "reports" / "anna-berg-week-2026-11-24.txt").exists()
        await k.press("q", "i", ":")
        await k.type("week\n")
        assert k.app.place_id != "report"
