"""Conversations with the coach, one a file.

`dialogues.checkin` is the module, imported when it is first asked for. Those that commands name
stand here, so that a type checker knows them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach_tui.app.dialogues import at_once as at_once
    from coach_tui.app.dialogues import booking as booking
    from coach_tui.app.dialogues import checkin as checkin
    from coach_tui.app.dialogues import client_forms as client_forms
    from coach_tui.app.dialogues import editor as editor
    from coach_tui.app.dialogues import other_calendar as other_calendar
    from coach_tui.app.dialogues import palette as palette
    from coach_tui.app.dialogues import pause as pause
    from coach_tui.app.dialogues import report as report
    from coach_tui.app.dialogues import review as review
    from coach_tui.app.dialogues import session as session
    from coach_tui.app.dialogues import snooze as snooze
    from coach_tui.app.dialogues import syncing as syncing
    from coach_tui.app.dialogues import template as template
    from coach_tui.app.dialogues import themes as themes
    from coach_tui.app.dialogues import wins as wins
else:

    def __getattr__(name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return import_module(f"{__name__}.{name}")
