"""Theme files: what is read, what is refused, and that everything can be read on them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path
from types import MappingProxyType

import pytest
from rich.color import ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color

from coach_tui.app.contrast import faintest, ratio
from coach_tui.app.theme import STYLES, Colors, ThemeFile, load_themes, shipped_folder, styles_for, to_textual
from coach_tui.app.widgets.drawing import Pens
from coach_tui.app.widgets.rule import Rule
from coach_tui.app.widgets.top import TopLine
from tests.app.textual_parts import at_rest

SHIPPED, FAULTS = load_themes([shipped_folder()])
COLOURED = [theme for theme in SHIPPED.values() if not theme.ansi]
GOOD = """
name = "mine"
dark = true
[colors]
background = "#000000"
foreground = "#ffffff"
accent = "#00ffff"
"""


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.toml").write_text(text, "utf-8")


def test_the_shipped_themes_have_no_fault() -> None:
    assert FAULTS == []
    assert set(SHIPPED) == {
        f"coach-{name}" for name in ("dark", "light", "contrast-dark", "contrast-light", "ansi", "ansi-light")
    }
    assert [faintest(theme) for theme in SHIPPED.values()] == [""] * 6


def contrast(style: Style, colors: str) -> float:
    """How far the text of a style stands apart from its ground, as the terminal is told to draw them."""
    sides: list[ColorTriplet] = []
    for color in (style.color, style.bgcolor):
        assert color is not None
        told = color.downgrade(ColorSystem.EIGHT_BIT) if colors == "256" else color
        sides.append(told.get_truecolor())
    return ratio(*sides)


@pytest.mark.parametrize("colors", ["truecolor", "256"])
@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_all_text_can_be_read(theme: ThemeFile, colors: Colors) -> None:
    roles = theme.colors
    texts = [name for name in ("", *STYLES) if name not in ("rule", "cursor")]
    for ground, name, cursor in product(("background", "surface"), texts, (False, True)):
        base = Style.parse(f"{roles['foreground']} on {roles[ground]}")
        style = Pens(base, styles_for(theme, colors))(name, cursor)
        assert contrast(style, colors) >= theme.contrast, (theme.name, name, ground, cursor)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_the_256_colour_palette_changes_little(theme: ThemeFile) -> None:
    numbers = {}
    for role, text in theme.colors.items():
        rich = Color.parse(text).rich_color
        found = rich.downgrade(ColorSystem.EIGHT_BIT)
        assert rich.triplet is not None
        # Rich takes light greys one step of its ramp darker
        assert max(abs(a - b) for a, b in zip(found.get_truecolor(), rich.triplet, strict=True)) <= 10, role
        numbers[role] = found.number
    apart = (
        "background",
        "surface",
        "cursor",
        "line",
        "muted",
        "foreground",
        "accent",
        "warning",
        "error",
        "success",
    )
    assert len({numbers[role] for role in apart}) == len(apart)


@pytest.mark.parametrize("colors", ["truecolor", "256", "16", "none"])
@pytest.mark.parametrize("theme", SHIPPED.values(), ids=lambda theme: theme.name)
def test_no_text_is_faint_which_many_terminals_halve(theme: ThemeFile, colors: Colors) -> None:
    assert {name for name, style in styles_for(theme, colors).items() if style.dim} <= {"rule"}


def test_faint_text_of_one_s_own_is_judged_as_halved(tmp_path: Path) -> None:
    head = 'name = "mine"\n[colors]\nbackground = "#000000"\nforeground = "#d0d0d0"\naccent = "#ffffff"\n'
    (tmp_path / "mine.toml").write_text(head)
    assert faintest(load_themes([tmp_path])[0]["mine"]) == ""
    (tmp_path / "mine.toml").write_text(f'{head}[styles]\ndim = "dim foreground"\n')
    assert faintest(load_themes([tmp_path])[0]["mine"]) == "dim text: 3.8:1, where 4.5:1 is wanted"


@pytest.mark.parametrize("colors", ["16", "none"])
@pytest.mark.parametrize("theme", SHIPPED.values(), ids=lambda theme: theme.name)
def test_without_a_palette_attributes_tell(theme: ThemeFile, colors: Colors) -> None:
    styles = styles_for(theme, colors)
    assert styles["cursor"].reverse
    assert styles["bad"].bold
    assert styles["today"].underline
    for style in styles.values():
        assert style.bgcolor is None or style.bgcolor.is_default
        if colors == "none":
            assert style.color is None or style.color.is_default
        elif style.color is not None and style.color.number is not None:
            assert style.color.number < 16
    assert to_textual(theme, colors).ansi


def test_styles_are_made_once() -> None:
    theme = SHIPPED["coach-dark"]
    assert styles_for(theme, "256") is styles_for(theme, "256")


def test_a_small_theme_is_filled_up(tmp_path: Path) -> None:
    write(tmp_path, "a", GOOD)
    themes, faults = load_themes([tmp_path])
    assert faults == []
    assert themes["mine"].colors["muted"] == "#ffffff"
    assert styles_for(themes["mine"])["accent"].bold
    assert to_textual(themes["mine"]).name == "mine"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((119, 119, 119), (255, 255, 255), 4.48),
        ((255, 0, 0), (255, 255, 255), 4.0),
        ((10, 20, 30), (10, 20, 30), 1.0),
    ],
)
def test_contrast_is_counted_as_wcag_does(
    one: tuple[int, int, int], other: tuple[int, int, int], apart: float
) -> None:
    assert ratio(ColorTriplet(*one), ColorTriplet(*other)) == pytest.approx(apart, abs=0.005)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", ""),
        ("muted = '#666666'", "dim text: 3.7:1, where 4.5:1 is wanted"),
        ("surface = '#888888'", "accent text, in a field: 2.8:1, where 4.5:1 is wanted"),
        ("cursor = '#999999'", "accent text, under the cursor: 2.3:1, where 4.5:1 is wanted"),
        ("error = 'ansi_red'", ""),
        ("error = '#ff8787'\n[styles]\nbad = 'on error'", "bad text: 2.3:1, where 4.5:1 is wanted"),
    ],
)
def test_what_is_hard_to_read_is_told(tmp_path: Path, more: str, said: str) -> None:
    write(tmp_path, "a", GOOD.replace('accent = "#00ffff"', f'accent = "#00ffff"\n{more}'))
    themes, faults = load_themes([tmp_path])
    assert (faintest(themes["mine"]), faults) == (said, [])


def test_a_theme_may_be_held_to_more(tmp_path: Path) -> None:
    write(tmp_path, "a", "contrast = 7\n" + GOOD + "muted = '#888888'")
    themes, _ = load_themes([tmp_path])
    assert faintest(themes["mine"]) == "dim text: 5.9:1, where 7:1 is wanted"


def test_a_later_folder_wins(tmp_path: Path) -> None:
    write(tmp_path, "a", GOOD.replace("mine", "coach-dark"))
    themes, faults = load_themes([shipped_folder(), tmp_path, tmp_path / "none"])
    assert themes["coach-dark"].colors["background"] == "#000000"
    assert faults == []


@pytest.mark.parametrize(
    ("text", "fault", "kept"),
    [
        ("name = ", "not valid TOML", False),
        ("\x00", "not valid TOML", False),
        ("a = " + "[" * 5000, "not valid TOML", False),
        ("name = 3", "name must be a text", False),
        ("dark = 'yes'", "dark must be true or false", False),
        ("", "background, foreground, accent needed", False),
        ("colors = 3", "colors must be a table", False),
        (GOOD + "odd = '#fff'", "unknown name odd", True),
        ("contrast = 'high'" + GOOD, "contrast must be a number from 1 to 21", True),
        ("contrast = true" + GOOD, "contrast must be a number from 1 to 21", True),
        ("contrast = 22" + GOOD, "contrast must be a number from 1 to 21", True),
        (GOOD + "muted = 'mauvish'", "muted = 'mauvish' is no colour", True),
        (GOOD + "muted = 7", "muted = 7 is no colour", True),
        (GOOD + "[styles]\ndim = 'blinking'", "'blinking' is neither", True),
        (GOOD + "[styles]\ndim = 3", "dim must be a text", True),
        (GOOD + "[styles]\nodd = 'bold'", "unknown name odd", True),
        (GOOD + "[more]\n", "unknown key more", True),
        (GOOD + "muted = '\\u001b[31m'", "is no colour", True),
    ],
)
def test_faults_are_gathered_a_line_each(tmp_path: Path, text: str, fault: str, kept: bool) -> None:
    write(tmp_path, "b", text)
    write(tmp_path, "c", GOOD.replace("mine", "other"))
    themes, faults = load_themes([tmp_path])
    assert "other" in themes
    assert ("mine" in themes) is kept
    assert any(fault in line for line in faults), faults
    assert all(line.startswith("b.toml: ") and line.isprintable() for line in faults)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()
    (tmp_path / "b.toml").write_bytes(b"name = '\xff'")
    themes, faults = load_themes([tmp_path])
    assert themes == {}
    assert len(faults) == 2


class ThemeApp(App[None]):
    line_styles: Mapping[str, Style] = MappingProxyType({})

    def compose(self) -> ComposeResult:
        yield TopLine("Today", "Anna")
        yield Rule()


@pytest.mark.parametrize("colors", ["truecolor", "256", "16", "none"])
@pytest.mark.parametrize("name", SHIPPED)
async def test_textual_takes_every_theme(name: str, colors: Colors) -> None:
    app = ThemeApp()
    theme = SHIPPED[name]
    async with app.run_test(size=(80, 24)):
        app.register_theme(to_textual(theme, colors))
        app.line_styles = styles_for(theme, colors)
        app.theme = name
        await at_rest(app)
        place = next(iter(app.query_one(TopLine).render_line(0)))
        assert place.style is not None
        assert place.style.bold


async def test_without_styles_from_the_app_attributes_serve() -> None:
    app = ThemeApp()
    async with app.run_test(size=(80, 24)):
        assert "Today" in app.query_one(TopLine).render_line(0).text
