"""Erasing a client in the app, and how long data is kept: asked in the bottom line, with the name typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach_tui.changes.clients import begin_plan, delete_client, edit_client
from coach_tui.changes.desk import Desk
from coach_tui.changes.erase import erase_client
from coach_tui.changes.records import edit
from coach_tui.exchange.vdir import write_folder
from coach_tui.plan.client import Engagement
from coach_tui.settings import Settings
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@pytest.fixture
def two(empty: Desk) -> Desk:
    """Anna, whose data is to be erased by now, and Tom."""
    anna = begin_plan(empty, {"name": "Anna Berg"}, None, {"title": "Lead the team"})
    begin_plan(empty, {"name": "Tom Okafor"}, None, {"title": "Speak first"})
    edit_client(empty, anna, {"retention_on": "2026-11-20"})
    return empty


def left(coach: Keyboard) -> list[str]:
    folder = coach.app.desk.store.path.parent
    return [p.name for p in folder.rglob("*") if p.is_file() and b"Anna" in p.read_bytes()]


async def erase(coach: Keyboard, name: str) -> None:
    await coach.press(":")
    await coach.type("erase a client\n")
    await coach.type(f"{name}\n")


@SIZES
async def test_a_client_is_erased_and_nothing_shows_it_any_more(two: Desk, size: tuple[int, int]) -> None:
    async with opened(two, size) as coach:
        for place in "1457869":
            await coach.press(place)
        await erase(coach, "anna berg")
        assert "type the whole name" in coach.bottom
        await coach.press("escape")
        assert left(coach)
        await erase(coach, "Anna Berg")
        assert "erased for good" in coach.bottom
        assert left(coach) == []
        for place in "0123456789":
            await coach.press(place)
            assert "Anna" not in coach.text
        await coach.press(":")
        await coach.type("anna")
        assert "Anna" not in coach.body
        await coach.press("escape", "c")
        await coach.type("a")
        assert "Anna" not in coach.text
        await coach.press("escape", "u")
        assert "Anna" not in coach.text


async def test_today_asks_for_a_new_day_or_erases(two: Desk) -> None:
    async with opened(two) as coach:
        assert coach.row("data was to be erased 4 days ago").rstrip().endswith("m  decide")
        await coach.press("m", "n")
        await coach.type("yesterday\n")
        assert "Mon 23 Nov is too early: choose a day after Tue 24 Nov" in coach.bottom
        await coach.press("escape", "m", "n")
        await coach.type("2027-06-01\n")
        await coach.type("she asked for it\n")
        assert coach.one("clients", name="Anna Berg")["retention_on"] == "2027-06-01"
        assert "to be erased" not in coach.body
        await coach.press("u", "g")
        await coach.press("m", "x")
        await coach.type("Anna Berg\n")
        assert left(coach) == []
        assert "Anna" not in coach.body


async def test_names_that_are_hidden_are_not_asked_for(two: Desk) -> None:
    async with opened(two) as coach:
        await coach.press("i", "9")
        await coach.press(":")
        await coach.type("erase a client\n")
        assert "names are hidden" in coach.bottom
        assert not coach.app.bottom.active


async def test_closing_proposes_how_long_the_data_is_kept(two: Desk) -> None:
    async with opened(two) as coach:
        await coach.press("9", "j", "x")
        assert coach.form.values()["retention_on"] == "2029-11-24"
        await coach.put(outcome="Speaks first.")
        await coach.save()
        assert coach.one("clients", name="Tom Okafor")["retention_on"] == "2029-11-24"
        assert "closed" in coach.row("Tom Okafor")
        await coach.press("u")
        assert "retention_on" not in coach.one("clients", name="Tom Okafor")
        assert "closed" not in coach.row("Tom Okafor")
        await coach.press("x")
        await coach.put(outcome="Speaks first.")
        assert "Speaks first." in str(coach.app.drafts.open())
        await coach.press("escape", "y")
        assert coach.app.drafts.open() == []
        assert "closed" not in coach.row("Tom Okafor")
        await coach.press("x")
        await coach.put(outcome="Speaks first.", retention_on="")
        await coach.save()
        assert "closed" in coach.row("Tom Okafor")
        assert "retention_on" not in coach.one("clients", name="Tom Okafor")
    settings = Settings()
    settings.retention_years = 0
    async with opened(two, settings=settings) as coach:
        await coach.press("u", "9", "j", "x")
        assert coach.form.values()["retention_on"] == ""
        await coach.save()
        assert "u takes it back" in coach.bottom


async def test_what_is_typed_about_somebody_who_was_erased_elsewhere_is_not_kept(two: Desk) -> None:
    async with opened(two) as coach:
        await coach.press("9", "enter", "enter", "3", "a")
        await coach.put(title="Anna and her secret")
        assert [draft["values"]["title"] for draft in coach.app.drafts.open()] == ["Anna and her secret"]
        other = Desk(two.store.path, two.clock)
        (uid,) = [client.uid for client in other.practice().clients if client.name == "Anna Berg"]
        erase_client(other, uid, "Anna Berg")
        assert coach.app.drafts.open() == []
        await coach.save()
        assert "no longer exists" in coach.text
        assert left(coach) == []
        await coach.press("escape", "y")
        assert left(coach) == []


async def test_what_is_typed_about_somebody_who_was_deleted_is_kept(two: Desk) -> None:
    async with opened(two) as coach:
        await coach.press("9", "enter", "enter", "3", "a")
        await coach.put(title="Anna and her secret")
        other = Desk(two.store.path, two.clock)
        delete_client(other, other.practice().client_named("Anna").uid)
        assert len(coach.app.drafts.open()) == 1


async def test_their_dates_go_from_the_calendar_too(two: Desk, tmp_path: Path) -> None:
    settings = Settings()
    settings.vdir = str(tmp_path / "calendar")
    for client in two.practice().clients:
        (engagement,) = two.practice().engagements(client.uid)
        edit(two, Engagement, engagement.uid, {"end": "2027-01-01"})
    write_folder(settings.vdir, two.practice(), two.today)
    async with opened(two, settings=settings) as coach:
        await coach.press("9")
        await erase(coach, "Anna Berg")
        assert "dates out of your calendar" in coach.bottom
    told = [path.read_text() for path in (tmp_path / "calendar").iterdir()]
    assert {("Tom" in text, "Anna" in text) for text in told} == {(True, False)}


async def test_what_was_not_reached_is_told(two: Desk, tmp_path: Path) -> None:
    settings = Settings()
    settings.vdir = str(tmp_path / "calendar")
    (tmp_path / "calendar").mkdir()
    (tmp_path / "calendar" / "a.pdf").write_bytes(b"%PDF-1.7")
    async with opened(two, (200, 40), settings=settings) as coach:
        await coach.press("9")
        await erase(coach, "Anna Berg")
        assert "erased for good" in coach.bottom
        assert "a.pdf is a PDF and cannot be looked into" in coach.bottom
        assert left(coach) == []
