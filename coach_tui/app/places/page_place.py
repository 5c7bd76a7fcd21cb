"""A list of what concerns clients, with the plan on a page beside it, under it, or in its turn.

Enter opens the page in the list's turn, and there goes to what the line says; the right arrow goes into the
page where it stands; back comes out again. While the cursor is in the page, the other keys, too, are about
what its line says.
"""

from __future__ import annotations

from collections.abc import Sequence

from coach_tui.app.places.record_place import RecordPlace
from coach_tui.app.widgets.detail import Line
from coach_tui.app.widgets.pointed import PointedRows
from coach_tui.app.widgets.sheet import Sheet
from coach_tui.plan.one_page import PlanPage, plan_page
from coach_tui.plan.page_line import Missing, PageLine
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record
from coach_tui.plan.schema import NOUNS

PLACES = {
    "objectives": "objectives",
    "values": "insights",
    "milestones": "timeline",
    "strategies": "strategies",
    "commitments": "evaluation",
    "sessions": "evaluation",
    "reviews": "evaluation",
    "wins": "evaluation",
    "rounds": "needs",
    "assessments": "needs",
    "health": "health",
}
"""What a line speaks of → the place that holds it; of client and engagement it is the clients."""
ON_THE_PAGE = ("back", "open", "edit", "done", "move", "close", "checkin")
"""What the footer names while the cursor is in the page, as far as it can be done."""


