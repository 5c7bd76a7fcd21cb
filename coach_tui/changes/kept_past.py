"""What is past stays: nothing that is taken in takes it away, or makes it otherwise (domain §5, §11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.errors import BadInput
from coach_tui.plan.pause import overlapping, pause_days
from coach_tui.plan.text import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.plan.practice import Plan

    Stored = Mapping[str, Any]

CHANGED = ("revisions", "moves")
"""In which fields records keep how they were changed."""
_WHAT = ("on", "what", "from", "to")
"""What a revision or a move is of, whoever asked and why."""
_THE_SAME = 3
"""From how many of these on one that is said is one that is kept, made otherwise."""


def standing_past(there: Stored, changes: Stored) -> dict[str, Any]:
    """The revisions and moves of a record (stored) as its changes may leave them: none goes, none is another.

    Who asked, and why, stand as the changes have them.

    Raises:
        BadInput: one is said otherwise than it is kept.
    """
    found: dict[str, Any] = {}
    for key in CHANGED:
        if key not in changes or not there.get(key):
            continue
        kept, said = there[key], changes[key] or []
        stand, added = _stand(kept, said), _added(kept, said)
        if added and len(_known(kept) & _known(said)) < len(_known(kept)):
            raise BadInput(
                f"{key}: when something was changed, from what and to what, stays as it was; "
                "put that back, only who asked and why can be changed"
            )
        found[key] = [*stand, *added]
    return found


def with_past(there: Stored, said: Stored) -> dict[str, Any]:
    """The revisions and moves of a record in the file (stored) with those that a document says besides.

    Those that the document has as well stand as it has them, with who asked and why; one that it has
    otherwise stands as it is here. Nothing of what the document does not speak of.
    """
    found = {}
    for key in CHANGED:
        if key not in said:
            continue
        kept, new = there.get(key) or [], said[key] or []
        gone = [old for old in kept if _what(old) not in _known(new)]
        added = [one for one in _added(kept, new) if not any(_made_otherwise(one, old) for old in gone)]
        stand = _stand(kept, new)
        found[key] = sorted([*stand, *added], key=lambda one: str(one["on"])) if added else stand
    return found


def said_otherwise(there: Stored, said: Stored) -> list[Stored]:
    """The revisions and moves of a record in the file (stored) that a document has otherwise: they stand."""
    found = []
    for key in CHANGED:
        kept, new = there.get(key) or [], said.get(key) or []
        gone = [old for old in kept if _what(old) not in _known(new)]
        found += [old for old in gone if any(_made_otherwise(one, old) for one in _added(kept, new))]
    return found


def with_time(there: Stored, said: Stored, today: str, *, edited: bool = False) -> dict[str, Any]:
    """The pauses and earlier rhythms of a record in the file (stored) that a document does not take from it.

    Pauses that have begun by `today` (ISO) stay beside those of the document, and so do rhythms; a pause that
    the document has otherwise, with a day in common, stands as the document has it. A document that was made
    of the plan as it is (`edited`) leaves out a pause on purpose, and changes rhythms that it has.
    """
    found: dict[str, Any] = {}
    pauses, rhythms = said.get("pauses") or [], said.get("rhythms") or []
    stay = [
        one
        for one in (() if edited else there.get("pauses") or ())
        if one["since"] <= today and overlapping(pauses, one["since"], one.get("until")) is None
    ]
    if stay:
        found["pauses"] = sorted([*pauses, *stay], key=lambda one: str(one["since"]))
    ends = {one["until"] for one in rhythms}
    earlier = [one for one in there.get("rhythms") or () if one["until"] not in ends]
    if earlier and not (edited and rhythms):
        found["rhythms"] = sorted([*rhythms, *earlier], key=lambda one: str(one["until"]))
    return found


def pauses_of(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """The pauses (stored) of a plan and of its strategies, by uid."""
    of_strategies = {one.uid: one.pauses for one in plan.strategies}
    return {plan.engagement.uid: plan.engagement.pauses, **of_strategies}


def pauses_gone(before: Mapping[str, Sequence[Stored]], after: Plan) -> str:
    """Which pauses (`pauses_of`) a plan, or a strategy that it still has, has no more, in words."""
    return gone_words(before, pauses_of(after))


def gone_words(before: Mapping[str, Sequence[Stored]], now: Mapping[str, Sequence[Stored]]) -> str:
    """Which pauses (stored, by the uid of what pauses) are there no more, of what still is, in words."""
    gone = [
        pause_days(one)
        for uid, pauses in before.items()
        for one in pauses
        if uid in now and overlapping(now[uid], one["since"], one.get("until")) is None
    ]
    return f"; took out the pause{'s' if len(gone) > 1 else ''} {listed(gone)}" if gone else ""


def _stand(kept: Sequence[Stored], said: Sequence[Stored]) -> list[Stored]:
    return [next((one for one in said if _what(one) == _what(old)), old) for old in kept]


def _added(kept: Sequence[Stored], said: Sequence[Stored]) -> list[Stored]:
    return [one for one in said if _what(one) not in _known(kept)]


def _known(entries: Sequence[Stored]) -> set[tuple[str, ...]]:
    return {_what(one) for one in entries}


def _what(one: Stored) -> tuple[str, ...]:
    return tuple(one.get(key) or "" for key in _WHAT)


def _made_otherwise(one: Stored, old: Stored) -> bool:
    return sum(here == there for here, there in zip(_what(one), _what(old), strict=True)) >= _THE_SAME
