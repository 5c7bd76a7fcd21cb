"""Which of a session's clients is meant: who cancelled for themselves, who asked for another day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from coach_tui.app.checks import text_fault
from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import ask_line, ask_who
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import names_of, taking_part
from coach_tui.plan.practice import Practice
from coach_tui.plan.record import Record
from coach_tui.plan.session import Session
from coach_tui.plan.session_line import ALL
from coach_tui.plan.text import listed
from coach_tui.plan.with_whom import asker, completed, names_in, names_meant, those_in


async def ask_which(coach: Coach, did: str, people: Sequence[str], offered: Sequence[str] = ()) -> list[str]:
    """Ask who of those in a session (uids of engagements) did something; [] for all of them.

    They are told by parts of their names. Those `offered` are named beside the question; all, where none is.
    """
    practice = coach.practice
    names = names_of(practice, offered or people)
    read = partial(_read, practice, people, did)
    text = await ask_line(
        coach,
        f"Who {did}",
        check=partial(text_fault, read),
        suggestions=partial(offered_names, practice, names),
        hint=f"parts of names: {', '.join(names)}; or {ALL}",
    )
    return read(text)


def _read(practice: Practice, people: Sequence[str], did: str, text: str) -> list[str]:
    if text.strip().lower() == ALL:
        return []
    names = names_in(text)
    if not names:
        raise BadInput(f"name who of them {did}, or say {ALL}; why is told to nobody else")
    return those_in(practice, names, people)


def offered_names(practice: Practice, names: list[str], text: str) -> list[str]:
    """What a text of names may become; while it is empty the hint has all of them."""
    return [completed(text, name) for name in names_meant(practice, text, names)] if text.strip() else []


async def ask_who_of(
    coach: Coach, label: str, records: Sequence[Record], *, ahead: bool = False
) -> tuple[str, str, list[str]]:
    """Ask who asked for another day, and where a session of several moves also which of its clients that was.

    Gives what is stored, how it goes on in words, and the clients (uids of engagements) whose wish it was;
    of a sponsor, or of somebody with a name, those for whom it was asked.
    """
    by, asked = await ask_who(coach, label, ahead=ahead)
    shared = [one for one in records if isinstance(one, Session) and one.also]
    people = list(dict.fromkeys(uid for one in shared for uid in taking_part(one.raw)))
    if not people or by in ("", "coach"):
        return by, asked, []
    by, whose = asker(coach.practice, by, people)
    if not whose:
        did = "asked for it" if by == "client" else "it was asked for"
        whose = await ask_which(coach, did, people) or people
    named = listed(names_of(coach.practice, whose))
    return by, f", asked by {named}" if by == "client" else f"{asked}, for {named}", whose
