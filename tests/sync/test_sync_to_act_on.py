"""What a merge did that somebody has to act on: Today says so until it is settled, on every machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from coach_tui.changes import records
from coach_tui.changes.merged import decide
from coach_tui.changes.raters import Reply
from coach_tui.changes.rounds import begin_round, close_round, take_answers
from coach_tui.changes.undo import undo
from coach_tui.plan.attention.survey import attention
from coach_tui.plan.client import Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.round import Round
from coach_tui.plan.session import Session
from tests.cli.conftest import Shell
from tests.sync.sync_kit import TODAY, Machine

if TYPE_CHECKING:
    from pathlib import Path

    from coach_tui.plan.attention.item import AttentionItem

Two = tuple[Machine, Machine, str]


def plan_of(machine: Machine, client: str) -> str:
    """The client's engagement (uid)."""
    found = machine.desk.practice().current(client)
    assert found is not None
    return found.uid


def answer(machine: Machine, client: str, asked: str, *names: str, score: int = 4) -> None:
    """Somebody answers on this machine."""
    machine.clock.minutes += 1
    for name in names:
        reply = Reply("peer", {"listens": score}, {}, rater=name)
        take_answers(machine.desk, plan_of(machine, client), asked, [reply])


def told(machine: Machine) -> list[AttentionItem]:
    """What Today has of what merges did."""
    return [item for item in attention(machine.desk.practice(), TODAY) if item.kind == "refused"]


@pytest.fixture
def asked(two: Two) -> str:
    """A round (uid) that is open on both."""
    laptop, server, anna = two
    laptop.clock.minutes += 1
    uid = begin_round(laptop.desk, plan_of(laptop, anna), {"title": "Autumn", "items": ["listens"]})
    laptop.sync()
    server.sync()
    return uid


def refused(two: Two, asked: str) -> Two:
    laptop, server, anna = two
    close_round(laptop.desk, asked)
    answer(server, anna, asked, "Per", "Pim", "Pia")
    laptop.sync()
    server.sync()
    laptop.sync()
    return two


SAID = "merged: 3 answers to “Autumn” came after it was closed: ask again in a new round"


def test_refused_answers_wait_on_today_of_both_until_they_are_settled(two: Two, asked: str) -> None:
    laptop, server, anna = refused(two, asked)
    for machine in (laptop, server):
        (item,) = told(machine)
        assert (item.reason, item.client.uid, item.about) == (SAID, anna, ("rounds", asked))
        assert item.as_json()["id"] == item.uid
    (item,) = told(server)
    entry = decide(server.desk, item.uid, 0)
    assert entry is not None
    assert entry.what == "settled what a merge did with a round, “Autumn”"
    assert entry.client == anna
    assert not told(server)
    undo(server.desk)
    assert len(told(server)) == 1
    decide(server.desk, item.uid, 0)
    server.sync()
    laptop.sync()
    assert not told(laptop)
    assert laptop.content() == server.content()


def test_why_answers_were_refused_stays_so_as_the_closing_is_undone(two: Two, asked: str) -> None:
    laptop, server, _ = refused(two, asked)
    undo(laptop.desk)
    laptop.sync()
    server.sync()
    for machine in (laptop, server):
        assert machine.desk.practice().tables["rounds"]
        assert not next(iter(machine.desk.practice().tables["rounds"].values())).get("closed_on")
        assert [item.reason for item in told(machine)] == [SAID]


def test_each_reason_for_which_answers_were_refused_is_told_with_its_count(two: Two, asked: str) -> None:
    laptop, server, anna = two
    for machine, score in ((laptop, 3), (server, 4)):
        machine.clock.minutes += 1
        reply = Reply("self", {"listens": score}, {})
        take_answers(machine.desk, plan_of(machine, anna), asked, [reply])
    laptop.sync()
    server.sync()
    laptop.sync()
    assert [item.reason for item in told(laptop)] == [
        "merged: 1 answer to “Autumn” refused: given twice, or asked otherwise"
    ]
    refused(two, asked)
    assert [item.reason for item in told(laptop)] == [
        f"{SAID}; 1 answer to “Autumn” refused: given twice, or asked otherwise"
    ]


