"""Taking the last change back (u), and making it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes import undo as verbs

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach


async def undo(coach: Coach) -> None:
    """Take the last change back."""
    entry = await coach.written(lambda: verbs.undo(coach.desk))
    coach.say_done(f"took back: {coach.practice.shown(entry.what)}", f"{coach.key_of('redo')} makes it again")


async def redo(coach: Coach) -> None:
    """Make again what was taken back."""
    entry = await coach.written(lambda: verbs.redo(coach.desk))
    coach.say_done(f"made again: {coach.practice.shown(entry.what)}")
