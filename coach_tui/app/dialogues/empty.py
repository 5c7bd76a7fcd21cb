"""A review in which nothing was answered: asked about before it is held."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import choose
from coach_tui.app.dialogues.unsaved import Unsaved
from coach_tui.changes.reviews import NothingSaid, Reviewed
from coach_tui.store.journal import Entry


async def held_or_asked(
    coach: Coach,
    unsaved: Unsaved,
    title: str,
    values: Mapping[str, Any],
    verb: partial[Entry | None],
) -> Entry | None:
    """Hold a review, or a session that is one; where nothing was said, ask whether it is held all the same.

    Raises:
        Left: it is not; the page comes back.
        CoachError: as `Unsaved.written`.
    """
    try:
        return await unsaved.written(title, values, verb)
    except NothingSaid as nothing:
        await choose(coach, str(nothing), {"y": "hold it", "esc": "go on writing"})
    return await unsaved.written(title, values, partial(_all_the_same, verb))


def _all_the_same(verb: partial[Entry | None]) -> Entry | None:
    """Hold it though nothing was said; it is kept as that."""
    review = verb.keywords.get("review")
    if isinstance(review, Reviewed):
        return verb(review=review._replace(refuse_empty=False))
    return verb(refuse_empty=False)
