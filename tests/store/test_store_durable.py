"""Putting bytes on the disk: what is synced, what is never written over, what is left when it fails."""

import errno
import fcntl
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import DataFileError
from coach_tui.store import durable, processes


def identity(path: Path | str) -> tuple[int, int]:
    found = Path(path).stat()
    return found.st_dev, found.st_ino


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """What the disk was asked to confirm, in that order."""
    found: list[tuple[int, int]] = []
    real = os.fsync

    def fsync(fd: int) -> None:
        about = os.fstat(fd)
        found.append((about.st_dev, about.st_ino))
        real(fd)

    monkeypatch.setattr(os, "fsync", fsync)
    return found


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another folder, which is the current one."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


# What is synced


def test_the_folder_of_the_file_is_confirmed_and_not_the_current_one(
    tmp_path: Path, elsewhere: Path, synced: list[tuple[int, int]]
) -> None:
    target = tmp_path / "coach.json"
    durable.replace(str(target), b"{}", None)
    assert synced == [identity(target), identity(tmp_path)]
    assert target.read_bytes() == b"{}"
    assert list(elsewhere.iterdir()) == []


def test_a_name_without_a_folder_is_in_the_current_one(
    elsewhere: Path, synced: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    durable.replace("coach.json", b"{}", None)
    assert synced == [identity("coach.json"), identity(elsewhere)]
    assert durable.leftovers("coach.json") == []
    left = Path(f".coach.json.{processes.mark()}.0a.tmp")
    left.touch()
    assert durable.leftovers("coach.json") == []  # ours, and we live
    monkeypatch.setattr(processes, "lives", lambda mark: False)
    assert durable.leftovers("coach.json") == [left.name]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS])
def test_a_file_system_that_confirms_no_folder_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(durable, "sync", failing(code))
    durable.sync_folder(str(tmp_path))
    monkeypatch.setattr(durable, "sync", failing(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        durable.sync_folder(str(tmp_path))


def test_a_folder_that_cannot_be_confirmed_is_said_though_the_file_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = durable.sync

    def sync(fd: int) -> None:
        if stat.S_ISDIR(os.fstat(fd).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(fd)

    monkeypatch.setattr(durable, "sync", sync)
    with pytest.raises(DataFileError, match="cannot be confirmed, though it was written"):
        durable.replace(str(tmp_path / "coach.json"), b"new", None)
    assert (tmp_path / "coach.json").read_bytes() == b"new"


def test_a_file_that_cannot_be_confirmed_is_not_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "coach.json"
    target.write_bytes(b"old")
    monkeypatch.setattr(durable, "sync", failing(errno.EIO))
    with pytest.raises(DataFileError, match=r"cannot be written: .*; nothing was changed"):
        durable.replace(str(target), b"new", None)
    assert [path.name for path in tmp_path.iterdir()] == ["coach.json"]
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("code", "fatal"), [(errno.ENOTSUP, False), (errno.EINVAL, False), (errno.EIO, True)]
)
def test_where_macos_has_no_full_sync_the_plain_one_is_made(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    synced: list[tuple[int, int]],
    code: int,
    fatal: bool,
) -> None:
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", failing(code))
    fd = os.open(tmp_path, os.O_RDONLY)
    try:
        if fatal:
            with pytest.raises(OSError, match=os.strerror(code)):
                durable.sync(fd)
            assert synced == []
        else:
            durable.sync(fd)
            assert synced == [identity(tmp_path)]
        asked: list[tuple[int, int]] = []
        monkeypatch.setattr(fcntl, "fcntl", lambda *args: asked.append(args))
        synced.clear()
        durable.sync(fd)
        assert (asked, synced) == ([(fd, 51)], [])
    finally:
        os.close(fd)


def failing(code: int) -> Callable[..., None]:
    def call(*_: Any) -> None:
        raise OSError(code, os.strerror(code))

    return call


# New files


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        durable.write_new(str(there), b"new")
    assert there.read_bytes() == b"old"


def test_a_new_file_is_never_written_through_a_link(tmp_path: Path) -> None:
    link, behind = tmp_path / "link", tmp_path / "behind"
    link.symlink_to(behind)
    with pytest.raises(OSError, match="link"):
        durable.write_new(str(link), b"new")
    assert link.is_symlink()
    assert not behind.exists()


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    os.umask(0)
    try:
        durable.write_new(str(tmp_path / "new"), b"abc")
    finally:
        os.umask(0o022)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600
    assert (tmp_path / "new").read_bytes() == b"abc"


def test_a_new_file_that_fails_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "write_all", failing(errno.ENOSPC))
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        durable.write_new(str(tmp_path / "new"), b"abc")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("user", "owner", "given"),
    [
        (0, (1000, 1000), [(1000, 1000)]),
        (0, (0, 50), [(0, 50)]),
        (0, (50, 0), [(50, 0)]),
        (0, (0, 0), []),
        (1000, (1000, 1000), []),
        (0, None, []),
    ],
)
def test_root_gives_a_new_file_to_the_owner_of_the_old(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    user: int,
    owner: tuple[int, int] | None,
    given: list[tuple[int, int]],
) -> None:
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(os, "fchown", lambda fd, uid, gid: seen.append((uid, gid)))
    old = None if owner is None else os.stat_result((0o600, 1, 1, 1, *owner, 0, 0, 0, 0))
    durable.write_new(str(tmp_path / "new"), b"", old)
    assert seen == given


