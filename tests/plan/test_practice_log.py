"""Practice by the rhythm of its time, and without time off (domain rules §4, §11)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach_tui.plan.health import findings
from coach_tui.plan.insight import insights
from coach_tui.plan.insight_words import of_planned
from coach_tui.plan.practice import Plan
from coach_tui.plan.rhythm import rhythms_after
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.weeks import PracticeLog
from tests.plan.plan_kit import plan_of

TODAY = date(2026, 11, 27)
"""A Friday."""


def ago(count: int) -> str:
    return (TODAY - timedelta(days=count)).isoformat()


def log(cadence: str, done: list[int], off: Any = (), start: int = 84, **strategy: Any) -> PracticeLog:
    """The log of a strategy begun so many days ago, done on days so many days ago."""
    plan = plan_of(
        client={"days_off": list(off)},
        engagement={"start": ago(start)},
        strategies=[{"title": "A", "cadence": cadence, "start": ago(start), **strategy}],
        checkins=[{"on": ago(back), "done": ["strategies0"]} for back in sorted(done, reverse=True)],
    )
    return PracticeLog(plan, plan.strategies[0])


WORKDAYS = [back for back in range(28) if (TODAY - timedelta(days=back)).weekday() < 5]


def test_a_daily_rhythm_expects_no_day_off() -> None:
    four = log("1 per day", WORKDAYS, ["sat", "sun"]).four_weeks(TODAY)
    assert (four.done, four.expected, four.rate) == (20, 20, 1.0)
    assert log("7 per week", WORKDAYS, ["sat", "sun"]).four_weeks(TODAY).expected == 20
    assert log("2 per day", [], ["sat", "sun"]).four_weeks(TODAY).expected == 40
    weeks = log("1 per day", WORKDAYS, ["sat", "sun"]).weeks(TODAY)
    assert [(week.done, week.expected) for week in weeks[-4:]] == [(5, 5)] * 4


@pytest.mark.parametrize(
    ("cadence", "off", "expected"),
    [
        ("3 per week", ["sat", "sun"], 12),  # a week has as many days as before
        ("5 per week", ["sat", "sun"], 20),
        ("6 per week", ["sat", "sun"], 20),  # but no more than one a day
        ("3 per week", ["2026-11-02..2026-11-15"], 6),
        ("3 per week", ["sat", "sun", "2026-11-02..2026-11-15"], 6),
        ("1 every 2 weeks", ["2026-11-02..2026-11-15"], 1),
        ("every mon", ["2026-11-23", "2026-11-18"], 3),  # one Monday of four
        ("every mon", ["mon"], 0),
        ("every mon, thu", ["sat"], 8),
        ("1 per day", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 0),
        ("3 per week", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 0),
    ],
)
def test_what_is_expected_without_days_off(cadence: str, off: list[str], expected: float) -> None:
    assert log(cadence, [], off).four_weeks(TODAY).expected == pytest.approx(expected)


@pytest.mark.parametrize(
    ("cadence", "off", "done", "missed"),
    [
        ("1 per day", ["sat", "sun"], [7], 4),  # Mon to Thu; today is running
        ("1 per day", ["sat", "sun"], [1], 0),
        ("1 per day", ["2026-11-20..2026-11-26"], [8], 0),
        ("1 per day", ["2026-11-20..2026-11-25"], [8], 1),
        ("1 per week", ["sat", "sun"], [83], 11),
        ("1 per week", ["2026-09-01..2026-11-26"], [], 0),
        ("1 per week", ["2026-09-12..2026-11-26"], [], 1),  # the week before
        ("every mon", ["2026-11-16", "2026-11-23"], [18], 0),  # the two Mondays since were off
        ("every mon", ["2026-11-16"], [18], 1),
        ("every mon", ["mon"], [], 0),
    ],
)
def test_misses_in_a_row_without_days_off(cadence: str, off: list[str], done: list[int], missed: int) -> None:
    assert log(cadence, done, off).missed(TODAY) == missed


def test_days_of_a_pause_expect_nothing() -> None:
    pauses = [{"since": ago(20), "until": ago(1)}]
    assert log("1 per day", [21], pauses=pauses).missed(TODAY) == 0
    four = log("1 per day", [21], pauses=pauses).four_weeks(TODAY)
    assert (four.done, four.expected) == (1, 8)


def test_what_was_done_on_a_day_off_was_done() -> None:
    four = log("1 per day", list(range(28)), ["sat", "sun"]).four_weeks(TODAY)
    assert (four.done, four.rate) == (28, 1.4)


# A rhythm that was changed

WEEKLY_TILL_YESTERDAY = [{"cadence": "1 per week", "until": ago(1)}]


def test_a_new_rhythm_is_not_applied_to_the_past() -> None:
    found = log("3 per week", [4, 11, 18, 25], rhythms=WEEKLY_TILL_YESTERDAY)
    four = found.four_weeks(TODAY)
    assert (four.done, round(four.expected, 2)) == (4, 4.29)
    assert [round(week.expected, 2) for week in found.weeks(TODAY)[-4:]] == [1, 1, 1, 1.29]


def test_misses_are_those_of_their_time() -> None:
    before = [{"cadence": "1 per day", "until": ago(15)}]
    assert log("1 per week", [30], rhythms=before).missed(TODAY) == 15 + 2
    assert log("1 per week", [30, 3], rhythms=before).missed(TODAY) == 0
    assert log("1 per week", [30], rhythms=[{"until": ago(15)}]).missed(TODAY) == 2  # it had none before


def test_a_rhythm_set_today_has_missed_nothing() -> None:
    found = log("1 per day", [7], rhythms=WEEKLY_TILL_YESTERDAY)
    assert found.missed(TODAY) == 0
    plan = plan_of(
        engagement={"start": ago(84)},
        strategies=[{"title": "A", "cadence": "1 per day", "rhythms": WEEKLY_TILL_YESTERDAY}],
        checkins=[{"on": ago(7), "done": ["strategies0"]}],
    )
    assert insights(plan, TODAY).practice[0].missed == 0
    assert [finding for finding in findings(plan, TODAY) if finding.id == "T2"] == []


def stretches(rhythms: Any, start: int = 30) -> list[tuple[str, int, int]]:
    strategy = Strategy({"cadence": "3 per week", "rhythms": rhythms})
    found = strategy.stretches(TODAY - timedelta(days=start), TODAY)
    return [(str(one or "none"), (TODAY - first).days, (TODAY - last).days) for one, first, last in found]


def test_the_stretches_of_a_strategy() -> None:
    assert stretches([]) == [("3 per week", 30, 0)]
    before = [{"cadence": "1 per day", "until": ago(40)}, {"until": ago(20)}, *WEEKLY_TILL_YESTERDAY]
    assert stretches(before) == [("none", 30, 20), ("1 per week", 19, 1), ("3 per week", 0, 0)]
    assert stretches(before, 0) == [("3 per week", 0, 0)]
    assert stretches([], -1) == []
    assert stretches([{"cadence": "1 per day", "until": ago(0)}]) == [("1 per day", 30, 0)]


OLD = {"cadence": "1 per week", "until": ago(1)}


@pytest.mark.parametrize(
    ("there", "before", "now", "start", "kept"),
    [
        ([], "1 per week", "3 per week", 30, [OLD]),
        ([], "1 per week", "1 per week", 30, []),
        ([], "", "3 per week", 30, [{"until": ago(1)}]),
        ([], "1 per week", "", 30, [OLD]),
        ([], "1 per week", "3 per week", 0, []),  # begun today
        ([OLD], "2 per week", "3 per week", 30, [OLD]),  # changed twice today
        ([OLD], "2 per week", "1 per week", 30, []),  # and back again
    ],
)
def test_what_is_kept_of_a_rhythm(there: Any, before: str, now: str, start: int, kept: Any) -> None:
    assert rhythms_after(there, before, now, ago(start), TODAY) == kept


def test_a_plan_without_time_off_is_as_it_was() -> None:
    plan: Plan = plan_of(strategies=[{"title": "A", "cadence": "1 per week"}])
    assert not plan.off("practice", plan.strategies[0].raw)


def test_what_was_done_in_a_pause_is_told_apart() -> None:
    """Nothing was asked for then: it speaks neither for nor against the rhythm."""
    pause = {"since": ago(21), "until": ago(1)}
    found = log("1 per week", [25, 20, 13, 6], pauses=[pause]).four_weeks(TODAY)
    assert (found.done, found.in_pause, round(found.expected, 2), found.rate) == (4, 3, 1.0, 1.0)
    assert of_planned(found.done, found.expected, found.in_pause) == "1 of 1, 3 in a pause"
    weeks = log("1 per week", [25, 20, 13, 6], pauses=[pause]).weeks(TODAY)
    assert [(week.done, week.in_pause) for week in weeks[-4:]] == [(1, 0), (1, 1), (1, 1), (1, 1)]
    assert of_planned(2, 0.2, 1) == "2 times"
