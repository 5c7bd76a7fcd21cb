"""Data files copied by hand: from machine to machine, an old one in the place of a newer, one begun anew."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.changes.erase import erase_client
from coach_tui.changes.restoring import restore
from coach_tui.sync.anew import begin_anew
from coach_tui.sync.motion import Apart
from coach_tui.sync.place import Place
from tests.sync.sync_kit import Machine, git

if TYPE_CHECKING:
    from pathlib import Path

    from coach_tui.sync.outcome import Outcome

Two = tuple[Machine, Machine, str]


def noted(machine: Machine, client: str, *texts: str) -> list[str]:
    """Note something, several times, and return what was noted."""
    for text in texts:
        machine.note(client, text)
    return list(texts)


def in_turn(*machines: Machine) -> None:
    for one in (*machines, *machines):
        one.sync()


def test_a_copy_from_the_other_machine_loses_nothing_that_this_one_had_sent(two: Two) -> None:
    laptop, server, anna = two
    in_turn(laptop, server)
    many = noted(laptop, anna, *(f"not sent {number}" for number in range(9)))
    noted(server, anna, "sent from the server")
    server.sync()
    shutil.copyfile(laptop.path, server.path)
    in_turn(server, laptop)
    assert laptop.notes() == server.notes() == sorted([*many, "sent from the server"])
    assert laptop.content() == server.content()


def test_the_folder_of_syncing_of_the_other_machine_loses_nothing(two: Two) -> None:
    laptop, server, anna = two
    noted(laptop, anna, "sent from the laptop")
    laptop.sync()
    many = noted(server, anna, *(f"not sent {number}" for number in range(9)))
    shutil.rmtree(Place(server.path).folder)
    shutil.copytree(Place(laptop.path).folder, Place(server.path).folder)
    in_turn(server, laptop)
    assert laptop.notes() == server.notes() == sorted([*many, "sent from the laptop"])


def test_an_old_copy_that_was_gone_on_with_for_long_takes_back_nothing(two: Two) -> None:
    laptop, server, anna = two
    in_turn(laptop, server)
    older = laptop.path.read_bytes()
    since = noted(laptop, anna, "since 1", "since 2")
    in_turn(laptop, server)
    laptop.path.write_bytes(older)
    many = noted(laptop, anna, *(f"on the old copy {number}" for number in range(12)))
    in_turn(laptop, server)
    assert laptop.notes() == server.notes() == sorted([*since, *many])


def test_a_data_file_begun_anew_deletes_nobody_elsewhere(two: Two) -> None:
    laptop, server, _ = two
    shutil.move(server.path, server.home / "away.json")
    shutil.rmtree(server.path.parent / "backups", ignore_errors=True)
    (server.path.parent / ".coach.json.lock").unlink()
    server.desk = Desk(server.path, server.clock)
    for number in range(9):
        server.client(f"Carla {number}")
    with pytest.raises(Apart):
        server.sync()
    server.sync(join=True)
    laptop.sync()
    assert len(laptop.desk.practice().clients) == 10


def test_a_copy_on_a_new_machine_is_no_practice_begun_apart(two: Two, tmp_path: Path, remote: Path) -> None:
    laptop, _, anna = two
    noted(laptop, anna, "deleted again")
    laptop.sync()
    laptop.desk.store.undo()
    laptop.sync()
    third = Machine(tmp_path, "third")
    third.path.parent.mkdir()
    shutil.copyfile(laptop.path, third.path)
    third.name_remote(remote)
    third.sync()
    laptop.sync()
    assert third.notes() == laptop.notes() == []


def test_who_was_erased_does_not_come_back_with_an_old_copy(two: Two) -> None:
    laptop, server, anna = two
    ben = laptop.client("Ben Vogel")
    in_turn(laptop, server)
    older = server.path.read_bytes()
    erase_client(laptop.desk, anna, "Anna Berg")
    in_turn(laptop, server)
    server.path.write_bytes(older)
    noted(server, ben, *(f"on the old copy {number}" for number in range(12)))
    in_turn(server, laptop)
    for one in (laptop, server):
        assert [client.uid for client in one.desk.practice().clients] == [ben]
        assert anna not in one.path.read_text()


def test_a_restore_takes_back_what_was_sent_and_received_since(two: Two) -> None:
    laptop, server, anna = two
    noted(laptop, anna, "kept")
    in_turn(laptop, server)
    copy = laptop.desk.store.backup("before")
    assert copy is not None
    noted(laptop, anna, "sent since")
    noted(server, anna, "received since")
    in_turn(laptop, server)
    restore(laptop.desk, copy)
    in_turn(laptop, server)
    assert laptop.notes() == server.notes() == ["kept"]


def test_the_history_is_not_begun_anew_over_what_was_sent_meanwhile(two: Two, remote: Path) -> None:
    laptop, server, anna = two
    sync = laptop.sync_with()
    real, calls = sync.run, []

    def run() -> Outcome:
        outcome = real()
        calls.append(1)
        if len(calls) == 1:
            noted(server, anna, "sent meanwhile")
            server.sync()
        return outcome

    sync.run = run  # type: ignore[method-assign]
    begin_anew(sync)
    assert len(calls) == 2
    in_turn(laptop, server)
    assert laptop.notes() == server.notes() == ["sent meanwhile"]
    assert git(remote, "rev-list", "--count", "main") == "1"


def test_a_push_that_comes_between_begins_it_again(two: Two, remote: Path) -> None:
    laptop, server, anna = two
    sync = laptop.sync_with()
    real = sync.shelf.again
    done: list[str] = []

    def again(commit: str, message: str) -> str:
        if not done:
            done.append(commit)
            noted(server, anna, "sent in between")
            server.sync()
        return real(commit, message)

    sync.shelf.again = again  # type: ignore[method-assign]
    begin_anew(sync)
    in_turn(laptop, server)
    assert laptop.notes() == server.notes() == ["sent in between"]


def test_an_old_copy_of_who_was_erased_leaves_nothing_in_the_repository_here(
    two: Two, tmp_path: Path, remote: Path
) -> None:
    laptop, _, anna = two
    laptop.client("Ben Vogel")
    laptop.sync()
    older = laptop.path.read_bytes()
    erase_client(laptop.desk, anna, "Anna Berg")
    begin_anew(laptop.sync_with())
    third = Machine(tmp_path, "third")
    third.path.parent.mkdir()
    third.path.write_bytes(older)
    third.name_remote(remote)
    third.sync(join=True)
    folder = f"--git-dir={Place(third.path).repository}"
    asked = ["git", folder, "cat-file", "--batch-all-objects", "--batch"]
    held = subprocess.run(asked, check=True, capture_output=True).stdout
    assert b"Ben Vogel" in held
    assert b"Anna Berg" not in held