# Folders


def test_folders_are_made_from_above_and_private(tmp_path: Path) -> None:
    os.umask(0)
    try:
        durable.make_folder(str(tmp_path / "a" / "b" / "c"))
    finally:
        os.umask(0o022)
    for folder in ("a", "a/b", "a/b/c"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700
    durable.make_folder(str(tmp_path / "a"))
    durable.make_folder("")


def test_a_folder_that_somebody_else_makes_meanwhile_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.mkdir

    def mkdir(path: str, mode: int) -> None:
        real(path, mode)
        raise FileExistsError(errno.EEXIST, "made meanwhile")

    monkeypatch.setattr(os, "mkdir", mkdir)
    durable.make_folder(str(tmp_path / "a" / "b"))
    assert (tmp_path / "a" / "b").is_dir()


def test_a_file_in_a_folders_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(FileExistsError):
        durable.make_folder(str(tmp_path / "a"))
    assert (tmp_path / "a").is_file()


# Names of temporary files


def test_temporary_names_lie_beside_the_target_tell_whose_they_are_and_differ(tmp_path: Path) -> None:
    target = tmp_path / "coach.json"
    names = {durable.temporary(str(target)) for _ in range(50)}
    assert len(names) == 50
    for name in map(Path, names):
        assert name.parent == tmp_path
        start, mark, dice, end = name.name.removeprefix(".coach.json").split(".")
        assert (start, mark, end) == ("", processes.mark(), "tmp")
        assert len(dice) == 8


def test_only_what_the_dead_left_of_this_very_file_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "lives", lambda mark: mark == "1-alive")
    dead = [f".coach.json.2-dead.{letter}.tmp" for letter in "qwertyuiopasdfghjklzxcvbnm"]
    kept = [
        ".coach.json.1-alive.a.tmp", ".other.json.2-dead.a.tmp", ".coach.json.2-dead.a.json", "coach.json",
        "coach.json.2-dead.a.tmp", ".coach.json.lock",
    ]  # fmt: skip
    for name in [*dead, *kept]:
        (tmp_path / name).touch()
    target = str(tmp_path / "coach.json")
    assert durable.leftovers(target) == [str(tmp_path / name) for name in sorted(dead)]
    durable.sweep(target)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(kept)
    assert durable.leftovers(str(tmp_path / "gone" / "coach.json")) == []
    durable.remove(str(tmp_path / "gone"))


def test_what_other_programs_leave_hidden_is_not_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "lives", lambda mark: mark == "1-alive")
    dead = [".coach.json.2-dead.0a.tmp", ".clients.csv.2-dead.0a.tmp", ".x.2-dead.0a.tmp"]
    others = [
        ".coach.json.1-alive.0a.tmp", "coach.json.2-dead.0a.tmp", ".coach.json.2-dead.0a", ".x.2-dead",
        ".tmp", ".notes.tmp", ".my.notes.tmp", ".my.own.notes.tmp", "coach.json", ".a-b.tmp", ".2-dead.tmp",
    ]  # fmt: skip
    for name in [*dead, *others]:
        (tmp_path / name).touch()
    assert durable.half_made(str(tmp_path)) == [str(tmp_path / name) for name in sorted(dead)]
    assert durable.half_made(str(tmp_path / "gone")) == []


def test_every_byte_is_written_however_few_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, bytes(data[:3])))
    durable.write_new(str(tmp_path / "new"), b"0123456789")
    assert (tmp_path / "new").read_bytes() == b"0123456789"
    monkeypatch.setattr(os, "write", lambda fd, data: 0)
    with pytest.raises(OSError, match="nothing was written"):
        durable.write_new(str(tmp_path / "other"), b"0123456789")
