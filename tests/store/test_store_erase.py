"""Erasing leaves no trace of a client: not in the file, the journal, a backup or a draft."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coach_tui.plan.errors import DataFileError
from coach_tui.store import remains
from coach_tui.store.drafts import save_drafts
from coach_tui.store.erase import Erased
from coach_tui.store.journal import entries
from coach_tui.store.shapes import Tables
from coach_tui.store.store import Store
from tests.store.standing_clock import Clock


def fill(store: Store, clock: Clock) -> str:
    """Make a week's history of Anna, who is to go, and Ben, who stays; return Anna's uid."""
    with store.transaction("imported two") as change:
        anna = change.insert("clients", {"name": "Anna-SECRET"})
        ben = change.insert("clients", {"name": "Ben"})
    with store.transaction("set out", client=anna) as change:
        engagement = change.insert("engagements", {"client": anna, "title": "SECRET"})
    with store.transaction("aimed") as change:
        objective = change.insert("objectives", {"engagement": engagement, "title": "SECRET"})
        change.insert("objectives", {"engagement": "other", "title": "Ben's"})
    clock.pass_days(1)
    with store.transaction("noted a win") as change:
        win = change.insert("wins", {"objectives": [objective], "text": "SECRET"})
    for table, uid in (("wins", win), ("objectives", objective)):  # these live on in the journal only
        clock.pass_days(1)
        with store.transaction("deleted") as change:
            change.delete(table, uid)
    with store.transaction("renamed", client=ben) as change:
        change.update("clients", ben, {"name": "Bernd"})
    store.backup("by hand")
    return anna


def doomed_by(client: str) -> Callable[[Tables], set[tuple[str, str]]]:
    """Say which records belong to a client in whichever file: of today, or of a backup."""

    def belonging(tables: Tables, table: str, field: str, owners: set[str]) -> set[str]:
        return {
            record["uid"]
            for record in tables[table].values()
            if owners & {*(record[field] if isinstance(record[field], list) else [record[field]])}
        }

    def doomed(tables: Tables) -> set[tuple[str, str]]:
        engagements = belonging(tables, "engagements", "client", {client})
        objectives = belonging(tables, "objectives", "engagement", engagements)
        wins = belonging(tables, "wins", "objectives", objectives)
        return {
            ("clients", client),
            *(("engagements", uid) for uid in engagements),
            *(("objectives", uid) for uid in objectives),
            *(("wins", uid) for uid in wins),
        }

    return doomed


def traces(path: Path) -> list[str]:
    return [item.name for item in path.parent.rglob("*") if item.is_file() and b"SECRET" in item.read_bytes()]


def test_no_trace_is_left_and_the_rest_stays(store: Store, clock: Clock, path: Path) -> None:
    anna = fill(store, clock)
    save_drafts(path, [{"client": anna, "note": "SECRET"}, {"client": "ben", "note": "kept"}])
    assert len(traces(path)) > 5
    count = len(store.backups())
    assert store.erase(doomed_by(anna), "erased a client").removed == []
    assert traces(path) == []
    tables = store.read()
    assert [record["name"] for record in tables["clients"].values()] == ["Bernd"]
    assert [record["title"] for record in tables["objectives"].values()] == ["Ben's"]
    assert tables["engagements"] == {}
    assert [entry.what for entry in entries(tables)] == [
        "imported two",
        "aimed",
        "renamed",
        "erased a client",
    ]
    assert len(store.backups()) == count
    assert store.doctor() == []
    assert store.undo().what == "renamed"
    assert [item.read_text() for item in path.parent.glob(".*drafts*")] == [
        '[{"client": "ben", "note": "kept"}]'
    ]


def test_a_backup_that_cannot_be_read_is_removed(store: Store, clock: Clock, path: Path) -> None:
    anna = fill(store, clock)
    bad = store.backups()[0]
    bad.write_text('{"name": "SECRET')
    assert store.erase(doomed_by(anna), "erased a client").removed == [bad]
    assert traces(path) == []


def test_what_was_cut_off_can_be_run_again(
    store: Store, clock: Clock, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = fill(store, clock)
    real, left = os.replace, [2]

    def fail(source: str, target: str) -> None:
        left[0] -= 1
        if not left[0]:
            raise OSError(28, "full")
        real(source, target)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(DataFileError, match="no room"):
        store.erase(doomed_by(anna), "erased a client")
    monkeypatch.undo()
    assert len(store.read()["clients"]) == 2
    store.erase(doomed_by(anna), "erased a client")
    assert traces(path) == []


def test_a_backup_that_was_removed_is_confirmed_before_it_is_said(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = fill(store, clock)
    bad = store.backups()[0]
    bad.write_text("{")
    confirmed: list[str] = []
    monkeypatch.setattr(remains, "confirm", confirmed.append)
    assert store.erase(doomed_by(anna), "erased a client").removed == [bad]
    assert str(bad.parent) in confirmed


def test_a_fault_in_the_middle_says_how_far_it_came() -> None:
    fault = DataFileError("the disk is full; nothing was changed")
    done = Erased({("clients", "anna")})
    assert done.cut_off(fault) is fault
    done.begun = True
    assert str(done.cut_off(fault)) == (
        "the disk is full; erased so far (leftovers alone); the data file is as it was: run it again"
    )
    done.note_rewritten()
    done.note_rewritten()
    done.texts = 3
    assert "(backups and copies cleaned: 2, drafts, texts, reports and forms removed: 3)" in str(
        done.cut_off(fault)
    )
    done.removed.append(Path("bad"))
    assert str(done.cut_off(fault)) == (
        "the disk is full; erased so far (backups and copies cleaned: 2, backups that could not be read "
        "removed: 1, drafts, texts, reports and forms removed: 3); the data file is as it was: run it again"
    )
    done.cleaned += ["one", "other"]
    assert (done.records, done.backups) == (1, 2)
