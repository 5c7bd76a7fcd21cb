"""A line about a session, as it is typed at the shell: booked, a series, held, cancelled, missed, moved.

“fri 14:00”, “every 2 weeks, Tuesdays 10:00, six times”, “held”, “cancelled late by client: ill”, “no-show
18 nov”, “move to fri 14:00 by client: a trip”. What is said behind a colon is the reason.

Nothing is made up: of a weekday alone that was held or missed, the session booked nearest is meant; only a
day that is written out, with no session at that hour, can be held without having been booked.
"""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from coach_tui.plan.day_names import weekday_alone
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.hour_words import split_clock, split_hour
from coach_tui.plan.series import is_series
from coach_tui.plan.session import CANCELLED, NO_SHOW, Session
from coach_tui.plan.side import Side
from coach_tui.plan.text import fold
from coach_tui.plan.when import check_ahead, parse_day, reads_as_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


BOOK, SERIES, HOLD, CANCEL, MISS, MOVE, AGAIN = (
    "book", "series", "hold", "cancel", "miss", "move", "again",
)  # fmt: skip
_ACTIONS = {
    "held": HOLD, "hold": HOLD, "cancelled": CANCEL, "canceled": CANCEL, "cancel": CANCEL,
    "no-show": MISS, "noshow": MISS, "missed": MISS, "move": MOVE, "moved": MOVE, "again": AGAIN,
    "book": BOOK, "booked": BOOK,
}  # fmt: skip
ALL = "all"
"""Says of a session with several clients that all of them cancelled it."""
_BY = {"client": "client", "her": "client", "him": "client", "coach": "coach", "me": "coach", "all": ALL}
_TO = re.compile(r"\bto\b")
_MOVED = re.compile(r"\bmoved?\b")
_NAME = re.compile(
    r"\b(?:asked\s+)?by\s+(?!(?:the\s+)?(?:client|sponsor|coach|her|him|me|all)\b)(?P<name>[^\d:,+-]+?)(?=\s+to\b|\s*$)",
    re.IGNORECASE,
)
"""Who asked, where that is somebody with a name."""


class Said(NamedTuple):
    """What a line says. `day` (ISO) and `time` are when it is (of a move: when it was), "" where not said."""

    action: str
    day: str = ""
    time: str = ""
    to: str = ""
    """Where it is moved to, as it was typed: see `moved_to`."""
    by: str = ""
    late: bool | None = None
    """None where it is not said."""
    reason: str = ""
    hour: Mapping[str, object] = MappingProxyType({})
    """What else it says of one that is booked or held: fields of a session."""
    bare: bool = False
    """Whether a move says one moment alone, without “to”."""
    other_day: str = ""
    """The day where it lies on the other side of today, as a day without a year may."""
    weekday: int | None = None
    """The weekday (0 is Monday), where nothing else is said of the day."""


def parse_session(text: str, today: date, base: date | None = None) -> Said:
    """Reads a line; the text of a series is left to `coach_tui.plan.series`.

    Where a session is booked, a time alone is one of the day `base`; without that it says no day.

    Raises:
        BadInput: it is not understood.
    """
    text = re.sub(r"\bno show\b", "no-show", text, flags=re.IGNORECASE)
    if not text.strip():
        raise BadInput("say what: fri 14:00, held, cancelled by client, no-show, move to fri 14:00")
    head, reason = split_reason(text)
    name, head = _named(head, today) if _MOVED.search(fold(head)) else ("", head)
    action, words = _action(fold(head).replace(",", " ").split())
    if action == BOOK and is_series(text):
        return Said(SERIES)
    if reason and action in (BOOK, HOLD, AGAIN):
        raise BadInput(
            f"{quote(reason)}: why stands behind a colon of what is cancelled, missed or moved; "
            "a note is made on the session's page"
        )
    by, late, words = _whom(words) if action in (CANCEL, MOVE) else ("", None, words)
    if late and not by:
        raise BadInput("late: say who cancelled it, as in cancelled late by client")
    hour, rest = split_hour(" ".join(words)) if action in (BOOK, HOLD) else ({}, " ".join(words))
    rest = rest.replace(",", " ")
    bare, to = False, ""
    if action == MOVE:
        bare, rest, to = _whither(rest, today)
    when = _when(rest, action, today)
    if action == BOOK and base is not None and when["time"] and not when["day"]:
        when["day"] = base.isoformat()
    if action == BOOK and not when["day"]:
        raise BadInput("say when: fri 14:00, 8 dec 10:00")
    return Said(action, to=to, by=name or by, late=late, reason=reason, hour=hour, bare=bare, **when)


