"""Theme files: TOML with colours and styles; faults are gathered, never fatal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from coach_tui import bounds
from coach_tui.own_toml import file_text, parsed
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean

Colors = Literal["truecolor", "256", "16", "none"]

TEXT, STRONG, MARKS = 4.5, 7.0, 3.0
"""What WCAG 2.2 asks for: of text, of text in high contrast, of what marks a field or the focus."""
ATTRIBUTES = frozenset(("bold", "dim", "italic", "underline", "reverse"))
STYLES: Mapping[str, str] = MappingProxyType(
    {
        "dim": "muted",
        "bold": "bold",
        "accent": "bold accent",
        "warn": "warning",
        "bad": "bold error",
        "good": "success",
        "head": "bold accent",
        "cursor": "on cursor",
        "rule": "line",
        "today": "bold accent",
        "off": "muted on surface",
    }
)
"""Each style a theme may set, and what it is if it does not."""

_NEEDED = ("background", "foreground", "accent")
# What a colour is taken from when a theme leaves it out.
_INSTEAD = {
    "surface": "background",
    "muted": "foreground",
    "primary": "accent",
    "warning": "foreground",
    "error": "foreground",
    "success": "foreground",
    "cursor": "surface",
    "line": "muted",
}
COLORS = frozenset((*_NEEDED, *_INSTEAD))

# Sixteen colours are whatever the terminal makes of them: only those that read well on black, or on white.
_SIXTEEN_DARK = {
    "accent": "cyan",
    "primary": "cyan",
    "warning": "yellow",
    "error": "bright_red",
    "success": "green",
}
_SIXTEEN_LIGHT = {
    "accent": "blue",
    "primary": "blue",
    "warning": "magenta",
    "error": "red",
    "success": "default",
}
# Where there is no colour to tell them by, attributes do; none makes text faint, which many terminals halve.
_WITHOUT_COLOR = {
    "warn": "bold",
    "bad": "bold",
    "cursor": "reverse",
    "rule": "dim",
    "today": "bold underline",
}


@dataclass(frozen=True)
class ThemeFile:
    """One theme as read: colours by role, styles by name in words such as `bold accent on surface`."""

    name: str
    dark: bool
    colors: Mapping[str, str]
    styles: Mapping[str, str] = field(default_factory=dict)
    contrast: float = TEXT
    """What its text is held to, as a ratio of luminances."""

    @property
    def strong(self) -> bool:
        """Whether it is one of high contrast, in which no text stands back."""
        return self.contrast >= STRONG

    def sixteen(self, colors: Colors) -> dict[str, str]:
        """Role → colour where there are 16 colours or none: those that read well on its kind of ground."""
        roles = dict.fromkeys(COLORS, "ansi_default")
        if colors == "16" and not self.strong:
            table = _SIXTEEN_DARK if self.dark else _SIXTEEN_LIGHT
            roles |= {role: f"ansi_{name}" for role, name in table.items()}
        return roles

    @property
    def ansi(self) -> bool:
        """Whether it leaves the background to the terminal."""
        return self.colors["background"].startswith("ansi_")

    def __hash__(self) -> int:
        looks = (*sorted(self.colors.items()), *sorted(self.styles.items()))
        return hash((self.name, self.dark, self.contrast, looks))


def shipped_folder() -> Path:
    """Where the themes that come with the program are: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def load_themes(folders: Sequence[Path]) -> tuple[dict[str, ThemeFile], list[str]]:
    """All themes of these folders by name, a later folder's over an earlier one's; and all faults in lines.

    A folder that is not there is no fault. A theme that cannot be used is left out; one with a wrong style or
    colour is used without it.
    """
    themes: dict[str, ThemeFile] = {}
    faults: list[str] = []
    for folder in folders:
        try:
            paths = sorted(path for path in folder.glob("*.toml"))
        except OSError as error:
            faults.append(_line(folder, error.strerror or "cannot be read"))
            continue
        for path in paths:
            theme = _load(path, faults)
            if theme is not None:
                themes[theme.name] = theme
    return themes, faults


def _line(path: Path, fault: str) -> str:
    return clean(f"{path.name}: {fault}")


def _load(path: Path, faults: list[str]) -> ThemeFile | None:
    try:
        raw = parsed(file_text(path))
    except FileNotFoundError:
        return None
    except BadInput as error:
        faults.append(_line(path, str(error)))
        return None
    found: list[str] = []
    try:
        return _read(raw, path.stem, found)
    except BadInput as error:
        found.append(str(error))
        return None
    finally:
        faults += [_line(path, fault) for fault in found]


@bounds.reader("it")
def _read(raw: dict[str, Any], stem: str, faults: list[str]) -> ThemeFile | None:
    for key in raw.keys() - {"name", "dark", "contrast", "colors", "styles"}:
        faults.append(f"unknown key {key}")
    name, dark = raw.get("name", stem), raw.get("dark", True)
    if not isinstance(name, str) or not name.strip() or not clean(name).isprintable():
        faults.append("name must be a text")
        return None
    if not isinstance(dark, bool):
        faults.append("dark must be true or false")
        return None
    contrast = raw.get("contrast", TEXT)
    if isinstance(contrast, bool) or not isinstance(contrast, (int, float)) or not 1 <= contrast <= 21:
        faults.append("contrast must be a number from 1 to 21")
        contrast = TEXT
    colors = _colors(_table(raw, "colors", faults), faults)
    missing = [role for role in _NEEDED if role not in colors]
    if missing:
        faults.append(f"colors: {', '.join(missing)} needed")
        return None
    for role, instead in _INSTEAD.items():
        colors.setdefault(role, colors[instead])
    styles = _styles(_table(raw, "styles", faults), colors, faults)
    return ThemeFile(clean(name.strip()), dark, colors, styles, contrast)


