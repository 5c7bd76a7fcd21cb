"""Processes killed in the middle of writes, and processes that write at the same time."""

import contextlib
import json
import random
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach_tui.store.store import Store

WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from coach_tui.store.store import Store
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = Store(path, now=lambda: datetime(2026, 11, 24), lock_wait=60)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    with store.transaction(name) as change:
        change.insert("clients", {"name": f"{name}{number}", "note": "x" * 200})
    print(number, flush=True)
"""


def start(path: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def go(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.write(b"\n")
    process.stdin.flush()


def names(store: Store) -> set[str]:
    return {record["name"] for record in store.read()["clients"].values()}


def kill_at_random(store: Store, path: Path, tries: int, ballast: int = 0, window: float = 0.006) -> None:
    """Kill a writer again and again; whatever it said was saved is there, and the file is sound."""
    dice = random.Random(1)
    saved: set[str] = set()
    with store.transaction("a larger file takes longer to write") as change:
        for _ in range(ballast):
            change.insert("checkins", {"note": "x" * 1000})
    for attempt in range(tries):
        process = start(path, f"{ballast}-{attempt}-", 10_000)
        assert process.stdout is not None
        go(process)
        # After some acknowledged changes, at a random moment of the next; waiting for output that does not
        # come is no sleep on the clock of the tests.
        heard = b"".join(process.stdout.readline() for _ in range(dice.randrange(1, 4)))
        select.select([], [], [], dice.random() * window)
        process.send_signal(signal.SIGKILL)
        heard += process.stdout.read()
        process.wait()
        with contextlib.closing(process.stdout), contextlib.suppress(BrokenPipeError):
            if process.stdin is not None:
                process.stdin.close()
        saved |= {f"{ballast}-{attempt}-{number}" for number in heard.decode().split()}
        assert saved <= names(store)
        json.loads(path.read_bytes())
        assert oct(path.stat().st_mode & 0o777) == "0o600"
    with store.transaction("sweeps") as change:
        change.insert("wins", {"text": "x"})
    assert not list(path.parent.glob(".*.tmp"))
    assert store.doctor() == []


def write_together(store: Store, path: Path, count: int) -> None:
    processes = [start(path, name, count) for name in "ab"]
    for process in processes:
        go(process)
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    tables = store.read()
    assert names(store) == {f"{name}{number}" for name in "ab" for number in range(count)}
    assert len(tables["clients"]) == 2 * count
    assert tables["meta"]["1"]["generation"] == 2 * count
    assert store.doctor() == []


def test_killed_at_random_moments(store: Store, path: Path) -> None:
    kill_at_random(store, path, 10)


def test_two_processes_write_and_nothing_is_lost(store: Store, path: Path) -> None:
    write_together(store, path, 25)


@pytest.mark.slow
def test_killed_hundreds_of_times(store: Store, path: Path) -> None:
    kill_at_random(store, path, 200)
    kill_at_random(store, path, 100, ballast=3000, window=0.05)


@pytest.mark.slow
def test_two_processes_write_hundreds_of_changes(store: Store, path: Path) -> None:
    write_together(store, path, 250)


def test_a_reader_never_sees_half_a_file(make_store: Callable[..., Store], store: Store, path: Path) -> None:
    with store.transaction("first") as change:
        change.insert("clients", {"name": "first"})
    process = start(path, "a", 40)
    go(process)
    seen = []
    while process.poll() is None:
        seen.append(len(store.read()["clients"]))
    process.communicate()
    assert seen == sorted(seen)
    assert len(store.read()["clients"]) == 41
