"""From older formats to this one, a step at a time."""

from __future__ import annotations

from coach_tui.plan.errors import DataFileError
from coach_tui.store import shapes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from coach_tui.store.shapes import Tables


def _from_one(tables: Tables) -> None:
    from coach_tui.store.format_two import to_format_two

    to_format_two(tables)


def _from_two(tables: Tables) -> None:
    """Change nothing in memory: format 3 writes the same in another order, and packs the journal."""


STEPS: dict[int, Callable[[Tables], None]] = {1: _from_one, 2: _from_two}
"""By the format a step starts from: it changes the tables in place to the next format."""
BEGUN_ANEW = 2
"""The newest format whose step changed records: what was done before it cannot be undone."""


def upgrade(tables: Tables, shown_name: str) -> int | None:
    """Bring tables to the present format in place; return the format they had, None if it was that.

    Raises DataFileError (one line with `shown_name`) for a newer format, or an older one that no step
    starts from. Entries of the journal that hold records as they were before a step changed them stay as
    history and can no longer be undone.
    """
    about = shapes.meta(tables)
    found: int = about["format"] if about else 0
    if found == shapes.FORMAT or about is None:
        return None
    if found > shapes.FORMAT:
        raise DataFileError(
            f"{shown_name} was written by a newer coach-tui (format {found}, this knows {shapes.FORMAT}): "
            "update coach-tui; nothing was changed"
        )
    for step in range(found, shapes.FORMAT):
        if step not in STEPS:
            raise DataFileError(
                f"{shown_name} has format {found}, too old for this coach-tui: migrate it with an older one"
            )
        before = _records(tables)
        STEPS[step](tables)
        about["format"] = step + 1
        if before >= 10 and _records(tables) * 2 < before:
            raise DataFileError(
                f"{shown_name}: its migration from format {step} would lose {before - _records(tables)} of "
                f"{before} records; nothing was changed: please report this"
            )
    for entry in tables.get("journal", {}).values() if found < BEGUN_ANEW else ():
        if entry["state"] == "done":
            entry["stands"] = True
        entry["state"] = "dropped"
    return found


def _records(tables: Tables) -> int:
    """Count all records: a step may rename tables and merge records, but hardly lose most of them."""
    return sum(len(table) for table in tables.values())
