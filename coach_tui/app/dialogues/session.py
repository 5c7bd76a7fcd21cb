"""Holding a session: one page for the hour, saved as one change; the page is made in `session_page`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from coach_tui.app.dialogues.callbacks import with_open_plan
from coach_tui.app.dialogues.record import complain
from coach_tui.app.drafts import Unsaved, plan_told, told_by
from coach_tui.app.forms import session as page
from coach_tui.app.forms.commitments_made import promised
from coach_tui.app.forms.commitments_settled import PREFIX, settled
from coach_tui.app.forms.widgets.form import Form
from coach_tui.app.widgets.drawing import Span
from coach_tui.changes.sessions import hold_session as hold
from coach_tui.plan.contact import Session
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.plan.fields import Text, quote
from coach_tui.plan.moves import day_off
from coach_tui.plan.session_agenda import Hour, booked_after, number_words, parse_moment, session_of

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.practice import Plan
    from coach_tui.store.transaction import Clash

ROOMY = 38
"""Rows of a screen from which on the parts of the note stand apart."""


def hold_session(app: Coach) -> None:
    """Hold today's session with the selected client, or ask with whom; one that is booked is taken over."""
    with_open_plan(app, "Session with", lambda plan: SessionDialogue(app, plan).open())


def reopen_session(app: Coach, draft: str, values: Mapping[str, Any]) -> bool:
    """Go on with a session that a draft (its key) was kept of; False when the plan is gone or closed."""
    plan = plan_told(app, draft)
    if plan is None:
        return False
    SessionDialogue(app, plan, draft).open(values)
    return True


class SessionDialogue:
    """One session, until it is saved or left."""

    def __init__(self, app: Coach, plan: Plan, draft: str = "") -> None:
        self.app = app
        self.plan = plan
        about = told_by(draft)
        now = app.desk.clock.now()
        self.began = _moment(about.get("began")) or now
        self.day = self.began.date()
        session = session_of(plan, self.day)
        if draft:
            kept = app.practice.find("sessions", str(about.get("session", "")))
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
        self.unsaved = Unsaved(app, told, draft)
        self._look()

    def _look(self) -> None:
        """The plan as it is now."""
        app = self.app
        self.plan = app.practice.plan(self.plan.client.uid, self.plan.engagement.uid) or self.plan
        self.form = page.session_form(self.plan, app.today, self.begun, {} if self.session else self.new)
        self.hour = Hour(self.plan, self.day)

    @property
    def title(self) -> str:
        """The heading of the form."""
        found = self.app.practice.find("sessions", self.session) if self.session else None
        number = number_words(self.plan, found if isinstance(found, Session) else None, self.day)
        return f"Session with {self.app.client_name(self.plan.client)}, {number}"

    def open(self, values: Mapping[str, Any] | None = None, error: str = "") -> None:
        """Show the page, on the plan as it is now."""
        self._look()
        specs = page.page(self.plan, self.form, self.app.today, self.day, roomy=self.app.size.height >= ROOMY)
        screen = Form(self.title, specs, live=self._so_far, draft_key=self.unsaved.key)
        if values:
            screen.load_values(values)
        self.app.push_screen(screen, self._left)
        if error:
            screen.call_after_refresh(complain, screen, error)

    def _so_far(self, values: dict[str, Any]) -> list[Span]:
        """When it began and for how long it has gone on, what was settled, and the next date."""
        minutes = int((self.app.desk.clock.now() - self.began).total_seconds() // 60)
        gone = f", {minutes} min ago" if minutes > 0 else ""
        spans: list[Span] = [(f"began {self.began:%H:%M}{gone}", "")]
        promises = [key for key in values if key.startswith(PREFIX)]
        if promises:
            done = sum(1 for key in promises if values[key])
            spans.append((f" · {done} of {len(promises)} promises settled", ""))
        return [*spans, (" · next ", ""), *self._next(str(values.get("next", "")))]

    def _next(self, text: str) -> list[Span]:
        today = self.app.today
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

    def _left(self, values: dict[str, Any] | None) -> None:
        if values is None:
            self.unsaved.forget()
            return
        today = self.app.today
        try:
            fields = self.form.changes(values)
            answers = settled(values, self.hour.promises, today)
            rated = page.ratings(values, today)
            commitments = promised(values, today)
            following = parse_moment(values["next"], today) if values["next"].strip() else None
        except BadInput as error:
            self.open(values, str(error))
            return
        app, engagement, session = self.app, self.plan.engagement.uid, self.session
        self.unsaved.write(
            self.title,
            values,
            lambda: hold(
                app.desk,
                engagement,
                fields,
                session=session,
                started_from=self.begun,
                settled=answers,
                ratings=rated,
                commitments=commitments,
                following=following,
            ),
            app.said,
            lambda error: self._again(error, values),
        )

    def _again(self, error: CoachError, values: dict[str, Any]) -> None:
        """Show the page with what was typed; where another hand wrote too, both texts stand in it."""
        clashes = getattr(error, "clashes", None)
        if not clashes:
            self.open(values, str(error))
            return
        self.open(*self._both(error, values))  # type: ignore[arg-type]

    def _both(self, clash: Clash, values: dict[str, Any]) -> tuple[dict[str, Any], str]:
        found = self.app.desk.practice().find("sessions", self.session)
        self.begun = dict(found.raw) if found else self.begun
        values = dict(values)
        key, (theirs, _) = next(iter(clash.clashes.items()))
        for name, (there, _) in clash.clashes.items():
            field = Session.fields[name]
            if isinstance(field, Text) and field.lines and there:
                values[name] = f"{there}\n{values[name]}".rstrip("\n")
        label, there = Session.fields[key].label, Session.fields[key].show(theirs) or "empty"
        return values, f"{key}: {label} was changed elsewhere to {quote(there)}; look at it and save again"


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
