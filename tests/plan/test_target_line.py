"""The line that a measure was to follow: a step on each day on which it was revised (domain §5, §8)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from coach_tui.exchange.chart import chart_of
from coach_tui.plan.insight import MeasureInsight
from coach_tui.plan.insight_words import forecast_short, forecast_words, plain_day
from coach_tui.plan.past import status_on
from coach_tui.plan.progress import expected
from coach_tui.plan.report import content, full
from coach_tui.plan.standing import standing
from coach_tui.plan.target_line import target_before, target_line
from coach_tui.plan.visibility import view
from tests.plan.plan_kit import NOW_DAY, on, plan_of

TARGET = "target of “talks”"
HALF = {"on": on(-50), "what": TARGET, "from": "20", "to": "10"}
LATER = {"on": on(-20), "what": "target date", "from": on(0), "to": on(100)}


def made(*revisions: dict[str, str], due: str = on(100), checkins: Any = ()) -> Any:
    measure = {"uid": "m", "name": "talks", "unit": "a week", "baseline": 0, "target": 10}
    objective = {"title": "Lead", "start": on(-100), "due": due, "measure": measure and [measure]}
    return plan_of(objectives=[{**objective, "revisions": list(revisions)}], checkins=list(checkins))


@pytest.mark.parametrize(
    ("revisions", "points"),
    [
        ((), [(-100, 0), (100, 10)]),
        ((HALF,), [(-100, 0), (-50, 5), (-50, 2.5), (100, 10)]),
        ((LATER,), [(-100, 0), (-20, 8), (-20, 4), (100, 10)]),
        (
            (HALF, LATER),
            [(-100, 0), (-50, 10), (-50, 5), (-20, 8), (-20, 4), (100, 10)],
        ),
        (({**LATER, "on": on(20)},), [(-100, 0), (0, 10), (20, 10), (20, 6), (100, 10)]),
        (
            ({"on": on(-30), "what": "name of “calls”", "from": "calls", "to": "talks"},),
            [(-100, 0), (100, 10)],
        ),
    ],
)
def test_the_line_steps_where_it_was_revised(
    revisions: tuple[dict[str, str], ...], points: list[tuple[int, float]]
) -> None:
    plan = made(*revisions)
    found = target_line(plan, plan.objectives[0], "m")
    assert [((day - NOW_DAY).days, round(value, 6)) for day, value in found] == points
    insight = MeasureInsight(plan, plan.objectives[0], plan.objectives[0].measures[0], NOW_DAY)
    assert insight.line == found
    assert len(chart_of(insight, NOW_DAY, 10).draw(78)) == 10


def test_the_chart_says_what_the_target_was_until_when() -> None:
    plan = made(HALF)
    assert target_before(plan.objectives[0], "m") == (20, NOW_DAY - timedelta(days=50))
    insight = MeasureInsight(plan, plan.objectives[0], plan.objectives[0].measures[0], NOW_DAY)
    legend = "".join(text for text, _ in chart_of(insight, NOW_DAY, 10).draw(78)[-1])
    assert "target line, to 20 until 5 Oct" in legend
    assert target_before(made(LATER).objectives[0], "m") is None


@pytest.mark.parametrize("revisions", [(LATER,), (HALF, LATER)])
def test_the_chart_says_for_which_day_it_was_until_when(revisions: tuple[dict[str, str], ...]) -> None:
    plan = made(*revisions)
    insight = MeasureInsight(plan, plan.objectives[0], plan.objectives[0].measures[0], NOW_DAY)
    legend = "".join(text for text, _ in chart_of(insight, NOW_DAY, 10).draw(78)[-1])
    assert legend.rstrip().endswith("until 4 Nov")
    assert ("to 20 until 5 Oct" in legend) is (len(revisions) == 2)


JOINED = {"on": on(-50), "what": "measure “talks”", "to": "0 → 10 a week"}


@pytest.mark.parametrize(
    ("revision", "first", "since", "how"),
    [
        (HALF, -60, -50, "when the target was lowered"),
        (HALF, -50, -50, ""),
        (HALF, -40, -40, ""),
        ({**HALF, "from": "5"}, -60, -50, "when the target was raised"),
        (JOINED, -60, -50, "when the measure was taken in"),
        (LATER, -60, -60, ""),
    ],
)
def test_a_target_is_reached_no_earlier_than_it_was_the_target(
    revision: dict[str, str], first: int, since: int, how: str
) -> None:
    plan = made(revision, checkins=[{"on": on(day), "measures": {"m": 12}} for day in (first, -30)])
    insight = MeasureInsight(plan, plan.objectives[0], plan.objectives[0].measures[0], NOW_DAY)
    assert insight.forecast is not None
    assert insight.forecast.date == NOW_DAY + timedelta(days=since)
    said = plain_day(insight.forecast.date, NOW_DAY)
    told = forecast_words(insight.forecast, None, NOW_DAY)
    assert told == (f"reached on {said} {how}" if how else f"reached by {said}") + ", from 2 values"
    assert forecast_short(insight.forecast, NOW_DAY) == f"reached {said}"
    (objective,) = content(view(plan, "coach", NOW_DAY), NOW_DAY)["objectives"]
    (words,) = objective["ahead"].values()
    day = full(insight.forecast.date)
    assert words.startswith(f"reached on {day} {how} (" if how else f"reached by {day} (")
    reason = objective["figures"]["measures"][0]["forecast"]["reason"]
    assert reason == f"already reached{f' {how}' if how else ''}, from 2 values"


def test_an_earlier_day_is_judged_by_its_own_target_and_date() -> None:
    plan = made(HALF, checkins=[{"on": on(-60), "measures": {"m": 2}}, {"on": on(-40), "measures": {"m": 3}}])
    objective = plan.objectives[0]
    day = NOW_DAY - timedelta(days=51)
    assert status_on(plan, objective, day) == "off track"  # 2 of 20 at 24.5 %
    assert status_on(plan, objective, NOW_DAY - timedelta(days=40)) == "on track"  # 3 of 10 at 30 %
    assert standing(plan, objective, NOW_DAY).computed == "needs attention"  # 3 of 10 at half time
    assert date.fromisoformat(on(100)) == objective.due


def test_the_line_is_level_through_a_pause() -> None:
    measure = {"uid": "m", "name": "talks", "unit": "a week", "baseline": 0, "target": 10}
    objective = {"title": "Lead", "start": on(-100), "due": on(110), "measure": [measure]}
    pauses = [{"since": on(-49), "until": on(-40)}]
    plan = plan_of(objectives=[objective], engagement={"pauses": pauses})
    found = target_line(plan, plan.objectives[0], "m")
    said = [((day - NOW_DAY).days, round(value, 6)) for day, value in found]
    assert said == [(-100, 0), (-50, 2.5), (-40, 2.5), (110, 10)]


@pytest.mark.parametrize(
    "pauses",
    [
        [],
        [{"since": on(-49), "until": on(-40)}],
        [{"since": on(130)}],
        [{"since": on(-120), "until": on(-90)}, {"since": on(-9), "until": on(20)}],
        [{"since": on(-49), "until": on(-40)}, {"since": on(30), "until": on(200)}],
    ],
)
def test_the_drawn_line_is_the_value_that_was_expected(pauses: list[dict[str, str]]) -> None:
    measure = {"uid": "m", "name": "talks", "unit": "a week", "baseline": 4, "target": 12}
    objective = {"title": "Lead", "start": on(-100), "due": on(110), "measure": [measure]}
    plan = plan_of(objectives=[objective], engagement={"pauses": pauses})
    line = target_line(plan, plan.objectives[0], "m", NOW_DAY)
    share = standing(plan, plan.objectives[0], NOW_DAY).expected
    assert share is not None
    assert drawn(line, NOW_DAY) == pytest.approx(4 + 8 * share)
    off = plan.off("progress")
    for number in range(-100, 111):
        day = NOW_DAY + timedelta(days=number)
        share = expected(date.fromisoformat(on(-100)), date.fromisoformat(on(110)), day, off)
        assert drawn(line, day) == pytest.approx(4 + 8 * share), day


@pytest.mark.parametrize(
    ("due", "corners"),
    [
        (110, [(-100, 4), (-10, 4 + 8 * 90 / 210), (0, 4 + 8 * 90 / 210), (110, 12)]),
        (-5, [(-100, 4), (-10, 4 + 8 * 90 / 95), (-5, 4 + 8 * 90 / 95), (-5, 12)]),
    ],
)
def test_the_line_is_level_while_a_pause_without_a_last_day_goes_on(
    due: int, corners: list[tuple[int, float]]
) -> None:
    measure = {"uid": "m", "name": "talks", "unit": "a week", "baseline": 4, "target": 12}
    objective = {"title": "Lead", "start": on(-100), "due": on(due), "measure": [measure]}
    plan = plan_of(objectives=[objective], engagement={"pauses": [{"since": on(-10)}]})
    found = target_line(plan, plan.objectives[0], "m", NOW_DAY)
    assert [((day - NOW_DAY).days, round(value, 6)) for day, value in found] == [
        (day, round(value, 6)) for day, value in corners
    ]


def drawn(line: list[tuple[date, float]], day: date) -> float:
    """The value of a line on a day, straight from point to point."""
    for (begin, low), (end, high) in pairwise(line):
        if begin <= day <= end:
            return low + (high - low) * ((day - begin) / (end - begin))
    raise AssertionError(day)
