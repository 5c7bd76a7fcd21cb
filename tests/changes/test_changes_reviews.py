"""A review that changes the plan: one change of the file, kept in the review, one step back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.changes.plans import take_in
from coach_tui.changes.records import edit
from coach_tui.changes.reviews import agree_review, hold_review
from coach_tui.changes.undo import entries_of, undo
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan import adjustment as kinds
from coach_tui.plan.adjustment import Adjustment
from coach_tui.plan.contact import Commitment
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput
from coach_tui.plan.objective import Objective
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.visibility import view
from tests.changes.changes_kit import World, tables


def hold(world: World, *adjustments: Adjustment, **more: Any) -> dict[str, Any]:
    """Holds the agreed review; returns what is stored of it."""
    hold_review(world.desk, world.engagement, more.pop("values", {}), adjustments=adjustments, **more)
    return world.raw("reviews", world.review)


def test_what_came_of_promises_is_kept(world: World) -> None:
    review = hold(
        world,
        settled={world.commitment: ("open", "moved", "was ill", "2026-12-01")},
        levels={},
        values={"outcomes": [{"text": "Typed", "status": "done"}]},
    )
    assert review["outcomes"] == [
        {"text": "Typed", "status": "done"},
        {"text": "Call Jonas", "status": "moved", "until": "2026-12-01", "reason": "was ill"},
    ]
    raw = world.raw("commitments", world.commitment)
    assert (raw["status"], raw["due"], raw["reason"], raw["carried"]) == ("moved", "2026-12-01", "was ill", 1)


def test_what_moves_without_a_day_moves_to_the_next_review(world: World) -> None:
    review = hold(
        world,
        settled={world.commitment: ("open", "moved")},
        commitments=[{"text": "Call her"}, {"text": "Read", "owner": "coach", "due": "2026-11-30"}],
    )
    assert review["outcomes"][0]["until"] == "2026-12-08"  # two weeks after today
    assert world.raw("commitments", world.commitment)["due"] == "2026-12-08"
    made = [c.raw for c in world.plan.commitments if c.raw.get("made_on") == "2026-11-24"]
    assert [(c["text"], c["due"]) for c in made] == [("Read", "2026-11-30"), ("Call her", "2026-12-08")]


@pytest.mark.parametrize("day", ["2026-11-24", "2026-11-01", "2026-08-01"])
def test_the_next_review_is_after_the_last(world: World, day: str) -> None:
    hold(world)
    stored = world.desk.store.path.read_bytes()
    with pytest.raises(BadInput, match="is not after the last review, held on Tue 24 Nov"):
        agree_review(world.desk, world.engagement, day)
    assert world.desk.store.path.read_bytes() == stored
    agree_review(world.desk, world.engagement, "2026-11-25")
    assert world.plan.engagement.uid == world.engagement


def test_an_agreed_day_is_the_next_review(world: World) -> None:
    hold(world, next_on="2026-12-18", commitments=[{"text": "Call her"}])
    assert world.plan.commitments[-1].raw["due"] == "2026-12-18"


def test_levels_milestones_and_status(world: World) -> None:
    edit(world.desk, Objective, world.objective, {"gas": list("abcde")})
    review = hold(
        world,
        levels={world.objective: 1},
        reached={world.first: "", world.second: "2026-11-20"},
        measures={world.measure: 12, world.talks: 3},
    )
    assert review["levels"] == [{"objective": "Lead", "level": 1}]
    assert world.raw("objectives", world.objective)["gas_now"] == 1
    assert world.raw("milestones", world.first)["done_on"] == "2026-11-24"
    assert world.raw("milestones", world.second)["done_on"] == "2026-11-20"
    assert review["status"] == "not measured"  # “Rest” has no measure; “Lead” is achieved with today's values
    edit(world.desk, Objective, world.other, {"closed_on": "2026-11-24"})
    hold_review(world.desk, world.engagement, {})
    assert world.plan.held_reviews[-1].status == "achieved"


def test_an_objective_that_a_review_closes_takes_its_last_value(world: World) -> None:
    closing = Adjustment(kinds.CLOSE, world.objective, "reached", "done")
    hold(world, closing, measures={world.measure: 12})
    assert world.plan.checkins[-1].measures == {world.measure: 12}
    with pytest.raises(BadInput, match="its objective is closed"):
        hold(world, measures={world.measure: 12})


CHANGES = [
    ("target", "measure", 8, {"what": "target of “stand-ups”", "from": "12", "to": "8"}),
    ("date", "objective", "2027-02-12", {"from": "2027-01-29", "to": "2027-02-12"}),
    ("milestone", "first", "2026-12-09", {"from": "2026-12-01", "to": "2026-12-09"}),
    ("cadence", "strategy", "1 every 2 weeks", {"what": "how often of “Delegate”", "to": "1 every 2 weeks"}),
    ("hours", "strategy", 1.5, {"what": "hours a week of “Delegate”", "to": "1.5"}),
    ("status", "strategy", "paused", {"what": "strategy “Delegate”", "from": "active", "to": "paused"}),
    ("strategy", "objective", "Walk | 1 per week", {"what": "new strategy", "to": "Walk"}),
    ("rhythm", "engagement", "1 week", {"what": "reviews every", "from": "2 weeks", "to": "1 week"}),
    ("close", "other", "dropped", {"what": "objective “Rest”", "from": "open", "to": "dropped"}),
    ("help", "objective", "ask Jonas", {"what": "what makes “Lead” more certain", "to": "ask Jonas"}),
]


@pytest.mark.parametrize(("kind", "about", "to", "kept"), CHANGES, ids=[one[0] for one in CHANGES])
def test_each_change_is_made_kept_and_undone(
    world: World, kind: str, about: str, to: str | float, kept: dict[str, Any]
) -> None:
    edit(world.desk, Objective, world.objective, {"confidence": [{"on": "2026-11-20", "value": 5}]})
    before = tables(world.desk)
    review = hold(world, Adjustment(kind, getattr(world, about), to, "it is too much"))
    (change,) = review["changes"]
    assert change["reason"] == "it is too much"
    assert kept.items() <= change.items()
    changed = {name for name, rows in tables(world.desk).items() if rows != before.get(name)}
    assert len(changed) == 2  # the review, and what it changed
    undo(world.desk)
    assert tables(world.desk) == before


def test_a_change_has_its_effect(world: World) -> None:
    hold(
        world,
        Adjustment("target", world.talks, 2, "enough"),
        Adjustment("milestone", world.first, "2026-12-09", "leave"),
        Adjustment("strategy", world.objective, "Walk | 1 per week", "to think"),
        Adjustment("status", world.strategy, "dropped", "never done"),
    )
    objective = world.raw("objectives", world.objective)
    assert [m["target"] for m in objective["measure"]] == [12, 2]
    moved = world.raw("milestones", world.first)
    assert (moved["due"], moved["baseline"], moved["moves"][0]["reason"]) == (
        "2026-12-09",
        "2026-12-01",
        "leave",
    )
    new = next(s for s in world.plan.strategies if s.title == "Walk")
    assert (new.raw["cadence"], new.raw["start"], new.objectives) == (
        "1 per week",
        "2026-11-24",
        [world.objective],
    )
    assert world.raw("strategies", world.strategy)["status_reason"] == "never done"
    entry = entries_of(world.desk.practice())[0]
    assert entry.what == "held the review with Anna Berg, 4 changes to the plan"
    assert entry.why == "enough; leave; to think; never done"


def test_what_is_so_already_is_no_change(world: World) -> None:
    review = hold(
        world,
        Adjustment("target", world.measure, 12, "x"),
        Adjustment("date", world.objective, "2027-01-29", "x"),
        Adjustment("milestone", world.first, "2026-12-01", "x"),
        Adjustment("status", world.strategy, "active", "x"),
        Adjustment("rhythm", world.engagement, "2 weeks", "x"),
    )
    assert "changes" not in review


def test_who_asked_and_why_are_of_each_change_alone(world: World) -> None:
    measure = world.raw("objectives", world.objective)["measure"][0]
    edit(world.desk, Objective, world.objective, {"agreed_on": "2026-11-01"})
    hold(
        world,
        Adjustment("target", measure["uid"], 8, "budget cut", "sponsor"),
        Adjustment("date", world.objective, "2027-03-01", ""),
        Adjustment("milestone", world.first, "2026-12-09", "", "client"),
    )
    found = {one["what"]: one for one in world.raw("objectives", world.objective)["revisions"]}
    target = found[f"target of “{measure['name']}”"]
    assert (target["by"], target["reason"]) == ("sponsor", "budget cut")
    assert not found["target date"].keys() & {"by", "reason"}
    move = world.raw("milestones", world.first)["moves"][-1]
    assert (move["by"], move.get("reason")) == ("client", None)


def test_help_adds_to_what_helps_already(world: World) -> None:
    ratings = [{"on": "2026-11-20", "value": 5, "solving": "sleep"}, {"on": "2026-11-01", "value": 4}]
    edit(world.desk, Objective, world.objective, {"confidence": ratings})
    review = hold(world, Adjustment("help", world.objective, "ask Jonas", "x"))
    stored = world.raw("objectives", world.objective)["confidence"]
    assert [rating.get("solving") for rating in stored] == ["sleep; ask Jonas", None]
    assert (review["changes"][0]["from"], review["changes"][0]["to"]) == ("sleep", "ask Jonas")


@pytest.mark.parametrize(
    ("adjustments", "more", "says"),
    [
        ([("cadence", "strategy", "1 per week", " ")], {}, "say why the cadence changes"),
        ([("date", "objective", "2026-08-01", "x")], {}, "is not after the objective's start"),
        ([("date", "objective", "2027-01-01", "x"), ("date", "objective", "2027-02-01", "y")], {}, "twice"),
        ([("milestone", "first", "2026-08-01", "x")], {}, "before the engagement began"),
        ([("target", "win", 8, "x")], {}, "no longer exists"),
        ([("status", "win", "paused", "x")], {}, "no longer exists"),
        ([("status", "strategy", "resting", "x")], {}, "is not one of"),
        ([("strategy", "objective", "Delegate", "x")], {}, "exists; choose another title"),
        ([("strategy", "objective", "Walk | sometimes", "x")], {}, "is no cadence"),
        ([("help", "other", "x", "x")], {}, "ask the client first"),
        ([], {"values": {"held_on": "2026-11-25"}}, "held_on: Wed 25 Nov is in the future"),
        ([], {"reached": {"first": "2026-11-25"}}, "is in the future"),
        ([], {"levels": {"objective": 3}}, "outside -2 to 2"),
    ],
)
def test_nothing_is_half_changed(
    world: World, adjustments: list[Any], more: dict[str, Any], says: str
) -> None:
    named = {
        key: {getattr(world, name): value for name, value in one.items()} if key != "values" else one
        for key, one in more.items()
    }
    before = tables(world.desk)
    made = [Adjustment(kind, getattr(world, about), to, why) for kind, about, to, why in adjustments]
    with pytest.raises(BadInput) as caught:
        hold(world, *made, **named)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert tables(world.desk) == before


def test_a_plan_file_holds_what_a_review_keeps(world: World) -> None:
    edit(world.desk, Objective, world.objective, {"gas": list("abcde")})
    edit(world.desk, Strategy, world.strategy, {"hours_per_week": 2})
    hold(
        world,
        Adjustment("date", world.objective, "2027-02-12", "a | b\\ and “c”"),
        settled={world.commitment: ("open", "late", "was ill")},
        levels={world.objective: -1},
        values={
            "considered": [{"proposal": "Less?", "figures": "1 of 4", "decision": "declined", "reason": "no"}]
        },
    )
    text = write_toml(from_plan(world.plan, ids=True))
    before = tables(world.desk)
    assert take_in(world.desk, read_toml(text), replace=True)[1] is None
    assert tables(world.desk) == before
    for word in ("outcomes", "levels", "changes", "considered", 'status = "'):
        assert word in text


def test_a_review_on_an_earlier_day_keeps_the_status_of_that_day(world: World) -> None:
    hold(world, values={"held_on": "2026-11-19"}, measures={world.measure: 12, world.talks: 3})
    review = world.plan.held_reviews[-1]
    assert review.held_on == date(2026, 11, 19)
    assert review.status == "not measured"
    edit(world.desk, Objective, world.other, {"closed_on": "2026-11-20"})
    hold_review(world.desk, world.engagement, {"held_on": "2026-11-18"})
    assert next(r for r in world.plan.held_reviews if r.raw["held_on"] == "2026-11-18").status == "off track"


def test_a_review_keeps_from_the_client_what_the_client_may_not_know_of(world: World) -> None:
    """The names of private records stand in what a review keeps; opening the review opens none of them."""
    edit(world.desk, Strategy, world.strategy, {"visibility": "private", "title": "Secret way"})
    edit(world.desk, Commitment, world.commitment, {"visibility": "private", "text": "Secret promise"})
    edit(world.desk, Objective, world.objective, {"visibility": "private", "title": "Secret aim"})
    edit(world.desk, Objective, world.objective, {"measure": [{"name": "secret calls"}]})
    (measure,) = world.plan.objectives[0].measures
    review = hold(
        world,
        Adjustment("hours", world.strategy, 3, "secretly"),
        Adjustment("target", measure.uid, 3, "secretly"),
        Adjustment("date", world.objective, "2027-06-01", "secretly"),
        Adjustment("strategy", "", "Walk", "openly"),
        Adjustment("rhythm", "", "3 weeks", "openly"),
        settled={world.commitment: ("open", "moved", "secretly", "2026-12-01")},
        levels={world.objective: 1},
        values={"visibility": "client"},
    )
    assert review["outcomes"][0]["visibility"] == "private"
    assert [one.get("visibility") for one in review["changes"]] == ["private"] * 3 + [None] * 2
    told = [client_sees(world)]
    names = {Strategy: world.strategy, Commitment: world.commitment, Objective: world.objective}
    for noun, uid in names.items():
        edit(world.desk, noun, uid, {"visibility": "client", noun.title_key: "Open now"})
    told.append(client_sees(world))
    for shown in told:
        assert "ecret" not in str(shown)
        assert [one["what"] for one in shown["changes"]] == ["new strategy", "reviews every"]
        assert shown["outcomes"] == shown["levels"] == []


def test_what_becomes_private_after_a_review_is_kept_back_there_too(world: World) -> None:
    hold(
        world,
        Adjustment("strategy", "", "Secret way", "why not"),
        settled={world.commitment: ("open", "done")},
        values={"visibility": "client"},
    )
    assert "Secret way" in str(client_sees(world))
    (uid,) = [one.uid for one in world.plan.strategies if one.title == "Secret way"]
    edit(world.desk, Strategy, uid, {"visibility": "private"})
    shown = client_sees(world)
    assert (shown["changes"], shown["outcomes"][0]["text"]) == ([], "Call Jonas")


def client_sees(world: World) -> dict[str, Any]:
    """The review as the client's report has it."""
    (found,) = [
        one.raw
        for one in view(world.plan, "client", date(2026, 11, 24)).plan.reviews
        if one.uid == world.review
    ]
    return {"changes": [], "outcomes": [], "levels": [], **found}
