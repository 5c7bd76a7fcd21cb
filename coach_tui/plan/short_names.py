"""Names in few cells, where a list has no room for long ones: the first words, and how the last begins."""

from __future__ import annotations

from collections import Counter

from coach_tui.plan.text import cells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

LONG, SHORT = 24, 17
"""Cells from which on a name is shortened, and those that it takes at most then, where its words let it."""


def short_name(name: str) -> str:
    """A name in few cells; one of a single word, and one that is not long, as it is.

    >>> short_name("Anna-Magdalena Wilhelmine von Hohenlohe-Langenburg")
    'Anna-Magdalena H.'
    >>> short_name("Maximilian Oberhauser")
    'Maximilian Oberhauser'
    """
    first, *words = name.split()
    if cells(name) <= LONG or not words:
        return name
    end = f"{words[-1][:1]}."
    for word in words[:-1]:
        if cells(f"{first} {word} {end}") > SHORT:
            break
        first = f"{first} {word}"
    return f"{first} {end}"


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Names in few cells, by the whole ones; those that would read alike are left whole."""
    short = {name: short_name(name) for name in names}
    alike = Counter(short.values())
    return {name: found if alike[found] == 1 else name for name, found in short.items()}
