"""What is typed and not saved yet: kept when the connection drops, offered again at the next start.

A draft is a small table: `draft_key` (JSON that says which form it belongs to), `title`, `values`, `at`.
It is in `app.kept_drafts` from the moment its form is handed in until the change is in the file. What a form
holds is written beside the data file whenever a field is left, so that even a process that is killed loses
no more than the line being typed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from coach_tui.app.forms.widgets.form import Form
from coach_tui.plan.errors import CoachError
from coach_tui.store.drafts import clear_drafts, save_drafts, take_drafts

if TYPE_CHECKING:
    from coach_tui.app.app import CoachApp
    from coach_tui.plan.practice import Plan

T = TypeVar("T")

LATER = 1.0
"""Seconds after which to ask again whether the coach is free to be asked."""


class Unsaved:
    """One text or form that somebody is typing, until it is saved or thrown away."""

    def __init__(self, app: CoachApp, about: Mapping[str, Any], draft: str = "") -> None:
        self.app = app
        self.key = draft or json.dumps({**about, "draft": os.urandom(6).hex()})

    def write(
        self,
        title: str,
        values: Mapping[str, Any],
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[CoachError], object],
    ) -> None:
        """Do a verb (see `CoachApp.write`); until it is done, the values are a draft."""
        self.keep(title, values)

        def kept_work() -> T:
            result = work()
            self._drop()
            return result

        def done(result: T) -> None:
            self.forget()
            then(result)

        self.app.write(kept_work, done, failed)

    def keep(self, title: str, values: Mapping[str, Any]) -> None:
        """From now on a dropped connection does not lose them."""
        self._drop()
        self.app.kept_drafts.append(
            {"draft_key": self.key, "title": title, "values": dict(values), "at": _now(self.app)}
        )

    def store(self) -> None:
        """Keep it beside the data file as well."""
        _store(self.app)

    def forget(self) -> None:
        """It is saved, or was thrown away."""
        self._drop()
        if self.app.drafts_stored:
            _store(self.app, without=self.key)

    def _drop(self) -> None:
        for draft in self._mine():
            self.app.kept_drafts.remove(draft)

    def _mine(self) -> list[dict[str, Any]]:
        return [draft for draft in self.app.kept_drafts if draft.get("draft_key") == self.key]


def open_drafts(app: CoachApp) -> list[dict[str, Any]]:
    """All that is typed and not saved: forms, a prompt's line, what is just being written.

    Called by a signal handler.
    """
    found = _worth_keeping(app)
    if app.bottom.active and app.bottom.value.strip():
        line = {"text": app.bottom.value}
        found.insert(0, {"draft_key": "", "title": "a line", "values": line, "at": _now(app)})
    return found


def _worth_keeping(app: CoachApp) -> list[dict[str, Any]]:
    return _not_erased(app, _held(app))


def _held(app: CoachApp) -> list[dict[str, Any]]:
    """What forms hold, and what was handed in and is not in the file."""
    forms = [
        {**screen.draft(), "at": _now(app)}
        for screen in app.screen_stack
        if isinstance(screen, Form) and screen.changed
    ]
    keys = {draft["draft_key"] for draft in forms}
    return forms + [draft for draft in app.kept_drafts if draft.get("draft_key") not in keys]


def _not_erased(app: CoachApp, drafts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those about what the data file still knows, deleted or not.

    Nothing of a client who was erased meanwhile, by another process, may come to lie beside the file again.
    """
    try:
        data = app.desk.store.path.read_bytes()
    except OSError:
        return drafts
    if not data.lstrip().startswith(b"{"):
        return drafts
    found = []
    for draft in drafts:
        about = told_by(str(draft.get("draft_key", "")))
        uid = str(about.get("engagement") or about.get("uid") or "")
        if not uid.isascii() or uid.encode() in data:
            found.append(draft)
    return found


async def store_open(app: CoachApp, writing: asyncio.Lock) -> None:
    """Write down what the open forms hold, off the event loop and in turn with all other writing."""
    async with writing:
        found = _held(app)

        def in_thread() -> None:
            save_drafts(app.desk.store.path, _not_erased(app, found))

        if found or app.drafts_stored:
            app.drafts_stored = True
            with contextlib.suppress(CoachError):  # a disk that refuses is told of when the form is saved
                await asyncio.to_thread(in_thread)


