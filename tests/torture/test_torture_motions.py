"""Everything that writes, with a fault at each call of the system, and on a disk that becomes full."""

from __future__ import annotations

import errno
import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from coach_tui.store.locked import is_locked
from tests.torture.motions import MOTIONS, STAYS, SYNC, Motion, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


CALLS = (
    "open", "close", "read", "write", "pwrite", "ftruncate", "fsync", "replace", "link", "unlink", "mkdir",
    "chmod", "fchmod", "listdir", "scandir", "stat", "lstat", "fstat",
)  # fmt: skip
BY_FILE = ("close", "read", "write", "pwrite", "ftruncate", "fsync", "fchmod", "fstat")
CODES = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS)
CHANGING = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|T?\d\d:?\d\d:?\d\dZ?")
"""What is another one each time: ids, and the time of day."""


class Faults:
    """Counts the calls of the system that concern a folder, and lets one of them fail.

    `room` is how many bytes can still be written, None for as many as one likes.
    """

    def __init__(self, home: Path, failing: int = -1, room: int | None = None) -> None:
        self._home = os.path.realpath(home)
        self._failing, self._room = failing, room
        self._open: set[int] = set()
        self.count = 0
        self.name = ""
        """The call that failed."""

    def _concerns(self, name: str, given: tuple[Any, ...]) -> bool:
        if not given:
            return False
        if name in BY_FILE or isinstance(given[0], int):
            return given[0] in self._open
        return (
            os.fspath(given[0]).startswith(self._home) if isinstance(given[0], (str, os.PathLike)) else False
        )

    def _call(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            if not self._concerns(name, given):
                return real(*given, **named)
            self.count += 1
            if name == "close":
                self._open.discard(given[0])
            if self.count - 1 == self._failing:
                self.name = name
                if name == "close":
                    real(*given)  # the descriptor is gone even when close reports an error
                raise OSError(
                    CODES[self._failing % len(CODES)], os.strerror(CODES[self._failing % len(CODES)])
                )
            if name == "write" and self._room is not None:
                return self._written(real, *given)
            made = real(*given, **named)
            if name == "open":
                self._open.add(made)
            return made

        return call

    def _written(self, real: Callable[..., int], fd: int, data: bytes) -> int:
        if not self._room:
            self.name = "write"
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = real(fd, bytes(data[: self._room]))
        self._room -= taken
        return taken

    @contextmanager
    def armed(self) -> Iterator[Faults]:
        """Let them come."""
        real = {name: getattr(os, name) for name in CALLS}
        try:
            for name, call in real.items():
                setattr(os, name, self._call(name, call))
            yield self
        finally:
            for name, call in real.items():
                setattr(os, name, call)


class Picture(NamedTuple):
    """What there is to be seen of a world."""

    plan: bytes
    locked: bool
    backups: int
    made: list[tuple[str, bytes]]


def picture(world: World) -> Picture:
    """What there is to be seen, without what is another each time."""
    ran = world.run("export", "json")
    assert ran.status == 0, ran.err
    files = [path for name in ("out", "calendar") for path in sorted((world.home / name).rglob("*"))]
    made = [
        (CHANGING.sub(b"X", path.name.encode()).decode(), CHANGING.sub(b"X", path.read_bytes()))
        for path in files
        if path.is_file()
    ]
    backups = sum(1 for _ in (world.data.parent / "backups").glob("*.json"))
    return Picture(
        CHANGING.sub(b"X", ran.out.encode()), is_locked(world.data.read_bytes()), backups, sorted(made)
    )


def tried(motion: Motion, world: World, faults: Faults, pictures: tuple[Picture, Picture]) -> str:
    """Run a motion under a fault; what is wrong with what came of it, "" for nothing."""
    with faults.armed():
        ran = world.run(*motion.words(world))
    before, after = pictures
    now = picture(world)
    if ran.status == 0 and now != after:
        differs = [name for name, one, other in zip(now._fields, now, after, strict=True) if one != other]
        if differs == ["backups"] and motion.name == "erase":
            return ""  # a backup that cannot be looked into goes, and that is told
        return f"it said that it was done, and was not: {differs}"
    if ran.status and not (ran.err.startswith("coach: ") and ran.err.count("\n") == 1):
        return f"it says more than a line: {ran.err}"
    if now.plan not in (before.plan, after.plan) or STAYS.encode() not in now.plan:
        return "the plan is neither as it was nor as it was to be"
    if any(one not in (*before.made, *after.made) for one in now.made if not one[0].endswith(".tmp")):
        return "half a file was left"
    left = [
        path for path in world.home.rglob(".*.tmp") if faults.name not in ("unlink", "listdir", "scandir")
    ]
    if left:
        return f"it left {left}"
    goes_on = world.run("checkin", "anna", "--note", "goes on")
    return "" if goes_on.status == 0 else f"nothing can be changed any more: {goes_on.err}"


def pictures_of(motion: Motion, seed: Path, folder: Path) -> tuple[Picture, Picture, int]:
    """How a world looks before and after a motion, and how often the system was called."""
    world = motion.start(seed, folder / "clean")
    before = picture(world)
    with Faults(world.home).armed() as faults:
        ran = world.run(*motion.words(world))
    assert ran.status == 0, ran.err
    return before, picture(world), faults.count


def torture(motion: Motion, seed: Path, folder: Path, *, some: int | None, bytes_too: int) -> None:
    """Let each call fail (or `some` of them), and the disk be full after each so many bytes."""
    before, after, calls = pictures_of(motion, seed, folder)
    assert calls > 10
    stride = max(1, calls // some) if some else 1
    failing = [Faults(folder / f"call-{n}", n) for n in range(MOTIONS.index(motion) % stride, calls, stride)]
    full = [Faults(folder / f"room-{room}", room=room) for room in range(0, 30_000, bytes_too)]
    wrong = []
    for number, faults in enumerate((*failing, *full)):
        home = folder / f"{number}"
        faults._home = os.path.realpath(home)
        said = tried(motion, motion.start(seed, home), faults, (before, after))
        if said:
            wrong.append(f"{motion.name}, {faults._failing} {faults.name}: {said}")
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("motion", MOTIONS, ids=lambda motion: motion.name)
def test_a_fault_here_and_there(motion: Motion, seed: Path, tmp_path: Path) -> None:
    torture(motion, seed, tmp_path, some=3, bytes_too=14_000)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("stride", [23, pytest.param(1, marks=pytest.mark.slow)])
def test_a_sync_that_meets_a_fault_is_made_good_by_the_next(seed: Path, tmp_path: Path, stride: int) -> None:
    first = SYNC.start(seed, tmp_path / "first")
    with Faults(first.home).armed() as faults:
        assert first.run("sync").status == 0
    wanted = picture(first).plan
    for failing in range(3, faults.count, stride):
        world = SYNC.start(seed, tmp_path / f"{failing}")
        with Faults(world.home, failing).armed() as fault:
            ran = world.run("sync")
        assert ran.status == 0 or ran.err.count("\n") == 1, (failing, fault.name, ran.err)
        assert picture(world).plan == wanted, (failing, fault.name)
        again = world.run("sync")
        assert again.status == 0, (failing, fault.name, again.err)
        assert "nothing new" in world.shell.ok("sync"), (failing, fault.name)
        fresh = World(tmp_path / f"{failing}-fresh")
        fresh.home.mkdir()
        fresh.shell.ok("sync", "--init", str(world.home / "practice.git"))
        assert picture(fresh).plan == wanted, (failing, fault.name)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("motion", MOTIONS, ids=lambda motion: motion.name)
def test_a_fault_at_each_call(motion: Motion, seed: Path, tmp_path: Path) -> None:
    torture(motion, seed, tmp_path, some=None, bytes_too=331)
