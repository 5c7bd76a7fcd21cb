"""The timeline's chart: milestones and target dates on one axis, with what stands over and under them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from operator import le

from rich.cells import cell_len

from coach_tui.app.places.record_place import record_key
from coach_tui.app.widgets.drawing import Cell, Span, fit_drawn, text_of
from coach_tui.app.widgets.gantt import Gantt, GanttBar, labels, ruler, today_label
from coach_tui.app.widgets.glyphs import glyph
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.exchange.axis import Axis
from coach_tui.plan.became import became, became_words
from coach_tui.plan.dates import MONTHS, days_text, plan_week, relative
from coach_tui.plan.insight_words import signed
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.planned import Planned
from coach_tui.plan.practice import Plan
from coach_tui.plan.revision import first_of
from coach_tui.plan.shaded import shaded_on_axis
from coach_tui.plan.standing import milestone_late, reached
from coach_tui.plan.text import wrap

Zoom = tuple[str, int]
WHOLE: Zoom = ("whole plan", 0)
ZOOMS: tuple[Zoom, ...] = (WHOLE, ("months", 2), ("weeks", 1))
"""Names and days a cell; 0: as many as it takes."""
MARGIN = 6
"""Cells that the list needs beside title, date and axis: cursor, mark, two gaps' worth, scroll mark."""
LEAST_TITLE, LEAST_AXIS = 16, 20
LEAST_WIDTH = 80
"""Cells from which on an axis that has more of them leaves out no word."""
NEAR_BY = timedelta(days=366)
"""How far beyond the plan an axis may show."""
NEAR = 300
"""Days from today within which a date needs no year."""


