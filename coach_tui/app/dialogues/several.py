"""What is done to all rows that are marked, asked once and written as one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import NoReturn

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.move_together import move_together
from coach_tui.app.dialogues.promise import ENDS
from coach_tui.app.dialogues.questions import STEPS, ask_day, ask_reason, choose
from coach_tui.app.dialogues.record_keys import say_deleted
from coach_tui.app.dialogues.session_states import CALLED_OFF
from coach_tui.changes import several
from coach_tui.changes.snooze import what_is_put_off
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.record import Record
from coach_tui.plan.session import Session
from coach_tui.plan.side import Side

SETTLED = {"d": ("done", "done"), **{"x" if key == "d" else key: said for key, said in ENDS.items()}}
"""Key → what came of promises in words, and their status then."""


def refuse(coach: Coach, command: str, record: Record, field: str, word: str) -> NoReturn:
    """Say which of the rows that are marked does not take a command (its id).

    Raises:
        BadInput: always; nothing is changed.
    """
    key, called = coach.key_of, what_is_put_off(record, field)
    raise BadInput(
        f"{key(command)} {word or coach.commands[command].label}: not for {called}, which is marked;"
        f" {key('mark')} takes it out, {key('close_up')} marks none"
    )


async def act_on(command: str, records: Sequence[Record], fields: Mapping[str, str], coach: Coach) -> None:
    """Do a command (its id) to all of them; `fields` are those in which each is put off, by uid.

    Raises:
        BadInput: one of them does not take it; nothing is changed.
        Left: a question was left.
    """
    desk = coach.desk
    if command == "done":
        coach.said(await coach.written(partial(several.finish_all, desk, records)))
    elif command == "delete":
        await say_deleted(coach, partial(several.delete_all, desk, records), records[0])
    elif command == "snooze":
        await _put_off(coach, records, fields)
    elif command == "close":
        await (_call_off if isinstance(records[0], Session) else _settle)(coach, records)
    else:
        await move_together(coach, records, STEPS.get(command))


async def _put_off(coach: Coach, records: Sequence[Record], fields: Mapping[str, str]) -> None:
    day = await ask_day(coach, f"Put {len(records)} off until", Side.AHEAD, after=coach.today)
    until = short(date.fromisoformat(day), coach.today)
    why = await ask_reason(coach, f"Off until {until}. Why?", needed=True)
    verb = partial(several.put_off_all, coach.desk, records, day, why, fields)
    coach.said(await coach.written(verb))


async def _call_off(coach: Coach, records: Sequence[Record]) -> None:
    count = len(records)
    future = any(isinstance(one, Session) and one.on > coach.today for one in records)
    short_words = {key: word for key, (word, _) in CALLED_OFF.items() if key != "n" or not future}
    asked = f"{count} session{'s' if count > 1 else ''}, cancelled by"
    how = CALLED_OFF[await choose(coach, asked, short_words, ahead=True)][1]
    why = await ask_reason(coach, f"{how.capitalize()}. Why?")
    coach.said(await coach.written(partial(several.call_off_all, coach.desk, records, how, why)))


async def _settle(coach: Coach, promises: Sequence[Record]) -> None:
    asked = f"{len(promises)} promises are" if promises[1:] else "1 promise is"
    answers = {key: word for key, (word, _) in SETTLED.items()}
    word, status = SETTLED[await choose(coach, asked, answers, ahead=True)]
    why = ""
    if status != "done":
        why = await ask_reason(coach, f"{asked} {word}. Why?", needed=status == "dropped")
    coach.said(await coach.written(partial(several.settle_all, coach.desk, promises, status, why)))
