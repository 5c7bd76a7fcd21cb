"""How a name may be written in a text: whole, in its parts, as one word, inside a run of signs."""

from __future__ import annotations

import re
import unicodedata

from coach_tui.plan.people_words import COMMON, NEVER, ROLES
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

KNOWN_BY = 7
"""By so many digits at its end a number is known."""
SIGNS = 12
"""So many signs of a name that stands inside a run are known once no record holds it."""
JOINED = 6
"""From so many letters on a whole name is found written as one word too, as in “annaberg”."""
_MARKS = "\u200c\u200d" + "".join(
    char
    for low, high in (
        (0x300, 0x1E00),
        (0x20D0, 0x2100),
        (0xA66F, 0xAC00),
        (0xFE00, 0xFE30),
        (0x11000, 0x11E00),
    )
    for char in map(chr, range(low, high))
    if unicodedata.category(char)[0] == "M"
)
"""Signs that belong to the letter before them, and joiners."""
WORD = re.compile(rf"(?:[^\W\d_][{_MARKS}]*)+|\d+")
INSIDE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Scripts in which a name stands inside a run of signs: no spaces between words, or endings grow on it."""
_SPELT_OUT = str.maketrans(
    dict(zip("äöüåøÄÖÜ", ("ae", "oe", "ue", "aa", "oe", "Ae", "Oe", "Ue"), strict=True))
)


class Spelling:
    """One way to write a name: its words in folded form, and whether they count only with a capital."""

    __slots__ = ("capital", "words")

    def __init__(self, words: tuple[str, ...], capital: bool) -> None:
        self.words = words
        self.capital = capital


def spellings(name: str, *, loose: bool = False) -> Iterator[Spelling]:
    """All ways to write a name in words; `loose` for a text that need not be one (see `People.add`)."""
    for written in sorted({name, name.translate(_SPELT_OUT)}):
        yield from _spellings(written, loose)


def _spellings(name: str, loose: bool) -> Iterator[Spelling]:
    written = WORD.findall(unicodedata.normalize("NFC", name))
    words = tuple(fold(word) for word in written)
    parts = [
        (word, as_written)
        for word, as_written in zip(words, written, strict=True)
        if not (word.isdigit() or word in NEVER or (loose and word in ROLES))
    ]
    if not parts:
        return
    capitals = any(as_written[0].isupper() for _, as_written in parts)
    for word, as_written in parts:
        small = capitals and as_written[0].islower()  # the “van” of “van Dyck”
        if len(word) < 2 or (loose and small):
            continue
        cased = as_written.lower() != as_written.upper()
        unsure = small or len(word) < 3 or word in COMMON
        yield Spelling((word,), cased and unsure)
    if len(words) > 1:
        yield Spelling(words, False)
        if len(joined := "".join(words)) >= JOINED:
            yield Spelling((joined,), False)


def inside_of(name: str) -> Iterator[str]:
    """The runs of signs by which a name is found inside a longer run, without a bound of words."""
    for run in INSIDE.findall(name):
        runs = {run}
        if 2 < len(run) < 5:  # family name and first name, written as one
            runs |= {run[1:], run[2:], run[:2]}
        yield from sorted(one for one in runs if len(one) > 1)
