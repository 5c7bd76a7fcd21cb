"""A session is held as one change: its note, promises, ratings, the next date; one step back."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.changes.plans import take_in
from coach_tui.changes.records import edit
from coach_tui.changes.session_states import cancel_session, miss_session
from coach_tui.changes.sessions import hold_session
from coach_tui.changes.undo import entries_of, undo
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.contact import Commitment
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.session import Session
from coach_tui.store.transaction import Clash
from tests.changes.changes_kit import World, tables

NOTE = {"goal": "Less", "way_forward": "Ring Jonas", "shares": ["way_forward"], "private": "Tired."}


def hold(world: World, values: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """Holds the booked session; returns what is stored of it."""
    hold_session(world.desk, world.engagement, values or {}, session=world.session, **more)
    return world.raw("sessions", world.session)


def test_all_of_it_is_one_change_and_one_step_back(world: World) -> None:
    before = tables(world.desk)
    count = len(entries_of(world.desk.practice()))
    raw = hold(
        world,
        NOTE,
        settled={world.commitment: ("open", "late", "was ill")},
        ratings={world.objective: [{"value": 5, "solving": "Jonas comes along"}, {"value": 8}]},
        commitments=[{"text": "Ring her"}, {"text": "Read", "owner": "coach", "due": "2026-11-30"}],
        following=[{"on": "2026-12-08", "time": "09:30"}],
    )
    assert {key: raw[key] for key in NOTE} == NOTE
    assert raw["time"] == "10:00"
    assert world.raw("commitments", world.commitment)["status"] == "late"
    assert world.raw("objectives", world.objective)["confidence"] == [
        {"on": "2026-11-24", "value": 5, "solving": "Jonas comes along"},
        {"on": "2026-11-24", "value": 8},
    ]
    made = {c.text: c.raw for c in world.plan.commitments if c.raw.get("made_on")}
    assert (made["Ring her"]["due"], made["Read"]["due"]) == ("2026-12-08", "2026-11-30")
    assert [(s.raw["on"], s.time) for s in world.plan.sessions] == [
        ("2026-11-24", "10:00"),
        ("2026-12-08", "09:30"),
    ]
    entries = entries_of(world.desk.practice())
    assert len(entries) == count + 1
    assert entries[0].what == "held the session with Anna Berg, next on Tue 8 Dec"
    undo(world.desk)
    assert tables(world.desk) == before


def test_one_that_was_not_booked_is_added(world: World) -> None:
    hold_session(world.desk, world.engagement, {"time": "15:00", "shared": "Said."})
    assert [(s.raw["on"], s.time) for s in world.plan.sessions][-1] == ("2026-11-24", "15:00")
    assert len(world.plan.sessions) == 2


def test_the_next_one_is_as_long_and_of_the_kind_of_this_one(world: World) -> None:
    edit(world.desk, Session, world.session, {"minutes": 90, "kind": "group", "group_size": 6, "paid": False})
    hold(world, following=[{"on": "2026-12-08"}])
    booked = world.plan.sessions[-1].raw
    assert {key: booked[key] for key in ("minutes", "kind", "group_size", "paid")} == {
        "minutes": 90,
        "kind": "group",
        "group_size": 6,
        "paid": False,
    }
    assert "time" not in booked
    assert "private" not in booked


def test_a_day_that_is_booked_already_takes_the_time(world: World) -> None:
    booked = world.add(Session, {"on": "2026-12-08", "time": "10:00"})
    hold(world, following=[{"on": "2026-12-08"}])
    assert world.raw("sessions", booked)["time"] == "10:00"
    hold(world, following=[{"on": "2026-12-08", "time": "11:00"}])
    assert world.raw("sessions", booked)["time"] == "11:00"
    assert len(world.plan.sessions) == 2


def test_promises_are_for_the_session_booked_already_else_for_the_review(world: World) -> None:
    hold(world, commitments=[{"text": "First"}], settled={world.commitment: ("open", "moved")})
    assert world.plan.commitments[-1].raw["due"] == "2026-11-25"  # the review that is agreed
    world.add(Session, {"on": "2026-12-01"})
    hold(world, commitments=[{"text": "Second"}])
    due = {c.text: c.raw.get("due") for c in world.plan.commitments}
    assert (due["First"], due["Second"]) == ("2026-11-25", "2026-12-01")


def test_a_promise_put_off_is_for_the_next_session(world: World) -> None:
    hold(world, settled={world.commitment: ("open", "moved", "was ill")}, following=[{"on": "2026-12-03"}])
    raw = world.raw("commitments", world.commitment)
    assert (raw["status"], raw["due"], raw["carried"]) == ("moved", "2026-12-03", 1)


@pytest.mark.parametrize(
    ("values", "more", "says"),
    [
        ({"on": "2026-11-25"}, {}, "book it under “Next session”"),
        ({"on": "2026-08-01"}, {}, "before the engagement began"),
        ({"shares": ["private"]}, {}, "is not one of goal, reality, options, way_forward, reason"),
        ({}, {"following": [{"on": "2026-11-24"}]}, "next: choose a day after this session"),
        ({}, {"ratings": {"o": [{"value": 11}]}}, "outside 0 to 10"),
        ({}, {"ratings": {"o": [{"solving": "x"}]}}, "is needed"),
        ({}, {"commitments": [{"text": ""}]}, "is needed"),
        ({}, {"commitments": [{"text": "Fine"}, {"text": "Bad", "due": "soon"}]}, "due"),
    ],
)
def test_what_is_refused_changes_nothing(
    world: World, values: dict[str, Any], more: dict[str, Any], says: str
) -> None:
    if "ratings" in more:
        more = {"ratings": {world.objective: more["ratings"]["o"]}}
    before = tables(world.desk)
    with pytest.raises(BadInput) as caught:
        hold(world, values, **more)
    assert says in str(caught.value)
    assert tables(world.desk) == before


def test_what_another_hand_changed_is_not_overwritten(world: World) -> None:
    begun = world.raw("sessions", world.session)
    edit(world.desk, Session, world.session, {"private": "Theirs."})
    before = tables(world.desk)
    with pytest.raises(Clash) as caught:
        hold(world, {"private": "Mine.", "goal": "Less"}, started_from=begun)
    assert caught.value.clashes == {"private": ("Theirs.", "Mine.")}
    assert tables(world.desk) == before
    hold(world, {"goal": "Less"}, started_from=begun)
    assert world.raw("sessions", world.session)["private"] == "Theirs."


@pytest.mark.parametrize("become", [cancel_session, miss_session])
def test_what_was_said_elsewhere_to_have_come_of_it_is_told(world: World, become: Any) -> None:
    begun = world.raw("sessions", world.session)
    become(world.desk, world.session, reason="ill")
    before = tables(world.desk)
    with pytest.raises(Clash) as caught:
        hold(world, {"goal": "Less"}, started_from=begun)
    assert "state" in caught.value.clashes
    assert tables(world.desk) == before
    held = hold(world, {"goal": "Less"}, started_from=world.raw("sessions", world.session))
    assert held["state"] == "held"
    assert not held.keys() & {"reason", "cancelled_by", "late"}


@pytest.mark.parametrize("state", ["held", "booked"])
def test_a_reason_goes_with_the_cancellation(world: World, state: str) -> None:
    cancel_session(world.desk, world.session, "client", late=True, reason="ill")
    edit(world.desk, Session, world.session, {"state": state})
    assert not world.raw("sessions", world.session).keys() & {"reason", "cancelled_by", "late"}


def test_a_promise_settled_elsewhere_meanwhile_is_told(world: World) -> None:
    edit(world.desk, Commitment, world.commitment, {"status": "done"})
    with pytest.raises(ChangedMeanwhile, match="was marked done elsewhere"):
        hold(world, settled={world.commitment: ("open", "late")})


def test_a_session_that_was_put_off_and_is_held_is_put_off_no_more(world: World) -> None:
    edit(world.desk, Session, world.session, {"snooze": {"until": "2026-12-01", "reason": "ill"}})
    assert "snooze" not in hold(world, {"goal": "Less"})


def test_nothing_said_changes_nothing(world: World) -> None:
    assert hold(world)["state"] == "held"
    before = tables(world.desk)
    assert hold_session(world.desk, world.engagement, {}, session=world.session) is None
    assert tables(world.desk) == before


def test_the_plan_file_keeps_the_parts_and_reads_notes_of_old(world: World) -> None:
    hold(world, NOTE)
    text = write_toml(from_plan(world.plan))
    assert 'shares = ["way_forward"]' in text
    take_in(world.desk, read_toml(text), replace=True)
    kept = world.desk.practice()
    plan = kept.plan(kept.clients[0].uid)
    assert plan is not None
    assert {key: plan.sessions[0].raw[key] for key in NOTE} == NOTE
    old = read_toml('[client]\nname = "X"\n[engagement]\nstart = 2026-01-01\n'
                    '[[session]]\non = 2026-01-08\nshared = "S"\nprivate = "P"\n')  # fmt: skip
    take_in(world.desk, old)
    practice = world.desk.practice()
    read = practice.plan(practice.client_named("X").uid)
    assert read is not None
    assert [(s.shared, s.private, s.note) for s in read.sessions] == [
        ("S", "P", [("shared", "S", True), ("private", "P", False)])
    ]
