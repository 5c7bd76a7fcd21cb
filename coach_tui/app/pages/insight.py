"""The pages of Insights: for each of its rows the chart and what it says in words."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from coach_tui.app.pages.record import STATUS_MARKS, percent
from coach_tui.app.widgets.detail import Line, drawn, section, title
from coach_tui.app.widgets.drawing import Span, fit
from coach_tui.exchange.bars import DONE, OPEN, bar, way
from coach_tui.exchange.chart import Chart, chart_of
from coach_tui.plan.client_words import words_waiting
from coach_tui.plan.dates import MONTHS, relative, short
from coach_tui.plan.engagement import SETTLED
from coach_tui.plan.feedback import FALL, LOW
from coach_tui.plan.fields import plain_number
from coach_tui.plan.gas import LEVELS
from coach_tui.plan.insight import Insights, MeasureInsight, ObjectiveInsight, PracticeInsight
from coach_tui.plan.insight_words import days_late, forecast_words, now_words, plain_day, score_words, signed
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.text import clean
from coach_tui.plan.weeks import Week

REASONS = {
    "overdue": "its target date has passed",
    "off track": "less than half of what is expected by now",
    "needs attention": "more than a tenth under what is expected by now",
    "not measured": "there is no value or date to tell by",
    "on track": "what is expected by now",
    "achieved": "all of it is reached",
}
"""Computed status → why, in words."""
OUTCOMES = {"done": ("✓", "good"), "late": ("~", "warn"), "partly": ("~", "warn"), "dropped": ("·", "dim")}
TALL, LOW_CHART = 12, 8
"""Lines of a chart that has the page, and of one among others."""
MANY = 12
"""Records of one kind that a page lists at most."""


SLIP = 16
"""Cells for how late a milestone was."""
SCORE = 8
"""Cells of a day above the scores of a review."""


class Drawn:
    """Rows that are made for a width when they are drawn."""

    def __init__(self, *what: object) -> None:
        self.what = what

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, Drawn) and other.what == self.what

    def __hash__(self) -> int:
        return hash(type(self))


class Bar(Drawn):
    """A bar with its mark, over the width of the page."""

    def __init__(self, share: float | None, expected: float | None) -> None:
        super().__init__(share, expected)
        self.share = share
        self.expected = expected

    def draw(self, width: int, ascii_only: bool = False) -> list[list[Span]]:
        """One row."""
        return [bar(self.share, self.expected, min(60, width), ascii_only)]


def objective_page(found: Insights, one: ObjectiveInsight) -> list[Line]:
    """Computed status and the coach's own, then each measure with its chart."""
    stand = one.standing
    mark, style = STATUS_MARKS.get(stand.computed, ("", ""))
    lines = [
        title(one.objective.title),
        Line("Computed", [(f"{mark} {stand.computed}", style), (f": {REASONS.get(stand.computed, '')}", "")]),
    ]
    if one.objective.status:
        since = f" since {short(one.objective.status_on, found.today)}" if one.objective.status_on else ""
        mark, style = STATUS_MARKS.get(one.objective.status, ("", ""))
        said = f"{since}: {one.objective.status_reason}"
        lines.append(Line("Your own", [(f"{mark} {one.objective.status}", style), (said, "")]))
    if stand.progress is not None:
        expected = f", {percent(stand.expected)} expected by now" if stand.expected is not None else ""
        lines.append(Line("Reached", f"{percent(stand.progress)}{expected}"))
        lines.append(drawn(Bar(stand.progress, stand.expected)))
    height = TALL if len(one.measures) < 2 else LOW_CHART + 1
    for measure in one.measures:
        lines += measure_lines(found, measure, height)
    if not one.measures:
        lines.append(Line("Forecast", one.forecast.reason))
    return lines


