"""The bytes of the data file: one order, a field a line, and a journal that keeps what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach_tui.plan.errors import BadInput
from coach_tui.plan.schema import NOUNS, check_record
from coach_tui.store import canonical, contents, shapes, storage
from coach_tui.store.canonical import fields_of, mark, table_order
from coach_tui.store.journal import entries
from coach_tui.store.layout import encode, taken_over
from coach_tui.store.packed import identical
from coach_tui.store.seal import JOURNAL, read_seal, seal_of
from coach_tui.store.store import Store
from coach_tui.store.values import copied
from tests.store.test_store_undo import STEPS, stored, take_step

OLD = Path(__file__).parent.parent / "data" / "format-2.json"


def block(path: Path, table: str) -> str:
    """Return what stands of a table in the file."""
    return next(part for part in path.read_text().split(",\n\n") if part.startswith(f'"{table}":'))


def test_a_field_is_a_line_and_a_table_a_block(store: Store, anna: str, path: Path) -> None:
    with store.transaction("more") as change:
        ben = change.insert("clients", {"name": "Ben", "days_off": ["sat", "sun"]})
    assert block(path, "clients") == (
        f'"clients":{{\n "1":{{"uid":"{anna}",\n"name":"Anna",\n"goal":"delegate"}},\n'
        f' "2":{{"uid":"{ben}",\n"name":"Ben",\n"days_off":["sat",\n"sun"]}}}}'
    )
    head, *tables = path.read_text().split(",\n\n")
    assert head == '{"meta":{\n "1":{"uid":"meta",\n"format":3,\n"generation":2}}'
    assert [table.partition(":")[0].strip('"') for table in tables] == [*shapes.TABLES, "journal"]
    journal = tables[-1].splitlines()
    assert (journal[0], journal[-1]) == ('"journal":{', "}}")
    assert [line[:4] for line in journal[1:-1]] == ['"1":', '"2":']


def test_what_was_written_is_what_is_read(store: Store, anna: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever library reads it, and it comes out as it went in."""
    tables = store.read()
    numbers = [1.5, 1.0, 1e16, 1e-7, -0.0, 2**63 - 1, -(2**63)]
    tables["clients"]["1"] |= {"text": 'Ü\u2028\x7f😀\t\r\n",\n\n"journal":{', "n": numbers, "none": None}
    data, begins = encode(tables)
    assert data.endswith(b"}\n")
    assert data.startswith(JOURNAL, begins)
    assert "Ü".encode() in data
    for fast in (False, True):
        monkeypatch.setattr(contents, "fast_json", lambda size, fast=fast: fast)
        found = contents.parse_sealed(data)
        assert found == tables
        assert encode(found) == (data, begins)


@given(st.randoms(use_true_random=False), STEPS)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_is_nobodys_affair(random: Random, steps: Any) -> None:
    def shuffled(held: dict[str, Any]) -> dict[str, Any]:
        return dict(random.sample(list(held.items()), len(held)))

    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "coach.json", now=lambda: datetime(2026, 11, 24, tzinfo=UTC))
        for step in steps:
            take_step(store, step)
        tables = store.read()
        other = shuffled(
            {
                name: shuffled({number: shuffled(record) for number, record in table.items()})
                for name, table in tables.items()
            }
        )
        assert encode(other) == encode(tables)


def test_fields_stand_as_their_noun_declares_them() -> None:
    for table, noun in NOUNS.items():
        known = [*noun.fields]
        mixed: dict[str, Any] = {"zz": 1, "aa": 2, **dict.fromkeys(reversed(known)), noun.belongs or "uid": 3}
        mixed["uid"] = "u"
        found = list(fields_of(table).ordered(mixed))
        named = list(dict.fromkeys(["uid", noun.belongs or "uid", *known]))
        assert found == [*named, "aa", "zz"]
    assert list(fields_of("of a newer version").ordered({"b": 1, "uid": "u", "a": 2})) == ["uid", "a", "b"]
    assert table_order(["y", "journal", "clients", "x"])[-3:] == ["x", "y", "journal"]


def written(path: Path) -> list[dict[str, Any]]:
    """Return the journal's entries as they stand in the file."""
    return list(json.loads(path.read_bytes())["journal"].values())


