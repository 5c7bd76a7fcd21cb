"""A session with several clients is one record, whoever it is changed from (domain rules §10)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.clients import (
    close_engagement,
    delete_client,
    delete_engagement,
    reopen_engagement,
)
from coach_tui.changes.records import add, delete, edit
from coach_tui.changes.session_states import cancel_session, miss_session
from coach_tui.changes.sessions import hold_session
from coach_tui.changes.undo import undo
from coach_tui.plan.agenda import contact
from coach_tui.plan.client import Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.package import package_of
from coach_tui.plan.session import Session
from tests.changes.changes_kit import TODAY, tables
from tests.changes.group_kit import Group


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path / "coach.json")


def change(group: Group, side: str, values: dict[str, Any], uid: str = "") -> None:
    """As the form does that a plan's list has opened."""
    seen = group.seen(side, uid)
    edit(group.desk, Session, seen.uid, values, seen.raw)


def test_with_others_it_is_a_group_of_as_many_in_every_plan(group: Group) -> None:
    assert group.raw()["kind"] == "group"
    assert len(group.practice.tables["sessions"]) == 2
    for side in group.plans:
        seen = group.seen(side)
        assert (seen.kind, seen.group_size, seen.state, seen.plan) == ("group", 3, "held", side)
        assert {seen.plan, *seen.also} == set(group.plans)
        assert package_of(group.plan(side)).used == 1
        assert str(contact(group.plan(side), TODAY).last) == "2026-11-20"
        assert str(contact(group.plan(side), TODAY).booked) == "2026-12-08"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"also": ["nobody"]}, "also: one of these engagements is not here"),
        ({"also": ["own"]}, "also: whose session it is need not be named"),
        ({"also": ["again"]}, "also: “Ben Ott” is in this session already"),
        ({"kind": "chemistry"}, "kind: with several clients it is a group"),
        ({"review": True}, "review: a session of several clients is nobody's review"),
        ({"group_size": 2}, "group_size: 3 clients are in it"),
        ({"absent": ["nobody"]}, "absent: one who was not there is not in this session"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    group: Group, values: dict[str, Any], told: str
) -> None:
    if values.get("also") == ["own"]:
        values = {"also": [group.anna, group.ben]}
    elif values.get("also") == ["again"]:
        close_engagement(group.desk, group.ben, on="2026-11-23")
        from coach_tui.changes.clients import start_engagement

        values = {"also": [group.ben, start_engagement(group.desk, group.clients[1], {})]}
    before = tables(group.desk)
    with pytest.raises(BadInput, match=told):
        change(group, group.anna, values)
    assert tables(group.desk) == before


def test_a_larger_group_has_others_who_are_no_clients(group: Group) -> None:
    change(group, group.cleo, {"group_size": 8})
    assert {group.seen(side).group_size for side in group.plans} == {8}


def test_one_who_was_not_there_has_a_no_show_and_no_contact(group: Group) -> None:
    before = tables(group.desk)
    change(group, group.anna, {"absent": [group.ben]})
    assert [group.seen(side).state for side in group.plans] == ["held", "no_show", "held"]
    assert contact(group.plan(group.ben), TODAY).last is None
    assert package_of(group.plan(group.ben)).missed == 1
    edit(group.desk, Engagement, group.ben, {"late_counts": False})
    assert package_of(group.plan(group.ben)).used == 0
    undo(group.desk)
    undo(group.desk)
    assert tables(group.desk) == before


def test_from_the_side_of_one_their_state_is_theirs_and_the_session_is_all_of_it(group: Group) -> None:
    change(group, group.ben, {"state": "no_show"})
    assert group.raw()["absent"] == [group.ben]
    assert group.raw()["state"] == "held"
    change(group, group.ben, {"state": "held"})
    assert "absent" not in group.raw()
    change(group, group.ben, {"state": "cancelled", "cancelled_by": "coach"})
    assert [group.seen(side).state for side in group.plans] == ["cancelled"] * 3


def test_where_nobody_was_there_it_is_a_no_show(group: Group) -> None:
    change(group, group.anna, {"absent": group.plans})
    assert (group.raw()["state"], "absent" in group.raw()) == ("no_show", False)


