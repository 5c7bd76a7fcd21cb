"""Which sessions of a document are those of a plan, where neither an id nor day and time say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.session import BOOKED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    Stored = Mapping[str, Any]


def same_sessions(records: Sequence[Stored], free: Mapping[str, Stored]) -> dict[int, str]:
    """The uids of sessions, by the place of the record that is the same one at another time or day.

    The one of a day is that of the same day; the only one left that is booked is the only one left that was.
    Where there are several, none is taken for another.

    Args:
        records: those of the document that are none of the plan's so far.
        free: those of the plan (stored) that are none of the document's so far, by uid.
    """
    found: dict[int, str] = {}
    for alike in (lambda raw: raw["on"], lambda raw: raw.get("state") == BOOKED and BOOKED):
        left = [number for number in range(len(records)) if number not in found]
        kept = [uid for uid in free if uid not in found.values()]
        found |= _alone(
            _by([(number, records[number]) for number in left], alike),
            _by([(uid, free[uid]) for uid in kept], alike),
        )
    return found


def _by(pairs: Sequence[tuple[Any, Stored]], alike: Callable[[Stored], Any]) -> dict[Any, list[Any]]:
    grouped: dict[Any, list[Any]] = {}
    for key, raw in pairs:
        if mark := alike(raw):
            grouped.setdefault(mark, []).append(key)
    return grouped


def _alone(here: Mapping[Any, list[int]], there: Mapping[Any, list[str]]) -> dict[int, str]:
    """What stands alone on both sides under one mark."""
    return {
        numbers[0]: there[mark][0]
        for mark, numbers in here.items()
        if len(numbers) == 1 and len(there.get(mark, ())) == 1
    }