def _action(words: list[str]) -> tuple[str, list[str]]:
    """What is done, which stands first or behind the day, and the words that are left; else one is booked."""
    at = next((number for number, word in enumerate(words) if word in _ACTIONS), None)
    if at is None:
        return BOOK, words
    action, words = _ACTIONS[words[at]], words[:at] + words[at + 1 :]
    if action == BOOK and words[:1] == ["again"]:
        action = AGAIN
    return action, [word for word in words if word != "again"] if action == AGAIN else words


def _whither(rest: str, today: date) -> tuple[bool, str, str]:
    """Which session is moved, and where to, in words; first whether one moment alone is said."""
    rest, said, to = _TO.sub("\0", rest, count=1).partition("\0")
    if not to.strip():
        rest, to = "", rest
    if not to.strip():
        raise BadInput("say to when: move to fri 14:00")
    _moment(to, today, Side.EITHER)
    return not said, rest, to


def moved_to(said: Said, session: Session, today: date) -> tuple[str, str]:
    """The day (ISO) and time that a session moves to: what begins with + or - counts from its day.

    A day that is past may be meant: the hour took place then, and it is still to be said whether it did.
    """
    day, clock = _moment(said.to, today, Side.MOVED, base=session.on)
    if day:
        check_ahead(_clock_and_day(said.to, today)[1], date.fromisoformat(day), today)
    return day or session.on.isoformat(), clock


def _when(rest: str, action: str, today: date) -> dict[str, Any]:
    """What the words that are left say of the day and the time, as fields of `Said`."""
    side = {BOOK: Side.AHEAD, HOLD: Side.PAST_FIRST, MISS: Side.PAST_FIRST}.get(action, Side.EITHER)
    day, clock = _moment(rest, today, side)
    if side is Side.PAST_FIRST:
        Side.PAST.check(day, today)
    words = _day_words(split_clock(rest, partial(_is_day, today=today))[1])
    weekday = weekday_alone(fold(words[-1])) if words and words[0] in (words[-1], "last", "this") else None
    other = _moment(rest, today, Side.EITHER if side is Side.PAST_FIRST else Side.PAST_FIRST)[0]
    return {"day": day, "time": clock, "other_day": other, "weekday": weekday}


def values_off(said: Said) -> dict[str, Any]:
    """What a line says of a session that did not take place and that nobody booked, but for its day."""
    how: dict[str, Any] = {"state": NO_SHOW}
    if said.action == CANCEL:
        by = "client" if said.by == ALL else said.by
        how = {"state": CANCELLED, "cancelled_by": by or None, "late": said.late or None}
    found = {**how, "time": said.time or None, "reason": said.reason or None}
    return {key: value for key, value in found.items() if value is not None}


def split_reason(text: str) -> tuple[str, str]:
    """A line and its reason: behind the first colon that is not within a time of day."""
    for found in re.finditer(r":", text):
        around = text[max(0, found.start() - 2) : found.end() + 2]
        if not re.search(r"\d:\d\d?", around):
            return text[: found.start()], text[found.end() :].strip()
    return text, ""


def _named(head: str, today: date) -> tuple[str, str]:
    """The name of who asked for a move, none of the known ones, and the line without it.

    “by two weeks” says no name.
    """
    found = _NAME.search(head)
    if found is None or _is_day(found["name"], today):
        return "", head
    return " ".join(found["name"].split()), f"{head[: found.start()]} {head[found.end() :]}"


def _whom(words: list[str]) -> tuple[str, bool | None, list[str]]:
    """Who cancelled it or asked for it, whether late, and the words that are left."""
    by, late, left = "", None, []
    waiting = False
    for word in words:
        if word in ("by", "asked") or (waiting and word == "the"):
            waiting = True
        elif waiting and word in (*_BY, "sponsor"):
            by, waiting = _BY.get(word, word), False
        elif word in ("late",):
            late = True
        elif word in ("in", "time") and "time" in words:
            late = late or False
        elif word in ("client", "coach") and not by:
            by = word
        else:
            left.append(word)
    return by, late, left


def _is_day(text: str, today: date) -> bool:
    """Whether a text as a whole is a day as people type it."""
    return reads_as_day(" ".join(_day_words(text)), today)


def _day_words(text: str) -> list[str]:
    """The words of a day, its time taken out, without what stands around it."""
    words = text.split()
    return [word for word in words if word not in ("on", "at", "for", "of", "session", "the", "from", "was")]


def _moment(text: str, today: date, side: Side, base: date | None = None) -> tuple[str, str]:
    """The day and the time that a few words say, "" for what is not said."""
    clock, words = _clock_and_day(text, today)
    day = parse_day(words, today, side, base=base).isoformat() if words else ""
    return day, clock


def _clock_and_day(text: str, today: date) -> tuple[str, str]:
    """The time, and the words of the day, of a few words."""
    clock, rest = split_clock(text, partial(_is_day, today=today))
    return clock, " ".join(_day_words(rest))
