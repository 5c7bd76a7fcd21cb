"""Where a trace of the erased could still lie: in what names them, in older backups, in others' entries."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import DataFileError
from coach_tui.store import migrations
from coach_tui.store.journal import entries
from coach_tui.store.shapes import FORMAT, Tables
from coach_tui.store.store import Store
from tests.store.standing_clock import Clock

Doomed = Callable[[Tables], Iterable[tuple[str, str]]]


@pytest.fixture
def ben(store: Store) -> str:
    """Put another client into the file, who stays, and return the uid."""
    with store.transaction("added Ben") as change:
        return change.insert("clients", {"name": "Ben"})


def alone(client: str) -> Doomed:
    """Say that nothing but the client goes."""
    return lambda _: {("clients", client)}


def with_engagements(client: str) -> Doomed:
    """Say that the client goes, and what is the client's in that very file."""

    def doomed(tables: Tables) -> set[tuple[str, str]]:
        owned = [one["uid"] for one in tables["engagements"].values() if one["client"] == client]
        return {("clients", client), *(("engagements", uid) for uid in owned)}

    return doomed


def said(store: Store) -> list[str]:
    return [entry.what for entry in entries(store.read())]


def test_an_entry_about_the_client_goes_though_it_changed_what_stays(
    store: Store, anna: str, ben: str
) -> None:
    with store.transaction("moved Anna-SECRET's session", client=anna, why="SECRET") as change:
        change.update("clients", ben, {"name": "Bernd"})
    with store.transaction("renamed", client=ben) as change:
        change.update("clients", ben, {"name": "Ben"})
    store.erase(alone(anna), "erased a client")
    assert said(store) == ["added Ben", "renamed", "erased a client"]
    assert b"SECRET" not in store.path.read_bytes()


def test_of_an_entry_about_several_the_part_about_others_stays(store: Store, anna: str, ben: str) -> None:
    with store.transaction("both") as change:
        change.update("clients", anna, {"goal": "SECRET"})
        change.update("clients", ben, {"goal": "ask"})
    store.erase(alone(anna), "erased a client")
    both = entries(store.read())[1]
    assert (both.what, [op["uid"] for op in both.ops]) == ("both", [ben])


@pytest.mark.parametrize(
    "naming",
    [
        lambda uid: {"client": uid},
        lambda uid: {"clients": ["other", uid]},
        lambda uid: {"parts": [{"text": "a"}, {"who": uid}]},
        lambda uid: {"part": {"deep": {"who": [[uid]]}}},
    ],
)
def test_what_was_deleted_long_ago_goes_when_it_names_the_erased_anywhere(
    store: Store, anna: str, ben: str, naming: Callable[[str], dict[str, Any]]
) -> None:
    with store.transaction("noted") as change:
        note = change.insert("notes", {"text": "SECRET", **naming(anna)})
        change.insert("notes", {"text": "of Ben", **naming(ben)})
    with store.transaction("answered") as change:  # names the note, which names the client
        answer = change.insert("answers", {"text": "SECRET", "note": note})
    for table, uid in (("answers", answer), ("notes", note)):
        with store.transaction("deleted") as change:
            change.delete(table, uid)
    store.erase(alone(anna), "erased a client")
    assert b"SECRET" not in store.path.read_bytes()
    assert said(store) == ["added Ben", "noted", "erased a client"]


