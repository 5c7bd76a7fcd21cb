"""Earlier plans of a client from the shell: `--plan`, the same in every command."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes import clients
from coach_tui.changes.daily import check_in
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add
from coach_tui.clock import Clock
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session


@pytest.fixture
def twice(empty: Any) -> Any:
    """Bea had a plan in 2025, about speaking, and has one about leading a team."""
    desk = Desk(empty.path, Clock(date(2025, 3, 1)))
    bea = clients.begin_plan(desk, {"name": "Bea"}, {"type": "speaking"}, {"title": "Speak to the board"})
    old = desk.practice().current(bea)
    assert old is not None
    check_in(desk, old.uid, {"note": "spoke"})
    add(
        desk,
        Session,
        old.uid,
        {"on": "2025-03-01", "time": "10:00", "private": "a first hour", "state": "held"},
    )
    later = Desk(empty.path, Clock(date(2025, 9, 1)))
    clients.close_engagement(later, old.uid, "spoke twice")
    new = clients.start_engagement(later, bea, {"type": "leading", "start": "2025-09-15"})
    add(later, Objective, new, {"title": "Lead the team"})
    return empty


@pytest.mark.parametrize("which", ["2", "2025-03", "2025-03-01", "speak", "SPEAKING"])
def test_an_earlier_plan_is_meant_by_number_start_or_type(twice: Any, which: str) -> None:
    assert [one["title"] for one in tomllib.loads(twice.ok("plan", "bea", "--plan", which))["objective"]] == [
        "Speak to the board"
    ]


@pytest.mark.parametrize("which", ["1", "2025-09", "lead"])
def test_the_current_one_can_be_meant_too(twice: Any, which: str) -> None:
    assert twice.ok("plan", "bea", "--plan", which) == twice.ok("plan", "bea")


@pytest.mark.parametrize("which", ["3", "0", "2024", "x", "", "  "])
def test_what_is_no_plan_is_refused_with_those_that_are(twice: Any, which: str) -> None:
    assert twice.refused("plan", "bea", "--plan", which).endswith(
        " is no plan of Bea; give a number: 1 leading since Mon 15 Sep 2025; 2 speaking since Sat 1 Mar 2025"
    )


def test_what_fits_two_is_refused(twice: Any) -> None:
    assert "“2025” fits 2 plans of Bea" in twice.refused("plan", "bea", "--plan", "2025")


def test_the_list_says_the_numbers(twice: Any) -> None:
    lines = twice.ok("clients").splitlines()
    assert [line.split() for line in lines] == [
        ["Bea", "not", "measured", "leading", "review", "421", "days", "late,", "31", "cycles", "missed"],
        ["--plan", "2", "closed", "speaking", *["Sat", "1", "Mar", "2025", "–", "Mon", "1", "Sep", "2025"]],
    ]
    (bea,) = twice("clients", "--json").json["clients"]
    assert [(one["number"], one["type"], one["closed_on"]) for one in bea["plans"]] == [
        (1, "leading", None),
        (2, "speaking", "2025-09-01"),
    ]


def test_every_reader_reaches_it(twice: Any) -> None:
    for words in (
        ("insights", "bea", "--plan", "2"),
        ("report", "bea", "--for", "coach", "--plan", "2"),
        ("export", "json", "--client", "bea", "--plan", "2"),
        ("plan", "bea", "--json", "--plan", "2"),
    ):
        said = twice.ok(*words)
        assert "Speak to the board" in said, words
        assert "Lead the team" not in said, words
    assert twice.ok("health", "bea", "--plan", "2").startswith("Bea\n")
    assert "no round yet" in twice.ok("feedback", "bea", "--plan", "2")


def test_the_log_calendar_and_history_of_one_plan(twice: Any) -> None:
    assert "Sat 1 Mar 2025  10:00  60" in twice.ok("log", "bea", "--plan", "2")
    assert twice.ok("log", "bea", "--plan", "1").startswith("No session was held yet")
    march = twice("calendar", "2025-03", "--client", "bea", "--plan", "1", "--json").json
    assert march["items"] == []
    march = twice("calendar", "2025-03", "--client", "bea", "--plan", "2", "--json").json
    assert [one["kind"] for one in march["items"]] == ["session"]
    whats = [one["what"] for one in twice("history", "bea", "--plan", "2", "--json").json["entries"]]
    assert "closed the engagement" in whats
    assert "started an engagement" not in whats
    assert "began a plan with Bea" in whats


def test_an_export_of_one_plan_holds_no_other(twice: Any) -> None:
    told = twice("export", "json", "--client", "bea", "--plan", "1").json
    assert [one["type"] for one in told["tables"]["engagements"]] == ["leading"]
    assert not told["tables"]["sessions"]
    assert "a first hour" not in twice.ok("export", "json", "--client", "bea", "--plan", "1")
    dates = [twice.ok("export", "ics", "--client", "bea", "--plan", plan) for plan in ("1", "2")]
    assert ["20250301" in one for one in dates] == [False, True]


def test_csv_of_one_plan(twice: Any, tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    twice.ok("export", "csv", "--client", "bea", "--plan", "2", "-o", str(folder))
    told = "".join(file.read_text() for file in folder.iterdir())
    assert "Speak to the board" in told
    assert "Lead the team" not in told


def test_a_folder_of_calendar_files_holds_all_plans(twice: Any, tmp_path: Path) -> None:
    said = twice.refused("export", "vdir", "-o", str(tmp_path / "v"), "--client", "bea", "--plan", "2")
    assert said.startswith("vdir: --plan is for the other formats")


def test_what_writes_into_a_closed_one_is_refused_or_says_so(twice: Any, tmp_path: Path) -> None:
    closed = "the engagement with “Bea” was closed on Mon 1 Sep 2025; open it again (9, x in the app)"
    assert closed in twice.refused("checkin", "bea", "a word", "--plan", "2")
    assert closed in twice.refused("form", "bea", "reflection", "--plan", "2")
    editor = tmp_path / "edit"
    editor.write_text('#!/bin/sh\nsed -i "s/speaking/talking/" "$1"\n')
    editor.chmod(0o700)
    ran = twice("edit", "bea", "--plan", "2", env={"EDITOR": str(editor)})
    assert ran.status == 0
    assert "this engagement was closed on Mon 1 Sep 2025" in ran.err
    assert 'type = "talking"' in twice.ok("plan", "bea", "--plan", "2")
    assert 'type = "leading"' in twice.ok("plan", "bea")


@pytest.mark.parametrize(
    "words",
    [("insights",), ("health",), ("log",), ("history",), ("calendar",), ("export", "json"), ("import", "x")],
)
def test_a_plan_goes_with_a_client(twice: Any, words: tuple[str, ...]) -> None:
    assert twice.refused(*words, "--plan", "2").startswith("--plan goes with")


def test_every_command_that_takes_a_client_takes_it() -> None:
    from coach_tui.cli.main import COMMANDS, parser_of

    for name in COMMANDS:
        parser = parser_of(name)
        takes = {action.dest for action in parser._actions}
        if "client" in takes and name != "erase":
            assert "plan" in takes, name
