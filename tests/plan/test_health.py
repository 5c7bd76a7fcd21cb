"""The common mistakes: every rule fires where it should, is silent where it should be, and says why."""

from __future__ import annotations

import copy
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest

from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.health import Finding, examine, findings
from coach_tui.plan.mistakes.look import LEVELS, MISTAKES
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.schema import NOUNS, check_record

TODAY = date(2026, 11, 24)

Tables = dict[str, list[dict[str, Any]]]


def on(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


def sound() -> Tables:
    """A plan with which nothing is wrong."""
    return {
        "clients": [{"uid": "c", "name": "Anna Berg", "hours_per_week": 4, "days_off": ["sat", "sun"]}],
        "engagements": [
            {
                "uid": "e",
                "client": "c",
                "start": on(-84),
                "end": on(90),
                "review_every": "2 weeks",
                "agreed_on": on(-83),
            }
        ],
        "objectives": [
            {
                "uid": "o",
                "plan": "e",
                "title": "Lead the team",
                "activity": "Lead the team of five",
                "owner": "client",
                "why": "I want to.",
                "start": on(-84),
                "due": on(59),
                "confidence": [{"on": on(-84), "value": 5}, {"on": on(-70), "value": 8}],
                "measure": [
                    {
                        "uid": "m",
                        "name": "stand-ups",
                        "unit": "per month",
                        "baseline": 0,
                        "target": 12,
                        "every": "1 week",
                    }
                ],
            }
        ],
        "needs": [
            {
                "uid": "n",
                "plan": "e",
                "kind": "gap",
                "title": "Delegating",
                "source": "self",
                "current": 2,
                "target": 4,
                "words": "I keep too much on my own desk.",
            },
            {"uid": "ns", "plan": "e", "kind": "strength", "title": "Listens", "source": "peers"},
        ],
        "strategies": [
            {
                "uid": "s",
                "plan": "e",
                "title": "Delegate",
                "objectives": ["o"],
                "needs": ["n"],
                "cadence": "1 per week",
                "cue": "If a task comes up",
                "hours_per_week": 2,
                "confidence": 8,
                "agreed_on": on(-80),
            }
        ],
        "milestones": [
            {
                "uid": "t1",
                "plan": "e",
                "title": "Kick-off",
                "objective": "o",
                "due": on(-50),
                "done_on": on(-50),
            },
            {
                "uid": "t2",
                "plan": "e",
                "title": "First part",
                "objective": "o",
                "due": on(10),
                "agreed_on": on(-80),
            },
        ],
        "reviews": [
            {"uid": "r1", "plan": "e", "held_on": on(-22), "reflection": "Good.", "feedback": {"overall": 9}},
            {
                "uid": "r2",
                "plan": "e",
                "held_on": on(-8),
                "reflection": "Better.",
                "feedback": {"overall": 9},
            },
        ],
        "checkins": [
            {"uid": "k1", "plan": "e", "on": on(-40), "measures": {"m": 5}},
            {"uid": "k2", "plan": "e", "on": on(-5), "measures": {"m": 8}, "done": ["s"]},
        ],
        "wins": [
            {"uid": "w1", "plan": "e", "on": on(-50), "text": "Kick-off"},
            {"uid": "w2", "plan": "e", "on": on(-3), "text": "A quiet week"},
        ],
    }


def plan_of(tables: Tables, **journal: Any) -> Plan:
    stored: dict[str, Any] = {
        table: {str(number): record for number, record in enumerate(records, 1)}
        for table, records in tables.items()
    }
    for table, records in tables.items():
        for record in records:
            check_record(table, record)
    practice = Practice({**stored, **journal})
    return Plan(practice, Client(tables["clients"][0]), Engagement(tables["engagements"][0]))


def found(tables: Tables, today: date = TODAY, **options: Any) -> list[Finding]:
    result = findings(plan_of(tables), today, **options)
    for finding in result:
        well_formed(finding)
    assert len({finding.key for finding in result}) == len(result)
    return result


def well_formed(finding: Finding) -> None:
    assert finding.level in LEVELS
    assert finding.mistake in MISTAKES
    assert finding.field in NOUNS[finding.table].fields
    assert finding.reason[-1] == "."
    assert len(finding.reason) <= 150
    assert finding.about
    assert finding.subject


def rules(tables: Tables, today: date = TODAY, **options: Any) -> list[tuple[str, str]]:
    return [(finding.id, finding.field) for finding in found(tables, today, **options)]


def test_a_sound_plan_has_no_findings() -> None:
    assert rules(sound()) == []


def changed(table: str, number: int = 0, **fields: Any) -> Tables:
    """The sound plan with some fields of a record set, or taken away where None."""
    tables = sound()
    record = tables[table][number]
    record.update(fields)
    for key in [key for key, value in fields.items() if value is None]:
        del record[key]
    return tables


MEASURE = sound()["objectives"][0]["measure"][0]


def measured(**fields: Any) -> Tables:
    measure = {key: value for key, value in {**MEASURE, **fields}.items() if value is not None}
    return changed("objectives", measure=[measure])


@pytest.mark.parametrize(
    ("tables", "rule", "field", "level", "says"),
    [
        (changed("objectives", measure=None), "V1", "measure", "high", "no measure"),
        (measured(unit=None), "V1", "measure", "high", "no unit"),
        (measured(baseline=None, target=None), "V1", "measure", "high", "no baseline and no target"),
        (measured(target=0), "V1", "measure", "high", "already stands"),
        (measured(kind="checklist"), "V1", "measure", "high", "empty"),
        (measured(kind="gas"), "V1", "measure", "high", "GAS ladder"),
        (measured(weight=0), "V1", "measure", "high", "weigh 0"),
        (
            {**measured(kind="milestones"), "milestones": []},
            "V1",
            "measure",
            "high",
            "“stand-ups” follows the milestones and there is none",
        ),
        (changed("objectives", due=None), "V2", "due", "high", "no target date"),
        (changed("objectives", due=on(-84)), "V2", "due", "high", "not after the start"),
        (changed("objectives", due=on(-3)), "V2", "due", "high", "3 days ago"),
        (changed("objectives", owner=None), "V3", "owner", "high", "Nobody owns it"),
        (changed("objectives", activity=None), "V3", "activity", "high", "activity is empty"),
        (changed("strategies", cadence=None), "V5", "cadence", "medium", "how often"),
        (changed("strategies", cue=None), "V5", "cue", "medium", "if …, then …"),
        (changed("strategies", kind="meeting", cadence=None), "V5", "cadence", "medium", "how often"),
        (changed("objectives", why=None), "I1", "why", "high", "own words"),
        (changed("objectives", why_by="coach"), "I1", "agreed_on", "high", "has not agreed"),
        (changed("objectives", confidence=None), "I2", "confidence", "medium", "not known"),
        (
            changed("objectives", confidence=[{"on": on(-1), "value": 6.5}]),
            "I2",
            "confidence",
            "medium",
            "6.5 of 10",
        ),
        (changed("strategies", confidence=5), "I2", "obstacle", "medium", "5 of 10"),
        (changed("needs", source="manager"), "I3", "source", "medium", "self-evaluation"),
        (changed("clients", hours_per_week=1.5), "I5", "hours_per_week", "high", "2 hours a week"),
        (changed("milestones", 1, due="2026-12-05"), "I5", "due", "high", "Sat 5 Dec is a day off"),
        (changed("clients", days_off=[on(10)]), "I5", "due", "high", "Fri 4 Dec"),
        (changed("strategies", cadence="every sat"), "I5", "cadence", "high", "Sat is a day off"),
        (changed("strategies", start="2026-12-05"), "I5", "start", "high", "Sat 5 Dec is a day off"),
        (changed("reviews", 1, held_on=on(-15)), "T1", "held_on", "high", "1 day late, 1 cycle missed"),
        (changed("engagements", review_every=None), "T1", "review_every", "high", "No review is planned"),
        (
            changed("checkins", 1, measures=None),
            "T2",
            "measure",
            "medium",
            "40 days ago, and is due every week",
        ),
        (changed("checkins", 1, measures=None, on=on(-16)), "T2", "cadence", "medium", "2 times in a row"),
        (changed("checkins", 1, done=None), "T2", "cadence", "medium", "12 times in a row"),
        (changed("milestones", 1, due=on(31)), "T3", "due", "medium", "next 30 days"),
        (changed("reviews", 1, feedback={"overall": 7}), "T5", "feedback", "medium", "fell to 7, usually 9"),
        (changed("needs", kind="gap", title="Other", uid="n2"), "P1", "objectives", "medium", "this gap"),
        (
            changed("strategies", objectives=None, needs=None),
            "P2",
            "objectives",
            "hint",
            "No active strategy",
        ),
        (changed("wins", 1, on=on(-31)), "P3", "text", "hint", "No win"),
        (changed("milestones", 0, done_on=on(-30)), "P3", "milestone", "hint", "30 days ago"),
        (changed("engagements", agreed_on=None), "P4", "agreed_on", "high", "agreement date"),
        (changed("engagements", sponsor="Nordlicht"), "P4", "sponsor_sees", "high", "sponsor"),
        (changed("clients", retention_on=on(-1)), "P4", "retention_on", "high", "yesterday"),
        (changed("needs", words=None), "I6", "words", "hint", "No need has"),
        (changed("strategies", agreed_on=None), "I6", "words", "hint", "No strategy has"),
        (changed("milestones", 1, agreed_on=None), "I6", "words", "hint", "No milestone has"),
        (changed("needs", 1, kind="value"), "P5", "kind", "medium", "no strength."),
        (changed("needs", source="peers"), "P5", "source", "medium", "no self-evaluation."),
        (changed("needs", 1, kind="value", uid="n"), "P5", "kind", "medium", "is thin: no strength."),
        (changed("engagements", start=on(-185)), "P5", "found_on", "medium", "nothing newer than 6 months"),
        (changed("engagements", review_every="4 months"), "P6", "review_every", "medium", "4 months apart"),
        (changed("engagements", review_every="14 weeks"), "P6", "review_every", "medium", "14 weeks apart"),
    ],
)
def test_fires(tables: Tables, rule: str, field: str, level: str, says: str) -> None:
    matching = [f for f in found(tables) if (f.id, f.field) == (rule, field)]
    assert len(matching) == 1
    assert matching[0].level == level
    assert says in matching[0].reason


@pytest.mark.parametrize(
    "tables",
    [
        changed("objectives", measure=None, gas=["a", "b", "c", "d", "e"], gas_now=0),
        changed("objectives", measure=None, activity=None, closed_on=on(-1), closed_as="reached"),
        changed("objectives", due=on(0)),
        changed("objectives", why_by="coach", agreed_on=on(-80)),
        changed("objectives", confidence=[{"on": on(-80), "value": 4, "solving": "start small"}]),
        measured(kind="milestones", unit=None, baseline=None, target=None),
        measured(kind="checklist", items=[{"text": str(n), "done_on": on(-n)} for n in (5, 40)]),
        measured(every=None),
        changed("strategies", kind="meeting", cue=None),
        changed("strategies", confidence=5, obstacle="then I call Jonas"),
        changed("needs", source="360; self-evaluation"),
        changed("milestones", 1, due="2026-11-21"),  # a day off that has passed
        changed("clients", days_off=["sat", "2026-12-24"]),  # in a week of one practice day
        {
            **changed("strategies", cadence="every thu"),
            "clients": changed("clients", days_off=["sat", "2026-12-24"])["clients"],  # a single Thursday
        },
        changed("clients", hours_per_week=None),
        changed("clients", hours_per_week=2),
        changed("reviews", 1, held_on=on(-14)),  # due today
        changed("reviews", 0, reflection=None),
        changed("reviews", 0, feedback=None),
        changed("reviews", 1, feedback={"overall": 8}),
        changed("milestones", 1, due=on(30)),
        changed("milestones", 1, due=on(-1)),
        changed("milestones", 1, moves=[{"on": on(-9), "from": on(1), "to": on(10), "reason": "leave"}] * 2),
        changed("strategies", needs=None),
        changed("needs", target=2),
        changed("needs", words=None, agreed_on=on(-3)),
        changed("milestones", 1, agreed_on=None, words="By then I want to know."),
        changed("engagements", review_every="13 weeks"),
        changed("engagements", review_every="3 months"),
        changed("needs", kind="weakness"),
        changed("needs", 1, item="Listens"),  # what is good of an item asks for nothing
        changed("wins", 1, on=on(-30)),
        changed("wins", 0, on=on(-40)),  # within a fortnight of the milestone
        changed("engagements", sponsor="Nordlicht", sponsor_sees=["status"]),
        changed("clients", retention_on=on(1)),
        changed("engagements", snooze={"until": on(9), "reason": "fair"}),
    ],
)
def test_is_silent(tables: Tables) -> None:
    gone = not [o for o in tables["objectives"] if not o.get("closed_on")]
    need = tables["needs"][0]
    if not tables["strategies"][0].get("needs"):
        need["not_now"] = "after go-live"
    assert [r for r in rules(tables) if not gone or r[0] != "T3"] == []


@pytest.mark.parametrize(("age", "fires"), [(14, False), (15, True)])
def test_a_measure_may_be_twice_its_rhythm_old(age: int, fires: bool) -> None:
    tables = sound()
    del tables["clients"][0]["days_off"]
    tables["checkins"].append({"uid": "k3", "plan": "e", "on": on(-age), "measures": {"m": 8}})
    del tables["checkins"][1]["measures"]
    assert rules(tables) == ([("T2", "measure")] if fires else [])


def test_no_strategy_and_no_milestone() -> None:
    tables = sound()
    tables["strategies"] = []
    tables["milestones"] = []
    assert rules(tables) == [("T3", "objective"), ("P1", "objectives"), ("P2", "objectives")]
    assert [f.uid for f in found(tables)] == ["", "n", ""]
    assert [f.about for f in found(tables)] == ["o", "n", "o"]
    assert [f.subject for f in found(tables)] == ["Lead the team", "Delegating", "Lead the team"]


def test_a_strategy_serves_an_objective_by_way_of_a_need() -> None:
    tables = changed("strategies", objectives=None)
    assert rules(tables) == [("P2", "objectives")]
    tables["needs"][0]["objectives"] = ["o"]
    assert rules(tables) == []
    tables["strategies"][0]["status"] = "paused"
    assert rules(tables) == [("P2", "objectives")]


def test_reviews_without_reflection_and_feedback() -> None:
    tables = sound()
    for review in tables["reviews"]:
        del review["reflection"], review["feedback"]
        review["decisions"] = "Go on"
    assert rules(tables) == [("I3", "reflection"), ("T5", "feedback")]
    del tables["reviews"][0]
    assert rules(tables) == []


def test_feedback_is_measured_against_earlier_engagements_too() -> None:
    tables = changed("reviews", 1, feedback={"heard": 6, "overall": 9})
    assert rules(tables) == []
    tables["engagements"].append({"uid": "e0", "client": "c", "start": on(-400), "closed_on": on(-200)})
    tables["reviews"].append({"uid": "r0", "plan": "e0", "held_on": on(-210), "feedback": {"heard": 9}})
    assert rules(tables) == [("T5", "feedback")]


def test_commitments_carried_on() -> None:
    tables = sound()
    tables["commitments"] = [
        {"uid": f"p{n}", "plan": "e", "text": f"Promise {n}", "status": "moved", "carried": 2 + n}
        for n in range(2)
    ]
    assert rules(tables) == []
    tables["commitments"].append({"uid": "p", "plan": "e", "text": "Done", "status": "done", "carried": 4})
    assert rules(tables) == []
    tables["commitments"].append({"uid": "q", "plan": "e", "text": "More", "carried": 2})
    assert rules(tables) == [("T4", "status")]
    assert found(tables)[0].uid == "p1"


def test_moves() -> None:
    move = {"on": on(-9), "from": on(1), "to": on(10)}
    tables = changed("milestones", 1, moves=[move])
    assert rules(tables) == [("F1", "moves")]
    tables = changed("milestones", 1, moves=[{**move, "reason": "leave"}] * 3)
    assert rules(tables) == [("F1", "due")]
    tables["milestones"][1] |= {"done_on": on(-2)}
    assert ("F1", "due") not in rules(tables)


def test_milestones_in_the_last_third() -> None:
    tables = sound()
    del tables["milestones"][0]
    tables["engagements"][0]["end"] = on(56)  # 140 days; two thirds are on(9.33)
    assert rules(tables) == [("F3", "due")]
    tables["milestones"][0]["due"] = on(9)
    assert rules(tables) == []
    del tables["engagements"][0]["end"]  # then the last target date ends it: 143 days, on(11.33)
    assert rules(tables) == []


def test_at_the_end_nothing_is_said_of_the_last_third() -> None:
    tables = sound()
    del tables["milestones"][0]
    tables["engagements"][0]["end"] = on(0)
    assert "F3" not in {rule for rule, _ in rules(tables)}
    tables["engagements"][0]["end"] = on(-9)
    assert "F3" not in {rule for rule, _ in rules(tables)}


def off_track() -> Tables:
    """Off track at both reviews: 2 of 12 at 43 % and 53 % of the time."""
    tables = sound()
    tables["checkins"][0] |= {"on": on(-60), "measures": {"m": 1}}
    tables["checkins"][1]["measures"] = {"m": 2}
    return tables


def journal(
    *ops: dict[str, Any], at: str = "2026-11-10T09:00:00+00:00", state: str = "done"
) -> dict[str, Any]:
    entry = {
        "uid": "j",
        "at": at,
        "what": "changed",
        "client": "c",
        "why": None,
        "ops": list(ops),
        "state": state,
    }
    return {"journal": {"1": entry}}


def test_off_track_and_nothing_changed() -> None:
    tables = off_track()
    assert rules(tables) == [("F2", "decisions")]
    assert found(tables)[0].uid == "r2"
    for change in (
        ("reviews", 0, {"decisions": "Led 2 of 8: smaller steps."}),
        ("reviews", 1, {"changes": [{"what": "due of “Lead the team”", "from": on(59), "to": on(90)}]}),
        ("reviews", 1, {"considered": [{"proposal": "A later date", "reason": "she is on leave"}]}),
        ("reviews", 1, {"considered": [{"proposal": "A later date", "decision": "accepted"}]}),
        ("strategies", 0, {"start": on(-20)}),
        ("milestones", 1, {"moves": [{"on": on(-22), "from": on(1), "to": on(10), "reason": "leave"}]}),
        (
            "objectives",
            0,
            {"gas": ["a", "b", "c", "d", "e"], "gas_now": -1, "measure": [{**MEASURE, "kind": "gas"}]},
        ),
    ):
        mended = copy.deepcopy(tables)
        mended[change[0]][change[1]].update(change[2])
        assert ("F2", "decisions") not in rules(mended), change
    for nothing in ({"decisions": "Go on."}, {"considered": [{"proposal": "A later date"}]}):
        left = copy.deepcopy(tables)
        left["reviews"][1].update(nothing)
        assert rules(left) == [("F2", "decisions")], nothing
    del tables["reviews"][0]
    assert rules(tables) == []


@pytest.mark.parametrize(
    ("ops", "fires"),
    [
        ([{"table": "objectives", "before": {"due": "2026-12-01"}, "after": {"due": "2026-12-20"}}], False),
        ([{"table": "strategies", "before": None, "after": {"title": "New"}}], False),
        ([{"table": "objectives", "before": {"gas_now": -1}, "after": {"gas_now": 0}}], True),
        (
            [{"table": "milestones", "before": {"due": "x"}, "after": {"due": "x", "done_on": "2026-11-09"}}],
            True,
        ),
        ([{"table": "checkins", "before": None, "after": {}}], True),
        (
            [
                {"table": "engagements", "before": None, "after": {}, "uid": "e"},
                {"table": "strategies", "before": None, "after": {"title": "New"}},
            ],
            True,
        ),
        (
            [
                {
                    "table": "objectives",
                    "before": {"measure": [{"name": "a", "items": [{"text": "x"}]}]},
                    "after": {"measure": [{"name": "a", "items": [{"text": "x", "done_on": "2026-11-09"}]}]},
                }
            ],
            True,
        ),
    ],
)
def test_the_journal_shows_a_changed_plan(ops: list[dict[str, Any]], fires: bool) -> None:
    for op in ops:
        op.setdefault("uid", "x")
        for side in ("before", "after"):
            if op[side] is not None:
                op[side] = {"plan": "e", **op[side]}
    at = "2026-11-10T09:00:00+00:00"
    assert ("F2" in {f.id for f in findings(plan_of(off_track(), **journal(*ops, at=at)), TODAY)}) is fires
    several = journal(*ops, at=at)
    several["journal"]["1"]["client"] = None  # of several clients at once: it is about nobody alone
    assert ("F2" in {f.id for f in findings(plan_of(off_track(), **several), TODAY)}) is fires
    early = "2026-10-20T09:00:00+00:00"
    assert "F2" in {f.id for f in findings(plan_of(off_track(), **journal(*ops, at=early)), TODAY)}
    undone = journal(*ops, at=at, state="undone")
    assert "F2" in {f.id for f in findings(plan_of(off_track(), **undone), TODAY)}
    older = journal(*ops, at=at, state="dropped")
    older["journal"]["1"]["stands"] = True  # as the step to the next format leaves what was not undone
    assert ("F2" in {f.id for f in findings(plan_of(off_track(), **older), TODAY)}) is fires


def test_more_than_three_objectives() -> None:
    tables = changed("reviews", 1, changes=[{"what": "a strategy for all four"}])
    for number in range(3):
        extra = copy.deepcopy(tables["objectives"][0])
        extra |= {"uid": f"o{number}", "title": f"Objective {number}"}
        extra["measure"][0] |= {"uid": f"m{number}", "name": f"figure {number}"}
        del extra["measure"][0]["every"]
        tables["objectives"].append(extra)
        tables["strategies"][0]["objectives"].append(extra["uid"])
        tables["milestones"].append(
            {
                "uid": f"x{number}",
                "plan": "e",
                "title": f"X{number}",
                "objective": extra["uid"],
                "due": on(9),
                "words": "Yes.",
            }
        )
    assert rules(tables) == [("P2", "closed_on")]
    assert found(tables)[0].uid == "o2"
    assert rules(tables, most_objectives=4) == []
    tables["objectives"][0]["closed_on"] = on(-1)
    assert rules(tables) == []


def lacking(**tables: Any) -> str:
    """What P5 says of the sound plan with these tables in the place of its own; "" where it is silent."""
    said = [f.reason for f in found({**sound(), **tables}) if f.id == "P5"]
    return said[0].partition(": ")[2].partition(".")[0] if said else ""


def need(kind: str, **fields: Any) -> dict[str, Any]:
    return {"uid": f"n-{kind}", "plan": "e", "title": kind, "kind": kind, "not_now": "Later.", **fields}


ROUND = {"uid": "q", "plan": "e", "title": "360", "items": ["A"], "opened_on": on(-90)}
CLOSED = {**ROUND, "closed_on": on(-80)}
OWN = {"uid": "a", "plan": "e", "round": "q", "group": "self", "scores": {"A": 4}}


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({"needs": []}, "no strength and no self-evaluation"),
        ({"needs": [need("strength", source="self")]}, ""),
        ({"needs": [need("strength", source="peer")]}, "no self-evaluation"),
        ({"needs": [need("strength")], "rounds": [CLOSED], "responses": [OWN]}, ""),
        ({"needs": [need("strength")], "rounds": [ROUND], "responses": [OWN]}, "no self-evaluation"),
        (
            {"needs": [need("strength")], "rounds": [CLOSED], "responses": [{**OWN, "group": "peer"}]},
            "no self-evaluation",
        ),
        ({"needs": [need("strength", source="self", found_on="2026-05-24")]}, ""),
        (
            {"needs": [need("gap", source="peer", found_on="2026-05-23")]},
            "no strength, no self-evaluation and nothing newer than 6 months",
        ),
        (
            {"needs": [need("strength", source="self", found_on="2026-05-23")], "rounds": [CLOSED]},
            "",
        ),
    ],
)
def test_what_a_thin_assessment_lacks(tables: Tables, says: str) -> None:
    assert lacking(**tables) == says


