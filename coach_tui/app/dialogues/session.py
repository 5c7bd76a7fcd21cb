"""Holding a session, whose page is made in `coach_tui.app.forms.session`; saved as one change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.drafts import reopen
from coach_tui.app.dialogues.empty import held_or_asked
from coach_tui.app.dialogues.explaining import ask_whys_of
from coach_tui.app.dialogues.filling import Again, until_taken
from coach_tui.app.dialogues.questions import ask_plan, choose
from coach_tui.app.dialogues.session_states import ask_called_off, move_session
from coach_tui.app.dialogues.unsaved import Unsaved
from coach_tui.app.drafts import told_by
from coach_tui.app.forms.record_fields import given
from coach_tui.app.forms.review_parts import ReviewParts
from coach_tui.app.forms.session import IS_REVIEW, SessionPage
from coach_tui.app.forms.widgets.fields import MOVED, TURNED, UNHELD
from coach_tui.app.forms.widgets.form import Form
from coach_tui.app.talking import Left
from coach_tui.app.widgets.drawing import Span
from coach_tui.changes import sessions
from coach_tui.changes.session_states import Noted
from coach_tui.plan.adjustment import reached_in
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import Text, quote
from coach_tui.plan.group import names_of, together
from coach_tui.plan.practice import Plan
from coach_tui.plan.session import BOOKED, HELD, Session, state_of
from coach_tui.plan.session_agenda import booked_on, session_of, which_words
from coach_tui.plan.session_words import state_words
from coach_tui.plan.told import Teller
from coach_tui.plan.unlikely import far_off
from coach_tui.plan.with_review import review_in
from coach_tui.store.transaction import Clash

OF_REVIEW = "reflection"
"""A field that the page has only where the hour is the review."""
MOST = 8
"""Sessions of one day that are asked about by a digit each."""
ROOMY = 38
"""Rows of a screen from which on the parts of the note stand apart."""
NAMED = "somebody is named in what another hand wrote here; leave this, it is kept until names are shown"


class Elsewhere(Protocol):
    """What a key in a list does to a session, with what was noted of it on its page."""

    async def __call__(self, coach: Coach, session: Session, *, noted: Noted) -> None:
        """Ask, and do it."""


ELSEWHERE: dict[str, tuple[Elsewhere, str, str]] = {
    UNHELD: (ask_called_off, "was it not held all the same?", "not held"),
    MOVED: (move_session, "move it all the same?", "move it"),
}
"""Way out of the page → what it asks; the question where answers beside the note are lost, and its yes."""


async def hold_session(coach: Coach) -> None:
    """Hold the session that is selected, else today's with the selected client, or ask with whom.

    One that was left half-way is gone on with.

    Raises:
        BadInput: the one that is selected lies ahead.
    """
    record = getattr(coach.place, "record", None)
    if isinstance(record, Session) and record.state == BOOKED and record.on > coach.today:
        day = short(record.on, coach.today)
        keys = f"{coach.key_of('edit')} prepares it, {coach.key_of('move')} moves it"
        raise BadInput(f"this session is on {day}, still ahead: {keys}")
    plan = await ask_plan(coach, "Session with")
    selected = selected_session(coach, plan)
    about = {} if selected is None else {"session": selected.uid}
    draft = coach.drafts.latest({"form": "session", "engagement": plan.engagement.uid, **about})
    if draft is not None:
        await reopen(coach, draft)
    else:
        await SessionTalk(coach, plan, session=selected or session_of(plan, coach.today)).hold()


def selected_session(coach: Coach, plan: Plan) -> Session | None:
    """The session of a plan that the cursor is on, where it can be noted: booked or held, and not ahead."""
    record = getattr(coach.place, "record", None)
    if not isinstance(record, Session) or record.plan != plan.engagement.uid:
        return None
    return record if record.state in (BOOKED, HELD) and record.on <= coach.today else None


def session_today(coach: Coach, plan: Plan) -> Session | None:
    """The session of today that the cursor is on, else the one that is held next."""
    selected = selected_session(coach, plan)
    here = selected is not None and selected.on == coach.today
    return selected if here else session_of(plan, coach.today)


class SessionTalk:
    """A session until it is held; all of it is one change of the file."""

    def __init__(
        self,
        coach: Coach,
        plan: Plan,
        draft: str = "",
        *,
        session: Session | None = None,
        reviewing: bool = False,
    ) -> None:
        """Begin with a session, None for one that was not booked; or go on with a draft, which says which."""
        self.coach = coach
        self.plan = plan
        about = told_by(draft)
        now = coach.desk.clock.now()
        self.began = _moment(about.get("began")) or now
        if draft:
            kept = coach.practice.find("sessions", str(about.get("session", "")), plan.engagement.uid)
            session = kept if isinstance(kept, Session) else None
        self.day = session.on if session else self.began.date()
        self.session = session.uid if session else ""
        self.reviewing = reviewing or (session is not None and review_in(plan, session) is not None)
        """Whether this hour is the review as well."""
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
        self.page = self._page()

    def _page(self, *, stored: bool = False) -> SessionPage:
        """The page, on the plan as it is now; or, to be written, in the words that stand in the file."""
        coach = self.coach
        self.plan = coach.practice.plan_of(self.plan.engagement) or self.plan
        new = {} if self.session else self.new
        plan = self.plan.stored if stored else self.plan
        return SessionPage(plan, coach.today, self.day, self.begun, new, reviewing=self.reviewing)

    @property
    def title(self) -> str:
        """The heading of the form."""
        return self._title(self.plan)

    @property
    def kept_as(self) -> str:
        """What a draft is called: by the name that stands in the file, whoever sees the screen now."""
        return self._title(self.plan.stored)

    def _title(self, plan: Plan) -> str:
        side = plan.engagement.uid
        found = plan.practice.find("sessions", self.session, side) if self.session else None
        number = which_words(plan, found if isinstance(found, Session) else None, self.day)
        what = "Session and review" if self.reviewing else "Session"
        what += "" if self.day == self.coach.today else f" of {short(self.day, self.coach.today)}"
        others = names_of(plan.practice, found.also) if isinstance(found, Session) else []
        whom = together(plan.client.name, others, narrow=True)
        return ", ".join(filter(None, (f"{what} with {whom}", number)))

    async def hold(self, values: Mapping[str, Any] | None = None, *, field: str = "") -> None:
        """Fill in the page until it is saved, beginning in a field; raises Left where it was left.

        Raises:
            BadInput: names are hidden, and one stands in what was noted beforehand.
        """
        said = values or {}
        self.reviewing = bool(said.get(IS_REVIEW, self.reviewing or OF_REVIEW in said))
        self.page = self._page()
        side = self.plan.engagement.uid
        found = self.coach.practice.find("sessions", self.session, side) if self.session else None
        for record in (found, self.page.parts.prepared if self.page.parts else None):
            if record is not None:
                self.coach.refuse_names(record)
        await until_taken(self.coach, self.unsaved, self.form, self.save, values, field=field)

    def form(self) -> Form:
        """The page in a form."""
        self.page = self._page()
        specs = self.page.specs(roomy=self.coach.size.height >= ROOMY)
        key, kept_as = self.unsaved.key, self.kept_as
        ways = {} if self.page.kept else {TURNED: "no review" if self.reviewing else "review"}
        ways |= {UNHELD: "not held"} if self.session else {}
        ways |= {MOVED: "move"} if self.session and state_of(self.begun or {}) == BOOKED else {}
        return Form(
            self.title,
            specs,
            live=self.so_far,
            draft_key=key,
            kept_as=kept_as,
            later=self.put_by,
            ways=ways,
        )

    def put_by(self, values: dict[str, Any]) -> None:
        """Keep what was typed for later."""
        if self.unsaved.put_by(self.kept_as, values):
            self.coach.bottom.say("kept", "good", hint=f"{self.coach.key_of('session')} goes on with it")

    def so_far(self, values: dict[str, Any]) -> list[Span]:
        """How the hour goes so far."""
        return self.page.so_far(values, self.began, self.coach.desk.clock.now())

    async def save(self, values: dict[str, Any]) -> None:
        """Write all of it as one change; where another hand wrote too, both texts come back in the page."""
        if TURNED in values:
            raise self._turned(values, values.pop(TURNED))
        for way, (ask, doubt, word) in ELSEWHERE.items():
            if way in values:
                await self._not_here(values, values.pop(way), ask, (doubt, word))
                return
        coach = self.coach
        if not self.reviewing:
            await self._check_left_out(values)
        answered = self._page(stored=True).read(values)
        if answered.review and answered.review.measures:
            far = far_off(self.plan, answered.review.measures, self.day)
            await self.unsaved.check_sure(self.kept_as, values, far)
        session, fields = await self._hour_meant(values, answered.values)
        if answered.review:
            reached = reached_in(answered.review.adjustments)
            told = await ask_whys_of(coach, self.unsaved, self.kept_as, values, reached)
            answered = answered._replace(review=answered.review._replace(explained=told))
        verb = partial(
            sessions.hold_session,
            coach.desk,
            self.plan.engagement.uid,
            session=session,
            started_from=self.begun if session == self.session else None,
        )
        answers = answered._replace(values=fields)._asdict()
        try:
            entry = await held_or_asked(coach, self.unsaved, self.kept_as, values, partial(verb, **answers))
        except Clash as clash:
            theirs = {key: there for key, (there, _) in clash.clashes.items()}
            if coach.practice.tells(theirs):
                self.unsaved.put_by(self.kept_as, values)
                coach.drafts.withheld = True
                raise BadInput(f"{next(iter(theirs))}: {NAMED}") from None
            self.begun = given({**(self.begun or {}), **theirs})
            if "state" in clash.clashes:
                came = state_words(Session(self.begun))
                raise Again(values, f"the session was {came} elsewhere; save again if it was held") from None
            raise _both(clash, values, Teller(self.coach.practice, self.coach.today)) from None
        coach.said(entry)

    async def _not_here(
        self, values: dict[str, Any], field: str, ask: Elsewhere, words: tuple[str, str]
    ) -> None:
        """Say that the hour did not take place, or move it, as by the key in a list; what was noted is kept.

        `ask` is what the key in a list does; `words` ask whether that is meant, and answer.

        Raises:
            Again: it was left, in that field.
            BadInput: it is gone, or the others' alone by now.
        """
        coach, plan = self.coach, self.plan
        self.unsaved.keep(self.kept_as, values)
        found = coach.practice.find("sessions", self.session, plan.engagement.uid)
        if not isinstance(found, Session):
            raise BadInput("this session was deleted elsewhere: escape leaves its page")
        count = self.page.beside_note(values)
        answers = "1 answer" if count == 1 else f"{count} answers"
        question = f"{answers} beside the note will be lost: {words[0]}"
        try:
            if count:
                await choose(coach, question, {"y": words[1], "esc": "go on writing"})
            parts = self._page(stored=True).noted(values)
            await ask(coach, found, noted=Noted(parts, self.begun or {}))
        except Left:
            raise Again(values, field=field) from None
        self.unsaved.forget()

    async def _check_left_out(self, values: dict[str, Any]) -> None:
        """Ask where a review was begun on the page and is none: raises Left, which brings the page back."""
        count = self.page.left_out(values)
        if count:
            answers = "1 answer" if count == 1 else f"{count} answers"
            self.unsaved.keep(self.kept_as, values)
            question = f"{answers} of the review will be lost: hold the session without the review?"
            await choose(self.coach, question, {"y": "hold it", "esc": "go on writing"})

    async def _hour_meant(
        self, values: Mapping[str, Any], said: Mapping[str, Any]
    ) -> tuple[str, dict[str, Any]]:
        """The session that is noted (uid, "" for a new one), and what is noted of it.

        Where the day that was typed has one booked, the coach says whether it is that: raises Left, which
        brings the page back. A new hour of another day began at no time that is known.
        """
        fields = dict(said)
        day = str(fields.get("on") or self.day.isoformat())
        if not self.session and day != self.day.isoformat() and fields.get("time") == self.new["time"]:
            del fields["time"]
        moved = not self.session or day != self.day.isoformat()
        there = booked_on(self.plan, day) if moved else []
        booked = [one for one in there if one.uid != self.session][:MOST]
        if not booked:
            return self.session, fields
        ways = {str(at): f"that at {one.time}" if one.time else "that" for at, one in enumerate(booked, 1)}
        self.unsaved.keep(self.kept_as, values)
        question = f"Booked on {short(booked[0].on, self.coach.today)} already: is it that hour?"
        way = await choose(self.coach, question, {**ways, "n": "another hour", "esc": "go on writing"})
        if way == "n":
            return self.session, fields
        if not self.session:
            usual = {key: field.default for key, field in Session.fields.items()} | self.new
            fields = {key: value for key, value in fields.items() if key == "on" or value != usual.get(key)}
        return booked[int(way) - 1].uid, fields

    def _turned(self, values: dict[str, Any], field: str) -> Again:
        """The page with what a review asks, or without it again; nothing that was typed is lost.

        `field` is where one was, and stays where the page has it still.
        """
        if values.get("also") and not self.reviewing:
            how = f"ctrl+s notes this, then {self.coach.key_of('review')} holds the review of one of them"
            return Again(values, f"also: a session of several clients is nobody's review; {how}")
        if self.coach.practice.tells():
            prepared = ReviewParts(self.plan, self.coach.today).prepared
            if prepared is not None:
                self.coach.refuse_names(prepared)
        self.reviewing = not self.reviewing
        return Again({**self.page.answered(values), IS_REVIEW: self.reviewing}, field=field)


def _both(clash: Clash, values: dict[str, Any], teller: Teller) -> Again:
    """The texts of both hands, and which field to look at."""
    values = dict(values)
    for name, (there, _) in clash.clashes.items():
        field = Session.fields[name]
        if isinstance(field, Text) and field.lines and there:
            values[name] = f"{there}\n{values[name]}".rstrip("\n")
    key, (theirs, _) = next(iter(clash.clashes.items()))
    field = Session.fields[key]
    there = quote(teller.tell(field, theirs) or "empty")
    return Again(values, f"{key}: {field.label} was changed elsewhere to {there}; look at it and save again")


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