class PlanChart:
    """A plan in so many cells, zoomed as it was asked for and no further than shows more.

    `left` is the first day in sight of a zoomed axis, today where none is given. `rows` come before `foot`,
    which tells of them.
    """

    def __init__(self, plan: Plan, today: date, width: int, zoom: Zoom, left: date | None) -> None:
        self.plan, self.today, self.width, self.zoom, self.left = plan, today, width, zoom, left
        self._planned = Planned(plan)
        self._milestones = plan.milestones
        self._targets = sorted((o for o in plan.objectives if o.due), key=lambda one: one.due or date.max)
        self._records: list[Milestone | Objective] = [*self._milestones, *self._targets]
        self._dates = [day_text(stands_on(record) or today, today) for record in self._records]
        self._bars: list[GanttBar | None] = []
        self._shaded = False
        self.left_out: list[int] = []
        """Of each row, how many words beside its point had no room; known once there are rows."""
        self._longest = max(cell_len(record.title) for record in self._records)
        self._column = max(map(len, self._dates))
        title_room, cells = self._shares(width)
        self._ends = self._reaches()
        self.axis = self._make_axis(cells)
        if self.zoom == WHOLE:
            cells = self._tells_most(self._shares(min(width, LEAST_WIDTH))[1], cells)
            self.axis = self._make_axis(cells)
            title_room = min(self._longest, width - MARGIN - self._column - 2 - cells)
        self.whole_titles = self._longest <= title_room
        """Whether no title is cut."""
        self._titles = [wrap(record.title, title_room) or [""] for record in self._records]
        date_column = Column(self._column, "right")
        self.columns = [Column(None, min=LEAST_TITLE), date_column, Column(cells, drawn=True)]

    def _shares(self, width: int) -> tuple[int, int]:
        """The cells that titles and axis have of so many."""
        room = width - MARGIN
        title = min(self._longest, max(LEAST_TITLE, room // 2), room - self._column - LEAST_AXIS - 2)
        return title, max(LEAST_AXIS, room - self._column - title - 2)

    def _tells_most(self, least: int, most: int) -> int:
        """The cells of an axis that leaves out no word which a shorter one tells.

        Points and words fall on other cells in each, so that there is now room for some and now for others.
        """
        bars = self._make_bars([1] * len(self._records), airy=False, filtered=False)
        seen: dict[int, list[int]] = {}

        def left_out(cells: int) -> list[int]:
            if cells not in seen:
                seen[cells] = Gantt(self._make_axis(cells), self.today, bars).left_out
            return seen[cells]

        for cells in range(most, least, -1):
            if not any(left_out(cells)):
                return cells
        best = least
        for cells in range(least + 1, most + 1):
            if all(map(le, left_out(cells), left_out(best))):
                best = cells
        return best

    def lines(self, *, airy: bool, wrapped: bool) -> int:
        """The lines of all rows."""
        titles = sum(map(len, self._titles)) if wrapped else len(self._titles)
        return titles + airy * len(self._milestones) + bool(self._targets)

    def _reaches(self) -> tuple[date, date]:
        """The first and the last day of everything the plan holds."""
        engagement, today = self.plan.engagement, self.today
        known = [engagement.start, engagement.last_day, today if engagement.open else None]
        for record in self._records:
            known.append(record.due)
            if isinstance(record, Objective):
                known.append(first_of(record).due)
            else:
                known += [record.first_planned, record.done_on, self._planned.likely(record, today)]
        closed = engagement.closed_on or date.max  # nothing lies after
        found = [day for day in known if day is not None and day <= closed]
        return min(found), max(found)

    def _make_axis(self, cells: int) -> Axis:
        """The axis over all of it, in the cells that titles and dates leave."""
        first, last = self._ends
        whole = Axis(first, last, cells)
        if self.zoom[1] == 0 or whole.days_per_cell <= self.zoom[1]:
            self.zoom = WHOLE
            return whole
        self.left = self._within(self.left or self.today, whole)
        return Axis(first, last, cells, self.zoom[1], self.left)

    def _within(self, left: date, axis: Axis) -> date:
        """The first day in sight, so that no more than a quarter of the axis lies outside the plan."""
        spare = timedelta(days=axis.cells * self.zoom[1] // 4)
        seen = timedelta(days=axis.cells * self.zoom[1])
        return max(axis.first - spare, min(left, axis.last + spare - seen))

    # Rows

    def rows(self, *, airy: bool, wrapped: bool, filtered: bool) -> list[Row]:
        """The milestones by date, then the objectives' target dates, all on one axis.

        `airy`, with a blank line between milestones; `wrapped`, with titles in as many lines as they take;
        `filtered`, without elbows: each needs both its ends.
        """
        titles = self._titles if wrapped else [[record.title] for record in self._records]
        bars = self._bars = self._make_bars([len(lines) for lines in titles], airy, filtered)
        gantt = Gantt(self.axis, self.today, bars, self._time_off())
        self._shaded, self.left_out = gantt.shaded, gantt.left_out
        rows: list[Row] = []
        for number, record in enumerate(self._records):
            if number == len(self._milestones):
                rows.append(Row(None, [("Target dates", "bold"), "", gantt.row(len(rows))]))
            bar = bars[len(rows)]
            assert bar is not None
            first, *more = titles[number]
            rows.append(_row(record, first, self._dates[number], bar, gantt.row(len(rows))))
            for text in more:
                cells: list[Cell] = [text, "", gantt.row(len(rows))]
                rows.append(Row(None, cells, search=rows[-1].search, goes_on=True))
            if airy and number < len(self._milestones):
                rows.append(Row(None, ["", "", gantt.row(len(rows))]))
        return rows

    def _make_bars(self, lines: Sequence[int], airy: bool, filtered: bool) -> list[GanttBar | None]:
        """The bars of records that take so many lines each; None where a line has none of its own."""
        begins = list(accumulate((count + airy for count in lines), initial=0))
        numbers = {milestone.uid: begins[at] for at, milestone in enumerate(self._milestones)}
        bars: list[GanttBar | None] = []
        for at, record in enumerate(self._records):
            if at == len(self._milestones):
                bars.append(None)
            if isinstance(record, Objective):
                bars += [self._target(record), *[None] * (lines[at] - 1)]
                continue
            waits = () if filtered else (numbers[uid] for uid in record.after if uid in numbers)
            bars.append(self._bar(record, self._planned.likely(record, self.today), tuple(waits)))
            bars += [None] * (lines[at] - 1 + airy)
        return bars

    def _bar(self, milestone: Milestone, likely: date | None, after: tuple[int, ...]) -> GanttBar:
        today = self.today
        due, done, slip = milestone.due or today, milestone.done_on, milestone.slip
        first = milestone.first_planned
        if done:
            said = f"{signed(slip, 0)} day{'s' if abs(slip) != 1 else ''}" if slip else "on time"
            return GanttBar(
                first, done, "done", "good", (said, signed(slip, 0)) if slip else (said,), after=after
            )
        if milestone.closed_on:
            return GanttBar(
                first,
                due,
                "diamond",
                "dim",
                self._became(milestone),
                after=after,
            )
        if ended := self._ended(milestone):
            return GanttBar(first, due, "diamond", "dim", (f"objective {ended}",), after=after)
        late = milestone_late(self.plan, milestone, today) if self._running else 0
        if late:
            return GanttBar(first, due, "diamond", "bad", late_words(late), True, likely, after)
        words: tuple[str, ...] = (relative(due, today),)
        if slip:
            words = (f"{words[0]}, moved {signed(slip, 0)}", f"moved {signed(slip, 0)}", *words)
        return GanttBar(first, due, "diamond", "accent", words, False, likely, after)

    def _became(self, record: Objective | Milestone) -> tuple[str, str]:
        """What became of one that ended, with what took its place and without."""
        return became_words(self.plan, record), became(self.plan, record)

    def _ended(self, milestone: Milestone) -> str:
        """How the objective of a milestone was given up, "" where it was not."""
        found = next((one for one in self.plan.objectives if one.uid == milestone.objective), None)
        return became(self.plan, found) if found is not None and found.given_up else ""

    def _target(self, objective: Objective) -> GanttBar:
        today = self.today
        due = objective.due or today
        first = first_of(objective).due or due
        if objective.given_up:
            return GanttBar(first, due, "full", "dim", self._became(objective))
        if objective.closed_on or reached(self.plan, objective, today):
            return GanttBar(first, due, "done", "good", ("reached",))
        late = self.plan.late_by(due, self.plan.engagement.clock(today)) if self._running else 0
        if late:
            return GanttBar(first, due, "full", "bad", late_words(late), True)
        moved = f"moved {signed((due - first).days, 0)}"
        words = (relative(due, today),)
        return GanttBar(
            first, due, "full", "accent", words if due == first else (f"{words[0]}, {moved}", moved, *words)
        )

    @property
    def _running(self) -> bool:
        """Whether anything is late at all: the plan runs."""
        engagement = self.plan.engagement
        return engagement.open and not engagement.rests(self.today)

    def _time_off(self) -> list[tuple[date, date]]:
        """The stretches of days that are shaded, no further than the axis reaches."""
        axis = self.axis
        off = shaded_on_axis(self.plan, self.today, weekdays=axis.days_per_cell <= 1)
        first, last = axis.first - NEAR_BY, axis.last + NEAR_BY
        return off.spans(first, last)

    # Over and under the rows

    def head(self, ascii_only: bool) -> list[list[Span]]:
        """The axis, with the span of the plan and how far it has come beside it."""
        axis, today = self.axis, self.today
        start = self.plan.engagement.start or axis.first
        end = self.plan.engagement.last_day or axis.last
        span = f"{day_text(start, today)} – {day_text(end, today)}"
        side = self.width - 2 - axis.cells
        parts = (
            (("" if self.zoom == WHOLE else self.zoom[0]), today_label(axis, today)),
            (span, labels(axis)),
            (plan_week(start, end, today), ruler(axis, today, start, end)),
        )
        return [[(fit_drawn(said, side - 1, ascii_only), "dim"), (" ", ""), *line] for said, line in parts]

    def foot(self) -> list[list[Span]]:
        """Planned against actual, and what the signs mean."""
        return [self._outcome(), self._legend()]

    def _outcome(self) -> list[Span]:
        """Planned against actual, and what is usual with this client."""
        planned = self._planned
        ended = [
            f"{count} {word}"
            for count, word in (
                (planned.late, "late"),
                (planned.on_time, "on time"),
                (planned.early, "early"),
            )
            if count
        ]
        said = f"{planned.closed} of {planned.count} done" + (f": {', '.join(ended)}" if ended else "")
        if planned.usual is not None:
            slip, count = planned.usual
            usual = f"{days_text(abs(round(slip)))} {'late' if slip > 0 else 'early'}" if round(slip) else ""
            return [(f"{said} · ", "dim"), (f"usually {usual or 'on time'}", ""), (f" (of {count})", "dim")]
        return [(said, "dim")]

    def _legend(self) -> list[Span]:
        """What the signs on the axis mean; only those that are there."""
        present = [bar for bar in self._bars if bar is not None]
        signs = [
            ("diamond_open", "first date", any(bar.first != bar.day for bar in present)),
            ("diamond", "now", any(bar.sign == "diamond" for bar in present)),
            ("done", "done", any(bar.sign == "done" for bar in present)),
            ("full", "target", any(bar.sign == "full" for bar in present)),
            ("likely", "likely", any(bar.likely for bar in present)),
            ("waits_end", "waits for", any(bar.after for bar in present)),
            ("shade", "time off", self._shaded),
        ]
        return [("  ".join(f"{glyph(name)} {word}" for name, word, there in signs if there), "dim")]


def _row(record: Milestone | Objective, title: str, day: str, bar: GanttBar, line: Cell) -> Row:
    """A record with the first line of its title, its day and its bar."""
    mark = ("!", "bad") if bar.late else ("✓", "good") if bar.sign == "done" else ("·", "dim")
    about = [record.title, day, text_of(line), record.evidence if isinstance(record, Milestone) else ""]
    cells: list[Cell] = [title, (day, "bad" if bar.late else ""), line]
    return Row(record_key(record), cells, mark=mark, search=" ".join(about))


def stands_on(record: Milestone | Objective) -> date | None:
    """The day on which a record stands."""
    if isinstance(record, Milestone) and record.done_on:
        return record.done_on
    return record.due


def late_words(days: int) -> tuple[str, ...]:
    """How late something is, also where there is hardly room to say it."""
    return f"{days_text(days)} late", f"{days}d late", "late"


def day_text(day: date, today: date) -> str:
    """A day in few cells, with its year where it is far: “27 Nov”, “3 Feb ’28”."""
    said = f"{day.day} {MONTHS[day.month - 1]}"
    return said if abs((day - today).days) <= NEAR else f"{said} ’{day.year % 100:02}"
