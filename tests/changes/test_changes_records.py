"""Adding, editing, deleting: what records owe one another, and two hands at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.changes import clients, daily, milestones, moving, records, reviews, snooze, time_off
from coach_tui.changes.undo import undo
from coach_tui.plan.agenda import next_review
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Checkin, Commitment, Review, Win
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import conflicts, preview
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.record import Record
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.time_off import day_off
from coach_tui.store.store import Clash
from tests.changes.changes_kit import TODAY, World, open_desk, tables


def test_a_name_is_enough(tmp_path: Any) -> None:
    desk = open_desk(tmp_path / "new" / "coach.json")
    uid = clients.begin_plan(desk, {"name": "  José Núñez "})
    plan = desk.practice().plan(uid)
    assert plan is not None
    assert plan.client.name == "José Núñez"
    assert plan.engagement.raw["start"] == "2026-11-24"
    assert plan.engagement.raw["review_every"] == "2 weeks"
    assert plan.objectives == []


def test_what_is_filled_in(world: World) -> None:
    objective = world.raw("objectives", world.objective)
    assert objective["start"] == "2026-09-01"
    assert world.raw("objectives", world.add(Objective, {"title": "New"}))["start"] == "2026-11-24"
    assert all(measure["uid"] for measure in objective["measure"])
    assert world.raw("milestones", world.first)["baseline"] == "2026-12-01"
    assert world.raw("strategies", world.strategy)["start"] == "2026-11-24"
    earlier = world.add(Strategy, {"title": "Walk", "start": "2026-10-01"})
    assert world.raw("strategies", earlier)["start"] == "2026-10-01"
    assert "measure" not in world.raw("objectives", world.other)


def test_deleting_an_objective_takes_it_out_of_everything(world: World) -> None:
    before = tables(world.desk)
    records.delete(world.desk, Objective, world.objective)
    assert world.objective not in str(tables(world.desk))
    assert world.measure not in str(tables(world.desk))
    assert world.raw("strategies", world.strategy)["objectives"] == [world.other]
    assert "objectives" not in world.raw("needs", world.need)
    assert "objective" not in world.raw("wins", world.win)
    assert world.raw("checkins", world.checkin)["done"] == [world.strategy]
    undo(open_desk(world.desk.store.path))
    assert tables(world.desk) == before


def test_measures_keep_their_values(world: World) -> None:
    edit = records.edit
    values = {world.measure: 3, world.talks: 1}
    edit(world.desk, Objective, world.objective, {"measure": [{"name": "talks"}, {"name": "stand-ups"}]})
    assert world.raw("checkins", world.checkin)["measures"] == values
    kept = {"name": "talks a day", "uid": world.talks}
    edit(world.desk, Objective, world.objective, {"measure": [kept, {"name": "stand-ups"}]})
    assert world.raw("checkins", world.checkin)["measures"] == values
    edit(world.desk, Objective, world.objective, {"measure": [kept]})
    assert world.raw("checkins", world.checkin)["measures"] == {world.talks: 1}
    edit(world.desk, Objective, world.objective, {"measure": [{"name": "renamed"}]})
    assert world.plan.objectives[0].measures[0].uid == world.talks
    edit(world.desk, Objective, world.objective, {"measure": None})
    assert "measures" not in world.raw("checkins", world.checkin)
    for _ in range(2):
        undo(world.desk)
    undo(world.desk)
    assert world.raw("checkins", world.checkin)["measures"] == values


@pytest.mark.parametrize(
    ("noun", "values", "says"),
    [
        (Objective, {"title": " LEAD "}, "title: an objective called “LEAD” exists"),
        (Need, {"kind": "gap", "title": "délegating"}, "title: a need called"),
        (Strategy, {"title": "Delegate"}, "title: a strategy called"),
        (Milestone, {"title": "Kick-off", "due": "2026-12-01"}, "title: a milestone called"),
        (Objective, {"title": "X", "measure": [{"name": "talks"}]}, "another objective measures “talks”"),
        (
            Need,
            {"kind": "gap", "title": "X", "objectives": ["nobody"]},
            "objectives: what it refers to is not",
        ),
        (
            Win,
            {"on": "2026-11-20", "text": "X", "milestone": "nobody"},
            "milestone: what it refers to is not",
        ),
        (Milestone, {"title": "X"}, "due: is needed for a milestone"),
    ],
)
def test_refused(world: World, noun: type[Record], values: dict[str, Any], says: str) -> None:
    before = tables(world.desk)
    with pytest.raises(BadInput) as caught:
        world.add(noun, values)
    assert says in str(caught.value)
    assert tables(world.desk) == before


def test_records_of_another_plan_are_not_referred_to(world: World) -> None:
    other = clients.begin_plan(
        world.desk, {"name": "Zoë"}, None, {"title": "Lead"}
    )  # the title is free there
    engagement = world.desk.practice().current(other)
    assert engagement is not None
    with pytest.raises(BadInput, match="not in this plan"):
        records.add(
            world.desk, Need, engagement.uid, {"kind": "gap", "title": "X", "objectives": [world.objective]}
        )
    with pytest.raises(BadInput, match="not in this plan"):
        daily.check_in(world.desk, engagement.uid, {"measures": {world.measure: 1}})


def test_a_title_stays_its_own(world: World) -> None:
    records.edit(world.desk, Objective, world.objective, {"title": "lead"})
    with pytest.raises(BadInput, match="exists"):
        records.edit(world.desk, Objective, world.other, {"title": "Lead"})


def test_circles_are_refused(world: World) -> None:
    third = world.add(Milestone, {"title": "Third", "due": "2026-12-20", "after": [world.second]})
    for uid, after in ((world.first, [third]), (world.first, [world.second]), (world.first, [world.first])):
        with pytest.raises(BadInput, match="in a circle"):
            records.edit(world.desk, Milestone, uid, {"after": after})
    records.edit(world.desk, Milestone, third, {"after": [world.first, world.second]})


def test_a_whole_record_keeps_its_rules(world: World) -> None:
    with pytest.raises(BadInput, match="status_reason: is needed"):
        records.edit(world.desk, Objective, world.objective, {"status": "on track"})
    records.edit(
        world.desk, Objective, world.objective, {"status": "on track", "status_reason": "late figures"}
    )
    with pytest.raises(BadInput, match="status_reason"):
        records.edit(world.desk, Objective, world.objective, {"status_reason": None})
    with pytest.raises(BadInput, match="title: is needed"):
        records.edit(world.desk, Objective, world.objective, {"title": ""})


def test_what_is_gone(world: World) -> None:
    records.delete(world.desk, Objective, world.objective)
    for doing in (records.edit, records.delete):
        arguments: list[Any] = [world.desk, Objective, world.objective]
        with pytest.raises(BadInput, match="no longer exists"):
            doing(*arguments, *([{"title": "X"}] if doing is records.edit else []))
    clients.delete_engagement(world.desk, world.engagement)
    with pytest.raises(BadInput, match="no longer exists"):
        world.add(Need, {"kind": "gap", "title": "X"})


# Two hands


def test_two_edits_of_different_fields_are_both_kept(world: World) -> None:
    here, there = world.desk, open_desk(world.desk.store.path)
    start = world.raw("objectives", world.objective)
    records.edit(here, Objective, world.objective, {"title": "Lead on"}, started_from=start)
    records.edit(there, Objective, world.objective, {"why": "Because."}, started_from=start)
    now = world.raw("objectives", world.objective)
    assert (now["title"], now["why"]) == ("Lead on", "Because.")


def test_two_edits_of_the_same_field_clash(world: World) -> None:
    here, there = world.desk, open_desk(world.desk.store.path)
    start = world.raw("objectives", world.objective)
    records.edit(here, Objective, world.objective, {"title": "Mine", "why": "A"}, started_from=start)
    before = tables(here)
    with pytest.raises(Clash) as caught:
        records.edit(there, Objective, world.objective, {"title": "Theirs", "due": None}, started_from=start)
    assert caught.value.clashes == {"title": ("Mine", "Theirs")}
    assert tables(here) == before
    records.edit(
        there, Objective, world.objective, {"title": "Mine"}, started_from=start
    )  # the same: no clash
    assert tables(here) == before
    records.edit(there, Objective, world.objective, {"title": "Theirs"})  # chosen with both texts in sight
    assert world.raw("objectives", world.objective)["title"] == "Theirs"


def test_clients_clash_as_well(world: World) -> None:
    start = world.raw("clients", world.client)
    clients.edit_client(world.desk, world.client, {"role": "A"}, started_from=start)
    with pytest.raises(Clash):
        clients.edit_client(open_desk(world.desk.store.path), world.client, {"role": "B"}, started_from=start)


# Clients and engagements


def test_names_are_told_apart(world: World) -> None:
    with pytest.raises(BadInput, match="a client called “ÁNNA berg” exists"):
        clients.begin_plan(world.desk, {"name": "ÁNNA berg"})
    other = clients.begin_plan(world.desk, {"name": "Zoë"})
    with pytest.raises(BadInput, match="exists"):
        clients.edit_client(world.desk, other, {"name": "Anna Berg"})
    clients.edit_client(world.desk, other, {"name": "ZOË"})


def test_one_open_engagement_at_a_time(world: World) -> None:
    with pytest.raises(BadInput, match="still open"):
        clients.start_engagement(world.desk, world.client, {})
    clients.close_engagement(world.desk, world.engagement, "Reached.", "2026-11-20")
    assert world.raw("engagements", world.engagement)["outcome"] == "Reached."
    second = clients.start_engagement(world.desk, world.client, {"type": "follow-up"})
    current = world.desk.practice().current(world.client)
    assert current is not None
    assert current.uid == second
    assert [o.title for o in world.plan.objectives] == ["Lead", "Rest"]
    with pytest.raises(BadInput, match="another engagement"):
        clients.reopen_engagement(world.desk, world.engagement)
    clients.delete_engagement(world.desk, second)
    clients.reopen_engagement(world.desk, world.engagement)
    assert "closed_on" not in world.raw("engagements", world.engagement)
    with pytest.raises(BadInput, match="before the start"):
        clients.close_engagement(world.desk, world.engagement, on="2026-08-01")


def test_a_session_is_not_put_off_on_its_day_nor_beyond_it(world: World) -> None:
    today = world.session
    ahead = world.add(Session, {"on": "2026-12-01", "time": "10:00"})
    before = world.raw("sessions", ahead)
    with pytest.raises(BadInput, match=r"^a session of today stays listed; move it \(m\), or say"):
        snooze.put_off(world.desk, "sessions", today, "snooze", "2026-12-01", "fair")
    with pytest.raises(BadInput, match=r"^until: the session is on Tue 1 Dec; choose that day or"):
        snooze.put_off(world.desk, "sessions", ahead, "snooze", "2026-12-02", "fair")
    assert world.raw("sessions", ahead) == before
    snooze.put_off(world.desk, "sessions", ahead, "snooze", "2026-12-01", "fair")
    assert world.raw("sessions", ahead)["snooze"]["until"] == "2026-12-01"
    # what came of it is another thing: it may wait
    past = world.add(Session, {"on": "2026-11-20", "state": "booked"})
    snooze.put_off(world.desk, "sessions", past, "snooze", "2026-12-01", "ask her")


def test_pause_and_snooze(world: World) -> None:
    time_off.pause(world.desk, world.engagement, "leave", "2026-12-24")
    assert world.raw("engagements", world.engagement)["pauses"] == [
        {"since": "2026-11-24", "until": "2026-12-24", "reason": "leave"}
    ]
    time_off.resume(world.desk, world.engagement)
    assert "pauses" not in world.raw("engagements", world.engagement)
    review = ("engagements", world.engagement, "snooze")
    with pytest.raises(BadInput, match="after today"):
        snooze.put_off(world.desk, *review, "2026-11-24", "fair")
    with pytest.raises(BadInput, match="reason: is needed"):
        snooze.put_off(world.desk, *review, "2026-12-01", "")
    snooze.put_off(world.desk, *review, "2026-12-01", "fair")
    reviews.hold_review(world.desk, world.engagement, {})
    assert "snooze" not in world.raw("engagements", world.engagement)


# The day


def measures_without_a_value(world: World) -> dict[str, str]:
    """A checklist, and a measure of a closed objective: their uids by name."""
    checklist = {"name": "tasks", "kind": "checklist", "items": [{"text": "Call"}]}
    world.add(Objective, {"title": "Sort", "measure": [checklist]})
    world.add(Objective, {"title": "Sell", "measure": [{"name": "home"}], "closed_on": "2026-11-01"})
    return {measure.name: measure.uid for one in world.plan.objectives for measure in one.measures}


def test_a_check_in_keeps_the_values_it_has_and_is_given_no_other_that_counts_nowhere(world: World) -> None:
    records.edit(world.desk, Objective, world.objective, {"closed_on": "2026-11-24"})
    records.edit(world.desk, Checkin, world.checkin, {"measures": {world.measure: 4, world.talks: 1}})
    assert world.raw("checkins", world.checkin)["measures"] == {world.measure: 4, world.talks: 1}
    uids = measures_without_a_value(world)
    for name, why in (("tasks", "it is a checklist"), ("home", "its objective is closed")):
        with pytest.raises(BadInput, match=f"measures: “{name}” takes no value: {why}"):
            records.edit(world.desk, Checkin, world.checkin, {"measures": {world.measure: 4, uids[name]: 1}})
        with pytest.raises(BadInput, match=f"measures: “{name}” takes no value: {why}"):
            world.add(Checkin, {"on": "2026-11-24", "measures": {uids[name]: 1}})


@pytest.mark.parametrize(
    ("values", "win", "says"),
    [
        ({"on": "2026-11-25", "note": "x"}, "", "is in the future"),
        ({"on": "2026-08-31", "note": "x"}, "", "before the engagement began, Tue 1 Sep 2026"),
        ({}, "", "nothing to note"),
        ({"engagement": 6}, "", "outside 1 to 5"),
        ({"measures": {"x": 1}}, "", "measures: what it refers to is not in this plan"),
        ({"measures": {"tasks": 1}}, "", "measures: “tasks” takes no value: it is a checklist"),
        ({"measures": {"home": 1}}, "", "measures: “home” takes no value: its objective is closed"),
        ({"done": ["x"]}, "A win", "done: what it refers to is not in this plan"),
    ],
)
def test_check_ins_refused(world: World, values: dict[str, Any], win: str, says: str) -> None:
    uids = measures_without_a_value(world)
    if "measures" in values:
        values = {"measures": {uids.get(name, name): one for name, one in values["measures"].items()}}
    before = tables(world.desk)
    with pytest.raises(BadInput) as caught:
        daily.check_in(world.desk, world.engagement, values, win=win)
    assert says in str(caught.value)
    assert tables(world.desk) == before


def test_a_win_alone_is_no_check_in(world: World) -> None:
    daily.check_in(world.desk, world.engagement, {"on": "2026-11-23"}, win="Rang twice")
    assert len(world.plan.checkins) == 1
    assert world.plan.wins[-1].raw["on"] == "2026-11-23"


def test_practice_is_taken_back_alone(world: World) -> None:
    daily.check_in(world.desk, world.engagement, {"done": [world.strategy], "note": "kept"})
    daily.toggle_practice(world.desk, world.strategy)
    assert [c.note for c in world.plan.checkins] == ["", "kept"]
    assert [c.done for c in world.plan.checkins] == [[world.strategy], []]
    daily.toggle_practice(world.desk, world.strategy)
    assert len(world.plan.checkins) == 3
    daily.toggle_practice(world.desk, world.strategy)
    assert len(world.plan.checkins) == 2


def test_commitments_carried_on_are_counted(world: World) -> None:
    daily.settle(world.desk, world.commitment, "moved", "ill", "2026-12-02")
    daily.settle(world.desk, world.commitment, "moved", due="2026-12-09")
    raw = world.raw("commitments", world.commitment)
    assert (raw["carried"], raw["due"], raw["status"]) == (2, "2026-12-09", "moved")
    assert raw["reason"] == "ill"
    daily.settle(world.desk, world.commitment, "done")
    assert world.raw("commitments", world.commitment)["carried"] == 2
    with pytest.raises(BadInput, match="is not one of"):
        daily.settle(world.desk, world.commitment, "forgotten")


def test_a_review_does_not_undo_what_another_hand_settled(world: World) -> None:
    daily.settle(world.desk, world.commitment, "done")
    before = tables(world.desk)
    with pytest.raises(ChangedMeanwhile, match="was marked done elsewhere"):
        reviews.hold_review(world.desk, world.engagement, {}, settled={world.commitment: ("open", "dropped")})
    assert tables(world.desk) == before


def test_a_move_is_what_was_shown(world: World) -> None:
    plan = world.plan
    first = next(m for m in plan.milestones if m.uid == world.first)
    shown = [(s.record.uid, s.to.isoformat()) for s in preview(plan, first, "2026-12-08", "dependents")]
    moving.move(world.desk, Milestone, world.second, "2026-12-22")
    with pytest.raises(ChangedMeanwhile, match="look at the move again"):
        moving.move(world.desk, Milestone, world.first, "2026-12-08", scope="dependents", seen=shown)


def test_renamed_measures_keep_their_values(world: World) -> None:
    objective = world.raw("objectives", world.objective)
    renamed = [{**m, "name": f"{m['name']} now", "uid": None} for m in objective["measure"]]
    bare = [{key: value for key, value in m.items() if value is not None} for m in renamed]
    records.edit(world.desk, Objective, world.objective, {"measure": bare})
    uids = [m["uid"] for m in world.raw("objectives", world.objective)["measure"]]
    assert uids == [m["uid"] for m in objective["measure"]]


def test_nothing_that_has_happened_lies_ahead(world: World) -> None:
    for noun, values in (
        (Checkin, {"on": "2026-11-25", "note": "x"}),
        (Win, {"on": "2026-11-25", "text": "x"}),
        (Review, {"held_on": "2026-11-25"}),
    ):
        with pytest.raises(BadInput, match="in the future"):
            records.add(world.desk, noun, world.engagement, values)


def test_a_review_is_one_change(world: World) -> None:
    reviews.hold_review(
        world.desk,
        world.engagement,
        {"reflection": "Good.", "feedback": {"overall": 9}},
        settled={world.commitment: ("open", "late")},
        measures={world.measure: 5},
        commitments=[{"text": "Next", "due": "2026-12-08"}],
        next_on="2026-12-09",
    )
    held = world.raw("reviews", world.review)  # the agreed one became the held one
    assert (held["due"], held["held_on"], held["reflection"]) == ("2026-11-25", "2026-11-24", "Good.")
    assert world.raw("commitments", world.commitment)["status"] == "late"
    assert world.plan.commitments[-1].raw["made_on"] == "2026-11-24"
    assert world.plan.values(world.measure)[-1] == (TODAY, 5)
    coming = next_review(world.plan)
    assert coming.on == date(2026, 12, 9)
    reviews.agree_review(world.desk, world.engagement, "2026-12-11")
    assert next_review(world.plan).on == date(2026, 12, 11)
    assert len(world.plan.reviews) == 2


@pytest.mark.parametrize(
    ("values", "more", "says"),
    [
        ({"held_on": "2026-11-25"}, {}, "is in the future"),
        ({"held_on": "2026-08-25"}, {}, "before the engagement began"),
        ({"feedback": {"overall": 11}}, {}, "outside 0 to 10"),
        ({}, {"next_on": "2026-11-24"}, "choose a day after this one"),
        ({}, {"next_on": "soon"}, "is no date"),
        ({}, {"settled": {"nobody": ("open", "done")}}, "no longer exists"),
        ({}, {"measures": {"x": float("inf")}}, "measures"),
        ({}, {"commitments": [{"text": ""}]}, "text: is needed"),
    ],
)
def test_reviews_refused(world: World, values: dict[str, Any], more: dict[str, Any], says: str) -> None:
    before = tables(world.desk)
    with pytest.raises(BadInput) as caught:
        reviews.hold_review(world.desk, world.engagement, values, **more)
    assert says in str(caught.value)
    assert tables(world.desk) == before


def test_a_review_without_an_agreed_day_keeps_the_day_it_was_due(world: World) -> None:
    records.delete(world.desk, type(world.plan.reviews[0]), world.review)
    reviews.hold_review(world.desk, world.engagement, {"held_on": "2026-11-20", "due": None})
    review = world.plan.reviews[0]
    assert (review.raw["due"], review.raw["held_on"]) == ("2026-09-15", "2026-11-20")
    assert next_review(world.plan).on == date(2026, 12, 4)


# Milestones


def test_done_is_not_in_the_future(world: World) -> None:
    with pytest.raises(BadInput, match="is in the future"):
        milestones.toggle_done(world.desk, world.first, "2026-11-25")
    milestones.toggle_done(world.desk, world.first, "2026-11-20")
    assert world.raw("milestones", world.first)["done_on"] == "2026-11-20"
    with pytest.raises(BadInput, match="is done"):
        moving.move(world.desk, Milestone, world.first, "2026-12-24")


def test_a_move_keeps_the_first_date_and_says_why(world: World) -> None:
    moving.move(world.desk, Milestone, world.first, "2026-12-03", by="client", reason="leave")
    moving.move(world.desk, Milestone, world.first, "2026-12-10")
    raw = world.raw("milestones", world.first)
    assert (raw["baseline"], raw["due"]) == ("2026-12-01", "2026-12-10")
    assert raw["moves"] == [
        {"on": "2026-11-24", "from": "2026-12-01", "to": "2026-12-03", "by": "client", "reason": "leave"},
        {"on": "2026-11-24", "from": "2026-12-03", "to": "2026-12-10"},
    ]
    assert "moves" not in world.raw("milestones", world.second)


def test_a_date_changed_in_a_form_is_a_move_too(world: World) -> None:
    raw = world.raw("milestones", world.second)
    records.edit(
        world.desk, Milestone, world.second, {"due": "2026-12-20", "title": "Later"}, raw, why="leave"
    )
    after = world.raw("milestones", world.second)
    move = {"on": "2026-11-24", "from": raw["due"], "to": "2026-12-20", "reason": "leave"}
    assert after["moves"] == [move]
    assert (after["baseline"], after["title"]) == (raw["baseline"], "Later")
    records.edit(world.desk, Milestone, world.second, {"due": "2026-12-20"})
    assert world.raw("milestones", world.second)["moves"] == [move]


@given(
    dues=st.lists(st.integers(-30, 60), min_size=2, max_size=5),
    links=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5),
    done=st.integers(0, 4),
    by=st.integers(-40, 40).filter(bool),
    scope=st.sampled_from(["one", "dependents", "following"]),
    off=st.lists(st.sampled_from(["sat", "sun", "2026-12-01"]), unique=True),
    started=st.sampled_from([60, 3]),
)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_what_is_previewed_is_what_happens(
    dues: list[int],
    links: list[tuple[int, int]],
    done: int,
    by: int,
    scope: str,
    off: list[str],
    started: int,
) -> None:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder) / "coach.json")
        start = TODAY - timedelta(days=started)
        client = clients.begin_plan(desk, {"name": "Anna", "days_off": off}, {"start": start})
        engagement = desk.practice().current(client)
        assert engagement is not None
        uids: list[str] = []
        for number, due in enumerate(dues):
            values: dict[str, Any] = {"title": f"M{number}", "due": TODAY + timedelta(days=due)}
            values["after"] = [uids[a] for a, b in links if b == number and a < number]
            if number and number == done:
                values["done_on"] = TODAY
            uids.append(records.add(desk, Milestone, engagement.uid, values))
        plan = desk.practice().plan(client)
        assert plan is not None
        first = next(m for m in plan.milestones if m.uid == uids[0])
        to = (TODAY + timedelta(days=dues[0] + by)).isoformat()
        before = tables(desk)
        try:
            shifts = preview(plan, first, to, scope)
        except BadInput:
            with pytest.raises(BadInput):
                moving.move(desk, Milestone, uids[0], to, scope=scope)
            return
        planned = {m.uid: m.raw["due"] for m in plan.milestones}
        planned |= {shift.record.uid: shift.to.isoformat() for shift in shifts}
        moved = {shift.record.uid for shift in shifts}
        seen = [(shift.record.uid, shift.to.isoformat()) for shift in shifts]
        moving.move(desk, Milestone, uids[0], to, scope=scope, by="client", reason="why not", seen=seen)
        after = desk.practice().plan(client)
        assert after is not None
        assert {m.uid: m.raw["due"] for m in after.milestones} == planned
        assert {m.uid for m in after.milestones if m.moves} == moved
        # what was said to speak against each day is what speaks against it now; nothing lies before the start
        for shift in shifts:
            assert shift.to >= start
            there = next(m for m in after.milestones if m.uid == shift.record.uid)
            news = set(shift.warnings) - {"no further back than the engagement's start"}
            assert news <= set(conflicts(after, there, shift.to))
            assert (f"{short(shift.to, shift.to)} is a day off" in news) == day_off(off, shift.to)
        undo(desk)
        assert tables(desk) == before


def test_sessions_and_clients_take_any_edit(world: World) -> None:
    records.edit(world.desk, Session, world.session, {"private": None, "minutes": 90})
    assert "private" not in world.raw("sessions", world.session)
    records.edit(world.desk, Engagement, world.engagement, {"sponsor": "Nordlicht"})
    records.edit(world.desk, Commitment, world.commitment, {"owner": "coach"})
    records.edit(world.desk, Checkin, world.checkin, {"measures": None, "done": None, "note": "x"})
    assert world.plan.client.name == "Anna Berg"
    assert Client.check({"name": "x"}) == {"name": "x"}


def test_since_when_the_coachs_own_status_stands(world: World) -> None:
    def edit(**changes: Any) -> str | None:
        records.edit(world.desk, Objective, world.objective, changes)
        found = world.raw("objectives", world.objective).get("status_on")
        return None if found is None else str(found)

    assert edit(status="off track", status_reason="lost heart") == "2026-11-24"
    assert edit(status_on="2026-11-20") == "2026-11-20"
    assert edit(status="off track", status_reason="still") == "2026-11-20"
    assert edit(status="on track", status_on="2026-11-22") == "2026-11-22"
    with pytest.raises(BadInput, match="status_on: Thu 24 Dec is in the future"):
        edit(status_on="2026-12-24")
    assert edit(status=None) is None
    undo(world.desk)
    assert world.raw("objectives", world.objective)["status_on"] == "2026-11-22"


def test_a_need_has_the_day_it_was_found(world: World) -> None:
    need = records.add(world.desk, Need, world.engagement, {"title": "Listening", "kind": "strength"})
    assert world.raw("needs", need)["found_on"] == "2026-11-24"
    earlier = {"title": "Patience", "kind": "strength", "found_on": "2026-10-01"}
    assert (
        world.raw("needs", records.add(world.desk, Need, world.engagement, earlier))["found_on"]
        == "2026-10-01"
    )


@pytest.mark.parametrize(
    ("levels", "says"),
    [
        ({"current": 0}, "current: 0 is no level; write 1 to 5; or say 10 under “Levels go to”"),
        ({"current": 2, "target": 7}, "target: 7 is no level; write 1 to 5; or say 10 under “Levels go to”"),
        ({"current": 2, "target": 4, "importance": 5}, "importance: 5 is outside 1 to 3"),
        ({"importance": 0}, "importance: 0 is outside 1 to 3"),
        ({"current": 2, "target": 4, "scale": 3}, "target: 4 is no level; write 1 to 3; or say 10"),
        ({"current": 11, "scale": 10}, "current: “11” is outside 0 to 10"),
    ],
)
def test_levels_lie_on_their_scale(world: World, levels: dict[str, float], says: str) -> None:
    before = tables(world.desk)
    with pytest.raises(BadInput) as refused:
        records.add(world.desk, Need, world.engagement, {"title": "A", "kind": "gap", **levels})
    assert str(refused.value).startswith(says)
    with pytest.raises(BadInput) as refused:
        records.edit(world.desk, Need, world.need, levels)
    assert str(refused.value).startswith(says)
    assert tables(world.desk) == before


def test_levels_up_to_ten_where_the_need_says_so(world: World) -> None:
    records.edit(world.desk, Need, world.need, {"current": 0, "target": 8, "scale": 10})
    assert Need(world.raw("needs", world.need)).gap == 8
    with pytest.raises(BadInput, match="target: 8 is no level"):
        records.edit(world.desk, Need, world.need, {"scale": None, "current": 1})


def test_levels_that_stood_there_before_stay(world: World) -> None:
    """A plan file of an earlier version may hold any level up to 10."""
    with world.desk.change("as an earlier version wrote it") as change:
        change.update(Need, world.need, {"current": 6, "target": 9, "importance": 8})
    records.edit(world.desk, Need, world.need, {"note": "Looked at again.", "current": 6})
    assert world.raw("needs", world.need)["importance"] == 8
    with pytest.raises(BadInput, match="importance: 9 is outside 1 to 3"):
        records.edit(world.desk, Need, world.need, {"importance": 9})
