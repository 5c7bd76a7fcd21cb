"""Holding a session: one page for the hour, saved as one change; the page is made in `session_page`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from coach_tui.app.dialogues.filling import Again, until_taken
from coach_tui.app.dialogues.questions import ask_plan
from coach_tui.app.drafts import Unsaved, plan_told, told_by
from coach_tui.app.forms import session as page
from coach_tui.app.forms.commitments_made import promised
from coach_tui.app.forms.commitments_settled import PREFIX, settled
from coach_tui.app.forms.widgets.form import Form
from coach_tui.app.widgets.drawing import Span
from coach_tui.changes.sessions import hold_session as hold
from coach_tui.plan.contact import Session
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import Text, quote
from coach_tui.plan.moves import day_off
from coach_tui.plan.session_agenda import Hour, booked_after, number_words, parse_moment, session_of
from coach_tui.store.transaction import Clash

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.practice import Plan

ROOMY = 38
"""Rows of a screen from which on the parts of the note stand apart."""


async def hold_session(coach: Coach) -> None:
    """Hold today's session with the selected client, or ask with whom; one that is booked is taken over."""
    await SessionTalk(coach, await ask_plan(coach, "Session with")).hold()


async def go_on_with_session(coach: Coach, draft: str, values: Mapping[str, Any]) -> None:
    """Go on with a session that a draft (its key) was kept of.

    Raises:
        Gone: its plan was deleted or closed meanwhile.
        Left: the form was left.
    """
    await SessionTalk(coach, plan_told(coach, draft), draft).hold(values)


class SessionTalk:
    """One session, until it is saved or left."""

    def __init__(self, coach: Coach, plan: Plan, draft: str = "") -> None:
        self.coach = coach
        self.plan = plan
        about = told_by(draft)
        now = coach.desk.clock.now()
        self.began = _moment(about.get("began")) or now
        self.day = self.began.date()
        session = session_of(plan, self.day)
        if draft:
            kept = coach.practice.find("sessions", str(about.get("session", "")))
            session = kept if isinstance(kept, Session) else None
        self.session = session.uid if session else ""
        begun = about.get("begun") if session else None
        self.begun: dict[str, Any] | None = dict(begun or session.raw) if session else None
        self.new = {
            "on": self.day.isoformat(),
            "time": f"{self.began:%H:%M}",
            "paid": bool(plan.engagement.paid),
        }
        told = {
            "form": "session",
            "engagement": plan.engagement.uid,
            "session": self.session,
            "began": self.began.isoformat(timespec="minutes"),
            "begun": self.begun,
        }
        self.unsaved = Unsaved(coach, told, draft)
        self._look()

    def _look(self) -> None:
        """The plan as it is now."""
        practice, today = self.coach.practice, self.coach.today
        self.plan = practice.plan(self.plan.client.uid, self.plan.engagement.uid) or self.plan
        self.record = page.session_form(self.plan, today, self.begun, {} if self.session else self.new)
        self.hour = Hour(self.plan, self.day)

    @property
    def title(self) -> str:
        """The heading of the form."""
        found = self.coach.practice.find("sessions", self.session) if self.session else None
        number = number_words(self.plan, found if isinstance(found, Session) else None, self.day)
        return f"Session with {self.coach.client_name(self.plan.client)}, {number}"

    async def hold(self, values: Mapping[str, Any] | None = None) -> None:
        """Fill in the page until it is saved; raises Left where it was left."""
        await until_taken(self.coach, self.unsaved, self.form, self.save, values)

    def form(self) -> Form:
        """The page, on the plan as it is now."""
        self._look()
        coach, roomy = self.coach, self.coach.size.height >= ROOMY
        specs = page.page(self.plan, self.record, coach.today, self.day, roomy=roomy)
        return Form(self.title, specs, live=self._so_far, draft_key=self.unsaved.key)

    def _so_far(self, values: dict[str, Any]) -> list[Span]:
        """When it began and for how long it has gone on, what was settled, and the next date."""
        minutes = int((self.coach.desk.clock.now() - self.began).total_seconds() // 60)
        gone = f", {minutes} min ago" if minutes > 0 else ""
        spans: list[Span] = [(f"began {self.began:%H:%M}{gone}", "")]
        promises = [key for key in values if key.startswith(PREFIX)]
        if promises:
            done = sum(1 for key in promises if values[key])
            spans.append((f" · {done} of {len(promises)} promises settled", ""))
        return [*spans, (" · next ", ""), *self._next(str(values.get("next", "")))]

    def _next(self, text: str) -> list[Span]:
        today = self.coach.today
        booked = booked_after(self.plan, self.day)
        if not text.strip():
            if booked is None or booked.on is None:
                return [("not booked", "warn")]
            return [(f"{short(booked.on, today)} {booked.time}".rstrip(), "")]
        try:
            on, clock = parse_moment(text, today)
        except BadInput:
            return [("?", "warn")]
        day = date.fromisoformat(on)
        off = day_off(self.plan.client.days_off, day)
        spans: list[Span] = [(f"{short(day, today)} {clock}".rstrip(), "")]
        return [*spans, (", a day off", "warn")] if off else spans

    async def save(self, values: dict[str, Any]) -> None:
        """Write all of it as one change; where another hand wrote too, both texts come back in the page."""
        coach, today = self.coach, self.coach.today
        work = partial(
            hold,
            coach.desk,
            self.plan.engagement.uid,
            self.record.changes(values),
            session=self.session,
            started_from=self.begun,
            settled=settled(values, self.hour.promises, today),
            ratings=page.ratings(values, today),
            commitments=promised(values, today),
            following=parse_moment(values["next"], today) if values["next"].strip() else None,
        )
        try:
            entry = await self.unsaved.written(self.title, values, work)
        except Clash as clash:
            practice = await coach.written(coach.desk.practice)
            found = practice.find("sessions", self.session)
            self.begun = dict(found.raw) if found else self.begun
            raise _both(clash, values) from None
        coach.said(entry)


def _both(clash: Clash, values: dict[str, Any]) -> Again:
    """The texts of both hands, and which field to look at."""
    values = dict(values)
    for name, (there, _) in clash.clashes.items():
        field = Session.fields[name]
        if isinstance(field, Text) and field.lines and there:
            values[name] = f"{there}\n{values[name]}".rstrip("\n")
    key, (theirs, _) = next(iter(clash.clashes.items()))
    field = Session.fields[key]
    there = quote(field.show(theirs) or "empty")
    return Again(values, f"{key}: {field.label} was changed elsewhere to {there}; look at it and save again")


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
