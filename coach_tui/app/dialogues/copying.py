"""Copying what is selected (y) to the terminal's clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.app.widgets.drawing import cut
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach

SHOWN = 24
"""Cells of the text that the message quotes."""


def copy_selection(coach: Coach) -> None:
    """Copy what is selected, and say what that was."""
    text = coach.place.copy_text()
    if not text:
        coach.bottom.say("nothing is selected that could be copied")
        return
    coach.copy_to_clipboard(text)
    lines = text.count("\n") + 1
    first = cut(text.partition("\n")[0].strip(), SHOWN, coach.ascii_only)
    more = f" and {lines - 1} more line{'s' if lines > 2 else ''}" if lines > 1 else ""
    coach.bottom.say(f"copied {quote(first)}{more}, as far as the terminal allows it", "good")
