"""Parts of a change: each is made whole, or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from coach_tui.store.store import Store


def titles(store: Store) -> list[str]:
    return [record["name"] for record in store.read()["clients"].values()]


def test_a_part_that_fails_leaves_nothing_of_itself(store: Store, path: Path) -> None:
    with store.transaction("began") as change:
        kept = change.insert("clients", {"name": "Kept", "email": "a@b.c"})
        gone = change.insert("clients", {"name": "Gone"})
    before = store.read()
    with store.transaction("several") as change:
        with change.part():
            new = change.insert("clients", {"name": "New"})
            assert change.added("clients", new)
        assert not change.added("clients", kept)
        with suppress(ZeroDivisionError), change.part():
            change.update("clients", kept, {"name": "Other", "email": None})
            change.delete("clients", gone)
            change.delete("clients", new)
            change.insert("clients", {"name": "Never"})
            assert not change.added("clients", kept)
            raise ZeroDivisionError
        assert change.get("clients", kept) == {"uid": kept, "name": "Kept", "email": "a@b.c"}
        assert [op["uid"] for op in change.ops] == [new]
    assert sorted(titles(store)) == ["Gone", "Kept", "New"]
    store.undo()
    after = store.read()
    assert after["clients"] == before["clients"]


def test_parts_of_one_record_are_one_change_of_it(store: Store) -> None:
    with store.transaction("began") as change:
        uid = change.insert("clients", {"name": "A"})
    with store.transaction("several") as change:
        for name in ("B", "C"):
            with change.part():
                change.update("clients", uid, {"name": name})
        with change.part():
            other = change.insert("clients", {"name": "X"})
        with change.part():
            change.delete("clients", other)
    assert change.entry is not None
    assert [(op["before"]["name"], op["after"]["name"]) for op in change.entry.ops] == [("A", "C")]


def test_a_table_is_guarded_though_a_part_was_turned_back(store: Store) -> None:
    with store.transaction("began") as change:
        uids = [change.insert("clients", {"name": f"{number}"}) for number in range(12)]
    with store.transaction("several") as change:
        with suppress(ZeroDivisionError), change.part():
            for uid in uids:
                change.delete("clients", uid)
            raise ZeroDivisionError
        change.insert("clients", {"name": "12"})
    assert len(titles(store)) == 13
