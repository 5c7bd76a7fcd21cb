"""What was known on an earlier day, and what everything computed for that day then says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach_tui.plan.attention.survey import survey
from coach_tui.plan.health import findings
from coach_tui.plan.insight import insights
from coach_tui.plan.known import known_on
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.schema import check_record
from coach_tui.plan.strategy import Strategy
from tests.plan.plan_kit import NOW_DAY, on, plan_of, practice_of


def row(table: str, *, day: date = NOW_DAY, **record: Any) -> dict[str, Any] | None:
    """A record of a table as it was known on a day, without what every record has; None: not there."""
    found = known_on(practice_of(**{table: [record]}), day).documents(table, "e")
    return {key: value for key, value in found[0].items() if key not in ("uid", "plan")} if found else None


def test_nothing_later_nothing_changes() -> None:
    practice = practice_of(
        checkins=[{"on": on(0)}], milestones=[{"title": "A", "due": on(9)}], sessions=[{"on": on(4)}]
    )
    assert known_on(practice, NOW_DAY) is practice


@pytest.mark.parametrize(
    ("table", "record", "known"),
    [
        ("checkins", {"on": on(1), "note": "later"}, None),
        ("wins", {"on": on(1), "text": "later"}, None),
        ("commitments", {"text": "later", "made_on": on(1)}, None),
        ("rounds", {"title": "later", "items": ["x"], "opened_on": on(1)}, None),
        (
            "strategies",
            {
                "title": "S",
                "cadence": "3/week",
                "rhythms": [{"cadence": "2/week", "until": on(-9)}, {"cadence": "1/week", "until": on(4)}],
            },
            {"title": "S", "cadence": "1/week", "rhythms": [{"cadence": "2/week", "until": on(-9)}]},
        ),
        ("needs", {"kind": "gap", "title": "later", "found_on": on(1)}, None),
        ("assessments", {"title": "later", "asked_on": on(1), "items": ["x"]}, None),
        (
            "assessments",
            {"title": "A", "asked_on": on(-1), "items": ["x"], "answered_on": on(1), "scores": {"x": 3}},
            {"title": "A", "asked_on": on(-1), "items": ["x"]},
        ),
        ("reviews", {"held_on": on(1)}, None),
        ("reviews", {"held_on": on(1), "due": on(0), "decisions": "later"}, {"due": on(0)}),
        (
            "reviews",
            {"due": on(2), "received_on": on(1), "reflection": "later"},
            {"due": on(2)},
        ),
        (
            "milestones",
            {"title": "A", "due": on(9), "baseline": on(0), "done_on": on(3)},
            {"title": "A", "due": on(9), "baseline": on(0)},
        ),
        (
            "milestones",
            {
                "title": "A",
                "due": on(9),
                "moves": [
                    {"on": on(-1), "from": on(-5), "to": on(2)},
                    {"on": on(1), "from": on(2), "to": on(5)},
                    {"on": on(2), "from": on(5), "to": on(9)},
                ],
            },
            {"title": "A", "due": on(2), "moves": [{"on": on(-1), "from": on(-5), "to": on(2)}]},
        ),
        (
            "objectives",
            {"title": "A", "closed_on": on(1), "closed_as": "dropped", "closed_reason": "later"},
            {"title": "A"},
        ),
        (
            "objectives",
            {
                "title": "A",
                "status": "off track",
                "status_reason": "later",
                "status_on": on(1),
                "agreed_on": on(2),
                "confidence": [{"on": on(-1), "value": 5}, {"on": on(1), "value": 9}],
            },
            {"title": "A", "confidence": [{"on": on(-1), "value": 5}]},
        ),
        (
            "objectives",
            {
                "title": "A",
                "due": on(90),
                "revisions": [
                    {"on": on(-2), "what": "target date", "from": on(20), "to": on(40)},
                    {"on": on(3), "what": "target date", "from": on(40), "to": on(90), "reason": "later"},
                ],
            },
            {
                "title": "A",
                "due": on(40),
                "revisions": [{"on": on(-2), "what": "target date", "from": on(20), "to": on(40)}],
            },
        ),
        (
            "milestones",
            {"title": "A", "due": on(9), "closed_on": on(1), "closed_as": "dropped", "closed_reason": "x"},
            {"title": "A", "due": on(9)},
        ),
        (
            "strategies",
            {"title": "S", "cadence": "1/week", "status": "dropped", "status_reason": "later",
             "ended_on": on(1)},
            {"title": "S", "cadence": "1/week"},
        ),
        (
            "commitments",
            {"text": "A", "made_on": on(-9), "due": on(3), "status": "dropped", "reason": "later",
             "settled_on": on(1)},
            {"text": "A", "made_on": on(-9), "due": on(3)},
        ),
        ("rounds", {"title": "R", "items": ["x"], "opened_on": on(-1), "closed_on": on(1)},
         {"title": "R", "items": ["x"], "opened_on": on(-1)}),
        (
            "sessions",
            {
                "on": on(9),
                "time": "10:00",
                "state": "booked",
                "moves": [{"on": on(1), "from": on(2), "to": on(9), "from_time": "09:00"}],
            },
            {"on": on(2), "time": "09:00", "state": "booked"},
        ),
        (
            "sessions",
            {"on": on(1), "state": "held", "goal": "a", "shares": ["goal"], "shared": "b", "private": "c"},
            {"on": on(1)},
        ),
        (
            "sessions",
            {"on": on(1), "state": "booked", "goal": "a", "reality": "later", "shared": "b", "private": "c"},
            {"on": on(1), "state": "booked", "goal": "a"},
        ),
        (
            "commitments",
            {"text": "A", "made_on": on(-9), "due": on(3), "status": "done"},
            {"text": "A", "made_on": on(-9), "due": on(3)},
        ),
        ("needs", {"kind": "gap", "title": "N", "accepted": [
            {"rule": "P1", "field": "objectives", "until": on(9), "reason": "later", "on": on(1)}]},
         {"kind": "gap", "title": "N"}),
    ],
)  # fmt: skip
def test_what_happened_later_is_left_out(
    table: str, record: dict[str, Any], known: dict[str, Any] | None
) -> None:
    found = row(table, **record)
    assert found == known
    if found is not None:
        check_record(table, {"uid": "x", "plan": "e", **found})


@pytest.mark.parametrize(
    ("table", "record"),
    [
        ("milestones", {"title": "A", "due": on(30)}),
        ("sessions", {"on": on(5), "time": "10:00", "state": "booked"}),
        ("reviews", {"due": on(9)}),
        ("objectives", {"title": "A", "start": on(3), "due": on(90)}),
        ("commitments", {"text": "A", "made_on": on(-1), "due": on(9)}),
        ("commitments", {"text": "A", "made_on": on(-9), "due": on(0), "status": "done"}),
        ("sessions", {"on": on(0), "state": "held", "shared": "b", "private": "c"}),
    ],
)
def test_what_was_planned_for_later_stays(table: str, record: dict[str, Any]) -> None:
    assert row(table, **record) == record


def test_a_session_that_is_held_later_is_booked() -> None:
    held: dict[str, Any] = {"on": on(1), "state": "held", "review": True, "private": "noted"}
    found = row("sessions", **held)
    assert found is not None
    assert found.get("state", "booked") == "booked"
    assert not found.get("review")


@pytest.mark.parametrize("state", ["held", "no_show", "cancelled"])
@pytest.mark.parametrize("booked", [True, False])
def test_a_session_noted_later_that_nobody_booked_was_not_there(state: str, booked: bool) -> None:
    session = {"uid": "s", "plan": "e", "on": on(-4), "state": state}
    begun = {**session, "state": "booked"} if booked else session
    ops = [{"table": "sessions", "uid": "s", "before": None, "after": begun}]
    entry = {"at": f"{on(0)}T09:00:00", "what": "noted", "state": "done", "ops": ops}
    tables = {**practice_of(sessions=[session]).tables, "journal": {"1": entry}}
    known = known_on(Practice(tables), NOW_DAY - timedelta(days=6)).documents("sessions", "e")
    assert [one["uid"] for one in known] == (["s"] if booked else [])
    since = known_on(Practice(tables), NOW_DAY - timedelta(days=4)).documents("sessions", "e")
    assert [one["state"] for one in since] == [state]


def test_items_of_a_checklist_and_the_closing_of_an_engagement() -> None:
    items = [{"text": "a", "done_on": on(-1)}, {"text": "b", "done_on": on(1)}]
    measure = {"uid": "m", "name": "m", "kind": "checklist", "items": items}
    found = row("objectives", title="A", measure=[measure])
    assert found is not None
    assert found["measure"][0]["items"] == [items[0], {"text": "b"}]
    practice = practice_of(engagement={"closed_on": on(1), "outcome": "later"})
    plan = known_on(practice, NOW_DAY).plan("c", "e")
    assert plan is not None
    assert plan.engagement.open
    assert not plan.engagement.outcome


def test_the_next_engagement_had_not_begun_while_the_one_before_was_open() -> None:
    practice = practice_of(engagement={"closed_on": on(5)})
    following = {"uid": "f", "client": "c", "start": on(8)}
    engagements = {**practice.tables["engagements"], "f": following}
    practice = Practice({**practice.tables, "engagements": engagements})
    assert getattr(practice.current("c"), "uid", "") == "f"
    known = known_on(practice, NOW_DAY)
    assert [one.uid for one in known.engagements("c")] == ["e"]
    assert getattr(known.current("c"), "open", False)
    ahead = Practice({**practice.tables, "engagements": {"f": following}})
    assert known_on(ahead, NOW_DAY) is ahead, "begun ahead of its start it is there"


def test_levels_and_promises_go_back_to_the_last_review_till_then() -> None:
    practice = practice_of(
        objectives=[
            {"uid": "a", "title": "A", "gas": list("abcde"), "gas_now": 2},
            {"uid": "b", "title": "B", "gas": list("abcde"), "gas_now": 1},
            {"uid": "c", "title": "C", "gas": list("abcde"), "gas_now": 1},
        ],
        commitments=[
            {"text": "call", "made_on": on(-9), "status": "late", "reason": "ill"},
            {"text": "write", "made_on": on(-9), "status": "done"},
            {"text": "call", "made_on": on(-30), "status": "done", "settled_on": on(-20)},
        ],
        reviews=[
            {"held_on": on(-14), "levels": [{"objective": "A", "level": 0}, {"objective": "C", "level": 1}]},
            {
                "held_on": on(1),
                "levels": [{"objective": "A", "level": 2}, {"objective": "B", "level": 1}],
                "outcomes": [{"text": "call", "status": "late"}],
            },
        ],
    )
    known = known_on(practice, NOW_DAY)
    assert [raw.get("gas_now") for raw in known.documents("objectives", "e")] == [0, None, 1]
    assert [raw.get("status", "open") for raw in known.documents("commitments", "e")] == [
        "open",
        "done",
        "done",
    ]


def later(plan: Plan, **tables: Any) -> Practice:
    """A practice with records besides, which were made after the day."""
    practice = plan.practice
    joined = {table: dict(rows) for table, rows in practice.tables.items()}
    for table, records in tables.items():
        for number, record in enumerate(records):
            joined.setdefault(table, {})[f"later{number}"] = {
                "uid": f"{table}later{number}", "plan": "e", **record
            }  # fmt: skip
    return Practice(joined)


def test_all_that_is_computed_for_a_day_says_what_it_said_on_it() -> None:
    """Whatever is noted later, Today, health, insights and report of a day are what they were."""
    measure = {"uid": "m", "name": "talks", "unit": "a month", "baseline": 0, "target": 4, "every": "1 week"}
    then = plan_of(
        objectives=[{"uid": "o", "title": "Speak", "due": on(60), "start": on(-80), "measure": [measure]}],
        checkins=[{"on": on(-20), "measures": {"m": 1}, "engagement": 3}],
        reviews=[{"held_on": on(-30), "feedback": {"overall": 8}}],
        milestones=[{"title": "A talk", "due": on(-2)}],
    )
    now = later(
        then,
        checkins=[{"on": on(3), "measures": {"m": 4}, "engagement": 5}],
        reviews=[{"held_on": on(5), "feedback": {"overall": 4}}],
        wins=[{"on": on(4), "text": "Rang"}],
    )
    known = known_on(now, NOW_DAY).plan("c", "e")
    assert known is not None
    assert insights(known, NOW_DAY).as_json() == insights(then, NOW_DAY).as_json()
    assert [one.reason for one in findings(known, NOW_DAY)] == [one.reason for one in findings(then, NOW_DAY)]
    said = [[item.as_json() for item in survey(one.practice, NOW_DAY)[0]] for one in (known, then)]
    assert said[0] == said[1]
    late = now.plan("c", "e")
    assert late is not None
    assert insights(late, NOW_DAY).as_json() != insights(then, NOW_DAY).as_json()


@pytest.mark.parametrize(
    ("day", "cadence"), [(-30, "1 per day"), (-20, "1 per day"), (-19, None), (-9, None), (-1, "3 per week")]
)
def test_a_strategy_has_the_rhythm_of_that_day(day: int, cadence: str | None) -> None:
    before = [{"cadence": "1 per day", "until": on(-20)}, {"until": on(-9)}]
    practice = practice_of(strategies=[{"title": "S", "cadence": "3 per week", "rhythms": before}])
    (raw,) = known_on(practice, date.fromisoformat(on(day))).tables["strategies"].values()
    log = [one for one in before if one["until"] <= on(day)]
    (asked, _, _) = Strategy(raw).stretches(date.fromisoformat(on(day)), date.fromisoformat(on(day)))[0]
    assert (str(asked) if asked else None) == cadence
    assert raw.get("rhythms", []) == log


def spoken(at: str, **more: Any) -> dict[str, Any]:
    """An entry of the journal by which the client's words came into a plan."""
    need = {"uid": "n", "plan": "e", "kind": "gap", "title": "Delegating"}
    goal = {"uid": "o", "plan": "e", "title": "Lead", "why": "the board asks", "why_by": "coach"}
    said = {"reality": "I do it all", "why": "I want to", "why_by": "client"}
    ops = [
        {"table": "needs", "uid": "n", "id": "1", "before": need, "after": {**need, "words": "I hold on"}},
        {"table": "objectives", "uid": "o", "id": "1", "before": goal, "after": {**goal, **said}},
    ]
    return {"uid": "j", "at": f"{at}T10:00:00+01:00", "what": "x", "ops": ops, "state": "done", **more}


