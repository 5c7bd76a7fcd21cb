"""A data file of its own for every test, and an environment that is the same everywhere."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach_tui.changes.desk import Desk
from tests.app.app_kit import desk_on, with_example
from tests.app.textual_parts import forget_lines, remember_css

remember_css()


@pytest.fixture(autouse=True)
def same_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A terminal of 256 colours, no configuration, no themes of the user's."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("COLORTERM", "NO_COLOR", "SSH_CONNECTION", "COACH_DATA", "COACH_TODAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    # painted when it is at rest (app_kit.at_rest), not when a sixtieth of a second is over
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 3600)
    monkeypatch.setattr("coach_tui.app.app.SETTLE", 0.001)
    # hundreds of apps in one process must not stay in memory for good
    monkeypatch.setattr("coach_tui.app.app.CoachApp._freeze", lambda self: None)
    yield
    forget_lines()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "coach.json"


@pytest.fixture
def empty(path: Path) -> Desk:
    """A desk on a file that does not exist yet."""
    return desk_on(path)


@pytest.fixture
def example(path: Path) -> Desk:
    """A desk on a file with the example plan."""
    return with_example(path)


@pytest.fixture
def again(path: Path) -> Callable[[], Desk]:
    """Makes another desk on the same file, as another process has it."""
    return lambda: desk_on(path)
