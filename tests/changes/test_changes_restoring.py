"""A restored backup does not open a round again whose results could be seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes import rounds
from coach_tui.changes.clients import edit_client
from coach_tui.changes.erase import erase_client
from coach_tui.changes.raters import Reply
from coach_tui.changes.restoring import restore
from coach_tui.changes.undo import history, redo, undo
from coach_tui.exchange import dump
from coach_tui.exchange.dump_taking import take_in_dump
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.rating import results
from tests.changes.changes_kit import TODAY, World, tables


def reports(*scores: int, name: str = "r") -> list[Reply]:
    return [
        Reply("report", {"Listens": score}, {"Comments": f"{name} {n}"}, f"{name}{n}", where="a")
        for n, score in enumerate(scores)
    ]


def take(world: World, asked: str, replies: list[Reply]) -> None:
    rounds.take_answers(world.desk, world.engagement, asked, replies)


def backup(world: World) -> Path:
    copy = world.desk.store.backup("before")
    assert copy is not None
    return copy


@pytest.fixture
def asked(world: World) -> str:
    return rounds.begin_round(world.desk, world.engagement, {"title": "Autumn", "items": ["Listens"]})


def result(world: World) -> Any:
    return results(world.plan, world.plan.rounds[0]).as_json()


def test_a_round_that_is_closed_stays_as_it_was_closed(world: World, asked: str) -> None:
    take(world, asked, reports(1, 2))
    before = backup(world)
    take(world, asked, reports(5, 5, name="s"))
    rounds.close_round(world.desk, asked)
    found, held = result(world), tables(world.desk)
    assert restore(world.desk, before).closed == ["Autumn"]
    assert result(world) == found
    for table in ("rounds", "responses", "raters"):
        assert tables(world.desk)[table] == held[table]
    with pytest.raises(BadInput, match="is frozen"):
        take(world, asked, reports(3, name="t"))
    assert restore(world.desk, before).closed == ["Autumn"]  # and again


def test_one_that_was_closed_and_opened_again_counts_as_closed(world: World, asked: str) -> None:
    take(world, asked, reports(1, 2, 3))
    before = backup(world)
    rounds.close_round(world.desk, asked)
    undo(world.desk)
    assert restore(world.desk, before).closed == ["Autumn"]
    with pytest.raises(BadInput, match="is frozen"):
        take(world, asked, reports(3, name="t"))


def test_other_rounds_come_back_as_they_were(world: World, asked: str) -> None:
    take(world, asked, reports(1, 2))
    other = rounds.begin_round(world.desk, world.engagement, {"title": "Winter", "items": ["Listens"]})
    take(world, other, reports(4, name="w"))
    before, held = backup(world), tables(world.desk)
    take(world, other, reports(5, name="x"))
    rounds.close_round(world.desk, asked)
    closed = tables(world.desk)["rounds"]
    assert restore(world.desk, before).closed == ["Autumn"]
    now = tables(world.desk)
    assert now["rounds"] == [closed[0], held["rounds"][1]]
    for table in ("responses", "raters"):
        assert sorted(now[table]) == sorted(held[table])
    take(world, other, reports(5, name="x"))  # Winter is open as it was


def test_what_is_closed_in_the_backup_too_is_the_backups(world: World, asked: str) -> None:
    take(world, asked, reports(1, 2, 3))
    rounds.close_round(world.desk, asked)
    before, held = backup(world), tables(world.desk)
    edit_client(world.desk, world.client, {"name": "Anne Berg"})
    assert restore(world.desk, before).closed == []
    assert tables(world.desk) == held


def test_a_round_that_the_backup_does_not_know_is_not_brought_into_it(world: World) -> None:
    before = backup(world)
    asked = rounds.begin_round(world.desk, world.engagement, {"title": "Autumn", "items": ["Listens"]})
    take(world, asked, reports(1, 2, 3))
    rounds.close_round(world.desk, asked)
    assert restore(world.desk, before).closed == []
    assert tables(world.desk).get("rounds", []) == []


def test_a_number_that_another_has_in_the_backup_is_given_anew(world: World, asked: str) -> None:
    from coach_tui.changes.restoring import keep_closed

    def row(uid: str, **more: Any) -> dict[str, Any]:
        return {"uid": uid, "plan": "e", "round": "a", **more}

    present = {
        "rounds": {"1": {"uid": "a", "title": "A", "closed_on": "2026-11-20"}},
        "responses": {"7": row("x"), "3": row("y")},
        "raters": {"1": row("z")},
    }
    restored = {
        "rounds": {"4": {"uid": "a", "title": "A"}, "5": {"uid": "b", "title": "B"}},
        "responses": {"7": row("w", round="b"), "2": row("y")},
    }
    assert keep_closed(present, restored) == ["A"]
    assert restored["rounds"]["4"] == present["rounds"]["1"]
    assert restored["responses"] == {"3": row("y"), "7": row("w", round="b"), "8": row("x")}
    assert restored["raters"] == {"1": row("z")}


def test_nothing_is_known_of_a_damaged_file(world: World, asked: str) -> None:
    before = backup(world)
    world.desk.store.path.write_bytes(b"\0")
    assert restore(world.desk, before).closed == []


def test_who_was_erased_since_is_left_out_and_the_history_still_tells_of_it(world: World) -> None:
    name = world.desk.practice().clients[0].name
    before = backup(world)
    stick, copied = before.with_name("stick.json"), before.read_bytes()
    erase_client(world.desk, world.client, name)
    stick.write_bytes(copied)
    assert restore(world.desk, stick) == ([], 1)
    held = world.desk.store.path.read_text()
    assert name not in held
    assert world.client not in held
    assert [entry.what for entry in history(world.desk)] == ["restored from stick.json", "erased a client"]
    assert restore(world.desk, stick) == ([], 1)  # and again
    assert [entry.what for entry in history(world.desk)].count("erased a client") == 1


# The same by way of an export


def exported(world: World, **more: Any) -> Any:
    return dump.dump(world.desk.practice(), TODAY, **more)


def put_back(world: World, document: Any) -> str:
    entry = take_in_dump(world.desk, dump.read_dump(document), replace=True)
    return entry.what if entry else ""


@pytest.mark.parametrize("again", [False, True])
def test_an_export_opens_no_round_again(world: World, asked: str, again: bool) -> None:
    take(world, asked, reports(1, 2, 3))
    document = exported(world)
    take(world, asked, reports(5, name="s"))
    rounds.close_round(world.desk, asked)
    edit_client(world.desk, world.client, {"name": "Anne Berg"})
    found, held = result(world), tables(world.desk)
    if again:
        undo(world.desk)
        undo(world.desk)
    said = put_back(world, document)
    assert said == "took in the export of Anna Berg; kept as closed: “Autumn”"
    assert result(world) == found
    for table in ("rounds", "responses", "raters"):
        assert tables(world.desk)[table] == held[table]
    with pytest.raises(BadInput, match="is frozen"):
        take(world, asked, reports(3, name="t"))


def test_nothing_else_in_it_is_no_success(world: World, asked: str) -> None:
    take(world, asked, reports(1, 2, 3))
    document = exported(world)
    rounds.close_round(world.desk, asked)
    held = tables(world.desk)
    with pytest.raises(
        BadInput, match="kept as it is, since it is closed and frozen: “Autumn”; all else is here"
    ):
        put_back(world, document)
    assert tables(world.desk) == held


def test_an_export_of_a_closed_round_changes_nothing(world: World, asked: str) -> None:
    take(world, asked, reports(1, 2, 3))
    rounds.close_round(world.desk, asked)
    held = tables(world.desk)
    assert put_back(world, exported(world)) == ""
    assert put_back(world, exported(world, client=world.client)) == ""
    assert tables(world.desk) == held


def test_an_export_to_be_handed_on_opens_none_either(world: World, asked: str) -> None:
    take(world, asked, reports(1, 2, 3))
    document = exported(world, client=world.client)
    rounds.close_round(world.desk, asked)
    edit_client(world.desk, world.client, {"name": "Anne Berg"})
    found, held = result(world), tables(world.desk)
    assert put_back(world, document).endswith("; kept as closed: “Autumn”")
    assert result(world) == found
    for table in ("rounds", "responses", "raters"):
        assert tables(world.desk)[table] == held[table]


def test_other_rounds_of_an_export_come_in_as_they_are(world: World, asked: str) -> None:
    take(world, asked, reports(1, 2))
    other = rounds.begin_round(world.desk, world.engagement, {"title": "Winter", "items": ["Listens"]})
    take(world, other, reports(4, name="w"))
    document, held = exported(world), tables(world.desk)
    take(world, other, reports(5, name="x"))
    rounds.close_round(world.desk, asked)
    closed = tables(world.desk)["rounds"]
    assert put_back(world, document).endswith("; kept as closed: “Autumn”")
    now = tables(world.desk)
    assert now["rounds"] == [closed[0], held["rounds"][1]]
    assert sorted(now["responses"]) == sorted(held["responses"])


# Undo of a restore


def test_undo_tells_of_a_restore_once_and_goes_past_it(world: World) -> None:
    edit_client(world.desk, world.client, {"name": "Anne Berg"})
    before = backup(world)
    edit_client(world.desk, world.client, {"name": "Anna Vogel"})
    undo(world.desk)
    restore(world.desk, before)
    with pytest.raises(BadInput, match="there is nothing to redo"):
        redo(world.desk)
    with pytest.raises(ChangedMeanwhile) as raised:
        undo(world.desk)
    assert str(raised.value) == (
        f"cannot undo: “restored from {before.name}” is not taken back by undo; as it was before it lies "
        "among the backups (before-restore; coach restore lists them); passed over, the next undo goes on to "
        "another change"
    )
    undo(world.desk)
    assert world.desk.practice().clients[0].name == "Anna Berg"