def test_one_joins_and_one_leaves_from_any_side(group: Group) -> None:
    change(group, group.ben, {"also": [group.cleo]}, group.ahead)
    raw = group.raw(group.ahead)
    assert (raw["plan"], raw["also"]) == (group.ben, [group.cleo])
    assert [one.uid for one in group.plan(group.anna).sessions] == [group.session]
    change(group, group.cleo, {"also": None}, group.ahead)
    raw = group.raw(group.ahead)
    assert (raw["plan"], "also" in raw, "kind" in raw) == (group.cleo, False, False)
    change(group, group.cleo, {"also": [group.anna]}, group.ahead)
    assert group.raw(group.ahead)["kind"] == "group"


def test_a_form_that_another_hand_has_overtaken_is_told_so(group: Group) -> None:
    begun = group.seen(group.ben).raw
    change(group, group.anna, {"absent": [group.ben], "shared": "Other words."})
    from coach_tui.store.transaction import Clash

    with pytest.raises(Clash):
        edit(group.desk, Session, group.session, {"shared": "Mine."}, begun)
    edit(group.desk, Session, group.session, {"minutes": 90}, begun)
    assert group.raw()["minutes"] == 90


def test_an_engagement_that_ends_leaves_and_comes_back_as_it_is_reopened(group: Group) -> None:
    before = tables(group.desk)
    for side in (group.anna, group.cleo):
        entry = close_engagement(group.desk, side, on="2026-11-24")
        assert entry
        assert "; no longer in 1 group session after it" in entry.what
        seen = group.seen(side, group.ahead)
        assert (seen.state, seen.closing) == ("cancelled", True)
        assert group.seen(side).state == "held"
        assert group.seen(group.ben, group.ahead).state == "booked"
        reopen_engagement(group.desk, side)
        assert tables(group.desk) == before
    close_engagement(group.desk, group.anna, on="2026-11-24")
    assert group.seen(group.ben, group.ahead).group_size == 2
    undo(group.desk)
    assert tables(group.desk) == before


def test_deleting_a_client_or_an_engagement_leaves_it_to_the_others(group: Group) -> None:
    before = tables(group.desk)
    delete_client(group.desk, group.clients[0])
    assert (group.raw()["plan"], group.raw()["also"]) == (group.ben, [group.cleo])
    assert group.seen(group.cleo).group_size == 3
    assert group.seen(group.cleo, group.ahead).group_size == 2
    undo(group.desk)
    assert tables(group.desk) == before
    delete_engagement(group.desk, group.ben)
    delete_engagement(group.desk, group.cleo)
    assert (group.raw()["plan"], group.raw()["group_size"]) == (group.anna, 3)
    assert "kind" not in group.raw(group.ahead)
    delete_client(group.desk, group.clients[0])
    assert not group.practice.tables["sessions"]
    for _ in range(3):
        undo(group.desk)
    assert tables(group.desk) == before


def test_the_whole_of_it_is_cancelled_missed_and_deleted_for_all(group: Group) -> None:
    cancel_session(group.desk, group.ahead, "coach")
    miss_session(group.desk, group.session)
    for side in group.plans:
        assert [one.state for one in group.plan(side).sessions] == ["no_show", "cancelled"]
    delete(group.desk, Session, group.session)
    assert [len(group.plan(side).sessions) for side in group.plans] == [1, 1, 1]


def test_an_hour_of_several_is_nobodys_review_and_each_has_their_own(group: Group) -> None:
    from coach_tui.changes.reviews import Reviewed, hold_review
    from coach_tui.plan.agenda import next_review

    today = add(group.desk, Session, group.anna, {"on": TODAY, "also": [group.ben]})
    seen = group.seen(group.ben, today)
    found = Reviewed({"decisions": "Went well."})
    before = group.raw(today)
    for values, uid in (({}, today), ({"also": [group.anna]}, "")):
        with pytest.raises(BadInput, match=r"^also: a session of several clients is nobody's review"):
            hold_session(group.desk, group.ben, values, session=uid, review=found)
    assert group.raw(today) == before
    hold_session(
        group.desk,
        group.ben,
        {"shared": "Said."},
        session=today,
        started_from=seen.raw,
        following=[{"on": "2026-12-15", "time": "10:00"}],
    )
    hold_review(group.desk, group.ben, found.values)
    assert "review" not in group.raw(today)
    assert group.raw(today)["state"] == "held"
    assert len(group.plan(group.ben).held_reviews) == 1
    assert not group.plan(group.anna).held_reviews
    assert next_review(group.plan(group.anna), TODAY).on != next_review(group.plan(group.ben), TODAY).on
    following = group.plan(group.anna).sessions[-1]
    assert (str(following.on), following.also) == ("2026-12-15", [group.ben])
