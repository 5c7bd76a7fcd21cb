"""Bytes, time and wakefulness: measured with room to spare, printed with -s."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal, begins, coach

Start = Callable[..., Terminal]

LIST = 450
"""Bytes that a step of the cursor in a list may take at 80×24 in 256 colours."""
DAY = 600
"""A day of the calendar, whose items change with it."""
STEPS: dict[str, tuple[str, str, int]] = {
    "Today": ("0g", "jkjk", LIST),
    "Today, marked": ("0gMMMg", "jkjk", LIST),
    "Objectives": ("1g", "jkjk", LIST),
    "Needs": ("2g", "jkjkjk", LIST),
    "Strategies": ("3g", "jkjk", LIST),
    "Timeline": ("4gjj", "jkjk", LIST),
    "Timeline, what is done": ("4g", "jkjk", LIST),
    "Timeline, all of it": ("4g", "jjjjjkkkkk", LIST),
    "Timeline, a short plan": ("9gjjjjj4g", "jkjk", LIST),
    "Evaluation": ("5g", "jkjk", LIST),
    "Evaluation, further on": ("5gjjjj", "jkjk", LIST),
    "Insights": ("7g", "jkjk", LIST),
    "Health": ("8g", "jkjk", LIST),
    "Clients": ("9g", "jkjk", LIST),
    "History": (":history\rg", "jkjk", LIST),
    "Hours": (":hours\rg", "jkjk", LIST),
    "Help": ("?g", "jkjk", LIST),
    "an objective's page": ("1g\r", "jjkk", LIST),
    "the plan on a page": ("9g\r", "jkjkjk", LIST),
    "the plan on a page, further on": ("9g\rjjjjjjjj", "jkjk", LIST),
    "month": ("6", "hlhl", DAY),
    "week": ("6v", "jkjkjk", LIST),
    "agenda": ("6vv", "jkjk", LIST),
    "half a year": ("6vvv", "hlhl", DAY),
}
"""Place → the keys that lead there, those that are measured, and what they may take on the median."""
FRAME = b"\x1b[?2026h"
"""What begins each write of the screen."""
BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    ENABLE_COMMAND_PALETTE = False

    def compose(self):
        yield Static("It is painted")

Bare().run()
"""


def tell(text: str) -> None:
    """Show a figure where pytest is run with -s."""
    sys.stdout.write(text + "\n")


@pytest.fixture
def practice(path: Path, env: dict[str, str]) -> Path:
    """The made-up practice: lists that are longer than a few rows."""
    done = subprocess.run(coach("demo", "--only-data", str(path)), env=env, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return path


def test_bytes_a_key_in_one_write(practice: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("? help")
    terminal.quiet()
    terminal.press("9g0")
    terminal.wait_for(begins(" Today"))
    figures: dict[str, float] = {}
    too_many, painted_twice = [], []
    for name, (way, keys, most) in STEPS.items():
        terminal.press(way)
        terminal.quiet(0.1)
        taken, frames = [], []
        for key in keys:
            before = len(terminal.seen)
            taken.append(terminal.step(key))
            frames.append(terminal.seen.count(FRAME, before))
        figures[name] = statistics.median(taken)
        if statistics.median(frames) > 1:
            painted_twice.append(name)
        if not 0 < figures[name] <= most:
            too_many.append(name)
        terminal.press("\x1b")
        terminal.quiet(0.15)
    terminal.press("1a")
    terminal.wait_for("New objective")
    figures["a letter in a form"] = statistics.median(terminal.step(key) for key in "abcdef")
    tell(f"\nbytes a key, 256 colours: {figures}")
    assert figures["a letter in a form"] <= 100
    assert not too_many, figures
    assert not painted_twice


@pytest.mark.parametrize("seconds", [1.5, pytest.param(10.0, marks=pytest.mark.slow)])
def test_nobody_wakes_up_and_nothing_is_written_while_nobody_types(
    example: Path, start: Start, seconds: float
) -> None:
    terminal = start()
    terminal.wait_for("? help")
    terminal.quiet(0.2)
    before, wakings = terminal.cpu_seconds, terminal.wakings
    assert terminal.read_for(seconds) == 0
    assert terminal.wakings - wakings <= 2 * seconds
    assert terminal.cpu_seconds - before < 0.05 + seconds / 60
    terminal.press("1a")
    terminal.wait_for("New objective")
    terminal.quiet(0.2)
    assert terminal.read_for(seconds / 2) == 0


def painted(terminal: Terminal, text: str) -> float:
    """Seconds from the start of the program to the text on the screen."""
    terminal.wait_for(text)
    return time.perf_counter() - terminal.started


@pytest.mark.parametrize("rounds", [3, pytest.param(15, marks=pytest.mark.slow)])
def test_the_first_paint(example: Path, start: Start, env: dict[str, str], rounds: int) -> None:
    bare, ours = [], []
    for number in range(rounds + 1):
        one = start([sys.executable, "-c", BARE])
        first = painted(one, "It is painted")
        one.close()
        two = start()
        second = painted(two, "40 days late")
        two.press("q")
        two.wait()
        two.close()
        if number:  # the first of each warms the caches
            bare.append(first)
            ours.append(second)
    ratio = min(ours) / min(bare)
    tell(f"\nfirst paint: bare {min(bare) * 1e3:.0f} ms, ours {min(ours) * 1e3:.0f} ms, ratio {ratio:.2f}")
    assert ratio < (2.0 if os.environ.get("PYTHONDONTWRITEBYTECODE") is None else 2.5)


def test_leaving_takes_no_time(example: Path, start: Start) -> None:
    took = []
    for _ in range(3):
        terminal = start()
        terminal.wait_for("? help")
        terminal.quiet(0.1)
        terminal.press("q")
        took.append(terminal.wait())
    tell(f"\nleaving: {min(took) * 1e3:.0f} ms")
    assert min(took) < 0.4
