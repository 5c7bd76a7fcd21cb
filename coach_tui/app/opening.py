"""Opening the app on a data file, as its terminal is."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from coach_tui.app.app import CoachApp
from coach_tui.app.looks import Looks
from coach_tui.app.terminal.background import told_by
from coach_tui.settings import Settings

if TYPE_CHECKING:
    from coach_tui.app.terminal.background import Asked
    from coach_tui.changes.desk import Desk


def theme_faults(settings: Settings, environment: Mapping[str, str]) -> list[str]:
    """What is wrong with the coach's own themes, or with the one that is set, a line each."""
    from coach_tui.app.contrast import faintest
    from coach_tui.app.theme import load_themes, shipped_folder

    looks = Looks(settings, environment=environment)
    shipped = load_themes([shipped_folder()])[0]
    own = [theme for name, theme in looks.themes.items() if shipped.get(name) != theme]
    faint = [f"theme {theme.name}: {said}" for theme in own if (said := faintest(theme))]
    return [f"themes: {fault}" for fault in looks.faults] + faint


def run(
    desk: Desk,
    *,
    settings: Settings | None = None,
    demo: Callable[[], None] | None = None,
    asked: Asked | None = None,
) -> int:
    """Open the app on a data file; returns the exit status.

    `demo` takes away what a demo has made, should the process end without coming back from here; `asked` is
    the question that was put to the terminal before.

    Raises:
        CoachError: when the data file or the configuration cannot be read.
    """
    from coach_tui.app.terminal.leaving import run_to_the_end

    chosen = settings or Settings()
    light = asked.wait() if asked else None
    looks = Looks(chosen, told_by(os.environ) if light is None else light)
    app = CoachApp(desk, chosen, looks, demo=demo is not None)
    app.asked = asked
    return run_to_the_end(app, mouse=looks.mouse, last=demo)
