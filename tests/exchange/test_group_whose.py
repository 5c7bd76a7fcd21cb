"""What one client of a group said of their session goes to that client alone (domain §10)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.plans import take_in
from coach_tui.changes.records import edit
from coach_tui.changes.session_states import book_again, cancel_for, cancel_session, move_session
from coach_tui.changes.undo import history, undo
from coach_tui.exchange.dump import dump, read_dump
from coach_tui.exchange.dump_taking import take_in_dump
from coach_tui.exchange.planfile import write_toml
from coach_tui.exchange.report import Report
from coach_tui.exchange.spreadsheet import tables as sheets
from coach_tui.plan.draft import from_plan, told
from coach_tui.plan.session import Session
from tests.changes.changes_kit import TODAY, open_desk, tables
from tests.changes.group_kit import AHEAD, NAMES, Group

HEARING, ILL = "custody hearing", "a broken rib"


@pytest.fixture
def group(tmp_path: Path) -> Group:
    """Ben asked for another day, and why; the day after, Cleo cancelled the one that was held."""
    made = Group(tmp_path / "coach.json")
    move_session(made.desk, made.ahead, "2026-12-09", by="client", reason=HEARING, asked=[made.ben])
    cancel_for(made.desk, made.session, [made.cleo], late=True, reason=ILL)
    return made


def made_of(group: Group, number: int) -> dict[str, str]:
    """All that is made for, or of, one client."""
    client, plan = group.clients[number], group.plan(group.plans[number])
    return {
        "json": json.dumps(dump(group.practice, TODAY, client)),
        "csv": "\n".join(sheets(group.practice, client).values()),
        "plan": write_toml(from_plan(plan, ids=True)),
        "told": json.dumps(told(plan)),
        "report": Report(plan, "client", TODAY, Path("none")).markdown(),
        "seen": repr([one.raw for one in plan.sessions]),
    }


@pytest.mark.parametrize("number", range(3))
def test_who_and_why_are_in_what_is_of_that_client_alone(group: Group, number: int) -> None:
    for name, text in made_of(group, number).items():
        assert (HEARING in text) == (NAMES[number] == "Ben Ott" and name != "report"), name
        assert (ILL in text) == (NAMES[number] == "Cleo Marsh" and name != "report"), name
        if name != "csv" or number != 1:
            assert ("another of the group" in text) == (NAMES[number] != "Ben Ott"), name


def test_an_older_move_of_which_nobody_said_whose_it_is_tells_nobody_why(group: Group) -> None:
    move_session(group.desk, group.ahead, "2026-12-10", by="client", reason="unknown whose")
    for number in range(3):
        for name, text in made_of(group, number).items():
            assert "unknown whose" not in text, name
            assert "one of the group" in text, name
    # once it is said, it is as if it had been at once
    move_session(group.desk, group.ahead, "2026-12-10", asked=[group.anna])
    assert [one.get("reason") for one in group.seen(group.anna, group.ahead).moves] == [None, "unknown whose"]


def test_what_the_coach_said_is_told_to_all(group: Group) -> None:
    move_session(group.desk, group.ahead, "2026-12-10", by="coach", reason="a fair", asked=[])
    assert {group.seen(side, group.ahead).moves[-1]["reason"] for side in group.plans} == {"a fair"}


def test_what_came_of_it_for_one_stands_with_its_reason_on_that_clients_page(group: Group) -> None:
    assert [group.seen(side).reason for side in group.plans] == ["", "", ILL]
    edit(group.desk, Session, group.session, {"reason": "a rib"}, group.seen(group.cleo).raw)
    assert group.raw().get("reason") is None
    assert [group.seen(side).reason for side in group.plans] == ["", "", "a rib"]
    undo(group.desk)
    cancel_for(group.desk, group.session, [group.cleo], late=None, reason=None)
    assert group.seen(group.cleo).reason == ILL
    book_again(group.desk, group.session, side=group.cleo)
    assert "reasons" not in group.raw()


def test_all_of_them_one_after_another_each_have_their_own(group: Group) -> None:
    cancel_for(group.desk, group.ahead, [group.anna], reason="a trip")
    cancel_for(group.desk, group.ahead, [group.ben, group.cleo], reason="the snow")
    assert [group.seen(side, group.ahead).reason for side in group.plans] == [
        "a trip",
        "the snow",
        "the snow",
    ]
    assert "reason" not in group.raw(group.ahead)
    cancel_session(group.desk, group.ahead, "coach", reason="no room")
    assert group.raw(group.ahead)["state"] == "cancelled"


def test_of_an_hour_that_was_one_clients_nothing_goes_to_who_joins_it(tmp_path: Path) -> None:
    group = Group(tmp_path / "coach.json")
    uid = group.add({"on": "2026-12-15", "time": "09:00", "private": "an affair"})
    move_session(group.desk, uid, "2026-12-16", by="client", reason=HEARING)
    edit(group.desk, Session, uid, {"private": None})
    edit(group.desk, Session, uid, {"also": [group.ben]}, group.seen(group.anna, uid).raw)
    made = made_of(group, 1)
    for name, text in made.items():
        assert HEARING not in text, name
        assert "an affair" not in text, name
    assert group.seen(group.ben, uid).moves[0]["by"] == "another of the group"
    assert group.seen(group.anna, uid).moves[0]["reason"] == HEARING


def test_each_takes_its_own_export_and_plan_file_back_and_nothing_is_lost(group: Group) -> None:
    before = tables(group.desk)
    for number, side in enumerate(group.plans):
        take_in_dump(group.desk, read_dump(dump(group.practice, TODAY, group.clients[number])), replace=True)
        assert tables(group.desk)["sessions"] == before["sessions"]
        take_in(group.desk, from_plan(group.plan(side)), replace=True)
        assert tables(group.desk)["sessions"] == before["sessions"]


def test_a_plan_file_that_moves_it_asks_on_behalf_of_its_client(group: Group) -> None:
    draft: Any = from_plan(group.plan(group.cleo), ids=True)
    ahead = next(one for one in draft["session"] if one["id"] == group.ahead)
    ahead["on"] = "2026-12-17"
    take_in(group.desk, draft, replace=True, by="client", why="a wedding")
    assert [group.seen(side, group.ahead).moves[-1].get("reason") for side in group.plans] == [
        None,
        None,
        "a wedding",
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_their_exports_together_know_whose_it_was(
    group: Group, tmp_path: Path, order: tuple[int, ...]
) -> None:
    there = open_desk(tmp_path / "there.json")
    for number in order:
        take_in_dump(there, read_dump(dump(group.practice, TODAY, group.clients[number])))
    seen = [there.practice().find("sessions", group.ahead, side) for side in group.plans]
    assert [one.raw["moves"][0].get("reason") for one in seen if one] == [None, HEARING, None]
    late = there.practice().find("sessions", group.session, group.cleo)
    assert late is not None
    assert (late.raw["state"], late.raw.get("reason")) == ("cancelled", ILL)


def test_the_history_tells_of_the_one_who_asked(group: Group) -> None:
    moved = next(entry for entry in history(group.desk) if entry.why == HEARING)
    assert moved.client == group.clients[1]
    assert moved.what == "moved the session with Ben Ott + 2 from Tue 8 Dec 09:00 to Wed 9 Dec 09:00"
    assert AHEAD == "2026-12-08"
