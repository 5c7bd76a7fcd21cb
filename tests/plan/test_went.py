"""What is told of what others took the place of, and of what a measure was that was exchanged."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.became import became, became_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.objective import Objective
from coach_tui.plan.report import content
from coach_tui.plan.revision import first_of, history_json
from coach_tui.plan.session import Session
from coach_tui.plan.session_words import moved_from_words
from coach_tui.plan.visibility import view
from tests.plan.plan_kit import NOW_DAY, on, plan_of

GONE = {"title": "Meet", "start": on(-50), "closed_on": on(-8), "closed_as": "replaced"}


@pytest.mark.parametrize(
    ("others", "went"),
    [
        ([{"title": "Lead", "start": on(-50)}], "merged into Lead"),
        ([{"title": "Lead", "start": on(-8)}], "replaced by Lead"),
        ([{"title": "Lead", "start": on(-8)}, {"title": "Ask", "start": on(-8)}], "split into Lead, Ask"),
    ],
)
@pytest.mark.parametrize("reader", ["coach", "client"])
def test_where_an_objective_went(others: list[dict[str, Any]], went: str, reader: str) -> None:
    uids = [f"o{number}" for number in range(len(others))]
    made = [{**one, "uid": uid, "visibility": "sponsor"} for one, uid in zip(others, uids, strict=True)]
    plan = plan_of(objectives=[*made, {**GONE, "replaced_by": uids, "visibility": "sponsor"}])
    found = content(view(plan, reader, NOW_DAY), NOW_DAY)["objectives"]
    assert [one["went"] for one in found if one["title"] == "Meet"] == [went]


@pytest.mark.parametrize(
    ("noun", "ended", "others", "word", "words"),
    [
        ("objectives", {}, ["Lead"], "replaced", "replaced by Lead"),
        ("objectives", {"closed_as": "merged"}, ["Lead"], "merged", "merged into Lead"),
        ("objectives", {"closed_as": "merged"}, [], "merged", "merged"),
        ("objectives", {"closed_as": "split"}, ["Lead", "Ask"], "split", "split into Lead, Ask"),
        ("objectives", {"closed_as": "dropped"}, [], "dropped", "dropped"),
        ("objectives", {"closed_as": "reached"}, [], "reached", "reached"),
        ("objectives", {"closed_as": None, "closed_on": None}, [], "open", "open"),
        ("milestones", {"closed_as": "merged"}, ["Lead"], "merged", "merged into Lead"),
        ("milestones", {}, ["Lead"], "replaced", "replaced by Lead"),
        ("milestones", {}, ["Lead", "Ask"], "split", "split into Lead, Ask"),
    ],
)
def test_what_became_of_one_says_how_and_into_what(
    noun: str, ended: dict[str, Any], others: list[str], word: str, words: str
) -> None:
    start = {"start": on(-8)} if noun == "objectives" else {"due": on(8)}
    gone = {"title": "Meet", **start, "closed_on": on(-8), "closed_as": "replaced", **ended}
    gone = {key: value for key, value in gone.items() if value is not None}
    made = [{"title": title, "uid": title, **start} for title in others]
    plan = plan_of(**{noun: [*made, {**gone, **({"replaced_by": others} if others else {})}]})
    (record,) = [one for one in getattr(plan, noun) if one.title == "Meet"]
    assert (became(plan, record), became_words(plan, record)) == (word, words)
    assert record.state == ("replaced" if word in ("merged", "split") else word)


def test_what_several_went_into_was_there() -> None:
    gone = [{**GONE, "title": title, "replaced_by": ["lead"]} for title in ("Meet", "Ask")]
    plan = plan_of(objectives=[{"uid": "lead", "title": "Lead", "start": on(-8)}, *gone])
    found = content(view(plan, "coach", NOW_DAY), NOW_DAY)["objectives"]
    assert {one["went"] for one in found if one["title"] != "Lead"} == {"merged into Lead"}


@pytest.mark.parametrize(
    ("gone", "target"),
    [
        ("4 → 12 per month", 12),
        ("? → 0.5 h", 0.5),
        ("checklist of 2: ask, listen", 8),
        ("4 → ? per month", 8),
    ],
)
def test_the_first_target_is_that_of_the_measure_there_was_first(gone: str, target: float) -> None:
    measure = {"uid": "m", "name": "calls", "baseline": 1, "target": 8}
    revisions = [
        {"on": on(-3), "what": "measure “talks”", "from": gone},
        {"on": on(-3), "what": "measure “calls”", "to": "1 → 8"},
    ]
    objective = Objective({"title": "Lead", "measure": [measure], "revisions": revisions})
    told = history_json(objective, [])["first"]
    if target == 8:
        assert told["targets"].get("calls") is None
        assert told["target"] is None
    else:
        assert (told["target"], told["targets"]) == (target, {"talks": target})
    assert [one.name for one in first_of(objective).measures][:1] in (["talks"], [])


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"held": False, "state": "cancelled"}, "cancelled"),
        ({"held": False, "state": "no_show"}, "no_show"),
        ({"held": True, "state": "held"}, "held"),
        ({"held": True}, "held"),
    ],
)
def test_held_may_stand_beside_a_state_that_says_so_too(said: dict[str, Any], state: str) -> None:
    assert Session.check(Session.renamed({"on": on(-7), **said}))["state"] == state


def test_held_that_says_otherwise_is_refused() -> None:
    with pytest.raises(BadInput):
        Session.check(Session.renamed({"on": on(-7), "held": True, "state": "cancelled"}))


def test_a_move_is_told_with_its_days_as_people_read_them() -> None:
    move = {"on": on(-3), "from": "2026-12-01", "from_time": "10:00", "to": "2026-12-08", "by": "client"}
    assert moved_from_words({**move, "reason": "a trip"}, NOW_DAY) == (
        "moved from Tue 1 Dec 10:00 by client: a trip"
    )
    assert moved_from_words({"from": "2026-12-01"}, NOW_DAY) == "moved from Tue 1 Dec"
