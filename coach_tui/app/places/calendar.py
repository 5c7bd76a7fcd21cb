"""Calendar (6): month, week or agenda; what falls on the selected day stands beside the month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from coach_tui.app.dialogues.questions import ask_day
from coach_tui.app.places.calendar_half import Glance
from coach_tui.app.places.calendar_lists import AGENDA_WEEKS, Agenda
from coach_tui.app.places.calendar_month import Month
from coach_tui.app.places.calendar_pointed import AGENDA, MONTH, WEEK, PointedCalendar
from coach_tui.app.places.calendar_rows import COLUMNS, DayRows, near
from coach_tui.app.places.calendar_signs import legend
from coach_tui.app.places.calendar_week import COLUMNED, Weeks
from coach_tui.app.places.place import LINES
from coach_tui.app.widgets.month import HEAD, MOST_LINES, WEEKS, MonthView
from coach_tui.app.widgets.row import CUT, STACKED
from coach_tui.app.widgets.rule import Rule, Upright
from coach_tui.app.widgets.span_lines import SpanLines
from coach_tui.plan.dates import add_months, month_end
from coach_tui.plan.errors import BadInput
from coach_tui.plan.side import Side

VIEWS = (MONTH, WEEK, AGENDA)
OF_ITEM = ("done", "move", "edit", "close", "delete", "add", "book")
"""What is done with a thing of a day, the most usual first."""
LIST = 80
"""Cells that a list has beside the month at least."""
BESIDE, TOLD_BESIDE = 80, 110
"""Cells that a month has beside a list at least; and where it would tell titles in the whole width, too."""
LEAST_BELOW = 12
"""Lines that a list has below the month before that has more than one for a week."""


class Calendar(PointedCalendar):
    """One client's month, or everybody's. Enter goes into the day's items, Escape back to the month."""

    title = "Calendar"
    of_plan = False
    view = MONTH
    labels: ClassVar[dict[str, str]] = {"first": "go to", "to_today": "today", "page_down": "next week"}
    keys = ("open", "add", "book", "view", "to_today", "first", "everyone", "done", "close", "move")
    columns = COLUMNS
    made_to_measure = True

    DEFAULT_CSS = """
    Calendar #page, Calendar #views { width: 1fr; height: 1fr; }
    Calendar MonthView { width: 1fr; }
    Calendar Detail { display: none; width: 1fr; }
    Calendar.listed MonthView, Calendar.listed Upright { display: none; }
    Calendar WeekView { display: none; }
    Calendar.columned WeekView { display: block; }
    Calendar.columned Horizontal, Calendar.columned.turned WeekView { display: none; }
    Calendar.columned.turned Horizontal { display: block; }
    Calendar #above_half { display: none; }
    Calendar.half HalfYear, Calendar.half #above_half { display: block; }
    Calendar.listed.turned HalfYear, Calendar.listed.turned #above_half { display: none; }
    Calendar.strip #above_half { display: none; }
    Calendar.turned RowList { display: none; }
    Calendar.turned Detail { display: block; }
    Calendar.narrow Horizontal { layout: vertical; }
    Calendar.narrow Upright { display: none; }
    Calendar.narrow RowList, Calendar.narrow Detail { width: 1fr; height: 1fr; }
    """

    def __init__(self) -> None:
        app = self.coach
        first = app.settings.first_weekday_number
        self.days = DayRows(app)
        self.agenda = Agenda(self.days)
        self.month = MonthView(first_weekday=first, week_numbers=app.settings.week_numbers)
        self.month.moved = self._follow_day
        self.month.set_month(app.today, {}, app.today, app.today)
        self.glance = Glance(self.days)
        self.weeks = Weeks(self.days, self.glance)
        self.week = self.weeks.view
        self.foot = SpanLines()
        self.in_month: Month | None = None
        """What falls in the month, once it was shown."""
        self.rows_in_list = 0
        """Lines that the list has."""
        super().__init__()
        self.list.active = False

    def compose(self) -> ComposeResult:
        """Month, rule, the day; what the signs mean below them."""
        with Vertical(id="page"):
            with Vertical(id="views"):
                with Horizontal():
                    yield self.month
                    yield Upright()
                    yield self.list
                    yield self.detail
                yield self.week
                yield Rule(id="above_half")
                yield self.glance.view
            yield self.foot

    @property
    def footer(self) -> Sequence[str]:
        """Of an item what is done with it; in the week how to get to the next one."""
        if self.turned or (self.view == MONTH and self.in_day):
            return ("back" if self.turned else "open", *OF_ITEM)
        if self.view == WEEK:
            return ("open", "page_down", *self.keys[1:])
        return super().footer

    @property
    def right_text(self) -> str:
        """Whose calendar it is."""
        client = self.days.client
        whose = client.name if client else "all clients"
        return whose if self.view == MONTH else f"{self.view} · {whose}"

    def _fit(self) -> None:
        """The day's items stand beside the month where there is room for both in full, else below it."""
        size, listed = self.app.size, self.view != MONTH
        room = size.height - LINES - max(1, self.foot.height)
        needs = max(LIST, self.in_month.needs if self.in_month and not listed else 0)
        lines = max(1, min(MOST_LINES, (room - LEAST_BELOW - HEAD) // WEEKS))
        beside = not listed and size.width - needs - 1 >= (TOLD_BESIDE if lines > 1 else BESIDE)
        self.set_class(not beside and not listed, "narrow")
        self.set_class(listed, "listed")
        self.list.wraps = STACKED if listed else CUT
        columned = self.view == WEEK and size.width >= COLUMNED and 0 < self.weeks.lines <= room
        self.set_class(columned, "columned")
        spare = room - (self.weeks.lines if columned else HEAD + WEEKS * MOST_LINES)
        half = self.glance.fits(size.width, spare) if columned or beside else 0
        strip = self.view == AGENDA and self.glance.fits_beside(size.width - self.list.asked[0], room) > 0
        self.set_class(half > 0 or strip, "half")
        self.set_class(strip, "strip")
        room -= half
        width = max(needs, min(size.width * 2 // 5, size.width - 1 - TOLD_BESIDE))
        self.list.styles.width = width if beside else "1fr"
        self.detail.styles.width = width if beside else "1fr"
        self.month.styles.height = "1fr" if beside else HEAD + WEEKS * lines
        self.rows_in_list = room if beside else room - HEAD - WEEKS * lines

    def load(self) -> None:
        """The month, week or agenda again, and the page that is open."""
        self.glance.forget()
        self._show(self.month.selected, again=True)
        self._show_detail(keep=True)

    def _show(self, day: date, again: bool = False) -> None:
        """The view at a day, the cursor on its first row; `again`, where it was."""
        if self.view == MONTH:
            self.in_month = Month(self.days, day)
            self.month.set_month(day, self.in_month.marks, day, self.coach.today, self.in_month.titles)
            self._explain()
            self._show_day(day)
            return
        self.month.select(day)
        at: str | None = f"day:{day.isoformat()}"
        if self.view == WEEK:
            self.weeks.day = self.weeks.day if again else day
            size = self.app.size
            rows = self.weeks.rows(self.list, self.key, size.width, size.height - LINES - 1)
        else:
            rows = self.agenda.rows(day, again)
            at = self.agenda.from_day(day)
        self.list.set_rows(rows, keep=None if again else at)
        self.week.select(self.key)
        self._explain()

    def _explain(self) -> None:
        """What the signs mean, in the last line; the rest shares what it leaves."""
        self._fit()
        self._glance()
        half = self.has_class("half")
        events = [*self.days.events, *(self.glance.events if half else ())]
        off = self.days.some_off or (half and bool(self.glance.off))
        self.foot.show(legend(events, self.app.size.width, off, several=half))
        self._fit()

    def _glance(self) -> None:
        """The selected day in the half year."""
        if self.has_class("half"):
            self.glance.show(self.month.selected)

    def _show_day(self, day: date) -> None:
        """The selected day beside the month."""
        if self.in_month is None:
            return
        self.list.set_rows(self.in_month.day(day, self.rows_in_list))
        if not self.in_day:
            self.list.first()
        elif not self.days.by_key:
            self._leave_day()

    # Moving about

    def _follow_day(self) -> None:
        """Another day; another month is fetched."""
        first, day = self.month.first, self.month.selected
        if self.view != MONTH:
            return
        if (day.year, day.month) != (first.year, first.month):
            self._show(day)
        else:
            self._show_day(day)
            self._glance()

    def _by_week(self, days: int, rows: int) -> None:
        """So many days in the month, else rows."""
        if self.turned:
            self.detail.shift(rows)
        elif self.in_day:
            before = self.key
            self.list.move(rows)
            if self.view == AGENDA and self.key == before:
                self.agenda.go_on(AGENDA_WEEKS * rows)
                self._show(self.month.selected, again=True)
                self.list.move(rows)
        else:
            self.month.move_days(days)

    def do_down(self) -> None:
        self._by_week(7, 1)

    def do_up(self) -> None:
        self._by_week(-7, -1)

    def do_view(self) -> None:
        """Month, week, agenda, and round again."""
        self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]
        self.in_day = self.view != MONTH
        self.list.active = self.in_day
        self.remove_class("turned")
        self._fit()
        self._show(self.month.selected)
        self.coach.show_lines()

    def _leaf(self, days: int) -> None:
        """Another day; in the agenda the next on which there is something."""
        self.remove_class("turned")
        if self.view == WEEK:
            self._to(near(self.month.selected, days))
            return
        key = self.agenda.beside(self.month.selected, days)
        if key is None:
            self.agenda.go_on(AGENDA_WEEKS * days)
            self._show(self.month.selected, again=True)
            key = self.agenda.beside(self.month.selected, days)
        if key is not None:
            self.list.go_to(key)

    def _to(self, day: date) -> None:
        """A day in the list; it is made anew where it does not hold it."""
        if not self.list.go_to(f"day:{day.isoformat()}"):
            self._show(day)

    def do_left(self) -> None:
        """A day back."""
        if self.view != MONTH:
            self._leaf(-1)
        elif self.in_day:
            self._leave_day()
        else:
            self.month.move_days(-1)

    def do_right(self) -> None:
        """A day on."""
        if self.view != MONTH:
            self._leaf(1)
        elif not self.in_day:
            self.month.move_days(1)

    def do_page_down(self) -> None:
        self._page(1)

    def do_page_up(self) -> None:
        self._page(-1)

    def _page(self, pages: int) -> None:
        """Months on, in the week weeks."""
        if self.view == WEEK and not self.turned:
            self._show(near(self.month.selected, 7 * pages))
        else:
            self._far(pages)

    def do_next_year(self) -> None:
        self._far(12)

    def do_previous_year(self) -> None:
        self._far(-12)

    def _far(self, months: int) -> None:
        """So many months on, as far as the calendar goes."""
        try:
            self._go(add_months(self.month.selected, months))
        except BadInput as error:
            self.coach.bottom.say(str(error), "bad")

    def _go(self, day: date) -> None:
        if self.view != MONTH:
            self.remove_class("turned")
            self._show(day)
        elif not self.turned:
            self._leave_day()
            self.month.select(day)

    def do_to_today(self) -> None:
        self._go(self.coach.today)

    def do_first(self) -> None:
        """Ask for a date."""
        self.coach.talk(self._ask_date())

    async def _ask_date(self) -> None:
        day = await ask_day(self.coach, "Go to (fri, +3w, 24.12., 2026-12-24)", Side.EITHER)
        self._go(date.fromisoformat(day))

    def do_last(self) -> None:
        """The end of the month."""
        day = self.month.selected
        self._go(day.replace(day=month_end(day.year, day.month)))

    def can_open(self) -> bool:
        """There must be an item."""
        return bool(self.days.by_key) if self.view == MONTH else self.key in self.days.by_key

    def do_open(self) -> None:
        """Into the day's items; from there the page."""
        if not self.in_day:
            self.in_day = True
            self.list.active = True
            self.list.first()
            self.coach.selection_moved()
        elif not self.turned:
            self._show_detail()
            self.add_class("turned")
            self.coach.selection_moved()
        else:
            self.go_on()

    def back(self) -> bool:
        """From the page to the items, from the items to the month."""
        if self.turned:
            self.remove_class("turned")
            return True
        if self.view != MONTH:
            self.view = AGENDA
            self.do_view()
            return True
        if self.in_day:
            self._leave_day()
            return True
        if self.days.only_client:
            self.do_everyone()
            return True
        return False

    def show_list(self) -> None:
        """The month's own digit leads out of a day's items, too."""
        super().show_list()
        if self.view == MONTH:
            self._leave_day()

    def _leave_day(self) -> None:
        self.in_day = False
        self.remove_class("turned")
        self.list.active = False
        self.coach.selection_moved()

    def follow(self) -> None:
        """Only the footer follows."""
        if self.view != MONTH and self.key:
            kind, _, rest = self.key.partition(":")
            found = self.days.by_key.get(self.key)
            day = date.fromisoformat(rest) if kind == "day" else found.day if found else self.month.selected
            self.month.select(day)
            self.week.select(self.key)
            self._glance()
        if self.coach.place_id == "calendar":
            self.coach.selection_moved()
