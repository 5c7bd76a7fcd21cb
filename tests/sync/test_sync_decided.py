"""Deciding on two machines what they said of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach_tui.changes import records
from coach_tui.changes.merged import decide
from coach_tui.plan.contact import Commitment
from coach_tui.plan.merged import Merge
from coach_tui.plan.objective import Objective
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
