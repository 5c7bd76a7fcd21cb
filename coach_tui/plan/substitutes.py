"""What stands for a character that an encoding does not have: as wide, and as near to it as ASCII comes."""

from __future__ import annotations

import unicodedata

from coach_tui.plan.text import cells

NEAREST = "coach_tui.nearest"
"""The name of `nearest` among the error handlers of `codecs`."""
_SIGNS = str.maketrans(
    "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u2013\u2014\u2212\u2026\u00b7\u2022\u2192\u2190",
    "''," + '"""""' + "<>---..*><",
    "\u00ad",
)
_LETTERS = str.maketrans("\u00d8\u00f8\u0141\u0142\u0110\u0111\u00d0\u00f0\u0131\u0126\u0127", "OoLlDdDdiHh")


def nearest(error: UnicodeError) -> tuple[str, int]:
    """Put something in the place of what cannot be encoded, so that no column shifts.

    Raises:
        UnicodeError: it is not about encoding.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(instead, error.object[error.start : error.end])), error.end


def instead(char: str) -> str:
    """What stands for one character in ASCII, without its accents, else “?”; as many cells wide.

    >>> instead("\u0160"), instead("\u201d"), instead("\u4e2d")
    ('S', '"', '??')
    """
    width = cells(char)
    plain = unicodedata.normalize("NFKD", char.translate(_SIGNS).translate(_LETTERS))
    plain = "".join(one for one in plain if one.isascii() and one.isprintable())
    return plain if len(plain) == width else "?" * width