@pytest.mark.parametrize(("before", "after"), [({"client": "anna"}, None), (None, {"client": "anna"})])
def test_one_side_of_an_entry_is_enough_to_know_it_by(
    store: Store,
    put: Callable[[Any], None],
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    """The entry in which the record was made, or deleted, is no longer kept."""
    sides = [{"uid": "note", "text": "SECRET", **one} if one else None for one in (before, after)]
    op = {"table": "notes", "uid": "note", "id": "1", "before": sides[0], "after": sides[1]}
    entry = {"uid": "e", "at": "2026-11-01T10:00:00", "what": "SECRET", "ops": [op], "state": "done"}
    put(
        {
            "meta": {"1": {"uid": "meta", "format": FORMAT, "generation": 7}},
            "clients": {"1": {"uid": "anna", "name": "Anna"}},
            "journal": {"1": entry},
        }
    )
    store.erase(alone("anna"), "erased a client")
    assert said(store) == ["erased a client"]
    assert b"SECRET" not in store.path.read_bytes()


def test_what_belonged_to_somebody_else_in_an_older_backup_goes_there_too(
    store: Store, anna: str, ben: str
) -> None:
    with store.transaction("set out") as change:
        engagement = change.insert("engagements", {"client": ben, "title": "SECRET"})
        change.insert("engagements", {"client": ben, "title": "kept"})
    before = store.backup("before")
    with store.transaction("handed over") as change:
        change.update("engagements", engagement, {"client": anna})
    erased = store.erase(with_engagements(anna), "erased a client")
    assert (erased.records, erased.backups, erased.removed, erased.texts) == (2, len(store.backups()), [], 0)
    assert before is not None
    kept = json.loads(before.read_bytes())
    assert [one["title"] for one in kept["engagements"].values()] == ["kept"]
    assert [one["name"] for one in kept["clients"].values()] == ["Ben"]
    assert b"SECRET" not in before.read_bytes() + store.path.read_bytes()


def test_a_backup_of_an_older_format_is_brought_to_the_present_one(
    store: Store, anna: str, put: Callable[[Any], None], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where nothing of the client stands in it: what cannot be looked at by name cannot be sure."""
    monkeypatch.setitem(migrations.STEPS, 0, lambda tables: None)
    made = store.backup("old")
    assert made is not None
    made.write_text(json.dumps({"meta": {"1": {"uid": "meta", "format": 0}}, "clients": {}}), "utf-8")
    store.erase(alone(anna), "erased a client")
    assert json.loads(made.read_text("utf-8"))["meta"]["1"]["format"] == FORMAT


def test_a_backup_that_holds_nothing_of_the_client_is_left_as_it_is(
    store: Store, anna: str, ben: str
) -> None:
    first = store.backup("with Anna")
    store.erase(alone(anna), "erased a client")
    second = store.backup("without")
    assert first is not None
    assert second is not None
    before = [(path.read_bytes(), path.stat().st_ino) for path in (first, second)]
    assert store.erase(alone("nobody"), "erased another").records == 1
    assert [(path.read_bytes(), path.stat().st_ino) for path in (first, second)] == before


def test_a_backup_that_breaks_the_rules_cannot_be_cleaned_and_is_removed(store: Store, anna: str) -> None:
    bad = store.backup("bad")
    assert bad is not None
    bad.write_bytes(bad.read_bytes().replace(b'"Anna"', b"5"))
    erased = store.erase(alone(anna), "erased a client")
    assert (erased.removed, bad.exists()) == ([bad], False)


def test_a_backup_that_goes_meanwhile_is_no_fault(store: Store, anna: str) -> None:
    paths = [store.backup("first"), store.backup("second")]
    calls: list[Tables] = []

    def doomed(tables: Tables) -> set[tuple[str, str]]:
        calls.append(tables)
        if len(calls) == 2:  # the first of the backups is being cleaned
            for path in paths:
                assert path is not None
                path.unlink()
        return {("clients", anna)}

    erased = store.erase(doomed, "erased a client")
    assert (erased.removed, erased.backups) == ([], 2)
    assert store.read()["clients"] == {}


def test_a_bad_backup_that_cannot_be_removed_stops_the_erasing(
    store: Store, anna: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = store.backup("bad")
    assert bad is not None
    bad.write_text("{")
    real = os.unlink

    def unlink(path: Any, *args: Any, **options: Any) -> None:
        if os.fspath(path) == str(bad):
            raise OSError(13, "denied")
        real(path, *args, **options)

    monkeypatch.setattr(os, "unlink", unlink)
    with pytest.raises(DataFileError, match="cannot be removed"):
        store.erase(alone(anna), "erased a client")
    monkeypatch.undo()
    assert len(store.read()["clients"]) == 1
    assert store.erase(alone(anna), "erased a client").removed == [bad]


def test_erasing_is_no_part_of_another_change(store: Store, anna: str) -> None:
    with store.transaction("outer") as change:
        with pytest.raises(RuntimeError, match="open already"):
            store.erase(alone(anna), "erased a client")
        change.insert("clients", {"name": "Ben"})
    assert len(store.read()["clients"]) == 2
    with pytest.raises(ZeroDivisionError):
        store.erase(lambda _: [("clients", str(1 // 0))], "erased a client")
    assert store.erase(alone(anna), "erased a client").records == 1  # the lock was let go


def test_what_was_erased_cannot_be_taken_back(store: Store, anna: str, ben: str, clock: Clock) -> None:
    store.erase(alone(anna), "erased a client")
    last = entries(store.read())[-1]
    assert (last.what, last.client, last.why, last.ops, last.state) == (
        "erased a client", None, None, [], "dropped",
    )  # fmt: skip
    assert last.at == clock().isoformat(timespec="seconds")
    assert store.undo().what == "added Ben"
