"""What a transaction does not let through, whoever forgets to ask: the last guard before the file."""

import json
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from coach_tui.plan.errors import BadInput
from coach_tui.store.journal import KEPT, entries
from coach_tui.store.shapes import FORMAT
from coach_tui.store.store import Store
from coach_tui.store.transaction import Clash
from tests.store.standing_clock import Clock


def clients(store: Store) -> list[dict[str, Any]]:
    return [dict(record) for record in store.read()["clients"].values()]


def test_a_change_to_what_may_not_be_stored_leaves_the_file_as_it_was(
    store: Store, anna: str, path: Path
) -> None:
    before = path.read_bytes()
    for changes in ({"name": 5}, {"name": ["Anna"]}, {"goal": "listen", "name": {"first": "Anna"}}):
        with pytest.raises(BadInput, match="the name is not text"), store.transaction("x") as change:
            change.update("clients", anna, changes)
    assert path.read_bytes() == before
    with pytest.raises(BadInput, match="the name is not text"), store.transaction("x") as change:
        change.insert("clients", {"name": 5})
    assert path.read_bytes() == before


def test_after_a_refusal_the_rest_of_the_change_can_still_be_made(store: Store, anna: str) -> None:
    with store.transaction("x") as change:
        with pytest.raises(BadInput):
            change.update("clients", anna, {"name": 5})
        change.update("clients", anna, {"goal": "listen"})
    assert clients(store) == [{"uid": anna, "name": "Anna", "goal": "listen"}]


def test_without_rules_everything_that_can_be_kept_is_kept(make_store: Callable[..., Store]) -> None:
    free = make_store(check_record=None)
    with free.transaction("x") as change:
        change.insert("clients", {"name": 5})
    assert clients(free)[0]["name"] == 5


@pytest.mark.parametrize("changes", [{"format": 9}, {"generation": 9}, {"uid": "other"}, {"format": None}])
def test_what_the_file_knows_of_itself_is_not_to_be_changed(
    store: Store, anna: str, path: Path, changes: dict[str, Any]
) -> None:
    before = path.read_bytes()
    says = "meta: uid, format and generation are not to be changed"
    with pytest.raises(BadInput, match=says), store.transaction("x") as change:
        change.update("meta", "meta", changes)
    assert path.read_bytes() == before


def test_what_the_file_knows_of_itself_is_no_record_of_the_plan(make_store: Callable[..., Store]) -> None:
    def nothing(table: str, record: Any) -> None:
        raise BadInput(f"{table} has no place for this")

    strict = make_store(check_record=nothing)
    with pytest.raises(BadInput, match="clients has no place"), strict.transaction("x") as change:
        change.insert("clients", {"name": "Anna"})
    with strict.transaction("x") as change:
        change.insert("meta", {"uid": "language", "text": "de"})
    assert [record["uid"] for record in strict.read()["meta"].values()] == ["meta", "language"]


def test_records_of_two_tables_may_have_one_uid(store: Store, anna: str) -> None:
    with store.transaction("x") as change:
        change.insert("wins", {"uid": anna, "text": "Rang"})
        change.update("clients", anna, {"goal": "listen"})
    assert [(op["table"], op["uid"]) for op in entries(store.read())[-1].ops] == [
        ("wins", anna),
        ("clients", anna),
    ]


def test_such_names_are_free_elsewhere_and_a_record_may_say_its_own_uid(store: Store, anna: str) -> None:
    with store.transaction("x") as change:
        change.update("clients", anna, {"uid": anna, "format": 9, "generation": 3})
        second = change.insert("clients", {"uid": "second", "name": "Ben"})
        with pytest.raises(BadInput, match="clients: there is a record second already"):
            change.insert("clients", {"uid": "second"})
        with pytest.raises(BadInput, match="clients: the uid is not text"):
            change.insert("clients", {"uid": 5})
        with pytest.raises(BadInput, match="uid, format and generation"):
            change.update("clients", second, {"uid": anna})
    assert clients(store)[0] == {
        "uid": anna, "name": "Anna", "goal": "delegate", "format": 9, "generation": 3,
    }  # fmt: skip


def test_the_journal_and_nothing_are_no_tables_of_ours(store: Store, anna: str) -> None:
    with store.transaction("x") as change:
        uid = entries(change.tables)[0].uid
        for table in ("journal", ""):
            for act in (
                lambda table=table: change.insert(table, {}),
                lambda table=table: change.update(table, uid, {"what": "x"}),
                lambda table=table: change.delete(table, uid),
            ):
                with pytest.raises(BadInput, match="the journal is written by transactions only"):
                    act()
        with pytest.raises(BadInput):
            change.insert("\ud800", {})


