"""The tortures notice a store that writes in place, or lets one confirmation go: else they prove nothing."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.store import durable
from tests.torture.motions import MOTIONS, Motion
from tests.torture.test_torture_power import Run

CHANGES = [motion for motion in MOTIONS if motion.name in ("change", "undo", "erase", "restore", "encrypt")]
real_sync = durable.sync


def in_place(target: str, data: bytes, owner: os.stat_result | None) -> None:
    """Write over the file that is there."""
    fd = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    durable.write_all(fd, data)
    durable.sync(fd)
    os.close(fd)


def without_file(fd: int) -> None:
    """Confirm folders alone."""
    if stat.S_ISDIR(os.fstat(fd).st_mode):
        real_sync(fd)


def without_folder(folder: str) -> None:
    """Confirm no folder."""


@pytest.mark.parametrize("motion", CHANGES, ids=lambda motion: motion.name)
@pytest.mark.parametrize(
    ("name", "fault", "told"),
    [
        ("replace", in_place, "is neither as it was nor as it was to be"),
        ("sync", without_file, "is neither as it was nor as it was to be"),
        ("sync_folder", without_folder, "what was said to be done is not"),
    ],
    ids=["in place", "file not confirmed", "folder not confirmed"],
)
def test_a_store_with_that_fault_is_found_out(
    motion: Motion,
    name: str,
    fault: Callable[..., Any],
    told: str,
    seed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(durable, name, fault)
    found = list(Run(motion, seed, tmp_path / "home").faults(looked=False))
    assert any(told in line and "data/coach.json" in line for line in found), found[:5]
