"""Revisions of an objective in words, the same on the screen, in the shell and in reports (domain §5)."""

from __future__ import annotations

from coach_tui.plan.dates import parse_iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.revision import DUE, START, of_measure, unexplained

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.objective import Objective, Revision

WHO = {"client": "the client", "sponsor": "the sponsor", "coach": "the coach"}
"""Who asked, as it is stored → in words; another name stands as it is."""


_TYPED = {"c": "client", "s": "sponsor", "m": "coach", "me": "coach", "i": "coach", "you": "coach"}


def asked_by(typed: str) -> str:
    """Who asked, as people type it, in stored form; any name that is none of these stands as it is.

    >>> asked_by("s"), asked_by("The client"), asked_by("me"), asked_by(" Sami "), asked_by("")
    ('sponsor', 'client', 'coach', 'Sami', '')
    """
    said = " ".join(typed.split())
    short = said.lower().removeprefix("the ")
    return _TYPED.get(short) or (short if short in WHO else said)


def revision_words(one: Revision, day_words: Callable[[date], str], *, whole: bool = True) -> str:
    """A revision in words: “target of “talks”: 8, was 12 until 24 Nov, asked by the sponsor: budget cut”.

    Args:
        one: the revision.
        day_words: how a day is written.
        whole: whether the reader sees all of it, so that a reason that is missing was not given.
    """
    what, before, after, on = one.what, one.from_, one.to, day_words(one.on)
    if what in (DUE, START):
        before, after = (_day(text, day_words) for text in (before, after))
    if of_measure(what)[0] == "name":
        said = f"“{after}”, called “{before}” until {on}"
    elif not after:
        said = f"{what}: taken away on {on}, was {before}"
    elif not before:
        said = f"{what}: {after}, added on {on}"
    else:
        said = f"{what}: {after}, was {before} until {on}"
    return said + _asked_and_why(one.by, one.reason, whole=whole)


def move_words(move: Mapping[str, Any], day_words: Callable[[date], str]) -> str:
    """A move of a milestone or session (stored) in words.

    “moved from Fri 2 Oct to Fri 9 Oct on Mon 21 Sep, asked by the client: ill”
    """
    days = (_day(move[key], day_words) for key in ("from", "to"))
    times = (move.get(key, "") for key in ("from_time", "to_time"))
    before, after = (f"{day} {time}".rstrip() for day, time in zip(days, times, strict=True))
    said = f"moved from {before} to {after} on {_day(move['on'], day_words)}"
    return said + _asked_and_why(move.get("by", ""), move.get("reason", ""), whole=True)


def _asked_and_why(by: str, reason: str, *, whole: bool) -> str:
    said = f", asked by {WHO.get(by, by)}" if by else ""
    if reason:
        return f"{said}: {reason}"
    return f"{said}, no reason given" if whole else said


def changed_words(what: str, before: str, after: str, day_words: Callable[[date], str]) -> str:
    """What a change would revise, in few words: “target of “talks” 12 → 8”."""
    if what in (DUE, START, "date"):
        before, after = (_day(text, day_words) for text in (before, after))
    return f"{what} {before or 'new'} → {after or 'none'}"


def unexplained_words(objective: Objective, day_words: Callable[[date], str]) -> str:
    """What made an objective easier, or another, and says not why: “target of “talks” 12 → 8, and 1 more”."""
    places = unexplained(objective)
    if not places:
        return ""
    last, more = objective.revised[places[-1]], len(places) - 1
    also = f", and {more} more" if more else ""
    return changed_words(last.what, last.from_, last.to, day_words) + also


def _day(text: str, day_words: Callable[[date], str]) -> str:
    try:
        return day_words(parse_iso(text))
    except BadInput:
        return text
