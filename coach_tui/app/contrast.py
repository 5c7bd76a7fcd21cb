"""How far colours stand apart, as WCAG 2 counts it, and what of a theme does not stand apart enough."""

from __future__ import annotations

from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet

from coach_tui.app.theme import STYLES, ThemeFile, style_of, styles_for

_NO_TEXT = ("rule", "cursor")
_GROUNDS = {"background": "", "surface": ", in a field", "cursor": ", under the cursor"}


def luminance(color: ColorTriplet) -> float:
    """The relative luminance of a colour, 0 for black to 1 for white."""
    parts = [part / 255 for part in color]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: ColorTriplet, other: ColorTriplet) -> float:
    """How far two colours stand apart, from 1 (not at all) to 21 (black and white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def halved(text: ColorTriplet, ground: ColorTriplet) -> ColorTriplet:
    """What many terminals make of a colour that is to be faint: half of it, and half of its ground."""
    return ColorTriplet(*((one + other) // 2 for one, other in zip(text, ground, strict=True)))


def faintest(theme: ThemeFile) -> str:
    """The text of a theme that can be read least, where that is less than it is held to; "" for none.

    What is left to the terminal is not known, and not judged.
    """
    styles, least, said = styles_for(theme), theme.contrast, ""
    for role, where in _GROUNDS.items():
        base = style_of(f"foreground on {role}", theme.colors)
        if role == "cursor":
            if styles["cursor"].reverse or styles["cursor"].bgcolor is None:
                continue
            base += styles["cursor"]
        for name in ("", *STYLES):
            style = base + styles[name]
            text, ground = style.color, base.bgcolor if role == "cursor" else style.bgcolor
            if name in _NO_TEXT or text is None or ground is None or not (_known(text) and _known(ground)):
                continue
            shown, paper = text.get_truecolor(), ground.get_truecolor()
            found = ratio(halved(shown, paper) if style.dim else shown, paper)
            if found < least:
                least, said = found, f"{name or 'plain'} text{where}"
    return f"{said}: {least:.1f}:1, where {theme.contrast:g}:1 is wanted" if said else ""


def _known(color: Color) -> bool:
    return color.type is ColorType.TRUECOLOR
