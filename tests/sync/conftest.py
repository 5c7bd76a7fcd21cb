"""Two machines and an empty remote."""

from __future__ import annotations

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


@pytest.fixture
def two(laptop: Machine, server: Machine, remote: Path) -> tuple[Machine, Machine, str]:
    """Both machines with the same practice of one client (uid), synced."""
    anna = laptop.client("Anna Berg")
    for one in (laptop, server):
        one.name_remote(remote)
        one.sync()
    return laptop, server, anna
