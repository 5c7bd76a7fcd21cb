"""A line about a session, as it is typed at the shell: booked, a series, held, cancelled, missed, moved.

“fri 14:00”, “every 2 weeks, Tuesdays 10:00, six times”, “held”, “cancelled late by client: ill”, “no-show
18 nov”, “move to fri 14:00 by client: a trip”. What is said behind a colon is the reason.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.series import is_series
from coach_tui.plan.session import BOOKED, KINDS, Session
from coach_tui.plan.side import Side
from coach_tui.plan.text import fold
from coach_tui.plan.when import parse_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan

BOOK, SERIES, HOLD, CANCEL, MISS, MOVE, AGAIN = (
    "book", "series", "hold", "cancel", "miss", "move", "again",
)  # fmt: skip
_ACTIONS = {
    "held": HOLD, "hold": HOLD, "cancelled": CANCEL, "canceled": CANCEL, "cancel": CANCEL,
    "no-show": MISS, "noshow": MISS, "missed": MISS, "move": MOVE, "moved": MOVE, "again": AGAIN,
    "book": BOOK, "booked": BOOK,
}  # fmt: skip
_BY = {"client": "client", "her": "client", "him": "client", "coach": "coach", "me": "coach"}
_TO = re.compile(r"\bto\b")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
_LENGTH = re.compile(r"\b(\d{1,4})\s*(?:min|mins|minutes)\b")


class Said(NamedTuple):
    """What a line says. `day` (ISO) and `time` are when it is (of a move: when it was), "" where not said."""

    action: str
    day: str = ""
    time: str = ""
    to_day: str = ""
    to_time: str = ""
    by: str = ""
    late: bool = False
    reason: str = ""
    kind: str = ""
    minutes: int | None = None
    past_day: str = ""
    """The day where it lies behind, as a day without a year may."""


def parse_session(text: str, today: date) -> Said:
    """Reads a line; the text of a series is left to `coach_tui.plan.series`.

    Raises:
        BadInput: it is not understood.
    """
    text = re.sub(r"\bno show\b", "no-show", text, flags=re.IGNORECASE)
    if not text.strip():
        raise BadInput("say what: fri 14:00, held, cancelled by client, no-show, move to fri 14:00")
    first = fold(text).replace(",", " ").split()[0].rstrip(":")
    action = _ACTIONS.get(first, BOOK)
    if action == BOOK and is_series(text):
        return Said(SERIES)
    head, reason = _reason(text)
    head = fold(head).replace(",", " ")
    words = head.split()
    if words and words[0] in _ACTIONS:
        words = words[1:]
    if action == AGAIN or (action == BOOK and words[:1] == ["again"]):
        action, words = AGAIN, [word for word in words if word != "again"]
    by, late, words = _whom(words) if action in (CANCEL, MOVE) else ("", False, words)
    rest = " ".join(words)
    length = _LENGTH.search(rest) if action in (BOOK, HOLD) else None
    rest = _LENGTH.sub(" ", rest, count=1) if length else rest
    kind = (
        next((one for one in KINDS if re.search(rf"\b{one}\b", rest)), "") if action in (BOOK, HOLD) else ""
    )
    rest = re.sub(rf"\b{kind}\b", " ", rest) if kind else rest
    to = ""
    if action == MOVE:
        rest, _, to = _TO.sub("\0", rest, count=1).partition("\0")
        if not to.strip():
            rest, to = "", rest
        if not to.strip():
            raise BadInput("say to when: move to fri 14:00")
    side = {BOOK: Side.AHEAD, HOLD: Side.PAST, MISS: Side.PAST}.get(action, Side.EITHER)
    day, clock = _moment(rest, today, side)
    if action == BOOK and not day:
        raise BadInput("say when: fri 14:00, 8 dec 10:00")
    to_day, to_time = _moment(to, today, Side.AHEAD)
    minutes = int(length[1]) if length else None
    past_day = _moment(rest, today, Side.PAST_FIRST)[0]
    return Said(action, day, clock, to_day, to_time, by, late, reason, kind, minutes, past_day)


def _reason(text: str) -> tuple[str, str]:
    """A line and its reason: behind the first colon that is not within a time of day."""
    for found in re.finditer(r":", text):
        around = text[max(0, found.start() - 2) : found.end() + 2]
        if not re.search(r"\d:\d\d?", around):
            return text[: found.start()], text[found.end() :].strip()
    return text, ""


def _whom(words: list[str]) -> tuple[str, bool, list[str]]:
    """Who cancelled it or asked for it, whether late, and the words that are left."""
    by, late, left = "", False, []
    waiting = False
    for word in words:
        if word in ("by", "asked") or (waiting and word == "the"):
            waiting = True
        elif waiting and word in (*_BY, "sponsor"):
            by, waiting = _BY.get(word, word), False
        elif word in ("late",):
            late = True
        elif word in ("in", "time") and "time" in words:
            continue
        elif word in ("client", "coach") and not by:
            by = word
        else:
            left.append(word)
    return by, late, left


def _moment(text: str, today: date, side: Side) -> tuple[str, str]:
    """The day and the time that a few words say, "" for what is not said."""
    found = _CLOCK.search(text)
    clock = Session.fields["time"].check(found[0]) if found else ""
    words = _CLOCK.sub(" ", text, count=1).split()
    words = [word for word in words if word not in ("on", "at", "for", "of", "session", "the", "from", "was")]
    day = parse_day(" ".join(words), today, side).isoformat() if words else ""
    return day, str(clock)


def _on(plan: Plan, day: str) -> list[Session]:
    return [one for one in plan.sessions if one.on.isoformat() == day]


def session_meant(plan: Plan, said: Said, today: date) -> Session:
    """The session that a line is about: of the day and time that it says, else the one that it may be.

    What was held or missed was booked up to today; what is cancelled or moved is the next one booked.

    Raises:
        BadInput: there is none, or there are several.
    """
    if said.day:
        of_day = _on(plan, said.day) or _on(plan, said.past_day)
        of_day = [one for one in of_day if said.time in ("", one.time)] or of_day
        booked = [one for one in of_day if one.state == BOOKED]
        found = booked or of_day
    elif said.action == AGAIN:
        found = [one for one in plan.sessions if one.state != BOOKED][-1:]
    else:
        booked = [one for one in plan.sessions if one.state == BOOKED]
        past = [one for one in booked if one.on <= today]
        if said.action in (HOLD, MISS):
            found = past
        else:
            found = [one for one in booked if one.on >= today][:1] or past
    if len(found) == 1:
        return found[0]
    name = quote(plan.client.name)
    if not found:
        when = f" on {short(date.fromisoformat(said.day), today)}" if said.day else ""
        raise BadInput(f"no session with {name} is booked{when}; coach session CLIENT fri 10:00 books one")
    days = ", ".join(f"{short(one.on, today)} {one.time}".strip() for one in found[:5])
    raise BadInput(f"{len(found)} sessions with {name} may be meant ({days}): say which, by its day and time")
