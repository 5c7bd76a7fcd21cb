"""The power goes, or the process is killed, at any moment of anything that writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.torture.disk import Disk, Tree, lay
from tests.torture.motions import MOTIONS, STAYS, Motion, World

if TYPE_CHECKING:
    from collections.abc import Iterator


def kept(tree: Tree) -> Tree:
    """The files that count: not the lock, whose seal may be any, nor what is half made."""
    return {
        path: held
        for path, held in tree.items()
        if not path.endswith((".lock", ".tmp")) and not path.startswith("keys/")
    }


class Run:
    """One run of a motion, watched."""

    def __init__(self, motion: Motion, seed: Path, home: Path) -> None:
        self.motion = motion
        self.world = motion.start(seed, home)
        self.disk = Disk(self.world.home)
        with self.disk.watching():
            ran = self.world.run(*motion.words(self.world))
        assert ran.status == 0, ran.err
        self.last = kept(Disk(home).now)
        self.known: dict[str, set[bytes]] = {}
        """What each file held at any moment at which it was whole."""
        for count in range(len(self.disk.ops) + 1):
            if not count or self.disk.ops[count - 1].what not in ("write", "create", "cut"):
                for path, held in kept(self.disk.after(count)).items():
                    self.known.setdefault(path, set()).add(held or b"")

    def faults(self, looked: bool) -> Iterator[str]:
        """What is wrong in the states that could be left; `looked`: the program reads each of them too."""
        number = 0
        for count, how, tree in self.disk.states():
            where = f"{self.motion.name}: after {count} of {len(self.disk.ops)}, {how}"
            files = kept(tree)
            for path, held in files.items():
                if (held or b"") not in self.known.get(path, ()):
                    yield f"{where}: {path} is neither as it was nor as it was to be"
            if count == len(self.disk.ops) and files != self.last:
                differ = sorted(set(files.items()) ^ set(self.last.items()), key=lambda one: one[0])
                yield f"{where}: what was said to be done is not: {[path for path, _ in differ]}"
            if count == len(self.disk.ops) and self.motion.name == "erase":
                yield from (f"{where}: {path}" for path, held in tree.items() if b"Ben Ott" in (held or b""))
            if looked:
                number += 1
                folder = self.world.home.parent / f"{self.world.home.name}-{number}"
                yield from (f"{where}: {line}" for line in judged(folder, tree, self.world.home))


def judged(folder: Path, tree: Tree, was: Path) -> Iterator[str]:
    """What the program finds wrong with a state, and whether it goes on from it."""
    lay(tree, folder)
    world = World(folder)
    config = folder / "config.toml"
    config.write_text(config.read_text().replace(str(was), str(folder)))
    for words in (["health", "anna"], ["checkin", "anna", "--note", "goes on"], ["undo"]):
        ran = world.run(*words)
        if ran.status not in (0, 1) or "damaged" in ran.err:
            yield f"{words[0]}: {ran.status} {ran.err.strip()}"
    if STAYS not in world.run("export", "json").out:
        yield "what was there before is lost"


@pytest.mark.parametrize("motion", MOTIONS, ids=lambda motion: motion.name)
def test_whenever_the_power_goes_every_file_is_old_or_new(motion: Motion, seed: Path, tmp_path: Path) -> None:
    found = list(Run(motion, seed, tmp_path / "home").faults(looked=motion.name in ("change", "encrypt")))
    assert not found, "\n".join(found[:20])


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("motion", MOTIONS, ids=lambda motion: motion.name)
def test_the_program_goes_on_from_whatever_is_left(motion: Motion, seed: Path, tmp_path: Path) -> None:
    found = list(Run(motion, seed, tmp_path / "home").faults(looked=True))
    assert not found, "\n".join(found[:20])
