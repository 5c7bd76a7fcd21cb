"""Half-filled forms: gathered when the connection drops, offered again at the next start."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coach_tui.app.widgets.form import Form
from coach_tui.store.drafts import clear_drafts, take_drafts

if TYPE_CHECKING:
    from coach_tui.app.app import CoachApp


def open_drafts(app: CoachApp) -> list[dict[str, Any]]:
    """What is typed and not saved: changed forms, a prompt's line. Called by a signal handler."""
    drafts = [
        {**screen.draft(), "at": app.desk.clock.now().isoformat(timespec="minutes")}
        for screen in app.screen_stack
        if isinstance(screen, Form) and screen.changed
    ]
    if app.bottom.active and app.bottom.value.strip():
        at = app.desk.clock.now().isoformat(timespec="minutes")
        drafts.append({"draft_key": "", "title": "a line", "values": {"text": app.bottom.value}, "at": at})
    return drafts + app.kept_drafts


def offer_drafts(app: CoachApp) -> None:
    """Ask whether to go on with what an earlier run left unsaved, one after the other."""
    app.kept_drafts += take_drafts(app.desk.store.path)
    if app.kept_drafts:
        _ask(app)


def _ask(app: CoachApp) -> None:
    draft = app.kept_drafts[0]
    when = str(draft.get("at", "")).replace("T", " ")[:16]
    question = f"Not saved when the connection ended ({when}): {draft.get('title', 'a form')}"

    def answered(answer: str | None) -> None:
        if answer is None:
            app.bottom.say("kept; it is asked again at the next start")
            return
        app.kept_drafts.pop(0)
        if not app.kept_drafts:
            clear_drafts(app.desk.store.path)
        if answer == "o":
            reopen(app, draft)
        elif app.kept_drafts:
            _ask(app)

    app.bottom.ask(question, {"o": "open it", "x": "throw it away", "esc": "later"}, answered)


def reopen(app: CoachApp, draft: dict[str, Any]) -> None:
    """Open the form a draft came from, with what was typed."""
    from coach_tui.app.meeting import hold_review
    from coach_tui.app.recording import open_form

    values = draft.get("values")
    values = values if isinstance(values, dict) else {}
    try:
        key = json.loads(draft.get("draft_key") or "{}")
    except ValueError:
        key = {}
    if key.get("form") == "review":
        hold_review(app, str(key.get("engagement", "")), values)
    elif key.get("form") == "record":
        uid, engagement = str(key.get("uid", "")), str(key.get("engagement", ""))
        open_form(app, str(key.get("table", "")), uid, engagement=engagement, values=values)
    else:
        app.copy_to_clipboard(str(values.get("text", "")))
        app.bottom.say(f"typed before: {values.get('text', '')} · copied")
