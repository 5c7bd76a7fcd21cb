"""What keys do to all rows that are marked: asked by the footer, and by the keys themselves."""

from __future__ import annotations

from collections.abc import Sequence

from coach_tui.app.dialogues.questions import STEPS
from coach_tui.changes.snooze import waits
from coach_tui.plan.record import Record

TAKEN = {
    "milestones": ("done", "move", "snooze", "delete"),
    "objectives": ("move", "delete"),
    "strategies": ("done", "delete"),
    "commitments": ("done", "move", "snooze", "close", "delete"),
    "sessions": ("done", "move", "snooze", "close", "delete"),
    "rounds": ("snooze",),
    "assessments": ("snooze",),
    "engagements": ("snooze",),
    "clients": ("snooze",),
}
"""The commands (ids) that are done to several records of a table at once."""
TOGETHER = ("done", "move", "snooze", "close", "delete")
"""All of them, as they are named; the steps go with the move."""
WORDS = {"snooze": "put off", "close_up": "none"}
CLOSED = {"sessions": "cancel", "commitments": "settle"}
"""What it is called to close several of a table: several tables are not closed alike."""


def left_out(command: str, records: Sequence[Record]) -> Record | None:
    """The first of the records that are marked to which a command (its id) is not done; None: it goes."""
    wanted = "move" if command in STEPS else command
    for record in records:
        if wanted not in TAKEN.get(record.table, ()) or (wanted == "snooze" and not waits(record)):
            return record
        if wanted == "close" and record.table != records[0].table:
            return record
    return None


def word(command: str, records: Sequence[Record]) -> str:
    """What a command does to all of them, in a word; "" where it is what the command is called anyway."""
    tables = {record.table for record in records}
    if command == "close":
        return CLOSED.get(records[0].table, "")
    if command == "done" and tables == {"strategies"}:
        return "practised"
    if command == "done" and tables == {"sessions"}:
        return "held"
    return WORDS.get(command, "")
