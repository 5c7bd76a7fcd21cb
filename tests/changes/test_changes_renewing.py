"""The next engagement: what is ticked goes on, linked with what it was, and the earlier plan stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.changes.clients import close_engagement
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, delete, edit
from coach_tui.changes.renewing import LEFT, renew_engagement
from coach_tui.changes.rounds import begin_round, invite
from coach_tui.changes.undo import undo
from coach_tui.clock import Clock
from coach_tui.plan.client import Engagement
from coach_tui.plan.contact import Checkin
from coach_tui.plan.continued import came_from, raters_before, rounds_before, values_before, went_on_as
from coach_tui.plan.errors import BadInput
from coach_tui.plan.insight import insights
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.round import Round
from coach_tui.plan.standing import standing
from tests.changes.changes_kit import World, tables

LATER = date(2027, 3, 1)


@pytest.fixture
def closed(world: World) -> World:
    """The engagement is closed, and it is a later day."""
    edit(world.desk, Engagement, world.engagement, {"sponsor": "Meyer AG", "sponsor_sees": ["objectives"]})
    edit(world.desk, Objective, world.objective, {"gas": list("abcde"), "gas_now": 1})
    close_engagement(world.desk, world.engagement, on="2026-11-24")
    world.desk = Desk(world.desk.store.path, Clock(LATER))
    return world


def renewed(world: World, *carried: str, **values: object) -> Plan:
    uid = renew_engagement(world.desk, world.client, {"start": LATER, **values}, world.engagement, carried)
    found = world.desk.practice().plan(world.client, uid)
    assert found is not None
    return found


def test_what_is_ticked_goes_on_and_the_earlier_plan_stays(closed: World) -> None:
    far = closed.add(Milestone, {"title": "Far", "due": "2027-06-01", "after": [closed.second]})
    before = tables(closed.desk)
    plan = renewed(closed, closed.objective, closed.need, closed.strategy, far, closed.commitment, type="two")
    (objective,) = plan.objectives
    assert objective.title == "Lead"
    assert objective.raw["start"] == "2027-03-01"
    assert objective.due is None, "the date lay before the new start"
    assert not objective.closed_on
    assert objective.gas_baseline == 1
    assert objective.gas_now is None
    assert [(one.name, one.baseline, one.target) for one in objective.measures] == [
        ("stand-ups", 3, 12),
        ("talks", 1, 3),
    ]
    assert {one.uid for one in objective.measures}.isdisjoint({closed.measure, closed.talks})
    (need,) = plan.needs
    assert need.objectives == [objective.uid]
    (strategy,) = plan.strategies
    assert (strategy.needs, strategy.objectives) == ([need.uid], [objective.uid]), "the other stayed behind"
    assert strategy.raw["start"] == "2027-03-01"
    (milestone,) = plan.milestones
    assert milestone.title == "Far"
    assert milestone.after == []
    assert [one.text for one in plan.commitments] == ["Call Jonas"]
    old = {table: rows for table, rows in before.items() if table in ("checkins", "reviews", "sessions")}
    now = tables(closed.desk)
    assert {table: now[table] for table in old} == old
    for table in ("objectives", "needs", "strategies"):
        assert [row for row in now[table] if row in before[table]] == before[table]


def test_it_is_one_change_and_one_undo(closed: World) -> None:
    before = tables(closed.desk)
    renewed(closed, closed.objective, closed.strategy)
    entry = undo(closed.desk)
    assert entry.what == "began the next engagement with Anna Berg, 2 carried over"
    assert tables(closed.desk) == before


def test_links_lead_both_ways_and_to_the_earlier_values(closed: World) -> None:
    plan = renewed(closed, closed.objective, closed.strategy)
    practice = plan.practice
    (objective,) = plan.objectives
    earlier = came_from(practice, objective)
    assert earlier is not None
    assert earlier.uid == closed.objective
    assert went_on_as(practice, earlier) == objective
    assert went_on_as(practice, objective) is None
    before = came_from(practice, plan.engagement)
    assert before is not None
    assert before.uid == closed.engagement
    stand_ups = objective.measures[0]
    assert values_before(plan, objective, stand_ups) == [(date(2026, 11, 20), 3)]
    add(closed.desk, Checkin, plan.engagement.uid, {"on": "2027-03-01", "measures": {stand_ups.uid: 5}})
    found = closed.desk.practice().plan(closed.client, plan.engagement.uid)
    assert found is not None
    (told,) = insights(found, LATER).as_json()["objectives"]
    assert told["measures"][0]["before"] == [{"date": "2026-11-20", "value": 3}]
    assert told["measures"][0]["values"] == [{"date": "2027-03-01", "value": 5}]
    assert told["measures"][0]["baseline"] == 3


def test_a_third_engagement_has_the_values_of_both(closed: World) -> None:
    second = renewed(closed, closed.objective)
    (objective,) = second.objectives
    (measure, _) = objective.measures
    add(closed.desk, Checkin, second.engagement.uid, {"on": "2027-03-01", "measures": {measure.uid: 5}})
    close_engagement(closed.desk, second.engagement.uid)
    uid = renew_engagement(
        closed.desk, closed.client, {"start": LATER}, second.engagement.uid, [objective.uid]
    )
    third = closed.desk.practice().plan(closed.client, uid)
    assert third is not None
    (last,) = third.objectives
    values = values_before(third, last, last.measures[0])
    assert [value for _, value in values] == [3, 5]


def test_rounds_of_before_are_there_for_the_next_one(world: World) -> None:
    world.add(Round, {"title": "First", "items": ["Listens"], "opened_on": "2026-10-01"})
    close_engagement(world.desk, world.engagement)
    plan = renewed(world)
    assert [one.title for one in rounds_before(plan)] == ["First"]
    assert plan.rounds == []


def test_a_milestone_keeps_its_day_as_the_first_one(world: World) -> None:
    far = world.add(Milestone, {"title": "Far", "due": "2027-06-01", "objective": world.objective})
    edit(world.desk, Milestone, far, {"due": "2027-07-01"})
    close_engagement(world.desk, world.engagement)
    world.desk = Desk(world.desk.store.path, Clock(LATER))
    (milestone,) = renewed(world, far, world.objective).milestones
    assert milestone.due == date(2027, 7, 1)
    assert milestone.first_planned == date(2027, 7, 1)
    assert milestone.moves == []


def test_what_is_gone_or_not_of_that_plan_is_refused(closed: World) -> None:
    before = tables(closed.desk)
    with pytest.raises(BadInput, match="what was to go on is not there any more"):
        renewed(closed, closed.objective, "nobody")
    assert tables(closed.desk) == before


def test_not_while_one_is_open(world: World) -> None:
    with pytest.raises(BadInput, match="is still open"):
        renewed(world)


def test_a_link_to_what_was_deleted_says_nothing(closed: World) -> None:
    plan = renewed(closed, closed.objective)
    delete(closed.desk, Objective, closed.objective)
    found = closed.desk.practice().plan(closed.client, plan.engagement.uid)
    assert found is not None
    (objective,) = found.objectives
    assert came_from(found.practice, objective) is None
    assert values_before(found, objective, objective.measures[0]) == []


def test_a_circle_of_links_ends(closed: World) -> None:
    plan = renewed(closed, closed.objective)
    (objective,) = plan.objectives
    edit(closed.desk, Objective, closed.objective, {"continues": objective.uid})
    found = closed.desk.practice().plan(closed.client, plan.engagement.uid)
    assert found is not None
    (objective,) = found.objectives
    assert [value for _, value in values_before(found, objective, objective.measures[0])] == [3]


def test_what_stays_behind_is_a_field_of_its_noun() -> None:
    for noun, keys in LEFT.items():
        assert set(keys) <= set(noun.fields), noun
        assert len(set(keys)) == len(keys), noun


def renewed_with(world: World, carried: list[str], **more: Any) -> Plan:
    uid = renew_engagement(world.desk, world.client, {"start": LATER}, world.engagement, carried, **more)
    found = world.desk.practice().plan(world.client, uid)
    assert found is not None
    return found


def test_a_milestone_that_was_due_before_is_due_on_the_first_day_or_as_said(closed: World) -> None:
    taken = [closed.second, closed.objective]
    (milestone,) = renewed_with(closed, taken).milestones
    assert (milestone.title, milestone.due, milestone.moves) == ("Go-live", LATER, [])
    undo(closed.desk)
    (milestone,) = renewed_with(closed, taken, dues={closed.second: "2027-04-01"}).milestones
    assert (milestone.title, milestone.due, milestone.moves) == ("Go-live", date(2027, 4, 1), [])


@pytest.mark.parametrize(
    ("wanted", "more", "why"),
    [
        ("all", {"dues": {"second": "2027-02-01"}}, "due: Mon 1 Feb 2027 is before the first day, Mon 1 Mar"),
        ("none", {"dues": {"second": "2027-04-01"}}, "due: “Go-live” does not go on; take it along too"),
        ("none", {"targets": {"measure": 20}}, "target: the objective of that measure does not go on"),
        ("all", {"targets": {"measure": 3}}, "target: “stand-ups” stands at 3 already"),
    ],
)
def test_a_day_or_target_that_cannot_be_changes_nothing(
    closed: World, wanted: str, more: dict[str, dict[str, Any]], why: str
) -> None:
    before = tables(closed.desk)
    given = {key: {getattr(closed, name): to for name, to in of.items()} for key, of in more.items()}
    with pytest.raises(BadInput, match=why):
        renewed_with(closed, [closed.second, closed.objective] if wanted == "all" else [closed.need], **given)
    assert tables(closed.desk) == before


def test_what_is_reached_goes_on_from_where_it_stands_toward_no_target_but_a_new_one(world: World) -> None:
    values = {world.measure: 14, world.talks: 3}  # past its target of 12, and at its target of 3
    add(world.desk, Checkin, world.engagement, {"on": "2026-11-23", "measures": values})
    close_engagement(world.desk, world.engagement, on="2026-11-24")

    def ends(**more: Any) -> list[tuple[float | None, float | None]]:
        plan = renewed_with(world, [world.objective], **more)
        (objective,) = plan.objectives
        assert standing(plan, objective, LATER).progress == (0 if more else None)
        return [(one.baseline, one.target) for one in objective.measures]

    assert ends() == [(14, None), (3, None)]
    undo(world.desk)
    assert ends(targets={world.measure: 20, world.talks: 4}) == [(14, 20), (3, 4)]


def test_the_raters_of_the_last_round_are_at_hand_in_the_next_plan(world: World) -> None:
    old = begin_round(world.desk, world.engagement, {"title": "Autumn", "items": ["Listens"]})
    invite(world.desk, world.engagement, old, [("self", "Anna", ""), ("peer", "Emre", "e@x.de")])
    close_engagement(world.desk, world.engagement)
    plan = renewed(world, start=date(2026, 11, 24))
    new = begin_round(world.desk, plan.engagement.uid, {"title": "Winter", "items": ["Listens"]})
    plan = world.desk.practice().plan(world.client) or plan
    assert [(one.name, one.group) for one in raters_before(plan, new)] == [("Emre", "peer")]
    invite(world.desk, plan.engagement.uid, new, [("peer", "Vera", "")])
    assert raters_before(world.desk.practice().plan(world.client) or plan, new) == []
