"""`:theme`: what there is, each shown as the cursor comes to it; Enter keeps one, Escape the one before."""

from __future__ import annotations

import os
from pathlib import Path

from coach_tui.changes.desk import Desk
from tests.app.app_kit import Keyboard, opened
from tests.app.test_theme import GOOD, write
from tests.app.textual_parts import strips_of

KINDS = {
    "coach-ansi": "your terminal's colours, dark",
    "coach-ansi-light": "your terminal's colours, light",
    "coach-contrast-dark": "high contrast, dark",
    "coach-contrast-light": "high contrast, light",
    "coach-dark": "dark",
    "coach-light": "light",
}


def ground(coach: Keyboard) -> str:
    """What the page stands on."""
    style = next(iter(strips_of(coach.app)[1])).style
    assert style is not None
    assert style.bgcolor is not None
    return style.bgcolor.name


async def test_each_theme_is_listed_with_its_kind_and_shown(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.type(":theme\n")
        rows = [" ".join(line.split()).lstrip("›").rstrip(" ▐") for line in coach.lines]
        assert [f"{name} {kind}" for name, kind in KINDS.items()] == [
            row for row in rows if row.startswith("coach-")
        ]
        assert coach.row("›coach-dark")
        grounds = [ground(coach)]
        for _ in range(2):
            await coach.press("down")
            grounds.append(ground(coach))
        assert grounds[0] != grounds[1] == grounds[2] == "#ffffff"
        await coach.press("escape")
        assert ground(coach) == grounds[0]
        assert coach.app.looks.name == "coach-dark"


async def test_a_theme_is_found_by_its_words_and_kept(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.type(":theme\n")
        await coach.type("high light")
        assert "No theme is called that." in coach.text
        await coach.press("enter")
        assert "no theme is called that" in coach.text
        await coach.press("ctrl+u")
        await coach.type("contrast, l\n")
        assert coach.app.looks.name == "coach-contrast-light"
        assert 'theme = "coach-contrast-light" in config.toml keeps it' in coach.bottom
        assert ground(coach) == "#ffffff"


async def test_what_of_ones_own_is_hard_to_read_is_told_in_one_line(example: Desk) -> None:
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "coach-tui" / "themes"
    folder.mkdir(parents=True)
    write(folder, "mine", GOOD + "muted = '#666666'")
    async with opened(example) as coach:
        await coach.type(":theme\n")
        await coach.type("mine\n")
        assert coach.bottom == "! mine is hard to read: dim text: 3.7:1, where 4.5:1 is wanted"


async def test_j_and_k_go_up_and_down_until_something_is_typed(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.type(":theme\n")
        assert coach.row("›coach-dark")
        await coach.press("j")
        assert coach.row("›coach-light")
        await coach.press("k", "k")
        assert coach.row("›coach-contrast-light")
        await coach.type("dark")
        await coach.press("k")  # of a name by now
        assert "no theme is called that" in coach.text.lower()
        await coach.press("escape")
