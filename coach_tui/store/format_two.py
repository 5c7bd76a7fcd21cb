"""From format 1 to format 2: what was one field of its day becomes a history that is kept."""

from __future__ import annotations

from coach_tui.store.milestones_moved import keep_moves
from coach_tui.store.needs_dated import date_needs
from coach_tui.store.past_pauses import keep_pauses, keep_rhythms
from coach_tui.store.promises_settled import date_promises
from coach_tui.store.revised_before import keep_revisions
from coach_tui.store.session_states import say_what_came
from coach_tui.store.strategies_ended import date_strategies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from coach_tui.store.shapes import Tables

PARTS: tuple[Callable[[Tables], None], ...] = (
    keep_revisions,
    keep_moves,
    date_needs,
    date_promises,
    date_strategies,
    say_what_came,
    keep_pauses,
    keep_rhythms,
)
"""What changes, one thing a function: each changes the tables in place, and knows the others by nothing."""


def to_format_two(tables: Tables) -> None:
    """Bring tables of format 1 to format 2 in place; the journal is still of format 1, and tells what was."""
    for part in PARTS:
        part(tables)
