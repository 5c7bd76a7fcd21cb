"""What is past stays with a record, whatever a file or a form has instead (domain §5, §11)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.changes.plans import take_in
from coach_tui.changes.records import add, edit
from coach_tui.exchange.dump import dump, read_dump
from coach_tui.exchange.dump_taking import take_in_dump
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.client import Engagement
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from tests.changes.changes_kit import World

TODAY = date(2026, 11, 24)


# What a file does not have


def without(world: World, *keys: str) -> dict[str, Any]:
    """The plan as a document of before, that does not know some fields of its engagement and strategies."""
    draft = from_plan(world.plan)
    for record in (draft["engagement"], *draft["strategy"]):
        for key in keys:
            record.pop(key, None)
    return draft


def test_an_old_file_takes_no_pause_that_is_past(world: World) -> None:
    past = {"since": "2026-10-05", "until": "2026-11-15"}
    ahead = {"since": "2027-01-05", "until": "2027-01-15"}
    edit(world.desk, Engagement, world.engagement, {"pauses": [past, ahead]})
    edit(world.desk, Strategy, world.strategy, {"pauses": [past]})
    _, entry = take_in(world.desk, without(world, "pauses"), replace=True)
    assert world.raw("engagements", world.engagement)["pauses"] == [past]
    assert world.raw("strategies", world.strategy)["pauses"] == [past]
    assert entry is not None
    gone = "; took out the pause Tue 5 Jan 2027 to Fri 15 Jan 2027"
    assert entry.what == f"replaced the plan of Anna Berg{gone}"
    longer = without(world, "pauses")
    longer["engagement"]["pauses"] = [{**past, "until": "2026-11-20"}]
    take_in(world.desk, longer, replace=True)
    assert world.raw("engagements", world.engagement)["pauses"] == [{**past, "until": "2026-11-20"}]


def test_a_pause_taken_out_in_the_editor_is_told(world: World) -> None:
    past = {"since": "2026-10-05", "until": "2026-11-15"}
    edit(world.desk, Engagement, world.engagement, {"pauses": [past]})
    _, entry = take_in(world.desk, without(world, "pauses"), replace=True, edited=True)
    assert "pauses" not in world.raw("engagements", world.engagement)
    assert entry is not None
    assert "took out the pause Mon 5 Oct 2026 to Sun 15 Nov 2026" in entry.what


@pytest.mark.parametrize("edited", [False, True])
def test_a_rhythm_of_its_time_stays_whatever_a_file_leaves_out(world: World, edited: bool) -> None:
    rhythms = [{"cadence": "3x per week", "until": "2026-10-31"}]
    edit(world.desk, Strategy, world.strategy, {"cadence": "weekly", "rhythms": rhythms})
    rhythms = world.raw("strategies", world.strategy)["rhythms"]
    draft = without(world, "rhythms")
    take_in(world.desk, draft, replace=True, edited=edited)
    assert world.raw("strategies", world.strategy)["rhythms"] == rhythms
    draft["strategy"][0]["rhythms"] = [{**rhythms[0], "cadence": "2x per week"}]
    take_in(world.desk, draft, replace=True, edited=True)
    assert world.raw("strategies", world.strategy)["rhythms"] == draft["strategy"][0]["rhythms"]


def test_an_old_export_takes_nothing_that_is_past(world: World) -> None:
    past = {"since": "2026-10-05", "until": "2026-11-15"}
    rhythms = [{"cadence": "3x per week", "until": "2026-10-31"}]
    edit(world.desk, Engagement, world.engagement, {"pauses": [past]})
    edit(world.desk, Strategy, world.strategy, {"cadence": "weekly", "rhythms": rhythms, "pauses": [past]})
    session = add(world.desk, Session, world.engagement, {"on": "2026-12-01", "state": "booked"})
    edit(world.desk, Session, session, {"on": "2026-12-03"})
    document = dump(world.desk.practice(), TODAY)
    for table in ("engagements", "strategies", "sessions"):
        for row in document["tables"][table]:
            for key in ("pauses", "rhythms", "moves"):
                row.pop(key, None)
    before = [world.raw("engagements", world.engagement), world.raw("strategies", world.strategy)]
    before.append(world.raw("sessions", session))
    assert before[2]["moves"]
    take_in_dump(world.desk, read_dump(document), replace=True)
    after = [world.raw("engagements", world.engagement), world.raw("strategies", world.strategy)]
    assert [*after, world.raw("sessions", session)] == before


def test_a_pause_that_an_export_has_no_more_is_told(world: World) -> None:
    past = {"since": "2026-10-05", "until": "2026-11-15"}
    ahead = {"since": "2027-01-05", "until": "2027-01-15"}
    document = dump(world.desk.practice(), TODAY)
    edit(world.desk, Engagement, world.engagement, {"pauses": [past, ahead]})
    edit(world.desk, Strategy, world.strategy, {"pauses": [ahead]})
    entry = take_in_dump(world.desk, read_dump(document), replace=True)
    assert world.raw("engagements", world.engagement)["pauses"] == [past]
    assert entry is not None
    gone = "Tue 5 Jan 2027 to Fri 15 Jan 2027"
    assert entry.what == f"took in the export of Anna Berg; took out the pauses {gone} and {gone}"


@pytest.mark.parametrize("noun", [Engagement, Strategy])
def test_a_pause_taken_out_in_a_form_is_told(world: World, noun: type[Engagement | Strategy]) -> None:
    past = {"since": "2026-10-05", "until": "2026-11-15"}
    uid = world.engagement if noun is Engagement else world.strategy
    edit(world.desk, noun, uid, {"pauses": [past]})
    entry = edit(world.desk, noun, uid, {"pauses": [{**past, "until": "2026-11-10"}]})
    assert entry is not None
    assert "took out" not in entry.what
    entry = edit(world.desk, noun, uid, {"pauses": None})
    assert entry is not None
    assert entry.what.endswith("; took out the pause Mon 5 Oct 2026 to Tue 10 Nov 2026")


def test_a_pause_of_an_older_file_stands_beside_those_of_now(world: World) -> None:
    text = write_toml(from_plan(world.plan)).replace(
        "[engagement]\n",
        "[engagement]\npause = { since = 2026-09-10, until = 2026-09-12 }\n"
        "pauses = [{ since = 2026-10-05, until = 2026-11-15 }]\n",
    )
    assert [one["since"] for one in read_toml(text)["engagement"]["pauses"]] == ["2026-09-10", "2026-10-05"]


def revised_twice(world: World) -> list[dict[str, Any]]:
    """An objective whose target was 12, then 10, then 8; its revisions as they are stored."""
    for target in (10, 8):
        first, second = world.raw("objectives", world.objective)["measure"]
        measures = [{**first, "target": target}, second]
        edit(
            world.desk,
            Objective,
            world.objective,
            {"measure": measures},
            why=f"down to {target}",
            by="client",
        )
    found: list[dict[str, Any]] = world.raw("objectives", world.objective)["revisions"]
    assert [(one["from"], one["to"]) for one in found] == [("12", "10"), ("10", "8")]
    return found


@pytest.mark.parametrize("key", ["from", "to", "on", "what"])
def test_what_it_was_before_cannot_be_written_otherwise(world: World, key: str) -> None:
    kept = revised_twice(world)
    other = {"from": "99", "to": "98", "on": "2026-11-20", "what": "target of “talks”"}
    false = [{**kept[0], key: other[key], "by": "sponsor"}, kept[1]]
    with pytest.raises(BadInput, match="revisions: when something was changed"):
        edit(world.desk, Objective, world.objective, {"revisions": false})
    draft = from_plan(world.plan)
    draft["objective"][0]["revisions"] = false
    with pytest.raises(BadInput, match="revisions: when something was changed"):
        take_in(world.desk, draft, replace=True, edited=True)
    assert world.raw("objectives", world.objective)["revisions"] == kept
    take_in(world.desk, draft, replace=True)  # a file of before knows no better
    assert world.raw("objectives", world.objective)["revisions"] == kept


def test_who_asked_and_why_can_be_said_and_changed(world: World) -> None:
    kept = revised_twice(world)
    told = [{**kept[0], "by": "sponsor", "reason": "the board"}, kept[1]]
    draft = from_plan(world.plan)
    draft["objective"][0]["revisions"] = told
    take_in(world.desk, draft, replace=True, edited=True)
    assert world.raw("objectives", world.objective)["revisions"] == told
    for fewer in ([told[1]], []):
        edit(world.desk, Objective, world.objective, {"revisions": fewer})
        draft["objective"][0]["revisions"] = fewer
        take_in(world.desk, draft, replace=True, edited=True)
        assert world.raw("objectives", world.objective)["revisions"] == told
