"""The console script, in processes of its own: what it does by itself, and what it leaves to the program."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import termios
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

import coach_tui

COACH = "import sys; from coach_tui.cli.main import entry; sys.exit(entry())"
QUICK = "import sys; from coach_tui.cli.quick import entry; sys.exit(entry())"
LINES = (["today"], ["today", "--line"], ["today", "--check"], ["clients", "--names"])
OWN = {
    "coach_tui",
    "coach_tui.cli",
    "coach_tui.cli.commands",
    "coach_tui.cli.printed",
    "coach_tui.cli.quick",
    "coach_tui.store",
    "coach_tui.store.beside",
    "coach_tui.store.paths",
}


@pytest.fixture
def run(coach: Any) -> Any:
    """Runs a command line as the console script (or the whole program), and gives all that came of it."""
    time.sleep(0.02)

    def process(*argv: str, code: str = QUICK, imports: bool = False, **more: Any) -> Any:
        env = {**os.environ, **coach.env, **more.pop("env", {})}
        command = [sys.executable, *(["-X", "importtime"] if imports else []), "-c", code, *argv]
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.run(command, env=env, check=False, timeout=30, **streams)

    return process


def imported(ran: Any) -> set[str]:
    """The modules that a process has imported, with their packages."""
    return set(re.findall(r"^import time:.*\| +(\S+)$", ran.stderr.decode(), re.MULTILINE)) - {"package"}


@pytest.mark.parametrize("argv", [*LINES, ["--version"], ["--help"], ["-h"]])
def test_it_says_what_the_program_says(run: Any, argv: list[str]) -> None:
    whole = run(*argv, code=COACH)
    for _ in range(2):
        ran = run(*argv)
        assert (ran.stdout, ran.stderr, ran.returncode) == (whole.stdout, b"", whole.returncode)
    assert whole.stdout.endswith(b"\n")


@pytest.mark.parametrize("argv", [*LINES, ["--version"], ["--help"]])
def test_it_imports_next_to_nothing(run: Any, argv: list[str]) -> None:
    run(*argv)
    bare = imported(run(code="pass", imports=True))
    found = imported(run(*argv, imports=True)) - bare
    assert {name for name in found if name.startswith("coach_tui")} <= OWN
    assert found - OWN <= {"__future__", "zlib"}, found


def test_all_else_is_left_to_the_program(run: Any) -> None:
    for argv in (["lint", "run more"], ["plan", "anna"], ["today", "--x"], ["--x"], []):
        whole, ran = run(*argv, code=COACH), run(*argv)
        assert (ran.stdout, ran.stderr, ran.returncode) == (whole.stdout, whole.stderr, whole.returncode)


@pytest.mark.parametrize("argv", [["today"], ["--version"]])
def test_where_it_cannot_be_printed_the_program_says_why(run: Any, argv: list[str]) -> None:
    run(*argv)
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        ran = run(*argv, stdout=full)
    assert (ran.returncode, ran.stderr.count(b"\n")) == (3, 1)
    assert ran.stderr.startswith(b"coach: the output cannot be written: ")


def test_whoever_reads_may_stop_reading(coach: Any, run: Any) -> None:
    run("today")
    reader, writer = os.pipe()
    os.close(reader)
    ran = run("today", stdout=writer)
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_closed_streams(coach: Any, run: Any) -> None:
    run("today")
    env = {**os.environ, **coach.env}
    for closed in (">&-", "2>&-", "<&-", "<&- >&- 2>&-"):
        line = f"{sys.executable} -c '{QUICK}' today {closed}"
        ran = subprocess.run(["sh", "-c", line], env=env, check=False, timeout=30, capture_output=True)
        assert (ran.returncode, ran.stderr) == (0, b""), closed


def test_another_alphabet_is_left_to_the_program(coach: Any, run: Any) -> None:
    env = {"PYTHONIOENCODING": "ascii"}
    whole = run("today", "--line", code=COACH, env=env)
    for _ in range(2):
        assert run("today", "--line", env=env).stdout == whole.stdout
    assert not coach.path.with_name(".coach.json.printed").exists()
    assert run("today", "--line").stdout != whole.stdout or b"-" not in whole.stdout


def test_each_width_of_a_terminal_has_its_own(coach: Any) -> None:
    time.sleep(0.02)
    env = {**os.environ, **coach.env, "TERM": "xterm"}
    for columns in (50, 80, 50, 80):
        primary, secondary = pty.openpty()
        termios.tcsetwinsize(secondary, (24, columns))
        found = []
        for code in (QUICK, COACH):
            subprocess.run([sys.executable, "-c", code, "today"], env=env, stdout=secondary, check=True)
            found.append(os.read(primary, 10_000))
        os.close(primary)
        os.close(secondary)
        assert found[0] == found[1]
        assert max(map(len, found[0].decode().splitlines())) <= columns
    assert coach.path.with_name(".coach.json.printed").read_bytes().count(b"\x1etoday ") == 2


def test_two_versions_take_turns(coach: Any, run: Any) -> None:
    other = f"import coach_tui; coach_tui.__version__ = 'other'; {QUICK}"
    whole = run("today", code=COACH).stdout
    for code in (QUICK, other, QUICK, other):
        assert run("today", code=code).stdout == whole


def test_many_at_once(coach: Any, run: Any) -> None:
    whole = run("today", code=COACH).stdout
    env = {**os.environ, **coach.env}
    command = [sys.executable, "-c", QUICK, "today"]
    started = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE) for _ in range(6)]
    assert [one.communicate()[0] for one in started] == [whole] * 6
    assert run("today").stdout == whole
    assert not list(coach.path.parent.glob("*.tmp"))
    assert not list(coach.path.parent.glob(".*.tmp"))


def test_the_script_is_what_is_installed() -> None:
    root = Path(coach_tui.__file__).parents[1]
    build = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    scripts = build["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-scripts"]
    assert scripts == {"scripts/coach": "coach"}
    assert "scripts" not in build["project"]
    script = root / "scripts" / "coach"
    assert script.read_text("utf-8").startswith("#!python\n")
    assert os.access(script, os.X_OK)
    ran = subprocess.run([sys.executable, script, "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout == f"coach-tui {coach_tui.__version__}\n"
