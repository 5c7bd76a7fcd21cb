"""The terminal's background: asked for once, answered at once, late or never; and no answer is ever a key."""

import re
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal, coach

Start = Callable[..., Terminal]

ASKS = b"\x1b]11;?"
WHITE, BLACK = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", b"\x1b]11;rgb:1c1c/1c1c/1c1c\x07"
LIGHT_PAPER, DARK_PAPER = b"48;5;231", b"48;5;234"
"""The ground of coach-light and of coach-dark among 256 colours."""


def opened(terminal: Terminal) -> bytes:
    """What it has written until the first screen is painted."""
    terminal.wait_for("? help")
    terminal.quiet()
    return bytes(terminal.seen)


@pytest.mark.parametrize(
    ("answer", "paper"),
    [(WHITE, LIGHT_PAPER), (BLACK, DARK_PAPER), (b"", DARK_PAPER)],
    ids=["light", "dark", "none"],
)
def test_the_theme_suits_the_background(example: Path, start: Start, answer: bytes, paper: bytes) -> None:
    terminal = start(background=answer)
    seen = opened(terminal)
    assert seen.count(ASKS) == 1
    assert paper in seen
    assert b"rgb:" not in seen, "the answer was echoed"
    terminal.press("q")
    terminal.wait()
    assert terminal.ended == 0
    assert terminal.restored


@pytest.mark.parametrize(
    ("more", "paper"), [({"COLORFGBG": "0;15"}, LIGHT_PAPER), ({"COLORFGBG": "15;default;0"}, DARK_PAPER)]
)
def test_where_it_does_not_answer_the_environment_may(
    example: Path, start: Start, more: dict[str, str], paper: bytes
) -> None:
    assert paper in opened(start(env=more))


@pytest.mark.parametrize("more", [{"NO_COLOR": "1"}, {"TERM": "linux"}, {"TERM": "vt220"}])
def test_it_is_not_asked_where_that_makes_no_sense(example: Path, start: Start, more: dict[str, str]) -> None:
    assert ASKS not in opened(start(env=more, background=WHITE))


def test_a_theme_that_is_set_is_taken_unasked(example: Path, start: Start, env: dict[str, str]) -> None:
    config = Path(env["XDG_CONFIG_HOME"]) / "coach-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('theme = "coach-light"\n')
    seen = opened(start(background=BLACK))
    assert ASKS not in seen
    assert LIGHT_PAPER in seen


def asked(terminal: Terminal) -> None:
    """Read until it has asked."""
    while ASKS not in terminal.seen:
        terminal.read(1)
        assert terminal.ended is None


def test_what_is_typed_before_the_first_screen_is_typed_into_it(example: Path, start: Start) -> None:
    terminal = start()
    asked(terminal)
    terminal.press(b"1a" + WHITE[:9])
    terminal.press(WHITE[9:] + "Lead café".encode())
    screen = terminal.wait_for("Lead café")
    assert "New objective" in screen
    assert not re.search("rgb|ffff|11;", screen)
    assert LIGHT_PAPER in terminal.seen


def test_an_answer_that_comes_late_is_no_key(example: Path, start: Start) -> None:
    terminal = start()
    opened(terminal)
    terminal.press(b":" + WHITE)
    terminal.wait_for("Health: what")
    terminal.press("theme")
    terminal.quiet()
    screen = terminal.wait_for("Another colour theme")
    assert not re.search("rgb|ffff|11;", screen)
    assert LIGHT_PAPER not in terminal.seen


def test_an_error_before_the_first_screen_leaves_the_terminal_as_it_was(
    example: Path, start: Start, env: dict[str, str]
) -> None:
    interpreter, option, program = coach()
    terminal = start([interpreter, option, f"import sys; sys.modules['textual'] = None; {program}"])
    terminal.wait()
    assert ASKS in terminal.seen
    assert termios.tcgetattr(terminal.slave)[:4] == terminal.before[:4]


@pytest.mark.no_cover
def test_no_answer_costs_no_time(example: Path, start: Start) -> None:
    took: dict[bytes, list[float]] = {WHITE: [], b"": []}
    for _ in range(3):
        for answer, times in took.items():
            terminal = start(background=answer)
            terminal.wait_for("40 days late")
            times.append(time.perf_counter() - terminal.started)
            terminal.close()
    assert min(took[b""]) < min(took[WHITE]) + 0.1
