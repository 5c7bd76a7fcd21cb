"""Deciding what two machines said of one thing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.changes import records
from coach_tui.changes.clients import edit_client
from coach_tui.changes.merged import decide
from coach_tui.changes.rounds import begin_round, close_round
from coach_tui.changes.undo import undo
from coach_tui.plan.client import Client
from coach_tui.plan.contact import Commitment
from coach_tui.plan.errors import BadInput
from coach_tui.plan.merged import Merge, merge_uid
from coach_tui.plan.merged_words import told_merge
from coach_tui.plan.objective import Objective
from coach_tui.plan.record import Record
from coach_tui.plan.round import Round
from tests.changes.changes_kit import TODAY, World, tables


def keep(
    world: World, noun: type[Record], uid: str, field: str, *values: dict[str, Any], inside: str = ""
) -> str:
    """What a merge has kept of a field, as it would stand in the file."""
    key = merge_uid(noun.table, uid, field, inside)
    at = [f"2026-11-2{number}T10:15:00+01:00" for number in range(len(values))]
    kept = [
        {"value": value, "at": moment, "machine": f"host-{number}"}
        for number, (value, moment) in enumerate(zip(values, at, strict=True))
    ]
    about = {"of": noun.table, "record": uid, "field": field or None, "inside": inside or None}
    with world.desk.change("merged") as change:
        change.insert(Merge, {"uid": key, **about, "values": kept})
    return key


def raw(world: World, noun: type[Record], uid: str) -> Any:
    found = world.desk.practice().find(noun.table, uid)
    return found.raw if found else None


def words(world: World, uid: str) -> tuple[str, list[str]]:
    found = world.desk.practice().find("merges", uid)
    assert isinstance(found, Merge)
    told = told_merge(world.desk.practice(), found, date(2026, 11, 24))
    assert told is not None
    return told.label, [one.words for one in told.values]


def test_either_value_can_be_taken_and_taken_back(world: World) -> None:
    before = raw(world, Objective, world.objective)
    uid = keep(world, Objective, world.objective, "title", {"title": "Guide"}, {"title": "Lead"})
    assert words(world, uid) == ("Title", ["Guide", "Lead"])
    stood = tables(world.desk)
    entry = decide(world.desk, uid, 0)
    assert entry is not None
    assert entry.what == "decided between two machines: Title of an objective, “Guide”"
    assert entry.client == world.client
    assert raw(world, Objective, world.objective)["title"] == "Guide"
    assert not world.desk.practice().tables["merges"]
    undo(world.desk)
    assert tables(world.desk) == stood
    assert decide(world.desk, uid, 1) is not None
    assert raw(world, Objective, world.objective) == before
    assert not world.desk.practice().tables["merges"]


def test_what_says_one_thing_together_is_taken_together(world: World) -> None:
    done = {"status": "done", "settled_on": "2026-11-23", "reason": None, "due": None, "carried": None}
    now = {"status": "dropped", "settled_on": "2026-11-24", "reason": "ill", "due": "2026-11-25"}
    records.edit(world.desk, Commitment, world.commitment, now)
    uid = keep(world, Commitment, world.commitment, "status", done, {**now, "carried": None})
    label, said = words(world, uid)
    assert label == "Status"
    assert said[0] == "Status: done\nSettled on: Mon 23 Nov"
    decide(world.desk, uid, 0)
    found = raw(world, Commitment, world.commitment)
    assert (found["status"], found["settled_on"], found.get("reason"), found.get("due")) == (
        "done",
        "2026-11-23",
        None,
        None,
    )


def test_a_value_inside_a_list_is_taken_there_alone(world: World) -> None:
    inside, values = f"{world.measure}/target", ({"measure": 20}, {"measure": 12})
    uid = keep(world, Objective, world.objective, "measure", *values, inside=inside)
    assert words(world, uid) == ("Measures · stand-ups · Target", ["20", "12"])
    decide(world.desk, uid, 0)
    measures = raw(world, Objective, world.objective)["measure"]
    assert [one["target"] for one in measures] == [20, 3]
    assert measures[0]["uid"] == world.measure


def test_a_value_of_another_shape_is_told_as_it_is(world: World) -> None:
    uid = keep(world, Objective, world.objective, "measure", {"measure": "many"}, {"measure": [{"a": 1}]})
    label, (one, other, now) = words(world, uid)
    assert (label, one, other) == ("Measures", "many", "1")
    assert now.startswith("Name stand-ups")  # what stands by now, since neither does


def test_a_whole_record_is_taken(world: World) -> None:
    now = raw(world, Objective, world.other)
    uid = keep(world, Objective, world.other, "", {**now, "title": "Sleep", "why": "Tired"}, dict(now))
    assert words(world, uid) == ("all of it", ["Title: Sleep\nWhy: Tired", "Title: Rest"])
    decide(world.desk, uid, 0)
    found = raw(world, Objective, world.other)
    assert (found["title"], found["why"]) == ("Sleep", "Tired")


def test_what_does_not_fit_is_refused_and_nothing_changed(world: World) -> None:
    records.edit(world.desk, Objective, world.other, {"title": "Guide"})
    uid = keep(world, Objective, world.objective, "title", {"title": "Guide"}, {"title": "Lead"})
    before = tables(world.desk)
    with pytest.raises(BadInput, match="called “Guide” exists"):
        decide(world.desk, uid, 0)
    with pytest.raises(BadInput, match="there are 2 values"):
        decide(world.desk, uid, 2)
    with pytest.raises(BadInput, match="another value has come meanwhile"):
        decide(world.desk, uid, 0, {"values": []})
    assert tables(world.desk) == before
    decide(world.desk, uid, 1)
    with pytest.raises(BadInput, match="no longer exists"):
        decide(world.desk, uid, 1)


def test_a_name_that_is_taken_is_refused(world: World) -> None:
    from coach_tui.changes.clients import begin_plan

    begin_plan(world.desk, {"name": "Cleo"})
    uid = keep(world, Client, world.client, "name", {"name": "Cleo"}, {"name": "Anna Berg"})
    with pytest.raises(BadInput, match="a client called “Cleo” exists"):
        decide(world.desk, uid, 0)
    edit_client(world.desk, world.client, {"role": "Lead"})
    assert decide(world.desk, uid, 1) is not None


def test_what_a_closed_round_asked_stays(world: World) -> None:
    asked = begin_round(world.desk, world.engagement, {"title": "Autumn", "items": ["listens"]})
    close_round(world.desk, asked)
    uid = keep(world, Round, asked, "items", {"items": ["asks"]}, {"items": ["listens"]})
    with pytest.raises(BadInput, match="closed and frozen"):
        decide(world.desk, uid, 0)


def test_nothing_is_asked_of_what_is_gone(world: World) -> None:
    uid = keep(world, Objective, world.other, "title", {"title": "Sleep"}, {"title": "Rest"})
    records.delete(world.desk, Objective, world.other)
    found = world.desk.practice().find("merges", uid)
    assert isinstance(found, Merge)
    assert told_merge(world.desk.practice(), found, TODAY) is None
    assert decide(world.desk, uid, 0) is not None
