"""One case each of what a merge does, where two machines changed the same practice apart."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from coach_tui.changes import daily, records, time_off
from coach_tui.changes.clients import (
    begin_plan,
    close_engagement,
    delete_client,
    edit_client,
    start_engagement,
)
from coach_tui.changes.erase import erase_client
from coach_tui.changes.raters import Reply
from coach_tui.changes.rounds import begin_round, close_round, take_answers
from coach_tui.changes.undo import undo
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Checkin, Commitment
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.round import Round
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from coach_tui.store.taking_out import erased_in, erased_mark
from coach_tui.sync.merge import Merged, erased_elsewhere, merge
from tests.sync.merge_kit import ROUND, Replica, begun, both_ways

if TYPE_CHECKING:
    from pathlib import Path

    from coach_tui.plan.record import Record


class Two:
    """A practice on two machines; the other one's clock is an hour ahead."""

    def __init__(self, path: Path) -> None:
        self.base = begun(path)
        self.before = self.base.tables
        self.one = self.base.fork("one", 60)
        self.other = self.base.fork("other", 120)

    def merged(self) -> Merged:
        return both_ways(self.before, self.one.tables, self.other.tables)

    def uid(self, noun: type[Record], number: int = 0) -> str:
        return self.base.one(noun, number)


def row(merged: Merged, noun: type[Record], uid: str) -> dict[str, Any]:
    return next(one for one in merged.tables[noun.table].values() if one["uid"] == uid)


@pytest.fixture
def two(tmp_path: Path) -> Two:
    return Two(tmp_path / "coach.json")


def test_both_changes_of_one_record_survive(two: Two) -> None:
    uid = two.uid(Objective)
    records.edit(two.one.desk, Objective, uid, {"title": "Lead more"})
    records.edit(two.other.desk, Objective, uid, {"why": "For the team"})
    found = row(two.merged(), Objective, uid)
    assert (found["title"], found["why"]) == ("Lead more", "For the team")


def test_of_two_values_the_later_stands_and_the_other_is_kept(two: Two) -> None:
    uid = two.uid(Objective)
    records.edit(two.other.desk, Objective, uid, {"title": "Later"})
    records.edit(two.one.desk, Objective, uid, {"title": "Sooner"})
    merged = two.merged()
    assert row(merged, Objective, uid)["title"] == "Later"
    (kept,) = merged.to_look_at
    assert (kept["of"], kept["record"], kept["field"]) == ("objectives", uid, "title")
    assert [one["value"]["title"] for one in kept["values"]] == ["Sooner", "Later"]
    assert kept["plan"] == row(merged, Objective, uid)["plan"]
    assert [one["at"] for one in kept["values"]] == sorted(one["at"] for one in kept["values"])
    told = [entry["what"] for entry in merged.tables["journal"].values()]
    assert {"changed an objective, “Sooner”", "changed an objective, “Later”"} <= set(told)


def test_who_wrote_last_stands_though_it_was_undone_in_between(two: Two) -> None:
    uid = two.uid(Objective)
    records.edit(two.one.desk, Objective, uid, {"title": "Sooner"})
    records.edit(two.other.desk, Objective, uid, {"title": "Later"})
    undo(two.other.desk)
    merged = two.merged()
    assert row(merged, Objective, uid)["title"] == "Sooner"
    assert not merged.to_look_at


def test_what_was_undone_on_one_machine_is_undone(tmp_path: Path) -> None:
    base = begun(tmp_path / "coach.json")
    uid = base.one(Objective, 0)
    records.edit(base.desk, Objective, uid, {"title": "Other"})
    before = base.tables
    one, other = base.fork("one", 60), base.fork("other", 90)
    undo(one.desk)
    records.add(other.desk, Commitment, other.plan(0), {"text": "Call"})
    merged = both_ways(before, one.tables, other.tables)
    assert row(merged, Objective, uid)["title"] == "Lead"
    states = {entry["what"]: entry["state"] for entry in merged.tables["journal"].values()}
    assert states["changed an objective, “Other”"] == "undone"