def measure_lines(found: Insights, one: MeasureInsight, height: int) -> list[Line]:
    """Where a measure stands, the forecast with what it rests on, and the chart of both."""
    measure = one.measure
    lines = [section(measure.name)]
    if measure.kind != "numeric":
        done = sum(1 for item in measure.items if item.get("done_on"))
        said = f"{done} of {len(measure.items)} items" if measure.items else f"by its {measure.kind}"
        if measure.kind == "gas":
            said = "by its goal attainment ladder"
        return [*lines, Line("Progress", f"{percent(one.progress)}, {said}"), drawn(Bar(one.progress, None))]
    lines.append(Line("Now", now_words(one)))
    if one.forecast:
        lines.append(Line("Forecast", forecast_words(one.forecast, one.due, found.today)))
    lines.append(drawn(chart_of(one, found.today, height)))
    return lines


def level_words(level: int) -> str:
    """A level with its sign: “−1”, “0”, “+2”."""
    return signed(level, 0)


def ladder_page(found: Insights, one: ObjectiveInsight) -> list[Line]:
    """The five lines of the ladder, the start and now marked; T after them."""
    assert one.gas is not None
    start, now = one.gas
    lines = [title(one.objective.title)]
    for level in sorted(LEVELS, reverse=True):
        words = [word for word, at in (("start", start), ("now", now)) if at == level]
        said = one.objective.gas[level + 2] if level + 2 < len(one.objective.gas) else ""
        label = f"{', '.join(words) or ('expected' if level == 0 else '')} {level_words(level):>3}"
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
            said = f"{level_words(one.gas[0])} at the start, {level_words(one.gas[1])} now{of}"
            lines += [Line("", one.objective.title), Line("Level", said)]
    return lines + score_lines(found)


def score_lines(found: Insights) -> list[Line]:
    """T at the start, now, and the change."""
    gas = found.gas
    if gas.baseline is None or gas.now is None or gas.change is None:
        return []
    return [
        section("T score of the plan"),
        Line("At the start", f"{gas.baseline:.1f}"),
        Line("Now", f"{gas.now:.1f}"),
        Line("Change", signed(gas.change)),
        Line("", ("50 is what was expected. It tells of this plan alone and compares no people.", "dim")),
    ]


def kept_page(found: Insights) -> list[Line]:
    """Commitments by outcome, then the latest of them."""
    parts = found.engagement
    lines = [title("Commitments kept"), Line("", ("those that fell due in the last 4 reviews", "dim"))]
    for outcome in SETTLED:
        count = parts.outcomes[outcome]
        share = count / parts.settled if parts.settled else 0.0
        cells = bar(share, None, 20)
        lines.append(Line(outcome, [(f"{count:>3}  ", ""), *cells] if count else f"{count:>3}"))
    settled = [one for one in found.plan.commitments if one.status in SETTLED]
    if settled:
        lines.append(section("The latest"))
    for one in settled[: -MANY - 1 : -1]:
        sign, style = OUTCOMES[one.status]
        why = f" ({one.reason})" if one.reason else ""
        said: list[Span] = [(f"{sign} {one.status}", style), (f"  {one.text}{why}", "")]
        lines.append(Line(short(one.due, found.today) if one.due else "", said))
    return lines


def reflections_page(found: Insights) -> list[Line]:
    """The last reviews, with what the client said, or that nothing was said."""
    lines = [title("Reflections received")]
    coming = words_waiting(found.plan)
    if coming is not None and coming.reflection:
        day = coming.received_on
        when = f"for the next review, received {short(day, found.today)}" if day else "for the next review"
        lines.append(Line("next", [(coming.reflection, ""), (f"  ({when})", "dim")]))
    for review in found.plan.held_reviews[:-5:-1]:
        if review.held_on:
            said = review.reflection or ("no reflection", "dim")
            lines.append(Line(short(review.held_on, found.today), said))
    return lines


def contact_page(found: Insights) -> list[Line]:
    """The last contact, the usual gap, what is booked, and whether it is stalled."""
    contact, today = found.engagement.contact, found.today
    lines = [title("Contact")]
    last = contact.last
    lines.append(Line("Last", f"{short(last, today)}, {relative(last, today)}" if last else "none yet"))
    if contact.usual_gap:
        lines.append(Line("Usually", f"every {contact.usual_gap:.0f} days"))
    booked = contact.booked
    said = f"{short(booked, today)}, {relative(booked, today)}" if booked else "nothing"
    lines.append(Line("Booked next", said))
    if contact.stalled:
        why = "nothing is booked, and it is half as long again as usual since the last contact"
        lines.append(Line("Stalled", (why, "warn")))
    return lines


