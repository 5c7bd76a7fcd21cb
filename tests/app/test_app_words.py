"""Words: what is read on a screen is said as people say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach_tui.app.places.history import History
from coach_tui.app.widgets.drawing import text_of
from coach_tui.changes.clients import begin_plan
from coach_tui.changes.daily import check_in
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, delete
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.strategy import Strategy
from coach_tui.store import shortening
from tests.app.app_kit import LARGE, desk_on, opened
from tests.kept import put_demo
from tests.plan.test_told import RAW


async def test_the_history_of_a_deletion_tells_names(path: Path) -> None:
    desk = desk_on(path)
    put_demo(desk)
    objectives = desk.practice().tables["objectives"].values()
    objective = next(raw for raw in objectives if raw["title"] == "Lead the relocation team")
    delete(desk, NOUNS["objectives"], objective["uid"])
    async with opened(desk, LARGE) as coach:
        await coach.press("colon")
        await coach.type("history\n")
        place = coach.app.place
        assert isinstance(place, History)
        said = coach.words
        assert "For objectives" in said
        assert "Lead the relocation team → –" in said
        assert "When Tue 24 Nov" in said
        for key in place.entries:
            for line in place.make_detail(key)[1:]:
                text = text_of(line.text)
                assert line.label in ("", "Why") or not RAW.search(text), (line.label, text)


async def test_the_history_tells_what_can_no_longer_be_undone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortening, "allowed", lambda others: 4_000)
    desk = desk_on(path)
    put_demo(desk)
    [first, *_] = desk.practice().clients
    plan = desk.practice().current(first.uid)
    assert plan is not None
    for note in ("Long. " * 400, "Short."):
        check_in(desk, plan.uid, {"note": note})
    async with opened(desk, LARGE) as coach:
        await coach.press("colon")
        await coach.type("history\n")
        assert "no longer be undone" not in coach.words
        await coach.press("j")
        assert "It can no longer be undone" in coach.words
        await coach.press("u", "u")
        assert "its texts are no longer in the history" in coach.words


async def test_the_footer_says_what_a_key_does_to_the_row(path: Path) -> None:
    desk = desk_on(path)
    put_demo(desk)
    async with opened(desk, LARGE) as coach:
        await coach.press("9", "g", "3")
        assert "space practised" in coach.bottom
        assert "x end" in coach.bottom
        await coach.press("4")
        coach.app.place.show_record(coach.one("milestones", title="Kick-off held without the manager")["uid"])
        await coach.settle()
        assert "space open again" in coach.bottom
        await coach.press("5")
        coach.app.place.show_record(
            coach.one("commitments", text="Book supper at home on three evenings")["uid"]
        )
        await coach.settle()
        assert coach.bottom.count("open again") == 1, "two keys that do one thing are named once"
        await coach.press("0")
        assert "a new client" in coach.bottom
        await coach.press("a")
        assert coach.in_form


async def test_nothing_is_to_be_undone_in_an_empty_file(empty: Desk) -> None:
    async with opened(empty) as coach:
        assert "undo" not in coach.bottom


async def test_a_cue_and_its_response_are_read_as_a_sentence(path: Path) -> None:
    desk = desk_on(path)
    client = begin_plan(desk, {"name": "Ines"}, {"start": "2026-11-01"})
    engagement = desk.practice().current(client)
    assert engagement is not None
    values = {"title": "Beds", "cue": "the senior doctor walks in", "response": "I give the bed count"}
    add(desk, Strategy, engagement.uid, values)
    async with opened(desk, LARGE) as coach:
        await coach.press("3")
        assert "If–then If the senior doctor walks in, then I give the bed count." in coach.words
        assert "Cue" not in coach.words
