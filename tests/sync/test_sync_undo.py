"""Undo on one of several machines takes back what was done there, and nothing of another without a word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from coach_tui.changes import records, time_off
from coach_tui.changes.clients import begin_plan, edit_client
from coach_tui.changes.moving import move
from coach_tui.changes.raters import Reply
from coach_tui.changes.rounds import begin_round, close_round, take_answers
from coach_tui.changes.undo import entries_of, redo, undo, where_done
from coach_tui.plan.client import Client
from coach_tui.plan.contact import Commitment
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.round import Response, Round
from coach_tui.store.storage import held
from coach_tui.sync.merge import merge
from tests.sync.merge_kit import ROUND, Replica, begun, both_ways

if TYPE_CHECKING:
    from pathlib import Path

    from coach_tui.store.shapes import Tables


OVERTAKEN = "overtaken by “changed an objective, “There””, done on server"


class Pair:
    """A practice on a laptop and a server, which are brought together when asked to."""

    def __init__(self, path: Path) -> None:
        base = begun(path)
        self.base: Tables = base.tables
        self.laptop, self.server = base.fork("laptop", 60), base.fork("server", 120)
        for replica, name in ((self.laptop, "laptop"), (self.server, "server")):
            beside = replica.path.parent / ".coach.json.sync"
            beside.mkdir()
            (beside / "machine").write_text(f"{name}\n")

    def sync(self) -> None:
        merged = merge(self.base, self.laptop.tables, self.server.tables).tables
        for replica in (self.laptop, self.server):
            with held(replica.desk.store) as storage:
                storage.lock()
                storage.overwrite(json.loads(json.dumps(merged)))
        self.base = self.laptop.tables


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path / "coach.json")


def title(replica: Replica) -> str:
    return str(replica.tables["objectives"]["1"]["title"])


def test_each_machine_takes_back_its_own_last_change(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    uid = laptop.one(Objective, 0)
    records.edit(laptop.desk, Objective, uid, {"title": "Here"})
    records.add(server.desk, Commitment, server.plan(0), {"text": "There"})
    pair.sync()
    assert undo(laptop.desk).what == "changed an objective, “Here”"
    assert title(laptop) == "Lead"
    assert undo(server.desk).what == "added a commitment, “There”"
    pair.sync()
    assert title(server) == "Lead"
    assert "There" not in [one["text"] for one in laptop.tables["commitments"].values()]
    assert redo(laptop.desk).what == "changed an objective, “Here”"
    pair.sync()
    assert title(server) == "Here"


def test_what_another_machine_has_overtaken_is_refused_and_it_is_named(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    uid = laptop.one(Objective, 0)
    records.edit(laptop.desk, Objective, uid, {"title": "Here"})
    pair.sync()
    records.edit(server.desk, Objective, uid, {"title": "There"})
    pair.sync()
    with pytest.raises(ChangedMeanwhile, match=OVERTAKEN) as told:
        undo(laptop.desk)
    assert "Title of an objective, “There”, was changed meanwhile; passed over" in str(told.value)
    assert title(laptop) == "There"


def test_nothing_that_another_machine_hangs_something_on_is_taken_away(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    uid = records.add(laptop.desk, Objective, laptop.plan(0), {"title": "New"})
    pair.sync()
    milestone = {"title": "On it", "due": "2026-12-20", "objective": uid}
    records.add(server.desk, Milestone, server.plan(0), milestone)
    pair.sync()
    with pytest.raises(ChangedMeanwhile, match="something else hangs from it now"):
        undo(laptop.desk)


def test_a_name_that_another_machine_has_taken_is_not_given_back(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    uid, other = laptop.one(Client, 0), laptop.one(Client, 1)
    edit_client(laptop.desk, uid, {"name": "Cleo"})
    pair.sync()
    edit_client(server.desk, other, {"name": "Anna Berg"})
    pair.sync()
    with pytest.raises(ChangedMeanwhile, match="another client is called “Anna Berg” now"):
        undo(laptop.desk)


def test_what_was_done_before_or_elsewhere_is_not_this_machines(pair: Pair) -> None:
    with pytest.raises(BadInput, match="was done before this data file was kept on several machines"):
        undo(pair.laptop.desk)
    records.add(pair.server.desk, Commitment, pair.server.plan(0), {"text": "There"})
    pair.sync()
    with pytest.raises(BadInput, match=r"nothing to undo of this machine; .* was done on server"):
        undo(pair.laptop.desk)


def test_a_change_leaves_alone_what_another_machine_has_undone(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    records.edit(laptop.desk, Objective, laptop.one(Objective, 0), {"title": "Here"})
    undo(laptop.desk)
    pair.sync()
    records.add(server.desk, Commitment, server.plan(0), {"text": "There"})
    pair.sync()
    assert redo(laptop.desk).what == "changed an objective, “Here”"


def test_the_history_says_where_something_was_done(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    records.add(server.desk, Commitment, server.plan(0), {"text": "There"})
    records.add(laptop.desk, Commitment, laptop.plan(0), {"text": "Here"})
    pair.sync()
    practice = laptop.desk.practice()
    where = where_done(practice)
    assert [where(entry) for entry in entries_of(practice)][:3] == ["server", "laptop", ""]


# Answers that a merge refuses


def answer(replica: Replica, name: str) -> None:
    take_answers(
        replica.desk, replica.plan(0), replica.one(Round, 0), [Reply("peer", {"listens": 4}, {}, rater=name)]
    )


def answered(pair: Pair) -> list[int]:
    return [len(one.tables["responses"]) for one in (pair.laptop, pair.server)]


def test_a_refused_answer_is_neither_undone_nor_redone(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    records.add(server.desk, Commitment, server.plan(0), {"text": "There"})
    close_round(laptop.desk, laptop.one(Round, 0))
    answer(server, "Per")
    pair.sync()
    assert answered(pair) == [0, 0]
    (refused,) = [one for one in entries_of(server.desk.practice()) if one.refused]
    assert (refused.machine, refused.state) == ("server", "dropped")
    assert undo(server.desk).what == "added a commitment, “There”"
    assert redo(server.desk).what == "added a commitment, “There”"
    with pytest.raises(BadInput, match="nothing to redo"):
        redo(server.desk)
    pair.sync()
    assert answered(pair) == [0, 0]


def test_an_answer_that_was_undone_is_not_redone_into_a_round_that_was_closed_meanwhile(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    answer(server, "Per")
    undo(server.desk)
    close_round(laptop.desk, laptop.one(Round, 0))
    pair.sync()
    with pytest.raises(ChangedMeanwhile, match="the round “Autumn” is closed, and takes no answers"):
        redo(server.desk)
    assert answered(pair) == [0, 0]


def test_a_merge_takes_no_answer_to_a_round_that_was_closed_before_on_both(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    answer(server, "Pia")
    close_round(laptop.desk, laptop.one(Round, 0))
    pair.sync()
    assert answered(pair) == [0, 0]
    with server.desk.change("brought in by other means") as change:
        asked = server.one(Round, 0)
        row = {"plan": server.plan(0), "round": asked, "group": "peer", "scores": {"listens": 4}}
        change.insert(Response, row)
    both = both_ways(pair.base, laptop.tables, server.tables)
    assert not both.tables["responses"]
    assert "1 answer to the round “Autumn” of Anna Berg" in both.remarks[0]
    pair.sync()
    assert answered(pair) == [0, 0]


def test_a_round_that_was_taken_up_and_closed_again_keeps_its_answers(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    close_round(laptop.desk, laptop.one(Round, 0))
    pair.sync()
    undo(laptop.desk)
    answer(laptop, "Per")
    close_round(laptop.desk, laptop.one(Round, 0))
    records.add(server.desk, Commitment, server.plan(0), {"text": "There"})
    pair.sync()
    assert answered(pair) == [1, 1]


# What was changed on both machines


def test_what_was_overtaken_is_told_once_and_passed_over(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    uid = laptop.one(Objective, 0)
    records.add(laptop.desk, Commitment, laptop.plan(0), {"text": "Older"})
    records.edit(laptop.desk, Objective, uid, {"title": "Here"})
    pair.sync()
    records.edit(server.desk, Objective, uid, {"title": "There"})
    pair.sync()
    with pytest.raises(ChangedMeanwhile, match=OVERTAKEN):
        undo(laptop.desk)
    pair.sync()
    assert undo(laptop.desk).what == "added a commitment, “Older”"
    assert redo(laptop.desk).what == "added a commitment, “Older”"
    assert title(laptop) == "There"


def test_of_two_texts_the_other_machines_stands_after_undo_and_the_own_after_redo(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    uid = laptop.one(Objective, 0)
    records.edit(laptop.desk, Objective, uid, {"title": "Here"})
    records.edit(server.desk, Objective, uid, {"title": "There"})
    pair.sync()
    assert title(server) == "There"
    undo(server.desk)
    assert title(server) == "Here"
    redo(server.desk)
    assert title(server) == "There"
    undo(server.desk)
    pair.sync()
    assert title(laptop) == "Here"
    undo(laptop.desk)
    assert title(laptop) == "Lead"


def moved(replica: Replica) -> tuple[str, list[str]]:
    (milestone,) = [
        one for one in replica.tables["milestones"].values() if one["uid"] == replica.one(Milestone, 0)
    ]
    return milestone["due"], [one["reason"] for one in milestone.get("moves") or ()]


def test_a_milestone_that_was_moved_on_both_is_undone_by_its_own_line(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    uid = laptop.one(Milestone, 0)
    due = moved(laptop)[0]
    move(laptop.desk, Milestone, uid, "2027-01-20", reason="Here")
    move(server.desk, Milestone, uid, "2027-01-25", reason="There")
    pair.sync()
    assert moved(laptop) == ("2027-01-25", ["Here", "There"])
    undo(server.desk)
    assert moved(server) == ("2027-01-20", ["Here"])
    redo(server.desk)
    assert moved(server) == ("2027-01-25", ["Here", "There"])
    pair.sync()
    undo(laptop.desk)
    assert moved(laptop) == ("2027-01-25", ["There"])
    pair.sync()
    undo(server.desk)
    assert moved(server) == (due, [])


def test_a_round_that_was_closed_on_both_is_opened_by_neither_alone(pair: Pair) -> None:
    laptop, server = pair.laptop, pair.server
    for replica in (laptop, server):
        close_round(replica.desk, replica.one(Round, 0))
    pair.sync()
    with pytest.raises(ChangedMeanwhile, match="overtaken by “closed the round “Autumn””, done on laptop"):
        undo(server.desk)
    assert server.tables["rounds"]["1"]["closed_on"] == "2026-11-24"
    with pytest.raises(BadInput, match="nothing to undo of this machine"):
        undo(server.desk)
    pair.sync()
    assert undo(laptop.desk).what == "closed the round “Autumn”"
    assert "closed_on" not in laptop.tables["rounds"]["1"]


# What a merge itself has made otherwise


def passes_over(replica: Replica, match: str) -> None:
    """Undo is told once of what it passes over, and goes on to what was done before."""
    with pytest.raises(ChangedMeanwhile, match=match):
        undo(replica.desk)
    assert undo(replica.desk).what == "added a commitment, “Older”"


def with_older(pair: Pair) -> tuple[Replica, Replica]:
    for replica in (pair.laptop, pair.server):
        records.add(replica.desk, Commitment, replica.plan(0), {"text": "Older"})
    return pair.laptop, pair.server


def test_holidays_that_a_merge_made_one_are_passed_over_on_both(pair: Pair) -> None:
    laptop, server = with_older(pair)
    time_off.add_holiday(laptop.desk, "2026-12-24", "2027-01-03", "skiing")
    time_off.add_holiday(server.desk, "2026-12-28", "2027-01-08", "beach")
    pair.sync()
    passes_over(laptop, "a holiday.* was changed meanwhile; passed over")
    passes_over(server, "what it did is no longer there; passed over")
    (both,) = server.tables["holidays"].values()
    assert (both["since"], both["until"]) == ("2026-12-24", "2027-01-08")


def test_answers_that_went_on_to_the_next_round_are_passed_over(pair: Pair) -> None:
    laptop, server = with_older(pair)
    begin_round(laptop.desk, laptop.plan(0), {**ROUND, "title": "Summer", "opened_on": "2026-11-20"})
    pair.sync()
    autumn = next(one["uid"] for one in laptop.tables["rounds"].values() if one["title"] == "Autumn")
    reply = Reply("peer", {"listens": 4}, {}, rater="Per")
    take_answers(server.desk, server.plan(0), autumn, [reply])
    close_round(laptop.desk, autumn)
    pair.sync()
    passes_over(server, "an answer was changed meanwhile; passed over")


def test_a_client_whom_a_merge_has_numbered_is_passed_over(pair: Pair) -> None:
    for replica in with_older(pair):
        begin_plan(replica.desk, {"name": "Cleo Ray"})
    pair.sync()
    names = {replica: client_of(replica) for replica in (pair.laptop, pair.server)}
    (numbered,) = [replica for replica, name in names.items() if name == "Cleo Ray (2)"]
    said = "a client, “Cleo Ray .2.”, was numbered by a merge, as another machine made one of that name too; "
    passes_over(numbered, f"{said}delete it by itself; passed over")


def client_of(replica: Replica) -> str:
    """What the client is called now whose plan was begun on this machine."""
    name = "laptop" if "laptop" in str(replica.path) else "server"
    begun = [one for one in replica.tables["journal"].values() if one.get("machine") == name]
    uids = {op["uid"] for one in begun for op in one["ops"] if op["table"] == "clients"}
    return next(str(one["name"]) for one in replica.tables["clients"].values() if one["uid"] in uids)
