"""What the years cost: `python -m tests.torture.figures [DAYS]` prints it, in one run on one machine.

The ratios and sizes mean something elsewhere, the milliseconds do not.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import orjson

from coach_tui import bounds
from coach_tui.store.store import Store
from tests.store.locked_kit import Key, no_key
from tests.store.test_store_speed import NOTE, build
from tests.sync.sync_kit import bare
from tests.torture.years import Years

MB = 1_000_000
YEAR = 365
TRIES = 7


def a_year(folder: Path, days: int, *, locked: bool) -> Iterator[str]:
    """What a remote grows to in so many days of syncs, told for a year."""
    years = Years(folder, bare(folder / "practice.git"))
    if locked:
        key = Key(folder)
        key.use()
        years.machine.desk.store.encrypt(lambda _: (key.recipient,))
    begun = time.monotonic()
    years.begin()
    first, size = years.weight, years.size
    for _ in range(days):
        years.live()
    taken = (time.monotonic() - begun) / days
    grown = (years.weight - first) / days
    name = "encrypted" if locked else "plain"
    yield f"a year of daily syncs, {name}: {size / MB:.1f} MB, in {days} days {years.size / MB:.1f} MB"
    yield f"  the remote: {first / MB:.1f} MB at first, {years.weight / MB:.1f} MB then ({taken:.1f} s a day)"
    yield f"  {grown / 1000:.0f} kB a day, {(first + grown * YEAR) / MB:.0f} MB after a year"
    years.clean_up()
    yield f"  after git gc on the server: {years.weight / MB:.1f} MB"
    no_key()


def store_of(path: Path) -> Store:
    return Store(path, now=lambda: datetime(2026, 11, 24))


def seconds(act: Callable[[], object]) -> float:
    gc.collect()
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def noted(store: Store) -> Callable[[], None]:
    """A change such as any other."""

    def act() -> None:
        with store.transaction("noted") as change:
            change.insert("checkins", {"engagement": "e", "on": "2026-11-24", "note": "So."})

    return act


def bare_write(
    path: Path, loads: Callable[[bytes], object], dumps: Callable[[object], bytes]
) -> Callable[[], None]:
    """Read, parse, serialise, write and confirm the same file, and nothing else."""

    def act() -> None:
        data = dumps(loads(path.read_bytes()))
        fd = os.open(path.with_suffix(".bare"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(fd, data)
        os.fsync(fd)
        os.close(fd)

    return act


def in_turn(*acts: Callable[[], object]) -> list[list[float]]:
    """How long each takes, in turn, so that all see the same machine."""
    taken: list[list[float]] = [[] for _ in acts]
    for _ in range(TRIES):
        for act, times in zip(acts, taken, strict=True):
            times.append(seconds(act))
    return taken


def one_change(folder: Path) -> Iterator[str]:
    """A change of 24,000 records, beside what any program would have to do."""
    path = folder / "large" / "coach.json"
    store = store_of(path)
    build(store, path, 24_000, NOTE[:40])
    noted(store)()

    def plainly(tables: object) -> bytes:
        return json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()

    ours, quick, plain = map(
        min,
        in_turn(
            noted(store), bare_write(path, orjson.loads, orjson.dumps), bare_write(path, json.loads, plainly)
        ),
    )
    yield (
        f"24,000 records, {path.stat().st_size / MB:.1f} MB: a change takes {ours / quick:.2f} of parse, "
        f"serialise, write and fsync with orjson, {ours / plain:.2f} with json ({ours * 1000:.0f} ms)"
    )


def a_long_note(folder: Path) -> Iterator[str]:
    """Many edits of one long text."""
    path = folder / "note" / "coach.json"
    store = store_of(path)
    with store.transaction("made") as change:
        uid = change.insert("clients", {"name": "Anna", "notes": ""})
    for number in range(200):
        with store.transaction(f"edit {number}") as change:
            change.update("clients", uid, {"notes": f"{number:05}" * 20_000})
    yield f"200 edits of a note of 100 kB: the file has {path.stat().st_size / MB:.2f} MB"


def overhead(folder: Path) -> Iterator[str]:
    """A change of an encrypted file of 5 MB beside that of a plain one."""
    key = Key(folder, "overhead")
    key.use()
    plain, shut = (store_of(folder / name / "coach.json") for name in ("plain", "shut"))
    for store in (plain, shut):
        build(store, Path(store.path), 10_600)
    shut.encrypt(lambda _: (key.recipient,))
    times = in_turn(noted(plain), noted(shut))
    ratio = statistics.median(times[1]) / statistics.median(times[0])
    no_key()
    yield f"a change of an encrypted file of 5 MB: {ratio:.2f} of that of a plain one"


def where_it_ends(folder: Path) -> Iterator[str]:
    """What reading and changing one file costs as it grows, up to what is refused."""
    for count in (3_000, 6_000, 12_000, 24_000, 36_000, 48_000):
        path = folder / str(count) / "coach.json"
        store = store_of(path)
        build(store, path, count)
        size = path.stat().st_size
        change, look = map(min, in_turn(noted(store), store.glance))
        yield (
            f"{count:6} records, {size / MB:4.1f} MB ({size / bounds.DATA:.0%} of the bound): "
            f"a change {change * 1000:4.0f} ms, a look {look * 1000:4.0f} ms"
        )


def report(days: int) -> Iterator[str]:
    """All of it, line by line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in (one_change, a_long_note, overhead, where_it_ends):
            yield from part(folder)
        for locked in (False, True):
            there = folder / f"year-{locked}"
            there.mkdir()
            yield from a_year(there, days, locked=locked)


if __name__ == "__main__":
    for line in report(int(sys.argv[1]) if len(sys.argv) > 1 else YEAR):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
