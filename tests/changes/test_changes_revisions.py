"""Wherever a target, measure or date is changed, the objective keeps it: one door (domain §5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coach_tui.changes import records, reviews
from coach_tui.changes.at_once import OpenDesk
from coach_tui.changes.plans import take_in
from coach_tui.changes.undo import undo
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.adjustment import Adjustment
from coach_tui.plan.draft import from_plan
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from tests.changes.changes_kit import World, tables

TARGET = "target of “stand-ups”"


def lower(world: World, to: float = 8) -> list[dict[str, Any]]:
    """The measures of the objective with another target of the first."""
    first, second = world.raw("objectives", world.objective)["measure"]
    return [{**first, "target": to}, second]


def by_form(world: World) -> None:
    records.edit(
        world.desk, Objective, world.objective, {"measure": lower(world)}, why="the board asked", by="sponsor"
    )


def by_form_beside_another(world: World) -> None:
    seen = world.raw("objectives", world.objective)
    records.edit(world.desk, Objective, world.objective, {"due": "2027-02-12"})
    records.edit(
        world.desk,
        Objective,
        world.objective,
        {"measure": lower(world)},
        seen,
        why="the board asked",
        by="sponsor",
    )


def by_review(world: World) -> None:
    said = Adjustment("target", world.measure, 8, "the board asked")
    reviews.hold_review(world.desk, world.engagement, {}, adjustments=[said])


def by_plan_file(world: World) -> None:
    text = write_toml(from_plan(world.plan)).replace("target = 12", "target = 8")
    take_in(world.desk, read_toml(text), replace=True, by="sponsor", why="the board asked")


def by_document(world: World) -> None:
    draft = from_plan(world.plan, ids=True)
    draft["objective"][0]["measure"][0]["target"] = 8
    draft["objective"][0]["measure"][0]["uid"] = draft["objective"][0]["measure"][0].pop("id")
    draft["objective"][0]["measure"][1]["uid"] = draft["objective"][0]["measure"][1].pop("id")
    take_in(world.desk, draft, replace=True, by="sponsor", why="the board asked")


def within_another(world: World) -> None:
    with world.desk.change("several things", why="the board asked") as change:
        change.by = "sponsor"
        records.edit(OpenDesk(world.desk, change), Objective, world.objective, {"measure": lower(world)})


WAYS: list[Callable[[World], None]] = [
    by_form,
    by_form_beside_another,
    by_review,
    by_plan_file,
    by_document,
    within_another,
]


@pytest.mark.parametrize("change", WAYS)
def test_every_way_to_another_target_is_a_revision(world: World, change: Callable[[World], None]) -> None:
    before = tables(world.desk)
    change(world)
    revisions = world.raw("objectives", world.objective)["revisions"]
    wanted = {"on": "2026-11-24", "what": TARGET, "from": "12", "to": "8", "reason": "the board asked"}
    found = [one for one in revisions if one["what"] == TARGET]
    assert [{key: value for key, value in one.items() if key != "by"} for one in found] == [wanted]
    assert change is by_review or change is within_another or found[0]["by"] == "sponsor"
    for _ in range(2 if change is by_form_beside_another else 1):
        undo(world.desk)
    assert tables(world.desk) == before


def test_no_reason_is_kept_as_none_and_can_be_given_later(world: World) -> None:
    records.edit(world.desk, Objective, world.objective, {"due": "2027-02-26"})
    (revision,) = world.raw("objectives", world.objective)["revisions"]
    assert revision == {"on": "2026-11-24", "what": "target date", "from": "2027-01-29", "to": "2027-02-26"}
    given = [{**revision, "reason": "holidays"}]
    records.edit(world.desk, Objective, world.objective, {"revisions": given})
    assert world.raw("objectives", world.objective)["revisions"] == given


def test_what_is_worded_today_is_no_revision_yet(world: World) -> None:
    values = {"title": "New", "due": "2027-01-29", "measure": [{"name": "calls", "target": 3}]}
    uid = world.add(Objective, {**values, "start": "2026-11-24"})
    records.edit(world.desk, Objective, uid, {"due": "2027-02-26"})
    assert "revisions" not in world.raw("objectives", uid)
    records.edit(world.desk, Objective, uid, {"agreed_on": "2026-11-24"})
    records.edit(world.desk, Objective, uid, {"due": "2027-03-26"})
    assert world.raw("objectives", uid)["revisions"][0]["from"] == "2027-02-26"


def test_what_is_worded_today_is_none_in_a_plan_that_began_earlier_either(world: World) -> None:
    measure = [{"name": "calls", "unit": "a week", "baseline": 0, "target": 12}]
    running: dict[str, Any] = {
        "client": {"name": "Ben Ohm"},
        "engagement": {"start": "2026-09-01"},
        "objective": [{"title": "Call", "due": "2027-01-29", "measure": measure}],
    }
    uid, _ = take_in(world.desk, running)
    plan = world.desk.practice().plan(uid)
    assert plan is not None
    (goal,) = plan.objectives
    records.edit(world.desk, Objective, goal.uid, {"start": "2026-09-08", "due": "2027-02-26"})
    records.edit(world.desk, Objective, goal.uid, {"measure": [{**measure[0], "target": 8}]})
    assert "revisions" not in world.raw("objectives", goal.uid)
    added = world.add(Objective, {"title": "New", "start": "2026-09-01", "due": "2027-01-29"})
    records.edit(world.desk, Objective, added, {"due": "2027-02-26"})
    assert "revisions" not in world.raw("objectives", added)


def test_a_file_that_says_nothing_of_the_past_takes_nothing_of_it_away(world: World) -> None:
    records.edit(world.desk, Objective, world.objective, {"due": "2027-02-26"}, why="holidays")
    records.edit(world.desk, Milestone, world.first, {"due": "2026-12-03"}, why="ill", by="client")
    draft = from_plan(world.plan)
    for record in (*draft["objective"], *draft["milestone"]):
        record.pop("revisions", None)
        record.pop("moves", None)
        record.pop("baseline", None)
    draft["objective"][1]["activity"] = "Rest more"
    take_in(world.desk, draft, replace=True)
    assert world.raw("objectives", world.objective)["revisions"][0]["reason"] == "holidays"
    assert world.raw("milestones", world.first)["moves"][0]["reason"] == "ill"
    assert world.raw("milestones", world.first)["baseline"] == "2026-12-01"


def test_a_milestone_that_a_plan_file_moves_keeps_the_move(world: World) -> None:
    draft = from_plan(world.plan)
    kick_off = next(one for one in draft["milestone"] if one["title"] == "Kick-off")
    kick_off["due"] = "2026-12-04"
    take_in(world.desk, draft, replace=True, by="client", why="ill")
    wanted = {"on": "2026-11-24", "from": "2026-12-01", "to": "2026-12-04", "by": "client", "reason": "ill"}
    assert world.raw("milestones", world.first)["moves"] == [wanted]
    assert world.raw("milestones", world.first)["baseline"] == "2026-12-01"


def test_a_revision_written_into_the_plan_file_stands_as_it_is(world: World) -> None:
    draft = from_plan(world.plan)
    lead = draft["objective"][0]
    lead["measure"][0]["target"] = 8
    told = {
        "on": "2026-11-20",
        "what": TARGET,
        "from": "12",
        "to": "8",
        "by": "the board",
        "reason": "budget",
    }
    lead["revisions"] = [told]
    take_in(world.desk, draft, replace=True)
    assert world.raw("objectives", world.objective)["revisions"] == [told]


def test_a_plan_with_revisions_comes_back_from_its_file_as_it_was(world: World) -> None:
    by_form(world)
    draft = from_plan(world.plan)
    text = write_toml(draft)
    assert read_toml(text)["objective"] == draft["objective"]
    assert take_in(world.desk, read_toml(text), replace=True)[1] is None
    by_hand = text.replace('from = "12", to = "8"', "from = 12, to = 8")
    assert by_hand != text
    assert read_toml(by_hand)["objective"] == draft["objective"]
