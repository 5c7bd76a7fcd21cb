"""Holding the review, whose page is made in `coach_tui.app.forms.review`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.drafts import reopen
from coach_tui.app.dialogues.empty import held_or_asked
from coach_tui.app.dialogues.explaining import ask_whys_of
from coach_tui.app.dialogues.filling import until_taken
from coach_tui.app.dialogues.questions import ask_plan, choose
from coach_tui.app.dialogues.session import SessionTalk, session_today
from coach_tui.app.dialogues.unsaved import Unsaved
from coach_tui.app.drafts import Draft
from coach_tui.app.forms.review import ReviewPage
from coach_tui.app.forms.session import IS_REVIEW
from coach_tui.app.forms.widgets.fields import TURNED
from coach_tui.app.forms.widgets.form import Form
from coach_tui.changes import reviews
from coach_tui.plan.adjustment import reached_in
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan
from coach_tui.plan.session import BOOKED, NOBODYS, Session
from coach_tui.plan.unlikely import far_off


async def hold_review(coach: Coach) -> None:
    """Hold the review of the selected client's plan, or ask whose; go on with one that was left half-way."""
    plan = await ask_plan(coach, "Hold the review with")
    mine = {"engagement": plan.engagement.uid}
    draft = coach.drafts.latest({"form": "review", **mine}) or _half_in_session(coach, plan)
    if draft is not None:
        await reopen(coach, draft)
        return
    session = await _in_session(coach, plan)
    if session is None:
        await ReviewTalk(coach, plan).hold()
        return
    noted = coach.drafts.latest({"form": "session", **mine, "session": session.uid})
    if noted is not None:
        await reopen(coach, {**noted, "values": {**noted["values"], IS_REVIEW: True}})
    else:
        await SessionTalk(coach, plan, session=session, reviewing=True).hold()


def _half_in_session(coach: Coach, plan: Plan) -> Draft | None:
    """A session left half-way that is the review as well."""
    draft = coach.drafts.latest({"form": "session", "engagement": plan.engagement.uid})
    return draft if draft is not None and draft["values"].get(IS_REVIEW) else None


async def _in_session(coach: Coach, plan: Plan) -> Session | None:
    """The session booked today, where the coach says that the review is held in it."""
    session = session_today(coach, plan)
    if session is None or session.state != BOOKED or session.also:
        return None
    clock = f"{session.time} " if session.time else ""
    question = f"A {clock}session is booked today"
    way = await choose(coach, question, {"s": "hold both in one", "r": "the review alone"})
    return session if way == "s" else None


class IsSession(Exception):
    """The hour of a review is to be noted as a session as well, with what was answered so far."""

    def __init__(self, values: Mapping[str, Any], field: str) -> None:
        super().__init__()
        self.values = values
        self.field = field
        """Where one was."""


class ReviewTalk:
    """A review until it is held; all of it is one change of the file."""

    def __init__(self, coach: Coach, plan: Plan, draft: str = "") -> None:
        self.coach = coach
        self.page = ReviewPage(plan, coach.today)
        self.unsaved = Unsaved(coach, {"form": "review", "engagement": plan.engagement.uid}, draft)

    @property
    def title(self) -> str:
        """The heading of the form."""
        return _title(self.page.plan)

    @property
    def kept_as(self) -> str:
        """What a draft is called: by the name that stands in the file, whoever sees the screen now."""
        return _title(self.page.plan.stored)

    async def hold(self, values: Mapping[str, Any] | None = None) -> None:
        """Fill in the page until it is saved; raises Left where it was left.

        Raises:
            BadInput: names are hidden, and one stands in what was written for it beforehand.
        """
        if self.page.prepared is not None:
            self.coach.refuse_names(self.page.prepared)
        try:
            await until_taken(self.coach, self.unsaved, self.form, self.save, values)
        except IsSession as turned:
            plan = self.page.plan
            talk = SessionTalk(self.coach, plan, session=session_today(self.coach, plan), reviewing=True)
            talk.unsaved.keep(talk.kept_as, turned.values)
            self.unsaved.forget()
            await talk.hold(turned.values, field=turned.field)

    def form(self) -> Form:
        """The page, on the plan as it is now."""
        plan = self.page.plan
        plan = self.coach.practice.plan_of(plan.engagement) or plan
        self.page = ReviewPage(plan, self.coach.today)
        so_far, key, kept_as = self.page.so_far, self.unsaved.key, self.kept_as
        specs = self.page.specs()
        return Form(
            self.title,
            specs,
            live=so_far,
            draft_key=key,
            kept_as=kept_as,
            later=self.put_by,
            ways={TURNED: "session"},
        )

    def put_by(self, values: dict[str, Any]) -> None:
        """Keep what was typed for later."""
        if self.unsaved.put_by(self.kept_as, values):
            self.coach.bottom.say("kept", "good", hint=f"{self.coach.key_of('review')} goes on with it")

    async def save(self, values: dict[str, Any]) -> None:
        """Write all of it as one change, in the words that stand in the file."""
        if TURNED in values:
            at = values.pop(TURNED)
            session = session_today(self.coach, self.page.plan)
            if session is not None and session.also:
                raise BadInput(NOBODYS)
            raise IsSession({key: one for key, one in values.items() if key not in ("held_on", "next")}, at)
        answers = ReviewPage(self.page.plan.stored, self.coach.today).read(values)
        engagement = self.page.plan.engagement.uid
        day = date.fromisoformat(answers.values.get("held_on") or self.coach.today.isoformat())
        far = far_off(self.page.plan, answers.measures or {}, day)
        await self.unsaved.check_sure(self.kept_as, values, far)
        reached = reached_in(answers.adjustments)
        told = await ask_whys_of(self.coach, self.unsaved, self.kept_as, values, reached)
        answers = answers._replace(explained=told)
        verb = partial(
            reviews.hold_review, self.coach.desk, engagement, **answers._asdict(), refuse_empty=True
        )
        self.coach.said(await held_or_asked(self.coach, self.unsaved, self.kept_as, values, verb))


def _title(plan: Plan) -> str:
    return f"Review with {plan.client.name}"
