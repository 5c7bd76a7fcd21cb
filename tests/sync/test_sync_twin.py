"""A data folder that was copied whole is another machine, once both have gone on."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from coach_tui.changes.restoring import restore
from coach_tui.changes.undo import undo
from coach_tui.store import journal
from coach_tui.store.machine import machine_of
from coach_tui.sync.outcome import line_of
from tests.sync.sync_kit import Machine

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

Two = tuple[Machine, Machine, str]


def copied(machine: Machine, folder: Path) -> Machine:
    """Another machine, with a copy of the whole folder of the data."""
    other = Machine(folder, "copied")
    shutil.copytree(machine.path.parent, other.path.parent)
    return other


def test_a_copied_folder_takes_a_name_of_its_own_and_undo_is_of_its_own(two: Two, tmp_path: Path) -> None:
    laptop, _, anna = two
    copy = copied(laptop, tmp_path)
    was = machine_of(str(laptop.path))
    assert machine_of(str(copy.path)) == was
    laptop.note(anna, "laptop's")
    copy.clock.minutes = 5
    copy.note(anna, "copy's")
    laptop.sync()
    said = line_of(copy.sync())
    now = machine_of(str(copy.path))
    assert now != was
    assert f"another machine goes by the name {was}, as its data was copied: this is {now} now" in said
    laptop.sync()
    assert machine_of(str(laptop.path)) == was
    undo(laptop.desk)
    assert laptop.notes() == ["copy's"]
    undo(copy.desk)
    assert copy.notes() == ["laptop's"]
    for one in (laptop, copy, laptop):
        one.sync()
    assert laptop.notes() == copy.notes() == []
    assert "goes by the name" not in line_of(copy.sync())


def test_an_older_copy_that_was_put_back_is_the_same_machine(two: Two) -> None:
    laptop, _, anna = two
    before = laptop.path.read_bytes()
    name = machine_of(str(laptop.path))
    laptop.note(anna, "sent, and then put back")
    laptop.sync()
    laptop.path.write_bytes(before)
    laptop.sync()
    assert machine_of(str(laptop.path)) == name
    assert laptop.notes() == ["sent, and then put back"]


def test_a_backup_that_brings_back_what_history_has_let_go_of_makes_no_twin(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, server, anna = two
    copy = server.desk.store.backup("before")
    assert copy is not None
    monkeypatch.setattr(journal, "KEPT", 2)
    for text in ("one", "two", "three", "four"):
        laptop.note(anna, text)
    for one in (laptop, server):
        one.sync()
    laptop.clock.minutes = server.clock.minutes = 30
    name = machine_of(str(laptop.path))
    restore(server.desk, copy)
    server.sync()
    assert "goes by the name" not in line_of(laptop.sync())
    assert machine_of(str(laptop.path)) == name
