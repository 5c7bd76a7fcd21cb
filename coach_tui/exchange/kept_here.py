"""What a document says otherwise of how goals were changed, which stands as it is here (domain rules §5)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.kept_past import said_otherwise
from coach_tui.changes.matched import bending_in, revised_and_gone
from coach_tui.plan.dates import day_words
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.revision_words import changed_words
from coach_tui.plan.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from coach_tui.plan.draft import Draft
    from coach_tui.plan.practice import Practice
    from coach_tui.plan.record import Record

MOST_GONE = 3
"""So many that go are named."""


def kept_of_plan(practice: Practice, draft: Draft) -> list[str]:
    """The revisions and moves that a plan file has otherwise, in a line each."""
    return [line for record, one in bending_in(practice, draft) for line in _kept(record, one)]


def kept_of_records(practice: Practice, records: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[str]:
    """The revisions and moves that the records of an export have otherwise, in a line each."""
    found = []
    for noun in (Objective, Milestone):
        for row in records.get(noun.table, ()):
            record = practice.find(noun.table, row["uid"])
            found += list(_kept(record, row)) if record is not None else []
    return found


def gone_of_plan(practice: Practice, draft: Draft) -> str:
    """What was revised or moved and a plan file that takes a plan's place has no more, in words."""
    gone = [quote(one.name) for one in revised_and_gone(practice, draft)]
    if not gone:
        return ""
    more = [f"{len(gone) - MOST_GONE} more"] if len(gone) > MOST_GONE else []
    names = listed([*gone[:MOST_GONE], *more])
    it_goes = "is not in the file: it goes" if len(gone) == 1 else "are not in the file: they go"
    return f"{names} {it_goes}, with what is kept of how it was changed"


def _kept(record: Record, said: Mapping[str, Any]) -> Iterator[str]:
    for one in said_otherwise(record.raw, said):
        ends = (one.get("from", ""), one.get("to", ""))
        words = changed_words(one.get("what", "date"), *ends, date.isoformat)
        yield f"{quote(record.name)}: {words} on {day_words(one['on'])}"
