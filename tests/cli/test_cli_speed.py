"""What quick commands cost, as processor time beside that of a bare Python in the same run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.clock import Clock
from coach_tui.plan.dates import parse_iso
from tests.bulk import build_many

COACH = "import sys; from coach_tui.cli.main import entry; sys.exit(entry())"
"""The whole way: it knows of nothing that was printed before."""
QUICK = "import sys; from coach_tui.cli.quick import entry; sys.exit(entry())"
"""As the console script."""

pytestmark = pytest.mark.no_cover


def spent(command: list[str], env: dict[str, str]) -> float:
    """Seconds of processor time, its own and the system's, that a process takes."""
    child = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return usage.ru_utime + usage.ru_stime


def many(coach: Any, folder: Path, clients: int) -> dict[str, str]:
    """The environment of somebody with so many clients."""
    path = folder / "many" / "coach.json"
    build_many(Desk(path, Clock(parse_iso("2026-11-24"))), clients, 40)
    env = {**os.environ, **coach.env, "COACH_DATA": str(path)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


@pytest.mark.parametrize(("clients", "most"), [(30, 6), (1000, 25)])
def test_today_beside_a_bare_python(coach: Any, tmp_path: Path, clients: int, most: float) -> None:
    env = many(coach, tmp_path, clients)
    bare, ours = [], []
    for _ in range(5):
        bare.append(spent([sys.executable, "-c", "pass"], env))
        ours.append(spent([sys.executable, "-c", COACH, "today"], env))
    assert min(ours) < most * min(bare)


QUICKEST = ("today --line", "today", "clients --names", "--version", "--help")


@pytest.mark.parametrize("clients", [30, 1000])
def test_what_is_known_beside_a_bare_python(coach: Any, tmp_path: Path, clients: int) -> None:
    """The version and the help, and what a prompt, a shell's Tab and a second look ask for; of any size."""
    env = many(coach, tmp_path, clients)
    commands = {line: [sys.executable, "-c", QUICK, *line.split()] for line in QUICKEST}
    commands["bare"] = [sys.executable, "-c", "pass"]
    for command in commands.values():
        spent(command, env)
    taken = {line: min(spent(commands[line], env) for _ in range(7)) for line in commands}
    ratios = {line: taken[line] / taken["bare"] for line in QUICKEST}
    assert max(ratios.values()) < 1.6, ratios
