"""Reading and changing: one write a transaction, nothing by halves, nobody's change lost."""
# ruff: noqa: PT012 - what is refused is often the end of a transaction

import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import BadInput, ChangedMeanwhile, DataFileError
from coach_tui.store.journal import KEPT, entries
from coach_tui.store.lock import Lock
from coach_tui.store.shapes import FORMAT, KNOWN
from coach_tui.store.storage import DurableStorage
from coach_tui.store.store import Store
from coach_tui.store.transaction import Clash


def names(store: Store) -> list[str]:
    return [record["name"] for record in store.read()["clients"].values()]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_missing_file_reads_as_empty_and_is_not_made(store: Store, path: Path) -> None:
    tables = store.read()
    assert set(tables) == set(KNOWN)
    assert tables["meta"] == {"1": {"uid": "meta", "format": FORMAT, "generation": 0}}
    assert store.signature() is None
    assert not path.parent.exists()


def test_a_change_is_written_once_and_kept_in_the_journal(store: Store, anna: str) -> None:
    tables = store.read()
    assert tables["clients"] == {"1": {"uid": anna, "name": "Anna", "goal": "delegate"}}
    assert tables["meta"]["1"]["generation"] == 1
    [entry] = entries(tables)
    assert (entry.what, entry.client, entry.why, entry.state) == ("added Anna", None, None, "done")
    assert entry.at == "2026-11-24T10:15:00+00:00"
    assert entry.ops == [
        {"table": "clients", "uid": anna, "id": "1", "before": None, "after": tables["clients"]["1"]}
    ]


def test_several_operations_are_one_write_and_one_entry(store: Store, anna: str) -> None:
    with store.transaction("first", client=anna, why="she asked") as change:
        ben = change.insert("clients", {"name": "Ben", "left": None})
        change.update("clients", ben, {"name": "Bernd"})
        change.update("clients", anna, {"goal": None, "phone": "1"})
        gone = change.insert("wins", {"text": "brief"})
        change.delete("wins", gone)
        change.describe("better words")
        assert change.get("clients", ben) == {"uid": ben, "name": "Bernd"}
        assert change.tables["clients"]["1"] == {"uid": anna, "name": "Anna", "phone": "1"}
        entry_so_far = change.entry
    assert entry_so_far is None
    tables = store.read()
    assert tables["meta"]["1"]["generation"] == 2
    entry = entries(tables)[-1]
    assert change.entry is not None
    assert change.entry.uid == entry.uid
    assert (entry.what, entry.client, entry.why) == ("better words", anna, "she asked")
    assert [(op["table"], op["before"] is None) for op in entry.ops] == [
        ("clients", True),
        ("clients", False),
    ]
    assert entry.ops[1]["before"] == {"uid": anna, "name": "Anna", "goal": "delegate"}


def test_an_exception_inside_changes_nothing(store: Store, anna: str, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError), store.transaction("no") as change:
        change.delete("clients", anna)
        raise ZeroDivisionError
    assert path.read_bytes() == before
    with store.transaction("the lock is free again") as change:
        change.delete("clients", anna)


def test_nothing_changed_is_nothing_written(store: Store, anna: str) -> None:
    signature = store.signature()
    with store.transaction("look") as change:
        change.update("clients", anna, {"name": "Anna", "no such": None})
        change.delete("wins", change.insert("wins", {"text": "x"}))
    assert change.entry is None
    assert store.signature() == signature


def test_true_is_not_one(store: Store, anna: str) -> None:
    with store.transaction("a") as change:
        change.update("clients", anna, {"n": 1})
    with store.transaction("b") as change:
        change.update("clients", anna, {"n": True})
    assert store.read()["clients"]["1"]["n"] is True


def test_the_signature_changes_with_the_file(store: Store, anna: str) -> None:
    signature = store.signature()
    assert signature == store.signature()
    with store.transaction("more") as change:
        change.insert("clients", {"name": "Ben"})
    assert store.signature() != signature


def test_what_is_gone_is_said_to_be_gone(store: Store, anna: str) -> None:
    with store.transaction("x") as change:
        for act in (
            lambda: change.get("clients", "nobody"),
            lambda: change.update("clients", "nobody", {"name": "x"}),
            lambda: change.delete("wins", anna),
        ):
            with pytest.raises(BadInput, match="no longer exists"):
                act()


def test_uids_meta_and_journal_are_protected(store: Store, anna: str) -> None:
    with store.transaction("x") as change:
        for act in (
            lambda: change.insert("clients", {"uid": anna}),
            lambda: change.insert("clients", {"uid": 5}),
            lambda: change.update("clients", anna, {"uid": "other"}),
            lambda: change.update("meta", "meta", {"format": 9}),
            lambda: change.delete("meta", "meta"),
            lambda: change.insert("journal", {"what": "x"}),
        ):
            with pytest.raises(BadInput):
                act()
        change.update("meta", "meta", {"language": "de"})


