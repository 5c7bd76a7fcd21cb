"""Every verb is one journal entry, and undo and redo give back the very tables, from another process too."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.changes import (
    clients,
    daily,
    endings,
    erase,
    judgement,
    milestones,
    moving,
    plans,
    records,
    replies,
    reviews,
    snooze,
    time_off,
)
from coach_tui.changes.records import delete, edit
from coach_tui.changes.undo import history, redo, undo
from coach_tui.plan.adjustment import Adjustment
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Checkin, Commitment, Review, Win
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.health import Finding, findings
from coach_tui.plan.judgement import ITEMS
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from coach_tui.store import journal
from tests.changes.changes_kit import TODAY, World, open_desk, stored, tables

Verb = Callable[[World], object]


def edited_draft(world: World) -> dict[str, Any]:
    draft = from_plan(world.plan)
    draft["objective"][0]["title"] = "Lead on"
    draft["need"][0]["objectives"] = ["Lead on"]
    draft["strategy"][0]["objectives"] = ["Lead on", "Rest"]
    draft["milestone"][0]["objective"] = "Lead on"
    draft["win"][0]["objective"] = "Lead on"
    del draft["commitment"]
    return draft


def finding(world: World) -> Finding:
    found = [one for one in findings(world.plan, TODAY) if not one.accepted]
    if not found:
        raise BadInput("nothing is found")
    return found[0]


VERBS: dict[str, tuple[Verb, str]] = {
    "begin_plan": (
        lambda w: clients.begin_plan(w.desk, {"name": "Zoë"}, None, {"title": "Speak up"}),
        "began a plan with Zoë",
    ),
    "edit_client": (
        lambda w: clients.edit_client(w.desk, w.client, {"role": "Lead"}),
        "changed the client Anna Berg",
    ),
    "close": (
        lambda w: clients.close_engagement(w.desk, w.engagement, "All reached."),
        "closed the engagement; still booked is the session of Tue 24 Nov 10:00",
    ),
    "pause": (
        lambda w: time_off.pause(w.desk, w.engagement, "leave", "2026-12-24"),
        "paused the plan until Thu 24 Dec",
    ),
    "snooze": (
        lambda w: snooze.put_off(w.desk, "engagements", w.engagement, "snooze", "2026-12-01", "fair"),
        "put the review off until Tue 1 Dec",
    ),
    "delete_engagement": (
        lambda w: clients.delete_engagement(w.desk, w.engagement),
        "deleted an engagement",
    ),
    "delete_client": (lambda w: clients.delete_client(w.desk, w.client), "deleted the client Anna Berg"),
    "add": (
        lambda w: w.add(Need, {"kind": "value", "title": "Calm"}),
        "added a need, “Calm”",
    ),
    "edit": (
        lambda w: records.edit(w.desk, Objective, w.objective, {"title": "Lead on", "due": None}),
        "changed an objective, “Lead on”",
    ),
    "edit measures": (
        lambda w: records.edit(w.desk, Objective, w.objective, {"measure": [{"name": "stand-ups"}]}),
        "changed an objective, “Lead”",
    ),
    "edit engagement": (
        lambda w: records.edit(w.desk, Engagement, w.engagement, {"review_every": "1 month"}),
        "changed an engagement, “since Tue 1 Sep 2026”",
    ),
    "delete objective": (
        lambda w: records.delete(w.desk, Objective, w.objective),
        "deleted an objective, “Lead”",
    ),
    "delete need": (lambda w: records.delete(w.desk, Need, w.need), "deleted a need, “Delegating”"),
    "delete strategy": (
        lambda w: records.delete(w.desk, Strategy, w.strategy),
        "deleted a strategy, “Delegate”",
    ),
    "delete milestone": (
        lambda w: records.delete(w.desk, Milestone, w.first),
        "deleted a milestone, “Kick-off”",
    ),
    "delete review": (
        lambda w: records.delete(w.desk, Review, w.review),
        "deleted a review, “Review of Wed 25 Nov 2026”",
    ),
    "delete session": (
        lambda w: records.delete(w.desk, Session, w.session),
        "deleted a session, “Session of Tue 24 Nov 2026”",
    ),
    "delete checkin": (
        lambda w: records.delete(w.desk, Checkin, w.checkin),
        "deleted a check-in, “Check-in of Fri 20 Nov 2026”",
    ),
    "delete commitment": (
        lambda w: records.delete(w.desk, Commitment, w.commitment),
        "deleted a commitment, “Call Jonas”",
    ),
    "delete win": (lambda w: records.delete(w.desk, Win, w.win), "deleted a win, “Rang”"),
    "check_in": (
        lambda w: daily.check_in(
            w.desk, w.engagement, {"measures": {w.measure: 4}, "engagement": 4, "note": "x"}, win="Yes"
        ),
        "checked in with Anna Berg: stand-ups 4, engagement 4, note, won “Yes”",
    ),
    "practice": (lambda w: daily.toggle_practice(w.desk, w.strategy), "logged practice of “Delegate”"),
    "win": (
        lambda w: daily.note_win(w.desk, w.engagement, "Said no", milestone=w.first),
        "noted a win, “Said no”",
    ),
    "settle": (
        lambda w: daily.settle(w.desk, w.commitment, "moved", "ill", "2026-12-02"),
        "marked “Call Jonas” as moved, to Wed 2 Dec",
    ),
    "done": (lambda w: milestones.toggle_done(w.desk, w.first), "finished the milestone “Kick-off”"),
    "move": (
        lambda w: moving.move(w.desk, Milestone, w.first, "2026-12-03", scope="dependents", reason="leave"),
        "moved “Kick-off” and 1 more from Tue 1 Dec to Thu 3 Dec",
    ),
    "review": (
        lambda w: reviews.hold_review(
            w.desk,
            w.engagement,
            {"reflection": "Good.", "feedback": {"overall": 9}},
            settled={w.commitment: ("open", "done")},
            measures={w.measure: 5},
            commitments=[{"text": "Next"}],
            next_on="2026-12-08",
        ),
        "held the review with Anna Berg",
    ),
    "agree": (
        lambda w: reviews.agree_review(w.desk, w.engagement, "2026-11-30"),
        "agreed the next review for Mon 30 Nov",
    ),
    "review that changes the plan": (
        lambda w: reviews.hold_review(
            w.desk,
            w.engagement,
            {"visibility": "client"},
            settled={w.commitment: ("open", "moved", "ill", "2026-12-02")},
            reached={w.first: ""},
            levels={w.other: 1},
            adjustments=[
                Adjustment("target", w.measure, 9, "too much"),
                Adjustment("strategy", w.other, "Walk | 2 per week", "she asked"),
                Adjustment("rhythm", "", "3 weeks", "fewer"),
                Adjustment("close", w.objective, "reached", "done"),
            ],
        ),
        "held the review with Anna Berg, 4 changes to the plan",
    ),
    "accept": (
        lambda w: judgement.accept_finding(w.desk, w.engagement, finding(w), "2026-12-24", "fine"),
        "",
    ),
    "decide": (
        lambda w: judgement.decide_item(w.desk, w.engagement, ITEMS[0], True, "seen"),
        f"called “{ITEMS[0]}” done",
    ),
    "keep": (
        lambda w: erase.keep_until(w.desk, w.client, "2030-01-01", "asked"),
        "data of Anna Berg is kept until Tue 1 Jan 2030",
    ),
    "put off a milestone": (
        lambda w: snooze.put_off(w.desk, "milestones", w.first, "snooze", "2026-12-04", "fair"),
        "put “Kick-off” off until Fri 4 Dec",
    ),
    "take_checkin": (
        lambda w: replies.take_checkin(
            w.desk, w.engagement, "c20261124m0123456789ab", TODAY, {"mood": "good", "done": [w.strategy] * 2}
        ),
        "took in a check-in form of Anna Berg",
    ),
    "take_reflection": (
        lambda w: replies.take_reflection(
            w.desk, w.engagement, "r20261124m0123456789ab", TODAY, {"reflection": "It was hard."}
        ),
        "took in a reflection of Anna Berg",
    ),
    "end an objective": (
        lambda w: endings.end(w.desk, Objective, w.objective, "reached", "early"),
        "reached the objective “Lead”",
    ),
    "end a strategy": (
        lambda w: endings.end(w.desk, Strategy, w.strategy, "paused"),
        "paused the strategy “Delegate”",
    ),
    "take_in": (
        lambda w: plans.take_in(w.desk, edited_draft(w), replace=True),
        "replaced the plan of Anna Berg",
    ),
}


@pytest.mark.parametrize("name", VERBS)
def test_undo_and_redo(world: World, name: str) -> None:
    verb, what = VERBS[name]
    before, bytes_before = tables(world.desk), stored(world.desk)
    count = len(history(world.desk))
    verb(world)
    after, bytes_after = tables(world.desk), stored(world.desk)
    assert after != before
    entry = history(world.desk)[0]
    assert len(history(world.desk)) == count + 1
    assert entry.what == (what or entry.what)
    if name != "begin_plan":
        assert entry.client == world.client

    other = open_desk(world.desk.store.path)
    undo(other)
    assert (tables(world.desk), stored(world.desk)) == (before, bytes_before)
    assert world.desk.outdated
    redo(open_desk(world.desk.store.path))
    assert (tables(world.desk), stored(world.desk)) == (after, bytes_after)
    undo(world.desk)
    assert (tables(world.desk), stored(world.desk)) == (before, bytes_before)


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (
            lambda w: clients.close_engagement(w.desk, w.engagement),
            lambda w: clients.reopen_engagement(w.desk, w.engagement),
            "reopened the engagement",
        ),
        (
            lambda w: clients.close_engagement(w.desk, w.engagement),
            lambda w: clients.start_engagement(w.desk, w.client, {"start": "2026-11-24"}),
            "started an engagement",
        ),
        (
            lambda w: time_off.pause(w.desk, w.engagement),
            lambda w: time_off.resume(w.desk, w.engagement),
            "resumed the plan",
        ),
        (
            lambda w: daily.toggle_practice(w.desk, w.strategy),
            lambda w: daily.toggle_practice(w.desk, w.strategy),
            "took back today's practice of “Delegate”",
        ),
        (
            lambda w: milestones.toggle_done(w.desk, w.first),
            lambda w: milestones.toggle_done(w.desk, w.first),
            "reopened the milestone “Kick-off”",
        ),
    ],
)
def test_the_way_back(world: World, first: Verb, second: Verb, what: str) -> None:
    first(world)
    between = tables(world.desk)
    second(world)
    after = tables(world.desk)
    assert history(world.desk)[0].what == what
    undo(open_desk(world.desk.store.path))
    assert tables(world.desk) == between
    redo(world.desk)
    assert tables(world.desk) == after


def test_undo_all_the_way_and_redo_all_the_way(world: World) -> None:
    for verb in ("edit", "move", "check_in", "review", "delete objective", "pause"):
        VERBS[verb][0](world)
    last = tables(world.desk)
    count = len(history(world.desk))
    for _ in range(count):
        undo(world.desk)
    assert not any(tables(world.desk).values())
    with pytest.raises(BadInput, match="nothing to undo"):
        undo(world.desk)
    for _ in range(count):
        redo(world.desk)
    assert tables(world.desk) == last
    with pytest.raises(BadInput, match="nothing to redo"):
        redo(world.desk)


@given(
    st.lists(
        st.sampled_from([name for name in VERBS if not name.startswith("delete_")]), min_size=1, max_size=4
    )
)
@settings(derandomize=True, deadline=None, max_examples=25)
def test_any_run_of_verbs_can_be_taken_back(names: list[str]) -> None:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder) / "coach.json")
        states = [stored(world.desk)]
        for name in names:
            try:
                VERBS[name][0](world)
            except (BadInput, ChangedMeanwhile):
                assert stored(world.desk) == states[-1]
                continue
            if stored(world.desk) != states[-1]:
                states.append(stored(world.desk))
        for state in reversed(states[:-1]):
            undo(world.desk)
            assert stored(world.desk) == state
        for state in states[1:]:
            redo(world.desk)
            assert stored(world.desk) == state


def test_nothing_changed_is_no_entry(world: World) -> None:
    count = len(history(world.desk))
    assert records.edit(world.desk, Objective, world.objective, {"title": "Lead"}) is None
    assert plans.take_in(world.desk, from_plan(world.plan), replace=True)[1] is None
    assert len(history(world.desk)) == count


def test_history_of_one_client(world: World) -> None:
    other = clients.begin_plan(world.desk, {"name": "Zoë"})
    assert [entry.what for entry in history(world.desk, other)] == ["began a plan with Zoë"]
    assert history(world.desk)[0].what == "began a plan with Zoë"
    assert all(entry.client == world.client for entry in history(world.desk, world.client))
    entry = time_off.pause(world.desk, world.engagement, "leave")
    assert entry is not None
    assert (entry.why, entry.at[:10]) == ("leave", "2026-11-24")


def test_deleted_clients_are_backed_up(world: World) -> None:
    clients.delete_client(world.desk, world.client)
    assert not any(tables(world.desk).values())
    assert any("before-delete" in backup.name for backup in world.desk.store.backups())
    assert world.desk.practice().client(world.client) is None
    assert Client.table == "clients"


def test_undo_gives_every_byte_back(world: World) -> None:
    """A field that was emptied comes back to its own place in the record."""
    before = stored(world.desk)
    edit(world.desk, Objective, world.objective, {"measure": None, "due": None})
    edit(world.desk, Objective, world.objective, {"due": "2027-01-29", "activity": "Lead"})
    delete(world.desk, Strategy, world.strategy)
    delete(world.desk, Need, world.need)
    after = stored(world.desk)
    for _ in range(4):
        undo(world.desk)
    assert stored(world.desk) == before
    for _ in range(4):
        redo(world.desk)
    assert stored(world.desk) == after


@pytest.mark.parametrize("full", [False, True])
def test_a_checkin_changes_a_few_lines(world: World, full: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many that a person looking at a difference sees what was noted, however long the history is."""
    if full:
        monkeypatch.setattr(journal, "KEPT", len(history(world.desk)))
    before = world.desk.store.path.read_text().splitlines()
    values = {
        "measures": {world.measure: 4, world.talks: 2},
        "engagement": 4,
        "note": "One\ntwo.",
        "done": [world.strategy],
    }
    daily.check_in(world.desk, world.engagement, values, win="Said no")
    after = world.desk.store.path.read_text().splitlines()
    lines = list(unified_diff(before, after, n=0, lineterm=""))[2:]
    changed = [line for line in lines if not line.startswith("@@")]
    assert len(history(world.desk)) == journal.KEPT or not full
    assert 10 <= len(changed) <= 25
    assert sum(line.startswith("+") for line in changed) <= 20
    assert sum(line.startswith("-") for line in changed) <= 5
