"""Merged, split, replaced: what takes the place of objectives and milestones, what goes over (domain §5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.changes.endings import end, go_on
from coach_tui.changes.milestones import toggle_done
from coach_tui.changes.plans import take_in
from coach_tui.changes.records import delete, edit
from coach_tui.changes.replacing import replace
from coach_tui.changes.undo import undo
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.draft import from_plan, told
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import conflicts, dependents
from coach_tui.plan.objective import Objective
from tests.changes.changes_kit import World, tables


def test_an_objective_is_merged_into_another(world: World) -> None:
    before = tables(world.desk)
    entry = replace(world.desk, Objective, world.objective, [world.other], "one aim is enough")
    assert entry is not None
    assert entry.what == "merged “Lead” into “Rest”"
    gone = world.raw("objectives", world.objective)
    assert (gone["closed_on"], gone["closed_as"]) == ("2026-11-24", "merged")
    assert (gone["closed_reason"], gone["replaced_by"]) == ("one aim is enough", [world.other])
    assert [len(world.plan.values(uid)) for uid in (world.measure, world.talks)] == [1, 1]
    assert world.raw("milestones", world.first)["objective"] == world.other
    assert world.raw("needs", world.need)["objectives"] == [world.objective, world.other]
    assert world.raw("strategies", world.strategy)["objectives"] == [world.objective, world.other]
    undo(world.desk)
    assert tables(world.desk) == before


def test_an_objective_is_split_into_several_that_begin_from_it(world: World) -> None:
    edit(
        world.desk,
        Objective,
        world.objective,
        {"why": "For the team", "activity": "Lead them", "support": "a coach"},
    )
    toggle_done(world.desk, world.first)
    entry = replace(world.desk, Objective, world.objective, [{"title": "Lead A"}, {"title": "Lead B"}])
    assert entry is not None
    assert entry.what == "split “Lead” into “Lead A”, “Lead B”"
    made = [world.raw("objectives", uid) for uid in world.raw("objectives", world.objective)["replaced_by"]]
    for one, title in zip(made, ("Lead A", "Lead B"), strict=True):
        assert one["title"] == title
        assert (one["start"], one["due"]) == ("2026-11-24", "2027-01-29")
        assert one["why"] == "For the team"
        assert not {"measure", "activity", "support"} & one.keys()  # those were the whole's
    assert world.raw("milestones", world.first)["objective"] == world.objective  # it is done


def test_one_is_replaced_by_a_new_one(world: World) -> None:
    entry = replace(world.desk, Objective, world.objective, [{"title": "Guide"}], "a better word")
    assert entry is not None
    assert entry.what == "replaced “Lead” by “Guide”"


def test_milestones_wait_for_what_takes_the_place_of_theirs(world: World) -> None:
    before = tables(world.desk)
    parts = [{"title": "Invited", "due": "2026-11-27"}, {"title": "Opened"}]
    replace(world.desk, Milestone, world.first, parts, "too large")
    gone = world.raw("milestones", world.first)
    invited, opened = gone["replaced_by"]
    assert world.raw("milestones", world.second)["after"] == [invited, opened]
    assert world.raw("milestones", invited)["due"] == "2026-11-27"
    assert world.raw("milestones", opened)["due"] == "2026-12-01"
    assert world.raw("milestones", opened)["baseline"] == "2026-12-01"
    assert world.raw("milestones", opened)["objective"] == world.objective
    assert (gone["due"], gone["closed_as"]) == ("2026-12-01", "split")
    undo(world.desk)
    assert tables(world.desk) == before


def test_merging_with_what_waits_for_it_makes_no_circle(world: World) -> None:
    third = world.add(
        Milestone, {"title": "Third", "due": "2026-12-20", "after": [world.second, world.first]}
    )
    replace(world.desk, Milestone, world.first, [world.second])
    assert "after" not in world.raw("milestones", world.second)
    assert world.raw("milestones", third)["after"] == [world.second]


@pytest.mark.parametrize("how", ["merged", "replaced", "dropped", "deleted"])
def test_what_waited_for_one_that_is_gone_waits_for_what_that_waited_for(world: World, how: str) -> None:
    """First, second after it, third after that: without the second, the third still speaks of the first."""
    third = world.add(Milestone, {"title": "Third", "due": "2026-12-20", "after": [world.second]})
    assert world.raw("milestones", world.second)["after"] == [world.first]
    before = tables(world.desk)
    if how == "deleted":
        delete(world.desk, Milestone, world.second)
    elif how == "dropped":
        end(world.desk, Milestone, world.second, "dropped", "no budget")
    else:
        into = third if how == "merged" else {"title": "Other", "due": "2026-12-19"}
        replace(world.desk, Milestone, world.second, [into])
    first = next(one for one in world.plan.milestones if one.uid == world.first)
    assert third in {one.uid for one in dependents(world.plan, first)}
    said = conflicts(world.plan, first, date(2027, 1, 5))
    if how != "replaced":
        assert "after “Third” on Sun 20 Dec 2026, which waits for it" in said
    undo(world.desk)
    assert tables(world.desk) == before


@pytest.mark.parametrize("noun", [Objective, Milestone])
def test_a_milestone_is_dropped_and_goes_on(world: World, noun: Any) -> None:
    uid = world.objective if noun is Objective else world.first
    before = tables(world.desk)
    with pytest.raises(BadInput, match="say why"):
        end(world.desk, noun, uid, "dropped")
    end(world.desk, noun, uid, "dropped", "no budget")
    assert not noun(world.raw(noun.table, uid)).open
    go_on(world.desk, noun, uid)
    assert noun(world.raw(noun.table, uid)).open
    undo(world.desk)
    undo(world.desk)
    assert tables(world.desk) == before


def test_what_goes_on_again_has_nothing_in_its_place(world: World) -> None:
    replace(world.desk, Objective, world.objective, [world.other])
    go_on(world.desk, Objective, world.objective)
    raw = world.raw("objectives", world.objective)
    assert not {"closed_on", "closed_as", "closed_reason", "replaced_by"} & raw.keys()


def test_what_goes_on_again_has_its_open_milestones_back(world: World) -> None:
    """Those that went over to what took its place, unless they are done or were placed elsewhere since."""
    done = world.add(Milestone, {"title": "Done there", "due": "2026-12-03", "objective": world.objective})
    before = world.raw("milestones", world.first)
    replace(world.desk, Objective, world.objective, [world.other])
    toggle_done(world.desk, done)
    entry = go_on(world.desk, Objective, world.objective)
    assert entry is not None
    assert entry.what.startswith("let the objective “Lead” go on, with “")
    assert world.raw("milestones", world.first) == before
    assert world.raw("milestones", done)["objective"] == world.other
    undo(world.desk)
    assert world.raw("milestones", world.first)["objective"] == world.other

    edit(world.desk, Milestone, world.first, {"objective": None})
    go_on(world.desk, Objective, world.objective)
    assert "objective" not in world.raw("milestones", world.first)


def test_what_waited_for_a_milestone_waits_for_it_again_when_that_goes_on(world: World) -> None:
    replace(world.desk, Milestone, world.first, [{"title": "Invited", "due": "2026-11-27"}])
    assert world.raw("milestones", world.second)["after"] != [world.first]
    go_on(world.desk, Milestone, world.first)
    assert world.raw("milestones", world.second)["after"] == [world.first]


@pytest.mark.parametrize(
    ("successors", "says"),
    [
        ([], "name what takes its place"),
        (["itself"], "cannot take its place"),
        (["other", "other"], "name what takes its place"),
        ([{"title": "Rest"}], "exists"),
        (["closed"], "cannot take its place"),
        (["nobody"], "no longer exists"),
    ],
)
def test_refused(world: World, successors: list[Any], says: str) -> None:
    closed = world.add(Objective, {"title": "Old"})
    end(world.desk, Objective, closed, "dropped", "x")
    uids = {"itself": world.objective, "other": world.other, "closed": closed, "nobody": "nobody"}
    before = tables(world.desk)
    with pytest.raises(BadInput, match=says):
        replace(
            world.desk,
            Objective,
            world.objective,
            [uids[one] if isinstance(one, str) else one for one in successors],
        )
    assert tables(world.desk) == before


def test_what_was_given_up_is_neither_done_nor_moved(world: World) -> None:
    end(world.desk, Milestone, world.first, "dropped", "x")
    with pytest.raises(BadInput, match="was dropped"):
        toggle_done(world.desk, world.first)


def test_the_links_stand_in_plan_files_and_json(world: World) -> None:
    replace(world.desk, Objective, world.objective, [world.other], "one aim is enough")
    draft = from_plan(world.plan)
    assert draft["objective"][0]["replaced_by"] == ["Rest"]
    assert take_in(world.desk, read_toml(write_toml(draft)), replace=True)[1] is None
    lead = told(world.plan)["objective"][0]
    assert (lead["state"], lead["replaced_by"]) == ("replaced", ["Rest"])
    assert lead["first"] == {"target": 12, "due": "2027-01-29", "targets": {"stand-ups": 12, "talks": 3}}
    draft["objective"][0]["replaced_by"] = ["Lead"]
    with pytest.raises(BadInput, match="cannot take its own place"):
        take_in(world.desk, draft, replace=True)
    with pytest.raises(BadInput, match="takes its own place"):
        edit(world.desk, Objective, world.objective, {"replaced_by": [world.objective]})
    delete(world.desk, Objective, world.other)
    assert "replaced_by" not in world.raw("objectives", world.objective)


@pytest.mark.parametrize("noun", [Objective, Milestone])
def test_deleting_what_took_the_place_of_others_is_told(
    world: World, noun: type[Objective] | type[Milestone]
) -> None:
    uid, title = (world.objective, "Lead") if noun is Objective else (world.first, "Kick-off")
    day = {} if noun is Objective else {"due": "2026-12-20"}
    replace(world.desk, noun, uid, [{"title": "A", **day}])
    (new,) = (one.uid for one in world.plan.part(noun) if one.name == "A")
    before = tables(world.desk)
    entry = delete(world.desk, noun, new)
    assert entry is not None
    assert entry.what == f"deleted {noun.noun}, “A”; nothing stands in the place of “{title}” any more"
    undo(world.desk)
    assert tables(world.desk) == before
    go_on(world.desk, noun, uid)
    replace(world.desk, noun, uid, [{"title": "B", **day}, {"title": "C", **day}])
    (one,) = (one.uid for one in world.plan.part(noun) if one.name == "B")
    entry = delete(world.desk, noun, one)
    assert entry is not None
    assert entry.what == f"deleted {noun.noun}, “B”", "the other part is still there"