def test_what_was_settled_waits_again_where_more_is_refused(two: Two, asked: str, tmp_path: Path) -> None:
    laptop, server, anna = two
    third = Machine(tmp_path, "third")
    third.name_remote(tmp_path / "practice.git")
    third.sync()
    answer(third, anna, asked, "Pau")
    refused(two, asked)
    decide(laptop.desk, told(laptop)[0].uid, 0)
    laptop.sync()
    third.sync()
    for machine in (laptop, server):
        machine.sync()
        assert [item.reason[:20] for item in told(machine)] == ["merged: 1 answer to "]
    assert laptop.content() == server.content() == third.content()


def test_the_same_answer_taken_in_twice_is_not_missed(two: Two, asked: str) -> None:
    laptop, server, anna = two
    for machine in (laptop, server):
        answer(machine, anna, asked, "Per")
    laptop.sync()
    server.sync()
    assert len(server.desk.practice().tables["responses"]) == 1
    assert not told(server)


def test_a_session_that_a_merge_cancelled_and_an_engagement_that_it_closed(two: Two) -> None:
    laptop, server, anna = two
    with laptop.desk.change("closed the engagement") as change:
        change.update(Engagement, plan_of(laptop, anna), {"closed_on": "2026-11-24"})
    records.add(server.desk, Session, plan_of(server, anna), {"on": "2026-12-04", "time": "10:00"})
    laptop.sync()
    server.sync()
    laptop.sync()
    for machine in (laptop, server):
        (item,) = told(machine)
        assert item.reason.startswith("merged: session “")
        assert item.reason.endswith("cancelled, as the engagement is closed: tell the client")
        assert item.about[0] == "sessions"
    for machine in (laptop, server):
        machine.clock.minutes += 1
        with machine.desk.change("began another engagement") as change:
            change.insert(Engagement, {"client": anna, "start": f"2026-11-2{4 + (machine is server)}"})
    laptop.sync()
    server.sync()
    assert "merged: two machines began an engagement, and one is closed: look at both" in [
        item.reason for item in told(server)
    ]


@pytest.mark.parametrize("anna_first", [True, False])
def test_who_is_out_of_a_group_session_as_the_other_machine_had_closed_is_told(
    two: Two, *, anna_first: bool
) -> None:
    laptop, server, anna = two
    ben = server.client("Ben Ott")
    server.sync()
    laptop.sync()
    with laptop.desk.change("closed the engagement") as change:
        change.update(Engagement, plan_of(laptop, anna), {"closed_on": "2026-11-24"})
    first, other = (anna, ben) if anna_first else (ben, anna)
    server.clock.minutes += 1
    session = {"on": "2026-12-14", "time": "10:00", "also": [plan_of(server, other)]}
    records.add(server.desk, Session, plan_of(server, first), session)
    laptop.sync()
    said = server.sync().remarks
    laptop.sync()
    assert said == [
        "the group session of Mon 14 Dec 2026 goes on without Anna Berg: it was booked after the engagement "
        "was closed on another machine"
    ]
    for machine in (laptop, server):
        (item,) = told(machine)
        assert item.client.uid == anna
        assert item.reason == (
            "merged: group session of Mon 14 Dec goes on without this client, as the engagement is closed: "
            "tell the client"
        )
    assert laptop.content() == server.content()
    decide(server.desk, told(server)[0].uid, 0)
    server.note(ben, "later")
    server.sync()
    laptop.sync()
    assert not told(laptop)


