"""Whether two names are one person's, however they are written, or may be."""

from __future__ import annotations

import re

from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def _words(name: str) -> list[str]:
    """The words of a name, or those of an address before its “@”, compared without case and accents."""
    local = name.partition("@")[0] if "@" in name else name
    return re.findall(r"[^\W_]+", fold(local))


def same_words(one: str, other: str) -> bool:
    """Whether two names have the same words, in any order and case; an address is one as a whole.

    >>> same_words("Tan, Emre", "emre TAN"), same_words("Emre", "Emre T.")
    (True, False)
    """
    if "@" in one or "@" in other:
        return fold(one).strip() == fold(other).strip()
    return sorted(_words(one)) == sorted(_words(other)) != []


def may_be(one: str, other: str) -> bool:
    """Whether two names that differ may be one person's: “Emre”, “E. Tan” and “etan@…” may be “Emre Tan”.

    Each word of the shorter one is a word of the other, or one is the other's first letter; one word at
    least is whole.
    """
    short, long = sorted((_words(one), _words(other)), key=len)
    if not short or not all(word.isalpha() for word in (*short, *long)):
        return False
    if sorted(short) == sorted(long):
        return "@" in one + other
    left, whole = list(long), False
    for word in short:
        found = word if word in left else next((one for one in left if _is_initial(one, word)), None)
        if found is None:
            return len(short) == 1 and len(long) > 1 and word in _joined(long)
        whole = whole or (found == word and len(word) > 1)
        left.remove(found)
    return whole


def _is_initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[0] == other[0]


def _joined(words: Sequence[str]) -> set[str]:
    """How an address may run the words of a name together."""
    first, last = words[0], words[-1]
    return {first + last, last + first, first[0] + last, first + last[0], last + first[0]}
