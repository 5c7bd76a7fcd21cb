"""On which days what stands in a calendar has been before, as far as the history tells."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.plan.calendar_items import NOUNS, When, when_of
from coach_tui.plan.client import Engagement
from coach_tui.plan.contact import Review
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from coach_tui.plan.stands import stands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.plan.calendar_items import CalendarItem
    from coach_tui.plan.practice import Practice


class Past:
    """Where records have been before, by their own moves and by the journal; read once when first asked."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._read: dict[tuple[str, str], set[When]] | None = None

    def of(self, item: CalendarItem) -> set[When]:
        """The days of an item so far, the present one included."""
        noun = NOUNS[item.kind]
        if self._read is None:
            self._read = {}
            for key, when in self._journal():
                self._read.setdefault(key, set()).add(when)
        owner = item.engagement if item.next else item.record
        found = set(self._read.get((noun.table, owner), ()))
        record = self._practice.find(noun.table, item.record) if item.record else None
        if isinstance(record, Milestone):
            days = [record.first_planned.isoformat(), *(m[k] for m in record.moves for k in ("from", "to"))]
            found.update(When(date.fromisoformat(day)) for day in days)
        elif isinstance(record, (Engagement, Objective)):
            planned = record.end if isinstance(record, Engagement) else record.due
            found |= {When(planned)} if planned is not None else set()  # from before it was closed
        elif isinstance(record, Session):
            found.update(
                item.when._replace(day=date.fromisoformat(move[key]), time=move.get(f"{key}_time", ""))
                for move in record.moves
                for key in ("from", "to")
            )
        return found

    def _journal(self) -> Iterator[tuple[tuple[str, str], When]]:
        nouns = {noun.table: noun for noun in NOUNS.values()}
        for entry in self._practice.tables.get("journal", {}).values():
            for op in entry["ops"] if stands(entry) else ():
                noun = nouns.get(op["table"])
                for raw in (op["before"], op["after"]) if noun is not None else ():
                    try:
                        when = when_of(noun, raw) if noun is not None and raw else None
                    except (BadInput, KeyError, ValueError):
                        when = None
                    if when is None:
                        continue
                    yield (op["table"], op["uid"]), when
                    if noun is Review:
                        yield (op["table"], str(raw.get("plan"))), when
