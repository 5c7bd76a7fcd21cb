"""Insights (7): where the plan stands and where it is heading, from its figures."""

from __future__ import annotations

from coach_tui.app.pages import STATUS_MARKS, percent
from coach_tui.app.record_place import RecordPlace
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.app.widgets.drawing import Cell, Span
from coach_tui.app.widgets.glyphs import SPARK, glyph
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.dates import relative, short
from coach_tui.plan.fields import plain_number
from coach_tui.plan.insight import Insights, ObjectiveInsight, insights
from coach_tui.plan.objective import GAS_LEVELS

BAR = 15


class InsightsPlace(RecordPlace):
    """Progress against what was expected, the forecast, GAS, engagement, practice, slip."""

    DEFAULT_CSS = """
    InsightsPlace RowList { width: 2fr; }
    InsightsPlace Detail { width: 1fr; }
    """
    title = "Insights"
    keys = ("open", "checkin")
    columns = (Column(None, min=20), Column(BAR), Column(13, "right"), Column(21, drop=1))
    empty_text = "Nothing to measure yet: objectives with a measure, and check-ins, fill this page."

    def make_rows(self) -> list[Row]:
        """Objectives, then the parts of engagement, practice and timeline."""
        plan = self.plan
        if plan is None:
            return []
        found = self.found = insights(plan, self.coach.today)
        rows: list[Row] = []
        if found.objectives:
            mark, _ = STATUS_MARKS.get(found.status, ("", "dim"))
            rows.append(
                Row(
                    None,
                    ["Progress", f"the plan: {mark} {found.status}" if found.status else ""],
                    heading=True,
                )
            )
        rows += [self._objective(one) for one in found.objectives]
        rows += self._gas(found) + self._engagement(found) + self._practice(found) + self._timeline(found)
        return rows

    def _objective(self, one: ObjectiveInsight) -> Row:
        stand = one.standing
        mark, style = STATUS_MARKS.get(stand.status, ("·", ""))
        where = percent(stand.progress)
        if stand.expected is not None:
            where += f", due {percent(stand.expected)}"
        ahead = short(one.forecast.date, self.coach.today) if one.forecast.date else one.forecast.reason
        return Row(
            f"objectives:{one.objective.uid}",
            [one.objective.title, bar(stand.progress, stand.expected), where, (ahead, "dim")],
            mark=(mark, style),
        )

    def _gas(self, found: Insights) -> list[Row]:
        if found.gas.baseline is None:
            return []
        rows = [Row(None, ["Goal attainment"], heading=True)]
        for one in found.objectives:
            if one.gas is not None:
                start, now = one.gas
                ladder = " ".join(
                    _level(level) if level != now else f"[{_level(level)}]" for level in GAS_LEVELS
                )
                rows.append(
                    Row(
                        f"gas:{one.objective.uid}",
                        [one.objective.title, ladder, f"{_level(start)} → {_level(now)}", ""],
                    )
                )
        baseline, now_t, change = (_score(v) for v in (found.gas.baseline, found.gas.now, found.gas.change))
        rows.append(Row("gas:t", ["T score", f"{baseline} → {now_t}", f"change {change}", ""]))
        return rows

    def _engagement(self, found: Insights) -> list[Row]:
        parts = found.engagement
        today = self.coach.today
        rows = [Row(None, ["Engagement"], heading=True)]
        kept = f"{parts.kept} of {parts.settled}" if parts.settled else "none settled"
        rows.append(Row("part:kept", ["Commitments kept", "", kept, ("last 4 reviews", "dim")]))
        reflections = f"{parts.reflections} of {parts.reviews}" if parts.reviews else "no review"
        rows.append(
            Row("part:reflections", ["Reflections received", "", reflections, ("last 4 reviews", "dim")])
        )
        since = relative(parts.contact.last, today) if parts.contact.last else "none yet"
        gap = f"usually every {parts.contact.usual_gap:.0f} days" if parts.contact.usual_gap else ""
        style = "warn" if parts.contact.stalled else ""
        rows.append(Row("part:contact", ["Last contact", "", (since, style), (gap, "dim")]))
        booked = short(parts.contact.booked, today) if parts.contact.booked else "nothing"
        rows.append(Row("part:booked", ["Booked next", "", booked, ""]))
        for score in parts.feedback:
            flag = "falling" if score.falling else "low" if score.low else ""
            usual = f"usually {plain_number(score.usual)}" if score.usual is not None else "first time"
            name = f"Feedback: {score.label}"
            style = "warn" if flag else ""
            rows.append(
                Row(
                    f"part:{score.key}",
                    [
                        name,
                        bar(score.value / 10, None),
                        (plain_number(score.value), style),
                        (f"{usual} {flag}", "dim"),
                    ],
                    mark=("~", "warn") if flag else ("", ""),
                )
            )
        return rows

    def _practice(self, found: Insights) -> list[Row]:
        if not found.practice:
            return []
        rows = [Row(None, ["Practice, four weeks"], heading=True)]
        for one in found.practice:
            last = f"last {one.days_since} days ago" if one.days_since is not None else "not yet"
            missed = one.missed >= 2
            said = f"missed {one.missed} in a row" if missed else last
            times = f"{one.times} of {one.expected:.0f}"
            rows.append(
                Row(
                    f"strategies:{one.strategy.uid}",
                    [one.strategy.title, bar(one.rate, None), times, (said, "warn" if missed else "dim")],
                    mark=("!", "warn") if missed else ("", ""),
                )
            )
        return rows

    def _timeline(self, found: Insights) -> list[Row]:
        closed = [m for m in found.timeline.milestones if m.done_on]
        if not closed:
            return []
        rows = [Row(None, ["Planned and actual"], heading=True)]
        for milestone in closed:
            slip = f"{milestone.slip:+d} days".replace("-", "−") if milestone.slip else "on time"
            planned = f"planned {short(milestone.first_planned, self.coach.today)}"
            cells: list[Cell] = [milestone.title, "", slip, (planned, "dim")]
            rows.append(Row(f"milestones:{milestone.uid}", cells))
        usual = found.timeline.usual_slip
        if usual:
            rows.append(
                Row(
                    "part:slip",
                    [
                        "Usual slip",
                        "",
                        f"{usual[0]:+.0f} days".replace("-", "−"),
                        (f"from {usual[1]} milestones", "dim"),
                    ],
                )
            )
        return rows

    def make_detail(self, key: str) -> list[Line]:
        """An objective's measures with values, target line and forecast."""
        uid = key.partition(":")[2]
        one = next((o for o in self.found.objectives if o.objective.uid == uid), None)
        if one is None:
            return []
        today = self.coach.today
        lines = [title(one.objective.title), Line("Computed", one.standing.computed)]
        if one.standing.status != one.standing.computed:
            lines.append(Line("Coach says", f"{one.standing.status}: {one.objective.status_reason}"))
        for measure in one.measures:
            lines.append(section(measure.name))
            if measure.values:
                lines.append(Line("Values", spark([value for _, value in measure.values])))
                lines.append(Line("Now", f"{plain_number(measure.values[-1][1])} {measure.measure.unit}"))
            for day, value in measure.line:
                lines.append(Line(short(day, today), f"{plain_number(value)}  on the target line"))
            if measure.forecast:
                when = f"{short(measure.forecast.date, today)}, " if measure.forecast.date else ""
                lines.append(Line("Forecast", f"{when}{measure.forecast.reason}"))
        return lines

    def can_add(self) -> bool:
        """Figures are not added here."""
        return False

    def can_delete(self) -> bool:
        """Nor deleted."""
        return False

    def do_open(self) -> None:
        """The page where there is no room beside it; else the record's place."""
        if self.open_detail():
            return
        record = self.record
        if record is not None:
            place = {"objectives": "objectives", "strategies": "strategies", "milestones": "timeline"}
            self.coach.go(place.get(record.table, "evaluation"), record.uid)


def bar(share: float | None, expected: float | None) -> list[Span]:
    """A bar of what is reached, with a mark where it should be by now."""
    if share is None:
        return [("–", "dim")]
    full = max(0, min(BAR, round(share * BAR)))
    cells = [(glyph("bar_full"), "accent")] * full + [(glyph("rule"), "rule")] * (BAR - full)
    if expected is not None:
        at = max(0, min(BAR - 1, round(expected * BAR) - 1))
        cells[at] = (glyph("bar_mark"), "bold")
    spans: list[Span] = []
    for text, style in cells:
        if spans and spans[-1][1] == style:
            spans[-1] = (spans[-1][0] + text, style)
        else:
            spans.append((text, style))
    return spans


def spark(values: list[float]) -> str:
    """The last values as a line of eighth blocks."""
    values = values[-24:]
    low, high = min(values), max(values)
    span = (high - low) or 1
    return "".join(SPARK[round((value - low) / span * (len(SPARK) - 1))] for value in values)


def _level(level: int) -> str:
    return f"{level:+d}".replace("-", "−") if level else "0"


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}".replace("-", "−")
