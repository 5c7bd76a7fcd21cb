"""An hour to read that was session and review: what was noted in the one, then the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coach_tui.app.pages.record import fields
from coach_tui.app.pages.review import review_page
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.plan.contact import Review
from coach_tui.plan.dates import short
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record
from coach_tui.plan.session import Session
from coach_tui.plan.with_review import review_in


def review_read(plan: Plan | None, record: Record | None) -> Review | None:
    """The review that is read with a record: itself where it was held, or that of a session; else None."""
    if isinstance(record, Session):
        return review_in(plan, record) if plan is not None else None
    return record if isinstance(record, Review) and record.held_on else None


def hour_page(plan: Plan, session: Session, review: Sequence[Line], today: date) -> list[Line]:
    """The page of an hour, with the page of the review that it was."""
    noted = fields(plan.practice, session, today, skip=("on", "review"))
    heading = title(f"Session and review of {short(session.on, today)}")
    return [heading, *noted, section("The review"), *review[1:]]


def whole_hour(plan: Plan | None, record: Record, today: date, width: int) -> list[Line]:
    """The page of a session that was the review as well, in so many cells; nothing for any other record."""
    review = review_read(plan, record)
    if plan is None or review is None or not isinstance(record, Session):
        return []
    return hour_page(plan, record, review_page(plan, review, today, width), today)
