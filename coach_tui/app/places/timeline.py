"""Timeline (4): milestones on a time axis: first planned, now and done, what waits for what, today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from coach_tui.app.pages.milestone import days_text, is_late, signed
from coach_tui.app.pages.record import page
from coach_tui.app.places.place import WIDE
from coach_tui.app.places.record_place import RecordPlace, record_key
from coach_tui.app.widgets.axis import Axis
from coach_tui.app.widgets.detail import Line, title
from coach_tui.app.widgets.drawing import Cell, Span, fit
from coach_tui.app.widgets.gantt import Bar, Gantt, labels, ruler, today_label
from coach_tui.app.widgets.glyphs import glyph
from coach_tui.app.widgets.rows import Column, Row, RowList
from coach_tui.app.widgets.rule import Rule
from coach_tui.app.widgets.span_lines import SpanLines
from coach_tui.app.widgets.upright import Upright
from coach_tui.plan.dates import MONTHS, relative
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.planned import Planned
from coach_tui.plan.practice import Plan

WHOLE = ("whole plan", 0)
ZOOMS = (WHOLE, ("months", 2), ("weeks", 1))
"""Names and days a cell; 0: as many as it takes."""
MARGIN = 6
"""Cells that the list needs beside title, date and axis: cursor, mark, two gaps' worth, scroll mark."""
LEAST_TITLE, LEAST_AXIS = 16, 20
NEAR = 300
"""Days from today within which a date needs no year."""
LEAST_PAGE = 6
"""Lines below the chart that are worth a page; less is left blank."""


