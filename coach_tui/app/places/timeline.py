"""Timeline (4): milestones on a time axis: first planned, now and done, what waits for what, today."""

from __future__ import annotations

from datetime import date, timedelta
from operator import le
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from coach_tui.app.pages.under_chart import under_chart
from coach_tui.app.places.place import LINES
from coach_tui.app.places.record_place import RecordPlace
from coach_tui.app.places.timeline_chart import LEAST_AXIS, LEAST_TITLE, WHOLE, ZOOMS, PlanChart, stands_on
from coach_tui.app.widgets.detail import LABEL, Line, title
from coach_tui.app.widgets.hints import with_keys
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.app.widgets.rule import Rule, Upright
from coach_tui.app.widgets.span_lines import SpanLines
from coach_tui.exchange.axis import Axis
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.record import Record

BESIDE, ACROSS = 120, 44
"""From so many columns on the page stands beside a chart that tells all it would without it; cells of a page
beside it at least."""
AROUND = 5
"""Lines over and under the rows of the chart."""
LEAST_PAGE, WHOLE_PAGE = 5, 13
"""Lines below the chart that are worth a page, told in short; lines from which on it tells all there is."""


class Timeline(RecordPlace):
    """The milestones of a plan by date, each with its first date, its present one and the axis."""

    title = "Timeline"
    keys = ("add", "open", "move", "edit", "view", "done", "delete")
    labels: ClassVar[dict[str, str]] = {"view": "zoom"}
    adds = Milestone
    columns = (Column(None, min=LEAST_TITLE), Column(6, "right"), Column(LEAST_AXIS))
    empty_text = (
        "No milestone yet.\n"
        "A milestone is a benchmark with a date: it keeps its first date and every move.\n"
        "Press {add} to add the first."
    )

    DEFAULT_CSS = """
    Timeline #chart { width: 1fr; height: 1fr; }
    Timeline #chart RowList { width: 1fr; height: 1fr; }
    Timeline Detail { width: 1fr; height: 1fr; }
    Timeline.turned #chart { display: none; }
    Timeline.turned #chart RowList { display: block; }
    Timeline.narrow Horizontal { layout: vertical; }
    """

    def __init__(self) -> None:
        self.zoom = WHOLE
        self.left: date | None = None
        self.axis: Axis | None = None
        self._whole_titles = False
        self._whole_page = True
        self._width = 0
        """Cells of the chart."""
        self.head = SpanLines()
        self.foot = SpanLines()
        self.chart = Vertical(id="chart")
        super().__init__()

    def compose(self) -> ComposeResult:
        """The axis over the list, planned against actual below it; the page beside or under them."""
        with Horizontal():
            with self.chart:
                yield self.head
                yield self.list
                yield self.foot
            yield Upright()
            yield Rule(id="under")
            yield self.detail

    # Room

    def _fit(self) -> None:
        width, self._width = self.app.size.width, self._chart_cells()
        self.set_class(self._width == width, "narrow")
        self.chart.styles.width = "1fr" if self._width == width else self._width

    def _chart_cells(self) -> int:
        """Cells of the chart: all there are where it would tell less with the page beside it."""
        width = self.app.size.width
        plan = self.plan if width >= BESIDE else None
        if plan is None:
            return width
        if not plan.milestones:
            return width * 2 // 3

        def left_out(cells: int) -> list[int]:
            chart = PlanChart(plan, self.coach.today, cells, WHOLE, None)
            chart.rows(airy=False, wrapped=False, filtered=False)
            return chart.left_out

        most = left_out(width)
        widths = (width * 2 // 3, width - ACROSS - 1)
        return next((cells for cells in widths if all(map(le, left_out(cells), most))), width)

    def on_resize(self) -> None:
        """More axis where there is more room."""
        if not self.stale:
            self.load()

    def _spread(self, chart: PlanChart) -> tuple[bool, bool]:
        """Whether there is room for a blank line between milestones, and for titles in several lines.

        A page below comes before the blank lines, and after the titles.
        """
        room = self.app.size.height - LINES - AROUND

        def has_room(airy: bool) -> bool:
            lines = chart.lines(airy=airy, wrapped=True)
            page = 0
            if airy and self.has_class("narrow"):
                whole = room - chart.lines(airy=False, wrapped=True) > WHOLE_PAGE
                page = 1 + (WHOLE_PAGE if whole else LEAST_PAGE)
            return lines + page <= room

        return has_room(True), has_room(False)

    def _arrange(self, rows: int) -> None:
        """In a narrow terminal the page stands under a short chart."""
        room = self.app.size.height - LINES
        needed = rows + self.head.height + self.foot.height
        left = room - needed - 1
        below = self.has_class("narrow") and rows > 0 and left >= LEAST_PAGE
        self._whole_page = left >= WHOLE_PAGE
        self.set_class(below, "below")
        self.detail.least = LABEL if below else 0
        self.chart.styles.height = needed if below else "1fr"

    # Rows

    def load(self) -> None:
        """Axis, rows, planned against actual, and the page."""
        self._fit()
        rows = self.make_rows()
        self.list.empty = with_keys(self.empty_now(), self.coach.key_of)
        self.list.set_rows(rows, self._columns)
        self._arrange(len(rows))
        self._show_detail(keep=True)

    def make_rows(self) -> list[Row]:
        """The milestones by date, then the objectives' target dates, all on one axis."""
        plan = self.plan
        if plan is None or not plan.milestones:
            self.axis = None
            self._columns = [*self.columns]
            self.head.show([])
            self.foot.show([])
            return []
        chart = PlanChart(plan, self.coach.today, self._width, self.zoom, self.left)
        self.axis, self._columns, self.zoom, self.left = chart.axis, chart.columns, chart.zoom, chart.left
        airy, wrapped = self._spread(chart)
        self._whole_titles = chart.whole_titles or wrapped
        rows = chart.rows(airy=airy, wrapped=wrapped, filtered=bool(self.list.filter_text))
        self.head.show(chart.head(self.coach.ascii_only))
        self.foot.show(chart.foot())
        return rows

    # The page

    def make_detail(self, key: str) -> list[Line]:
        """Everything the plan holds for it, and how it moved."""
        return super().make_detail(key) or [title("")]

    def _show_detail(self, keep: bool = False) -> None:
        """Under the chart what is asked first stands still; a title that its row tells whole is left out."""
        if self.turned or not self.has_class("below") or not self.key:
            super()._show_detail(keep)
            return
        page = self.make_detail(self.key)
        titled, whole = not self._whole_titles, self._whole_page
        lines = under_chart(page, self.record, self.coach.today, titled=titled, whole=whole)
        self.detail.show(lines, keep_place=keep)

    def show_list(self) -> None:
        """The chart, and under it what belongs there."""
        super().show_list()
        self._show_detail()

    def follow(self) -> None:
        """The page follows the cursor, and the zoomed axis too."""
        if self.page_in_view:
            self._show_detail()
        record = self.record
        day = stands_on(record) if isinstance(record, (Milestone, Objective)) else None
        if day and self.axis is not None and self.axis.per_cell and self.axis.cell(day) is None:
            self._centre(day)
        self.coach.selection_moved()

    def narrow(self, text: str) -> None:
        """Elbows are drawn only where every row is."""
        super().narrow(text)
        self.load()

    def can_delete(self) -> bool:
        """An objective is deleted where objectives are."""
        return isinstance(self.record, Milestone)

    def deletes(self, record: Record) -> bool:
        """As for one."""
        return isinstance(record, Milestone)

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
        day = stands_on(record) if isinstance(record, (Milestone, Objective)) else None
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
