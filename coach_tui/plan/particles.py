"""The small words of family names, such as “van der”: in a text they go with the part of the name behind."""

from __future__ import annotations

import re

from coach_tui.plan.people_words import NEVER, PARTICLES
from coach_tui.plan.spellings import WORD, as_read
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach_tui.plan.spans import Token

_NEXT = re.compile(r"[ \u00a0-]{1,2}|['’]|\. ?|/")
"""What may stand between a particle and the next word; after a point it is an abbreviation."""
_BETWEEN = re.compile(
    r"\s(?:van|ter|ten|bin|ibn|bint|zu|af|al|el"
    r"|(?:van|von|vom|de|op|in|zu)(?: (?:der|den|de|het|la|las|los|zu)){1,2})\s",
    re.IGNORECASE,
)
"""What between two names joins them, whoever is called so."""


def particles_of(name: str, *, loose: bool = False) -> Iterator[tuple[str, frozenset[str]]]:
    """Each word of a name, in folded form, that particles stand before, and those; `loose` for any text."""
    before: set[str] = set()
    for at, word in enumerate(WORD.findall(as_read(name))):
        plain, small = fold(word), word[0].islower()
        own = small and not loose and plain not in NEVER
        if own or (plain in PARTICLES and (at or small)):
            before.add(plain)
        elif before:
            yield plain, frozenset(before)
            before = set()


def with_particles(text: str, tokens: list[Token], at: int, belongs: Callable[[str], bool]) -> int:
    """Where a part of a name begins, the token there, with those particles before it that belong to it."""
    start = tokens[at][1]
    for word, begin, end in reversed(tokens[:at]):
        between = text[end:start]
        if not _NEXT.fullmatch(between):
            break
        short = between[0] in "./" or len(word) == 2 or text[begin - 1 : begin] == "/"
        whole = between[0] != "." and belongs(word)
        if not whole and not (short and _abbreviates(word, belongs)):
            break
        start = begin
    return start


def _abbreviates(word: str, belongs: Callable[[str], bool]) -> bool:
    """Whether each letter of a word is that of a particle, as in “v.d.” and “vd”."""
    initials = {particle[0] for particle in PARTICLES if belongs(particle)}
    return len(word) < 3 and initials.issuperset(word)


def joins(between: str) -> bool:
    """Whether what stands between two names makes one of them, as “van der” does."""
    return _BETWEEN.fullmatch(between) is not None
