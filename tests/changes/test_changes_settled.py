"""The day on which a promise was settled: kept from wherever it is said, gone once it is open again."""

from __future__ import annotations

from datetime import date

import pytest

from coach_tui.changes.daily import settle
from coach_tui.changes.plans import take_in
from coach_tui.changes.records import edit
from coach_tui.changes.renewing import renew_engagement
from coach_tui.changes.reviews import hold_review
from coach_tui.changes.sessions import hold_session
from coach_tui.changes.undo import undo
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.client import Engagement
from coach_tui.plan.contact import Commitment
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput
from tests.changes.changes_kit import World, tables

DAY = "2026-11-24"


def settled_on(world: World) -> str | None:
    return world.raw("commitments", world.commitment).get("settled_on")


@pytest.mark.parametrize("status", ["done", "late", "partly", "dropped"])
def test_it_is_settled_on_the_day_on_which_it_is_said(world: World, status: str) -> None:
    before = tables(world.desk)
    settle(world.desk, world.commitment, status, "ill")
    assert settled_on(world) == DAY
    settle(world.desk, world.commitment, "open")
    assert settled_on(world) is None
    undo(world.desk)
    undo(world.desk)
    assert tables(world.desk) == before


def test_one_that_is_moved_is_not_settled(world: World) -> None:
    settle(world.desk, world.commitment, "done")
    settle(world.desk, world.commitment, "moved", "ill", "2026-12-02")
    assert settled_on(world) is None


def test_in_a_form_the_day_may_be_said(world: World) -> None:
    edit(world.desk, Commitment, world.commitment, {"status": "done"})
    assert settled_on(world) == DAY
    edit(world.desk, Commitment, world.commitment, {"settled_on": "2026-11-20"})
    assert settled_on(world) == "2026-11-20"
    edit(world.desk, Commitment, world.commitment, {"status": "late"})
    assert settled_on(world) == "2026-11-20", "it says otherwise what came of it, not when"
    edit(world.desk, Commitment, world.commitment, {"status": None})
    assert settled_on(world) is None


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"settled_on": DAY}, "settled_on: the promise is open; say what came of it, or leave this empty"),
        ({"status": "moved", "settled_on": DAY}, "settled_on: the promise is moved; say what came of it"),
        ({"status": "done", "settled_on": "2026-11-25"}, "settled_on: Wed 25 Nov is in the future"),
        (
            {"status": "done", "made_on": "2026-11-20", "settled_on": "2026-11-19"},
            "settled_on: Thu 19 Nov 2026 is before it was made, Fri 20 Nov 2026",
        ),
    ],
)
def test_a_day_that_contradicts_is_refused(world: World, values: dict[str, str], said: str) -> None:
    before = tables(world.desk)
    with pytest.raises(BadInput, match=said):
        edit(world.desk, Commitment, world.commitment, values)
    assert tables(world.desk) == before


def test_at_a_review_or_in_a_session_it_is_their_day(world: World) -> None:
    said = {world.commitment: ("open", "done")}
    hold_review(world.desk, world.engagement, {"held_on": "2026-11-22"}, settled=said)
    assert settled_on(world) == "2026-11-22"
    undo(world.desk)
    hold_session(world.desk, world.engagement, {"on": "2026-11-21"}, settled=said)
    assert settled_on(world) == "2026-11-21"
    undo(world.desk)
    edit(world.desk, Commitment, world.commitment, {"made_on": "2026-11-23"})
    hold_review(world.desk, world.engagement, {"held_on": "2026-11-22"}, settled=said)
    assert settled_on(world) == "2026-11-23", "not before it was made"


def test_a_plan_file_says_it_and_keeps_it(world: World) -> None:
    written = write_toml(from_plan(world.plan, ids=True))
    done = written.replace('text = "Call Jonas"', 'text = "Call Jonas"\nstatus = "done"')
    take_in(world.desk, read_toml(done), replace=True)
    assert settled_on(world) == DAY
    edit(world.desk, Commitment, world.commitment, {"settled_on": "2026-11-20"})
    written = write_toml(from_plan(world.plan, ids=True))
    assert "settled_on = 2026-11-20\n" in written
    older = written.replace("settled_on = 2026-11-20\n", "")
    take_in(world.desk, read_toml(older.replace("Call Jonas", "Call Jonas Weber")), replace=True)
    assert settled_on(world) == "2026-11-20", "a file of before knows no such day"
    take_in(world.desk, read_toml(older.replace('status = "done"', 'status = "open"')), replace=True)
    assert settled_on(world) is None
    assert "settled_on" not in world.raw("commitments", world.commitment)


def test_a_new_plan_that_does_not_say_when_stays_without_a_day(world: World) -> None:
    entry = {"client": {"name": "Ben"}, "engagement": {"start": "2026-09-01"}}
    promise = {"text": "Write", "status": "done"}
    uid, _ = take_in(world.desk, {**entry, "commitment": [promise]})
    plan = world.desk.practice().plan(uid)
    assert plan is not None
    assert [raw.settled_on for raw in plan.commitments] == [None]


def test_what_goes_on_begins_open(world: World) -> None:
    settle(world.desk, world.commitment, "done")
    edit(world.desk, Engagement, world.engagement, {"closed_on": DAY})
    new = renew_engagement(
        world.desk, world.client, {"start": DAY}, world.engagement, carried=[world.commitment]
    )
    plan = world.desk.practice().plan(world.client, new)
    assert plan is not None
    assert [(one.open, one.settled_on) for one in plan.commitments] == [(True, None)]
    assert settled_on(world) == date.fromisoformat(DAY).isoformat()
