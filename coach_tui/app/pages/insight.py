"""The pages of Insights about an objective: its measures with their charts, its ladder, T."""

from __future__ import annotations

from datetime import date

from coach_tui.app.pages.insight_drawn import LOW_CHART, TALL, ShareBar
from coach_tui.app.pages.record import STATUS_MARKS, changed_lines, percent
from coach_tui.app.widgets.detail import Line, drawn, section, title
from coach_tui.exchange.chart import chart_of
from coach_tui.plan.dates import short
from coach_tui.plan.fields import plain_number
from coach_tui.plan.gas import LEVELS
from coach_tui.plan.insight import Insights, MeasureInsight, ObjectiveInsight
from coach_tui.plan.insight_words import before_words, forecast_words, now_words, signed
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan

REASONS = {
    "overdue": "its target date has passed",
    "off track": "less than half of what is expected by now",
    "needs attention": "more than a tenth under what is expected by now",
    "not measured": "there is no value or date to tell by",
    "on track": "what is expected by now",
    "achieved": "all of it is reached",
    "dropped": "it was given up, and speaks against nothing",
    "replaced": "another stands in its place",
}
"""Computed status → why, in words."""


def objective_page(found: Insights, one: ObjectiveInsight) -> list[Line]:
    """Computed status and the coach's own, then each measure with its chart."""
    stand = one.standing
    mark, style = STATUS_MARKS.get(stand.computed, ("", ""))
    why = REASONS.get(stand.computed, "")
    if not one.objective.open:
        why = why.replace("by now", "by then")
    lines = [
        title(one.objective.title),
        Line("Computed", [(f"{mark} {stand.computed}", style), (f": {why}", "")]),
    ]
    status, on, reason = one.own
    if status:
        since = f" since {short(on, found.today)}" if on else ""
        mark, style = STATUS_MARKS.get(status, ("", ""))
        lines.append(Line("Your own", [(f"{mark} {status}", style), (f"{since}: {reason}", "")]))
    if stand.progress is not None:
        expected = f", {percent(stand.expected)} expected by now" if stand.expected is not None else ""
        lines.append(Line("Reached", f"{percent(stand.progress)}{expected}"))
        lines.append(drawn(ShareBar(stand.progress, stand.expected)))
    height = TALL if len(one.measures) < 2 else LOW_CHART + 1
    for measure in one.measures:
        lines += measure_outlook(found.today, measure, height)
    if not one.measures:
        lines.append(Line("Forecast", one.forecast.reason))
    return lines + changed_lines(one.objective, found.today)


def outlook(plan: Plan, objective: Objective, today: date) -> list[Line]:
    """How far an objective is, and the chart of each measure in numbers: what its page begins with."""
    today = plan.engagement.clock(today)
    one = ObjectiveInsight(plan, objective, today)
    lines = []
    if one.standing.progress is not None:
        lines.append(drawn(ShareBar(one.standing.progress, one.standing.expected)))
    numeric = [measure for measure in one.measures if measure.measure.kind == "numeric"]
    for measure in numeric:
        lines += measure_outlook(today, measure, TALL if len(numeric) < 2 else LOW_CHART + 1)
    return lines


def measure_outlook(today: date, one: MeasureInsight, height: int) -> list[Line]:
    """Where a measure stands, the forecast with what it rests on, and the chart of both."""
    measure = one.measure
    lines = [section(measure.name)]
    if measure.kind != "numeric":
        done = sum(1 for item in measure.items if item.get("done_on"))
        said = f"{done} of {len(measure.items)} items" if measure.items else f"by its {measure.kind}"
        if measure.kind == "gas":
            said = "by its goal attainment ladder"
        return [
            *lines,
            Line("Progress", f"{percent(one.progress)}, {said}"),
            drawn(ShareBar(one.progress, None)),
        ]
    lines.append(Line("Now", now_words(one)))
    if one.before:
        lines.append(Line("Earlier plan", before_words(one.before, today)))
    if one.forecast:
        lines.append(Line("Forecast", forecast_words(one.forecast, one.due, today)))
    lines.append(drawn(chart_of(one, today, height)))
    return lines


def ladder_page(found: Insights, one: ObjectiveInsight) -> list[Line]:
    """The five lines of the ladder, the start and now marked; T after them."""
    assert one.gas is not None
    start, now = one.gas
    lines = [title(one.objective.title)]
    for level in sorted(LEVELS, reverse=True):
        words = [word for word, at in (("start", start), ("now", now)) if at == level]
        said = one.objective.gas[level + 2] if level + 2 < len(one.objective.gas) else ""
        label = f"{', '.join(words) or ('expected' if level == 0 else '')} {signed(level, 0):>3}"
        sign, style = ("● ", "accent") if level == now else ("◇ ", "dim") if level == start else ("  ", "")
        lines.append(Line(label, [(sign, style), (said or LEVELS[level], "bold" if level == now else "")]))
    return lines + score_lines(found)


def score_page(found: Insights) -> list[Line]:
    """T over all ladders of the plan, with what it is made of."""
    lines = [title("Goal attainment")]
    for one in found.objectives:
        if one.gas is not None:
            weight = 1 if one.objective.weight is None else one.objective.weight
            of = f", weight {plain_number(weight)}" if weight != 1 else ""
            said = f"{signed(one.gas[0], 0)} at the start, {signed(one.gas[1], 0)} now{of}"
            lines += [Line("", one.objective.title), Line("Level", said)]
    return lines + score_lines(found)


def score_lines(found: Insights) -> list[Line]:
    """T at the start, now, and the change."""
    gas = found.gas
    if gas.baseline is None or gas.now is None or gas.change is None:
        return []
    return [
        section("All ladders together"),
        Line("At the start", f"{gas.baseline:.1f}"),
        Line("Now", f"{gas.now:.1f}"),
        Line("Change", signed(gas.change)),
        Line("", ("50 is what was expected. It compares no people.", "dim")),
    ]
