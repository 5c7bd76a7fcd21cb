"""What a view holds for each reader: figures, what is on the agreement's list, what is kept back, counts."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from coach_tui.plan.client import SPONSOR_MAY_SEE
from coach_tui.plan.contact import Checkin, Review
from coach_tui.plan.errors import BadInput
from coach_tui.plan.insight import insights
from coach_tui.plan.need import Need
from coach_tui.plan.practice import Plan
from coach_tui.plan.report import content
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.visibility import FIGURES, Kind, View, nothing_for, secret_names, tells, view
from tests.plan.plan_kit import NOW_DAY, on, plan_of

AGREED: dict[str, Any] = {"agreed_on": on(-80), "sponsor_sees": list(SPONSOR_MAY_SEE)}


def seen(plan: Plan, reader: str) -> View:
    return view(plan, reader, NOW_DAY)


def secret_objective(**more: Any) -> dict[str, Any]:
    """An objective that the coach alone may know of."""
    measure = {"uid": "m-secret", "name": "quarrels", "unit": "a week", "baseline": 9, "target": 1}
    return {"uid": "secret", "title": "Leave", "measure": [measure], "visibility": "private", **more}


def open_objective(**more: Any) -> dict[str, Any]:
    measure = {"uid": "m-open", "name": "talks", "unit": "a week", "baseline": 0, "target": 4}
    return {"uid": "open", "title": "Lead", "measure": [measure], "due": on(30), **more}


# What is worked out

WIDEST = {
    "status": "sponsor",
    "progress": "client",
    "forecast": "client",
    "gas": "client",
    "measures": "client",
    "practice": "client",
    "results": "client",
    "engagement": "coach",
    "usual_slip": "coach",
    "health": "coach",
}


@pytest.mark.parametrize(("figure", "widest"), sorted(WIDEST.items()))
def test_whom_a_figure_is_for(figure: str, widest: str) -> None:
    readers = {"coach": ["coach"], "client": ["coach", "client"], "sponsor": ["coach", "client", "sponsor"]}
    plan = plan_of(engagement=AGREED)
    may = [reader for reader in readers["sponsor"] if seen(plan, reader).may(figure)]
    assert may == readers[widest]
    assert FIGURES.keys() == WIDEST.keys()


def test_the_sponsor_gets_a_figure_only_if_it_is_on_the_list() -> None:
    plan = plan_of(engagement={**AGREED, "sponsor_sees": ["objectives"]})
    assert not seen(plan, "sponsor").may("status")
    assert seen(plan, "client").may("status")


def test_the_coachs_own_figures_are_in_nobody_elses_report() -> None:
    own = {"engaged", "usual_slip", "findings", "checklist"}
    plan = plan_of(engagement=AGREED, objectives=[open_objective()])
    told = {reader: content(seen(plan, reader), NOW_DAY) for reader in ("coach", "client", "sponsor")}
    assert own <= told["coach"].keys()
    assert own.isdisjoint(told["client"])
    assert own.isdisjoint(told["sponsor"])


# The agreement


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, ""),
        ({"agreed_on": on(0)}, ""),
        ({"agreed_on": on(1)}, "nothing may go to the sponsor before the agreement; enter its day in the "),
        ({"agreed_on": None}, "nothing may go to the sponsor before the agreement; enter its day in the "),
        ({"sponsor_sees": None}, "nothing may go to the sponsor: the agreement lists nothing; fill in "),
    ],
)
def test_the_sponsor_sees_something_from_the_day_of_the_agreement_on(
    changes: dict[str, Any], says: str
) -> None:
    plan = plan_of(engagement={**AGREED, **changes})
    said = nothing_for(plan, "sponsor", NOW_DAY)
    assert said.startswith(says)
    assert bool(said) == bool(says)
    assert nothing_for(plan, "client", NOW_DAY) == nothing_for(plan, "coach", NOW_DAY) == ""
    if says:
        with pytest.raises(BadInput, match="nothing may go to the sponsor"):
            seen(plan, "sponsor")
    else:
        assert seen(plan, "sponsor").sees == list(SPONSOR_MAY_SEE)


def test_what_goes_by_another_name_on_the_list_is_held_back_with_it() -> None:
    """Status, how an objective was closed and how many sessions were contracted are listed by themselves."""
    of: dict[str, Any] = {
        "objectives": [
            {"title": "Lead", "closed_on": on(-5), "closed_as": "dropped", "closed_reason": "No."}
        ],
        "reviews": [{"held_on": on(-9), "status": "off track", "visibility": "sponsor"}],
        "sessions": [{"on": on(-3)}],
    }
    status = {"closed_on", "closed_as", "status"}

    def sponsor(*sees: str) -> View:
        return seen(
            plan_of(engagement={**AGREED, "sponsor_sees": list(sees), "sessions": 12}, **of), "sponsor"
        )

    found = sponsor("objectives", "reviews")
    assert status.isdisjoint(found.plan.objectives[0].raw)
    assert status.isdisjoint(found.plan.part(Review)[0].raw)
    assert "sessions" not in found.plan.engagement.raw
    assert found.plan.sessions == []
    found = sponsor("objectives", "reviews", "sessions", "status")
    assert {key: found.plan.objectives[0].raw[key] for key in ("closed_on", "closed_as")} == {
        "closed_on": on(-5),
        "closed_as": "dropped",
    }
    assert found.plan.part(Review)[0].raw["status"] == "off track"
    assert found.plan.engagement.raw["sessions"] == 12
    assert [one.on for one in found.plan.sessions] == [date.fromisoformat(on(-3))]
    assert sponsor("milestones").plan.objectives == sponsor("milestones").plan.part(Review) == []


# What hangs from an objective that is kept back


def test_check_in_values_of_an_objective_that_is_kept_back_are_no_nameless_line() -> None:
    plan = plan_of(
        objectives=[secret_objective(), open_objective()],
        checkins=[{"on": on(-2), "measures": {"m-secret": 7.25, "m-open": 2}}],
    )
    (mine,) = seen(plan, "coach").plan.part(Checkin)
    assert mine.raw["measures"] == {"m-secret": 7.25, "m-open": 2}
    (theirs,) = seen(plan, "client").plan.part(Checkin)
    assert theirs.raw["measures"] == {"m-open": 2}
    told = content(seen(plan, "client"), NOW_DAY)
    assert told["checkins"][0]["measures"] == [["talks", 2]]
    for word in ("m-secret", "7.25", "quarrels", "Leave"):
        assert word not in json.dumps(told)
        assert word in json.dumps(content(seen(plan, "coach"), NOW_DAY))


def test_a_reviews_status_was_worked_out_of_what_is_kept_back() -> None:
    of: dict[str, Any] = {"reviews": [{"held_on": on(-9), "status": "off track", "visibility": "client"}]}
    hidden = plan_of(objectives=[secret_objective()], **of)
    assert seen(hidden, "coach").plan.part(Review)[0].raw["status"] == "off track"
    assert "status" not in seen(hidden, "client").plan.part(Review)[0].raw
    known = plan_of(objectives=[open_objective()], **of)
    assert seen(known, "client").plan.part(Review)[0].raw["status"] == "off track"


def test_what_serves_an_objective_that_is_seen_as_well_is_known_and_names_that_one_alone() -> None:
    plan = plan_of(
        objectives=[secret_objective(), open_objective()],
        needs=[
            {"uid": "both", "kind": "gap", "title": "Both", "objectives": ["secret", "open"]},
            {"uid": "alone", "kind": "gap", "title": "Alone", "objectives": ["secret"]},
            {"uid": "none", "kind": "gap", "title": "None"},
        ],
        strategies=[
            {"title": "For both", "needs": ["both", "alone"], "objectives": ["open", "secret"]},
            {"title": "For it alone", "objectives": ["secret"]},
        ],
        milestones=[
            {"uid": "first", "title": "Its own", "due": on(5), "objective": "secret"},
            {"uid": "second", "title": "After it", "due": on(9), "after": ["first"]},
        ],
        wins=[{"on": on(-1), "text": "Mine", "milestone": "first"}, {"on": on(-1), "text": "Ours"}],
    )
    found = seen(plan, "client").plan
    assert [(one.title, one.objectives) for one in found.part(Need)] == [("Both", ["open"]), ("None", [])]
    assert [(one.title, one.needs, one.objectives) for one in found.part(Strategy)] == [
        ("For both", ["both"], ["open"])
    ]
    assert [(one.title, one.raw.get("after")) for one in found.milestones] == [("After it", [])]
    assert secret_names(plan, "client") == {
        "Leave", "quarrels", "Alone", "For it alone", "Its own", "Mine",
    }  # fmt: skip
    assert secret_names(plan, "coach") == set()


def of_wins(view: View) -> list[str]:
    return [str(win["text"]) for win in view.plan.practice.tables["wins"].values()]


@pytest.mark.parametrize("reader", ["client", "sponsor"])
@pytest.mark.parametrize("stated", ["", "client", "sponsor"])
def test_a_win_of_what_is_kept_back_is_kept_back_whatever_it_states(reader: str, stated: str) -> None:
    said = {"visibility": stated} if stated else {}
    plan = plan_of(
        engagement=AGREED,
        objectives=[open_objective(visibility="sponsor")],
        milestones=[
            {"uid": "private", "title": "Leave home", "due": on(5), "visibility": "private"},
            {"uid": "known", "title": "Lead one", "due": on(5), "objective": "open"},
        ],
        wins=[
            {"on": on(-1), "text": "Leave home", "milestone": "private", **said},
            {"on": on(-1), "text": "She is out", "milestone": "private", "objective": "open", **said},
            {"on": on(-1), "text": "Lead one", "milestone": "known", **said},
        ],
    )
    assert of_wins(seen(plan, "coach")) == ["Leave home", "She is out", "Lead one"]
    goes = stated == "sponsor" or reader == "client"
    assert of_wins(seen(plan, reader)) == (["Lead one"] if goes else [])


def test_a_win_that_was_offered_for_what_is_kept_back_is_known_by_its_text() -> None:
    texts = ["Leave home", "Leave home: kept for 4 weeks in a row", "quarrels: none", "Leave home?", "Lead"]
    plan = plan_of(
        objectives=[secret_objective()],
        strategies=[{"title": "Leave home", "visibility": "private"}],
        wins=[{"on": on(-1), "text": text} for text in texts],
    )
    assert of_wins(seen(plan, "client")) == ["Leave home?", "Lead"]
    assert of_wins(seen(plan, "coach")) == texts


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("quarrels 3: the best so far", False),  # as a best value is offered
        ("Quarrels 3.5: the best so far!", False),
        ("quarrels −2", False),
        ("QUARRELS", False),
        ("leave home.", False),
        ("Leave  Home: KEPT for 4 weeks in a row", False),
        ("Léave home", False),
        ("quarrels less: they talk", True),
        ("quarrels3: a song", True),
        ("no quarrels", True),
        ("Leaving home", True),
    ],
)
def test_such_a_win_is_known_when_it_was_typed_by_hand(text: str, goes: bool) -> None:
    plan = plan_of(
        objectives=[secret_objective()],
        strategies=[{"title": "Leave home", "visibility": "private"}],
        wins=[{"on": on(-1), "text": text}],
    )
    assert of_wins(seen(plan, "client")) == [text] * goes


def test_a_strategy_for_a_need_that_is_kept_back_alone_is_kept_back_too() -> None:
    plan = plan_of(
        objectives=[open_objective()],
        needs=[
            {"uid": "private", "kind": "gap", "title": "Debts", "visibility": "private"},
            {"uid": "known", "kind": "gap", "title": "Time"},
        ],
        strategies=[
            {"title": "Pay", "needs": ["private"]},
            {"title": "Save", "needs": ["private", "known"]},
            {"title": "Lead", "needs": ["private"], "objectives": ["open"]},
        ],
    )
    found = seen(plan, "client").plan
    assert [(one.title, one.needs) for one in found.part(Strategy)] == [("Save", ["known"]), ("Lead", [])]


def test_a_win_of_an_objective_alone_is_kept_back_with_it() -> None:
    plan = plan_of(
        objectives=[secret_objective(), open_objective()],
        wins=[
            {"on": on(-1), "text": text, "objective": uid}
            for text, uid in (("Mine", "secret"), ("Ours", "open"))
        ],
    )
    assert of_wins(seen(plan, "client")) == ["Ours"]


@pytest.mark.parametrize("reader", ["client", "sponsor"])
def test_no_record_is_named_that_is_not_in_the_view(reader: str) -> None:
    uids = ["secret", "open", "m-secret", "m-open", "need", "strategy", "first", "second", "c", "e"]
    plan = plan_of(
        engagement=AGREED,
        objectives=[secret_objective(), open_objective(visibility="sponsor")],
        needs=[
            {"uid": "need", "kind": "gap", "title": "N", "objectives": ["secret"], "visibility": "sponsor"},
        ],
        strategies=[
            {
                "uid": "strategy", "title": "S", "needs": ["need"], "objectives": ["secret", "open"],
                "visibility": "sponsor",
            }
        ],
        milestones=[
            {"uid": "first", "title": "F", "due": on(5), "objective": "secret"},
            {"uid": "second", "title": "T", "due": on(9), "objective": "open", "after": ["first"]},
        ],
        wins=[
            {"on": on(-1), "text": "W", "objective": "open", "milestone": "second", "visibility": "sponsor"},
            {"on": on(-1), "text": "V", "objective": "open", "milestone": "first", "visibility": "sponsor"},
        ],
        checkins=[{"on": on(-1), "measures": {"m-secret": 1, "m-open": 1}, "done": ["strategy"]}],
    )  # fmt: skip
    found = seen(plan, reader).plan
    there = {one.uid for one in found.objectives} | {one.uid for one in found.milestones}
    there |= {one.uid for noun in (Need, Strategy) for one in found.part(noun)} | {"c", "e"}
    there |= {measure.uid for one in found.objectives for measure in one.measures}
    tables = found.practice.tables
    named = {
        uid
        for uid in uids
        if f'"{uid}"' in json.dumps({name: list(t.values()) for name, t in tables.items()})
    }
    assert named <= there
    assert {"open", "strategy", "second"} <= named
    (milestone,), (win,) = tables["milestones"].values(), tables["wins"].values()
    assert (milestone["objective"], win["objective"]) == ("open", "open")
    assert win["milestone"] == "second"
    assert [one.uid for one in found.practice.engagements("c")] == ["e"]


def test_what_is_worked_out_for_a_reader_leaves_out_what_is_kept_back() -> None:
    done = {"on": on(-1), "measures": {"m-secret": 9, "m-open": 3}}
    plan = plan_of(objectives=[secret_objective(due=on(20)), open_objective()], checkins=[done])
    assert seen(plan, "coach").basis is plan
    basis = seen(plan, "client").basis
    assert [one.title for one in basis.objectives] == ["Lead"]
    assert (basis.client.uid, basis.engagement.uid) == ("c", "e")
    assert [one["progress"] for one in insights(basis, NOW_DAY).as_json()["objectives"]] == [0.75]
    assert [one.raw for one in basis.part(Checkin)] == [one.raw for one in plan.part(Checkin)]
    everything = plan_of(objectives=[open_objective()])
    assert seen(everything, "client").basis is everything


@pytest.mark.parametrize(
    ("table", "raw"),
    [
        ("milestones", {"title": "Leave", "due": on(-9), "done_on": on(-2), "original_due": on(-9)}),
        ("strategies", {"title": "Leave", "cadence": "weekly"}),
    ],
)
def test_no_figure_counts_what_is_kept_back(table: str, raw: dict[str, Any]) -> None:
    parts: dict[str, Any] = {table: [{"uid": "x", "visibility": "private", **raw}]}
    plan = plan_of(objectives=[open_objective()], **parts)
    basis = seen(plan, "client").basis
    assert len(basis.part(NOUNS[table])) == 0
    assert len(seen(plan, "coach").basis.part(NOUNS[table])) == 1
    without = plan_of(objectives=[open_objective()])
    told, all_told = (insights(one, NOW_DAY).as_json() for one in (basis, without))
    assert told == all_told


# What a review says


@pytest.mark.parametrize(
    ("raw", "tell"),
    [
        ({"text": "Leave"}, True),
        ({"what": "moved “Leave” by a week"}, True),
        ({"text": "“quarrels”"}, True),
        ({"text": "Leave it"}, False),
        ({"text": "leave", "status": "done"}, False),
        ({"level": 2, "until": None}, False),
        ({"text": "Lead", "reason": "“Lead”"}, False),
    ],
)
def test_what_tells_of_a_name(raw: dict[str, Any], tell: bool) -> None:
    assert tells(raw, {"Leave", "quarrels"}) is tell


def test_what_a_review_says_of_what_is_kept_back_is_held_back_whole() -> None:
    outcomes = [
        {"text": "Leave", "status": "done"},
        {"text": "Call Jonas", "status": "done"},
        {"text": "Call Tom", "status": "late", "visibility": "private"},
    ]
    changes = [
        {"what": "moved “quarrels”"},
        {"what": "moved “Lead”", "from": "a", "to": "b", "reason": "Asked."},
    ]
    review = {"held_on": on(-9), "visibility": "client", "outcomes": outcomes, "changes": changes}
    plan = plan_of(objectives=[secret_objective(), open_objective()], reviews=[review])
    (mine,) = seen(plan, "coach").plan.part(Review)
    assert (mine.raw["outcomes"], mine.raw["changes"]) == (outcomes, changes)
    (theirs,) = seen(plan, "client").plan.part(Review)
    assert (theirs.raw["outcomes"], theirs.raw["changes"]) == (outcomes[1:2], changes[1:])
    closed = plan_of(objectives=[open_objective()], reviews=[{**review, "visibility": "private"}])
    (theirs,) = seen(closed, "client").plan.part(Review)
    assert {"outcomes", "changes"}.isdisjoint(theirs.raw)


# How much goes out


def counted(kinds: list[Kind]) -> dict[str, tuple[int, int, dict[str, list[int]]]]:
    return {kind.noun.table: (kind.shown, kind.held, kind.fields) for kind in kinds}


def test_the_preview_counts_what_goes_out_and_what_is_held_back() -> None:
    plan = plan_of(
        client={
            "email": "a@b.c", "role": "Head of sales",
            "accepted": [{"rule": "P4", "field": "retention_on", "reason": "Asked.", "until": on(9)}],
        },
        engagement={"snooze": {"until": on(5), "reason": "Holidays."}},
        objectives=[open_objective(), secret_objective()],
        checkins=[{"on": on(-2), "note": "Mine."}, {"on": on(-1), "note": "Ours.", "visibility": "client"}],
        reviews=[
            {
                "held_on": on(-9), "visibility": "client",
                "outcomes": [
                    {"text": "Leave", "status": "done"},
                    {"text": "Call Jonas", "status": "done", "visibility": "private"},
                    {"text": "Call Tom", "status": "done"},
                ],
            }
        ],
        milestones=[
            {
                "title": "Call", "due": on(4),
                "moves": [{"on": on(-3), "from": on(1), "to": on(4), "by": "client", "reason": "Ill."}],
            }
        ],
    )  # fmt: skip
    found = counted(seen(plan, "client").kinds)
    assert found["clients"] == (
        1, 0, {"Name": [1, 0], "E-mail": [0, 1], "Role": [1, 0], "Accepted": [0, 1]},
    )  # fmt: skip
    assert found["engagements"] == (
        1, 0, {"Start": [1, 0], "Review every": [1, 0], "Review put off": [0, 1]},
    )  # fmt: skip
    assert found["objectives"] == (1, 1, {"Title": [1, 0], "Measures": [1, 0], "Target date": [1, 0]})
    assert found["checkins"] == (2, 0, {"On": [2, 0], "Note": [1, 1], "Visibility": [0, 1]})
    assert found["reviews"] == (
        1, 0, {"Held on": [1, 0], "What was promised": [1, 2], "Visibility": [0, 1]},
    )  # fmt: skip
    assert found["milestones"] == (
        1, 0, {"Title": [1, 0], "Date": [1, 0], "Moves": [1, 0], "Moves: reason": [0, 1]},
    )  # fmt: skip
    assert found["needs"] == (0, 0, {})
    assert "responses" not in found
    assert not any(
        held for _, _, fields in counted(seen(plan, "coach").kinds).values() for _, held in fields.values()
    )