def test_lists_keep_what_both_sides_added(two: Two) -> None:
    uid, milestone = two.uid(Client), two.uid(Milestone)
    edit_client(two.one.desk, uid, {"days_off": ["sat", "sun", "mon"]})
    edit_client(two.other.desk, uid, {"days_off": ["sun", "fri"]})
    records.edit(two.one.desk, Milestone, milestone, {"due": "2026-12-20"})
    records.edit(two.other.desk, Milestone, milestone, {"due": "2026-12-29"})
    merged = two.merged()
    assert row(merged, Client, uid)["days_off"] == ["sun", "fri", "mon"]
    found = row(merged, Milestone, milestone)
    assert found["due"] == "2026-12-29"
    assert [one["to"] for one in found["moves"]] == ["2026-12-20", "2026-12-29"]
    assert found["baseline"] == "2026-12-15"


def test_measures_are_joined_field_by_field(two: Two) -> None:
    uid = two.uid(Objective)
    measures = [dict(one) for one in two.before["objectives"]["1"]["measure"]]
    more = {"name": "calls", "unit": "a week", "baseline": 0, "target": 2}
    records.edit(two.one.desk, Objective, uid, {"measure": [{**measures[0], "target": 5}, more]})
    records.edit(two.other.desk, Objective, uid, {"measure": [{**measures[0], "unit": "a month"}, more]})
    found = row(two.merged(), Objective, uid)["measure"]
    assert [(one["name"], one["target"], one["unit"]) for one in found] == [
        ("talks", 5, "a month"),
        ("calls", 2, "a week"),
        ("calls (2)", 2, "a week"),
    ]


def test_a_change_stands_against_a_deletion_with_all_it_hangs_from(two: Two) -> None:
    delete_client(two.one.desk, two.uid(Client))
    daily.check_in(two.other.desk, two.other.plan(0), {"on": "2026-11-20", "note": "Still here"})
    merged = two.merged()
    assert row(merged, Client, two.uid(Client))["name"] == "Anna Berg"
    assert row(merged, Engagement, two.uid(Engagement))
    assert [one["note"] for one in merged.tables["checkins"].values()] == ["Still here"]
    for noun in (Objective, Milestone, Need, Strategy, Commitment, Session, Round):
        assert [one["uid"] for one in merged.tables[noun.table].values()] == [
            one["uid"] for one in two.before[noun.table].values()
        ]
    assert merged.remarks[-1] == (
        "with the client “Anna Berg” all that was deleted with it is back: "
        "1 commitment, 2 milestones, 1 need, 1 objective, 1 round, 1 session, 1 strategy"
    )


def test_who_was_deleted_and_called_otherwise_is_back_with_the_plan(two: Two) -> None:
    delete_client(two.one.desk, two.uid(Client))
    edit_client(two.other.desk, two.uid(Client), {"role": "CTO"})
    merged = two.merged()
    assert row(merged, Client, two.uid(Client))["role"] == "CTO"
    assert len(merged.tables["objectives"]) == len(two.before["objectives"])
    assert "all that was deleted with it is back: 1 commitment, 1 engagement" in merged.remarks[0]


def test_what_was_deleted_by_itself_does_not_come_back_with_the_client(two: Two) -> None:
    strategy, need = two.uid(Strategy), two.uid(Need)
    records.delete(two.one.desk, Strategy, strategy)
    delete_client(two.one.desk, two.uid(Client))
    records.delete(two.other.desk, Need, need)
    daily.check_in(two.other.desk, two.other.plan(0), {"on": "2026-11-20", "note": "Still here"})
    merged = two.merged()
    assert row(merged, Client, two.uid(Client))
    assert strategy not in [one["uid"] for one in merged.tables["strategies"].values()]
    assert need not in [one["uid"] for one in merged.tables["needs"].values()]
    assert len(merged.tables["objectives"]) == 2


def test_a_value_brings_its_measure_back(two: Two) -> None:
    uid = two.uid(Objective)
    measure = two.before["objectives"]["1"]["measure"][0]
    records.delete(two.one.desk, Objective, uid)
    values = {"on": "2026-11-20", "measures": {measure["uid"]: 2}}
    daily.check_in(two.other.desk, two.other.plan(0), values)
    merged = two.merged()
    assert row(merged, Objective, uid)["measure"] == [measure]
    assert [one["measures"] for one in merged.tables[Checkin.table].values()] == [{measure["uid"]: 2}]


