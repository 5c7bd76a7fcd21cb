"""Deciding on two machines what they said of one thing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from coach_tui.changes import records
from coach_tui.changes.merged import decide
from coach_tui.changes.moving import move
from coach_tui.changes.undo import redo, undo
from coach_tui.plan.contact import Commitment
from coach_tui.plan.merged import Merge
from coach_tui.plan.merged_words import told_merge
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.store.storage import held
from tests.sync.merge_kit import Replica, both_ways
from tests.sync.test_sync_undo import Pair, title

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """A laptop and a server that called one objective Here and There; There stands."""
    pair = Pair(tmp_path / "coach.json")
    for replica, said in ((pair.laptop, "Here"), (pair.server, "There")):
        records.edit(replica.desk, Objective, replica.one(Objective, 0), {"title": said})
    pair.sync()
    return pair


def take(replica: Replica, said: str) -> None:
    (merge,) = replica.tables["merges"].values()
    values = [one["value"]["title"] for one in merge["values"]]
    decide(replica.desk, merge["uid"], values.index(said))


@pytest.mark.parametrize("laptop", ["Here", "There"])
def test_the_later_decision_stands_and_both_are_to_be_looked_at(pair: Pair, laptop: str) -> None:
    server = "There" if laptop == "Here" else "Here"
    take(pair.laptop, laptop)
    take(pair.server, server)
    merged = both_ways(pair.base, pair.laptop.tables, pair.server.tables)
    assert [one["record"] for one in merged.to_look_at] == [pair.laptop.one(Objective, 0)]
    pair.sync()
    assert title(pair.laptop) == server
    assert pair.laptop.one(Merge, 0)
    take(pair.laptop, laptop)
    pair.sync()
    assert title(pair.server) == laptop
    assert not pair.server.tables["merges"]


def test_two_decisions_alike_are_one(pair: Pair) -> None:
    for replica in (pair.laptop, pair.server):
        take(replica, "Here")
        records.add(replica.desk, Commitment, replica.plan(0), {"text": "Else"})
    pair.sync()
    assert title(pair.server) == "Here"
    assert not pair.server.tables["merges"]


def test_a_newer_answer_settles_it_and_undo_asks_again(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    uid = laptop.one(Objective, 0)
    records.edit(laptop.desk, Objective, uid, {"why": "Something else"})
    assert laptop.tables["merges"]
    records.edit(laptop.desk, Objective, uid, {"title": "Newest"})
    assert not laptop.tables["merges"]
    undo(laptop.desk)
    assert laptop.tables["merges"]
    assert title(laptop) == "There"
    redo(laptop.desk)
    pair.sync()
    assert title(server) == "Newest"
    assert not server.tables["merges"]


def test_what_stands_since_is_shown_and_may_stay(pair: Pair) -> None:
    laptop = pair.laptop
    with held(laptop.desk.store) as storage:
        storage.lock()
        tables = json.loads(json.dumps(laptop.tables))
        tables["objectives"]["1"]["title"] = "By hand"
        storage.overwrite(tables)
    (raw,) = laptop.tables["merges"].values()
    told = told_merge(laptop.practice, Merge(raw), laptop.desk.today)
    assert told is not None
    assert [(one.words, one.stands) for one in told.values] == [
        ("Here", False),
        ("There", False),
        ("By hand", True),
    ]
    decide(laptop.desk, raw["uid"], 2)
    assert title(laptop) == "By hand"
    assert not laptop.tables["merges"]


def test_a_day_that_both_moved_is_settled_by_moving_it_again(tmp_path: Path) -> None:
    pair = Pair(tmp_path / "coach.json")
    uid = pair.laptop.one(Milestone, 0)
    for replica, day in ((pair.laptop, "2026-12-20"), (pair.server, "2027-01-05")):
        move(replica.desk, Milestone, uid, day, reason="Busy")
    pair.sync()
    assert pair.laptop.tables["merges"]
    move(pair.laptop.desk, Milestone, uid, "2027-01-20", reason="settled")
    assert not pair.laptop.tables["merges"]