def test_a_group_session_that_the_closing_told_of_is_not_told_of_again(two: Two) -> None:
    laptop, server, anna = two
    ben = server.client("Ben Ott")
    session = {"on": "2026-12-14", "time": "10:00", "also": [plan_of(server, ben)]}
    uid = records.add(server.desk, Session, plan_of(server, anna), session)
    server.sync()
    laptop.sync()
    with laptop.desk.change("closed the engagement") as change:
        change.update(Engagement, plan_of(laptop, anna), {"closed_on": "2026-11-24"})
    server.clock.minutes += 1
    records.edit(server.desk, Session, uid, {"time": "11:00"})
    laptop.sync()
    assert server.sync().remarks == []
    assert not told(server)


def test_at_the_shell_it_is_counted_listed_and_settled(two: Two, asked: str) -> None:
    _, server, _ = refused(two, asked)
    shell = Shell(server.home)
    data = ("--data", str(server.path))
    assert shell.ok("today", "--line", *data).strip().endswith(" · 1 merge to act on")
    assert SAID in shell.ok("today", *data)
    (found,) = [one for one in shell("today", "--json", *data).json["items"] if one["kind"] == "refused"]
    listed = shell.ok("merge", "--values", *data)
    assert listed == f"{found['id'][:8]}  Anna Berg: {SAID.removeprefix('merged: ')}\n  1  it is settled\n"
    (one,) = shell("merge", "--values", "--json", *data).json["values"]
    assert (one["did"], one["said"]) == ("refused", SAID.removeprefix("merged: "))
    assert "there is 1 value" in shell.refused("merge", "--take", found["id"], "2", *data)
    assert "Noted: settled" in shell.ok("merge", "--take", found["id"], "1", *data)
    assert "merge to act on" not in shell.ok("today", "--line", *data)
    assert shell.ok("merge", "--values", *data) == "Nothing is to be decided.\n"


def test_it_goes_out_and_comes_back(two: Two, asked: str, tmp_path: Path) -> None:
    _, server, _ = refused(two, asked)
    shell = Shell(server.home)
    data = ("--data", str(server.path))
    shell.ok("export", "json", "-o", str(tmp_path / "all.json"), *data)
    fresh = ("--data", str(tmp_path / "fresh.json"))
    shell.ok("import", str(tmp_path / "all.json"), *fresh)
    assert SAID in shell.ok("today", *fresh)
    assert "erased" in shell("erase", "anna", "--yes", "Anna Berg", *data).err
    assert not server.desk.practice().tables["merges"]


def test_what_a_newer_version_did_is_left_to_it(two: Two, asked: str) -> None:
    _, server, _ = refused(two, asked)
    tables = json.loads(server.path.read_text())
    (record,) = tables["merges"].values()
    record["did"] = "something new"
    server.path.write_text(json.dumps(tables))
    assert not told(server)
    with pytest.raises(BadInput):
        decide(server.desk, record["uid"], 3)


def test_a_link_that_was_left_out_and_a_question_that_stays_are_told(two: Two, asked: str) -> None:
    laptop, server, anna = two
    plan = plan_of(laptop, anna)
    first, second = (
        records.add(laptop.desk, Milestone, plan, {"title": title, "due": "2026-12-15"})
        for title in ("Kick-off", "Go-live")
    )
    laptop.sync()
    server.sync()
    records.edit(laptop.desk, Milestone, first, {"after": [second]})
    records.edit(server.desk, Milestone, second, {"after": [first]})
    answer(laptop, anna, asked, "Per")
    server.clock.minutes += 1
    records.edit(server.desk, Round, asked, {"items": ["decides"]})
    laptop.sync()
    server.sync()
    laptop.sync()
    for machine in (laptop, server):
        assert {item.about[0]: item.reason for item in told(machine)} == {
            "milestones": "merged: what the milestone “Go-live” comes after left out, "
            "it would have waited for itself: look at it",
            "rounds": "merged: “Autumn” asks as it was answered: what was changed of it is not taken",
        }
    assert laptop.content() == server.content()