class PagePlace(RecordPlace):
    """The cursor is in the list, or in the page."""

    leads = "what it says"

    def __init__(self) -> None:
        self._pages: dict[str, PlanPage] = {}
        """Pages by engagement (uid), made once for what is in the file."""
        self._entered = ""
        """The row whose page the cursor is in."""
        super().__init__()
        self.detail = self.sheet = Sheet()

    # What subclasses say

    @property
    def row_record(self) -> Record | None:
        """The record that the row is about."""
        return super().record

    @property
    def row_plan(self) -> Plan | None:
        """The plan that the row is about."""
        return self.plan_here

    def led_by(self, key: str) -> Sequence[PageLine]:
        """What a row has to say before the page of its plan."""
        return ()

    def followed_by(self, key: str) -> Sequence[PageLine]:
        """What it has to say after that."""
        return ()

    # The page

    @property
    def on_page(self) -> bool:
        """Whether the cursor is in the page."""
        return self.has_class("turned") or self.has_class("inside")

    @property
    def line(self) -> PageLine | None:
        """The line under the cursor, where that is in the page."""
        line = self.sheet.line if self.on_page else None
        return line if isinstance(line, PageLine) else None

    @property
    def record(self) -> Record | None:
        """What the line speaks of, else what the row is about."""
        if not self.on_page or not self.sheet.speaks:
            return self.row_record
        table, uid = self.line.about if self.line else ("", "")
        table = "objectives" if table == "values" else table
        plan = self.row_plan
        side = plan.engagement.uid if plan else ""
        return self.coach.practice.find(table, uid, side) if table in NOUNS and uid else None

    @property
    def on_part(self) -> bool:
        """Whether the cursor is on a line of the page that speaks of a part of the plan, or of none."""
        line = self.line
        return line is not None and line.about[0] not in ("clients", "engagements")

    def load(self) -> None:
        """Besides: pages are made anew, each when it is looked at; that of a row that has gone is closed."""
        before = self.key
        self._pages.clear()
        super().load()
        lost = self.has_class("inside") and not self.sheet.speaks
        if self.on_page and (self.key != before or lost):
            self.show_list()

    def _page_of(self, plan: Plan) -> PlanPage:
        from coach_tui.app.pages.plan_page import with_key

        uid = plan.engagement.uid
        if uid not in self._pages:
            settings = self.coach.settings
            limits = {"end_days": settings.end_days, **settings.limits}
            page = plan_page(plan, self.coach.today, **limits)
            self._pages[uid] = with_key(page, self.coach.key_of("edit"))
        return self._pages[uid]

    def make_detail(self, key: str) -> list[Line]:
        """The plan on a page."""
        from coach_tui.app.pages.plan_page import plan_lines

        plan = self.row_plan
        if plan is None:
            return super().make_detail(key)
        page = self._page_of(plan)
        return plan_lines(page.with_lines(self.led_by(key), self.followed_by(key)), self.turned)

    def _show_detail(self, keep: bool = False) -> None:
        """Made only where it is seen."""
        if self.page_in_view:
            super()._show_detail(keep)

    def _fit(self) -> None:
        """Where the page has no room beside the list any more, it takes the list's turn with the cursor."""
        super()._fit()
        if self.has_class("inside") and not self.page_in_view:
            self.remove_class("inside")
            self.add_class("turned")

    def on_resize(self) -> None:
        """What comes into view with another size is made then."""
        super().on_resize()
        if not self.stale:
            self._show_detail(keep=True)

    def open_detail(self) -> bool:
        """The cursor goes into the page, which takes the list's turn; False where it is there already."""
        if self.on_page or not super().open_detail():
            return False
        self._enter()
        self.sheet.begin()
        return True

    def _enter(self) -> None:
        self.set_class(not self.has_class("turned"), "inside")
        self._entered = self.key
        self.list.active = self.has_class("turned")
        self.sheet.active = True
        self.coach.selection_moved()

    def show_list(self) -> None:
        """The cursor is in the list again."""
        super().show_list()
        self.remove_class("inside")
        self.list.active = True
        self.sheet.active = False

    def back(self) -> bool:
        """From the page to the list first."""
        if self.has_class("inside"):
            self.show_list()
            return True
        return super().back()

    def step(self, rows: int, pages: int = 0) -> None:
        """In the page while the cursor is there."""
        if self.on_page:
            self.sheet.step(rows, pages)
            self.coach.selection_moved()
        else:
            super().step(rows, pages)

    def follow(self) -> None:
        """Another row has another page; the cursor is in the list."""
        if self.has_class("inside") and self.key != self._entered:
            self.show_list()
        super().follow()

    def on_pointed_rows_pointed(self, event: PointedRows.Pointed) -> None:
        """A click in the list brings the cursor back there."""
        event.stop()
        self.show_list()
        self.coach.selection_moved()

    def on_sheet_chosen(self, event: Sheet.Chosen) -> None:
        """A click puts the cursor on a line of the page; one on that line goes to what it says."""
        event.stop()
        if event.again:
            self.coach.run_command("open")
        elif not self.on_page:
            self._enter()
        else:
            self.coach.selection_moved()

    def do_filter(self) -> None:
        """In the list."""
        self.show_list()
        super().do_filter()

    def can_right(self) -> bool:
        """There is a page to go into."""
        return not self.on_page and bool(self.key)

    def do_right(self) -> None:
        """Into the page where it stands, else as Enter does."""
        if self.page_in_view and self.sheet.speaks:
            self._enter()
            self.sheet.begin()
        else:
            self.open_detail()

    def can_left(self) -> bool:
        """The cursor is in the page."""
        return self.on_page

    def do_left(self) -> None:
        """Back to the list."""
        self.back()
        self.coach.show_lines()

    def go_on(self) -> None:
        """Show what the line under the cursor speaks of, where that stands."""
        line, plan, coach = self.line, self.row_plan, self.coach
        if line is None or plan is None:
            return
        table, uid = line.about
        place, client = PLACES.get(table, "clients"), plan.client.uid
        if place == coach.place_id:
            super().go_on()
            return
        current = coach.practice.current(client)
        other = "" if current and current.uid == plan.engagement.uid else plan.engagement.uid
        coach.choose_client(client, other)
        coach.go(place, uid if place != "clients" else other or client, chosen=True)

    # Keys

    @property
    def footer(self) -> Sequence[str]:
        """In the page what can be done with its line."""
        return ON_THE_PAGE if self.on_page else super().footer

    def label_of(self, command: str) -> str:
        """What Enter does in the page."""
        if command == "edit" and self._gap is not None:
            return "say it" if self._gap.key else "book it"
        return self.leads if command == "open" and self.on_page else super().label_of(command)

    @property
    def _gap(self) -> Missing | None:
        """What the plan lacks, where the page's line tells of that."""
        figure = self.line.figure if self.line is not None else None
        return figure if isinstance(figure, Missing) else None

    def can_edit(self) -> bool:
        """A gap is filled by that."""
        return self._gap is not None or super().can_edit()

    def do_edit(self) -> None:
        """The field that fills the gap; else what the line speaks of."""
        from coach_tui.app.dialogues.mending import fill

        gap, plan = self._gap, self.row_plan
        if gap is not None and plan is not None:
            self.coach.talk(fill(self.coach, plan, gap.key))
        else:
            super().do_edit()

    def can_open(self) -> bool:
        """A row must be selected, and in the page a line."""
        return bool(self.key) and (not self.on_page or not self.sheet.speaks or self.line is not None)

    def do_delete(self) -> None:
        """What the page's line speaks of goes, and the page stays."""
        from coach_tui.app.dialogues.record_keys import delete_record

        record = self.record
        if record is None or not self.on_page:
            super().do_delete()
        else:
            self.coach.talk(delete_record(self.coach, record))
