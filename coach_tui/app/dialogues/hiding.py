"""Hiding names while others see the screen, and showing them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.app.dialogues.drafts import ask_about_drafts

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach


async def hide_names(coach: Coach) -> None:
    """Hide names, or show them; that lasts until it is asked for again, over a restart too."""
    hidden = not coach.practice.tells()
    coach.bottom.say("names are hidden" if hidden else "names are shown")
    await coach.hide_names(hidden)
    if coach.drafts.withheld and not hidden:
        coach.drafts.withheld = False
        await ask_about_drafts(coach)
