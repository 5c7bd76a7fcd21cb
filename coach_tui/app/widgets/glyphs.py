"""Every sign the app draws, with what stands for it on a console that has ASCII alone.

No emoji and nothing two cells wide: a sign that we and a terminal measure differently breaks the columns
behind it.
"""

from __future__ import annotations

GLYPHS: dict[str, tuple[str, str]] = {
    "cursor": ("›", ">"),
    "late": ("!", "!"),
    "warn": ("~", "~"),
    "due": ("·", "."),
    "done": ("✓", "v"),
    "won": ("*", "*"),
    "several": ("+", "+"),
    "session": ("s", "s"),
    "review": ("r", "r"),
    "end": ("■", "]"),
    "rule": ("─", "-"),
    "bar": ("│", "|"),
    "thumb": ("▐", ")"),
    "ellipsis": ("…", ".."),
    "dot": ("·", "-"),
    "dash": ("–", "-"),
    "long_dash": ("—", "-"),
    "minus": ("−", "-"),
    "times": ("×", "x"),
    "moved": ("→", "/"),
    "above": ("↑", "^"),
    "below": ("↓", "_"),
    "left": ("←", "<"),
    "right": ("→", ">"),
    "up": ("↑", "^"),
    "down": ("↓", "v"),
    "less": ("‹", "<"),
    "more": ("›", ">"),
    "at_most": ("≤", "<"),
    "at_least": ("≥", ">"),
    "open": ("○", "o"),
    "full": ("●", "@"),
    "diamond": ("◆", "#"),
    "diamond_open": ("◇", "%"),
    "bar_full": ("━", "="),
    "block": ("█", "#"),
    "shade": ("░", ";"),
    "branch": ("├", "|"),
    "corner": ("└", "`"),
    "cross": ("┼", "+"),
    "rule_end": ("┤", "|"),
    "tick": ("┬", "+"),
    "bar_branch": ("┣", "|"),
    "bar_tick": ("┳", "+"),
    "joins": ("┴", "+"),
    "likely": ("△", "?"),
    "waits": ("┄", "."),
    "waits_down": ("┊", ":"),
    "waits_end": ("╰", "`"),
    "waits_back": ("╯", "'"),
    "waits_up": ("╮", ","),
    "waits_from": ("╭", ","),
    "quote_open": ("“", '"'),
    "quote_close": ("”", '"'),
    "apostrophe": ("’", "'"),
}
"""Name → (sign, its stand-in). Of two that share a sign, the later one stands in for it in running text."""
SIGNS = (
    "cursor",
    "late",
    "warn",
    "due",
    "done",
    "won",
    "several",
    "session",
    "review",
    "end",
    "thumb",
    "times",
    "moved",
    "above",
    "below",
    "open",
    "full",
    "diamond",
    "diamond_open",
    "shade",
)
"""Those that stand alone and say something by themselves: no two of them look alike, in ASCII neither."""

_TO_ASCII = {ord(sign): plain for sign, plain in GLYPHS.values() if sign != plain}
# Two names share a sign; in running text the dot between words is the commoner one.
_TO_ASCII[ord("·")] = "-"
_TO_ASCII[ord("\u00a0")] = " "
_SIGNS_TO_ASCII = _TO_ASCII | {ord(GLYPHS[name][0]): GLYPHS[name][1] for name in SIGNS}


def glyph(name: str, ascii_only: bool = False) -> str:
    """The sign of that name, or its ASCII stand-in."""
    return GLYPHS[name][1 if ascii_only else 0]


def sign_to_ascii(sign: str) -> str:
    """The stand-in of a sign that stands alone, such as the mark before a row."""
    return sign.translate(_SIGNS_TO_ASCII)


def to_ascii(text: str) -> str:
    """Our signs in `text` replaced by their stand-ins; letters of any script are left alone."""
    return text if text.isascii() else text.translate(_TO_ASCII)
