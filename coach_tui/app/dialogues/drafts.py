"""What an earlier run left unsaved: asked about at the start, and opened again in the form it came from."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from coach_tui.app.drafts import told_by

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.app.drafts import Draft

LATER = 1.0
"""Seconds after which to look again whether the coach is free to be asked."""


async def offer_drafts(coach: Coach) -> None:
    """Ask whether to go on with what an earlier run left unsaved, one after the other."""
    coach.drafts.take_up()
    while coach.drafts.kept:
        while coach.bottom.active or len(coach.screen_stack) > 1:
            await asyncio.sleep(LATER)
            if not coach.drafts.kept:
                return
        draft = coach.drafts.kept[0]
        when = str(draft.get("at", "")).replace("T", " ")[:16]
        question = f"Left unsaved: {draft.get('title', 'a form')}, {when}"
        answer = await coach.bottom.ask(question, {"o": "open", "x": "throw away", "esc": "later"})
        if answer == "o":
            await reopen(coach, draft)
            return
        if answer is None:
            coach.bottom.say("kept; it is asked again at the next start")
            return
        _throw_away(coach, draft)


async def reopen(coach: Coach, draft: Draft) -> None:
    """Open the form a draft came from, with what was typed; it stays a draft until that is saved."""
    if _opened(coach, draft):
        return
    values = _values(draft)
    text = "\n".join(str(value) for value in values.values() if value and not isinstance(value, (bool, list)))
    coach.copy_to_clipboard(text)
    first, *rest = text.split("\n")
    more = " …" if rest else ""
    question = f"Typed: {first}{more} (copied)"
    if await coach.bottom.ask(question, {"x": "throw away", "esc": "keep"}) == "x":
        _throw_away(coach, draft)


def _opened(coach: Coach, draft: Draft) -> bool:
    """Whether the form could be opened: not where it is unknown, or what it is about is gone."""
    from coach_tui.app.dialogues.record import open_form
    from coach_tui.app.dialogues.review import reopen_review
    from coach_tui.app.dialogues.session import reopen_session

    key, values = str(draft.get("draft_key", "")), _values(draft)
    about = told_by(key)
    if about.get("form") == "review":
        return reopen_review(coach, key, values)
    if about.get("form") == "session":
        return reopen_session(coach, key, values)
    if about.get("form") == "record":
        table, uid, engagement = (str(about.get(name, "")) for name in ("table", "uid", "engagement"))
        return open_form(coach, table, uid, engagement=engagement, values=values, draft=key)
    return False


def _values(draft: Draft) -> dict[str, object]:
    values = draft.get("values")
    return values if isinstance(values, dict) else {}


def _throw_away(coach: Coach, draft: Draft) -> None:
    coach.drafts.kept.remove(draft)
    coach.drafts.store()
