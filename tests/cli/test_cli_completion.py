"""`coach completion`, tried in bash itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coach_tui.cli.completion import options_of
from coach_tui.cli.main import COMMANDS


def complete(coach: Any, folder: Path, *words: str) -> list[str]:
    """What bash offers for the last of these words."""
    (folder / "bin").mkdir(exist_ok=True)
    command = folder / "bin" / "coach"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coach_for_tests "$@"\n')
    (folder / "coach_for_tests.py").write_text(
        "import sys\nfrom coach_tui.cli.main import entry\nsys.exit(entry())\n"
    )
    command.chmod(0o700)
    script = (
        'eval "$(coach completion bash)"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _coach; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    env = {
        **os.environ,
        **coach.env,
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(folder),
    }
    ran = subprocess.run(
        ["bash", "-c", script, "bash", "coach", *words],
        env=env, capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    assert ran.stderr == ""
    return [line for line in ran.stdout.split("\n") if line]


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_completes_commands_options_and_clients(coach: Any, tmp_path: Path) -> None:
    coach.ok(
        "import", "-", stdin='[client]\nname = "$(touch pwned) O\'Neil"\n[engagement]\nstart = 2026-01-01\n'
    )
    assert complete(coach, tmp_path, "ch") == ["checkin"]
    assert complete(coach, tmp_path, "checkin", "an") == ["Anna\\ Berg"]
    assert complete(coach, tmp_path, "--today", "2026-01-01", "plan", "") == [
        "\\$\\(touch\\ pwned\\)\\ O\\'Neil",
        "Anna\\ Berg",
    ]
    assert complete(coach, tmp_path, "calendar", "--client", "A") == ["Anna\\ Berg"]
    assert "--engagement" in complete(coach, tmp_path, "checkin", "anna", "--e")
    assert not Path("pwned").exists()


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_completes_measures_and_strategies_of_the_client(coach: Any, tmp_path: Path) -> None:
    for client in ("anna", "Anna\\ Berg", '"Anna Berg"'):
        assert complete(coach, tmp_path, "checkin", client, "--measure", "sta") == ["stand-ups\\ led="]
    assert complete(coach, tmp_path, "checkin", "anna", "--engagement", "4", "--done", "del") == [
        "Delegate\\ one\\ task\\ a\\ week"
    ]
    assert complete(coach, tmp_path, "checkin", "nobody", "--measure", "") == []


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ('"7, +del', ["7, +Delegate \\$(touch pwned)"]),
        ("'7, +del", ["7, +Delegate $(touch pwned)"]),
        ("7,\\ +del", ["7\\,\\ +Delegate\\ \\$\\(touch\\ pwned\\)"]),
        ('"+wa', ["+Walk daily", "+Wait"]),
        ('"+it', ["+Wait"]),
        ("'sta", ["stand-ups led="]),
        ('"went', []),
        ('"', []),
    ],
)
def test_bash_completes_the_line_of_a_check_in(
    coach: Any, tmp_path: Path, typed: str, offered: list[str]
) -> None:
    titles = ("Delegate $(touch pwned)", "Walk daily", "Wait")
    strategies = "".join(f'[[strategy]]\ntitle = "{title}"\n' for title in titles)
    measure = "[[objective]]\ntitle = 'Lead'\n[[objective.measure]]\nname = 'stand-ups led'\n"
    plan = f"[client]\nname = 'Bo'\n[engagement]\nstart = 2026-01-01\n{measure}{strategies}"
    coach.ok("import", "-", stdin=plan)
    assert complete(coach, tmp_path, "checkin", "bo", typed) == offered
    assert not Path("pwned").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_script_knows_every_command(empty: Any, shell: str) -> None:
    out = empty.ok("completion", shell)
    assert all(name in out for name in COMMANDS)
    assert "@" not in out.replace('"$@"', "").replace("[@]", "")
    if shutil.which(shell):
        subprocess.run([shell, "-n", "/dev/stdin"], input=out, text=True, check=True, timeout=30)


def test_options(empty: Any) -> None:
    assert "--engagement" in options_of("checkin")
    assert options_of("nonsense") == []
    assert (
        empty.ok("completion", "--options-of", "today")
        == "--json --check --line --all --data --today --help\n"
    )
    assert empty.refused("completion") == "name the shell: coach completion bash, zsh or fish"