@pytest.mark.parametrize(
    "value",
    ["\ud800", {"\udfff": 1}, float("nan"), float("inf"), 2**63, {1: 2}, object(), b"x", {"a", "b"}],
)
def test_what_would_not_come_back_is_refused_before_the_write(
    store: Store, anna: str, path: Path, value: Any
) -> None:
    before = path.read_bytes()
    with pytest.raises(BadInput), store.transaction("x") as change:
        change.update("clients", anna, {"goal": [value]})
    with pytest.raises(BadInput), store.transaction("\ud800") as change:
        change.update("clients", anna, {"goal": "x"})
    assert path.read_bytes() == before


def test_nesting_without_end_is_refused(store: Store) -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(BadInput, match="nested"), store.transaction("x") as change:
        change.insert("clients", {"goal": endless})


def test_records_are_checked_and_copied(store: Store, anna: str) -> None:
    with pytest.raises(BadInput, match="not text"), store.transaction("x") as change:
        change.insert("clients", {"name": 5})
    mine = {"name": "Ben", "tags": ["a"]}
    with store.transaction("x") as change:
        uid = change.insert("clients", mine)
        mine["tags"] = mine["name"] = "z"
        change.get("clients", uid)["tags"].append("b")
        assert change.get("clients", uid)["tags"] == ["a"]


def test_two_stale_forms_do_not_overwrite_each_other(store: Store, anna: str) -> None:
    form = store.read()["clients"]["1"]
    with store.transaction("first form") as change:
        change.update("clients", anna, {"goal": "listen"}, started_from=form)
    with store.transaction("another field") as change:
        change.update("clients", anna, {"name": "Anne"}, started_from=form)
    with store.transaction("the same new value is no clash") as change:
        change.update("clients", anna, {"goal": "listen"}, started_from=form)
    with pytest.raises(Clash, match="goal") as caught, store.transaction("second form") as change:
        change.update("clients", anna, {"goal": "ask", "name": "Anne"}, started_from=form)
    assert isinstance(caught.value, ChangedMeanwhile)
    assert (caught.value.table, caught.value.uid) == ("clients", anna)
    assert caught.value.clashes == {"goal": ("listen", "ask")}
    assert store.read()["clients"]["1"] == {"uid": anna, "name": "Anne", "goal": "listen"}


def test_a_held_lock_is_waited_for_and_then_reported(store: Store, anna: str, path: Path) -> None:
    lock = Lock(str(path), 0)
    lock.take()
    with pytest.raises(ChangedMeanwhile, match=r"in use by another coach.*try again"):
        store.transaction("x").__enter__()
    assert names(store) == ["Anna"]  # readers take no lock
    lock.release()
    with store.transaction("x") as change:
        change.delete("clients", anna)


