"""Backups, restoring, migrations, and what the doctor says."""

import json
import os
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import ChangedMeanwhile, DataFileError
from coach_tui.store import migrations, shapes
from coach_tui.store.doctor import permissions_fault
from coach_tui.store.journal import entries
from coach_tui.store.store import Store
from tests.store.standing_clock import Clock


def add(store: Store, name: str) -> None:
    with store.transaction(f"added {name}") as change:
        change.insert("clients", {"name": name})


def names(store: Store) -> list[str]:
    return [record["name"] for record in store.read()["clients"].values()]


def held(backup: Path) -> list[str]:
    return [record["name"] for record in json.loads(backup.read_text())["clients"].values()]


def test_one_backup_at_the_first_write_of_a_day(store: Store, clock: Clock, anna: str, path: Path) -> None:
    assert store.backups() == []  # there was nothing before the first write
    inode = path.stat().st_ino
    add(store, "Ben")
    [backup] = store.backups()
    assert backup.name == "coach.json.20261124T101500.daily.json"
    assert backup.parent == path.parent / "backups"
    assert backup.stat().st_ino == inode  # a link, no copy
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    add(store, "Cleo")
    assert len(store.backups()) == 1
    clock.pass_days(1)
    store.undo()
    assert [held(item) for item in store.backups()] == [["Anna", "Ben", "Cleo"], ["Anna"]]


