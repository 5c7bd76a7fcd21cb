"""What is not tracked (T1 to T5): the border of each rule, which record it is about, and what it says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from coach_tui.plan.health import Finding
from tests.plan.test_health import MEASURE, TODAY, Tables, changed, found, measured, on, sound


def tracking(tables: Tables, **options: Any) -> list[Finding]:
    return [finding for finding in found(tables, **options) if finding.mistake == "tracking"]


def told(tables: Tables, **options: Any) -> list[tuple[str, str]]:
    """Rule and reason of what is not tracked."""
    return [(finding.id, finding.reason) for finding in tracking(tables, **options)]


def where(tables: Tables) -> list[tuple[str, str, str, str, str]]:
    return [(f.table, f.uid, f.field, f.about, f.subject) for f in tracking(tables)]


# T1


@pytest.mark.parametrize(
    ("late", "grace", "fires"), [(0, 0, False), (1, 0, True), (3, 3, False), (4, 3, True)]
)
def test_a_review_is_late_after_its_day_and_the_days_of_grace(late: int, grace: int, fires: bool) -> None:
    tables = changed("reviews", 1, held_on=on(-14 - late))
    days = f"{late} day{'' if late == 1 else 's'} late, 1 cycle missed"
    said = ("T1", f"The review is {days}: hold it, or agree a day for it.")
    assert told(tables, grace_days=grace) == ([said] if fires else [])


def test_where_the_review_that_is_late_is_found() -> None:
    assert where(changed("reviews", 1, held_on=on(-15))) == [("reviews", "", "held_on", "e", "Review")]
    agreed = sound()
    agreed["reviews"].append({"uid": "r3", "plan": "e", "due": on(-1)})
    assert where(agreed) == [("reviews", "r3", "held_on", "e", "Review")]


def test_without_a_rhythm_no_review_is_planned() -> None:
    tables = changed("engagements", review_every=None)
    assert told(tables) == [
        ("T1", "No review is planned: without a rhythm nobody notices when the plan drifts.")
    ]
    assert where(tables) == [("engagements", "e", "review_every", "e", "Reviews")]
    tables["reviews"].append({"uid": "r3", "plan": "e", "due": on(3)})
    assert told(tables) == []


# T2, measures


def measure_on(age: int | None, **fields: Any) -> Tables:
    """The sound plan with a measure whose last value is so many days old."""
    tables = measured(**fields)
    del tables["clients"][0]["days_off"]
    for checkin in tables["checkins"]:
        checkin.pop("measures", None)
    if age is not None:
        tables["checkins"].append({"uid": "k3", "plan": "e", "on": on(-age), "measures": {"m": 8}})
    return tables


@pytest.mark.parametrize(
    ("every", "most", "words"),
    [
        ("1 week", 14, "due every week"),
        ("2 weeks", 28, "due every 2 weeks"),
        ("10 days", 20, "due every 10 days"),
    ],
)
def test_a_value_may_be_twice_its_rhythm_old(every: str, most: int, words: str) -> None:
    assert told(measure_on(most, every=every)) == []
    (late,) = told(measure_on(most + 1, every=every))
    assert late == ("T2", f"“stand-ups” was last updated {most + 1} days ago, and is {words}.")


@pytest.mark.parametrize(("set_on", "late"), [(-9, False), (-14, False), (-15, True), (-30, True)])
def test_a_shorter_rhythm_asks_for_a_value_when_twice_of_it_has_passed(set_on: int, late: bool) -> None:
    earlier = [{"every": "1 month", "until": on(set_on - 1)}]
    assert bool(told(measure_on(40, every="1 week", rhythms=earlier))) is late


def test_a_value_that_was_never_given_counts_from_the_start() -> None:
    tables = measure_on(None)
    assert told(tables) == [("T2", "“stand-ups” has no value yet, and is due every week.")]
    assert where(tables) == [("objectives", "o", "measure", "o", "Lead the team")]
    tables["objectives"][0]["start"] = on(-14)
    assert told(tables) == []
    tables["objectives"][0]["start"] = on(-15)
    assert [rule for rule, _ in told(tables)] == ["T2"]
    del tables["objectives"][0]["start"]
    assert [rule for rule, _ in told(tables)] == ["T2"]
    tables["engagements"][0]["start"] = on(-14)
    for strategy in tables["strategies"]:
        strategy["start"] = on(-5)
    assert told(tables) == []


@pytest.mark.parametrize(
    "fields",
    [{"every": None}, {"kind": "milestones"}, {"kind": "gas"}],
    ids=["no rhythm", "milestones", "gas"],
)
def test_what_needs_no_values_is_never_late(fields: dict[str, Any]) -> None:
    tables = measure_on(None, **fields)
    tables["objectives"][0]["gas"] = ["a", "b", "c", "d", "e"]
    assert told(tables) == []


def test_a_checklist_is_updated_by_its_items() -> None:
    def items(*days: int | None) -> Tables:
        made = [{"text": f"item {n}"} | ({"done_on": on(day)} if day else {}) for n, day in enumerate(days)]
        return measure_on(3, kind="checklist", items=made)

    assert told(items(-14, None)) == []
    assert told(items(-30, -14)) == []
    assert told(items(-15, -20)) == []  # all of it is reached
    assert told(items(-15, -20, None)) == [
        ("T2", "“stand-ups” was last updated 15 days ago, and is due every week.")
    ]
    assert told(items(None)) == [("T2", "“stand-ups” has no value yet, and is due every week.")]


def test_of_several_measures_the_first_that_is_late_is_told() -> None:
    tables = measure_on(3)
    late = {**MEASURE, "uid": "m2", "name": "talks"}
    later = {**MEASURE, "uid": "m3", "name": "walks"}
    tables["objectives"][0]["measure"] += [late, later]
    assert told(tables) == [("T2", "“talks” has no value yet, and is due every week.")]


def test_what_has_not_begun_is_not_looked_at() -> None:
    tables = measure_on(None)
    tables["objectives"][0]["start"] = on(1)
    tables["milestones"] = []
    assert told(tables) == []
    tables["objectives"][0]["start"] = on(0)
    assert [rule for rule, _ in told(tables)] == ["T3"]
    tables["engagements"][0]["pauses"] = [{"since": on(-1)}]
    assert told(tables) == []


# T2, practice


def practised(*days: int, **strategy: Any) -> Tables:
    """The sound plan with a weekly practice that was done on these days; today a week of it begins."""
    tables = changed("strategies", **strategy)
    tables["checkins"][1].pop("done")
    tables["checkins"] += [
        {"uid": f"p{n}", "plan": "e", "on": on(day), "done": ["s"]} for n, day in enumerate(days)
    ]
    return tables


@pytest.mark.parametrize(
    ("last", "missed"), [(-1, 0), (-7, 0), (-8, 1), (-14, 1), (-15, 2), (-21, 2), (-22, 3)]
)
def test_one_miss_is_nothing_and_two_in_a_row_are_told(last: int, missed: int) -> None:
    said = (
        "T2",
        f"Missed {missed} times in a row: one miss is nothing, at two a habit begins to fade.",
    )
    assert told(practised(-80, last)) == ([said] if missed >= 2 else [])


def test_where_a_practice_that_was_missed_is_found() -> None:
    assert where(practised(-15)) == [("strategies", "s", "cadence", "s", "Delegate")]


@pytest.mark.parametrize(("start", "missed"), [(-28, 4), (-14, 2), (-13, 1), (-7, 1), (0, 0)])
def test_a_practice_that_was_never_done_counts_from_its_own_start(start: int, missed: int) -> None:
    (*many,) = told(practised(start=on(start)))
    assert [reason.split()[1] for _, reason in many] == ([str(missed)] if missed >= 2 else [])


def test_meetings_and_what_has_no_rhythm_are_no_practice() -> None:
    for kind in ("meeting", "training"):
        assert told(practised(kind=kind)) == []
        assert told(practised(-80, kind=kind)) == []
    assert len(told(practised(kind="other"))) == 1
    assert told(practised(cadence=None)) == []
    earlier = [{"cadence": "1 per week", "until": on(-3)}]
    assert told(practised(cadence=None, rhythms=earlier)) == []
    assert len(told(practised(cadence="1 per day", rhythms=earlier))) == 1
    assert told(practised(status="paused")) == []
    assert len(told(practised())) == 1


def test_every_practice_is_looked_at() -> None:
    tables = practised(cadence=None)
    tables["strategies"] += [
        {"uid": "a", "plan": "e", "title": "Meet", "kind": "meeting", "cadence": "1 per week"},
        {"uid": "b", "plan": "e", "title": "Walk", "cadence": "1 per week"},
    ]
    assert [f.uid for f in tracking(tables)] == ["b"]


# T3


def milestones(*days: int, due: int | None = 59, done: bool = False) -> Tables:
    """The sound plan with milestones on these days."""
    tables = changed("objectives", due=None if due is None else on(due))
    tables["milestones"] = [
        {"uid": f"t{n}", "plan": "e", "title": f"T{n}", "objective": "o", "due": on(day)}
        | ({"done_on": on(-1)} if done else {})
        for n, day in enumerate(days)
    ]
    return tables


NONE_SOON = ("T3", "No milestone in the next 30 days: the next mark is too far off to steer by.")
NONE_AT_ALL = ("T3", "No milestone leads to it: nothing shows on the way whether it will be reached.")


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (milestones(30), []),
        (milestones(31), [NONE_SOON]),
        (milestones(40, 30), []),
        (milestones(-5), []),  # it waits
        (milestones(40, due=30), []),
        (milestones(40, due=31), [NONE_SOON]),
        (milestones(40, due=None), [NONE_SOON]),
        (milestones(-5, done=True, due=30), []),
        (milestones(-5, done=True, due=31), [NONE_SOON]),
        (milestones(-5, done=True, due=None), [NONE_SOON]),
        (milestones(), [NONE_AT_ALL]),
    ],
)
def test_a_milestone_is_to_come_within_thirty_days(tables: Tables, expected: list[tuple[str, str]]) -> None:
    assert told(tables) == expected


def test_the_next_milestone_is_the_one_that_is_meant() -> None:
    assert where(milestones(45, 35, 55)) == [("milestones", "t1", "due", "o", "Lead the team")]
    assert where(milestones(-5, done=True)) == [("milestones", "", "due", "o", "Lead the team")]
    assert where(milestones()) == [("milestones", "", "objective", "o", "Lead the team")]


def test_the_milestones_of_another_objective_are_none_of_this() -> None:
    tables = milestones(5)
    tables["milestones"][0]["objective"] = "other"
    tables["objectives"].append({**tables["objectives"][0], "uid": "other", "title": "Other", "measure": []})
    assert told(tables) == [NONE_AT_ALL]


# T4


@pytest.mark.parametrize(
    ("carried", "fires"),
    [([2, 2], False), ([2, 2, 1], False), ([2, 2, 2], True), ([2, 3, 2], True), ([2, 5, 4, 3], True)],
)
def test_more_than_two_commitments_carried_twice(carried: list[int], fires: bool) -> None:
    tables = sound()
    tables["commitments"] = [
        {"uid": f"p{n}", "plan": "e", "text": f"Promise {n}", "status": "moved", "carried": count}
        for n, count in enumerate(carried)
    ]
    said = (
        "T4",
        f"{len(carried)} commitments were carried forward twice or more: make them smaller or drop them.",
    )
    assert told(tables) == ([said] if fires else [])
    if fires:
        most = carried.index(max(carried))
        assert where(tables) == [("commitments", f"p{most}", "status", "e", f"Promise {most}")]


@pytest.mark.parametrize(
    ("status", "counts"), [(None, True), ("open", True), ("moved", True), ("done", False)]
)
def test_what_is_settled_is_not_carried_any_more(status: str | None, counts: bool) -> None:
    tables = sound()
    tables["commitments"] = [
        {"uid": f"p{n}", "plan": "e", "text": "P", "carried": 2} | ({"status": status} if status else {})
        for n in range(3)
    ]
    tables["commitments"].append({"uid": "never", "plan": "e", "text": "Never carried"})
    assert len(told(tables)) == counts


# T5


def held(*scores: dict[str, float] | None) -> Tables:
    """The sound plan with a review every 14 days, the last 8 days ago, with these scores."""
    tables = sound()
    tables["reviews"] = [
        {"uid": f"r{n}", "plan": "e", "held_on": on(-8 - 14 * age), "reflection": "Good."}
        | ({"feedback": given} if given else {})
        for n, (age, given) in enumerate(zip(range(len(scores) - 1, -1, -1), scores, strict=True))
    ]
    return tables


NO_FEEDBACK = ("T5", "The last 2 reviews hold no feedback on the coaching: ask for the four scores.")


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], []),
        ([None], []),
        ([None, None], [NO_FEEDBACK]),
        ([{"overall": 9}, None, None], [NO_FEEDBACK]),
        ([{"overall": 9}, {"overall": 5}, None, None], [NO_FEEDBACK]),
        ([None, {"overall": 9}], []),
        ([{"overall": 9}, None], []),
        ([{"overall": 9}, None, None, {"overall": 9}], []),
    ],
)
def test_two_reviews_without_feedback(
    scores: list[dict[str, float] | None], expected: list[tuple[str, str]]
) -> None:
    assert told(held(*scores)) == [*([] if scores else told(held())), *expected]


def test_feedback_is_about_the_last_review() -> None:
    last = "Review of Mon 16 Nov 2026"
    assert where(held({"overall": 9}, None, None)) == [("reviews", "r2", "feedback", "r2", last)]
    assert where(held({"heard": 9}, {"heard": 7})) == [("reviews", "r1", "feedback", "r1", last)]


@pytest.mark.parametrize(
    ("scores", "says"),
    [
        ([{"heard": 9}, {"heard": 7.5}], None),
        ([{"heard": 9}, {"heard": 7}], "“heard” fell to 7, usually 9"),
        ([{"heard": 9, "way": 8}, {"heard": 7, "way": 4}], "“useful way of working” fell to 4, usually 8"),
        ([{"heard": 9, "way": 8}, {"heard": 4, "way": 6}], "“heard” fell to 4, usually 9"),
        ([{"heard": 3, "way": 10}, {"heard": 1, "way": 7}], "“useful way of working” fell to 7, usually 10"),
        ([{"heard": 9}, {"heard": 5}, {"heard": 6.5}], None),
        ([{"heard": 9}, {"heard": 10}, {"heard": 6.5}], "“heard” fell to 6.5, usually 9.5"),
        ([{"heard": 2, "way": 2}, {"heard": 0, "way": 0}], "“heard” fell to 0, usually 2"),
    ],
)
def test_the_score_that_fell_most(scores: list[dict[str, float]], says: str | None) -> None:
    said = [("T5", f"Feedback on {says}: ask what has changed.")] if says else []
    assert told(held(*scores)) == said


def test_a_plan_that_is_tracked_today_is_not_so_for_ever() -> None:
    later = [(f.id, f.field) for f in found(sound(), TODAY + timedelta(days=20)) if f.mistake == "tracking"]
    assert later == [("T1", "held_on"), ("T2", "measure"), ("T2", "cadence")]
