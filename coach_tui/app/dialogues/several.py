"""What is done to all rows that are marked, asked once and written as one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.move_together import move_together
from coach_tui.app.dialogues.questions import STEPS, ask_day, ask_reason, choose
from coach_tui.app.dialogues.session_states import CALLED_OFF
from coach_tui.changes import several
from coach_tui.plan.dates import short
from coach_tui.plan.record import Record
from coach_tui.plan.session import Session
from coach_tui.plan.side import Side

ACTS = ("done", "move", "snooze", "close", *STEPS)
"""Commands that are done to all rows marked."""
SETTLED = {"d": "done", "l": "late", "p": "partly", "x": "dropped"}


async def act_on(command: str, records: Sequence[Record], fields: Mapping[str, str], coach: Coach) -> None:
    """Do a command (its id) to all of them; `fields` are those in which each is put off, by uid.

    Raises:
        BadInput: one of them does not take it; nothing is changed.
        Left: a question was left.
    """
    desk, count = coach.desk, len(records)
    if command == "done":
        verb = partial(several.finish_all, desk, records)
    elif command == "snooze":
        day = await ask_day(coach, f"Put {count} off until", Side.AHEAD, after=coach.today)
        until = short(date.fromisoformat(day), coach.today)
        why = await ask_reason(coach, f"Off until {until}. Why?", needed=True)
        verb = partial(several.put_off_all, desk, records, day, why, fields)
    elif command == "close" and isinstance(records[0], Session):
        future = any(isinstance(one, Session) and one.on > coach.today for one in records)
        short_words = {key: word for key, (word, _) in CALLED_OFF.items() if key != "n" or not future}
        asked = f"{count} session{'s' if count > 1 else ''}, cancelled by"
        how = CALLED_OFF[await choose(coach, asked, short_words, ahead=True)][1]
        why = await ask_reason(coach, f"{how.capitalize()}. Why?")
        verb = partial(several.call_off_all, desk, records, how, why)
    elif command == "close":
        status = SETTLED[
            await choose(coach, f"{count} promise{'s are' if count > 1 else ' is'}", SETTLED, ahead=True)
        ]
        why = await ask_reason(coach, f"{status}. Why?", needed=True) if status == "dropped" else ""
        verb = partial(several.settle_all, desk, records, status, why)
    else:
        await move_together(coach, records, STEPS.get(command))
        return
    coach.said(await coach.written(verb))
