"""One of several clients cancels a session for themselves: it goes on for the others (domain rules §10)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.clients import delete_client
from coach_tui.changes.records import edit
from coach_tui.changes.session_states import (
    book_again,
    cancel_for,
    cancel_session,
    hold_as_booked,
    say_absent,
)
from coach_tui.changes.several import call_off_all
from coach_tui.changes.undo import undo
from coach_tui.exchange.dump import dump, read_dump
from coach_tui.exchange.dump_taking import take_in_dump
from coach_tui.plan.calendar_items import items
from coach_tui.plan.double import by_day
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import away_from, lead_of, others_there, size_there
from coach_tui.plan.hours import hours_log
from coach_tui.plan.package import package_of
from coach_tui.plan.report import content
from coach_tui.plan.session import Session
from coach_tui.plan.visibility import view
from tests.changes.changes_kit import TODAY, open_desk, tables
from tests.changes.group_kit import AHEAD, HELD, Group


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path / "coach.json")


def states(group: Group, uid: str) -> list[str]:
    return [group.seen(side, uid).state for side in group.plans]


def change(group: Group, side: str, values: dict[str, Any], uid: str) -> None:
    """As the form does that a plan's list has opened."""
    seen = group.seen(side, uid)
    edit(group.desk, Session, uid, values, seen.raw)


@pytest.mark.parametrize("late", [False, True])
def test_it_is_cancelled_for_one_alone_and_counts_for_one_alone(group: Group, late: bool) -> None:
    before = tables(group.desk)
    cancel_for(group.desk, group.ahead, [group.anna], late=late, reason="ill")
    assert states(group, group.ahead) == ["cancelled", "booked", "booked"]
    assert [package_of(group.plan(side)).late for side in group.plans] == [int(late), 0, 0]
    assert [package_of(group.plan(side)).booked for side in group.plans] == [0, 1, 1]
    mine = group.seen(group.anna, group.ahead)
    assert (mine.cancelled_by, mine.late, mine.reason) == ("client", late, "ill")
    assert lead_of(group.practice, group.raw(group.ahead)) == group.ben
    seen = group.seen(group.ben, group.ahead).raw
    assert [one.name for one in others_there(group.practice, seen)] == ["Cleo Marsh"]
    assert [client.name for client, _ in by_day(group.practice)[AHEAD]] == ["Ben Ott", "Cleo Marsh"]
    told = [item for item in items(group.practice) if item.record == group.ahead]
    assert [(item.title, item.cancelled) for item in told] == [
        ("Group session with Ben Ott, Cleo Marsh", False)
    ]
    undo(group.desk)
    assert tables(group.desk)["sessions"] == before["sessions"]


def test_what_came_of_the_hour_is_of_the_others(group: Group) -> None:
    cancel_for(group.desk, group.session, [group.cleo], late=True)
    assert states(group, group.session) == ["held", "held", "cancelled"]
    log = hours_log(group.practice, TODAY)
    assert [(one.on, one.size, [who.name for who in one.people]) for one in log.held] == [
        (HELD, 2, ["Anna Keller", "Ben Ott"])
    ]
    say_absent(group.desk, group.session, [group.ben, group.cleo])
    assert states(group, group.session) == ["held", "no_show", "cancelled"]
    assert size_there(group.raw()) == 1
    assert away_from(group.raw()) == [group.cleo, group.ben]
    say_absent(group.desk, group.session, [group.ben, group.anna])
    assert states(group, group.session) == ["no_show", "no_show", "cancelled"]
    book_again(group.desk, group.session, side=group.cleo)
    assert states(group, group.session) == ["no_show"] * 3


def test_once_all_have_cancelled_all_of_it_is_and_once_one_comes_again_it_is_booked(group: Group) -> None:
    cancel_for(group.desk, group.ahead, [group.anna, group.ben], late=True)
    cancel_for(group.desk, group.ahead, [group.cleo])
    assert (group.raw(group.ahead)["state"], states(group, group.ahead)) == ("cancelled", ["cancelled"] * 3)
    assert [group.seen(side, group.ahead).late for side in group.plans] == [True, True, False]
    book_again(group.desk, group.ahead, side=group.ben)
    assert states(group, group.ahead) == ["cancelled", "booked", "cancelled"]
    assert group.raw(group.ahead).get("state", "booked") == "booked"
    cancel_session(group.desk, group.ahead, "coach")
    assert [group.seen(side, group.ahead).cancelled_by for side in group.plans] == [
        *("client", "coach", "client")
    ]


