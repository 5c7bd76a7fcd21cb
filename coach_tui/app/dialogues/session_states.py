"""What came of a session: Space says held, x cancelled or missed; m moves it (domain rules §10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from coach_tui.app.checks import text_fault
from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.of_group import ask_which, ask_who_of, offered_names
from coach_tui.app.dialogues.questions import as_read, ask_line, ask_reason, ask_stepped, choose
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.changes import session_states as states
from coach_tui.changes.session_states import Noted, book_again, hold_as_booked, settle_session
from coach_tui.plan.dates import day_words, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import cancelled_in, check_in_it, names_of, off_words, taking_part
from coach_tui.plan.practice import Practice
from coach_tui.plan.session import BOOKED, CANCELLED, HELD, NO_SHOW, Session
from coach_tui.plan.session_agenda import parse_moment
from coach_tui.plan.session_words import state_words
from coach_tui.plan.side import Side
from coach_tui.plan.with_whom import names_in, those_in

CALLED_OFF = {
    "c": ("client", "cancelled by client"),
    "l": ("client, late", "cancelled late by client"),
    "m": ("me", "cancelled by me"),
    "k": ("me, late", "cancelled late by me"),
    "n": ("no-show", "no-show"),
}
"""Key → how it was called off, in short and in full."""


async def toggle_held(coach: Coach, session: Session) -> None:
    """Held as it was booked; what was held is booked again.

    Raises:
        BadInput: it was cancelled or missed.
    """
    check_in_it(coach.practice, session.raw)
    if session.state in (CANCELLED, NO_SHOW):
        raise BadInput(f"this session was {state_words(session)}; {coach.key_of('close')} books it again")
    verb = book_again if session.state == HELD else hold_as_booked
    coach.said(await coach.written(partial(verb, coach.desk, session.uid)))


async def ask_called_off(coach: Coach, session: Session, noted: Noted | None = None) -> None:
    """Ask who cancelled a session, or whether the client did not come, and why; or book it again.

    On its page, `noted` is what was written of it there; who was not there of several is said there as well.
    """
    check_in_it(coach.practice, session.raw)
    day = short(session.on, coach.today)
    answers = {key: short_word for key, (short_word, _) in CALLED_OFF.items()}
    if session.on > coach.today:
        del answers["n"]
    elif session.also:
        answers |= {"n": "nobody came"} | ({"w": "not all came"} if noted is None else {})
    if session.state != BOOKED:
        answers["b"] = "booked again"
    how = await choose(coach, f"Session of {day}, cancelled by", answers, ahead=True)
    if how == "b":
        coach.said(await coach.written(partial(book_again, coach.desk, session.uid, noted, session.plan)))
        return
    if how == "w":
        await _ask_absent(coach, session)
        return
    who = await _ask_cancelled(coach, session) if session.also and how in ("c", "l") else []
    await ask_why_off_called(coach, session, CALLED_OFF[how][1], noted, who=who)


async def ask_why_off_called(
    coach: Coach,
    session: Session,
    said: str,
    noted: Noted | None = None,
    text: str = "",
    draft: str = "",
    who: Sequence[str] = (),
) -> None:
    """Ask why a session was called off or missed, in whatever way is `said`; with what was typed before.

    `who` are those (uids of engagements) of several clients who cancelled it for themselves.
    """
    whose = f" ({', '.join(names_of(coach.practice, who))})" if who else ""
    ask = partial(ask_reason, coach, f"{said.capitalize()}{whose}. Why?")
    stored = coach.practice.original(session)
    kept = noted or Noted({}, session.raw)  # so that what another hand said meanwhile is not written over
    coach.said(
        await ask_and_write(
            coach,
            f"why the {stored.name.lower()} did not take place",
            ask,
            partial(settle_session, coach.desk, session.uid, said, noted=kept, who=who),
            value=text or ("" if who else session.reason),
            of=session.plan,
            about={}
            if noted
            else {"what": "session", "table": session.table, "uid": session.uid, "said": said, "who": [*who]},
            draft=draft,
        )
    )


async def _ask_cancelled(coach: Coach, session: Session) -> list[str]:
    """Who of several clients cancelled (uids of engagements); none where all of them did."""
    people = taking_part(session.raw)
    left = [uid for uid in people if uid not in cancelled_in(session.raw)]
    return await ask_which(coach, "cancelled", people, left)


async def _ask_absent(coach: Coach, session: Session) -> None:
    """Ask who of a group was not there; nobody, where somebody was missed so far: all of them were."""
    practice, people = coach.practice, taking_part(session.raw)
    read, names = partial(_named, practice, people, none=bool(session.absent)), names_of(practice, people)
    text = await ask_line(
        coach,
        "Not there",
        ", ".join(names_of(practice, session.absent)),
        check=partial(text_fault, read),
        suggestions=partial(offered_names, practice, names),
        hint=f"parts of names: {', '.join(names)}",
    )
    coach.said(await coach.written(partial(states.say_absent, coach.desk, session.uid, read(text))))


def _named(practice: Practice, people: list[str], text: str, *, none: bool) -> list[str]:
    names = names_in(text)
    if not names and not none:
        raise BadInput("name who was not there; were all of them, Escape and then Space says held")
    return those_in(practice, names, people)


async def move_session(
    coach: Coach, session: Session, days: int | None = None, noted: Noted | None = None
) -> None:
    """Book a session for another day or time, or for so many days later; ask who wanted that, and why.

    On its page, `noted` is what was written of it there.

    Raises:
        BadInput: it is not booked.
    """
    today = coach.today
    if session.state != BOOKED:
        raise BadInput(f"this session was {state_words(session)}; {coach.key_of('close')} books it again")
    remark = partial(_time_off, coach, session)
    if days is not None:
        day, clock = (await ask_stepped(coach, session.on, days, Side.EITHER, remark)).isoformat(), ""
    else:
        day, clock = await _ask_moment(coach, session)
    on = date.fromisoformat(day)
    to = ", ".join(filter(None, (f"To {short(on, today)} {clock or session.time}".strip(), remark(on))))
    by, asked, whose = await ask_who_of(coach, to, [session], ahead=days is not None)
    verb = partial(
        states.move_session, coach.desk, session.uid, day, clock or None, by=by, asked=whose, noted=noted
    )
    said = asked.removeprefix(", ")
    said = f"{said[:1].upper()}{said[1:]}" or to
    why = partial(ask_reason, coach, f"{said}. Why?")
    coach.said(
        await ask_and_write(
            coach, "moving a session", why, lambda reason: verb(reason=reason), of=session.plan
        )
    )


def _time_off(coach: Coach, session: Session, day: date) -> str:
    plan = coach.practice.plan_of(session)
    return off_words(plan, session.also, day) if plan is not None else ""


async def _ask_moment(coach: Coach, session: Session) -> tuple[str, str]:
    """The day (ISO) to which a session moves, and the time of day, "" where that stays."""
    today = coach.today
    was = f"{short(session.on, today)} {session.time}".strip()
    read = partial(parse_moment, today=today, base=session.on, side=Side.MOVED)
    text = await ask_line(
        coach,
        f"Move the session from {was} to",
        check=partial(text_fault, read),
        suggestions=partial(as_read, lambda text: _moment_meant(*read(text), today)),
        hint=f"fri 14:00, 14:00, or +1w from {short(session.on, today)}",
        select=True,
    )
    return read(text)


def _moment_meant(day: str, clock: str, today: date) -> str:
    return f"{day_words(day, today)} {clock}".rstrip()
