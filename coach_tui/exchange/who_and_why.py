"""Who asked for what a document changes of targets, measures and dates, and why (domain rules §5)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.matched import bent_in, sessions_moved
from coach_tui.changes.remembering import BENDING, bent_by
from coach_tui.plan.dates import short
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.revision_words import asked_by, changed_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from coach_tui.plan.draft import Draft
    from coach_tui.plan.practice import Practice
    from coach_tui.plan.record import Record
    from coach_tui.plan.revision import Difference

    Asked = Callable[[str], tuple[str, str]]
    """Gives who asked and why, "" where nobody says; it is told what is changed, in a line."""


MOVED = 6
"""Sessions that are told one by one where a document moves several."""


def who_and_why(ask_text: Callable[[str], str], bent: str) -> tuple[str, str]:
    """Asks at a terminal who asked for a change and why; an empty answer leaves it unsaid.

    Args:
        ask_text: asks for a line.
        bent: what is changed, in a line.
    """
    who = ask_text(f"{bent}. Who asked for it? (c client, s sponsor, m me, or a name; Enter: not said)")
    why = ask_text("Why? (Enter: no reason given)")
    return asked_by(who), why.strip()


def bent_of_plan(practice: Practice, today: date, draft: Draft) -> str:
    """What a plan file that takes a plan's place changes of targets, measures and dates; "" for nothing."""
    return _in_a_line(bent_in(practice, today, draft))


def moved_of_plan(practice: Practice, today: date, draft: Draft) -> str:
    """Which booked sessions a plan file moves that takes a plan's place and names no ids; "" for none."""
    moved = sessions_moved(practice, draft)
    pairs = [f"{_when(one.raw, today)} → {_when(record, today)}" for one, record in moved[:MOVED]]
    more = f", and {len(moved) - MOVED} more" if len(moved) > MOVED else ""
    what = "1 booked session moves" if len(moved) == 1 else f"{len(moved)} booked sessions move"
    return f"{what}: {', '.join(pairs)}{more}" if moved else ""


def _when(session: Mapping[str, Any], today: date) -> str:
    return f"{short(date.fromisoformat(session['on']), today)} {session.get('time', '')}".rstrip()


def bent_of_records(
    practice: Practice, today: date, records: Mapping[str, Sequence[Mapping[str, Any]]]
) -> str:
    """What the records of an export change of targets, measures and dates; "" for nothing."""
    found = []
    for noun in (Objective, Milestone):
        for row in records.get(noun.table, ()):
            record = practice.find(noun.table, row["uid"])
            keys = [key for key in (*BENDING, "revisions", "moves") if key in noun.fields]
            changes = {key: row.get(key) for key in keys if record and row.get(key) != record.raw.get(key)}
            if record is not None:
                found += [(record, one) for one in bent_by(practice, today, record, changes)]
    return _in_a_line(found)


def _in_a_line(found: Iterable[tuple[Record, Difference]]) -> str:
    said = [
        f"{quote(record.name)}: "
        + changed_words(one["what"], one.get("from", ""), one.get("to", ""), date.isoformat)
        for record, one in found
    ]
    more = f", and {len(said) - 1} more" if len(said) > 1 else ""
    return f"{said[0]}{more}" if said else ""
