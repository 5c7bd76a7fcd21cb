"""What it costs that a file is locked: a change of 5 MB, beside the same change of a plain file."""

import gc
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach_tui.store.store import Store
from tests.store.locked_kit import Key, no_key
from tests.store.test_store_speed import build


@pytest.fixture(autouse=True)
def _no_keys_of_others() -> Iterator[None]:
    yield
    no_key()


def taken(store: Store) -> float:
    """How many seconds of the clock a change takes."""
    gc.collect()
    begun = time.perf_counter()
    with store.transaction("x") as change:
        change.insert("clients", {"name": "Ben"})
    return time.perf_counter() - begun


@pytest.mark.no_cover
def test_a_change_of_5_mb_takes_at_most_a_third_longer(
    make_store: Callable[..., Store], path: Path, tmp_path: Path
) -> None:
    key = Key(tmp_path)
    key.use()
    plain, shut = make_store(), make_store(path=tmp_path / "other" / "coach.json")
    build(plain, path, 10_600)
    assert path.stat().st_size > 4_700_000
    shutil.copytree(path.parent, Path(shut.path).parent)
    shut.encrypt(lambda _: (key.recipient,))
    times = [(taken(plain), taken(shut)) for _ in range(9)]
    ratio = statistics.median(one[1] for one in times) / statistics.median(one[0] for one in times)
    assert ratio <= 1.3, f"{ratio:.2f}"
