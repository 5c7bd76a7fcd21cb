"""What becomes of one promise between the hours: moved to another day (m), kept in part or dropped (x)."""

from __future__ import annotations

from datetime import date
from functools import partial

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import ask_day, ask_reason, ask_stepped, choose
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.app.widgets.drawing import cut
from coach_tui.changes.daily import settle
from coach_tui.plan.contact import Commitment
from coach_tui.plan.dates import short
from coach_tui.plan.fields import quote
from coach_tui.plan.side import Side

ENDS = {"l": ("done late", "late"), "p": ("done in part", "partly"), "d": ("dropped", "dropped")}
"""Key → how it ends in words, and its status then."""
ROOM_FOR_TEXT = 20
"""Cells that a promise has in a question."""


async def move_promise(coach: Coach, promise: Commitment, days: int | None = None) -> None:
    """Move a promise to another day, which is counted from the one it was made for; ask why."""
    if promise.due is not None and days is not None:
        day = (await ask_stepped(coach, promise.due, days, Side.AHEAD)).isoformat()
    else:
        was = f" from {short(promise.due, coach.today)}" if promise.due else ""
        label = f"Move {_called(coach, promise)}{was} to"
        day = await ask_day(coach, label, Side.AHEAD, base=promise.due)
    question = f"To {short(date.fromisoformat(day), coach.today)}. Why?"
    await _settle(coach, promise, "moved", question, day)


async def end_promise(coach: Coach, promise: Commitment) -> None:
    """Ask how it ended and why; one that has ended is open again at once."""
    if not promise.open:
        verb = partial(settle, coach.desk, promise.uid, "open", seen=promise.status)
        coach.said(await coach.written(verb))
        return
    name = _called(coach, promise)
    answers = {key: word for key, (word, _) in ENDS.items()}
    word, status = ENDS[await choose(coach, f"{name} is", answers, ahead=True)]
    await _settle(coach, promise, status, f"{name} is {word}. Why?")


async def settle_again(
    coach: Coach, promise: Commitment, status: str, due: str, text: str, draft: str
) -> None:
    """Go on with a draft of why a promise became what it is to become (`status`, to a day in ISO)."""
    question = f"To {short(date.fromisoformat(due), coach.today)}. Why?" if due else ""
    said = next((word for word, one in ENDS.values() if one == status), status)
    question = question or f"{_called(coach, promise)} is {said}. Why?"
    await _settle(coach, promise, status, question, due, text, draft)


async def _settle(
    coach: Coach,
    promise: Commitment,
    status: str,
    question: str,
    due: str = "",
    text: str = "",
    draft: str = "",
) -> None:
    ask = partial(ask_reason, coach, question, needed=status == "dropped")
    verb = partial(settle, coach.desk, promise.uid, status, due=due or None, seen=promise.status)
    title = f"what came of {quote(coach.practice.original(promise).text)}"
    about = {"what": "promise", "table": promise.table, "uid": promise.uid, "status": status, "due": due}
    coach.said(
        await ask_and_write(
            coach,
            title,
            ask,
            lambda why: verb(reason=why),
            value=text,
            of=promise.plan,
            about=about,
            draft=draft,
        )
    )


def _called(coach: Coach, promise: Commitment) -> str:
    return quote(cut(promise.text, ROOM_FOR_TEXT, coach.ascii_only))
