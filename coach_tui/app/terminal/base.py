"""What the parts of this room ask of the app: what it shows, what is typed in it, and how it ends."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach_tui.app.terminal.pens import fills
from coach_tui.app.terminal.private import BareApp
from coach_tui.app.terminal.sparing import Shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach_tui.app.talking import Talks
    from coach_tui.app.terminal.background import Asked
    from coach_tui.app.widgets.bottom import BottomLine


class BaseApp(BareApp):
    """An app with a line at the bottom, conversations and drafts."""

    bottom: BottomLine
    talks: Talks
    crash_line = ""
    asked: Asked | None = None
    """What the terminal was asked before the app was there."""

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self.terminal_shows = Shown(fills(os.environ))
        self.last_of_all: Callable[[], None] = lambda: None
        """What is done where the process ends in a signal."""

    def store_drafts(self) -> None:
        """Write down what is typed and not saved; called from signal handlers and at a crash."""
        raise NotImplementedError

    def note_crash(self) -> str:
        """Write down where the program stopped, without values; returns the line for the user."""
        raise NotImplementedError