def test_with_others_who_are_no_clients_it_goes_on(group: Group) -> None:
    edit(group.desk, Session, group.ahead, {"group_size": 5})
    cancel_for(group.desk, group.ahead, group.plans, late=True)
    assert group.raw(group.ahead).get("state", "booked") == "booked"
    assert states(group, group.ahead) == ["cancelled"] * 3


def test_the_form_says_it_of_the_side_from_which_it_was_opened(group: Group) -> None:
    change(group, group.ben, {"cancelled_late": [group.ben]}, group.ahead)
    assert states(group, group.ahead) == ["booked", "cancelled", "booked"]
    change(group, group.ben, {"late": False}, group.ahead)
    raw = group.raw(group.ahead)
    assert (raw["cancelled"], "cancelled_late" in raw, "late" in raw) == ([group.ben], False, False)
    with pytest.raises(BadInput, match="this client cancelled it alone"):
        change(group, group.ben, {"cancelled_by": "coach", "late": False}, group.ahead)
    change(group, group.ben, {"state": "booked"}, group.ahead)
    assert "cancelled" not in group.raw(group.ahead)
    for values, told in (
        ({"cancelled": [group.ben], "cancelled_late": [group.ben]}, "cancelled_late: one of them"),
        ({"cancelled": ["nobody"]}, "cancelled: one who cancelled is not in this session"),
    ):
        with pytest.raises(BadInput, match=told):
            change(group, group.anna, values, group.ahead)
    change(group, group.anna, {"cancelled": [group.ben]}, group.ahead)
    change(group, group.anna, {"also": [group.cleo]}, group.ahead)  # who leaves it has cancelled nothing
    assert "cancelled" not in group.raw(group.ahead)


def test_of_several_rows_at_once_nobody_is_charged_for_another(group: Group) -> None:
    session = group.seen(group.anna, group.ahead)
    with pytest.raises(BadInput, match="several clients"):
        call_off_all(group.desk, [session], "cancelled late by client")
    assert call_off_all(group.desk, [session], "cancelled by me")


@pytest.mark.parametrize("late", [False, True])
def test_whoever_is_left_alone_in_it_keeps_what_came_of_it(group: Group, late: bool) -> None:
    cancel_for(group.desk, group.ahead, [group.anna], late=late)
    delete_client(group.desk, group.clients[1])
    assert group.seen(group.anna, group.ahead).late == late
    delete_client(group.desk, group.clients[2])
    raw = group.raw(group.ahead)
    assert (raw["state"], raw["cancelled_by"], raw.get("late", False)) == ("cancelled", "client", late)
    assert not {"cancelled", "cancelled_late", "also"} & raw.keys()


def test_it_goes_out_and_in_whole_and_as_one_clients(group: Group, tmp_path: Path) -> None:
    cancel_for(group.desk, group.ahead, [group.cleo], late=True)
    there = open_desk(tmp_path / "there.json")
    take_in_dump(there, read_dump(json.loads(json.dumps(dump(group.practice, TODAY)))))
    assert tables(there) == tables(group.desk)
    alone = open_desk(tmp_path / "alone.json")
    for number in (2, 0, 1):
        one = json.loads(json.dumps(dump(group.practice, TODAY, group.clients[number])))
        assert "cancelled_late" not in json.dumps(one["tables"]["sessions"])
        take_in_dump(alone, read_dump(one))
    (raw,) = [raw for _, raw in tables(alone)["sessions"] if raw["on"] == AHEAD]
    assert (raw["cancelled_late"], raw.get("state", "booked")) == ([group.cleo], "booked")


def test_a_report_says_it_to_the_one_alone_and_nobody_has_a_note_of_what_they_missed(group: Group) -> None:
    cancel_for(group.desk, group.session, [group.ben], late=True, reason="A trip")
    hold_as_booked(group.desk, group.session)
    told = [
        json.dumps(content(view(group.plan(side), "client", TODAY), TODAY), default=str)
        for side in group.plans
    ]
    assert ["cancelled" in text.lower() and "On our teams" not in text for text in told] == [
        *(False, True, False)
    ]
    assert not [text for text in told if "A trip" in text]
