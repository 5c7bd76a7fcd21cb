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

MOST_BYTES = 600
MOST_WITH_DETAIL = 1400
"""Where the lines below the cursor's tell more of it and change with it."""
DETAILED = ("Timeline", "Evaluation", "Insights", "Health")
LONG = ("Today", *DETAILED, "Needs", "Clients")
"""Places that hold more than two rows in the made-up practice."""
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


def test_bytes_a_key(practice: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("? help")
    terminal.quiet()
    figures: dict[str, float] = {}
    for name, place in (
        ("Today", "0"),
        ("Objectives", "1"),
        ("Needs", "2"),
        ("Strategies", "3"),
        ("Timeline", "4"),
        ("Evaluation", "5"),
        ("Insights", "7"),
        ("Health", "8"),
        ("Clients", "9"),
    ):
        terminal.press(place)
        terminal.wait_for(begins(f" {name}"))
        terminal.step("g")
        terminal.step("j")
        steps = [terminal.step(key) for key in "jkjk"] if name in LONG else [terminal.step("k")]
        figures[name] = statistics.median(steps)
    terminal.press("9g\r")
    terminal.wait_for("what it says")
    terminal.quiet()
    terminal.step("j")
    figures["a line of the plan on a page"] = statistics.median(terminal.step(key) for key in "jkjk")
    terminal.press("6")
    terminal.wait_for("Calendar")
    terminal.quiet()
    day = statistics.median(terminal.step(key) for key in "hlhl")
    terminal.press("1a")
    terminal.wait_for("New objective")
    figures["a letter in a form"] = statistics.median(terminal.step(key) for key in "abcdef")
    tell(f"\nbytes a key, 256 colours: {figures}; a day in the calendar, with its items below: {day}")
    figures["a day in the calendar"] = day
    for name, bytes_ in figures.items():
        assert 0 < bytes_ <= (MOST_WITH_DETAIL if name in DETAILED else MOST_BYTES), figures


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
