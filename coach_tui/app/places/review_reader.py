"""Reading a review that was held: over the whole width, beside the one before it where there is room."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from coach_tui.app.pages.hour import hour_page, review_read
from coach_tui.app.pages.review import review_page
from coach_tui.app.places.record_place import RecordPlace
from coach_tui.app.places.sharing import WIDE
from coach_tui.app.widgets.detail import Detail, Line, section
from coach_tui.app.widgets.rule import Rule, Upright
from coach_tui.plan.contact import Review
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record
from coach_tui.plan.with_review import session_with


class ReviewReader(RecordPlace):
    """A list among whose records are reviews; Enter on one that was held reads it."""

    DEFAULT_CSS = """
    ReviewReader Horizontal .earlier { display: none; }
    ReviewReader.turned.two Horizontal .earlier { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.earlier = Detail(classes="earlier")
        """The review before the selected one, while both are read."""

    def compose(self) -> ComposeResult:
        """List, then the detail; where a review is read, the one before it and itself, side by side."""
        with Horizontal():
            yield self.list
            yield Upright()
            yield self.earlier
            yield Upright(classes="earlier")
            yield Rule(id="under")
            yield self.detail

    def _held(self) -> Review | None:
        """The review under the cursor, or that of the session there."""
        return review_read(self.plan, self.record)

    def read_hour(self, plan: Plan, record: Record) -> list[Line]:
        """The page of a review that was held, or of the hour that was session and review; else nothing."""
        review = review_read(plan, record)
        if review is None:
            return []
        read, session = self.read_page(plan, review), session_with(plan, review)
        return read if session is None else hour_page(plan, session, read, self.coach.today)

    @staticmethod
    def _before(plan: Plan, review: Review) -> Review | None:
        held = [one for one in plan.held_reviews if one.day < review.day]
        return held[-1] if held else None

    def read_page(self, plan: Plan, review: Review) -> list[Line]:
        """The review; on a narrow screen the one before it stands under it."""
        today, across = self.coach.today, self.app.size.width
        before = self._before(plan, review)
        beside = not self.has_class("narrow") and not self.turned
        width = across // 2 if self.has_class("two") else across * 2 // 5 if beside else across
        lines = review_page(plan, review, today, width - 3)
        if self.has_class("narrow") and not self.has_class("two") and before is not None:
            lines += [
                section("The review before"),
                *review_page(plan, before, today, width, before=False)[1:],
            ]
        return lines

    def _show_detail(self, keep: bool = False) -> None:
        review, plan = self._held(), self.plan
        before = self._before(plan, review) if review is not None and plan is not None else None
        two = self.turned and before is not None and self.app.size.width >= WIDE
        self.set_class(two, "two")
        if two and before is not None and plan is not None:
            width = self.app.size.width // 2 - 3
            lines = review_page(plan, before, self.coach.today, width, before=False)
            self.earlier.show(lines, keep_place=keep)
        super()._show_detail(keep)

    def on_resize(self) -> None:
        """A narrow screen has room for one review."""
        super().on_resize()
        if self.turned:
            self._show_detail(keep=True)

    def show_list(self) -> None:
        """The list, and the selected page beside it again."""
        super().show_list()
        self._show_detail()

    def step(self, rows: int, pages: int = 0) -> None:
        """Both reviews move together."""
        super().step(rows, pages)
        if self.has_class("two"):
            self.earlier.shift(rows, pages)
