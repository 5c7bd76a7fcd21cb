"""How the app looks on this terminal: theme, number of colours, signs, mouse."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach_tui.app.theme import Colors, ThemeFile, load_themes, shipped_folder, styles_for, to_textual
from coach_tui.store.paths import config_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style

    from coach_tui.app.terminal.app import TerminalApp
    from coach_tui.settings import Settings

DARK, LIGHT = "coach-dark", "coach-light"
"""What is taken where no theme is set."""


class Looks:
    """The themes that were found, the one in use, and what the terminal can show.

    Faults in theme files are gathered in `faults`, a line each; they never stop the app.
    """

    def __init__(
        self, settings: Settings, light: bool | None = None, environment: Mapping[str, str] = os.environ
    ) -> None:
        """`light` is what the terminal has told of its background; None for nothing."""
        user_themes = config_path(environment).parent / "themes"
        self.themes, self.faults = load_themes([shipped_folder(), user_themes])
        self.name = settings.theme or (LIGHT if light else DARK)
        if self.name not in self.themes:
            self.faults.append(f"there is no theme {self.name}; there are {', '.join(self.themes)}")
            self.name = DARK
        self.colors = colors_of(environment)
        self.ascii_only = settings.ascii or not unicode_terminal(environment)
        over_ssh = bool(environment.get("SSH_CONNECTION"))
        self.mouse = not over_ssh if settings.mouse is None else settings.mouse

    @property
    def theme(self) -> ThemeFile:
        """The theme in use."""
        return self.themes[self.name]

    @property
    def styles(self) -> dict[str, Style]:
        """The styles of the line-drawn widgets; the same object for the same theme."""
        return styles_for(self.theme, self.colors)

    def apply(self, app: TerminalApp) -> None:
        """Make Textual's own widgets look alike."""
        theme = to_textual(self.theme, self.colors)
        app.register_theme(theme)
        app.theme = theme.name
        if self.colors == "none":
            # Textual's own filter for this draws black on black
            from textual.filter import NoColor

            app.own_filters = [NoColor()]


def colors_of(environment: Mapping[str, str]) -> Colors:
    """How many colours the terminal says it has."""
    if environment.get("NO_COLOR"):
        return "none"
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "truecolor"
    term = environment.get("TERM", "")
    if "256color" in term or "direct" in term or term in ("xterm-kitty", "alacritty", "foot"):
        return "256"
    return "16"


def unicode_terminal(environment: Mapping[str, str]) -> bool:
    """Whether more than ASCII signs can be expected to show."""
    import locale

    if environment.get("TERM") == "linux":
        return False
    return locale.getpreferredencoding(False).lower().replace("-", "") == "utf8"
