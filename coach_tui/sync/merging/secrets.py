"""What a client might not know of stays so after a merge, as after any change (domain rules §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.desk import HUNG_FROM, called
from coach_tui.plan.client import Engagement
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.visibility import lost_secrets

if TYPE_CHECKING:
    from coach_tui.store.shapes import Record, Tables
    from coach_tui.sync.merging.found import Found
    from coach_tui.sync.merging.sides import Side


def keep_secrets(found: Found) -> None:
    """Make private what hangs from something that a side has deleted or calls otherwise.

    What was told on neither side is not told by what comes of both.
    """
    wanted: set[tuple[str, str]] = set()
    for side in found.sides:
        plans = _renamed_plans(found, side)
        if plans:
            before = Practice(side.tables)
            after = Practice(_as_tables(found))
            wanted |= {pair for uid in plans for pair in _lost(before, after, uid)}
    for table, uid in sorted(wanted):
        found.change(table, uid, visibility="private")


def _renamed_plans(found: Found, side: Side) -> set[str]:
    """The plans (uids) in which something is gone, or called otherwise, that stood on a side."""
    return {
        str(record.get("plan"))
        for table in HUNG_FROM
        for uid, record in side.records.get(table, {}).items()
        if (now := found.table(table).get(uid)) is not record and called(table, record) != called(table, now)
    }


def _lost(before: Practice, after: Practice, engagement: str) -> list[tuple[str, str]]:
    plans = []
    for practice in (before, after):
        record = practice.find(Engagement.table, engagement)
        plan = practice.plan_of(record) if record is not None else None
        if not isinstance(plan, Plan):
            return []
        plans.append(plan)
    return [(noun.table, uid) for noun, uid in lost_secrets(*plans)]


def _as_tables(found: Found) -> Tables:
    return {name: _rows(rows) for name, rows in found.records.items()}


def _rows(rows: dict[str, Record]) -> dict[str, Record]:
    return {str(number): record for number, record in enumerate(rows.values(), 1)}
