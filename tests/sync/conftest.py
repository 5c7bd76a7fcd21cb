"""Two machines and an empty remote."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.sync.sync_kit import Machine, bare

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    return bare(tmp_path / "practice.git")


@pytest.fixture
def laptop(tmp_path: Path) -> Machine:
    return Machine(tmp_path, "laptop")


@pytest.fixture
def server(tmp_path: Path) -> Machine:
    return Machine(tmp_path, "server")


@pytest.fixture(scope="session")
def two_kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder of what `two` are, made once."""
    folder = tmp_path_factory.mktemp("two")
    remote = bare(folder / "practice.git")
    laptop, server = Machine(folder, "laptop"), Machine(folder, "server")
    anna = laptop.client("Anna Berg")
    for one in (laptop, server):
        one.name_remote(remote)
        one.sync()
    return folder, anna


@pytest.fixture
def two(
    laptop: Machine, server: Machine, tmp_path: Path, two_kept: tuple[Path, str]
) -> tuple[Machine, Machine, str]:
    """Both machines with the same practice of one client (uid), synced."""
    kept, anna = two_kept
    laptop.clock.minutes += 1
    shutil.copytree(kept, tmp_path, symlinks=True, dirs_exist_ok=True)
    for one in (laptop, server):
        one.name_remote(tmp_path / "practice.git")
    return laptop, server, anna
