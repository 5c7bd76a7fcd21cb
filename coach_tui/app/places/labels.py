"""What keys do to the record under the cursor, in a word of the footer."""

from __future__ import annotations

from coach_tui.plan.contact import Commitment
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.record import Record
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy

AGAIN = "open again"


def does(command: str, record: Record | None) -> str:
    """What a command (its id) does to a record; "" where it is what the command is called anyway."""
    match command, record:
        case "done", Session():
            return "held"
        case "done", Strategy():
            return "practised"
        case "done", Milestone(done_on=None):
            return "done"
        case "done", Commitment():
            return AGAIN if record.status == "done" else "done"
        case "done", Milestone():
            return AGAIN
        case "close", Session():
            return "cancel"
        case "close", Strategy():
            return "end" if record.active else "go on"
        case "close", Objective() | Milestone():
            return "close" if record.open else AGAIN
        case "close", Commitment():
            return "end" if record.open else AGAIN
    return ""
