"""Where a trace of the erased could still lie: in what names them, in older backups, in others' entries."""

import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import DataFileError
from coach_tui.store import durable, migrations
from coach_tui.store.journal import entries
from coach_tui.store.shapes import FORMAT, Record, Tables
from coach_tui.store.store import Store
from coach_tui.store.taking_out import Telling
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


# Sessions of several, and what the coach noted of holidays


def left_by(session: Record, gone: Collection[str]) -> Record | None:
    """A session without those who are gone; None where nobody is left in it."""
    left = [uid for uid in (session["plan"], *session.get("also", ())) if uid not in gone]
    was = [uid for uid in session.get("left", ()) if uid not in gone]
    return {**session, "plan": left[0], "also": left[1:], "left": was} if left else None


TELLING = Telling(
    lambda words: words.replace("SECRET", "a client"), lambda words: words.replace("SECRET", "…"), left_by
)


@pytest.mark.parametrize(
    "sides",
    [
        {"plan": "anna", "also": ["ben"]},
        {"plan": "ben", "also": ["cleo", "anna"]},
        {"plan": "ben", "also": ["cleo"], "left": ["anna"]},
    ],
)
def test_of_a_session_with_others_the_others_stay_in_the_journal_too(
    store: Store, sides: dict[str, Any]
) -> None:
    with store.transaction("met SECRET", why="SECRET asked") as change:
        met = change.insert("sessions", {"on": "2026-11-03", **sides})
    with store.transaction("met Ben") as change:
        own = change.insert("sessions", {"on": "2026-11-04", "plan": "ben"})
    with store.transaction("moved, SECRET could not") as change:
        change.update("sessions", met, {"on": "2026-11-05"})
    with store.transaction("met alone, SECRET") as change:
        change.insert("sessions", {"on": "2026-11-06", "plan": "anna"})
    with store.transaction("off", why="SECRET's wedding") as change:
        change.insert("holidays", {"since": "2026-12-01", "until": "2026-12-01", "reason": "SECRET"})
    copy = store.backup("by hand")
    assert copy is not None
    erased = store.erase(alone("anna"), "erased a client", (), (), TELLING)
    assert erased.reworded == 1
    for file in (store.path, copy):
        tables = json.loads(file.read_bytes())
        sessions = {one["uid"]: one for one in tables["sessions"].values()}
        assert "anna" not in json.dumps(tables["sessions"])
        assert set(sessions) == {met, own}
        others = {"ben", "cleo"} & {sides["plan"], *sides["also"]}
        assert {sessions[met]["plan"], *sessions[met]["also"]} == others
        assert sessions[own] == {"uid": own, "on": "2026-11-04", "plan": "ben"}
        assert [one["reason"] for one in tables["holidays"].values()] == ["a client"]
    told = [(entry.what, entry.why) for entry in entries(store.read())]
    assert told == [
        ("met …", "… asked"), ("met Ben", None), ("moved, … could not", None),
        ("off", "SECRET's wedding"), ("erased a client", None),
    ]  # fmt: skip
    ops = [op for entry in entries(store.read()) for op in entry.ops if op["table"] == "sessions"]
    assert len(ops) == 3
    assert "anna" not in json.dumps(ops)


def test_without_a_word_how_to_tell_it_what_stays_stays_as_it_is(store: Store, anna: str) -> None:
    with store.transaction("met Anna") as change:
        met = change.insert("sessions", {"on": "2026-11-03", "plan": "ben", "also": [anna]})
        change.insert("holidays", {"since": "2026-12-01", "until": "2026-12-01", "reason": "Anna"})
    assert store.erase(alone(anna), "erased a client").reworded == 0
    tables = store.read()
    assert [one["uid"] for one in tables["sessions"].values()] == [met]
    assert said(store) == ["met Anna", "erased a client"]


# Other data files


def by_name(name: str) -> Doomed:
    """Say that every client of this name goes, whoever it is."""
    return lambda tables: {
        ("clients", record["uid"]) for record in tables["clients"].values() if record.get("name") == name
    }


def test_a_namesake_in_a_data_file_of_its_own_stays(
    store: Store, anna: str, make_store: Callable[..., Store], path: Path
) -> None:
    """Another file is a copy where it knows one of the ids, also where another of that name is in it."""
    other, both, copy = (path.with_name(name) for name in ("other.json", "both.json", "copy.json"))
    with make_store(path=other).transaction("added another") as change:
        change.insert("clients", {"name": "Anna"})
    copy.write_bytes(path.read_bytes())
    both.write_bytes(path.read_bytes())
    with make_store(path=both).transaction("added another") as change:
        stranger = change.insert("clients", {"name": "Anna"})
        change.insert("clients", {"name": "Ben"})
    before = other.read_bytes()
    assert sorted(store.others_beside(by_name("Anna"))) == [str(both), str(other)]
    assert store.others_beside(by_name("Ben")) == [str(both)]
    assert store.others_beside(by_name("Cleo")) == []
    erased = store.erase(by_name("Anna"), "erased a client")
    assert (erased.records, erased.namesakes) == (1, [str(both)])
    assert other.read_bytes() == before
    assert json.loads(copy.read_bytes())["clients"] == {}
    left = json.loads(both.read_bytes())["clients"].values()
    assert [(one["uid"] == stranger, one["name"]) for one in left] == [(True, "Anna"), (False, "Ben")]
    assert store.read()["clients"] == {}


def test_one_who_is_in_a_backup_alone_is_no_stranger_in_a_copy(store: Store, anna: str, path: Path) -> None:
    """Deleted and begun anew: the file knows the one, its backup the other, a copy both."""
    store.backup("before")
    with store.transaction("deleted") as change:
        change.delete("clients", anna)
    with store.transaction("begun anew") as change:
        again = change.insert("clients", {"name": "Anna"})
    copy = path.with_name("copy.json")
    copy.write_bytes(path.read_bytes())
    tables = json.loads(copy.read_bytes())
    tables["clients"]["9"] = {"uid": anna, "name": "Anna"}
    copy.write_text(json.dumps(tables), "utf-8")
    assert store.others_beside(by_name("Anna")) == []
    erased = store.erase(by_name("Anna"), "erased a client")
    assert erased.namesakes == []
    assert erased.owners >= {anna, again}
    assert json.loads(copy.read_bytes())["clients"] == {}


def test_what_is_written_and_not_confirmed_stops_the_erasing(
    store: Store, anna: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.backup("with Anna")

    def unconfirmed(*_: Any) -> None:
        raise durable.Unconfirmed("it cannot be confirmed")

    monkeypatch.setattr(durable, "replace", unconfirmed)
    with pytest.raises(DataFileError, match=r"erased so far \(backups and copies cleaned: 1\)"):
        store.erase(alone(anna), "erased a client")
    monkeypatch.undo()
    assert len(store.read()["clients"]) == 1


def test_nothing_is_erased_where_the_folder_went_from_under_it(store: Store, anna: str, path: Path) -> None:
    shutil.rmtree(path.parent)
    with pytest.raises(DataFileError, match="is gone, and what lay beside it"):
        store.erase(alone(anna), "erased a client")
    assert not path.parent.exists()
