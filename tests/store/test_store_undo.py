"""Undo and redo: everything can be taken back, outside edits are kept or refuse it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach_tui.plan.errors import BadInput, ChangedMeanwhile, DataFileError
from coach_tui.store.journal import Entry, entries
from coach_tui.store.layout import encode
from coach_tui.store.shapes import Tables, empty_tables
from coach_tui.store.store import Store


def plan(store: Store) -> Tables:
    return {name: table for name, table in store.read().items() if name not in ("meta", "journal")}


def states(store: Store) -> list[str]:
    return [entry.state for entry in entries(store.read())]


def test_undo_and_redo_one_after_the_other(store: Store, anna: str) -> None:
    with store.transaction("renamed") as change:
        change.update("clients", anna, {"name": "Anne", "goal": None, "phone": "1"})
    with store.transaction("deleted") as change:
        change.delete("clients", anna)
    assert (store.undo().what, store.undo().what) == ("deleted", "renamed")
    assert plan(store)["clients"] == {"1": {"uid": anna, "name": "Anna", "goal": "delegate"}}
    assert states(store) == ["done", "undone", "undone"]
    entry = store.redo()
    assert (entry.what, entry.state) == ("renamed", "done")
    assert plan(store)["clients"] == {"1": {"uid": anna, "name": "Anne", "phone": "1"}}
    assert store.redo().what == "deleted"
    assert plan(store)["clients"] == {}
    with pytest.raises(BadInput, match="nothing to redo"):
        store.redo()


def test_a_new_change_drops_what_was_undone(store: Store, anna: str) -> None:
    with store.transaction("renamed") as change:
        change.update("clients", anna, {"name": "Anne"})
    store.undo()
    with store.transaction("again") as change:
        change.update("clients", anna, {"name": "Anja"})
    assert states(store) == ["done", "dropped", "done"]
    with pytest.raises(BadInput, match="nothing to redo"):
        store.redo()
    assert [store.undo().what, store.undo().what] == ["again", "added Anna"]
    with pytest.raises(BadInput, match="nothing to undo"):
        store.undo()


def test_nothing_to_undo_in_a_file_that_is_not_there(store: Store, path: Path) -> None:
    with pytest.raises(BadInput, match="nothing to undo"):
        store.undo()
    assert not path.exists()


def test_a_restored_record_stands_where_it_stood(store: Store) -> None:
    with store.transaction("three") as change:
        uids = [change.insert("clients", {"name": name}) for name in "abc"]
    before = json.dumps(plan(store))
    with store.transaction("deleted") as change:
        change.delete("clients", uids[1])
        change.delete("clients", uids[0])
    store.undo()
    assert json.dumps(plan(store)) == before


def test_a_number_taken_meanwhile_is_not_taken_away(store: Store, path: Path, anna: str) -> None:
    with store.transaction("deleted") as change:
        change.delete("clients", anna)
    tables = json.loads(path.read_text())
    tables["clients"]["1"] = {"uid": "b", "name": "Ben"}
    path.write_text(json.dumps(tables))
    store.undo()
    assert [(number, record["name"]) for number, record in plan(store)["clients"].items()] == [
        ("1", "Ben"),
        ("2", "Anna"),
    ]


def edit(path: Path, change: Callable[[dict[str, Any]], object]) -> bytes:
    """Edit the file as another program would."""
    tables = json.loads(path.read_text())
    change(tables["clients"])
    path.write_text(json.dumps(tables))
    return path.read_bytes()


def test_outside_edits_of_other_fields_are_kept(store: Store, path: Path, anna: str) -> None:
    with store.transaction("renamed") as change:
        change.update("clients", anna, {"name": "Anne", "phone": "1", "goal": None})
    edit(path, lambda clients: clients["1"].update(colour="red"))
    store.undo()
    expected = {"uid": anna, "name": "Anna", "goal": "delegate", "colour": "red"}
    assert plan(store)["clients"]["1"] == expected
    store.redo()
    assert plan(store)["clients"]["1"] == {"uid": anna, "name": "Anne", "phone": "1", "colour": "red"}


@pytest.mark.parametrize(
    ("outside", "reason"),
    [
        (lambda clients: clients["1"].update(name="Z"), "Name of a client.* was changed"),
        (lambda clients: clients["1"].pop("name"), "Name of a client.* was changed"),
        (lambda clients: clients.pop("1"), "was deleted"),
    ],
)
def test_outside_edits_in_the_way_refuse_the_undo(
    store: Store, path: Path, anna: str, outside: Callable[[dict[str, Any]], object], reason: str
) -> None:
    with store.transaction("renamed \x1b[1m") as change:
        change.insert("clients", {"name": "Ben"})
        change.update("clients", anna, {"name": "Anne"})
    before = edit(path, outside)
    with pytest.raises(ChangedMeanwhile, match=reason) as error:
        store.undo()
    assert str(error.value).isprintable()
    assert "nothing was changed" in str(error.value)
    assert path.read_bytes() == before


def test_what_was_added_and_then_edited_outside_is_not_removed(store: Store, path: Path, anna: str) -> None:
    edit(path, lambda clients: clients["1"].update(colour="red"))
    with pytest.raises(ChangedMeanwhile, match="a client, “Anna”, was changed"):
        store.undo()
    edit(path, lambda clients: clients.clear())
    assert store.undo().state == "undone"  # it is gone already, as undo would have it


def test_what_was_deleted_and_made_anew_outside_is_kept(store: Store, path: Path, anna: str) -> None:
    with store.transaction("deleted") as change:
        change.delete("clients", anna)
    edit(path, lambda clients: clients.update({"7": {"uid": anna, "name": "other"}}))
    with pytest.raises(ChangedMeanwhile, match="made anew"):
        store.undo()


def test_a_forged_journal_does_not_break_the_file(store: Store, path: Path, anna: str) -> None:
    for op in (
        {"table": "journal", "uid": "x", "before": None, "after": None},
        {"table": "clients", "uid": "x", "before": {"uid": "y"}, "after": None},
        {"table": "clients", "uid": "x", "before": {"uid": "x", "name": 5}, "after": None},
    ):
        tables = json.loads(path.read_text())
        tables["journal"]["1"]["ops"] = [op]
        path.write_text(json.dumps(tables))
        with pytest.raises((DataFileError, ChangedMeanwhile)):
            store.undo()
        store.read()


def test_undoing_a_large_import_is_a_deletion_on_purpose(store: Store) -> None:
    with store.transaction("imported") as change:
        for number in range(50):
            change.insert("clients", {"name": str(number)})
    store.undo()
    assert plan(store)["clients"] == {}
    store.redo()
    assert [record["name"] for record in plan(store)["clients"].values()] == [str(n) for n in range(50)]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.text("aé😀", max_size=2),
    st.lists(st.sampled_from([1, 1.0, True, 0.0, -0.0, 1e16]), max_size=2),
    st.permutations([("a", 1), ("b", 2)]).map(dict),
)
STEPS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["insert", "update", "update", "delete"]),
            st.sampled_from(["clients", "wins", "later_table"]),
            st.integers(0, 5),
            st.dictionaries(st.sampled_from(["a", "b", "c"]), VALUES, max_size=3),
        ),
        min_size=1,
        max_size=4,
    ),
    max_size=6,
)


def take_step(store: Store, step: list[tuple[str, str, int, dict[str, Any]]]) -> Entry | None:
    with store.transaction("step") as change:
        for act, table, which, fields in step:
            uids = [record["uid"] for record in change.tables.get(table, {}).values()]
            if act == "insert" or not uids:
                change.insert(table, fields)
            elif act == "update":
                change.update(table, uids[which % len(uids)], fields)
            else:
                change.delete(table, uids[which % len(uids)])
    return change.entry


def stored(store: Store) -> bytes:
    """Return every byte of the file but those of meta and journal."""
    data = store.path.read_bytes() if store.path.exists() else encode(empty_tables())[0]
    return b"\n\n".join(
        table for table in data.split(b"\n\n") if not table.startswith((b'{"meta"', b'"journal"'))
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, STEPS)
def test_any_changes_undone_give_the_original_and_redone_the_result(first: Any, then: Any) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "coach.json", now=lambda: datetime(2026, 11, 24, tzinfo=UTC))
        for step in first:
            take_step(store, step)
        original, count = stored(store), states(store).count("done")
        for step in then:
            take_step(store, step)
        result = stored(store)
        done = states(store).count("done") - count
        for _ in range(done):
            store.undo()
        assert stored(store) == original
        for _ in range(done):
            store.redo()
        assert stored(store) == result
