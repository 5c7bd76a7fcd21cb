"""A store on a file of its own, with a clock that stands still until it is set."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import BadInput
from coach_tui.store.store import Store
from tests.store.standing_clock import Clock


def check_record(table: str, record: Mapping[str, Any]) -> None:
    """Stand in for the rules of the plan: a client has a name, if any, of text."""
    if table == "clients" and not isinstance(record.get("name", ""), str):
        raise BadInput("the name is not text")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "coach.json"


@pytest.fixture
def make_store(path: Path, clock: Clock) -> Callable[..., Store]:
    def make(**options: Any) -> Store:
        settings = {"now": clock, "check_record": check_record, "lock_wait": 0.0, **options}
        return Store(settings.pop("path", path), **settings)

    return make


@pytest.fixture
def store(make_store: Callable[..., Store]) -> Store:
    return make_store()


@pytest.fixture
def anna(store: Store) -> str:
    """Put one client into the file and return her uid."""
    with store.transaction("added Anna") as change:
        return change.insert("clients", {"name": "Anna", "goal": "delegate"})


@pytest.fixture
def put(path: Path) -> Callable[[Any], None]:
    """Write a file that is none of the store's: bytes as they are, anything else as JSON."""

    def write(content: Any) -> None:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        path.chmod(0o600)

    return write
