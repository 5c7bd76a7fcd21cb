"""Which theme: each is shown as the cursor comes to it; Enter keeps it until the app is left."""

from __future__ import annotations

from coach_tui.app.coach import Coach
from coach_tui.app.contrast import faintest
from coach_tui.app.dialogues.palette import STEPS
from coach_tui.app.looks import Looks
from coach_tui.app.talking import Left
from coach_tui.app.theme import ThemeFile
from coach_tui.app.widgets.rows import Column, Row, RowList
from coach_tui.plan.text import fold

LETTERS = {"j": "down", "k": "up"}
"""Letters that go up and down as in every list."""


class ThemeList(RowList):
    """The themes, over the bottom of the place."""

    DEFAULT_CSS = """
    ThemeList { layer: over; dock: bottom; height: 7; margin: 0 0 2 0; background: $surface; }
    """

    def __init__(self, coach: Coach, looks: Looks) -> None:
        super().__init__((Column(22), Column(None)), empty="No theme is called that.")
        self._coach = coach
        self._looks = looks
        self._typed = ""

    def find(self, text: str) -> None:
        """Show those that have this in their name or words, the one in use chosen if it is among them."""
        self._typed = text
        themes = [theme for _, theme in sorted(self._looks.themes.items())]
        found = [theme for theme in themes if fold(text.strip()) in fold(f"{theme.name} {kind_of(theme)}")]
        rows = [Row(theme.name, [theme.name, (kind_of(theme), "dim")]) for theme in found]
        self.set_rows(rows, keep=self._looks.name)
        self._show()

    def step(self, key: str) -> bool:
        """Choose the next or the one before, by j and k while nothing is typed; False for another key."""
        key = key if self._typed else LETTERS.get(key, key)
        if key not in STEPS:
            return False
        self.move(STEPS[key])
        self._show()
        return True

    def _show(self) -> None:
        if self.cursor_key and self.cursor_key != self._looks.name:
            self._coach.show_theme(self.cursor_key)


def kind_of(theme: ThemeFile) -> str:
    """What a theme is for, in a word or two."""
    ground = "dark" if theme.dark else "light"
    if theme.ansi:
        return f"your terminal's colours, {ground}"
    return f"high contrast, {ground}" if theme.strong else ground


async def choose_theme(coach: Coach) -> None:
    """Ask for a theme; Escape leaves the one that it was."""
    await coach.free()
    looks = coach.looks
    was = looks.name
    themes = ThemeList(coach, looks)
    coach.mount_over(themes)
    themes.find("")
    text = await coach.bottom.prompt(
        "Theme",
        on_change=themes.find,
        other_key=themes.step,
        check=lambda _: None if themes.cursor_key else "no theme is called that",
        hint="j k or ↑ ↓ shows another, Enter keeps it, Escape leaves the one it was",
    )
    themes.remove()
    if text is None:
        coach.show_theme(was)
        raise Left
    faint = faintest(looks.theme)
    if faint:
        coach.bottom.say(f"{looks.name} is hard to read: {faint}", "bad")
    else:
        coach.bottom.say(f'{looks.name}, until you leave; theme = "{looks.name}" in config.toml keeps it')