def told(*entries: dict[str, Any]) -> tuple[Any, ...]:
    """What stands in need and objective on the day, by so many entries of the journal."""
    tables = {
        "needs": [{**spoken(on(0))["ops"][0]["after"], "agreed_on": on(1)}],
        "objectives": [spoken(on(0))["ops"][1]["after"]],
    }
    practice = practice_of(**tables)
    journal = {str(number): entry for number, entry in enumerate(entries, 9)}  # the tenth is not the first
    known = known_on(Practice({**practice.tables, "journal": journal}), NOW_DAY)
    need, goal = known.documents("needs", "e")[0], known.documents("objectives", "e")[0]
    return need.get("words"), need.get("agreed_on"), goal.get("reality"), goal["why"], goal["why_by"]


def test_the_clients_words_are_not_known_before_the_day_on_which_they_came() -> None:
    now = ("I hold on", None, "I do it all", "I want to", "client")
    before = (None, None, None, "the board asks", "coach")
    assert told(spoken(on(1))) == before
    assert told(spoken(on(0))) == now
    assert told() == now  # the journal has let go of it
    assert told(spoken(on(1), state="undone")) == now  # and what stands was said another time
    again = spoken(on(2))
    for op in again["ops"]:
        op["before"] = op["after"]
        op["after"] = {key: value for key, value in op["after"].items() if key not in ("words", "reality")}
    assert told(spoken(on(1)), again) == before
    made = spoken(on(1))
    for op in made["ops"]:
        op["before"] = None
    assert told(made) == now  # what was planned with it stays


def test_a_plan_of_an_earlier_day_misses_the_words_that_came_later() -> None:
    practice = practice_of(needs=[spoken(on(1))["ops"][0]["after"]])
    known = known_on(Practice({**practice.tables, "journal": {"1": spoken(on(1))}}), NOW_DAY)
    for one, missed in ((practice, False), (known, True)):
        plan = one.plan("c", "e")
        assert plan is not None
        asked = [found for found in findings(plan, NOW_DAY) if found.id == "I6" and found.table == "needs"]
        assert bool(asked) is missed


@pytest.mark.parametrize(("day", "every"), [(-30, "1 month"), (-21, "1 month"), (-19, None), (-1, "1 week")])
def test_a_plan_has_the_rhythm_of_its_reviews_of_that_day(day: int, every: str | None) -> None:
    before = [{"every": "1 month", "until": on(-20)}, {"until": on(-9)}]
    practice = practice_of(engagement={"review_every": "1 week", "rhythms": before})
    (raw,) = known_on(practice, date.fromisoformat(on(day))).tables["engagements"].values()
    assert raw.get("review_every") == every
    assert raw.get("rhythms", []) == [one for one in before if one["until"] <= on(day)]