def test_what_says_one_thing_together_is_of_one_machine(two: Two) -> None:
    uid = two.uid(Commitment)
    daily.settle(two.one.desk, uid, "done")
    daily.settle(two.other.desk, uid, "dropped", reason="no time")
    merged = two.merged()
    found = row(merged, Commitment, uid)
    assert (found["status"], found["reason"]) == ("dropped", "no time")
    (kept,) = merged.to_look_at
    assert [one["value"]["status"] for one in kept["values"]] == ["done", "dropped"]


def test_names_that_two_machines_gave_alike_are_told_apart(two: Two) -> None:
    for replica in (two.one, two.other):
        begin_plan(replica.desk, {"name": "Dora Lux"})
        records.add(replica.desk, Objective, replica.plan(0), {"title": "Rest"})
    merged = two.merged()
    assert sorted(one["name"] for one in merged.tables["clients"].values())[2:] == [
        "Dora Lux",
        "Dora Lux (2)",
    ]
    assert [one["title"] for one in merged.tables["objectives"].values()][2:] == ["Rest", "Rest (2)"]
    assert len(merged.remarks) == 2


def test_no_two_records_have_one_number(two: Two) -> None:
    for replica in (two.one, two.other):
        for text in ("a", "b"):
            records.add(replica.desk, Commitment, replica.plan(0), {"text": text})
    merged = two.merged()
    assert list(merged.tables["commitments"]) == ["1", "2", "3", "4", "5", "6"]
    assert list(merged.tables["commitments"].values())[:2] == list(two.before["commitments"].values())


def test_milestones_never_wait_for_one_another(two: Two) -> None:
    first, second = two.uid(Milestone, 0), two.uid(Milestone, 1)
    records.edit(two.one.desk, Milestone, first, {"after": [second]})
    records.edit(two.other.desk, Milestone, second, {"after": [first]})
    merged = two.merged()
    assert sum(bool(one.get("after")) for one in merged.tables["milestones"].values()) == 1
    assert any("waited for itself" in line for line in merged.remarks)


def test_a_session_booked_after_the_closing_is_called_off(two: Two) -> None:
    close_engagement(two.one.desk, two.one.plan(0))
    uid = records.add(two.other.desk, Session, two.other.plan(0), {"on": "2026-12-08"})
    found = row(two.merged(), Session, uid)
    assert (found["state"], found["closing"], found["cancelled_by"]) == ("cancelled", True, "coach")


def test_one_of_two_engagements_that_were_begun_apart_is_open(tmp_path: Path) -> None:
    base = begun(tmp_path / "coach.json")
    close_engagement(base.desk, base.plan(0))
    before, client = base.tables, base.one(Client, 0)
    one, other = base.fork("one", 60), base.fork("other", 90)
    uids = [start_engagement(replica.desk, client, {}) for replica in (one, other)]
    merged = both_ways(before, one.tables, other.tables)
    still = [uid for uid in uids if not row(merged, Engagement, uid).get("closed_on")]
    assert still == [min(uids)]


def test_pauses_and_holidays_that_meet_are_one(two: Two) -> None:
    for replica, until in ((two.one, "2026-12-10"), (two.other, "2026-12-12")):
        since = "2026-11-25" if replica is two.one else "2026-12-01"
        time_off.pause(replica.desk, replica.plan(0), until, until, since)
        time_off.add_holiday(replica.desk, "2026-12-24", f"2026-12-{28 if until[-1] == '0' else 24}", "off")
    merged = two.merged()
    assert row(merged, Engagement, two.uid(Engagement))["pauses"] == [
        {"since": "2026-11-25", "until": "2026-12-12", "reason": "2026-12-10; 2026-12-12"}
    ]
    (holiday,) = merged.tables["holidays"].values()
    assert (holiday["since"], holiday["until"]) == ("2026-12-24", "2026-12-28")


# Rounds


def answer(replica: Replica, name: str, group: str = "peer") -> None:
    asked = replica.one(Round, 0)
    reply = Reply(group, {"listens": 4}, {}, rater=name)
    take_answers(replica.desk, replica.plan(0), asked, [reply])