def test_a_coach_sets_how_long_an_assessment_holds_and_how_far_reviews_are_apart() -> None:
    tables = {**sound(), "needs": [need("strength", source="self", words="Mine.", found_on=on(-40))]}
    tables["strategies"][0]["needs"] = []
    assert rules(tables) == []
    assert rules(tables, assessment_months=1, review_months=1) == [("P5", "found_on")]
    tables["engagements"][0]["review_every"] = "6 weeks"
    assert ("P6", "review_every") in rules(tables, review_months=1)
    assert rules(tables, review_months=2) == []


@pytest.mark.parametrize(("due", "fires"), [(84, False), (83, False), (85, True)])
def test_an_agreed_review_may_be_too_far_off(due: int, fires: bool) -> None:
    """The last one was held eight days ago: three months from then are the 16th of February."""
    tables = changed("engagements", review_every=None)
    tables["reviews"].append({"uid": "r3", "plan": "e", "due": on(due)})
    assert [(f.id, f.uid) for f in found(tables) if f.id == "P6"] == ([("P6", "r3")] if fires else [])
    tables["engagements"][0]["pauses"] = [{"since": on(-1)}]
    assert not [f for f in found(tables) if f.id == "P6"]


@pytest.mark.parametrize(("due", "fires"), [(104, False), (105, False), (106, True)])
@pytest.mark.parametrize("holidays", [False, True])
def test_days_of_time_off_do_not_make_an_agreed_review_too_far_off(
    due: int, fires: bool, holidays: bool
) -> None:
    tables = changed("engagements", review_every=None)
    tables["reviews"].append({"uid": "r3", "plan": "e", "due": on(due)})
    off = {"since": on(20), "until": on(40)}
    if holidays:
        tables["holidays"] = [{"uid": "h", **off}]
    else:
        tables["engagements"][0]["pauses"] = [off]
    assert [f.uid for f in found(tables) if f.id == "P6"] == (["r3"] if fires else [])