def told_by(draft_key: str) -> dict[str, Any]:
    """What a draft's key says; {} where it is none of ours."""
    try:
        about = json.loads(draft_key or "{}")
    except ValueError:
        return {}
    return about if isinstance(about, dict) else {}


def plan_told(app: CoachApp, draft_key: str) -> Plan | None:
    """The plan that a draft's key names; None when it is gone or closed."""
    found = app.practice.find("engagements", str(told_by(draft_key).get("engagement", "")))
    plan = app.practice.plan(found.raw["client"], found.uid) if found else None
    return plan if plan is not None and plan.engagement.open else None


def _now(app: CoachApp) -> str:
    return app.desk.clock.now().isoformat(timespec="minutes")


def _store(app: CoachApp, without: str = "") -> None:
    """Bring what lies beside the data file in line with what is kept, and with the open forms but for one."""
    try:
        clear_drafts(app.desk.store.path)
        found = [draft for draft in _worth_keeping(app) if not without or draft.get("draft_key") != without]
        app.drafts_stored = bool(found)
        if found:
            save_drafts(app.desk.store.path, found)
    except CoachError as error:
        app.bottom.say(str(error), "bad")


def offer_drafts(app: CoachApp) -> None:
    """Ask whether to go on with what an earlier run left unsaved, one after the other."""
    app.kept_drafts += take_drafts(app.desk.store.path)
    app.drafts_stored = app.drafts_stored or bool(app.kept_drafts)
    _offer(app)


def _offer(app: CoachApp) -> None:
    """Ask, once nothing else is being asked or filled in."""
    if not app.kept_drafts or not app.screen_stack:
        return
    if app.bottom.active or len(app.screen_stack) > 1:
        app.set_timer(LATER, lambda: _offer(app))
    else:
        _ask(app)


def _ask(app: CoachApp) -> None:
    draft = app.kept_drafts[0]
    when = str(draft.get("at", "")).replace("T", " ")[:16]
    question = f"Left unsaved: {draft.get('title', 'a form')}, {when}"

    def answered(answer: str | None) -> None:
        if answer is None:
            app.bottom.say("kept; it is asked again at the next start")
        elif answer == "o":
            reopen(app, draft)
        else:
            app.kept_drafts.remove(draft)
            _store(app)
            if app.kept_drafts:
                _ask(app)

    app.bottom.ask(question, {"o": "open", "x": "throw away", "esc": "later"}, answered)


def reopen(app: CoachApp, draft: dict[str, Any]) -> None:
    """Open the form a draft came from, with what was typed; it stays a draft until that is saved."""
    from coach_tui.app.dialogues.record import open_form
    from coach_tui.app.dialogues.review import reopen_review
    from coach_tui.app.dialogues.session import reopen_session

    values = draft.get("values")
    values = values if isinstance(values, dict) else {}
    about = told_by(str(draft.get("draft_key", "")))
    opened = False
    if about.get("form") == "review":
        opened = reopen_review(app, str(draft["draft_key"]), values)
    elif about.get("form") == "session":
        opened = reopen_session(app, str(draft["draft_key"]), values)
    elif about.get("form") == "record":
        table, uid, engagement = (str(about.get(key, "")) for key in ("table", "uid", "engagement"))
        opened = open_form(
            app, table, uid, engagement=engagement, values=values, draft=str(draft["draft_key"])
        )
    if opened:
        return
    text = "\n".join(str(value) for value in values.values() if value and not isinstance(value, (bool, list)))
    app.copy_to_clipboard(text)
    first, *rest = text.split("\n")
    more = " …" if rest else ""
    question = f"Typed: {first}{more} (copied)"

    def answered(answer: str | None) -> None:
        if answer == "x":
            app.kept_drafts.remove(draft)
            _store(app)

    app.bottom.ask(question, {"x": "throw away", "esc": "keep"}, answered)
