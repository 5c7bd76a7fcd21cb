"""What holds for every test: Hypothesis repeats itself, and nobody's own coaching data is within reach."""

import gc
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

settings.register_profile("coach", derandomize=True, deadline=None, database=None)
settings.load_profile("coach")
# It would also draw what stands in the modules that the run has imported so far: others in every order.
vars(providers)["_get_local_constants"] = lambda: providers._local_constants

gc.set_threshold(10**9)  # garbage is collected between tests: see below

home = pytest.StashKey[Path]()
MEMORY = Path("/dev/shm")
ROOM = 200_000_000
LITTER = 2_000_000
"""Objects made and not yet gone after which garbage is collected: that of some seventy apps."""


def in_memory() -> bool:
    """Whether there is a disk in memory with room for what tests write: it confirms a write at once."""
    return os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM


def pytest_configure(config: pytest.Config) -> None:
    """Move home to an empty place before anything is imported or started."""
    if "TMPDIR" not in os.environ and in_memory():
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
    config.stash[home] = Path(tempfile.mkdtemp(prefix="coach-home-"))
    for name in [name for name in os.environ if name.startswith(("COACH_", "XDG_"))]:
        del os.environ[name]
    for name in (
        "NO_COLOR",
        "FORCE_COLOR",
        "COLORTERM",
        "COLUMNS",
        "LINES",
        "SSH_CONNECTION",
        "VISUAL",
        "EDITOR",
    ):
        os.environ.pop(name, None)
    os.environ["HOME"] = str(config.stash[home])


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes make no name of a test: what packed them may have put the time in, and names must stay."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_finish() -> None:
    """What is there before the tests stays: the garbage collector need not look at it."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Look at every write of a test, but for those that measure, whether it is what making all would give."""
    from coach_tui.store import layout, storage

    def both(tables: Any, kept: Any) -> tuple[bytes, int]:
        found = layout.encode(tables, kept)
        assert not kept or found == layout.encode(tables), "bytes were taken over that are not as they were"
        return found

    measures = any(item.get_closest_marker(name) for name in ("slow", "no_cover"))
    vars(storage)["encode"] = layout.encode if measures else both


def pytest_runtest_logfinish() -> None:
    """Collect garbage between two tests, once there is some."""
    if gc.get_count()[0] > LITTER:
        gc.collect()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove it."""
    shutil.rmtree(config.stash[home], ignore_errors=True)
