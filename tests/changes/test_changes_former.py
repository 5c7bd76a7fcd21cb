"""Former names outlive the journal, in the file and in an export, and go with the client who is erased."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.clients import begin_plan, delete_client, edit_client
from coach_tui.changes.daily import note_win
from coach_tui.changes.desk import Desk
from coach_tui.changes.erase import erase_client
from coach_tui.clock import Clock
from coach_tui.exchange import dump
from coach_tui.exchange.dump_taking import take_in_dump
from coach_tui.plan.errors import DataFileError
from coach_tui.plan.hidden import hidden

TODAY = date(2026, 11, 24)
NOTE = "Oldqjy, Delqxo and Agqnis met"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A file in which Wrzqex was Oldqjy, with a note; the journal has let go of who was who."""
    monkeypatch.setattr("coach_tui.store.journal.KEPT", 3)
    desk = Desk(tmp_path / "coach.json", Clock(TODAY))
    begin_plan(desk, {"name": "Oldqjy Namvexu"}, {"agreed_by": "Agqnis Bywolt"})
    delete_client(desk, begin_plan(desk, {"name": "Delqxo Gronwik"}))
    keep_busy(desk, NOTE)
    uid = client_of(desk, "Oldqjy Namvexu")
    edit_client(desk, uid, {"name": "Wrzqex Pfnoxtul"})
    engagement = desk.practice().current(uid)
    assert engagement is not None
    with desk.change("agreed anew") as change:
        change.transaction.update("engagements", engagement.uid, {"agreed_by": None})
    keep_busy(desk, "one", "two", "three", "four")
    return desk


def client_of(desk: Desk, name: str) -> str:
    return next(client.uid for client in desk.practice().clients if client.name == name)


def keep_busy(desk: Desk, *texts: str) -> None:
    """Note wins with a third client, until the journal is full of them."""
    names = [client.name for client in desk.practice().clients]
    uid = client_of(desk, "Busy Bee") if "Busy Bee" in names else begin_plan(desk, {"name": "Busy Bee"})
    engagement = desk.practice().current(uid)
    assert engagement is not None
    for text in texts:
        note_win(desk, engagement.uid, text)


def noted(desk: Desk) -> str:
    """The note as it is shown while names are hidden."""
    practice = desk.practice()
    number = next(n for n, raw in practice.tables["wins"].items() if raw["text"] == NOTE)
    return str(hidden(practice).tables["wins"][number]["text"])


def remembered(desk: Desk) -> dict[str, Any]:
    found = [raw for raw in desk.store.read()["meta"].values() if raw["uid"] == "former"]
    return found[0]["of"] if found else {}


def test_names_stay_hidden_when_the_journal_has_let_go_of_them(desk: Desk) -> None:
    told = desk.store.path.read_text("utf-8").replace(NOTE, "")
    for name in ("Oldqjy", "Namvexu", "Delqxo", "Gronwik", "Agqnis", "Bywolt"):
        assert name not in told
    assert noted(desk) == "somebody, somebody and somebody met"
    assert desk.store.doctor() == []


def test_nothing_is_remembered_while_nobody_is_renamed_or_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach_tui.store.journal.KEPT", 3)
    desk = Desk(tmp_path / "coach.json", Clock(TODAY))
    keep_busy(desk, "one", "two", "three", "four", "five")
    assert [raw["uid"] for raw in desk.store.read()["meta"].values()] == ["meta"]


def test_what_is_taken_in_from_an_export_stays_hidden(desk: Desk, tmp_path: Path) -> None:
    edit_client(desk, client_of(desk, "Busy Bee"), {"name": "Fleqtor Humble"})
    document = json.loads(json.dumps(dump.dump(desk.practice(), TODAY)))
    other = Desk(tmp_path / "other.json", Clock(TODAY))
    take_in_dump(other, dump.read_dump(document), former=dump.read_former(document))
    assert noted(other) == "somebody, somebody and somebody met"
    assert hidden(other.practice()).shown("Bee") == "somebody"
    assert other.store.doctor() == []
    one = dump.dump(desk.practice(), TODAY, client_of(desk, "Wrzqex Pfnoxtul"))
    assert "former" not in one


def test_a_restored_backup_forgets_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach_tui.store.journal.KEPT", 9)
    edit_client(desk, client_of(desk, "Busy Bee"), {"name": "Fleqtor Humble"})
    backup = desk.store.backup("by hand")
    assert backup is not None
    monkeypatch.setattr("coach_tui.store.journal.KEPT", 1)
    desk.store.restore(backup)
    assert noted(desk) == "somebody, somebody and somebody met"
    assert hidden(desk.practice()).shown("Bee") == "somebody"


def test_who_is_erased_is_remembered_nowhere(desk: Desk) -> None:
    uid = client_of(desk, "Wrzqex Pfnoxtul")
    desk.store.backup("by hand")
    assert uid in remembered(desk)
    others = set(remembered(desk)) - {uid}
    assert others
    erase_client(desk, uid, "Wrzqex Pfnoxtul")
    assert set(remembered(desk)) == others
    assert noted(desk) == "Oldqjy, somebody and Agqnis met"
    for path in desk.store.backups():
        assert uid not in path.read_text("utf-8")


def test_whoever_has_the_same_name_keeps_it_hidden(desk: Desk) -> None:
    begin_plan(desk, {"name": "Oldqjy Other"})
    erase_client(desk, client_of(desk, "Wrzqex Pfnoxtul"), "Wrzqex Pfnoxtul")
    assert noted(desk).startswith("Client ")


def test_others_whom_an_erased_entry_named_are_remembered(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "coach.json", Clock(TODAY))
    keep_busy(desk, NOTE)
    other, uid = begin_plan(desk, {"name": "Oldqjy Namvexu"}), begin_plan(desk, {"name": "Wrzqex"})
    with desk.change("both at once", client=uid) as change:
        change.transaction.update("clients", other, {"name": "Newqam Namvexu"})
        change.transaction.update("clients", uid, {"notes": "x"})
    with desk.store.transaction("forgot how it began") as lost:
        for number in [n for n, entry in lost.tables["journal"].items() if entry["client"] == other]:
            del lost.tables["journal"][number]
        lost.update("clients", uid, {"notes": "y"})
    erase_client(desk, uid, "Wrzqex")
    assert noted(desk) == "somebody, Delqxo and Agqnis met"


def test_a_file_with_something_else_there_is_damaged(desk: Desk) -> None:
    path = desk.store.path
    data = json.loads(path.read_text("utf-8"))
    record = next(raw for raw in data["meta"].values() if raw["uid"] == "former")
    record["of"] = {"c": ["Anna"]}
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(DataFileError, match=r"damaged.*meta 2: former names"):
        desk.store.read()
    assert "former names" in desk.store.doctor()[0]
