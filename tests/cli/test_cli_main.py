"""Finding the command, its options, and what every error looks like."""

from __future__ import annotations

import io
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import coach_tui
from coach_tui.cli.exits import error_line, status_of
from coach_tui.cli.main import COMMANDS, main, parser_of
from coach_tui.plan.errors import BadInput, ChangedMeanwhile, DataFileError


def test_help_lists_every_command_with_its_line(empty: Any) -> None:
    out = empty.ok("--help")
    for name, (_, line) in COMMANDS.items():
        assert f"  {name} " in out
        assert line in out
    assert max(map(len, out.split("\n"))) <= 100
    assert empty.ok("-h") == out


def test_every_module_of_the_table_is_there_and_none_beside_it() -> None:
    folder = Path(coach_tui.__file__).parent / "cli"
    with_run = {
        path.stem
        for path in folder.glob("*.py")
        if hasattr(import_module(f"coach_tui.cli.{path.stem}"), "HELP")
    }
    assert with_run == {module for module, _ in COMMANDS.values()}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(empty: Any, name: str) -> None:
    out = empty.ok(name, "--help")
    assert out.startswith(f"usage: coach {name}")
    assert "--data FILE" in out
    assert max(map(len, out.split("\n"))) <= 80
    assert empty.ok("--help", name) == out
    assert not empty.path.exists()


@pytest.mark.parametrize(
    ("columns", "least", "most"),
    [
        ("60", 50, 60),
        ("20", 30, 50),
        ("200", 90, 100),
        ("", 70, 80),
        ("0", 70, 80),
        ("wide", 70, 80),
        ("²", 70, 80),
    ],
)
def test_help_is_as_wide_as_the_columns_it_is_told(
    empty: Any, monkeypatch: pytest.MonkeyPatch, columns: str, least: int, most: int
) -> None:
    monkeypatch.setenv("COLUMNS", "66")  # what another process is told does not count
    for terminal in (False, True):
        out = empty("import", "--help", terminal=terminal, env={"COLUMNS": columns}).out
        assert least < max(map(len, out.split("\n"))) <= most


def test_help_fits_the_terminal(empty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((50, 24)))
    monkeypatch.setattr("tests.cli.conftest.Terminal.fileno", lambda self: 1)
    assert max(map(len, empty("import", "--help", terminal=True).out.split("\n"))) <= 50
    assert max(map(len, empty("import", "--help").out.split("\n"))) > 50


def test_version(empty: Any) -> None:
    assert empty.ok("--version") == f"coach-tui {coach_tui.__version__}\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["tody"], "there is no command “tody”; did you mean today?"),
        (["CHECKIN"], "there is no command “CHECKIN”; did you mean checkin?"),
        (["xyzzy"], "there is no command “xyzzy”; coach --help lists them"),
        (["\x1b[2J" * 50], "there is no command “␛[2J␛[2J␛[2J␛[2J␛[2J␛[2J␛[2J␛[…”; coach --help lists them"),
        (["--frob"], "--frob is not known; coach --help lists what is"),
        (["--data"], "--data needs a value; coach --help shows how"),
        (["--data=", "today"], "--data: no file is named; give its path"),
        (["today", "--frob"], "unrecognized arguments: --frob; coach today --help shows how"),
        (["today", "--j"], "unrecognized arguments: --j; coach today --help shows how"),
        (["plan"], "the following arguments are required: CLIENT; coach plan --help shows how"),
        (
            ["export", "pdf"],
            "argument FORMAT: invalid choice: 'pdf' (choose from 'json', 'csv', 'ics', 'vdir'); "
            "coach export --help shows how",
        ),
        (
            ["checkin", "anna", "--note"],
            "argument --note: expected one argument; coach checkin --help shows how",
        ),
        ([], "the app needs a terminal; in a pipe use coach today"),
        (["demo"], "the app needs a terminal; in a pipe use coach today"),
    ],
)
def test_wrong_use_is_one_line(empty: Any, typed: list[str], said: str) -> None:
    assert empty.refused(*typed) == said


@pytest.mark.parametrize("term", ["", "dumb"])
def test_the_app_needs_a_terminal_that_draws(empty: Any, term: str) -> None:
    assert "use coach today" in empty.refused(terminal=True, env={"TERM": term})


def test_global_options_stand_before_or_after_the_command(coach: Any, tmp_path: Path) -> None:
    other = str(tmp_path / "other.json")
    for argv in (
        ["--data", other, "today"],
        [f"--data={other}", "today"],
        ["today", "--data", other],
        ["--data", "/nowhere/at/all", "today", f"--data={other}"],
    ):
        assert coach.ok(*argv).startswith("No clients yet")
    late = "review 41 days late"
    for argv in (["--today", "2026-11-25", "today"], ["today", "--today=2026-11-25"]):
        assert late in coach.ok(*argv)
    assert "review 39 days late" in coach.ok("today", env={"COACH_TODAY": "2026-11-23"})
    assert late in coach.ok("today", "--today", "2026-11-25", env={"COACH_TODAY": "2026-11-23"})


