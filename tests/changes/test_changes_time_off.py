"""Pausing and resuming, what moves then, strategies in step with their pauses, the coach's holidays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.app.dialogues.pause import pause_days_typed
from coach_tui.changes import time_off
from coach_tui.changes.clients import edit_client
from coach_tui.changes.daily import check_in
from coach_tui.changes.endings import end, go_on
from coach_tui.changes.plans import take_in
from coach_tui.changes.records import add, edit
from coach_tui.changes.undo import undo
from coach_tui.exchange.dump import dump, read_dump
from coach_tui.exchange.dump_taking import take_in_dump
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.attention.pauses import find
from coach_tui.plan.client import Engagement
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.health import findings
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.pause_moves import LEFT, moves_after, not_moved_until, over_lately
from coach_tui.plan.strategy import Strategy
from tests.changes.changes_kit import World, tables

TODAY = date(2026, 11, 24)


def pauses(world: World) -> Any:
    return world.raw("engagements", world.engagement).get("pauses")


def test_pauses_are_kept_after_they_end(world: World) -> None:
    edit(world.desk, Engagement, world.engagement, {"pauses": [{"since": "2026-11-02", "reason": "ill"}]})
    time_off.resume(world.desk, world.engagement)
    assert pauses(world) == [{"since": "2026-11-02", "until": "2026-11-23", "reason": "ill"}]
    with pytest.raises(BadInput, match="the plan does not pause today"):
        time_off.resume(world.desk, world.engagement)
    time_off.pause(world.desk, world.engagement, "leave", "2027-01-10", "2026-12-01")
    assert [one["since"] for one in pauses(world)] == ["2026-11-02", "2026-12-01"]
    entry = undo(world.desk)
    assert entry.what == "planned a pause from Tue 1 Dec to Sun 10 Jan 2027"
    assert len(pauses(world)) == 1


@pytest.mark.parametrize(
    ("since", "until", "says"),
    [
        (None, None, "since: a pause of the plan is planned Tue 1 Dec to Thu 10 Dec; give that another last"),
        (
            "2026-12-10",
            "2026-12-20",
            "since: a pause of the plan is planned Tue 1 Dec to Thu 10 Dec; give that",
        ),
        ("2026-11-08", "2026-11-12", "since: the plan paused Mon 2 Nov to Tue 10 Nov; choose other days, or"),
        ("2026-12-20", "2026-12-19", "pauses.until: the pause ends before it begins"),
    ],
)
def test_a_pause_that_cannot_be(world: World, since: str | None, until: str | None, says: str) -> None:
    time_off.pause(world.desk, world.engagement, "", "2026-11-10", "2026-11-02")
    time_off.pause(world.desk, world.engagement, "", "2026-12-10", "2026-12-01")
    before = tables(world.desk)
    with pytest.raises(BadInput, match=says):
        time_off.pause(world.desk, world.engagement, "", until, since)
    assert tables(world.desk) == before


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("", ("", "")),
        ("2027-01-10", ("", "2027-01-10")),
        ("1 dec – 3 jan", ("2026-12-01", "2027-01-03")),
        ("from 1 dec", ("2026-12-01", "")),
        ("since 2026-11-02", ("2026-11-02", "")),
        ("2026-11-02..2026-11-08", ("2026-11-02", "2026-11-08")),
        ("1 nov – 10 nov", ("2026-11-01", "2026-11-10")),
        ("1–10 nov", ("2026-11-01", "2026-11-10")),
        ("20 nov – 3 dec", ("2026-11-20", "2026-12-03")),
        ("from 1 sep", ("2026-09-01", "")),
        ("1 aug – 10 aug", ("2027-08-01", "2027-08-10")),
        ("1 nov 2027 – 10 nov 2027", ("2027-11-01", "2027-11-10")),
        ("from +50w", ("2027-11-09", "")),
        ("from 23 nov", ("2026-11-23", "")),
        ("from fri", ("2026-11-27", "")),
    ],
)
def test_the_days_of_a_pause_as_typed(typed: str, days: tuple[str, str]) -> None:
    assert pause_days_typed(typed, TODAY) == days


@pytest.mark.parametrize("typed", ["2026-11-24", "2026-11-20", "10 nov", "soon", "3 jan..soon"])
def test_no_days_of_a_pause(typed: str) -> None:
    with pytest.raises(BadInput):
        pause_days_typed(typed, TODAY)


# What lies ahead


def test_what_lies_ahead_moves_by_the_days_paused(world: World) -> None:
    over = {"since": "2026-11-10", "until": "2026-11-23", "reason": "ill"}
    edit(world.desk, Engagement, world.engagement, {"pauses": [over]})
    add(world.desk, Milestone, world.engagement, {"title": "In it", "due": "2026-11-12"})
    add(
        world.desk,
        Milestone,
        world.engagement,
        {"title": "Done", "due": "2026-11-20", "done_on": "2026-11-20"},
    )
    plan = world.plan
    shifts = moves_after(plan, [over], TODAY)
    assert ("In it", date(2026, 11, 26)) in [(one.record.name, one.to) for one in shifts]
    assert all((one.to - (one.was or TODAY)).days == 14 for one in shifts)
    assert "Done" not in [one.record.name for one in shifts]
    assert over_lately(plan, TODAY) == [over]
    seen = [(one.record.uid, one.to.isoformat()) for one in shifts]
    with pytest.raises(ChangedMeanwhile):
        time_off.move_after(world.desk, world.engagement, [over], seen[:-1])
    entry = time_off.move_after(world.desk, world.engagement, [over], seen)
    assert entry is not None
    assert entry.what == "moved what lies ahead by 14 days"
    moved = next(one for one in world.plan.milestones if one.title == "In it")
    assert moved.moves[0]["reason"] == "paused Tue 10 Nov 2026 to Mon 23 Nov 2026"
    assert over_lately(world.plan, TODAY) == []  # it is offered once
    undo(world.desk)
    assert over_lately(world.plan, TODAY) == [over]
    assert over_lately(world.plan, date(2026, 12, 8)) == []


def test_pauses_that_ended_lately_are_one_offer_whatever_is_planned(world: World) -> None:
    first, second = (
        {"since": f"2026-11-{a}", "until": f"2026-11-{b}"} for a, b in (("11", "17"), ("20", "22"))
    )
    later = {"since": "2027-08-15", "until": "2027-08-21"}
    edit(world.desk, Engagement, world.engagement, {"pauses": [first, second, later]})
    behind = add(world.desk, Milestone, world.engagement, {"title": "Behind", "due": "2026-11-18"})
    before = add(world.desk, Milestone, world.engagement, {"title": "Before", "due": "2026-11-10"})
    between = add(world.desk, Milestone, world.engagement, {"title": "After", "due": "2026-11-21"})
    assert over_lately(world.plan, date(2026, 11, 18)) == [first]
    over = over_lately(world.plan, TODAY)
    assert over == [first, second]
    assert [one.reason for one in find(world.plan, TODAY)] == ["pause over: move what lies ahead by 10 days?"]
    shifts = moves_after(world.plan, over, TODAY)
    to = {one.record.uid: one.to for one in shifts}
    assert (to[behind], to[between]) == (date(2026, 11, 28), date(2026, 12, 1))
    assert before not in to
    seen = [(one.record.uid, one.to.isoformat()) for one in shifts]
    entry = time_off.move_after(world.desk, world.engagement, over, seen)
    assert entry is not None
    assert entry.what == "moved what lies ahead by 10 days"
    why = next(one for one in world.plan.milestones if one.uid == behind).moves[0]["reason"]
    assert why == "paused Wed 11 Nov 2026 to Tue 17 Nov 2026 and Fri 20 Nov 2026 to Sun 22 Nov 2026"
    assert over_lately(world.plan, TODAY) == []


def test_leaving_it_after_one_pause_is_not_said_of_a_later_one(world: World) -> None:
    first, second = (
        {"since": f"2026-11-{a}", "until": f"2026-11-{b}"} for a, b in (("11", "17"), ("20", "22"))
    )
    edit(world.desk, Engagement, world.engagement, {"pauses": [first, second]})
    left = {"until": not_moved_until([first]).isoformat(), "reason": LEFT}
    edit(world.desk, Engagement, world.engagement, {"pause_snooze": left})
    told = [(one.reason, one.put_off) for one in find(world.plan, TODAY)]
    assert told == [("pause over: move what lies ahead by 3 days?", None)]
    left = {"until": not_moved_until([first, second]).isoformat(), "reason": LEFT}
    edit(world.desk, Engagement, world.engagement, {"pause_snooze": left})
    assert all(one.put_off for one in find(world.plan, TODAY))
    edit(world.desk, Engagement, world.engagement, {"pause_snooze": {**left, "reason": "ask Tom first"}})
    assert [one.put_off is not None for one in find(world.plan, TODAY)] == [True]


def test_target_dates_move_with_what_leads_to_them(world: World) -> None:
    goal = next(one for one in world.plan.objectives if one.open)
    edit(world.desk, Objective, goal.uid, {"due": "2026-12-21"}, why="a first date", by="client")
    over = {"since": "2026-11-10", "until": "2026-11-23"}
    edit(world.desk, Engagement, world.engagement, {"pauses": [over]})
    reached = {
        "title": "Reached", "due": "2026-12-20",
        "measure": [{"name": "calls", "unit": "a week", "baseline": 0, "target": 4}],
    }  # fmt: skip
    uid = add(world.desk, Objective, world.engagement, reached)
    measure = world.raw("objectives", uid)["measure"][0]["uid"]
    check_in(world.desk, world.engagement, {"measures": {measure: 4}})
    shifts = moves_after(world.plan, [over], TODAY)
    assert (shifts[0].record.uid, shifts[0].to) == (goal.uid, date(2027, 1, 4))
    assert uid not in [one.record.uid for one in shifts]  # it is achieved
    seen = [(one.record.uid, one.to.isoformat()) for one in shifts]
    time_off.move_after(world.desk, world.engagement, [over], seen)
    last = world.raw("objectives", goal.uid)["revisions"][-1]
    assert last == {
        "on": "2026-11-24", "what": "target date", "from": "2026-12-21", "to": "2027-01-04",
        "reason": "paused Tue 10 Nov 2026 to Mon 23 Nov 2026",
    }  # fmt: skip
    assert not [one for one in findings(world.plan, TODAY) if one.id == "F4" and one.about == goal.uid]
    assert over_lately(world.plan, TODAY) == []
    undo(world.desk)
    assert world.raw("objectives", goal.uid)["due"] == "2026-12-21"


# Strategies


def strategy(world: World) -> dict[str, Any]:
    raw = world.raw("strategies", world.strategy)
    return {key: raw[key] for key in ("status", "pauses", "rhythms") if key in raw}


def test_a_paused_strategy_has_an_open_pause(world: World) -> None:
    seen = world.raw("strategies", world.strategy)
    end(world.desk, Strategy, world.strategy, "paused", "knee", seen)
    assert strategy(world) == {"status": "paused", "pauses": [{"since": "2026-11-24", "reason": "knee"}]}
    go_on(world.desk, Strategy, world.strategy, world.raw("strategies", world.strategy))
    assert strategy(world) == {"status": "active"}  # it ended on the day on which it began
    edit(world.desk, Strategy, world.strategy, {"pauses": [{"since": "2026-11-02"}]})
    assert strategy(world)["status"] == "paused"
    end(world.desk, Strategy, world.strategy, "finished")
    assert strategy(world) == {
        "status": "finished",
        "pauses": [{"since": "2026-11-02", "until": "2026-11-23"}],
    }
    edit(world.desk, Strategy, world.strategy, {"status": "paused"})
    edit(world.desk, Strategy, world.strategy, {"pauses": [{"since": "2026-11-24", "until": "2026-12-24"}]})
    assert strategy(world)["status"] == "active"
    end(world.desk, Strategy, world.strategy, "paused")
    assert strategy(world)["pauses"] == [{"since": "2026-11-24"}]


def test_a_planned_pause_without_an_end_gets_one_or_is_taken_out(world: World) -> None:
    time_off.pause(world.desk, world.engagement, "leave", since="2026-12-01")
    planned = "since: a pause of the plan is planned from Tue 1 Dec on; give that another last day, or take"
    for since, until in ((None, None), ("2026-12-05", None), ("2026-11-25", "2026-12-01")):
        with pytest.raises(BadInput, match=planned):
            time_off.pause(world.desk, world.engagement, "", until, since)
    time_off.pause(world.desk, world.engagement, "ill", "2026-11-30")  # it ends before that one begins
    assert [one["since"] for one in pauses(world)] == ["2026-11-24", "2026-12-01"]
    undo(world.desk)
    for since, until in ((None, "2027-01-03"), ("2026-12-01", "2027-01-10")):
        entry = time_off.pause(world.desk, world.engagement, "", until, since)
        assert entry is not None
        assert entry.what.startswith("set the last day of the pause of the plan from Tue 1 Dec to S")
        assert pauses(world) == [{"since": "2026-12-01", "until": until, "reason": "leave"}]
    before = tables(world.desk)
    entry = time_off.resume(world.desk, world.engagement)
    assert entry is not None
    assert entry.what == "took out the pause of the plan that was planned, Tue 1 Dec to Sun 10 Jan 2027"
    assert pauses(world) is None
    undo(world.desk)
    assert tables(world.desk) == before
    time_off.pause_strategy(world.desk, world.strategy, "", "2026-12-20", "2026-12-10")
    time_off.pause_strategy(world.desk, world.strategy, "", "2026-12-24")
    assert strategy(world)["pauses"] == [{"since": "2026-12-10", "until": "2026-12-24"}]
    entry = time_off.resume_strategy(world.desk, world.strategy)
    assert entry is not None
    assert entry.what == (
        "took out the pause of the strategy “Delegate” that was planned, Thu 10 Dec to Thu 24 Dec"
    )
    with pytest.raises(BadInput, match="the strategy does not pause today, and no pause of it is planned"):
        time_off.resume_strategy(world.desk, world.strategy)


def test_a_pause_still_to_come_needs_its_end(world: World) -> None:
    with pytest.raises(BadInput, match="pauses: say until when, since the pause is still to come"):
        edit(world.desk, Strategy, world.strategy, {"pauses": [{"since": "2026-12-01"}]})
    edit(world.desk, Strategy, world.strategy, {"pauses": [{"since": "2026-12-01", "until": "2026-12-31"}]})
    assert strategy(world).get("status", "active") == "active"


def test_a_new_strategy_is_in_step_too(world: World) -> None:
    uid = add(world.desk, Strategy, world.engagement, {"title": "Nap", "status": "paused"})
    assert world.raw("strategies", uid)["pauses"] == [{"since": "2026-11-24"}]


def test_pausing_before_a_pause_that_was_to_come_makes_them_one(world: World) -> None:
    past = {"since": "2026-10-01", "until": "2026-10-09"}
    coming = {"since": "2027-01-01", "until": "2027-01-10", "reason": "ski week"}
    edit(world.desk, Strategy, world.strategy, {"pauses": [past, coming]})
    end(world.desk, Strategy, world.strategy, "paused")
    assert strategy(world)["pauses"] == [past, {"since": "2026-11-24", "reason": "ski week"}]
    undo(world.desk)
    end(world.desk, Strategy, world.strategy, "paused", "knee")
    assert strategy(world)["pauses"] == [past, {"since": "2026-11-24", "reason": "knee"}]
    text = write_toml(from_plan(world.plan))  # what is stored can be read
    assert take_in(world.desk, read_toml(text), replace=True)[1] is None


def test_a_plan_file_with_a_paused_strategy_and_a_pause_to_come_is_taken_in(world: World) -> None:
    text = """
    [client]
    name = "Tom"
    [engagement]
    start = 2026-01-01
    [[strategy]]
    title = "Nap"
    status = "paused"
    pauses = { since = 2027-01-01, until = 2027-01-10 }
    """
    uid, _ = take_in(world.desk, read_toml(text))
    plan = world.desk.practice().plan(uid)
    assert plan is not None
    (nap,) = plan.strategies
    assert (nap.status, nap.pauses) == ("paused", [{"since": "2026-11-24"}])


def test_a_rhythm_is_kept_wherever_it_is_changed(world: World) -> None:
    edit(world.desk, Strategy, world.strategy, {"start": "2026-09-01", "cadence": "1 per week"})
    edit(world.desk, Strategy, world.strategy, {"rhythms": None})
    edit(world.desk, Strategy, world.strategy, {"cadence": "3 per week"})
    kept = [{"cadence": "1 per week", "until": "2026-11-23"}]
    assert strategy(world)["rhythms"] == kept
    edit(world.desk, Strategy, world.strategy, {"cadence": "1 per week"})
    assert "rhythms" not in strategy(world)  # back on the same day
    text = write_toml(from_plan(world.plan)).replace('cadence = "1 per week"', 'cadence = "2 per week"')
    take_in(world.desk, read_toml(text), replace=True)
    assert strategy(world)["rhythms"] == kept


# Holidays


def test_holidays_are_noted_changed_and_deleted(world: World) -> None:
    uid = time_off.add_holiday(world.desk, "2026-12-24", "2027-01-03", "skiing")
    assert world.raw("holidays", uid)["reason"] == "skiing"
    day = time_off.add_holiday(world.desk, "2026-11-30")
    assert world.raw("holidays", day) == {"uid": day, "since": "2026-11-30", "until": "2026-11-30"}
    with pytest.raises(BadInput, match="since: you are off Thu 24 Dec to Sun 3 Jan 2027 already"):
        time_off.add_holiday(world.desk, "2027-01-03", "2027-01-09")
    with pytest.raises(BadInput, match="already"):
        time_off.edit_holiday(world.desk, day, {"until": "2026-12-24"})
    time_off.edit_holiday(world.desk, uid, {"until": "2027-01-06"})
    names = [one.name for one in world.desk.practice().holidays]
    assert names == ["Mon 30 Nov 2026", "Thu 24 Dec 2026 to Wed 6 Jan 2027"]
    time_off.delete_holiday(world.desk, day)
    assert len(world.desk.practice().holidays) == 1
    undo(world.desk)
    assert len(world.desk.practice().holidays) == 2


def test_an_old_plan_file_is_still_read() -> None:
    text = '[client]\nname = "Anna"\n[engagement]\nstart = 2026-09-01\npause = { since = 2026-10-05 }\n'
    assert read_toml(text)["engagement"]["pauses"] == [{"since": "2026-10-05"}]


def test_stretches_of_days_off_survive_a_plan_file(world: World) -> None:
    off = ["sat", "2026-12-24", "2026-12-28..2027-01-03"]
    edit_client(world.desk, world.client, {"days_off": off})
    text = write_toml(from_plan(world.plan))
    assert read_toml(text)["client"]["days_off"] == off


def test_a_pause_that_lies_behind_says_its_days(world: World) -> None:
    entry = time_off.pause(world.desk, world.engagement, "", "2026-11-10", "2026-11-01")
    assert entry is not None
    assert entry.what == "paused the plan from Sun 1 Nov to Tue 10 Nov"
    assert world.plan.engagement.pauses == [{"since": "2026-11-01", "until": "2026-11-10"}]


def test_the_rhythm_of_reviews_is_kept_wherever_it_is_changed(world: World) -> None:
    """In a form, in a plan file, and in an export."""
    edit(world.desk, Engagement, world.engagement, {"start": "2026-09-01", "review_every": "2 months"})
    edit(world.desk, Engagement, world.engagement, {"rhythms": None})
    edit(world.desk, Engagement, world.engagement, {"review_every": "1 week"})
    kept = [{"every": "2 months", "until": "2026-11-23"}]
    assert world.raw("engagements", world.engagement)["rhythms"] == kept
    edit(world.desk, Engagement, world.engagement, {"review_every": "2 months"})
    assert "rhythms" not in world.raw("engagements", world.engagement)  # back on the same day
    text = write_toml(from_plan(world.plan)).replace('"2 months"', '"1 week"')
    take_in(world.desk, read_toml(text), replace=True)
    assert world.raw("engagements", world.engagement)["rhythms"] == kept
    text = write_toml(from_plan(world.plan))
    assert "rhythms = [" in text
    take_in(world.desk, read_toml(text), replace=True)
    assert world.raw("engagements", world.engagement)["rhythms"] == kept
    undo(world.desk)
    assert "rhythms" not in world.raw("engagements", world.engagement)
    document = dump(world.desk.practice(), TODAY)
    (row,) = document["tables"]["engagements"]
    row["review_every"] = "1 week"
    take_in_dump(world.desk, read_dump(document), replace=True)
    assert world.raw("engagements", world.engagement)["rhythms"] == kept


def measure(world: World) -> Any:
    (one,) = world.raw("objectives", world.objective)["measure"]
    return one


def test_the_rhythm_of_values_is_kept_wherever_it_is_changed(world: World) -> None:
    """In a form, in a plan file, and in an export: nothing is old because values are due oftener now."""
    one = {"uid": "m", "kind": "numeric", "name": "km", "unit": "km", "baseline": 0.0, "target": 10.0}
    stored = {"start": "2026-09-01", "due": "2027-01-29"}
    edit(world.desk, Objective, world.objective, {**stored, "measure": [{**one, "every": "4 weeks"}]})
    uid = measure(world)["uid"]
    check_in(world.desk, world.engagement, {"on": "2026-11-10", "measures": {uid: 4}})
    kept = [{"every": "4 weeks", "until": "2026-11-23"}]
    oftener = [{**measure(world), "every": "1 day"}]
    edit(world.desk, Objective, world.objective, {"measure": oftener})
    assert measure(world)["rhythms"] == kept
    assert not told_of_old(world, TODAY)
    assert not told_of_old(world, date(2026, 11, 26))
    assert told_of_old(world, date(2026, 11, 27))
    text = write_toml(from_plan(world.plan))
    edit(world.desk, Objective, world.objective, {"measure": [{**measure(world), "every": "4 weeks"}]})
    assert "rhythms" not in measure(world)  # back on the same day
    take_in(world.desk, read_toml(text), replace=True)
    assert (measure(world)["every"], measure(world)["rhythms"]) == ("1 day", kept)
    undo(world.desk)
    assert "rhythms" not in measure(world)
    text = write_toml(from_plan(world.plan)).replace('"4 weeks"', '"1 day"')
    take_in(world.desk, read_toml(text), replace=True)
    assert measure(world)["rhythms"] == kept
    undo(world.desk)
    document = dump(world.desk.practice(), TODAY)
    (row,) = (row for row in document["tables"]["objectives"] if row["uid"] == world.objective)
    row["measure"] = [{**row["measure"][0], "every": "1 day"}]
    take_in_dump(world.desk, read_dump(document), replace=True)
    assert measure(world)["rhythms"] == kept


def told_of_old(world: World, today: date) -> bool:
    """Whether a measure has no new value by its rhythm (T2)."""
    return any(one.id == "T2" and one.field == "measure" for one in findings(world.plan, today))


def test_a_pause_that_goes_on_gets_another_last_day(world: World) -> None:
    edit(world.desk, Engagement, world.engagement, {"pauses": [{"since": "2026-11-02", "reason": "ill"}]})
    entry = time_off.pause(world.desk, world.engagement, until="2026-11-30")
    assert entry is not None
    assert entry.what == "set the last day of the pause of the plan to Mon 30 Nov"
    assert pauses(world) == [{"since": "2026-11-02", "until": "2026-11-30", "reason": "ill"}]
    time_off.pause(world.desk, world.engagement, "leave", "2026-12-04")
    assert pauses(world) == [{"since": "2026-11-02", "until": "2026-12-04", "reason": "leave"}]
    undo(world.desk)
    assert pauses(world)[0]["until"] == "2026-11-30"
    time_off.pause(world.desk, world.engagement, "", "2026-12-20", "2026-12-10")
    with pytest.raises(BadInput, match="overlap; make them one"):
        time_off.pause(world.desk, world.engagement, until="2026-12-15")
    time_off.pause_strategy(world.desk, world.strategy, "hurt")
    time_off.pause_strategy(world.desk, world.strategy, until="2026-12-04")
    assert strategy(world)["pauses"] == [{"since": "2026-11-24", "until": "2026-12-04", "reason": "hurt"}]
