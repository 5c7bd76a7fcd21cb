"""What one machine deleted and the other changed is back whole, with all that its deletion had taken out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach_tui.changes import daily, records
from coach_tui.changes.clients import delete_client, edit_client
from coach_tui.changes.several import delete_all
from coach_tui.changes.undo import undo
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Checkin, Commitment, Review, Win
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from coach_tui.store.shapes import Tables
from coach_tui.store.storage import held
from coach_tui.sync.merge import Merged
from tests.sync.merge_kit import EDITS, VERBS, Replica, Script, begun, both_ways, contents, play
from tests.sync.test_sync_merge_laws import scripts

if TYPE_CHECKING:
    from pathlib import Path

    from coach_tui.plan.record import Record

SAID: dict[type[Record], str] = {
    Objective: "why",
    Milestone: "evidence",
    Need: "note",
    Strategy: "title",
    Checkin: "note",
    Commitment: "reason",
    Win: "text",
    Review: "decisions",
    Session: "goal",
}
"""A field of words of each noun."""


def woven(path: Path) -> Replica:
    """A practice in which all hangs together: values, practices, links, an order, a session of two."""
    start = begun(path)
    first, second = start.uids(Engagement)
    objective = start.one(Objective, 0)
    measure = start.practice.tables["objectives"]["1"]["measure"][0]["uid"]
    strategy = start.one(Strategy, 0)
    go, live = start.one(Milestone, 0), start.one(Milestone, 1)
    for day in ("2026-11-10", "2026-11-17"):
        daily.check_in(start.desk, first, {"on": day, "measures": {measure: 2}, "done": [strategy]})
    records.add(start.desk, Win, first, {"on": "2026-11-20", "text": "Said no", "objective": objective})
    last = records.add(start.desk, Milestone, first, {"title": "Last", "due": "2027-01-20", "after": [live]})
    records.edit(start.desk, Milestone, live, {"after": [go]})
    records.edit(start.desk, Strategy, strategy, {"needs": [start.one(Need, 0)]})
    assert last
    records.add(start.desk, Session, first, {"on": "2026-12-08", "time": "10:00", "also": [second]})
    records.add(start.desk, Review, first, {"held_on": "2026-11-20", "decisions": "Began"})
    return start


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Replica:
    return woven(tmp_path_factory.mktemp("overruled") / "base.json")


class Apart:
    """One machine deletes, the other one changes."""

    def __init__(self, start: Replica) -> None:
        self.base = start.tables
        self.one, self.other = start.fork("one", 60), start.fork("other", 120)

    def merged(self) -> Merged:
        return both_ways(self.base, self.one.tables, self.other.tables)


def said(tables: Tables) -> dict[str, Any]:
    """What the tables hold beside the history and what is to be looked at."""
    return {name: rows for name, rows in contents(tables).items() if name not in ("journal", "merges")}


def change(replica: Replica, noun: type[Record], uid: str) -> None:
    if noun is Client:
        edit_client(replica.desk, uid, {"role": "CTO"})
    else:
        records.edit(replica.desk, noun, uid, {SAID[noun]: "said there"})


def delete(replica: Replica, noun: type[Record], uid: str) -> None:
    if noun is Client:
        delete_client(replica.desk, uid)
    else:
        records.delete(replica.desk, noun, uid)


@pytest.mark.parametrize("noun", [*SAID, Client])
def test_what_comes_back_has_all_that_its_deletion_took(start: Replica, noun: type[Record]) -> None:
    apart = Apart(start)
    for uid in start.uids(noun):
        change(apart.other, noun, uid)
        delete(apart.one, noun, uid)
    merged = apart.merged()
    assert said(merged.tables) == said(apart.other.tables)
    assert not merged.tables["merges"]
    assert any("deleted on one machine and is back" in one or "is back" in one for one in merged.remarks)


def test_it_is_said_what_is_back_and_where(start: Replica) -> None:
    apart = Apart(start)
    uid = start.one(Objective, 0)
    records.delete(apart.one.desk, Objective, uid)
    records.edit(apart.other.desk, Objective, uid, {"why": "She asked"})
    assert apart.merged().remarks == [
        "the objective “Lead” of Anna Berg was deleted on one machine and is back: it was changed on another",
        "with the objective “Lead” of Anna Berg what its deletion took out is back in "
        "2 check-ins, 1 milestone, 1 need, 1 strategy, 1 win",
    ]


def test_what_was_done_since_to_what_it_had_hung_from_stays(start: Replica) -> None:
    apart = Apart(start)
    uid, milestone = start.one(Milestone, 0), start.one(Milestone, 1)
    records.delete(apart.one.desk, Milestone, uid)
    records.edit(apart.one.desk, Milestone, milestone, {"title": "Live at last"})
    records.edit(apart.other.desk, Milestone, uid, {"evidence": "Signed"})
    merged = said(apart.merged().tables)["milestones"][milestone]
    assert json.loads(merged)["after"] == [uid]
    assert json.loads(merged)["title"] == "Live at last"


def test_only_what_was_changed_of_several_comes_back(start: Replica) -> None:
    apart = Apart(start)
    both = [start.practice.find("needs", uid) for uid in start.uids(Need)]
    delete_all(apart.one.desk, [one for one in both if one is not None])
    records.edit(apart.other.desk, Need, start.one(Need, 1), {"note": "Still so"})
    assert [*said(apart.merged().tables)["needs"]] == [start.one(Need, 1)]


def test_what_was_undone_elsewhere_does_not_come_back_with_a_client(tmp_path: Path) -> None:
    start = begun(tmp_path / "coach.json")  # the round was begun last
    base = start.tables
    x, y, z = (start.fork(f"machine-{number}", 30 + number) for number in range(3))
    undo(x.desk)
    change(y, Objective, y.one(Objective, 0))
    delete(z, Client, z.one(Client, 0))
    first = contents(both_ways(base, both_ways(base, x.tables, y.tables).tables, z.tables).tables)
    assert "rounds" not in first
    second = both_ways(base, y.tables, both_ways(base, z.tables, x.tables).tables)
    assert contents(second.tables) == first


def test_a_measure_that_was_taken_out_and_changed_elsewhere_has_its_values(start: Replica) -> None:
    apart = Apart(start)
    uid = start.one(Objective, 0)
    (measure,) = start.practice.tables["objectives"]["1"]["measure"]
    records.edit(apart.one.desk, Objective, uid, {"measure": []})
    records.edit(apart.other.desk, Objective, uid, {"measure": [{**measure, "target": 5}]})
    merged = apart.merged()
    values = [one.get("measures") for one in merged.tables["checkins"].values()]
    assert values == [{measure["uid"]: 2}] * 2
    assert "a measure of the objective “Lead” of Anna Berg was deleted on one machine" in merged.remarks[0]


def test_what_the_history_let_go_of_is_put_right_by_what_was_there_before(start: Replica) -> None:
    apart = Apart(start)
    uid, go = start.one(Objective, 0), start.one(Milestone, 0)
    for noun, one in ((Objective, uid), (Milestone, go)):
        records.delete(apart.one.desk, noun, one)
        change(apart.other, noun, one)
    with held(apart.one.desk.store) as storage:
        storage.lock()
        tables = json.loads(json.dumps(apart.one.tables))
        for entry in list(tables["journal"].values())[-2:]:
            entry |= {"ops": [], "shortened": True}
        storage.overwrite(tables)
    merged, expected = said(apart.merged().tables), said(apart.other.tables)
    for name, rows in expected.items():
        if name != "milestones":
            assert merged[name] == rows
    assert merged["milestones"].keys() == expected["milestones"].keys()


def test_undo_of_a_deletion_that_was_overruled_goes_on_to_another_change(tmp_path: Path) -> None:
    start = woven(tmp_path / "coach.json")
    apart = Apart(start)
    for replica, name in ((apart.one, "one"), (apart.other, "other")):
        beside = replica.path.parent / ".coach.json.sync"
        beside.mkdir()
        (beside / "machine").write_text(f"{name}\n")
    uid = start.one(Objective, 0)
    records.add(apart.one.desk, Commitment, apart.one.plan(0), {"text": "Older"})
    records.delete(apart.one.desk, Objective, uid)
    records.edit(apart.other.desk, Objective, uid, {"why": "She asked"})
    merged = apart.merged().tables
    with held(apart.one.desk.store) as storage:
        storage.lock()
        storage.overwrite(json.loads(json.dumps(merged)))
    before = said(apart.one.tables)
    with pytest.raises(ChangedMeanwhile, match="is there already; passed over"):
        undo(apart.one.desk)
    assert said(apart.one.tables) == before
    assert undo(apart.one.desk).what == "added a commitment, “Older”"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scripts, scripts, st.sampled_from([*SAID]), st.integers(0, 9))
def test_it_is_as_if_it_had_not_been_deleted(
    start: Replica, script: Script, there: Script, noun: type[Record], number: int
) -> None:
    apart = Apart(start)
    uid = start.one(noun, number)
    play(apart.one, script, VERBS)
    play(apart.other, there, VERBS)
    try:
        change(apart.other, noun, uid)
        before = apart.one.tables
        delete(apart.one, noun, uid)
    except (BadInput, ChangedMeanwhile):
        return
    expected = both_ways(apart.base, before, apart.other.tables).tables
    assert said(apart.merged().tables) == said(expected)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scripts, scripts, scripts, st.sampled_from([*SAID]), st.integers(0, 9))
def test_it_makes_no_difference_when_the_change_comes_to_the_deletion(
    start: Replica, one: Script, other: Script, third: Script, noun: type[Record], number: int
) -> None:
    base, uid = start.tables, start.one(noun, number)
    replicas = [start.fork(f"machine-{place}", 30 + 7 * place) for place in range(3)]
    for replica, script in zip(replicas, (one, other, third), strict=True):
        play(replica, script, EDITS)
    try:
        delete(replicas[0], noun, uid)
        change(replicas[1], noun, uid)
    except (BadInput, ChangedMeanwhile):
        return
    x, y, z = (replica.tables for replica in replicas)
    first = contents(both_ways(base, both_ways(base, x, y).tables, z).tables)
    assert contents(both_ways(base, x, both_ways(base, y, z).tables).tables) == first
    assert contents(both_ways(base, y, both_ways(base, z, x).tables).tables) == first
