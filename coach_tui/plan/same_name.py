"""Whether two names are one person's, however they are written, or may be."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


_TITLES = frozenset(
    [
        "dr",
        "prof",
        "mr",
        "mrs",
        "ms",
        "herr",
        "frau",
        "mme",
        "mlle",
        "monsieur",
        "madame",
        "sr",
        "sra",
        "srta",
    ]
)


def _words(name: str) -> tuple[str, ...]:
    """The words of a name, or those of an address before its “@”, without case, accents and titles."""
    local = name.partition("@")[0] if "@" in name else name
    words: list[str] = re.findall(r"[^\W_]+", fold(local))
    return tuple([word for word in words if word not in _TITLES] or words)


def _plain_vowels(words: Sequence[str]) -> list[str]:
    """Words in which “ue” is as good as “ü”, of which `fold` makes “u”."""
    return [re.sub("([aou])e", r"\1", word) for word in words]


def same_words(one: str, other: str) -> bool:
    """Whether two names have the same words, in any order and case; an address is one as a whole.

    >>> same_words("Tan, Emre", "emre TAN"), same_words("Emre", "Emre T.")
    (True, False)
    """
    if "@" in one or "@" in other:
        return fold(one).strip() == fold(other).strip()
    return _spelt(one).ordered == _spelt(other).ordered != ()


def may_be(one: str, other: str) -> bool:
    """Whether two names that differ may be one person's: “Emre”, “E. Tan” and “etan@…” may be “Emre Tan”.

    Each word of the shorter one is a word of the other, or one is the other's first letter; one word at
    least is whole.
    """
    mine, theirs = _spelt(one), _spelt(other)
    if mine.ordered == theirs.ordered:
        return bool(mine.words) and mine.letters and "@" in one + other
    if len(mine.plain) > 1 and mine.plain == theirs.plain:
        return True
    if not (mine.words and theirs.words and mine.letters and theirs.letters):
        return False
    short, long = sorted((mine.words, theirs.words), key=len)
    left, whole = list(long), False
    for word in short:
        found = word if word in left else next((one for one in left if _is_initial(one, word)), None)
        if found is None:
            return len(short) == 1 and len(long) > 1 and word in _joined(long)
        whole = whole or (found == word and len(word) > 1)
        left.remove(found)
    return whole


class _Spelt(NamedTuple):
    """A name taken apart: its words, in order too, and so with plain vowels; whether all are letters."""

    words: tuple[str, ...]
    ordered: tuple[str, ...]
    plain: tuple[str, ...]
    letters: bool


@lru_cache(maxsize=4096)
def _spelt(name: str) -> _Spelt:
    words = _words(name)
    letters = all(word.isalpha() for word in words)
    return _Spelt(words, tuple(sorted(words)), tuple(sorted(_plain_vowels(words))), letters)


def _is_initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[0] == other[0]


def _joined(words: Sequence[str]) -> set[str]:
    """How an address may run the words of a name together."""
    first, last = words[0], words[-1]
    return {first + last, last + first, first[0] + last, first + last[0], last + first[0]}
