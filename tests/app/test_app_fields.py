"""The fields of a form: told apart, and the one that has the focus plain at a glance."""

from __future__ import annotations

from typing import Any

import pytest
from rich.style import Style

from coach_tui.app.contrast import ratio
from coach_tui.app.theme import MARKS, Colors
from coach_tui.changes.desk import Desk
from coach_tui.settings import Settings
from tests.app.app_kit import Keyboard, opened
from tests.app.test_app_contrast import PALETTES, look, seen
from tests.app.test_theme import COLOURED, SHIPPED, contrast
from tests.app.textual_parts import strips_of

THEMES = sorted(SHIPPED)


def ends(coach: Keyboard) -> dict[str, tuple[Style, Style]]:
    """The styles of the last cell of each field's first and last row, by its key."""
    found: dict[str, tuple[Style, Style]] = {}
    strips = strips_of(coach.app)
    for editor in coach.form.query("LineField, TextField").results():
        region: Any = editor.region
        if region.height != editor.size.height or region.bottom > coach.app.size.height - 4:
            continue
        styles = [styles_at(strips[y], region.right - 1) for y in (region.y, region.bottom - 1)]
        found[editor.spec.key] = (styles[0], styles[1])  # type: ignore[attr-defined]
    assert len(found) > 5
    return found


def styles_at(strip: Any, x: int) -> Style:
    """The style of a cell."""
    at = 0
    for segment in strip:
        at += len(segment.text)
        if x < at:
            return segment.style or Style()
    raise AssertionError(x)


@pytest.mark.parametrize("theme", THEMES)
async def test_each_field_stands_on_a_line_of_its_own(example: Desk, theme: str) -> None:
    settings = Settings()
    settings.theme = theme
    async with opened(example, (80, 40), settings) as coach:
        await coach.press("1", "e", "tab")
        for key, (first, last) in ends(coach).items():
            assert last.underline, key
            assert bool(first.underline) == (first is last or first == last), key


@pytest.mark.parametrize("theme", [theme.name for theme in COLOURED])
async def test_the_line_can_be_seen_and_the_focus_too(
    example: Desk, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    settings = Settings()
    settings.theme = theme
    async with opened(example, (80, 40), settings) as coach:
        await coach.press("1", "e", "tab")
        here = coach.form.focused
        assert here is not None
        for key, (_, last) in ends(coach).items():
            assert contrast(last, "truecolor") >= MARKS, key
        at = here.spec.key  # type: ignore[attr-defined]
        others = [last for key, (_, last) in ends(coach).items() if key != at]
        focused = ends(coach)[at][1]
        grounds = {str(style.bgcolor) for style in others}
        assert len(grounds) == 1
        assert str(focused.bgcolor) not in grounds
        assert str(focused.color) not in {str(style.color) for style in others}


@pytest.mark.parametrize("keys", [("home",), ("end", "shift+home")], ids=["cursor", "selection"])
@pytest.mark.parametrize("field", ["title", "activity"])
@pytest.mark.parametrize("colors", ["truecolor", "16", "none"])
async def test_the_cursor_in_a_field_and_what_is_selected_can_be_seen(
    example: Desk, colors: Colors, field: str, keys: tuple[str, ...]
) -> None:
    async with opened(example, (80, 40)) as coach:
        await coach.press("1", "e")
        await coach.fill(**{field: "Lead the team"})
        await coach.press(*keys)
        region: Any = coach.form.focused.region  # type: ignore[union-attr]
        for name in reversed(THEMES):
            await look(coach, name, colors)
            strip = strips_of(coach.app)[region.y]
            for palette in PALETTES[SHIPPED[name].dark]:
                here, there = (
                    ratio_sides(styles_at(strip, x), colors, palette)
                    for x in (region.x + len(keys) - 1, region.right - 1)
                )
                assert ratio(here[1], there[1]) >= MARKS, name
                assert ratio(*here) >= SHIPPED[name].contrast, name


def ratio_sides(style: Style, colors: Colors, palette: tuple[str, str, str]) -> tuple[Any, Any]:
    """Text and ground of a style as they are seen."""
    sides = [
        seen(style.color, colors, palette, ground=False),
        seen(style.bgcolor, colors, palette, ground=True),
    ]
    text, ground = reversed(sides) if style.reverse else sides
    return text, ground
