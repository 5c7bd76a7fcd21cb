"""Who was erased on one machine goes from all, also where nobody stands any more who could be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach_tui.changes.clients import delete_client
from coach_tui.changes.restoring import restore
from coach_tui.exchange.erasing import erase_everywhere
from coach_tui.store import journal
from coach_tui.store.drafts import save_drafts
from coach_tui.store.machine import machine_of
from coach_tui.sync.anew import begin_anew

if TYPE_CHECKING:
    from tests.sync.sync_kit import Machine


def erase(machine: Machine, uid: str, name: str) -> None:
    """Erase a client as the command does."""
    erase_everywhere(machine.desk, uid, name, "", machine.config)


def held(machine: Machine) -> bytes:
    """All that lies beside the data file, but for git's objects."""
    paths = [path for path in sorted(machine.path.parent.rglob("*")) if path.is_file()]
    return b"".join(path.read_bytes() for path in paths if "git" not in path.parts)


def test_who_was_deleted_here_goes_from_history_backups_and_drafts(two: tuple[Machine, Machine, str]) -> None:
    laptop, server, anna = two
    server.client("Ben Vogel")
    server.desk.store.backup("before")
    save_drafts(server.path, [{"draft_key": "{}", "title": "Anna Berg", "values": {"note": "so"}}])
    delete_client(server.desk, anna)
    erase(laptop, anna, "Anna Berg")
    laptop.sync()
    assert b"Anna" in held(server)
    assert server.sync().erased_here == [anna]
    laptop.sync()
    for machine in (laptop, server):
        assert b"Anna" not in held(machine)
        assert anna.encode() not in held(machine)
        assert [client.name for client in machine.desk.practice().clients] == ["Ben Vogel"]
        said = [entry["what"] for entry in machine.desk.store.read()["journal"].values()]
        assert said.count("erased a client") == 1
    assert laptop.content() == server.content()


def test_who_stands_in_a_backup_alone_goes_from_it(
    two: tuple[Machine, Machine, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, server, anna = two
    monkeypatch.setattr(journal, "KEPT", 1)
    server.desk.store.backup("before")
    delete_client(server.desk, anna)
    server.client("Ben Vogel")
    assert "Anna" not in str(server.desk.store.read())
    assert b"Anna" in held(server)
    erase(laptop, anna, "Anna Berg")
    laptop.sync()
    server.sync()
    assert b"Anna" not in held(server)
    assert anna.encode() not in held(server)


def test_a_machine_that_knew_nobody_of_them_erases_nothing(two: tuple[Machine, Machine, str]) -> None:
    laptop, server, _ = two
    ben = laptop.client("Ben Vogel")
    erase(laptop, ben, "Ben Vogel")
    laptop.sync()
    before = len(server.desk.store.read()["journal"])
    assert server.sync().erased_here == []
    assert len(server.desk.store.read()["journal"]) == before + 1


@pytest.mark.parametrize("anew", [False, True])
def test_a_restore_of_an_older_backup_brings_nobody_back_anywhere(
    two: tuple[Machine, Machine, str], anew: bool
) -> None:
    laptop, server, anna = two
    ben = laptop.client("Ben Vogel")
    laptop.note(ben, "Ben's")
    for one in (laptop, server):
        one.sync()
    copy = server.desk.store.backup("before")
    assert copy is not None
    stick = server.home / "stick.json"
    stick.write_bytes(copy.read_bytes())
    erase(laptop, ben, "Ben Vogel")
    begin_anew(laptop.sync_with()) if anew else laptop.sync()
    server.sync()
    name = machine_of(str(laptop.path))
    assert restore(server.desk, stick).erased == 1
    for one in (server, laptop, server):
        one.sync()
    for machine in (laptop, server):
        assert b"Ben" not in held(machine)
        assert [client.uid for client in machine.desk.practice().clients] == [anna]
        said = [entry["what"] for entry in machine.desk.store.read()["journal"].values()]
        assert said.count("erased a client") == 1
    assert machine_of(str(laptop.path)) == name
    assert laptop.content() == server.content()
