"""Commands run in this process, on a data file of their own and a frozen day."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.cli.main import main

EXAMPLE = Path(__file__).parent.parent / "data" / "plan-example.toml"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Ran:
    """What a command did."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Shell:
    """Runs `coach` with this data file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "data" / "coach.json"
        self.env = {
            "COACH_DATA": str(self.path),
            "COACH_CONFIG": str(folder / "config.toml"),
            "COACH_TODAY": "2026-11-24",
            "HOME": str(folder),
            "TERM": "xterm",
        }

    def __call__(
        self, *argv: str, stdin: str = "", terminal: bool = False, env: dict[str, str] | None = None
    ) -> Ran:
        made: Callable[..., io.StringIO] = Terminal if terminal else io.StringIO
        streams = made(stdin), made(), made()
        status = main(argv, {**self.env, **(env or {})}, *streams)
        return Ran(status, streams[1].getvalue(), streams[2].getvalue())

    def ok(self, *argv: str, **more: Any) -> str:
        """The output of a command that must work and say nothing else."""
        ran = self(*argv, **more)
        assert (ran.status, ran.err) == (0, ""), ran.err
        return ran.out

    def refused(self, *argv: str, status: int = 2, **more: Any) -> str:
        """The one line of a command that must not work, without `coach: `."""
        before = self.path.read_bytes() if self.path.is_file() else None
        ran = self(*argv, **more)
        assert ran.status == status, (ran.status, ran.out, ran.err)
        assert ran.err.startswith("coach: ")
        assert ran.err.count("\n") == 1
        assert ran.err.endswith("\n")
        assert ran.err[:-1].replace("\u200d", "").isprintable()
        assert before == (self.path.read_bytes() if self.path.is_file() else None)
        return ran.err[len("coach: ") : -1]


@pytest.fixture
def empty(tmp_path: Path) -> Shell:
    """Nothing there yet."""
    return Shell(tmp_path)


@pytest.fixture
def coach(empty: Shell) -> Shell:
    """Anna Berg's plan is there."""
    empty.ok("import", str(EXAMPLE))
    return empty


@pytest.fixture
def example() -> Path:
    return EXAMPLE


@pytest.fixture
def calendar(coach: Shell, tmp_path: Path) -> Path:
    """The coach's calendar, written."""
    folder = tmp_path / "calendar"
    Path(coach.env["COACH_CONFIG"]).write_text(f'vdir = "{folder}"\n')
    coach.ok("export", "vdir")
    return folder


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Folders that the system says cannot be written to, to be filled in: root may write everywhere."""
    folders: set[str] = set()
    access = os.access

    def refusing(path: Any, mode: int, **options: Any) -> bool:
        return not (mode & os.W_OK and os.fspath(path) in folders) and access(path, mode, **options)

    monkeypatch.setattr(os, "access", refusing)
    return folders


def erase(coach: Shell) -> Ran:
    """Erases Anna Berg."""
    return coach("erase", "anna", "--yes", "Anna Berg")
