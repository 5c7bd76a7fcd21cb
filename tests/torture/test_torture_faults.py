"""Faults at every system call of a write: the old file or the new one, nothing left beside, one line."""

import errno
import json
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import ChangedMeanwhile, DataFileError
from coach_tui.store.store import Store

CALLS = [
    "open",
    "read",
    "write",
    "fsync",
    "close",
    "replace",
    "stat",
    "fstat",
    "link",
    "mkdir",
    "scandir",
    "listdir",
    "pwrite",
    "ftruncate",
    "unlink",
    "chmod",
]
ERRORS = [errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES]


class Faults:
    """Let the n-th call of one function of os fail, when it comes from the store."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.left = -1

    def arm(self, name: str, number: int, code: int) -> None:
        real = getattr(os, name)
        self.left = number

        def call(*args: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                if name == "close":
                    real(*args, **options)  # the descriptor is gone even when close reports an error
                raise OSError(code, os.strerror(code))
            return real(*args, **options)

        self._monkeypatch.setattr(os, name, call)

    def disarm(self) -> None:
        self._monkeypatch.undo()


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    return Faults(monkeypatch)


def files(path: Path) -> list[str]:
    return sorted(item.name for item in path.parent.iterdir())


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_whichever_call_fails_the_file_is_old_or_new(
    store: Store, anna: str, path: Path, faults: Faults, name: str, code: int
) -> None:
    sealed = path.read_bytes()
    for number in range(1, 40):
        before = path.read_bytes()
        wanted = json.loads(before)["clients"] | {"new": number}
        faults.arm(name, number, code)
        outcome = None
        try:
            with store.transaction("x") as change:
                change.insert("clients", {"name": "Ben"})
        except (DataFileError, ChangedMeanwhile) as error:
            outcome = error
        assert str(outcome).isprintable()
        reached = faults.left <= 0
        faults.disarm()
        after = path.read_bytes()
        if outcome is None:
            assert len(json.loads(after)["clients"]) == len(wanted)
        elif "though it was written" not in str(outcome):
            assert after == before
        assert not [item for item in files(path) if item.endswith(".tmp")]
        store.read()
        with store.transaction("the next change works and the lock is free") as change:
            change.insert("wins", {"text": "x"})
        if not reached:
            break
        path.write_bytes(sealed)  # begin anew, with the day's backup still to be made
        for backup in store.backups():
            backup.unlink()
    else:
        pytest.fail("more calls than expected")


def test_short_writes_are_gone_on_with(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, bytes(data[:7])))
    with store.transaction("x") as change:
        change.insert("clients", {"name": "Anna" * 50})
    monkeypatch.undo()
    assert store.read()["clients"]["1"]["name"] == "Anna" * 50


def test_a_write_that_takes_nothing_ends(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda fd, data: 0)
    with pytest.raises(DataFileError), store.transaction("x") as change:
        change.insert("clients", {"name": "Anna"})
    assert files(path) == [".coach.json.lock"]


def test_a_disk_that_fills_in_the_middle(
    store: Store, anna: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, before = os.write, path.read_bytes()
    room = [50]

    def write(fd: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "full")
        taken = real(fd, bytes(data[: room[0]]))
        room[0] -= taken
        return taken

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(DataFileError, match=r"no room left.*free some.*nothing was changed"):
        with store.transaction("x") as change:
            change.insert("clients", {"name": "Ben"})
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert not [item for item in files(path) if item.endswith(".tmp")]


def test_interrupted_in_the_middle(
    store: Store, anna: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    for name in ("write", "fsync", "replace"):
        with monkeypatch.context() as patch:

            def interrupt(*_: object) -> int:
                raise KeyboardInterrupt

            patch.setattr(os, name, interrupt)
            with pytest.raises(KeyboardInterrupt), store.transaction("x") as change:
                change.insert("clients", {"name": "Ben"})
        assert path.read_bytes() == before
        assert not [item for item in files(path) if item.endswith(".tmp")]


def test_the_order_of_the_calls(store: Store, anna: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.backup("x")
    with store.transaction("the day's backup") as change:
        change.insert("clients", {"name": "Ben"})
    seen = []

    def noted(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*args: Any) -> Any:
            seen.append(name)
            return real(*args)

        return call

    for name in ("write", "fsync", "close", "replace", "pwrite"):
        monkeypatch.setattr(os, name, noted(name))
    with store.transaction("x") as change:
        seen.clear()
        change.insert("clients", {"name": "Cleo"})
    assert seen == ["write", "fsync", "close", "replace", "fsync", "close", "pwrite", "close"]


def test_file_systems_without_folder_sync(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(fd: int) -> None:
        if stat.S_ISDIR(os.fstat(fd).st_mode):
            raise OSError(errno.EINVAL, "")
        real(fd)

    monkeypatch.setattr(os, "fsync", fsync)
    with store.transaction("x") as change:
        change.insert("clients", {"name": "Anna"})
    assert len(store.read()["clients"]) == 1


def test_the_full_sync_of_macos(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr("coach_tui.store.durable.fcntl.F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr("coach_tui.store.durable.fcntl.fcntl", lambda fd, what: asked.append(what))
    with store.transaction("x") as change:
        change.insert("clients", {"name": "Anna"})
    assert asked == [51, 51, 51]  # the new folder's name, the file, the file's name

    def refuse(fd: int, what: int) -> None:
        raise OSError(errno.ENOTSUP, "")

    monkeypatch.setattr("coach_tui.store.durable.fcntl.fcntl", refuse)  # a network disk: fsync has to do
    with store.transaction("x") as change:
        change.insert("clients", {"name": "Ben"})
    monkeypatch.setattr(
        "coach_tui.store.durable.fcntl.fcntl", lambda fd, what: (_ for _ in ()).throw(OSError(errno.EIO, ""))
    )
    with pytest.raises(DataFileError), store.transaction("x") as change:
        change.insert("clients", {"name": "Cleo"})
    assert len(store.read()["clients"]) == 2


def test_leftovers_of_the_dead_are_swept_and_of_the_living_kept(store: Store, anna: str, path: Path) -> None:
    gone = path.with_name(".coach.json.999999999-1.00000000.tmp")
    alive = path.with_name(f".coach.json.{os.getppid()}-0.00000000.tmp")
    other = path.with_name(".other.json.999999999-1.00000000.tmp")
    for item in (gone, alive, other):
        item.write_text("x")
    with store.transaction("x") as change:
        change.insert("clients", {"name": "Ben"})
    assert [item.exists() for item in (gone, alive, other)] == [False, True, True]


def test_a_limit_of_the_file_size(store: Store, anna: str, path: Path) -> None:
    before = path.read_bytes()
    program = f"""
import resource, signal, sys
from datetime import datetime
from pathlib import Path
from coach_tui.plan.errors import DataFileError
from coach_tui.store.store import Store
store = Store(Path({str(path)!r}), now=lambda: datetime(2026, 11, 24))
store.backup("x")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    with store.transaction("x") as change:
        change.insert("clients", {{"name": "x" * 100_000}})
except DataFileError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "may not grow that large" in done.stdout
    assert path.read_bytes() == before
    assert not [item for item in files(path) if item.endswith(".tmp")]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 4096


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere; the faults above stand in for it")
def test_a_read_only_folder(store: Store, anna: str, path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(DataFileError, match="permission denied"), store.transaction("x") as change:
            change.insert("clients", {"name": "Ben"})
        assert len(store.read()["clients"]) == 1
    finally:
        path.parent.chmod(0o700)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_root_leaves_the_file_to_its_owner(store: Store, anna: str, path: Path) -> None:
    os.chown(path, 1234, 1234)
    with store.transaction("x") as change:
        change.insert("clients", {"name": "Ben"})
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 1234)