@pytest.mark.parametrize("day", ["2026-02-30", "soon", "", "0001-01-01", "9999-12-31", "\x1b]0;x\x07"])
def test_an_impossible_today_is_refused(coach: Any, day: str) -> None:
    assert coach.refused("--today", day, "today").startswith("--today: ")
    if day:
        assert coach.refused("today", env={"COACH_TODAY": day}).startswith("COACH_TODAY: ")


def test_today_may_be_counted(coach: Any) -> None:
    assert coach("today", "--today", "-1d").status == 0


def test_statuses_of_errors() -> None:
    errors = [BadInput(""), DataFileError(""), ChangedMeanwhile(""), KeyboardInterrupt(), ValueError()]
    assert [status_of(error) for error in errors] == [2, 3, 4, 130, 3]


def test_an_unforeseen_error_tells_its_place_and_no_data(coach: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("Anna Berg's secret\nin two lines")

    monkeypatch.setattr("coach_tui.cli.today.survey", fail)
    said = coach.refused("today", status=3)
    assert said.startswith("internal error (ZeroDivisionError at coach_tui.cli.today:")
    assert said.endswith("; nothing was changed")
    assert "Anna" not in said


def test_an_error_after_the_change_does_not_deny_it() -> None:
    said = error_line(ValueError(), made=True, written=True)
    assert said == "noted; internal error (ValueError at ?)"
    assert status_of(ValueError(), made=True) == 0
    said = error_line(ValueError(), written=True)
    assert said == (
        "internal error (ValueError at ?); what was taken in before stays, coach history shows it"
    )
    assert error_line(KeyboardInterrupt()) == ""


def test_an_interruption_says_nothing(coach: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coach_tui.cli.today.survey", stop)
    ran = coach("today")
    assert (ran.status, ran.out, ran.err) == (130, "", "")


def test_an_interruption_that_became_another_error_is_one(
    coach: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow:
        def __set_name__(self, *_: object) -> None:
            raise KeyboardInterrupt

    def stop(*_: Any, **__: Any) -> None:
        type("Record", (), {"field": Slow()})  # as Python has it: RuntimeError from KeyboardInterrupt

    monkeypatch.setattr("coach_tui.cli.today.survey", stop)
    ran = coach("today")
    assert (ran.status, ran.out, ran.err) == (130, "", "")


def test_what_was_printed_before_an_error_is_kept_apart_from_it(coach: Any) -> None:
    ran = coach("import", "/nowhere", "/nowhere/either")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("coach: /nowhere") == 2


def test_output_that_nobody_takes_is_an_error(coach: Any) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    err = io.StringIO()
    assert main(["today"], coach.env, io.StringIO(), Full(), err) == 3
    assert err.getvalue().startswith("coach: the output cannot be written: there is no room left")


def test_the_configuration_is_heeded(coach: Any, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('grace_days = 60\nfirst_weekday = "sunday"\n')
    assert "review 40 days late" not in coach.ok("today")
    assert " Su  Mo" in coach.ok("calendar")
    (tmp_path / "config.toml").write_text("grace = 60\n")
    assert "“grace”" in coach.refused("today")


def test_the_app_is_started_with_file_day_and_settings(
    coach: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []

    def run(desk: Any, *, settings: Any = None, demo: Any = None, asked: Any = None) -> int:
        seen.append((desk.store.path.exists(), desk.today.isoformat(), settings.grace_days, demo is not None))
        return 7

    app = ModuleType("coach_tui.app.opening")
    vars(app)["run"] = run
    monkeypatch.setitem(sys.modules, "coach_tui.app.opening", app)
    (tmp_path / "config.toml").write_text("grace_days = 3\n")
    assert coach(terminal=True).status == 7
    assert coach("--today", "2026-12-01", "demo", terminal=True).status == 7
    assert seen == [(True, "2026-11-24", 3, False), (True, "2026-12-01", 3, True)]
    coach.path.write_text("{")
    assert "damaged" in coach.refused(terminal=True, status=3)
    assert len(seen) == 2


TOLD = re.compile(r"\bcoach ((?:--?[a-z]+ )*)([a-z]+)((?: --[a-z-]+)*)")


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_that_help_names_is_there_with_its_options(coach: Any, name: str) -> None:
    text = " ".join(coach.ok(*([name] if name else []), "--help").split())
    for _, command, options in TOLD.findall(text.replace("coach COMMAND", "")):
        if command not in COMMANDS:  # “the coach everything”
            assert not options, (name, command)
            continue
        known = parser_of(command).format_help()
        for option in options.split():
            assert option in known, (name, command, option)
