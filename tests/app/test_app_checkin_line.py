"""A check-in means the same on the app's line and on the shell's."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add
from coach_tui.cli.main import main
from coach_tui.plan.objective import Objective
from coach_tui.plan.strategy import Strategy
from tests.app.app_kit import opened

WIDE = (200, 40)
TAKEN = [
    "7, e4, +delegate, !ran it alone",
    "7,e4,well,!ran it, alone",
    "hou=44, mood=calm, slept well; and long",
    "HOURS = 44,5",
    "44",
    "7, 44",
    "-3, +task, +task",
    "7,,e4;, ,mood=calm,, ,well",
    "7,e4",
]
REFUSED = [
    "hours=many",
    "hours=many, 1.2.3",
    "1e2",
    "tasks=3",
    "home=4",
    "kg=4",
    "e=4",
    "=4",
    "1,234",
    "hours=1,234",
    "he said 2=3, well",
    "7, 44, 3",
    "7, stand=6",
    "e9",
    "e4, well, e5",
    "e4,e5",
    "stand=1_000",
    "mood=calm, Mood: tired",
    "+dance",
    "+nap",
]


def shell(path: Path, *argv: str) -> tuple[int, str]:
    """Exit status and the line on standard error of `coach checkin anna`."""
    out, err = io.StringIO(), io.StringIO()
    env = {"COACH_DATA": str(path), "COACH_TODAY": "2026-11-24", "HOME": str(path.parent)}
    status = main(["checkin", "anna", *argv], env, io.StringIO(), out, err)
    return status, err.getvalue().removeprefix("coach: ").rstrip("\n")


def noted(path: Path) -> tuple[list[Any], list[Any]]:
    """The check-ins and wins of a file, without ids of their own."""
    stored = json.loads(path.read_bytes())
    checkins, wins = ([dict(one) for one in stored.get(t, {}).values()] for t in ("checkins", "wins"))
    for one in (*checkins, *wins):
        del one["uid"]
    return checkins, wins


@pytest.fixture
def several(example: Desk) -> Desk:
    """The example with a checklist, a measure of a closed objective, and a strategy that is paused."""
    practice = example.practice()
    plan = practice.plan(practice.clients[0].uid)
    assert plan is not None
    uid = plan.engagement.uid
    checklist = {"kind": "checklist", "name": "tasks", "items": [{"text": "Call"}]}
    add(example, Objective, uid, {"title": "Sort", "measure": [checklist]})
    closed = {"title": "Rest", "measure": [{"name": "hours at home"}], "closed_on": "2026-11-01"}
    add(example, Objective, uid, closed)
    add(example, Strategy, uid, {"title": "Nap", "status": "paused"})
    return example


async def test_what_the_line_says_is_stored_alike(several: Desk, tmp_path: Path) -> None:
    path, copy = several.store.path, tmp_path / "shell" / "coach.json"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    async with opened(several, WIDE) as coach:
        before = noted(path)
        for line in TAKEN:
            await coach.press("c", "enter")
            await coach.type(line)
            await coach.press("enter")
            told, asked, _ = coach.bottom.partition(": note it?")
            if asked:
                assert shell(copy, line) == (2, f"{told}: nothing was noted; mend it, or note it with --yes")
                await coach.press("y")
            assert noted(path) != before, (line, coach.bottom)
            before = noted(path)
            assert shell(copy, line, *(["--yes"] if asked else [])) == (0, "")
            assert noted(copy) == before, line


async def test_what_the_line_refuses_is_refused_in_the_same_words(several: Desk) -> None:
    path = several.store.path
    async with opened(several, WIDE) as coach:
        before = path.read_bytes()
        for line in REFUSED:
            status, said = shell(path, line)
            assert status == 2, line
            await coach.press("c", "enter")
            await coach.type(line)
            await coach.press("enter")
            assert said in coach.bottom, line
            await coach.press("escape")
        for named in ("tasks=3", "home=4", "kg=4", "e=4", "=4", "hours=1,234"):
            assert shell(path, "--measure", named) == shell(path, named)
        assert shell(path, "--done", "nap") == shell(path, "+nap")
        assert path.read_bytes() == before


@pytest.mark.parametrize("place", ["0", "1"])
async def test_figures_instead_of_a_name_are_of_the_client_offered(example: Desk, place: str) -> None:
    async with opened(example) as coach:
        await coach.press(place, "c", "8", "enter")
        assert "checked in with Anna Berg" in coach.bottom
        assert list(coach.one("checkins", on="2026-11-24")["measures"].values()) == [8]
        await coach.press("c")
        await coach.type("8 or so\n")
        assert "no client matches" in coach.bottom  # words may be a name that was mistyped
        await coach.press("escape", "c")
        await coach.type("9999\n")
        assert "is far from" in coach.bottom
        await coach.press("n")
        assert "9999" in coach.bottom
