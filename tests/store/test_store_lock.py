"""The lock is given in turn: of many who want it all the time none waits in vain."""

from __future__ import annotations

import errno
import fcntl
import heapq
import os
import random
import signal
import stat
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import ChangedMeanwhile
from coach_tui.store.lock import Lock

HELD, BETWEEN = 0.010, 0.0005
"""Seconds that a change takes under the lock, and that a busy writer leaves between two of them."""


class World:
    """Writers in one process on real locks, with a clock that goes from one event to the next."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        self.waits: list[float] = []
        drawn = random.Random(7)
        monkeypatch.setattr("coach_tui.store.lock.time.monotonic", lambda: self.now)
        monkeypatch.setattr("coach_tui.store.lock.os.urandom", drawn.randbytes)

    def writer(self, target: str, changes: int, wait: float) -> Iterator[float]:
        """Make so many changes one after the other, giving the seconds until it goes on."""
        for _ in range(changes):
            lock, begun = Lock(target, wait), self.now
            yield from lock.tries()
            self.waits.append(self.now - begun)
            yield HELD
            lock.release()
            yield BETWEEN

    def run(self, *writers: Iterator[float]) -> None:
        """Let them go on, each when its time has come."""
        left = [(0.0, number, one) for number, one in enumerate(writers)]
        while left:
            self.now, number, one = heapq.heappop(left)
            pause = next(one, None)
            if pause is not None:
                heapq.heappush(left, (self.now + pause, number, one))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    return World(monkeypatch)


@pytest.fixture
def target(tmp_path: Path) -> str:
    return str(tmp_path / "coach.json")


def test_eight_constant_writers_all_come_to_it(world: World, target: str) -> None:
    world.run(*(world.writer(target, 100, 5.0) for _ in range(8)))
    assert len(world.waits) == 800, "none waited in vain"
    waits = statistics.quantiles(world.waits, n=100)
    assert waits[98] < 0.3
    assert max(world.waits) < 0.5
    assert world.now < 800 * (HELD + 0.003), "and nobody lets it lie idle"


def test_who_waits_comes_before_whoever_has_just_had_it(world: World, target: str) -> None:
    world.run(world.writer(target, 50, 5.0), world.writer(target, 50, 5.0))
    assert max(world.waits) < 2 * HELD


def test_a_turn_that_nobody_gives_back_is_waited_for_half_of_the_time(world: World, target: str) -> None:
    """As when whoever has it was stopped while it waited for the lock."""
    stopped = os.open(Path(target).parent, os.O_RDONLY)
    fcntl.flock(stopped, fcntl.LOCK_EX)
    world.run(world.writer(target, 3, 5.0))
    assert all(2.5 <= wait < 2.6 for wait in world.waits)
    with pytest.raises(ChangedMeanwhile):
        Lock(target, 0).take()
    os.close(stopped)
    Lock(target, 0).take()


def test_a_lock_that_is_held_is_told_in_time(world: World, target: str) -> None:
    held = Lock(target, 0)
    held.take()
    with pytest.raises(ChangedMeanwhile, match=r"in use by another coach-tui \(waited 5 s\): try again"):
        world.run(world.writer(target, 1, 5.0))
    assert 5.0 <= world.now < 5.01
    held.release()
    world.run(world.writer(target, 1, 5.0))


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EBADF, errno.EINVAL, errno.EOPNOTSUPP])
def test_a_folder_that_knows_no_turn_has_a_lock_all_the_same(
    number: int, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    flock = fcntl.flock

    def refusing(fd: int, what: int) -> None:
        if stat.S_ISDIR(os.fstat(fd).st_mode):
            raise OSError(number, "refused")
        flock(fd, what)

    monkeypatch.setattr("coach_tui.store.lock.fcntl.flock", refusing)
    first = Lock(target, 0)
    first.take()
    with pytest.raises(ChangedMeanwhile):
        Lock(target, 0).take()
    first.release()
    Lock(target, 0).take()


def test_no_descriptor_stays_open(target: str) -> None:
    def count() -> int:
        return len(list(Path("/dev/fd").iterdir()))

    held = Lock(target, 0)
    before = count()
    held.take()
    assert count() == before + 1
    with pytest.raises(ChangedMeanwhile):
        Lock(target, 0).take()
    held.release()
    assert count() == before


WAITING = """
import sys
from coach_tui.store.lock import Lock
print("waits", flush=True)
Lock(sys.argv[1], 600).take()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_waiting(number: int, target: str) -> None:
    held = Lock(target, 0)
    held.take()
    command = [sys.executable, "-c", WAITING, target]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as waiting:
        assert waiting.stdout is not None
        assert waiting.stdout.readline() == b"waits\n"
        waiting.send_signal(number)
        assert waiting.wait(30) != 0
    held.release()


BUSY = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from coach_tui.store.store import Store
store = Store(Path(sys.argv[1]), now=lambda: datetime.now(UTC))
for number in range(100):
    begun = time.monotonic()
    with store.transaction("noted") as change:
        taken = time.monotonic() - begun
        change.insert("wins", {"text": str(number)})
    print(taken)
"""


@pytest.mark.slow
def test_eight_processes_that_write_all_the_time(target: str) -> None:
    command: list[Any] = [sys.executable, "-c", BUSY, target]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(8)]
    told = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 8
    waits = [float(line) for one in told for line in one.split()]
    assert len(waits) == 800
    assert statistics.quantiles(waits, n=100)[98] < 2.5
