"""How large files read and write, beside the bare library calls in the same run."""

import gc
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from coach_tui.store.ids import new_uid
from coach_tui.store.store import Store

NOTE = "Übung macht den Meister, and so on. " * 8


def build(store: Store, path: Path, count: int, note: str = NOTE) -> None:
    tables = store.read()
    for number in range(1, count + 1):
        tables["checkins"][str(number)] = {
            "uid": new_uid(),
            "engagement": new_uid(),
            "on": "2026-11-24",
            "note": note,
            "score": 4.5,
            "done": ["a", "b"],
        }
    path.parent.mkdir()
    path.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    with store.transaction("seals it") as change:
        change.insert("clients", {"name": "Anna"})


def ratio(ours: Callable[[], object], bare: Callable[[], object], tries: int = 9) -> float:
    """Return the least of ours by the least of bare, taken in turn so that both see the same machine."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(tries):
        for act, times in zip((ours, bare), taken, strict=True):
            gc.collect()
            begun = time.perf_counter()
            result = act()
            times.append(time.perf_counter() - begun)
            del result
    return min(taken[0]) / min(taken[1])


@pytest.mark.no_cover
def test_a_change_of_five_years(store: Store, path: Path) -> None:
    """24,000 records: reading, making and writing them with the quickest library, and little more."""
    build(store, path, 24_000, NOTE[:40])
    with store.transaction("as any other") as change:
        uid = change.insert("clients", {"name": "Ben"})

    def ours() -> None:
        with store.transaction("noted") as change:
            change.insert("checkins", {"engagement": uid, "on": "2026-11-24", "note": "So."})

    def bare() -> None:
        data = orjson.dumps(orjson.loads(path.read_bytes()))
        fd = os.open(path.with_suffix(".bare"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(fd, data)
        os.fsync(fd)
        os.close(fd)

    assert ratio(ours, bare, 5) <= 2


@pytest.mark.slow
def test_one_insert_into_10_mb(store: Store, path: Path) -> None:
    build(store, path, 20_000)
    assert path.stat().st_size > 9_000_000

    def ours() -> None:
        with store.transaction("x") as change:
            change.insert("clients", {"name": "Ben"})

    def bare() -> None:
        tables = json.loads(path.read_bytes())
        data = json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()
        fd = os.open(path.with_suffix(".bare"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(fd, data)
        os.fsync(fd)
        os.close(fd)

    assert ratio(ours, bare) <= 2


@pytest.mark.slow
def test_a_read_of_19_mb(store: Store, path: Path) -> None:
    build(store, path, 40_000)
    assert path.stat().st_size > 18_000_000
    raw = path.read_bytes()

    def bare() -> object:
        gc.disable()
        try:
            return json.loads(raw)
        finally:
            gc.enable()

    assert ratio(store.read, bare) <= 1.2