def test_where_links_fail_the_backup_is_a_copy(
    store: Store, anna: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    inode, before = path.stat().st_ino, path.read_bytes()
    add(store, "Ben")
    [backup] = store.backups()
    assert backup.stat().st_ino != inode
    assert backup.read_bytes() == before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [item.name for item in backup.parent.iterdir()] == [backup.name]


def test_a_backup_that_cannot_be_made_stops_the_write(
    store: Store, anna: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    (path.parent / "backups").write_text("in the way")
    with pytest.raises(DataFileError, match="cannot be backed up"):
        add(store, "Ben")
    assert path.read_bytes() == before


def test_backups_are_rotated(store: Store, clock: Clock, anna: str) -> None:
    for number in range(13):
        add(store, str(number))
        store.backup("before erasing")
        clock.pass_days(1)
    found = store.backups()
    assert len(found) == 20
    assert sum(".daily." in item.name for item in found) == 10
    days = [item.name.split(".")[2] for item in found]
    assert days == sorted(days, reverse=True)
    assert days[-1] == "20261127T101500"


def test_a_backup_by_hand_is_a_copy_and_may_be_made_in_a_transaction(
    store: Store, anna: str, path: Path
) -> None:
    first = store.backup("../É\x00 daily")
    assert first is not None
    assert first.name == "coach.json.20261124T101500.daily.json".replace("daily", "by-hand")
    assert first.stat().st_ino != path.stat().st_ino
    with store.transaction("x") as change:
        second = store.backup("../É\x00 daily")
        change.insert("clients", {"name": "Ben"})
    assert second is not None
    assert held(second) == ["Anna"]
    assert store.backups()[1:] == [second, first]  # the day's own first


def test_backups_of_one_state_are_one_file(store: Store, clock: Clock, anna: str, path: Path) -> None:
    def files() -> list[int]:
        return [backup.stat().st_ino for backup in store.backups()]

    clock.moment += timedelta(days=1)
    store.backup("before delete")
    store.backup("by hand")
    assert len(set(files())) == 1
    with store.transaction("renamed") as change:
        change.update("clients", anna, {"name": "Anne"})
    assert len(files()) == 3, "the first change of the day made one, too"
    assert len(set(files())) == 1
    clock.moment += timedelta(seconds=1)
    store.backup("by hand")
    assert len(set(files())) == 2
    assert path.stat().st_nlink == 1, "no backup changes with what an editor does to the file"
    newest, *older = store.backups()
    path.write_bytes(path.read_bytes().replace(b"Anne", b"Anja"))
    clock.moment += timedelta(seconds=1)
    store.backup("by hand")
    assert store.backups()[0].read_bytes() == path.read_bytes()
    assert len(set(files())) == 3
    newest.unlink()
    assert all(b"Anna" in backup.read_bytes() for backup in older)


def test_nothing_to_back_up(store: Store, path: Path) -> None:
    assert store.backup("x") is None
    assert not path.parent.exists()


def test_another_file_in_the_same_folder_has_its_own_backups(
    make_store: Callable[..., Store], store: Store, path: Path, anna: str
) -> None:
    other = make_store(path=path.with_name("coach.json.other"))
    add(other, "Zoe")
    other.backup("x")
    assert store.backups() == []
    assert len(other.backups()) == 1


def test_restore(store: Store, anna: str) -> None:
    backup = store.backup("good")
    assert backup is not None
    for name in ("Ben", "Cleo"):
        add(store, name)
    store.restore(backup)
    tables = store.read()
    assert names(store) == ["Anna"]
    assert tables["meta"]["1"]["generation"] == 4  # it goes on, so that a screen sees the change
    entry = entries(tables)[-1]
    assert (entry.what, entry.ops, entry.state) == (f"restored from {backup.name}", [], "dropped")
    aside = next(item for item in store.backups() if "before-restore" in item.name)
    assert held(aside) == ["Anna", "Ben", "Cleo"]
    with pytest.raises(ChangedMeanwhile, match=r"“restored from .*is not taken back by undo"):
        store.undo()
    assert names(store) == ["Anna"]
    assert store.undo().what == "added Anna"
    store.restore(aside)
    assert names(store) == ["Anna", "Ben", "Cleo"]


def test_restore_puts_even_a_damaged_file_aside(store: Store, anna: str, path: Path) -> None:
    backup = store.backup("good")
    assert backup is not None
    path.write_bytes(b"\0\0\0")
    store.restore(backup)
    assert names(store) == ["Anna"]
    assert b"\0\0\0" in [item.read_bytes() for item in store.backups()]
    assert store.doctor() == []


def test_restore_to_a_missing_file(store: Store, anna: str, path: Path) -> None:
    backup = store.backup("good")
    assert backup is not None
    path.unlink()
    assert [line for line in store.doctor() if "is missing, though" in line and f"cp {backup} {path}" in line]
    store.restore(backup)
    assert names(store) == ["Anna"]


def test_a_bad_backup_is_not_restored(store: Store, anna: str, path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    bad = tmp_path / "bad.json"
    with pytest.raises(DataFileError, match="does not exist"):
        store.restore(bad)
    for content in (b"", b"{}", before[:-9]):
        bad.write_bytes(content)
        with pytest.raises(DataFileError):
            store.restore(bad)
    assert path.read_bytes() == before
    assert store.backups() == []


@pytest.fixture
def old(put: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Put a file of format 0, whose clients were called coachees, and a step from it to format 1."""

    def step(tables: dict[str, Any]) -> None:
        tables["clients"] = tables.pop("coachees")

    monkeypatch.setitem(migrations.STEPS, 0, step)
    entry = {"uid": "e", "at": "2020", "what": "added", "ops": [], "state": "done"}
    content = {
        "meta": {"1": {"uid": "meta", "format": 0}},
        "coachees": {"1": {"uid": "a", "name": "Anna"}},
        "journal": {"1": entry},
    }
    put(content)
    return json.dumps(content).encode()


def test_an_older_file_is_read_without_being_touched(store: Store, old: bytes, path: Path) -> None:
    tables = store.read()
    assert tables["clients"]["1"]["name"] == "Anna"
    assert tables["meta"]["1"]["format"] == shapes.FORMAT
    assert "coachees" not in tables
    assert path.read_bytes() == old
    assert [line for line in store.doctor() if "older format 0" in line]


def test_an_older_file_is_migrated_at_the_first_change_after_a_backup(
    store: Store, old: bytes, path: Path
) -> None:
    add(store, "Ben")
    assert json.loads(path.read_text())["meta"]["1"] == {
        "uid": "meta",
        "format": shapes.FORMAT,
        "generation": 1,
    }
    assert names(store) == ["Anna", "Ben"]
    kept = {item.name: item.read_bytes() for item in store.backups()}
    assert kept["coach.json.20261124T101500.before-format-1.json"] == old
    assert entries(store.read())[0].state == "dropped"  # its records are of the old format
    store.restore(next(item for item in store.backups() if "before-format" in item.name))
    assert names(store) == ["Anna"]


def test_a_step_that_loses_most_of_a_table_is_stopped(
    store: Store, put: Callable[[Any], None], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(migrations.STEPS, 0, lambda tables: tables["clients"].clear())
    put(
        {
            "meta": {"1": {"uid": "meta", "format": 0}},
            "clients": {str(n): {"uid": str(n), "name": "x"} for n in range(1, 30)},
        }
    )
    before = path.read_bytes()
    with pytest.raises(DataFileError, match="migration"):
        store.read()
    with pytest.raises(DataFileError, match="migration"):
        add(store, "Ben")
    assert path.read_bytes() == before


def test_the_doctor_finds_nothing_wrong_with_what_the_store_wrote(
    store: Store, clock: Clock, anna: str
) -> None:
    for name in ("Ben", "Cleo"):
        add(store, name)
        clock.pass_days(1)
    store.undo()
    store.redo()
    assert store.doctor() == []


def test_the_doctor_looks_at_everything(store: Store, anna: str, path: Path) -> None:
    add(store, "Ben")
    [backup] = store.backups()
    tables = json.loads(path.read_text())
    tables["clients"]["2"]["name"] = "Bernd"
    path.write_text(json.dumps(tables))
    path.chmod(0o644)
    path.parent.joinpath("backups").chmod(0o755)
    backup.write_text("{")
    leftover = path.with_name(".coach.json.999999999-1.00000000.tmp")
    leftover.write_text("x")
    findings = "\n".join(store.doctor())
    for part in (
        f"{path} is open to other users of this machine (mode 644): chmod 600 {path}",
        "(mode 755): chmod 700",
        "written by something else than this coach-tui, but is sound",
        "1 record changed outside since “added Ben”",
        f"{leftover} was left behind",
        f"a backup is of no use: {backup} is damaged",
    ):
        assert part in findings
    assert len(findings.splitlines()) == 6
    path.write_text("{")
    assert [line for line in store.doctor() if "is damaged (line 1 column 2" in line]


def test_the_doctor_before_anything_was_written(store: Store) -> None:
    [line] = store.doctor()
    assert "does not exist yet" in line


def test_permissions_fault(tmp_path: Path) -> None:
    file = tmp_path / "it's.json"
    assert permissions_fault(file) is None
    file.touch(0o640)
    file.chmod(0o640)
    assert permissions_fault(file) == (
        f"{file} is open to other users of this machine (mode 640): chmod 600 '{tmp_path}/it'\"'\"'s.json'"
    )
    file.chmod(0o600)
    assert permissions_fault(file) is None
