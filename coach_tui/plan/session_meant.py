"""Which session a line about one means, typed at the shell: that of its day, or the one that it may be."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.dates import add_months, day_words, short
from coach_tui.plan.day_names import WEEKDAYS
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.session import BOOKED, HELD, NO_SHOW, Session
from coach_tui.plan.session_line import AGAIN, HOLD, MISS, moved_to
from coach_tui.plan.session_words import state_words
from coach_tui.plan.when import LATELY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.session_line import Said


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


def session_off(plan: Plan, said: Said, today: date) -> Session | None:
    """The session that a line says was cancelled or missed; None for one of a past day, which nobody booked.

    Only a day that is written out notes one that was not booked.

    Raises:
        BadInput: there is none, or there are several.
    """
    unbooked = said.day and said.weekday is None and day_off(said, today) <= today.isoformat()
    if unbooked and not _of_day(plan, said, today) and not _elsewhere(plan, said, today):
        return None
    return session_meant(plan, said, today)


def day_off(said: Said, today: date) -> str:
    """The day (ISO) of a session that nobody booked, and of which a line says that it did not take place."""
    return _days_said(said, today)[0]


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
        return f"no session with {name} was booked{when}; “{first}” notes one that took place"
    return f"no session with {name} is booked{when}; coach session CLIENT fri 10:00 books one"
