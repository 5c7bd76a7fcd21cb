"""A data file that vanished, folders that cannot be read, wrong clocks, locks: told as what they are."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import DataFileError
from coach_tui.store import durable, remains
from coach_tui.store import reading as loading
from coach_tui.store.erase import erase
from coach_tui.store.store import Store
from tests.store.standing_clock import Clock


def add(store: Store, name: str) -> None:
    with store.transaction(f"added {name}") as change:
        change.insert("clients", {"name": name})


def names(store: Store) -> list[str]:
    return [record["name"] for record in store.read()["clients"].values()]


# The data file is gone


def test_a_file_that_vanished_is_no_new_user(store: Store, anna: str, path: Path) -> None:
    path.unlink()
    for reading in (store.read, store.glance, lambda: add(store, "Ben"), store.undo):
        with pytest.raises(DataFileError, match=r"coach\.json is missing, though it was here: put it back"):
            reading()
    assert not path.exists()
    assert "is missing, though it was here" in store.doctor()[0]


def test_with_backups_the_newest_is_named(
    store: Store, make_store: Callable[..., Store], anna: str, path: Path
) -> None:
    backup = store.backup("good")
    path.unlink()
    with pytest.raises(DataFileError, match=f"though there are backups; restore with: cp {backup} {path}"):
        store.read()
    (path.parent / ".coach.json.lock").unlink()
    with pytest.raises(DataFileError, match="though there are backups"):
        store.glance()
    (path.parent / "backups").rename(path.parent / "old")
    fresh = make_store()
    assert names(fresh) == []  # to begin anew was meant
    add(fresh, "Ben")
    assert names(fresh) == ["Ben"]


def test_a_lock_that_nothing_was_written_under_is_a_new_user(store: Store, path: Path) -> None:
    path.parent.mkdir()
    (path.parent / ".coach.json.lock").touch()
    assert names(store) == []
    add(store, "Ben")


def test_a_link_to_what_is_not_there(store: Store, path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "unmounted" / "coach.json")
    for reading in (store.read, lambda: add(store, "Ben")):
        with pytest.raises(DataFileError, match=r"is a link to .*unmounted/coach\.json, which is not there"):
            reading()
    assert not (tmp_path / "unmounted").exists()


# Folders that cannot be read


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Have the disk refuse to say what is in a folder: root may read what is closed to others."""
    listdir, refused = os.listdir, []

    def refusing(folder: Any = ".") -> list[str]:
        if os.path.realpath(folder) in refused:
            raise OSError(errno.EIO, "refused")
        return listdir(folder)

    monkeypatch.setattr(os, "listdir", refusing)
    return lambda folder: refused.append(os.path.realpath(folder))


def test_backups_that_cannot_be_read_are_not_none(
    store: Store, anna: str, path: Path, clock: Clock, unreadable: Callable[[Path], None]
) -> None:
    add(store, "Ben")
    before = path.read_bytes()
    unreadable(path.parent / "backups")
    with pytest.raises(DataFileError, match="backups cannot be read: the disk reports an error"):
        store.backups()
    assert any("backups cannot be read" in line for line in store.doctor())
    with pytest.raises(DataFileError, match="backups cannot be read"):
        store.erase(lambda tables: [("clients", anna)], "erased")
    with pytest.raises(DataFileError, match="backups cannot be read"):
        add(store, "Cleo")
    assert path.read_bytes() == before
    path.write_bytes(b"\0")
    with pytest.raises(DataFileError, match="no backup of it can be read"):
        store.read()


@pytest.mark.parametrize("name", ["reports", "forms", ".coach.json.edit"])
def test_nothing_is_erased_where_it_cannot_be_looked(
    store: Store, anna: str, path: Path, name: str, unreadable: Callable[[Path], None]
) -> None:
    (path.parent / name).mkdir()
    before = path.read_bytes()
    unreadable(path.parent / name)
    with pytest.raises(DataFileError, match=f"{name} cannot be read"):
        erase(store, lambda tables: [("clients", anna)], "erased", ["Anna"])
    assert path.read_bytes() == before


# Backups


