"""All the ways in which a terminal can end: nothing typed is lost, nothing goes on."""

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal, coach

Start = Callable[..., Terminal]


def half_filled(start: Start, **options: object) -> Terminal:
    """The app with a new objective half typed."""
    terminal = start(**options)
    terminal.wait_for("40 days late")
    terminal.press("1")
    terminal.wait_for("Lead a project team")
    terminal.press("a")
    terminal.wait_for("New objective")
    terminal.press("Present without notes")
    terminal.wait_for("Present without notes")
    return terminal


def test_the_first_screen_shows_what_is_overdue(example: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("? help")
    screen = terminal.wait_for("Anna Berg")
    assert "review 40 days late, 3 cycles missed" in screen
    assert "r  hold it" in screen


def test_leaving_is_quick_and_clean(example: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("40 days late")
    terminal.quiet()
    terminal.press("q")
    took = terminal.wait()
    assert terminal.ended == 0
    assert terminal.restored
    assert took < 0.5
    assert terminal.titles == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGINT])
def test_a_form_half_filled_comes_back_after_a_signal(
    example: Path, start: Start, number: signal.Signals
) -> None:
    terminal = half_filled(start)
    terminal.kill(number)
    took = terminal.wait()
    assert terminal.ended == 128 + number
    assert took < 0.5
    assert terminal.restored
    again = start()
    assert "New objective" in again.wait_for("Left unsaved")
    again.press("o")
    again.wait_for("Present without notes")
    again.press(b"\x13")
    again.wait_for("added an objective")
    titles = [record["title"] for record in json.loads(example.read_bytes())["objectives"].values()]
    assert "Present without notes" in titles
    again.press("q")
    again.press("q")
    again.wait()
    assert list(example.parent.glob(".coach.json.drafts*")) == []


@pytest.mark.parametrize("ignore", [(), (signal.SIGHUP,)])
@pytest.mark.parametrize("own", [True, False])
def test_no_process_outlives_its_terminal(
    example: Path, start: Start, ignore: tuple[signal.Signals, ...], own: bool
) -> None:
    terminal = half_filled(start, ignore=ignore, session_of_its_own=own)
    terminal.hang_up()
    terminal.wait(3.0)
    again = start()
    again.wait_for("Left unsaved")


def test_a_review_half_held_comes_back_after_the_process_was_killed(example: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("40 days late")
    terminal.press("r")
    terminal.wait_for("Review with Anna Berg")
    terminal.press("7\t44\td")
    terminal.wait_for("‹d reached›")
    terminal.press("\tHe asked\rfor more")
    terminal.wait_for("for more")
    terminal.press("\t9\t")
    terminal.quiet()
    terminal.kill(signal.SIGKILL)
    terminal.wait()
    again = start()
    assert "Review with Anna Berg" in again.wait_for("Left unsaved")
    again.press("o")
    screen = again.wait_for("hours worked  44 ")
    assert "stand-ups led  7 " in screen
    assert "‹d reached›" in screen
    again.press(b"\x13")
    again.wait_for("held the review")
    stored = json.loads(example.read_bytes())
    held = list(stored["reviews"].values())[-1]
    assert (held["reflection"], held["feedback"]) == ("He asked\nfor more", {"heard": 9})
    assert sum(1 for record in stored["milestones"].values() if "done_on" in record) == 2
    assert list(example.parent.glob(".coach.json.drafts*")) == []


def made_up(folder: Path) -> list[Path]:
    return list(folder.glob("coach-demo-*"))


@pytest.mark.parametrize(
    "number",
    [
        None,
        signal.SIGHUP,
        signal.SIGTERM,
        signal.SIGQUIT,
        signal.SIGUSR1,
        signal.SIGABRT,
        signal.SIGKILL,
        signal.SIGVTALRM,
        signal.SIGPROF,
        signal.SIGIO,
    ],
)
def test_the_demo_leaves_nothing_behind(start: Start, tmp_path: Path, number: signal.Signals | None) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    (folder / "coach-demo-of-mine").mkdir()
    terminal = start(coach("demo"), env={"TMPDIR": str(folder)})
    terminal.wait_for("? help")
    assert len(made_up(folder)) == 2
    if number is None:
        terminal.press("q")
    else:
        terminal.kill(number)
    terminal.wait()
    if number == signal.SIGKILL:  # nobody can tidy up then: the next demo does
        assert len(made_up(folder)) == 2
        again = start(coach("demo"), env={"TMPDIR": str(folder)})
        again.wait_for("? help")
        again.press("q")
        again.wait()
    else:
        assert terminal.restored
        assert terminal.ended == (128 + number if number else 0)
    assert made_up(folder) == [folder / "coach-demo-of-mine"]


def test_the_demo_that_is_ended_before_it_opens_leaves_nothing_either(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    terminal = start(coach("demo"), env={"TMPDIR": str(folder)})
    end = time.perf_counter() + 15
    while not list(folder.glob("coach-demo-*/coach.json")) and time.perf_counter() < end:
        terminal.read(0.001)
    terminal.kill(signal.SIGTERM)
    terminal.wait()
    assert made_up(folder) == []
