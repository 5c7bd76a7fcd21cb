"""Taking in whole plans: new, in place of one, a second engagement; what is the same keeps its id."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes import clients
from coach_tui.changes.plans import ClientExists, take_in
from coach_tui.changes.undo import history
from coach_tui.exchange.planfile import draft_from, read_toml, write_toml
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput
from coach_tui.plan.schema import PARTS
from tests.changes.changes_kit import World, open_desk, tables

EXAMPLE = (Path(__file__).parent.parent / "data" / "plan-example.toml").read_text(encoding="utf-8")


def test_a_plan_file_goes_in_and_comes_out_the_same(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "coach.json")
    draft = {key: part for key, part in read_toml(EXAMPLE).items() if part}
    uid, entry = take_in(desk, copy.deepcopy(draft))
    assert entry is not None
    assert entry.what == "took in the plan of Anna Berg"
    plan = desk.practice().plan(uid)
    assert plan is not None
    assert from_plan(plan) == draft
    assert read_toml(write_toml(from_plan(plan))) == read_toml(EXAMPLE)
    with_ids = read_toml(write_toml(from_plan(plan, ids=True)))
    before = tables(desk)
    for again in (draft, with_ids):
        assert take_in(desk, again, replace=True) == (uid, None)
    assert tables(desk) == before


def test_a_client_who_is_here_is_not_replaced_unasked(world: World) -> None:
    before = tables(world.desk)
    draft = from_plan(world.plan)
    assert take_in(world.desk, draft) == (world.client, None)
    draft["client"]["role"] = "Lead"
    with pytest.raises(ClientExists, match="--replace"):
        take_in(world.desk, draft)
    assert tables(world.desk) == before


def test_what_is_the_same_keeps_its_id(world: World) -> None:
    draft = from_plan(world.plan)
    draft["objective"].reverse()
    draft["milestone"].append({"title": "Party", "due": "2027-01-30", "after": ["Go-live"]})
    draft["need"] = []
    draft["strategy"][0].pop("needs")
    draft["checkin"][0]["note"] = "More."
    draft["client"]["role"] = "Lead"
    uid, entry = take_in(world.desk, draft, replace=True)
    assert uid == world.client
    assert entry is not None
    plan = world.plan
    assert {o.uid for o in plan.objectives} == {world.objective, world.other}
    assert plan.needs == []
    assert plan.checkins[0].uid == world.checkin
    assert plan.checkins[0].measures == {world.measure: 3, world.talks: 1}
    assert [m.title for m in plan.milestones] == ["Kick-off", "Go-live", "Party"]
    assert plan.milestones[2].after == [world.second]
    assert plan.client.role == "Lead"
    assert any("before-replace" in backup.name for backup in world.desk.store.backups())


def test_ids_find_what_was_renamed(world: World) -> None:
    draft = from_plan(world.plan, ids=True)
    draft["objective"][0]["title"] = "Renamed"
    draft["objective"][0]["measure"][0]["name"] = "meetings"
    for table, key in (("need", "objectives"), ("strategy", "objectives")):
        draft[table][0][key] = ["Renamed"]
    draft["milestone"][0]["objective"] = draft["win"][0]["objective"] = "Renamed"
    draft["checkin"][0]["measures"] = {"meetings": 3}
    take_in(world.desk, draft, replace=True)
    assert world.raw("objectives", world.objective)["title"] == "Renamed"
    assert world.raw("checkins", world.checkin)["measures"] == {world.measure: 3}


def test_a_second_engagement_is_added_beside_a_closed_one(world: World) -> None:
    clients.close_engagement(world.desk, world.engagement)
    draft = {
        "client": {"name": "anna berg"},
        "engagement": {"start": "2026-11-20", "review_every": "1 month"},
        "objective": [{"title": "Lead"}],
    }
    uid, entry = take_in(world.desk, draft_from(draft, ""), replace=True)
    assert uid == world.client
    assert entry is not None
    assert entry.what == "took in a new engagement with anna berg"
    assert len(world.desk.practice().engagements(uid)) == 2
    assert [o.uid for o in world.plan.objectives] == [world.objective, world.other]
    current = world.desk.practice().plan(uid)
    assert current is not None
    assert current.engagement.uid != world.engagement
    assert [o.title for o in current.objectives] == ["Lead"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"objective": [{"title": "A"}, {"title": " á "}]}, "objective: two are called “á”; rename one"),
        (
            {
                "objective": [
                    {"title": "A", "measure": [{"name": "x"}]},
                    {"title": "B", "measure": [{"name": "x"}]},
                ]
            },
            "two measures are called “x”",
        ),
        (
            {"milestone": [{"title": "A", "due": "2027-01-01", "after": ["B"]}]},
            "after: no milestone is called “B”",
        ),
        (
            {
                "milestone": [
                    {"title": "A", "due": "2027-01-01", "after": ["B"]},
                    {"title": "B", "due": "2027-01-01", "after": ["A"]},
                ]
            },
            "in a circle",
        ),
        ({"checkin": [{"on": "2027-01-01", "measures": {"x": 1}}]}, "no objective has a measure “x”"),
    ],
)
def test_drafts_that_contradict_themselves(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    desk = open_desk(tmp_path / "coach.json")
    draft = {"client": {"name": "Anna"}, "engagement": {"start": "2026-11-01"}, **change}
    with pytest.raises(BadInput) as caught:
        take_in(desk, draft_from(draft, ""))
    assert says in str(caught.value)
    assert desk.practice().clients == []
    assert history(desk) == []


def test_milestones_may_refer_to_later_ones(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "coach.json")
    draft = {
        "client": {"name": "Anna"},
        "engagement": {"start": "2026-11-01"},
        "milestone": [
            {"title": "A", "due": "2027-01-01", "after": ["B"]},
            {"title": "B", "due": "2026-12-01"},
        ],
    }
    uid, _ = take_in(desk, draft_from(draft, ""))
    plan = desk.practice().plan(uid)
    assert plan is not None
    b, a = plan.milestones
    assert a.after == [b.uid]


def test_the_id_of_a_new_client_is_kept_where_it_is_free(world: World) -> None:
    draft = from_plan(world.plan, ids=True)
    other = open_desk(world.desk.store.path.with_name("other.json"))
    uid, _ = take_in(other, copy.deepcopy(draft))
    assert uid == world.client
    found = other.practice().plan(uid)
    assert found is not None
    for noun in PARTS:
        assert len(found.part(noun)) == len(world.plan.part(noun))


@pytest.mark.parametrize(
    ("says", "start"),
    [
        ({}, "2026-11-24"),
        ({"due": "2027-03-01"}, "2026-11-24"),
        ({"start": "2026-10-01", "due": "2027-03-01"}, "2026-10-01"),
        ({"agreed_on": "2026-11-10"}, "2026-11-10"),
        ({"confidence": [{"on": "2026-11-03", "value": 6}]}, "2026-11-03"),
        ({"agreed_on": "2020-01-01"}, "2026-09-01"),
        ({"due": "2026-11-20"}, None),
    ],
)
def test_an_objective_added_to_a_plan_begins_today(
    world: World, says: dict[str, Any], start: str | None
) -> None:
    draft = from_plan(world.plan)
    draft["objective"].append({"title": "Sleep", "measure": [{"name": "nights", "kind": "numeric"}], **says})
    draft["strategy"].append({"title": "Lights out at ten"})
    take_in(world.desk, draft, replace=True)
    plan = world.plan
    begun = next(one for one in plan.objectives if one.title == "Sleep")
    assert begun.raw.get("start") == start
    assert next(one for one in plan.strategies if one.title.startswith("Lights")).raw["start"] == "2026-11-24"
    kept = {one.title: one.raw.get("start") for one in plan.objectives}
    again = from_plan(plan)
    for objective in again["objective"]:
        objective.pop("start", None)
    again["objective"][-1]["due"] = "2027-04-01"
    take_in(world.desk, again, replace=True)
    assert {one.title: one.raw.get("start") for one in world.plan.objectives} == kept


def test_a_target_date_changed_on_the_day_of_an_added_objective_is_no_revision(world: World) -> None:
    draft = from_plan(world.plan)
    draft["objective"].append({"title": "Sleep", "due": "2027-03-01"})
    for due in ("2027-03-01", "2027-04-01"):
        draft["objective"][-1]["due"] = due
        take_in(world.desk, draft, replace=True)
    begun = world.plan.objectives[-1]
    assert (begun.raw["due"], begun.revisions) == ("2027-04-01", [])


def test_values_of_before_let_an_added_objective_begin_with_them(world: World) -> None:
    draft = from_plan(world.plan)
    measure = {"name": "nights", "kind": "numeric", "baseline": 3, "target": 6}
    draft["objective"].append({"title": "Sleep", "measure": [measure]})
    draft["checkin"].append({"on": "2026-10-20", "measures": {"nights": 4}})
    take_in(world.desk, draft, replace=True)
    assert world.plan.objectives[-1].raw["start"] == "2026-10-20"


def test_a_plan_that_is_new_begins_with_its_engagement(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "coach.json")
    draft = {**read_toml(EXAMPLE), "objective": [{"title": "Sleep", "due": "2027-03-01"}]}
    keep = {key: draft[key] for key in ("client", "engagement", "objective")}
    uid, _ = take_in(desk, keep)
    plan = desk.practice().plan(uid)
    assert plan is not None
    assert "start" not in plan.objectives[0].raw
