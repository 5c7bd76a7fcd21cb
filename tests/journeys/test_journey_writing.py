"""Processes that are killed while they write, and several that write at once: nothing is lost."""

import json
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal, coach

Start = Callable[..., Terminal]
Shell = Callable[..., "subprocess.CompletedProcess[str]"]


def notes(path: Path) -> set[str]:
    return {str(record.get("note")) for record in json.loads(path.read_bytes())["checkins"].values()}


def kill_while_writing(path: Path, start: Start, seed: int) -> None:
    """Type check-ins without pause and kill the app; all that it said were saved are in the file."""
    dice = random.Random(seed)
    terminal = start()
    terminal.wait_for("40 days late") if seed == 0 else terminal.wait_for("? help")
    terminal.quiet()
    sent: list[str] = []
    end = time.perf_counter() + 0.15 + dice.random() * 0.35
    while time.perf_counter() < end:
        sent.append(f"n{seed}x{len(sent)}")
        terminal.press(f"can\r{sent[-1]}\r")
        terminal.read(dice.random() * 0.03)
    terminal.read_for(dice.random() * 0.05)
    acknowledged = bytes(terminal.seen).count(b"checked in with Anna Berg: note")
    terminal.kill(signal.SIGKILL)
    terminal.wait()
    found = [note for note in sent if note in notes(path)]
    assert found == sent[: len(found)]
    assert len(found) >= min(acknowledged, len(sent))
    again = start()
    again.wait_for("? help")
    again.quiet()
    again.press("\x1b")  # a line that was not saved may be offered
    again.quiet()
    again.press("\x11")
    again.wait()
    assert again.ended == 0


@pytest.mark.parametrize("seed", range(3))
def test_killed_while_writing(example: Path, start: Start, seed: int) -> None:
    kill_while_writing(example, start, seed)


@pytest.mark.slow
def test_killed_while_writing_many_times(example: Path, start: Start) -> None:
    for seed in range(1, 40):
        kill_while_writing(example, start, seed)


def writers(path: Path, env: dict[str, str], start: Start, processes: int, each: int) -> None:
    """Shell commands check in while somebody does the same in the app."""
    terminal = start()
    terminal.wait_for("40 days late")
    terminal.quiet()
    loop = f'for i in $(seq {each}); do "$@" checkin Anna --note "shell $0 $i" || exit 1; done'
    running = [
        subprocess.Popen(["sh", "-c", loop, str(number), *coach()], env=env, stdout=subprocess.DEVNULL)
        for number in range(processes)
    ]
    typed: list[str] = []
    while any(process.poll() is None for process in running) or len(typed) < each:
        typed.append(f"app {len(typed)}")
        terminal.press(f"can\r{typed[-1]}\r")
        terminal.wait_for(lambda screen: "checked in with" in screen.splitlines()[-1])
        terminal.press("j")
        terminal.wait_for(lambda screen: "checked in with" not in screen.splitlines()[-1])
    assert [process.wait() for process in running] == [0] * processes
    wanted = {f"shell {number} {i}" for number in range(processes) for i in range(1, each + 1)}
    assert wanted | set(typed) <= notes(path)
    # what the others wrote is on the screen at the next key
    terminal.press("5")
    terminal.wait_for("Evaluation")
    terminal.press("/")
    terminal.press(f"shell 1 {each}\r")
    terminal.wait_for(lambda screen: any(f"shell 1 {each}" in line for line in screen.splitlines()[2:-2]))


def test_two_processes_write_while_the_app_is_open(example: Path, env: dict[str, str], start: Start) -> None:
    writers(example, env, start, 2, 4)


@pytest.mark.slow
def test_many_processes_write_while_the_app_is_open(example: Path, env: dict[str, str], start: Start) -> None:
    writers(example, env, start, 4, 25)


def test_a_file_that_cannot_be_written(example: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("40 days late")
    terminal.press("1a")
    terminal.wait_for("New objective")
    terminal.press("Written to a full disk")
    whole = example.read_bytes()
    folder = example.parent
    moved = folder.with_name("elsewhere")
    folder.rename(moved)  # as if the disk had gone
    folder.write_bytes(b"")
    terminal.press("\x13")
    terminal.wait_for(
        lambda screen: (
            "and what lay beside it" in " ".join(screen.split()) and "Written to a full disk" in screen
        )
    )
    folder.unlink()
    moved.rename(folder)
    assert example.read_bytes() == whole
    terminal.press("\x13")
    terminal.wait_for("added an objective")
    assert "Written to a full disk" in example.read_text("utf-8")


def test_a_hangup_while_a_form_is_being_saved(example: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("40 days late")
    terminal.press("1a")
    terminal.wait_for("New objective")
    terminal.press("Handed in and then cut off")
    terminal.wait_for("cut off")
    terminal.press("\x13")
    terminal.kill(signal.SIGHUP)
    terminal.wait()
    titles = [r["title"] for r in json.loads(example.read_bytes())["objectives"].values()]
    if "Handed in and then cut off" not in titles:
        again = start()
        again.wait_for("Left unsaved")
        again.press("o")
        again.wait_for("Handed in and then cut off")
