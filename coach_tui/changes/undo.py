"""Take the last change back, or make it again; what changed, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.store.journal import entries

if TYPE_CHECKING:
    from coach_tui.changes.desk import Desk
    from coach_tui.plan.practice import Practice
    from coach_tui.store.journal import Entry


def undo(desk: Desk) -> Entry:
    """Takes the newest change back, whoever made it.

    Raises:
        BadInput: when there is nothing to undo.
        ChangedMeanwhile: when the record was changed outside since.
    """
    entry = desk.store.undo()
    desk.note_booked(entry, back=True)
    return entry


def redo(desk: Desk) -> Entry:
    """Makes the change again that was undone last.

    Raises:
        BadInput: when there is nothing to redo.
    """
    entry = desk.store.redo()
    desk.note_booked(entry)
    return entry


def history(desk: Desk, client: str | None = None) -> list[Entry]:
    """The journal, newest first, of everybody or of one client (uid)."""
    return [entry for entry in entries_of(desk.practice()) if client in (None, entry.client)]


def entries_of(practice: Practice) -> list[Entry]:
    """The journal as it was read, newest first."""
    return list(reversed(entries(practice.tables)))
