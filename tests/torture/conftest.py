"""The home that motions start from, and the fixtures of the store for what tries it alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach_tui.store import keys
from tests.store.conftest import anna, clock, make_store, path, put, store
from tests.torture.motions import begun

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["anna", "clock", "make_store", "path", "put", "store"]


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that each motion starts from."""
    home = tmp_path_factory.mktemp("torture") / "seed"
    home.mkdir()
    begun(home)
    return home


@pytest.fixture(autouse=True)
def _no_keys_of_others() -> Iterator[None]:
    yield
    keys.use(keys.Keys())
