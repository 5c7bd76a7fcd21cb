"""The history has a bound in bytes: what is oldest loses its long texts, then what it did, never its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach_tui import bounds
from coach_tui.plan.errors import BadInput, DataFileError
from coach_tui.plan.former import Former, former_records
from coach_tui.plan.schema import check_record
from coach_tui.store import shortening
from coach_tui.store.journal import Entry, entries
from coach_tui.store.store import Store
from tests.store.test_store_undo import stored


def edit_often(store: Store, uid: str, times: int, signs: int) -> None:
    for number in range(times):
        with store.transaction(f"edit {number}") as change:
            change.update("clients", uid, {"goal": f"{number} ".ljust(signs, "x"), "turn": number})


def undone(store: Store) -> list[str]:
    """Undo as far as that goes."""
    found = []
    while True:
        try:
            found.append(store.undo().what)
        except BadInput as error:
            return [*found, str(error)]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the bound a tenth of what it is."""
    monkeypatch.setattr(shortening, "LEAST", 200_000)


@pytest.mark.usefixtures("small")
def test_long_texts_of_old_changes_go_and_their_lines_stay(store: Store, anna: str, path: Path) -> None:
    edit_often(store, anna, 60, 10_000)
    assert path.stat().st_size < 300_000
    found = entries(store.read())
    assert [entry.what for entry in found] == ["added Anna", *(f"edit {number}" for number in range(60))]
    whole = [entry for entry in found if not entry.shortened]
    assert whole[0].what == "added Anna", "which had no long text to lose"
    assert whole[1:] == found[-len(whole) + 1 :]
    assert 5 <= len(whole) <= 11
    for number, entry in enumerate(found[1:]):
        [op] = entry.ops
        assert (op["uid"], op["after"]["turn"]) == (anna, number)
        assert op["after"]["goal"].startswith(f"{number} ")
        assert len(op["after"]["goal"]) == (121 if entry.shortened else 10_000)


@pytest.mark.usefixtures("small")
def test_what_lost_its_texts_is_not_undone_and_what_is_newer_is(store: Store, anna: str, path: Path) -> None:
    edit_often(store, anna, 60, 10_000)
    kept = [entry.what for entry in entries(store.read()) if not entry.shortened][1:]
    *done, refused = undone(store)
    assert done == kept[::-1]
    number = 59 - len(kept)
    assert refused.startswith(f"cannot undo “edit {number}”: its texts are no longer in the history")
    assert refused.isprintable()
    assert store.read()["clients"]["1"]["goal"] == f"{number} ".ljust(10_000, "x")
    before = path.read_bytes()
    with pytest.raises(BadInput):
        store.undo()
    assert path.read_bytes() == before
    assert [store.redo().what for _ in kept] == kept


def of_one(store: Store) -> Entry:
    return entries(store.read())[1]


def test_what_was_not_changed_is_no_reason(store: Store, anna: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text beside what changed is not in the history, so that nothing of it goes."""
    monkeypatch.setattr(shortening, "LEAST", 30_000)
    edit_often(store, anna, 1, 9_000)
    with store.transaction("renamed") as change:
        change.update("clients", anna, {"name": "Anne"})
    edit_often(store, anna, 4, 9_000)
    renamed = next(entry for entry in entries(store.read()) if entry.what == "renamed")
    assert of_one(store).shortened
    assert not renamed.shortened


def test_what_has_no_long_texts_loses_what_it_did(
    store: Store, anna: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortening, "LEAST", 30_000)
    uid = ""
    for number in range(20):
        with store.transaction(f"noted {number}", client=anna) as change:
            for _ in range(20):
                uid = change.insert("wins", {"text": str(number)})
        store.undo()
    assert uid
    found = entries(store.read())
    assert [entry.what for entry in found] == ["added Anna", *(f"noted {number}" for number in range(20))]
    lost = [entry for entry in found if entry.shortened]
    assert 10 < len(lost) < 20
    assert not any(entry.ops for entry in lost)
    assert all(entry.taken_back and entry.client == anna for entry in found[1:])
    assert store.redo().what == "noted 19"
    assert path.stat().st_size < 40_000


def test_what_was_taken_in_at_once_can_be_undone_after_other_changes(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortening, "LEAST", 100_000)
    with store.transaction("took in many") as change:
        uids = [change.insert("wins", {"text": f"{number} " + "x" * 300}) for number in range(800)]
    assert path.stat().st_size > 3 * shortening.LEAST
    with store.transaction("changed one") as change:
        change.update("wins", uids[0], {"text": "y"})
    assert [store.undo().what, store.undo().what] == ["changed one", "took in many"]
    assert not store.read()["wins"]


def test_a_name_in_what_goes_stays_hidden(
    make_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortening, "LEAST", 20_000)
    store = make_store(check_record=check_record)
    with store.transaction("added") as change:
        uid = change.insert("clients", {"name": "Zebulon Quist"})
    with store.transaction("renamed") as change:
        change.update("clients", uid, {"name": "Ben", "note": "x" * 8_000})
    for number in range(40):
        with store.transaction("noted") as change:
            change.update("clients", uid, {"note": str(number) * 4_000})
    known = [Former(record) for record in former_records(store.read()["meta"])]
    assert any(former.has_word("zebulon", capital=True) for former in known)


def test_a_file_that_would_be_too_large_lets_go_of_its_history_first(
    store: Store, anna: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortening, "LEAST", 20_000)
    monkeypatch.setattr(bounds, "outgrown", lambda data: len(data) > 60_000)
    with store.transaction("much") as change:
        kept = change.insert("wins", {"text": "x" * 20_000})
    edit_often(store, anna, 6, 3_000)
    with store.transaction("more") as change:
        change.insert("wins", {"text": "x" * 12_000})
    assert path.stat().st_size <= 60_000
    assert next(entry for entry in entries(store.read()) if entry.what == "much").shortened
    before = stored(store)
    with pytest.raises(DataFileError, match="larger than it may be"), store.transaction("all") as change:
        change.update("wins", kept, {"text": "y" * 60_000})
    assert stored(store) == before


@pytest.mark.slow
def test_two_hundred_changes_of_a_note_of_100_kb(store: Store, anna: str, path: Path) -> None:
    edit_often(store, anna, 200, 100_000)
    assert path.stat().st_size < 3_000_000
    assert len(entries(store.read())) == 200
    assert len(undone(store)) >= 7