def test_late_answers_are_refused_where_no_round_is_open(two: Two) -> None:
    answer(two.one, "Pia")
    close_round(two.one.desk, two.uid(Round))
    answer(two.other, "Per")
    merged = two.merged()
    assert len(merged.tables["responses"]) == 1
    assert [one["name"] for one in merged.tables["raters"].values()] == ["Pia"]
    (line,) = merged.remarks
    assert line.startswith("1 answer to the round “Autumn” of Anna Berg came after it was closed")
    assert "Per" not in line


def test_late_answers_go_on_to_the_next_round_that_asks_the_same(two: Two) -> None:
    close_round(two.one.desk, two.uid(Round))
    spring = begin_round(two.one.desk, two.one.plan(0), {**ROUND, "title": "Spring"})
    answer(two.other, "Per")
    merged = two.merged()
    assert [one["round"] for one in merged.tables["responses"].values()] == [spring]
    assert [(one["round"], one["answered"]) for one in merged.tables["raters"].values()] == [(spring, True)]


def test_closed_on_both_the_first_closing_stands(two: Two) -> None:
    answer(two.one, "Pia")
    close_round(two.one.desk, two.uid(Round))
    answer(two.other, "Per")
    answer(two.other, "Pim")
    close_round(two.other.desk, two.uid(Round))
    merged = two.merged()
    assert [one["name"] for one in merged.tables["raters"].values()] == ["Pia"]
    assert len(merged.tables["responses"]) == 1


def test_one_reply_that_was_taken_in_twice_is_one_answer(two: Two) -> None:
    for replica in (two.one, two.other):
        answer(replica, "Per")
        answer(replica, "", "self")
    merged = two.merged()
    assert sorted(one["group"] for one in merged.tables["responses"].values()) == ["peer", "self"]
    assert sorted(one["name"] for one in merged.tables["raters"].values()) == ["Anna Berg", "Per"]


def test_what_is_asked_stays_as_it_was_answered(two: Two) -> None:
    answer(two.one, "Per")
    records.edit(two.other.desk, Round, two.uid(Round), {"items": ["asks"]})
    merged = two.merged()
    assert row(merged, Round, two.uid(Round))["items"] == ["listens", "decides"]
    assert len(merged.tables["responses"]) == 1


# Erasure


def test_who_was_erased_on_one_machine_is_gone_from_both(two: Two) -> None:
    uid = two.uid(Client)
    erase_client(two.one.desk, uid, "Anna Berg")
    daily.check_in(two.other.desk, two.other.plan(0), {"on": "2026-11-20", "note": "Anna again"})
    records.add(two.other.desk, Need, two.other.plan(1), {"kind": "gap", "title": "Rest"})
    gone = {erased_mark(uid), erased_mark(two.uid(Engagement))}
    assert erased_elsewhere(two.other.tables, two.one.tables) == gone
    assert erased_elsewhere(two.one.tables, two.other.tables) == set()
    merged = two.merged()
    text = str(merged.tables)
    assert not any(word in text for word in ("Anna", uid, two.uid(Engagement)))
    assert [one["title"] for one in merged.tables["needs"].values()] == ["Calm", "Rest"]
    assert len(erased_in(merged.tables)) == 2
    again = merge(None, merged.tables, two.other.tables)
    assert uid not in str(again.tables)


def test_a_restore_does_not_bring_back_who_was_erased(tmp_path: Path) -> None:
    base = begun(tmp_path / "coach.json")
    aside = tmp_path / "aside.json"
    shutil.copy(base.path, aside)
    erase_client(base.desk, base.one(Client, 0), "Anna Berg")
    base.desk.store.restore(aside)
    assert len(erased_in(base.tables)) == 2


def test_former_names_of_both_are_remembered(two: Two) -> None:
    for replica, salt in ((two.one, "0a"), (two.other, "0b")):
        with replica.desk.change("renamed") as change:
            change.update(Strategy, two.uid(Strategy), {"title": f"Walk {salt}"})
            change.transaction.take_over_former(
                [{"uid": "former", "salt": salt * 16, "of": {"c": ["ab" * 8]}}]
            )
    merged = two.merged()
    salts = {one["salt"] for one in merged.tables["meta"].values() if "salt" in one}
    assert salts == {"0a" * 16, "0b" * 16}
