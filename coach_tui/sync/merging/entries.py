"""Entries of a list, such as pauses, that one side took out and the other changed: they stay; it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.field_records import Records
from coach_tui.plan.objective import Objective
from coach_tui.plan.pause import Pause, pause_days
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.whereabouts import stepped
from coach_tui.sync.merging.sides import same_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from coach_tui.store.shapes import Record
    from coach_tui.sync.merging.found import Found

_TOLD = ((Objective.table, "measure"),)
"""What is told of by itself, with the values that are back (`coach_tui.sync.merging.deleted_with`)."""


def tell_entries(found: Found) -> None:
    """Say which entries were taken out on one side and are back, as the other changed them."""
    for table, noun in NOUNS.items():
        lists = [
            (key, field)
            for key, field in noun.fields.items()
            if isinstance(field, Records) and (table, key) not in _TOLD
        ]
        for record in found.changed(table) if lists else ():
            for key, field in lists:
                for entry in _back(found, table, record, key, field):
                    found.remark(
                        f"{_named(field, entry)} of the {found.named(table, record)} was taken out on one "
                        "machine and is back: it was changed on another"
                    )


def _back(found: Found, table: str, record: Record, key: str, field: Records) -> Iterator[dict[str, Any]]:
    """The entries of a list that one side had taken out, and the other changed, as they are now."""
    was = found.base.record(table, record["uid"])
    sides = [side.record(table, record["uid"]) for side in found.sides]
    if was is None or None in sides:
        return
    before, now, *there = (stepped((one or {}).get(key), field.record) for one in (was, record, *sides))
    for step, entry in before.items():
        left = [one[step] for one in there if step in one]
        if len(left) == 1 and step in now and not same_value(left[0], entry):
            yield now[step]


def _named(field: Records, entry: dict[str, Any]) -> str:
    if field.record is Pause:
        return f"the pause {pause_days(entry)}"
    return field.record.noun or "an entry"
