"""What takes the place of an objective or a milestone, as it is typed; and what goes where (domain §5)."""

from __future__ import annotations

import re

from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.side import Side
from coach_tui.plan.text import fold
from coach_tui.plan.when import parse_ahead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.objective import Objective

_WORD = re.compile(r"[^\W_]{4,}")
_STEM = 5
"""Letters by which words with other endings are still the same."""

MOST_PARTS = 9
"""Parts that a digit each can name."""


def part_by_words(title: str, parts: Sequence[str]) -> int:
    """Which part (from 0) has most words in common with a title; the first where none has more than others.

    >>> part_by_words("First talk in the team", ["Delegate tasks", "Talk in public"])
    1
    >>> part_by_words("Kick-off", ["Delegate tasks", "Talk in public"])
    0
    """
    words = _stems(title)
    shared = [len(words & _stems(part)) for part in parts]
    return shared.index(max(shared))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(fold(text))}


def parts_named(
    noun: type[Objective | Milestone], taken: Sequence[str], least: int, today: date, text: str
) -> list[dict[str, Any]]:
    """The new ones that a line names, between semicolons; of milestones each with its date behind a bar.

    Args:
        noun: Objective or Milestone.
        taken: the titles that others have.
        least: how many it must be; 1 means just one.
        today: the day taken as today.
        text: the line.

    Raises:
        BadInput: too few or too many, a title that is taken, or no day.
    """
    known = {fold(title) for title in taken}
    parts = []
    for piece in text.split(";"):
        title, _, day = (side.strip() for side in piece.partition("|"))
        if not title:
            continue
        if fold(title) in known:
            raise BadInput(f"{noun.noun} called {quote(title)} exists; choose another title")
        known.add(fold(title))
        part: dict[str, Any] = {"title": title}
        if day and noun is Milestone:
            part["due"] = parse_ahead(day, today, Side.EITHER).isoformat()
        elif day:
            raise BadInput("objectives take their date from this one; edit them afterwards")
        parts.append(part)
    if len(parts) < least:
        raise BadInput("name at least two, with a semicolon between" if least > 1 else "say its title")
    if len(parts) > MOST_PARTS:
        raise BadInput(
            f"that is {len(parts)} parts: split it into at most {MOST_PARTS}, and one of them later"
        )
    if least == 1 and len(parts) > 1:
        raise BadInput("that is more than one: split it into several")
    return parts
