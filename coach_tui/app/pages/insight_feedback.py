"""The pages of Insights about feedback: that on the coaching, and rounds compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from coach_tui.app.pages.insight_drawn import LOW_CHART, DrawnToWidth
from coach_tui.app.widgets.detail import Line, drawn, section, title
from coach_tui.app.widgets.drawing import Span
from coach_tui.exchange.bars import way
from coach_tui.exchange.chart import Chart
from coach_tui.plan.dates import MONTHS, short
from coach_tui.plan.feedback import FALL, LOW, Trend
from coach_tui.plan.fields import plain_number
from coach_tui.plan.insight import Insights
from coach_tui.plan.insight_words import score_words, signed

SCORE = 8
"""Cells of a day above the scores of a review."""


def feedback_page(found: Insights, key: str) -> list[Line]:
    """One item over all reviews against its median, then all four."""
    trend = next(trend for trend in found.feedback if trend.key == key)
    usual = trend.score.usual if trend.score and trend.score.usual is not None else trend.median
    first, last = trend.points[0][0], trend.points[-1][0]
    line = [(first, usual), (last, usual)] if usual is not None and len(trend.points) > 1 else []
    chart = Chart(trend.points, line=line, low=0, high=10, height=LOW_CHART + 1, name="median before")
    return [
        title(f"Feedback on the coaching: {trend.label}"),
        drawn(chart),
        section("All items, the latest against the median of those before"),
        drawn(Trends(found)),
        Line(
            "",
            (
                f"Flagged from {LOW} down, or {FALL} under the median. Own questions, no validated test.",
                "dim",
            ),
        ),
    ]


class Trends(DrawnToWidth):
    """The four items of the feedback below one another, review by review."""

    def draw(self, width: int, ascii_only: bool = False) -> list[list[Span]]:
        """The days of the last reviews, then a row an item: its scores, what is usual, its flags."""
        (found,) = self.what
        assert isinstance(found, Insights)
        trends = found.feedback
        room = max(cell_len(trend.label) for trend in trends)
        said = [score_words(trend.score) if trend.score else "not in the latest" for trend in trends]
        beside = max(map(len, said)) + 2
        below = room + SCORE + beside > width
        days = _last_days(trends, (width - room - (0 if below else beside)) // SCORE)
        heading = "".join(f"{f'{day.day} {MONTHS[day.month - 1]}':>{SCORE}}" for day in days)
        rows: list[list[Span]] = [[(" " * room, ""), (heading, "dim")]]
        for trend, words in zip(trends, said, strict=True):
            style = "warn" if trend.score and trend.score.flagged else "dim"
            row: list[Span] = [(f"{trend.label:<{room}}{_scores(trend, days)}  ", "")]
            rows += [row, [("  " + words, style)]] if below else [[*row, (words, style)]]
        return rows


def _last_days(trends: Sequence[Trend], most: int) -> list[date]:
    """The days of the last reviews with scores, so many at most and one at least."""
    days = sorted({day for trend in trends for day, _ in trend.points})
    return days[-max(1, most) :]


def _scores(trend: Trend, days: Sequence[date]) -> str:
    """An item's scores on some days, below one another with the days."""
    known = dict(trend.points)
    return "".join(f"{plain_number(known[day]) if day in known else '–':>{SCORE}}" for day in days)


def rounds_page(found: Insights) -> list[Line]:
    """Item by item what all others together said in the first round and in the second."""
    rounds = found.rounds
    assert rounds is not None
    lines = [title(f"{rounds.before.title} → {rounds.latest.title}")]
    lines.append(Line("", ("the mean of all others who may be shown, then and now", "dim")))
    for item in rounds.items:
        said: list[Span] = [(item.item, "")]
        if item.then and item.now:
            own = "" if item.own_now is None else f", self {item.own_now}"
            said.append((f"  {item.then.n} and {item.now.n} answers{own}", "dim"))
            lines.append(Line("", said))
            lines.append(drawn(ItemWay(item.then.mean, item.now.mean, rounds.latest.low, rounds.latest.high)))
        else:
            lines += [Line("", said), Line("", ("  too few answers to be shown", "dim"))]
    return lines


def assessed_page(found: Insights, uid: str) -> list[Line]:
    """Item by item how the client sees it now, and saw it the time before; then what was said in words."""
    one = next((one for one in found.assessed if one.assessment.uid == uid), None)
    if one is None:
        return []
    asked, today = one.assessment, found.today
    since = f", before: {short(one.before.day, today)}" if one.before else ""
    lines = [title(asked.title), Line("", (f"{short(asked.day, today)}{since}", "dim"))]
    for item in one.items:
        said: list[Span] = [(item.item, "")]
        if item.remark:
            said.append((f"  {item.remark}", "dim"))
        lines.append(Line("", said))
        if item.score is None:
            lines.append(Line("", ("  left out", "dim")))
        elif item.before is None:
            lines.append(drawn(ItemWay(item.score, item.score, asked.low, asked.high)))
        else:
            lines.append(drawn(ItemWay(item.before, item.score, asked.low, asked.high)))
    for topic, words in one.words:
        lines += [section(topic), Line("", words or "–")]
    return lines


class ItemWay(DrawnToWidth):
    """One item of two rounds: the mean then and now on the scale."""

    def __init__(self, then: float, now: float, low: float, high: float) -> None:
        super().__init__(then, now, low, high)
        self.ends = (then, now, low, high)

    def draw(self, width: int, ascii_only: bool = False) -> list[list[Span]]:
        """One row."""
        then, now, low, high = self.ends
        track = way(then, now, low, high, min(40, width - 24), ascii_only=ascii_only)
        ends: list[Span] = [(f"  {plain_number(low)} ", "dim"), *track, (f" {plain_number(high)}", "dim")]
        return [[*ends, (f"  {then:.1f} → {now:.1f}  {signed(now - then)}", "")]]