def said_page(found: Insights) -> list[Line]:
    """The engagement that check-ins say, with mood and note of the latest."""
    lines = [title("Engagement, as check-ins say, 1 to 5")]
    lines.append(drawn(Chart(found.said, today=found.today, low=1, high=5, height=LOW_CHART)))
    lines.append(section("The latest"))
    told = [one for one in found.plan.checkins if one.engagement is not None or one.mood]
    for one in told[: -MANY - 1 : -1]:
        number = plain_number(one.engagement) if one.engagement is not None else "–"
        if one.on:
            lines.append(Line(short(one.on, found.today), f"{number}  {one.mood}".rstrip()))
    return lines


class Trends(Drawn):
    """The four items of the feedback below one another, review by review."""

    def draw(self, width: int, ascii_only: bool = False) -> list[list[Span]]:
        """The days of the last reviews, then a row an item: its scores, what is usual, its flags."""
        (found,) = self.what
        assert isinstance(found, Insights)
        trends = found.feedback
        room = max(cell_len(trend.label) for trend in trends)
        said = [score_words(trend.score) if trend.score else "not in the latest" for trend in trends]
        days = sorted({day for trend in trends for day, _ in trend.points})
        beside = max(map(len, said)) + 2
        below = room + SCORE + beside > width
        days = days[-max(1, (width - room - (0 if below else beside)) // SCORE) :]
        rows: list[list[Span]] = [
            [
                (" " * room, ""),
                ("".join(f"{f'{d.day} {MONTHS[d.month - 1]}':>{SCORE}}" for d in days), "dim"),
            ]
        ]
        for trend, words in zip(trends, said, strict=True):
            known = dict(trend.points)
            scores = "".join(f"{plain_number(known[d]) if d in known else '–':>{SCORE}}" for d in days)
            style = "warn" if trend.score and trend.score.flagged else "dim"
            row: list[Span] = [(f"{trend.label:<{room}}{scores}  ", "")]
            rows += [row, [("  " + words, style)]] if below else [[*row, (words, style)]]
        return rows


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


class Weeks(Drawn):
    """Weeks below one another, a filled mark for each time, an empty one for each that was missed."""

    def draw(self, width: int, ascii_only: bool = False) -> list[list[Span]]:
        """One row a week, the latest first."""
        full, empty = "*o" if ascii_only else "●○"
        rows: list[list[Span]] = []
        for week in reversed(self.what):
            assert isinstance(week, Week)
            wanted = round(week.expected)
            filled = full * min(week.done, 14)
            missing = empty * min(14, max(0, wanted - week.done))
            said = f"{week.done} of {wanted}" if wanted else f"{week.done}"
            marks = [(filled, "accent"), (missing, "dim"), (" " * max(0, 8 - len(filled + missing)), "")]
            rows.append([(f"{span_words(week):>13}  ", "dim"), *marks, (said, "")])
        return rows


def span_words(week: Week) -> str:
    """From when to when: “18–24 Nov”, “28 Oct–3 Nov”."""
    if week.first == week.last:
        return f"{week.first.day} {MONTHS[week.first.month - 1]}"
    month = "" if week.first.month == week.last.month else f" {MONTHS[week.first.month - 1]}"
    return f"{week.first.day}{month}–{week.last.day} {MONTHS[week.last.month - 1]}"


def days_ago(days: int) -> str:
    """“today”, “yesterday”, “6 days ago”."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def practice_page(found: Insights, one: PracticeInsight) -> list[Line]:
    """How it went over four weeks, then week by week."""
    lines = [title(one.strategy.title), Line("Cadence", str(one.strategy.raw.get("cadence")))]
    said = f"{one.times} of {max(1, round(one.expected))} times" if one.expected else f"{one.times} times"
    rate = f", {percent(one.rate)}" if one.rate is not None else ""
    lines.append(Line("Four weeks", said + rate))
    days = one.days_since
    lines.append(Line("Last", "not yet" if days is None else days_ago(days)))
    if one.missed >= 2:
        lines.append(Line("Missed", (f"{one.missed} times in a row", "warn")))
    return [*lines, section("Week by week"), drawn(Weeks(*one.weeks))]


class Ways(Drawn):
    """Milestones below one another, each from its first date to the date it has or was done on."""

    def __init__(self, found: Insights, key: str) -> None:
        super().__init__(*[tuple(sorted(m.raw.items(), key=str)) for m in found.timeline.milestones], key)
        self.found = found
        self.key = key

    def draw(self, width: int, ascii_only: bool = False) -> list[list[Span]]:
        """A legend, then one row a milestone."""
        milestones, today = self.found.timeline.milestones, self.found.today
        name = max(12, min(max(cell_len(m.title) for m in milestones), width * 2 // 5))
        room = width - name - 2 - 1 - SLIP
        rows: list[list[Span]] = []
        for milestone in milestones:
            here = milestone.uid == self.key
            track = milestone_way(milestone, self.found, room, ascii_only)
            said, style = slip_cell(milestone, today)
            rows.append(
                [
                    (fit(clean(milestone.title), name, ascii_only) + "  ", "bold" if here else ""),
                    *track,
                    (" " + fit(said, SLIP, ascii_only, "right"), style),
                ]
            )
        signs = ("o planned", "* done", "# open") if ascii_only else ("◇ planned", "● done", "◆ open")
        legend = "   ".join(signs)
        rows.append([(" " * max(0, min(name + 2, width - len(legend))) + legend, "dim")])
        return rows


def milestone_way(milestone: Milestone, found: Insights, width: int, ascii_only: bool) -> list[Span]:
    """A milestone's first date and its present or done one, on the axis that holds all of the plan's."""
    days = [
        day.toordinal()
        for one in found.timeline.milestones
        for day in (one.first_planned, one.done_on or one.due)
        if day
    ]
    end = milestone.done_on or milestone.due or milestone.first_planned
    late = not milestone.done_on and end < found.today
    return way(
        milestone.first_planned.toordinal(),
        end.toordinal(),
        min(days),
        max(days),
        width,
        sign=DONE if milestone.done_on else OPEN,
        style="good" if milestone.done_on else "bad" if late else "accent",
        today=found.today.toordinal(),
        ascii_only=ascii_only,
    )


def slip_cell(milestone: Milestone, today: date) -> Span:
    """How late or early it was done, or how it stands, in a few cells."""
    if milestone.done_on:
        return days_late(milestone.slip), "warn" if milestone.slip > 0 else "good"
    due = milestone.due or today
    if due < today:
        return f"{(today - due).days} days overdue", "bad"
    return f"moved {signed(milestone.slip, 0)} d" if milestone.slip else "as planned", "dim"


def timeline_page(found: Insights, milestone: Milestone | None) -> list[Line]:
    """All milestones, planned against actual; the selected one in words."""
    today = found.today
    lines = [title("Planned against actual")]
    lines.append(drawn(Ways(found, milestone.uid if milestone else "")))
    usual = found.timeline.usual_slip
    if usual:
        said = "on time" if not usual[0] else days_late(round(usual[0]))
        lines.append(Line("Usually", f"{said}, the median of {usual[1]} milestones of this client"))
    if milestone is None:
        return lines
    lines += [section(milestone.title), Line("First planned", short(milestone.first_planned, today))]
    if milestone.done_on:
        lines.append(Line("Done", f"{short(milestone.done_on, today)}, {days_late(milestone.slip)}"))
    elif milestone.due:
        lines.append(Line("Now due", f"{short(milestone.due, today)}, {relative(milestone.due, today)}"))
    for move in milestone.moves:
        to = plain_day(date.fromisoformat(move["to"]), today)
        why = f": {move['reason']}" if move.get("reason") else ""
        lines.append(Line("Moved", f"on {plain_day(date.fromisoformat(move['on']), today)} to {to}{why}"))
    return lines


class ItemWay(Drawn):
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
