"""Initials of names: “AB” and “A.B.” of Anna Berg, “NvdP” of Nina van der Poel, “HMG” of a firm."""

from __future__ import annotations

import re

from coach_tui.plan.people_words import COMMON, FIELDS, NEVER, PARTICLES, ROLES, SHORT
from coach_tui.plan.spans import of_both
from coach_tui.plan.spellings import INNER_CAPITAL, WORD, as_read
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.plan.spans import Span, Token

_DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.[ -]?){1,3}[^\W\d_](?:\.|(?!\w))")
_AS_NAME = re.compile(r":|['’]s\b", re.IGNORECASE)
_MOST = 4
"""So many capitals initials have at most."""


def initials(name: str, *, loose: bool = False) -> Iterator[str]:
    """The initials of a full name or a firm: capitals, but for the small letters of “NvdP”."""
    words = [word for word in WORD.findall(as_read(name)) if fold(word) not in NEVER]
    if len(words) < 2 or not all(word[0].isalpha() for word in words):
        return
    great = [word for word in words if not word[0].islower()]
    if loose and any(word[0].islower() and fold(word) not in PARTICLES | ROLES for word in words):
        return
    firm = loose and any(fold(word) in ROLES for word in words)
    yield from _of_firm(great) if firm else _of_person(words, great)


def _of_person(words: list[str], great: list[str]) -> Iterator[str]:
    """Capitals of all words and of those that have one (great), and the letters as they are written."""
    found = {_capitals(words)}
    small = {fold(word) for word in words if word[0].islower()}
    if great and small and small <= PARTICLES:
        found.add(_capitals(great))
        if len(words) > 2:
            found.add("".join(word[0] for word in words))
    yield from sorted(one for one in found if one)


def _of_firm(words: list[str]) -> Iterator[str]:
    """Initials of which some stand for what many firms are called: three at least, and not of that alone."""
    short = _capitals(words)
    if len(short) > 2 and any(fold(word) not in ROLES | FIELDS | COMMON for word in words):
        yield short


def _capitals(words: list[str]) -> str:
    return "".join(word[0] for word in words).upper() if 2 <= len(words) <= _MOST else ""


def dotted(text: str) -> Iterator[tuple[int, int, str]]:
    """Letters with dots, as in “A.B.”, “A. B.” and “A.-M.”: from where to where, and without the dots."""
    for match in _DOTTED.finditer(text):
        letters = "".join(char for char in match[0] if char.isalpha())
        if letters[-1].isupper() and (match[0].endswith(".") or not match[0][-2].isspace()):
            yield (*match.span(), letters)


class Initials:
    """The initials that are known, each with what stands for the name."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self.folded: set[str] = set()
        """The same in folded form."""
        self._mixed: set[str] = set()
        """Those with small letters."""

    def add(self, name: str, stand_in: str, *, loose: bool = False) -> None:
        """Know the initials of a name, or (`loose`) of a text that need not be one."""
        for short in initials(name, loose=loose):
            self._known[short] = of_both(self._known.get(short, stand_in), stand_in)
            self.folded.add(fold(short))
            if short != short.upper():
                self._mixed.add(short)

    def spans(self, text: str) -> Iterator[Span]:
        """Where in a text they stand with dots, or with small letters among the capitals."""
        for start, end, letters in dotted(text):
            if stand_in := self._of(letters):
                yield start, end, stand_in
        for match in WORD.finditer(text) if self._mixed and INNER_CAPITAL.search(text) else ():
            if match[0] in self._mixed:
                yield (*match.span(), self._known[match[0]])

    def _of(self, letters: str) -> str | None:
        return self._known.get(letters) or (
            self._known.get(fold(letters).upper()) if letters.isupper() else None
        )

    def at(self, text: str, token: Token) -> tuple[int, str] | None:
        """Initials in capitals: three or four, and two where they stand as somebody's name does.

        That is alone, in brackets, or before “:” or “'s”: elsewhere two letters are rather an abbreviation.
        """
        word, start, end = token
        if word not in self.folded or word in SHORT or word in COMMON or not text[start:end].isupper():
            return None
        found = self._of(text[start:end])
        alone = text.strip() == text[start:end] or _AS_NAME.match(text, end)
        bracketed = text[start - 1 : start] in ("(", "[") and text[end : end + 1] in (")", "]")
        return (1, found) if found and (len(word) > 2 or alone or bracketed) else None
