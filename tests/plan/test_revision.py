"""Revisions of an objective: what counts as one, and what it was before (domain §5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Practice
from coach_tui.plan.revision import (
    as_of,
    differences,
    eases,
    eras,
    first_of,
    has_stood,
    history_json,
    joined,
    still_worded,
)
from tests.plan.plan_kit import NOW_DAY, on, plan_of

LADDER = ["never", "rarely", "sometimes", "mostly", "always"]
MEASURE = {"uid": "m", "name": "talks", "unit": "a week", "baseline": 0, "target": 12}
LIST = {"uid": "l", "name": "steps", "kind": "checklist", "items": [{"text": "read"}, {"text": "ask"}]}


def objective(**fields: Any) -> dict[str, Any]:
    return {"uid": "o", "title": "Lead", "plan": "e", "due": "2027-01-29", **fields}


def measured(**changes: Any) -> list[dict[str, Any]]:
    return [{**MEASURE, **changes}]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {"due": "2027-02-26"}, [("target date", "2027-01-29", "2027-02-26")]),
        ({}, {"due": None}, [("target date", "2027-01-29", "")]),
        ({"due": None}, {"due": "2027-02-26"}, []),
        ({"start": "2026-09-01"}, {"start": "2026-10-01"}, [("start", "2026-09-01", "2026-10-01")]),
        ({"title": "Lead"}, {"title": "Guide"}, []),
        ({"measure": measured()}, {"measure": measured(target=8)}, [("target of “talks”", "12", "8")]),
        ({"measure": measured()}, {"measure": measured(target=0.25)}, [("target of “talks”", "12", "0.25")]),
        ({"measure": measured(target=None)}, {"measure": measured()}, []),
        ({"measure": measured()}, {"measure": measured(every="2 weeks")}, []),
        ({"measure": measured()}, {"measure": measured(baseline=3)}, [("baseline of “talks”", "0", "3")]),
        (
            {"measure": measured()},
            {"measure": measured(unit="a day")},
            [("unit of “talks”", "a week", "a day")],
        ),
        ({"measure": measured()}, {"measure": measured(weight=1)}, []),
        ({"measure": measured()}, {"measure": measured(weight=2)}, [("weight of “talks”", "1", "2")]),
        (
            {"measure": measured()},
            {"measure": measured(name="calls", target=8)},
            [("target of “talks”", "12", "8"), ("name of “talks”", "talks", "calls")],
        ),
        ({}, {"measure": measured()}, []),
        ({"measure": measured()}, {"measure": None}, [("measure “talks”", "0 → 12 a week", "")]),
        (
            {"measure": measured()},
            {"measure": [MEASURE, LIST]},
            [("measure “steps”", "", "checklist of 2: read, ask")],
        ),
        (
            {"measure": [LIST]},
            {"measure": [{**LIST, "items": [{"text": "read", "done_on": "2026-11-20"}, {"text": "tell"}]}]},
            [("item of “steps”", "ask", "tell")],
        ),
        (
            {"measure": [LIST]},
            {"measure": [{**LIST, "items": LIST["items"][:1]}]},
            [("item of “steps”", "ask", "")],
        ),
        ({"gas": LADDER}, {"gas": ["no", *LADDER[1:]]}, [("level -2 of the ladder", "never", "no")]),
        ({"gas": LADDER}, {"gas": LADDER, "gas_now": 1}, []),
        ({"gas": LADDER}, {"gas_baseline": -2}, [("level at the start", "-1", "-2")]),
        ({}, {"gas": LADDER}, []),
    ],
)
def test_what_is_revised(
    before: dict[str, Any], after: dict[str, Any], found: list[tuple[str, str, str]]
) -> None:
    was = objective(**before)
    now = {**was, **after}
    seen = differences(was, now)
    assert [(one["what"], one.get("from", ""), one.get("to", "")) for one in seen] == found
    # and each can be taken back, but for a measure whose values went with it
    if not any(what.startswith("measure") and to == "" for what, _, to in found):
        revised = {**{k: v for k, v in now.items() if v is not None}, "revisions": joined([], seen, on(0))}
        first = first_of(Objective(revised)).raw
        ticked = str(first.get("measure")).replace(", 'done_on': '2026-11-20'", "")
        if found:
            assert first.get("due") == was.get("due")
            assert ticked == str(was.get("measure")) or found == [("weight of “talks”", "1", "2")]
            assert first.get("gas") == was.get("gas")


def revision(what: str, before: str, to: str, day: str, **said: str) -> dict[str, str]:
    return {"on": day, "what": what, "from": before, "to": to, **said}


def test_an_earlier_day_has_its_own_target_and_date() -> None:
    target = "target of “talks”"
    raw = objective(
        measure=measured(target=8),
        due="2027-02-26",
        revisions=[
            revision(target, "12", "10", "2026-10-01"),
            revision("target date", "2027-01-29", "2027-02-26", "2026-10-20"),
            revision(target, "10", "8", "2026-11-24"),
        ],
    )
    one = Objective(raw)
    seen = [
        (as_of(one, date.fromisoformat(day)).measures[0].target, str(as_of(one, date.fromisoformat(day)).due))
        for day in ("2026-09-30", "2026-10-01", "2026-10-20", "2026-11-23", "2026-11-24")
    ]
    assert seen == [
        (12, "2027-01-29"),
        (10, "2027-01-29"),
        (10, "2027-02-26"),
        (10, "2027-02-26"),
        (8, "2027-02-26"),
    ]
    assert [(str(day), era.measures[0].target) for day, era in eras(one)] == [
        ("None", 12),
        ("2026-10-01", 10),
        ("2026-10-20", 10),
        ("2026-11-24", 8),
    ]


def test_what_somebody_wrote_by_hand_does_no_harm() -> None:
    raw = objective(measure=measured(), revisions=[revision("target of “gone”", "1", "x", "2026-10-01")])
    raw["revisions"] += [
        revision("whatever", "1", "2", "2026-10-02"),
        revision("target of “talks”", "x", "12", on(0)),
    ]
    assert first_of(Objective(raw)).measures[0].target is None


def test_a_slip_of_the_finger_is_one_revision_or_none() -> None:
    target = "target of “talks”"
    once = joined([], [{"what": target, "from": "12", "to": "88"}], on(0))
    assert joined(once, [{"what": target, "from": "88", "to": "8"}], on(0)) == [
        revision(target, "12", "8", on(0))
    ]
    board = on(0), "sponsor", "the board asked"
    told = joined([], [{"what": target, "from": "12", "to": "88"}], *board)
    again = joined(told, [{"what": target, "from": "88", "to": "8"}], *board)
    assert again == [revision(target, "12", "8", on(0), by="sponsor", reason="the board asked")]
    assert joined(once, [{"what": target, "from": "88", "to": "12"}], on(0)) == []
    later = joined(again, [{"what": target, "from": "8", "to": "10"}], on(0), "client", "too easy")
    assert len(later) == 2
    assert len(joined(once, [{"what": target, "from": "88", "to": "8"}], on(1))) == 2


def test_what_another_asked_for_on_the_same_day_is_a_revision_of_its_own() -> None:
    target = "target of “talks”"
    first = joined([], [{"what": target, "from": "12", "to": "8"}], on(0))
    both = joined(first, [{"what": target, "from": "8", "to": "6"}], on(0), "sponsor", "the board asked")
    assert both == [
        revision(target, "12", "8", on(0)),
        revision(target, "8", "6", on(0), by="sponsor", reason="the board asked"),
    ]
    assert joined(first, [{"what": target, "from": "8", "to": "12"}], on(0), "", "a slip") == [
        *first,
        revision(target, "8", "12", on(0), reason="a slip"),
    ]
    asked = joined(first, [{"what": target, "from": "8", "to": "12"}], on(0), "client")
    assert asked == [*first, revision(target, "8", "12", on(0), by="client")]
    silent = joined(both, [{"what": target, "from": "6", "to": "12"}], on(0))
    assert silent == [*both, revision(target, "6", "12", on(0))]
    back = {"what": target, "from": "6", "to": "8"}
    assert joined(both, [back], on(0)) == [*both, revision(target, "6", "8", on(0))]
    more = joined(both, [{"what": target, "from": "6", "to": "8"}], on(0), "client", "too few")
    more = joined(more, [{"what": target, "from": "8", "to": "7"}], on(0))
    assert [(one["from"], one["to"]) for one in more] == [("12", "8"), ("8", "6"), ("6", "8"), ("8", "7")]
    raw = objective(measure=measured(target=7), revisions=more)
    assert first_of(Objective(raw)).measures[0].target == 12


@pytest.mark.parametrize(
    ("there", "back", "kept"),
    [
        ({}, {}, 0),
        ({"by": "sponsor"}, {}, 2),
        ({"reason": "board wish"}, {}, 2),
        ({}, {"by": "client"}, 2),
        ({}, {"reason": "a slip"}, 2),
        ({"by": "sponsor", "reason": "board wish"}, {"by": "client", "reason": "too late"}, 2),
        ({"by": "sponsor", "reason": "board wish"}, {"by": "sponsor", "reason": "board wish"}, 2),
    ],
)
def test_there_and_back_on_a_day_is_forgotten_where_neither_says_who_or_why(
    there: dict[str, str], back: dict[str, str], kept: int
) -> None:
    what, days = "target date", ("2026-12-18", "2026-12-25")
    found = joined([], [{"what": what, "from": days[0], "to": days[1]}], on(0), **there)
    found = joined(found, [{"what": what, "from": days[1], "to": days[0]}], on(0), **back)
    assert [(one["from"], one["to"]) for one in found] == [days, days[::-1]][:kept]


@given(st.lists(st.sampled_from([4, 8, 12, 16]), min_size=1, max_size=6))
def test_what_it_was_first_is_known_however_often_it_changes(targets: list[int]) -> None:
    raw = objective(measure=measured(target=20))
    for number, target in enumerate(targets):
        after = {**raw, "measure": measured(target=target)}
        after["revisions"] = joined(raw.get("revisions", []), differences(raw, after), on(number // 2))
        raw = after
    assert first_of(Objective(raw)).measures[0].target == 20


@pytest.mark.parametrize(
    ("made", "fields", "checkins", "worded"),
    [
        (0, {"start": on(0)}, [], True),
        (0, {"start": on(7)}, [], True),
        (0, {"start": on(-90)}, [], True),
        (-1, {"start": on(0)}, [], False),
        (0, {"start": on(0), "agreed_on": on(0)}, [], False),
        (0, {"start": on(0), "gas": LADDER, "gas_now": 0}, [], False),
        (0, {"start": on(0)}, [{"on": on(0), "measures": {"m": 3}}], False),
        (0, {}, [], True),  # in a plan that began earlier
        (0, {"confidence": [{"on": on(0), "value": 7}]}, [], True),
        (0, {"confidence": [{"on": on(-9), "value": 7}]}, [], False),
        (0, {"revisions": [revision("target date", on(60), on(90), on(-9))]}, [], False),
        (0, {"measure": [{**LIST, "items": [{"text": "read", "done_on": on(-3)}]}]}, [], False),
    ],
)
def test_while_it_is_put_into_words(
    made: int, fields: dict[str, Any], checkins: list[dict[str, Any]], worded: bool
) -> None:
    plan = plan_of(objectives=[{"title": "Lead", "measure": measured(), **fields}], checkins=checkins)
    entry = {"at": f"{on(made)}T10:00:00+00:00", "state": "done", "client": "c"}
    op: dict[str, Any] = {"table": "objectives", "uid": "objectives0", "before": None, "after": {}}
    tables: Any = plan.practice.tables
    tables["journal"] = {"1": {**entry, "ops": [op]}}
    assert still_worded(plan.practice, plan.objectives[0], NOW_DAY) is worded
    tables["milestones"] = {"1": {"uid": "done", "plan": "e", "objective": "objectives0", "done_on": on(0)}}
    assert not still_worded(Practice(tables), plan.objectives[0], NOW_DAY)


@pytest.mark.parametrize(
    ("fields", "milestones", "checkins", "stood"),
    [
        ({}, [], [], False),
        ({"agreed_on": on(0)}, [], [], True),
        ({"gas_now": 0}, [], [], True),
        ({"gas_baseline": 0}, [], [], False),
        ({}, [{"due": on(9)}], [], False),
        ({}, [{"done_on": on(0)}], [], True),
        ({}, [{"done_on": on(-3)}], [], True),
        ({}, [{"done_on": on(1)}], [], False),
        ({}, [{"done_on": on(-3), "objective": "another"}], [], False),
        ({}, [], [{"on": on(0), "measures": {"m": 1}}], True),
        ({}, [], [{"on": on(1), "measures": {"m": 1}}], False),
        ({}, [], [{"on": on(0), "measures": {"another": 1}}], False),
        ({}, [], [{"on": on(0)}], False),
        ({"confidence": [{"on": on(-1), "value": 7}]}, [], [], True),
        ({"confidence": [{"on": on(0), "value": 7}]}, [], [], False),
        (
            {"measure": [{**LIST, "items": [{"text": "read"}, {"text": "ask", "done_on": on(-1)}]}]},
            [],
            [],
            True,
        ),
        ({"measure": [LIST]}, [], [], False),
        ({"measure": None}, [], [{"on": on(0), "measures": {"m": 1}}], False),
    ],
)
def test_what_shows_that_an_objective_stood(
    fields: dict[str, Any], milestones: list[dict[str, Any]], checkins: list[dict[str, Any]], stood: bool
) -> None:
    raw = {
        key: value
        for key, value in objective(**{"measure": measured(), **fields}).items()
        if value is not None
    }
    marks = [{"objective": "o", **one} for one in milestones]
    assert has_stood(raw, on(0), marks, checkins) is stood


TARGET = "target of “talks”"


@pytest.mark.parametrize(
    ("what", "before", "after", "baseline", "easier"),
    [
        ("target date", "2027-01-29", "2027-01-30", 0, True),
        ("target date", "2027-01-29", "2027-01-28", 0, False),
        ("target date", "2027-01-29", "", 0, True),
        ("target date", "", "2027-01-29", 0, True),
        (TARGET, "12", "8", 0, True),
        (TARGET, "12", "16", 0, False),
        (TARGET, "12", "12", 0, False),
        (TARGET, "4", "8", 16, True),  # it is to fall
        (TARGET, "8", "4", 16, False),
        (TARGET, "12", "-2", 0, True),  # on the other side
        (TARGET, "12", "-20", 0, True),
        (TARGET, "0", "5", 0, False),  # it was where it began
        (TARGET, "5", "0", 0, True),
        (TARGET, "12", "", 0, True),
        (TARGET, "12", "8", None, True),
        (TARGET, "8", "12", None, False),
        (TARGET, "", "8", 0, True),
        ("start", "2026-11-01", "2026-11-09", 0, False),
        ("name of “talks”", "speeches", "talks", 0, False),
        ("baseline of “talks”", "0", "4", 0, True),
        ("unit of “talks”", "a week", "a month", 0, True),
        ("measure “talks”", "", "0 → 12 a week", 0, True),
        ("level +1 of the ladder", "mostly", "often", 0, True),
    ],
)
def test_what_makes_an_objective_easier_or_another(
    what: str, before: str, after: str, baseline: float | None, easier: bool
) -> None:
    said = {key: value for key, value in revision(what, before, after, on(0)).items() if value}
    measure = {key: value for key, value in {**MEASURE, "baseline": baseline}.items() if value is not None}
    one = Objective(objective(measure=[measure], revisions=[said]))
    assert eases(one, one.revised[0]) is easier


def test_how_it_came_to_be_for_programs() -> None:
    gone = revision("measure “visits”", "2 → 6 a month", "", "2026-10-01")
    gone.pop("to")
    asked = revision(TARGET, "12", "8", on(0), by="sponsor", reason="the board asked")
    fresh = {"on": on(0), "what": "target date", "to": "2027-01-29"}
    one = Objective(objective(measure=measured(target=8), revisions=[gone, asked, fresh]))
    assert history_json(one, ["Rest"]) == {
        "first": {"target": 12, "due": None, "targets": {"talks": 12, "visits": 6}},
        "revisions": [
            {
                "on": "2026-10-01", "what": "measure “visits”", "from": "2 → 6 a month", "to": None,
                "by": None, "reason": None,
            },
            {
                "on": on(0), "what": TARGET, "from": 12, "to": 8,
                "by": "sponsor", "reason": "the board asked",
            },
            {
                "on": on(0), "what": "target date", "from": None, "to": "2027-01-29",
                "by": None, "reason": None,
            },
        ],
        "state": "open",
        "replaced_by": ["Rest"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("was", "targets"),
    [
        ("2 → 6 a month", {"talks": 12, "visits": 6}),
        ("2 → 6", {"talks": 12, "visits": 6}),
        ("? → 6 a month", {"talks": 12, "visits": 6}),
        ("2 → ? a month", {"talks": 12, "visits": None}),
        ("checklist of 2: read, ask", {"talks": 12}),
        ("the GAS ladder", {"talks": 12}),
    ],
)
def test_a_measure_that_was_taken_away_was_there_at_first(was: str, targets: dict[str, float | None]) -> None:
    gone = {"on": on(-9), "what": "measure “visits”", "from": was}
    one = Objective(objective(measure=measured(), revisions=[gone]))
    found = first_of(one).measures
    assert {measure.name: measure.target for measure in found} == targets
    assert [measure.baseline for measure in found[1:]] == [None if was.startswith("?") else 2] * (
        len(targets) - 1
    )
    assert [measure.unit or "" for measure in found[1:]] == [was[6:].strip()] * (len(targets) - 1)
    assert [measure.name for measure in as_of(one, NOW_DAY).measures] == ["talks"]
    again = Objective(
        objective(measure=[*measured(), {**MEASURE, "uid": "v", "name": "visits"}], revisions=[gone])
    )
    assert [measure.name for measure in first_of(again).measures] == ["talks", "visits"]


def test_only_its_own_making_shows_that_it_is_put_into_words() -> None:
    plan = plan_of(objectives=[{"title": "Lead"}])
    own, other = "objectives0", "objectives1"
    for uid, before, worded in ((own, None, True), (own, {}, False), (other, None, False)):
        op: Any = {"table": "objectives", "uid": uid, "before": before, "after": {}}
        tables: Any = plan.practice.tables
        tables["journal"] = {"1": {"at": f"{on(0)}T10:00:00+00:00", "state": "done", "ops": [op]}}
        assert still_worded(plan.practice, plan.objectives[0], NOW_DAY) is worded