def _table(raw: dict[str, Any], key: str, faults: list[str]) -> dict[str, Any]:
    table = raw.get(key, {})
    if isinstance(table, dict):
        return table
    faults.append(f"{key} must be a table")
    return {}


def _colors(table: dict[str, Any], faults: list[str]) -> dict[str, str]:
    colors: dict[str, str] = {}
    for role, value in table.items():
        if role not in COLORS:
            faults.append(f"colors: unknown name {role}")
        elif not isinstance(value, str) or not _is_color(value):
            faults.append(f"colors: {role} = {value!r} is no colour")
        else:
            colors[role] = value
    return colors


def _styles(table: dict[str, Any], colors: Mapping[str, str], faults: list[str]) -> dict[str, str]:
    styles: dict[str, str] = {}
    for name, words in table.items():
        if name not in STYLES:
            faults.append(f"styles: unknown name {name}")
        elif not isinstance(words, str):
            faults.append(f"styles: {name} must be a text")
        else:
            try:
                style_of(words, colors)
            except ValueError as error:
                faults.append(f"styles: {name}: {error}")
            else:
                styles[name] = words
    return styles


def _is_color(text: str) -> bool:
    try:
        return Color.parse(text).a == 1
    except ColorParseError:
        return False


def _rich_color(text: str) -> RichColor:
    if text == "ansi_default":
        return RichColor.default()
    if text.startswith("ansi_"):
        return RichColor.parse(text.removeprefix("ansi_"))
    red, green, blue = Color.parse(text).rgb
    return RichColor.from_rgb(red, green, blue)


def style_of(words: str, colors: Mapping[str, str]) -> Style:
    """The style meant by words such as `bold accent on #303030`; ValueError names the word that is wrong."""
    attributes: dict[str, Any] = {}
    place = "color"
    for word in words.split():
        if word in ATTRIBUTES:
            attributes[word] = True
        elif word == "on":
            place = "bgcolor"
        else:
            value = colors.get(word, word)
            if not _is_color(value):
                raise ValueError(f"{word!r} is neither a colour nor one of {', '.join(sorted(ATTRIBUTES))}")
            attributes[place] = _rich_color(value)
            place = "color"
    return Style(**attributes)


@lru_cache(maxsize=32)
def styles_for(theme: ThemeFile, colors: Colors = "truecolor") -> dict[str, Style]:
    """The styles the line-drawn widgets use, for a terminal with so many colours."""
    words = {**STYLES, **theme.styles}
    if colors in ("16", "none"):
        sixteen = theme.sixteen(colors)
        styles: dict[str, Style] = {}
        for name, text in words.items():
            kept = " ".join(word for word in text.split() if word in ATTRIBUTES or word in _SIXTEEN_DARK)
            styles[name] = style_of(f"{kept} {_WITHOUT_COLOR.get(name, '')}", sixteen)
        return {"": Style(), **styles}
    # with 256 colours Rich finds the nearest when it writes; finding it here as well would move greys twice
    styles = {name: style_of(text, theme.colors) for name, text in words.items()}
    return {"": Style(), **styles}


_VARIABLES = {
    "border": "accent",
    "border-blurred": "line",
    "foreground-muted": "muted",
    "scrollbar": "line",
    "scrollbar-hover": "muted",
    "scrollbar-active": "accent",
    "scrollbar-background": "background",
    "scrollbar-background-hover": "background",
    "scrollbar-background-active": "background",
    "scrollbar-corner-color": "background",
}
"""What Textual's own widgets are drawn in → the role of ours that it has."""


def _input_variables(theme: ThemeFile, roles: Mapping[str, str], ansi: bool) -> dict[str, str]:
    """Cursor and selection of a field that is typed into."""
    if not ansi:
        return {
            "input-cursor-background": roles["foreground"],
            "input-cursor-foreground": roles["background"],
            "input-cursor-text-style": "none",
            "input-selection-background": roles["accent"],
            "input-selection-foreground": roles["background"],
        }
    black, white = ("ansi_black", "ansi_white") if theme.dark else ("ansi_white", "ansi_black")
    return {
        "ansi-background": black,
        "ansi-foreground": white,
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_default",
        "input-selection-foreground": "ansi_default",
    }


def to_textual(theme: ThemeFile, colors: Colors = "truecolor") -> Theme:
    """The theme as Textual takes it. With 16 colours or none the background is left to the terminal."""
    plain = colors in ("16", "none")
    roles = theme.sixteen(colors) if plain else dict(theme.colors)
    ansi = plain or theme.ansi
    variables = {name: roles[role] for name, role in _VARIABLES.items()}
    return Theme(
        name=theme.name,
        dark=theme.dark,
        ansi=ansi,
        primary=roles["primary"],
        secondary=roles["primary"],
        accent=roles["accent"],
        background=roles["background"],
        surface=roles["surface"],
        panel=roles["cursor"],
        foreground=roles["foreground"],
        warning=roles["warning"],
        error=roles["error"],
        success=roles["success"],
        boost="ansi_default" if ansi else None,
        variables=variables | _input_variables(theme, roles, ansi),
    )
