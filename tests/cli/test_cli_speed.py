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

pytestmark = pytest.mark.no_cover


def spent(command: list[str], env: dict[str, str]) -> float:
    """Seconds of processor time, its own and the system's, that a process takes."""
    child = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return usage.ru_utime + usage.ru_stime


@pytest.mark.parametrize(("clients", "most"), [(30, 8), (1000, 25)])
def test_today_beside_a_bare_python(coach: Any, tmp_path: Path, clients: int, most: float) -> None:
    path = tmp_path / "many" / "coach.json"
    build_many(Desk(path, Clock(parse_iso("2026-11-24"))), clients, 40)
    env = {**os.environ, **coach.env, "COACH_DATA": str(path)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    bare, ours = [], []
    for _ in range(5):
        bare.append(spent([sys.executable, "-c", "pass"], env))
        ours.append(spent([sys.executable, "-c", COACH, "today"], env))
    assert min(ours) < most * min(bare)
