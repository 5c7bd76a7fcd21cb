"""Styles as the terminal is told them, and the shortest way from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import ColorSystem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style

RESET = "\x1b[0m"
_ATTRIBUTES = (
    ("bold", "1"), ("dim", "2"), ("italic", "3"), ("underline", "4"), ("blink", "5"), ("blink2", "6"),
    ("reverse", "7"), ("conceal", "8"), ("strike", "9"), ("underline2", "21"), ("frame", "51"),
    ("encircle", "52"), ("overline", "53"),
)  # fmt: skip
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
_FILLING = (
    "xterm", "tmux", "foot", "alacritty", "vte", "gnome", "konsole", "kitty", "wezterm", "ghostty", "contour",
    "rxvt", "putty", "mlterm", "st-", "nsterm", "iterm", "linux",
)  # fmt: skip


def fills(environment: Mapping[str, str]) -> bool:
    """Whether a terminal gives the cells it erases the ground of the pen; GNU screen, for one, does not."""
    return environment.get("TERM", "").startswith(_FILLING) and not environment.get("STY")


class Pen:
    """A style as the terminal is told it: attributes, colour and ground, each as codes."""

    __slots__ = ("attributes", "blank", "colour", "ground", "plain")

    def __init__(self, attributes: frozenset[str], colour: str, ground: str) -> None:
        self.attributes = attributes
        self.colour = colour
        self.ground = ground
        self.plain = not attributes & {"4", "7", "9", "21", "51", "52", "53"}
        """Whether a blank in it is its ground and nothing more."""
        self.blank: Pen = self
        """How a blank looks in it: two styles that differ in the colour of letters alone look the same."""


class TerminalPens:
    """The pens of the styles seen; one pen for all that look alike."""

    def __init__(self, system: ColorSystem) -> None:
        self.system = system
        self._of: dict[Style | None, Pen] = {}
        self._known: dict[tuple[frozenset[str], str, str], Pen] = {}

    def __call__(self, style: Style | None) -> Pen:
        pen = self._of.get(style)
        if pen is None:
            pen = self._of[style] = self._make(style)
        return pen

    def _make(self, style: Style | None) -> Pen:
        if style is None:
            return self._one(frozenset(), "", "")
        attributes = frozenset(code for name, code in _ATTRIBUTES if getattr(style, name))
        colour = ground = ""
        if style.color is not None:
            colour = ";".join(style.color.downgrade(self.system).get_ansi_codes())
        if style.bgcolor is not None:
            ground = ";".join(style.bgcolor.downgrade(self.system).get_ansi_codes(foreground=False))
        return self._one(attributes, colour, ground)

    def _one(self, attributes: frozenset[str], colour: str, ground: str) -> Pen:
        pen = self._known.get((attributes, colour, ground))
        if pen is None:
            pen = self._known[attributes, colour, ground] = Pen(attributes, colour, ground)
            if pen.plain and (attributes or colour):
                pen.blank = self._one(frozenset(), "", ground)
        return pen


def change(pen: Pen | None, wanted: Pen) -> str:
    """The shortest sequence from one pen to another."""
    every = [*sorted(wanted.attributes), wanted.colour, wanted.ground]
    codes = ";".join(code for code in every if code)
    if pen is None:
        return f"\x1b[{codes}m" if codes else ""
    anew = f"\x1b[0;{codes}m" if codes else RESET
    gone = pen.attributes - wanted.attributes
    if not gone <= _OFF.keys():
        return anew
    off = {_OFF[code] for code in gone}
    kept = pen.attributes & wanted.attributes
    if "22" in off:  # ends bold and dim alike
        kept -= {"1", "2"}
    changes = [*sorted(off), *sorted(wanted.attributes - kept)]
    for now, then, default in ((wanted.colour, pen.colour, "39"), (wanted.ground, pen.ground, "49")):
        if now != then:
            changes.append(now or default)
    by_step = f"\x1b[{';'.join(changes)}m" if changes else ""
    return min(by_step, anew, key=len)
