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

from coach_tui.plan.dates import add_months, day_words, short
from coach_tui.plan.day_names import WEEKDAYS, weekday_alone
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.hour_words import split_clock, split_hour
from coach_tui.plan.series import is_series
from coach_tui.plan.session import BOOKED, HELD, NO_SHOW, Session
from coach_tui.plan.session_words import state_words
from coach_tui.plan.side import Side
from coach_tui.plan.text import fold
from coach_tui.plan.when import LATELY, check_ahead, parse_day, reads_as_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.practice import Plan

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


def session_held(plan: Plan, said: Said, today: date) -> Session | None:
    """The booked session that a line says was held; None for one of the day it writes, which was not booked.

    Raises:
        BadInput: there is none, there are several, or another session stands at that hour.
    """
    if not said.day or said.weekday is not None:
        return session_meant(plan, said, today)
    of_day = _of_day(plan, said, today)
    if not of_day and (elsewhere := _elsewhere(plan, said, today)):
        raise BadInput(elsewhere)
    if any(one.state == BOOKED for one in of_day):
        return session_meant(plan, said, today)
    for one in of_day:
        if one.time in ("", said.time) or not said.time:
            state = "a session that was held" if one.state == HELD else f"a {state_words(one)}"
            if one.state not in (HELD, NO_SHOW):
                state = f"a session {state_words(one)}"
            again = "" if one.state == HELD else f'; "again {one.on}" books it again'
            raise BadInput(f"{state} stands there: {_said_when(one, today)}{again}")
    return None


def _said_when(session: Session, today: date) -> str:
    return f"{short(session.on, today)} {session.time}".strip()


def _of_day(plan: Plan, said: Said, today: date) -> list[Session]:
    """The sessions of the day that a line says, of its time where it says one.

    Raises:
        BadInput: one is booked that day at another time.
    """
    days = [[one for one in plan.sessions if one.on.isoformat() == day] for day in _days_said(said, today)]
    of_day = next((found for found in days if found), [])
    at_time = [one for one in of_day if not said.time or one.time in ("", said.time)]
    booked = [_said_when(one, today) for one in of_day if one.state == BOOKED]
    if not at_time and booked:
        raise BadInput(f"no session at {said.time}, but one is booked {booked[0]}: say that time, or move it")
    return at_time


def _days_said(said: Said, today: date) -> list[str]:
    """The days (ISO) that a line may mean, the likeliest first: the nearest to today.

    Of what was held or missed a day ahead is not meant where the one that has been is nearer.
    """
    days = {day for day in (said.day, said.other_day) if day}
    likely = sorted(days, key=lambda day: abs((date.fromisoformat(day) - today).days))
    return likely[:1] if said.action in (HOLD, MISS) and likely[0] == said.day else likely


def check_year(plan: Plan, said: Said, today: date) -> None:
    """Refuses to book a day without a year that passed lately: that of the next year is hardly meant.

    Raises:
        BadInput: with both days; the one that is past lies within the engagement, and within three months,
            or the one ahead lies after the end.
    """
    past, end = said.other_day, plan.engagement.end
    if said.weekday is not None or not plan.engagement.start.isoformat() <= past < today.isoformat():
        return
    after = end is not None and said.day > end.isoformat()
    if after or past >= add_months(today, -LATELY).isoformat():
        where = "after the engagement's end" if after else "a year later"
        both = f"{day_words(past, today)} is past, and {day_words(said.day, today)} {where}"
        ahead = f"{said.day} {said.time}".strip()
        raise BadInput(f"{both}: say held {past} of the one, {ahead} to book the other")


def session_meant(plan: Plan, said: Said, today: date) -> Session:
    """The session that a line is about: of the day and time that it says, else the one that it may be.

    What was held or missed was booked up to today; what is cancelled or moved is the next one booked, or one
    past of which nobody said what came of it. What is booked again without a day was cancelled or missed.

    Raises:
        BadInput: there is none, or there are several.
    """
    found = _may_be_meant(plan, said, today)
    if len(found) == 1:
        _check_one_reading(plan, said, found[0], today)
        return found[0]
    name = quote(plan.client.name)
    if not found:
        raise BadInput(_none_there(plan, said, name, today))
    days = ", ".join(_said_when(one, today) for one in found[:5])
    if len({(one.on, one.time) for one in found}) == 1:
        raise BadInput(
            f"{len(found)} sessions with {name} stand at one hour, {days.split(', ')[0]}: "
            "delete those that are too many in the app, then say it again"
        )
    raise BadInput(f"{len(found)} sessions with {name} may be meant ({days}): say which, by its day and time")


