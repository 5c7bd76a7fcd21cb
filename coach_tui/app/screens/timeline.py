"""Timeline (4): milestones on a time axis, first planned, now, and done."""

from __future__ import annotations

from datetime import date

from coach_tui.app.pages import page
from coach_tui.app.record_place import RecordPlace, record_key
from coach_tui.app.widgets.detail import Line
from coach_tui.app.widgets.drawing import Cell, Span
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.dates import relative
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.practice import Plan

AXIS, WIDE_AXIS = 22, 28
"""Cells of the time axis; from so many columns on, more of them."""
MUCH_ROOM = 116


class Timeline(RecordPlace):
    """The milestones of a plan by date, each with its first date, its present one and the axis."""

    title = "Timeline"
    keys = ("add", "done", "move", "edit", "delete")
    adds = Milestone
    columns = (Column(None, min=15), Column(11, "right"), Column(14, drop=2), Column(AXIS, drop=1))
    empty_text = (
        "No milestone yet.\n"
        "A milestone is a benchmark with a date: it keeps its first date and every move.\n"
        "Press a to add the first."
    )

    DEFAULT_CSS = """
    Timeline RowList { width: 2fr; }
    Timeline Detail { width: 1fr; }
    """

    @property
    def _cells(self) -> int:
        return WIDE_AXIS if self.app.size.width >= MUCH_ROOM else AXIS

    def _fit(self) -> None:
        """More axis where there is more room."""
        super()._fit()
        columns = [*self.columns[:-1], Column(self._cells, drop=1)]
        if columns != self.list.columns:
            self.list.columns = columns
            if not self.stale:
                self.load()

    def make_rows(self) -> list[Row]:
        """By date, under the axis that holds them all."""
        plan = self.plan
        if plan is None or not plan.milestones:
            return []
        axis = Axis(plan, self.coach.today, self._cells)
        rows = [Row(None, [("", ""), ("", ""), ("", ""), axis.scale()])]
        rows += [self._row(plan, milestone, axis) for milestone in plan.milestones]
        ends = [objective for objective in plan.objectives if objective.due]
        if ends:
            rows.append(Row(None, ["Target dates"], heading=True))
        for objective in sorted(ends, key=lambda one: one.raw["due"]):
            due = objective.due
            assert due is not None
            when = relative(due, self.coach.today)
            cells: list[Cell] = [
                objective.title,
                plain_day(due),
                (when, "dim"),
                axis.line({due: ("full", "accent")}),
            ]
            rows.append(Row(record_key(objective), cells))
        return rows

    def _row(self, plan: Plan, milestone: Milestone, axis: Axis) -> Row:
        today = self.coach.today
        due, done = milestone.due or today, milestone.done_on
        late = not done and due < today and plan.engagement.open and not plan.engagement.paused(today)
        if done:
            mark, when, what, style = ("✓", "good"), done, f"done, {slip_words(milestone.slip)}", "good"
        elif late:
            mark, when, what, style = ("!", "bad"), due, f"{(today - due).days} days late", "bad"
        else:
            moved = f"moved {slip_words(milestone.slip)}" if milestone.slip else relative(due, today)
            mark, when, what, style = ("·", "dim"), due, moved, "dim"
        points = {milestone.first_planned: ("diamond_open", "dim")}
        points[when] = ("done", "good") if done else ("diamond", "bad" if late else "accent")
        cells: list[Cell] = [
            milestone.title,
            plain_day(when),
            (what, style),
            axis.line(points, milestone.first_planned, when),
        ]
        return Row(record_key(milestone), cells, mark=mark, search=milestone.evidence)

    def make_detail(self, key: str) -> list[Line]:
        """Everything the plan holds for it."""
        record = self.record
        return page(self.coach.practice, self.plan, record, self.coach.today) if record else []

    def can_delete(self) -> bool:
        """An objective is deleted where objectives are."""
        return isinstance(self.record, Milestone)


def plain_day(day: date) -> str:
    """A day with its year, in eleven cells: “22 Jan 2027”."""
    return f"{day.day} {day:%b %Y}"


def slip_words(days: int) -> str:
    """Slip in a few cells: “on time”, “+7 days”."""
    return "on time" if days == 0 else f"{days:+d} day{'s' if abs(days) != 1 else ''}".replace("-", "−")


class Axis:
    """Days laid over a few cells, from the plan's start to its last date."""

    def __init__(self, plan: Plan, today: date, cells: int) -> None:
        self.cells = cells
        dates = [plan.engagement.start, plan.engagement.end]
        for milestone in plan.milestones:
            dates += [milestone.first_planned, milestone.due, milestone.done_on]
        dates += [objective.due for objective in plan.objectives]
        known = [day for day in dates if day is not None] or [today]
        self.first, self.last = min(known), max(known)
        self.today = today

    def cell(self, day: date) -> int:
        """The cell in which a day lies."""
        span = max(1, (self.last - self.first).days)
        return max(0, min(self.cells - 1, round((day - self.first).days / span * (self.cells - 1))))

    def scale(self) -> list[Span]:
        """The months at both ends, and today between them."""
        left, right = f"{self.first:%b ’%y}", f"{self.last:%b ’%y}"
        middle = self.cells - len(left) - len(right)
        at = self.cell(self.today) - len(left)
        inside = self.first <= self.today <= self.last and at - 2 >= 0 and at + 3 <= middle
        words = " " * (at - 2) + "today" + " " * (middle - at - 3) if inside else " " * middle
        return [(left, "dim"), (words, "accent" if inside else "dim"), (right, "dim")]

    def line(
        self, points: dict[date, tuple[str, str]], begin: date | None = None, end: date | None = None
    ) -> list[Span]:
        """One row of the axis: glyphs at their days, today's line, a rule between begin and end."""
        from coach_tui.app.widgets.glyphs import glyph

        cells: list[Span] = [(" ", "")] * self.cells
        if self.first <= self.today <= self.last:
            cells[self.cell(self.today)] = (glyph("bar"), "rule")
        if begin and end and begin != end:
            low, high = sorted((self.cell(begin), self.cell(end)))
            for index in range(low, high + 1):
                cells[index] = (glyph("rule"), "dim")
        for day, (sign, style) in points.items():
            cells[self.cell(day)] = (glyph(sign), style)
        return cells
