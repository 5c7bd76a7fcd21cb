"""The list of Today with what falls on the days around it: under both panes, or in a third column."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal

from coach_tui.app.places.beginning import Beginning
from coach_tui.app.places.sharing import THIRD
from coach_tui.app.widgets.row import asked, heights
from coach_tui.app.widgets.rows import Row

if TYPE_CHECKING:
    from coach_tui.app.places.this_week import ThisWeek

DESK = 120
"""Columns from which on the list has the page beside it, and the week."""
PAGE, AMPLE = 49, 87
"""Cells of the page at least, and where nothing in it is wrapped."""
PAGE_LINES = 46
"""Lines in which a page that is narrow tells all it can."""


class WithWeek(Beginning):
    """The part of Today that shares the room of a large terminal."""

    kept = 66
    across = PAGE

    DEFAULT_CSS = """
    WithWeek #strip, WithWeek DayColumn { display: none; }
    WithWeek.week #strip, WithWeek.days DayColumn { display: block; }
    WithWeek.turned #strip, WithWeek.turned DayColumn { display: none; }
    """

    def __init__(self) -> None:
        self._week: ThisWeek | None = None
        self._composed = False
        self._strip = 0
        """Lines of the strip."""
        super().__init__()

    def compose(self) -> ComposeResult:
        """List, rule, page; the week where there was room for it from the beginning."""
        yield from super().compose()
        if self._week is not None:
            yield self._week.strip
        self._composed = True

    def on_mount(self) -> None:
        """The column stands beside the page."""
        if self._week is not None:
            self.query_one(Horizontal).mount(self._week.column)

    @property
    def _this_week(self) -> ThisWeek:
        """The week, made where there is room for it at first: until then nothing of it is imported."""
        if self._week is None:
            from coach_tui.app.places.this_week import ThisWeek

            self._week = ThisWeek(self.coach)
            if self._composed:
                self.mount(self._week.strip)
                self.query_one(Horizontal).mount(self._week.column)
        return self._week

    @property
    def lines(self) -> int:
        """Those above the strip."""
        return super().lines - self._strip

    def load(self) -> None:
        """Besides: the rule above holds the week where that has no other room."""
        super().load()
        self.coach.show_lines()

    # The keys in the days by day

    @property
    def _ahead(self) -> bool:
        """Whether the keys that go up and down are in the days by day."""
        return self.has_class("ahead") and self.has_class("days") and self.has_class("inside")

    def can_right(self) -> bool:
        """From the page there are the days by day."""
        return super().can_right() or (
            self.has_class("inside") and self.has_class("days") and not self._ahead
        )

    def do_right(self) -> None:
        """Into the page, from there into the days by day: they have no cursor, and scroll."""
        if self.has_class("inside") and self.has_class("days"):
            self._to_days(True)
        else:
            super().do_right()

    def _to_days(self, taken: bool) -> None:
        self.set_class(taken, "ahead")
        self._this_week.column.take_keys(taken)
        self.coach.selection_moved()

    def back(self) -> bool:
        """From the days by day to the page first."""
        if self._ahead:
            self._to_days(False)
            return True
        return super().back()

    def show_list(self) -> None:
        """The keys are in the list again."""
        if self.has_class("ahead"):
            self._to_days(False)
        super().show_list()

    def step(self, rows: int, pages: int = 0) -> None:
        """The days by day scroll while the keys are there."""
        if self._ahead:
            self._this_week.column.step(rows, pages)
        else:
            super().step(rows, pages)

    def furnish(self, rows: list[Row], more: list[Row]) -> list[Row]:
        """Give the week its room beside these rows; how many of some `more` the list has room for then."""
        width, self._strip, self.across, self.in_rule = self.app.size.width, 0, PAGE, ()
        if width < DESK:
            self.remove_class("week", "days")
            return []
        height = self.lines
        whole, _ = asked(self.list, [*rows, *more], self.columns)
        page = PAGE if height >= PAGE_LINES else AMPLE
        left = width - whole - page - 1
        column = self._this_week.show_column(left, height) if left > THIRD else 0
        if column:
            self.across = width - whole - 1
        else:
            from coach_tui.app.places.week_rule import week_in_rule

            self.in_rule = week_in_rule(self.coach, width)
        cells, _, above = self.room_of(rows, more)
        if cells == width:  # they would go again where the page has room beside the list
            return []
        spare = 0 if column else height - max(above, PAGE_LINES)
        self._strip = self._this_week.show_strip(width, spare, height) if spare > 1 else 0
        if self._strip:
            self.in_rule = ()
        self.set_class(column > 0, "days")
        self.set_class(self._strip > 0, "week")
        taken = list(accumulate(heights(self.list, [*rows, *more], self.columns, cells)))
        return more[: sum(1 for lines in taken[len(rows) :] if lines <= self.lines)]
