"""Which sessions of a document are those of a plan, where neither an id nor day and time say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.session import BOOKED, CANCELS, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    Stored = Mapping[str, Any]


def same_sessions(records: Sequence[Stored], free: Mapping[str, Stored]) -> dict[int, str]:
    """The uids of sessions, by the place of the record that is the same one at another time or day.

    The one of a day is that of the same day; the only one left that is booked is the only one left that was.
    Where there are several, none is taken for another; but see `in_order`.

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


_ELSEWHERE = ("on", "time", "moves", "snooze", "accepted")
_OF_SEVERAL = ("also", "absent", "left", "group_size", *CANCELS)
"""What a series that was moved may have otherwise; and what no plan file says of a group."""


def in_order(records: Sequence[Stored], free: Mapping[str, Stored]) -> dict[int, str]:
    """The uids of a booked series that is booked otherwise as a whole: the first is the first, and so on.

    As many are left on both sides, and each says the same as the one in its place but for day and time.
    `records` and `free` are as for `same_sessions`, without those that this has found.
    """
    here = [number for number in _sorted(range(len(records)), records) if _booked(records[number])]
    there = [uid for uid in _sorted(free, free) if _booked(free[uid])]
    pairs = dict(zip(here, there, strict=False))
    alike = all(_rest(records[number]) == _rest(free[uid]) for number, uid in pairs.items())
    return pairs if len(here) == len(there) > 1 and alike else {}


def _sorted(keys: Iterable[Any], sessions: Any) -> list[Any]:
    return sorted(keys, key=lambda key: (sessions[key]["on"], sessions[key].get("time", "")))


def _booked(raw: Stored) -> bool:
    return bool(raw.get("state") == BOOKED)


def _rest(raw: Stored) -> dict[str, Any]:
    """What a session says beside where it lies and who is in it."""
    fields = {key: one for key, one in Session.fields.items() if key not in (*_ELSEWHERE, *_OF_SEVERAL)}
    return {key: raw[key] for key, field in fields.items() if raw.get(key, field.default) != field.default}


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
