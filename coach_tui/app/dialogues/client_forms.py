"""Forms for the client, out and in: written to a file, and a reply pasted or read, shown, and taken in."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.app.dialogues.editor import away
from coach_tui.app.dialogues.questions import selected_plan
from coach_tui.exchange.client_replies import ClientReply, read_reply
from coach_tui.exchange.reply_taking import earlier, store
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.store.journal import Entry

PLACE = "reply"
KINDS = {"c": "checkin", "r": "reflection"}
HIDDEN = "names are hidden; i shows them first"
LIMIT = 50_000_000
"""Bytes a saved mail may have."""


class ReplyRead(NamedTuple):
    """A reply as it was read: the day it is of, whether it was taken in before, and what differs."""

    answers: ClientReply
    on: date
    known: str
    differs: str


def write_form(app: Coach) -> None:
    """Ask which form, and as what; then write it beside the data file."""
    plan = selected_plan(app)
    if plan is None or not plan.engagement.open:
        app.bottom.say("no plan is selected" if plan is None else "the engagement is closed", "bad")
        return
    if app.names_hidden:
        app.bottom.say(HIDDEN, "bad")
        return

    def work(kind: str, form: str) -> str:
        from coach_tui.app.dialogues.report import write_free
        from coach_tui.exchange.client_form import text_form, title
        from coach_tui.exchange.mail_draft import draft, no_address
        from coach_tui.plan.text import slug
        from coach_tui.store.remains import FORMS

        text = text_form(plan, kind, app.today)
        data = draft(plan.client, title(kind), text) if form == "eml" else text.encode("utf-8", "replace")
        stem = f"{slug(plan.client.name)}-{kind}-{app.today.isoformat()}"
        path = write_free(data, FORMS, stem, form, app.desk.store.path)
        missing = no_address(plan.client) if form == "eml" else ""
        return f"written to {path}{f'; {missing}' if missing else ''}"

    def chosen(kind: str | None) -> None:
        def answered(form: str | None) -> None:
            if kind is not None and form is not None:
                ending = {"t": "txt", "e": "eml"}[form]
                app.write(lambda: work(KINDS[kind], ending), lambda said: app.bottom.say(said, "good"))

        if kind is not None:
            app.bottom.ask("Write it as", {"t": "text", "e": "e-mail draft"}, answered)

    app.bottom.ask("A form for the client", {"c": "check-in", "r": "reflection, before the review"}, chosen)


def read_in(app: Coach) -> None:
    """Ask for the file of a reply, or let it be pasted into the editor; then show what it says."""
    if app.names_hidden:
        app.bottom.say(HIDDEN, "bad")
        return

    def answered(name: str | None) -> None:
        if name is None:
            return
        if name.strip():
            app.write(lambda: _read(app, _bytes(name.strip())), lambda found: _show(app, found))
        else:
            _paste(app)

    app.bottom.prompt("File of the reply:", callback=answered, hint="empty: paste it into your editor")


def _paste(app: Coach) -> None:
    from coach_tui.exchange.editor import edit_text

    told: list[str] = []
    text = away(app, lambda: edit_text(app.desk.store.path, os.environ, ""), told.append)
    if not text or not text.strip():
        app.bottom.say(told[0] if told else "nothing was pasted", "bad" if told else "info")
        return
    pasted = text.encode("utf-8", "replace")
    app.write(lambda: _read(app, pasted), lambda found: _show(app, found))


def _bytes(name: str) -> bytes:
    from coach_tui.store.names import advice, shown

    try:
        with Path(name).expanduser().open("rb") as file:
            return file.read(LIMIT)
    except (OSError, ValueError, RuntimeError) as error:
        said = advice(error) if isinstance(error, OSError) else "no file can have that name"
        raise BadInput(f"{shown(name)} cannot be read: {said}") from None


def _read(app: Coach, data: bytes) -> ReplyRead:
    answers = read_reply(data, app.desk.practice(), app.today)
    on = answers.sent or app.today
    return ReplyRead(answers, on, *earlier(answers, on))


def _show(app: Coach, found: ReplyRead) -> None:
    app.go(PLACE, given=found)


def take_in(app: Coach, reply: ReplyRead) -> None:
    """Take in the reply that is shown, and go back."""
    if reply.known and not reply.differs:
        app.bottom.say("nothing is new in it: all of it is here already")
        return

    def done(entry: Entry | None) -> None:
        app.go_back(leave=False)
        app.said(entry)

    app.write(lambda: store(app.desk, reply.answers, reply.on), done)
