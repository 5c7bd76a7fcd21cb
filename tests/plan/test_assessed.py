"""What a client's assessments say, and what they are compared with."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.plan.assessed import assessed, course, latest_assessments
from coach_tui.plan.assessment import Assessment
from coach_tui.plan.errors import BadInput
from coach_tui.plan.rating import counts, results
from coach_tui.plan.visibility import view
from tests.plan.plan_kit import NOW_DAY, on, plan_of

ITEMS = ["Health", "Work", "Friends"]


def wheel(offset: int, *scores: int | None, **fields: Any) -> dict[str, Any]:
    """A wheel answered so many days from now, its items scored in their order (None: left out)."""
    day = {"asked_on": on(offset - 1), "answered_on": on(offset)}
    items = fields.get("items", ITEMS)
    given = {item: score for item, score in zip(items, scores, strict=False) if score is not None}
    return {"title": "Wheel", "items": items, **day, "scores": given, **fields}


def test_each_item_with_what_it_was_the_time_before() -> None:
    plan = plan_of(assessments=[wheel(-60, 4, 6, 7), wheel(-1, 6, None, 5, comments={"Health": "I sleep."})])
    found = assessed(plan, plan.assessments[-1])
    assert [(one.item, one.score, one.before, one.change) for one in found.items] == [
        ("Health", 6, 4, 2),
        ("Work", None, 6, None),
        ("Friends", 5, 7, -2),
    ]
    assert found.items[0].remark == "I sleep."
    assert found.mean == 5.5
    assert found.as_json()["compared_with"] == {"name": "Wheel", "on": on(-60)}
    first = assessed(plan, plan.assessments[0])
    assert (first.before, [one.change for one in first.items]) == (None, [None] * 3)


def test_of_three_the_first_is_told_too() -> None:
    plan = plan_of(assessments=[wheel(-60, 4, 6, None), wheel(-30, 6, 5, 7), wheel(-1, 7, 5, 9)])
    found = assessed(plan, plan.assessments[-1])
    assert [(one.before, one.first) for one in found.items] == [(6, 4), (5, 6), (7, None)]
    assert found.as_json()["first"] == {"name": "Wheel", "on": on(-60)}
    assert found.as_json()["items"][0]["first"] == 4
    second = assessed(plan, plan.assessments[1])
    assert (second.first, [one.first for one in second.items]) == (None, [None] * 3)


@pytest.mark.parametrize(
    ("before", "compared"),
    [
        (wheel(-60, 4), True),
        (wheel(-60, 4, items=["health", "Money"]), True),  # in another case, with another item
        (wheel(-60, 4, scale_high=5), False),
        (wheel(-60, 4, items=["Money"]), False),
        (wheel(-60, 4, kind="intake"), False),
        ({**wheel(-60), "answered_on": None, "scores": None}, False),
        (wheel(0, 4), False),  # later
    ],
)
def test_only_the_same_question_on_the_same_scale_is_compared(before: dict[str, Any], compared: bool) -> None:
    before = {key: value for key, value in before.items() if value is not None}
    plan = plan_of(assessments=[before, {**wheel(-1, 6), "uid": "now"}])
    now = next(one for one in plan.assessments if one.uid == "now")
    assert (assessed(plan, now).before is not None) is compared


def test_of_several_before_the_last_is_compared_and_the_course_has_all() -> None:
    plan = plan_of(assessments=[wheel(-9, 3), wheel(-90, 5), wheel(-1, 6)])
    now = plan.assessments[-1]
    assert assessed(plan, now).items[0].before == 3
    assert course(plan, now, "health") == [
        (date.fromisoformat(on(offset)), score) for offset, score in ((-90, 5), (-9, 3), (-1, 6))
    ]
    assert course(plan, now, "Work") == []


def test_the_latest_of_each_set() -> None:
    intake = {**wheel(-80), "kind": "intake", "title": "Intake", "items": [], "questions": ["Why now?"]}
    intake |= {"scores": {}, "comments": {"Why now?": "The new job."}}
    other = wheel(-3, 2, title="Mine", items=["Calm"])
    waits = {"title": "Wheel", "items": ITEMS, "asked_on": on(0)}
    plan = plan_of(assessments=[intake, wheel(-60, 4), wheel(-1, 6), other, waits])
    found = latest_assessments(plan)
    assert [(one.assessment.title, one.assessment.day) for one in found] == [
        ("Wheel", date.fromisoformat(on(-1))),
        ("Mine", date.fromisoformat(on(-3))),
        ("Intake", date.fromisoformat(on(-80))),
    ]
    assert found[-1].words == [("Why now?", "The new job.")]
    assert [one.assessment.day for one in latest_assessments(plan, date.fromisoformat(on(-30)))] == [
        date.fromisoformat(on(-60)),
        date.fromisoformat(on(-80)),
    ]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"items": []}, "items: an assessment asks for something"),
        ({"questions": ["health"]}, "questions: “health” is an item already"),
        ({"scale_low": 10}, "scale_high: the highest score is not above the lowest"),
        ({"scale_high": 40}, "scale_high: a scale of more than 21 scores"),
        ({"scores": {"Money": 3}, "answered_on": on(0)}, "scores: “Wheel” has no item “Money”"),
        ({"scores": {"Health": 11}, "answered_on": on(0)}, "scores: 11 for “Health” is outside 0 to 10"),
        ({"comments": {"Money": "x"}, "answered_on": on(0)}, "comments: “Wheel” does not ask “Money”"),
        ({"scores": {"Health": 3}}, "answered_on: say when it was answered"),
        ({"answered_on": on(0)}, "scores: nothing is answered"),
        ({"scores": {"Health": 3}, "answered_on": on(-3)}, "answered_on: is before it was asked"),
        ({"asked_on": None}, "asked_on: is needed for an assessment"),
    ],
)
def test_what_no_assessment_can_be(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput) as refused:
        Assessment.check({"title": "Wheel", "items": ITEMS, "asked_on": on(-1), **fields})
    assert str(refused.value).startswith(says)


def test_it_takes_part_in_no_round() -> None:
    asked = {"title": "360", "items": ITEMS, "opened_on": on(-9), "closed_on": on(-2)}
    answers = [{"round": "rounds0", "group": "peer", "scores": {"Health": 3}} for _ in range(4)]
    plan = plan_of(rounds=[asked], responses=answers, assessments=[wheel(-3, 9)])
    found = results(plan, plan.rounds[0])
    assert [one.own for one in found.items] == [None, None, None]
    assert counts(plan, plan.rounds[0]).groups["self"] == (0, 0)


@pytest.mark.parametrize(("visibility", "seen"), [(None, True), ("client", True), ("private", False)])
def test_the_client_sees_it_unless_it_is_private_and_the_sponsor_never(
    visibility: str | None, seen: bool
) -> None:
    stated = {"visibility": visibility} if visibility else {}
    terms = {"agreed_on": on(-9), "sponsor": "Nordlicht", "sponsor_sees": ["objectives", "reviews"]}
    plan = plan_of(engagement=terms, assessments=[wheel(-3, 9, note="Looked away.", **stated)])
    shown = view(plan, "client", NOW_DAY).plan.assessments
    assert [one.scores for one in shown] == ([{"Health": 9}] if seen else [])
    assert not any(one.note for one in shown)
    assert view(plan, "sponsor", NOW_DAY).plan.assessments == []
    assert view(plan, "coach", NOW_DAY).plan.assessments[0].note == "Looked away."


def test_after_a_renewal_it_is_compared_with_the_last_of_the_engagement_before() -> None:
    before = {"uid": "e0", "client": "c", "start": on(-300), "closed_on": on(-90)}
    tables: dict[str, Any] = {"assessments": [{**wheel(-120, 4), "plan": "e0"}, wheel(-1, 6)]}
    alone = plan_of(engagements=[before], **tables)
    assert assessed(alone, alone.assessments[0]).before is None
    plan = plan_of(engagements=[before], engagement={"continues": "e0"}, **tables)
    assert len(plan.assessments) == 1
    found = assessed(plan, plan.assessments[0])
    assert found.items[0].change == 2
    assert [score for _, score in course(plan, plan.assessments[0], "Health")] == [4, 6]
    seen = view(plan, "client", NOW_DAY).plan
    assert assessed(seen, seen.assessments[0]).before is None  # a report is of one plan alone