def test_backups_of_a_wrong_clock_go_first(store: Store, anna: str, clock: Clock) -> None:
    today = clock.moment
    for day in range(11):
        clock.moment = today + timedelta(days=60 + day)
        add(store, f"Later {day}")
    assert len(store.backups()) == 10
    for day in range(1, 12):
        clock.moment = today + timedelta(days=day)
        add(store, f"Now {day}")
        stamp = f"{clock.moment:%Y%m%d}"
        assert any(stamp in backup.name for backup in store.backups())
        assert len(store.backups()) == 10
    assert all(".202611" in item.name or ".202612" in item.name for item in store.backups())


def test_a_backup_of_a_change_that_failed_is_not_the_live_file(
    store: Store, anna: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(durable, "write_new", full)
    with pytest.raises(DataFileError, match="nothing was changed"):
        add(store, "Ben")
    assert path.stat().st_nlink == 1
    assert store.backups() == []
    monkeypatch.undo()
    add(store, "Ben")
    assert len(store.backups()) == 1


def test_what_names_a_backup_and_a_folder_is_confirmed(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    sync_folder = durable.sync_folder

    def noting(folder: str) -> None:
        synced.append(os.path.realpath(folder))
        sync_folder(folder)

    monkeypatch.setattr(durable, "sync_folder", noting)
    add(store, "Anna")
    assert synced == [str(path.parent.parent), str(path.parent)]
    synced.clear()
    add(store, "Ben")
    assert synced == [str(path.parent), str(path.parent / "backups"), str(path.parent)]


# Locks, modes and copies


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_disk_without_locks_is_told_and_the_doctor_knows(
    store: Store, anna: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(fd: int, what: int) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr("coach_tui.store.lock.fcntl.flock", refuse)
    with pytest.raises(DataFileError, match=r"its disk knows no locks.*--data"):
        add(store, "Ben")
    assert [line for line in store.doctor() if "its disk knows no locks" in line]


def test_a_lock_of_somebody_elses_is_named(
    store: Store, anna: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def refuse(name: Any, flags: int, mode: int = 0o777) -> int:
        if str(name).endswith(".lock") and flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, "refused")
        return opened(name, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DataFileError, match=r"\.coach\.json\.lock cannot be opened: permission denied"):
        add(store, "Ben")
    assert [line for line in store.doctor() if ".coach.json.lock cannot be opened" in line]


def test_another_process_that_has_the_lock_is_no_finding(
    store: Store, make_store: Callable[..., Store], anna: str
) -> None:
    with store.transaction("x") as change:
        change.insert("clients", {"name": "Ben"})
        assert make_store().doctor() == []


@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o770])
def test_a_folder_that_others_may_write_to(store: Store, anna: str, path: Path, mode: int) -> None:
    assert store.doctor() == []
    path.parent.chmod(mode)
    (line,) = store.doctor()
    assert f"can be written to by other users of this machine (mode {mode:o})" in line
    assert line.endswith(f"chmod go-w {path.parent}")
    path.parent.chmod(0o755)  # what is in it may be read by its owner alone
    assert store.doctor() == []


@pytest.mark.parametrize("name", [".coach.json.edit", "reports", "forms", "backups"])
def test_a_folder_of_ours_that_others_may_look_into(store: Store, anna: str, path: Path, name: str) -> None:
    (path.parent / name).mkdir(exist_ok=True)
    (path.parent / name).chmod(0o755)
    assert [line for line in store.doctor() if line.startswith(f"{path.parent / name} is open to other")]


@pytest.mark.parametrize("name", [".", "backups", "reports", "forms", ".coach.json.edit"])
def test_a_folder_of_ours_that_cannot_be_written_to(
    store: Store, anna: str, path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, access = path.parent / name, os.access
    folder.mkdir(exist_ok=True, mode=0o700)

    def refusing(one: Any, mode: int, **options: Any) -> bool:
        return os.fspath(one) != str(folder) and access(one, mode, **options)

    monkeypatch.setattr(os, "access", refusing)
    assert [line for line in store.doctor() if line.startswith(f"{folder} cannot be written to: permission")]


@pytest.mark.parametrize("name", ["reports", "forms", ".coach.json.edit"])
def test_a_folder_of_ours_that_cannot_be_read(
    store: Store, anna: str, path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, listdir = path.parent / name, os.listdir
    folder.mkdir(exist_ok=True, mode=0o700)

    def refusing(one: Any = ".") -> list[str]:
        if os.fspath(one) == str(folder):
            raise PermissionError(13, "refused")
        return listdir(one)

    monkeypatch.setattr(os, "listdir", refusing)
    assert [line for line in store.doctor() if line.startswith(f"{folder} cannot be read: permission")]


CONFLICTS = [
    "coach.sync-conflict-20261124-101500-ABCDEF7.json",
    "coach.json.sync-conflict-20261124-101500-ABCDEF7",
    "coach (conflicted copy 2026-11-24).json",
    "coach (Vera's conflicted copy 2026-11-24).json",
    "coach (1).json",
    "coach_conf(2026-11-24).json",
    "coach-conflict-20261124.json",
]


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_copy_made_of_a_conflict_is_told(store: Store, anna: str, path: Path, name: str) -> None:
    (path.parent / name).touch(0o600)
    (path.parent / "coachee.json").touch(0o600)
    (path.parent / "coach-2.json").touch(0o600)
    assert remains.conflict_copies(str(path)) == [str(path.parent / name)]
    assert [line for line in store.doctor() if "made of a conflict" in line]


def test_a_private_folder_that_somebody_else_has_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "edit"
    folder.mkdir()
    folder.chmod(0o777)
    durable.make_private_folder(str(folder))
    assert folder.stat().st_mode & 0o777 == 0o700
    (tmp_path / "link").symlink_to(folder)
    with pytest.raises(PermissionError):
        durable.make_private_folder(str(tmp_path / "link"))
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(PermissionError):
        durable.make_private_folder(str(folder))


@pytest.mark.parametrize(
    ("mode", "then"), [(None, 0o700), (0o701, 0o700), (0o740, 0o700), (0o777, 0o700), (0o500, 0o500)]
)
def test_a_private_folder_is_made_or_closed(tmp_path: Path, mode: int | None, then: int) -> None:
    folder = tmp_path / "data" / "edit"
    if mode is not None:
        folder.mkdir(parents=True)
        folder.chmod(mode)
    durable.make_private_folder(str(folder))
    assert folder.stat().st_mode & 0o777 == then


def test_a_folder_that_vanished_from_under_an_open_app_is_no_new_user(
    store: Store, make_store: Callable[..., Store], anna: str, path: Path, tmp_path: Path
) -> None:
    watching = make_store()
    assert len(watching.glance()["clients"]) == 1
    path.parent.rename(tmp_path / "away")
    for one in (watching, store):  # one that has read it, one that has written it
        for reading in (one.glance, one.read, one.undo, lambda one=one: add(one, "Ben")):
            with pytest.raises(DataFileError, match=r"coach\.json is gone, and what lay beside it"):
                reading()
    path.parent.mkdir()  # an empty mount point
    with pytest.raises(DataFileError, match="is gone"):
        add(watching, "Ben")
    path.parent.rmdir()
    assert not path.exists()
    (tmp_path / "away").rename(path.parent)
    add(watching, "Ben")
    assert names(watching) == ["Anna", "Ben"]
    assert make_store(path=tmp_path / "new" / "coach.json").read()["clients"] == {}


def test_a_backup_of_what_vanished_is_no_new_user(store: Store, anna: str, path: Path) -> None:
    path.unlink()
    with pytest.raises(DataFileError, match="is missing"):
        store.backup("good")


MORE = [
    "coach-DESKTOP-7.json", "coach_Conflict.json", "coach.json.conflict", "coach~conflict.json",
    ".coach.json.sync-conflict-20261124", "coach [conflict].json", "coach (Konflikt 2026).json",
    "coach 2.json", "coach 13.json",
]  # fmt: skip


@pytest.mark.parametrize("name", MORE)
def test_other_programs_call_a_conflict_otherwise(path: Path, name: str) -> None:
    path.parent.mkdir()
    others = (
        "coachee.json",
        "coach-2.json",
        "coach 2 old.json",
        "coach.json~",
        "coach.json.bak",
        ".coach.json.lock",
    )
    for one in (name, "coach.json", *others):
        (path.parent / one).touch()
    assert remains.conflict_copies(str(path)) == [str(path.parent / name)]


def test_the_first_change_of_another_that_comes_in_between_is_read(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, looked = loading.check_new, list[str]()

    def another_is_first(name: str) -> None:
        if not looked:
            looked.append(name)
            with store.transaction("theirs") as change:
                change.insert("clients", {"name": "Anna"})
        real(name)

    monkeypatch.setattr(loading, "check_new", another_is_first)
    assert [record["name"] for record in loading.load(str(path), None).tables["clients"].values()] == ["Anna"]
    assert looked