def test_an_assessment_does_not_age_in_a_pause() -> None:
    tables = changed("engagements", start=on(-205))
    assert lacking(**tables) == "nothing newer than 6 months"
    tables["engagements"][0]["pauses"] = [{"since": on(-60), "until": on(-31)}]
    assert lacking(**tables) == ""


def test_each_kind_agreed_with_nobody_is_a_finding_of_its_own() -> None:
    tables = changed("needs", words=None)
    tables["strategies"][0].pop("agreed_on")
    tables["milestones"][1].pop("agreed_on")
    loose = [(f.table, f.uid, f.about, f.item) for f in found(tables) if f.id == "I6"]
    assert loose == [("needs", "n", "e", "needs"), ("strategies", "s", "e", "strategies"),
                     ("milestones", "t2", "e", "milestones")]  # fmt: skip
    tables["milestones"][1]["done_on"] = on(-1)
    accepting(tables, "engagements", "I6", "words", 9, item="needs")
    assert [f.item for f in found(tables) if f.id == "I6"] == ["strategies", "needs"]


def test_grace_days() -> None:
    tables = changed("reviews", 1, held_on=on(-17))
    assert rules(tables) == [("T1", "held_on")]
    assert rules(tables, grace_days=2) == [("T1", "held_on")]
    assert rules(tables, grace_days=3) == []


