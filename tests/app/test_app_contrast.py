"""What is drawn can be read in every theme, and colour is nowhere the only sign: told from the screens."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

from coach_tui.app.contrast import halved, ratio
from coach_tui.app.theme import MARKS, Colors, ThemeFile
from coach_tui.settings import Settings
from tests.app.app_kit import Keyboard, desk_on, opened
from tests.app.textual_parts import strips_of
from tests.kept import put_demo

ANNA = ("9", "home", "1")
OFTEN: dict[str, tuple[str, ...]] = {
    "today": (),
    "objectives": (*ANNA, "1"),
    "timeline": (*ANNA, "4"),
    "month": ("6",),
    "insights": (*ANNA, "7"),
    "health": (*ANNA, "8"),
    "form": (*ANNA, "1", "e", "tab", "shift+home"),
    "review": (*ANNA, "r", "d"),
    "palette": (":",),
    "prompt": (*ANNA, "c", "enter", "9", "9", "9", "9", "enter"),
}
SELDOM: dict[str, tuple[str, ...]] = {
    "page": ("9", "home", "enter"),
    "clients": ("9",),
    "objective": (*ANNA, "1", "enter"),
    "needs": (*ANNA, "2"),
    "round": (*ANNA, "2", "enter"),
    "strategies": (*ANNA, "3"),
    "practised": (*ANNA, "3", "space"),
    "zoomed": (*ANNA, "4", "v", "j"),
    "evaluation": (*ANNA, "5"),
    "week": ("6", "v"),
    "agenda": ("6", "v", "v"),
    "insight": (*ANNA, "7", "enter"),
    "across": ("7", "o"),
    "help": ("?",),
    "history": (*":history", "enter"),
    "hours": (*":hours", "enter"),
    "holidays": (*":holidays", "enter"),
    "report": (*":report", "enter"),
    "theme": (*":theme", "enter"),
    "new client": ("9", "a", "ctrl+s"),
    "new strategy": (*ANNA, "3", "a", "n"),
    "session": (*ANNA, "s"),
    "move": (*ANNA, "4", "j", "+"),
    "question": (*ANNA, "1", "x"),
    "marked": (*ANNA, "4", "M", "j", "M"),
    "filter": ("9", "/", *"zzz"),
}
SCREENS = [
    *(pytest.param(keys, id=name) for name, keys in OFTEN.items()),
    *(pytest.param(keys, id=name, marks=pytest.mark.slow) for name, keys in SELDOM.items()),
]

XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff"
)
TANGO = (
    "000000 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2"
)
PALETTES = {
    True: [(XTERM, "e5e5e5", "000000"), (TANGO, "d3d7cf", "000000")],
    False: [(XTERM, "000000", "ffffff"), (TANGO, "171421", "ffffff")],
}
"""The colours but white, text and ground of terminals with a dark ground and with a light one: xterm's own,
and those that GNOME's had for long."""


def triplet(text: str) -> ColorTriplet:
    return ColorTriplet(*bytes.fromhex(text))


def seen(color: Color | None, colors: Colors, palette: tuple[str, str, str], *, ground: bool) -> ColorTriplet:
    """What a terminal of so many colours makes of a colour."""
    sixteen, text, paper = palette
    if color is None or color.is_default:
        return triplet(paper if ground else text)
    if color.number is not None and color.number < 16:
        return triplet(sixteen.split()[color.number])
    return (color.downgrade(ColorSystem.EIGHT_BIT) if colors == "256" else color).get_truecolor()


def apart(style: Style, colors: Colors, palette: tuple[str, str, str]) -> float:
    """How far a text stands apart from its ground, as it is seen, by a terminal that halves what is faint."""
    text = seen(style.color, colors, palette, ground=False)
    paper = seen(style.bgcolor, colors, palette, ground=True)
    if style.reverse:
        text, paper = paper, text
    if style.dim:
        text = halved(text, paper)
    return ratio(text, paper)


def drawn(coach: Keyboard) -> Iterator[tuple[Segment, Style]]:
    """Everything on the screen but blanks."""
    for strip in strips_of(coach.app):
        for segment in strip:
            if segment.text.strip():
                yield segment, segment.style or Style()


def wanted(text: str, theme: ThemeFile) -> float:
    """How far it has to stand apart: what is read, and what is only looked at."""
    return theme.contrast if any(char.isalnum() for char in text) else MARKS


async def look(coach: Keyboard, name: str, colors: Colors) -> None:
    """Draw it in another theme, on a terminal of so many colours."""
    coach.app.looks.colors = colors
    coach.app.show_theme(name)
    await coach.settle()


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    path = tmp_path / "coach.json"
    put_demo(desk_on(path))
    return path


@pytest.mark.parametrize("keys", SCREENS)
async def test_all_that_is_drawn_stands_apart(practice: Path, keys: tuple[str, ...]) -> None:
    faint = set()
    async with opened(desk_on(practice)) as coach:
        await coach.press(*keys)
        themes = list(coach.app.looks.themes.values())
        full: Colors = "truecolor"
        few: Colors = "16"
        sixteen = [theme for theme in themes if not theme.ansi]
        for depth, theme in [*product((full,), themes), *product((few,), sixteen)]:
            await look(coach, theme.name, depth)
            for segment, style in drawn(coach):
                for colors in (full, "256") if depth == full else (few,):
                    least = min(apart(style, colors, palette) for palette in PALETTES[theme.dark])
                    if least < wanted(segment.text, theme):
                        faint.add((theme.name, colors, segment.text.strip(), str(style), round(least, 2)))
    assert not faint


@pytest.mark.parametrize(
    "ascii_only", [pytest.param(False, id="signs"), pytest.param(True, id="ascii", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("keys", SCREENS)
async def test_colour_is_never_the_only_sign(practice: Path, keys: tuple[str, ...], ascii_only: bool) -> None:
    settings = Settings()
    settings.ascii = ascii_only
    told: dict[str, set[str]] = defaultdict(set)
    async with opened(desk_on(practice), settings=settings) as coach:
        await coach.press(*keys)
        names = {
            style.color: name
            for name, style in coach.app.line_styles.items()
            if name in ("good", "warn", "bad") and style.color is not None
        }
        for segment, style in drawn(coach):
            if style.color in names and not re.search(r"\w", segment.text):
                for sign in set(segment.text) - {" "}:
                    told[sign].add(names[style.color])
        with_colour = coach.text
        await look(coach, "coach-dark", "none")
        assert coach.text == with_colour
    assert not {sign: ways for sign, ways in told.items() if len(ways) > 1}
