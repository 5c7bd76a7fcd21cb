"""Accepting findings and deciding the checklist: kept where they belong, undoable, refused if wrong."""

from __future__ import annotations

import pytest

from coach_tui.changes.judgement import accept_finding, decide_item, leave_item, take_back_acceptance
from coach_tui.changes.plans import take_in
from coach_tui.changes.records import delete, edit
from coach_tui.changes.undo import undo
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.checklist import checklist
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput
from coach_tui.plan.health import Finding, findings
from coach_tui.plan.judgement import NEEDS, SMART
from coach_tui.plan.objective import Objective
from tests.changes.changes_kit import TODAY, World, open_desk, tables


def finding(world: World, rule: str, about: str = "") -> Finding:
    found = [f for f in findings(world.plan, TODAY) if f.id == rule and about in ("", f.about)]
    assert found, rule
    return found[0]


def accept(world: World, rule: str, about: str = "", until: str = "2027-01-31") -> Finding:
    accept_finding(world.desk, world.engagement, finding(world, rule, about), until, "as agreed")
    return finding(world, rule, about)


def test_accepted_replaced_taken_back_and_undone(world: World) -> None:
    before = tables(world.desk)
    one = accept(world, "V2", world.other)
    assert (one.accepted_until, one.accepted and one.accepted["reason"]) == ("2027-01-31", "as agreed")
    assert world.raw("objectives", world.other)["accepted"] == [
        {
            "rule": "V2",
            "field": "due",
            "until": "2027-01-31",
            "reason": "as agreed",
            "on": "2026-11-24",
        }
    ]
    entry = accept_finding(world.desk, world.engagement, one, "2027-02-01", "longer")
    assert entry is not None
    assert (entry.why, entry.client) == ("longer", world.client)
    assert [a["until"] for a in world.raw("objectives", world.other)["accepted"]] == ["2027-02-01"]
    take_back_acceptance(world.desk, world.engagement, one)
    assert finding(world, "V2", world.other).accepted is None
    assert tables(world.desk) == before
    for _ in range(3):
        undo(world.desk)
    assert tables(world.desk) == before


def test_what_is_refused_changes_nothing(world: World) -> None:
    one, before = finding(world, "V2", world.other), tables(world.desk)
    for until, reason in (("2026-11-23", "x"), ("2026-12-01", "  "), ("soon", "x")):
        with pytest.raises(BadInput):
            accept_finding(world.desk, world.engagement, one, until, reason)
    with pytest.raises(BadInput):
        decide_item(world.desk, world.engagement, "tea made", True, "x")
    with pytest.raises(BadInput):
        decide_item(world.desk, world.engagement, SMART, True, "")
    assert tables(world.desk) == before
    delete(world.desk, Objective, world.other)
    with pytest.raises(BadInput, match="no longer exists"):
        accept_finding(world.desk, world.engagement, one, "2026-12-01", "x")


def test_it_stays_with_a_record_that_gets_another_title_and_goes_with_it(world: World) -> None:
    accept(world, "V2", world.other)
    edit(world.desk, Objective, world.other, {"title": "Sleep"})
    assert finding(world, "V2", world.other).accepted is not None
    delete(world.desk, Objective, world.other)
    assert not [f for f in findings(world.plan, TODAY) if f.accepted]


def test_findings_about_client_and_engagement(world: World) -> None:
    assert accept(world, "P4").accepted_until == "2027-01-31"
    assert accept(world, "I3").accepted_until == "2027-01-31"
    assert len(world.raw("engagements", world.engagement)["accepted"]) == 2


def test_the_checklist_is_decided_and_left(world: World) -> None:
    before = tables(world.desk)
    decide_item(world.desk, world.engagement, SMART, True, "good enough")
    decide_item(world.desk, world.engagement, NEEDS, True, "on paper")
    by_item = {item.item: item for item in checklist(world.plan, TODAY)}
    assert (by_item[SMART].done, by_item[SMART].derived, by_item[SMART].override) == (
        True,
        False,
        "good enough",
    )
    leave_item(world.desk, world.engagement, SMART)
    by_item = {item.item: item for item in checklist(world.plan, TODAY)}
    assert (by_item[SMART].override, by_item[NEEDS].override) == (None, "on paper")
    leave_item(world.desk, world.engagement, NEEDS)
    assert tables(world.desk) == before


def test_a_plan_file_carries_both(world: World, tmp_path: object) -> None:
    accept(world, "V2", world.other)
    accept(world, "P4")
    decide_item(world.desk, world.engagement, SMART, False, "one is not hers")
    text = write_toml(from_plan(world.plan))
    fresh = open_desk(world.desk.store.path.with_name("other.json"))
    uid, _ = take_in(fresh, read_toml(text))
    plan = fresh.practice().plan(uid)
    assert plan is not None
    assert write_toml(from_plan(plan)) == text
    assert sorted(f.id for f in findings(plan, TODAY) if f.accepted) == ["P4", "V2"]
    assert checklist(plan, TODAY)[0].override == "one is not hers"
