"""What comes of a session that was booked is one change, and counts where it is to (domain rules §10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coach_tui.changes.clients import close_engagement, reopen_engagement
from coach_tui.changes.records import edit
from coach_tui.changes.session_states import (
    book_again,
    cancel_session,
    hold_as_booked,
    miss_session,
    move_session,
)
from coach_tui.changes.undo import entries_of, undo
from coach_tui.plan.errors import BadInput
from coach_tui.plan.package import package_of
from coach_tui.plan.session import Session
from coach_tui.plan.session_words import state_words
from tests.changes.changes_kit import World, tables

AHEAD = "2026-12-08"


def came(world: World) -> dict[str, Any]:
    raw = world.raw("sessions", world.session)
    keys = ("state", "cancelled_by", "late", "reason", "closing")
    return {key: raw[key] for key in keys if key in raw}


def test_one_by_hand_is_booked_ahead_and_held_behind(world: World) -> None:
    days = {"2026-11-24": "booked", "2026-11-25": "booked", "2026-11-23": "held"}
    for day, state in days.items():
        assert world.raw("sessions", world.add(Session, {"on": day}))["state"] == state
    with pytest.raises(BadInput, match="still ahead"):
        world.add(Session, {"on": AHEAD, "state": "held"})


def test_each_is_one_change_and_one_step_back(world: World) -> None:
    before = tables(world.desk)
    told = []
    steps: list[tuple[Callable[[], object], dict[str, Any]]] = [
        (lambda: hold_as_booked(world.desk, world.session), {"state": "held"}),
        (
            lambda: cancel_session(world.desk, world.session, "client", late=True, reason="ill"),
            {"state": "cancelled", "cancelled_by": "client", "late": True, "reason": "ill"},
        ),
        (lambda: cancel_session(world.desk, world.session), {"state": "cancelled"}),
        (lambda: miss_session(world.desk, world.session), {"state": "no_show"}),
    ]
    for change, stored in steps:
        change()
        assert came(world) == stored
        told.append(entries_of(world.desk.practice())[0].what)
        undo(world.desk)
        assert tables(world.desk) == before
    assert told == [
        "held the session of Tue 24 Nov with Anna Berg",
        "cancelled the session of Tue 24 Nov with Anna Berg, cancelled late by the client",
        "cancelled the session of Tue 24 Nov with Anna Berg",
        "marked as no-show the session of Tue 24 Nov with Anna Berg",
    ]


def test_what_was_said_of_a_cancelled_one_goes_with_that(world: World) -> None:
    cancel_session(world.desk, world.session, "client", late=True, reason="ill")
    book_again(world.desk, world.session)
    assert came(world) == {"state": "booked"}
    cancel_session(world.desk, world.session, "client", late=True)
    edit(world.desk, Session, world.session, {"state": "held"})
    assert came(world) == {"state": "held"}


def test_the_coach_may_cancel_late_which_never_counts_as_used(world: World) -> None:
    cancel_session(world.desk, world.session, "coach", late=True)
    assert came(world) == {"state": "cancelled", "cancelled_by": "coach", "late": True}
    plan = next(world.desk.practice().plan(c.uid) for c in world.desk.practice().clients)
    assert plan is not None
    assert (package_of(plan).used, package_of(plan).late) == (0, 0)
    assert "cancelled late by you" in [state_words(one) for one in plan.sessions]


def test_what_cannot_be_changes_nothing(world: World) -> None:
    ahead = world.add(Session, {"on": AHEAD})
    before = tables(world.desk)
    refusals: list[tuple[Callable[[], object], str]] = [
        (lambda: hold_as_booked(world.desk, ahead), "still ahead"),
        (lambda: miss_session(world.desk, ahead), "still ahead"),
        (lambda: cancel_session(world.desk, ahead, late=True), "cancelled_by is client or coach"),
        (lambda: cancel_session(world.desk, ahead, "boss"), "not one of client, coach"),
        (lambda: move_session(world.desk, ahead, AHEAD), "is on Tue 8 Dec already"),
        (lambda: edit(world.desk, Session, ahead, {"late": True}), "not cancelled"),
        (lambda: edit(world.desk, Session, ahead, {"state": "held"}), "still ahead"),
    ]
    for refused, says in refusals:
        with pytest.raises(BadInput, match=says):
            refused()
        assert tables(world.desk) == before
    cancel_session(world.desk, ahead)
    with pytest.raises(BadInput, match="book it again before"):
        move_session(world.desk, ahead, "2026-12-09")


def test_a_move_keeps_where_it_was_wherever_it_is_made(world: World) -> None:
    move_session(world.desk, world.session, "2026-11-26", "11:30", by="client", reason="a trip")
    edit(world.desk, Session, world.session, {"time": "12:00"})
    edit(world.desk, Session, world.session, {"minutes": 90})
    assert world.raw("sessions", world.session)["moves"] == [
        {
            "on": "2026-11-24", "from": "2026-11-24", "to": "2026-11-26", "by": "client",
            "reason": "a trip", "from_time": "10:00", "to_time": "11:30",
        },
        {
            "on": "2026-11-24", "from": "2026-11-26", "to": "2026-11-26",
            "from_time": "11:30", "to_time": "12:00",
        },
    ]  # fmt: skip


def test_a_time_that_was_not_known_and_the_day_of_one_held_are_no_moves(world: World) -> None:
    ahead = world.add(Session, {"on": AHEAD})
    edit(world.desk, Session, ahead, {"time": "10:00"})
    assert "moves" not in world.raw("sessions", ahead)
    hold_as_booked(world.desk, world.session)
    edit(world.desk, Session, world.session, {"on": "2026-11-23"})
    assert "moves" not in world.raw("sessions", world.session)


def test_closing_cancels_what_is_booked_after_it_and_reopening_books_it_again(world: World) -> None:
    ahead = world.add(Session, {"on": AHEAD})
    off = world.add(Session, {"on": "2026-12-15"})
    cancel_session(world.desk, off, "client")
    before = tables(world.desk)
    entry = close_engagement(world.desk, world.engagement)
    assert entry is not None
    assert entry.what == (
        "closed the engagement; cancelled 1 session booked after it; "
        "still booked is the session of Tue 24 Nov 10:00"
    )
    raw = world.raw("sessions", ahead)
    assert (raw["state"], raw["cancelled_by"], raw["closing"]) == ("cancelled", "coach", True)
    assert came(world) == {"state": "booked"}  # of the day of the closing itself
    reopen_engagement(world.desk, world.engagement)
    assert tables(world.desk) == before
    undo(world.desk)
    undo(world.desk)
    assert tables(world.desk) == before


def test_closing_by_the_form_does_the_same(world: World) -> None:
    from coach_tui.plan.client import Engagement

    ahead = world.add(Session, {"on": AHEAD})
    edit(world.desk, Engagement, world.engagement, {"closed_on": "2026-11-24"})
    assert world.raw("sessions", ahead)["state"] == "cancelled"
    edit(world.desk, Engagement, world.engagement, {"closed_on": None})
    assert world.raw("sessions", ahead)["state"] == "booked"