def test_an_agreed_review_is_late_by_its_own_day() -> None:
    tables = changed("reviews", 1, held_on=on(-20))
    tables["reviews"].append({"uid": "r3", "plan": "e", "due": on(-1)})
    late = found(tables)
    assert [(f.id, f.uid, f.about) for f in late] == [("T1", "r3", "e")]
    assert "1 day late" in late[0].reason


def bare() -> Tables:
    return {
        "clients": [{"uid": "c", "name": "田中 美咲"}],
        "engagements": [{"uid": "e", "client": "c", "start": on(-40), "review_every": "2 weeks"}],
        "objectives": [{"uid": "o", "plan": "e", "title": "Speak up"}],
    }


def test_levels_come_in_order() -> None:
    levels = [LEVELS.index(finding.level) for finding in found(bare())]
    assert levels == sorted(levels)
    assert {f.id for f in found(bare())} == {
        "V1",
        "V2",
        "V3",
        "I1",
        "I2",
        "I3",
        "T1",
        "T3",
        "P2",
        "P3",
        "P4",
        "P5",
    }


def test_a_paused_plan_is_not_nagged() -> None:
    tables = bare()
    tables["objectives"][0]["due"] = on(-5)
    tables["engagements"][0]["pauses"] = [{"since": on(-20)}]
    assert {f.id for f in found(tables)} == {"V1", "V3", "I1", "I2", "I3", "P2", "P4", "P5"}
    tables["engagements"][0]["pauses"][0]["until"] = on(-1)
    assert {"T1", "T3", "V2"} <= {f.id for f in found(tables)}
    tables["engagements"][0]["pauses"] = [{"since": on(-40), "until": on(-31)}]
    assert {"T1", "T3", "V2", "P3"} <= {f.id for f in found(tables)}


