"""A user with a data file, a configuration folder and a terminal."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.terminal import Terminal, coach, environment

EXAMPLE = Path(__file__).parents[1] / "data" / "plan-example.toml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "coach.json"


@pytest.fixture
def env(tmp_path: Path, path: Path) -> dict[str, str]:
    """The example's day, and folders of the test's own."""
    return environment(
        COACH_DATA=str(path),
        COACH_TODAY="2026-11-24",
        HOME=str(tmp_path),
        XDG_CONFIG_HOME=str(tmp_path / "config"),
        XDG_DATA_HOME=str(tmp_path / "share"),
    )


@pytest.fixture
def shell(env: dict[str, str]) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs a command of coach without a terminal."""

    def run(*arguments: str, text: str | None = None) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            coach(*arguments), env=env, input=text, text=True, capture_output=True, timeout=60
        )

    return run


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file into which `coach import` has put the example plan, to be copied."""
    folder = tmp_path_factory.mktemp("imported")
    env = environment(COACH_DATA=str(folder / "coach.json"), COACH_TODAY="2026-11-24", HOME=str(folder))
    done = subprocess.run(
        coach("import", str(EXAMPLE)),
        env=env,
        stdin=subprocess.DEVNULL,
        text=True,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return folder / "coach.json"


@pytest.fixture
def example(imported: Path, path: Path) -> Path:
    """A data file with the example plan."""
    path.parent.mkdir(mode=0o700)
    return Path(shutil.copy2(imported, path))


@pytest.fixture
def start(env: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Opens programs in terminals that are gone after the test."""
    with contextlib.ExitStack() as stack:

        def run(command: list[str] | None = None, **options: Any) -> Terminal:
            more = options.pop("env", {})
            assert isinstance(more, dict)
            names = {**env, **more}
            names = {name: value for name, value in names.items() if value}
            return stack.enter_context(Terminal(command or coach(), names, **options))

        yield run


@pytest.fixture(autouse=True)
def no_mask() -> None:
    os.umask(0o022)
