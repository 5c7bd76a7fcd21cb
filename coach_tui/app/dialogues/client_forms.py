"""Forms for the client, out and in: written to a file, and a reply pasted or read, shown, and taken in."""

from __future__ import annotations

import os
from datetime import date
from typing import NamedTuple

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.editor import away
from coach_tui.app.dialogues.questions import ask_line, choose, selected_plan
from coach_tui.app.talking import Left
from coach_tui.exchange import foreign
from coach_tui.exchange.client_replies import read_reply
from coach_tui.exchange.client_reply import ClientReply
from coach_tui.exchange.reply_taking import earlier, store
from coach_tui.plan.assessment import KINDS as ASSESSMENTS
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.practice import Plan

PLACE = "reply"
KINDS = {"c": "checkin", "r": "reflection", "p": "plan", "s": "self", "i": "intake"}
FORMATS = {"t": "txt", "e": "eml"}


class ReplyRead(NamedTuple):
    """A reply as it was read: the day it is of, whether it was taken in before, and what differs."""

    answers: ClientReply
    on: date
    known: str
    differs: str


async def write_form(coach: Coach) -> None:
    """Ask which form, and as what; then write it beside the data file."""
    plan = selected_plan(coach)
    if plan is None or not plan.engagement.open:
        raise BadInput("no plan is selected" if plan is None else "the engagement is closed")
    coach.refuse_names()
    answers = {
        "c": "check-in",
        "r": "reflection",
        "p": "plan",
        "s": "self-assessment",
        "i": "intake",
    }
    kind = KINDS[await choose(coach, "A form for the client", answers, ahead=True)]
    words = {"t": "text", "e": "e-mail draft"}
    form = FORMATS[await choose(coach, "Write it as", words, ahead=True)]
    said = await coach.written(lambda: _write(coach, plan, kind, form))
    coach.bottom.say(said, "good")


def _write(coach: Coach, plan: Plan, kind: str, form: str) -> str:
    """Write a form of a kind as text or as a draft of a mail; says where it is."""
    from coach_tui.exchange.client_form import client_form_title
    from coach_tui.exchange.mail_draft import draft, no_address
    from coach_tui.exchange.outfile import write_free
    from coach_tui.plan.text import slug
    from coach_tui.store.remains import FORMS

    text, what = _text(coach, plan, kind)
    data = (
        draft(plan.client, client_form_title(kind), text)
        if form == "eml"
        else text.encode("utf-8", "replace")
    )
    stem = f"{slug(plan.client.name)}-{kind}-{coach.today.isoformat()}"
    path = write_free(data, FORMS, stem, form, coach.desk.store.path)
    missing = no_address(plan.client) if form == "eml" else ""
    return f"{what}written to {path}{f'; {missing}' if missing else ''}"


def _text(coach: Coach, plan: Plan, kind: str) -> tuple[str, str]:
    """The text of a form; and which assessment it is for, where it is for one."""
    if kind not in ASSESSMENTS:
        from coach_tui.exchange.client_form import client_text_form

        return client_text_form(plan, kind, coach.today), ""
    from coach_tui.app.forms.set_form import own_sets
    from coach_tui.exchange.assessment_asked import asked_for
    from coach_tui.exchange.assessment_form import assessment_text_form
    from coach_tui.plan.visibility import view

    asked, _ = asked_for(coach.desk, plan.stored, kind, own_sets())
    seen = view(plan, "client", coach.today).plan
    return assessment_text_form(asked, seen), f"{quote(asked.title)} "


async def read_in(coach: Coach) -> None:
    """Ask for the file of a reply, or let it be pasted into the editor; then show what it says."""
    coach.refuse_names()
    name = (await ask_line(coach, "File of the reply:", hint="empty: paste it into your editor")).strip()
    pasted = b"" if name else _pasted(coach)
    found = await coach.written(lambda: _read(coach, foreign.typed_bytes(name) if name else pasted))
    coach.go(PLACE, given=found)


def _pasted(coach: Coach) -> bytes:
    """What is pasted into the editor.

    Raises:
        BadInput: the editor cannot be opened.
        Left: nothing was pasted.
    """
    from coach_tui.exchange.editor import edit_text

    told: list[str] = []
    text = away(coach, lambda: edit_text(coach.desk.store.path, os.environ, "", told.append), told.append)
    if text and text.strip():
        return text.encode("utf-8", "replace")
    if told:
        raise BadInput(told[0])
    coach.bottom.say("nothing was pasted")
    raise Left


def _read(coach: Coach, data: bytes) -> ReplyRead:
    answers = read_reply(data, coach.desk.practice(), coach.today)
    on = answers.sent or coach.today
    return ReplyRead(answers, on, *earlier(answers, on))


async def take_in_reply(coach: Coach, reply: ReplyRead) -> None:
    """Take in the reply that is shown, and go back."""
    coach.refuse_names()
    if reply.known and not reply.differs:
        coach.bottom.say("nothing is new in it: all of it is here already")
        return
    entry = await coach.written(lambda: store(coach.desk, reply.answers, reply.on))
    coach.go_back(leave=False)
    coach.said(entry)