def test_a_closed_plan_is_left_alone() -> None:
    tables = bare()
    tables["engagements"][0]["closed_on"] = on(-1)
    assert found(tables) == []
    assert examine(plan_of(tables), TODAY) != []
    tables["clients"][0]["retention_on"] = on(-1)
    assert rules(tables) == [("P4", "retention_on")]


def test_json() -> None:
    finding = found(changed("objectives", due=None))[0]
    assert finding.as_json() == {
        "id": "V2",
        "mistake": "vagueness",
        "level": "high",
        "field": "due",
        "reason": "It has no target date, so it can neither be planned for nor be late.",
        "accepted_until": None,
        "accepted_reason": None,
        "lapsed_on": None,
        "subject": "Lead the team",
        "table": "objectives",
        "record_id": "o",
        "about": "o",
        "item": None,
    }
    assert "V2" in repr(finding)


def test_keys_differ() -> None:
    tables = changed("engagements", agreed_on=None, sponsor="Nordlicht")
    assert len({finding.key for finding in found(tables)}) == 2


def test_imports_nothing_heavy() -> None:
    code = (
        "import sys; import coach_tui.plan.health, coach_tui.plan.checklist, coach_tui.plan.insight;"
        "print(*[m for m in ('dataclasses', 'typing', 're', 'enum', 'statistics') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, cwd=".", check=True
    )
    assert run.stdout.strip() == ""