def test_only_the_record_of_the_format_cannot_be_deleted(store: Store, anna: str) -> None:
    with store.transaction("x") as change:
        with pytest.raises(BadInput, match="the record of the format cannot be deleted"):
            change.delete("meta", "meta")
        change.insert("meta", {"uid": "other"})
        change.insert("clients", {"uid": "meta"})
    with store.transaction("y") as change:
        change.delete("meta", "other")
        change.delete("clients", "meta")
    assert [record["uid"] for record in store.read()["meta"].values()] == ["meta"]


def test_a_reader_of_a_change_in_the_making_cannot_change_it(store: Store, anna: str) -> None:
    with store.transaction("x") as change:
        change.get("clients", anna)["name"] = "Zoë"
        assert [change.changed] == [False]
        change.update("clients", anna, MappingProxyType({"name": "Anne", "goal": None}))
        assert [change.changed] == [True]
        assert change.get("clients", anna) == {"uid": anna, "name": "Anne"}
        change.update("clients", anna, {"name": "Anna", "goal": "delegate"})
        assert [change.changed] == [False]
    assert change.entry is None


def test_what_is_none_is_no_field_but_what_was_none_before_stays(
    store: Store, anna: str, path: Path, put: Callable[[Any], None]
) -> None:
    content = json.loads(path.read_bytes())
    content["clients"]["1"]["odd"] = None  # by another program
    put(content)
    with store.transaction("x") as change:
        change.insert("clients", {"uid": "b", "name": None, "goal": "ask"})
        change.update("clients", anna, {"name": None})
    assert clients(store) == [
        {"uid": anna, "goal": "delegate", "odd": None},
        {"uid": "b", "goal": "ask"},
    ]


def test_a_clash_tells_theirs_and_mine_and_only_of_what_differs(store: Store, anna: str) -> None:
    form = {"name": "Anna", "goal": "delegate", "notes": None}
    with store.transaction("theirs") as change:
        change.update("clients", anna, {"name": "Anne", "goal": "listen", "notes": "N"})
    mine = {"name": "Anneke", "goal": "listen", "notes": None, "mood": "well"}
    with pytest.raises(Clash) as caught, store.transaction("mine") as change:
        change.update("clients", anna, mine, started_from=form)
    assert caught.value.clashes == {"name": ("Anne", "Anneke"), "notes": ("N", None)}
    assert str(caught.value) == (
        "changed meanwhile by somebody else: name, notes; look at both texts and try again"
    )


# The journal


def test_several_changes_of_one_record_are_one_op(store: Store, anna: str, clock: Clock) -> None:
    with store.transaction("first words", client="nobody", why="because") as change:
        ben = change.insert("clients", {"name": "Ben"})
        change.update("clients", ben, {"name": "Bernd"})
        change.update("clients", anna, {"goal": "listen"})
        change.delete("clients", anna)
        change.describe("second words")
        change.client = ben
    entry = entries(store.read())[-1]
    assert (entry.what, entry.client, entry.why, entry.state) == ("second words", ben, "because", "done")
    assert entry.at == clock().isoformat(timespec="seconds")
    assert entry.ops == [
        {"table": "clients", "uid": ben, "id": "2", "before": None, "after": {"uid": ben, "name": "Bernd"}},
        {
            "table": "clients", "uid": anna, "id": "1",
            "before": {"uid": anna, "name": "Anna", "goal": "delegate"}, "after": None,
        },
    ]  # fmt: skip
    assert change.entry is not None
    assert (change.entry.uid, change.entry.ops) == (entry.uid, entry.ops)


@pytest.mark.parametrize(
    ("there", "first"), [(2, 1), (KEPT - 2, 1), (KEPT - 1, 1), (KEPT, 2), (KEPT + 1, 3), (KEPT + 9, 11)]
)
def test_the_oldest_entries_go_when_there_are_too_many(
    store: Store, put: Callable[[Any], None], there: int, first: int
) -> None:
    entry = {"at": "2026-11-01T10:00:00", "ops": [], "state": "done"}
    put(
        {
            "meta": {"1": {"uid": "meta", "format": FORMAT, "generation": 7}},
            "journal": {str(n): {"uid": f"e{n}", "what": f"did {n}", **entry} for n in range(1, there + 1)},
        }
    )
    with store.transaction("did more") as change:
        change.insert("clients", {"name": "Anna"})
    kept = [entry.what for entry in entries(store.read())]
    assert kept == [*(f"did {n}" for n in range(first, there + 1)), "did more"]
    assert len(kept) <= KEPT


def test_what_was_undone_can_no_longer_be_done_again_after_a_change(store: Store, anna: str) -> None:
    with store.transaction("renamed") as change:
        change.update("clients", anna, {"name": "Anne"})
    store.undo()
    with store.transaction("looked") as change:
        change.update("clients", anna, {"name": "Anna"})
    assert [entry.state for entry in entries(store.read())] == ["done", "undone"]
    with store.transaction("aimed") as change:
        change.update("clients", anna, {"goal": "listen"})
    assert [entry.state for entry in entries(store.read())] == ["done", "dropped", "done"]