def _check_one_reading(plan: Plan, said: Said, session: Session, today: date) -> None:
    """Refuses a move that says one moment alone which may be when it was as well as where to (BadInput)."""
    if not said.bare:
        return
    day, clock = moved_to(said, session, today)
    others = [one for one in plan.sessions if one.state == BOOKED and one.on.isoformat() == day]
    if not others or session in others:
        return
    other, to = others[0], f"{day} {clock}".strip()
    within = clock if clock and clock != other.time else "…"
    raise BadInput(
        f"which moves, the session of {_said_when(session, today)} or that of {_said_when(other, today)}? "
        f"say “move {session.on} to {to}”, or “move {other.on} to {within}”"
    )


def _may_be_meant(plan: Plan, said: Said, today: date) -> list[Session]:
    came = said.action in (HOLD, MISS)
    if said.day and not (came and said.weekday is not None):
        of_day = _of_day(plan, said, today)
        return [one for one in of_day if (one.state == BOOKED) != (said.action == AGAIN)] or of_day
    if said.action == AGAIN:
        return [one for one in plan.sessions if one.state not in (BOOKED, HELD)][-1:]
    booked = [one for one in plan.sessions if one.state == BOOKED and said.time in ("", one.time)]
    past = [one for one in booked if one.on <= today]
    if came:
        return _nearest(past, said) if said.day else past
    return [one for one in past if one.on < today] + [one for one in booked if one.on >= today][:1]


def _nearest(past: list[Session], said: Said) -> list[Session]:
    """Those of the last day of the weekday that is said."""
    fit = [one for one in past if one.on.weekday() == said.weekday and one.on.isoformat() <= said.day]
    return [one for one in fit if one.on == fit[-1].on]


def _elsewhere(plan: Plan, said: Said, today: date) -> str:
    """That what a line means is a session of another plan of the client, and how to say it; else ""."""
    from coach_tui.plan.earlier import listed_engagements

    for number, engagement in enumerate(listed_engagements(plan.practice, plan.client.uid), 1):
        other = plan.practice.plan_of(engagement)
        if engagement.uid == plan.engagement.uid or other is None:
            continue
        try:
            found = _may_be_meant(other, said, today)
        except BadInput:
            continue
        waits = [one for one in found if one.state == BOOKED]
        if waits:
            when = _said_when(waits[0], today)
            return f"the session of {when} is one of plan {number}: say it again with --plan {number}"
    return ""


def _none_there(plan: Plan, said: Said, name: str, today: date) -> str:
    if elsewhere := _elsewhere(plan, said, today):
        return elsewhere
    if said.action == AGAIN and not said.day:
        return f"no session with {name} was cancelled or missed; say the day of the one to book again"
    if said.action in (HOLD, MISS) and said.weekday is not None:
        weekday = WEEKDAYS[said.weekday][0].capitalize()
        return (
            f"no session with {name} was booked on a {weekday}; for one that was not booked, write the whole "
            f"date: held {said.day}"
        )
    if said.action in (HOLD, MISS) and not said.day:
        ahead = [one for one in plan.sessions if one.state == BOOKED and one.on > today]
        none = f"no session with {name} is booked up to today"
        if ahead:
            none = f"no session with {name} is due yet, the next is {_said_when(ahead[0], today)}"
        return f"{none}; for one that was not booked, write the whole date: held {today}"
    when = f" on {short(date.fromisoformat(said.day), today)}" if said.day else ""
    if said.day and said.day < today.isoformat():
        first = f"held {said.day}" + (f" {said.time}" if said.time else "")
        return f"no session with {name} was booked{when}; “{first}” notes one, then say what came of it"
    return f"no session with {name} is booked{when}; coach session CLIENT fri 10:00 books one"
