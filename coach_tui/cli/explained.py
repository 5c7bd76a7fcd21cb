"""Why an objective that ends as reached was made easier: asked at the terminal, else said to be missing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.explaining import without_reason
from coach_tui.plan.fields import quote
from coach_tui.plan.objective import Objective
from coach_tui.plan.revision_words import changed_words

if TYPE_CHECKING:
    from coach_tui.changes.explaining import Explained
    from coach_tui.cli.context import Context
    from coach_tui.plan.record import Record


def explained(record: Record, context: Context) -> list[Explained]:
    """Who asked for what made an objective easier without a reason, and why: asked, or said to be missing."""
    found: list[Explained] = []
    if not isinstance(record, Objective):
        return found
    for one in (record.revisions[place] for place in without_reason(record)):
        said = changed_words(one["what"], one.get("from", ""), one.get("to", ""), date.isoformat)
        if context.can_ask:
            from coach_tui.exchange.who_and_why import who_and_why

            by, why = who_and_why(context.ask_text, f"{quote(record.title)}: {said}, without a reason")
            found.append((one, by, why))
        else:
            context.say(f"{quote(record.title)}: {said}, no reason given; coach health --explain gives one")
    return found
