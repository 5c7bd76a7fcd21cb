"""A data file of before the remote's history was begun anew is the same practice, and gets what it lacks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from coach_tui.changes import records
from coach_tui.changes.clients import delete_client, edit_client
from coach_tui.changes.daily import check_in
from coach_tui.changes.desk import Desk
from coach_tui.changes.erase import erase_client
from coach_tui.changes.undo import undo
from coach_tui.plan.contact import Checkin
from coach_tui.store import journal
from coach_tui.sync.anew import begin_anew
from coach_tui.sync.files import readable_copies, take_in
from coach_tui.sync.motion import Apart
from coach_tui.sync.outcome import line_of

if TYPE_CHECKING:
    from tests.sync.sync_kit import Machine

    Two = tuple[Machine, Machine, str]


def in_turn(*machines: Machine) -> None:
    for one in machines:
        one.sync()


def checkin(machine: Machine, note: str) -> str:
    """The check-in (uid) that has a note."""
    rows = machine.desk.store.read()["checkins"].values()
    return next(str(one["uid"]) for one in rows if one["note"] == note)


@pytest.fixture
def older(two: Two) -> bytes:
    """The laptop's file, before much was done on both machines and the history was begun anew."""
    laptop, server, anna = two
    laptop.client("Ben Vogel")
    laptop.note(anna, "deleted since")
    laptop.note(anna, "kept")
    in_turn(laptop, server)
    before = laptop.path.read_bytes()
    laptop.note(anna, "since")
    laptop.clock.minutes += 1
    records.delete(laptop.desk, Checkin, checkin(laptop, "deleted since"))
    laptop.clock.minutes += 1
    edit_client(laptop.desk, anna, {"name": "Anna Vogel"})
    laptop.note(anna, "undone")
    undo(laptop.desk)
    in_turn(laptop, server)
    begin_anew(laptop.sync_with())
    in_turn(server, laptop)
    laptop.clock.minutes = server.clock.minutes = 60
    return before


@pytest.mark.parametrize("on_server", [False, True])
def test_an_older_file_gets_what_it_lacks_and_brings_nothing_back(
    two: Two, older: bytes, on_server: bool
) -> None:
    laptop, server, anna = two
    held = laptop.content()
    one, other = (server, laptop) if on_server else (laptop, server)
    one.path.write_bytes(older)
    assert "made twice" not in line_of(one.sync())
    in_turn(other, one)
    assert laptop.content() == server.content() == held
    assert laptop.notes() == ["kept", "since"]
    assert not laptop.desk.store.read().get("merges")
    one.note(anna, "and on")
    in_turn(one, other)
    assert other.notes() == ["and on", "kept", "since"]


def test_what_was_done_on_the_older_file_stays(two: Two, older: bytes) -> None:
    laptop, server, anna = two
    laptop.path.write_bytes(older)
    laptop.note(anna, "on the older file")
    laptop.clock.minutes += 1
    records.delete(laptop.desk, Checkin, checkin(laptop, "kept"))
    laptop.clock.minutes += 1
    edit_client(laptop.desk, anna, {"email": "anna@example.org"})
    in_turn(laptop, server)
    assert laptop.notes() == server.notes() == ["on the older file", "since"]
    client = server.desk.practice().client(anna)
    assert client is not None
    assert (client.name, client.raw["email"]) == ("Anna Vogel", "anna@example.org")
    assert not laptop.desk.store.read().get("merges")


def test_what_was_done_and_undone_on_it_clashes_with_nothing(two: Two, older: bytes) -> None:
    laptop, server, anna = two
    held = laptop.content()["clients"]
    laptop.path.write_bytes(older)
    edit_client(laptop.desk, anna, {"name": "Anna Falk"})
    undo(laptop.desk)
    in_turn(laptop, server)
    assert laptop.content()["clients"] == server.content()["clients"] == held
    assert not laptop.desk.store.read().get("merges")


def test_nothing_is_lost_of_more_than_the_history_holds(
    two: Two, older: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, server, anna = two
    laptop.path.write_bytes(older)
    monkeypatch.setattr(journal, "KEPT", 3)
    texts = [f"on the older file {number}" for number in range(6)]
    for text in texts:
        laptop.note(anna, text)
    in_turn(laptop, server)
    assert set(texts) <= {*laptop.notes()}
    assert laptop.content() == server.content()
    assert "since" in laptop.notes()


def test_who_was_deleted_or_erased_since_stays_away(two: Two) -> None:
    laptop, server, anna = two
    ben, cleo = laptop.client("Ben Vogel"), laptop.client("Cleo Weiß")
    in_turn(laptop, server)
    before = laptop.path.read_bytes()
    delete_client(laptop.desk, ben)
    erase_client(laptop.desk, cleo, "Cleo Weiß")
    laptop.sync()
    begin_anew(laptop.sync_with())
    server.sync()
    laptop.path.write_bytes(before)
    in_turn(laptop, server, laptop)
    for one in (laptop, server):
        assert [client.uid for client in one.desk.practice().clients] == [anna]
        assert "Cleo" not in one.path.read_text()
    assert laptop.content() == server.content()


def test_a_copy_that_is_merged_in_by_hand_is_no_practice_of_its_own(two: Two, older: bytes) -> None:
    laptop, server, anna = two
    held = laptop.content()
    copy = laptop.path.with_name("coach.sync-conflict-20261124-101500-ABCDEF7.json")
    copy.write_bytes(older)
    other = Desk(copy, laptop.clock)
    engagement = other.practice().current(anna)
    assert engagement is not None
    check_in(other, engagement.uid, {"note": "in the copy"})
    found, _ = readable_copies(laptop.desk)
    take_in(laptop.desk, found[0])
    # of two commits either may be the one that the file names from then on
    was, now = (json.loads(text)["meta"]["1"]["synced"] for text in (older, laptop.path.read_bytes()))
    laptop.path.write_bytes(laptop.path.read_bytes().replace(now.encode(), was.encode()))
    in_turn(laptop, server)
    assert "in the copy" in server.notes()
    assert laptop.content() == server.content()
    assert laptop.content()["clients"] == held["clients"]


def test_a_practice_that_was_never_the_same_is_still_asked_about(two: Two, older: bytes) -> None:
    laptop, _, _ = two
    named = laptop.desk.store.read()["meta"]["1"]["synced"]
    was = json.loads(older)["meta"]["1"]["synced"]
    assert was != named
    laptop.path.write_bytes(older.replace(was.encode(), b"0" * len(was)))
    with pytest.raises(Apart):
        laptop.sync()