def test_the_lock_file_is_never_a_link(store: Store, path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    (path.parent / ".coach.json.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DataFileError, match="link"), store.transaction("x"):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_a_lock_file_removed_by_somebody_is_taken_anew(store: Store, path: Path, anna: str) -> None:
    first = Lock(str(path), 0)
    first.take()
    (path.parent / ".coach.json.lock").unlink()
    second = Lock(str(path), 0)
    second.take()
    assert second._is_still(str(path.parent / ".coach.json.lock"))
    assert not first._is_still(str(path.parent / ".coach.json.lock"))
    first.release()
    second.release()


def test_a_second_transaction_in_the_same_thread_is_a_mistake(store: Store) -> None:
    with store.transaction("outer") as change:
        with pytest.raises(RuntimeError, match="open already"):
            store.transaction("inner").__enter__()
        change.insert("clients", {"name": "Anna"})
    assert names(store) == ["Anna"]


def test_threads_wait_for_each_other(make_store: Callable[..., Store]) -> None:
    store = make_store(lock_wait=30.0)

    def add(name: str) -> None:
        for _ in range(5):
            with store.transaction(name) as change:
                change.insert("clients", {"name": name})

    threads = [threading.Thread(target=add, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(names(store)) == ["a"] * 5 + ["b"] * 5


def test_only_the_owner_can_read_what_is_written(store: Store, anna: str, path: Path) -> None:
    assert mode(path) == mode(path.parent / ".coach.json.lock") == 0o600
    assert mode(path.parent) == 0o700
    path.chmod(0o644)
    with store.transaction("x") as change:
        change.delete("clients", anna)
    [backup] = store.backups()
    assert mode(path) == mode(backup) == 0o600
    assert mode(path.parent / "backups") == 0o700


def test_missing_parents_are_made_private_one_by_one(
    make_store: Callable[..., Store], tmp_path: Path
) -> None:
    store = make_store(path=tmp_path / "a" / "b" / "coach.json")
    with store.transaction("x") as change:
        change.insert("clients", {"name": "Anna"})
    assert mode(tmp_path / "a") == mode(tmp_path / "a" / "b") == 0o700


def test_a_symbolic_link_is_kept_and_its_target_replaced(
    make_store: Callable[..., Store], tmp_path: Path, path: Path, anna: str
) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(path)
    store = make_store(path=link)
    with store.transaction("x") as change:
        change.insert("clients", {"name": "Ben"})
    assert link.is_symlink()
    assert names(make_store()) == ["Anna", "Ben"]
    assert not (tmp_path / ".link.json.lock").exists()


def test_unknown_tables_and_fields_are_kept(store: Store, put: Callable[[Any], None]) -> None:
    put(
        {
            "meta": {"1": {"uid": "meta", "format": FORMAT, "generation": 7, "theme": "x"}},
            "clients": {"4": {"uid": "u", "name": "Anna", "horoscope": ["leo"]}},
            "horoscopes": {"1": {"no uid": True}},
        }
    )
    with store.transaction("x") as change:
        change.update("clients", "u", {"name": "Anne"})
        change.insert("clients", {"name": "Ben"})
    tables = store.read()
    assert tables["horoscopes"] == {"1": {"no uid": True}}
    assert tables["clients"]["4"] == {"uid": "u", "name": "Anne", "horoscope": ["leo"]}
    assert tables["clients"]["5"]["name"] == "Ben"
    assert tables["meta"]["1"] == {"uid": "meta", "format": FORMAT, "generation": 8, "theme": "x"}


def test_the_journal_keeps_the_last_entries(store: Store, anna: str) -> None:
    for number in range(KEPT + 3):
        with store.transaction(f"change {number}") as change:
            change.update("clients", anna, {"goal": str(number)})
    kept = entries(store.read())
    assert len(kept) == KEPT
    assert (kept[0].what, kept[-1].what) == ("change 3", f"change {KEPT + 2}")


def fill(store: Store, count: int) -> list[str]:
    with store.transaction("many") as change:
        return [change.insert("clients", {"name": str(number)}) for number in range(count)]


def test_half_a_table_does_not_vanish_by_mistake(store: Store, path: Path) -> None:
    uids = fill(store, 10)
    before = path.read_bytes()
    with pytest.raises(DataFileError, match="6 of 10 clients"), store.transaction("slip") as change:
        change.update("clients", uids[9], {"name": "x"})
        for number in range(1, 7):
            del change.tables["clients"][str(number)]
    assert path.read_bytes() == before
    with pytest.raises(DataFileError, match="10 of 10"), store.transaction("slip") as change:
        change.insert("wins", {"text": "x"})
        change.tables["clients"] = {}
    with store.transaction("on purpose") as change:
        for uid in uids[:9]:
            change.delete("clients", uid)
    assert names(store) == ["9"]


def test_the_meta_record_does_not_vanish_by_mistake(store: Store, anna: str, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(DataFileError, match="meta"), store.transaction("slip") as change:
        change.insert("wins", {"text": "x"})
        change.tables["meta"].clear()
    assert path.read_bytes() == before


def test_a_write_protected_file_is_left_alone(store: Store, anna: str, path: Path) -> None:
    path.chmod(0o400)
    with pytest.raises(DataFileError, match=r"write-protected.*chmod"), store.transaction("x") as change:
        change.delete("clients", anna)
    assert names(store) == ["Anna"]


def test_plain_tinydb_opens_the_file(store: Store, anna: str, path: Path) -> None:
    from tinydb import TinyDB, where

    with TinyDB(path, access_mode="r") as db:
        assert db.table("clients").search(where("name") == "Anna")[0]["uid"] == anna
        assert db.table("clients").get(doc_id=1)["name"] == "Anna"
    with TinyDB(path) as db:  # an edit from outside, without our tables
        db.table("clients").insert({"uid": "b", "name": "Ben"})
    assert names(store) == ["Anna", "Ben"]
    with store.transaction("x") as change:
        change.insert("clients", {"name": "Cleo"})
    assert list(store.read()["clients"]) == ["1", "2", "3"]


def test_tinydb_on_the_storage_reads_and_may_not_write_outside_a_transaction(
    store: Store, anna: str, path: Path
) -> None:
    from tinydb import TinyDB, where

    from coach_tui.store.tables import FreshTable

    class CoachDB(TinyDB):
        table_class = FreshTable

    before = path.read_bytes()
    db = CoachDB(path, storage=DurableStorage)
    clients = db.table("clients")
    assert clients.get(where("name") == "Anna") == {"uid": anna, "name": "Anna", "goal": "delegate"}
    with pytest.raises(RuntimeError, match="transactions only"):
        clients.insert({"name": "Ben"})
    assert path.read_bytes() == before
    storage = db.storage
    assert isinstance(storage, DurableStorage)
    storage.begin()
    assert clients.insert_multiple([{"uid": "b", "name": "Ben"}, {"uid": "c", "name": "Cleo"}]) == [2, 3]
    clients.update({"name": "Bernd"}, where("uid") == "b")
    clients.remove(where("uid") == "c")
    assert len(clients.search(where("name") == "Bernd")) == 1
    storage.commit(None)
    db.close()
    assert names(store) == ["Anna", "Bernd"]
    with pytest.raises(RuntimeError, match="no transaction"):
        storage.commit(None)
