"""Five machines and a remote: nothing acknowledged is lost, all are equal, whoever was erased is gone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from coach_tui.store.store import Store
from coach_tui.sync.anew import begin_anew
from tests.sync.merge_kit import check_sound, contents
from tests.sync.sync_kit import Machine, bare
from tests.torture.fleet import Fleet


def traces(folder: Path, words: set[str]) -> list[str]:
    """The files below a folder in which one of these words stands, git's objects aside."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "git" not in path.relative_to(folder).parts:
            held = path.read_bytes()
            found += [f"{path.relative_to(folder)}: {word}" for word in words if word.encode() in held]
    return found


def objects(repository: Path, words: set[str]) -> list[str]:
    """Which of these words stand in an object of a repository."""
    run = subprocess.run(
        ["git", f"--git-dir={repository}", "cat-file", "--batch-all-objects", "--batch"],
        capture_output=True,
        check=True,
    )
    return [word for word in words if word.encode() in run.stdout]


def differing(one: Machine, other: Machine) -> list[tuple[object, ...]]:
    """What two machines hold otherwise: table, uid, and both records."""
    here, there = one.content(), other.content()
    return [
        (table, uid, here.get(table, {}).get(uid), there.get(table, {}).get(uid))
        for table in sorted({*here, *there})
        for uid in sorted({*here.get(table, {}), *there.get(table, {})})
        if here.get(table, {}).get(uid) != there.get(table, {}).get(uid)
    ]


def torture(folder: Path, seed: int, steps: int, machines: int = 5) -> Fleet:
    """Let so many things happen to a fleet, and judge what came of it."""
    fleet = Fleet(folder, bare(folder / "practice.git"), machines, seed)
    for number in range(steps):
        if number == steps // 2:
            fleet.erase(fleet.machines[-1])
        fleet.step()
    fleet.settle()
    first = fleet.machines[0]
    for machine in fleet.machines:
        assert not (differs := differing(machine, first)), (seed, machine.name, differs)
        assert contents(machine.tables) == contents(first.tables), (seed, machine.name)
        check_sound(machine.tables)
        told = Store(machine.path, now=machine.clock.now).doctor()
        assert not [line for line in told if "sound" in line or "damaged" in line], (seed, told)
    assert not (lost := fleet.lost()), (seed, lost)
    words = fleet.erased_words()
    for machine in fleet.machines:
        assert not (left := traces(machine.path.parent, words)), (seed, machine.name, left)
    if words:
        begin_anew(first.sync_with())
        fleet.settle()
        for machine in fleet.machines:
            left = objects(machine.sync_with().place.repository, words)
            assert not left, (seed, machine.name, left)
        assert not (left := objects(fleet.remote, words)), (seed, left)
    return fleet


@pytest.mark.timeout(300)
def test_five_machines_lose_nothing_and_come_to_be_equal(tmp_path: Path) -> None:
    fleet = torture(tmp_path, seed=1, steps=45)
    assert len(fleet.done) > 10
    assert fleet.cut
    assert fleet.erased


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", range(100, 112))
def test_five_machines_for_a_long_time(tmp_path: Path, seed: int) -> None:
    torture(tmp_path, seed, 150)
