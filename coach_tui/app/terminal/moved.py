"""What has only moved on the screen: the rest of a line that stands further on, lines that were scrolled."""

from __future__ import annotations

from collections import Counter
from typing import Any

Cell = tuple[Any, ...]
"""A sign and its pen; where a strip holds signs that are not one cell wide, all of it and a place in it."""

WORTH = 16
"""So many cells fewer to write make it worth to push the rest of a line along."""
PART = 8
"""So many cells of a line are looked for further on."""
LINES = 6
"""So many lines make it worth to look whether they were scrolled."""
EDGE = 2
"""Cells at the end of a line that say where in a list it stands: they do not scroll."""


def pushed(cells: list[Cell], before: list[Cell | None]) -> tuple[int, int, list[Cell | None]] | None:
    """Where a line is pushed along, by how many cells, and what stands there then; None where it is no use.

    What ends the line may be the same as before, only further on; the cells that are pushed in are not known.
    """
    differ = [place for place, (new, old) in enumerate(zip(cells, before, strict=True)) if new != old]
    if len(differ) <= WORTH or None in before:
        return None
    at, fewest, found = differ[0], len(differ) - WORTH, None
    for by in _further_on(cells, before, at):
        then = before[:at] + [None] * by + before[at:] + [None] * -by
        then = then[: len(cells)] if by > 0 else then[:at] + then[at - by :]
        left = sum(new != old for new, old in zip(cells, then, strict=True))
        if left < fewest:
            fewest, found = left, (at, by, then)
    return found


def _further_on(cells: list[Cell], before: list[Cell | None], at: int) -> set[int]:
    """By how many cells parts of a line, from a column on, stand further to the right, or the left."""
    new, old = ("".join(str(cell[0]) for cell in line if cell is not None) for line in (cells, before))
    found = set()
    for place in range(at, len(old), PART):
        part = old[place : place + PART]
        if not part.isspace() and (there := new.find(part, at)) >= 0:
            found.add(there - place)
    return found - {0}


def scrolled(lines: list[list[Cell]], before: list[list[Cell | None]]) -> int:
    """By how many lines lines that follow each other went up, or (less than 0) down; 0 where they did not."""
    if len(lines) < LINES or any(None in line for line in before):
        return 0
    new = [tuple(line[:-EDGE]) for line in lines]
    old = [tuple(line[:-EDGE]) for line in before]
    stood: dict[tuple[Cell | None, ...], list[int]] = {}
    for place, line in enumerate(old):
        stood.setdefault(line, []).append(place)
    told = [place for place, line in enumerate(new) if any(sign != " " for sign, _ in line)]
    by = Counter(there - place for place in told for there in stood.get(new[place], ()))
    still = by.pop(0, 0)
    best, moved = max(by.items(), key=lambda item: item[1], default=(0, 0))
    return best if moved - still >= LINES // 2 else 0
