"""Places, one a file: the lists behind the digits and the pages asked for.

`places.calendar` is the module, imported when it is first asked for. Those that commands name
stand here, so that a type checker knows them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach_tui.app.places import across as across
    from coach_tui.app.places import calendar as calendar
    from coach_tui.app.places import calendar_changes as calendar_changes
    from coach_tui.app.places import clients as clients
    from coach_tui.app.places import evaluation as evaluation
    from coach_tui.app.places import health as health
    from coach_tui.app.places import help as help
    from coach_tui.app.places import history as history
    from coach_tui.app.places import holidays as holidays
    from coach_tui.app.places import hours as hours
    from coach_tui.app.places import insights as insights
    from coach_tui.app.places import needs as needs
    from coach_tui.app.places import objectives as objectives
    from coach_tui.app.places import reply_page as reply_page
    from coach_tui.app.places import report_page as report_page
    from coach_tui.app.places import strategies as strategies
    from coach_tui.app.places import timeline as timeline
    from coach_tui.app.places import today as today
else:

    def __getattr__(name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return import_module(f"{__name__}.{name}")
