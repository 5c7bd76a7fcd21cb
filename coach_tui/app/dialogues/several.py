"""What is done to all rows that are marked, asked once and written as one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import ask_day, ask_reason, ask_who, choose
from coach_tui.app.dialogues.session_states import CALLED_OFF
from coach_tui.changes import several
from coach_tui.plan.dates import add_days, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.record import Record
from coach_tui.plan.session import Session
from coach_tui.plan.side import Side

STEPS = {"later": 1, "earlier": -1, "week_later": 7, "week_earlier": -7}
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
        days, said = await _days(coach, records, STEPS.get(command))
        by, asked = await ask_who(coach, said)
        why = await ask_reason(coach, f"{said}{asked}. Why?")
        verb = partial(several.move_all, desk, records, days, by, why)
    coach.said(await coach.written(verb))


def _day_of(record: Record) -> date | None:
    """The day that moves."""
    day = record.on if isinstance(record, Session) else getattr(record, "due", None)
    return day if isinstance(day, date) else None


async def _days(coach: Coach, records: Sequence[Record], step: int | None) -> tuple[dict[str, str], str]:
    """The new day of each (ISO, by uid), and how that is said."""
    due = {record.uid: _day_of(record) for record in records}
    for record in records:
        if due[record.uid] is None:
            raise BadInput(f"{quote(record.name)} has no day that moves; {coach.key_of('mark')} takes it out")
    if step is None:
        day = await ask_day(coach, f"Move {len(records)} to", Side.AHEAD)
        return dict.fromkeys(due, day), f"{len(records)} to {short(date.fromisoformat(day), coach.today)}"
    days = {uid: add_days(was, step).isoformat() for uid, was in due.items() if was is not None}
    far = f"{abs(step)} day{'' if abs(step) == 1 else 's'}" if abs(step) < 7 else "a week"
    return days, f"{len(records)} {far} {'later' if step > 0 else 'earlier'}"