class Timeline(RecordPlace):
    """The milestones of a plan by date, each with its first date, its present one and the axis."""

    title = "Timeline"
    keys = ("add", "open", "done", "move", "view", "edit", "delete")
    labels: ClassVar[dict[str, str]] = {"view": "zoom"}
    adds = Milestone
    columns = (Column(None, min=LEAST_TITLE), Column(6, "right"), Column(LEAST_AXIS))
    empty_text = (
        "No milestone yet.\n"
        "A milestone is a benchmark with a date: it keeps its first date and every move.\n"
        "Press a to add the first."
    )

    DEFAULT_CSS = """
    Timeline #chart { width: 1fr; height: 1fr; }
    Timeline #chart RowList { width: 1fr; height: 1fr; }
    Timeline Detail { width: 1fr; height: 1fr; }
    Timeline #below { display: none; }
    Timeline.turned #chart { display: none; }
    Timeline.turned #chart RowList { display: block; }
    Timeline.narrow Horizontal { layout: vertical; }
    Timeline.narrow.below Detail, Timeline.narrow.below #below { display: block; }
    Timeline.narrow.turned #below { display: none; }
    """

    def __init__(self) -> None:
        self.zoom = WHOLE
        self.left: date | None = None
        self.axis: Axis | None = None
        self.head = SpanLines()
        self.foot = SpanLines()
        self.chart = Vertical(id="chart")
        self.below = Rule(id="below")
        super().__init__()

    def compose(self) -> ComposeResult:
        """The axis over the list, planned against actual below it; the page beside or under them."""
        with Horizontal():
            with self.chart:
                yield self.head
                yield self.list
                yield self.foot
            yield Upright()
            yield self.below
            yield self.detail

    # Room

    def _fit(self) -> None:
        super()._fit()
        self.chart.styles.width = "1fr" if self.has_class("narrow") else self._width

    def on_resize(self) -> None:
        """More axis where there is more room."""
        self._fit()
        if not self.stale:
            self.load()

    @property
    def _width(self) -> int:
        """Cells of the chart."""
        width = self.app.size.width
        return width if width < WIDE else max(66, width * 2 // 3)

    def _airy(self, rows: int) -> bool:
        """Whether there is room for a blank line between milestones; a page below needs it more."""
        return not self.has_class("narrow") and 2 * rows + 6 <= self.app.size.height - 4

    def _arrange(self, rows: int) -> None:
        """In a narrow terminal the page stands under a short chart."""
        room = self.app.size.height - 4
        needed = rows + self.head.height + self.foot.height
        below = self.has_class("narrow") and rows > 0 and room - needed - 1 >= LEAST_PAGE
        self.set_class(below, "below")
        self.chart.styles.height = needed if below else "1fr"

    @property
    def _page_in_view(self) -> bool:
        return not self.has_class("narrow") or self.turned or self.has_class("below")

    # Rows

    def load(self) -> None:
        """Axis, rows, planned against actual, and the page."""
        rows = self.make_rows()
        self.list.empty = self.empty_now()
        self.list.set_rows(rows, self._columns)
        self._arrange(len(rows))
        self._show_detail(keep=True)

    def make_rows(self) -> list[Row]:
        """The milestones by date, then the objectives' target dates, all on one axis."""
        plan = self.plan
        milestones = plan.milestones if plan else []
        if plan is None or not milestones:
            self.axis = None
            self._columns = [*self.columns]
            self.head.show([])
            self.foot.show([])
            return []
        today = self.coach.today
        planned = Planned(plan)
        targets = sorted((o for o in plan.objectives if o.due), key=lambda one: str(one.raw["due"]))
        records: list[Milestone | Objective] = [*milestones, *targets]
        days = [_end(record) or today for record in records]
        titles = [record.title for record in records]
        dates = [day_text(day, today) for day in days]
        axis = self.axis = self._make_axis(plan, records, planned, titles, dates)
        numbers = {milestone.uid: number for number, milestone in enumerate(milestones)}
        filtered = bool(self.list.filter_text)  # an elbow needs both its ends
        bars: list[Bar | None] = []
        airy = self._airy(len(records) + bool(targets))
        for milestone in milestones:
            waits = () if filtered else (numbers[uid] for uid in milestone.after if uid in numbers)
            after = tuple(number * (1 + airy) for number in waits)
            bars.append(self._bar(plan, milestone, planned.likely(milestone, today), after))
            if airy:
                bars.append(None)
        if targets:
            bars.append(None)
        bars += [self._target(plan, objective) for objective in targets]
        gantt = Gantt(axis, today, bars)
        rows: list[Row] = []
        shown = iter(zip(records, dates, strict=True))
        for number, bar in enumerate(bars):
            line = gantt.row(number)
            if bar is None:
                heading = number == len(bars) - len(targets) - 1 and bool(targets)
                rows.append(Row(None, [("Target dates" if heading else "", "bold"), "", line]))
                continue
            record, day = next(shown)
            mark = ("!", "bad") if bar.late else ("✓", "good") if bar.sign == "done" else ("·", "dim")
            search = record.evidence if isinstance(record, Milestone) else ""
            cells: list[Cell] = [record.title, (day, "bad" if bar.late else ""), line]
            rows.append(Row(record_key(record), cells, mark=mark, search=search))
        self._frame(plan, planned, bars)
        return rows

    def _make_axis(
        self,
        plan: Plan,
        records: list[Milestone | Objective],
        planned: Planned,
        titles: list[str],
        dates: list[str],
    ) -> Axis:
        """The axis over everything the plan holds, in the cells that titles and dates leave."""
        today = self.coach.today
        room = self._width - MARGIN
        longest = max(map(cell_len, titles))
        column = max(map(len, dates))
        title_room = min(longest, max(LEAST_TITLE, room * 2 // 5), room - column - LEAST_AXIS - 2)
        cells = max(LEAST_AXIS, room - column - title_room - 2)
        self._columns = [Column(None, min=LEAST_TITLE), Column(column, "right"), Column(cells)]
        known = [plan.engagement.start, plan.engagement.end, today if plan.engagement.open else None]
        for record in records:
            known.append(record.due)
            if isinstance(record, Milestone):
                known += [record.first_planned, record.done_on, planned.likely(record, today)]
        found = [day for day in known if day is not None]
        first, last = min(found), max(found)
        whole = Axis(first, last, cells)
        if self.zoom[1] == 0 or whole.days_per_cell <= self.zoom[1]:
            self.zoom = WHOLE
            return whole
        self.left = self._within(self.left or today, whole)
        return Axis(first, last, cells, self.zoom[1], self.left)

    def _within(self, left: date, axis: Axis) -> date:
        """The first day in sight, so that no more than a quarter of the axis lies outside the plan."""
        spare = timedelta(days=axis.cells * self.zoom[1] // 4)
        seen = timedelta(days=axis.cells * self.zoom[1])
        return max(axis.first - spare, min(left, axis.last + spare - seen))

    def _bar(self, plan: Plan, milestone: Milestone, likely: date | None, after: tuple[int, ...]) -> Bar:
        today = self.coach.today
        due, done, slip = milestone.due or today, milestone.done_on, milestone.slip
        first = milestone.first_planned
        if done:
            said = f"{signed(slip)} day{'s' if abs(slip) != 1 else ''}" if slip else "on time"
            return Bar(first, done, "done", "good", (said, signed(slip)) if slip else (said,), after=after)
        if is_late(plan, milestone, today):
            words = late_words((today - due).days)
            return Bar(first, due, "diamond", "bad", words, True, likely, after)
        words = (relative(due, today),)
        if slip:
            words = (f"{words[0]}, moved {signed(slip)}", f"moved {signed(slip)}", *words)
        return Bar(first, due, "diamond", "accent", words, False, likely, after)

    def _target(self, plan: Plan, objective: Objective) -> Bar:
        today = self.coach.today
        due = objective.due or today
        if objective.raw.get("closed_on"):
            return Bar(due, due, "done", "good", (objective.closed_as,))
        running = plan.engagement.open and not plan.engagement.paused(today)
        if due < today and running:
            return Bar(due, due, "full", "bad", late_words((today - due).days), True)
        return Bar(due, due, "full", "accent", (relative(due, today),))

    # Over and under the rows

    def _frame(self, plan: Plan, planned: Planned, bars: list[Bar | None]) -> None:
        axis, today = self.axis, self.coach.today
        assert axis is not None
        start = plan.engagement.start or axis.first
        end = plan.engagement.end or axis.last
        span = f"{day_text(start, today)} – {day_text(end, today)}"
        side = self._width - 2 - axis.cells
        parts = (
            (("" if self.zoom == WHOLE else self.zoom[0]), today_label(axis, today)),
            (span, labels(axis)),
            (weeks_text(start, end, today), ruler(axis, today, start, end)),
        )
        self.head.show(
            [[(fit(said, side - 1, self.coach.ascii_only), "dim"), (" ", ""), *line] for said, line in parts]
        )
        self.foot.show([self._outcome(planned), self._legend(bars)])

    def _outcome(self, planned: Planned) -> list[Span]:
        """Planned against actual, and what is usual with this client."""
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

    def _legend(self, bars: list[Bar | None]) -> list[Span]:
        """What the signs on the axis mean; only those that are there."""
        present = [bar for bar in bars if bar is not None]
        signs = [
            ("diamond_open", "first date", any(bar.first != bar.day for bar in present)),
            ("diamond", "now", any(bar.sign == "diamond" for bar in present)),
            ("done", "done", any(bar.sign == "done" for bar in present)),
            ("full", "target", any(bar.sign == "full" for bar in present)),
            ("likely", "likely", any(bar.likely for bar in present)),
            ("waits_end", "waits for", any(bar.after for bar in present)),
        ]
        return [("  ".join(f"{glyph(name)} {word}" for name, word, there in signs if there), "dim")]

    # The page

    def make_detail(self, key: str) -> list[Line]:
        """Everything the plan holds for it, and how it moved."""
        record = self.record
        return page(self.coach.practice, self.plan, record, self.coach.today) if record else [title("")]

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """The page follows the cursor, and the zoomed axis too."""
        event.stop()
        if self._page_in_view:
            self._show_detail()
        record = self.record
        day = _end(record) if isinstance(record, (Milestone, Objective)) else None
        if day and self.axis is not None and self.axis.per_cell and self.axis.cell(day) is None:
            self._centre(day)
        self.coach.selection_moved()

    def narrow(self, text: str) -> None:
        """Elbows are drawn only where every row is."""
        super().narrow(text)
        self.load()

    def back(self) -> bool:
        """From the page to the list; then the filter goes."""
        filtered = self.list.filter_text
        went = super().back()
        if filtered and not self.list.filter_text:
            self.load()
        return went

    def can_delete(self) -> bool:
        """An objective is deleted where objectives are."""
        return isinstance(self.record, Milestone)

    # Zoom

    def can_view(self) -> bool:
        """There must be something to look at."""
        return self.axis is not None

    def do_view(self) -> None:
        """The whole plan, months, weeks, and round again; those that would show no more are left out."""
        axis = self.axis
        if axis is None:
            return
        whole = Axis(axis.first, axis.last, axis.cells).days_per_cell
        useful = [zoom for zoom in ZOOMS if zoom == WHOLE or zoom[1] < whole]
        if len(useful) == 1:
            self.coach.bottom.say("every day of the plan is in view already")
            return
        self.zoom = useful[(useful.index(self.zoom) + 1) % len(useful)]
        record = self.record
        day = _end(record) if isinstance(record, (Milestone, Objective)) else None
        self._centre(day or self.coach.today)
        self.coach.show_lines()

    def _centre(self, day: date) -> None:
        """Bring a day into the middle."""
        cells = self.axis.cells if self.axis else 0
        self.left = day - timedelta(days=cells * self.zoom[1] // 2)
        self.load()

    def _zoomed(self) -> bool:
        return self.zoom != WHOLE

    can_left = can_right = can_to_today = _zoomed

    def _scroll(self, parts: int) -> None:
        if self.axis is None or self.left is None:
            return
        before = self.axis.seen
        self.left += timedelta(days=parts * max(1, self.axis.cells // 4) * self.zoom[1])
        self.load()
        if self.axis is not None and self.axis.seen == before:
            self.coach.bottom.say(f"the plan {'begins' if parts < 0 else 'ends'} here")

    def do_left(self) -> None:
        """Earlier, where the axis is zoomed."""
        self._scroll(-1)

    def do_right(self) -> None:
        """Later, where the axis is zoomed."""
        self._scroll(1)

    def do_to_today(self) -> None:
        """Today in the middle of the zoomed axis."""
        self._centre(self.coach.today)


def _end(record: Milestone | Objective) -> date | None:
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


def weeks_text(start: date, end: date, today: date) -> str:
    """How far the plan has come: “week 12 of 22”."""
    weeks = max(1, -(-(end - start).days // 7))
    if today < start:
        return f"{weeks} weeks, begins {relative(start, today)}"
    if today > end:
        return f"{weeks} weeks, over {relative(end, today)}"
    return f"week {min(weeks, (today - start).days // 7 + 1)} of {weeks}"