def test_the_journal_keeps_what_changed(store: Store, anna: str, path: Path) -> None:
    with store.transaction("renamed") as change:
        change.update("clients", anna, {"name": "Anne", "goal": None, "phone": "1"})
    with store.transaction("deleted") as change:
        change.delete("clients", anna)
    made, renamed, deleted = (entry["ops"][0] for entry in written(path))
    first = {"uid": anna, "name": "Anna", "goal": "delegate"}
    then = {"uid": anna, "name": "Anne", "phone": "1"}
    assert (made["before"], made["after"]) == (None, first)
    assert renamed["before"] == {"name": "Anna", "goal": "delegate"}
    assert renamed["after"] == {"name": "Anne", "phone": "1"}
    assert (deleted["before"], deleted["after"]) == (then, None)
    whole = [entry.ops[0] for entry in entries(store.read())]
    assert [(op["before"], op["after"]) for op in whole] == [(None, first), (first, then), (then, None)]


TURNS = st.lists(st.sampled_from(["step", "step", "undo", "redo"]), max_size=10)


@given(STEPS, TURNS)
@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_whoever_reads_the_journal_sees_whole_records(steps: Any, turns: list[str]) -> None:
    """What changed is told by the entry, the rest by what is there now, and together that is what was."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "coach.json"
        store = Store(path, now=lambda: datetime(2026, 11, 24, tzinfo=UTC))
        known: dict[str, Any] = {}
        lines: dict[str, Any] = {}
        left = list(steps)
        for turn in turns:
            try:
                if turn == "undo":
                    store.undo()
                elif turn == "redo":
                    store.redo()
                elif left:
                    entry = take_step(store, left.pop())
                    known |= {entry.uid: copied(entry.ops)} if entry else {}
            except BadInput:
                continue
            found = entries(store.read())
            assert {entry.uid: entry.ops for entry in found} == known
            for raw in written(path) if path.exists() else ():
                assert lines.setdefault(raw["uid"], raw["ops"]) == raw["ops"]


def test_a_record_that_went_in_an_editor_leaves_what_changed(store: Store, anna: str, path: Path) -> None:
    with store.transaction("renamed") as change:
        change.update("clients", anna, {"name": "Anne"})
    tables = json.loads(path.read_bytes())
    tables["clients"] = {}
    path.write_text(json.dumps(tables))
    op = entries(store.read())[-1].ops[0]
    assert (op["before"], op["after"]) == ({"uid": anna, "name": "Anna"}, {"uid": anna, "name": "Anne"})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1, 1, True),
        (1, 1.0, False),
        (1, True, False),
        (0.0, -0.0, False),
        ("a", "a", True),
        ([1, [2]], [1, [2]], True),
        ([1], [True], False),
        ([1], [1, 1], False),
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        ({"a": [1.0]}, {"a": [1]}, False),
        (None, None, True),
        (None, False, False),
    ],
)
def test_values_are_the_same_where_their_bytes_are(one: object, other: object, same: bool) -> None:
    assert identical(one, other) is same
    assert (json.dumps(one) == json.dumps(other)) is same


@pytest.fixture
def old(make_store: Callable[..., Store], path: Path) -> Store:
    """Give a store on a file of format 2."""
    path.parent.mkdir(mode=0o700)
    path.write_bytes(OLD.read_bytes())
    path.chmod(0o600)
    return make_store(check_record=check_record)


def test_a_file_of_format_two_loses_nothing(old: Store, path: Path) -> None:
    before = json.loads(OLD.read_bytes())
    told = [(entry.state, entry.ops) for entry in entries(old.read())]
    assert told == [(entry["state"], entry["ops"]) for entry in before["journal"].values()]
    assert {state for state, _ in told} == {"done", "undone", "dropped"}
    with old.transaction("looked") as change:
        change.insert(
            "wins",
            {"plan": next(iter(before["engagements"].values()))["uid"], "on": "2026-11-24", "text": "Yes"},
        )
    [kept] = [name for name in path.parent.joinpath("backups").iterdir() if "before-format-3" in name.name]
    assert kept.read_bytes() == OLD.read_bytes()
    found = old.read()
    for name in shapes.TABLES:
        assert [*found[name].items()][: len(before.get(name, ()))] == [*before.get(name, {}).items()], name
    assert [entry.ops for entry in entries(found)][:-1] == [ops for _, ops in told]
    assert path.stat().st_size < 1.3 * OLD.stat().st_size


def test_what_was_done_in_format_two_can_be_undone_and_redone(old: Store, path: Path) -> None:
    before = json.loads(OLD.read_bytes())
    assert old.redo().what == "replaced the plan of Anna Berg"
    assert old.undo().what == "replaced the plan of Anna Berg"
    again = old.read()
    assert {name: again[name] for name in shapes.TABLES} == {
        name: before.get(name, {}) for name in shapes.TABLES
    }
    bytes_before = stored(old)
    count = sum(entry["state"] == "done" for entry in before["journal"].values())
    for _ in range(count):
        old.undo()
    assert not any(old.read()[name] for name in shapes.TABLES)
    for _ in range(count):
        old.redo()
    assert stored(old) == bytes_before


def remade(store: Store) -> bytes:
    """Return the file's bytes as they are when all of them are made."""
    return encode(store.read())[0]


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Which tables were not made, one set a write."""
    found: list[set[str]] = []

    def noted(*given: Any) -> dict[str, bytes]:
        kept = taken_over(*given)
        found.append(set(kept))
        return kept

    monkeypatch.setattr(storage, "taken_over", noted)
    return found


ALL = set(shapes.TABLES)


@given(STEPS, TURNS)
@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_bytes_that_are_taken_over_are_those_that_would_be_made(steps: Any, turns: list[str]) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "coach.json", now=lambda: datetime(2026, 11, 24, tzinfo=UTC))
        left = list(steps)
        for turn in ["step", "step", *turns]:
            try:
                if turn == "undo":
                    store.undo()
                elif turn == "redo":
                    store.redo()
                elif left:
                    take_step(store, left.pop())
            except BadInput:
                continue
            if store.path.exists():
                assert store.path.read_bytes() == remade(store)


def test_a_record_is_put_among_the_others(store: Store, path: Path, taken: list[set[str]]) -> None:
    """First, in the middle and last; changed, removed, and brought back between others."""
    with store.transaction("three") as change:
        uids = [change.insert("wins", {"text": text}) for text in ("a", "b", "c")]
    for number, uid in enumerate(uids):
        with store.transaction("changed") as change:
            change.update("wins", uid, {"text": f'}},\n "{number}":{{', "n": 1e-7})
        assert path.read_bytes() == remade(store)
        with store.transaction("removed") as change:
            change.delete("wins", uid)
        assert path.read_bytes() == remade(store)
        assert taken[-2:] == [ALL, ALL]
        store.undo()
        assert path.read_bytes() == remade(store)
        assert taken[-1] == (ALL if uid == uids[-1] else ALL - {"wins"})
    with store.transaction("all") as change:
        for uid in uids:
            change.delete("wins", uid)
        change.insert("wins", {"text": "d"})
    assert taken[-1] == ALL
    assert path.read_bytes() == remade(store)
    with store.transaction("many") as change:
        for _ in range(20):
            change.insert("wins", {"text": "x"})
        change.delete("clients", change.insert("clients", {"name": "gone again"}))
    assert taken[-1] == ALL - {"wins"}
    assert path.read_bytes() == remade(store)


def test_a_file_that_was_not_made_here_is_made_as_a_whole(
    store: Store, anna: str, path: Path, taken: list[set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def change_it(name: str) -> None:
        with store.transaction("renamed") as change:
            change.update("clients", anna, {"name": name})
        assert path.read_bytes() == remade(store)

    path.write_bytes(path.read_bytes().replace(b'"name":', b'"phone":"1", "name":'))
    change_it("edited in an editor")
    assert not taken, "it has no seal"
    change_it("ours again")
    assert taken.pop() == ALL
    lock = path.parent / ".coach.json.lock"
    for ending in (b"", b" 12345"):
        lock.write_bytes(read_seal(str(path)).rsplit(None, 1)[0] + ending + b"\n")
        change_it(f"in an order that is{ending!r}")
        assert taken.pop() == set()
    swapped = path.read_bytes().replace(b'"needs":{},', b"@").replace(b'"strategies":{},', b'"needs":{},')
    swapped = swapped.replace(b"@", b'"strategies":{},')
    place = swapped.index(JOURNAL)
    path.write_bytes(swapped)
    lock.write_bytes(seal_of(swapped) + b"1 %d %d\n" % (place, mark()))
    change_it("with other tables first")
    assert taken.pop() == set()
    monkeypatch.setattr(canonical, "KNOWN", (*shapes.KNOWN, "more"))
    change_it("by a newer version")
    assert taken.pop() == set()
