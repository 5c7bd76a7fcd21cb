"""Finishing and moving milestones: what is written, what the journal says of it, what is refused."""

from __future__ import annotations

import pytest

from coach_tui.changes import milestones, moving
from coach_tui.changes.records import edit
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.milestone import Milestone
from coach_tui.store.journal import Entry, entries
from tests.changes.changes_kit import World

TODAY = "2026-11-24"


def last_entry(world: World) -> Entry:
    return entries(world.desk.practice().tables)[-1]


def test_finishing_tells_of_it_and_takes_it_back(world: World) -> None:
    entry = milestones.toggle_done(world.desk, world.first)
    assert entry is not None
    assert entry.uid == last_entry(world).uid
    assert (entry.what, entry.client) == ("finished the milestone “Kick-off”", world.client)
    assert world.raw("milestones", world.first)["done_on"] == TODAY
    entry = milestones.toggle_done(world.desk, world.first)
    assert entry is not None
    assert (entry.what, entry.client) == ("reopened the milestone “Kick-off”", world.client)
    assert "done_on" not in world.raw("milestones", world.first)


def test_finished_on_a_day(world: World) -> None:
    milestones.toggle_done(world.desk, world.first, "2026-11-20")
    assert world.raw("milestones", world.first)["done_on"] == "2026-11-20"
    milestones.toggle_done(world.desk, world.second, TODAY)
    assert world.raw("milestones", world.second)["done_on"] == TODAY
    milestones.toggle_done(world.desk, world.first, "2026-11-19")  # open again, whatever day is named
    assert "done_on" not in world.raw("milestones", world.first)
    with pytest.raises(BadInput, match="done_on: Wed 25 Nov is in the future; it takes what has happened"):
        milestones.toggle_done(world.desk, world.first, "2026-11-25")
    with pytest.raises(BadInput, match="done_on"):
        milestones.toggle_done(world.desk, world.first, "2026-11")


def test_what_is_so_already_changes_nothing(world: World) -> None:
    before = last_entry(world).uid
    assert milestones.toggle_done(world.desk, world.first, done=False) is None
    assert last_entry(world).uid == before
    assert milestones.toggle_done(world.desk, world.first, done=True) is not None
    assert world.raw("milestones", world.first)["done_on"] == TODAY
    before = last_entry(world).uid
    assert milestones.toggle_done(world.desk, world.first, "2026-11-20", done=True) is None
    assert last_entry(world).uid == before
    assert world.raw("milestones", world.first)["done_on"] == TODAY
    assert milestones.toggle_done(world.desk, world.first, done=False) is not None
    assert "done_on" not in world.raw("milestones", world.first)


def test_a_move_says_in_the_journal_who_asked_and_why(world: World) -> None:
    entry = moving.move(world.desk, Milestone, world.first, "2026-12-03", by="client", reason="why not")
    assert entry is not None
    assert (entry.what, entry.why, entry.client) == (
        "moved “Kick-off” from Tue 1 Dec to Thu 3 Dec", "why not", world.client,
    )  # fmt: skip
    assert last_entry(world).why == "why not"
    raw = world.raw("milestones", world.first)
    assert (raw["due"], raw["baseline"]) == ("2026-12-03", "2026-12-01")
    assert raw["moves"] == [
        {"on": TODAY, "from": "2026-12-01", "to": "2026-12-03", "by": "client", "reason": "why not"}
    ]
    assert world.raw("milestones", world.second)["due"] == "2026-12-15"


def test_a_move_without_reason_says_none(world: World) -> None:
    entry = moving.move(world.desk, Milestone, world.first, "2026-12-03")
    assert entry is not None
    assert not entry.why
    assert world.raw("milestones", world.first)["moves"] == [
        {"on": TODAY, "from": "2026-12-01", "to": "2026-12-03"}
    ]


def test_what_depends_on_it_moves_with_it_and_says_the_same(world: World) -> None:
    entry = moving.move(
        world.desk, Milestone, world.first, "2026-12-03", scope="dependents", by="x", reason="ill"
    )
    assert entry is not None
    assert entry.what == "moved “Kick-off” and 1 more from Tue 1 Dec to Thu 3 Dec"
    other = world.raw("milestones", world.second)
    assert (other["due"], other["moves"][0]["by"], other["moves"][0]["reason"]) == ("2026-12-17", "x", "ill")


def test_a_move_is_made_only_as_it_was_shown(world: World) -> None:
    with pytest.raises(ChangedMeanwhile, match="the plan was changed meanwhile; look at the move again"):
        moving.move(world.desk, Milestone, world.first, "2026-12-03", seen=[])
    seen = [(world.first, "2026-12-03"), (world.second, "2026-12-17")]
    with pytest.raises(ChangedMeanwhile):
        moving.move(world.desk, Milestone, world.first, "2026-12-03", seen=seen)
    assert world.raw("milestones", world.first)["due"] == "2026-12-01"
    assert (
        moving.move(world.desk, Milestone, world.first, "2026-12-03", scope="dependents", seen=seen)
        is not None
    )


def test_what_cannot_be_moved(world: World) -> None:
    before = last_entry(world).uid
    with pytest.raises(BadInput):
        moving.move(world.desk, Milestone, world.first, "2026-12-01")
    with pytest.raises(BadInput):
        moving.move(world.desk, Milestone, world.first, "2026-08-31")
    assert last_entry(world).uid == before
    milestones.toggle_done(world.desk, world.first)
    with pytest.raises(BadInput):
        moving.move(world.desk, Milestone, world.first, "2026-12-03")


@pytest.mark.parametrize("how", ["dropped", "replaced"])
def test_what_was_given_up_is_not_finished(world: World, how: str) -> None:
    edit(world.desk, Milestone, world.first, {"closed_on": TODAY, "closed_as": how, "closed_reason": "x"})
    before = last_entry(world).uid
    for done in (None, True):
        with pytest.raises(BadInput, match=f"“Kick-off” was {how}; let it go on again first"):
            milestones.toggle_done(world.desk, world.first, done=done)
    assert milestones.toggle_done(world.desk, world.first, done=False) is None
    assert last_entry(world).uid == before
