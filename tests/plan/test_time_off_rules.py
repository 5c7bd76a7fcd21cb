"""The table of domain rules §11, every cell both ways: whose time off stops which clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coach_tui.plan.across import across
from coach_tui.plan.agenda import contact, next_review
from coach_tui.plan.attention.survey import attention, survey
from coach_tui.plan.days import events_between
from coach_tui.plan.due import Overdue
from coach_tui.plan.health import findings
from coach_tui.plan.insight import insights
from coach_tui.plan.practice import Plan
from coach_tui.plan.review_agenda import expected_value
from coach_tui.plan.standing import standing
from coach_tui.plan.weeks import PracticeLog
from tests.plan.plan_kit import plan_of, practice_of

TODAY = date(2026, 11, 16)
OFF = {"since": "2026-10-05", "until": "2026-11-15"}
"""Six weeks that ended yesterday: of 35 days since 12 October only today counts."""
SOURCES: dict[str, dict[str, Any]] = {
    "none": {},
    "plan": {"engagement": {"pauses": [OFF]}},
    "strategy": {"strategy": {"pauses": [OFF]}},
    "holidays": {"holidays": [OFF]},
    "days off": {"client": {"days_off": ["2026-10-05..2026-11-15"]}},
}


KM = {"uid": "km", "name": "km", "unit": "km", "baseline": 0, "target": 10}


def plan_with(source: str, **more: Any) -> Plan:
    """A plan since 31 August with one of each kind of time off, or none."""
    off = SOURCES[source]
    values = [("2026-09-01", 0), ("2026-09-15", 2), ("2026-10-01", 4)]
    measure = {"uid": "m", "name": "steps", "unit": "k", "baseline": 0, "target": 10, "every": "1 week"}
    tables: dict[str, Any] = {
        "client": off.get("client", {}),
        "engagement": {"start": "2026-08-31", **off.get("engagement", {}), **more.pop("engagement", {})},
        "holidays": off.get("holidays", []),
        "objectives": [
            {"title": "O", "start": "2026-08-31", "due": "2026-12-21", "measure": [measure], "owner": "Anna"}
        ],
        "strategies": [
            {"title": "S", "cadence": "1 per day", "start": "2026-08-31", **off.get("strategy", {})}
        ],
        "milestones": [{"title": "M", "due": "2026-10-12"}],
        "checkins": [
            *({"on": on, "measures": {"m": value}} for on, value in values),
            {"on": "2026-10-04", "done": ["strategies0"]},
        ],
        "reviews": [{"held_on": "2026-09-28"}],
        **more,
    }
    found = practice_of(**tables).plan("c", "e")
    assert found is not None
    return found


def review_late(plan: Plan) -> Any:
    late = next_review(plan, TODAY).late
    return (late.days_late, late.missed) if late else None


def review_put_off(plan: Plan) -> Any:
    """Put off until 19 October: back on that day, or when the time off has ended."""
    put_off = {**plan.engagement.raw, "snooze": {"until": "2026-10-19", "reason": "x"}}
    stored = {**plan.practice.tables, "engagements": {"e": put_off}}
    other = type(plan.practice)(stored).plan("c", "e")
    assert other is not None
    back = next_review(other, date(2026, 10, 19)).put_off_until
    assert next_review(other, TODAY).put_off_until is None
    assert [item.kind for item in survey(other.practice, TODAY)[1]] == []
    return back.isoformat() if back else "on its day"


def milestone_late(plan: Plan) -> Any:
    (late,) = (item.days_late for item in attention(plan.practice, TODAY) if item.kind == "milestone_overdue")
    return late


def progress_expected(plan: Plan) -> Any:
    found = standing(plan, plan.objectives[0], TODAY)
    assert found.expected is not None
    objective = plan.objectives[0]
    value = expected_value(plan, objective, objective.measures[0], TODAY)
    assert value == round(found.expected * 10, 1)
    return round(found.expected, 4), found.computed


def forecast(plan: Plan) -> Any:
    found = insights(plan, TODAY).objectives[0].forecast.date
    return found.isoformat() if found else None


def practice(plan: Plan) -> Any:
    log = PracticeLog(plan, plan.strategies[0])
    part = insights(plan, TODAY).practice[0]
    assert part.missed == log.missed(TODAY)
    return part.expected, log.missed(TODAY)


def measure_not_updated(plan: Plan) -> Any:
    return [
        found.field for found in findings(plan, TODAY) if found.id == "T2" and found.table == "objectives"
    ]


def contact_stalled(plan: Plan) -> Any:
    found = contact(plan, TODAY)
    told = [item.kind for item in attention(plan.practice, TODAY) if item.kind == "stalled"]
    assert bool(told) == found.stalled
    troubles = [trouble.kind for trouble in across(plan.practice, TODAY)[0].troubles]
    assert ("stalled" in troubles) == found.stalled
    return found.days, found.stalled


TABLE: dict[Callable[[Plan], Any], tuple[Any, Any, set[str]]] = {
    review_late: ((35, 3), (1, 1), {"plan", "holidays"}),
    review_put_off: ("on its day", "2026-11-16", {"plan", "holidays"}),
    milestone_late: (35, 1, {"plan"}),
    progress_expected: ((0.6875, "needs attention"), (0.5, "on track"), {"plan"}),
    forecast: ("2026-11-15", "2026-12-27", {"plan"}),
    practice: ((28.0, 42), (1.0, 0), {"plan", "strategy", "days off"}),
    measure_not_updated: (["measure"], [], {"plan", "days off"}),
    contact_stalled: ((43, True), (1, False), {"plan", "holidays"}),
}
"""By rule: what it says without time off, what with it, and whose time off it goes by."""


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.__name__)
def test_the_table(rule: Callable[[Plan], Any], source: str) -> None:
    without, with_it, counted = TABLE[rule]
    assert rule(plan_with(source)) == (with_it if source in counted else without)


# In a pause, and by the calendar

MONTHS = (date(2026, 10, 1), date(2026, 11, 30))


def test_nobody_is_nagged_in_a_pause() -> None:
    plan = plan_with("none", engagement={"pauses": [{"since": "2026-10-05"}]})
    assert attention(plan.practice, TODAY) == []
    assert not contact(plan, TODAY).stalled
    assert not insights(plan, TODAY).engagement.as_json()["stalled"]
    assert [event.title for event in events_between(plan.practice, *MONTHS, TODAY) if event.overdue] == []
    late = {finding.id for finding in findings(plan, TODAY)}
    assert not late & {"T1", "T2", "V2", "P3"}


def test_the_calendar_calls_nothing_late_for_days_that_did_not_count() -> None:
    def late(source: str, day: date) -> set[str]:
        plan = plan_with(source)
        return {event.title for event in events_between(plan.practice, *MONTHS, day) if event.overdue}

    assert late("none", date(2026, 11, 15)) == {"M", "review"}
    assert late("plan", date(2026, 11, 15)) == set()
    assert late("plan", TODAY) == {"M", "review"}
    assert late("holidays", date(2026, 11, 15)) == {"M"}


def test_the_vector_of_a_review_every_two_weeks() -> None:
    plan = plan_with("plan")
    found = next_review(plan, TODAY)
    assert found.on == date(2026, 10, 12)
    assert found.late == Overdue(1, 1)
    assert next_review(plan, date(2026, 11, 29)).late == Overdue(14, 2)


def test_a_month_is_missed_by_the_days_that_count() -> None:
    plan = plan_with("plan", engagement={"review_every": "1 month"}, reviews=[{"held_on": "2026-08-31"}])
    assert next_review(plan, TODAY).late == Overdue(5, 1)  # due 30 Sep; 1–4 Oct and today
    assert next_review(plan, date(2026, 12, 11)).late == Overdue(30, 2)


def test_a_pause_that_is_planned_counts_ahead() -> None:
    plan = plan_with("none", engagement={"pauses": [{"since": "2026-11-23", "until": "2026-12-06"}]})
    assert standing(plan, plan.objectives[0], TODAY).expected == pytest.approx(77 / 98)
    found = insights(plan, date(2026, 10, 1)).objectives[0].forecast.date
    assert found == date(2026, 11, 15)  # it is there before the pause begins
    longer = plan_with("none", engagement={"pauses": [{"since": "2026-11-02", "until": "2026-11-15"}]})
    assert insights(longer, date(2026, 10, 1)).objectives[0].forecast.date == date(2026, 11, 29)


def test_a_pause_without_an_end_is_known_up_to_today() -> None:
    plan = plan_with("none", engagement={"pauses": [{"since": "2026-10-05"}]})
    assert standing(plan, plan.objectives[0], TODAY).expected == pytest.approx(35 / 112)
    assert insights(plan, TODAY).objectives[0].forecast.date == date(2026, 12, 28)


@pytest.mark.parametrize(
    "day", ["2026-10-05", "2026-10-06", "2026-11-20", "2026-12-20", "2026-12-21", "2027-03-01"]
)
def test_nothing_falls_behind_in_a_pause_without_a_last_day(day: str) -> None:
    done = [("09-07", 1), ("09-14", 2), ("09-21", 3), ("10-04", 4)]
    plan = plan_of(
        engagement={"start": "2026-08-31", "pauses": [{"since": "2026-10-05", "reason": "leave"}]},
        objectives=[{"title": "Run", "start": "2026-08-31", "due": "2026-12-21", "measure": [KM]}],
        checkins=[{"on": f"2026-{on}", "measures": {"km": value}} for on, value in done],
    )
    found = standing(plan, plan.objectives[0], date.fromisoformat(day))
    assert found.expected == pytest.approx(35 / 112)
    assert found.status == "on track"
    measure = insights(plan, date.fromisoformat(day)).objectives[0].measures[0]
    assert measure.wanted == pytest.approx(10 * 35 / 112)
    assert measure.forecast is not None
    assert not measure.forecast.never


def test_once_a_pause_has_a_last_day_it_counts_as_ever() -> None:
    ended = plan_with("none", engagement={"pauses": [{"since": "2026-10-05", "until": "2026-11-15"}]})
    assert standing(ended, ended.objectives[0], TODAY).expected == pytest.approx(35 / 70)
    # one that follows another at once is frozen where it begins, with the days of the other taken out
    pauses = [{"since": "2026-09-28", "until": "2026-10-04"}, {"since": "2026-10-05"}]
    two = plan_with("none", engagement={"pauses": pauses})
    assert standing(two, two.objectives[0], TODAY).expected == pytest.approx(28 / 105)


def test_an_objective_is_not_overdue_for_days_that_did_not_count() -> None:
    due = {"title": "O", "start": "2026-08-31", "due": "2026-10-12", "measure": []}
    plan = plan_with("plan", objectives=[due])
    assert standing(plan, plan.objectives[0], date(2026, 11, 15)).computed == "not measured"
    assert standing(plan, plan.objectives[0], TODAY).computed == "overdue"


# In words: the figure comes first, and says that days were left out

LINE = 40
"""Cells that a line of Today has for its words on a terminal of 80."""


def lines_of(source: str, **more: Any) -> dict[str, tuple[str, str]]:
    items = attention(plan_with(source, **more).practice, TODAY)
    return {item.kind: (item.reason, item.brief) for item in items}


def test_whatever_is_late_says_that_time_off_is_left_out() -> None:
    told = lines_of("plan", commitments=[{"text": "Ask the board", "owner": "coach", "due": "2026-10-12"}])
    assert told["milestone_overdue"][0] == "1 day late, time off left out: M"
    assert told["review_overdue"][0] == "review 1 day late, 1 cycle missed, time off left out"
    assert told["promise_overdue"][0] == "your promise, 1 day late, time off left out: Ask the board"
    assert lines_of("none")["milestone_overdue"][0] == "“M” was due 35 days ago"


def test_no_figure_is_cut_where_a_line_is_short() -> None:
    long = "Budget presented to the whole of the board in their house"
    milestones = [{"title": long, "due": "2026-10-12"}]
    promises = [{"text": "Ask the board", "owner": "coach", "due": "2026-10-12"}]
    for source, milestone, promise in (
        ("plan", "1 day late, time off left out: B", "yours, 1 day late, time off left out: Ask the "),
        ("none", "35 days late: Budget", "yours, 35 days late: Ask the board"),
    ):
        told = lines_of(source, milestones=milestones, commitments=promises)
        assert told["milestone_overdue"][1].startswith(milestone)
        assert told["promise_overdue"][1].startswith(promise)
        assert len(told["review_overdue"][1]) <= LINE


def test_a_silence_says_that_time_off_is_left_out_and_that_nothing_is_booked() -> None:
    off = {"since": "2026-10-25", "until": "2026-11-01"}
    plan = plan_with("none", holidays=[off], engagement={"review_every": "1 month"})
    (told,) = [item for item in attention(plan.practice, TODAY) if item.kind == "stalled"]
    assert told.reason == "no contact for 35 days, time off left out, nothing booked"
    assert told.brief == "silent 35 days that count, none booked"
    assert len(told.brief) < LINE
    (trouble,) = [one for one in across(plan.practice, TODAY)[0].troubles if one.kind == "stalled"]
    assert trouble.reason.startswith("no contact for 35 days, time off left out, usually")
    (told,) = [item for item in attention(plan_with("none").practice, TODAY) if item.kind == "stalled"]
    assert told.brief == "silent for 43 days, nothing booked"


def test_a_shorter_rhythm_of_reviews_makes_nothing_late_that_was_not() -> None:
    plan = plan_of(
        engagement={
            "start": "2026-08-31",
            "review_every": "1 week",
            "rhythms": [{"every": "1 month", "until": "2026-11-15"}],
        },
        reviews=[{"due": "2026-10-20", "held_on": "2026-10-20"}],
    )
    today = date(2026, 11, 16)
    review = next_review(plan, today)
    assert (review.on, review.late) == (date(2026, 11, 20), None)
    assert not contact(plan, today).stalled
    assert not {"T1", "P6"} & {one.id for one in findings(plan, today)}
    assert next_review(plan, date(2026, 11, 23)).late == Overdue(3, 1)
    assert contact(plan, date(2026, 11, 27)).stalled


def test_what_was_late_by_the_rhythm_of_before_is_as_late_as_it_was() -> None:
    engagement = {"review_every": "1 week", "rhythms": [{"every": "1 month", "until": "2026-11-15"}]}
    plan = plan_of(engagement={"start": "2026-08-31", **engagement})
    assert next_review(plan, date(2026, 11, 16)).late == Overdue(47, 2)