# What the coach has accepted


def accepting(tables: Tables, table: str, rule: str, field: str, until: int, **more: str) -> Tables:
    """The tables with a finding about the first record of a table accepted until so many days from today."""
    one = {"rule": rule, "field": field, "until": on(until), "reason": "agreed", **more}
    tables[table][0]["accepted"] = [one]
    return tables


@pytest.mark.parametrize(("until", "accepted"), [(1, True), (0, True), (-1, False)])
def test_an_accepted_finding_stands_last_until_its_day_has_passed(until: int, accepted: bool) -> None:
    tables = accepting(changed("objectives", due=None, measure=None), "objectives", "V1", "measure", until)
    tables["strategies"][0].pop("cue")
    result = found(tables)
    finding = next(one for one in result if one.id == "V1")
    assert [one.id for one in result] == (["V2", "V5", "V1"] if accepted else ["V1", "V2", "V5"])
    assert finding.accepted_until == (on(until) if accepted else None)
    assert (finding.lapsed is not None) is not accepted
    told = finding.as_json()
    assert (told["accepted_reason"], told["lapsed_on"]) == (("agreed", None) if accepted else (None, on(-1)))


def test_it_holds_for_that_rule_record_and_field_alone() -> None:
    tables = changed("objectives", due=None)
    tables["objectives"].append({**tables["objectives"][0], "uid": "o2", "title": "Another", "measure": []})
    accepting(tables, "objectives", "V2", "due", 9)
    assert [(f.id, f.about) for f in found(tables) if f.accepted] == [("V2", "o")]
    tables["objectives"][0]["accepted"][0]["rule"] = "V1"
    assert not [f for f in found(tables) if f.accepted]


