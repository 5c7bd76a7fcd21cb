"""What goes on from an earlier plan is named in the plan file, and read back; ids are read still."""

from __future__ import annotations

import pytest

from coach_tui.changes.clients import close_engagement
from coach_tui.changes.plans import take_in, unchanged
from coach_tui.changes.renewing import renew_engagement
from coach_tui.plan.draft import from_plan
from coach_tui.plan.earlier import days_of, earlier_of, engagement_named
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan
from tests.changes.changes_kit import World, tables


@pytest.fixture
def renewed(world: World) -> World:
    close_engagement(world.desk, world.engagement, on="2026-11-23")
    carried = [world.objective, world.strategy]
    renew_engagement(world.desk, world.client, {"start": "2026-11-24"}, world.engagement, carried)
    return world


def now(world: World) -> Plan:
    found = world.desk.practice().plan(world.client)
    assert found is not None
    return found


def test_a_plan_file_names_what_it_goes_on_with(renewed: World) -> None:
    plan = now(renewed)
    draft = from_plan(plan)
    before = renewed.desk.practice().find("engagements", renewed.engagement)
    assert before is not None
    assert draft["engagement"]["continues"].endswith(" – 2026-11-23")
    assert [one["continues"] for one in draft["objective"]] == ["Lead"]
    assert all(len(one["continues"]) < 36 for one in draft["strategy"])


def test_it_is_read_back_as_it_was(renewed: World) -> None:
    before = tables(renewed.desk)
    draft = from_plan(now(renewed))
    assert unchanged(renewed.desk.practice(), draft) == renewed.client
    take_in(renewed.desk, draft, replace=True)
    after = tables(renewed.desk)
    for table in ("engagements", "objectives", "strategies"):
        assert after[table] == before[table]


def test_ids_of_before_are_read_still(renewed: World) -> None:
    plan = now(renewed)
    draft = from_plan(plan)
    draft["engagement"]["continues"] = renewed.engagement
    draft["objective"][0]["continues"] = renewed.objective
    assert unchanged(renewed.desk.practice(), draft) == renewed.client
    take_in(renewed.desk, draft, replace=True)
    assert now(renewed).objectives[0].continues == renewed.objective
    assert now(renewed).engagement.continues == renewed.engagement


@pytest.mark.parametrize("text", ["2", "2026", "2 · 2026-09-01 – 2026-11-23"])
def test_an_engagement_is_meant_as_the_shell_takes_it(renewed: World, text: str) -> None:
    practice = renewed.desk.practice()
    client = practice.client(renewed.client)
    assert client is not None
    first = practice.find("engagements", renewed.engagement)
    assert first is not None
    if text == "2026":
        text = days_of(engagement_named(practice, client, "2"))
    elif text.startswith("2 ·"):
        text = earlier_of(practice, renewed.client, "engagements", now(renewed).engagement.uid)[0][1]
    draft = from_plan(now(renewed))
    draft["engagement"]["continues"] = text
    take_in(renewed.desk, draft, replace=True)
    assert now(renewed).engagement.continues == renewed.engagement


@pytest.mark.parametrize("part", ["engagement", "objective"])
def test_what_is_in_no_earlier_plan_is_refused_with_what_there_is(renewed: World, part: str) -> None:
    draft = from_plan(now(renewed))
    record = draft["engagement"] if part == "engagement" else draft["objective"][0]
    record["continues"] = "nothing like it"
    before = tables(renewed.desk)
    with pytest.raises(BadInput, match=r"^continues: “nothing like it” is in no earlier plan .*; there are"):
        take_in(renewed.desk, draft, replace=True)
    assert tables(renewed.desk) == before
