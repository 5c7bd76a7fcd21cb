"""What an earlier run left unsaved: asked about at the start, and opened again in the form it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.app.dialogues.questions import choose
from coach_tui.app.drafts import Gone, told_by
from coach_tui.app.talking import Left
from coach_tui.exchange.texts import sweep_texts
from coach_tui.plan.schema import NOUNS
from coach_tui.store.drafts import shut_drafts
from coach_tui.store.names import shown

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.app.drafts import Draft


async def offer_drafts(coach: Coach) -> None:
    """Ask whether to go on with what an earlier run left unsaved, one after the other."""
    coach.drafts.take_up()
    left = sweep_texts(coach.desk.store.path)
    await ask_about_drafts(coach)
    if left:
        await coach.free()
        coach.bottom.say(f"a text from an editor was not taken in: it is kept in {shown(left[-1])}")
    if shut_drafts(coach.desk.store.path):
        await coach.free()
        coach.bottom.say("what was left unsaved is encrypted for another key: coach doctor says more", "bad")


async def ask_about_drafts(coach: Coach) -> None:
    """Ask about each that is kept; those that name somebody wait until names are shown."""
    while coach.drafts.kept:
        await coach.free()
        if not coach.drafts.kept:
            return
        draft = coach.drafts.kept[0]
        told = [draft.get("title"), *_told(draft)]
        coach.drafts.withheld = coach.practice.tells(*told)
        coach.refuse_names(*told)
        when = str(draft.get("at", "")).replace("T", " ")[:16]
        question = f"Left unsaved: {draft.get('title', 'a form')}, {when}"
        try:
            answer = await choose(coach, question, {"o": "open", "x": "throw away", "esc": "later"})
        except Left:
            coach.bottom.say("kept; it is asked again at the next start")
            return
        if answer == "o":
            await reopen(coach, draft)
            return
        _throw_away(coach, draft)


async def reopen(coach: Coach, draft: Draft) -> None:
    """Open the form a draft came from, with what was typed; it stays a draft until that is saved.

    Raises:
        BadInput: names are hidden, and it would tell one.
    """
    coach.refuse_names(*_told(draft))
    try:
        await _go_on(coach, draft)
        return
    except Gone:
        values = _values(draft)
    text = "\n".join(str(value) for value in values.values() if value and not isinstance(value, (bool, list)))
    coach.copy_to_clipboard(text)
    first, *rest = text.split("\n")
    more = " …" if rest else ""
    question = f"Typed: {first}{more} (copied)"
    if await choose(coach, question, {"x": "throw away", "esc": "keep"}) == "x":
        _throw_away(coach, draft)


async def _go_on(coach: Coach, draft: Draft) -> None:
    """Go on in the form that a draft came from.

    Raises:
        Gone: it is unknown, or what it is about is gone or closed.
    """
    from coach_tui.app.dialogues.reopening import OPENERS

    key = str(draft.get("draft_key", ""))
    about = told_by(key)
    opener = OPENERS.get((str(about.get("form", "")), str(about.get("what", ""))))
    if opener is None:
        raise Gone
    await opener(coach, key, about, _values(draft))


def _told(draft: Draft) -> list[object]:
    """What a draft tells once it is open: what it is about, and what was typed."""
    about = told_by(str(draft.get("draft_key", "")))
    noun = NOUNS.get(str(about.get("table", "")))
    return [about, _values(draft), *([noun] if noun else ())]


def _values(draft: Draft) -> dict[str, object]:
    values = draft.get("values")
    return values if isinstance(values, dict) else {}


def _throw_away(coach: Coach, draft: Draft) -> None:
    coach.drafts.kept.remove(draft)
    coach.drafts.store()