@pytest.mark.parametrize(
    ("tables", "table", "rule", "field"),
    [
        (changed("clients", hours_per_week=1), "clients", "I5", "hours_per_week"),
        (changed("engagements", agreed_on=None), "engagements", "P4", "agreed_on"),
        (changed("engagements", review_every=None), "engagements", "T1", "review_every"),
        (changed("needs", source="360"), "engagements", "I3", "source"),
        (changed("needs", uid="n2"), "needs", "P1", "objectives"),
        (changed("strategies", cue=None), "strategies", "V5", "cue"),
        (changed("milestones", 0, done_on=None, due="2026-12-05"), "milestones", "I5", "due"),
    ],
)
def test_any_record_a_finding_is_about_carries_it(tables: Tables, table: str, rule: str, field: str) -> None:
    accepting(tables, table, rule, field, 9)
    assert [(f.id, f.field) for f in found(tables) if f.accepted] == [(rule, field)]


def test_a_closed_plans_retention_can_be_accepted() -> None:
    tables = changed("clients", retention_on=on(-1))
    tables["engagements"][0]["closed_on"] = on(-1)
    (finding,) = found(accepting(tables, "clients", "P4", "retention_on", 30))
    assert finding.accepted_until == on(30)


def test_what_is_accepted_is_no_change_of_the_plan() -> None:
    before = {"uid": "o", "plan": "e", "title": "A"}
    after = {**before, "accepted": [{"rule": "V1", "field": "measure", "until": on(9), "reason": "x"}]}
    op = {"table": "objectives", "uid": "o", "before": before, "after": after}
    plan = plan_of(off_track(), **journal(op, at=f"{on(-8)}T10:00:00+00:00"))
    assert ("F2", "decisions") in [(finding.id, finding.field) for finding in findings(plan, TODAY)]
